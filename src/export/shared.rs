//! What several formats have in common: addresses of pages, the first and the last day of a date, the key of everything
//! that is published, counts in a message.
//!
//! Pure; it writes no format.

use serde_json::Value;

use super::ExportInput;
use crate::base::message::Words;
use crate::base::{Key, KeyBuilder, Message, percent};
use crate::model::date::{DatePoint, DateQualifier, days_in_month};
use crate::model::{ArticleIx, Edtf, EntityIx, Route, id, routes};
use crate::say;

/// A day: year, month, day of the month.
pub(super) type IsoDay = (i32, u8, u8);

/// Returns the address of a page. Without the site's address it is an URN, which never changes and needs no host, as in
/// the Atom feed.
pub(super) fn address(input: &ExportInput<'_>, route: &Route) -> String {
    if input.config.base_url.is_empty() {
        format!("{}:{}", site_name(input), route.encoded().replace('/', ":"))
    } else {
        format!("{}{}", input.config.base_url, route.encoded())
    }
}

/// Returns the URN of a site that names no address.
pub(super) fn site_name(input: &ExportInput<'_>) -> String {
    format!("urn:dossier:{}", slug(input))
}

/// Returns the title of the site as a word for addresses; the letters of other scripts are percent-encoded.
pub(super) fn slug(input: &ExportInput<'_>) -> String {
    let slug = percent::encode_path(&id::slug(&input.config.title));
    if slug.is_empty() { "site".to_owned() } else { slug }
}

/// Returns the address of a record's page.
pub(super) fn entity_address(input: &ExportInput<'_>, entity: EntityIx) -> String {
    address(input, &input.entity_routes[entity])
}

/// Returns the address of an article's page.
pub(super) fn article_address(input: &ExportInput<'_>, article: ArticleIx) -> String {
    address(input, &routes::article(&input.articles[article].0.id))
}

/// Returns the first day that a date may mean; `None` where it has none, or none that other programs write.
pub(super) fn first_day(date: &Edtf) -> Option<IsoDay> {
    let (year, month, day) = date.earliest();
    (1..=9999).contains(&year).then_some((year, month.max(1), day.max(1)))
}

/// Returns the last day that a date may mean.
pub(super) fn last_day(date: &Edtf) -> Option<IsoDay> {
    let (year, month, day) = date.latest();
    let month = month.min(12);
    (1..=9999).contains(&year).then(|| (year, month, day.min(days_in_month(year, month))))
}

/// Writes a day as ISO 8601.
pub(super) fn iso(&(year, month, day): &IsoDay) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// Returns a point that says exactly what `2023`, `2023-09` or `2023-09-13` says, apart from its qualifier.
pub(super) fn plain_point(point: &DatePoint) -> Option<String> {
    let is_plain = point.unspecified_digits == 0
        && (1..=9999).contains(&point.year)
        && point.month.is_none_or(|month| month <= 12);
    is_plain.then(|| DatePoint { qualifier: DateQualifier::Certain, ..*point }.to_string())
}

/// Returns the day that a date names, if it names one and is sure of it.
pub(super) fn certain_day(point: &DatePoint) -> Option<IsoDay> {
    let (month, day) = (point.month?, point.day?);
    let is_certain = point.qualifier == DateQualifier::Certain && (1..=9999).contains(&point.year);
    is_certain.then_some((point.year, month, day))
}

/// Returns the day of the newest article, which is used for the day of a file: no output depends on a clock.
pub(super) fn newest_day(input: &ExportInput<'_>) -> Option<IsoDay> {
    let dates = input.link_index.by_date.iter().filter_map(|at| input.link_index.articles[*at].card.date);
    dates.filter_map(|date| first_day(&date)).next()
}

/// Returns the key of all that a format may show: the site, every record, every article.
pub(crate) fn everything_key(input: &ExportInput<'_>) -> Key {
    let config = input.config;
    let mut key = KeyBuilder::new("everything");
    key.text(&config.title).text(&config.description).text(&config.author).text(&config.base_url);
    key.add(&config.language).add(&config.kinds);
    for entity in &input.registry.entities {
        key.key(entity.key).text(&entity.sort_name).text(&entity.gloss);
    }
    for (_, _, text) in &input.articles {
        key.key(*text);
    }
    key.add(&input.link_index.copies.groups);
    key.finish()
}

