//! One article -> [`Sketch`]: its words as numbers, so that two texts can be compared without their letters.
//!
//! Made of the published text alone: an article of which an excerpt is published has the sketch of its excerpt.
//! Translations share no words, so they are not found; nor are copies in scripts without spaces, where a whole sentence
//! counts as one word.

use std::sync::{Arc, OnceLock};

use crate::parse::text_tokens::TextTokens;
use crate::parse::{Article, BlockKind, Body};
use crate::text::tokens::Token;

/// The words of an article in order, its headline left out: papers give one dispatch other titles.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    n_words: usize,
    /// For each word 31 bits of the hash of its folded letters, and [`SPECIFIC`]. Of an article they are made when it is
    /// first compared: most never are, and the words of all would be a tenth of all that a build keeps.
    words: OnceLock<Box<[u32]>>,
    /// What they are made of.
    article: Option<Arc<Article>>,
    /// Three words in a row, a sample of them in long texts; sorted, each once.
    shingles: Box<[Shingle]>,
    /// Where each pair of words stands, in order of the pairs. Sorted when the text is first compared; most never are.
    by_pair: OnceLock<Box<[u16]>>,
}

/// Three words in a row: their hash, and in the lowest bits in which of 32 equal parts of the text they stand first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Shingle(u64);

/// Bits of a shingle that say in which part of the text it stands.
pub(crate) const PART_BITS: u32 = 5;

impl Shingle {
    /// Returns the hash, of which the lowest bits are none.
    pub(crate) fn hash(self) -> u64 {
        self.0 >> PART_BITS << PART_BITS
    }

    /// Returns the part of the text, below 32.
    #[expect(clippy::cast_possible_truncation, reason = "five bits")]
    pub(crate) fn part(self) -> u32 {
        self.0 as u32 & ((1 << PART_BITS) - 1)
    }
}

/// Set in a word that is a number, or written with a capital where no sentence begins: what form letters fill in.
const SPECIFIC: u32 = 1 << 31;
/// Words of a text that are looked at. Forty pages; what follows is not needed to know a dispatch again.
const MAX_WORDS: usize = 20_000;
/// Shingles kept of a text, nearly: all of a short one, every second of one twice as long. A shingle that is kept in a
/// long text is kept in a short one too, so samples of different density can be compared. Measured (tests/copies.py,
/// with the rule of candidates.rs): of 256 as many copies are found, but for four in six hundred that were both cut and
/// changed by 35 %.
const N_SHINGLES: usize = 96;
/// Words of a stretch that is judged by itself. Measured (tests/copies.py): with 24, chance decides too much; with 40,
/// notices have one stretch only.
const STRETCH: usize = 32;
/// How far words may be inserted or cut within a stretch.
const DRIFT: i32 = 8;
/// Places of one pair of words that are compared; what stands in a text more often says nothing.
const MAX_PLACES: usize = 16;
/// What is shorter is a headline or a caption.
const MIN_WORDS: u64 = 20;

/// Words of a gap that is compared with the gap in the other text; a longer one is another passage.
const MAX_GAP: usize = 12;

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
    /// Gaps between shared words in these.
    n_gaps: u32,
    /// Those that hold a name or number here and another one there.
    n_filled_in: u32,
}

/// What one text is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// A copy, whole or cut.
    Copy,
    /// The same form, filled in for another day: certainly no copy.
    FormLetter,
    /// Another text.
    Different,
}

impl Overlap {
    /// Tells what the text is to the other.
    ///
    /// A copy, of the whole or of a part, by three conditions, each chosen on 964 press notices with planted variants
    /// (tests/copies.py measures them):
    /// - 65 % of its stretches stand in the other. Not 50 %: two articles that share a long quotation or the same
    ///   paragraphs of background are two articles, also where these make half of one.
    /// - 38 % of its words are shared, more where there are few: with a third of its words changed at random a text keeps
    ///   57 % of them in pairs, while unlike texts on one affair share less than 30 %.
    /// - It is no form letter.
    #[must_use]
    pub fn likeness(&self) -> Likeness {
        let (n, shared) = (u64::from(self.n_words), u64::from(self.n_shared));
        let alike = n >= MIN_WORDS
            && 100 * u64::from(self.n_found) >= 65 * u64::from(self.n_stretches)
            && 100 * shared >= 38 * n + 600;
        match (alike, self.is_form_letter()) {
            (false, _) => Likeness::Different,
            (true, false) => Likeness::Copy,
            (true, true) => Likeness::FormLetter,
        }
    }

