//! A language's temporal expressions as data, and the same data made ready for matching.
//!
//! A grammar is a list of words by class and a list of patterns over words and classes. A pattern is written as people
//! would say it: `il y a <about>? <number> <unit>`. `a|b` are alternatives, `?` makes a step optional, a comma after a
//! step says that one may stand there in the text, `[a|b]` must stand there without being part of the expression, and a
//! word written with an accent needs it, or a hyphen before it, in the text: `cette semaine là`, not `cette semaine la…`.

use std::collections::HashMap;

use super::calendar::CalendarDay;
use super::date_rule::DateRule;
use crate::base::{FxHashMap, FxHashSet};
use crate::text::tokens;

/// What a word may be in a temporal expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// A day of the month: `13`, `1er`, `2nd`.
    Day,
    /// The last day of a range: `June 6-8`.
    LastDay,
    /// A month, 1 to 12.
    Month,
    /// A year of four digits.
    Year,
    /// A year behind a month: also `98`, `800`.
    ShortYear,
    /// A day of the week, 1 (Monday) to 7.
    Weekday,
    /// A number, in digits or words.
    Number,
    /// A unit: see the constants of [`super::resolve`].
    Unit,
    /// `dernier` −1, `prochain` 1.
    Direction,
    /// A season, 1 (spring) to 4.
    Season,
    /// `début`, `mi`, `fin`: the value is not made finer by it.
    Part,
    /// `matin`, `soir`: likewise.
    DayPart,
    /// An ordinal, 1 to 4.
    Ordinal,
    /// The number of a century: `XIXe`, `19th`.
    Century,
    /// A decade: `1960`, `60`, `soixante`; in English `1960s`.
    Decade,
    /// A time of day.
    Clock,
    /// A feast: month × 100 + day, or 10000 + days after Easter.
    Feast,
    /// `environ`: a count that it stands before is still a count.
    About,
}

impl WordClass {
    const NAMES: [(&'static str, WordClass); 18] = [
        ("day", WordClass::Day),
        ("last-day", WordClass::LastDay),
        ("month", WordClass::Month),
        ("year", WordClass::Year),
        ("short-year", WordClass::ShortYear),
        ("weekday", WordClass::Weekday),
        ("number", WordClass::Number),
        ("unit", WordClass::Unit),
        ("direction", WordClass::Direction),
        ("season", WordClass::Season),
        ("part", WordClass::Part),
        ("day-part", WordClass::DayPart),
        ("ordinal", WordClass::Ordinal),
        ("century", WordClass::Century),
        ("decade", WordClass::Decade),
        ("clock", WordClass::Clock),
        ("feast", WordClass::Feast),
        ("about", WordClass::About),
    ];

    /// Tells whether digits may be of this class.
    fn takes_digits(self) -> bool {
        matches!(
            self,
            WordClass::Day
                | WordClass::LastDay
                | WordClass::Year
                | WordClass::ShortYear
                | WordClass::Number
                | WordClass::Ordinal
                | WordClass::Century
                | WordClass::Decade
                | WordClass::Clock
        )
    }
}

/// What a pattern says of the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemporalMeaning {
    /// Nothing: it only keeps its words from being read otherwise (`tous les mardis`).
    Nothing,
    /// Day, month, year, as far as they are given.
    Date,
    /// A day to a day of one month: `June 6-8`.
    DayRange,
    /// A month by itself.
    Month,
    /// A month of a year so many after publication's: `mars de l'année dernière`.
    MonthOfYear(i32),
    /// A day of the week with the day of the month only: `lundi 17`.
    WeekdayAndDay,
    /// A day of the week.
    Weekday,
    /// A day of the week with `ce`, `this`: the nearest one unless the verb says otherwise.
    ThisWeekday,
    /// A written year.
    Year,
    /// A number of four digits that is a year if nothing speaks against it.
    BareYear,
    /// A decade.
    Decade,
    /// A century, perhaps counted from publication's by the direction.
    Century,
    /// A season.
    Season,
    /// A quarter (3 months) or a half (6) of a year.
    PartOfYear(i32),
    /// So many days after publication.
    DaysOn(i32),
    /// The unit's period so many after publication's, or by the direction.
    Period(i32),
    /// The weekend of publication's week, or by the direction.
    Weekend(i32),
    /// The year that begins or has just begun.
    NewYear,
    /// A number of units before publication.
    Ago,
    /// A number of units after publication.
    Ahead,
    /// So many days after the day spoken of.
    ContextDays(i32),
    /// So many units after the period spoken of, or, where none is, after publication's.
    ContextPeriod(i32),
    /// A number of units before (−1) or after (1) the date spoken of.
    ContextCount(i32),
    /// A part of the day spoken of.
    ContextPart,
    /// A time of day.
    Clock,
    /// A feast.
    Feast,
    /// A date in digits.
    Numeric(CalendarDay),
    /// This very date: year × 10000 + month × 100 + day.
    Fixed(i32),
}

