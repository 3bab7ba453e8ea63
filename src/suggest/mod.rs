//! Suggests records: finds the names in the articles that no record covers, merges their spellings and guesses their
//! kind, all with evidence.
//!
//! ```text
//! Content            -> corpus_texts       ArticleText, with what needs no suggestion
//! ArticleText        -> tokenized_text     tokens with cues (cues), gazetteer flags (gazetteer_features), word clusters (word_clusters)
//! TokenizedText      -> tagger             labels, in two passes (features, corpus_evidence, weights, model)
//! labels             -> name_recognition   NameOccurrence; adds names that the tagger missed (head_nouns), roles
//! NameOccurrence     -> evident_names      the same, where the tagger does not know the language
//! NameOccurrence     -> proposed_names     the same, and the names that others proposed
//! NameOccurrence     -> forms              NameForm: occurrences with the same words
//! NameForm           -> cluster            FormCluster: the spellings of one name (form_union, spelling, person_names,
//!                                          person_merging, acronym_merging)
//! FormCluster        -> suggested_entity   SuggestedEntity, with its kind (kind_nouns) and evidence
//! SuggestedEntity    -> certainty          how often such a proposal is right
//! SuggestedEntity    -> record_match       records that it may belong to
//! entities and dates -> events             SuggestedEntity of kind event
//! part of the articles -> partial         lines that any process may write; all of them together give the same proposals
//! SuggestedEntity    -> draft_plan, draft  the texts of records, which the command line writes
//! ```
//!
//! Pure. Suggestions never link anything: a draft has `status: proposed` until the user accepts it.

mod acronym_merging;
mod certainty;
pub(crate) mod cluster;
pub mod corpus_evidence;
pub(crate) mod corpus_texts;
mod cues;
pub(crate) mod draft;
pub(crate) mod draft_plan;
pub(crate) mod event_names;
mod events;
mod evident_names;
pub mod features;
pub(crate) mod form_union;
pub(crate) mod forms;
mod gazetteer_features;
mod head_nouns;
mod kind_nouns;
pub mod labels;
pub mod model;
pub(crate) mod name_occurrence;
pub mod name_recognition;
pub(crate) mod partial;
mod person_merging;
mod person_names;
mod proposed_names;
pub mod record_match;
pub(crate) mod roles;
pub(crate) mod spelling;
pub(crate) mod suggested_entity;
pub mod tagger;
pub mod tokenized_text;
pub mod weights;
pub mod word_clusters;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use corpus_evidence::CorpusEvidence;
use events::{EventContext, EventDate, EventEntity};
use forms::NameForm;
use model::TwoPassModel;
use name_occurrence::NameOccurrence;
pub use name_occurrence::{ArticleText, NameProposer, ProposedName};
use record_match::RecordNames;
pub use suggested_entity::{NameEvidence, RecordMatch, SuggestedEntity};

use crate::model::{Id, LangTag};

/// The input of [`suggest`]: the articles, and what is known already.
pub struct SuggestInput<'a> {
    /// The articles, in order of id.
    pub articles: &'a [ArticleText<'a>],
    /// For each article the byte ranges that need no suggestion, in order: mentions of records, and ambiguous mentions,
    /// which `dossier review` asks about.
    pub covered: &'a [Vec<Range<usize>>],
    /// For each article the mentions of records, in order.
    pub entities: &'a [Vec<EventEntity>],
    /// For each article its dates, in order.
    pub dates: &'a [Vec<EventDate>],
    /// Names that others proposed and no record has, in order of article and place.
    pub proposed: &'a [ProposedName],
    /// The names of the records.
    pub names: &'a RecordNames,
    /// Names that the user refused, as folded words.
    pub refused: &'a HashSet<Vec<String>>,
    /// The site's language, which decides the name of a place.
    pub language: &'a LangTag,
    /// The weights of the tagger.
    pub model: TwoPassModel<'a>,
    /// The ids in use, in lower case.
    pub taken: HashSet<String>,
}

/// Returns every name that no record covers, most mentioned first and then by name; events come last.
#[must_use]
pub fn suggest(input: SuggestInput<'_>) -> Vec<SuggestedEntity> {
    let evidence = name_recognition::first_pass(input.articles, input.model);
    suggest_with(evidence, input)
}

