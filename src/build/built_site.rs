//! A built site: the result that commands and the server use. Pages are rendered one by one, on demand.

use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;

use super::options::BuildMode;
use super::session::Memo;
use crate::base::{Diagnostic, Key, SourcePath, panic_boundary};
use crate::config::site as site_file;
use crate::pages::plan::source_path;
use crate::pages::{self, PageKind, PlannedPage};
use crate::redact::Protection;
use crate::render::{self, Artifact};
use crate::say;
use crate::source::Snapshot;
use crate::text::position::line_column;
use crate::views::RenderContext;

/// A built site: its content, its pages, and its diagnostics.
pub struct BuiltSite {
    /// The inputs of pages.
    pub site: RenderContext,
    /// The pages, in order of route.
    pub planned_pages: Arc<Vec<PlannedPage>>,
    /// The diagnostics of the content, sorted. Those found only by rendering a page are not included.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is certain what must be withheld. If not, nothing of this site may be published.
    pub protection: Protection,
    /// Number of drafts left out.
    pub n_drafts: usize,
    /// Number of articles whose annotations were made elsewhere and taken.
    pub n_given: usize,
    /// The mode of the build.
    pub mode: BuildMode,
    /// The duration of each stage, in order. For `--timings` only; nothing depends on it.
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
        self.planned_page(route).map(|page| pages::keyed_page(&self.site, page))
    }

    /// Returns the key that the page of a route would have if all style sheets were equal.
    #[must_use]
    pub fn unstyled_key(&self, route: &str) -> Option<Key> {
        let page = self.planned_page(route)?;
        Some(pages::keys::key(&self.site, page, self.site.interface.unstyled_global_key))
    }

    /// Returns the page of a route, without its key.
    #[must_use]
    pub fn planned_page(&self, route: &str) -> Option<&PlannedPage> {
        let index = self.planned_pages.binary_search_by(|page| page.route.as_str().cmp(route)).ok()?;
        self.planned_pages.get(index)
    }

    /// Returns the bytes of a picture, a document or a file of the theme; `None` for pages and generated files.
    #[must_use]
    pub fn asset(&self, route: &str) -> Option<Arc<[u8]>> {
        let page = self.planned_page(route)?;
        match page.kind {
            PageKind::Media => self.site.media.get(&page.route).map(|(_, bytes)| Arc::clone(bytes)),
            PageKind::Asset(index) => self.site.interface.theme.assets.get(index).map(|asset| Arc::clone(&asset.bytes)),
            _ => None,
        }
    }

    /// Returns the routes of the published style sheets of the theme.
    pub fn style_sheets(&self) -> impl Iterator<Item = &str> {
        let assets = self.site.interface.theme.assets.iter();
        assets.map(|asset| asset.route.as_str()).filter(|route| route.ends_with(".css"))
    }

    /// Returns the source file of a page, and the line of each of its paragraphs, at least one. `None` for a page made
    /// from many files, or whose file is not in `snapshot`.
    #[must_use]
    pub fn source_lines(&self, route: &str, snapshot: &Snapshot) -> Option<(SourcePath, Vec<usize>)> {
        let kind = &self.planned_page(route)?.kind;
        let content = &self.site.content;
        let file = source_path(content, kind)?;
        let text = snapshot.text(file)?;
        let line = |offset: usize| line_column(text, offset).line;
        let lines: Vec<usize> = match kind {
            PageKind::Article(index) => {
                let body = &content.articles[*index].document.body;
                let paragraphs = body.blocks.iter().filter(|block| block.paragraph > 0);
                paragraphs.map(|block| line(body.file_offset(block.start))).collect()
            }
            PageKind::Entity(index) => vec![line(content.registry.entities[*index].record.name.span.start)],
            _ => Vec::new(),
        };
        Some((file.clone(), if lines.is_empty() { vec![1] } else { lines }))
    }
}

/// Renders a page, or returns the cached page with the same key. If rendering panics, the page has no bytes and one
/// diagnostic.
#[must_use]
pub fn render_page(built: &BuiltSite, page: &pages::KeyedPage, memo: &Memo) -> Arc<Artifact> {
    let rendered = || {
        panic_boundary::catch_panic(|| render::render(&built.site, page)).unwrap_or_else(|panic| {
            let file = source_path(&built.site.content, &page.kind);
            let file = file.cloned().unwrap_or_else(|| SourcePath::new(site_file::FILE));
            let left = say!(
                en: "and the page `{route}` stays as it was",
                fr: "et la page `{route}` reste telle quelle",
                route = page.route,
            );
            Artifact { bytes: None, diagnostics: vec![panic_boundary::panic_diagnostic(&file, &left, &panic)] }
        })
    };
    if built.mode != BuildMode::Incremental {
        return Arc::new(rendered());
    }
    let len_bytes = |artifact: &Artifact| artifact.bytes.as_ref().map_or(0, Vec::len);
    memo.artifacts.get_or_compute(page.key, len_bytes, rendered)
}
