//! Tags of articles and records -> the tags of the dossier: which spellings are one tag, and the file of its page.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::summary::ArticleSummary;
use super::tag_key::tag_key;
use crate::model::id::slug;
use crate::model::{ArticleIx, EntityIx, Id, List};
use crate::registry::Registry;

/// The tags of a dossier.
#[derive(Debug, Default, PartialEq)]
pub struct TagIndex {
    /// By slug, the file stem of each tag's page.
    pub by_slug: BTreeMap<String, Tag>,
    /// The slug of each [`tag_key`](super::tag_key()).
    slugs: HashMap<String, String>,
}

impl TagIndex {
    /// Returns the tag with a key, and its slug.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<(&str, &Tag)> {
        let (slug, tag) = self.by_slug.get_key_value(self.slugs.get(key)?)?;
        Some((slug, tag))
    }
}

/// A tag and the articles and entities that have it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tag {
    /// As first written.
    pub label: String,
    /// Indexes of articles, newest first.
    pub articles: Vec<ArticleIx>,
    /// Indexes of entities, in order of id.
    pub entities: Vec<EntityIx>,
}

/// Collects the tags. `by_date` are the articles, newest first.
pub(super) fn tags(
    articles: &List<ArticleIx, Arc<ArticleSummary>>,
    by_date: &[ArticleIx],
    registry: &Registry,
) -> TagIndex {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    let entry = |tags: &mut BTreeMap<String, Tag>, key: &str, label: &str, add: &dyn Fn(&mut Tag)| {
        if key.is_empty() {
            return;
        }
        if !tags.contains_key(key) {
            tags.insert(key.to_owned(), Tag::default());
        }
        let Some(tag) = tags.get_mut(key) else { return };
        // The spelling that sorts first is used, whatever the order of files.
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
    for (index, entity) in EntityIx::number(&registry.entities) {
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

/// Assigns each key, in order, the file stem of its page: if several would have the same, all but the first get a number.
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

/// Returns the preferred file stem of a tag's page; `index` is taken by the list of tags.
#[must_use]
pub fn tag_slug(label: &str) -> String {
    let slug = slug(label);
    match Id::parse(&slug) {
        Ok(_) => slug,
        Err(_) if slug.is_empty() => slug,
        Err(_) => format!("{slug}-"),
    }
}
