//! The texts that names are searched in and the names found in them: the types that the steps of `suggest` share.
//!
//! `name_recognition` makes them with `head_nouns` and `roles`; `forms`, `cluster` and `suggested_entity` read them.

use std::ops::Range;

use super::labels::N_KINDS;
use super::tokenized_text::TokenizedText;
use crate::lang::LanguageData;
use crate::parse::ProposedMention;

/// An article, as input of the name recognition.
#[derive(Clone, Copy, Debug)]
pub struct ArticleText<'a> {
    /// The article's id.
    pub id: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The byte ranges in which names may occur, in order.
    pub blocks: &'a [Range<usize>],
    /// Its language's rules.
    pub language: &'static LanguageData,
}

/// An occurrence of a name in a text.
#[derive(Clone, Debug)]
pub struct NameOccurrence {
    /// The index of its article.
    pub article: usize,
    /// Its byte range.
    pub bytes: Range<usize>,
    /// Its words, folded.
    pub words: Vec<String>,
    /// Whether it is an acronym: one word in capitals, or of letters and digits.
    pub is_acronym: bool,
    /// Whether it is one word that may begin a sentence, so that its capital is no evidence of a name.
    pub is_sentence_initial: bool,
    /// The probability of each kind.
    pub kinds: [f32; N_KINDS],
    /// The bytes of the role that the text gives a person with this name, see [`super::roles`].
    pub role: Option<Range<usize>>,
}

/// A name that somebody else marked in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedName {
    /// The index of the article.
    pub article: usize,
    /// Its byte range.
    pub bytes: Range<usize>,
    /// Its kind as they say; empty if they do not.
    pub kind: String,
    /// Who they are.
    pub by: String,
}

impl ProposedName {
    /// Makes it of a proposed mention at its place: the index of the article, and the byte range.
    #[must_use]
    pub(crate) fn at(article: usize, bytes: Range<usize>, proposed: &ProposedMention) -> Self {
        Self { article, bytes, kind: proposed.kind.clone(), by: proposed.by.clone() }
    }
}

/// Who proposed a suggested entity, and as what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameProposer {
    /// Who.
    pub by: String,
    /// The kind as they say; empty if they do not.
    pub kind: String,
}

impl<'a> ArticleText<'a> {
    /// Splits the text into tokens.
    #[must_use]
    pub fn tokenize(&self) -> TokenizedText<'a> {
        TokenizedText::new(self.text, self.blocks, self.language)
    }
}

impl NameOccurrence {
    /// Returns its most probable kind.
    #[must_use]
    pub fn kind(&self) -> usize {
        best_kind(&self.kinds)
    }
}

/// Returns the index of the largest value, the first of equals.
#[must_use]
pub(crate) fn best_kind(kinds: &[f32; N_KINDS]) -> usize {
    (0..N_KINDS).max_by(|a, b| kinds[*a].total_cmp(&kinds[*b]).then(b.cmp(a))).unwrap_or(0)
}

/// A name, as a range of tokens.
pub(super) struct TaggedName {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The hash of its words, see [`tokens_hash`].
    pub(super) hash: u64,
    /// The hash of its first word.
    pub(super) first_word_hash: u32,
    /// The probability of each kind.
    pub(super) kinds: [f32; N_KINDS],
}

impl TaggedName {
    pub(super) fn new(reading: &TokenizedText<'_>, tokens: Range<usize>, kinds: [f32; N_KINDS]) -> Self {
        Self { hash: tokens_hash(reading, &tokens), first_word_hash: reading.words[tokens.start].hash, tokens, kinds }
    }
}

/// Returns a hash of a name that is independent of its typography.
pub(super) fn tokens_hash(reading: &TokenizedText<'_>, tokens: &Range<usize>) -> u64 {
    reading.tokens[tokens.clone()]
        .iter()
        .fold(0, |hash: u64, token| (hash.rotate_left(19) ^ token.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}
