//! Summaries + registry -> [`LinkIndex`]: backlinks, neighbours, tags, order by date.
//!
//! [`link`] reads all summaries. A warm build calls [`super::update_links`], which updates the previous index if it can.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::article_weight::ArticleWeight;
use super::summary::{ArticleSummary, EntityOccurrences, Quotation};
use super::tags::{TagIndex, tags};
use crate::base::FxHashMap;
use crate::base::{Code, Diagnostic, KeyBuilder, Keyed};
use crate::duplicates::groups::CopyGroups;
use crate::model::{ArticleIx, Edtf, EntityIx, Id, List};
use crate::registry::Registry;
use crate::say;

/// The links among the articles and entities of a dossier.
#[derive(Debug, Default)]
pub struct LinkIndex {
    /// The articles, in order of id.
    pub articles: Arc<List<ArticleIx, Arc<ArticleSummary>>>,
    /// How many of them mention a date.
    pub n_dated: usize,
    /// How many of them have a quotation.
    pub n_quoting: usize,
    /// Indexes into `articles`, newest first, undated last, then by id.
    pub by_date: Vec<ArticleIx>,
    /// For each article its position in `by_date`.
    pub rank_by_date: List<ArticleIx, usize>,
    /// For each article its properties for comparisons.
    pub article_weights: List<ArticleIx, ArticleWeight>,
    /// For each entity of the registry the articles that name it, newest first.
    pub backlinks: List<EntityIx, Arc<Vec<BacklinkIx>>>,
    /// For each entity its quotations, newest article first.
    pub quotes_by: List<EntityIx, Arc<Vec<QuotationIx>>>,
    /// For each entity: the entities it shares most paragraphs with, most first.
    pub neighbours: List<EntityIx, Arc<Vec<Neighbour>>>,
    /// For each entity: the entities whose records name it, and how, in order of id.
    pub incoming_record_links: Arc<List<EntityIx, Vec<(EntityIx, RecordLink)>>>,
    /// The tags.
    pub tags: Arc<TagIndex>,
    /// Groups of articles that print one dispatch.
    pub copies: Arc<CopyGroups>,
    /// For each entity: how many paragraphs it shares with each other.
    pub(super) cooccurrences: List<EntityIx, Arc<CooccurrenceCounts>>,
}

/// The occurrences of an entity in one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BacklinkIx {
    /// The article.
    pub article: ArticleIx,
    /// Index into the article's [`ArticleSummary::entity_occurrences`].
    pub list: usize,
}

/// A quotation in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotationIx {
    /// The article.
    pub article: ArticleIx,
    /// Index into the article's [`ArticleSummary::quotes`].
    pub quote: usize,
}

/// Other entities and how many paragraphs one shares with each.
pub(super) type CooccurrenceCounts = FxHashMap<EntityIx, u32>;

/// Another entity and the number of shared paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Index into the registry.
    pub entity: EntityIx,
    /// Paragraphs shared.
    pub n_paragraphs: u32,
}

/// How one record refers to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordLink {
    /// The other participates in this event.
    Participant,
    /// This event took place there.
    Place,
    /// This is a part of the other.
    Part,
    /// The relation at this index of the record.
    Relation(usize),
}

impl Keyed for RecordLink {
    fn key_into(&self, key: &mut KeyBuilder) {
        match self {
            Self::Participant => key.number(0),
            Self::Place => key.number(1),
            Self::Part => key.number(2),
            Self::Relation(index) => key.number(3).add(index),
        };
    }
}

/// Maximum number of neighbours shown on an entity's page.
const MAX_NEIGHBOURS: usize = 16;

