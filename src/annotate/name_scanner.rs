//! Finds the names of a text block by block and applies the context rules to each: tokens -> [`NameHit`]s.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::bearer_hint::{self, BearerHint};
use super::candidates::{Candidate, FormSearch, LocalForms, MatchedForm};
use super::context::agreement;
use super::context::bearer::{self, BearerCues};
use super::context::{self, BlockShape, BlockedBy, BlockingRule, EntityTypes, NameContext, NameSpan, WordCasing};
use crate::base::FxHashMap;
use crate::gazetteer::Sex;
use crate::lang::matching::MatchingRules;
use crate::model::{BaseKind, Edtf, EntityIx};
use crate::parse::Body;
use crate::registry::{FormIndex, FormSense, Lexicon, Strength, SurfaceForm};
use crate::registry::{lexicon, personal_names};
use crate::text::tokens::{self, Gap, Token};

/// A name in the text, with what the rules found about it.
#[derive(Clone, Debug)]
pub(super) struct NameHit {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What kind of name it is.
    pub kind: HitKind,
    /// The rule that keeps it from linking, if there is one.
    pub blocked_by: Option<BlockedBy>,
    /// What the words before it say about its bearer.
    pub hint: BearerHint,
    /// What they say about others who bear the name.
    pub cues: OtherBearers,
    /// Hash of its last word.
    pub last_word: u64,
    /// Whether some entity with it has personal names.
    pub is_person: bool,
    /// Whether it is the first and last name of a person.
    pub is_full: bool,
}

/// What the words around a name say about others who bear it.
#[derive(Clone, Debug, Default)]
pub(super) struct OtherBearers {
    /// The first name of somebody else, as a range of the text.
    pub stranger: Option<Range<usize>>,
    /// Whether several people bear it here.
    pub has_several: bool,
}

/// What kind of name it is.
#[derive(Clone, Debug)]
pub(super) enum HitKind {
    /// A form of the lexicon.
    Form(FormIndex),
    /// A form of `as:`, by its number.
    LocalAlias(usize),
    /// A form of `unlinked:`, by its number.
    Unlinked(usize),
    /// An acronym that the article defines: the entity, and the form that it abbreviates.
    Acronym(EntityIx, String),
}

/// What is the same for all blocks of a text.
#[derive(Clone, Copy)]
pub(super) struct NameScanner<'a> {
    /// The text.
    pub body: &'a Body,
    /// The words of the whole document.
    pub document: &'a WordCasing<'a>,
    /// The names.
    pub lexicon: &'a Lexicon,
    /// Only entities before this position count. Withheld entities come last, so [`Lexicon::published_end`] leaves them
    /// out.
    pub entity_limit: EntityIx,
    /// The language's tables.
    pub language: &'static MatchingRules,
    /// The date of publication.
    pub date: Option<Edtf>,
    /// The bytes of the dates in the text, in order. A word inside one is no name.
    pub dates: &'a [Range<usize>],
    /// The forms for this article only.
    pub local: &'a LocalForms,
    /// What each of them is.
    pub local_kinds: &'a [HitKind],
    /// Results about forms that were looked up before.
    pub cache: &'a FormCache,
}

/// Results about forms on the date of one text, each computed once: a form may have many senses and occur many times.
#[derive(Default)]
pub(super) struct FormCache {
    /// Whether the form may name some entity on that date.
    in_force: RefCell<FxHashMap<FormIndex, bool>>,
    /// Whether some entity has the first form as a role on that date and the second form as a name.
    shared: RefCell<FxHashMap<(FormIndex, FormIndex), bool>>,
    /// Whether some entity with the form has these initials.
    initials: RefCell<FxHashMap<FormIndex, HashMap<String, bool>>>,
    /// Whether some entity with the form has a first name, by its hash.
    first_names: RefCell<FxHashMap<(FormIndex, u64), bool>>,
}