/// The rules of one language; words are folded (lower case, no accents).
pub struct DateGrammar {
    /// Words by class, each with its value; one word may be of several classes, and an entry may be several words.
    pub words: &'static [(WordClass, &'static [(&'static str, i32)])],
    /// Patterns and what they mean; of two that match equally far, the first one counts.
    pub patterns: &'static [(&'static str, TemporalMeaning)],
    /// Months that are other words too, and so need a day, a year or one of `month_openers` at their side.
    pub doubtful_months: &'static [&'static str],
    /// Abbreviations of months, which need a day or a year at their side.
    pub short_months: &'static [&'static str],
    /// Words that stand before a month: `en`, `depuis`.
    pub month_openers: &'static [&'static str],
    /// Whether names of months have a capital.
    pub month_capitals: bool,
    /// Words that stand before a time of day; without one, `18 h` may be a duration.
    pub clock_openers: &'static [&'static str],
    /// Words that stand before a duration.
    pub duration_openers: &'static [&'static str],
    /// Words that stand before a time of day if another one follows: `de 18 h à 23 h`.
    pub range_openers: &'static [&'static str],
    /// Words before a number that make it no year: `page`, `numéro`.
    pub number_openers: &'static [&'static str],
    /// Words that may follow a year although they end like a plural.
    pub year_followers: &'static [&'static str],
    /// Words that follow a number that counts them without looking like a plural: `km`, `millions`.
    pub counted: &'static [&'static str],
    /// Articles that stand before a day.
    pub articles: &'static [&'static str],
    /// Words that tie two dates together: `et`, `au`, `to`.
    pub links: &'static [&'static str],
    /// Whether 03/04/2023 is the third of April.
    pub day_first: bool,
    /// Tells past from future in the words around an expression.
    pub tense: super::tense::TenseLexicon,
    /// Returns what a rule means, for a reader.
    pub explain: fn(DateRule) -> &'static str,
}

/// One step of a pattern.
pub(super) struct PatternStep {
    pub accept: StepMatcher,
    pub optional: bool,
    /// Must stand there but is no part of the expression.
    pub outside: bool,
    /// A comma may follow.
    pub comma: bool,
    /// Written with its accent in the pattern, it needs the accent or a hyphen before it in the text: `là`, not `la`.
    pub accented: bool,
}

pub(super) enum StepMatcher {
    /// One of these words.
    Words(Vec<u16>),
    /// A word of this class.
    Class(WordClass),
}

/// What one word may be.
#[derive(Default)]
pub(super) struct LexicalEntry {
    /// Class, value, and the words that must follow.
    pub senses: Vec<(WordClass, i32, Vec<u16>)>,
    /// Patterns that may begin with it.
    pub patterns: Vec<u16>,
    /// Those of them that may be this one word.
    pub alone: Vec<u16>,
}

/// A grammar ready for matching.
pub struct CompiledGrammar {
    pub(super) grammar: &'static DateGrammar,
    index: FxHashMap<u64, u16>,
    /// Whether some word has a hash that ends in these twelve bits: most words of a text are turned away here.
    seen: Box<[bool; 4096]>,
    pub(super) entries: Vec<LexicalEntry>,
    pub(super) patterns: Vec<(Vec<PatternStep>, TemporalMeaning)>,
    /// Patterns that may begin with digits.
    pub(super) digit_patterns: Vec<u16>,
    /// Those of them that may be digits only.
    pub(super) digit_alone: Vec<u16>,
    /// Words of the tables of tenses, so that any other word is passed by at once.
    tense_words: FxHashSet<u64>,
}

