//! Two lexicons -> what differs between them, and whether a text can see it: only then is it annotated again.
//!
//! What is found in a text follows from the forms all of whose words stand in it and from the ids that it names itself.
//! Where two lexicons agree on these, they find the same, however much else they differ in.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::lexicon::{Lexicon, SurfaceForm};
use crate::base::{Key, KeyBuilder};
use crate::model::Id;
use crate::text::tokens;
use crate::text::tokens::Token;

/// What of a lexicon a text can see.
#[derive(Debug, Default)]
pub struct TextFootprint {
    /// Its words, in order of number, each once.
    words: Box<[u32]>,
    /// The letters that may be initials before a name, as a set.
    initials: u64,
    /// The ids that it names: `[[id]]`, `as:`.
    ids: Box<[Id]>,
}

impl TextFootprint {
    /// Makes the sight of texts with their tokens, and of the ids that they name.
    #[must_use]
    pub fn new<'a>(texts: &[(&str, &[Token])], ids: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words: Vec<u32> = texts.iter().flat_map(|(_, list)| list.iter().map(number)).collect();
        words.sort_unstable();
        let mut initials = 0;
        for (text, list) in texts {
            let pairs = list.windows(2).filter(|pair| pair[0].is(Token::CAPITAL) && pair[1].gap.is_after_initial());
            pairs.for_each(|pair| initials |= letter(pair[0].text(text)));
        }
        words.dedup();
        let ids: BTreeSet<Id> = ids.into_iter().filter_map(|id| Id::parse(id).ok()).collect();
        Self { words: words.into_boxed_slice(), initials, ids: ids.into_iter().collect() }
    }
}

/// A word as a number: half of its hash. Words that share one are taken for the same, which costs time, never truth.
fn number(token: &Token) -> u32 {
    u32::try_from(token.hash >> 32).unwrap_or(u32::MAX)
}

/// The set of the first letter of a text alone, folded; two letters in a million may be taken for one.
fn letter(text: &str) -> u64 {
    tokens::fold(text).chars().next().map_or(0, |c| 1 << (u32::from(c) % 64))
}

/// What differs between two lexicons.
#[derive(Debug)]
pub struct LexiconDiff {
    /// The words of each form that one has and the other has not, or not with the same bearers; and of each form of a
    /// bearer whose initials differ, with the letters that do, which count only where they stand before it.
    forms: Vec<(Vec<u32>, u64)>,
    /// The ids that lead elsewhere.
    ids: BTreeSet<Id>,
}

/// Marks a form that differs whatever stands before it.
const ALWAYS: u64 = u64::MAX;
/// With more forms than this, looking through every text for each costs more than annotating it.
const MAX_FORMS: usize = 400;

impl LexiconDiff {
    /// Compares two lexicons.
    #[must_use]
    pub fn between(old: &Lexicon, new: &Lexicon) -> Self {
        let mut forms = Vec::new();
        for (one, other) in [(old, new), (new, old)] {
            let known: BTreeSet<Key> = other.form_fingerprints().iter().copied().collect();
            let lacking = one.form_fingerprints().iter().zip(&one.forms).filter(|(face, _)| !known.contains(face));
            forms.extend(lacking.map(|(_, form)| (words(form), ALWAYS)));
        }
        let initials = initials(old, new);
        if !initials.is_empty() {
            let letters = |form: &SurfaceForm| {
                let bearers = form.senses.iter().map(|bearer| &new.entities[bearer.entity as usize].id);
                bearers.filter_map(|id| initials.get(id)).fold(0, |all, letters| all | letters)
            };
            let borne = new.forms.iter().map(|form| (form, letters(form))).filter(|(_, letters)| *letters != 0);
            forms.extend(borne.map(|(form, letters)| (words(form), letters)));
        }
        let ids =
            [(old, new), (new, old)].into_iter().flat_map(|(one, other)| one.ids_resolving_otherwise(other)).collect();
        Self { forms, ids }
    }

    /// Tells whether a text can see it.
    #[must_use]
    pub fn affects(&self, footprint: &TextFootprint) -> bool {
        if self.forms.len() > MAX_FORMS || footprint.ids.iter().any(|id| self.ids.contains(id)) {
            return true;
        }
        let stands = |word: &u32| footprint.words.binary_search(word).is_ok();
        self.forms.iter().any(|(words, letters)| {
            (*letters == ALWAYS || letters & footprint.initials != 0) && words.iter().all(stands)
        })
    }

    /// Tells whether an id leads elsewhere.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        Id::parse(id).is_ok_and(|id| self.ids.contains(&id))
    }
}

/// Returns, for each entity of both whose initials are others, the first letters of those that one of the two lacks.
fn initials<'a>(old: &'a Lexicon, new: &'a Lexicon) -> BTreeMap<&'a Id, u64> {
    let known: HashMap<&Id, &Vec<String>> = old.entities.iter().map(|named| (&named.id, &named.initials)).collect();
    let pairs = new.entities.iter().filter_map(|named| Some((&named.id, *known.get(&named.id)?, &named.initials)));
    let lacking = |one: &[String], other: &[String]| {
        one.iter().filter(|initials| !other.contains(initials)).fold(0, |all, initials| all | letter(initials))
    };
    let changed = pairs.map(|(id, old, new)| (id, lacking(old, new) | lacking(new, old)));
    changed.filter(|(_, letters)| *letters != 0).collect()
}

fn words(form: &SurfaceForm) -> Vec<u32> {
    let mut list = Vec::new();
    tokens::tokenize(&form.text, 0, form.text.len(), &mut list);
    list.iter().map(number).collect()
}

/// Returns the key of each form with all that matching may learn from it.
pub(super) fn form_fingerprints(lexicon: &Lexicon) -> Vec<Key> {
    let face = |form: &SurfaceForm| {
        let mut key = KeyBuilder::new("form");
        key.text(&form.text);
        for (letters, shape) in form.folded_form.words() {
            key.text(letters).number(u64::from(shape));
        }
        for bearer in &form.senses {
            let named = &lexicon.entities[bearer.entity as usize];
            key.text(named.id.as_str()).debug(&named.behaves_as).number(u64::from(named.personal));
            key.number(u64::from(named.withheld)).debug(&bearer.strength);
        }
        key.finish()
    };
    lexicon.forms.par_iter().map(face).collect()
}