impl NameScanner<'_> {
    /// Returns every name among the tokens of `list`, in order.
    pub(super) fn scan(&self, list: &[Token]) -> Vec<NameHit> {
        let mut all = Vec::new();
        let mut start = 0;
        while start < list.len() {
            let rest = &list[start + 1..];
            let len = 1 + rest.iter().position(|token| token.gap == Gap::Start).unwrap_or(rest.len());
            self.scan_block(&list[start..start + len], &mut all);
            start += len;
        }
        all
    }

    fn scan_block(&self, block: &[Token], all: &mut Vec<NameHit>) {
        let search =
            FormSearch { text: &self.body.text, lexicon: self.lexicon, local: self.local, language: self.language };
        let mut candidates = search.find(block, |form| self.is_in_force(form));
        candidates.retain(|candidate| !self.is_part_of_date(block, candidate));
        if candidates.is_empty() {
            return;
        }
        let mut names = self.names(&candidates);
        let mut name_of_token = name_of_each_token(&names, block.len());
        let blocks = &self.body.blocks;
        let index = blocks.partition_point(|known| known.start <= block[0].start as usize).saturating_sub(1);
        let shape = context::block_shape(&self.body.text, block, blocks, index, self.dates, self.language);
        let not_meant: Vec<usize> = {
            let context = self.context(block, &names, &name_of_token, shape);
            (0..names.len()).filter(|number| self.role_means_another(&context, &candidates, *number)).collect()
        };
        if !not_meant.is_empty() {
            // `l’ancien président de la Russie` names no one here, but it contains the name of the country.
            candidates = without_roles(&search, block, &candidates, &not_meant, |form| self.is_in_force(form));
            candidates.retain(|candidate| !self.is_part_of_date(block, candidate));
            names = self.names(&candidates);
            name_of_token = name_of_each_token(&names, block.len());
        }
        for number in 0..names.len() {
            let context = self.context(block, &names, &name_of_token, shape);
            let blocked_by = context.blocked_by(&names[number]);
            let initials = context.initials_before(&names[number]);
            let cues = match candidates[number].form {
                MatchedForm::Form(form) if names[number].types.person => {
                    bearer::cues(&context, &names[number], |word| self.has_first_name(form, word))
                }
                _ => BearerCues::default(),
            };
            let mut hit = self.hit(block, &candidates[number], &names[number], blocked_by, initials, &cues);
            self.add_hints(&mut hit, &context, &names[number]);
            names[number].blocked_by.clone_from(&hit.blocked_by);
            if !self.body.is_unlinkable(hit.start..hit.end) {
                all.push(hit);
            }
        }
    }

    /// Returns whether a name of one word is part of a date: `On May 7`.
    fn is_part_of_date(&self, block: &[Token], candidate: &Candidate) -> bool {
        let token = &block[candidate.first];
        let (start, end) = (token.start as usize, token.end as usize);
        let date = self.dates.get(self.dates.partition_point(|date| date.end <= start));
        candidate.after == candidate.first + 1
            && date.is_some_and(|date| date.start <= start && end <= date.end && date.end - date.start > end - start)
    }

    /// Returns the entity that has this as a strong form, if it is only one.
    pub(super) fn sole_strong(&self, form: FormIndex) -> Option<EntityIx> {
        match self.lexicon.form(form).senses_by_strength().before_entity(self.entity_limit).strong {
            [only] => Some(only.entity),
            _ => None,
        }
    }

    /// Returns the entity that has these first names, all of its own, with this form, if it is only one.
    pub(super) fn sole_bearer(&self, form: FormIndex, first_names: &[u64]) -> Option<EntityIx> {
        let senses = self.lexicon.form(form).senses_by_strength().before_entity(self.entity_limit).weak;
        let is_full = |entity: EntityIx| {
            self.lexicon.entity(entity).given_words.len() == first_names.len()
                && bearer_hint::has_first_names(self.lexicon, entity, first_names)
        };
        let mut bearers = senses.iter().map(|sense| sense.entity).filter(|entity| is_full(*entity));
        bearers.next().filter(|_| bearers.next().is_none())
    }

    fn context<'a>(
        &'a self,
        tokens: &'a [Token],
        names: &'a [NameSpan],
        name_of_token: &'a [Option<usize>],
        shape: BlockShape,
    ) -> NameContext<'a> {
        let (text, language) = (&*self.body.text, self.language);
        let (document, dates, headline) = (self.document, self.dates, shape == BlockShape::Headline);
        NameContext { text, document, tokens, names, name_of_token, language, headline, shape, dates }
    }

    /// Returns whether a form may name some entity. A role that no one held on the article's date does not, so that
    /// names inside the phrase can match.
    fn is_in_force(&self, form: FormIndex) -> bool {
        let senses = &self.lexicon.form(form).senses;
        let counts = |sense: &FormSense| sense.entity < self.entity_limit;
        let holds = || senses.iter().any(|sense| counts(sense) && role_covers(sense, self.date) != Some(false));
        match senses.as_slice() {
            // The most frequent case first: the form is a name.
            [first, ..] if !matches!(first.strength, Strength::Role { .. }) && counts(first) => true,
            _ => *self.cache.in_force.borrow_mut().entry(form).or_insert_with(holds),
        }
    }

    fn role_means_another(&self, context: &NameContext<'_>, candidates: &[Candidate], number: usize) -> bool {
        let name = &context.names[number];
        let own = |other: usize| match (candidates[number].form, candidates[other].form) {
            (MatchedForm::Form(role), MatchedForm::Form(other)) => {
                *self.cache.shared.borrow_mut().entry((role, other)).or_insert_with(|| self.is_shared(role, other))
            }
            _ => false,
        };
        name.types.role && context::roles::means_another(context, name, own)
    }

    /// Returns whether an entity that has a role on the text's date has another form too.
    fn is_shared(&self, role: FormIndex, other: FormIndex) -> bool {
        let all = |form: FormIndex| self.lexicon.form(form).senses.iter();
        let senses = |form: FormIndex| all(form).filter(|sense| sense.entity < self.entity_limit);
        let holders: HashSet<EntityIx> = senses(role)
            .filter(|sense| role_covers(sense, self.date) != Some(false))
            .map(|sense| sense.entity)
            .collect();
        senses(other).any(|sense| holders.contains(&sense.entity))
    }

    fn names(&self, candidates: &[Candidate]) -> Vec<NameSpan> {
        candidates
            .iter()
            .map(|candidate| {
                let types = match candidate.form {
                    MatchedForm::Form(form) => self.entity_types(self.lexicon.form(form)),
                    MatchedForm::Local(index) => self.local_types(index),
                };
                NameSpan {
                    first: candidate.first,
                    after: candidate.after,
                    types,
                    is_genitive: candidate.is_genitive,
                    blocked_by: None,
                }
            })
            .collect()
    }

    /// Returns what a form of this article may be. Context may block an acronym that its text defines (`la CGT du livre`), but
    /// no form that a person has pinned.
    fn local_types(&self, index: usize) -> EntityTypes {
        let Some(HitKind::Acronym(entity, _)) = self.local_kinds.get(index) else {
            return EntityTypes { local: true, ..EntityTypes::default() };
        };
        let kind = self.lexicon.entity(*entity).behaves_as;
        let (place, body) = (kind == BaseKind::Place, kind == BaseKind::Organisation);
        EntityTypes { place, body, strong: true, ..EntityTypes::default() }
    }

    fn entity_types(&self, form: &SurfaceForm) -> EntityTypes {
        let types =
            if self.entity_limit == self.lexicon.end() { form.entity_types_with_withheld } else { form.entity_types };
        let is = |entity_type: u8| types & entity_type != 0;
        let senses = form.senses_by_strength().before_entity(self.entity_limit);
        let role = senses.strong.is_empty() && senses.weak.is_empty();
        EntityTypes {
            person: is(SurfaceForm::PERSON),
            place: is(SurfaceForm::PLACE),
            body: is(SurfaceForm::ORGANISATION),
            role,
            full: is(SurfaceForm::FULL_NAME),
            strong: !senses.strong.is_empty(),
            several_words: form.text.trim().contains(' '),
            local: false,
        }
    }

    fn has_initials(&self, form: FormIndex, letters: &str) -> bool {
        let mut initials = self.cache.initials.borrow_mut();
        let known = initials.entry(form).or_default();
        if let Some(has) = known.get(letters) {
            return *has;
        }
        let senses = self.lexicon.form(form).senses.iter();
        let has = senses
            .filter(|sense| sense.entity < self.entity_limit)
            .any(|sense| bearer_hint::sense_has_initials(self.lexicon, sense, letters));
        known.insert(letters.to_owned(), has);
        has
    }

    fn has_first_name(&self, form: FormIndex, word: u64) -> bool {
        let has = || {
            let senses = self.lexicon.form(form).senses.iter().filter(|sense| sense.entity < self.entity_limit);
            senses.into_iter().any(|sense| self.lexicon.entity(sense.entity).given_words.contains(&word))
        };
        *self.cache.first_names.borrow_mut().entry((form, word)).or_insert_with(has)
    }

    fn hit(
        &self,
        block: &[Token],
        candidate: &Candidate,
        name: &NameSpan,
        blocked_by: Option<BlockedBy>,
        initials: Option<Range<usize>>,
        cues: &BearerCues,
    ) -> NameHit {
        let (start, end) = (block[candidate.first].start as usize, block[candidate.after - 1].end as usize);
        let text = &self.body.text;
        // The last full stop of `O.N.U.` belongs to it.
        let dotted = block[candidate.after - 1].text(text).contains('.') && text[end..].starts_with('.');
        let end = if dotted { end + 1 } else { end };
        let kind = match candidate.form {
            MatchedForm::Local(index) => self.local_kinds[index].clone(),
            MatchedForm::Form(form) => HitKind::Form(form),
        };
        let mut hit = NameHit {
            start,
            end,
            kind,
            blocked_by,
            hint: BearerHint::default(),
            cues: OtherBearers::default(),
            last_word: block[candidate.after - 1].hash,
            is_person: name.types.person,
            is_full: name.types.full,
        };
        let MatchedForm::Form(form) = candidate.form else {
            return hit;
        };
        if name.types.person {
            self.apply_cues(&mut hit, block, name, cues);
        }
        if let Some(initials) = initials.filter(|_| hit.blocked_by.is_none() && name.types.person && !name.types.full) {
            let first = &block[initials.start];
            let letters: String = block[initials].iter().map(|token| tokens::fold(token.text(text))).collect();
            if self.has_initials(form, &letters) {
                hit.start = first.start as usize;
                hit.hint.initials = letters;
            } else {
                let word = first.text(text).to_owned();
                hit.blocked_by = Some(BlockedBy { rule: BlockingRule::Initial, word, in_headline: false });
                hit.cues.stranger = Some(first.start as usize..first.end as usize);
            }
        }
        hit
    }

    /// Adds what is asked of few names: the office of one whose full name several records have or whose family name is alone,
    /// what else shows who bears the latter, and whether the name of a place may be a family name.
    fn add_hints(&self, hit: &mut NameHit, context: &NameContext<'_>, name: &NameSpan) {
        let HitKind::Form(form) = hit.kind else { return };
        if name.types.person && !name.types.full {
            let sex = agreement::agreement(context, name).filter(|_| hit.hint.is_female.is_none());
            hit.hint.agrees_with_female = sex.map(|sex| sex == Sex::Female);
            hit.hint.is_enumerated = agreement::is_enumerated(context, name);
        }
        let is_shared = name.types.full && self.lexicon.form(form).senses_by_strength().strong.len() > 1;
        if is_shared || context.is_bare_family(name) {
            let words = bearer::apposition(context, name).unwrap_or_default();
            let words = context.tokens[words].iter().filter(|token| lexicon::is_content_word(token));
            hit.hint.apposition = words.map(|token| token.hash).collect();
        }
        if name.types.person || !(name.types.place || name.types.body) {
            return;
        }
        hit.hint.is_located = bearer::is_located(context, name);
        let follows_capital =
            hit.blocked_by.as_ref().is_some_and(|blocked| blocked.rule == BlockingRule::CapitalBefore);
        if let Some(index) = bearer::stranger_before(context, name).filter(|_| follows_capital) {
            hit.cues.stranger = Some(context.tokens[index].start as usize..context.tokens[index].end as usize);
        }
    }

    /// Applies what the words around a person's name say about its bearer.
    fn apply_cues(&self, hit: &mut NameHit, block: &[Token], name: &NameSpan, cues: &BearerCues) {
        let block_by = |hit: &mut NameHit, rule: BlockingRule, index: usize| {
            let word = block[index].text(&self.body.text).to_owned();
            hit.blocked_by.get_or_insert(BlockedBy { rule, word, in_headline: false });
        };
        hit.hint.is_female = cues.sex.map(|sex| sex == Sex::Female);
        if let Some(index) = cues.several {
            hit.cues.has_several = true;
            block_by(hit, BlockingRule::PluralFamily, index);
        }
        if let Some(index) = cues.stranger {
            hit.cues.stranger = Some(block[index].start as usize..block[index].end as usize);
            if cues.stranger_with_particle {
                block_by(hit, BlockingRule::Particle, index);
            }
        }
        let is_bound_by_first_name =
            hit.blocked_by.as_ref().is_none_or(|blocked| blocked.rule == BlockingRule::CapitalBefore);
        // `García Montes` for Ana García Montes, `Gérard « Gégé » Morel`: the words before belong to the name.
        if let Some(own) = cues.own.clone().filter(|_| is_bound_by_first_name && !name.types.full) {
            hit.blocked_by = None;
            hit.start = block[own.start].start as usize;
            hit.hint.first_names = personal_names::first_name_hashes(&block[own]);
        }
    }
}

