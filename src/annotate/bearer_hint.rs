//! What the words right before a name say about its bearer, and which senses of the form they leave.

use crate::model::EntityIx;
use crate::registry::{FormSense, Lexicon};

/// What the words before a name say about its bearer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct BearerHint {
    /// Letters of the initials before the name that belong to it.
    pub initials: String,
    /// Hashes of the first names before the name that belong to it.
    pub first_names: Vec<u64>,
    /// Whether a civility is a woman's.
    pub is_female: Option<bool>,
}

/// Returns whether the first names of a sense's entity begin with these letters.
pub(super) fn sense_has_initials(lexicon: &Lexicon, sense: &FormSense, letters: &str) -> bool {
    lexicon.entity(sense.entity).initials.iter().any(|initials| initials.starts_with(letters))
}

/// Returns whether an entity has all of these first names.
pub(super) fn has_first_names(lexicon: &Lexicon, entity: EntityIx, first_names: &[u64]) -> bool {
    first_names.iter().all(|word| lexicon.entity(entity).given_words.contains(word))
}
