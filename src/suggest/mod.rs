//! From nothing to a registry: the names in the articles that no record covers, their spellings merged, their kind
//! guessed, everything with its evidence.
//!
//! Flow: [`Source`]s (the articles' texts) -> `reading` (tokens, cues, lists) -> `tagger` in two rounds (`features`,
//! `collective`, `weights`) -> `find` ([`Found`] names) -> `forms` -> `cluster` ([`cluster::Group`]s) -> [`Candidate`]s,
//! `near` (records they may belong to), `events` -> `draft` (records as text) -> `store` (the disk).
//!
//! Pure but for `store`. Proposes and never links: what it drafts is marked `status: proposed` until somebody accepts it.

pub mod candidate;
pub mod cluster;
pub mod collective;
mod cues;
pub mod draft;
pub mod features;
pub mod find;
pub mod forms;
mod kinds;
pub mod labels;
mod lists;
mod model;
pub mod near;
pub mod reading;
pub mod roles;
pub mod spelling;
pub mod tagger;
pub mod weights;

use std::collections::HashSet;

pub use candidate::{Candidate, Evidence, Near};
pub use find::Source;
use near::Names;

use crate::model::Lang;

/// What is known already, and what is asked.
pub struct Question<'a> {
    /// The articles, in order of id.
    pub sources: &'a [Source<'a>],
    /// For each article the bytes that a record's mention or a question of `dossier review` covers, in order.
    pub covered: &'a [Vec<std::ops::Range<usize>>],
    /// The names of the records.
    pub names: &'a Names,
    /// Names that somebody refused, folded words.
    pub refused: &'a HashSet<Vec<String>>,
    /// The site's language, which decides what a place is called.
    pub language: &'a Lang,
}

/// Returns every name that no record covers, most mentioned first, then in order of name.
#[must_use]
pub fn suggest(question: &Question<'_>) -> Vec<Candidate> {
    let (readings, mut found) = find::find(question.sources);
    found.retain(|name| {
        let covered = &question.covered[name.article];
        let from = covered.partition_point(|range| range.end <= name.bytes.start);
        covered.get(from).is_none_or(|range| !(range.start <= name.bytes.start && name.bytes.end <= range.end))
    });
    let all = forms::collect(&readings, &found);
    let gone: HashSet<usize> = all
        .iter()
        .filter(|form| question.names.has(&form.words) || question.refused.contains(&form.words))
        .flat_map(|form| form.found.iter().copied())
        .collect();
    let mut number = 0;
    found.retain(|_| {
        number += 1;
        !gone.contains(&(number - 1))
    });
    let all = forms::collect(&readings, &found);
    let groups = cluster::group(&readings, &found, &all);
    let made: Vec<Option<Candidate>> = groups
        .iter()
        .map(|group| candidate::make(question.sources, &readings, &found, &all, group, question.language))
        .collect();
    let mut candidates: Vec<Candidate> = Vec::with_capacity(made.len());
    for (group, candidate) in groups.iter().zip(&made) {
        let Some(mut candidate) = candidate.clone() else { continue };
        candidate.may_be =
            group.may_be.iter().filter_map(|other| made[*other].as_ref()).map(|other| other.name.clone()).collect();
        candidate.near = question.names.near(&candidate);
        candidates.push(candidate);
    }
    candidates.sort_by(|a, b| b.evidence.len().cmp(&a.evidence.len()).then_with(|| a.name.cmp(&b.name)));
    candidates
}
