//! Annotations in JSON and JSON Lines: those of dossier itself, of spaCy, prodigy and doccano; W3C annotations and UIMA
//! CAS are passed on to their readers.

use serde_json::Value;

use super::labels::LabelTable;
use super::{ForeignAnnotations, ForeignDocument, ForeignMention, cas, w3c};
use super::{dates, questions, quotations};
use crate::base::Message;
use crate::say;

/// Reads a file: one JSON value, or one on each line.
pub(super) fn read(stem: &str, text: &str, labels: &LabelTable) -> ForeignAnnotations {
    let mut all = ForeignAnnotations::default();
    let lines = || text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let is_value = |line: &str| serde_json::from_str::<Value>(line).is_ok_and(|value| value.is_object());
    let mut first = lines().map(|(_, line)| line);
    let starts_lines = first.next().is_some_and(is_value) && first.next().is_some();
    let whole = if starts_lines { None } else { Some(serde_json::from_str::<Value>(text)) };
    match whole {
        Some(Ok(value)) => {
            all.numbers_annotations = value.is_array() || !value["text"].is_string();
            read_whole(stem, &value, labels, &mut all);
        }
        Some(Err(error)) if !lines().any(|(_, line)| is_value(line)) => {
            all.problem(
                error.line(),
                say!(en: "the JSON cannot be read: {error}", fr: "le JSON ne se lit pas : `{error}`"),
            );
        }
        _ => {
            let mut w3c = Vec::new();
            for (number, line) in lines() {
                match serde_json::from_str::<Value>(line) {
                    Ok(value) if w3c::is_annotation(&value) => w3c.push((number + 1, value)),
                    Ok(value) => read_object(number + 1, &value, &Source::default(), labels, &mut all),
                    Err(error) => all.problem(number + 1, say!(en: "the line cannot be read as JSON: {error}", fr: "la ligne ne se lit pas comme du JSON : `{error}`")),
                }
            }
            let annotations: Vec<(usize, &Value)> = w3c.iter().map(|(line, value)| (*line, value)).collect();
            w3c::read(stem, &annotations, "", labels, &mut all);
        }
    }
    all
}

fn read_whole(stem: &str, value: &Value, labels: &LabelTable, all: &mut ForeignAnnotations) {
    if cas::is_cas(value) {
        cas::read(stem, value, labels, all);
        return;
    }
    if let Some((annotations, by)) = w3c::annotations(value, all) {
        let numbered: Vec<(usize, &Value)> =
            annotations.into_iter().enumerate().map(|(index, annotation)| (index + 1, annotation)).collect();
        w3c::read(stem, &numbered, &by, labels, all);
        return;
    }
    let source = Source { stem };
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                read_object(index + 1, item, &Source::default(), labels, all);
            }
        }
        object => read_object(1, object, &source, labels, all),
    }
}

/// Where an object comes from.
#[derive(Default)]
struct Source<'a> {
    /// The name of a file that has only this object; may be empty.
    stem: &'a str,
}

/// Reads the text of an article with its names.
fn read_object(place: usize, object: &Value, source: &Source<'_>, labels: &LabelTable, all: &mut ForeignAnnotations) {
    if !object.is_object() {
        all.problem(place, say!(en: "it is no JSON object", fr: "ce n’est pas un objet JSON"));
        return;
    }
    if object["answer"].as_str().is_some_and(|answer| answer != "accept") {
        all.leave_out(
            say!(en: "texts that the annotator rejected or skipped", fr: "textes que l’annotateur a refusés ou passés"),
        );
        return;
    }
    let mut document = ForeignDocument { clues: clues(object), ..ForeignDocument::default() };
    if !source.stem.is_empty() {
        document.clues.push(source.stem.to_owned());
    }
    if let Some(quote) = object["quote"].as_str() {
        document.mentions.extend(proposed(place, object, quote, labels));
        all.add(document);
        return;
    }
    let text = object["text"].as_str().or_else(|| object["data"].as_str());
    document.passages.extend(text.map(str::to_owned));
    let by = who(object);
    let mut has_list = false;
    for key in ["mentions", "spans", "ents", "entities", "labels", "label"] {
        for item in object[key].as_array().into_iter().flatten() {
            has_list = true;
            match span(place, item, text.is_some(), labels) {
                Some(Ok(mut mention)) => {
                    if mention.by.is_empty() {
                        mention.by.clone_from(&by);
                    }
                    document.mentions.push(mention);
                }
                Some(Err(reason)) => all.problem(place, reason),
                None => all.leave_out(say!(en: "dates, amounts and other marks that are no names", fr: "dates, montants et autres marques qui ne sont pas des noms")),
            }
        }
        has_list |= object[key].is_array();
    }
    for (key, what) in [("review", questions as fn() -> Message), ("dates", dates), ("quotes", quotations)] {
        for _ in object[key].as_array().into_iter().flatten() {
            all.leave_out(what());
        }
    }
    if !has_list {
        all.problem(place, say!(en: "it has no list of names: `mentions`, `spans`, `ents`, `entities` or `label`", fr: "il n’a aucune liste de noms : `mentions`, `spans`, `ents`, `entities` ou `label`"));
        return;
    }
    all.add(document);
}

