//! Two versions of one text -> their sentences side by side: kept, reworded, moved, cut, added. Pure, and bounded for any
//! input. `text_diff` compares the words of a reworded sentence.
//!
//! Sentences are compared and not paragraphs, because newspapers join and split paragraphs and change nothing else.

use super::text_diff::{n_common, words_of};
use crate::annotate::sentences;
use crate::lang::LanguageData;

/// What became of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SentenceFate {
    /// The same words, in the same order of sentences.
    Same,
    /// Other words for the most part of the same.
    Reworded,
    /// The same or nearly the same words in another place.
    Moved,
    /// In the first text only.
    Cut,
    /// In the second text only.
    Added,
}

/// A sentence of one of the texts or of both, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SentencePair {
    /// What became of it.
    pub fate: SentenceFate,
    /// Its number in the first text.
    pub before: Option<usize>,
    /// Its number in the second text.
    pub after: Option<usize>,
}

/// Maximum number of sentences compared of each text; the rest is left out.
const MAX_SENTENCES: usize = 400;
/// Maximum number of words compared of each text.
const MAX_WORDS: usize = 12_000;
/// Sentences are matched if they share this part of their words, in percent of both.
const MIN_SIMILARITY_PERCENT: usize = 45;
/// A sentence in another place must share more: two sentences of one affair share names and small words.
const MIN_MOVED_PERCENT: usize = 70;

/// Returns the sentences to compare, and whether some are left out.
#[must_use]
pub(crate) fn sentences_of<'a>(text: &'a str, language: &LanguageData) -> (Vec<&'a str>, bool) {
    let mut kept = Vec::new();
    let mut n_words = 0;
    // A line end always ends a sentence: of a paragraph, or of a line of a list.
    let lines = text.split('\n');
    for sentence in lines.flat_map(|line| {
        sentences::split(line, 0..line.len(), language.matching()).into_iter().map(move |range| &line[range])
    }) {
        let n = words_of(sentence).len();
        if n == 0 {
            continue;
        }
        n_words += n;
        if kept.len() == MAX_SENTENCES || n_words > MAX_WORDS {
            return (kept, true);
        }
        kept.push(sentence);
    }
    (kept, false)
}

/// Lays two texts over each other, sentence by sentence, in the order of the second; what it lacks stands where it was.
#[must_use]
pub(crate) fn align(before: &[&str], after: &[&str]) -> Vec<SentencePair> {
    let old: Vec<Vec<String>> = before.iter().map(|text| words_of(text)).collect();
    let new: Vec<Vec<String>> = after.iter().map(|text| words_of(text)).collect();
    let pairs = in_order(&old, &new);
    let mut moved_to: Vec<Option<usize>> = vec![None; new.len()];
    let mut is_moved = vec![false; old.len()];
    let is_paired = |index: usize, side: fn(&(usize, usize)) -> usize| pairs.iter().any(|pair| side(pair) == index);
    let old_left: Vec<usize> = (0..old.len()).filter(|index| !is_paired(*index, |pair| pair.0)).collect();
    let new_left: Vec<usize> = (0..new.len()).filter(|index| !is_paired(*index, |pair| pair.1)).collect();
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    let old_bags: Vec<Vec<String>> = old_left.iter().map(|index| sorted(&old[*index])).collect();
    for to in new_left {
        let bag = sorted(&new[to]);
        let likeness = old_left
            .iter()
            .zip(&old_bags)
            .filter(|(from, _)| !is_moved[**from])
            .map(|(from, other)| (percent(n_common(other, &bag), other.len() + bag.len()), *from));
        let best = likeness
            .filter(|(percent, _)| *percent >= MIN_MOVED_PERCENT)
            .max_by_key(|(n, from)| (*n, usize::MAX - from));
        if let Some((_, from)) = best {
            (is_moved[from], moved_to[to]) = (true, Some(from));
        }
    }
    let mut rows = Vec::with_capacity(old.len().max(new.len()));
    let (mut i, mut j) = (0, 0);
    for (a, b) in pairs.into_iter().chain([(old.len(), new.len())]) {
        rows.extend((i..a).filter(|index| !is_moved[*index]).map(|index| SentencePair {
            fate: SentenceFate::Cut,
            before: Some(index),
            after: None,
        }));
        rows.extend((j..b).map(|index| SentencePair {
            fate: if moved_to[index].is_some() { SentenceFate::Moved } else { SentenceFate::Added },
            before: moved_to[index],
            after: Some(index),
        }));
        if a < old.len() && b < new.len() {
            let fate = if old[a] == new[b] { SentenceFate::Same } else { SentenceFate::Reworded };
            rows.push(SentencePair { fate, before: Some(a), after: Some(b) });
        }
        (i, j) = (a + 1, b + 1);
    }
    rows
}

