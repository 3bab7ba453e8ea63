//! Text -> the dates in it, each with the rule that read it.
//!
//! The grammar of each language is data of `lang`. `grammar` compiles it, `matcher` finds its patterns in tokens, `filter`
//! rejects what only looks like a date, and `resolve` works out the value from the article's date, the text and the paragraph.
//! Nothing is guessed: vague words and durations are not dates, without the article's date relative expressions are left
//! alone, and what may have several values has candidates instead of one.

pub(crate) mod calendar;
pub(crate) mod digits;
pub(crate) mod filter;
pub(crate) mod grammar;
pub(crate) mod matcher;
mod names;
mod numeric;
mod reading;
pub(crate) mod relative;
pub(crate) mod resolve;
pub(crate) mod tense;
pub(crate) mod types;
mod weekday;
mod yearless;

use std::ops::Range;

use self::calendar::CalendarDay;
use self::grammar::CompiledGrammar;
use self::reading::DateReading;
use self::relative::PublicationDate;
use self::resolve::{DiscourseDay, DocumentDates};
pub use self::tense::Tense;
use self::types::TokenLine;
pub use crate::lang::date_rule::DateRule;
use crate::lang::{LanguageData, PerLanguage};
use crate::model::Edtf;
use crate::parse::text_tokens::TextTokens;
use crate::parse::{Block, BlockKind};

/// A date in a text. Offsets are bytes of the body's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-Www`, or two of them joined by `/`.
    pub value: String,
    /// Why it has this value.
    pub rule: DateRule,
}

/// The dates of a text, in order; no two of either list overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundDates {
    /// Those with a value.
    pub dates: Vec<DateMention>,
    /// Those whose value only a person can know.
    pub uncertain: Vec<UncertainDate>,
}

impl FoundDates {
    /// Returns the bytes of every date, certain or not, in order of text.
    #[must_use]
    pub fn ranges(&self) -> Vec<Range<usize>> {
        let certain = self.dates.iter().map(|date| date.start..date.end);
        let mut all: Vec<Range<usize>> =
            certain.chain(self.uncertain.iter().map(|date| date.start..date.end)).collect();
        all.sort_by_key(|range| range.start);
        all
    }
}

/// A date whose value only a person can know. Offsets are bytes of the body's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncertainDate {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The values that it may have, most probable first, as in [`DateMention::value`].
    pub candidates: Vec<String>,
    /// Why it is uncertain.
    pub doubt: DateDoubt,
}

/// Why the value of a date is uncertain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateDoubt {
    /// It may be the last such day (month, week) before publication, or the next one.
    Direction,
    /// Its figures can be read with the day or with the month first.
    Order,
    /// The passage may count from another day than that of publication.
    Anchor,
}

impl DateDoubt {
    /// Returns the word used in the JSON and in keys.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direction => "direction",
            Self::Order => "order",
            Self::Anchor => "anchor",
        }
    }
}

static GRAMMARS: PerLanguage<CompiledGrammar> = PerLanguage::new(|language| CompiledGrammar::new(language.dates));

/// Finds every date in the blocks of a text; code is skipped. `published` is the article's date, on which relative
/// expressions depend.
#[must_use]
pub fn find(text: &str, blocks: &[Block], published: Option<Edtf>, language: &'static LanguageData) -> FoundDates {
    find_in_tokens(&TextTokens::tokenize(text, blocks), text, blocks, published, language)
}

/// The same where the words of the blocks are known already.
#[must_use]
pub fn find_in_tokens(
    words: &TextTokens,
    text: &str,
    blocks: &[Block],
    published: Option<Edtf>,
    language: &'static LanguageData,
) -> FoundDates {
    let compiled = GRAMMARS.of(language);
    let published = published.and_then(publication_date);
    // All expressions first: what the text shows of its dates counts for every block of it.
    let (mut entries, mut matches, mut of_block) = (Vec::new(), Vec::new(), Vec::new());
    for (_, list) in blocks.iter().zip(words.by_block()).filter(|(block, _)| block.kind != BlockKind::Code) {
        let (first_entry, first_match) = (entries.len(), matches.len());
        entries.extend(list.iter().map(|token| compiled.entry_of(token.hash)));
        let line = TokenLine { text, tokens: list, entries: &entries[first_entry..], compiled };
        matcher::find(&line, &mut matches);
        if matches.len() > first_match {
            of_block.push((list, first_entry, first_match..matches.len()));
        } else {
            entries.truncate(first_entry);
        }
    }
    let order = numeric::order(&matches, published, compiled.both_orders, compiled.grammar.day_first);
    let document = DocumentDates::of(&matches, published, order);
    let mut found = FoundDates::default();
    let mut discourse_day = DiscourseDay::default();
    for (list, first_entry, range) in of_block {
        let entries = &entries[first_entry..first_entry + list.len()];
        let line = TokenLine { text, tokens: list, entries, compiled };
        for one in resolve::resolve(&line, &matches[range], &document, &mut discourse_day) {
            let (start, end) = (list[one.first].start as usize, list[one.after - 1].end as usize);
            match one.reading {
                DateReading::Certain(value, rule) => {
                    found.dates.push(DateMention { start, end, value: value.to_string(), rule });
                }
                DateReading::Uncertain(values, doubt) => {
                    let candidates = values.iter().map(ToString::to_string).collect();
                    found.uncertain.push(UncertainDate { start, end, candidates, doubt });
                }
            }
        }
    }
    found
}

/// Returns what the verbs of a sentence say of the words in it: that what they name was, or will be.
#[must_use]
pub fn tense_of(text: &str, sentence: Range<usize>, words: Range<usize>, language: &'static LanguageData) -> Tense {
    let compiled = GRAMMARS.of(language);
    let mut list = Vec::new();
    crate::text::tokens::tokenize(text, sentence.start, sentence.end, &mut list);
    let entries: Vec<_> = list.iter().map(|token| compiled.entry_of(token.hash)).collect();
    let line = TokenLine { text, tokens: &list, entries: &entries, compiled };
    let first = list.partition_point(|token| (token.end as usize) <= words.start);
    let after = list.partition_point(|token| (token.start as usize) < words.end);
    if first >= after { Tense::Unknown } else { tense::around(&line, first, after) }
}

/// Returns the part of the article's date that relative expressions may lean on: an interval lends its first point.
fn publication_date(date: Edtf) -> Option<PublicationDate> {
    let point = date.sort_point();
    if point.unspecified_digits > 0 || point.year < 1 {
        return None;
    }
    let month = point.month.filter(|month| *month <= 12).map(i32::from);
    let day = month.zip(point.day).and_then(|(month, day)| CalendarDay::new(point.year, month, i32::from(day)));
    Some(PublicationDate { year: point.year, month, day })
}
