//! W3C Web Annotations: a collection, a page, a list or single ones, as Recogito, Annotorious and dossier write them.
//!
//! Only names are read: an annotation that identifies something, or gives it a kind. Comments, dates, quotations and
//! questions are counted. An annotation of several targets is read once for each.

use std::collections::HashMap;

use serde_json::Value;

use super::labels::{LabelMeaning, LabelTable};
use super::{ForeignAnnotations, ForeignDocument, ForeignMention};
use crate::say;

/// Returns whether an object is an annotation.
pub(super) fn is_annotation(value: &Value) -> bool {
    has_type(value, "Annotation") && !value["target"].is_null()
}

fn has_type(value: &Value, wanted: &str) -> bool {
    let is =
        |name: &Value| name.as_str().is_some_and(|name| name == wanted || name.strip_prefix("oa:") == Some(wanted));
    list(&value["type"]).chain(list(&value["@type"])).any(is)
}

/// Returns a value, or the values of a list; nothing for null.
fn list(value: &Value) -> impl Iterator<Item = &Value> {
    let (one, many) = match value {
        Value::Array(many) => (None, many.as_slice()),
        Value::Null => (None, &[][..]),
        one => (Some(one), &[][..]),
    };
    one.into_iter().chain(many)
}

/// Returns the annotations of a file and who made them all; `None` if it has none.
pub(super) fn annotations<'v>(value: &'v Value, all: &mut ForeignAnnotations) -> Option<(Vec<&'v Value>, String)> {
    let by = who(value);
    if is_annotation(value) {
        return Some((vec![value], by));
    }
    if let Value::Array(items) = value {
        return items.iter().any(is_annotation).then(|| (items.iter().collect(), by));
    }
    if !value["@graph"].is_null() {
        return Some((list(&value["@graph"]).filter(|one| is_annotation(one)).collect(), by));
    }
    let is_set = ["AnnotationCollection", "AnnotationPage"].iter().any(|name| has_type(value, name));
    if !is_set && value["items"].is_null() {
        return None;
    }
    let page = if value["first"].is_null() { value } else { &value["first"] };
    if page.is_string() {
        all.problem(1, say!(en: "its pages are elsewhere (`first` is an address); download the pages and import them", fr: "ses pages sont ailleurs (`first` est une adresse) ; téléchargez les pages et importez-les"));
    }
    let next = [page, value].into_iter().find_map(|one| one["next"].as_str());
    if let Some(next) = next {
        all.problem(1, say!(en: "the set goes on at `{next}`; download that page and import it too", fr: "la suite est à `{next}` ; téléchargez cette page et importez-la aussi"));
    }
    Some((list(&page["items"]).collect(), by))
}

/// Reads annotations; `by` made those that do not say who did.
pub(super) fn read(
    stem: &str,
    annotations: &[(usize, &Value)],
    by: &str,
    labels: &LabelTable,
    all: &mut ForeignAnnotations,
) {
    let mut numbers: HashMap<Vec<String>, usize> = HashMap::new();
    let mut documents: Vec<ForeignDocument> = Vec::new();
    for (place, annotation) in annotations {
        if !is_annotation(annotation) {
            all.problem(*place, say!(en: "it is no annotation: it has no `type: Annotation` with a `target`", fr: "ce n’est pas une annotation : elle n’a pas `type: Annotation` avec un `target`"));
            continue;
        }
        let Some((entity, kind)) = name(annotation, labels, all) else { continue };
        let own = who(annotation);
        let by = if own.is_empty() { by.to_owned() } else { own };
        for target in list(&annotation["target"]) {
            let clues = clues(target, stem);
            match selected(target) {
                None => all.problem(*place, say!(en: "its target has no TextQuoteSelector, so its words are unknown", fr: "sa cible n’a pas de TextQuoteSelector, donc ses mots sont inconnus")),
                Some(mention) => {
                    let number = *numbers.entry(clues.clone()).or_insert_with(|| {
                        documents.push(ForeignDocument { clues, ..ForeignDocument::default() });
                        documents.len() - 1
                    });
                    let (entity, kind, by) = (entity.clone(), kind.clone(), by.clone());
                    documents[number].mentions.push(ForeignMention { place: *place, entity, kind, by, ..mention });
                }
            }
        }
    }
    documents.into_iter().for_each(|document| all.add(document));
}

