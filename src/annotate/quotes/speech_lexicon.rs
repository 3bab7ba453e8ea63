//! The words around quotations of a language, ready for look-up by hash.
//!
//! The words are data of `lang`; what is done with them is in `cue` and `filter`.

use std::collections::HashMap;

use crate::lang::speech::{SAYING_VERB, SpeechVocabulary, WordFlags};
use crate::text::tokens;

/// A table ready for look-up.
pub struct SpeechLexicon {
    flags_by_hash: HashMap<u64, WordFlags>,
    pub(super) participles: &'static [&'static str],
    pub(super) one_word_reach: usize,
    pub(super) subject_follows: bool,
}

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
        for (kind, words) in speech.words {
            words.split(' ').for_each(|word| put(word, *kind));
        }
        Self {
            flags_by_hash: kinds,
            participles: speech.participles,
            one_word_reach: speech.one_word_reach,
            subject_follows: speech.subject_follows,
        }
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
