//! The words around quantities of a language, by their hashes: made once for each language, for `quantities`.

use crate::base::FxHashMap;
use crate::lang::{LanguageData, PerLanguage};
use crate::model::Exactness;
use crate::text::tokens::{Token, hash_folded};

/// What a word says about a number.
#[derive(Clone, Copy)]
pub(super) enum NumberWord {
    /// Below a hundred.
    Number(u32),
    /// Multiplies.
    Scale(u32),
    /// About so many.
    Round(u32),
}

/// The words of a language, by their hashes.
pub(super) struct QuantityTable {
    pub(super) numbers: FxHashMap<u64, NumberWord>,
    pub(super) incomparable: FxHashMap<u64, ()>,
    pub(super) stop: FxHashMap<u64, ()>,
    /// Phrases that say how exact a number is, the longest first.
    pub(super) exactness: Vec<(Vec<u64>, Exactness)>,
    pub(super) subsets: Vec<Vec<u64>>,
}

/// The tables of all languages.
pub(super) static TABLES: PerLanguage<QuantityTable> = PerLanguage::new(QuantityTable::new);

/// Returns the hashes of the words of a phrase.
fn phrase(words: &str) -> Vec<u64> {
    words.split(' ').map(hash_folded).collect()
}

/// Returns whether a folded word says what a sentence is about: no function word, number or unit of time.
#[must_use]
pub(crate) fn is_content_word(folded: &str, language: &'static LanguageData) -> bool {
    let (table, hash) = (TABLES.of(language), hash_folded(folded));
    !table.stop.contains_key(&hash) && !table.numbers.contains_key(&hash) && !table.incomparable.contains_key(&hash)
}

/// Returns whether a word is one of some.
pub(super) fn is_one_of(token: &Token, words: &[&str]) -> bool {
    words.iter().any(|word| hash_folded(word) == token.hash)
}

impl QuantityTable {
    fn new(language: &'static LanguageData) -> Self {
        let words = language.quantities;
        let mut numbers = FxHashMap::default();
        numbers.extend(language.number_words().map(|(word, n)| (hash_folded(word), NumberWord::Number(n))));
        numbers.extend(words.scales.iter().map(|(word, n)| (hash_folded(word), NumberWord::Scale(*n))));
        numbers.extend(words.rounds.iter().map(|(word, n)| (hash_folded(word), NumberWord::Round(*n))));
        let lists =
            [(words.at_least, Exactness::AtLeast), (words.at_most, Exactness::AtMost), (words.about, Exactness::About)];
        let mut exactness: Vec<(Vec<u64>, Exactness)> =
            lists.into_iter().flat_map(|(list, how)| list.iter().map(move |words| (phrase(words), how))).collect();
        exactness.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        Self {
            numbers,
            incomparable: words.incomparable.iter().map(|word| (hash_folded(word), ())).collect(),
            stop: language.stop_words.split_whitespace().map(|word| (hash_folded(word), ())).collect(),
            exactness,
            subsets: words.subsets.iter().map(|words| phrase(words)).collect(),
        }
    }
}
