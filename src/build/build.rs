//! Snapshot -> Document -> Annotated -> Summary -> Dossier -> Pages.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::annotate_all::annotate_all;
use super::assemble::{AssemblyInput, SiteContent, assemble};
use super::cascades;
use super::content_files::{ContentFiles, parse_content_files};
use super::incremental::annotations::AnnotatedCorpus;
use super::incremental::articles;
use super::incremental::duplicates;
use super::incremental::links::{self, LinkInput};
use super::options::{BuildMode, PipelineOptions};
use super::protection::Protection;
use super::redact::{RedactedFiles, Redaction};
use super::session::{Memo, PreviousBuild, Session};
use crate::annotate::Annotations;
use crate::base::{Checked, Diagnostic, Key, KeyBuilder, SourcePath, panic_boundary};
use crate::config::{SiteConfig, SitePart, site as site_file};
use crate::geometry;
use crate::link::LinkState;
use crate::pages;
use crate::pages::PlannedPage;
use crate::parse::{self, FreePage, Visibility};
use crate::registry::entities::KeyedRecord;
use crate::registry::{self, Lexicon, Registry};
use crate::render::{self, Artifact};
use crate::source::Snapshot;
use crate::theme::{self, Theme};
use crate::views::{AnnotatedText, Site};

/// A built site: what it is made of, its pages, and everything that is wrong.
pub struct BuiltSite {
    /// The dossier, ready to be drawn.
    pub site: Site,
    /// What stands where, in order of route.
    pub planned_pages: Arc<Vec<PlannedPage>>,
    /// What is wrong with the content, sorted, without what only drawing a page shows.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is known what must not be published. While it is not, nothing of this may be.
    pub protection: Protection,
    /// How many drafts were left out.
    pub n_drafts: usize,
    /// What it was built for.
    pub mode: BuildMode,
    /// How long each stage took, in order; for `--timings` only, nothing depends on it.
    pub timings: Vec<(&'static str, Duration)>,
}

impl BuiltSite {
    /// Returns every page with its key, in order of route. A server asks for the key of the one page that it shows.
    #[must_use]
    pub fn pages(&self) -> Vec<pages::KeyedPage> {
        self.planned_pages.par_iter().map(|place| pages::keyed_page(&self.site, place)).collect()
    }

    /// Returns the page of a route, with its key.
    #[must_use]
    pub fn page(&self, route: &str) -> Option<pages::KeyedPage> {
        let index = self.planned_pages.binary_search_by(|place| place.route.as_str().cmp(route)).ok()?;
        Some(pages::keyed_page(&self.site, &self.planned_pages[index]))
    }

