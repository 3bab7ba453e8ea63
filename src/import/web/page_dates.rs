//! The day on which a page was published, from what it says to readers and to machines.
//!
//! The day is that at the place of publication. A time in UTC may be on the next or last day there, so the day that the
//! page shows near its headline wins where the two are one day apart; without it such a day is only inferred near
//! midnight. A shown day that is one before any other stated day wins as well. The day of a change is none. What is not certain is left out.

use super::dom::{HtmlPage, NodeRef, attribute, element_name};
use super::head_lines::HeadLines;
use super::json_ld::LinkedData;
use super::page_boilerplate::is_comment as is_beside;
use super::values::meta;
use crate::base::Message;
use crate::import::dates::written_date::{NumberOrder, words, written_date};
use crate::import::extracted_document::MetadataDate;
use crate::import::text::lines::fold;
use crate::lang::{self, in_any};
use crate::model::Edtf;
use crate::say;

/// Names of `<meta>` that hold the day of publication, the surest first.
const META_NAMES: [&str; 30] = [
    "article:published_time", "og:published_time", "og:article:published_time", "datePublished",
    "citation_online_date", "citation_publication_date", "citation_date", "bepress_citation_date",
    "bepress_citation_online_date", "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created",
    "dcterms.date", "dc:date", "dc.date", "date", "publish-date", "publish_date", "publishdate", "pubdate",
    "publication_date", "publicationdate", "published_time", "article:published", "parsely-pub-date", "sailthru.date",
    "cXenseParse:recs:publishtime", "article.published", "dateCreated",
];

/// A day in a page's metadata.
struct StatedDay {
    iso: String,
    /// The hour, if the time is in UTC.
    utc_hour: Option<u32>,
}

/// Returns the day of publication.
pub(super) fn page_date(
    page: &HtmlPage,
    data: &LinkedData,
    lines: &HeadLines,
    language: Option<&str>,
) -> Option<MetadataDate> {
    let order = match language.map(str::to_ascii_lowercase).as_deref() {
        None | Some("") => NumberOrder::Unknown,
        Some(tag) if tag.starts_with("en") && !tag.starts_with("en-gb") => NumberOrder::Unknown,
        Some(_) => NumberOrder::DayFirst,
    };
    let shown = shown_day(page, lines, order);
    let stated = stated_days(page, data).next();
    let shown = shown.or_else(|| stated.is_none().then(|| only_day(page, lines, order)).flatten());
    match (stated, shown) {
        (Some((day, name)), shown) => {
            let place = say!(en: "the page’s metadata ({name})", fr: "les métadonnées de la page ({name})");
            match (day.utc_hour, shown) {
                (Some(_), Some((shown, place))) if are_neighbours(&shown, &day.iso) => Some(certain(shown, place)),
                // An article is not shown before it is published, but the day of an issue or a change may follow.
                (None, Some((shown, place))) if shown < day.iso && are_neighbours(&shown, &day.iso) => {
                    Some(certain(shown, place))
                }
                (None, _) => Some(certain(day.iso, place)),
                (Some(hour), _) => Some(MetadataDate { iso: day.iso, place, is_publication: (6..=16).contains(&hour) }),
            }
        }
        (None, Some((day, place))) => Some(certain(day, place)),
        (None, None) => None,
    }
}

fn certain(iso: String, place: Message) -> MetadataDate {
    MetadataDate { iso, place, is_publication: true }
}

/// Returns the days in the metadata, the surest first, each with its name.
fn stated_days<'p>(page: &'p HtmlPage, data: &LinkedData) -> impl Iterator<Item = (StatedDay, String)> + 'p {
    let linked = data.text("datePublished").or_else(|| data.text("dateCreated"));
    let linked = linked.map(|date| ("datePublished".to_owned(), date));
    let metas = META_NAMES.iter().filter_map(|name| Some(((*name).to_owned(), meta(page, name)?)));
    let of_page = data.page_date().map(|date| ("datePublished".to_owned(), date));
    linked.into_iter().chain(metas).chain(of_page).filter_map(|(name, date)| Some((machine_day(&date)?, name)))
}

