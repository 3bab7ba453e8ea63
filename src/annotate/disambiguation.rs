//! Whom a form may mean in one article: the bearers of the form, the article's date and who is present -> a [`Judgement`].
//!
//! Asked once for each form of an article, however often it stands there: thousands may bear one name, and an article may
//! name it thousands of times. The candidates that a person chooses from are shared by all places of the form, and of many
//! only the first are listed.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::annotations::{Doubt, LinkReason};
use super::name_scanner::{role_covers, sense_has_initials};
use crate::base::FxHashMap;
use crate::model::{Edtf, EntityIx, Id};
use crate::registry::{FormIndex, FormSense, Lexicon, SensesByStrength};

/// Most candidates that are listed for one name, in order of id.
pub const MAX_CANDIDATES: usize = 20;

/// Bearers of a form that are counted one by one.
const MAX_COUNTED: usize = 1_000;

/// Who a form means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DisambiguationVerdict {
    Certain(EntityIx, LinkReason),
    Doubtful(Doubt),
    Nobody,
}

/// What is to be said of a form in one article.
#[derive(Debug)]
pub(super) struct Disambiguation {
    /// Who it means for whoever knows nothing of the records that are withheld.
    pub verdict: DisambiguationVerdict,
    /// Who it means for whoever knows them too; `None` where they bear no such form.
    pub with_withheld: Option<DisambiguationVerdict>,
    /// Who of those that are published may be meant, in order of id: the first of them.
    pub candidates: Arc<[Id]>,
    /// How many more may be meant.
    pub n_more: usize,
}

/// The judgements of one article.
pub(super) struct Disambiguator<'a> {
    lexicon: &'a Lexicon,
    date: Option<Edtf>,
    present: &'a BTreeSet<EntityIx>,
    all_present: Option<&'a BTreeSet<EntityIx>>,
    published_end: EntityIx,
    /// By form and the initials that stand before it.
    cache: FxHashMap<FormIndex, HashMap<String, Disambiguation>>,
}

impl<'a> Disambiguator<'a> {
    /// Takes who is named by a strong form in an article of a date, without and with those that are withheld.
    pub fn new(
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

    /// Judges a form after some initials, which may be empty.
    pub fn disambiguate(&mut self, form: FormIndex, initials: &str) -> &Disambiguation {
        let Self { lexicon, date, present, all_present, published_end, cache } = self;
        cache.entry(form).or_default().entry(initials.to_owned()).or_insert_with(|| {
            let form = lexicon.form(form);
            let judge = |bearers: SensesByStrength<'_>| {
                let published = bearers.before_entity(*published_end);
                let (candidates, n_more) = candidates(published, *date);
                let id = |entity: EntityIx| lexicon.entity(entity).id.clone();
                let all_present = all_present.filter(|_| bearers.len() > published.len());
                Disambiguation {
                    verdict: verdict(published, *date, present, *published_end),
                    with_withheld: all_present.map(|present| verdict(bearers, *date, present, lexicon.end())),
                    candidates: candidates.into_iter().map(id).collect(),
                    n_more,
                }
            };
            if initials.is_empty() {
                return judge(form.senses_by_strength());
            }
            let fits = |bearer: &&FormSense| sense_has_initials(lexicon, bearer, initials);
            let bearers: Vec<FormSense> = form.senses.iter().filter(fits).cloned().collect();
            judge(SensesByStrength::new(&bearers))
        })
    }
}

/// Returns the first of those who may be meant, and how many more there are. Of more than [`MAX_COUNTED`] it is counted how
/// often they bear the form, and not looked whose role was over: each article would go through all of them.
fn candidates(bearers: SensesByStrength<'_>, date: Option<Edtf>) -> (Vec<EntityIx>, usize) {
    // Each list is in order of entity, which is that of ids.
    let is_counted = bearers.len() <= MAX_COUNTED;
    let most = if is_counted { MAX_COUNTED } else { MAX_CANDIDATES };
    let lists = [bearers.strong, bearers.weak, bearers.roles];
    let first = |list: &&'_ [FormSense]| -> Vec<EntityIx> {
        let mut list: Vec<EntityIx> = list
            .iter()
            .filter(|bearer| role_covers(bearer, date) != Some(false))
            .map(|bearer| bearer.entity)
            .take(most)
            .collect();
        list.dedup();
        list
    };
    let mut all: Vec<EntityIx> = lists.iter().flat_map(first).collect();
    all.sort_unstable();
    all.dedup();
    let n = if is_counted { all.len() } else { bearers.len() };
    all.truncate(MAX_CANDIDATES);
    let n_more = n.saturating_sub(all.len());
    (all, n_more)
}

/// Decides who of its bearers a form means in an article of a date in which `present` are named by a strong form; of these
/// those count that come before `end`.
fn verdict(
    bearers: SensesByStrength<'_>,
    date: Option<Edtf>,
    present: &BTreeSet<EntityIx>,
    end: EntityIx,
) -> DisambiguationVerdict {
    let strong = match bearers.strong {
        [] => None,
        [only] => Some(only.entity),
        _ => return DisambiguationVerdict::Doubtful(Doubt::SharedForm),
    };
    // The fewer are looked up among the more: an article may name thousands, and thousands may bear a form.
    let weak_here: Vec<EntityIx> = if bearers.weak.len() <= present.len() {
        let weak = bearers.weak.iter().map(|bearer| bearer.entity);
        weak.filter(|entity| present.contains(entity)).take(3).collect()
    } else {
        let bears_weakly =
            |entity: &EntityIx| bearers.weak.binary_search_by_key(entity, |bearer| bearer.entity).is_ok();
        present.range(..end).copied().filter(bears_weakly).take(3).collect()
    };
    let mut weak_here = weak_here.into_iter().filter(|entity| Some(*entity) != strong);
    if let Some(entity) = strong {
        return match weak_here.next() {
            None => DisambiguationVerdict::Certain(entity, LinkReason::Strong),
            Some(_) => DisambiguationVerdict::Doubtful(Doubt::OtherBearerPresent),
        };
    }
    match (bearers.weak, weak_here.next(), weak_here.next()) {
        ([], _, _) => role(bearers.roles, date),
        (_, Some(entity), None) => DisambiguationVerdict::Certain(entity, LinkReason::Weak),
        (_, Some(_), Some(_)) => DisambiguationVerdict::Doubtful(Doubt::TwoBearersPresent),
        ([only], None, _) => DisambiguationVerdict::Certain(only.entity, LinkReason::Weak),
        (_, None, _) => DisambiguationVerdict::Doubtful(Doubt::NoBearerPresent),
    }
}

fn role(roles: &[FormSense], date: Option<Edtf>) -> DisambiguationVerdict {
    let (mut holder, mut undated) = (None, false);
    for bearer in roles {
        match (role_covers(bearer, date), holder) {
            (Some(true), Some(other)) if other != bearer.entity => {
                return DisambiguationVerdict::Doubtful(Doubt::TwoHolders);
            }
            (Some(true), _) => holder = Some(bearer.entity),
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