/// Links the summaries, which are in order of id; `copies` are their groups.
#[must_use]
pub fn link(
    articles: Arc<List<ArticleIx, Arc<ArticleSummary>>>,
    copies: Arc<CopyGroups>,
    registry: &Registry,
) -> LinkIndex {
    let mut dossier = LinkIndex { by_date: by_date(&articles), copies, ..LinkIndex::default() };
    dossier.rank_by_date = ranks_by_date(&dossier.by_date);
    // Each of these reads all articles, and none needs the result of another.
    let entities: Vec<_> = articles.par_iter().map(|summary| entities_of(summary, registry)).collect();
    let entities = List::from(entities);
    let (counts, ((backlinks, quotes_by), (tags, footings))) = rayon::join(
        || count_cooccurrences(&articles, &entities, &dossier, registry),
        || {
            rayon::join(
                || (backlinks(&dossier.by_date, &entities, registry), quotes_by(&articles, &dossier.by_date, registry)),
                || {
                    let footings = articles.iter().map(|summary| ArticleWeight::of(summary)).collect();
                    (tags(&articles, &dossier.by_date, registry), footings)
                },
            )
        },
    );
    dossier.article_weights = footings;
    dossier.backlinks = backlinks.into_iter().map(Arc::new).collect();
    dossier.quotes_by = quotes_by.into_iter().map(Arc::new).collect();
    dossier.neighbours = counts.iter().map(|shared| Arc::new(closest_neighbours(shared))).collect();
    dossier.cooccurrences = counts.into_iter().map(Arc::new).collect();
    dossier.incoming_record_links = Arc::new(named_by(registry));
    dossier.tags = Arc::new(tags);
    dossier.n_dated = articles.iter().filter(|summary| !summary.dates.is_empty()).count();
    dossier.n_quoting = articles.iter().filter(|summary| !summary.quotes.is_empty()).count();
    dossier.articles = articles;
    dossier
}

impl LinkIndex {
    /// Returns the occurrences of an entity in one article.
    #[must_use]
    pub fn occurrences(&self, at: BacklinkIx) -> &EntityOccurrences {
        &self.articles[at.article].entity_occurrences[at.list]
    }

    /// Returns a quotation.
    #[must_use]
    pub fn quotation(&self, at: QuotationIx) -> &Quotation {
        &self.articles[at.article].quotes[at.quote]
    }

    /// Returns how many paragraphs name both of two entities.
    #[must_use]
    pub fn n_shared_paragraphs(&self, one: EntityIx, other: EntityIx) -> u32 {
        self.cooccurrences.entry(one).and_then(|shared| shared.get(&other)).copied().unwrap_or_default()
    }
}

/// Returns for each entity the articles that name it, newest first, each with the index of its occurrences there.
fn backlinks(
    by_date: &[ArticleIx],
    entities: &List<ArticleIx, Vec<Option<EntityIx>>>,
    registry: &Registry,
) -> List<EntityIx, Vec<BacklinkIx>> {
    let mut backlinks = List::from(vec![Vec::new(); registry.entities.len()]);
    for article in by_date {
        for (list, entity) in entities[*article].iter().enumerate() {
            if let Some(entity) = entity {
                backlinks[*entity].push(BacklinkIx { article: *article, list });
            }
        }
    }
    backlinks
}

/// Returns for each entity the articles that quote it, newest first, each with the number of the quotation.
fn quotes_by(
    articles: &List<ArticleIx, Arc<ArticleSummary>>,
    by_date: &[ArticleIx],
    registry: &Registry,
) -> List<EntityIx, Vec<QuotationIx>> {
    let mut quotes_by = List::from(vec![Vec::new(); registry.entities.len()]);
    for article in by_date {
        for (number, quote) in articles[*article].quotes.iter().enumerate() {
            for speaker in quote.speakers().filter_map(|speaker| registry.find(speaker.as_str())) {
                quotes_by[speaker].push(QuotationIx { article: *article, quote: number });
            }
        }
    }
    quotes_by
}

/// Returns for each entity the numbers of paragraphs that it shares with others.
fn count_cooccurrences(
    articles: &List<ArticleIx, Arc<ArticleSummary>>,
    entities: &List<ArticleIx, Vec<Option<EntityIx>>>,
    dossier: &LinkIndex,
    registry: &Registry,
) -> List<EntityIx, CooccurrenceCounts> {
    let mut sharing = CooccurrenceCounter::new(registry.entities.len());
    for article in &dossier.by_date {
        let entities = &entities[*article];
        for (first, second, count) in &articles[*article].pairs {
            if let (Some(a), Some(b)) = (entities[*first as usize], entities[*second as usize]) {
                sharing.add(dossier.copies.group_of[*article], a, b, *count);
            }
        }
    }
    sharing.counts
}

/// Counts the paragraphs that entities share. Copies of one dispatch have the same paragraphs, so of a group only the
/// article with most of them counts.
struct CooccurrenceCounter {
    counts: List<EntityIx, CooccurrenceCounts>,
    in_groups: HashMap<(usize, EntityIx, EntityIx), u32>,
}

impl CooccurrenceCounter {
    fn new(n: usize) -> Self {
        Self { counts: vec![CooccurrenceCounts::default(); n].into(), in_groups: HashMap::new() }
    }

