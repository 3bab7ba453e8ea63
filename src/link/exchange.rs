//! The dossier before + the summaries that changed -> the dossier now: what [`link`](super::link) gives, without folding
//! the others again.
//!
//! Articles and entities are numbers in a dossier, so this holds only while their ids stay: with an article more or
//! less, or with other groups of copies, the fold runs whole. That both roads end in one place is the law of the warm build.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::copies::Copies;
use super::dossier::{Dossier, entities_of, in_time, link, named_by, nearest, places, tags};
use super::summary::Summary;
use crate::registry::Registry;

/// A dossier and the registry it was linked with.
#[derive(Clone)]
pub struct Linked {
    /// The dossier.
    pub dossier: Arc<Dossier>,
    /// The registry.
    pub registry: Arc<Registry>,
}

/// With more changed summaries than one in this many, the whole fold is as fast.
const MAX_SHARE: usize = 16;

/// Folds the summaries, which are in order of id, into a dossier, from the one before where that is less work.
#[must_use]
pub fn relink(
    before: Option<&Linked>,
    articles: Arc<Vec<Arc<Summary>>>,
    copies: Arc<Copies>,
    registry: &Arc<Registry>,
) -> Arc<Dossier> {
    let is_comparable =
        |before: &&Linked| Arc::ptr_eq(&before.dossier.copies, &copies) && same_entities(&before.registry, registry);
    let Some(before) = before.filter(is_comparable) else {
        return Arc::new(link(articles, copies, registry));
    };
    // Of a group that counts which has most: without it, another does. Such an article is not taken out by subtraction.
    let is_alone = |index: &usize| copies.group_of[*index].is_none();
    match changed(&before.dossier.articles, &articles).filter(|changed| changed.iter().all(is_alone)) {
        Some(changed) if changed.is_empty() && Arc::ptr_eq(&before.registry, registry) => Arc::clone(&before.dossier),
        Some(changed) => Arc::new(exchange(before, articles, &changed, registry)),
        None => Arc::new(link(articles, copies, registry)),
    }
}

fn same_entities(before: &Arc<Registry>, now: &Arc<Registry>) -> bool {
    Arc::ptr_eq(before, now) || (before.entities.len() == now.entities.len() && before.ids().eq(now.ids()))
}

/// Returns the places of the summaries that are others, or nothing where places do not compare.
fn changed(before: &[Arc<Summary>], now: &[Arc<Summary>]) -> Option<Vec<usize>> {
    if before.len() != now.len() {
        return None;
    }
    let pairs = before.iter().zip(now).enumerate();
    let changed: Vec<usize> = pairs.filter(|(_, (a, b))| !Arc::ptr_eq(a, b)).map(|(index, _)| index).collect();
    let same_ids = changed.iter().all(|index| before[*index].card.id == now[*index].card.id);
    (same_ids && changed.len() <= 8 + now.len() / MAX_SHARE).then_some(changed)
}

fn exchange(before: &Linked, articles: Arc<Vec<Arc<Summary>>>, changed: &[usize], registry: &Arc<Registry>) -> Dossier {
    let old = &before.dossier;
    let same_registry = Arc::ptr_eq(&before.registry, registry);
    let moved: Vec<usize> =
        changed.iter().copied().filter(|index| old.articles[*index].card.date != articles[*index].card.date).collect();
    let by_date = if moved.is_empty() { old.by_date.clone() } else { in_new_order(old, &articles, &moved) };
    let same_tags = changed.iter().all(|index| old.articles[*index].card.tags == articles[*index].card.tags)
        && moved.is_empty()
        && (same_registry || record_tags(&before.registry).eq(record_tags(registry)));
    let mut dossier = Dossier {
        place_in_time: if moved.is_empty() { old.place_in_time.clone() } else { places(&by_date) },
        backlinks: old.backlinks.clone(),
        quotes_by: old.quotes_by.clone(),
        neighbours: old.neighbours.clone(),
        shared: old.shared.clone(),
        named_by: if same_registry { Arc::clone(&old.named_by) } else { Arc::new(named_by(registry)) },
        tags: if same_tags { Arc::clone(&old.tags) } else { Arc::new(tags(&articles, &by_date, registry)) },
        copies: Arc::clone(&old.copies),
        by_date,
        n_dated: exchanged_count(old.n_dated, old, &articles, changed, |summary| !summary.dates.is_empty()),
        n_quoting: exchanged_count(old.n_quoting, old, &articles, changed, |summary| !summary.quotes.is_empty()),
        articles,
    };
    let mut touched = BTreeSet::new();
    let mut counts: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    for index in changed {
        touch(&old.articles[*index], -1, registry, &mut touched, &mut counts);
        touch(&dossier.articles[*index], 1, registry, &mut touched, &mut counts);
    }
    relist(&mut dossier, changed, &touched, registry);
    recount(&mut dossier, counts);
    dossier
}

