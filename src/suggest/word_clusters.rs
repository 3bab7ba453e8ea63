//! Word -> its clusters: words that occur in similar contexts share one, so the tagger knows something about words that
//! its training texts did not contain.
//!
//! Flow: the table of a language, which tests/train/word_clusters.py writes from word vectors -> [`WordClusters`] ->
//! `tokenized_text`. It contains no words, only their hashes.
//!
//! File format: `DSK1`; the number of rows (u16); for each row its clusters among 64, 256 and 1,024 (u8, u8, u16); for each
//! of 65,536 buckets its number of entries (u8); the entries by bucket: the lower half of the word's hash and its row
//! (both u16). The upper half of the hash is the bucket. All integers are little endian.

use crate::lang::{self, LanguageData, PerLanguage};
use crate::text::tokens::Token;

/// The clusters of a word, coarse to fine: among 64, 256 and 1,024. 0 is an unknown word.
pub type Clusters = [u16; 3];

/// The index of each size in [`Clusters`].
pub(super) const COARSE: usize = 0;
/// 256 clusters.
pub(super) const MIDDLE: usize = 1;
/// 1,024 clusters.
pub(super) const FINE: usize = 2;

const N_BUCKETS: usize = 1 << 16;
const ROW_BYTES: usize = 4;
const ENTRY_BYTES: usize = 4;

/// The clusters of one language's words.
#[derive(Default)]
struct ClusterTable {
    rows: &'static [u8],
    /// The index of each bucket's first entry, and the number of all entries.
    starts: Vec<u32>,
    entries: &'static [u8],
    /// Added to the numbers of this language, so that they differ from those of others.
    offset: u16,
}

/// The tables in which the words of a text are looked up.
#[derive(Clone, Copy)]
pub(super) struct WordClusters {
    own: &'static ClusterTable,
    language: &'static LanguageData,
}

static TABLES: PerLanguage<ClusterTable> = PerLanguage::new(make);

fn make(language: &'static LanguageData) -> ClusterTable {
    let number = lang::LANGUAGES.iter().position(|known| *known == language).unwrap_or(lang::LANGUAGES.len());
    let offset = u16::try_from(number).unwrap_or(0) * 1024 + 1;
    language.word_clusters.and_then(|bytes| ClusterTable::read(bytes, offset)).unwrap_or_default()
}

impl ClusterTable {
    /// Reads a table; `None` if the bytes are not one.
    fn read(bytes: &'static [u8], offset: u16) -> Option<Self> {
        let bytes = bytes.strip_prefix(b"DSK1")?;
        let (n_rows, bytes) = bytes.split_first_chunk::<2>()?;
        let (rows, bytes) = bytes.split_at_checked(usize::from(u16::from_le_bytes(*n_rows)) * ROW_BYTES)?;
        let (sizes, entries) = bytes.split_at_checked(N_BUCKETS)?;
        let mut starts = Vec::with_capacity(N_BUCKETS + 1);
        let mut start = 0;
        starts.push(start);
        for size in sizes {
            start += u32::from(*size);
            starts.push(start);
        }
        (entries.len() == start as usize * ENTRY_BYTES).then_some(Self { rows, starts, entries, offset })
    }

    /// Returns the clusters of a word by its hash.
    fn find(&self, hash: u32) -> Option<Clusters> {
        let [low, high] = [hash & 0xffff, hash >> 16];
        let first = *self.starts.get(high as usize)? as usize;
        let end = self.starts[high as usize + 1] as usize;
        let bucket = self.entries.get(first * ENTRY_BYTES..end * ENTRY_BYTES)?;
        let entry = bucket.chunks_exact(ENTRY_BYTES).find(|entry| u32::from(number_at(entry, 0)) == low)?;
        let row = self.rows.get(usize::from(number_at(entry, 2)) * ROW_BYTES..)?.first_chunk::<ROW_BYTES>()?;
        let clusters = [u16::from(row[0]), u16::from(row[1]), number_at(row, 2)];
        Some(clusters.map(|cluster| cluster + self.offset))
    }
}

fn number_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

impl WordClusters {
    /// Returns the tables for texts of a language.
    #[must_use]
    pub(super) fn new(language: &'static LanguageData) -> Self {
        Self { own: TABLES.of(language), language }
    }

    /// Returns the clusters of a word. A form that the table does not contain is looked up in title case, in case it is
    /// all in capitals, then in small letters; a capitalised word also in the tables of other languages, because names
    /// travel.
    #[must_use]
    pub(super) fn of(&self, letters: &str, token: &Token) -> Clusters {
        let exact = hash_of(letters.as_bytes());
        if let Some(found) = self.own.find(exact) {
            return found;
        }
        if !token.is(Token::CAPITAL) {
            return [0; 3];
        }
        let small = letters.to_lowercase();
        let title = token.is(Token::ALL_CAPITALS).then(|| title_case(&small));
        let forms =
            title.as_deref().map(|title| hash_of(title.as_bytes())).into_iter().chain([hash_of(small.as_bytes())]);
        let others = lang::LANGUAGES.into_iter().filter(|other| **other != *self.language);
        std::iter::once(self.own)
            .chain(others.map(|other| TABLES.of(other)))
            .find_map(|table| std::iter::once(exact).chain(forms.clone()).find_map(|hash| table.find(hash)))
            .unwrap_or([0; 3])
    }
}

fn title_case(small: &str) -> String {
    let mut chars = small.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Returns the hash of a word as the tables have it: FNV-1a, mixed to 32 bits.
fn hash_of(letters: &[u8]) -> u32 {
    let hash = letters
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    #[test]
    fn every_language_with_a_table_knows_its_common_words() {
        for language in lang::LANGUAGES {
            let Some(bytes) = language.word_clusters else { continue };
            assert!(ClusterTable::read(bytes, 1).is_some_and(|table| table.find(hash_of(b"paris")).is_some()));
            let clusters = WordClusters::new(language);
            let of = |word: &str| {
                let mut list = Vec::new();
                tokens::tokenize(word, 0, word.len(), &mut list);
                clusters.of(word, &list[0])
            };
            assert_ne!(of("Berlin"), [0; 3]);
            assert_eq!(of("zzqqxxv"), [0; 3]);
        }
        assert!(ClusterTable::read(b"DSK1", 1).is_none());
    }
}