fn percent(n_common: usize, n_both: usize) -> usize {
    200 * n_common / n_both.max(1)
}

/// Pairs sentences in order, so that the pairs share as many words as possible; a sentence that is unchanged counts twice.
fn in_order(old: &[Vec<String>], new: &[Vec<String>]) -> Vec<(usize, usize)> {
    let bags = |all: &[Vec<String>]| -> Vec<Vec<String>> {
        all.iter()
            .map(|words| {
                let mut bag = words.clone();
                bag.sort_unstable();
                bag
            })
            .collect()
    };
    let (old_bags, new_bags) = (bags(old), bags(new));
    let width = new.len() + 1;
    let mut best = vec![0_usize; (old.len() + 1) * width];
    let mut shared = vec![0_usize; old.len() * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let n_both = old[i].len() + new[j].len();
            let could_fit = 200 * old[i].len().min(new[j].len()) >= MIN_SIMILARITY_PERCENT * n_both;
            let n = if could_fit { n_common(&old_bags[i], &new_bags[j]) } else { 0 };
            let weight = match n {
                n if percent(n, n_both) < MIN_SIMILARITY_PERCENT => 0,
                n if 2 * n == n_both && old[i] == new[j] => 2 * n,
                n => n,
            };
            shared[i * width + j] = weight;
            let paired = if weight > 0 { weight + best[(i + 1) * width + j + 1] } else { 0 };
            best[i * width + j] = paired.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < old.len() && j < new.len() {
        let here = best[i * width + j];
        let n = shared[i * width + j];
        if n > 0 && here == n + best[(i + 1) * width + j + 1] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;

    fn shown(before: &str, after: &str) -> Vec<String> {
        let language = lang::by_tag("fr");
        let (before, after) = (sentences_of(before, language).0, sentences_of(after, language).0);
        let number = |index: Option<usize>| index.map_or("-".to_owned(), |index| index.to_string());
        let row = |row: &SentencePair| format!("{:?} {} {}", row.fate, number(row.before), number(row.after));
        align(&before, &after).iter().map(row).collect()
    }

    #[test]
    fn sentences_are_laid_over_each_other() {
        assert_eq!(
            shown(
                "Le phare d’Armel a été rallumé mardi soir. La maire a souri.\n\nLe port reste fermé aux touristes.",
                "Le phare d'Armel a été rallumé hier soir.\n\nLe port reste fermé aux touristes. Fin de partie.",
            ),
            ["Reworded 0 0", "Cut 1 -", "Same 2 1", "Added - 2"]
        );
    }

    #[test]
    fn joined_paragraphs_change_nothing_and_a_moved_sentence_is_neither_cut_nor_added() {
        let text = "Le phare a été rallumé mardi.\n\nLa maire a souri au port.\n\nLe quai reste fermé aux touristes.";
        assert_eq!(shown(text, &text.replace("\n\n", " ")), ["Same 0 0", "Same 1 1", "Same 2 2"]);
        assert_eq!(
            shown(text, "Le quai reste fermé aux touristes. Le phare a été rallumé mardi. La maire a souri au port."),
            ["Moved 2 0", "Same 0 1", "Same 1 2"]
        );
    }

    #[test]
    fn every_sentence_of_both_texts_has_its_row() {
        let language = lang::by_tag("fr");
        let texts =
            ["", "a. B. C.", "C. A.", &"Un mot. ".repeat(3000), &"Un mot long. Deux. ".repeat(900), "é e\u{301} ’ '"];
        for before in texts {
            for after in texts {
                let (old, new) = (sentences_of(before, language).0, sentences_of(after, language).0);
                let rows = align(&old, &new);
                let after: Vec<usize> = rows.iter().filter_map(|row| row.after).collect();
                assert_eq!(after, (0..new.len()).collect::<Vec<_>>());
                let mut before: Vec<usize> = rows.iter().filter_map(|row| row.before).collect();
                before.sort_unstable();
                assert_eq!(before, (0..old.len()).collect::<Vec<_>>());
            }
        }
    }
}
