//! What one build hands to the next: cached values of single files and texts, and the last results of the stages that
//! look at all articles at once.
//!
//! A [`Memo`] lives as long as the process that builds. Each build opens one [`Session`] of it, reads through the session's
//! tables, and closes it: then every table is swept and the results of this build take the place of the last one's. The
//! stages in `incremental/` update those results. Decides nothing: with an empty memo every build gives the same.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use super::incremental::annotations::AnnotatedCorpus;
use super::incremental::articles::Articles;
use super::incremental::cached_annotation::{AnnotationResult, CachedAnnotation};
use super::incremental::duplicates::Duplicates;
use super::options::BuildMode;
use crate::base::Key;
use crate::base::StageOutput;
use crate::base::cache_table::CacheTable;
use crate::base::recent_cache::RecentCache;
use crate::link::{LinkState, RouteTable};
use crate::pages::PlannedPage;
use crate::parse::{ArticleNotes, FreePage, Record};
use crate::redact::RedactedFile;
use crate::registry::{Lexicon, Registry};
use crate::render::Artifact;
use crate::theme::Theme;

/// How many drawn pages are kept for `serve`, and how many bytes of them: some exports of a large dossier have tens of
/// millions, and every edit makes others.
const MAX_ARTIFACTS: usize = 128;
const MAX_ARTIFACTS_BYTES: usize = 32 << 20;

/// The results of one build that the next one updates.
pub(super) struct PreviousBuild {
    /// The articles as the files are.
    pub(super) articles_as_written: Arc<Articles>,
    /// The articles after redaction; often the same value.
    pub(super) articles: Arc<Articles>,
    pub(super) corpus: Arc<AnnotatedCorpus>,
    pub(super) duplicates: Arc<Duplicates>,
    pub(super) lexicon: Arc<Lexicon>,
    pub(super) links: LinkState,
}

/// One table a stage. Values of a table that a build does not ask for are dropped when its session ends.
#[derive(Default)]
pub(super) struct CacheTables {
    pub(super) records: CacheTable<StageOutput<Vec<Arc<Record>>>>,
    pub(super) pages: CacheTable<StageOutput<Option<Arc<FreePage>>>>,
    pub(super) registry: CacheTable<StageOutput<(Arc<Registry>, Arc<Lexicon>)>>,
    /// Texts of records and pages. What was found in an article is kept with the article.
    pub(super) texts: CacheTable<CachedAnnotation<AnnotationResult>>,
    pub(super) notes: CacheTable<StageOutput<Option<Arc<ArticleNotes>>>>,
    /// What is dropped of a text's raw HTML.
    pub(super) raw_html: CacheTable<Vec<String>>,
    /// Redacted files; `None` for those that name nothing withheld.
    pub(super) redacted: CacheTable<Option<RedactedFile>>,
    /// Files of content/media/ as they are published.
    pub(super) media: CacheTable<StageOutput<Option<Arc<[u8]>>>>,
    pub(super) themes: CacheTable<StageOutput<Arc<Theme>>>,
    pub(super) route_tables: CacheTable<Arc<RouteTable>>,
    pub(super) plans: CacheTable<StageOutput<Arc<Vec<PlannedPage>>>>,
}

impl CacheTables {
    /// Sweeps every table. The pattern names all fields, so a table that is added and not swept does not compile.
    fn sweep(&self) {
        let Self { records, pages, registry, texts, notes, raw_html, redacted, media, themes, route_tables, plans } =
            self;
        records.sweep();
        pages.sweep();
        registry.sweep();
        texts.sweep();
        notes.sweep();
        raw_html.sweep();
        redacted.sweep();
        media.sweep();
        themes.sweep();
        route_tables.sweep();
        plans.sweep();
    }
}

/// Everything that builds of one process share. Keep it between builds to make the next one cheap; if it is dropped, only
/// time is lost.
#[derive(Default)]
pub struct Memo {
    tables: CacheTables,
    /// Rendered pages. Bounded by itself, because a server renders pages between builds.
    pub(super) artifacts: RecentCache<Key, Artifact, MAX_ARTIFACTS, MAX_ARTIFACTS_BYTES>,
    previous_build: Mutex<Option<Arc<PreviousBuild>>>,
}

impl Memo {
    /// Opens the session of one build. Builds that share a memo run one after another.
    pub(super) fn session(&self, mode: BuildMode) -> Session<'_> {
        let previous = self.previous_build.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Session { memo: self, previous, mode }
    }
}

/// One build's view of a [`Memo`]: `session.records.get_or(key, parse)`.
pub(super) struct Session<'m> {
    memo: &'m Memo,
    /// The results of the previous build; `None` before the first.
    pub(super) previous: Option<Arc<PreviousBuild>>,
    mode: BuildMode,
}

/// A session is used as its tables: stages name a table, and nothing else of the memo can be reached through it.
impl Deref for Session<'_> {
    type Target = CacheTables;

    fn deref(&self) -> &CacheTables {
        &self.memo.tables
    }
}

impl Session<'_> {
    /// Returns whether another build will follow: what only that one could use is not made otherwise.
    pub(super) fn is_incremental(&self) -> bool {
        self.mode == BuildMode::Incremental
    }

    /// Ends the build: keeps its results for the next one, and drops every cached value that it did not ask for.
    pub(super) fn finish(self, results: PreviousBuild) {
        if !self.is_incremental() {
            return;
        }
        let mut slot = self.memo.previous_build.lock().unwrap_or_else(PoisonError::into_inner);
        *slot = Some(Arc::new(results));
        self.memo.tables.sweep();
    }
}
