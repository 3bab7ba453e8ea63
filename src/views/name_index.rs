//! The index of names, as in the back of a book: each record from A to Z with the articles that name it, and
//! cross-references from its other names. It is one page, made for printing.

use std::collections::BTreeMap;

use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::listing::by_letter;
use super::shared::{ArticleLink, Chrome};
use crate::config::SitePart;
use crate::link::{BacklinkIx, summary};
use crate::model::{ArticleIx, EntityIx, Route, routes};
use crate::registry::personal_names;
use crate::text::tokens::fold;
use crate::theme::TemplateValue;

/// Up to this number of articles, entries list articles by number; in a larger dossier they only count them.
const MAX_NUMBERED: usize = 300;

/// Maximum number of entries; if there are more records, those in most articles are listed.
const MAX_ENTRIES: usize = 3_000;

/// The data of the index of names.
#[derive(Clone, Debug, Serialize)]
pub struct NamesView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The entries by first letter.
    pub letters: Vec<NamesLetter>,
    /// Number of records with an entry.
    pub n_entities: u64,
    /// Number of named records left out to limit the page's size.
    pub n_left_out: u64,
    /// The articles by number, from 1, oldest first; empty in a dossier too large to number them.
    pub articles: Vec<TemplateValue<ArticleLink>>,
}

/// Entries under one letter.
#[derive(Clone, Debug, Serialize)]
pub struct NamesLetter {
    /// The letter, or `#` for names that do not begin with a letter.
    pub letter: String,
    /// Its anchor.
    pub anchor: String,
    /// Its entries, in the order of the site's language.
    pub entries: Vec<NameEntry>,
}

/// An entry: a record, or a cross-reference from another name.
#[derive(Clone, Debug, Serialize)]
pub struct NameEntry {
    /// The name, as sorted.
    pub name: String,
    /// What distinguishes the record from others with the same name; empty if no other has its name.
    pub apart: String,
    /// Route of the record.
    pub href: String,
    /// Id of the record's kind.
    pub kind: String,
    /// For a cross-reference, the sort name of the record; else empty.
    pub see: String,
    /// The articles that name it; empty in a dossier too large to number its articles.
    pub places: Vec<NamePlace>,
    /// Number of articles that name it.
    pub n_articles: u64,
    /// Id of the record; breaks ties in the order of entries.
    pub id: String,
}

/// An article that names a record.
#[derive(Clone, Debug, Serialize)]
pub struct NamePlace {
    /// Number of the article.
    pub number: u64,
    /// Route and anchor of its first mention.
    pub href: String,
    /// Number of mentions in it.
    pub n: u64,
}

/// Returns whether the site has this page.
#[must_use]
pub(crate) fn is_enabled(content: &Content) -> bool {
    content.config.has(SitePart::Names)
        && content.registry.entities.len() > 1
        && content.link_index.backlinks.iter().any(|links| !links.is_empty())
}

fn is_numbered(content: &Content) -> bool {
    content.articles.len() <= MAX_NUMBERED
}

/// Returns the records with an entry, and the number of named records without one.
fn listed_entities(content: &Content) -> (Vec<EntityIx>, usize) {
    let named = |index: &EntityIx| !content.link_index.backlinks[*index].is_empty();
    let mut listed: Vec<EntityIx> = EntityIx::all(content.registry.entities.len()).filter(named).collect();
    listed.sort_by_key(|index| (std::cmp::Reverse(content.link_index.backlinks[*index].len()), *index));
    let n_left_out = listed.len().saturating_sub(MAX_ENTRIES);
    listed.truncate(MAX_ENTRIES);
    (listed, n_left_out)
}

/// Makes the index of names.
#[must_use]
pub(crate) fn view(context: &RenderContext, route: &Route) -> NamesView {
    let (listed, n_left_out) = listed_entities(&context.content);
    let numbered: Vec<ArticleIx> = if is_numbered(&context.content) {
        context.content.link_index.by_date.iter().rev().copied().collect()
    } else {
        Vec::new()
    };
    let number: BTreeMap<ArticleIx, u64> = numbered.iter().copied().zip(1..).collect();
    let entries: Vec<NameEntry> = listed.iter().flat_map(|index| entries(&context.content, *index, &number)).collect();
    let letters = by_letter(entries, |entry| (&entry.name, &entry.id), &context.content.config.language);
    let t = &context.interface.theme.messages;
    NamesView {
        page: components::chrome(&context.content, route, t.text("names_index"), t.text("names_index_lead"), "names"),
        letters: letters.into_iter().map(|(letter, anchor, entries)| NamesLetter { letter, anchor, entries }).collect(),
        n_entities: listed.len() as u64,
        n_left_out: n_left_out as u64,
        articles: numbered.iter().map(|article| components::article_link(context, *article)).collect(),
    }
}

/// Returns the entry of a record, and cross-references from its other names that begin with another word.
fn entries(content: &Content, index: EntityIx, number: &BTreeMap<ArticleIx, u64>) -> Vec<NameEntry> {
    let entity = &content.registry.entities[index];
    let record = &entity.record;
    let is_personal = content.config.kind(entity.kind).is_some_and(|kind| kind.personal_names);
    let entry = NameEntry {
        name: entity.sort_name.clone(),
        apart: entity.apart.clone(),
        href: content.entity_route(index).to_string(),
        kind: record.kind.clone(),
        see: String::new(),
        places: named_at(content, index, number),
        n_articles: content.link_index.backlinks[index].len() as u64,
        id: record.id.to_string(),
    };
    let also = record.names.iter().map(|name| match personal_names::split_name(record, &name.value) {
        Some((given, family, false)) if is_personal && !given.is_empty() => format!("{family}, {given}"),
        _ => name.value.clone(),
    });
    // A second entry `Kim Jong-un` next to `Kim Jong Un` would not help to find him.
    let head = |name: &str| fold(name).split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned();
    let mut heads = vec![head(&entry.name)];
    let mut all = Vec::new();
    for name in also {
        if !heads.contains(&head(&name)) {
            heads.push(head(&name));
            all.push(NameEntry { name, see: entry.name.clone(), places: Vec::new(), ..entry.clone() });
        }
    }
    all.push(entry);
    all
}

fn named_at(content: &Content, index: EntityIx, number: &BTreeMap<ArticleIx, u64>) -> Vec<NamePlace> {
    let of = |at: &BacklinkIx| {
        let article_summary = &content.link_index.articles[at.article];
        let passages = &content.link_index.occurrences(*at).occurrences;
        let first = passages.iter().map(|passage| passage.code_point).min()?;
        let route = routes::article(&article_summary.card.id);
        Some(NamePlace {
            number: *number.get(&at.article)?,
            href: format!("{route}#{}", summary::mention_anchor(first as usize)),
            n: passages.len() as u64,
        })
    };
    let mut places: Vec<NamePlace> = content.link_index.backlinks[index].iter().filter_map(of).collect();
    places.sort_by_key(|place| place.number);
    places
}
