//! Finds the entity of every name in a text: [`DocumentInput`] + its dates + [`Lexicon`] -> [`Annotations`].
//!
//! A strong form links if only one record has it. A weak form links if the article also has a strong form of the same
//! entity, or if no other record has the form. A role links if the article's date is within it. If two entities are
//! possible there is no link but an entry for review.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::acronyms;
use super::annotations::{AmbiguityReason, AmbiguousMention, Annotations, LinkReason, Mention};
use super::candidates::{LocalForm, LocalForms};
use super::context::WordCasing;
use super::disambiguation::{DisambiguationVerdict, Disambiguator};
use super::name_scanner::{FormCache, HitKind, NameHit, NameScanner};
use crate::base::yaml_fields::SpannedText;
use crate::lang::LanguageData;
use crate::model::{Edtf, EntityIx};
use crate::parse::Body;
use crate::parse::text_tokens::TextTokens;
use crate::registry::{Lexicon, TextFootprint};
use crate::text::tokens;
use crate::timex::{self, DateMention};

/// What annotation reads of a document.
pub struct DocumentInput<'a> {
    /// The text.
    pub body: &'a Body,
    /// The headline, if it is not in the text. Its strong forms make weak forms in the text certain.
    pub title: &'a str,
    /// The date of publication, which decides who held a role.
    pub date: Option<Edtf>,
    /// The language of its text.
    pub language: &'static LanguageData,
    /// The forms of `as:`, with the ids that they mean.
    pub local_aliases: &'a [(SpannedText, SpannedText)],
    /// The forms of `unlinked:`.
    pub unlinked: &'a [SpannedText],
    /// The words of the text, made on first use; start with `OnceCell::new()`.
    pub tokens: OnceCell<TextTokens>,
}

impl DocumentInput<'_> {
    /// Returns the words of the text.
    pub fn tokens(&self) -> &TextTokens {
        self.tokens.get_or_init(|| TextTokens::tokenize(&self.body.text, &self.body.blocks))
    }
}

/// Finds every date of a document. They are known before the names, because a word inside a date is no name.
#[must_use]
pub fn find_dates(input: &DocumentInput<'_>) -> Vec<DateMention> {
    timex::find_in_tokens(input.tokens(), &input.body.text, &input.body.blocks, input.date, input.language)
}

/// Finds every name of a document with these dates. [`super::enrich()`] adds the dates and the quotations later, after the
/// decisions of people.
#[must_use]
pub fn annotate(input: &DocumentInput<'_>, dates: &[DateMention], lexicon: &Lexicon) -> Annotations {
    let language = input.language.matching();
    let mut annotations = Annotations::default();
    let mut present_entities: BTreeSet<EntityIx> = BTreeSet::new();
    link_references(input.body, lexicon, &mut annotations, &mut present_entities);
    let (mut local, mut local_kinds) = local_forms(input);
    let list = input.tokens().all();
    let (no_local_forms, words, form_cache) = (LocalForms::default(), WordCasing::new(list), FormCache::default());
    let (body, date, end) = (input.body, input.date, lexicon.published_end());
    let scanner = NameScanner {
        body,
        document: &words,
        lexicon,
        entity_limit: end,
        language,
        date,
        dates,
        local: &no_local_forms,
        local_kinds: &[],
        cache: &form_cache,
    };
    let mut hits = NameScanner { local: &local, local_kinds: &local_kinds, ..scanner }.scan(list);
    let acronyms = acronyms::find_definitions(&scanner, &hits, list);
    if !acronyms.is_empty() {
        for definition in acronyms {
            local.push(definition.acronym);
            local_kinds.push(definition.meaning);
        }
        hits = NameScanner { local: &local, local_kinds: &local_kinds, ..scanner }.scan(list);
    }
    collect_present(&hits, &scanner, &mut present_entities);
    collect_present_in_title(input.title, &scanner, &mut present_entities);
    let (mut pinned, mut unlinked) = (HashSet::new(), HashSet::new());
    for hit in &hits {
        match hit.kind {
            HitKind::LocalAlias(index) => drop(pinned.insert(index)),
            HitKind::Unlinked(index) => drop(unlinked.insert(index)),
            HitKind::Form(_) | HitKind::Acronym(..) => {}
        }
    }
    for (index, (_, id)) in input.local_aliases.iter().enumerate() {
        if !pinned.contains(&index) {
            annotations.unused_local_aliases.push(index);
        } else if let Some(entity) = lexicon.entity_index(&id.value) {
            present_entities.insert(entity);
        }
    }
    // The same with the withheld records, because a name may be theirs.
    let all_present = lexicon.has_withheld.then(|| {
        let form_cache = FormCache::default();
        let scanner = NameScanner { entity_limit: lexicon.end(), cache: &form_cache, ..scanner };
        let mut all = present_entities.clone();
        collect_present(
            &NameScanner { local: &local, local_kinds: &local_kinds, ..scanner }.scan(list),
            &scanner,
            &mut all,
        );
        collect_present_in_title(input.title, &scanner, &mut all);
        all
    });
    for index in 0..input.unlinked.len() {
        if !unlinked.contains(&index) {
            annotations.unused_unlinked.push(index);
        }
    }
    let mut disambiguator = Disambiguator::new(lexicon, input.date, &present_entities, all_present.as_ref());
    for hit in &hits {
        record_hit(hit, input, lexicon, &present_entities, &mut disambiguator, &mut annotations);
    }
    annotations.mentions.sort_by_key(|mention| mention.start);
    annotations.mentions.shrink_to_fit();
    annotations
}

