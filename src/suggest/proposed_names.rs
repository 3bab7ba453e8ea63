//! Names that others proposed -> occurrences beside those that the tagger found, and who proposed a suggested entity.
//!
//! The proposals come from `dossier import --annotations`. Here they are evidence that there is a name; the later steps
//! merge its spellings and find near records as for every other name.

use std::ops::Range;

use super::labels::{KINDS, N_KINDS};
use super::name_occurrence::{ArticleText, NameOccurrence, NameProposer, ProposedName};
use super::record_match::folded_words;
use super::suggested_entity::SuggestedEntity;

/// The kinds of records that a suggested entity may have.
const SUGGESTED_KINDS: [&str; 5] = ["person", "place", "organisation", "event", "work"];
/// How sure a proposer counts to be of a kind.
const CERTAINTY_OF_KIND: f32 = 0.9;

/// Adds proposed names, which are in order of article and place, to the occurrences. A longer name replaces those within
/// it; one within a longer name, or the same, is no further occurrence.
pub(super) fn add_proposed(
    articles: &[ArticleText<'_>],
    occurrences: &mut Vec<NameOccurrence>,
    proposed: &[ProposedName],
) {
    if proposed.is_empty() {
        return;
    }
    let mut longest: Vec<&ProposedName> = Vec::with_capacity(proposed.len());
    for name in proposed.iter().filter(|name| is_in_one_block(&articles[name.article], &name.bytes)) {
        match longest.last_mut() {
            Some(last) if last.article == name.article && name.bytes.start < last.bytes.end => {
                if name.bytes.len() > last.bytes.len() {
                    *last = name;
                }
            }
            _ => longest.push(name),
        }
    }
    let at = |article: usize, start: usize| {
        longest.partition_point(|name| (name.article, name.bytes.end) <= (article, start))
    };
    // What the tagger found is replaced where a proposed name is not within it.
    let mut is_within = vec![false; longest.len()];
    occurrences.retain(|found| {
        let first = at(found.article, found.bytes.start);
        let overlapping = longest[first..]
            .iter()
            .take_while(|name| name.article == found.article && name.bytes.start < found.bytes.end)
            .count();
        let range = first..first + overlapping;
        let encloses =
            |name: &&ProposedName| found.bytes.start <= name.bytes.start && name.bytes.end <= found.bytes.end;
        let keeps = longest[range.clone()].iter().all(encloses);
        if keeps {
            is_within[range].iter_mut().for_each(|within| *within = true);
        }
        keeps
    });
    let new = longest.into_iter().zip(is_within).filter(|(_, within)| !within);
    occurrences.extend(new.filter_map(|(name, _)| occurrence(&articles[name.article], name)));
    occurrences.sort_by_key(|found| (found.article, found.bytes.start));
}

fn is_in_one_block(article: &ArticleText<'_>, bytes: &Range<usize>) -> bool {
    let first = article.blocks.partition_point(|block| block.end <= bytes.start);
    article.blocks.get(first).is_some_and(|block| block.start <= bytes.start && bytes.end <= block.end)
}

fn occurrence(article: &ArticleText<'_>, name: &ProposedName) -> Option<NameOccurrence> {
    let text = article.text.get(name.bytes.clone())?;
    let words = folded_words(text);
    if words.is_empty() {
        return None;
    }
    let rest = (1.0 - CERTAINTY_OF_KIND) / 4.0;
    let kind = KINDS.iter().position(|kind| *kind == name.kind).unwrap_or(N_KINDS - 1);
    let mut kinds = [rest; N_KINDS];
    kinds[kind] = CERTAINTY_OF_KIND;
    let is_acronym = words.len() == 1 && text.chars().count() > 1 && !text.chars().any(char::is_lowercase);
    Some(NameOccurrence {
        article: name.article,
        bytes: name.bytes.clone(),
        words,
        is_acronym,
        is_sentence_initial: false,
        kinds,
        role: None,
    })
}

/// Says of each suggested entity who proposed it. One without a kind gets the kind on which all of them agree.
pub(super) fn credit_proposers(candidates: &mut [SuggestedEntity], proposed: &[ProposedName]) {
    for candidate in candidates.iter_mut().filter(|_| !proposed.is_empty()) {
        let mut by: Vec<NameProposer> = Vec::new();
        for at in &candidate.evidence {
            let first = proposed.partition_point(|name| name.article < at.article);
            let of_article = &proposed[first..];
            let n = of_article.partition_point(|name| name.article == at.article);
            // Proposed names may overlap, but only few of them do.
            let near = of_article[..n].partition_point(|name| name.bytes.start < at.bytes.start);
            let near = near.saturating_sub(REACH);
            let overlapping = of_article[near..n].iter().take_while(|name| name.bytes.start < at.bytes.end);
            for name in overlapping.filter(|name| at.bytes.start < name.bytes.end) {
                let proposer = NameProposer { by: name.by.clone(), kind: name.kind.clone() };
                if !by.contains(&proposer) {
                    by.push(proposer);
                }
            }
        }
        by.sort();
        if let Some(first) = by.first().filter(|first| by.iter().all(|other| other.kind == first.kind)) {
            let kind = SUGGESTED_KINDS.into_iter().find(|kind| *kind == first.kind);
            candidate.kind = candidate.kind.or(kind);
        }
        candidate.proposed_by = by;
    }
}

/// How many proposed names before a place are looked at, in case one of them reaches into it.
const REACH: usize = 16;