/// Returns what an annotation says its words name: an address or nothing, and a kind. `None` if it is no name.
fn name(annotation: &Value, labels: &LabelTable, all: &mut ForeignAnnotations) -> Option<(String, String)> {
    let motives: Vec<&str> = list(&annotation["motivation"]).filter_map(Value::as_str).collect();
    if motives.contains(&"questioning") {
        all.leave_out(super::questions());
        return None;
    }
    let (mut entity, mut kind, mut is_name) = (String::new(), String::new(), false);
    for body in list(&annotation["body"]) {
        let purposes: Vec<&str> = list(&body["purpose"]).filter_map(Value::as_str).collect();
        let value = body.as_str().or_else(|| body["value"].as_str()).unwrap_or_default();
        let source = ["source", "id", "@id"].into_iter().find_map(|key| body[key].as_str());
        let source = source.or_else(|| body["source"]["id"].as_str());
        let is_address =
            |text: &str| text.starts_with("http://") || text.starts_with("https://") || text.starts_with("urn:");
        let identifies = purposes.contains(&"identifying") || (purposes.is_empty() && motives.contains(&"identifying"));
        if identifies {
            let address =
                source.filter(|_| !has_type(body, "TextualBody")).or(Some(value).filter(|text| !text.is_empty()));
            if let Some(address) = address.filter(|_| entity.is_empty()) {
                entity = address.to_owned();
                is_name = true;
            }
            continue;
        }
        let classifies = ["classifying", "tagging"].iter().any(|one| purposes.contains(one))
            || (purposes.is_empty() && motives.iter().any(|motive| ["classifying", "tagging"].contains(motive)));
        if !classifies {
            continue;
        }
        let label = if value.is_empty() { source.unwrap_or_default() } else { value };
        match labels.meaning(label) {
            LabelMeaning::Kind(known) => {
                is_name = true;
                if kind.is_empty() {
                    kind = known;
                }
            }
            LabelMeaning::NoName => {
                all.leave_out(match label == "quotation" {
                    true => super::quotations(),
                    false => say!(en: "dates and amounts", fr: "dates et montants"),
                });
                return None;
            }
            // An address among the tags says what the words name.
            LabelMeaning::AnyName if is_address(label) && entity.is_empty() => {
                entity = label.to_owned();
                is_name = true;
            }
            LabelMeaning::AnyName => {}
        }
    }
    if !is_name {
        all.leave_out(say!(en: "comments and marks without a kind or an address", fr: "commentaires et marques sans type ni adresse"));
        return None;
    }
    Some((entity, kind))
}

/// Returns what may say which article a target is.
fn clues(target: &Value, stem: &str) -> Vec<String> {
    let source = &target["source"];
    let places =
        [source, &source["id"], &source["@id"], &target["scope"], &target["scope"]["id"], &target["id"], target];
    let without_fragment = |address: &str| address.split('#').next().unwrap_or_default().to_owned();
    let mut clues: Vec<String> =
        places.into_iter().filter_map(Value::as_str).map(without_fragment).filter(|clue| !clue.is_empty()).collect();
    clues.push(stem.to_owned());
    clues.dedup();
    clues
}

/// Returns the words that a target selects.
fn selected(target: &Value) -> Option<ForeignMention> {
    let mut mention = ForeignMention::default();
    // A selector may refine another one.
    let mut waiting: Vec<&Value> = list(&target["selector"]).collect();
    for _ in 0..MAX_SELECTORS {
        let Some(selector) = waiting.pop() else { break };
        let text = |key: &str| selector[key].as_str().unwrap_or_default().to_owned();
        if has_type(selector, "TextQuoteSelector") {
            mention.quote = text("exact");
            mention.prefix = text("prefix");
            mention.suffix = text("suffix");
        } else if has_type(selector, "TextPositionSelector") {
            let at = |key: &str| selector[key].as_u64().and_then(|at| usize::try_from(at).ok());
            mention.range = at("start").zip(at("end"));
        }
        waiting.extend(list(&selector["refinedBy"]));
    }
    (!mention.quote.is_empty()).then_some(mention)
}

/// The most selectors of one target.
const MAX_SELECTORS: usize = 16;

/// Returns who made something: the creator, else the program.
fn who(value: &Value) -> String {
    let of = |agent: &Value| {
        let named = ["name", "nickname", "displayName"].into_iter().find_map(|key| agent[key].as_str());
        agent.as_str().or(named).or_else(|| agent["id"].as_str()).unwrap_or_default().to_owned()
    };
    let agents = list(&value["creator"]).chain(list(&value["generator"]));
    let of_bodies = list(&value["body"]).flat_map(|body| list(&body["creator"]));
    agents.chain(of_bodies).map(of).find(|name| !name.is_empty()).unwrap_or_default()
}
