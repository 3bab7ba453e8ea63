//! Who may stand in a network: people and organisations, without the newspapers of the articles and those who sign them.
//!
//! A newspaper and an author stand beside everybody whom they write about, which says nothing. An author whose record
//! declares a relation, or is named in one, is part of the affair and stays.

use std::collections::HashSet;

use crate::link::index::RecordLink;
use crate::model::{EntityIx, KindIx};
use crate::text::tokens::fold;
use crate::views::content::Content;

/// Maximum number of newspapers and authors that are looked at.
const MAX_NAMES: usize = 20_000;

/// Returns whether a record is of a person or an organisation.
pub(super) fn is_actor(content: &Content, entity: EntityIx) -> bool {
    let kind: KindIx = content.registry.entities[entity].kind;
    content.config.kind(kind).is_some_and(|kind| ["Person", "Organization"].contains(&kind.schema.as_str()))
}

/// Returns the actors that most articles name, at most so many, in order of record.
pub(super) fn leading(content: &Content, most: usize) -> Vec<EntityIx> {
    let backlinks = &content.link_index.backlinks;
    let entities = EntityIx::all(content.registry.entities.len()).filter(|entity| is_actor(content, *entity));
    let mut named: Vec<(usize, EntityIx)> =
        entities.map(|entity| (backlinks[entity].len(), entity)).filter(|(n, _)| *n > 0).collect();
    named.sort_by_key(|(n_articles, index)| (std::cmp::Reverse(*n_articles), *index));
    let press = press(content);
    let mut nodes: Vec<EntityIx> = named
        .into_iter()
        .map(|(_, entity)| entity)
        .filter(|entity| !signs(content, *entity, &press))
        .take(most)
        .collect();
    nodes.sort_unstable();
    nodes
}

/// Returns the names of the newspapers and authors of the articles, folded.
fn press(content: &Content) -> HashSet<String> {
    let mut raw: HashSet<&str> = HashSet::new();
    for (summary, text) in content.link_index.articles.iter().zip(content.articles.iter()) {
        raw.extend(summary.card.publisher.as_deref());
        raw.extend(text.document.author.as_deref().into_iter().flat_map(|author| author.split([',', ';', '/', '&'])));
        if raw.len() > MAX_NAMES {
            break;
        }
    }
    raw.into_iter().map(|name| fold(name.trim())).collect()
}

/// Returns whether a record is that of a newspaper or of an author who is nothing else here.
fn signs(content: &Content, entity: EntityIx, press: &HashSet<String>) -> bool {
    let record = &content.registry.entities[entity].record;
    let is_press = std::iter::once(&record.name).chain(&record.names).any(|name| press.contains(&fold(&name.value)));
    let links = &content.link_index.incoming_record_links[entity];
    is_press
        && record.relations.is_empty()
        && !links.iter().any(|(_, link)| matches!(link, RecordLink::Relation(_) | RecordLink::Participant))
}
