//! Updates the previous link index with the summaries that changed, without reading the other summaries again.
//!
//! The index refers to articles and entities by number. If articles were added or removed, the others are renumbered
//! first; if entities or groups of copies changed, everything is linked again. tests/laws/deltas.rs checks that both ways
//! agree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::article_weight::ArticleWeight;
use super::index::{
    BacklinkIx, LinkIndex, QuotationIx, closest_neighbours, compare_by_date, entities_of, link, named_by, ranks_by_date,
};
use super::summary::ArticleSummary;
use super::tags::tags;
use crate::duplicates::groups::CopyGroups;
use crate::model::{ArticleIx, EntityIx, List};
use crate::registry::Registry;

/// A link index and the registry it was linked with.
#[derive(Clone)]
pub struct LinkState {
    /// The index.
    pub link_index: Arc<LinkIndex>,
    /// The registry.
    pub registry: Arc<Registry>,
}

/// If more than one summary in this many changed, linking everything is as fast.
const MAX_SHARE: usize = 16;

/// Links the summaries, which are in order of id; updates the previous index if that is less work.
#[must_use]
pub fn update_links(
    previous: Option<&LinkState>,
    articles: Arc<List<ArticleIx, Arc<ArticleSummary>>>,
    copies: Arc<CopyGroups>,
    registry: &Arc<Registry>,
) -> Arc<LinkIndex> {
    let Some(previous) = previous.filter(|before| same_entities(&before.registry, registry)) else {
        return Arc::new(link(articles, copies, registry));
    };
    match SummaryChanges::between(&previous.link_index, &articles, &copies) {
        Some(change) if change.is_empty() && Arc::ptr_eq(&previous.registry, registry) => {
            Arc::clone(&previous.link_index)
        }
        Some(change) => Arc::new(apply_changes(previous, articles, copies, &change, registry)),
        None => Arc::new(link(articles, copies, registry)),
    }
}

fn same_entities(before: &Arc<Registry>, now: &Arc<Registry>) -> bool {
    Arc::ptr_eq(before, now) || (before.entities.len() == now.entities.len() && before.ids().eq(now.ids()))
}

/// The difference between two lists of summaries.
struct SummaryChanges {
    /// For each previous article its present number, if it still exists; `None` if all numbers stay the same.
    renumbered: Option<List<ArticleIx, Option<ArticleIx>>>,
    /// Previous numbers of the articles that were removed or changed.
    old: Vec<ArticleIx>,
    /// Present numbers of the articles that are new or changed, in order.
    new: Vec<ArticleIx>,
}

impl SummaryChanges {
    /// Returns the difference; `None` if linking everything is as fast, or the only way.
    fn between(
        before: &LinkIndex,
        now: &List<ArticleIx, Arc<ArticleSummary>>,
        copies: &Arc<CopyGroups>,
    ) -> Option<Self> {
        let change = Self::of(&before.articles, now);
        let is_small = change.old.len().max(change.new.len()) <= 8 + now.len() / MAX_SHARE;
        // In a group of copies only the article with most mentions counts: without it another one does. So an article of a
        // group cannot be removed by subtraction.
        let alone =
            |copies: &CopyGroups, list: &[ArticleIx]| list.iter().all(|index| copies.group_of[*index].is_none());
        let can_subtract = is_small
            && change.has_groups_of(&before.copies, copies)
            && alone(&before.copies, &change.old)
            && alone(copies, &change.new);
        can_subtract.then_some(change)
    }

    /// Compares two lists that are in order of id.
    fn of(before: &List<ArticleIx, Arc<ArticleSummary>>, now: &List<ArticleIx, Arc<ArticleSummary>>) -> Self {
        let (mut places, mut old, mut new) = (Vec::with_capacity(before.len()), Vec::new(), Vec::new());
        let mut next = 0;
        for (number, summary) in ArticleIx::number(before) {
            let goes_first =
                |other: &Arc<ArticleSummary>| !Arc::ptr_eq(other, summary) && other.card.id < summary.card.id;
            while now.get(next).is_some_and(goes_first) {
                new.push(ArticleIx::new(next));
                next += 1;
            }
            match now.get(next) {
                Some(same) if Arc::ptr_eq(same, summary) => {}
                Some(other) if other.card.id == summary.card.id => {
                    old.push(number);
                    new.push(ArticleIx::new(next));
                }
                _ => {
                    old.push(number);
                    places.push(None);
                    continue;
                }
            }
            places.push(Some(ArticleIx::new(next)));
            next += 1;
        }
        new.extend((next..now.len()).map(ArticleIx::new));
        let same =
            before.len() == now.len() && ArticleIx::number(&places).all(|(number, place)| *place == Some(number));
        Self { renumbered: (!same).then(|| places.into()), old, new }
    }

    fn is_empty(&self) -> bool {
        self.old.is_empty() && self.new.is_empty()
    }

