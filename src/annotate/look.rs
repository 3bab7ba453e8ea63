//! Finds the names of a text block by block and asks the context rules about each: tokens -> [`Seen`].

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::candidates::{Candidate, Found, LocalForms, Search};
use super::context::{self, Context, Held, Name, Nature, WrittenWords};
use super::language::Language;
use crate::base::FxHashMap;
use crate::model::Edtf;
use crate::parse::Body;
use crate::registry::lexicon::{Bearer, Form, Lexicon, Strength};
use crate::registry::tokens::{self, Gap, Token};

/// A name that stands in the text, with what the rules know of it.
#[derive(Debug)]
pub(super) struct Seen {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What stands there.
    pub what: What,
    /// The rule that holds it back, if one does.
    pub held: Option<Held>,
    /// Letters of the initials that stand before it and belong to it.
    pub initials: String,
}

/// What a name is.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A form of the lexicon.
    Form(u32),
    /// A form of `as:`, by its number.
    Pinned(usize),
    /// A form of `unlinked:`, by its number.
    Unlinked(usize),
    /// An acronym that the article explains: the entity and the form it stands for.
    Acronym(u32, String),
}

/// What does not change from block to block.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    /// The text.
    pub body: &'a Body,
    /// The words of the whole document.
    pub document: &'a WrittenWords<'a>,
    /// The names.
    pub lexicon: &'a Lexicon,
    /// The entities before this one are there for whoever looks; those of withheld records stand last. Without them the text
    /// is read as if nobody had written them.
    pub end: u32,
    /// The language's tables.
    pub language: &'static Language,
    /// When the text was published.
    pub date: Option<Edtf>,
    /// The forms that hold in this article only.
    pub local: &'a LocalForms,
    /// What each of them means.
    pub meaning: &'a [What],
    /// What was found of forms before.
    pub known: &'a KnownForms,
}

/// What holds of a form on the date of one text: asked once, however many bearers it has and however often it stands there.
#[derive(Default)]
pub(super) struct KnownForms {
    in_force: RefCell<FxHashMap<u32, bool>>,
    /// Whether some bearer of both forms has the role of the first on that date.
    shared: RefCell<FxHashMap<(u32, u32), bool>>,
    /// Whether some bearer of the form has these initials.
    initials: RefCell<FxHashMap<u32, HashMap<String, bool>>>,
}

