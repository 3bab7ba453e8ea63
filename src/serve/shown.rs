//! What the server shows at one moment, and how the next moment takes its place.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::broadcast;

use crate::base::{Diagnostic, Key, Severity};
use crate::pipeline::{Built, Memo, build};
use crate::render::Artifact;

/// A built site with its routes.
pub(super) struct Shown {
    pub(super) built: Built,
    /// Path at which the site begins: `/`, or the path of its base_url.
    pub(super) prefix: String,
    /// Counts builds; a page that knows another number is stale.
    pub(super) generation: u64,
    /// Routes that differ from the build before.
    pub(super) changed: BTreeSet<String>,
    pages: HashMap<String, usize>,
    memo: Arc<Memo>,
}

impl Shown {
    pub(super) fn first(built: Built, memo: Arc<Memo>) -> Self {
        let pages: HashMap<String, usize> =
            built.pages.iter().enumerate().map(|(index, page)| (page.route.to_string(), index)).collect();
        let path = built.site.config.base_url.splitn(4, '/').nth(3).unwrap_or_default();
        let prefix = format!("/{path}");
        Self { built, prefix, generation: 1, changed: BTreeSet::new(), pages, memo }
    }

    pub(super) fn after(before: &Self, built: Built, memo: Arc<Memo>) -> Self {
        let mut shown = Self::first(built, memo);
        shown.generation = before.generation + 1;
        let key = |shown: &Self, route: &str| shown.pages.get(route).map(|index| shown.built.pages[*index].key);
        let routes = before.pages.keys().chain(shown.pages.keys());
        let changed: BTreeSet<String> = routes
            .filter(|route| -> bool {
                let keys: [Option<Key>; 2] = [key(before, route), key(&shown, route)];
                keys[0] != keys[1]
            })
            .cloned()
            .collect();
        shown.changed = changed;
        build::forget_drawn(&shown.built, &shown.memo);
        shown
    }

    /// Tells whether a page stands at a route.
    pub(super) fn has(&self, route: &str) -> bool {
        self.pages.contains_key(route)
    }

    /// Draws the page of a route, or takes it as it was drawn before.
    pub(super) fn draw(&self, route: &str) -> Option<Arc<Artifact>> {
        let index = self.pages.get(route)?;
        Some(build::draw(&self.built, &self.built.pages[*index], &self.memo))
    }

    /// Returns the errors, as the overlay shows them.
    pub(super) fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.built.diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error)
    }
}

/// Where the current [`Shown`] stands, and who waits for the next.
pub(super) struct Window {
    current: RwLock<Arc<Shown>>,
    news: broadcast::Sender<Arc<Shown>>,
}

impl Window {
    pub(super) fn new(shown: Shown) -> Self {
        Self { current: RwLock::new(Arc::new(shown)), news: broadcast::channel(16).0 }
    }

    pub(super) fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn show(&self, shown: Shown) {
        let shown = Arc::new(shown);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&shown);
        // Nobody may be listening, which is no mistake.
        let _ = self.news.send(shown);
    }

    pub(super) fn subscribe(&self) -> broadcast::Receiver<Arc<Shown>> {
        self.news.subscribe()
    }
}
