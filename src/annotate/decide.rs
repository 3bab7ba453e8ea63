//! What people decided beats every rule: findings + decisions -> findings. Decisions whose place is lost are orphans.

use std::ops::Range;

use super::annotated::{Annotated, Mention, Rule};
use crate::base::anchor::{self, Adrift};
use crate::parse::Decision;
use crate::registry::Lexicon;

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

/// Applies the decisions about one text to what was found in it.
#[must_use]
pub fn apply(
    mut annotated: Annotated,
    text: &str,
    decisions: &[Decision],
    lexicon: &Lexicon,
) -> (Annotated, Vec<Orphan>) {
    let mut orphans = Vec::new();
    for (index, decision) in decisions.iter().enumerate() {
        let range = match anchor::find(text, &decision.anchor) {
            Ok(range) => range,
            Err(adrift) => {
                orphans.push(Orphan { index, why: Lost::Adrift(adrift) });
                continue;
            }
        };
        let entity = match &decision.entity {
            None => None,
            Some(id) => match lexicon.entity(&id.value) {
                Some(entity) => Some(&lexicon.entities[entity as usize]),
                None => {
                    orphans.push(Orphan { index, why: Lost::UnknownEntity });
                    continue;
                }
            },
        };
        clear(&mut annotated, &range);
        if let Some(named) = entity.filter(|named| !named.withheld) {
            annotated.mentions.push(Mention {
                start: range.start,
                end: range.end,
                entity: named.id.clone(),
                rule: Rule::Decided,
                form: decision.anchor.quote.clone(),
            });
        }
    }
    annotated.mentions.sort_by_key(|mention| mention.start);
    (annotated, orphans)
}

/// Takes away whatever was found in a place.
fn clear(annotated: &mut Annotated, range: &Range<usize>) {
    annotated.mentions.retain(|mention| mention.end <= range.start || mention.start >= range.end);
    annotated.reviews.retain(|review| review.end <= range.start || review.start >= range.end);
}
