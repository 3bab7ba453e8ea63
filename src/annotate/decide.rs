//! What people decided beats every rule: findings + decisions -> findings. Decisions whose place is lost are orphans.

use std::collections::BTreeMap;
use std::ops::Range;

use super::annotated::{Annotated, Mention, Rule};
use super::quotes::Quote;
use crate::base::anchor::{self, Adrift};
use crate::parse::Decision;
use crate::parse::decisions::Matter;
use crate::registry::Lexicon;
use crate::registry::lexicon::Named;

/// A decision that could not be applied: its index in the article's list, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// Index into the decisions given.
    pub index: usize,
    /// Why.
    pub why: Lost,
}

/// Why a decision could not be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Its place is gone or no longer unique.
    Adrift(Adrift),
    /// Nothing has the id that was chosen.
    UnknownEntity,
}

/// Applies the decisions about names to what was found in a text.
#[must_use]
pub fn apply(
    mut annotated: Annotated,
    text: &str,
    decisions: &[Decision],
    lexicon: &Lexicon,
) -> (Annotated, Vec<Orphan>) {
    let mut orphans = Vec::new();
    let placed = placed(Matter::Name, text, decisions, lexicon, &mut orphans);
    let places = Places::of(placed.iter().map(|(range, _)| range.clone()));
    annotated.mentions.retain(|mention| !places.touch(mention.start..mention.end));
    for reviews in [&mut annotated.reviews, &mut annotated.unspoken] {
        reviews.retain(|review| !places.touch(review.start..review.end));
    }
    // Of decisions about places that overlap the last one holds.
    let mut last: BTreeMap<usize, (Range<usize>, Option<&Named>)> = BTreeMap::new();
    for (range, entity) in placed {
        while let Some((start, _)) =
            last.range(..range.end).next_back().filter(|(_, (other, _))| other.end > range.start)
        {
            let start = *start;
            last.remove(&start);
        }
        last.insert(range.start, (range, entity));
    }
    for (range, entity) in last.into_values() {
        if let Some(named) = entity.filter(|named| !named.withheld) {
            annotated.mentions.push(Mention {
                start: range.start,
                end: range.end,
                entity: named.id.clone(),
                rule: Rule::Decided,
                form: text[range].to_owned(),
            });
        }
    }
    annotated.mentions.sort_by_key(|mention| mention.start);
    (annotated, orphans)
}

/// Stretches of a text, joined where they meet or overlap.
struct Places(Vec<Range<usize>>);

impl Places {
    fn of(ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut ranges: Vec<Range<usize>> = ranges.collect();
        ranges.sort_by_key(|range| range.start);
        ranges.dedup_by(|next, last| {
            let meets = next.start <= last.end;
            last.end = if meets { last.end.max(next.end) } else { last.end };
            meets
        });
        Self(ranges)
    }

    fn touch(&self, range: Range<usize>) -> bool {
        let first = self.0.partition_point(|place| place.end <= range.start);
        self.0.get(first).is_some_and(|place| place.start < range.end)
    }
}

/// Applies the decisions about who said what. Words that no rule took for a quotation become one.
#[must_use]
pub fn apply_speech(
    mut annotated: Annotated,
    text: &str,
    decisions: &[Decision],
    lexicon: &Lexicon,
) -> (Annotated, Vec<Orphan>) {
    let mut orphans = Vec::new();
    // Quotations never overlap.
    let mut quotes: BTreeMap<usize, Quote> =
        std::mem::take(&mut annotated.quotes).into_iter().map(|quote| (quote.start, quote)).collect();
    for (range, entity) in placed(Matter::Speech, text, decisions, lexicon, &mut orphans) {
        let speaker = entity.filter(|named| !named.withheld).map(|named| named.id.clone());
        let before = quotes.range(..range.start).next_back().filter(|(_, quote)| quote.end > range.start);
        let shared = before.or_else(|| quotes.range(range.clone()).next()).map(|(start, _)| *start);
        match shared.and_then(|start| quotes.get_mut(&start)) {
            Some(quote) => quote.speaker = speaker,
            None => {
                let quote = Quote { start: range.start, end: range.end, speaker, cue: String::new() };
                quotes.insert(range.start, quote);
            }
        }
    }
    annotated.quotes = quotes.into_values().collect();
    (annotated, orphans)
}

/// Returns the decisions of one matter with their places and entities; the others join the orphans.
fn placed<'a>(
    matter: Matter,
    text: &str,
    decisions: &[Decision],
    lexicon: &'a Lexicon,
    orphans: &mut Vec<Orphan>,
) -> Vec<(Range<usize>, Option<&'a Named>)> {
    let mut placed = Vec::new();
    let of_matter = || decisions.iter().enumerate().filter(|(_, decision)| decision.matter == matter);
    let anchors: Vec<_> = of_matter().map(|(_, decision)| &decision.anchor).collect();
    for ((index, decision), place) in of_matter().zip(anchor::find_all(text, &anchors)) {
        let entity = decision.entity.as_ref().map(|id| lexicon.entity(&id.value));
        match (place, entity) {
            (Err(adrift), _) => orphans.push(Orphan { index, why: Lost::Adrift(adrift) }),
            (Ok(_), Some(None)) => orphans.push(Orphan { index, why: Lost::UnknownEntity }),
            (Ok(range), Some(Some(entity))) => placed.push((range, Some(&lexicon.entities[entity as usize]))),
            (Ok(range), None) => placed.push((range, None)),
        }
    }
    placed
}
