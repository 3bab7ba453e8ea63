//! The pages about one article and one record, and what their scripts ask while a person types. All of them are read with GET and
//! change nothing.

use serde_json::{Value, json};

use super::article_page::article_page;
use super::form_parts::FormFrame;
use super::html::{filled, query_value};
use super::lists_page::{ListFilter, articles_page, records_page};
use super::map_picker::MapSection;
use super::passage_search::matching_passages;
use super::record_page::record_page;
use super::word_place::{WordQuery, find_words};
use super::words_dialog::{word_list, words_dialog, words_search};
use crate::model::{Coordinates, Count, Edtf};
use crate::theme::dates;

/// An answer of these pages.
pub(super) enum FormReply {
    /// A page, or a part of one that holds the token.
    Page(String),
    /// A part of a page.
    Part(String),
    /// Values.
    Values(Value),
    /// There is no such article or record.
    Nothing(String),
    /// There are no such words; the window says so.
    NoWords(String),
}

/// Answers a request; `None` if it is for another page.
pub(super) fn answer(frame: &FormFrame<'_>, path: &str, query: &str) -> Option<FormReply> {
    let value = |name: &str| query_value(query, name);
    let id = || value("id").unwrap_or_default();
    let size = |name: &str| value(name).and_then(|text| text.parse::<usize>().ok());
    let filter = || ListFilter {
        words: value("q").unwrap_or_default(),
        kind: value("kind").unwrap_or_default(),
        page: size("page").unwrap_or_default(),
    };
    let page = |found: Option<String>, id: String| {
        let vanished = filled(frame.texts.say("no-such"), &[("id", &id)]);
        found.map_or(FormReply::Nothing(vanished), FormReply::Page)
    };
    Some(match path {
        "articles" => FormReply::Page(articles_page(frame, &filter())),
        "register" => FormReply::Page(records_page(frame, &filter())),
        "article" => page(article_page(frame, &id()), id()),
        "record" => page(record_page(frame, &id()), id()),
        "words" => words(frame, query),
        "passages" => FormReply::Values(Value::from(matching_passages(frame.built, &value("q").unwrap_or_default()))),
        "check" => {
            FormReply::Values(checked(frame, &value("kind").unwrap_or_default(), &value("value").unwrap_or_default()))
        }
        "map" => FormReply::Part(section(query).drawing(place(query, "latitude", "longitude"))),
        "map/point" => FormReply::Values(point(query)),
        _ => return None,
    })
}

/// The window for words of an article.
fn words(frame: &FormFrame<'_>, query: &str) -> FormReply {
    let value = |name: &str| query_value(query, name);
    let number = |name: &str| value(name).and_then(|text| text.parse::<usize>().ok());
    let id = value("article").unwrap_or_default();
    let articles = &frame.built.site.content.articles;
    let found = articles.binary_search_by(|text| text.document.id.as_str().cmp(&id)).ok();
    let Some(text) = found.and_then(|index| articles.get(index)) else {
        return FormReply::NoWords(filled(frame.texts.say("no-such"), &[("id", &id)]));
    };
    if let Some(typed) = value("find") {
        return FormReply::Part(word_list(&text.document, &typed));
    }
    let asked = match (value("mark"), value("selected"), number("start").zip(number("end"))) {
        (Some(mark), _, _) => WordQuery::Mark(mark),
        (None, Some(selected), _) => {
            let paragraph = value("paragraph").and_then(|text| text.parse().ok()).unwrap_or_default();
            WordQuery::Selection(paragraph, number("skip").unwrap_or_default(), selected)
        }
        (None, None, Some((start, end))) => WordQuery::Range(start, end),
        (None, None, None) => return FormReply::Page(words_search(frame, text)),
    };
    match find_words(text, &asked) {
        Some(range) => FormReply::Page(words_dialog(frame, text, &range)),
        None => FormReply::NoWords(frame.texts.say("no-such-words").to_owned()),
    }
}

/// Says what a date means, or what is wrong with it or with a number.
fn checked(frame: &FormFrame<'_>, kind: &str, value: &str) -> Value {
    let value = value.trim();
    if kind == "number" {
        let ok = value.is_empty() || Count::parse(value).is_some();
        return json!({"ok": ok, "says": if ok { "" } else { frame.texts.say("wrong-number") }});
    }
    let format = frame.built.site.interface.theme.messages.format();
    let result = match kind {
        "day" => Edtf::check_mention_value(value).map(|()| dates::value(value, format)),
        _ => Edtf::parse(value).map(|date| dates::long(&date, format)),
    };
    match result {
        _ if value.is_empty() => json!({"ok": true, "says": ""}),
        Ok(says) => json!({"ok": true, "says": says}),
        Err(_) => json!({"ok": false, "says": frame.texts.say(if kind == "day" { "wrong-day" } else { "wrong-date" })}),
    }
}

fn place(query: &str, latitude: &str, longitude: &str) -> Option<Coordinates> {
    let number = |name: &str| query_value(query, name).and_then(|text| text.parse::<f64>().ok());
    Coordinates::new(number(latitude)?, number(longitude)?)
}

fn section(query: &str) -> MapSection {
    let zoom = query_value(query, "zoom").and_then(|text| text.parse().ok()).unwrap_or_default();
    MapSection { center: place(query, "center_latitude", "center_longitude"), zoom }
}

/// Says which place is at a point of the map, to four decimals: some ten metres.
fn point(query: &str) -> Value {
    let number = |name: &str| query_value(query, name).and_then(|text| text.parse::<f64>().ok());
    let rounded = |degrees: f64| (degrees * 10_000.0).round() / 10_000.0;
    match number("x").zip(number("y")).and_then(|point| section(query).place(point)) {
        Some(place) => json!({"latitude": rounded(place.latitude), "longitude": rounded(place.longitude)}),
        None => json!({}),
    }
}
