//! State passed from one build to the next: cached values of single files and texts, and the last results of the stages
//! that depend on all articles at once.
//!
//! A [`Memo`] lives as long as the process. Each build opens one [`Session`] of it, reads through the session's tables,
//! and closes it: then every table is swept and the results of this build replace the previous ones. The stages in
//! `incremental/` update those results. The memo affects no result: with an empty one every build gives the same site.

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

/// How many rendered pages are kept for `serve`, and how many bytes of them: some exports of a large dossier have tens of
/// megabytes, and every edit makes new ones.
const MAX_ARTIFACTS: usize = 128;
const MAX_ARTIFACTS_BYTES: usize = 32 << 20;

/// The results of one build that the next one updates.
pub(super) struct PreviousBuild {
    /// The articles before redaction.
    pub(super) articles_as_written: Arc<Articles>,
    /// The articles after redaction; often the same value.
    pub(super) articles: Arc<Articles>,
    pub(super) corpus: Arc<AnnotatedCorpus>,
    pub(super) duplicates: Arc<Duplicates>,
    pub(super) lexicon: Arc<Lexicon>,
    pub(super) links: LinkState,
}

/// One table per stage. Values that a build does not read are dropped when its session ends.
#[derive(Default)]
pub(super) struct CacheTables {
    pub(super) records: CacheTable<StageOutput<Vec<Arc<Record>>>>,
    pub(super) pages: CacheTable<StageOutput<Option<Arc<FreePage>>>>,
    pub(super) registry: CacheTable<StageOutput<(Arc<Registry>, Arc<Lexicon>)>>,
    /// Texts of records and pages. The annotations of an article are kept with the article.
    pub(super) texts: CacheTable<CachedAnnotation<AnnotationResult>>,
    pub(super) notes: CacheTable<StageOutput<Option<Arc<ArticleNotes>>>>,
    /// What is dropped from a text's raw HTML.
    pub(super) raw_html: CacheTable<Vec<String>>,
    /// Redacted files; `None` for those that name nothing withheld.
    pub(super) redacted: CacheTable<Option<RedactedFile>>,
    /// Published files of content/media/.
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

/// Everything that builds of one process share. Keep it between builds to make the next one cheap; dropping it only costs
/// time.
#[derive(Default)]
pub struct Memo {
    tables: CacheTables,
    /// Rendered pages. The cache has its own bound, because a server renders pages between builds.
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

/// A session dereferences to its tables, so that stages can reach nothing else of the memo.
impl Deref for Session<'_> {
    type Target = CacheTables;

    fn deref(&self) -> &CacheTables {
        &self.memo.tables
    }
}

impl Session<'_> {
    /// Returns whether another build will follow; if not, nothing is computed for it.
    pub(super) fn is_incremental(&self) -> bool {
        self.mode == BuildMode::Incremental
    }

    /// Ends a build whose results no other one updates: drops every cached value that it did not read.
    pub(super) fn keep_tables(self) {
        self.memo.tables.sweep();
    }

    /// Ends the build: keeps its results for the next one, and drops every cached value that it did not read.
    pub(super) fn finish(self, results: PreviousBuild) {
        if !self.is_incremental() {
            return;
        }
        let mut slot = self.memo.previous_build.lock().unwrap_or_else(PoisonError::into_inner);
        *slot = Some(Arc::new(results));
        self.memo.tables.sweep();
    }
}