    /// Returns how many words in a thousand are shared.
    #[must_use]
    pub fn per_mille(&self) -> u32 {
        self.n_shared * 1000 / self.n_words.max(1)
    }

    /// The results of stage 10 and of stage 11 are word for word alike, and what differs is names and numbers: 60 to
    /// 100 % of the gaps. Where words were changed at random it is 5 to 15 %.
    fn is_form_letter(&self) -> bool {
        self.n_filled_in >= 3 && 100 * u64::from(self.n_filled_in) >= 45 * u64::from(self.n_gaps)
    }
}

/// Cuts a text as it is published into the words of a sketch.
fn words(body: &Body, tokens: &TextTokens) -> Box<[u32]> {
    let skipped = usize::from(body.headline().is_some());
    let blocks = body.blocks.iter().zip(tokens.by_block()).skip(skipped);
    let own = blocks.take_while(|(block, _)| block.end <= body.main_len && block.kind != BlockKind::Aside);
    let found = own.flat_map(|(_, tokens)| tokens).take(MAX_WORDS);
    let specific =
        |token: &Token| token.is(Token::DIGIT) || (token.is(Token::CAPITAL) && !token.is(Token::SENTENCE_START));
    let word = |token: &Token| {
        let folded = u32::try_from(mix(token.hash) >> 33).unwrap_or(0);
        if specific(token) { folded | SPECIFIC } else { folded }
    };
    found.map(word).collect()
}

impl Sketch {
    /// Makes the sketch of a text as it is published.
    #[must_use]
    pub fn of(body: &Body) -> Self {
        let words = words(body, &TextTokens::tokenize(&body.text, &body.blocks));
        let (n_words, shingles) = (words.len(), sample(&words));
        Self { n_words, shingles, words: OnceLock::from(words), ..Self::default() }
    }

    /// Makes the sketch of an article; `tokens` are the words of its body.
    #[must_use]
    pub fn of_article(article: &Arc<Article>, tokens: &TextTokens) -> Self {
        let words = words(&article.body, tokens);
        let (n_words, shingles) = (words.len(), sample(&words));
        Self { n_words, shingles, article: Some(Arc::clone(article)), ..Self::default() }
    }

    /// Returns the words.
    fn words(&self) -> &[u32] {
        self.words.get_or_init(|| match &self.article {
            Some(article) => words(&article.body, &TextTokens::tokenize(&article.body.text, &article.body.blocks)),
            None => Box::default(),
        })
    }

    /// Returns how many words it has.
    #[must_use]
    pub fn n_words(&self) -> usize {
        self.n_words
    }

    /// Returns whether two texts have the same words in the same order.
    pub(crate) fn has_words_of(&self, other: &Sketch) -> bool {
        self.n_words == other.n_words && self.shingles == other.shingles && self.words() == other.words()
    }

    /// Returns the sampled shingles, in order.
    pub(crate) fn shingles(&self) -> &[Shingle] {
        &self.shingles
    }

    /// Returns how many of the shingles, about, would be in a sample as thin as that of `other`.
    pub(crate) fn n_sampled_as(&self, other: &Sketch) -> usize {
        self.shingles.len().min(self.n_words() * N_SHINGLES / other.n_words().max(1))
    }

    /// Returns how much of this text stands in `other`.
    #[must_use]
    pub fn overlap(&self, other: &Sketch) -> Overlap {
        let (n, n_stretches) = (self.n_words, ((self.n_words + STRETCH / 2) / STRETCH).max(1));
        let mut overlap = Overlap { n_words: small(n), n_stretches: small(n_stretches), ..Overlap::default() };
        if self.words() == other.words() {
            return Overlap { n_shared: small(n), n_found: small(n_stretches), ..overlap };
        }
        let met = self.pairs_in(other);
        let mut places: Vec<Option<u32>> = vec![None; n];
        let mut found: Vec<bool> = vec![false; n];
        for index in 0..n_stretches {
            let (start, end) = (n * index / n_stretches, n * (index + 1) / n_stretches);
            place_words(&met, start, &mut places[start..end]);
            let n_shared = places[start..end].iter().flatten().count();
            overlap.n_shared += small(n_shared);
            if n > 0 && 3 * n_shared >= end - start {
                overlap.n_found += 1;
                found[start..end].fill(true);
            }
        }
        self.count_gaps(other, &places, &found, &mut overlap);
        overlap
    }

