//! Summaries + registry -> [`Dossier`]: backlinks, neighbours, tags, order. A fold that runs whole on every build.

use std::cmp::Ordering;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::related::ArticleWeight;
use super::summary::ArticleSummary;
use crate::base::FxHashMap;
use crate::base::{Checked, Code, Diagnostic, KeyBuilder, Keyed, SourcePath, Span};
use crate::duplicates::groups::CopyGroups;
use crate::model::id::slug;
use crate::model::{Edtf, Id};
use crate::parse::Article;
use crate::registry::Registry;

/// How the articles and the entities of a dossier hang together.
#[derive(Debug, Default)]
pub struct LinkIndex {
    /// The articles, in order of id.
    pub articles: Arc<Vec<Arc<ArticleSummary>>>,
    /// How many of them speak of a date.
    pub n_dated: usize,
    /// How many of them quote somebody.
    pub n_quoting: usize,
    /// Indexes into `articles`, newest first, undated last, then by id.
    pub by_date: Vec<usize>,
    /// For each article its position in `by_date`.
    pub rank_by_date: Vec<usize>,
    /// For each article what weighing it against another needs.
    pub article_weights: Vec<ArticleWeight>,
    /// For each entity of the registry: (article, slice) pairs, newest article first.
    pub backlinks: Vec<Arc<Vec<(usize, usize)>>>,
    /// For each entity: (article, quotation) pairs of what it is quoted as saying, newest article first.
    pub quotes_by: Vec<Arc<Vec<(usize, usize)>>>,
    /// For each entity: who it shares passages with, most first.
    pub neighbours: Vec<Arc<Vec<Neighbour>>>,
    /// For each entity: the entities whose records name it, and how, in order of id.
    pub incoming_record_links: Arc<Vec<Vec<(usize, RecordLink)>>>,
    /// The tags.
    pub tags: Arc<TagIndex>,
    /// Which articles are one dispatch.
    pub copies: Arc<CopyGroups>,
    /// For each entity: how many paragraphs it shares with each other.
    pub(super) cooccurrences: Vec<Arc<CooccurrenceCounts>>,
}

/// Other entities and how many paragraphs one shares with each.
pub(super) type CooccurrenceCounts = FxHashMap<usize, u32>;

/// Another entity and how many paragraphs two share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Index into the registry.
    pub entity: usize,
    /// Paragraphs shared.
    pub n_paragraphs: u32,
}

/// How a record names another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordLink {
    /// The other takes part in this event.
    Participant,
    /// This took place there.
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

/// The tags of a dossier.
#[derive(Debug, Default, PartialEq)]
pub struct TagIndex {
    /// By slug, the file stem of each tag's page.
    pub by_slug: BTreeMap<String, Tag>,
    /// The slug of each [`tag_key`].
    slugs: HashMap<String, String>,
}

impl TagIndex {
    /// Returns the tag that a key means, with its slug.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<(&str, &Tag)> {
        let (slug, tag) = self.by_slug.get_key_value(self.slugs.get(key)?)?;
        Some((slug, tag))
    }
}

/// A tag and what bears it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tag {
    /// As first written.
    pub label: String,
    /// Indexes of articles, newest first.
    pub articles: Vec<usize>,
    /// Indexes of entities, in order of id.
    pub entities: Vec<usize>,
}

/// Most neighbours that an entity's page shows.
const MAX_NEIGHBOURS: usize = 16;

/// Folds the summaries, which are in order of id, into a dossier; `copies` are theirs.
#[must_use]
pub fn link(articles: Arc<Vec<Arc<ArticleSummary>>>, copies: Arc<CopyGroups>, registry: &Registry) -> LinkIndex {
    let mut dossier = LinkIndex { by_date: by_date(&articles), copies, ..LinkIndex::default() };
    dossier.rank_by_date = ranks_by_date(&dossier.by_date);
    // Each of these goes through all articles, and none needs another.
    let entities: Vec<_> = articles.par_iter().map(|summary| entities_of(summary, registry)).collect();
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
    /// Returns how many paragraphs name both of two entities.
    #[must_use]
    pub fn n_shared_paragraphs(&self, one: usize, other: usize) -> u32 {
        self.cooccurrences.get(one).and_then(|shared| shared.get(&other)).copied().unwrap_or_default()
    }
}

