//! Finds the names of a text block by block and asks the context rules about each: tokens -> [`Seen`].

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::candidates::{Candidate, FormSearch, LocalForms, MatchedForm};
use super::context::{self, BlockedBy, EntityTypes, NameContext, NameSpan, WordCasing};
use crate::base::FxHashMap;
use crate::lang::matching::MatchingRules;
use crate::model::Edtf;
use crate::parse::Body;
use crate::registry::lexicon::{FormSense, Lexicon, Strength, SurfaceForm};
use crate::text::tokens;
use crate::text::tokens::{Gap, Token};

/// A name that stands in the text, with what the rules know of it.
#[derive(Debug)]
pub(super) struct NameHit {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What stands there.
    pub kind: HitKind,
    /// The rule that holds it back, if one does.
    pub blocked_by: Option<BlockedBy>,
    /// Letters of the initials that stand before it and belong to it.
    pub initials: String,
}

/// What a name is.
#[derive(Clone, Debug)]
pub(super) enum HitKind {
    /// A form of the lexicon.
    Form(u32),
    /// A form of `as:`, by its number.
    LocalAlias(usize),
    /// A form of `unlinked:`, by its number.
    Unlinked(usize),
    /// An acronym that the article explains: the entity and the form it stands for.
    Acronym(u32, String),
}

/// What does not change from block to block.
#[derive(Clone, Copy)]
pub(super) struct NameScanner<'a> {
    /// The text.
    pub body: &'a Body,
    /// The words of the whole document.
    pub document: &'a WordCasing<'a>,
    /// The names.
    pub lexicon: &'a Lexicon,
    /// The entities before this one are there for whoever looks; those of withheld records stand last. Without them the text
    /// is read as if nobody had written them.
    pub entity_limit: u32,
    /// The language's tables.
    pub language: &'static MatchingRules,
    /// When the text was published.
    pub date: Option<Edtf>,
    /// The forms that hold in this article only.
    pub local: &'a LocalForms,
    /// What each of them means.
    pub local_kinds: &'a [HitKind],
    /// What was found of forms before.
    pub cache: &'a FormCache,
}

