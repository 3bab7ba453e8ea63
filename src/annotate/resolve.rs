//! Decides whose name a candidate is: [`Article`] or record text + [`Lexicon`] -> [`Annotated`].
//!
//! Strong forms link where one record bears them. Weak forms need a strong form of the same bearer in the article, or
//! no rival in the dossier. Roles need the article's date within theirs. Two possible bearers: no link, a review entry.

use std::collections::BTreeSet;

use super::annotated::{Annotated, Mention, Review, Rule};
use super::candidates::{self, Candidate, Found, LocalForm};
use super::context::{self, Context};
use super::dates;
use super::language::{self, Language};
use super::quotes::{self, Quote};
use crate::base::fields::Text;
use crate::model::lang::Rules;
use crate::model::{Edtf, Id};
use crate::parse::Body;
use crate::registry::lexicon::{Bearer, Form, Lexicon, Strength};
use crate::registry::tokens::{self, Gap, Token};

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
}

/// A candidate with what the rules know of it.
struct Seen {
    start: usize,
    end: usize,
    what: What,
    held: Option<context::Held>,
}

#[derive(Clone)]
enum What {
    Form(u32),
    Pinned(usize),
    Unlinked(usize),
    /// An acronym that the article explains: the entity and the form it stands for.
    Acronym(u32, String),
}

/// Finds every name of a document.
#[must_use]
pub fn annotate(input: &Input<'_>, lexicon: &Lexicon) -> Annotated {
    let language = language::of(input.rules);
    let mut annotated = Annotated::default();
    let mut present: BTreeSet<u32> = BTreeSet::new();
    explicit(input.body, lexicon, &mut annotated, &mut present);
    let (mut local, mut meaning) = local_forms(input);
    let list = tokens_of(input.body);
    let mut seen = look(input.body, &list, lexicon, language, &local, &meaning);
    if bridges(input.body, &seen, &list, lexicon, &mut local, &mut meaning) {
        seen = look(input.body, &list, lexicon, language, &local, &meaning);
    }
    vouch(&seen, lexicon, &mut present);
    vouch_title(input.title, lexicon, language, &mut present);
    for (index, (_, id)) in input.pins.iter().enumerate() {
        if !seen.iter().any(|seen| matches!(seen.what, What::Pinned(i) if i == index)) {
            annotated.unused_pins.push(index);
        } else if let Some(entity) = lexicon.entity(&id.value) {
            present.insert(entity);
        }
    }
    for index in 0..input.unlinked.len() {
        if !seen.iter().any(|seen| matches!(seen.what, What::Unlinked(i) if i == index)) {
            annotated.unused_unlinked.push(index);
        }
    }
    for seen in &seen {
        decide(seen, input, lexicon, &present, &mut annotated);
    }
    annotated.mentions.sort_by_key(|mention| mention.start);
    annotated.dates = dates::find(&input.body.text, &input.body.blocks, input.date, input.rules);
    annotated.quotes = quoted(input, lexicon, &annotated.mentions);
    annotated
}

/// Finds the quotations; a mention speaks by its record's kind.
fn quoted(input: &Input<'_>, lexicon: &Lexicon, mentions: &[Mention]) -> Vec<Quote> {
    let bearers: Vec<quotes::Bearer<'_>> = mentions
        .iter()
        .map(|mention| {
            let named = lexicon.entity(mention.entity.as_str()).map(|entity| &lexicon.entities[entity as usize]);
            let kind = named.map_or("", |named| named.kind.as_str());
            quotes::Bearer { start: mention.start, end: mention.end, entity: &mention.entity, kind }
        })
        .collect();
    quotes::find(&input.body.text, &input.body.blocks, &bearers, input.rules)
}

