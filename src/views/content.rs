//! The finished content of a dossier: its configuration, records, articles and pages, and how they are linked.
//!
//! It is made once by a build and never changed. What a page adds to it (media, theme, caches) is in `context`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::annotate::Annotations;
use crate::base::{Key, SourcePath};
use crate::config::SiteConfig;
use crate::link::LinkIndex;
use crate::model::{ArticleIx, EntityIx, Id, KindIx, List, Route, routes};
use crate::parse::{Article, EditorialNote, FreePage};
use crate::registry::Registry;
use crate::search::ArticleWords;

/// A source text with the names found in it.
#[derive(Clone, Debug)]
pub struct AnnotatedText<T> {
    /// The text with its front matter.
    pub document: Arc<T>,
    /// The names.
    pub annotated: Arc<Annotations>,
    /// What the search needs of an article, made when it is first needed.
    pub words: OnceLock<ArticleWords>,
    /// Whether it was read to its end. If dossier failed on it, its page is not drawn and the last good one stays.
    pub is_whole: bool,
    /// Key of both.
    pub key: Key,
}

/// An editorial note with the range of the article's text that it is about.
#[derive(Clone, Debug)]
pub struct PlacedNote {
    /// The range, in bytes of the article's text.
    pub target: Range<usize>,
    /// The file of the note.
    pub file: SourcePath,
    /// The note.
    pub note: EditorialNote,
}

/// Everything that the content of a dossier says.
pub struct Content {
    /// site.yaml.
    pub config: SiteConfig,
    /// The records.
    pub registry: Arc<Registry>,
    /// The names found in the text of each record, in order of entity.
    pub record_texts: List<EntityIx, Arc<Annotations>>,
    /// The articles, in order of id.
    pub articles: Arc<List<ArticleIx, Arc<AnnotatedText<Article>>>>,
    /// The free pages, in order of id.
    pub pages: Vec<AnnotatedText<FreePage>>,
    /// The text of the front page.
    pub front: Option<AnnotatedText<FreePage>>,
    /// Backlinks, shared paragraphs, tags, copies and the order of the articles.
    pub link_index: Arc<LinkIndex>,
    /// The editorial notes whose targets were found, by article, each with the key of its file.
    pub notes: BTreeMap<Id, (Key, Vec<PlacedNote>)>,
}

impl Content {
    /// Returns the route of an entity's page.
    #[must_use]
    pub fn entity_route(&self, entity: EntityIx) -> Route {
        let entity = &self.registry.entities[entity];
        let folder = self.config.kind(entity.kind).map_or("pages", |kind| &kind.folder);
        routes::entity(folder, &entity.record.id)
    }

    /// Returns the route of a kind's list.
    #[must_use]
    pub fn kind_route(&self, kind: KindIx) -> Route {
        routes::kind_index(&self.config.kinds[kind].folder)
    }

    /// Returns the full address of a route; empty if the site's own address is not known.
    #[must_use]
    pub fn address(&self, route: &Route) -> String {
        if self.config.base_url.is_empty() {
            String::new()
        } else {
            format!("{}{}", self.config.base_url, route.encoded())
        }
    }
}
