//! Annotations + decisions of people -> annotations. A decision overrides every rule. Decisions whose place in the text
//! cannot be found are returned.

use std::collections::BTreeMap;
use std::ops::Range;

use super::annotations::{Annotations, LinkReason, Mention};
use super::quotes::Quote;
use crate::model::EntityIx;
use crate::parse::Decision;
use crate::parse::decisions::DecisionTopic;
use crate::registry::Lexicon;
use crate::registry::lexicon::LexiconEntity;
use crate::text::selector::{self, SelectorError};

/// A decision that could not be applied: its index in the article's list, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnappliedDecision {
    /// Index into the decisions given.
    pub index: usize,
    /// Why it could not be applied.
    pub why: UnappliedReason,
}

/// Why a decision could not be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnappliedReason {
    /// Its place is no longer in the text, or not unique.
    Selector(SelectorError),
    /// No record has the id that was chosen.
    UnknownEntity,
}

/// A name whose entity a person has decided. Offsets are bytes of the body's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecidedName {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The entity; `None` if the name means none of the records.
    pub entity: Option<EntityIx>,
}

/// Returns the names of a text that people have decided, in order of place.
#[must_use]
pub(crate) fn decided_names(text: &str, decisions: &[Decision], lexicon: &Lexicon) -> Vec<DecidedName> {
    if decisions.is_empty() {
        return Vec::new();
    }
    let located = locate_decisions(DecisionTopic::Name, text, decisions, lexicon, &mut Vec::new());
    let mut names: Vec<DecidedName> = located
        .into_iter()
        .map(|(range, entity)| {
            let entity = entity.and_then(|named| lexicon.entity_index(named.id.as_str()));
            DecidedName { start: range.start, end: range.end, entity }
        })
        .collect();
    names.sort_by_key(|name| name.start);
    names
}

/// Applies the decisions about names to what was found in a text.
#[must_use]
pub(crate) fn apply_name_decisions(
    mut annotations: Annotations,
    text: &str,
    decisions: &[Decision],
    lexicon: &Lexicon,
) -> (Annotations, Vec<UnappliedDecision>) {
    let mut unapplied = Vec::new();
    let located = locate_decisions(DecisionTopic::Name, text, decisions, lexicon, &mut unapplied);
    let places = RangeSet::new(located.iter().map(|(range, _)| range.clone()));
    annotations.mentions.retain(|mention| !places.overlaps(mention.start..mention.end));
    for reviews in [&mut annotations.ambiguous, &mut annotations.ambiguous_by_withheld] {
        reviews.retain(|review| !places.overlaps(review.start..review.end));
    }
    for (range, entity) in latest_places(located) {
        if let Some(named) = entity.filter(|named| !named.withheld) {
            annotations.mentions.push(Mention {
                start: range.start,
                end: range.end,
                entity: named.id.clone(),
                reason: LinkReason::Decided,
                form: text[range].to_owned(),
            });
        }
    }
    annotations.mentions.sort_by_key(|mention| mention.start);
    (annotations, unapplied)
}

/// Returns the decisions in order of place. If the places of some overlap, the last of them applies.
pub(super) fn latest_places<T>(located: Vec<(Range<usize>, T)>) -> impl Iterator<Item = (Range<usize>, T)> {
    let mut latest_by_start: BTreeMap<usize, (Range<usize>, T)> = BTreeMap::new();
    for (range, answer) in located {
        while let Some((start, _)) =
            latest_by_start.range(..range.end).next_back().filter(|(_, (other, _))| other.end > range.start)
        {
            let start = *start;
            latest_by_start.remove(&start);
        }
        latest_by_start.insert(range.start, (range, answer));
    }
    latest_by_start.into_values()
}

/// Ranges of a text; those that touch or overlap are merged.
pub(super) struct RangeSet(Vec<Range<usize>>);

impl RangeSet {
    pub(super) fn new(ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut ranges: Vec<Range<usize>> = ranges.collect();
        ranges.sort_by_key(|range| range.start);
        ranges.dedup_by(|next, last| {
            let meets = next.start <= last.end;
            last.end = if meets { last.end.max(next.end) } else { last.end };
            meets
        });
        Self(ranges)
    }

    pub(super) fn overlaps(&self, range: Range<usize>) -> bool {
        let first = self.0.partition_point(|place| place.end <= range.start);
        self.0.get(first).is_some_and(|place| place.start < range.end)
    }
}

/// Applies the decisions about speakers. Words that no rule found to be a quotation become one.
#[must_use]
pub(crate) fn apply_speech_decisions(
    mut annotations: Annotations,
    text: &str,
    decisions: &[Decision],
    lexicon: &Lexicon,
) -> (Annotations, Vec<UnappliedDecision>) {
    let mut unapplied = Vec::new();
    // Quotations never overlap.
    let mut quotes: BTreeMap<usize, Quote> =
        std::mem::take(&mut annotations.quotes).into_iter().map(|quote| (quote.start, quote)).collect();
    for (range, entity) in locate_decisions(DecisionTopic::Speech, text, decisions, lexicon, &mut unapplied) {
        let speaker = entity.filter(|named| !named.withheld).map(|named| named.id.clone());
        let before = quotes.range(..range.start).next_back().filter(|(_, quote)| quote.end > range.start);
        let shared = before.or_else(|| quotes.range(range.clone()).next()).map(|(start, _)| *start);
        match shared.and_then(|start| quotes.get_mut(&start)) {
            Some(quote) => {
                quote.speaker = speaker;
                quote.more_speakers.clear();
                quote.candidates.clear();
            }
            None => {
                let quote = Quote {
                    start: range.start,
                    end: range.end,
                    speaker,
                    more_speakers: Vec::new(),
                    candidates: Vec::new(),
                    cue: String::new(),
                };
                quotes.insert(range.start, quote);
            }
        }
    }
    annotations.quotes = quotes.into_values().collect();
    (annotations, unapplied)
}

/// Returns the decisions on one topic with their places and entities; those that cannot be applied are added to
/// `unapplied`.
fn locate_decisions<'a>(
    topic: DecisionTopic,
    text: &str,
    decisions: &[Decision],
    lexicon: &'a Lexicon,
    unapplied: &mut Vec<UnappliedDecision>,
) -> Vec<(Range<usize>, Option<&'a LexiconEntity>)> {
    let mut located = Vec::new();
    let on_topic = || decisions.iter().enumerate().filter(|(_, decision)| decision.topic == topic);
    let selectors: Vec<_> = on_topic().map(|(_, decision)| &decision.selector).collect();
    for ((index, decision), place) in on_topic().zip(selector::find_all(text, &selectors)) {
        let entity = decision.entity.as_ref().map(|id| lexicon.entity_index(&id.value));
        match (place, entity) {
            (Err(error), _) => unapplied.push(UnappliedDecision { index, why: UnappliedReason::Selector(error) }),
            (Ok(_), Some(None)) => unapplied.push(UnappliedDecision { index, why: UnappliedReason::UnknownEntity }),
            (Ok(range), Some(Some(entity))) => located.push((range, Some(lexicon.entity(entity)))),
            (Ok(range), None) => located.push((range, None)),
        }
    }
    located
}
