//! What one build hands to the next: cached values of single files and texts, and the last results of the stages that
//! look at all articles at once.
//!
//! A [`Memo`] lives as long as the process that builds. Each build opens one [`Session`] of it, reads through the session's
//! tables, and closes it: then every table is swept and the results of this build take the place of the last one's. The
//! stages in `incremental/` update those results. Decides nothing: with an empty memo every build gives the same.

use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::articles::{AnnotatedCorpus, Articles};
use super::copy_grouping::CachedCopyGroups;
use super::options::BuildMode;
use crate::annotate::Annotations;
use crate::annotate::decisions::UnappliedDecision;
use crate::base::cache_table::{CacheTable, RecentCache};
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

/// One table a stage. Values of a table that a build does not ask for are dropped when its session ends.
#[derive(Default)]
pub(super) struct CacheTables {
    pub(super) records: CacheTable<Checked<Vec<Arc<Record>>>>,
    pub(super) pages: CacheTable<Checked<Option<Arc<FreePage>>>>,
    pub(super) registry: CacheTable<Checked<(Arc<Registry>, Arc<Lexicon>)>>,
    /// Texts of records and pages. What was found in an article is kept with the article.
    pub(super) texts: CacheTable<CachedAnnotation<AnnotationResult>>,
    pub(super) notes: CacheTable<Checked<Option<Arc<ArticleNotes>>>>,
    /// What is dropped of a text's raw HTML.
    pub(super) raw_html: CacheTable<Vec<String>>,
    /// Redacted files; `None` for those that name nothing withheld.
    pub(super) redacted: CacheTable<Option<super::redact::RedactedFile>>,
    /// Files of content/media/ as they are published.
    pub(super) media: CacheTable<Checked<Option<Arc<[u8]>>>>,
    pub(super) themes: CacheTable<Checked<Arc<Theme>>>,
    pub(super) route_tables: CacheTable<Arc<RouteTable>>,
    pub(super) plans: CacheTable<Checked<Arc<Vec<PlannedPage>>>>,
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
    pub(super) artifacts: RecentCache<Artifact>,
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
    /// Tells whether another build will follow: what only that one could use is not made otherwise.
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
