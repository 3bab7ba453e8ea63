//! The finished content of a dossier: its configuration, records, articles and pages, and the links between them.
//!
//! A build makes it once and never changes it. What pages need in addition (media, theme, caches) is in `context`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::placed_decisions::PlacedDecision;
use crate::annotate::Annotations;
use crate::base::{Key, SourcePath};
use crate::config::SiteConfig;
use crate::link::LinkIndex;
use crate::model::{ArticleIx, EntityIx, Id, KindIx, List, Route, routes};
use crate::parse::corrections::CorrectionFile;
use crate::parse::{Article, EditorialNote, FreePage};
use crate::registry::Registry;
use crate::search::{ArticleSentences, ArticleWords};

/// A source text with the names found in it.
#[derive(Clone, Debug)]
pub struct AnnotatedText<T> {
    /// The text with its front matter.
    pub document: Arc<T>,
    /// The names.
    pub annotated: Arc<Annotations>,
    /// The sentences that the search index needs of an article, computed on first use.
    pub sentences: OnceLock<ArticleSentences>,
    /// The words that it needs; kept only if another build may follow.
    pub words: OnceLock<Arc<ArticleWords>>,
    /// Whether it was parsed and annotated completely. If a stage panicked on it, its page is not rendered; the last good
    /// one stays.
    pub is_whole: bool,
    /// Whether it is a file of the project. An article may be given as a line of another file.
    pub is_in_project: bool,
    /// Key of both.
    pub key: Key,
}

/// An editorial note and the range of the article's text that it refers to.
#[derive(Clone, Debug)]
pub struct PlacedNote {
    /// The range, in bytes of the article's text.
    pub target: Range<usize>,
    /// The file of the note.
    pub file: SourcePath,
    /// The note.
    pub note: EditorialNote,
}

/// The content of a dossier.
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
    /// What was corrected since the site was published.
    pub corrections: CorrectionFile,
    /// The decisions whose words were found and that say who decided, by article; of speakers all.
    pub decisions: BTreeMap<Id, Vec<PlacedDecision>>,
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

    /// Returns the full address of a route; empty if the address of the site is not known.
    #[must_use]
    pub fn address(&self, route: &Route) -> String {
        if self.config.base_url.is_empty() {
            String::new()
        } else {
            format!("{}{}", self.config.base_url, route.encoded())
        }
    }
}
