//! Finds the entity of every name in a text: [`DocumentInput`] + its dates + [`Lexicon`] -> [`Annotations`].
//!
//! A strong form links if only one record has it. A weak form links if the article also names its entity in full, by a role or by
//! a decision, and nobody else with this name; without that only if it is hardly anybody else's. A role links if the article's
//! date is within it. If two entities are possible there is no link but an entry for review.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::acronyms;
use super::annotations::{AmbiguityReason, AmbiguousMention, Annotations, LinkReason, Mention};
use super::candidates::{LocalForm, LocalForms};
use super::context::WordCasing;
use super::decisions::DecidedName;
use super::disambiguation::{self, ArticlePresence, DisambiguationVerdict, Disambiguator};
use super::first_names;
use super::genitive;
use super::name_scanner::{FormCache, HitKind, NameHit, NameScanner};
use super::namesakes::Namesakes;
use crate::base::yaml_fields::SpannedText;
use crate::lang::LanguageData;
use crate::model::{Edtf, EntityIx};
use crate::parse::Body;
use crate::parse::body::touches;
use crate::parse::text_tokens::TextTokens;
use crate::registry::{Lexicon, TextFootprint};
use crate::text::tokens;
use crate::timex::{self, FoundDates};

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
    /// The names that people have decided, in order of place.
    pub decided: &'a [DecidedName],
    /// The words of the text, made on first use; start with `OnceCell::new()`.
    pub tokens: OnceCell<TextTokens>,
}

impl DocumentInput<'_> {
    /// Returns the words of the text.
    pub fn tokens(&self) -> &TextTokens {
        self.tokens.get_or_init(|| TextTokens::tokenize(&self.body.text, &self.body.blocks))
    }

    /// Returns whether a person has said which entity a name means.
    fn is_decided(&self, hit: &NameHit) -> bool {
        // Decisions that overlap are rare, and then the first one before the hit's end says enough.
        let after = self.decided.partition_point(|decided| decided.start < hit.end);
        let decided = after.checked_sub(1).map(|index| self.decided[index]);
        decided.is_some_and(|decided| decided.entity.is_some() && hit.start < decided.end)
    }

    /// Returns the entities that people have said are meant, each with the hash of the last word that means it.
    fn decided_entities(&self) -> impl Iterator<Item = (u64, EntityIx)> {
        self.decided.iter().filter_map(|decided| {
            let list = self.tokens().all();
            let after = list.partition_point(|token| (token.start as usize) < decided.end);
            Some((list[..after].last()?.hash, decided.entity?))
        })
    }
}

/// Finds every date of a document, except in code. They are known before the names, because a word inside a date is no name.
#[must_use]
pub fn find_dates(input: &DocumentInput<'_>) -> FoundDates {
    let mut found =
        timex::find_in_tokens(input.tokens(), &input.body.text, &input.body.blocks, input.date, input.language);
    let code = input.body.inline_code();
    found.dates.retain(|date| !touches(&code, date.start..date.end));
    found.uncertain.retain(|date| !touches(&code, date.start..date.end));
    found
}

/// Finds every name of a document with these dates. [`super::enrich()`] adds the dates and the quotations later, after the
/// decisions of people.
#[must_use]
pub fn annotate(input: &DocumentInput<'_>, found_dates: &FoundDates, lexicon: &Lexicon) -> Annotations {
    let dates = &found_dates.ranges();
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
    // A name that a person has decided says nothing about anybody else.
    let undecided: Vec<NameHit>;
    let undecided_hits = if input.decided.is_empty() {
        &hits
    } else {
        undecided = hits.iter().filter(|hit| !input.is_decided(hit)).cloned().collect();
        &undecided
    };
    present_entities.extend(input.decided.iter().filter_map(|decided| decided.entity));
    collect_present(undecided_hits, &scanner, &mut present_entities);
    let title = title_body(input.title);
    let title_tokens = TextTokens::tokenize(&title.text, &title.blocks);
    let title_hits = NameScanner { body: &title, ..scanner }.scan(title_tokens.all());
    collect_present(&title_hits, &scanner, &mut present_entities);
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
        collect_present(&NameScanner { body: &title, ..scanner }.scan(title_tokens.all()), &scanner, &mut all);
        all
    });
    for index in 0..input.unlinked.len() {
        if !unlinked.contains(&index) {
            annotations.unused_unlinked.push(index);
        }
    }
    let texts = [(&*input.body.text, undecided_hits.as_slice()), (&*title.text, title_hits.as_slice())];
    let mut namesakes = Namesakes::collect(&texts, lexicon, input.language);
    namesakes.add_plurals(&input.body.text, list, undecided_hits, input.language);
    for (last_word, entity) in input.decided_entities() {
        namesakes.add_entity(last_word, entity);
    }
    let by_role = entities_by_role(&hits, lexicon, input.date, end);
    let facts = ArticlePresence {
        date: input.date,
        present: &present_entities,
        all_present: all_present.as_ref(),
        by_role: &by_role,
        namesakes: &namesakes,
        casing: &words,
        knows_rare_names: input.language.gazetteer_column == 0,
    };
    let mut disambiguator = Disambiguator::new(lexicon, facts);
    for hit in &hits {
        record_hit(hit, input, lexicon, &present_entities, &mut disambiguator, &mut annotations);
    }
    let withheld: Vec<EntityIx> = all_present.iter().flatten().copied().filter(|entity| *entity >= end).collect();
    annotations.mentions.extend(first_names::find(input, lexicon, &hits, &withheld, dates));
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
    let ending = input.language.matching().genitive;
    let bare = genitive::bare_words(&input.body.text, input.tokens().all(), ending);
    let bare_title = genitive::bare_words(input.title, &title, ending);
    TextFootprint::new(
        &[
            (&input.body.text, input.tokens().all()),
            (input.title, &title),
            (&input.body.text, &bare),
            (input.title, &bare_title),
        ],
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
            HitKind::Form(form) if hit.hint.first_names.is_empty() => present.extend(scanner.sole_strong(*form)),
            HitKind::Form(form) => present.extend(scanner.sole_bearer(*form, &hit.hint.first_names)),
            HitKind::Acronym(entity, _) => drop(present.insert(*entity)),
            HitKind::LocalAlias(_) | HitKind::Unlinked(_) => {}
        }
    }
}

/// Returns the title as a text of one heading.
fn title_body(title: &str) -> Body {
    let heading =
        crate::parse::Block { start: 0, end: title.len(), kind: crate::parse::BlockKind::Heading, paragraph: 0 };
    Body { text: title.into(), main_len: title.len(), blocks: vec![heading], ..Body::default() }
}

/// Returns the entities that an expression for a role certainly means.
fn entities_by_role(hits: &[NameHit], lexicon: &Lexicon, date: Option<Edtf>, end: EntityIx) -> BTreeSet<EntityIx> {
    let mut seen = HashSet::new();
    let mut found = BTreeSet::new();
    for hit in hits {
        let HitKind::Form(form) = hit.kind else { continue };
        let senses = lexicon.form(form).senses_by_strength().before_entity(end);
        if senses.strong.is_empty()
            && senses.weak.is_empty()
            && seen.insert(form)
            && let DisambiguationVerdict::Certain(entity, _) = disambiguation::role(senses.roles, date)
        {
            found.insert(entity);
        }
    }
    found
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
    let result = disambiguator.disambiguate(index, hit.last_word, &hit.hint);
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
