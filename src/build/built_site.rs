//! A built site: what commands and the server read. Pages are rendered one by one, when asked for.

use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;

use super::options::BuildMode;
use super::session::Memo;
use crate::base::{Diagnostic, Key, SourcePath, panic_boundary};
use crate::config::site as site_file;
use crate::pages::{self, PlannedPage};
use crate::redact::Protection;
use crate::render::{self, Artifact};
use crate::views::Site;

/// A built site: its content, its pages, and its diagnostics.
pub struct BuiltSite {
    /// Everything that pages are made of.
    pub site: Site,
    /// The pages, in order of route.
    pub planned_pages: Arc<Vec<PlannedPage>>,
    /// The diagnostics of the content, sorted. Those that only rendering a page finds are not among them.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is known what must be withheld. If not, nothing of this site may be published.
    pub protection: Protection,
    /// How many drafts were left out.
    pub n_drafts: usize,
    /// What it was built for.
    pub mode: BuildMode,
    /// How long each stage took, in order. For `--timings` only; nothing depends on it.
    pub timings: Vec<(&'static str, Duration)>,
}

impl BuiltSite {
    /// Returns every page with its key, in order of route. A server uses [`BuiltSite::page`] instead.
    #[must_use]
    pub fn pages(&self) -> Vec<pages::KeyedPage> {
        self.planned_pages.par_iter().map(|page| pages::keyed_page(&self.site, page)).collect()
    }

    /// Returns the page of a route, with its key.
    #[must_use]
    pub fn page(&self, route: &str) -> Option<pages::KeyedPage> {
        let index = self.planned_pages.binary_search_by(|page| page.route.as_str().cmp(route)).ok()?;
        Some(pages::keyed_page(&self.site, &self.planned_pages[index]))
    }

    /// Returns the key that the page of a route would have if all style sheets were equal.
    #[must_use]
    pub fn unstyled_key(&self, route: &str) -> Option<Key> {
        let index = self.planned_pages.binary_search_by(|page| page.route.as_str().cmp(route)).ok()?;
        Some(pages::plan::key(&self.site, &self.planned_pages[index], self.site.unstyled_global_key))
    }
}

/// Renders a page, or returns it as it was rendered for the same key. If rendering panics, the page has no bytes and one
/// diagnostic.
#[must_use]
pub fn render_page(built: &BuiltSite, page: &pages::KeyedPage, memo: &Memo) -> Arc<Artifact> {
    let rendered = || {
        panic_boundary::catch_panic(|| render::render(&built.site, page)).unwrap_or_else(|panic| {
            let file = pages::plan::source_path(&built.site, &page.kind);
            let file = file.cloned().unwrap_or_else(|| SourcePath::new(site_file::FILE));
            let left = format!("and the page `{}` stays as it was", page.route);
            Artifact { bytes: None, diagnostics: vec![panic_boundary::panic_diagnostic(&file, &left, &panic)] }
        })
    };
    if built.mode != BuildMode::Incremental {
        return Arc::new(rendered());
    }
    let len_bytes = |artifact: &Artifact| artifact.bytes.as_ref().map_or(0, Vec::len);
    memo.artifacts.get_or_compute(page.key, len_bytes, rendered)
}
