//! Summaries + registry -> [`Dossier`]: backlinks, neighbours, tags, order. A fold that runs whole on every build.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::copies::Copies;
use super::summary::Summary;
use crate::base::{Checked, Code, Diagnostic};
use crate::model::id::slug;
use crate::model::{Edtf, Id};
use crate::parse::Article;
use crate::registry::Registry;

/// How the articles and the entities of a dossier hang together.
#[derive(Debug, Default)]
pub struct Dossier {
    /// The articles, in order of id.
    pub articles: Vec<Arc<Summary>>,
    /// Indexes into `articles`, newest first, undated last, then by id.
    pub by_date: Vec<usize>,
    /// For each article its position in `by_date`.
    pub place_in_time: Vec<usize>,
    /// For each entity of the registry: (article, slice) pairs, newest article first.
    pub backlinks: Vec<Vec<(usize, usize)>>,
    /// For each entity: (article, quotation) pairs of what it is quoted as saying, newest article first.
    pub quotes_by: Vec<Vec<(usize, usize)>>,
    /// For each entity: who it shares passages with, most first.
    pub neighbours: Vec<Vec<Neighbour>>,
    /// For each entity: the entities whose records name it, and how, in order of id.
    pub named_by: Vec<Vec<(usize, Bond)>>,
    /// The tags, by slug.
    pub tags: BTreeMap<String, Tag>,
    /// Which articles are one dispatch.
    pub copies: Copies,
}

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
pub enum Bond {
    /// The other takes part in this event.
    Participant,
    /// This took place there.
    Place,
    /// This is a part of the other.
    Part,
    /// The relation at this index of the record.
    Relation(usize),
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
pub fn link(articles: Vec<Arc<Summary>>, copies: Copies, registry: &Registry) -> Dossier {
    let mut dossier = Dossier { by_date: by_date(&articles), copies, ..Dossier::default() };
    dossier.place_in_time = vec![0; articles.len()];
    for (place, article) in dossier.by_date.iter().enumerate() {
        dossier.place_in_time[*article] = place;
    }
    let n = registry.entities.len();
    dossier.backlinks = vec![Vec::new(); n];
    dossier.quotes_by = vec![Vec::new(); n];
    let mut shared = Shared::new(n);
    for article in &dossier.by_date {
        let summary = &articles[*article];
        let entities: Vec<Option<usize>> =
            summary.slices.iter().map(|slice| registry.find(slice.entity.as_str())).collect();
        for (slice, entity) in entities.iter().enumerate() {
            if let Some(entity) = entity {
                dossier.backlinks[*entity].push((*article, slice));
            }
        }
        for (index, quote) in summary.quotes.iter().enumerate() {
            if let Some(speaker) = quote.speaker.as_ref().and_then(|speaker| registry.find(speaker.as_str())) {
                dossier.quotes_by[speaker].push((*article, index));
            }
        }
        for (first, second, count) in &summary.pairs {
            if let (Some(a), Some(b)) = (entities[*first as usize], entities[*second as usize]) {
                shared.add(dossier.copies.group_of[*article], a, b, *count);
            }
        }
    }
    dossier.neighbours = shared.finish().into_iter().map(nearest).collect();
    dossier.named_by = named_by(registry);
    dossier.tags = tags(&articles, &dossier.by_date, registry);
    dossier.articles = articles;
    dossier
}

/// Counts the paragraphs that entities share. Copies of one dispatch have the same paragraphs: of a group the article
/// counts that has most.
struct Shared {
    counts: Vec<HashMap<usize, u32>>,
    in_groups: HashMap<(usize, usize, usize), u32>,
}

impl Shared {
    fn new(n: usize) -> Self {
        Self { counts: vec![HashMap::new(); n], in_groups: HashMap::new() }
    }

