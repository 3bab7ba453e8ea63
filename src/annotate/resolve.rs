//! Decides whose name a candidate is: [`Article`] or record text + [`Lexicon`] -> [`Annotated`].
//!
//! Strong forms link where one record bears them. Weak forms need a strong form of the same bearer in the article, or
//! no rival in the dossier. Roles need the article's date within theirs. Two possible bearers: no link, a review entry.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::annotated::{Annotated, Mention, Review, Rule};
use super::bridges;
use super::candidates::LocalForm;
use super::language;
use super::look::{self, Look, Seen, What, lasts};
use super::words::Tokens;
use crate::base::fields::Text;
use crate::model::lang::Rules;
use crate::model::{Edtf, Id};
use crate::parse::Body;
use crate::registry::Sight;
use crate::registry::lexicon::{Bearer, Lexicon, Strength};
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
    let (body, date) = (input.body, input.date);
    let look = Look { body, document: list, lexicon, with_withheld: false, language, date, local: &[], meaning: &[] };
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
    for (index, (_, id)) in input.pins.iter().enumerate() {
        if !seen.iter().any(|seen| matches!(seen.what, What::Pinned(i) if i == index)) {
            annotated.unused_pins.push(index);
        } else if let Some(entity) = lexicon.entity(&id.value) {
            present.insert(entity);
        }
    }
    // Who is there for whoever knows the withheld records too: then a name may be theirs.
    let all = lexicon.withholds.then(|| {
        let look = Look { with_withheld: true, local: &local, meaning: &meaning, ..look };
        let mut all = BTreeSet::new();
        vouch(&look.all(list), &look, &mut all);
        vouch_title(input.title, &Look { local: &[], meaning: &[], ..look }, &mut all);
        all.union(&present).copied().collect::<BTreeSet<u32>>()
    });
    for index in 0..input.unlinked.len() {
        if !seen.iter().any(|seen| matches!(seen.what, What::Unlinked(i) if i == index)) {
            annotated.unused_unlinked.push(index);
        }
    }
    for seen in &seen {
        decide(seen, input, lexicon, (&present, all.as_ref()), &mut annotated);
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

fn local_forms(input: &Input<'_>) -> (Vec<LocalForm>, Vec<What>) {
    let mut local = Vec::new();
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
            What::Form(form) => present.extend(look.sole_strong(&look.lexicon.forms[*form as usize])),
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

/// Makes a mention, a review entry or nothing of a candidate. `present` are those whom the text names in full, without and
/// with the withheld ones.
///
/// What is published must read as if no withheld record existed: so names are judged without them. Only a mention of which
/// the very form may be a withheld record's is not certain, and nothing published tells of that doubt.
fn decide(
    seen: &Seen,
    input: &Input<'_>,
    lexicon: &Lexicon,
    (present, all_present): (&BTreeSet<u32>, Option<&BTreeSet<u32>>),
    annotated: &mut Annotated,
) {
    let mut link = |entity: u32, rule: Rule, form: String| {
        let named = &lexicon.entities[entity as usize];
        if !named.withheld {
            annotated.mentions.push(Mention { start: seen.start, end: seen.end, entity: named.id.clone(), rule, form });
        }
    };
    let form = match &seen.what {
        What::Unlinked(_) => return,
        What::Acronym(entity, form) => return link(*entity, Rule::Strong, form.clone()),
        What::Pinned(index) => {
            let (form, id) = &input.pins[*index];
            if let Some(entity) = lexicon.entity(&id.value) {
                link(entity, Rule::Pinned, form.value.clone());
            }
            return;
        }
        What::Form(form) => &lexicon.forms[*form as usize],
    };
    let all: Vec<Bearer> = form
        .bearers
        .iter()
        .filter(|bearer| seen.initials.is_empty() || look::bears(lexicon, bearer, &seen.initials))
        .cloned()
        .collect();
    let bearers: Vec<Bearer> = all.iter().filter(|bearer| !look::is_withheld(lexicon, bearer)).cloned().collect();
    let candidates: BTreeSet<&Id> = bearers
        .iter()
        .filter(|bearer| lasts(bearer, input.date) != Some(false))
        .map(|bearer| &lexicon.entities[bearer.entity as usize].id)
        .collect();
    let review = |reason: String| Review {
        start: seen.start,
        end: seen.end,
        candidates: candidates.iter().map(|id| (*id).clone()).collect(),
        reason,
    };
    let reason = match (verdict(&bearers, input.date, present), &seen.held) {
        (Verdict::Nobody, _) => return,
        (Verdict::Certain(entity, rule), held)
            if held.as_ref().is_none_or(|held| held.in_headline && present.contains(&entity)) =>
        {
            let with_withheld = all_present.filter(|_| all.len() > bearers.len());
            match with_withheld.map(|present| verdict(&all, input.date, present)) {
                Some(Verdict::Doubtful(reason)) if !candidates.is_empty() => {
                    annotated.unspoken.push(review(reason.to_owned()));
                }
                Some(Verdict::Certain(other, _)) if other != entity => {}
                _ => link(entity, rule, form.text.to_string()),
            }
            return;
        }
        (_, Some(held)) => format!("{}: `{}`", held.rule, held.word),
        (Verdict::Doubtful(reason), None) => reason.to_owned(),
        (Verdict::Certain(..), None) => return,
    };
    if !candidates.is_empty() {
        annotated.reviews.push(review(reason));
    }
}

enum Verdict {
    Certain(u32, Rule),
    Doubtful(&'static str),
    Nobody,
}

/// Decides who of its bearers a form means in an article of a date in which `present` are named by a strong form.
fn verdict(bearers: &[Bearer], date: Option<Edtf>, present: &BTreeSet<u32>) -> Verdict {
    let of = |wanted: fn(&Strength) -> bool| -> BTreeSet<u32> {
        bearers.iter().filter(|bearer| wanted(&bearer.strength)).map(|bearer| bearer.entity).collect()
    };
    let strong = of(|strength| *strength == Strength::Strong);
    let weak: BTreeSet<u32> = of(|strength| *strength == Strength::Weak).difference(&strong).copied().collect();
    let mut weak_here = weak.intersection(present).copied();
    match (strong.len(), strong.first()) {
        (0, _) => {}
        (1, Some(entity)) if weak_here.next().is_none() => return Verdict::Certain(*entity, Rule::Strong),
        (1, _) => return Verdict::Doubtful("shared: another bearer of this form is in the article"),
        (_, _) => return Verdict::Doubtful("shared: two records bear this form"),
    }
    match (weak.len(), weak_here.next(), weak_here.next()) {
        (0, _, _) => role(bearers, date),
        (_, Some(entity), None) => Verdict::Certain(entity, Rule::Weak),
        (_, Some(_), Some(_)) => Verdict::Doubtful("shared: two bearers of this form are in the article"),
        (1, None, _) => weak.first().map_or(Verdict::Nobody, |entity| Verdict::Certain(*entity, Rule::Weak)),
        (_, None, _) => Verdict::Doubtful("weak: no bearer is named in full in the article"),
    }
}

fn role(all: &[Bearer], date: Option<Edtf>) -> Verdict {
    let bearers: BTreeSet<u32> =
        all.iter().filter(|bearer| lasts(bearer, date) == Some(true)).map(|bearer| bearer.entity).collect();
    let undated = all.iter().any(|bearer| lasts(bearer, date).is_none());
    match (bearers.len(), bearers.first()) {
        (1, Some(entity)) if !undated => Verdict::Certain(*entity, Rule::Role),
        (0, _) if undated => Verdict::Doubtful("role: the article has no date"),
        (0, _) => Verdict::Nobody,
        (_, _) => Verdict::Doubtful("role: two people held it then"),
    }
}