/// Returns for each entity the articles that name it, newest first, each with the number of its slice.
fn backlinks(by_date: &[usize], entities: &[Vec<Option<usize>>], registry: &Registry) -> Vec<Vec<(usize, usize)>> {
    let mut backlinks = vec![Vec::new(); registry.entities.len()];
    for article in by_date {
        for (slice, entity) in entities[*article].iter().enumerate() {
            if let Some(entity) = entity {
                backlinks[*entity].push((*article, slice));
            }
        }
    }
    backlinks
}

/// Returns for each entity the articles that quote it, newest first, each with the number of the quotation.
fn quotes_by(articles: &[Arc<ArticleSummary>], by_date: &[usize], registry: &Registry) -> Vec<Vec<(usize, usize)>> {
    let mut quotes_by = vec![Vec::new(); registry.entities.len()];
    for article in by_date {
        for (index, quote) in articles[*article].quotes.iter().enumerate() {
            if let Some(speaker) = quote.speaker.as_ref().and_then(|speaker| registry.find(speaker.as_str())) {
                quotes_by[speaker].push((*article, index));
            }
        }
    }
    quotes_by
}

/// Returns for each entity how many paragraphs it shares with which.
fn count_cooccurrences(
    articles: &[Arc<ArticleSummary>],
    entities: &[Vec<Option<usize>>],
    dossier: &LinkIndex,
    registry: &Registry,
) -> Vec<CooccurrenceCounts> {
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

/// Counts the paragraphs that entities share. Copies of one dispatch have the same paragraphs: of a group the article
/// counts that has most.
struct CooccurrenceCounter {
    counts: Vec<CooccurrenceCounts>,
    in_groups: HashMap<(usize, usize, usize), u32>,
}

impl CooccurrenceCounter {
    fn new(n: usize) -> Self {
        Self { counts: vec![CooccurrenceCounts::default(); n], in_groups: HashMap::new() }
    }

    fn add(&mut self, group: Option<usize>, a: usize, b: usize, count: u32) {
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

/// Returns the entity of each slice of a summary.
pub(super) fn entities_of(summary: &ArticleSummary, registry: &Registry) -> Vec<Option<usize>> {
    summary.entity_occurrences.iter().map(|slice| registry.find(slice.entity.as_str())).collect()
}

/// Returns for each article its place in the order of time.
pub(super) fn ranks_by_date(by_date: &[usize]) -> Vec<usize> {
    let mut places = vec![0; by_date.len()];
    for (place, article) in by_date.iter().enumerate() {
        places[*article] = place;
    }
    places
}

/// Orders articles by time: newest first, undated last, then by id.
pub(super) fn compare_by_date(a: &ArticleSummary, b: &ArticleSummary) -> Ordering {
    let newest_first = |a: Option<Edtf>, b: Option<Edtf>| b.cmp(&a);
    newest_first(a.card.date, b.card.date).then_with(|| a.card.id.cmp(&b.card.id))
}

fn by_date(articles: &[Arc<ArticleSummary>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
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

pub(super) fn named_by(registry: &Registry) -> Vec<Vec<(usize, RecordLink)>> {
    let mut named_by = vec![Vec::new(); registry.entities.len()];
    for (index, entity) in registry.entities.iter().enumerate() {
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

pub(super) fn tags(articles: &[Arc<ArticleSummary>], by_date: &[usize], registry: &Registry) -> TagIndex {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    let entry = |tags: &mut BTreeMap<String, Tag>, key: &str, label: &str, add: &dyn Fn(&mut Tag)| {
        if key.is_empty() {
            return;
        }
        if !tags.contains_key(key) {
            tags.insert(key.to_owned(), Tag::default());
        }
        let Some(tag) = tags.get_mut(key) else { return };
        // The spelling that sorts first stands for all, whatever the order of files.
        if tag.label.is_empty() || label < tag.label.as_str() {
            tag.label = label.to_owned();
        }
        add(tag);
    };
    for article in by_date {
        let summary = &articles[*article];
        for (label, key) in summary.card.tags.iter().zip(&summary.tag_keys) {
            entry(&mut tags, key, label, &|tag| {
                if tag.articles.last() != Some(article) {
                    tag.articles.push(*article);
                }
            });
        }
    }
    for (index, entity) in registry.entities.iter().enumerate() {
        for label in &entity.record.tags {
            entry(&mut tags, &tag_key(&label.value), &label.value, &|tag| {
                if tag.entities.last() != Some(&index) {
                    tag.entities.push(index);
                }
            });
        }
    }
    let slugs = tag_slugs(tags.keys().map(String::as_str));
    let by_slug = tags.into_iter().filter_map(|(key, tag)| Some((slugs.get(&key)?.clone(), tag))).collect();
    TagIndex { by_slug, slugs }
}

/// Returns what two spellings of one tag share: case, blanks and hyphens fold, kinds of apostrophes and ligatures too. An
/// accent or a sign may make another word, and does not. Empty for a label without letter or digit.
#[must_use]
pub fn tag_key(label: &str) -> String {
    if slug(label).is_empty() {
        return String::new();
    }
    let mut key = String::with_capacity(label.len());
    for c in label.nfkc().flat_map(char::to_lowercase) {
        match c {
            '’' | '‘' | 'ʼ' | '`' | '´' => key.push('\''),
            '“' | '”' | '«' | '»' | '„' => key.push('"'),
            'œ' => key.push_str("oe"),
            'æ' => key.push_str("ae"),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_whitespace() || matches!(c, '-' | '‐'..='―' | '_') => {
                if !key.ends_with(' ') {
                    key.push(' ');
                }
            }
            c => key.push(c),
        }
    }
    key.trim().to_owned()
}

/// Gives each key, in order, the file stem of its page: where several would have one, all but the first get a number.
fn tag_slugs<'a>(keys: impl Iterator<Item = &'a str>) -> HashMap<String, String> {
    let keys: Vec<(&str, String)> = keys.map(|key| (key, tag_slug(key))).collect();
    let plain: HashSet<&str> = keys.iter().map(|(_, slug)| slug.as_str()).collect();
    let mut last: HashMap<&str, usize> = HashMap::new();
    let numbered = keys.iter().map(|(key, slug)| {
        let number = last.entry(slug).or_insert(0);
        *number += 1;
        while *number > 1 && plain.contains(format!("{slug}-{number}").as_str()) {
            *number += 1;
        }
        ((*key).to_owned(), if *number == 1 { slug.clone() } else { format!("{slug}-{number}") })
    });
    numbered.collect()
}

/// Returns the file stem that a tag's page has if no other tag wants it; `index` is taken by the list of tags.
#[must_use]
pub fn tag_slug(label: &str) -> String {
    let slug = slug(label);
    match crate::model::Id::parse(&slug) {
        Ok(_) => slug,
        Err(_) if slug.is_empty() => slug,
        Err(_) => format!("{slug}-"),
    }
}

/// Reports articles that claim one id; the first in order of path keeps it. Returns the kept ones in order of id.
#[must_use]
pub fn reject_duplicate_ids<T>(mut articles: Vec<T>, article: impl Fn(&T) -> &Article) -> Checked<Vec<T>> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    articles.sort_by(|a, b| article(a).id.cmp(&article(b).id));
    let plain = articles.iter().all(|one| article(one).id.is_folded());
    if plain && articles.windows(2).all(|pair| article(&pair[0]).id != article(&pair[1]).id) {
        return Checked { value: articles, diagnostics };
    }
    articles.sort_by(|a, b| article(a).file.cmp(&article(b).file));
    let mut seen: HashMap<String, (Id, SourcePath)> = HashMap::new();
    articles.retain(|one| {
        let Article { id, file, .. } = article(one);
        match seen.entry(id.folded()) {
            Entry::Occupied(slot) => {
                let (first, first_file) = slot.get();
                let (span, first_span) = (Span::whole(file), Span::whole(first_file));
                diagnostics.push(crate::registry::entities::id_clash(id, &span, first, &first_span));
                false
            }
            Entry::Vacant(slot) => {
                slot.insert((id.clone(), file.clone()));
                true
            }
        }
    });
    articles.sort_by(|a, b| article(a).id.cmp(&article(b).id));
    Checked { value: articles, diagnostics }
}

/// Reports records that nothing ties to an article: none names them, no record does, and they cite none.
#[must_use]
pub fn never_mentioned(dossier: &LinkIndex, registry: &Registry) -> Vec<Diagnostic> {
    let lonely = |index: &usize| {
        let is_tied = !dossier.backlinks[*index].is_empty() || !dossier.incoming_record_links[*index].is_empty();
        !is_tied && !registry.entities[*index].record.cites()
    };
    let report = |index: usize| {
        let record = &registry.entities[index].record;
        let id: &Id = &record.id;
        Diagnostic::new(Code::NeverMentioned, record.span.clone(), format!("no article mentions `{id}`"))
            .help("add the spelling that the articles use under `names:`, or leave it")
    };
    (0..registry.entities.len()).filter(lonely).map(report).collect()
}
