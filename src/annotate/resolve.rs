//! Decides whose name a candidate is: [`Article`] or record text + [`Lexicon`] -> [`Annotated`].
//!
//! Strong forms link where one record bears them. Weak forms need a strong form of the same bearer in the article, or
//! no rival in the dossier. Roles need the article's date within theirs. Two possible bearers: no link, a review entry.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::annotated::{Annotated, Mention, Review, Rule};
use super::bearers::{Judgements, Verdict};
use super::bridges;
use super::candidates::{LocalForm, LocalForms};
use super::context::WrittenWords;
use super::language;
use super::look::{KnownForms, Look, Seen, What};
use super::words::Tokens;
use crate::base::fields::Text;
use crate::model::Edtf;
use crate::model::lang::Rules;
use crate::parse::Body;
use crate::registry::Sight;
use crate::registry::lexicon::Lexicon;
use crate::registry::tokens;

/// What of a document annotation looks at.
pub struct Input<'a> {
    /// The text.
    pub body: &'a Body,
    /// The headline, where it does not stand in the text; its strong names vouch for weak ones.
    pub title: &'a str,
    /// When it was published: roles are held by somebody at a time.
    pub date: Option<Edtf>,
    /// The rules that read it.
    pub rules: Rules,
    /// `as:`.
    pub pins: &'a [(Text, Text)],
    /// `unlinked:`.
    pub unlinked: &'a [Text],
    /// The words of the text, cut when somebody first asks; start with `OnceCell::new()`.
    pub tokens: OnceCell<Tokens>,
}

impl Input<'_> {
    /// Returns the words of the text.
    pub fn tokens(&self) -> &Tokens {
        self.tokens.get_or_init(|| Tokens::of(&self.body.text, &self.body.blocks))
    }
}

/// Finds every name of a document; dates and quotations are [`super::enrich()`]'s work, after what people decided.
#[must_use]
pub fn annotate(input: &Input<'_>, lexicon: &Lexicon) -> Annotated {
    let language = language::of(input.rules);
    let mut annotated = Annotated::default();
    let mut present: BTreeSet<u32> = BTreeSet::new();
    explicit(input.body, lexicon, &mut annotated, &mut present);
    let (mut local, mut meaning) = local_forms(input);
    let list = input.tokens().all();
    let (nothing, words, known) = (LocalForms::default(), WrittenWords::new(list), KnownForms::default());
    let (body, date, end) = (input.body, input.date, lexicon.n_published());
    let look =
        Look { body, document: &words, lexicon, end, language, date, local: &nothing, meaning: &[], known: &known };
    let mut seen = Look { local: &local, meaning: &meaning, ..look }.all(list);
    let explained = bridges::of(&look, &seen, list);
    if !explained.is_empty() {
        for bridge in explained {
            local.push(bridge.acronym);
            meaning.push(bridge.what);
        }
        seen = Look { local: &local, meaning: &meaning, ..look }.all(list);
    }
    vouch(&seen, &look, &mut present);
    vouch_title(input.title, &look, &mut present);
    let (mut pinned, mut unlinked) = (HashSet::new(), HashSet::new());
    for seen in &seen {
        match seen.what {
            What::Pinned(index) => drop(pinned.insert(index)),
            What::Unlinked(index) => drop(unlinked.insert(index)),
            What::Form(_) | What::Acronym(..) => {}
        }
    }
    for (index, (_, id)) in input.pins.iter().enumerate() {
        if !pinned.contains(&index) {
            annotated.unused_pins.push(index);
        } else if let Some(entity) = lexicon.entity(&id.value) {
            present.insert(entity);
        }
    }
    // Who is there for whoever knows the withheld records too: then a name may be theirs.
    let all_present = lexicon.withholds.then(|| {
        let known = KnownForms::default();
        let look = Look { end: u32::MAX, known: &known, ..look };
        let mut all = present.clone();
        vouch(&Look { local: &local, meaning: &meaning, ..look }.all(list), &look, &mut all);
        vouch_title(input.title, &look, &mut all);
        all
    });
    for index in 0..input.unlinked.len() {
        if !unlinked.contains(&index) {
            annotated.unused_unlinked.push(index);
        }
    }
    let mut judgements = Judgements::new(lexicon, input.date, &present, all_present.as_ref());
    for seen in &seen {
        decide(seen, input, lexicon, &present, &mut judgements, &mut annotated);
    }
    annotated.mentions.sort_by_key(|mention| mention.start);
    annotated.mentions.shrink_to_fit();
    annotated
}

/// Returns what of a lexicon the document can see: another one that shows it the same finds the same in it.
#[must_use]
pub fn sight(input: &Input<'_>) -> Sight {
    let mut title = Vec::new();
    tokens::tokenize(input.title, 0, input.title.len(), &mut title);
    let references = input.body.references.iter().map(|reference| reference.id.as_str());
    Sight::new(
        &[(&input.body.text, input.tokens().all()), (input.title, &title)],
        references.chain(input.pins.iter().map(|(_, id)| id.value.as_str())),
    )
}