/// Counts the summaries that are so, from how many were before.
fn exchanged_count(
    before: usize,
    old: &Dossier,
    now: &[Arc<Summary>],
    changed: &[usize],
    is_so: impl Fn(&Summary) -> bool,
) -> usize {
    let count = |summaries: &[Arc<Summary>]| changed.iter().filter(|index| is_so(&summaries[**index])).count();
    before + count(now) - count(&old.articles)
}

fn record_tags(registry: &Registry) -> impl Iterator<Item = Vec<&str>> {
    registry.entities.iter().map(|entity| entity.record.tags.iter().map(|tag| tag.value.as_str()).collect())
}

/// Takes the articles that moved out of the order of time and puts them where they belong now.
fn in_new_order(old: &Dossier, articles: &[Arc<Summary>], moved: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = old.by_date.iter().copied().filter(|index| !moved.contains(index)).collect();
    for index in moved {
        let place = order.partition_point(|other| in_time(&articles[*other], &articles[*index]).is_lt());
        order.insert(place, *index);
    }
    order
}

/// Collects the entities that an article names, and what its pairs add (`sign` 1) or take away (-1).
fn touch(
    summary: &Summary,
    sign: i64,
    registry: &Registry,
    touched: &mut BTreeSet<usize>,
    counts: &mut BTreeMap<(usize, usize), i64>,
) {
    let entities = entities_of(summary, registry);
    touched.extend(entities.iter().flatten());
    let speakers = summary.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
    touched.extend(speakers.filter_map(|speaker| registry.find(speaker.as_str())));
    for (first, second, count) in &summary.pairs {
        if let (Some(a), Some(b)) = (entities[*first as usize], entities[*second as usize]) {
            *counts.entry((a, b)).or_default() += sign * i64::from(*count);
            *counts.entry((b, a)).or_default() += sign * i64::from(*count);
        }
    }
}

/// Lists anew where the touched entities are named and quoted.
fn relist(dossier: &mut Dossier, changed: &[usize], touched: &BTreeSet<usize>, registry: &Registry) {
    let stays = |(article, _): &&(usize, usize)| changed.binary_search(article).is_err();
    let kept =
        |list: &Arc<Vec<(usize, usize)>>| -> Vec<(usize, usize)> { list.iter().filter(stays).copied().collect() };
    let mut lists: BTreeMap<usize, [Vec<(usize, usize)>; 2]> = touched
        .iter()
        .map(|entity| (*entity, [kept(&dossier.backlinks[*entity]), kept(&dossier.quotes_by[*entity])]))
        .collect();
    for index in changed {
        let summary = &dossier.articles[*index];
        for (slice, entity) in entities_of(summary, registry).into_iter().enumerate() {
            if let Some(lists) = entity.and_then(|entity| lists.get_mut(&entity)) {
                lists[0].push((*index, slice));
            }
        }
        for (number, quote) in summary.quotes.iter().enumerate() {
            let speaker = quote.speaker.as_ref().and_then(|speaker| registry.find(speaker.as_str()));
            if let Some(lists) = speaker.and_then(|entity| lists.get_mut(&entity)) {
                lists[1].push((*index, number));
            }
        }
    }
    for (entity, mut lists) in lists {
        for list in &mut lists {
            list.sort_by_key(|(article, number)| (dossier.place_in_time[*article], *number));
        }
        let [backlinks, quotes] = lists;
        dossier.backlinks[entity] = Arc::new(backlinks);
        dossier.quotes_by[entity] = Arc::new(quotes);
    }
}

/// Adds what changed to the counts of shared paragraphs, and ranks the neighbours anew where it did.
fn recount(dossier: &mut Dossier, counts: BTreeMap<(usize, usize), i64>) {
    let mut recounted = BTreeSet::new();
    for ((one, other), change) in counts.into_iter().filter(|(_, change)| *change != 0) {
        recounted.insert(one);
        let shared = Arc::make_mut(&mut dossier.shared[one]);
        let count = i64::from(shared.get(&other).copied().unwrap_or_default()) + change;
        match u32::try_from(count) {
            Ok(count) if count > 0 => drop(shared.insert(other, count)),
            _ => drop(shared.remove(&other)),
        }
    }
    for entity in recounted {
        dossier.neighbours[entity] = Arc::new(nearest(&dossier.shared[entity]));
    }
}
