//! A text as the tagger sees it: its tokens and blocks, and for each token everything that does not depend on the
//! tagger.
//!
//! Flow: an article's text -> [`TokenizedText`] -> features -> labels. It knows no weights and no records.

use std::ops::Range;

use super::cues::{self, CueLexicon};
use super::gazetteer_features;
use super::word_clusters::{Clusters, WordClusters};
use crate::annotate::context::is_headline;
use crate::lang::LanguageData;
use crate::text::tokens;
use crate::text::tokens::{Gap, Token};

/// A text cut into words.
pub struct TokenizedText<'a> {
    /// The text; offsets are bytes of it.
    pub text: &'a str,
    /// Its language's rules.
    pub language: &'static LanguageData,
    /// The tokens of all blocks.
    pub tokens: Vec<Token>,
    /// The features of each token.
    pub words: Vec<WordFeatures>,
    /// The blocks as token ranges; no name extends over two of them.
    pub blocks: Vec<Range<usize>>,
}

/// The features of one token, from itself and the text around it.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordFeatures {
    /// Hash of its folded letters.
    pub hash: u32,
    /// Hashes of its last two, three and four letters, with accents.
    pub endings: [u32; 3],
    /// Hash of its first three letters.
    pub beginning: u32,
    /// Its typographic shape, see [`shape`].
    pub shape: u8,
    /// The gap before it, see [`gap`].
    pub gap: u8,
    /// Bit 0: it may begin a sentence. Bit 1: it is capitalised, but the text also has it in small letters. Bit 2: it
    /// may begin a sentence, and the text also has it capitalised within one.
    pub opening: u8,
    /// Whether its block is all in capitals or title case.
    pub is_headline: bool,
    /// Its cues in the language's tables: bits of `cues`.
    pub cues: u32,
    /// Its gazetteer flags: bits of `gazetteer_features`.
    pub gazetteer_flags: u16,
    /// Its word clusters.
    pub clusters: Clusters,
    /// The run of capitals that contains it, as a token range.
    pub run: (u32, u32),
}

/// Shapes of tokens.
pub mod shape {
    /// Small letters.
    pub const SMALL: u8 = 1;
    /// A capital, then small letters.
    pub const CAPITAL: u8 = 2;
    /// Capitals only, two or more.
    pub const CAPITALS: u8 = 3;
    /// One capital letter.
    pub const INITIAL: u8 = 4;
    /// A capital within the word: `McCain`, `iPhone`.
    pub const MIXED: u8 = 5;
    /// Digits only.
    pub const NUMBER: u8 = 6;
    /// A word of letters and digits.
    pub const CODE: u8 = 7;
    /// The number of shapes, including 0 for "no token".
    pub const COUNT: usize = 8;
}

/// Kinds of gaps before a token.
pub mod gap {
    /// Nothing before it: the start of a block.
    pub const START: u8 = 0;
    /// A full stop.
    pub const DOT: u8 = 4;
    /// A comma.
    pub const COMMA: u8 = 6;
    /// A bracket.
    pub const BRACKET: u8 = 7;
    /// The number of kinds.
    pub const COUNT: usize = 9;
}

impl<'a> TokenizedText<'a> {
    /// Splits the blocks of `text`, byte ranges in order, into tokens.
    #[must_use]
    pub fn new(text: &'a str, blocks: &[Range<usize>], language: &'static LanguageData) -> Self {
        let mut all: Vec<Token> = Vec::new();
        let mut ranges = Vec::with_capacity(blocks.len());
        for block in blocks {
            let first = all.len();
            tokens::tokenize(text, block.start, block.end, &mut all);
            if all.len() > first {
                ranges.push(first..all.len());
            }
        }
        let elsewhere = TextCasing::new(&all);
        let cues = cues::cue_lexicon(language);
        let clusters = WordClusters::new(language);
        let mut words = Vec::with_capacity(all.len());
        for range in &ranges {
            let block = &all[range.clone()];
            let headline = is_headline(block);
            let mut end = block[0].start as usize;
            words.extend(block.iter().map(|token| {
                let before = &text[end..token.start as usize];
                end = token.end as usize;
                WordFeatures {
                    is_headline: headline,
                    clusters: clusters.of(token.text(text), token),
                    ..word_features(text, token, before, &elsewhere, cues)
                }
            }));
            let block_words = &mut words[range.clone()];
            mark_abbreviations(block_words);
            mark_runs(block, block_words, range.start);
            gazetteer_features::mark_words(text, block, block_words);
        }
        Self { text, language, tokens: all, words, blocks: ranges }
    }

    /// Returns the byte range of a token range.
    #[must_use]
    pub fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        self.tokens[tokens.start].start as usize..self.tokens[tokens.end - 1].end as usize
    }
}

/// The words that a text has in small letters, and those that it has capitalised within a sentence.
struct TextCasing {
    small: Vec<u64>,
    capital: Vec<u64>,
}

impl TextCasing {
    fn new(tokens: &[Token]) -> Self {
        let sorted = |mut hashes: Vec<u64>| {
            hashes.sort_unstable();
            hashes.dedup();
            hashes
        };
        let hashes = |keep: fn(&&Token) -> bool| tokens.iter().filter(keep).map(|token| token.hash).collect();
        Self {
            small: sorted(hashes(|token| !token.is(Token::CAPITAL))),
            capital: sorted(hashes(|token| token.is(Token::CAPITAL) && !token.is(Token::SENTENCE_START))),
        }
    }
}

