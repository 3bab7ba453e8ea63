//! Adds the dates, which are found before the names, and the quotations to the names of a text. It runs last, because a
//! quotation's speaker is one of the names.

use super::annotations::{AmbiguousMention, Annotations, Mention};
use super::entity_linking::DocumentInput;
use super::quotes::{self, Quote};
use crate::model::BaseKind;
use crate::parse::body::touches;
use crate::registry::Lexicon;
use crate::text::tokens::fold;
use crate::timex::FoundDates;

/// More names than this that wait for a decision are not looked at in a block.
const MAX_AMBIGUOUS: usize = 16;

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
    for quote in annotations.quotes.iter_mut().filter(|quote| !quote.candidates.is_empty()) {
        if is_beside_ambiguous(input, quote, &annotations.ambiguous) {
            quote.candidates.clear();
        }
    }
    annotations
}

/// Returns whether a name that waits for a decision is in the block of a quotation, outside of the quoted words. Who spoke may
/// follow from that name, so that nothing else is asked before.
fn is_beside_ambiguous(input: &DocumentInput<'_>, quote: &Quote, ambiguous: &[AmbiguousMention]) -> bool {
    let Some(block) = input.body.block_at(quote.start) else { return false };
    let first = ambiguous.partition_point(|name| name.start < block.start);
    let in_block = ambiguous[first..].iter().take_while(|name| name.start < block.end).take(MAX_AMBIGUOUS);
    in_block.into_iter().any(|name| name.end <= quote.start || quote.end <= name.start)
}

/// Returns whether the text has a name with the ending of the genitive, which its form lacks.
fn is_genitive(input: &DocumentInput<'_>, mention: &Mention) -> bool {
    let ending = input.language.matching().genitive;
    let words = &input.body.text[mention.start..mention.end];
    !ending.is_empty() && words.strip_suffix(ending).is_some_and(|bare| fold(bare) == fold(&mention.form))
}

/// Finds the quotations. Whether a name can be a speaker depends on what its record's kind behaves as.
fn find_quotes(input: &DocumentInput<'_>, lexicon: &Lexicon, mentions: &[Mention]) -> Vec<Quote> {
    let entity_mentions: Vec<quotes::EntityMention<'_>> = mentions
        .iter()
        .map(|mention| {
            let named = lexicon.entity_index(mention.entity.as_str()).map(|entity| lexicon.entity(entity));
            let kind = match named {
                // `der Anwalt Brandners`: a name in the genitive is no subject, and like a place it does not speak.
                Some(_) if is_genitive(input, mention) => BaseKind::Place,
                Some(named) => named.behaves_as,
                None => BaseKind::Other,
            };
            quotes::EntityMention { start: mention.start, end: mention.end, entity: &mention.entity, kind }
        })
        .collect();
    let mut found = quotes::find(&input.body.text, &input.body.blocks, &entity_mentions, input.language);
    // Marks in code are not marks of speech.
    let code = input.body.inline_code();
    found.retain(|quote| !touches(&code, quote.start..quote.start + 1));
    found
}
