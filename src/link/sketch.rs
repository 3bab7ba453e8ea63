//! One article -> [`Sketch`]: its words as numbers, so that two texts can be compared without their letters.
//!
//! Made with the document and of nothing else, never of what is withheld: an article of which an excerpt is published
//! has the sketch of its excerpt. Translations share no words, so they are not found; nor are copies in scripts
//! without spaces, where a whole sentence counts as one word.

use crate::parse::{Body, BlockKind};
use crate::registry::tokens::{self, Token};

/// The words of an article in order, its headline left out: papers give one dispatch other titles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// For each word 31 bits of the hash of its folded letters, and [`SPECIFIC`].
    words: Box<[u32]>,
    /// Hashes of three words in a row, a sample of them in long texts; sorted, each once.
    shingles: Box<[u64]>,
}

/// Set in a word that is a number, or written with a capital where no sentence begins: what form letters fill in.
const SPECIFIC: u32 = 1 << 31;
/// Words of a text that are looked at. Forty pages; what follows is not needed to know a dispatch again.
const MAX_WORDS: usize = 20_000;
/// Shingles kept of a text, nearly: all of a short one, every second of one twice as long. A shingle that is kept in a
/// long text is kept in a short one too, so samples of different density can be compared.
const N_SHINGLES: u64 = 256;
/// Words of a stretch that is judged by itself. Measured (tests/copies.py): with 24, chance decides too much; with 40,
/// notices have one stretch only.
const STRETCH: usize = 32;
/// How far words may be inserted or cut within a stretch.
const DRIFT: i32 = 8;
/// Places of one pair of words that are compared; what stands in a text more often says nothing.
const MAX_PLACES: usize = 16;

/// How much of one text stands in another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// Words of the text.
    pub n_words: u32,
    /// Those that stand in the other text, in pairs and near the words around them.
    pub n_shared: u32,
    /// Stretches of about 32 words.
    n_stretches: u32,
    /// Those of which at least a third is shared.
    n_found: u32,
    /// In these: names and numbers, those not shared, and all words not shared.
    n_specific: u32,
    n_specific_lost: u32,
    n_lost: u32,
    n_in_found: u32,
}

impl Overlap {
    /// Tells whether the text is a copy of the other, or of a part of it.
    ///
    /// Three conditions, each chosen on 964 press notices with planted variants (figures in tests/copies.py):
    /// - 65 % of its stretches stand in the other. Not 50 %: two articles that share a long quotation or the same
    ///   paragraphs of background are two articles, also where these make half of one.
    /// - 38 % of its words are shared, more where there are few: with a third of its words changed at random a text keeps
    ///   57 % of them in pairs, while unlike texts on one affair share less than 30 %.
    /// - It is no form letter (the results of stage 10 and of stage 11): there, what differs is names and numbers.
    #[must_use]
    pub fn is_copy(&self) -> bool {
        let (n, shared) = (u64::from(self.n_words), u64::from(self.n_shared));
        n >= 40
            && 100 * u64::from(self.n_found) >= 65 * u64::from(self.n_stretches)
            && 100 * shared >= 38 * n + 600
            && !self.is_form_letter()
    }

    /// Of the words that differ at least 45 % are names or numbers, and half again as many as in the whole.
    fn is_form_letter(&self) -> bool {
        let (lost, specific_lost) = (u64::from(self.n_lost), u64::from(self.n_specific_lost));
        specific_lost >= 5
            && 100 * specific_lost >= 45 * lost
            && 2 * specific_lost * u64::from(self.n_in_found) >= 3 * lost * u64::from(self.n_specific)
    }
}

impl Sketch {
    /// Makes the sketch of a text as it is published.
    #[must_use]
    pub fn of(body: &Body) -> Self {
        let skipped = usize::from(body.headline().is_some());
        let mut found: Vec<Token> = Vec::new();
        for block in body.blocks.iter().skip(skipped) {
            if block.end > body.main_len || block.kind == BlockKind::Aside || found.len() >= MAX_WORDS {
                break;
            }
            tokens::tokenize(&body.text, block.start, block.end, &mut found);
        }
        found.truncate(MAX_WORDS);
        let specific = |token: &Token| token.is(Token::DIGIT) || (token.is(Token::CAPITAL) && !token.is(Token::OPENS));
        let word = |token: &Token| {
            let folded = u32::try_from(mix(token.hash) >> 33).unwrap_or(0);
            if specific(token) { folded | SPECIFIC } else { folded }
        };
        let words: Box<[u32]> = found.iter().map(word).collect();
        Self { shingles: sample(&words), words }
    }

    /// Returns how many words it has.
    #[must_use]
    pub fn n_words(&self) -> usize {
        self.words.len()
    }

    /// Returns the sampled shingles, in order.
    #[must_use]
    pub fn shingles(&self) -> &[u64] {
        &self.shingles
    }

