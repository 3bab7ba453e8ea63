//! Decides which entity a form means in one article: the form's senses, the article's date and the entities present in
//! it -> a `Disambiguation`.
//!
//! This runs once for each form of an article, however often the form occurs: thousands of entities may have one name,
//! and an article may use it thousands of times. All mentions of the form share the list of candidates, which is cut to
//! the first of them.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::annotations::{Doubt, LinkReason};
use super::name_scanner::{role_covers, sense_has_initials};
use crate::base::FxHashMap;
use crate::model::{Edtf, EntityIx, Id};
use crate::registry::{FormIndex, FormSense, Lexicon, SensesByStrength};

/// The longest list of candidates for one name.
pub(crate) const MAX_CANDIDATES: usize = 20;

/// Up to this many senses of a form, candidates are counted exactly.
const MAX_COUNTED: usize = 1_000;

/// The entity that a form means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DisambiguationVerdict {
    /// This one.
    Certain(EntityIx, LinkReason),
    /// One of several, or perhaps none.
    Doubtful(Doubt),
    /// None: no one held the role on the article's date.
    Nobody,
}

/// The result for a form in one article.
#[derive(Debug)]
pub(super) struct Disambiguation {
    /// The entity that it means if the withheld records are left out.
    pub verdict: DisambiguationVerdict,
    /// The entity that it means with the withheld records; `None` if none of them has the form.
    pub with_withheld: Option<DisambiguationVerdict>,
    /// The published entities that may be meant, in order of id, up to [`MAX_CANDIDATES`].
    pub candidates: Arc<[Id]>,
    /// How many more may be meant.
    pub n_more: usize,
}

/// Disambiguates the forms of one article.
pub(super) struct Disambiguator<'a> {
    lexicon: &'a Lexicon,
    date: Option<Edtf>,
    present: &'a BTreeSet<EntityIx>,
    all_present: Option<&'a BTreeSet<EntityIx>>,
    published_end: EntityIx,
    /// By form and the initials before it.
    cache: FxHashMap<FormIndex, HashMap<String, Disambiguation>>,
}

impl<'a> Disambiguator<'a> {
    /// Takes the article's date and the entities that a strong form names in it: `present` without the withheld ones,
    /// `all_present` with them.
    pub(super) fn new(
        lexicon: &'a Lexicon,
        date: Option<Edtf>,
        present: &'a BTreeSet<EntityIx>,
        all_present: Option<&'a BTreeSet<EntityIx>>,
    ) -> Self {
        Self {
            lexicon,
            date,
            present,
            all_present,
            published_end: lexicon.published_end(),
            cache: FxHashMap::default(),
        }
    }

    /// Disambiguates a form after initials, which may be empty.
    pub(super) fn disambiguate(&mut self, form: FormIndex, initials: &str) -> &Disambiguation {
        let Self { lexicon, date, present, all_present, published_end, cache } = self;
        cache.entry(form).or_default().entry(initials.to_owned()).or_insert_with(|| {
            let form = lexicon.form(form);
            let decide = |senses: SensesByStrength<'_>| {
                let published = senses.before_entity(*published_end);
                let (candidates, n_more) = candidates(published, *date);
                let id = |entity: EntityIx| lexicon.entity(entity).id.clone();
                let all_present = all_present.filter(|_| senses.len() > published.len());
                Disambiguation {
                    verdict: verdict(published, *date, present, *published_end),
                    with_withheld: all_present.map(|present| verdict(senses, *date, present, lexicon.end())),
                    candidates: candidates.into_iter().map(id).collect(),
                    n_more,
                }
            };
            if initials.is_empty() {
                return decide(form.senses_by_strength());
            }
            let fits = |sense: &&FormSense| sense_has_initials(lexicon, sense, initials);
            let senses: Vec<FormSense> = form.senses.iter().filter(fits).cloned().collect();
            decide(SensesByStrength::new(&senses))
        })
    }
}

