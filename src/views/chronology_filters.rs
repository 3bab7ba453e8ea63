//! What the chronology can be narrowed to: the people, places and newspapers of most of its entries. Each option is a mark,
//! `f1`, that its entries bear; a style sheet hides the others, without a script.

use std::collections::BTreeMap;

use serde::Serialize;

use super::chronology::{DatedPassageView, Year};
use super::content::Content;
use super::context::RenderContext;
use crate::model::{BaseKind, EntityIx};

/// A list of options of which one is chosen.
#[derive(Clone, Debug, Serialize)]
pub struct ChronologyFilter {
    /// `person`, `place` or `publisher`.
    pub of: &'static str,
    /// The options, those with most entries first.
    pub options: Vec<FilterOption>,
}

/// A person, a place or a newspaper.
#[derive(Clone, Debug, Serialize)]
pub struct FilterOption {
    /// Its mark: a class, and the id of its control.
    pub mark: String,
    /// Its name.
    pub label: String,
    /// What distinguishes it from others with the same name; usually empty.
    pub apart: String,
    /// Number of passages.
    pub n: u64,
}

/// The style sheet has rules for `f1` to `f18`.
const MAX_OPTIONS: usize = 6;
/// A shorter chronology needs no filters.
const MIN_PASSAGES: usize = 12;
/// Marks of an option that keeps fewer passages help nobody.
const MIN_KEPT: u64 = 2;

/// Something that an entry can be kept for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Keeper {
    Entity(EntityIx),
    Publisher(String),
}

/// Finds the options, and marks the entries that each of them keeps.
#[must_use]
pub(super) fn mark(context: &RenderContext, years: &mut [Year]) -> Vec<ChronologyFilter> {
    let content = &context.content;
    let n_passages: usize = years.iter().flat_map(|year| &year.days).map(|day| day.passages.len()).sum();
    if n_passages < MIN_PASSAGES {
        return Vec::new();
    }
    let mut counted: BTreeMap<Keeper, u64> = BTreeMap::new();
    let passages = years.iter().flat_map(|year| &year.days).flat_map(|day| &day.passages);
    let kept: Vec<Vec<Keeper>> = passages.map(|passage| keepers(content, passage)).collect();
    for keeper in kept.iter().flatten() {
        *counted.entry(keeper.clone()).or_default() += 1;
    }
    let mut marks: BTreeMap<Keeper, String> = BTreeMap::new();
    let mut filters = Vec::new();
    for of in ["person", "place", "publisher"] {
        let mut found: Vec<(&Keeper, u64)> = counted
            .iter()
            .filter(|(keeper, n)| **n >= MIN_KEPT && kind(content, keeper) == of)
            .map(|(k, n)| (k, *n))
            .collect();
        found.sort_by_key(|(keeper, n)| (std::cmp::Reverse(*n), *keeper));
        found.truncate(MAX_OPTIONS);
        // What keeps everything is no choice.
        found.retain(|(_, n)| (*n as usize) < n_passages);
        if found.len() < 2 {
            continue;
        }
        let options = found.into_iter().map(|(keeper, n)| {
            let mark = format!("f{}", marks.len() + 1);
            marks.insert(keeper.clone(), mark.clone());
            let (label, apart) = match keeper {
                Keeper::Publisher(name) => (name.clone(), String::new()),
                Keeper::Entity(entity) => {
                    let entity = &content.registry.entities[*entity];
                    (entity.record.name.value.clone(), entity.apart.clone())
                }
            };
            FilterOption { mark, label, apart, n }
        });
        filters.push(ChronologyFilter { of, options: options.collect() });
    }
    let mut kept = kept.into_iter();
    for year in years {
        let mut of_year: Vec<&str> = Vec::new();
        for day in &mut year.days {
            let event = day.event.map(|event| event_keepers(content, event)).unwrap_or_default();
            let mut of_day: Vec<&str> =
                event.iter().filter_map(|keeper| marks.get(keeper)).map(String::as_str).collect();
            for passage in &mut day.passages {
                let keepers = kept.next().unwrap_or_default();
                let own: Vec<&str> =
                    keepers.iter().filter_map(|keeper| marks.get(keeper)).map(String::as_str).collect();
                passage.marks = own.join(" ");
                of_day.extend(own);
            }
            of_day.sort_unstable();
            of_day.dedup();
            day.marks = of_day.join(" ");
            of_year.extend(of_day);
        }
        of_year.sort_unstable();
        of_year.dedup();
        year.marks = of_year.join(" ");
    }
    filters
}

fn kind(content: &Content, keeper: &Keeper) -> &'static str {
    match keeper {
        Keeper::Publisher(_) => "publisher",
        Keeper::Entity(entity) => match content.registry.entities[*entity].behaves_as {
            BaseKind::Person => "person",
            BaseKind::Place => "place",
            _ => "",
        },
    }
}

/// Returns the records that the sentence names, and who published it.
fn keepers(content: &Content, passage: &DatedPassageView) -> Vec<Keeper> {
    let summary = &content.link_index.articles[passage.printed_in];
    let start = passage.range.0;
    let named = summary.entity_occurrences.iter().filter(|of| {
        let at = of.occurrences.partition_point(|one| one.sentence.0 < start);
        of.occurrences.get(at).is_some_and(|one| one.sentence.0 == start)
    });
    let entities = named.filter_map(|of| content.registry.find(of.entity.as_str())).map(Keeper::Entity);
    entities.chain(summary.card.publisher.clone().map(Keeper::Publisher)).collect()
}

/// Returns who took part in an event, and its place.
fn event_keepers(content: &Content, event: EntityIx) -> Vec<Keeper> {
    let record = &content.registry.entities[event].record;
    let named = record.participants.iter().chain(&record.place);
    named.filter_map(|text| content.registry.find(&text.value)).map(Keeper::Entity).collect()
}
