//! The known answers of every stage.
//!
//! Most stages have a table of answers by key. A text and what was found in it stay together in one entry, which knows
//! what it was found with; the lists of articles and the folds over them keep the build before, and exchange what differs.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::articles::{AnnotatedCorpus, Articles};
use super::copy_grouping::CachedCopyGroups;
use crate::annotate::Annotations;
use crate::annotate::decisions::UnappliedDecision;
use crate::base::cache_table::CacheTable;
use crate::base::recent_cache::RecentCache;
use crate::base::{Checked, Key, SourcePath};
use crate::duplicates::Sketch;
use crate::link::{ArticleSummary, LinkState, RouteTable};
use crate::pages::PlannedPage;
use crate::parse::{Article, ArticleNotes, FreePage, Record};
use crate::registry::{Lexicon, Registry, TextFootprint};
use crate::render::Artifact;
use crate::theme::Theme;
use crate::views::AnnotatedText;

/// What was found in one text.
pub(super) struct AnnotationResult {
    /// The names.
    pub(super) annotated: Arc<Annotations>,
    /// What dossier failed with, if it did; then no names are known.
    pub(super) panic_message: Option<String>,
    /// Decisions that could not be applied.
    pub(super) unapplied_decisions: Vec<UnappliedDecision>,
    /// Key of the names.
    pub(super) key: Key,
}

/// An article with all that follows from its own words.
pub(super) struct ArticleAnnotation {
    /// The article with the names in it.
    pub(super) text: Arc<AnnotatedText<Article>>,
    /// The names.
    pub(super) result: Arc<AnnotationResult>,
    /// What the rest of the site may know of it.
    pub(super) summary: Arc<ArticleSummary>,
    /// Whether it has links, raw HTML, pins: something that must be compared with the rest of the dossier.
    pub(super) needs_cross_check: bool,
}

/// What an answer was found with, beside the text itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct AnnotationInputs {
    /// Key of the names.
    pub(super) lexicon: Key,
    /// Key of the language and of what people decided.
    pub(super) language_and_decisions: Key,
}

/// A text's last answer, and what of a lexicon the text can see.
pub(super) struct CachedAnnotation<T> {
    pub(super) footprint: OnceLock<TextFootprint>,
    pub(super) cached: Mutex<Option<(AnnotationInputs, Arc<T>)>>,
}

impl<T> Default for CachedAnnotation<T> {
    fn default() -> Self {
        Self { footprint: OnceLock::new(), cached: Mutex::new(None) }
    }
}

/// An article's file, parsed, and what was told of it last.
pub(super) struct ArticleFile {
    /// Key of the file.
    pub(super) id: Key,
    /// Key of what may be published of it: the rest of an excerpt makes no difference.
    pub(super) published_key: Key,
    pub(super) path: SourcePath,
    pub(super) checked: Checked<Option<Arc<Article>>>,
    /// Key of what the site calls it by: id, file, old ids.
    pub(super) names: Key,
    pub(super) annotation: CachedAnnotation<ArticleAnnotation>,
    /// Its words as numbers, made when articles are first compared.
    pub(super) sketch: OnceLock<Arc<Sketch>>,
}

/// What the build before came to.
pub(super) struct PreviousBuild {
    /// As the files say.
    pub(super) articles_as_written: Arc<Articles>,
    /// Without what is withheld; often the same.
    pub(super) articles: Arc<Articles>,
    pub(super) corpus: Arc<AnnotatedCorpus>,
    pub(super) grouping: Arc<CachedCopyGroups>,
    pub(super) lexicon: Arc<Lexicon>,
    pub(super) link_state: LinkState,
}

/// How many drawn pages are kept for `serve`, and how many bytes of them: some exports of a large dossier have tens of millions, and
/// every edit makes others.
const MAX_ARTIFACTS: usize = 128;
const MAX_ARTIFACTS_BYTES: usize = 32 << 20;

/// One table a stage. Keep it between builds to make the next one cheap; drop it and nothing but time is lost.
#[derive(Default)]
pub struct Memo {
    /// Whether no other build will come: what only a second one could use is not even made.
    single_build: bool,
    generation: AtomicU64,
    pub(super) records: CacheTable<Checked<Vec<Arc<Record>>>>,
    pub(super) pages: CacheTable<Checked<Option<Arc<FreePage>>>>,
    pub(super) registry: CacheTable<Checked<(Arc<Registry>, Arc<Lexicon>)>>,
    /// Records' and pages' texts.
    pub(super) texts: CacheTable<CachedAnnotation<AnnotationResult>>,
    pub(super) notes: CacheTable<Checked<Option<Arc<ArticleNotes>>>>,
    pub(super) raw_html: CacheTable<Vec<String>>,
    /// Files without what is withheld; `None` for those that name nothing of it.
    pub(super) withheld: CacheTable<Option<super::redact::RedactedFile>>,
    /// Files of content/media/ as they are published.
    pub(super) media: CacheTable<Checked<Option<Arc<[u8]>>>>,
    pub(super) themes: CacheTable<Checked<Arc<Theme>>>,
    pub(super) books: CacheTable<Arc<RouteTable>>,
    pub(super) plans: CacheTable<Checked<Arc<Vec<PlannedPage>>>>,
    pub(super) artifacts: RecentCache<Key, Artifact, MAX_ARTIFACTS, MAX_ARTIFACTS_BYTES>,
    previous_build: Mutex<Option<Arc<PreviousBuild>>>,
}

impl Memo {
    /// Makes a memo for a single build.
    #[must_use]
    pub fn for_one_build() -> Self {
        Self { single_build: true, ..Self::default() }
    }

    pub(super) fn is_single_build(&self) -> bool {
        self.single_build
    }

    /// Starts a build and returns its number.
    pub(super) fn begin(&self) -> u64 {
        self.generation.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Returns what the build before came to; nothing before the first.
    pub(super) fn previous_build(&self) -> Option<Arc<PreviousBuild>> {
        self.previous_build.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Drops what the last build did not use, and keeps what it came to. Drawn pages go by themselves.
    pub(super) fn end(&self, generation: u64, built: PreviousBuild) {
        if self.single_build {
            return;
        }
        *self.previous_build.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(built));
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
