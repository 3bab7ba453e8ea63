//! What the first pass found in all articles, as evidence for the second: a word that is a person's last name in one
//! article is probably a last name in the next.
//!
//! Counts are turned into shares before they become features, so that the weights fit corpora of any size.

use super::labels::{self, N_KINDS, TokenLabel};
use super::tokenized_text::{TokenizedText, shape};
use crate::base::FxHashMap;

/// How often a word had each position in a name.
#[derive(Clone, Copy, Debug, Default)]
struct PositionCounts {
    /// As a name of one word, by kind.
    alone: [u16; N_KINDS],
    /// As the first word of a longer name, by kind.
    first: [u16; N_KINDS],
    /// As the last word of a longer name, by kind.
    last: [u16; N_KINDS],
    /// As a word between these, by kind.
    inner: [u16; N_KINDS],
    /// Capitalised within a sentence and not part of a name.
    none: u16,
}

impl PositionCounts {
    fn add(&mut self, other: &Self) {
        add(&mut self.alone, &other.alone);
        add(&mut self.first, &other.first);
        add(&mut self.last, &other.last);
        add(&mut self.inner, &other.inner);
        self.none = self.none.saturating_add(other.none);
    }

    /// Returns the number of names with the word, by kind.
    fn by_kind(&self) -> [u16; N_KINDS] {
        let mut all = [0; N_KINDS];
        [&self.alone, &self.first, &self.last, &self.inner].into_iter().for_each(|counts| add(&mut all, counts));
        all
    }

    fn n_names(&self) -> u16 {
        self.by_kind().iter().fold(0, |sum, count| sum.saturating_add(*count))
    }
}

fn add(into: &mut [u16; N_KINDS], counts: &[u16; N_KINDS]) {
    into.iter_mut().zip(counts).for_each(|(sum, count)| *sum = sum.saturating_add(*count));
}

/// The words, and pairs of words, of the names that the first pass found.
#[derive(Default)]
pub struct CorpusEvidence {
    words: FxHashMap<u32, PositionCounts>,
    pairs: FxHashMap<u32, [u16; N_KINDS]>,
    /// How often a word is in small letters.
    small: FxHashMap<u32, u16>,
}

impl CorpusEvidence {
    /// Counts the names of a text; `found` has a label per token.
    pub fn add(&mut self, reading: &TokenizedText<'_>, found: &[TokenLabel]) {
        for (index, word) in reading.words.iter().enumerate() {
            if word.shape == shape::SMALL {
                let count = self.small.entry(word.hash).or_default();
                *count = count.saturating_add(1);
            }
            if found[index] == labels::NONE && word.shape != shape::SMALL && word.opening & 1 == 0 {
                let tally = self.words.entry(word.hash).or_default();
                tally.none = tally.none.saturating_add(1);
            }
        }
        for (tokens, kind) in labels::spans(found) {
            let n_tokens = tokens.len();
            for index in tokens.clone() {
                let tally = self.words.entry(reading.words[index].hash).or_default();
                let slot = match (index - tokens.start, n_tokens) {
                    (0, 1) => &mut tally.alone[kind],
                    (0, _) => &mut tally.first[kind],
                    (place, n) if place + 1 == n => &mut tally.last[kind],
                    _ => &mut tally.inner[kind],
                };
                *slot = slot.saturating_add(1);
                if index + 1 < tokens.end {
                    let pair =
                        super::tokenized_text::mix_hashes(reading.words[index].hash, reading.words[index + 1].hash);
                    let slot = &mut self.pairs.entry(pair).or_default()[kind];
                    *slot = slot.saturating_add(1);
                }
            }
        }
    }

    /// Returns the sum of both; the order makes no difference.
    #[must_use]
    #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
    pub fn merge(self, other: Self) -> Self {
        let (mut into, from) = if self.words.len() < other.words.len() { (other, self) } else { (self, other) };
        for (word, tally) in from.words {
            into.words.entry(word).or_default().add(&tally);
        }
        for (pair, counts) in from.pairs {
            add(into.pairs.entry(pair).or_default(), &counts);
        }
        for (word, n) in from.small {
            let count = into.small.entry(word).or_default();
            *count = count.saturating_add(n);
        }
        into
    }

    /// Emits the features of one token through `put`.
    pub(super) fn add_features(
        &self,
        reading: &TokenizedText<'_>,
        block: (usize, usize),
        index: usize,
        put: &mut impl FnMut(u32, u32, u32),
    ) {
        let word = reading.words[index];
        let s0 = u32::from(word.shape);
        if let Some(tally) = self.words.get(&word.hash) {
            let places = [&tally.alone, &tally.first, &tally.last, &tally.inner];
            for (place, counts) in (0_u32..).zip(places) {
                put(80 + place, leader(counts), s0);
            }
            let all = tally.by_kind();
            let share = share(tally.n_names(), tally.none);
            put(85, leader(&all), share);
            put(86, leader(&all), share << 4 | s0);
            put(87, leader(&tally.alone) << 8 | leader(&tally.last), share);
        }
        if word.shape != shape::SMALL {
            let tally = self.words.get(&word.hash).copied().unwrap_or_default();
            let small = self.small.get(&word.hash).copied().unwrap_or(0);
            let capital = tally.n_names().saturating_add(tally.none);
            let share = if small == 0 { 7 } else { share(capital, small) };
            put(92, share, s0 << 8 | u32::from(word.is_headline) << 4 | u32::from(word.opening & 1));
            put(93, share << 8 | leader(&tally.first), leader(&tally.last));
        }
        let pair = |from: usize| {
            let inside = from >= block.0 && from + 1 < block.1;
            inside.then(|| super::tokenized_text::mix_hashes(reading.words[from].hash, reading.words[from + 1].hash))
        };
        for (template, from) in [(88, Some(index)), (89, index.checked_sub(1))] {
            if let Some(counts) = from.and_then(pair).and_then(|pair| self.pairs.get(&pair)) {
                put(template, leader(counts), s0);
            }
        }
        for (template, near) in [(90, index.checked_sub(1)), (91, Some(index + 1))] {
            let tally = near
                .filter(|near| (block.0..block.1).contains(near))
                .and_then(|near| self.words.get(&reading.words[near].hash));
            if let Some(tally) = tally {
                put(template, leader(&tally.first) << 8 | leader(&tally.last), s0);
            }
        }
    }
}

/// Encodes the kind with the most votes, how clearly it leads, and whether there is only one vote; 0 without votes.
fn leader(counts: &[u16; N_KINDS]) -> u32 {
    let total: u32 = counts.iter().map(|count| u32::from(*count)).sum();
    let Some((kind, most)) = (0_u32..).zip(counts).max_by_key(|(kind, count)| (**count, u32::MAX - kind)) else {
        return 0;
    };
    if total == 0 {
        return 0;
    }
    let clear = match u32::from(*most) * 4 / total {
        4 => 3,
        3 => 2,
        2 => 1,
        _ => 0,
    };
    let single = u32::from(total == 1);
    1 + kind * 8 + clear * 2 + single
}

fn share(named: u16, none: u16) -> u32 {
    u32::from(named) * 4 / (u32::from(named) + u32::from(none)).max(1)
}
