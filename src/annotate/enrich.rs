//! Names found and decided -> the dates and quotations too. A quotation's speaker is one of the names, so this comes
//! last.

use super::annotated::{Annotated, Mention};
use super::dates;
use super::quotes::{self, Quote};
use super::resolve::Input;
use crate::registry::Lexicon;

/// Adds the dates and quotations of a text to the names in it.
#[must_use]
pub fn enrich(mut annotated: Annotated, input: &Input<'_>, lexicon: &Lexicon) -> Annotated {
    annotated.dates = dates::among(input.tokens(), &input.body.text, &input.body.blocks, input.date, input.rules);
    annotated.quotes = quoted(input, lexicon, &annotated.mentions);
    annotated
}

/// Finds the quotations; a mention speaks by its record's kind.
fn quoted(input: &Input<'_>, lexicon: &Lexicon, mentions: &[Mention]) -> Vec<Quote> {
    let bearers: Vec<quotes::Bearer<'_>> = mentions
        .iter()
        .map(|mention| {
            let named = lexicon.entity(mention.entity.as_str()).map(|entity| &lexicon.entities[entity as usize]);
            let kind = named.map_or("", |named| named.kind.as_str());
            quotes::Bearer { start: mention.start, end: mention.end, entity: &mention.entity, kind }
        })
        .collect();
    quotes::find(&input.body.text, &input.body.blocks, &bearers, input.rules)
}
