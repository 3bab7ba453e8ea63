//! The texts that names are searched in and the names found in them: the types that the steps of `suggest` share.
//!
//! `name_recognition` makes them with `head_nouns` and `roles`; `forms`, `cluster` and `suggested_entity` read them.

use std::ops::Range;

use super::labels::N_KINDS;
use super::tokenized_text::TokenizedText;
use crate::model::lang::Language;

/// An article as discovery sees it.
#[derive(Clone, Copy, Debug)]
pub struct ArticleText<'a> {
    /// The article's id.
    pub id: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The stretches of it that names may stand in, bytes, in order.
    pub blocks: &'a [Range<usize>],
    /// Its language's rules.
    pub language: Language,
}

/// A name in a text.
#[derive(Clone, Debug)]
pub struct NameOccurrence {
    /// The number of its article.
    pub article: usize,
    /// Its bytes.
    pub bytes: Range<usize>,
    /// Its words, folded.
    pub words: Vec<String>,
    /// Whether it is one word in capitals, or of letters and digits.
    pub is_acronym: bool,
    /// Whether it is one word at a place where a sentence may begin, so that its capital says nothing.
    pub is_sentence_initial: bool,
    /// How much it looks like each kind, summing to one.
    pub kinds: [f32; N_KINDS],
    /// The bytes of what the text calls its bearer, see [`super::roles`].
    pub role: Option<Range<usize>>,
}

impl<'a> ArticleText<'a> {
    /// Cuts it into words.
    #[must_use]
    pub fn tokenize(&self) -> TokenizedText<'a> {
        TokenizedText::new(self.text, self.blocks, self.language)
    }
}

impl NameOccurrence {
    /// Returns the kind that it looks most like.
    #[must_use]
    pub fn kind(&self) -> usize {
        best_kind(&self.kinds)
    }
}

/// Returns the index of the largest share, the first of equals.
#[must_use]
pub fn best_kind(kinds: &[f32; N_KINDS]) -> usize {
    (0..N_KINDS).max_by(|a, b| kinds[*a].total_cmp(&kinds[*b]).then(b.cmp(a))).unwrap_or(0)
}

/// A name among the tokens of a text.
pub(super) struct TaggedName {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Hash of its letters, see [`tokens_hash`].
    pub(super) hash: u64,
    /// Hash of its first word.
    pub(super) first_word_hash: u32,
    /// How much it looks like each kind, summing to one.
    pub(super) kinds: [f32; N_KINDS],
}

impl TaggedName {
    pub(super) fn new(reading: &TokenizedText<'_>, tokens: Range<usize>, kinds: [f32; N_KINDS]) -> Self {
        Self { hash: tokens_hash(reading, &tokens), first_word_hash: reading.words[tokens.start].hash, tokens, kinds }
    }
}

/// Returns a hash of a name that its typography does not change.
pub(super) fn tokens_hash(reading: &TokenizedText<'_>, tokens: &Range<usize>) -> u64 {
    reading.tokens[tokens.clone()]
        .iter()
        .fold(0, |hash: u64, token| (hash.rotate_left(19) ^ token.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}