/// Returns what may say which article it is. A number is the count of another program, never an id.
fn clues(object: &Value) -> Vec<String> {
    let own = ["article", "id", "doc_id", "url"].into_iter().filter_map(|key| object[key].as_str());
    let meta = &object["meta"];
    let beside = ["article", "id", "doc_id", "source", "url", "file"].into_iter().filter_map(|key| meta[key].as_str());
    own.chain(beside).map(str::to_owned).collect()
}

fn who(object: &Value) -> String {
    let own =
        ["by", "annotator", "created_by", "model", "_annotator_id"].into_iter().find_map(|key| object[key].as_str());
    let meta = &object["meta"];
    let beside = || ["by", "model", "annotator"].into_iter().find_map(|key| meta[key].as_str());
    own.or_else(beside).unwrap_or_default().to_owned()
}

/// Reads a line that dossier itself wrote to content/annotations/.
fn proposed(place: usize, object: &Value, quote: &str, labels: &LabelTable) -> Option<ForeignMention> {
    let text = |key: &str| object[key].as_str().unwrap_or_default().to_owned();
    let start = object["at"].as_u64().and_then(|at| usize::try_from(at).ok());
    Some(ForeignMention {
        place,
        range: start.map(|start| (start, start.saturating_add(quote.chars().count()))),
        quote: quote.to_owned(),
        prefix: text("prefix"),
        suffix: text("suffix"),
        entity: text("entity"),
        kind: labels.kind(&text("kind")).unwrap_or_default(),
        by: text("by"),
        passage: None,
        stated: None,
    })
}

/// Reads one marked name: an object, or a list of start, end and label. `None` if it is no name.
fn span(place: usize, item: &Value, has_text: bool, labels: &LabelTable) -> Option<Result<ForeignMention, Message>> {
    let at = |value: &Value| value.as_u64().and_then(|at| usize::try_from(at).ok());
    let (start, end, label) = match item {
        Value::Array(parts) => {
            let part = |index: usize| parts.get(index).unwrap_or(&Value::Null);
            (at(part(0)), at(part(1)), part(2))
        }
        Value::Object(_) => {
            let one = |keys: [&str; 2]| keys.into_iter().find_map(|key| at(&item[key]));
            let label = ["label", "kind", "type"].into_iter().map(|key| &item[key]).find(|label| !label.is_null());
            (one(["start", "start_offset"]), one(["end", "end_offset"]), label.unwrap_or(&Value::Null))
        }
        _ => {
            return Some(Err(
                say!(en: "a label of a whole text is no name", fr: "une étiquette sur tout un texte n’est pas un nom"),
            ));
        }
    };
    let quote = item["text"].as_str().unwrap_or_default().to_owned();
    let range = start.zip(end);
    if range.is_none() && quote.is_empty() {
        return Some(Err(
            say!(en: "a name has no `start` and `end` that are whole numbers", fr: "un nom n’a pas de `start` et de `end` qui soient des nombres entiers"),
        ));
    }
    let kind = labels.kind(label.as_str().unwrap_or_default())?;
    let entity = ["entity", "kb_id", "id", "uri"].into_iter().find_map(|key| item[key].as_str()).unwrap_or_default();
    Some(Ok(ForeignMention {
        place,
        passage: has_text.then_some(0),
        range,
        quote,
        entity: entity.to_owned(),
        kind,
        by: item["by"].as_str().unwrap_or_default().to_owned(),
        ..ForeignMention::default()
    }))
}
