//! Two lexicons -> what differs between them, and which texts it affects: only these are annotated again.
//!
//! What is found in a text depends on the forms whose words are all in the text, and on the ids that the text names. If
//! two lexicons agree on these, they find the same in that text, however much else differs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::lexicon::Lexicon;
use super::surface_form::SurfaceForm;
use crate::base::Key;
use crate::model::Id;
use crate::text::tokens::{self, Token};

/// The part of a lexicon that a text can depend on.
#[derive(Debug, Default)]
pub struct TextFootprint {
    /// Numbers of its words, sorted and without duplicates.
    words: Box<[u32]>,
    /// The letters that may be initials before a name, as a set.
    initials: u64,
    /// The ids that it names by `[[id]]` or `as:`.
    ids: Box<[Id]>,
}

impl TextFootprint {
    /// Makes the footprint of texts with their tokens and of the ids that they name.
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

/// A word as a number: half of its hash. Two words with one number count as the same word; then a text may be annotated
/// again without need, which costs time and changes nothing.
fn number(token: &Token) -> u32 {
    u32::try_from(token.hash >> 32).unwrap_or(u32::MAX)
}

/// A set with the folded first letter of a text. Two letters may share a bit.
fn letter(text: &str) -> u64 {
    tokens::fold(text).chars().next().map_or(0, |c| 1 << (u32::from(c) % 64))
}

/// What differs between two lexicons.
#[derive(Debug)]
pub struct LexiconDiff {
    /// The words of each form that only one lexicon has, or that has other senses in the other one, with [`ALWAYS`].
    /// Also the words of each form of an entity whose initials differ, with those initials: they matter only in a text
    /// that has one of them before a name.
    forms: Vec<(Vec<u32>, u64)>,
    /// The ids that lead to another entity, or to none.
    ids: BTreeSet<Id>,
}

/// Marks a form that differs whatever precedes it.
const ALWAYS: u64 = u64::MAX;
/// With more forms than this, looking for each of them in every text costs more than annotating the texts.
const MAX_FORMS: usize = 400;

impl LexiconDiff {
    /// Compares two lexicons.
    #[must_use]
    pub fn between(old: &Lexicon, new: &Lexicon) -> Self {
        let mut forms = Vec::new();
        for (one, other) in [(old, new), (new, old)] {
            let known: BTreeSet<Key> = other.form_fingerprints().iter().copied().collect();
            let missing = one.form_fingerprints().iter().zip(&one.forms).filter(|(key, _)| !known.contains(key));
            forms.extend(missing.map(|(_, form)| (words(form), ALWAYS)));
        }
        let initials = initials(old, new);
        if !initials.is_empty() {
            let letters = |form: &SurfaceForm| {
                let ids = form.senses.iter().map(|sense| &new.entity(sense.entity).id);
                ids.filter_map(|id| initials.get(id)).fold(0, |all, letters| all | letters)
            };
            let affected = new.forms.iter().map(|form| (form, letters(form))).filter(|(_, letters)| *letters != 0);
            forms.extend(affected.map(|(form, letters)| (words(form), letters)));
        }
        let ids =
            [(old, new), (new, old)].into_iter().flat_map(|(one, other)| one.ids_resolving_otherwise(other)).collect();
        Self { forms, ids }
    }

    /// Returns whether the difference can change what is found in a text.
    #[must_use]
    pub fn affects(&self, footprint: &TextFootprint) -> bool {
        if self.forms.len() > MAX_FORMS || footprint.ids.iter().any(|id| self.ids.contains(id)) {
            return true;
        }
        let in_text = |word: &u32| footprint.words.binary_search(word).is_ok();
        self.forms.iter().any(|(words, letters)| {
            (*letters == ALWAYS || letters & footprint.initials != 0) && words.iter().all(in_text)
        })
    }

    /// Returns whether an id leads to another entity, or to none.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        Id::parse(id).is_ok_and(|id| self.ids.contains(&id))
    }
}

/// Returns, for each entity of both lexicons whose initials differ, the first letters of those that only one has.
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