    fn add(&mut self, group: Option<usize>, a: usize, b: usize, count: u32) {
        let more = match group {
            None => count,
            Some(group) => {
                let known = self.in_groups.entry((group, a, b)).or_default();
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

    fn finish(self) -> Vec<HashMap<usize, u32>> {
        self.counts
    }
}

fn by_date(articles: &[Arc<Summary>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    let date = |index: &usize| articles[*index].card.date;
    let newest_first = |a: Option<Edtf>, b: Option<Edtf>| b.cmp(&a);
    order.sort_by(|a, b| newest_first(date(a), date(b)).then_with(|| articles[*a].card.id.cmp(&articles[*b].card.id)));
    order
}

fn nearest(counts: HashMap<usize, u32>) -> Vec<Neighbour> {
    let mut neighbours: Vec<Neighbour> =
        counts.into_iter().map(|(entity, n_paragraphs)| Neighbour { entity, n_paragraphs }).collect();
    // Most shared passages first; entities are in order of id, so the index breaks ties the same way everywhere.
    neighbours.sort_by_key(|neighbour| (std::cmp::Reverse(neighbour.n_paragraphs), neighbour.entity));
    neighbours.truncate(MAX_NEIGHBOURS);
    neighbours
}

fn named_by(registry: &Registry) -> Vec<Vec<(usize, Bond)>> {
    let mut named_by = vec![Vec::new(); registry.entities.len()];
    for (index, entity) in registry.entities.iter().enumerate() {
        let record = &entity.record;
        let participants = record.participants.iter().map(|text| (text, Bond::Participant));
        let place = record.place.iter().map(|text| (text, Bond::Place));
        let part = record.part_of.iter().map(|text| (text, Bond::Part));
        let relations = record.relations.iter().enumerate().map(|(i, relation)| (&relation.to, Bond::Relation(i)));
        for (text, bond) in participants.chain(place).chain(part).chain(relations) {
            if let Some(other) = registry.find(&text.value).filter(|other| *other != index) {
                named_by[other].push((index, bond));
            }
        }
    }
    named_by
}

fn tags(articles: &[Arc<Summary>], by_date: &[usize], registry: &Registry) -> BTreeMap<String, Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    let entry = |tags: &mut BTreeMap<String, Tag>, label: &str, add: &dyn Fn(&mut Tag)| {
        let slug = tag_slug(label);
        if slug.is_empty() {
            return;
        }
        let tag = tags.entry(slug).or_default();
        // The spelling that sorts first stands for all, whatever the order of files.
        if tag.label.is_empty() || label < tag.label.as_str() {
            tag.label = label.to_owned();
        }
        add(tag);
    };
    for article in by_date {
        for label in &articles[*article].card.tags {
            entry(&mut tags, label, &|tag| {
                if tag.articles.last() != Some(article) {
                    tag.articles.push(*article);
                }
            });
        }
    }
    for (index, entity) in registry.entities.iter().enumerate() {
        for label in &entity.record.tags {
            entry(&mut tags, &label.value, &|tag| {
                if tag.entities.last() != Some(&index) {
                    tag.entities.push(index);
                }
            });
        }
    }
    tags
}

/// Returns the file stem of a tag's page; `index` is taken by the list of tags.
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
pub fn unique(mut articles: Vec<Arc<Article>>) -> Checked<Vec<Arc<Article>>> {
    articles.sort_by(|a, b| a.file.cmp(&b.file));
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut seen: HashMap<String, Arc<Article>> = HashMap::new();
    let mut kept: Vec<Arc<Article>> = Vec::new();
    for article in articles {
        let span = crate::base::Span::whole(&article.file);
        match seen.entry(article.id.folded()) {
            std::collections::hash_map::Entry::Occupied(slot) => {
                let first = slot.get();
                diagnostics.push(crate::registry::compile::clash(
                    &article.id,
                    &span,
                    &first.id,
                    &crate::base::Span::whole(&first.file),
                ));
            }
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(Arc::clone(&article));
                kept.push(article);
            }
        }
    }
    kept.sort_by(|a, b| a.id.cmp(&b.id));
    Checked { value: kept, diagnostics }
}

/// Reports records that no article names.
#[must_use]
pub fn never_mentioned(dossier: &Dossier, registry: &Registry) -> Vec<Diagnostic> {
    let lonely = |index: &usize| dossier.backlinks[*index].is_empty() && dossier.named_by[*index].is_empty();
    let report = |index: usize| {
        let record = &registry.entities[index].record;
        let id: &Id = &record.id;
        Diagnostic::new(Code::NeverMentioned, record.span.clone(), format!("no article mentions `{id}`"))
            .help("add the spelling that the articles use under `names:`, or leave it")
    };
    (0..registry.entities.len()).filter(lonely).map(report).collect()
}
