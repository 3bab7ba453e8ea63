//! The known answers of every stage.
//!
//! Most stages have a table of answers by key. A text and what was found in it stay together in one entry, which knows
//! what it was found with; the lists of articles and the folds over them keep the build before, and exchange what differs.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::articles::{Articles, Tale};
use super::copies::Grouping;
use crate::annotate::Annotated;
use crate::annotate::decide::Orphan;
use crate::base::memo::Table;
use crate::base::recent::Recent;
use crate::base::{Checked, Key, SourcePath};
use crate::link::{Book, Linked, Sketch, Summary};
use crate::parse::{Article, Notes, Page, Record};
use crate::plan::{AnnotatedText, Place};
use crate::registry::{Lexicon, Registry, Sight};
use crate::render::Artifact;
use crate::theme::Theme;

/// What was found in one text.
pub(super) struct Found {
    /// The names.
    pub(super) annotated: Arc<Annotated>,
    /// What dossier failed with, if it did; then no names are known.
    pub(super) failed: Option<String>,
    /// Decisions that could not be applied.
    pub(super) orphans: Vec<Orphan>,
    /// Key of the names.
    pub(super) key: Key,
}

/// An article with all that follows from its own words.
pub(super) struct Told {
    /// The article with the names in it.
    pub(super) text: Arc<AnnotatedText<Article>>,
    /// The names.
    pub(super) found: Arc<Found>,
    /// What the rest of the site may know of it.
    pub(super) summary: Arc<Summary>,
    /// Whether it has links, raw HTML, pins: something that must be compared with the rest of the dossier.
    pub(super) leans: bool,
}

/// What an answer was found with, beside the text itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Context {
    /// Key of the names.
    pub(super) lexicon: Key,
    /// Key of the language and of what people decided.
    pub(super) ruling: Key,
}

/// A text's last answer, and what of a lexicon the text can see.
pub(super) struct Cell<T> {
    pub(super) sight: OnceLock<Sight>,
    pub(super) last: Mutex<Option<(Context, Arc<T>)>>,
}

impl<T> Default for Cell<T> {
    fn default() -> Self {
        Self { sight: OnceLock::new(), last: Mutex::new(None) }
    }
}

/// An article's file, parsed, and what was told of it last.
pub(super) struct ArticleFile {
    /// Key of the file.
    pub(super) id: Key,
    /// Key of what may be published of it: the rest of an excerpt makes no difference.
    pub(super) said: Key,
    pub(super) path: SourcePath,
    pub(super) checked: Checked<Option<Arc<Article>>>,
    /// Key of what the site calls it by: id, file, old ids.
    pub(super) names: Key,
    pub(super) told: Cell<Told>,
    /// Its words as numbers, made when articles are first compared.
    pub(super) sketch: OnceLock<Arc<Sketch>>,
}

/// What the build before came to.
pub(super) struct Before {
    /// As the files say.
    pub(super) written: Arc<Articles>,
    /// Without what is withheld; often the same.
    pub(super) articles: Arc<Articles>,
    pub(super) tale: Arc<Tale>,
    pub(super) grouping: Arc<Grouping>,
    pub(super) lexicon: Arc<Lexicon>,
    pub(super) linked: Linked,
}

/// How many drawn pages are kept for `serve`, and how many bytes of them: some exports of a large dossier have tens of millions, and
/// every edit makes others.
const MAX_ARTIFACTS: usize = 128;
const MAX_ARTIFACTS_BYTES: usize = 32 << 20;

/// One table a stage. Keep it between builds to make the next one cheap; drop it and nothing but time is lost.
#[derive(Default)]
pub struct Memo {
    /// Whether no other build will come: what only a second one could use is not even made.
    for_one: bool,
    generation: AtomicU64,
    pub(super) records: Table<Checked<Vec<Arc<Record>>>>,
    pub(super) pages: Table<Checked<Option<Arc<Page>>>>,
    pub(super) registry: Table<Checked<(Arc<Registry>, Arc<Lexicon>)>>,
    /// Records' and pages' texts.
    pub(super) texts: Table<Cell<Found>>,
    pub(super) notes: Table<Checked<Option<Arc<Notes>>>>,
    pub(super) raw_html: Table<Vec<String>>,
    /// Files without what is withheld; `None` for those that name nothing of it.
    pub(super) withheld: Table<Option<super::withhold::Changed>>,
    /// Files of content/media/ as they are published.
    pub(super) media: Table<Checked<Option<Arc<[u8]>>>>,
    pub(super) themes: Table<Checked<Arc<Theme>>>,
    pub(super) books: Table<Arc<Book>>,
    pub(super) plans: Table<Checked<Arc<Vec<Place>>>>,
    pub(super) artifacts: Recent<Key, Artifact, MAX_ARTIFACTS, MAX_ARTIFACTS_BYTES>,
    before: Mutex<Option<Arc<Before>>>,
}

impl Memo {
    /// Makes a memo for a single build.
    #[must_use]
    pub fn for_one_build() -> Self {
        Self { for_one: true, ..Self::default() }
    }

    pub(super) fn is_for_one(&self) -> bool {
        self.for_one
    }

    /// Starts a build and returns its number.
    pub(super) fn begin(&self) -> u64 {
        self.generation.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Returns what the build before came to; nothing before the first.
    pub(super) fn before(&self) -> Option<Arc<Before>> {
        self.before.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Drops what the last build did not use, and keeps what it came to. Drawn pages go by themselves.
    pub(super) fn end(&self, generation: u64, built: Before) {
        if self.for_one {
            return;
        }
        *self.before.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(built));
        self.records.sweep(generation);
        self.pages.sweep(generation);
        self.registry.sweep(generation);
        self.texts.sweep(generation);
        self.notes.sweep(generation);
        self.raw_html.sweep(generation);
        self.media.sweep(generation);
        self.withheld.sweep(generation);
        self.themes.sweep(generation);
        self.books.sweep(generation);
        self.plans.sweep(generation);
    }
}
