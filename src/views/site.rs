//! Everything that pages are made of, as finished values.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::annotate::Annotations;
use crate::base::{Key, SourcePath};
use crate::config::SiteConfig;
use crate::link::{LinkIndex, LinkResolver};
use crate::model::{Id, Route, routes};
use crate::parse::{Article, EditorialNote, FreePage};
use crate::registry::Registry;
use crate::search::ArticleWords;
use crate::theme::{BoundedPerThreadCache, GlobalContext, PerThreadCache, Theme};

use super::card::Card;
use super::components::{ArticleLink, EntityLink, SiteContext};
use super::graphics::map::MapDrawing;
use super::graphics::place_tree::PlaceTree;
use super::search::SearchIndexCache;

/// A source text with the names found in it.
#[derive(Clone, Debug)]
pub struct AnnotatedText<T> {
    /// The text with its front matter.
    pub document: Arc<T>,
    /// The names.
    pub annotated: Arc<Annotations>,
    /// What the search needs of an article, made when somebody first asks.
    pub words: OnceLock<ArticleWords>,
    /// Whether it was read to its end. Where dossier failed on it, no page is drawn, so that the last good one stays.
    pub is_whole: bool,
    /// Key of both.
    pub key: Key,
}

/// An editorial note and the passage it stands at, in bytes of the article's text.
#[derive(Clone, Debug)]
pub struct PlacedNote {
    /// The passage.
    pub target: Range<usize>,
    /// The file of the note.
    pub file: SourcePath,
    /// The note.
    pub note: EditorialNote,
}

/// What a link to an entity shows in a text, as HTML.
#[derive(Clone, Debug)]
pub struct MentionLink {
    /// The route of its page.
    pub route: String,
    /// The link's classes.
    pub classes: String,
    /// Its name.
    pub name: String,
}

/// The dossier, ready to be drawn.
pub struct Site {
    /// site.yaml.
    pub config: SiteConfig,
    /// Key of what every page shows or depends on: configuration, menu, theme.
    pub global_key: Key,
    /// The same without what stands in the style sheets.
    pub unstyled_global_key: Key,
    /// The records.
    pub registry: Arc<Registry>,
    /// The names found in each record's own text, in order of entity.
    pub record_texts: Vec<Arc<Annotations>>,
    /// The articles, in order of id.
    pub articles: Arc<Vec<Arc<AnnotatedText<Article>>>>,
    /// The free pages, in order of id.
    pub pages: Vec<AnnotatedText<FreePage>>,
    /// The front page's text.
    pub front: Option<AnnotatedText<FreePage>>,
    /// How all hangs together.
    pub link_index: Arc<LinkIndex>,
    /// Where links may lead.
    pub link_resolver: LinkResolver,
    /// The editorial notes that found their passages, by article, with the key of their file.
    pub notes: BTreeMap<Id, (Key, Vec<PlacedNote>)>,
    /// Pictures and documents, by route.
    pub media: BTreeMap<Route, (Key, Arc<[u8]>)>,
    /// What draws it.
    pub theme: Arc<Theme>,
    /// What every template sees beside its view.
    pub site_context: SiteContext,
    /// The same in the form that templates take.
    pub global_context: GlobalContext,
    /// The links to articles, made when a page shows them.
    pub article_links: BoundedPerThreadCache<ArticleLink>,
    /// The link to each entity, made when a page first shows it.
    pub entity_links: PerThreadCache<EntityLink>,
    /// What the card of each entity says in articles of any date; likewise.
    pub cards: PerThreadCache<Card>,
    /// What a mention of each entity shows; likewise.
    pub mention_links: Vec<OnceLock<MentionLink>>,
    /// The small map of each place where events were, likewise.
    pub locators: Vec<OnceLock<MapDrawing>>,
    /// Where the records are, for those that lie near each other; likewise.
    pub place_tree: OnceLock<PlaceTree>,
    /// What several files of the search share, made when one of them is asked for.
    pub search_cache: SearchIndexCache,
}

impl Site {
    /// Returns where an entity's page stands.
    #[must_use]
    pub fn entity_route(&self, entity: usize) -> Route {
        let entity = &self.registry.entities[entity];
        let folder = self.config.kinds.get(entity.kind).map_or("pages", |kind| &kind.folder);
        routes::entity(folder, &entity.record.id)
    }

    /// Returns where a kind's list stands.
    #[must_use]
    pub fn kind_route(&self, kind: usize) -> Route {
        routes::kind_index(&self.config.kinds[kind].folder)
    }

    /// Returns the address of a route in full, or empty where the site's own address is not known.
    #[must_use]
    pub fn address(&self, route: &Route) -> String {
        if self.config.base_url.is_empty() {
            String::new()
        } else {
            format!("{}{}", self.config.base_url, route.encoded())
        }
    }
}
