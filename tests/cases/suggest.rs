//! Discovery: `articles lang=…` holds small articles separated by a line of dashes, `known` the names of records (kind,
//! then forms), `found` the suggestions, one per line, most mentioned first: the name, its kind, its other forms, its
//! description; `may be` if the kind is uncertain, `minor` if an age under 18 is next to the name, `near` if a record may
//! lack the spelling.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use dossier::base::{KeyBuilder, SourcePath};
use dossier::lang;
use dossier::model::LangTag;
use dossier::parse::collection;
use dossier::registry::{self, Registry, entities::KeyedRecord};
use dossier::suggest::model::TwoPassModel;
use dossier::suggest::record_match::RecordNames;
use dossier::suggest::{ArticleText, SuggestInput, SuggestedEntity, name_recognition, suggest};

use libtest_mimic::Trial;

use crate::literate::{self, Case};

fn names(case: &Case) -> RecordNames {
    let kinds = dossier::config::site::parse("title: Cases\nlanguage: fr\n").value.kinds;
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
    let registry: Registry = registry::compile_registry(records, &kinds, &[]).value;
    RecordNames::new(&registry, &kinds)
}

fn line(candidate: &SuggestedEntity) -> String {
    let mut line = format!("{} | {}", candidate.name, candidate.kind.unwrap_or("-"));
    if candidate.forms.len() > 1 {
        line.push_str(&format!(" | {}", candidate.forms[1..].join(", ")));
    }
    if !candidate.ambiguous_with.is_empty() {
        line.push_str(&format!(" | may be {}", candidate.ambiguous_with.join(", ")));
    }
    for near in &candidate.record_matches {
        line.push_str(&format!(" | near {}{}", near.id, if near.why.is_some() { "" } else { " by last name" }));
    }
    for role in &candidate.roles {
        line.push_str(&format!(" | {}", role.text));
    }
    if let Some(age) = &candidate.minor_age {
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
    let tag = case.option("articles", "lang").unwrap_or("fr");
    let rules = lang::by_tag(tag);
    let all_blocks: Vec<Vec<Range<usize>>> = articles.iter().map(|text| name_recognition::paragraphs(text)).collect();
    let sources: Vec<ArticleText<'_>> = articles
        .iter()
        .zip(&all_blocks)
        .map(|(text, blocks)| ArticleText { id: "a", text, blocks, language: rules })
        .collect();
    let nothing = |_: &str| Vec::new();
    let candidates = suggest(SuggestInput {
        articles: &sources,
        covered: &articles.iter().map(|text| nothing(text)).collect::<Vec<_>>(),
        proposed: &[],
        entities: &articles.iter().map(|_| Vec::new()).collect::<Vec<_>>(),
        dates: &articles.iter().map(|_| Vec::new()).collect::<Vec<_>>(),
        names: &names(case),
        refused: &HashSet::new(),
        language: &LangTag::parse(tag).expect("a language"),
        model: TwoPassModel::built_in(),
        taken: HashSet::new(),
    });
    let found: String = candidates.iter().map(|candidate| line(candidate) + "\n").collect();
    let expected = case.block("found").unwrap_or_default();
    (found != expected).then(|| format!("expected:\n{expected}found:\n{found}"))
}

/// Names are suggested as the cases state.
pub(crate) fn trials() -> Vec<Trial> {
    literate::trials("suggest", check)
}
