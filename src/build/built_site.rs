//! What a server asks of a built site beside its pages: bytes that nothing draws, and where the text of a page is written.
//!
//! So a server needs to know nothing of how a site is put together.

use std::sync::Arc;

use super::build::BuiltSite;
use crate::base::SourcePath;
use crate::pages::plan::source_path;
use crate::pages::{PageKind, PlannedPage};
use crate::source::Snapshot;
use crate::text::position::line_column;

impl BuiltSite {
    /// Returns what stands at a route; `None` where nothing does.
    #[must_use]
    pub fn planned_page(&self, route: &str) -> Option<&PlannedPage> {
        let index = self.planned_pages.binary_search_by(|page| page.route.as_str().cmp(route)).ok()?;
        self.planned_pages.get(index)
    }

    /// Returns the bytes of a picture, a document or a file of the theme; `None` for pages and files that are made.
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

    /// Returns the file that a page is written in, and the line of each of its paragraphs, at least one. `None` for a page
    /// that is made of many files, or whose file `snapshot` does not have.
    #[must_use]
    pub fn source_lines(&self, route: &str, snapshot: &Snapshot) -> Option<(SourcePath, Vec<usize>)> {
        let kind = &self.planned_page(route)?.kind;
        let content = &self.site.content;
        let file = source_path(content, kind)?;
        let text = snapshot.text(file)?;
        let line = |offset: usize| line_column(text, offset).line;
        let lines: Vec<usize> = match kind {
            PageKind::Article(index) => {
                let body = &content.articles[index.get()].document.body;
                let paragraphs = body.blocks.iter().filter(|block| block.paragraph > 0);
                paragraphs.map(|block| line(body.file_offset(block.start))).collect()
            }
            PageKind::Entity(index) => vec![line(content.registry.entities[index.get()].record.name.span.start)],
            _ => Vec::new(),
        };
        Some((file.clone(), if lines.is_empty() { vec![1] } else { lines }))
    }
}