    /// Returns for each pair of words its places in `other`; none where it stands too often to say anything.
    fn pairs_in<'other>(&self, other: &'other Sketch) -> Vec<&'other [u16]> {
        let mut met: Vec<&[u16]> = vec![&[]; self.n_words.saturating_sub(1)];
        let mut places = other.by_pair();
        for same in self.by_pair().chunk_by(|a, b| self.pair(*a) == self.pair(*b)) {
            let pair = self.pair(same[0]);
            places = &places[places.iter().take_while(|place| other.pair(**place) < pair).count()..];
            let n = places.iter().take(MAX_PLACES + 1).take_while(|place| other.pair(**place) == pair).count();
            if n <= MAX_PLACES {
                same.iter().for_each(|at| met[usize::from(*at)] = &places[..n]);
            }
        }
        met
    }

    fn by_pair(&self) -> &[u16] {
        self.by_pair.get_or_init(|| {
            let pairs = self.words().windows(2).zip(0_u16..);
            let mut sorted: Vec<(u64, u16)> = pairs.map(|(pair, at)| (pair_of(pair), at)).collect();
            sorted.sort_unstable();
            sorted.into_iter().map(|(_, at)| at).collect()
        })
    }

    fn pair(&self, at: u16) -> u64 {
        pair_of(&self.words()[usize::from(at)..])
    }

    fn count_gaps(&self, other: &Sketch, places: &[Option<u32>], found: &[bool], overlap: &mut Overlap) {
        let mut at = 0;
        while at < places.len() {
            if places[at].is_some() {
                at += 1;
                continue;
            }
            let start = at;
            at += places[start..].iter().take_while(|place| place.is_none()).count();
            let before = start.checked_sub(1).and_then(|before| places[before]);
            let (Some(before), Some(after)) = (before, places.get(at).copied().flatten()) else { continue };
            if !found[start] || !found[at - 1] {
                continue;
            }
            overlap.n_gaps += 1;
            let there = other.words().get(before as usize + 1..after as usize).unwrap_or_default();
            overlap.n_filled_in += u32::from(is_filled_in(&self.words()[start..at], there));
        }
    }
}

/// Returns whether both gaps hold a name or number that the other has not. Words that only changed places are in both.
fn is_filled_in(here: &[u32], there: &[u32]) -> bool {
    let own = |gap: &[u32], other: &[u32]| {
        let is_in = |word: u32| other.iter().any(|other| (other ^ word) & !SPECIFIC == 0);
        gap.iter().any(|word| word & SPECIFIC != 0 && !is_in(*word))
    };
    here.len() <= MAX_GAP && there.len() <= MAX_GAP && own(here, there) && own(there, here)
}

fn pair_of(pair: &[u32]) -> u64 {
    u64::from(pair[0] & !SPECIFIC) << 32 | u64::from(pair[1] & !SPECIFIC)
}

/// Finds for the words of a stretch, which begins at `start`, where they stand in the other text: in pairs, and the pairs
/// of the stretch nearly as far from each other as here. Of several such places that count which holds most words.
/// `met` are the places of all pairs.
fn place_words(met: &[&[u16]], start: usize, stretch: &mut [Option<u32>]) {
    let end = start + stretch.len();
    let mut hits: Vec<(i32, usize)> = Vec::new();
    for (at, places) in met.iter().enumerate().take(end).skip(start.saturating_sub(1)) {
        let here = i32::try_from(at).unwrap_or(0);
        hits.extend(places.iter().map(|place| (i32::from(*place) - here, at)));
    }
    hits.sort_unstable();
    let inside = |at: usize| (at..at + 2).filter(|word| (start..end).contains(word)).map(|word| word - start);
    let mut counts = vec![0_u16; stretch.len()];
    let (mut n, mut oldest) = (0_usize, 0_usize);
    let (mut most, mut best) = (0_usize, 0..0);
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
        if n > most {
            (most, best) = (n, oldest..index + 1);
        }
    }
    for (shift, at) in &hits[best] {
        for word in inside(*at) {
            stretch[word] = u32::try_from(i64::from(*shift) + (start + word) as i64).ok();
        }
    }
}

