//! The site that the server currently shows, and how the next one replaces it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use rayon::prelude::*;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::fallback_page::RecentPages;
use super::last_valid::{LastValidSnapshot, SnapshotUpdate};
use super::name_table::NameTable;
use crate::base::diagnostic::sort_causes_first;
use crate::base::{Diagnostic, Key, MessageLanguage, Severity, SourcePath};
use crate::build::{BuiltSite, Memo, render_page};
use crate::model::Route;
use crate::model::routes::NOT_FOUND;
use crate::pages;
use crate::pages::PageKind;
use crate::render::Artifact;
use crate::source::Snapshot;
use crate::text::position::{floor_char_boundary, line_column};

/// A built site with its routes.
pub(crate) struct ServedSite {
    /// The site.
    pub(crate) built: BuiltSite,
    /// Path at which the site begins: `/`, or the path of its base_url.
    pub(crate) prefix: String,
    /// Counts builds.
    pub(crate) generation: u64,
    /// Diagnostics of the project as it is, sorted.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The errors among them, as the overlay shows them.
    errors: Vec<Value>,
    /// The language in which it shows them.
    pub(super) language: MessageLanguage,
    /// Errors found by rendering pages after the site was shown, by route.
    render_errors: Mutex<BTreeMap<Route, Vec<Value>>>,
    memo: Arc<Memo>,
    /// The names of the records, made when somebody first asks.
    names: OnceLock<NameTable>,
}

/// Most errors that the overlay shows: more would not help.
const MAX_ERRORS: usize = 50;

impl ServedSite {
    /// Shows a built site; `diagnostics` are those of the project as it is, whose files are in `real`.
    pub(super) fn new(
        built: BuiltSite,
        generation: u64,
        diagnostics: Vec<Diagnostic>,
        real: &Snapshot,
        memo: Arc<Memo>,
        language: MessageLanguage,
    ) -> Self {
        let path = built.site.content.config.base_url.splitn(4, '/').nth(3).unwrap_or_default();
        let path = super::access::decoded_path(path).unwrap_or_else(|| path.to_owned());
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
        let mut errors: Vec<Diagnostic> = errors.cloned().collect();
        sort_causes_first(&mut errors);
        let errors = errors.iter().take(MAX_ERRORS).map(|diagnostic| error(diagnostic, real, language)).collect();
        Self {
            built,
            prefix: format!("/{path}"),
            generation,
            diagnostics,
            errors,
            language,
            render_errors: Mutex::default(),
            memo,
            names: OnceLock::new(),
        }
    }

    /// Returns the diagnostics of the project as it is.
    pub(crate) fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Returns the names of the records.
    pub(super) fn names(&self) -> &NameTable {
        self.names.get_or_init(|| NameTable::of(&self.built.site.content))
    }

    /// Returns the errors, as the overlay shows them. An error in a template is listed once, not for every
    /// page.
    pub(super) fn all_errors(&self) -> Vec<Value> {
        let late = self.render_errors.lock().unwrap_or_else(PoisonError::into_inner);
        let mut errors = self.errors.clone();
        for error in late.values().flatten() {
            let is_same =
                |other: &Value| ["code", "file", "line", "column"].iter().all(|name| other[name] == error[name]);
            if errors.len() < MAX_ERRORS && !errors.iter().any(is_same) {
                errors.push(error.clone());
            }
        }
        errors
    }

    /// Stores the errors found by rendering a page; an empty list clears them. Returns whether that changed
    /// anything.
    fn set_render_errors(&self, route: &Route, diagnostics: &[Diagnostic], real: &Snapshot) -> bool {
        let errors: Vec<Value> =
            failures(diagnostics).map(|diagnostic| error(diagnostic, real, self.language)).collect();
        let mut late = self.render_errors.lock().unwrap_or_else(PoisonError::into_inner);
        if errors.is_empty() {
            return late.remove(route).is_some();
        }
        late.get(route) != Some(&errors) && {
            late.insert(route.clone(), errors);
            true
        }
    }

    /// Takes over the errors found by rendering the previous site.
    pub(super) fn inherit_render_errors(&self, before: &Self) {
        let late = before.render_errors.lock().unwrap_or_else(PoisonError::into_inner).clone();
        *self.render_errors.lock().unwrap_or_else(PoisonError::into_inner) = late;
    }

    /// Returns the routes of the pages that failed when they were last rendered.
    pub(super) fn failing_routes(&self) -> Vec<Route> {
        self.render_errors.lock().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    /// Returns whether there is a page at a route.
    pub(super) fn has(&self, route: &str) -> bool {
        self.built.planned_page(route).is_some()
    }

    /// Returns the page of a route with its key, or the not-found page.
    pub(super) fn page(&self, route: &str) -> Option<pages::KeyedPage> {
        self.built.page(route).or_else(|| self.built.page(NOT_FOUND))
    }

    /// Returns the two keys of what a reader of a route sees: with its style sheets, and without them.
    pub(super) fn keys(&self, route: &str) -> [String; 2] {
        let route = if self.has(route) { route } else { NOT_FOUND };
        let key = |key: Option<Key>| key.map(|key| key.to_string()).unwrap_or_default();
        [key(self.built.page(route).map(|page| page.key)), key(self.built.unstyled_key(route))]
    }

    /// Renders a page, or returns it from the cache.
    pub(super) fn render(&self, page: &pages::KeyedPage) -> Arc<Artifact> {
        render_page(&self.built, page, &self.memo)
    }

    /// Renders a page without caching it.
    pub(super) fn render_once(&self, page: &pages::KeyedPage) -> Artifact {
        crate::render::render(&self.built.site, page)
    }
}

/// Renders one page of each kind and returns the errors. If there are any, the caller keeps the previous theme.
pub(super) fn render_samples(built: &BuiltSite, memo: &Memo) -> Vec<Diagnostic> {
    let kinds: [fn(&PageKind) -> bool; 5] = [
        |subject| matches!(subject, PageKind::Front),
        |subject| matches!(subject, PageKind::Article(_)),
        |subject| matches!(subject, PageKind::Entity(_)),
        |subject| matches!(subject, PageKind::FreePage(_)),
        |subject| matches!(subject, PageKind::NotFound),
    ];
    let places = kinds.par_iter().filter_map(|is| built.planned_pages.iter().find(|place| is(&place.kind)));
    let drawn = places.map(|place| render_page(built, &pages::keyed_page(&built.site, place), memo));
    drawn.flat_map_iter(|artifact| artifact.diagnostics.clone()).collect()
}

/// Returns the errors among the diagnostics of a rendered page.
fn failures(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error)
}

