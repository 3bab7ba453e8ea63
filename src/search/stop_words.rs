//! Words that nearly every sentence has: articles, prepositions, pronouns, auxiliaries. The index leaves them out, and a
//! query of other words too ignores them. In capitals they are other words (`UN`, `US`), which are kept.
//!
//! The words are data of `lang`; a language without a folder there has no such words.

use crate::base::FxHashSet;
use crate::lang::{self, PerLanguage};
use crate::model::LangTag;
use crate::text::tokens;

/// Stop words, by the hash of their letters.
pub(super) struct StopWords(FxHashSet<u64>);

impl StopWords {
    fn new(words: &str) -> Self {
        Self(words.split_whitespace().map(tokens::hash).collect())
    }

    pub(super) fn contains(&self, hash: u64) -> bool {
        self.0.contains(&hash)
    }
}

static TABLES: PerLanguage<StopWords> = PerLanguage::new(|language| StopWords::new(language.stop_words));

/// Returns the stop words of a language.
pub(super) fn stop_words(language: &LangTag) -> &'static StopWords {
    TABLES.of(lang::data(language))
}

/// Returns the list that queries ignore.
pub(super) fn list(language: &LangTag) -> impl Iterator<Item = &'static str> {
    lang::data(language).stop_words.split_whitespace()
}