    fn number(&self, before: ArticleIx) -> Option<ArticleIx> {
        self.renumbered.as_ref().map_or(Some(before), |places| places[before])
    }

    /// Returns whether the groups of copies are the previous ones, renumbered.
    fn has_groups_of(&self, before: &Arc<CopyGroups>, now: &Arc<CopyGroups>) -> bool {
        let same = |(a, b): (&Vec<ArticleIx>, &Vec<ArticleIx>)| {
            a.iter().map(|old| self.number(*old)).eq(b.iter().map(|new| Some(*new)))
        };
        let pairs = || before.groups.iter().zip(&now.groups);
        match self.renumbered {
            None => Arc::ptr_eq(before, now),
            Some(_) => before.groups.len() == now.groups.len() && pairs().all(same),
        }
    }

    /// Returns the weights of the present articles.
    fn article_weights(
        &self,
        old: &List<ArticleIx, ArticleWeight>,
        now: &List<ArticleIx, Arc<ArticleSummary>>,
    ) -> List<ArticleIx, ArticleWeight> {
        if self.renumbered.is_some() {
            return now.iter().map(|summary| ArticleWeight::of(summary)).collect();
        }
        let mut footings = old.clone();
        for index in &self.new {
            footings[*index] = ArticleWeight::of(&now[*index]);
        }
        footings
    }

    /// Returns lists of positions in articles, renumbered by `carry`, without the articles that are gone.
    fn carried<T>(
        &self,
        lists: &List<EntityIx, Arc<Vec<T>>>,
        carry: impl Fn(&T) -> Option<T>,
    ) -> List<EntityIx, Arc<Vec<T>>> {
        if self.renumbered.is_none() {
            return lists.clone();
        }
        lists.iter().map(|list| Arc::new(list.iter().filter_map(&carry).collect())).collect()
    }
}

fn apply_changes(
    previous: &LinkState,
    articles: Arc<List<ArticleIx, Arc<ArticleSummary>>>,
    copies: Arc<CopyGroups>,
    change: &SummaryChanges,
    registry: &Arc<Registry>,
) -> LinkIndex {
    let old = &previous.link_index;
    let same_registry = Arc::ptr_eq(&previous.registry, registry);
    let same_numbers = change.renumbered.is_none();
    let same = |is_same: fn(&ArticleSummary, &ArticleSummary) -> bool| {
        same_numbers && change.new.iter().all(|index| is_same(&old.articles[*index], &articles[*index]))
    };
    let same_dates = same(|a, b| a.card.date == b.card.date);
    let by_date = if same_dates { old.by_date.clone() } else { in_new_order(old, &articles, change) };
    let same_tags = same(|a, b| a.card.tags == b.card.tags)
        && same_dates
        && (same_registry || record_tags(&previous.registry).eq(record_tags(registry)));
    let mut dossier = LinkIndex {
        rank_by_date: if same_dates { old.rank_by_date.clone() } else { ranks_by_date(&by_date) },
        article_weights: change.article_weights(&old.article_weights, &articles),
        backlinks: change.carried(&old.backlinks, |at| Some(BacklinkIx { article: change.number(at.article)?, ..*at })),
        quotes_by: change
            .carried(&old.quotes_by, |at| Some(QuotationIx { article: change.number(at.article)?, ..*at })),
        neighbours: old.neighbours.clone(),
        cooccurrences: old.cooccurrences.clone(),
        incoming_record_links: if same_registry {
            Arc::clone(&old.incoming_record_links)
        } else {
            Arc::new(named_by(registry))
        },
        tags: if same_tags { Arc::clone(&old.tags) } else { Arc::new(tags(&articles, &by_date, registry)) },
        copies,
        by_date,
        n_dated: exchanged_count(old.n_dated, old, &articles, change, |summary| !summary.dates.is_empty()),
        n_quoting: exchanged_count(old.n_quoting, old, &articles, change, |summary| !summary.quotes.is_empty()),
        articles,
    };
    let mut touched = BTreeSet::new();
    let mut counts: BTreeMap<(EntityIx, EntityIx), i64> = BTreeMap::new();
    for index in &change.old {
        collect_effects(&old.articles[*index], -1, registry, &mut touched, &mut counts);
    }
    for index in &change.new {
        collect_effects(&dossier.articles[*index], 1, registry, &mut touched, &mut counts);
    }
    relist(&mut dossier, &change.new, &touched, registry);
    recount(&mut dossier, counts);
    dossier
}

/// Updates a count of the summaries with a property.
fn exchanged_count(
    before: usize,
    old: &LinkIndex,
    now: &List<ArticleIx, Arc<ArticleSummary>>,
    change: &SummaryChanges,
    is_so: impl Fn(&ArticleSummary) -> bool,
) -> usize {
    let count = |summaries: &List<ArticleIx, Arc<ArticleSummary>>, list: &[ArticleIx]| {
        list.iter().filter(|index| is_so(&summaries[**index])).count()
    };
    before + count(now, &change.new) - count(&old.articles, &change.old)
}