/// As [`suggest`], with the evidence that [`name_recognition::first_pass`] found in the same articles.
#[must_use]
pub fn suggest_with(evidence: CorpusEvidence, input: SuggestInput<'_>) -> Vec<SuggestedEntity> {
    let SuggestInput { articles, covered, entities, dates, proposed, names, refused, language, model, mut taken } =
        input;
    // A proposed name may replace a covered one, so where there are some it is decided below.
    let has_proposed = |article| proposed.binary_search_by_key(&article, |name| name.article).is_ok();
    let wanted = |article: usize, bytes: &Range<usize>| !is_covered(&covered[article], bytes) || has_proposed(article);
    let mut occurrences = name_recognition::recognise_wanted_names(articles, model, evidence, wanted);
    evident_names::keep_evident(articles, &mut occurrences);
    proposed_names::add_proposed(articles, &mut occurrences, proposed);
    occurrences.retain(|name| !is_covered(&covered[name.article], &name.bytes));
    // A refused name is removed only after clustering: its last name alone is refused with it, and is not another's.
    let forms = wanted_forms(articles, &mut occurrences, |words| names.has(words));
    let groups = cluster::cluster_forms(articles, &occurrences, &forms);
    let mut made: Vec<Option<SuggestedEntity>> = groups
        .iter()
        .map(|group| suggested_entity::suggest_entity(articles, &occurrences, &forms, group, language))
        .collect();
    // Only the candidates are needed from here on. In a large dossier the occurrences take much memory, so free them
    // first.
    drop((occurrences, forms));
    let shown: Vec<Option<String>> =
        made.iter().map(|candidate| candidate.as_ref().map(|candidate| candidate.name.clone())).collect();
    let mut candidates: Vec<SuggestedEntity> = Vec::with_capacity(made.len());
    for (group, candidate) in groups.iter().zip(&mut made) {
        let Some(mut candidate) = candidate.take().and_then(|candidate| without_refused(candidate, refused)) else {
            continue;
        };
        candidate.ambiguous_with = group.ambiguous_with.iter().filter_map(|other| shown[*other].clone()).collect();
        candidate.record_matches = names.matching_records(&candidate);
        candidate.confidence = certainty::certainty(candidate.confidence, candidate.evidence.len());
        candidates.push(candidate);
    }
    drop((groups, made));
    proposed_names::credit_proposers(&mut candidates, proposed);
    mark_minors(&mut candidates);
    mark_first_names(&mut candidates, names);
    candidates.sort_by(|a, b| b.evidence.len().cmp(&a.evidence.len()).then_with(|| a.name.cmp(&b.name)));
    candidates.iter_mut().for_each(|candidate| candidate.id = free_id(candidate, &mut taken));
    let entities = entities_with_suggestions(entities, &candidates);
    let contexts: Vec<EventContext<'_>> =
        entities.iter().zip(dates).map(|(entities, dates)| EventContext { entities, dates }).collect();
    let mut events = events::suggest_events(articles, &contexts, crate::lang::data(language).format);
    let is_unwanted = |words: &[String]| names.has(words) || refused.contains(words);
    events.retain(|event| event.forms.iter().all(|form| !is_unwanted(&record_match::folded_words(form))));
    events.iter_mut().for_each(|event| event.id = free_id(event, &mut taken));
    candidates.extend(events);
    candidates
}

/// Marks a first name alone as a minor's, in case one of its articles also gives the full name of a minor with that
/// first name.
fn mark_minors(candidates: &mut [SuggestedEntity]) {
    let mut known: HashMap<String, Vec<(usize, suggested_entity::NameEvidence)>> = HashMap::new();
    for child in candidates.iter().filter(|candidate| candidate.name.contains(' ')) {
        let Some(age) = &child.minor_age else { continue };
        for word in record_match::folded_words(&child.name) {
            known.entry(word).or_default().extend(child.evidence.iter().map(|at| (at.article, age.clone())));
        }
    }
    for candidate in candidates.iter_mut().filter(|candidate| candidate.minor_age.is_none()) {
        let is_person = candidate.kind.is_none_or(|kind| kind == "person");
        let Some(same) = known.get(&record_match::folded_words(&candidate.name).join(" ")).filter(|_| is_person) else {
            continue;
        };
        let is_here = |article: usize| candidate.evidence.iter().any(|at| at.article == article);
        candidate.minor_age = same.iter().find(|(article, _)| is_here(*article)).map(|(_, age)| age.clone());
    }
}