/// Returns the part of a lexicon that the document depends on. With any lexicon that agrees on it, the result is the
/// same.
#[must_use]
pub fn text_footprint(input: &DocumentInput<'_>) -> TextFootprint {
    let mut title = Vec::new();
    tokens::tokenize(input.title, 0, input.title.len(), &mut title);
    let references = input.body.wiki_links.iter().map(|reference| reference.id.as_str());
    TextFootprint::new(
        &[(&input.body.text, input.tokens().all()), (input.title, &title)],
        references.chain(input.local_aliases.iter().map(|(_, id)| id.value.as_str())),
    )
}

/// Adds a mention for each link to a record in the text.
fn link_references(body: &Body, lexicon: &Lexicon, annotations: &mut Annotations, present: &mut BTreeSet<EntityIx>) {
    for reference in &body.wiki_links {
        let Some(entity) = lexicon.entity_index(&reference.id).filter(|_| !reference.text.is_empty()) else { continue };
        let named = lexicon.entity(entity);
        if named.withheld {
            continue;
        }
        present.insert(entity);
        annotations.mentions.push(Mention {
            start: reference.text.start,
            end: reference.text.end,
            entity: named.id.clone(),
            reason: LinkReason::Explicit,
            form: reference.id.clone(),
        });
    }
}

fn local_forms(input: &DocumentInput<'_>) -> (LocalForms, Vec<HitKind>) {
    let mut local = LocalForms::default();
    let mut local_kinds = Vec::new();
    for (index, (form, _)) in input.local_aliases.iter().enumerate() {
        if let Some(form) = LocalForm::new(&form.value) {
            local.push(form);
            local_kinds.push(HitKind::LocalAlias(index));
        }
    }
    for (index, form) in input.unlinked.iter().enumerate() {
        if let Some(form) = LocalForm::new(&form.value) {
            local.push(form);
            local_kinds.push(HitKind::Unlinked(index));
        }
    }
    (local, local_kinds)
}

/// Collects the entities that are present in the article by a name that only they have.
fn collect_present(hits: &[NameHit], scanner: &NameScanner<'_>, present: &mut BTreeSet<EntityIx>) {
    for hit in hits.iter().filter(|hit| hit.blocked_by.is_none()) {
        match &hit.kind {
            HitKind::Form(form) => present.extend(scanner.sole_strong(*form)),
            HitKind::Acronym(entity, _) => drop(present.insert(*entity)),
            HitKind::LocalAlias(_) | HitKind::Unlinked(_) => {}
        }
    }
}

fn collect_present_in_title(title: &str, scanner: &NameScanner<'_>, present: &mut BTreeSet<EntityIx>) {
    let body = Body {
        text: title.into(),
        main_len: title.len(),
        blocks: vec![crate::parse::Block {
            start: 0,
            end: title.len(),
            kind: crate::parse::BlockKind::Heading,
            paragraph: 0,
        }],
        ..Body::default()
    };
    collect_present(
        &NameScanner { body: &body, dates: &[], ..*scanner }.scan(TextTokens::tokenize(&body.text, &body.blocks).all()),
        scanner,
        present,
    );
}

/// Turns a name into a mention, an entry for review, or nothing.
///
/// What is published must be the same as if no withheld record existed, so the verdict does not depend on them. But if
/// the form may name a withheld entity, the mention is left out, and nothing that is published shows why.
fn record_hit(
    hit: &NameHit,
    input: &DocumentInput<'_>,
    lexicon: &Lexicon,
    present: &BTreeSet<EntityIx>,
    disambiguator: &mut Disambiguator<'_>,
    annotations: &mut Annotations,
) {
    let mut link = |entity: EntityIx, rule: LinkReason, form: String| {
        let named = lexicon.entity(entity);
        if !named.withheld {
            annotations.mentions.push(Mention {
                start: hit.start,
                end: hit.end,
                entity: named.id.clone(),
                reason: rule,
                form,
            });
        }
    };
    let (index, form) = match &hit.kind {
        HitKind::Unlinked(_) => return,
        HitKind::Acronym(..) if hit.blocked_by.is_some() => return,
        HitKind::Acronym(entity, form) => return link(*entity, LinkReason::Strong, form.clone()),
        HitKind::LocalAlias(index) => {
            let (form, id) = &input.local_aliases[*index];
            if let Some(entity) = lexicon.entity_index(&id.value) {
                link(entity, LinkReason::LocalAlias, form.value.clone());
            }
            return;
        }
        HitKind::Form(form) => (*form, lexicon.form(*form)),
    };
    let result = disambiguator.disambiguate(index, &hit.initials);
    let review = |reason: AmbiguityReason| {
        let (candidates, n_more) = (Arc::clone(&result.candidates), result.n_more);
        AmbiguousMention { start: hit.start, end: hit.end, candidates, n_more, reason }
    };
    let reason = match (result.verdict, &hit.blocked_by) {
        (DisambiguationVerdict::Nobody, _) => return,
        (DisambiguationVerdict::Certain(entity, rule), blocked)
            if blocked.as_ref().is_none_or(|blocked| blocked.in_headline && present.contains(&entity)) =>
        {
            match result.with_withheld {
                Some(DisambiguationVerdict::Doubtful(doubt)) => {
                    annotations.ambiguous_by_withheld.push(review(AmbiguityReason::Doubt(doubt)));
                }
                Some(DisambiguationVerdict::Certain(other, _)) if other != entity => {}
                _ => link(entity, rule, form.text.to_string()),
            }
            return;
        }
        (_, Some(blocked)) => AmbiguityReason::Blocked { rule: blocked.rule, word: blocked.word.clone() },
        (DisambiguationVerdict::Doubtful(doubt), None) => AmbiguityReason::Doubt(doubt),
        (DisambiguationVerdict::Certain(..), None) => return,
    };
    if !result.candidates.is_empty() {
        annotations.ambiguous.push(review(reason));
    }
}