fn record_tags(registry: &Registry) -> impl Iterator<Item = Vec<&str>> {
    registry.entities.iter().map(|entity| entity.record.tags.iter().map(|tag| tag.value.as_str()).collect())
}

/// Removes changed articles from the order by date, and inserts them at their new positions.
fn in_new_order(
    old: &LinkIndex,
    articles: &List<ArticleIx, Arc<ArticleSummary>>,
    change: &SummaryChanges,
) -> Vec<ArticleIx> {
    let stays = |index: &ArticleIx| change.new.binary_search(index).is_err();
    let mut order: Vec<ArticleIx> =
        old.by_date.iter().filter_map(|index| change.number(*index)).filter(stays).collect();
    for index in &change.new {
        let place = order.partition_point(|other| compare_by_date(&articles[*other], &articles[*index]).is_lt());
        order.insert(place, *index);
    }
    order
}

/// Collects the entities that an article names, and what its pairs add (`sign` 1) or subtract (-1).
fn collect_effects(
    summary: &ArticleSummary,
    sign: i64,
    registry: &Registry,
    touched: &mut BTreeSet<EntityIx>,
    counts: &mut BTreeMap<(EntityIx, EntityIx), i64>,
) {
    let entities = entities_of(summary, registry);
    touched.extend(entities.iter().flatten());
    let speakers = summary.quotes.iter().flat_map(|quote| quote.speakers());
    touched.extend(speakers.filter_map(|speaker| registry.find(speaker.as_str())));
    for (first, second, count) in &summary.pairs {
        if let (Some(a), Some(b)) = (entities[*first as usize], entities[*second as usize]) {
            *counts.entry((a, b)).or_default() += sign * i64::from(*count);
            *counts.entry((b, a)).or_default() += sign * i64::from(*count);
        }
    }
}

/// Where an entity is named and quoted.
struct EntityLists {
    backlinks: Vec<BacklinkIx>,
    quotes: Vec<QuotationIx>,
}

/// Rebuilds the lists of where the touched entities are named and quoted.
fn relist(dossier: &mut LinkIndex, changed: &[ArticleIx], touched: &BTreeSet<EntityIx>, registry: &Registry) {
    let stays = |article: ArticleIx| changed.binary_search(&article).is_err();
    let kept = |entity: &EntityIx| EntityLists {
        backlinks: dossier.backlinks[*entity].iter().copied().filter(|at| stays(at.article)).collect(),
        quotes: dossier.quotes_by[*entity].iter().copied().filter(|at| stays(at.article)).collect(),
    };
    let mut lists: BTreeMap<EntityIx, EntityLists> = touched.iter().map(|entity| (*entity, kept(entity))).collect();
    for index in changed {
        let summary = &dossier.articles[*index];
        for (list, entity) in entities_of(summary, registry).into_iter().enumerate() {
            if let Some(lists) = entity.and_then(|entity| lists.get_mut(&entity)) {
                lists.backlinks.push(BacklinkIx { article: *index, list });
            }
        }
        for (number, quote) in summary.quotes.iter().enumerate() {
            for speaker in quote.speakers().filter_map(|speaker| registry.find(speaker.as_str())) {
                if let Some(lists) = lists.get_mut(&speaker) {
                    lists.quotes.push(QuotationIx { article: *index, quote: number });
                }
            }
        }
    }
    let rank = |article: ArticleIx| dossier.rank_by_date[article];
    for EntityLists { backlinks, quotes } in lists.values_mut() {
        backlinks.sort_by_key(|at| (rank(at.article), at.list));
        quotes.sort_by_key(|at| (rank(at.article), at.quote));
    }
    for (entity, EntityLists { backlinks, quotes }) in lists {
        dossier.backlinks[entity] = Arc::new(backlinks);
        dossier.quotes_by[entity] = Arc::new(quotes);
    }
}

/// Adds the changes to the counts of shared paragraphs, and ranks the neighbours of the affected entities again.
fn recount(dossier: &mut LinkIndex, counts: BTreeMap<(EntityIx, EntityIx), i64>) {
    let mut recounted = BTreeSet::new();
    for ((one, other), change) in counts.into_iter().filter(|(_, change)| *change != 0) {
        recounted.insert(one);
        let shared = Arc::make_mut(&mut dossier.cooccurrences[one]);
        let count = i64::from(shared.get(&other).copied().unwrap_or_default()) + change;
        match u32::try_from(count) {
            Ok(count) if count > 0 => drop(shared.insert(other, count)),
            _ => drop(shared.remove(&other)),
        }
    }
    for entity in recounted {
        dossier.neighbours[entity] = Arc::new(closest_neighbours(&dossier.cooccurrences[entity]));
    }
}