fn word_features(text: &str, token: &Token, before: &str, elsewhere: &TextCasing, cues: &CueLexicon) -> WordFeatures {
    let letters = token.text(text);
    let mut endings = [0; 3];
    let mut hash = 0;
    for (index, c) in letters.chars().rev().take(4).enumerate() {
        hash = mix_hashes(hash, c.to_lowercase().next().unwrap_or(c) as u32);
        if index > 0 {
            endings[index - 1] = hash;
        }
    }
    let beginning = letters.chars().take(3).fold(7, |hash, c| mix_hashes(hash, c as u32));
    let is_capital = token.is(Token::CAPITAL);
    let known = |list: &[u64]| is_capital && list.binary_search(&token.hash).is_ok();
    let opening = u8::from(token.is(Token::SENTENCE_START))
        | u8::from(known(&elsewhere.small)) << 1
        | u8::from(token.is(Token::SENTENCE_START) && known(&elsewhere.capital)) << 2;
    WordFeatures {
        #[expect(clippy::cast_possible_truncation, reason = "a hash")]
        hash: (token.hash ^ (token.hash >> 32)) as u32,
        endings,
        beginning,
        shape: shape_of(letters, token),
        gap: gap_of(token.gap, before),
        opening,
        cues: cues.bits_of(token.hash),
        ..WordFeatures::default()
    }
}

fn shape_of(letters: &str, token: &Token) -> u8 {
    let has_digit = letters.bytes().any(|byte| byte.is_ascii_digit());
    if has_digit {
        return if letters.bytes().all(|byte| byte.is_ascii_digit()) { shape::NUMBER } else { shape::CODE };
    }
    if token.is(Token::ALL_CAPITALS) {
        return shape::CAPITALS;
    }
    let inner = letters.chars().skip(1).any(char::is_uppercase);
    match (token.is(Token::CAPITAL), inner) {
        (_, true) => shape::MIXED,
        (true, false) if letters.chars().nth(1).is_none() => shape::INITIAL,
        (true, false) => shape::CAPITAL,
        (false, false) => shape::SMALL,
    }
}

/// Returns the kind of a gap; `before` is its text.
fn gap_of(gap: Gap, before: &str) -> u8 {
    match gap {
        Gap::Start => 0,
        Gap::Space => 1,
        Gap::Hyphen => 2,
        Gap::Apostrophe => 3,
        Gap::Dot => gap::DOT,
        Gap::DotHyphen => 5,
        Gap::Other(_) if before.contains(['(', ')', '[', ']']) => gap::BRACKET,
        Gap::Other(_) if before.contains([',', ';']) => gap::COMMA,
        Gap::Other(_) => 8,
    }
}

/// Leaves the cue of abbreviations to those before a full stop. The stop of a title ends no sentence: `Mr. Adams`.
fn mark_abbreviations(words: &mut [WordFeatures]) {
    for index in 0..words.len() {
        if words[index].cues & cues::ABBREVIATION == 0 {
            continue;
        }
        let is_title = words[index].cues & cues::TITLE != 0;
        match words.get_mut(index + 1).filter(|next| next.gap == gap::DOT) {
            Some(next) if is_title => next.opening &= !(1 | 4),
            Some(_) => {}
            None => words[index].cues &= !cues::ABBREVIATION,
        }
    }
}

/// Marks the runs of capitals: adjacent capitalised words as in `Kim Jong-un` and `J.-P. Dupont`. An elided article or
/// a preposition ends a run.
fn mark_runs(tokens: &[Token], words: &mut [WordFeatures], offset: usize) {
    let joins = |index: usize| matches!(tokens[index].gap, Gap::Space | Gap::Hyphen | Gap::Dot | Gap::DotHyphen);
    let counts = |word: &WordFeatures| matches!(word.shape, 2..=5 | 7);
    let mut start = 0;
    while start < tokens.len() {
        if !counts(&words[start]) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        // A small word after a hyphen continues the run: `Jong-un`.
        while end < tokens.len()
            && joins(end)
            && (counts(&words[end]) || tokens[end].gap == Gap::Hyphen)
            && (tokens[end].gap != Gap::Dot
                || words[end - 1].shape == shape::INITIAL
                || words[end - 1].cues & cues::ABBREVIATION != 0 && words[end - 1].cues & cues::TITLE != 0)
        {
            end += 1;
        }
        #[expect(clippy::cast_possible_truncation, reason = "a text has less than 2^32 words")]
        let run = ((offset + start) as u32, (offset + end) as u32);
        words[start..end].iter_mut().for_each(|word| word.run = run);
        start = end;
    }
}

/// Mixes two numbers into one. Good enough for features, in which collisions are rare and harmless.
#[must_use]
pub fn mix_hashes(a: u32, b: u32) -> u32 {
    let mut hash = u64::from(a).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ u64::from(b).wrapping_add(0x6a09_e667_f3bc_c909);
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    (hash >> 32) as u32
}
