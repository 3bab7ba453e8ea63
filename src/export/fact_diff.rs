//! Compares published data with a new build: which facts of articles and records are other ones, and which links lead elsewhere.
//!
//! What is only new (an article, a record, a link on words that had none) is no correction. It reads the exported JSON Lines and
//! touches no files.

use std::collections::BTreeMap;

use serde_json::Value;

use super::link_diff::LinkChange;
use crate::parse::corrections::{CorrectedFact, CorrectionSubject};

/// The facts of an article that count.
const OF_ARTICLES: [&str; 6] = ["title", "date", "publisher", "author", "url", "text"];
/// The facts of a record that count.
const OF_RECORDS: [&str; 7] = ["name", "born", "died", "date", "place", "coordinates", "roles"];

/// The lines of a file of data by id.
fn by_id(lines: &[u8]) -> BTreeMap<String, Value> {
    let values = lines.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    values.filter_map(|value| Some((value.get("id")?.as_str()?.to_owned(), value))).collect()
}

/// Returns a value as a page can show it; a text of an article is only said to be another.
fn shown(fact: &str, value: Option<&Value>) -> String {
    match value {
        _ if fact == "text" => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) if fact == "roles" => {
            let titles = items.iter().filter_map(|role| role.get("title")?.as_str());
            titles.collect::<Vec<_>>().join(", ")
        }
        Some(Value::Array(items)) => items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn facts(
    [old, new]: [&[u8]; 2],
    facts: &[&'static str],
    subject: fn(String) -> CorrectionSubject,
    out: &mut Vec<CorrectedFact>,
) {
    let (old, new) = (by_id(old), by_id(new));
    for (id, was) in &old {
        let changed = |what, words: String, was: String, now: String| CorrectedFact {
            subject: subject(id.clone()),
            what,
            words,
            was,
            now,
            why: "",
        };
        let Some(now) = new.get(id) else {
            // A record that is gone may be that of a person who wants to be hidden: nobody is told.
            if let Some(title) = was.get("title").and_then(Value::as_str) {
                out.push(changed("withdrawn", String::new(), title.to_owned(), String::new()));
            }
            continue;
        };
        for fact in facts.iter().filter(|fact| was.get(fact) != now.get(fact)) {
            let (before, after) = (shown(fact, was.get(fact)), shown(fact, now.get(fact)));
            // What was not said before is an addition.
            if *fact == "text" || (before != after && !before.is_empty()) {
                out.push(changed(fact, String::new(), before, after));
            }
        }
    }
}

/// Compares `articles.jsonl` and `entities.jsonl` of two builds, old and new, and adds the links that lead elsewhere or nowhere.
#[must_use]
pub(crate) fn corrected_facts(articles: [&[u8]; 2], entities: [&[u8]; 2], links: &[LinkChange]) -> Vec<CorrectedFact> {
    let mut out = Vec::new();
    facts(articles, &OF_ARTICLES, CorrectionSubject::Article, &mut out);
    facts(entities, &OF_RECORDS, CorrectionSubject::Record, &mut out);
    let place = |link: &LinkChange| (link.article.clone(), link.start, link.text.clone());
    let gained: BTreeMap<_, &LinkChange> =
        links.iter().filter(|link| link.gained).map(|link| (place(link), link)).collect();
    for lost in links.iter().filter(|link| !link.gained && !link.why.is_empty() && link.why != "text") {
        let now = gained.get(&place(lost));
        let change = CorrectedFact {
            subject: CorrectionSubject::Article(lost.article.clone()),
            what: "link",
            words: lost.text.clone(),
            was: lost.entity.clone(),
            now: now.map(|link| link.entity.clone()).unwrap_or_default(),
            why: now.map_or(lost.why, |link| link.why),
        };
        // The same words in one article are corrected together.
        if !out.contains(&change) {
            out.push(change);
        }
    }
    out
}