    /// Returns how much of this text stands in `other`.
    #[must_use]
    pub fn overlap(&self, other: &Sketch) -> Overlap {
        let (n, n_stretches) = (self.words.len(), ((self.words.len() + STRETCH / 2) / STRETCH).max(1));
        let mut overlap = Overlap { n_words: small(n), n_stretches: small(n_stretches), ..Overlap::default() };
        let pairs = Pairs::of(&other.words);
        let same = self.words == other.words;
        for index in 0..n_stretches {
            let (start, end) = (n * index / n_stretches, n * (index + 1) / n_stretches);
            let stretch = &self.words[start..end];
            let shared = if same { vec![true; stretch.len()] } else { shared_words(&self.words, start, end, &pairs) };
            overlap.count(stretch, &shared);
        }
        overlap
    }
}

impl Overlap {
    fn count(&mut self, stretch: &[u32], shared: &[bool]) {
        let n_shared = shared.iter().filter(|shared| **shared).count();
        self.n_shared += small(n_shared);
        if stretch.is_empty() || 3 * n_shared < stretch.len() {
            return;
        }
        self.n_found += 1;
        self.n_in_found += small(stretch.len());
        self.n_lost += small(stretch.len() - n_shared);
        for (word, shared) in stretch.iter().zip(shared).filter(|(word, _)| *word & SPECIFIC != 0) {
            self.n_specific += word >> 31;
            self.n_specific_lost += u32::from(!shared);
        }
    }
}

/// Where each pair of words stands in a text.
struct Pairs {
    /// Sorted (pair, place).
    places: Vec<(u64, u32)>,
}

impl Pairs {
    fn of(words: &[u32]) -> Self {
        let pairs = words.windows(2).zip(0_u32..);
        let mut places: Vec<(u64, u32)> = pairs.map(|(pair, at)| (pair_of(pair), at)).collect();
        places.sort_unstable();
        Self { places }
    }

    /// Returns the places of a pair; none where it stands too often to say anything.
    fn find(&self, pair: u64) -> &[(u64, u32)] {
        let start = self.places.partition_point(|(other, _)| *other < pair);
        let n = self.places[start..].iter().take(MAX_PLACES + 1).take_while(|(other, _)| *other == pair).count();
        if n > MAX_PLACES { &[] } else { &self.places[start..start + n] }
    }
}

fn pair_of(pair: &[u32]) -> u64 {
    u64::from(pair[0] & !SPECIFIC) << 32 | u64::from(pair[1] & !SPECIFIC)
}

/// Tells for each word of a stretch whether it stands in the other text: in a pair, and the pairs of the stretch nearly
/// as far from each other as here. Of several such places the one counts that holds most words.
fn shared_words(words: &[u32], start: usize, end: usize, pairs: &Pairs) -> Vec<bool> {
    let first = start.saturating_sub(1);
    let mut hits: Vec<(i32, usize)> = Vec::new();
    for at in first..end.min(words.len().saturating_sub(1)) {
        let here = i32::try_from(at).unwrap_or(0);
        let places = pairs.find(pair_of(&words[at..at + 2]));
        hits.extend(places.iter().map(|(_, place)| (i32::try_from(*place).unwrap_or(0) - here, at)));
    }
    hits.sort_unstable();
    let mut counts = vec![0_u16; end - start];
    let (mut n, mut best, mut oldest) = (0_usize, (0_usize, 0_usize, 0_usize), 0_usize);
    let inside = |at: usize| (at..at + 2).filter(|word| (start..end).contains(word)).map(|word| word - start);
    for (index, (shift, at)) in hits.iter().enumerate() {
        for word in inside(*at) {
            n += usize::from(counts[word] == 0);
            counts[word] += 1;
        }
        while hits[oldest].0 < shift - DRIFT {
            for word in inside(hits[oldest].1) {
                counts[word] -= 1;
                n -= usize::from(counts[word] == 0);
            }
            oldest += 1;
        }
        if n > best.0 {
            best = (n, oldest, index + 1);
        }
    }
    let mut shared = vec![false; end - start];
    for (_, at) in &hits[best.1..best.2] {
        for word in inside(*at) {
            shared[word] = true;
        }
    }
    shared
}

/// Samples the shingles by their own hash, so that every text samples alike.
fn sample(words: &[u32]) -> Box<[u64]> {
    let n = words.len() as u64;
    let limit = if n <= N_SHINGLES { u64::MAX } else { u64::MAX / n * N_SHINGLES };
    let hash = |three: &[u32]| mix(mix(pair_of(&three[..2])) ^ u64::from(three[2] & !SPECIFIC));
    let mut shingles: Vec<u64> = words.windows(3).map(hash).filter(|hash| *hash <= limit).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles.into()
}

/// Spreads the bits of a hash (the finaliser of MurmurHash3).
fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
