//! The tokens of a block -> what kind of text it is, as far as capitals and single words are concerned: prose, a headline,
//! a list of names, a list of figures.
//!
//! In a headline a capital says nothing. In a list it says what it says in prose, but the words that would show whose name
//! it is are missing, so that there a single family name is not enough.

use std::ops::Range;

use super::name_context::{is_in_capitals, is_in_title_case};
use crate::lang::matching::{CapitalMeaning, MatchingRules};
use crate::parse::{Block, BlockKind};
use crate::text::tokens::{Gap, Token};

/// What kind of text a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockShape {
    /// Sentences.
    Prose,
    /// A headline in capitals or in title case.
    Headline,
    /// Names between commas, slashes and the like: participants, a team, a caption, credits.
    NameList,
    /// Results, tables of numbers.
    FigureList,
}

/// Fewer words in capitals are rather a signature than a headline, unless they are a heading.
const MIN_HEADLINE_WORDS: usize = 4;

/// Fewer numbers do not make a list of figures.
const MIN_FIGURES: usize = 4;

/// Fewer capitals do not make a list of names.
const MIN_LISTED: usize = 3;

/// How many cells on either side of a cell show whether a table is one of figures.
const CELLS_BESIDE: usize = 12;

/// Returns what kind of text a block is. `blocks` are all blocks of the text and `index` is the number of this one; `dates`
/// are the dates of the text, whose numbers are not figures.
pub(crate) fn block_shape(
    text: &str,
    tokens: &[Token],
    blocks: &[Block],
    index: usize,
    dates: &[Range<usize>],
    language: &MatchingRules,
) -> BlockShape {
    let kind = blocks.get(index).map_or(BlockKind::Paragraph, |block| block.kind);
    if kind == BlockKind::Heading {
        let title = language.name_words.title_case && is_in_title_case(tokens) && n_parts(text, tokens) == 0;
        return if title || is_in_capitals(tokens) { BlockShape::Headline } else { BlockShape::Prose };
    }
    if kind == BlockKind::Cell && is_among_figures(text, blocks, index) {
        return BlockShape::FigureList;
    }
    let (mut n_small, mut n_capitals, mut n_figures) = (0_usize, 0_usize, 0_usize);
    let mut after_figure = false;
    for token in tokens {
        let figure = token.is(Token::DIGIT);
        if is_dated(dates, token) {
            // The day of a dateline is no figure, its month no name.
        } else if figure {
            n_figures += 1;
        } else if token.is(Token::CAPITAL) {
            n_capitals += 1;
        } else if token.len() > 1 && !after_figure {
            // The word behind a number is a unit: `12 pts`.
            n_small += 1;
        }
        after_figure = figure;
    }
    let n_words = n_small + n_capitals;
    if n_figures >= MIN_FIGURES && n_figures * 4 >= tokens.len() && n_small * 4 <= n_words {
        return BlockShape::FigureList;
    }
    // Where all nouns have a capital, they make no list of names.
    if n_capitals < 2 || n_small * 4 > n_words || language.capitals == CapitalMeaning::Noun {
        return BlockShape::Prose;
    }
    match n_parts(text, tokens) {
        0 if tokens.len() >= MIN_HEADLINE_WORDS && kind != BlockKind::Cell && is_in_capitals(tokens) => {
            BlockShape::Headline
        }
        0 => BlockShape::Prose,
        1 if n_capitals < MIN_HEADLINE_WORDS => BlockShape::Prose,
        _ if n_capitals < MIN_LISTED => BlockShape::Prose,
        _ => BlockShape::NameList,
    }
}

/// Returns how often a comma, colon, bullet, slash or full stop parts the words.
fn n_parts(text: &str, tokens: &[Token]) -> usize {
    let parts = |pair: &&[Token]| {
        let [before, token] = pair else { return false };
        match token.gap {
            Gap::Dot => before.len() > 1 && !before.is(Token::DIGIT),
            Gap::Other(_) => text[before.end as usize..token.start as usize]
                .contains([',', ';', ':', '/', '•', '|', '·', '–', '—', '!', '?', '\n']),
            _ => false,
        }
    };
    tokens.windows(2).filter(parts).count()
}

/// Returns whether a token lies in a date.
pub(super) fn is_dated(dates: &[Range<usize>], token: &Token) -> bool {
    let date = dates.get(dates.partition_point(|date| date.end <= token.start as usize));
    date.is_some_and(|date| date.start <= token.start as usize)
}

/// Returns whether two in five of the cells around a cell are numbers.
fn is_among_figures(text: &str, blocks: &[Block], index: usize) -> bool {
    let is_cell = |block: &&Block| block.kind == BlockKind::Cell;
    let before = blocks[..index].iter().rev().take(CELLS_BESIDE).take_while(is_cell);
    let after = blocks[index + 1..].iter().take(CELLS_BESIDE).take_while(is_cell);
    let (mut n_cells, mut n_numbers) = (1_usize, 0_usize);
    for cell in before.chain(after) {
        n_cells += 1;
        let inside = text[cell.start..cell.end].trim_start_matches(|c: char| !c.is_alphanumeric());
        n_numbers += usize::from(inside.starts_with(|c: char| c.is_ascii_digit()));
    }
    n_numbers * 5 >= n_cells * 2
}