/// What holds of a form on the date of one text: asked once, however many bearers it has and however often it stands there.
#[derive(Default)]
pub(super) struct FormCache {
    in_force: RefCell<FxHashMap<u32, bool>>,
    /// Whether some bearer of both forms has the role of the first on that date.
    shared: RefCell<FxHashMap<(u32, u32), bool>>,
    /// Whether some bearer of the form has these initials.
    initials: RefCell<FxHashMap<u32, HashMap<String, bool>>>,
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
        let search = FormSearch {
            text: &self.body.text,
            lexicon: self.lexicon,
            local: self.local,
            accents: self.language.accents,
        };
        let mut found = search.find(block, |form| self.is_in_force(form));
        if found.is_empty() {
            return;
        }
        let mut names = self.names(&found);
        let mut named = name_of_each_token(&names, block.len());
        let headline = context::is_headline(block);
        let turned: Vec<usize> = {
            let context = self.context(block, &names, &named, headline);
            (0..names.len()).filter(|number| self.role_means_another(&context, &found, *number)).collect()
        };
        if !turned.is_empty() {
            // `l’ancien président de la Russie` is nobody here, but the country stands there all the same.
            found = without_roles(&search, block, &found, &turned, |form| self.is_in_force(form));
            names = self.names(&found);
            named = name_of_each_token(&names, block.len());
        }
        for number in 0..names.len() {
            let context = self.context(block, &names, &named, headline);
            let held = context.blocked_by(&names[number]);
            let initials = context.initials_before(&names[number]);
            let seen = self.hit(block, &found[number], &names[number], held, initials);
            names[number].blocked_by.clone_from(&seen.blocked_by);
            if !self.body.is_unlinkable(seen.start..seen.end) {
                all.push(seen);
            }
        }
    }

    /// Returns the entity whose strong form this is, if it is one entity's alone.
    pub(super) fn sole_strong(&self, form: u32) -> Option<u32> {
        match self.lexicon.forms[form as usize].senses_by_strength().before_entity(self.entity_limit).strong {
            [only] => Some(only.entity),
            _ => None,
        }
    }

    fn context<'a>(
        &'a self,
        tokens: &'a [Token],
        names: &'a [NameSpan],
        named: &'a [Option<usize>],
        headline: bool,
    ) -> NameContext<'a> {
        let (text, language) = (&*self.body.text, self.language);
        NameContext { text, document: self.document, tokens, names, name_of_token: named, language, headline }
    }

    /// A role that was surely nobody's on the article's date is no name, so that the names in it are found.
    fn is_in_force(&self, form: u32) -> bool {
        let bearers = &self.lexicon.forms[form as usize].senses;
        let is_borne = |bearer: &FormSense| bearer.entity < self.entity_limit;
        let holds = || bearers.iter().any(|bearer| is_borne(bearer) && role_covers(bearer, self.date) != Some(false));
        match bearers.as_slice() {
            // Nearly every form is somebody's name.
            [first, ..] if !matches!(first.strength, Strength::Role { .. }) && is_borne(first) => true,
            _ => *self.cache.in_force.borrow_mut().entry(form).or_insert_with(holds),
        }
    }

    fn role_means_another(&self, context: &NameContext<'_>, found: &[Candidate], number: usize) -> bool {
        let name = &context.names[number];
        let own = |other: usize| match (found[number].form, found[other].form) {
            (MatchedForm::Form(role), MatchedForm::Form(other)) => {
                *self.cache.shared.borrow_mut().entry((role, other)).or_insert_with(|| self.is_shared(role, other))
            }
            _ => false,
        };
        name.types.role && context::roles::means_another(context, name, own)
    }

    /// Tells whether somebody who has a role on the text's date bears another form too.
    fn is_shared(&self, role: u32, other: u32) -> bool {
        let all = |form: u32| self.lexicon.forms[form as usize].senses.iter();
        let bearers = |form: u32| all(form).filter(|bearer| bearer.entity < self.entity_limit);
        let holders: HashSet<u32> = bearers(role)
            .filter(|bearer| role_covers(bearer, self.date) != Some(false))
            .map(|bearer| bearer.entity)
            .collect();
        bearers(other).any(|bearer| holders.contains(&bearer.entity))
    }

    fn names(&self, found: &[Candidate]) -> Vec<NameSpan> {
        found
            .iter()
            .map(|candidate| {
                let nature = match candidate.form {
                    MatchedForm::Form(form) => self.entity_types(&self.lexicon.forms[form as usize]),
                    MatchedForm::Local(_) => EntityTypes { local: true, ..EntityTypes::default() },
                };
                NameSpan { first: candidate.first, after: candidate.after, types: nature, blocked_by: None }
            })
            .collect()
    }

    fn entity_types(&self, form: &SurfaceForm) -> EntityTypes {
        let natures = if self.entity_limit == u32::MAX { form.entity_types_with_withheld } else { form.entity_types };
        let is = |nature: u8| natures & nature != 0;
        let borne = form.senses_by_strength().before_entity(self.entity_limit);
        let role = borne.strong.is_empty() && borne.weak.is_empty();
        EntityTypes {
            person: is(SurfaceForm::PERSON),
            place: is(SurfaceForm::PLACE),
            body: is(SurfaceForm::ORGANISATION),
            role,
            full: is(SurfaceForm::FULL_NAME),
            local: false,
        }
    }

    fn has_initials(&self, form: u32, letters: &str) -> bool {
        let mut initials = self.cache.initials.borrow_mut();
        let known = initials.entry(form).or_default();
        if let Some(has) = known.get(letters) {
            return *has;
        }
        let bearers = self.lexicon.forms[form as usize].senses.iter();
        let has = bearers
            .filter(|bearer| bearer.entity < self.entity_limit)
            .any(|bearer| sense_has_initials(self.lexicon, bearer, letters));
        known.insert(letters.to_owned(), has);
        has
    }

    fn hit(
        &self,
        block: &[Token],
        candidate: &Candidate,
        name: &NameSpan,
        held: Option<BlockedBy>,
        initials: Option<std::ops::Range<usize>>,
    ) -> NameHit {
        let (start, end) = (block[candidate.first].start as usize, block[candidate.after - 1].end as usize);
        let text = &self.body.text;
        // The last stop of `O.N.U.` belongs to it.
        let dotted = block[candidate.after - 1].text(text).contains('.') && text[end..].starts_with('.');
        let end = if dotted { end + 1 } else { end };
        let form = match candidate.form {
            MatchedForm::Local(index) => {
                return NameHit {
                    start,
                    end,
                    kind: self.local_kinds[index].clone(),
                    blocked_by: None,
                    initials: String::new(),
                };
            }
            MatchedForm::Form(form) => form,
        };
        let mut seen = NameHit { start, end, kind: HitKind::Form(form), blocked_by: held, initials: String::new() };
        if let Some(initials) = initials.filter(|_| seen.blocked_by.is_none() && name.types.person && !name.types.full)
        {
            let first = &block[initials.start];
            let letters: String = block[initials].iter().map(|token| tokens::fold(token.text(text))).collect();
            if self.has_initials(form, &letters) {
                seen.start = first.start as usize;
                seen.initials = letters;
            } else {
                let word = first.text(text).to_owned();
                seen.blocked_by = Some(BlockedBy { rule: "initial", word, in_headline: false });
            }
        }
        seen
    }
}

/// Tells whether the bearer's first names begin with these letters.
pub(super) fn sense_has_initials(lexicon: &Lexicon, bearer: &FormSense, letters: &str) -> bool {
    lexicon.entities[bearer.entity as usize].initials.iter().any(|initials| initials.starts_with(letters))
}

/// Returns for each token the number of the name that holds it.
fn name_of_each_token(names: &[NameSpan], n_tokens: usize) -> Vec<Option<usize>> {
    let mut named = vec![None; n_tokens];
    for (number, name) in names.iter().enumerate() {
        named[name.first..name.after].fill(Some(number));
    }
    named
}

/// Puts in the place of each expression for a role that means another the names that stand in it.
fn without_roles(
    search: &FormSearch<'_>,
    block: &[Token],
    found: &[Candidate],
    turned: &[usize],
    usable: impl Fn(u32) -> bool,
) -> Vec<Candidate> {
    let mut kept = Vec::new();
    for (number, candidate) in found.iter().enumerate() {
        if !turned.contains(&number) {
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

/// Tells whether a bearer's role covers a date: surely, surely not, or `None` where nobody can tell.
pub(super) fn role_covers(bearer: &FormSense, date: Option<Edtf>) -> Option<bool> {
    let Strength::Role { from, to } = &bearer.strength else { return Some(true) };
    if from.is_none() && to.is_none() {
        return Some(true);
    }
    let date = date?;
    let begun = from.is_none_or(|from| from.earliest() <= date.earliest());
    let over = to.is_some_and(|to| to.latest() < date.latest());
    Some(begun && !over)
}