/// Reads `2023-05-04T10:11:12+02:00`, `2023/05/04`, `20230504` or a written date.
fn machine_day(date: &str) -> Option<StatedDay> {
    let date = date.trim();
    let bytes = date.as_bytes();
    let iso = match bytes {
        [_, _, _, _, b'-' | b'/' | b'.', _, _, b'-' | b'/' | b'.', _, _, ..] => {
            date.get(..10).map(|day| day.replace(['/', '.'], "-"))
        }
        _ => {
            let digits = date.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
            digits
                .filter(|_| bytes.get(8).is_none_or(|byte| matches!(byte, b'T' | b' ')))
                .and_then(|digits| Some(format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?)))
        }
    };
    let len = if bytes.get(4).is_some_and(u8::is_ascii_digit) { 8 } else { 10 };
    let Some(iso) = iso.filter(|_| bytes.get(len).is_none_or(|byte| !byte.is_ascii_digit())) else {
        let folded = fold(date);
        let words = words(&folded);
        let written = written_date(&words, NumberOrder::Unknown)?;
        return plausible(&written.iso).map(|iso| StatedDay { iso, utc_hour: None });
    };
    let time = date.get(len + 1..).unwrap_or_default();
    let zone = time.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
    let is_utc = matches!(zone.trim(), "Z" | "z" | "+00:00" | "+0000" | "UTC" | "GMT");
    let hour = time.get(..2).and_then(|hour| hour.parse().ok());
    let is_midnight = time.starts_with("00:00:00");
    plausible(&iso).map(|iso| StatedDay { iso, utc_hour: hour.filter(|_| is_utc && !is_midnight) })
}

fn plausible(iso: &str) -> Option<String> {
    let year: u32 = iso.get(..4)?.parse().ok()?;
    Edtf::parse(iso).ok().filter(|_| (1800..=2199).contains(&year)).map(|_| iso.to_owned())
}

/// Returns whether one day is the day before or after the other, or the same.
fn are_neighbours(one: &str, other: &str) -> bool {
    let day_number = |iso: &str| -> Option<i64> {
        let mut parts = iso.split('-').map(str::parse::<i64>);
        let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        // The days since 1 March of year 0, so that the leap day is the last of a year.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        Some(year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day)
    };
    match (day_number(one), day_number(other)) {
        (Some(one), Some(other)) => (one - other).abs() <= 1,
        _ => false,
    }
}

/// Returns the day that the page shows near its headline, and where.
fn shown_day(page: &HtmlPage, lines: &HeadLines, order: NumberOrder) -> Option<(String, Message)> {
    let place = |line: &str| say!(en: "the line near the headline: {line}", fr: "la ligne près du titre : {line}", line = line.chars().take(80).collect::<String>());
    let read = |line: &String| Some((line_day(line, order)?, place(line)));
    let announced = |line: &&String| opens_with_cue(line);
    let near = || lines.near.iter();
    near()
        .filter(announced)
        .find_map(read)
        .or_else(|| near().find_map(read))
        .or_else(|| attribute_day(page, lines))
        .or_else(|| lines.end.iter().filter(|line| opens_with_cue(line) || opens_with_byline(line)).find_map(read))
}

/// Reads the only day in a line, apart from that of a change: `par Anne Le Goff | 4 mai 2023`.
pub(super) fn line_day(line: &str, order: NumberOrder) -> Option<String> {
    if !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut spaced = String::with_capacity(line.len() + 8);
    for character in line.chars() {
        let follows_a_word = character == ':' && spaced.ends_with(char::is_alphabetic);
        match character {
            '•' | '·' | '|' => spaced.push_str(" | "),
            ':' if follows_a_word => spaced.push_str(": "),
            // A name and a day in elements side by side: `Anne Le Goff3.5.2023`.
            '0'..='9' if spaced.ends_with(char::is_lowercase) => {
                spaced.push(' ');
                spaced.push(character);
            }
            _ => spaced.push(character),
        }
    }
    let folded = fold(&spaced);
    let words = words(&folded);
    let order = if opens_with_day_first_cue(&words) { NumberOrder::DayFirst } else { order };
    let mut days: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = words.get(at..).unwrap_or_default();
        let change =
            lang::all().flat_map(|language| language.import.update_cues).find_map(|cue| rest.strip_prefix(*cue));
        if let Some(after) = change {
            let dated = (0..4).find_map(|skip| written_date(after.get(skip..)?, NumberOrder::DayFirst));
            at = words.len() - dated.map_or(after.len(), |date| date.rest.len());
            continue;
        }
        match written_date(rest, order) {
            Some(date) => {
                days.extend(plausible(&date.iso));
                at = words.len() - date.rest.len();
            }
            None => at += 1,
        }
    }
    days.dedup();
    match days.as_slice() {
        [day] => Some(day.clone()),
        [day, ..] if opens_with_cue(line) => Some(day.clone()),
        _ => None,
    }
}

