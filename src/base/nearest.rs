//! "Did you mean": the known word nearest to an unknown one.
//!
//! [`nearest`] compares with every known word and is for short lists. [`Vocabulary`] is for lists that grow with the
//! content: the cost of a look-up does not depend on the number of known words, and the number of look-ups is limited.

use std::cell::{LazyCell, RefCell};
use std::collections::HashMap;

/// Maximum length in bytes of a word that is compared; an id has at most 120.
const MAX_WORD_LEN: usize = 200;
/// In a larger vocabulary only the neighbours of a word are compared.
const MAX_ALL_COMPARED: usize = 256;
/// Number of neighbours compared on either side of the word's position, in the list sorted from the start and in the
/// one sorted from the end.
const REACH: usize = 24;
/// Maximum number of distinct words looked up in one vocabulary: with more mistakes than this, nobody reads further
/// hints.
const MAX_ASKED: usize = 1_000;

/// Returns the candidate with the smallest edit distance to `word`, or `None` if none is near enough (more than a third
/// of the letters would change). On a tie the first candidate wins.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let asked = NearestQuery::new(word)?;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let Some(distance) = asked.distance(candidate) else { continue };
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Returns the edit distance of two words, ignoring case (optimal string alignment: insertions, deletions,
/// substitutions and transpositions of neighbours).
#[must_use]
pub(crate) fn distance(one: &str, other: &str) -> usize {
    strsim::osa_distance(&one.to_lowercase(), &other.to_lowercase())
}

/// A word to look up.
struct NearestQuery {
    lower: String,
    n_letters: usize,
    n_allowed: usize,
}

impl NearestQuery {
    /// Returns `None` for a word too long to be a misspelling.
    fn new(word: &str) -> Option<Self> {
        if word.len() > MAX_WORD_LEN {
            return None;
        }
        let lower = word.to_lowercase();
        let n_letters = lower.chars().count();
        Some(Self { lower, n_letters, n_allowed: (n_letters / 3).clamp(1, 4) })
    }

    /// Returns the edit distance to a candidate if it is small enough.
    fn distance(&self, candidate: &str) -> Option<usize> {
        // If the lengths differ by more than the allowance, the words cannot be near; this keeps long lists cheap.
        if candidate.len() > MAX_WORD_LEN || candidate.chars().count().abs_diff(self.n_letters) > self.n_allowed {
            return None;
        }
        let distance = strsim::osa_distance(&self.lower, &candidate.to_lowercase());
        (distance <= self.n_allowed).then_some(distance)
    }
}

/// The words of a list that grows with the content; sorted on the first look-up.
pub struct Vocabulary<'a> {
    sorted: LazyCell<SortedVocabulary<'a>, Box<dyn FnOnce() -> SortedVocabulary<'a> + 'a>>,
    known: RefCell<HashMap<String, Option<&'a str>>>,
}

struct SortedVocabulary<'a> {
    /// In the given order.
    words: Vec<&'a str>,
    /// In lower case, with the index in `words`; sorted.
    by_beginning: Vec<(String, usize)>,
    /// The same with the letters reversed.
    by_end: Vec<(String, usize)>,
}

impl<'a> Vocabulary<'a> {
    /// Takes the known words; they are read on the first look-up. Of equally near words the first wins.
    #[must_use]
    pub fn new(words: impl IntoIterator<Item = &'a str> + 'a) -> Self {
        let make = || SortedVocabulary::new(words.into_iter().collect());
        Self { sorted: LazyCell::new(Box::new(make)), known: RefCell::default() }
    }

    /// Returns the known word nearest to an unknown one, as [`nearest`] does. In a long list only words with a similar
    /// beginning or end are compared.
    pub fn nearest(&self, word: &str) -> Option<&'a str> {
        let mut known = self.known.borrow_mut();
        if let Some(near) = known.get(word) {
            return *near;
        }
        if known.len() >= MAX_ASKED {
            return None;
        }
        let near = self.sorted.nearest(word);
        known.insert(word.to_owned(), near);
        near
    }
}

impl<'a> SortedVocabulary<'a> {
    fn new(words: Vec<&'a str>) -> Self {
        if words.len() <= MAX_ALL_COMPARED {
            return Self { words, by_beginning: Vec::new(), by_end: Vec::new() };
        }
        let lower = words.iter().enumerate().filter(|(_, word)| word.len() <= MAX_WORD_LEN);
        let mut by_beginning: Vec<(String, usize)> = lower.map(|(at, word)| (word.to_lowercase(), at)).collect();
        let mut by_end: Vec<(String, usize)> = by_beginning.iter().map(|(word, at)| (reversed(word), *at)).collect();
        by_beginning.sort();
        by_end.sort();
        Self { words, by_beginning, by_end }
    }

    fn nearest(&self, word: &str) -> Option<&'a str> {
        if self.by_beginning.is_empty() {
            return nearest(word, self.words.iter().copied());
        }
        let lower = NearestQuery::new(word)?.lower;
        let mut near = around(&self.by_beginning, &lower);
        near.extend(around(&self.by_end, &reversed(&lower)));
        near.sort_unstable();
        near.dedup();
        nearest(word, near.into_iter().map(|at| self.words[at]))
    }
}

fn reversed(word: &str) -> String {
    word.chars().rev().collect()
}

/// Returns the indices of the words around the position that a word would have.
fn around(sorted: &[(String, usize)], word: &str) -> Vec<usize> {
    let at = sorted.partition_point(|(known, _)| known.as_str() < word);
    let range = at.saturating_sub(REACH)..(at + REACH).min(sorted.len());
    sorted[range].iter().map(|(_, at)| *at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let known = ["title", "date", "publisher"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("publsher", known), Some("publisher"));
        assert_eq!(nearest("colour", known), None);
    }

    #[test]
    fn a_long_list_is_answered_as_a_short_one() {
        let words: Vec<String> = (0..5_000).map(|n| format!("gardien-{}-du-phare-{n}", n % 7)).collect();
        let known = || words.iter().map(String::as_str).chain(["jeanne-morvan", "port-de-kervalan"]);
        let vocabulary = Vocabulary::new(known());
        for slip in ["jeane-morvan", "jeanne-mrovan", "Jeanne-Morvan", "ort-de-kervalan", "port-de-kervala", "rien"] {
            assert_eq!(vocabulary.nearest(slip), nearest(slip, known()), "{slip}");
        }
    }

    #[test]
    fn no_more_than_some_words_are_answered_and_one_word_is_asked_once() {
        let vocabulary = Vocabulary::new(["port"]);
        for n in 0..MAX_ASKED - 1 {
            assert_eq!(vocabulary.nearest(&format!("rien-{n}")), None);
        }
        assert_eq!(vocabulary.nearest("prot"), Some("port"));
        assert_eq!(vocabulary.nearest("porte"), None, "the room is full");
        assert_eq!(vocabulary.nearest("prot"), Some("port"), "and what was answered stays so");
    }
}
