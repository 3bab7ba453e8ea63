//! Two lexicons -> what differs between them, and whether a text can see it: only then is it annotated again.
//!
//! What is found in a text follows from the forms all of whose words stand in it and from the ids that it names itself.
//! Where two lexicons agree on these, they find the same, however much else they differ in.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::lexicon::{Form, Lexicon};
use super::tokens::{self, Token};
use crate::base::{Key, KeyBuilder};
use crate::model::Id;

/// What of a lexicon a text can see.
#[derive(Debug, Default)]
pub struct Sight {
    /// Its words, in order of number, each once.
    words: Box<[u32]>,
    /// The ids that it names: `[[id]]`, `as:`.
    ids: Box<[Id]>,
}

impl Sight {
    /// Makes the sight of a text's tokens and of the ids that it names.
    #[must_use]
    pub fn new<'a>(list: impl IntoIterator<Item = &'a Token>, ids: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words: Vec<u32> = list.into_iter().map(number).collect();
        words.sort_unstable();
        words.dedup();
        let ids: BTreeSet<Id> = ids.into_iter().filter_map(|id| Id::parse(id).ok()).collect();
        Self { words: words.into_boxed_slice(), ids: ids.into_iter().collect() }
    }
}

/// A word as a number: half of its hash. Words that share one are taken for the same, which costs time, never truth.
fn number(token: &Token) -> u32 {
    u32::try_from(token.hash >> 32).unwrap_or(u32::MAX)
}

/// What differs between two lexicons.
#[derive(Debug)]
pub struct Difference {
    /// The words of each form that one has and the other has not, or not with the same bearers.
    forms: Vec<Vec<u32>>,
    /// The ids that lead elsewhere.
    ids: BTreeSet<Id>,
}

/// With more forms than this, looking through every text for each costs more than annotating it.
const MAX_FORMS: usize = 400;

impl Difference {
    /// Compares two lexicons.
    #[must_use]
    pub fn between(old: &Lexicon, new: &Lexicon) -> Self {
        let mut forms = Vec::new();
        for (one, other) in [(old, new), (new, old)] {
            let known: BTreeSet<Key> = other.faces().iter().copied().collect();
            let lacking = one.faces().iter().zip(&one.forms).filter(|(face, _)| !known.contains(face));
            forms.extend(lacking.map(|(_, form)| words(form)));
        }
        let ids = [(old, new), (new, old)].into_iter().flat_map(|(one, other)| one.ids_unlike(other)).collect();
        Self { forms, ids }
    }

    /// Tells whether a text can see it.
    #[must_use]
    pub fn is_seen_by(&self, sight: &Sight) -> bool {
        if self.forms.len() > MAX_FORMS || sight.ids.iter().any(|id| self.ids.contains(id)) {
            return true;
        }
        self.forms.iter().any(|words| words.iter().all(|word| sight.words.binary_search(word).is_ok()))
    }

    /// Tells whether an id leads elsewhere.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        Id::parse(id).is_ok_and(|id| self.ids.contains(&id))
    }
}

fn words(form: &Form) -> Vec<u32> {
    let mut list = Vec::new();
    tokens::tokenize(&form.text, 0, form.text.len(), &mut list);
    list.iter().map(number).collect()
}

/// Returns the key of each form with all that matching may learn from it.
pub(super) fn faces(lexicon: &Lexicon) -> Vec<Key> {
    let face = |form: &Form| {
        let mut key = KeyBuilder::new("form");
        key.text(&form.text);
        for (letters, shape) in form.spelling.words() {
            key.text(letters).number(u64::from(shape));
        }
        for bearer in &form.bearers {
            let named = &lexicon.entities[bearer.entity as usize];
            key.text(named.id.as_str()).text(&named.kind).number(u64::from(named.personal));
            key.number(u64::from(named.withheld)).debug(&(&named.initials, &bearer.strength));
        }
        key.finish()
    };
    lexicon.forms.par_iter().map(face).collect()
}