/// Returns the key of all that a format may show, editorial notes included.
pub(super) fn everything_and_notes_key(input: &ExportInput<'_>) -> Key {
    let mut key = KeyBuilder::new("everything and notes");
    key.key(everything_key(input));
    for (article, range, note) in &input.notes {
        let date = note.date.map(|date| date.to_string()).unwrap_or_default();
        key.text(article).number(range.start as u64).number(range.end as u64).text(note.body.main_text());
        key.text(&note.by).text(&date).text(note.verdict.map_or("", |verdict| verdict.as_str()));
        key.number(note.tags.len() as u64);
        for tag in &note.tags {
            key.text(tag);
        }
    }
    super::makers::add_key(&mut key, input);
    key.finish()
}

/// Writes a list of JSON values, one a line, between two texts. A value takes ten times as much memory as its line, so
/// they are taken one by one.
pub(super) fn json_lines(before: &str, values: impl Iterator<Item = Value>, after: &str) -> Vec<u8> {
    let mut out = format!("{before}\n");
    for (number, value) in values.enumerate() {
        out.push_str(if number > 0 { ",\n" } else { "" });
        out.push_str(&value.to_string());
    }
    out.push_str(&format!("\n{after}\n"));
    out.into_bytes()
}

/// Counts things in English, for data that is English: `1 event`, `3 events`.
pub(super) fn count(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

/// The message of a format that holds everything.
pub(super) fn no_loss(_: &ExportInput<'_>) -> Vec<Message> {
    Vec::new()
}

/// Returns a message about what a format leaves out, unless it is nothing. The number stands before the words for one, or for
/// several.
pub(super) fn loss(n: usize, one: Words, many: Words) -> Vec<Message> {
    let what = if n == 1 { one } else { many }.message();
    (n > 0).then(|| say!(en: "{n} {what}", fr: "{n} {what}"; what)).into_iter().collect()
}

/// Says how many articles a format leaves out, because only a reference to them is published.
pub(super) fn textless_articles(n: usize) -> Vec<Message> {
    loss(
        n,
        Words {
            en: "article is left out, because none of its text is published",
            fr: "article est laissé de côté, car rien de son texte n’est publié",
        },
        Words {
            en: "articles are left out, because none of their text is published",
            fr: "articles sont laissés de côté, car rien de leur texte n’est publié",
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(date: &str) -> (Option<String>, Option<String>) {
        let date = Edtf::parse(date).expect("a date");
        (first_day(&date).as_ref().map(iso), last_day(&date).as_ref().map(iso))
    }

    #[test]
    fn a_date_has_a_first_and_a_last_day() {
        for (date, first, last) in [
            ("2023", "2023-01-01", "2023-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2023-09-13", "2023-09-13", "2023-09-13"),
            ("1952~", "1952-01-01", "1952-12-31"),
            ("194X", "1940-01-01", "1949-12-31"),
            ("2023-24", "2023-12-01", "2024-02-29"),
            ("2023-09/2023-10-02", "2023-09-01", "2023-10-02"),
        ] {
            assert_eq!(days(date), (Some(first.to_owned()), Some(last.to_owned())), "{date}");
        }
        assert_eq!(days("2023/.."), (Some("2023-01-01".to_owned()), None));
        assert_eq!(days("../2023"), (None, Some("2023-12-31".to_owned())));
        assert_eq!(days("-0044"), (None, None));
        assert_eq!(days("0000"), (None, None));
    }

    #[test]
    fn only_a_sure_day_is_a_day() {
        let day = |date: &str| match Edtf::parse(date) {
            Ok(Edtf::At(point)) => certain_day(&point),
            _ => None,
        };
        assert_eq!(day("2023-09-13"), Some((2023, 9, 13)));
        for date in ["2023-09-13~", "2023-09", "2023", "2023-21", "0000-01-01"] {
            assert_eq!(day(date), None, "{date}");
        }
    }
}