/// Returns an error as the overlay shows it: its position, and the line it refers to with the affected part.
fn error(diagnostic: &Diagnostic, real: &Snapshot, language: MessageLanguage) -> Value {
    let span = &diagnostic.primary.span;
    let mut error = json!({
        "code": diagnostic.code.as_str(),
        "message": diagnostic.message.text(language),
        "file": span.file.as_str(),
        "help": diagnostic.help.text(language),
    });
    let whole = span.start == 0 && span.end == 0;
    let Some(text) = real.text(&span.file).filter(|_| !whole) else { return error };
    let start = floor_char_boundary(text, span.start);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let end = floor_char_boundary(text, span.end).clamp(start, line_end);
    let at = line_column(text, start);
    error["line"] = at.line.into();
    error["column"] = at.column.into();
    error["excerpt"] = json!([&text[line_start..start], &text[start..end], &text[end..line_end]]);
    error
}

/// The current [`ServedSite`], and the tasks that wait for the next one.
pub(super) struct SharedSite {
    current: watch::Sender<Arc<ServedSite>>,
    /// The project that is shown.
    last_valid: RwLock<LastValidSnapshot>,
    /// The pages that readers were shown lately.
    recent_pages: RecentPages,
    /// Held while a site is built: builds that share a memo run one after another.
    pub(super) builds: Mutex<()>,
}

impl SharedSite {
    pub(super) fn new(shown: Arc<ServedSite>, good: LastValidSnapshot) -> Self {
        Self {
            current: watch::Sender::new(shown),
            last_valid: RwLock::new(good),
            recent_pages: RecentPages::default(),
            builds: Mutex::default(),
        }
    }

    /// Plans how to follow the changes; returns the project to show too, if it differs from the current one.
    pub(super) fn plan(
        &self,
        real: &Snapshot,
        changed: &BTreeSet<SourcePath>,
        diagnostics: &[Diagnostic],
    ) -> (SnapshotUpdate, Option<Snapshot>) {
        let good = self.last_valid.read().unwrap_or_else(PoisonError::into_inner);
        let update = good.plan(real, changed, diagnostics);
        let snapshot = good.snapshot_after(&update);
        (update, snapshot)
    }

    /// Applies the plan.
    pub(super) fn apply_update(&self, update: SnapshotUpdate) {
        self.last_valid.write().unwrap_or_else(PoisonError::into_inner).apply(update);
    }

    /// Returns the project that is shown; the bytes of its files are shared.
    pub(super) fn last_valid_snapshot(&self) -> Snapshot {
        self.last_valid.read().unwrap_or_else(PoisonError::into_inner).snapshot.clone()
    }

    /// Returns the source file of a page, and the line of each of its passages in order; at least one line.
    pub(super) fn source_lines(&self, shown: &ServedSite, page: &pages::KeyedPage) -> Option<(SourcePath, Vec<usize>)> {
        let good = self.last_valid.read().unwrap_or_else(PoisonError::into_inner);
        shown.built.source_lines(page.route.as_str(), &good.snapshot)
    }

    /// Stores the errors found by rendering a page; an empty list clears them. Returns whether that changed
    /// anything.
    pub(super) fn record_render(&self, shown: &ServedSite, route: &Route, diagnostics: &[Diagnostic]) -> bool {
        shown.set_render_errors(
            route,
            diagnostics,
            &self.last_valid.read().unwrap_or_else(PoisonError::into_inner).snapshot,
        )
    }

    /// Returns errors as the overlay shows them.
    pub(super) fn errors(&self, shown: &ServedSite, diagnostics: &[Diagnostic]) -> Vec<Value> {
        let good = self.last_valid.read().unwrap_or_else(PoisonError::into_inner);
        failures(diagnostics).map(|diagnostic| error(diagnostic, &good.snapshot, shown.language)).collect()
    }

    /// Remembers a page that was drawn for a reader.
    pub(super) fn remember(&self, route: &str, artifact: &Arc<Artifact>) {
        let len_bytes = artifact.bytes.as_ref().map_or(0, Vec::len);
        self.recent_pages.put(route.to_owned(), artifact, len_bytes);
    }

    /// Returns a page as a reader was shown it last, if that is not long ago.
    pub(super) fn recent_page(&self, route: &str) -> Option<Arc<Artifact>> {
        self.recent_pages.get(route)
    }

    pub(super) fn current(&self) -> Arc<ServedSite> {
        Arc::clone(&self.current.borrow())
    }

    /// Wakes all tasks that wait for a change.
    pub(super) fn notify(&self) {
        self.current.send_modify(|_| {});
    }

    pub(super) fn replace(&self, shown: Arc<ServedSite>) {
        self.current.send_replace(shown);
    }

    pub(super) fn subscribe(&self) -> watch::Receiver<Arc<ServedSite>> {
        self.current.subscribe()
    }
}