impl CompiledGrammar {
    /// Makes a grammar ready.
    #[must_use]
    pub fn new(grammar: &'static DateGrammar) -> Self {
        let mut compiled = Self {
            grammar,
            index: HashMap::default(),
            seen: Box::new([false; 4096]),
            entries: vec![LexicalEntry::default()],
            patterns: Vec::new(),
            digit_patterns: Vec::new(),
            digit_alone: Vec::new(),
            tense_words: tense_words(grammar),
        };
        for (class, words) in grammar.words {
            for (word, value) in *words {
                let mut ids = compiled.ids(word);
                if !ids.is_empty() {
                    let first = ids.remove(0);
                    compiled.entries[usize::from(first)].senses.push((*class, *value, ids));
                }
            }
        }
        // Of two senses the one with more words is tried first.
        for entry in &mut compiled.entries {
            entry.senses.sort_by_key(|(_, _, rest)| std::cmp::Reverse(rest.len()));
        }
        for (pattern, means) in grammar.patterns {
            let steps: Vec<PatternStep> = pattern.split(' ').map(|step| compiled.step(step)).collect();
            compiled.patterns.push((steps, *means));
        }
        compiled.index_starts();
        let alone = |list: &[u16]| -> Vec<u16> {
            let patterns = &compiled.patterns;
            let one = |index: &&u16| patterns[usize::from(**index)].0.iter().filter(|step| !step.optional).count() <= 1;
            list.iter().filter(one).copied().collect()
        };
        let digit_alone = alone(&compiled.digit_patterns);
        let entries_alone: Vec<Vec<u16>> = compiled.entries.iter().map(|entry| alone(&entry.patterns)).collect();
        compiled.digit_alone = digit_alone;
        for (entry, alone) in compiled.entries.iter_mut().zip(entries_alone) {
            entry.alone = alone;
        }
        compiled
    }

    /// Tells whether a word stands in a table of tenses.
    pub(super) fn is_tense_word(&self, hash: u64) -> bool {
        self.tense_words.contains(&hash)
    }

    /// Returns the entry of a word, 0 where the grammar does not know it.
    pub(super) fn entry_of(&self, hash: u64) -> u16 {
        #[expect(clippy::cast_possible_truncation, reason = "the low bits are wanted")]
        let low = hash as usize & 4095;
        if !self.seen[low] {
            return 0;
        }
        self.index.get(&hash).copied().unwrap_or(0)
    }

    fn step(&mut self, written: &str) -> PatternStep {
        let comma = written.ends_with(',');
        let written = written.trim_end_matches(',');
        let optional = written.ends_with('?');
        let written = written.trim_end_matches('?');
        let outside = written.starts_with('[');
        let written = written.trim_matches(['[', ']']);
        let class = written
            .strip_prefix('<')
            .and_then(|name| name.strip_suffix('>'))
            .and_then(|name| WordClass::NAMES.iter().find(|(known, _)| *known == name));
        let accept = match class {
            Some((_, class)) => StepMatcher::Class(*class),
            None => StepMatcher::Words(written.split('|').flat_map(|word| self.ids(word)).collect()),
        };
        PatternStep { accept, optional, outside, comma, accented: !written.is_ascii() }
    }

    fn ids(&mut self, words: &str) -> Vec<u16> {
        let mut list = Vec::new();
        tokens::tokenize(words, 0, words.len(), &mut list);
        list.iter()
            .map(|token| {
                #[expect(clippy::cast_possible_truncation, reason = "the low bits are wanted")]
                let low = token.hash as usize & 4095;
                self.seen[low] = true;
                let next = u16::try_from(self.entries.len()).unwrap_or(0);
                let id = *self.index.entry(token.hash).or_insert(next);
                if id == next {
                    self.entries.push(LexicalEntry::default());
                }
                id
            })
            .collect()
    }

    fn index_starts(&mut self) {
        for (index, (steps, _)) in self.patterns.iter().enumerate() {
            let Ok(index) = u16::try_from(index) else { continue };
            for step in steps {
                match &step.accept {
                    StepMatcher::Words(words) => {
                        for word in words {
                            push_once(&mut self.entries[usize::from(*word)].patterns, index);
                        }
                    }
                    StepMatcher::Class(class) => {
                        for entry in &mut self.entries {
                            if entry.senses.iter().any(|(known, _, _)| known == class) {
                                push_once(&mut entry.patterns, index);
                            }
                        }
                        if class.takes_digits() {
                            push_once(&mut self.digit_patterns, index);
                        }
                    }
                }
                if !step.optional {
                    break;
                }
            }
        }
    }
}

fn tense_words(grammar: &DateGrammar) -> FxHashSet<u64> {
    let tense = &grammar.tense;
    let tables = [tense.future, tense.past, tense.auxiliaries, tense.since, tense.until];
    let mut list = Vec::new();
    for word in tables.into_iter().flatten() {
        tokens::tokenize(word, 0, word.len(), &mut list);
    }
    list.iter().map(|token| token.hash).collect()
}

fn push_once(list: &mut Vec<u16>, index: u16) {
    if !list.contains(&index) {
        list.push(index);
    }
}