impl Look<'_> {
    /// Returns every name among the tokens of `list`, in order.
    pub(super) fn all(&self, list: &[Token]) -> Vec<Seen> {
        let mut all = Vec::new();
        let mut start = 0;
        while start < list.len() {
            let rest = &list[start + 1..];
            let len = 1 + rest.iter().position(|token| token.gap == Gap::Start).unwrap_or(rest.len());
            self.block(&list[start..start + len], &mut all);
            start += len;
        }
        all
    }

    fn block(&self, block: &[Token], all: &mut Vec<Seen>) {
        let search =
            Search { text: &self.body.text, lexicon: self.lexicon, local: self.local, accents: self.language.accents };
        let mut found = search.find(block, |form| self.is_in_force(form));
        if found.is_empty() {
            return;
        }
        let mut names = self.names(&found);
        let mut named = numbers(&names, block.len());
        let headline = context::is_headline(block);
        let turned: Vec<usize> = {
            let context = self.context(block, &names, &named, headline);
            (0..names.len()).filter(|number| self.role_means_another(&context, &found, *number)).collect()
        };
        if !turned.is_empty() {
            // `l’ancien président de la Russie` is nobody here, but the country stands there all the same.
            found = without_roles(&search, block, &found, &turned, |form| self.is_in_force(form));
            names = self.names(&found);
            named = numbers(&names, block.len());
        }
        for number in 0..names.len() {
            let context = self.context(block, &names, &named, headline);
            let held = context.held(&names[number]);
            let initials = context.initials_before(&names[number]);
            let seen = self.seen(block, &found[number], &names[number], held, initials);
            names[number].held.clone_from(&seen.held);
            if !self.body.is_closed(seen.start..seen.end) {
                all.push(seen);
            }
        }
    }

    /// Returns the entity whose strong form this is, if it is one entity's alone.
    pub(super) fn sole_strong(&self, form: u32) -> Option<u32> {
        match self.lexicon.forms[form as usize].by_strength().before(self.end).strong {
            [only] => Some(only.entity),
            _ => None,
        }
    }

    fn context<'a>(
        &'a self,
        tokens: &'a [Token],
        names: &'a [Name],
        named: &'a [Option<usize>],
        headline: bool,
    ) -> Context<'a> {
        let (text, language) = (&*self.body.text, self.language);
        Context { text, document: self.document, tokens, names, named, language, headline }
    }

    /// A role that was surely nobody's on the article's date is no name, so that the names in it are found.
    fn is_in_force(&self, form: u32) -> bool {
        let bearers = &self.lexicon.forms[form as usize].bearers;
        let is_borne = |bearer: &Bearer| bearer.entity < self.end;
        let holds = || bearers.iter().any(|bearer| is_borne(bearer) && lasts(bearer, self.date) != Some(false));
        match bearers.as_slice() {
            // Nearly every form is somebody's name.
            [first, ..] if !matches!(first.strength, Strength::Role { .. }) && is_borne(first) => true,
            _ => *self.known.in_force.borrow_mut().entry(form).or_insert_with(holds),
        }
    }

    fn role_means_another(&self, context: &Context<'_>, found: &[Candidate], number: usize) -> bool {
        let name = &context.names[number];
        let own = |other: usize| match (found[number].found, found[other].found) {
            (Found::Form(role), Found::Form(other)) => {
                *self.known.shared.borrow_mut().entry((role, other)).or_insert_with(|| self.is_shared(role, other))
            }
            _ => false,
        };
        name.nature.role && context::roles::means_another(context, name, own)
    }

    /// Tells whether somebody who has a role on the text's date bears another form too.
    fn is_shared(&self, role: u32, other: u32) -> bool {
        let all = |form: u32| self.lexicon.forms[form as usize].bearers.iter();
        let bearers = |form: u32| all(form).filter(|bearer| bearer.entity < self.end);
        let holders: HashSet<u32> = bearers(role)
            .filter(|bearer| lasts(bearer, self.date) != Some(false))
            .map(|bearer| bearer.entity)
            .collect();
        bearers(other).any(|bearer| holders.contains(&bearer.entity))
    }

    fn names(&self, found: &[Candidate]) -> Vec<Name> {
        found
            .iter()
            .map(|candidate| {
                let nature = match candidate.found {
                    Found::Form(form) => self.nature(&self.lexicon.forms[form as usize]),
                    Found::Local(_) => Nature { local: true, ..Nature::default() },
                };
                Name { first: candidate.first, after: candidate.after, nature, held: None }
            })
            .collect()
    }

    fn nature(&self, form: &Form) -> Nature {
        let natures = if self.end == u32::MAX { form.all_natures } else { form.natures };
        let is = |nature: u8| natures & nature != 0;
        let borne = form.by_strength().before(self.end);
        let role = borne.strong.is_empty() && borne.weak.is_empty();
        Nature {
            person: is(Form::PERSON),
            place: is(Form::PLACE),
            body: is(Form::ORGANISATION),
            role,
            full: is(Form::FULL_NAME),
            local: false,
        }
    }

    fn has_initials(&self, form: u32, letters: &str) -> bool {
        let mut initials = self.known.initials.borrow_mut();
        let known = initials.entry(form).or_default();
        if let Some(has) = known.get(letters) {
            return *has;
        }
        let bearers = self.lexicon.forms[form as usize].bearers.iter();
        let has = bearers.filter(|bearer| bearer.entity < self.end).any(|bearer| bears(self.lexicon, bearer, letters));
        known.insert(letters.to_owned(), has);
        has
    }

    fn seen(
        &self,
        block: &[Token],
        candidate: &Candidate,
        name: &Name,
        held: Option<Held>,
        initials: Option<std::ops::Range<usize>>,
    ) -> Seen {
        let (start, end) = (block[candidate.first].start as usize, block[candidate.after - 1].end as usize);
        let text = &self.body.text;
        // The last stop of `O.N.U.` belongs to it.
        let dotted = block[candidate.after - 1].text(text).contains('.') && text[end..].starts_with('.');
        let end = if dotted { end + 1 } else { end };
        let form = match candidate.found {
            Found::Local(index) => {
                return Seen { start, end, what: self.meaning[index].clone(), held: None, initials: String::new() };
            }
            Found::Form(form) => form,
        };
        let mut seen = Seen { start, end, what: What::Form(form), held, initials: String::new() };
        if let Some(initials) = initials.filter(|_| seen.held.is_none() && name.nature.person && !name.nature.full) {
            let first = &block[initials.start];
            let letters: String = block[initials].iter().map(|token| tokens::fold(token.text(text))).collect();
            if self.has_initials(form, &letters) {
                seen.start = first.start as usize;
                seen.initials = letters;
            } else {
                let word = first.text(text).to_owned();
                seen.held = Some(Held { rule: "initial", word, in_headline: false });
            }
        }
        seen
    }
}

/// Tells whether the bearer's first names begin with these letters.
pub(super) fn bears(lexicon: &Lexicon, bearer: &Bearer, letters: &str) -> bool {
    lexicon.entities[bearer.entity as usize].initials.iter().any(|initials| initials.starts_with(letters))
}

/// Returns for each token the number of the name that holds it.
fn numbers(names: &[Name], n_tokens: usize) -> Vec<Option<usize>> {
    let mut named = vec![None; n_tokens];
    for (number, name) in names.iter().enumerate() {
        named[name.first..name.after].fill(Some(number));
    }
    named
}

/// Puts in the place of each expression for a role that means another the names that stand in it.
fn without_roles(
    search: &Search<'_>,
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
        let others = search.find(inner, |form| candidate.found != Found::Form(form) && usable(form));
        let shift =
            |c: Candidate| Candidate { first: c.first + candidate.first, after: c.after + candidate.first, ..c };
        kept.extend(others.into_iter().map(shift));
    }
    kept
}

/// Tells whether a bearer's role covers a date: surely, surely not, or `None` where nobody can tell.
pub(super) fn lasts(bearer: &Bearer, date: Option<Edtf>) -> Option<bool> {
    let Strength::Role { from, to } = &bearer.strength else { return Some(true) };
    if from.is_none() && to.is_none() {
        return Some(true);
    }
    let date = date?;
    let begun = from.is_none_or(|from| from.earliest() <= date.earliest());
    let over = to.is_some_and(|to| to.latest() < date.latest());
    Some(begun && !over)
}
