//! One article -> [`Sketch`]: its words as numbers, so that two texts can be compared without their letters.
//!
//! Made from the published text alone: an article published as an excerpt has the sketch of its excerpt.
//! Translations share no words, so they are not found; nor are copies in scripts without spaces, where a whole sentence
//! counts as one word.

use std::sync::{Arc, OnceLock};

use crate::parse::text_tokens::TextTokens;
use crate::parse::{Article, BlockKind, Body};
use crate::text::tokens::Token;

/// The words of an article in order, without its headline: papers give one dispatch different titles.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    n_words: usize,
    /// For each word 31 bits of the hash of its folded letters, and [`SPECIFIC`]. Computed when an article is first
    /// compared: most never are, and the words of all articles would be a tenth of what a build holds.
    words: OnceLock<Box<[u32]>>,
    /// The article that the words are computed from.
    article: Option<Arc<Article>>,
    /// Sequences of three words, sampled in long texts; sorted and distinct.
    shingles: Box<[Shingle]>,
    /// Positions of the pairs of words, sorted by pair. Computed when the text is first compared; most never are.
    by_pair: OnceLock<Box<[u16]>>,
}

/// Three consecutive words: their hash, and in the lowest bits the first of 32 equal parts of the text that contains them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Shingle(u64);

/// Number of bits of a shingle for the part of the text.
pub(crate) const PART_BITS: u32 = 5;

impl Shingle {
    /// Returns the hash, with the lowest bits cleared.
    pub(crate) fn hash(self) -> u64 {
        self.0 >> PART_BITS << PART_BITS
    }

    /// Returns the part of the text, below 32.
    #[expect(clippy::cast_possible_truncation, reason = "five bits")]
    pub(crate) fn part(self) -> u32 {
        self.0 as u32 & ((1 << PART_BITS) - 1)
    }
}

/// Set for a word that is a number, or capitalised within a sentence: such words are filled in in form letters.
const SPECIFIC: u32 = 1 << 31;
/// Maximum number of words of a sketch: forty pages. The rest is not needed to recognise a dispatch.
const MAX_WORDS: usize = 20_000;
/// Approximate maximum number of shingles of a text: all of a short one, every second of one twice as long. A shingle
/// that is kept in a long text is kept in a short one too, so samples of different density can be compared. Measured
/// (tests/copies.py, with the rule of candidate_pairs.rs): with 256, the same copies are found, except four in six
/// hundred that were both cut and changed by 35 %.
const N_SHINGLES: usize = 96;
/// Words of a stretch, the unit that is compared. Measured (tests/copies.py): with 24, chance decides too much; with 40,
/// notices have one stretch only.
const STRETCH: usize = 32;
/// Maximum shift by insertions and cuts within a stretch.
const DRIFT: i32 = 8;
/// Maximum number of positions of one pair of words; a pair that occurs more often is ignored.
const MAX_PLACES: usize = 16;
/// A shorter text is a headline or a caption.
const MIN_WORDS: u64 = 20;

/// Maximum length of a gap that is compared with the gap in the other text; a longer one is another passage.
const MAX_GAP: usize = 12;

/// How much of one text is in another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// Words of the text.
    pub n_words: u32,
    /// Words that are also in the other text, in the same pairs and near the same words.
    pub n_shared: u32,
    /// Number of stretches of about 32 words.
    n_stretches: u32,
    /// Number of stretches of which at least a third is shared.
    n_found: u32,
    /// Number of gaps between shared words in these.
    n_gaps: u32,
    /// Number of gaps with a name or number here and a different one there.
    n_filled_in: u32,
}

/// The relation of one text to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// A copy, whole or cut.
    Copy,
    /// The same form letter, filled in for another occasion: certainly not a copy.
    FormLetter,
    /// A different text.
    Different,
}

impl Overlap {
    /// Returns the relation of the text to the other.
    ///
    /// It is a copy, of the whole or of a part, under three conditions, each chosen on 964 press notices with planted
    /// variants (tests/copies.py measures them):
    /// - 65 % of its stretches are in the other. Not 50 %: two articles that share a long quotation or the same
    ///   paragraphs of background are different articles, even if these make half of one.
    /// - 38 % of its words are shared, more if it has few: with a third of its words changed at random a text keeps
    ///   57 % of them in pairs, while unlike texts on one affair share less than 30 %.
    /// - It is not a form letter.
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

    /// Returns the number of shared words per thousand.
    #[must_use]
    pub fn per_mille(&self) -> u32 {
        self.n_shared * 1000 / self.n_words.max(1)
    }

    /// The results of stage 10 and of stage 11 are the same word for word, except for names and numbers: these are 60 to
    /// 100 % of the gaps. If words were changed at random, they are 5 to 15 %.
    fn is_form_letter(&self) -> bool {
        self.n_filled_in >= 3 && 100 * u64::from(self.n_filled_in) >= 45 * u64::from(self.n_gaps)
    }
}

/// Splits the published text into the words of a sketch.
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
    /// Makes the sketch of a published text.
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

    /// Returns the number of shingles.
    #[must_use]
    pub(crate) fn n_shingles(&self) -> usize {
        self.shingles.len()
    }

    /// Returns the number of words.
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

    /// Returns about how many of the shingles would be in a sample as sparse as that of `other`.
    pub(crate) fn n_sampled_as(&self, other: &Sketch) -> usize {
        self.shingles.len().min(self.n_words() * N_SHINGLES / other.n_words().max(1))
    }

    /// Returns how much of this text is in `other`.
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

    /// Returns the positions of each pair of words in `other`; none if the pair is too frequent to be significant.
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

/// Returns whether each gap has a name or number that the other lacks. Words that were only moved are in both.
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

/// Finds the positions in the other text of the words of a stretch, which begins at `start`. Words match in pairs, and the
/// pairs must have nearly the same distances as here. Of several matches the one with most words is used. `met` are the
/// positions of all pairs.
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

/// Samples the shingles by the lower half of their hash, so that all texts are sampled alike and the upper half stays
/// uniformly distributed.
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

/// Mixes the bits of a hash (the finaliser of MurmurHash3).
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

    /// Sentences without two words in common.
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
            // Sequences that repeat too often are ignored.
            assert_eq!(one.overlap(&two).likeness(), Likeness::Different);
        }
    }
}
