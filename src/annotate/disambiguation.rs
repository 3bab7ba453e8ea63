//! Decides which entity a form means in one article: the form's senses, the article's date and the entities present in
//! it -> a `Disambiguation`.
//!
//! This runs once for each form of an article, however often the form occurs: thousands of entities may have one name,
//! and an article may use it thousands of times. All mentions of the form share the list of candidates, which is cut to
//! the first of them.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::annotations::{Doubt, LinkReason};
use super::bearer_hint::{BearerHint, has_first_names, has_role, sense_has_initials};
use super::context::WordCasing;
use super::name_scanner::role_covers;
use super::namesakes::{self, FamilyBearers, Namesakes};
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

/// What an article says about the entities in it.
#[derive(Clone, Copy)]
pub(super) struct ArticlePresence<'a> {
    /// The date of publication.
    pub date: Option<Edtf>,
    /// The entities that a strong form names, without the withheld ones.
    pub present: &'a BTreeSet<EntityIx>,
    /// The same with the withheld ones, if there are any.
    pub all_present: Option<&'a BTreeSet<EntityIx>>,
    /// The entities that an expression for a role means.
    pub by_role: &'a BTreeSet<EntityIx>,
    /// Who bears the family names.
    pub namesakes: &'a Namesakes,
    /// How the text writes its words.
    pub casing: &'a WordCasing<'a>,
    /// Whether the list of family names of the article's language is long enough to show that a name is rare.
    pub knows_rare_names: bool,
}

/// Disambiguates the forms of one article.
pub(super) struct Disambiguator<'a> {
    lexicon: &'a Lexicon,
    facts: ArticlePresence<'a>,
    published_end: EntityIx,
    /// By form and the words before it.
    cache: FxHashMap<FormIndex, HashMap<BearerHint, Disambiguation>>,
}

impl<'a> Disambiguator<'a> {
    /// Takes what the article says.
    pub(super) fn new(lexicon: &'a Lexicon, facts: ArticlePresence<'a>) -> Self {
        Self { lexicon, facts, published_end: lexicon.published_end(), cache: FxHashMap::default() }
    }

    /// Disambiguates a form after words that may say more about its bearer; `last_word` is the hash of its last word.
    pub(super) fn disambiguate(&mut self, form: FormIndex, last_word: u64, hint: &BearerHint) -> &Disambiguation {
        let Self { lexicon, facts, published_end, cache } = self;
        let by_hint = cache.entry(form).or_default();
        if !by_hint.contains_key(hint) {
            let found = disambiguate(lexicon, facts, *published_end, form, last_word, hint);
            by_hint.insert(hint.clone(), found);
        }
        &by_hint[hint]
    }
}

fn disambiguate(
    lexicon: &Lexicon,
    facts: &ArticlePresence<'_>,
    published_end: EntityIx,
    index: FormIndex,
    last_word: u64,
    hint: &BearerHint,
) -> Disambiguation {
    let form = lexicon.form(index);
    let decide = |senses: SensesByStrength<'_>| {
        let published = senses.before_entity(published_end);
        let (candidates, n_more) = candidates(published, facts.date);
        let id = |entity: EntityIx| lexicon.entity(entity).id.clone();
        let all_present = facts.all_present.filter(|_| senses.len() > published.len());
        let bearers = facts.namesakes.of_family(last_word);
        let named = NamedForm { lexicon, facts, form: index, last_word, hint, bearers };
        Disambiguation {
            verdict: verdict(published, &named, facts.present, published_end),
            with_withheld: all_present.map(|present| verdict(senses, &named, present, lexicon.end())),
            candidates: candidates.into_iter().map(id).collect(),
            n_more,
        }
    };
    if hint.initials.is_empty() && hint.first_names.is_empty() {
        return decide(form.senses_by_strength());
    }
    let fits = |sense: &&FormSense| {
        (hint.initials.is_empty() || sense_has_initials(lexicon, sense, &hint.initials))
            && has_first_names(lexicon, sense.entity, &hint.first_names)
    };
    let senses: Vec<FormSense> = form.senses.iter().filter(fits).cloned().collect();
    decide(SensesByStrength::new(&senses))
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

