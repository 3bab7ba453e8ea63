//! The known answers of every stage.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::annotate::Annotated;
use crate::annotate::decide::Orphan;
use crate::base::memo::Table;
use crate::base::{Checked, Key};
use crate::link::{Sketch, Summary};
use crate::parse::{Article, Notes, Page, Record};
use crate::registry::{Lexicon, Registry};
use crate::render::Artifact;
use crate::theme::Theme;

/// What was found in one text.
pub(super) struct Found {
    /// The names.
    pub(super) annotated: Arc<Annotated>,
    /// Decisions that could not be applied.
    pub(super) orphans: Vec<Orphan>,
    /// Key of the names.
    pub(super) key: Key,
}

/// One table a stage. Keep it between builds to make the next one cheap; drop it and nothing but time is lost.
#[derive(Default)]
pub struct Memo {
    generation: AtomicU64,
    pub(super) articles: Table<Checked<Option<Arc<Article>>>>,
    pub(super) records: Table<Checked<Vec<Arc<Record>>>>,
    pub(super) pages: Table<Checked<Option<Arc<Page>>>>,
    pub(super) registry: Table<Checked<(Arc<Registry>, Arc<Lexicon>)>>,
    pub(super) annotated: Table<Found>,
    pub(super) notes: Table<Checked<Option<Arc<Notes>>>>,
    pub(super) summaries: Table<Arc<Summary>>,
    pub(super) sketches: Table<Arc<Sketch>>,
    pub(super) raw_html: Table<Vec<String>>,
    pub(super) themes: Table<Checked<Arc<Theme>>>,
    pub(super) artifacts: Table<Artifact>,
}

impl Memo {
    /// Starts a build and returns its number.
    pub(super) fn begin(&self) -> u64 {
        self.generation.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Returns the number of the build that runs or ran last.
    pub(super) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Relaxed)
    }

    /// Drops what the last build did not use. Pages are kept: they are drawn when they are asked for.
    pub(super) fn sweep(&self, generation: u64) {
        self.articles.sweep(generation);
        self.records.sweep(generation);
        self.pages.sweep(generation);
        self.registry.sweep(generation);
        self.annotated.sweep(generation);
        self.notes.sweep(generation);
        self.summaries.sweep(generation);
        self.sketches.sweep(generation);
        self.raw_html.sweep(generation);
        self.themes.sweep(generation);
    }
}
