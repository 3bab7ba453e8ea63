//! Adds the dates, which are found before the names, and the quotations to the names of a text. It runs last, because a quotation's speaker is one of the names.

use super::annotations::{Annotations, Mention};
use super::entity_linking::DocumentInput;
use super::quotes::{self, Quote};
use crate::model::BaseKind;
use crate::registry::Lexicon;
use crate::timex::FoundDates;

/// Adds the dates and quotations of a text to the names in it.
#[must_use]
pub fn enrich(
    mut annotations: Annotations,
    found: FoundDates,
    input: &DocumentInput<'_>,
    lexicon: &Lexicon,
) -> Annotations {
    annotations.dates = found.dates;
    annotations.uncertain_dates = found.uncertain;
    annotations.quotes = find_quotes(input, lexicon, &annotations.mentions);
    annotations
}

/// Finds the quotations. Whether a name can be a speaker depends on what its record's kind behaves as.
fn find_quotes(input: &DocumentInput<'_>, lexicon: &Lexicon, mentions: &[Mention]) -> Vec<Quote> {
    let entity_mentions: Vec<quotes::EntityMention<'_>> = mentions
        .iter()
        .map(|mention| {
            let named = lexicon.entity_index(mention.entity.as_str()).map(|entity| lexicon.entity(entity));
            let kind = named.map_or(BaseKind::Other, |named| named.behaves_as);
            quotes::EntityMention { start: mention.start, end: mention.end, entity: &mention.entity, kind }
        })
        .collect();
    quotes::find(&input.body.text, &input.body.blocks, &entity_mentions, input.language)
}