/// A form with what the article says about its bearers.
struct NamedForm<'a> {
    lexicon: &'a Lexicon,
    facts: &'a ArticlePresence<'a>,
    form: FormIndex,
    last_word: u64,
    hint: &'a BearerHint,
    bearers: Option<&'a FamilyBearers>,
}

/// Decides which entity a form means in an article. `present` are the entities that a strong form names in it; only those before
/// `end` count.
fn verdict(
    senses: SensesByStrength<'_>,
    named: &NamedForm<'_>,
    present: &BTreeSet<EntityIx>,
    end: EntityIx,
) -> DisambiguationVerdict {
    let strong = match senses.strong {
        [] => None,
        [only] => Some(only.entity),
        several => return named.by_office(several),
    };
    // Look up the shorter list in the longer one: an article may name thousands of entities, and thousands may share a
    // form.
    let may_mean = |entity: &EntityIx| Some(*entity) != strong && !named.is_of_other_sex(*entity);
    let weak_here: Vec<EntityIx> = if senses.weak.len() <= present.len() {
        let weak = senses.weak.iter().map(|sense| sense.entity);
        weak.filter(|entity| present.contains(entity)).filter(may_mean).take(2).collect()
    } else {
        let has_weak_form = |entity: &EntityIx| senses.weak.binary_search_by_key(entity, |sense| sense.entity).is_ok();
        present.range(..end).copied().filter(has_weak_form).filter(may_mean).take(2).collect()
    };
    if let Some(entity) = strong {
        return match weak_here.first() {
            None if !named.is_of_stranger(entity) => DisambiguationVerdict::Certain(entity, LinkReason::Strong),
            _ => DisambiguationVerdict::Doubtful(Doubt::OtherBearerPresent),
        };
    }
    let (entity, is_present) = match (senses.weak, weak_here.as_slice()) {
        ([], _) => return role(senses.roles, named.facts.date),
        (_, [entity]) => (*entity, true),
        (_, [_, _, ..]) => return DisambiguationVerdict::Doubtful(Doubt::TwoBearersPresent),
        ([only], []) => (only.entity, named.facts.by_role.contains(&only.entity)),
        (_, []) => return DisambiguationVerdict::Doubtful(Doubt::NoBearerPresent),
    };
    match named.doubt(entity, is_present) {
        None => DisambiguationVerdict::Certain(entity, LinkReason::Weak),
        Some(doubt) => DisambiguationVerdict::Doubtful(doubt),
    }
}

