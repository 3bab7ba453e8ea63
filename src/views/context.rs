//! The inputs of pages: the content of a dossier, its published media, the link resolver, and the interface.
//!
//! A build makes each part from finished parts, and nothing is changed afterwards. The caches fill while pages are rendered;
//! their values follow from the other parts alone.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::content::Content;
use super::figure_view::FigureStrip;
use super::graphics::drawing::MapDrawing;
use super::graphics::place_tree::PlaceTree;
use super::page_ranges::PageRanges;
use super::shared::{ArticleLink, Card, EntityLink, Face, SiteContext};
use super::time_index::{DatedRecords, EvidenceIndex};
use crate::base::Key;
use crate::html::input::MentionLink;
use crate::link::LinkResolver;
use crate::model::{EntityIx, List, Route};
use crate::theme::{BoundedPerThreadCache, GlobalContext, PerThreadCache, Theme};

/// Published pictures and documents: key and bytes by route.
pub(crate) type PublishedMedia = BTreeMap<Route, (Key, Arc<[u8]>)>;

/// Everything that a page can be made from.
pub struct RenderContext {
    /// The content of the dossier.
    pub content: Content,
    /// The published pictures and documents.
    pub media: PublishedMedia,
    /// Resolves the links of texts.
    pub link_resolver: LinkResolver,
    /// The theme, and what all pages share.
    pub interface: Interface,
    /// Values that several pages show.
    pub cache: RenderCache,
}

/// The theme, and what all pages share.
pub struct Interface {
    /// Templates, messages and published files.
    pub theme: Arc<Theme>,
    /// The context of every template, in addition to its view.
    pub site_context: SiteContext,
    /// The same, converted for the template engine.
    pub global_context: GlobalContext,
    /// Key of what every page depends on: configuration, menu, theme.
    pub global_key: Key,
    /// The same without the content of style sheets.
    pub unstyled_global_key: Key,
}

/// Values that several pages show, each computed when a page first needs it.
pub struct RenderCache {
    /// The link to each article.
    pub article_links: BoundedPerThreadCache<ArticleLink>,
    /// The link to each entity.
    pub entity_links: PerThreadCache<EntityLink>,
    /// The card of each entity without roles, which is the same at any date.
    pub cards: PerThreadCache<Card>,
    /// Picture or initials of each entity.
    pub faces: PerThreadCache<Face>,
    /// The link of a mention of each entity.
    pub mention_links: List<EntityIx, OnceLock<MentionLink>>,
    /// The small map of each place where events took place.
    pub locators: List<EntityIx, OnceLock<MapDrawing>>,
    /// The numbers that do not agree, of each record.
    pub figure_strips: List<EntityIx, OnceLock<Vec<FigureStrip>>>,
    /// How the passages of each entity are divided into pages.
    pub(super) passage_pages: List<EntityIx, OnceLock<PageRanges>>,
    /// The records with coordinates, for finding the nearest ones.
    pub place_tree: OnceLock<PlaceTree>,
    /// The records with dates, in order of time.
    pub dated_records: OnceLock<DatedRecords>,
    /// What was written about the days of events.
    pub event_evidence: OnceLock<EvidenceIndex>,
    /// The key of the search index.
    pub search_key: OnceLock<Key>,
    /// Hashes of page contents, for the kinds of page whose keys are made from them.
    pub content_keys: ContentKeys,
    /// The order of the entities in the search index.
    pub search_order: OnceLock<Vec<EntityIx>>,
    /// Whether another build may follow, which can use the words of unchanged articles.
    pub keeps_words: bool,
    /// The files of terms of the search index.
    pub search_terms: OnceLock<Vec<Vec<u8>>>,
}

impl RenderCache {
    /// Makes empty caches for this number of articles and entities, and says whether another build may follow.
    #[must_use]
    pub fn new(n_articles: usize, n_entities: usize, keeps_words: bool) -> Self {
        Self {
            article_links: BoundedPerThreadCache::new(n_articles),
            entity_links: PerThreadCache::new(n_entities),
            cards: PerThreadCache::new(n_entities),
            faces: PerThreadCache::new(n_entities),
            mention_links: (0..n_entities).map(|_| OnceLock::new()).collect(),
            locators: (0..n_entities).map(|_| OnceLock::new()).collect(),
            figure_strips: (0..n_entities).map(|_| OnceLock::new()).collect(),
            passage_pages: (0..n_entities).map(|_| OnceLock::new()).collect(),
            place_tree: OnceLock::new(),
            dated_records: OnceLock::new(),
            event_evidence: OnceLock::new(),
            content_keys: ContentKeys::default(),
            search_key: OnceLock::new(),
            search_order: OnceLock::new(),
            keeps_words,
            search_terms: OnceLock::new(),
        }
    }
}

/// Hashes of page contents, by route.
#[derive(Default)]
pub struct ContentKeys(Mutex<BTreeMap<Route, Key>>);

impl ContentKeys {
    /// Returns the hash for a route, computing it at the first call. Two threads may compute it at the same time.
    pub fn get_or(&self, route: &Route, make: impl FnOnce() -> Key) -> Key {
        let keys = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = keys().get(route).copied();
        known.unwrap_or_else(|| {
            let made = make();
            keys().insert(route.clone(), made);
            made
        })
    }
}
