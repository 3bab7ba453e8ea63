//! What the words right before a name say about its bearer, and which senses of the form they leave.

use crate::model::{Edtf, EntityIx};
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
    /// Whether a participle behind a bare family name agrees with a woman.
    pub agrees_with_female: Option<bool>,
    /// Whether a bare family name is one of several known ones in an enumeration.
    pub is_enumerated: bool,
    /// Hashes of the words of an apposition, its noun first: `maire de Valmire` of `le maire de Valmire, Jean Morel`. Read only of
    /// full names that several records have, and of bare family names.
    pub apposition: Vec<u64>,
    /// Whether a preposition of place or an article precedes the name, so that it is hardly a person's.
    pub is_located: bool,
}

/// Returns whether one of an entity's roles on a date is what an apposition says: the same noun, and no name of a place or body that
/// the role lacks.
pub(super) fn has_role(lexicon: &Lexicon, entity: EntityIx, apposition: &[u64], date: Option<Edtf>) -> bool {
    lexicon.entity(entity).roles.iter().any(|role| {
        let covers = |from: Option<Edtf>, to: Option<Edtf>| match date {
            Some(date) => {
                from.is_none_or(|from| from.earliest() <= date.earliest())
                    && to.is_none_or(|to| to.latest() >= date.latest())
            }
            None => from.is_none() && to.is_none(),
        };
        // A role without a place is that of the only place that matters to the dossier.
        role.words.first() == apposition.first()
            && covers(role.from, role.to)
            && (role.words.len() == 1 || apposition.iter().all(|word| role.words.contains(word)))
    })
}

/// Returns whether the first names of a sense's entity begin with these letters.
pub(super) fn sense_has_initials(lexicon: &Lexicon, sense: &FormSense, letters: &str) -> bool {
    lexicon.entity(sense.entity).initials.iter().any(|initials| initials.starts_with(letters))
}

/// Returns whether an entity has all of these first names.
pub(super) fn has_first_names(lexicon: &Lexicon, entity: EntityIx, first_names: &[u64]) -> bool {
    first_names.iter().all(|word| lexicon.entity(entity).given_words.contains(word))
}