/// Marks a first name alone as undecided, in case somebody in the dossier has it in full, with a record or without: it is
/// probably that person's. A minor's keeps its own draft, which makes initials of it.
fn mark_first_names(candidates: &mut [SuggestedEntity], names: &RecordNames) {
    const MAX_SHOWN: usize = 4;
    let mut bearers: HashMap<String, BTreeSet<String>> = HashMap::new();
    for (given, name) in names.first_names() {
        bearers.entry(given.to_owned()).or_default().insert(name.to_owned());
    }
    for full in candidates.iter().filter(|candidate| candidate.kind == Some("person") && candidate.family.is_none()) {
        if let Some((given, _)) = full.name.split_once(' ') {
            let given = record_match::folded_words(given).join(" ");
            bearers.entry(given).or_default().insert(full.name.clone());
        }
    }
    for candidate in candidates.iter_mut().filter(|candidate| candidate.minor_age.is_none()) {
        let is_bare = candidate.kind == Some("person") && !candidate.name.contains(' ');
        let words = record_match::folded_words(&candidate.name).join(" ");
        let same = bearers.get(&words).filter(|_| is_bare && candidate.ambiguous_with.is_empty());
        candidate.ambiguous_with.extend(same.into_iter().flatten().take(MAX_SHOWN).cloned());
    }
}

/// Returns a candidate without its refused forms; `None` if its name is refused, or nothing else is left of it.
fn without_refused(mut candidate: SuggestedEntity, refused: &HashSet<Vec<String>>) -> Option<SuggestedEntity> {
    if refused.is_empty() {
        return Some(candidate);
    }
    let is_refused = |text: &str| refused.contains(&record_match::folded_words(text));
    if is_refused(&candidate.name) {
        return None;
    }
    candidate.forms.retain(|form| !is_refused(form));
    candidate.merges.retain(|merge| !is_refused(&merge.form) && !is_refused(&merge.with));
    candidate.evidence.retain(|at| !is_refused(&at.text));
    let articles: HashSet<usize> = candidate.evidence.iter().map(|at| at.article).collect();
    candidate.n_articles = articles.len();
    (!candidate.evidence.is_empty()).then_some(candidate)
}

fn is_covered(covered: &[Range<usize>], bytes: &Range<usize>) -> bool {
    let from = covered.partition_point(|range| range.end <= bytes.start);
    covered.get(from).is_some_and(|range| range.start <= bytes.start && bytes.end <= range.end)
}

/// Removes unwanted names and returns the forms of the others.
fn wanted_forms(
    article_texts: &[ArticleText<'_>],
    occurrences: &mut Vec<NameOccurrence>,
    unwanted: impl Fn(&[String]) -> bool,
) -> Vec<NameForm> {
    let all = forms::collect_forms(article_texts, occurrences);
    let gone: HashSet<usize> =
        all.iter().filter(|form| unwanted(&form.words)).flat_map(|form| form.occurrences.iter().copied()).collect();
    if gone.is_empty() {
        return all;
    }
    let mut number = 0;
    occurrences.retain(|_| {
        number += 1;
        !gone.contains(&(number - 1))
    });
    forms::collect_forms(article_texts, occurrences)
}

/// Returns the entities of each article, in order: the mentions of records, and the candidates under the id that their
/// record would get.
fn entities_with_suggestions(known: &[Vec<EventEntity>], candidates: &[SuggestedEntity]) -> Vec<Vec<EventEntity>> {
    let mut all = known.to_vec();
    for candidate in candidates {
        let record = candidate.record_matches.iter().find(|near| near.why.is_some()).map(|near| near.id.clone());
        let id = record.or_else(|| candidate.id.as_ref().map(ToString::to_string));
        let Some((id, kind)) = id.zip(candidate.kind) else { continue };
        for evidence in &candidate.evidence {
            all[evidence.article].push(EventEntity {
                bytes: evidence.bytes.clone(),
                id: id.clone(),
                kind: kind.to_owned(),
            });
        }
    }
    all.iter_mut().for_each(|entities| entities.sort_by_key(|entity| (entity.bytes.start, entity.bytes.end)));
    all
}

/// Returns a free id for the record of a candidate.
fn free_id(candidate: &SuggestedEntity, taken: &mut HashSet<String>) -> Option<Id> {
    let slug = crate::model::id::slug(&candidate.name);
    let by_kind = candidate.kind.map(|kind| format!("{slug}-{kind}"));
    let numbered = (2..1000).map(|number| format!("{slug}-{number}"));
    let id =
        std::iter::once(slug.clone()).chain(by_kind).chain(numbered).find(|id| !taken.contains(&id.to_lowercase()))?;
    let parsed = Id::parse(&id).ok()?;
    taken.insert(id.to_lowercase());
    Some(parsed)
}
