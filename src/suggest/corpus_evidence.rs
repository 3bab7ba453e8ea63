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

    /// Returns all counts in one row.
    fn flat(&self) -> Vec<u16> {
        [self.alone, self.first, self.last, self.inner].concat().into_iter().chain([self.none]).collect()
    }

    /// Returns the count at a place of that row.
    fn at(&mut self, place: usize) -> Option<&mut u16> {
        match place / N_KINDS {
            0 => self.alone.get_mut(place),
            1 => self.first.get_mut(place - N_KINDS),
            2 => self.last.get_mut(place - 2 * N_KINDS),
            3 => self.inner.get_mut(place - 3 * N_KINDS),
            _ => Some(&mut self.none).filter(|_| place == 4 * N_KINDS),
        }
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

/// The tables of [`CorpusEvidence`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EvidenceTable {
    /// How often a word had each position in a name.
    Words,
    /// How often a pair of words was in a name of each kind.
    Pairs,
    /// How often a word was in small letters.
    Small,
}

impl EvidenceTable {
    /// All of them, in the order in which they are written.
    pub(super) const ALL: [Self; 3] = [Self::Words, Self::Pairs, Self::Small];
}

fn row(hash: u32, counts: &[u16]) -> Vec<u32> {
    let counts = (0_u32..).zip(counts).filter(|(_, count)| **count > 0);
    let counts: Vec<u32> = counts.flat_map(|(place, count)| [place, u32::from(*count)]).collect();
    let n_counts = u32::try_from(counts.len() / 2).unwrap_or(0);
    [hash, n_counts].into_iter().chain(counts).collect()
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

    /// Returns all counts as numbers: for each table in the order of [`EvidenceTable::ALL`] and for each hash, in order, the
    /// hash, how many counts are not zero, and each of these with its place.
    #[must_use]
    pub(super) fn numbers(&self) -> [Vec<Vec<u32>>; 3] {
        let rows = |mut rows: Vec<Vec<u32>>| {
            rows.sort_unstable();
            rows
        };
        let words = self.words.iter().map(|(word, counts)| row(*word, &counts.flat())).collect();
        let pairs = self.pairs.iter().map(|(pair, counts)| row(*pair, counts)).collect();
        let small = self.small.iter().map(|(word, count)| row(*word, &[*count])).collect();
        [rows(words), rows(pairs), rows(small)]
    }

    /// Adds what [`CorpusEvidence::numbers`] returned of a table; `None` if these are no such numbers.
    pub(super) fn add_numbers(&mut self, table: EvidenceTable, mut numbers: &[u32]) -> Option<()> {
        while let [hash, n_counts, rest @ ..] = numbers {
            let (counts, rest) = rest.split_at_checked(usize::try_from(*n_counts).ok()?.checked_mul(2)?)?;
            numbers = rest;
            for count in counts.chunks_exact(2) {
                let place = usize::try_from(count[0]).ok()?;
                let slot = match table {
                    EvidenceTable::Words => self.words.entry(*hash).or_default().at(place)?,
                    EvidenceTable::Pairs => self.pairs.entry(*hash).or_default().get_mut(place)?,
                    EvidenceTable::Small => Some(self.small.entry(*hash).or_default()).filter(|_| place == 0)?,
                };
                *slot = slot.saturating_add(u16::try_from(count[1]).ok()?);
            }
        }
        numbers.is_empty().then_some(())
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