/// Returns the first candidates, and how many more there are. For more than [`MAX_COUNTED`] senses this is the number
/// of senses, whether or not their roles were over; otherwise each article would have to look at all of them.
fn candidates(senses: SensesByStrength<'_>, date: Option<Edtf>) -> (Vec<EntityIx>, usize) {
    // Each list is in order of entity, and published entities are in order of id.
    let is_counted = senses.len() <= MAX_COUNTED;
    let most = if is_counted { MAX_COUNTED } else { MAX_CANDIDATES };
    let lists = [senses.strong, senses.weak, senses.roles];
    let first = |list: &&'_ [FormSense]| -> Vec<EntityIx> {
        let mut list: Vec<EntityIx> = list
            .iter()
            .filter(|sense| role_covers(sense, date) != Some(false))
            .map(|sense| sense.entity)
            .take(most)
            .collect();
        list.dedup();
        list
    };
    let mut all: Vec<EntityIx> = lists.iter().flat_map(first).collect();
    all.sort_unstable();
    all.dedup();
    let n = if is_counted { all.len() } else { senses.len() };
    all.truncate(MAX_CANDIDATES);
    let n_more = n.saturating_sub(all.len());
    (all, n_more)
}

/// Decides which entity a form means in an article of a date. `present` are the entities that a strong form names in
/// the article; only those before `end` count.
fn verdict(
    senses: SensesByStrength<'_>,
    date: Option<Edtf>,
    present: &BTreeSet<EntityIx>,
    end: EntityIx,
) -> DisambiguationVerdict {
    let strong = match senses.strong {
        [] => None,
        [only] => Some(only.entity),
        _ => return DisambiguationVerdict::Doubtful(Doubt::SharedForm),
    };
    // Look up the shorter list in the longer one: an article may name thousands of entities, and thousands may share a
    // form.
    let weak_here: Vec<EntityIx> = if senses.weak.len() <= present.len() {
        let weak = senses.weak.iter().map(|sense| sense.entity);
        weak.filter(|entity| present.contains(entity)).take(3).collect()
    } else {
        let has_weak_form = |entity: &EntityIx| senses.weak.binary_search_by_key(entity, |sense| sense.entity).is_ok();
        present.range(..end).copied().filter(has_weak_form).take(3).collect()
    };
    let mut weak_here = weak_here.into_iter().filter(|entity| Some(*entity) != strong);
    if let Some(entity) = strong {
        return match weak_here.next() {
            None => DisambiguationVerdict::Certain(entity, LinkReason::Strong),
            Some(_) => DisambiguationVerdict::Doubtful(Doubt::OtherBearerPresent),
        };
    }
    match (senses.weak, weak_here.next(), weak_here.next()) {
        ([], _, _) => role(senses.roles, date),
        (_, Some(entity), None) => DisambiguationVerdict::Certain(entity, LinkReason::Weak),
        (_, Some(_), Some(_)) => DisambiguationVerdict::Doubtful(Doubt::TwoBearersPresent),
        ([only], None, _) => DisambiguationVerdict::Certain(only.entity, LinkReason::Weak),
        (_, None, _) => DisambiguationVerdict::Doubtful(Doubt::NoBearerPresent),
    }
}

fn role(roles: &[FormSense], date: Option<Edtf>) -> DisambiguationVerdict {
    let (mut holder, mut undated) = (None, false);
    for sense in roles {
        match (role_covers(sense, date), holder) {
            (Some(true), Some(other)) if other != sense.entity => {
                return DisambiguationVerdict::Doubtful(Doubt::TwoHolders);
            }
            (Some(true), _) => holder = Some(sense.entity),
            (Some(false), _) => {}
            (None, _) => undated = true,
        }
    }
    match holder {
        Some(entity) if !undated => DisambiguationVerdict::Certain(entity, LinkReason::Role),
        Some(_) => DisambiguationVerdict::Doubtful(Doubt::TwoHolders),
        None if undated => DisambiguationVerdict::Doubtful(Doubt::Undated),
        None => DisambiguationVerdict::Nobody,
    }
}
