//! What the files of `timex` hand to each other: the tokens of a block, and an expression that was found in them.

use super::grammar::{CompiledGrammar, words_of};
use crate::lang::dates::{TemporalMeaning, WordClass};
use crate::text::tokens::{Gap, Token};

/// A pattern that was found in the text, with what its words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateMatch {
    /// Index of the first token of the expression.
    pub first: usize,
    /// Index after its last token.
    pub after: usize,
    /// What the pattern says.
    pub means: TemporalMeaning,
    /// What its words say.
    pub fields: DateFields,
}

/// The values of the words of an expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DateFields {
    /// Day of the month.
    pub day: Option<i32>,
    /// Last day of a range.
    pub last_day: Option<i32>,
    /// Month.
    pub month: Option<i32>,
    /// Month of the last day of a range, where it is another one.
    pub last_month: Option<i32>,
    /// Year; −1 − n for a year of two digits.
    pub year: Option<i32>,
    /// Day of the week.
    pub weekday: Option<i32>,
    /// A number; of a date in digits the other value that it may have.
    pub number: Option<i32>,
    /// A unit.
    pub unit: Option<i32>,
    /// −1 `dernier`, 1 `prochain`.
    pub direction: Option<i32>,
    /// Season, ordinal, century, decade, feast, or whether a time of day is certain.
    pub which: Option<i32>,
}

/// The tokens of one block, with the grammar's word for each.
pub(crate) struct TokenLine<'a> {
    /// The text that the tokens point into.
    pub text: &'a str,
    /// The tokens.
    pub tokens: &'a [Token],
    /// For each token the grammar's entry, 0 where the grammar does not know the word.
    pub entries: &'a [u16],
    /// The grammar.
    pub compiled: &'a CompiledGrammar,
}

/// Returns what separates a token from the one before it.
#[must_use]
pub(crate) fn gap_text<'a>(line: &TokenLine<'a>, at: usize) -> &'a str {
    let start = at.checked_sub(1).map_or(line.tokens[at].start, |before| line.tokens[before].end);
    &line.text[start as usize..line.tokens[at].start as usize]
}

/// Reads a word, or several, as a class: its value and how many tokens it takes.
#[must_use]
pub(crate) fn word(line: &TokenLine<'_>, class: WordClass, at: usize) -> Option<(i32, usize)> {
    let class = words_of(class);
    let entry = &line.compiled.entries[usize::from(*line.entries.get(at)?)];
    entry.senses.iter().find_map(|(known, value, rest)| {
        let fits = *known == class
            && rest
                .iter()
                .enumerate()
                .all(|(i, id)| line.entries.get(at + 1 + i) == Some(id) && line.tokens[at + 1 + i].gap != Gap::Start);
        fits.then_some((*value, 1 + rest.len()))
    })
}