    fn add(&mut self, group: Option<usize>, a: EntityIx, b: EntityIx, count: u32) {
        let more = match group {
            None => count,
            Some(group) => {
                let known = self.in_groups.entry((group, a.min(b), a.max(b))).or_default();
                let more = count.saturating_sub(*known);
                *known += more;
                more
            }
        };
        if more > 0 {
            *self.counts[a].entry(b).or_default() += more;
            *self.counts[b].entry(a).or_default() += more;
        }
    }
}

/// Returns the entity of each list of occurrences of a summary.
pub(super) fn entities_of(summary: &ArticleSummary, registry: &Registry) -> Vec<Option<EntityIx>> {
    summary.entity_occurrences.iter().map(|slice| registry.find(slice.entity.as_str())).collect()
}

/// Returns for each article its rank by date.
pub(super) fn ranks_by_date(by_date: &[ArticleIx]) -> List<ArticleIx, usize> {
    let mut places = List::from(vec![0; by_date.len()]);
    for (place, article) in by_date.iter().enumerate() {
        places[*article] = place;
    }
    places
}

/// Orders articles by date: newest first, undated last, then by id.
pub(super) fn compare_by_date(a: &ArticleSummary, b: &ArticleSummary) -> Ordering {
    let newest_first = |a: Option<Edtf>, b: Option<Edtf>| b.cmp(&a);
    newest_first(a.card.date, b.card.date).then_with(|| a.card.id.cmp(&b.card.id))
}

fn by_date(articles: &List<ArticleIx, Arc<ArticleSummary>>) -> Vec<ArticleIx> {
    let mut order: Vec<ArticleIx> = ArticleIx::all(articles.len()).collect();
    order.sort_by(|a, b| compare_by_date(&articles[*a], &articles[*b]));
    order
}

pub(super) fn closest_neighbours(shared: &CooccurrenceCounts) -> Vec<Neighbour> {
    let mut neighbours: Vec<Neighbour> = shared
        .iter()
        .map(|(entity, n_paragraphs)| Neighbour { entity: *entity, n_paragraphs: *n_paragraphs })
        .collect();
    // Most shared passages first; entities are in order of id, so the index breaks ties the same way everywhere.
    neighbours.sort_by_key(|neighbour| (std::cmp::Reverse(neighbour.n_paragraphs), neighbour.entity));
    neighbours.truncate(MAX_NEIGHBOURS);
    neighbours
}

pub(super) fn named_by(registry: &Registry) -> List<EntityIx, Vec<(EntityIx, RecordLink)>> {
    let mut named_by = List::from(vec![Vec::new(); registry.entities.len()]);
    for (index, entity) in EntityIx::number(&registry.entities) {
        let record = &entity.record;
        let participants = record.participants.iter().map(|text| (text, RecordLink::Participant));
        let place = record.place.iter().map(|text| (text, RecordLink::Place));
        let part = record.part_of.iter().map(|text| (text, RecordLink::Part));
        let relations =
            record.relations.iter().enumerate().map(|(i, relation)| (&relation.to, RecordLink::Relation(i)));
        for (text, bond) in participants.chain(place).chain(part).chain(relations) {
            if let Some(other) = registry.find(&text.value).filter(|other| *other != index) {
                named_by[other].push((index, bond));
            }
        }
    }
    named_by
}

/// Reports records without any link: no article or record names them, and they cite no article.
#[must_use]
pub(crate) fn never_mentioned(dossier: &LinkIndex, registry: &Registry) -> Vec<Diagnostic> {
    let lonely = |index: &EntityIx| {
        let is_tied = !dossier.backlinks[*index].is_empty() || !dossier.incoming_record_links[*index].is_empty();
        !is_tied && !registry.entities[*index].record.cites()
    };
    let report = |index: EntityIx| {
        let record = &registry.entities[index].record;
        let id: &Id = &record.id;
        let message = say!(en: "no article mentions `{id}`", fr: "aucun article ne mentionne `{id}`");
        Diagnostic::new(Code::NeverMentioned, record.span.clone(), message).help(say!(
            en: "add the spelling that the articles use under `names:`, or leave it",
            fr: "ajoutez sous `names:` la graphie que les articles emploient, ou laissez la fiche ainsi",
        ))
    };
    EntityIx::all(registry.entities.len()).filter(lonely).map(report).collect()
}
