//! Names in articles: tests/cases/annotate/*.md.
//!
//! Blocks: `people`, `places`, `organisations`, `events`, `works` contain records as in content/people.yaml. `article` is
//! an article's file; without front matter it has a title that names no one, and the options `lang=` (fr) and `date=`
//! (2023-09-15). `mentions` lists what is linked, in order: `words -> id (rule)`. `review` lists what awaits a decision:
//! `words -> id, id (reason)`; a line break or a no-break space in the words shows as a space. A missing block means that
//! nothing is expected: a link that a case does not expect fails it.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use dossier::annotate::entity_linking::DocumentInput;
use dossier::annotate::{Annotations, LinkReason, Mention, annotate, find_dates};
use dossier::base::{KeyBuilder, SourcePath};
use dossier::model::LangTag;
use dossier::parse::{article, collection};
use dossier::registry::entities::KeyedRecord;
use dossier::registry::{self, Lexicon};
use libtest_mimic::Trial;

use crate::literate::{self, Case};

const KINDS: [(&str, &str); 5] = [
    ("people", "person"),
    ("places", "place"),
    ("organisations", "organisation"),
    ("events", "event"),
    ("works", "work"),
];

/// Names are linked if they are certain, and only then. That a person has no record makes no name somebody else's.
pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = literate::trials("annotate", failure);
    trials.extend(literate::trials_of("strangers", "annotate", failure_without_a_record));
    trials
}

/// Takes one record after the other away of the people whom the article names in full. What links then must have linked to the
/// same record before: a stranger counts as much as a person with a record.
fn failure_without_a_record(case: &Case) -> Option<String> {
    let (text, all) = match annotated(case, None) {
        Ok(found) => found,
        Err(problem) => return Some(problem),
    };
    let is_person = |id: &str| case.block("people").unwrap_or_default().contains(&format!("id: {id}"));
    let named_in_full: BTreeSet<&str> = all
        .mentions
        .iter()
        .filter(|mention| mention.reason == LinkReason::Strong && is_person(mention.entity.as_str()))
        .map(|mention| mention.entity.as_str())
        .collect();
    let mut wrong = Vec::new();
    for id in named_in_full {
        let (_, fewer) = match annotated(case, Some(id)) {
            Ok(found) => found,
            Err(problem) => return Some(problem),
        };
        // Nobody can know of a second person with the same full name.
        let words = |mention: &Mention| text[mention.start..mention.end].to_owned();
        let own = all.mentions.iter().filter(|mention| mention.entity.as_str() == id).map(words);
        let full_names: BTreeSet<String> = own.collect();
        let is_homonym =
            |mention: &Mention| mention.reason == LinkReason::Strong && full_names.contains(&words(mention));
        for mention in fewer.mentions.iter().filter(|mention| !is_homonym(mention)) {
            let is_same = |other: &Mention| (other.start, &other.entity) == (mention.start, &mention.entity);
            if !all.mentions.iter().any(is_same) {
                wrong.push(format!("  without {id}: {} -> {}", &text[mention.start..mention.end], mention.entity));
            }
        }
    }
    (!wrong.is_empty()).then(|| wrong.join("\n"))
}

fn failure(case: &Case) -> Option<String> {
    let (mentions, reviews) = match found(case) {
        Ok(found) => found,
        Err(problem) => return Some(problem),
    };
    let expected = |name: &str| {
        let lines = case.block(name).unwrap_or_default().lines().map(|line| line.trim().to_owned());
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>()
    };
    let differs = |name: &str, found: &[String]| {
        let expected = expected(name);
        (expected != found).then(|| format!("  {name}\n    expected {expected:#?}\n    found {found:#?}"))
    };
    let problems: Vec<String> =
        [differs("mentions", &mentions), differs("review", &reviews)].into_iter().flatten().collect();
    (!problems.is_empty()).then(|| problems.join("\n"))
}

fn found(case: &Case) -> Result<(Vec<String>, Vec<String>), String> {
    let (text, annotated) = annotated(case, None)?;
    Ok(in_words(&text, &annotated))
}

/// Returns a case's text and what is found in it, with the records of the case but one.
fn annotated(case: &Case, without: Option<&str>) -> Result<(String, Annotations), String> {
    let lexicon = lexicon(case, without)?;
    let file = SourcePath::new("content/articles/case.md");
    let text = case.block("article").ok_or("  the case has no `article`")?;
    let text = if text.starts_with("---") {
        text.to_owned()
    } else {
        let date = case.option("article", "date").unwrap_or("2023-09-15");
        let language = case.option("article", "lang").unwrap_or("fr");
        let date = if date == "unknown" { String::new() } else { format!("date: {date}\n") };
        format!("---\ntitle: …\n{date}language: {language}\n---\n{text}")
    };
    let checked = article::parse(&file, text.as_bytes());
    let article = checked.value.ok_or_else(|| format!("  {:?}", checked.diagnostics))?;
    let input = DocumentInput {
        body: &article.body,
        title: &article.title,
        date: article.date,
        language: dossier::lang::data(&article.language.unwrap_or_else(LangTag::french)),
        local_aliases: &article.local_aliases,
        unlinked: &article.unlinked,
        decided: &[],
        tokens: OnceCell::new(),
    };
    let annotated = annotate(&input, &find_dates(&input), &lexicon);
    Ok((article.body.text.to_string(), annotated))
}

fn lexicon(case: &Case, without: Option<&str>) -> Result<Lexicon, String> {
    let kinds = dossier::config::site::parse("title: Cases\nlanguage: fr\n").value.kinds;
    let mut records = Vec::new();
    for (block, kind) in KINDS {
        let Some(text) = case.block(block) else { continue };
        let file = SourcePath::new(&format!("content/{block}.yaml"));
        let checked = collection::parse(&file, kind, text.as_bytes());
        if !checked.diagnostics.is_empty() {
            return Err(format!("  {:?}", checked.diagnostics));
        }
        let kept = checked.value.into_iter().filter(|record| without != Some(record.id.as_str()));
        records.extend(kept.map(|record| KeyedRecord {
            key: KeyBuilder::new("case").text(record.id.as_str()).finish(),
            record: Arc::new(record),
        }));
    }
    let registry = registry::compile_registry(records, &kinds, &[]).value;
    Ok(registry::lexicon::compile_lexicon(&registry, &kinds).value)
}

fn in_words(text: &str, annotated: &Annotations) -> (Vec<String>, Vec<String>) {
    let words = |start: usize, end: usize| text[start..end].replace(['\n', '\u{a0}', '\u{202f}'], " ");
    let mentions = annotated
        .mentions
        .iter()
        .map(|m| format!("{} -> {} ({})", words(m.start, m.end), m.entity, m.reason.as_str()))
        .collect();
    let reviews = annotated
        .ambiguous
        .iter()
        .map(|r| {
            let ids: Vec<&str> = r.candidates.iter().map(|id| id.as_str()).collect();
            format!("{} -> {} ({})", words(r.start, r.end), ids.join(", "), r.reason)
        })
        .collect();
    (mentions, reviews)
}
