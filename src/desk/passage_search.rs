//! Finds passages by what a person types: words of the text, of a title, an id, or the passage itself (`article#p3`). Pure.
//!
//! A form offers them as sources. The words are compared as they are typed, with a small or a capital first letter: folding
//! every text of a large dossier would take longer than a person waits between two keys.

use std::ops::Range;

use serde_json::{Value, json};

use crate::build::BuiltSite;
use crate::parse::Article;
use crate::text::position::floor_char_boundary;
use crate::text::tokens::fold;

/// Most passages that are returned.
const MAX_FOUND: usize = 20;
/// Most passages of one article, unless the article itself is asked for.
const MAX_OF_ARTICLE: usize = 3;
/// How much of a passage is shown before and behind the words, in bytes.
const REACH: usize = 60;

/// Returns the passages that fit what is typed, with their words: those of articles whose id or title it is first, then those
/// that have the words, newest first.
pub(super) fn matching_passages(built: &BuiltSite, typed: &str) -> Vec<Value> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Vec::new();
    }
    let content = &built.site.content;
    let (id, number) = typed.split_once('#').unwrap_or((typed, ""));
    let (folded, is_passage) = (fold(typed), typed.contains('#'));
    let articles = || content.link_index.by_date.iter().map(|index| &*content.articles[*index].document);
    let mut found = Vec::new();
    let is_asked = |article: &&Article| match article.id.as_str() {
        own if is_passage => own == id,
        own => own.contains(id) || fold(&article.title).contains(&folded),
    };
    for article in articles().filter(is_asked) {
        let n_most = if is_passage || article.id.as_str() == id { MAX_FOUND } else { MAX_OF_ARTICLE };
        let passages =
            passages(article).filter(|(passage, _)| format!("p{passage}").starts_with(number) || !is_passage);
        found.extend(passages.take(n_most).map(|(passage, range)| shown(article, passage, &range, range.start)));
        if found.len() >= MAX_FOUND {
            break;
        }
    }
    let spellings = spellings(typed);
    for article in articles().filter(|_| !is_passage) {
        if found.len() >= MAX_FOUND {
            break;
        }
        let text = article.body.main_text();
        if !spellings.iter().any(|one| text.contains(one.as_str())) {
            continue;
        }
        let places = passages(article).filter_map(|(passage, range)| {
            let at = spellings.iter().find_map(|one| text.get(range.clone())?.find(one.as_str()))?;
            let start = range.start + at;
            Some(shown(article, passage, &range, start))
        });
        let new: Vec<Value> = places
            .filter(|one| found.iter().all(|known| known["passage"] != one["passage"]))
            .take(MAX_OF_ARTICLE)
            .collect();
        found.extend(new);
    }
    found.truncate(MAX_FOUND);
    if typed.contains('\'') {
        // A browser offers only what holds the typed words, apostrophe included.
        found
            .iter_mut()
            .for_each(|one| one["words"] = Value::from(one["words"].as_str().unwrap_or_default().replace('’', "'")));
    }
    found
}

/// Returns the words as typed, and with the other case of their first letter.
fn spellings(typed: &str) -> Vec<String> {
    let mut letters = typed.chars();
    let Some(first) = letters.next() else { return Vec::new() };
    let rest = letters.as_str();
    let mut all: Vec<String> = vec![
        typed.to_owned(),
        first.to_lowercase().chain(rest.chars()).collect(),
        first.to_uppercase().chain(rest.chars()).collect(),
    ];
    // Texts have either apostrophe.
    let other: Vec<String> = all.iter().map(|one| one.replace('\'', "’")).collect();
    all.extend(other);
    all.dedup();
    all
}

/// Returns the paragraphs of an article that can be cited: their numbers and ranges of its text.
fn passages(article: &Article) -> impl Iterator<Item = (u32, Range<usize>)> {
    let body = &article.body;
    let cited = body.blocks.iter().filter(|block| block.paragraph > 0 && block.end <= body.main_len);
    cited.map(|block| (block.paragraph, block.start..block.end))
}

/// Makes what is shown of a passage around a place.
fn shown(article: &Article, passage: u32, range: &Range<usize>, at: usize) -> Value {
    let text = article.body.main_text();
    let from = if at - range.start > REACH { floor_char_boundary(text, at - REACH) } else { range.start };
    let to = floor_char_boundary(text, (at + 2 * REACH).min(range.end));
    let words = text.get(from..to).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, behind) = (if from > range.start { "…" } else { "" }, if to < range.end { "…" } else { "" });
    let date = article.date.map(|date| format!("{date} · ")).unwrap_or_default();
    let words = format!("{date}{} · {before}{words}{behind}", article.title);
    json!({"passage": format!("{}#p{passage}", article.id), "words": words})
}