/// Returns the tokens of all blocks; each block begins with [`Gap::Start`], so no name crosses blocks.
fn tokens_of(body: &Body) -> Vec<Token> {
    let mut list = Vec::with_capacity(body.text.len() / 5);
    for block in &body.blocks {
        tokens::tokenize(&body.text, block.start, block.end, &mut list);
    }
    list
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

/// Finds candidates block by block and asks the context rules about each.
fn look(
    body: &Body,
    list: &[Token],
    lexicon: &Lexicon,
    language: &Language,
    local: &[LocalForm],
    meaning: &[What],
) -> Vec<Seen> {
    let mut all = Vec::new();
    let mut block_start = 0;
    while block_start < list.len() {
        let block_end = list[block_start + 1..]
            .iter()
            .position(|token| token.gap == Gap::Start)
            .map_or(list.len(), |at| block_start + 1 + at);
        let block = &list[block_start..block_end];
        block_start = block_end;
        let found = candidates::find(&body.text, block, lexicon, local);
        if found.is_empty() {
            continue;
        }
        let mut named = vec![false; block.len()];
        for candidate in &found {
            named[candidate.first..candidate.after].fill(true);
        }
        let context = Context {
            text: &body.text,
            tokens: block,
            named: &named,
            language,
            capitals_say_nothing: context::capitals_say_nothing(block),
        };
        for candidate in found {
            let (start, end) = (block[candidate.first].start as usize, block[candidate.after - 1].end as usize);
            if is_closed(body, start, end) {
                continue;
            }
            all.push(seen(&candidate, start, end, &context, lexicon, meaning));
        }
    }
    all
}

fn seen(
    candidate: &Candidate,
    start: usize,
    end: usize,
    context: &Context<'_>,
    lexicon: &Lexicon,
    meaning: &[What],
) -> Seen {
    match candidate.found {
        Found::Local(index) => Seen { start, end, what: meaning[index].clone(), held: None },
        Found::Form(form) => {
            let bearers = &lexicon.forms[form as usize].bearers;
            let is_place = bearers.iter().any(|bearer| lexicon.entities[bearer.entity as usize].kind == "place");
            // An expression for a role is a phrase, not a name: a capital after it is its bearer's own name.
            let only_roles = bearers.iter().all(|bearer| matches!(bearer.strength, Strength::Role { .. }));
            let held = if only_roles { None } else { context.held(candidate, is_place) };
            Seen { start, end, what: What::Form(form), held }
        }
    }
}

fn is_closed(body: &Body, start: usize, end: usize) -> bool {
    let index = body.closed.partition_point(|range| range.end <= start);
    body.closed.get(index).is_some_and(|range| range.start < end)
}

/// `Cour pénale internationale (CPI)` makes `la CPI` certain in this article. Returns whether any was found.
fn bridges(
    body: &Body,
    seen: &[Seen],
    list: &[Token],
    lexicon: &Lexicon,
    local: &mut Vec<LocalForm>,
    meaning: &mut Vec<What>,
) -> bool {
    let n_before = local.len();
    for seen in seen {
        let What::Form(form) = seen.what else { continue };
        let form = &lexicon.forms[form as usize];
        let Some(entity) = sole_strong(form).filter(|_| seen.held.is_none() && form.words.len() > 1) else { continue };
        let after = list.partition_point(|token| (token.start as usize) < seen.end);
        let Some(token) = list.get(after) else { continue };
        let between = &body.text[seen.end..token.start as usize];
        let closed = body.text[token.end as usize..].starts_with(')');
        let short = token.text(&body.text);
        if between.trim() != "(" || !closed || !token.is(Token::ALL_CAPITALS) || !is_acronym_of(short, form) {
            continue;
        }
        if let Some(acronym) = LocalForm::new(short) {
            local.push(acronym);
            meaning.push(What::Acronym(entity, format!("{} ({short})", form.text)));
        }
    }
    local.len() > n_before
}

/// Tells whether the letters of an acronym begin words of the form, in order: `CPI`, not `(AFP)` after a name.
fn is_acronym_of(short: &str, form: &Form) -> bool {
    let mut words = form.words.iter();
    tokens::fold(short).chars().all(|letter| words.any(|word| word.folded.starts_with(letter)))
}

/// Returns the entity whose strong form this is, if it is one entity's alone.
fn sole_strong(form: &Form) -> Option<u32> {
    let mut strong =
        form.bearers.iter().filter(|bearer| bearer.strength == Strength::Strong).map(|bearer| bearer.entity);
    let first = strong.next()?;
    strong.all(|entity| entity == first).then_some(first)
}

/// Collects who is present in the article by a name that is theirs alone.
fn vouch(seen: &[Seen], lexicon: &Lexicon, present: &mut BTreeSet<u32>) {
    for seen in seen.iter().filter(|seen| seen.held.is_none()) {
        match &seen.what {
            What::Form(form) => present.extend(sole_strong(&lexicon.forms[*form as usize])),
            What::Acronym(entity, _) => drop(present.insert(*entity)),
            What::Pinned(_) | What::Unlinked(_) => {}
        }
    }
}

fn vouch_title(title: &str, lexicon: &Lexicon, language: &Language, present: &mut BTreeSet<u32>) {
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
    let list = tokens_of(&body);
    vouch(&look(&body, &list, lexicon, language, &[], &[]), lexicon, present);
}

/// Makes a mention, a review entry or nothing of a candidate.
fn decide(seen: &Seen, input: &Input<'_>, lexicon: &Lexicon, present: &BTreeSet<u32>, annotated: &mut Annotated) {
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
    let reason = match (verdict(form, input.date, present), &seen.held) {
        (Verdict::Nobody, _) => return,
        (Verdict::Certain(entity, rule), None) => return link(entity, rule, form.text.clone()),
        (_, Some(held)) => format!("{}: `{}`", held.rule, held.word),
        (Verdict::Doubtful(reason), None) => reason.to_owned(),
    };
    let candidates: BTreeSet<&Id> = form
        .bearers
        .iter()
        .filter(|bearer| lasts(bearer, input.date) != Some(false))
        .map(|bearer| &lexicon.entities[bearer.entity as usize])
        .filter(|named| !named.withheld)
        .map(|named| &named.id)
        .collect();
    if !candidates.is_empty() {
        let candidates = candidates.into_iter().cloned().collect();
        annotated.reviews.push(Review { start: seen.start, end: seen.end, candidates, reason });
    }
}

enum Verdict {
    Certain(u32, Rule),
    Doubtful(&'static str),
    Nobody,
}

/// Decides whose form it is in an article of a date in which `present` are named by a strong form.
fn verdict(form: &Form, date: Option<Edtf>, present: &BTreeSet<u32>) -> Verdict {
    let of = |wanted: fn(&Strength) -> bool| -> BTreeSet<u32> {
        form.bearers.iter().filter(|bearer| wanted(&bearer.strength)).map(|bearer| bearer.entity).collect()
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
        (0, _, _) => role(form, date),
        (_, Some(entity), None) => Verdict::Certain(entity, Rule::Weak),
        (_, Some(_), Some(_)) => Verdict::Doubtful("shared: two bearers of this form are in the article"),
        (1, None, _) => weak.first().map_or(Verdict::Nobody, |entity| Verdict::Certain(*entity, Rule::Weak)),
        (_, None, _) => Verdict::Doubtful("weak: no bearer is named in full in the article"),
    }
}

fn role(form: &Form, date: Option<Edtf>) -> Verdict {
    let bearers: BTreeSet<u32> =
        form.bearers.iter().filter(|bearer| lasts(bearer, date) == Some(true)).map(|bearer| bearer.entity).collect();
    let undated = form.bearers.iter().any(|bearer| lasts(bearer, date).is_none());
    match (bearers.len(), bearers.first()) {
        (1, Some(entity)) if !undated => Verdict::Certain(*entity, Rule::Role),
        (0, _) if undated => Verdict::Doubtful("role: the article has no date"),
        (0, _) => Verdict::Nobody,
        (_, _) => Verdict::Doubtful("role: two people held it then"),
    }
}

/// Tells whether a bearer's role covers a date: surely, surely not, or `None` where nobody can tell.
fn lasts(bearer: &Bearer, date: Option<Edtf>) -> Option<bool> {
    let Strength::Role { from, to } = &bearer.strength else { return Some(true) };
    if from.is_none() && to.is_none() {
        return Some(true);
    }
    let date = date?;
    let begun = from.is_none_or(|from| from.earliest() <= date.earliest());
    let over = to.is_some_and(|to| to.latest() < date.latest());
    Some(begun && !over)
}
