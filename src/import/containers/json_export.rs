//! What an object of a JSON export holds: the fields of an article by their names in any export, or a reference in CSL-JSON.
//!
//! Names are looked up as those of columns are. Where several name one field, the better name wins. Pure.

use serde_json::{Map, Value};

use super::collected_item::{CollectedItem, language_tag, one_line};
use super::item_days::DayOrder;
use super::item_fields::{NamedField, field_of};
use super::reference::Reference;
use crate::base::Message;
use crate::import::extracted_document::DocumentMetadata;
use crate::lang::field_names::ItemField;
use crate::say;

/// The most values of a list that are read.
const MAX_VALUES: usize = 200;

/// What an export says of all its articles.
#[derive(Debug, Default)]
pub(super) struct ExportHead {
    /// Whether it is a feed, whose title is the newspaper.
    pub(super) is_feed: bool,
    publisher: Option<String>,
    language: Option<String>,
}

impl ExportHead {
    /// Reads what is beside the list of articles.
    pub(super) fn of(object: &Map<String, Value>) -> Self {
        let version = object.get("version").and_then(Value::as_str).unwrap_or_default();
        if !version.contains("jsonfeed.org") {
            return Self::default();
        }
        let text = |name: &str| object.get(name).and_then(Value::as_str);
        Self {
            is_feed: true,
            publisher: text("title").and_then(one_line),
            language: text("language").and_then(language_tag),
        }
    }
}

/// Reads an object as an article.
pub(super) fn item(object: &Map<String, Value>, head: &ExportHead) -> CollectedItem {
    let mut values: Vec<(NamedField, String)> = Vec::new();
    let mut read = |object: &Map<String, Value>| {
        for (name, value) in object {
            if let Some(named) = field_of(name)
                && let Some(value) = written(value, named.field)
            {
                values.push((named, value));
            }
        }
    };
    read(object);
    // Some services put the page into an object of its own.
    for name in ["content", "article", "page", "link", "bookmark", "document"] {
        if let Some(inner) = object.get(name).and_then(Value::as_object) {
            read(inner);
        }
    }
    values.sort_by_key(|(named, _)| (named.field, named.rank));
    let mut item = CollectedItem::default();
    let mut last = None;
    for (named, value) in values {
        if last != Some(named.field) {
            last = Some(named.field);
            item.set(
                named.field,
                &value,
                say!(en: "stated in the export", fr: "écrite dans l’export"),
                DayOrder::Unknown,
            );
        }
    }
    if is_cut(&item.text) {
        item.summary = std::mem::take(&mut item.text);
    }
    // Exports that keep the texts beside the list name them by the page's short name.
    if let Some(slug) = object.get("slug").and_then(Value::as_str).filter(|_| !item.has_text()) {
        let is_plain = slug.len() < 200 && !slug.contains(['/', '\\', '\0', ':']) && !slug.starts_with('.');
        if is_plain {
            item.attachments = ["html", "md"].iter().map(|ending| format!("content/{slug}.{ending}")).collect();
        }
    }
    item.about.publisher = item.about.publisher.take().or_else(|| head.publisher.clone());
    item.about.language = item.about.language.take().or_else(|| head.language.clone());
    item
}

/// Reads what an object says of an article under the names of our own exports (`ItemField::ALL`) alone: the values may be written
/// as any program writes them, but no other name is guessed at.
pub(super) fn stated(object: &Map<String, Value>) -> DocumentMetadata {
    let mut item = CollectedItem::default();
    for (field, name) in ItemField::ALL {
        let value = object.get(name).filter(|_| !matches!(field, ItemField::Text | ItemField::Summary));
        match value {
            // A keyword may hold a comma.
            Some(Value::Array(tags)) if field == ItemField::Tags => {
                item.about.tags = tags.iter().take(MAX_VALUES).filter_map(|tag| one_line(&scalar(tag)?)).collect();
            }
            _ => {
                if let Some(value) = value.and_then(|value| written(value, field)) {
                    item.set(field, &value, Message::default(), DayOrder::Unknown);
                }
            }
        }
    }
    item.about
}

/// Returns whether a text is only its beginning: `… [+2051 chars]`, as services of news end it.
fn is_cut(text: &str) -> bool {
    let Some(count) = text.trim_end().strip_suffix(" chars]") else { return false };
    count.rsplit_once("[+").is_some_and(|(_, digits)| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns a value as text; a list with marks between its values that the field splits or keeps.
fn written(value: &Value, field: ItemField) -> Option<String> {
    match value {
        Value::String(text) => (!text.trim().is_empty()).then(|| text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => {
            let mark = match field {
                ItemField::Tags => ",",
                ItemField::Text | ItemField::Summary => "\n\n",
                _ => "; ",
            };
            let values: Vec<String> = values.iter().take(MAX_VALUES).filter_map(scalar).collect();
            (!values.is_empty()).then(|| values.join(mark))
        }
        Value::Object(_) => scalar(value),
        Value::Null | Value::Bool(_) => None,
    }
}

/// Returns a text, or the name that an object has.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => (!text.trim().is_empty()).then(|| text.clone()),
        Value::Object(object) => ["name", "label", "title", "text", "tag"]
            .iter()
            .find_map(|name| object.get(*name)?.as_str())
            .map(str::to_owned),
        _ => None,
    }
}

/// Reads an object as a reference in CSL-JSON (Citation Style Language 1.0.2); `None` if it is none.
pub(super) fn reference(object: &Map<String, Value>) -> Option<Reference> {
    let is_csl = object.contains_key("container-title")
        || object.get("issued").is_some_and(|issued| issued.get("date-parts").is_some() || issued.get("raw").is_some());
    if !is_csl {
        return None;
    }
    let text = |name: &str| object.get(name).and_then(|value| written(value, ItemField::Title));
    let day = |name: &str| {
        let date = object.get(name)?;
        let raw = || Some(date.get("raw").or_else(|| date.get("literal"))?.as_str()?.to_owned());
        let parts = date.get("date-parts").and_then(|parts| parts.get(0)?.as_array());
        let is_range = date.get("date-parts").and_then(Value::as_array).is_some_and(|parts| parts.len() > 1);
        let numbers = parts.map(|parts| parts.iter().take(3).filter_map(number).collect::<Vec<u32>>());
        match numbers.as_deref() {
            Some([year, rest @ ..]) if !is_range => {
                Some(rest.iter().fold(format!("{year:04}"), |date, part| format!("{date}-{part:02}")))
            }
            _ => raw(),
        }
    };
    let people = object.get("author").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let name = |person: &Value| {
        let part = |name: &str| person.get(name).and_then(Value::as_str).unwrap_or_default();
        let parts = [part("given"), part("non-dropping-particle"), part("family"), part("literal")];
        one_line(&parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" "))
    };
    let is_circa =
        object.get("issued").and_then(|issued| issued.get("circa")).is_some_and(|circa| *circa != Value::Bool(false));
    Some(Reference {
        title: text("title"),
        authors: people.iter().take(MAX_VALUES).filter_map(name).collect(),
        publisher: text("container-title").or_else(|| text("publisher")),
        date: day("issued"),
        is_circa,
        retrieved: day("accessed"),
        url: text("URL"),
        archived: text("archive_location").or_else(|| text("archive")),
        language: text("language"),
        tags: text("keyword").map(|tags| tags.split([',', ';']).map(str::to_owned).collect()).unwrap_or_default(),
        summary: text("abstract"),
        files: Vec::new(),
    })
}

fn number(value: &Value) -> Option<u32> {
    let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
    number.or_else(|| value.as_str()?.trim().parse().ok())
}
