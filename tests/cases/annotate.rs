//! Names in articles: tests/cases/annotate/*.md.
//!
//! Blocks: `people`, `places`, `organisations`, `events`, `works` contain records as in content/people.yaml. `article` is
//! an article's file; without front matter it has a title that names no one, and the options `lang=` (fr) and `date=`
//! (2023-09-15). `mentions` lists what is linked, in order: `words -> id (rule)`. `review` lists what awaits a decision:
//! `words -> id, id (reason)`; a line break or a no-break space in the words shows as a space. A missing block means that
//! nothing is expected.

use std::cell::OnceCell;
use std::sync::Arc;

use dossier::annotate::entity_linking::DocumentInput;
use dossier::annotate::{Annotations, annotate, find_dates};
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

/// Names are linked if they are certain, and only then.
pub(crate) fn trials() -> Vec<Trial> {
    literate::trials("annotate", failure)
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
    let lexicon = lexicon(case)?;
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
    Ok(in_words(&article.body.text, &annotate(&input, &find_dates(&input), &lexicon)))
}

fn lexicon(case: &Case) -> Result<Lexicon, String> {
    let kinds = dossier::config::site::parse("title: Cases\nlanguage: fr\n").value.kinds;
    let mut records = Vec::new();
    for (block, kind) in KINDS {
        let Some(text) = case.block(block) else { continue };
        let file = SourcePath::new(&format!("content/{block}.yaml"));
        let checked = collection::parse(&file, kind, text.as_bytes());
        if !checked.diagnostics.is_empty() {
            return Err(format!("  {:?}", checked.diagnostics));
        }
        records.extend(checked.value.into_iter().map(|record| KeyedRecord {
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