/// Returns for each token the number of the name that it is part of.
fn name_of_each_token(names: &[NameSpan], n_tokens: usize) -> Vec<Option<usize>> {
    let mut named = vec![None; n_tokens];
    for (number, name) in names.iter().enumerate() {
        named[name.first..name.after].fill(Some(number));
    }
    named
}

/// Replaces the expressions for a role with these numbers by the names inside them.
fn without_roles(
    search: &FormSearch<'_>,
    block: &[Token],
    candidates: &[Candidate],
    not_meant: &[usize],
    usable: impl Fn(FormIndex) -> bool,
) -> Vec<Candidate> {
    let mut kept = Vec::new();
    for (number, candidate) in candidates.iter().enumerate() {
        if !not_meant.contains(&number) {
            kept.push(*candidate);
            continue;
        }
        let inner = &block[candidate.first..candidate.after];
        let others = search.find(inner, |form| candidate.form != MatchedForm::Form(form) && usable(form));
        let shift =
            |c: Candidate| Candidate { first: c.first + candidate.first, after: c.after + candidate.first, ..c };
        kept.extend(others.into_iter().map(shift));
    }
    kept
}

/// Returns whether a sense's role includes a date; `None` if the date is missing, so that this is not known.
pub(super) fn role_covers(sense: &FormSense, date: Option<Edtf>) -> Option<bool> {
    let Strength::Role { from, to } = &sense.strength else { return Some(true) };
    if from.is_none() && to.is_none() {
        return Some(true);
    }
    let date = date?;
    let begun = from.is_none_or(|from| from.earliest() <= date.earliest());
    let over = to.is_some_and(|to| to.latest() < date.latest());
    Some(begun && !over)
}