fn opens_with_day_first_cue(words: &[&str]) -> bool {
    lang::all()
        .map(|language| language.import)
        .any(|import| import.numbers_day_first && import.publication_cues.iter().any(|cue| words.starts_with(cue)))
}

pub(super) fn opens_with_cue(line: &str) -> bool {
    let folded = fold(line.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let words = words(&folded);
    lang::all().any(|language| language.import.publication_cues.iter().any(|cue| words.starts_with(cue)))
}

/// Returns whether a line begins as a byline: `Von Christian am 03.05.2013 | 2 Kommentare`.
fn opens_with_byline(line: &str) -> bool {
    let opening = line.split_whitespace().next().unwrap_or_default().to_lowercase();
    in_any(&opening, |language| language.import.bylines)
}

/// Returns the only day that elements for dates show anywhere beside comments and teasers.
fn only_day(page: &HtmlPage, lines: &HeadLines, order: NumberOrder) -> Option<(String, Message)> {
    const MAX_ELEMENTS: usize = 200;
    let only = |days: Vec<String>| {
        let first = days.first()?;
        days.iter().all(|day| day == first).then(|| {
            (first.clone(), say!(en: "the only date that the page shows", fr: "la seule date que montre la page"))
        })
    };
    let announced = lines.announced.iter().filter_map(|line| line_day(line, order));
    if let Some(found) = only(announced.collect()) {
        return Some(found);
    }
    let times = page.select("time[datetime], abbr.published[title], [itemprop=datePublished]");
    let times = times.iter().take(MAX_ELEMENTS).filter(|node| !is_beside(node));
    only(times.filter_map(|node| element_day(node).map(|(day, _)| day)).collect()).or_else(|| {
        let dates = page.select(
            ".date, .datum, .published, .post-date, .entry-date, .date-header, .pubdate, .fecha, .datetime, [class*=-date], \
             [class*=_date], [class*=datum], [class*=publish]",
        );
        let dates = dates.iter().take(MAX_ELEMENTS).filter(|node| !is_beside(node));
        let lines = dates.map(|node| node.text().trim().chars().take(100).collect::<String>());
        only(lines.filter(|line| line.chars().count() < 80).filter_map(|line| line_day(&line, order)).collect())
    })
}

/// Returns the day in an attribute of an element near the headline: `<time datetime>`, `<abbr class=published title>`.
fn attribute_day(page: &HtmlPage, lines: &HeadLines) -> Option<(String, Message)> {
    lines.elements.iter().take(24).find_map(|id| {
        let element = page.node(*id)?;
        element_day(&element).or_else(|| {
            element.descendants_it().filter(NodeRef::is_element).take(40).find_map(|node| element_day(&node))
        })
    })
}

/// Returns the day of publication in the attributes of an element, and the element's name.
fn element_day(node: &NodeRef<'_>) -> Option<(String, Message)> {
    let name = element_name(node);
    let class = attribute(node, "class").unwrap_or_default();
    let date = match name.as_str() {
        "time" => attribute(node, "datetime"),
        "abbr" if class.split_whitespace().any(|class| class == "published") => attribute(node, "title"),
        _ if attribute(node, "itemprop").as_deref() == Some("datePublished") => {
            attribute(node, "content").or_else(|| attribute(node, "datetime"))
        }
        _ => None,
    }?;
    let shown = node.text();
    let is_change = attribute(node, "itemprop").as_deref() == Some("dateModified")
        || class.contains("updated")
        || class.contains("modified")
        || crate::import::dates::is_update_note(&shown);
    let day = machine_day(&date).filter(|_| !is_change)?;
    Some((day.iso, say!(en: "the page (<{name}>)", fr: "la page (<{name}>)")))
}