/// Links in the text to records are mentions by themselves.
fn explicit(body: &Body, lexicon: &Lexicon, annotated: &mut Annotated, present: &mut BTreeSet<u32>) {
    for reference in &body.references {
        let Some(entity) = lexicon.entity(&reference.id).filter(|_| !reference.text.is_empty()) else { continue };
        let named = &lexicon.entities[entity as usize];
        if named.withheld {
            continue;
        }
        present.insert(entity);
        annotated.mentions.push(Mention {
            start: reference.text.start,
            end: reference.text.end,
            entity: named.id.clone(),
            rule: Rule::Explicit,
            form: reference.id.clone(),
        });
    }
}

fn local_forms(input: &Input<'_>) -> (LocalForms, Vec<What>) {
    let mut local = LocalForms::default();
    let mut meaning = Vec::new();
    for (index, (form, _)) in input.pins.iter().enumerate() {
        if let Some(form) = LocalForm::new(&form.value) {
            local.push(form);
            meaning.push(What::Pinned(index));
        }
    }
    for (index, form) in input.unlinked.iter().enumerate() {
        if let Some(form) = LocalForm::new(&form.value) {
            local.push(form);
            meaning.push(What::Unlinked(index));
        }
    }
    (local, meaning)
}

/// Collects who is present in the article by a name that is theirs alone.
fn vouch(seen: &[Seen], look: &Look<'_>, present: &mut BTreeSet<u32>) {
    for seen in seen.iter().filter(|seen| seen.held.is_none()) {
        match &seen.what {
            What::Form(form) => present.extend(look.sole_strong(*form)),
            What::Acronym(entity, _) => drop(present.insert(*entity)),
            What::Pinned(_) | What::Unlinked(_) => {}
        }
    }
}

fn vouch_title(title: &str, look: &Look<'_>, present: &mut BTreeSet<u32>) {
    let body = Body {
        text: title.into(),
        main_len: title.len(),
        blocks: vec![crate::parse::Block {
            start: 0,
            end: title.len(),
            kind: crate::parse::BlockKind::Heading,
            passage: 0,
        }],
        ..Body::default()
    };
    vouch(&Look { body: &body, ..*look }.all(Tokens::of(&body.text, &body.blocks).all()), look, present);
}

/// Makes a mention, a review entry or nothing of a candidate.
///
/// What is published must read as if no withheld record existed: so names are judged without them. Only a mention of which
/// the very form may be a withheld record's is not certain, and nothing published tells of that doubt.
fn decide(
    seen: &Seen,
    input: &Input<'_>,
    lexicon: &Lexicon,
    present: &BTreeSet<u32>,
    judgements: &mut Judgements<'_>,
    annotated: &mut Annotated,
) {
    let mut link = |entity: u32, rule: Rule, form: String| {
        let named = &lexicon.entities[entity as usize];
        if !named.withheld {
            annotated.mentions.push(Mention { start: seen.start, end: seen.end, entity: named.id.clone(), rule, form });
        }
    };
    let (index, form) = match &seen.what {
        What::Unlinked(_) => return,
        What::Acronym(entity, form) => return link(*entity, Rule::Strong, form.clone()),
        What::Pinned(index) => {
            let (form, id) = &input.pins[*index];
            if let Some(entity) = lexicon.entity(&id.value) {
                link(entity, Rule::Pinned, form.value.clone());
            }
            return;
        }
        What::Form(form) => (*form, &lexicon.forms[*form as usize]),
    };
    let judgement = judgements.of(index, &seen.initials);
    let review = |reason: String| {
        let (candidates, n_more) = (Arc::clone(&judgement.candidates), judgement.n_more);
        Review { start: seen.start, end: seen.end, candidates, n_more, reason }
    };
    let reason = match (judgement.verdict, &seen.held) {
        (Verdict::Nobody, _) => return,
        (Verdict::Certain(entity, rule), held)
            if held.as_ref().is_none_or(|held| held.in_headline && present.contains(&entity)) =>
        {
            match judgement.with_withheld {
                Some(Verdict::Doubtful(reason)) => annotated.unspoken.push(review(reason.to_owned())),
                Some(Verdict::Certain(other, _)) if other != entity => {}
                _ => link(entity, rule, form.text.to_string()),
            }
            return;
        }
        (_, Some(held)) => format!("{}: `{}`", held.rule, held.word),
        (Verdict::Doubtful(reason), None) => reason.to_owned(),
        (Verdict::Certain(..), None) => return,
    };
    if !judgement.candidates.is_empty() {
        annotated.reviews.push(review(reason));
    }
}
