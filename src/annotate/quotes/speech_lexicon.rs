//! The words around quotations of a language, ready for look-up by hash.
//!
//! The words are data of `lang`; what is done with them is in `cue` and `filter`.

use std::collections::HashMap;

use crate::lang::speech::{
    INFINITIVE_ENDING, INTERVENING_WORD, INVERTING, OBJECT_CLITIC, PASSIVE_AUXILIARY, PAST_ENDING, PERFECT_AUXILIARY,
    PLURAL_ENDING, PRESENT_ENDING, REFLEXIVE, REPORTING_VERB, SAYING_VERB, SpeechVocabulary, WordFlags,
};
use crate::text::tokens;

/// A verb of saying.
pub(super) const SAID: WordFlags = SAYING_VERB | REPORTING_VERB;

/// Words that may be between a subject and its verb, or belong to the verb.
pub(super) const VERB_GROUP: WordFlags =
    PERFECT_AUXILIARY | REFLEXIVE | PASSIVE_AUXILIARY | INTERVENING_WORD | OBJECT_CLITIC;

/// A table ready for look-up.
pub struct SpeechLexicon {
    flags_by_hash: HashMap<u64, WordFlags>,
    pub(super) participles: &'static [&'static str],
    pub(super) one_word_reach: usize,
    /// Endings of verb forms, by what they show.
    endings: Vec<(WordFlags, &'static str)>,
    /// Whether every verb form shows if it has one subject or several.
    pub(super) counts_subjects: bool,
    /// Whether a clause between commas inside the marks may name the speaker: `« …, a dit X, … »`.
    pub(super) has_incises: bool,
    /// Whether the subject may follow its verb anywhere.
    pub(super) subject_follows: bool,
}

/// Kinds whose entries are endings, not words.
const ENDINGS: WordFlags = PRESENT_ENDING | INFINITIVE_ENDING | PLURAL_ENDING | PAST_ENDING;

impl SpeechLexicon {
    /// Makes a table ready.
    #[must_use]
    pub fn new(speech: &SpeechVocabulary) -> Self {
        let mut kinds: HashMap<u64, WordFlags> = HashMap::new();
        let mut put = |word: &str, kind: WordFlags| {
            let mut list = Vec::new();
            tokens::tokenize(word, 0, word.len(), &mut list);
            for token in list {
                *kinds.entry(token.hash).or_insert(0) |= kind;
            }
        };
        for stem in speech.stems {
            for ending in speech.endings {
                put(&format!("{stem}{ending}"), SAYING_VERB);
            }
        }
        let mut endings = Vec::new();
        for (kind, words) in speech.words {
            match kind & ENDINGS {
                0 => words.split_whitespace().for_each(|word| put(word, *kind)),
                _ => endings.extend(words.split_whitespace().map(|ending| (*kind, ending))),
            }
        }
        Self {
            flags_by_hash: kinds,
            participles: speech.participles,
            one_word_reach: speech.one_word_reach,
            counts_subjects: endings.iter().any(|(kind, _)| *kind == PLURAL_ENDING),
            has_incises: speech.words.iter().any(|(kind, _)| *kind == INVERTING),
            endings,
            subject_follows: speech.subject_follows,
        }
    }

    /// Returns whether a word, in small letters, ends as forms of a kind do.
    #[must_use]
    pub(super) fn ends_as(&self, word: &str, kind: WordFlags) -> bool {
        self.endings.iter().any(|(ending_kind, ending)| ending_kind & kind != 0 && word.ends_with(ending))
    }

    /// Returns what a word may be; 0 where the table does not know it.
    #[must_use]
    pub fn flags(&self, hash: u64) -> WordFlags {
        self.flags_by_hash.get(&hash).copied().unwrap_or(0)
    }

    /// Returns every word, by its hash, and what it may be; in no order.
    pub fn iter(&self) -> impl Iterator<Item = (u64, WordFlags)> {
        self.flags_by_hash.iter().map(|(hash, kind)| (*hash, *kind))
    }
}