    /// Returns the key that the page of a route would have if style sheets were all alike.
    #[must_use]
    pub fn unstyled_key(&self, route: &str) -> Option<Key> {
        let index = self.planned_pages.binary_search_by(|place| place.route.as_str().cmp(route)).ok()?;
        Some(pages::plan::key(&self.site, &self.planned_pages[index], self.site.unstyled_global_key))
    }
}

/// Builds a site. Equal snapshots and options give equal sites, whatever the memo holds; it only saves time. The clock is
/// read for the timings alone.
#[must_use]
pub fn build(snapshot: &Snapshot, options: &PipelineOptions, memo: &Memo) -> BuiltSite {
    build_files(ProjectFiles::Shared(snapshot), options, memo)
}

/// Builds a site and frees each article's file after it is parsed, except files with diagnostics. To print a line of a
/// freed file, reload it with [`Snapshot::reload`].
#[must_use]
pub fn build_and_release(snapshot: &mut Snapshot, options: &PipelineOptions, memo: &Memo) -> BuiltSite {
    build_files(ProjectFiles::Owned(snapshot), options, memo)
}

/// The files of a build.
enum ProjectFiles<'a> {
    /// The caller needs them afterwards.
    Shared(&'a Snapshot),
    /// The build may free them.
    Owned(&'a mut Snapshot),
}

impl ProjectFiles<'_> {
    fn get(&self) -> &Snapshot {
        match self {
            Self::Shared(snapshot) => snapshot,
            Self::Owned(snapshot) => snapshot,
        }
    }

    /// Frees the articles once they are parsed: their bytes are a fifth of all that a build holds.
    fn release_articles(&mut self, diagnostics: &[Diagnostic]) {
        if let Self::Owned(snapshot) = self {
            let labels = diagnostics.iter().flat_map(|one| one.related.iter().chain([&one.primary]));
            snapshot.release(articles::FOLDER, &labels.map(|label| &label.span.file).collect());
        }
    }
}

fn build_files(mut files: ProjectFiles<'_>, options: &PipelineOptions, memo: &Memo) -> BuiltSite {
    let session = memo.session(options.mode);
    let mut diagnostics = files.get().diagnostics.clone();
    let config = configuration(files.get(), options, &mut diagnostics);
    // What the content says hangs on nothing of the theme: a small dossier is read while its templates are compiled.
    let themes = files.get().part("themes/");
    let ((theme, loading), content) = rayon::join(
        || theme(&themes, &config, &session),
        || annotate_content(&mut files, config.clone(), options, &session),
    );
    let snapshot = files.get();
    let AnnotatedContent {
        config,
        read,
        registry,
        lexicon,
        record_texts,
        pages,
        front,
        corpus: tale,
        duplicates,
        links,
        ..
    } = content;
    let ParsedContent { content_files: sources, articles_as_written: written, redacted_files: changes } = read;
    let mut watch = Stopwatch::starting(content.timings);
    watch.timings.push(("theme", loading));
    diagnostics.extend(theme.diagnostics.iter().cloned());
    diagnostics.extend(content.diagnostics);
    let theme = Arc::clone(&theme.value);
    let site = assemble(
        &AssemblyInput {
            snapshot,
            notes: &sources.notes,
            drafts: &sources.articles.drafts,
            article_names: sources.articles.names,
            corpus: &tale,
        },
        SiteContent { config, registry, record_texts, pages, front, link_index: Arc::clone(&links.link_index), theme },
        &session,
        &mut diagnostics,
    );
    watch.lap("check");
    let planned = session.plans.get_or(pages::plan_key(&site, sources.articles.names), || {
        let planned = pages::plan_pages(&site);
        Checked { value: Arc::new(planned.value), diagnostics: planned.diagnostics }
    });
    diagnostics.extend(planned.diagnostics.iter().cloned());
    changes.map_to_original(&mut diagnostics);
    diagnostics = cascades::drop_cascades(diagnostics, &site);
    let protection = Protection::of(&sources, &site.config.kinds, &mut diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    let n_drafts = sources.n_drafts;
    session.finish(PreviousBuild {
        articles_as_written: written,
        articles: sources.articles,
        corpus: tale,
        duplicates,
        lexicon,
        links,
    });
    watch.lap("plan");
    BuiltSite {
        site,
        planned_pages: Arc::clone(&planned.value),
        diagnostics,
        protection,
        n_drafts,
        mode: options.mode,
        timings: watch.timings,
    }
}

/// What the content says, before anything is made of it for readers.
struct AnnotatedContent {
    config: SiteConfig,
    read: ParsedContent,
    registry: Arc<Registry>,
    lexicon: Arc<Lexicon>,
    /// The records' texts, by entity.
    record_texts: Vec<Arc<Annotations>>,
    pages: Vec<AnnotatedText<FreePage>>,
    front: Option<AnnotatedText<FreePage>>,
    corpus: Arc<AnnotatedCorpus>,
    duplicates: Arc<duplicates::Duplicates>,
    links: LinkState,
    diagnostics: Vec<Diagnostic>,
    timings: Vec<(&'static str, Duration)>,
}

/// Reads, annotates and joins the content.
fn annotate_content(
    files: &mut ProjectFiles<'_>,
    mut config: SiteConfig,
    options: &PipelineOptions,
    session: &Session<'_>,
) -> AnnotatedContent {
    let mut diagnostics = Vec::new();
    let mut watch = Stopwatch::starting(Vec::new());
    let previous = session.previous.as_ref();
    let read = parse_content(files.get(), &mut config, options, session, &mut diagnostics);
    files.release_articles(&diagnostics);
    let content_files = &read.content_files;
    watch.lap("parse");
    let (registry, lexicon) = compile(content_files, &config, session, &mut diagnostics);
    watch.lap("registry");
    let annotated = annotate_all(content_files, &registry, &lexicon, &config, session);
    diagnostics.extend(annotated.diagnostics);
    watch.lap("annotate");
    let duplicates = duplicates::update(previous.map(|previous| &previous.duplicates), &content_files.articles);
    diagnostics.extend(duplicates.diagnostics.iter().cloned());
    watch.lap("copies");
    let summaries = Arc::clone(&annotated.corpus.summaries);
    let copies = Arc::clone(&duplicates.grouping.copies);
    let input = LinkInput { summaries, copies, registry: Arc::clone(&registry) };
    let links = links::update(previous.map(|previous| &previous.links), input);
    watch.lap("link");
    // For a thread that would wait for the theme.
    if config.has(SitePart::Map) && registry.entities.iter().any(|entity| entity.record.coordinates.is_some()) {
        rayon::spawn(geometry::prepare_outlines);
    }
    let timings = watch.timings;
    AnnotatedContent {
        config,
        read,
        registry,
        lexicon,
        record_texts: annotated.records,
        pages: annotated.pages,
        front: annotated.front,
        corpus: annotated.corpus,
        duplicates,
        links,
        diagnostics,
        timings,
    }
}

/// What the files say, without what is withheld.
struct ParsedContent {
    content_files: ContentFiles,
    /// The articles as the files say.
    articles_as_written: Arc<articles::Articles>,
    redacted_files: RedactedFiles,
}

/// Reads every file of content/; where some name what is withheld, without it.
fn parse_content(
    snapshot: &Snapshot,
    config: &mut SiteConfig,
    options: &PipelineOptions,
    session: &Session<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> ParsedContent {
    let previous = session.previous.as_ref();
    let mut said = Vec::new();
    let known = previous.map(|before| &before.articles_as_written);
    let mut content_files = parse_content_files(snapshot, config, options, known, session, &mut said);
    let written = Arc::clone(&content_files.articles);
    let mut changes = RedactedFiles::default();
    if let Some(redaction) =
        Redaction::of(&content_files, &unread(snapshot), config).filter(|_| options.mode != BuildMode::AsWritten)
    {
        if let Some((without, changed)) = redaction.redact_snapshot(snapshot, session) {
            said.clear();
            // In a table initials stand in place of the withheld names too; who looks for them needs them as they are.
            let is_withheld = |keyed: &KeyedRecord| keyed.record.visibility != Visibility::Public;
            let own: Vec<KeyedRecord> = content_files.records.into_iter().filter(is_withheld).collect();
            changes = changed;
            let known = previous.as_ref().map_or(&written, |before| &before.articles);
            content_files = parse_content_files(&without, config, options, Some(known), session, &mut said);
            content_files.records.retain(|keyed| !is_withheld(keyed));
            content_files.records.extend(own);
        }
        redaction.redact_records(&mut content_files.records);
        redaction.redact_config(config);
    }
    diagnostics.append(&mut said);
    ParsedContent { content_files, articles_as_written: written, redacted_files: changes }
}

/// Returns the ids of the articles and pages that are there and cannot be read.
fn unread(snapshot: &Snapshot) -> Vec<String> {
    let files = snapshot.diagnostics.iter().map(|one| &one.primary.span.file);
    let is_text = |path: &&SourcePath| {
        ["content/articles/", "content/pages/"].iter().any(|folder| path.as_str().starts_with(folder))
    };
    files.filter(is_text).map(|path| path.stem().to_owned()).collect()
}

/// Draws a page, or returns it as it was drawn for the same key.
#[must_use]
pub fn render_page(built: &BuiltSite, page: &pages::KeyedPage, memo: &Memo) -> Arc<Artifact> {
    let drawn = || {
        panic_boundary::catch_panic(|| render::render(&built.site, page)).unwrap_or_else(|panic| {
            let file = pages::plan::source_path(&built.site, &page.kind);
            let file = file.cloned().unwrap_or_else(|| SourcePath::new(site_file::FILE));
            let left = format!("and the page `{}` stays as it was", page.route);
            Artifact { bytes: None, diagnostics: vec![panic_boundary::panic_diagnostic(&file, &left, &panic)] }
        })
    };
    if built.mode != BuildMode::Incremental {
        return Arc::new(drawn());
    }
    let len_bytes = |artifact: &Artifact| artifact.bytes.as_ref().map_or(0, Vec::len);
    memo.artifacts.get_or_compute(page.key, len_bytes, drawn)
}

struct Stopwatch {
    last: Instant,
    timings: Vec<(&'static str, Duration)>,
}

impl Stopwatch {
    /// Goes on after some stages.
    fn starting(timings: Vec<(&'static str, Duration)>) -> Self {
        Self { last: Instant::now(), timings }
    }

    fn lap(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.timings.push((stage, now - self.last));
        self.last = now;
    }
}

fn configuration(snapshot: &Snapshot, options: &PipelineOptions, diagnostics: &mut Vec<Diagnostic>) -> SiteConfig {
    let path = SourcePath::new(site_file::FILE);
    let bytes = snapshot.files.get(&path).map(|file| Arc::clone(&file.bytes)).unwrap_or_default();
    let mut checked = match parse::decode(&path, &bytes) {
        Ok(text) => site_file::parse(text),
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            site_file::parse("")
        }
    };
    diagnostics.append(&mut checked.diagnostics);
    if let Some(base_url) = &options.base_url {
        checked.value.base_url =
            if base_url.is_empty() { String::new() } else { format!("{}/", base_url.trim_end_matches('/')) };
    }
    checked.value
}

/// Loads the theme, and tells how long that took, with what its thread did for others while it waited.
fn theme(snapshot: &Snapshot, config: &SiteConfig, session: &Session<'_>) -> (Arc<Checked<Arc<Theme>>>, Duration) {
    let start = Instant::now();
    let mut key = KeyBuilder::new("theme files");
    key.debug(&(&config.theme, &config.theme_span, config.language.as_str()));
    for file in snapshot.files.values() {
        key.key(file.id);
    }
    let theme = session.themes.get_or(key.finish(), || {
        let checked = theme::load(snapshot, config);
        Checked { value: Arc::new(checked.value), diagnostics: checked.diagnostics }
    });
    (theme, start.elapsed())
}

fn compile(
    content_files: &ContentFiles,
    config: &SiteConfig,
    session: &Session<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Arc<Registry>, Arc<Lexicon>) {
    let mut key = KeyBuilder::new("registry");
    key.debug(&config.kinds).key(content_files.articles.names);
    for record in &content_files.records {
        key.key(record.key);
    }
    let checked = session.registry.get_or(key.finish(), || {
        let articles: Vec<_> = content_files.articles.iter().map(|article| (&article.id, &article.file)).collect();
        let mut registry = registry::compile_registry(content_files.records.clone(), &config.kinds, &articles);
        let mut lexicon = registry::lexicon::compile_lexicon(&registry.value, &config.kinds);
        registry.diagnostics.append(&mut lexicon.diagnostics);
        Checked { value: (Arc::new(registry.value), Arc::new(lexicon.value)), diagnostics: registry.diagnostics }
    });
    diagnostics.extend(checked.diagnostics.iter().cloned());
    checked.value.clone()
}
