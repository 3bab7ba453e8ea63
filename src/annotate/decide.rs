//! What people decided beats every rule: findings + decisions -> findings. Decisions whose place is lost are orphans.

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
    for (range, entity) in placed(Matter::Name, text, decisions, lexicon, &mut orphans) {
        clear(&mut annotated, &range);
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

/// Applies the decisions about who said what. Words that no rule took for a quotation become one.
#[must_use]
pub fn apply_speech(
    mut annotated: Annotated,
    text: &str,
    decisions: &[Decision],
    lexicon: &Lexicon,
) -> (Annotated, Vec<Orphan>) {
    let mut orphans = Vec::new();
    for (range, entity) in placed(Matter::Speech, text, decisions, lexicon, &mut orphans) {
        let speaker = entity.filter(|named| !named.withheld).map(|named| named.id.clone());
        let shared = |quote: &Quote| quote.start < range.end && range.start < quote.end;
        match annotated.quotes.iter_mut().find(|quote| shared(quote)) {
            Some(quote) => quote.speaker = speaker,
            None => annotated.quotes.push(Quote { start: range.start, end: range.end, speaker, cue: String::new() }),
        }
    }
    annotated.quotes.sort_by_key(|quote| quote.start);
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
    for (index, decision) in decisions.iter().enumerate().filter(|(_, decision)| decision.matter == matter) {
        let entity = decision.entity.as_ref().map(|id| lexicon.entity(&id.value));
        match (anchor::find(text, &decision.anchor), entity) {
            (Err(adrift), _) => orphans.push(Orphan { index, why: Lost::Adrift(adrift) }),
            (Ok(_), Some(None)) => orphans.push(Orphan { index, why: Lost::UnknownEntity }),
            (Ok(range), Some(Some(entity))) => placed.push((range, Some(&lexicon.entities[entity as usize]))),
            (Ok(range), None) => placed.push((range, None)),
        }
    }
    placed
}

/// Takes away whatever was found in a place.
fn clear(annotated: &mut Annotated, range: &Range<usize>) {
    annotated.mentions.retain(|mention| mention.end <= range.start || mention.start >= range.end);
    for reviews in [&mut annotated.reviews, &mut annotated.unspoken] {
        reviews.retain(|review| review.end <= range.start || review.start >= range.end);
    }
}
