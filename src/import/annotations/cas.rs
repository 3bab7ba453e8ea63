//! UIMA CAS in JSON (0.4), as INCEpTION and dkpro-cassis write it: one document with the names in it.
//!
//! Its offsets count UTF-16 units; here they become code points.

use std::collections::HashMap;

use serde_json::Value;

use super::labels::LabelTable;
use super::{ForeignAnnotations, ForeignDocument, ForeignMention};
use crate::say;

/// Returns whether a JSON value is a CAS.
pub(super) fn is_cas(value: &Value) -> bool {
    !value["%FEATURE_STRUCTURES"].is_null()
}

/// Reads a CAS. It has an own document for each of its texts.
pub(super) fn read(stem: &str, cas: &Value, labels: &LabelTable, all: &mut ForeignAnnotations) {
    let structures: Vec<&Value> = match &cas["%FEATURE_STRUCTURES"] {
        Value::Array(list) => list.iter().collect(),
        Value::Object(map) => map.values().collect(),
        _ => Vec::new(),
    };
    let kind_of = |one: &Value| one["%TYPE"].as_str().unwrap_or_default().to_owned();
    let mut texts: HashMap<i64, (ForeignDocument, Vec<usize>)> = HashMap::new();
    let mut order: Vec<i64> = Vec::new();
    let stem = stem.strip_suffix(".cas").unwrap_or(stem);
    for sofa in structures.iter().filter(|one| kind_of(one) == "uima.cas.Sofa") {
        let (Some(id), Some(text)) = (sofa["%ID"].as_i64(), sofa["sofaString"].as_str()) else { continue };
        let document =
            ForeignDocument { clues: vec![stem.to_owned()], passages: vec![text.to_owned()], mentions: Vec::new() };
        texts.insert(id, (document, code_points(text)));
        order.push(id);
    }
    if order.is_empty() {
        all.problem(1, say!(en: "it has no text (`sofaString`)", fr: "il n’a pas de texte (`sofaString`)"));
        return;
    }
    for (index, one) in structures.iter().enumerate() {
        let name = kind_of(one);
        let Some((document, points)) = one["@sofa"].as_i64().and_then(|sofa| texts.get_mut(&sofa)) else { continue };
        if name.ends_with("DocumentMetaData") {
            let stated = ["documentId", "documentTitle", "documentUri"].into_iter().filter_map(|key| one[key].as_str());
            let stated: Vec<String> = stated.filter(|clue| !clue.is_empty()).map(str::to_owned).collect();
            document.clues.splice(0..0, stated);
            continue;
        }
        if !name.contains("NamedEntity") && !name.contains(".ner.type.") {
            continue;
        }
        let label = ["value", "label"].into_iter().find_map(|key| one[key].as_str()).unwrap_or_default();
        let Some(kind) = labels.kind(label) else {
            all.leave_out(say!(en: "dates, amounts and other marks that are no names", fr: "dates, montants et autres marques qui ne sont pas des noms"));
            continue;
        };
        let at = |key: &str| one[key].as_u64().and_then(|at| points.get(usize::try_from(at).ok()?).copied());
        let range = at("begin").zip(at("end")).filter(|(start, end)| *start != WITHIN && *end != WITHIN);
        let Some(range) = range else {
            all.problem(index + 1, say!(en: "its `begin` and `end` are not in the text, or within a character", fr: "son `begin` et son `end` sont hors du texte, ou au milieu d’un caractère"));
            continue;
        };
        document.mentions.push(ForeignMention {
            place: index + 1,
            passage: Some(0),
            range: Some(range),
            entity: one["identifier"].as_str().unwrap_or_default().to_owned(),
            kind,
            by: ["annotator", "creator"].into_iter().find_map(|key| one[key].as_str()).unwrap_or_default().to_owned(),
            ..ForeignMention::default()
        });
    }
    for id in order {
        if let Some((document, _)) = texts.remove(&id) {
            all.add(document);
        }
    }
}

/// A unit that is the second half of a character.
const WITHIN: usize = usize::MAX;

/// Returns for each UTF-16 unit of a text, and for its end, the number of code points before it.
fn code_points(text: &str) -> Vec<usize> {
    let mut points = Vec::with_capacity(text.len() + 1);
    let mut n = 0;
    for c in text.chars() {
        points.push(n);
        if c.len_utf16() == 2 {
            points.push(WITHIN);
        }
        n += 1;
    }
    points.push(n);
    points
}