/// Samples the shingles by the lower half of their own hash, so that every text samples alike and the upper half stays
/// evenly spread.
fn sample(words: &[u32]) -> Box<[Shingle]> {
    let n = words.len();
    let limit = if n <= N_SHINGLES { u64::MAX } else { u64::MAX / n as u64 * N_SHINGLES as u64 };
    let hash = |three: &[u32]| mix(mix(pair_of(&three[..2])) ^ u64::from(three[2] & !SPECIFIC));
    let part = |at: usize| ((at << PART_BITS) / n) as u64;
    let kept = words.windows(3).map(hash).enumerate().filter(|(_, hash)| hash.rotate_left(32) <= limit);
    let mut shingles: Vec<Shingle> =
        kept.map(|(at, hash)| Shingle(hash >> PART_BITS << PART_BITS | part(at))).collect();
    shingles.sort_unstable();
    shingles.dedup_by_key(|shingle| shingle.hash());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;

    fn sketch(text: &str) -> Sketch {
        let file = SourcePath::new("content/articles/a.md");
        Sketch::of(&crate::parse::markdown::parse(&file, text, 0))
    }

    fn likeness(short: &str, long: &str) -> Likeness {
        sketch(short).overlap(&sketch(long)).likeness()
    }

    /// Sentences without two words in common; every third stands for itself in a text.
    fn sentences(name: &str, n: usize) -> Vec<String> {
        (0..n)
            .map(|index| {
                let word = |part: usize| format!("{name}{}", char::from(b'a' + ((index * 7 + part) % 26) as u8));
                let words: Vec<String> =
                    (0..12).map(|part| format!("{}{part}{}", word(part), "x".repeat(index / 26))).collect();
                format!("{}.", words.join(" "))
            })
            .collect()
    }

    #[test]
    fn a_text_cut_by_half_under_another_title_is_a_copy_and_another_text_is_not() {
        let dispatch = sentences("a", 12).join("\n\n");
        assert_eq!(likeness(&format!("# Titre\n\n{}", sentences("a", 6).join("\n\n")), &dispatch), Likeness::Copy);
        assert_eq!(likeness(&sentences("b", 12).join("\n\n"), &dispatch), Likeness::Different);
    }

    #[test]
    fn a_quotation_or_background_of_half_the_text_makes_no_copy() {
        let quoted = sentences("q", 6).join(" ");
        let text = |name: &str| format!("{}\n\n{quoted}", sentences(name, 6).join(" "));
        assert_eq!(likeness(&text("a"), &text("b")), Likeness::Different);
    }

    #[test]
    fn a_form_filled_in_for_another_day_is_no_copy() {
        let results = |stage: &str, place: &str, first: &str, second: &str, third: &str| {
            format!(
                "Après l’étape {stage} les coureurs sont arrivés à {place} sous la pluie et devant une foule nombreuse. Le \
                 vainqueur du jour est {first} et il est suivi de {second} et de {third}. Au classement général le maillot \
                 reste à {second} pour la journée de demain, et le prix du meilleur grimpeur va au jeune {third} qui a passé \
                 tous les cols en tête avec {first} dans sa roue."
            )
        };
        let (one, two) = (
            results("4", "Armel", "Kervel", "Morvan", "Tanguy"),
            results("9", "Lanvoc", "Prigent", "Le Bihan", "Caradec"),
        );
        assert_eq!(likeness(&one, &two), Likeness::FormLetter);
        assert_eq!(likeness(&one, &one), Likeness::Copy);
    }

    #[test]
    fn hostile_texts_are_compared_in_bounded_time() {
        for unit in ["a ", "a b ", "1 A ", "un deux trois "] {
            let (one, two) = (sketch(&unit.repeat(60_000)), sketch(&format!("x {}", unit.repeat(60_000))));
            assert!(one.n_words() <= MAX_WORDS && one.shingles().len() < 20);
            assert_eq!(one.overlap(&one).likeness(), Likeness::Copy);
            // What repeats itself that often says nothing.
            assert_eq!(one.overlap(&two).likeness(), Likeness::Different);
        }
    }
}