impl NamedForm<'_> {
    /// Returns whether the form is hardly the name of a stranger whom the article introduces in no way: several words, or a rare
    /// name with a capital within a sentence.
    fn is_distinctive(&self) -> bool {
        let Self { facts, last_word, .. } = self;
        let form = self.lexicon.form(self.form);
        let is_name = || facts.casing.is_capital_within_sentence(*last_word) && !facts.casing.is_small(*last_word);
        form.folded_form.n_words() > 1 || (facts.knows_rare_names && is_name() && namesakes::is_rare(&form.text))
    }

    /// Decides between people with one full name by the office that the article says of it.
    fn by_office(&self, several: &[FormSense]) -> DisambiguationVerdict {
        let Self { lexicon, facts, hint, .. } = self;
        let holds_it = |sense: &&FormSense| has_role(lexicon, sense.entity, &hint.apposition, facts.date);
        let may_hold_it = |sense: &&FormSense| {
            lexicon.entity(sense.entity).roles.iter().any(|role| role.words.first() == hint.apposition.first())
        };
        match (hint.apposition.is_empty(), several.iter().find(holds_it)) {
            (false, Some(sense)) if several.iter().filter(may_hold_it).take(2).count() == 1 => {
                DisambiguationVerdict::Certain(sense.entity, LinkReason::Strong)
            }
            _ => DisambiguationVerdict::Doubtful(Doubt::SharedForm),
        }
    }

    /// Returns whether the name of a place or body may be that of a stranger whom the article names in full: `Anna Tours … Tours`.
    fn is_of_stranger(&self, entity: EntityIx) -> bool {
        !self.lexicon.entity(entity).personal
            && !self.hint.is_located
            && self.lexicon.form(self.form).folded_form.n_words() == 1
            && self.bearers.is_some_and(|bearers| !bearers.strangers.is_empty())
    }

    fn is_of_other_sex(&self, entity: EntityIx) -> bool {
        let is_female = self.hint_is_female().filter(|_| self.lexicon.entity(entity).personal);
        is_female.is_some_and(|is_female| self.facts.namesakes.is_female(entity, self.lexicon) == Some(!is_female))
    }

    /// Returns the sex of the bearer that a civility before the name shows, or a participle behind it.
    fn hint_is_female(&self) -> Option<bool> {
        self.hint.is_female.or(self.hint.agrees_with_female)
    }

    /// Returns whether a bare family name is that of an entity by what its record says: the office in apposition is its own.
    fn holds_office(&self, entity: EntityIx) -> bool {
        let Self { lexicon, facts, hint, .. } = self;
        let roles = &lexicon.entity(entity).roles;
        let is_all_of = |words: &[u64]| hint.apposition.iter().all(|word| words.contains(word));
        !hint.apposition.is_empty()
            && has_role(lexicon, entity, &hint.apposition, facts.date)
            && roles.iter().any(|role| is_all_of(&role.words))
    }

    /// Returns why a form that may mean a person does not certainly do so.
    fn doubt(&self, entity: EntityIx, is_present: bool) -> Option<Doubt> {
        let Self { lexicon, facts, hint, .. } = self;
        if !lexicon.entity(entity).personal {
            return None;
        }
        if self.is_of_other_sex(entity) {
            return Some(Doubt::Namesake);
        }
        // All first names and the family name are the full name: `Gérard « Gégé » Morel`.
        let is_full =
            !hint.first_names.is_empty() && hint.first_names.len() == lexicon.entity(entity).given_words.len();
        if is_full {
            return None;
        }
        let sex = facts.namesakes.is_female(entity, lexicon);
        let hint_is_female = self.hint_is_female();
        let sex_decides =
            |other: Option<bool>| hint_is_female.is_some() && sex == hint_is_female && other.is_some() && other != sex;
        let initial = hint.initials.chars().next();
        if let Some(bearers) = self.bearers.filter(|_| hint.first_names.is_empty()) {
            let others = || bearers.entities.iter().filter(|other| **other != entity);
            let has_initial = |other: EntityIx| {
                lexicon.entity(other).initials.iter().any(|initials| initials.starts_with(hint.initials.as_str()))
            };
            let may_be_entity = |other: &EntityIx| match initial {
                Some(_) => has_initial(*other),
                None => !sex_decides(facts.namesakes.is_female(*other, lexicon)),
            };
            if others().any(may_be_entity) {
                return Some(Doubt::TwoBearersPresent);
            }
            let may_be_stranger = bearers.strangers.iter().any(|stranger| match initial {
                Some(letter) => stranger.initial == Some(letter),
                None => !sex_decides(stranger.is_female),
            });
            // After a civility the other sex does not count; without one both do.
            let [has_men, has_women] = bearers.civilities;
            let is_of_both = (has_men && has_women && (sex.is_none() || hint_is_female.is_none()))
                || (hint_is_female.is_none()
                    && sex.is_some_and(|is_female| bearers.civilities[usize::from(!is_female)]));
            let has_several = bearers.has_several && hint_is_female.is_none();
            if may_be_stranger || (initial.is_none() && (is_of_both || has_several)) {
                return Some(Doubt::Namesake);
            }
        }
        let is_shown = || self.is_distinctive() || hint.is_enumerated || self.holds_office(entity);
        let is_known = is_present || initial.is_some() || (hint.first_names.is_empty() && is_shown());
        (!is_known).then_some(Doubt::NoBearerPresent)
    }
}

pub(super) fn role(roles: &[FormSense], date: Option<Edtf>) -> DisambiguationVerdict {
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
