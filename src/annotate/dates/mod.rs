//! Text -> the dates it speaks of, each with the rule that read it.
//!
//! A grammar per language, as data (`french`, `english`); patterns over folded tokens (`matcher`); what only looks like
//! a date is turned away (`vet`); values against publication and the paragraph (`resolve`). It never guesses: vague
//! words and durations are no dates, and without the article's date relative expressions are left alone.

pub mod calendar;
pub mod digits;
mod english;
mod french;
pub mod grammar;
pub mod matcher;
mod neutral;
mod numeric;
pub mod relative;
pub mod resolve;
pub mod rule;
pub mod tense;
pub mod vet;

use std::ops::Range;
use std::sync::LazyLock;

use self::calendar::Day;
use self::grammar::{Compiled, Grammar};
use self::matcher::Line;
use self::relative::Published;
use self::resolve::Memory;
pub use self::rule::Rule;
pub use self::tense::Tense;
use super::words::Tokens;
use crate::model::Edtf;
use crate::model::lang::Rules;
use crate::parse::{Block, BlockKind};

/// A date that a text speaks of. Offsets are bytes of the body's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFound {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-Www`, or two of them joined by `/`.
    pub value: String,
    /// Why it has this value.
    pub rule: Rule,
}

static FRENCH: LazyLock<Compiled> = LazyLock::new(|| Compiled::new(&french::FRENCH));
static ENGLISH: LazyLock<Compiled> = LazyLock::new(|| Compiled::new(&english::ENGLISH));
static NEUTRAL: LazyLock<Compiled> = LazyLock::new(|| Compiled::new(&neutral::NEUTRAL));

fn compiled(rules: Rules) -> &'static Compiled {
    match rules {
        Rules::French => &FRENCH,
        Rules::English => &ENGLISH,
        Rules::Neutral => &NEUTRAL,
    }
}

/// Returns what a rule did, in the words of a language; the neutral ones are English.
#[must_use]
pub fn explain(rule: Rule, rules: Rules) -> &'static str {
    let grammar: &Grammar = compiled(rules).grammar;
    (grammar.explain)(rule)
}

/// Finds every date in the blocks of a text, in order, never overlapping; code has none. `published` is the article's
/// date, on which relative expressions depend.
#[must_use]
pub fn find(text: &str, blocks: &[Block], published: Option<Edtf>, rules: Rules) -> Vec<DateFound> {
    among(&Tokens::of(text, blocks), text, blocks, published, rules)
}

/// The same where the words of the blocks are known already.
#[must_use]
pub fn among(words: &Tokens, text: &str, blocks: &[Block], published: Option<Edtf>, rules: Rules) -> Vec<DateFound> {
    let compiled = compiled(rules);
    let published = published.and_then(known);
    let (mut entries, mut found) = (Vec::new(), Vec::new());
    let mut memory = Memory::default();
    for (_, list) in blocks.iter().zip(words.by_block()).filter(|(block, _)| block.kind != BlockKind::Code) {
        entries.clear();
        entries.extend(list.iter().map(|token| compiled.entry_of(token.hash)));
        let line = Line { text, tokens: list, entries: &entries, compiled };
        let matches = matcher::find(&line);
        if matches.is_empty() {
            continue;
        }
        found.extend(resolve::resolve(&line, &matches, published, &mut memory).into_iter().map(|one| DateFound {
            start: list[one.first].start as usize,
            end: list[one.after - 1].end as usize,
            value: one.value.to_string(),
            rule: one.rule,
        }));
    }
    found
}

/// Returns what the verbs of a sentence say of the words in it: that what they name was, or will be.
#[must_use]
pub fn tense_of(text: &str, sentence: Range<usize>, words: Range<usize>, rules: Rules) -> Tense {
    let compiled = compiled(rules);
    let mut list = Vec::new();
    crate::registry::tokens::tokenize(text, sentence.start, sentence.end, &mut list);
    let entries: Vec<_> = list.iter().map(|token| compiled.entry_of(token.hash)).collect();
    let line = Line { text, tokens: &list, entries: &entries, compiled };
    let first = list.partition_point(|token| (token.end as usize) <= words.start);
    let after = list.partition_point(|token| (token.start as usize) < words.end);
    if first >= after { Tense::Unknown } else { tense::around(&line, first, after) }
}

/// Returns the part of the article's date that relative expressions may lean on: an interval lends its first point.
fn known(date: Edtf) -> Option<Published> {
    let point = date.anchor();
    if point.unspecified_digits > 0 || point.year < 1 {
        return None;
    }
    let month = point.month.filter(|month| *month <= 12).map(i32::from);
    let day = month.zip(point.day).and_then(|(month, day)| Day::new(point.year, month, i32::from(day)));
    Some(Published { year: point.year, month, day })
}
