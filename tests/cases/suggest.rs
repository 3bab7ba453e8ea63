//! Discovery: `articles lang=…` holds small articles divided by a line of dashes, `known` the names of records (kind, then
//! forms), `found` what is proposed, a line each, most mentioned first: the name, its kind, its other forms, what it is called; `may be` where
//! it is left open, `minor` where an age under 18 stands beside the name, `near` where a record may lack the spelling.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use dossier::base::{KeyBuilder, SourcePath};
use dossier::model::Lang;
use dossier::model::lang::Rules;
use dossier::parse::collection;
use dossier::registry::{self, Registry, compile::KeyedRecord};
use dossier::suggest::model::Rounds;
use dossier::suggest::near::Names;
use dossier::suggest::{Candidate, Question, Source, find, suggest};

use libtest_mimic::Trial;

use crate::literate::{self, Case};

fn names(case: &Case) -> Names {
    let kinds = dossier::config::site::read("title: Cases\nlanguage: fr\n").value.kinds;
    let mut records = Vec::new();
    for line in case.block("known").unwrap_or_default().lines() {
        let (kind, yaml) = line.split_once(' ').expect("a kind and a record");
        let checked = collection::parse(&SourcePath::new("content/r.yaml"), kind, format!("- {yaml}\n").as_bytes());
        assert!(checked.diagnostics.is_empty(), "{}: {:?}", case.place, checked.diagnostics);
        records.extend(checked.value.into_iter().map(|record| KeyedRecord {
            key: KeyBuilder::new("case").text(record.id.as_str()).finish(),
            record: Arc::new(record),
        }));
    }
    let registry: Registry = registry::compile(records, &kinds, &[]).value;
    Names::new(&registry, &kinds)
}

fn line(candidate: &Candidate) -> String {
    let mut line = format!("{} | {}", candidate.name, candidate.kind.unwrap_or("-"));
    if candidate.forms.len() > 1 {
        line.push_str(&format!(" | {}", candidate.forms[1..].join(", ")));
    }
    if !candidate.may_be.is_empty() {
        line.push_str(&format!(" | may be {}", candidate.may_be.join(", ")));
    }
    for near in &candidate.near {
        line.push_str(&format!(" | near {}{}", near.id, if near.why.is_some() { "" } else { " by last name" }));
    }
    for role in &candidate.roles {
        line.push_str(&format!(" | {}", role.text));
    }
    if let Some(age) = &candidate.minor {
        line.push_str(&format!(" | minor {}", age.text));
    }
    if let Some(event) = &candidate.event {
        let parts = [event.date.clone(), event.place.clone(), Some(event.participants.join(", "))];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        line.push_str(&format!(" | {}", parts.join("; ")));
    }
    line
}

fn check(case: &Case) -> Option<String> {
    let articles: Vec<&str> = case.block("articles").expect("articles").trim_end().split("\n----\n").collect();
    let rules = if case.option("articles", "lang") == Some("en") { Rules::English } else { Rules::French };
    let all_blocks: Vec<Vec<Range<usize>>> = articles.iter().map(|text| find::paragraphs(text)).collect();
    let sources: Vec<Source<'_>> =
        articles.iter().zip(&all_blocks).map(|(text, blocks)| Source { id: "a", text, blocks, rules }).collect();
    let nothing = |_: &str| Vec::new();
    let candidates = suggest(Question {
        sources: &sources,
        covered: &articles.iter().map(|text| nothing(text)).collect::<Vec<_>>(),
        actors: &articles.iter().map(|_| Vec::new()).collect::<Vec<_>>(),
        dates: &articles.iter().map(|_| Vec::new()).collect::<Vec<_>>(),
        names: &names(case),
        refused: &HashSet::new(),
        language: &Lang::parse(if rules == Rules::English { "en" } else { "fr" }).expect("a language"),
        rounds: Rounds::built_in(),
        taken: HashSet::new(),
    });
    let found: String = candidates.iter().map(|candidate| line(candidate) + "\n").collect();
    let expected = case.block("found").unwrap_or_default();
    (found != expected).then(|| format!("expected:\n{expected}found:\n{found}"))
}

/// Names are proposed as the cases say.
pub fn trials() -> Vec<Trial> {
    literate::trials("suggest", check)
}
