//! The grammar of a language, compiled for matching.
//!
//! The grammar itself is data of `lang`; here words become numbers and patterns become steps over numbers. What a pattern may
//! contain is described in `lang::dates`.

use std::collections::HashMap;

use crate::base::{FxHashMap, FxHashSet};
use crate::lang::dates::{DateGrammar, TemporalMeaning, WordClass};
use crate::text::tokens;

/// The classes as patterns write them.
const CLASS_NAMES: [(&str, WordClass); 23] = [
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
    ("named-day", WordClass::NamedDay),
    ("quarter-sign", WordClass::QuarterSign),
    ("decades", WordClass::PluralDecade),
    ("worded-day", WordClass::WordedDay),
    ("last-month", WordClass::LastMonth),
    ("about", WordClass::About),
];

/// One step of a pattern.
pub(super) struct PatternStep {
    pub accept: StepMatcher,
    pub optional: bool,
    /// Must be in the text but is not part of the expression.
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

impl StepMatcher {
    fn class(&self) -> Option<WordClass> {
        match self {
            StepMatcher::Words(_) => None,
            StepMatcher::Class(class) => Some(*class),
        }
    }
}

/// What one word may be.
#[derive(Default)]
pub(super) struct LexicalEntry {
    /// Class, value, and the words that must follow.
    pub senses: Vec<(WordClass, i32, Vec<u16>)>,
    /// Whether some pattern may hold it; other words are marks, looked for around an expression only.
    pub in_patterns: bool,
    /// Patterns that may begin with it.
    pub patterns: Vec<u16>,
    /// Those of them that may be this one word.
    pub alone: Vec<u16>,
}

/// A grammar ready for matching.
pub(crate) struct CompiledGrammar {
    pub(super) grammar: &'static DateGrammar,
    index: FxHashMap<u64, u16>,
    /// Whether some word has a hash that ends in these fourteen bits: most words of a text are rejected here.
    seen: Box<[bool; 16384]>,
    pub(super) entries: Vec<LexicalEntry>,
    pub(super) patterns: Vec<(Vec<PatternStep>, TemporalMeaning)>,
    /// Patterns that may begin with digits.
    pub(super) digit_patterns: Vec<u16>,
    /// Those of them that may be digits only.
    pub(super) digit_alone: Vec<u16>,
    /// Whether the language writes days before months and months before days, so that `3/5` may be either.
    pub(super) both_orders: bool,
    /// Words of the tables of tenses, so that any other word is passed by at once.
    tense_words: FxHashSet<u64>,
}

impl CompiledGrammar {
    /// Makes a grammar ready.
    #[must_use]
    pub(crate) fn new(grammar: &'static DateGrammar) -> Self {
        let mut compiled = Self {
            grammar,
            index: HashMap::default(),
            seen: Box::new([false; 16384]),
            entries: vec![LexicalEntry::default()],
            patterns: Vec::new(),
            digit_patterns: Vec::new(),
            digit_alone: Vec::new(),
            both_orders: false,
            tense_words: tense_words(grammar),
        };
        for (class, words) in grammar.words {
            for (word, value) in *words {
                let mut ids = compiled.ids(word);
                if CLASS_NAMES.iter().any(|(_, in_patterns)| in_patterns == class) {
                    compiled.mark_in_patterns(&ids);
                }
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
        compiled.both_orders = compiled.patterns.iter().any(|(steps, _)| {
            let mut needed = steps.iter().filter(|step| !step.optional).map(|step| step.accept.class());
            needed.next() == Some(Some(WordClass::Month)) && needed.next() == Some(Some(WordClass::Day))
        });
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

    /// Returns whether a word is in a table of tenses.
    pub(super) fn is_tense_word(&self, hash: u64) -> bool {
        self.tense_words.contains(&hash)
    }

    /// Returns the entry of a word, 0 where the grammar does not know it.
    pub(super) fn entry_of(&self, hash: u64) -> u16 {
        #[expect(clippy::cast_possible_truncation, reason = "the low bits are wanted")]
        let low = hash as usize & 16383;
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
            .and_then(|name| CLASS_NAMES.iter().find(|(known, _)| *known == name));
        let accept = match class {
            Some((_, class)) => StepMatcher::Class(*class),
            None => StepMatcher::Words(written.split('|').flat_map(|word| self.ids(word)).collect()),
        };
        if let StepMatcher::Words(words) = &accept {
            self.mark_in_patterns(words);
        }
        PatternStep { accept, optional, outside, comma, accented: !written.is_ascii() }
    }

    fn mark_in_patterns(&mut self, words: &[u16]) {
        for word in words {
            self.entries[usize::from(*word)].in_patterns = true;
        }
    }

    fn ids(&mut self, words: &str) -> Vec<u16> {
        let mut list = Vec::new();
        tokens::tokenize(words, 0, words.len(), &mut list);
        list.iter()
            .map(|token| {
                #[expect(clippy::cast_possible_truncation, reason = "the low bits are wanted")]
                let low = token.hash as usize & 16383;
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
                        let class = &words_of(*class);
                        for entry in &mut self.entries {
                            if entry.senses.iter().any(|(known, _, _)| known == class) {
                                push_once(&mut entry.patterns, index);
                            }
                        }
                        if takes_digits(*class) {
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

/// Returns the class in whose words a class is found.
pub(super) fn words_of(class: WordClass) -> WordClass {
    if class == WordClass::LastMonth { WordClass::Month } else { class }
}

/// Returns whether digits may be of this class.
fn takes_digits(class: WordClass) -> bool {
    matches!(
        class,
        WordClass::Day
            | WordClass::LastDay
            | WordClass::Year
            | WordClass::ShortYear
            | WordClass::Number
            | WordClass::Ordinal
            | WordClass::Century
            | WordClass::Decade
            | WordClass::PluralDecade
            | WordClass::Clock
    )
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
