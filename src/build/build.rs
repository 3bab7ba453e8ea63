//! Snapshot -> Document -> Annotated -> Summary -> Dossier -> Pages.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::annotator::Annotator;
use super::articles;
use super::cascades;
use super::content_files::{ContentFiles, parse_content_files};
use super::copy_grouping;
use super::media;
use super::memo::{Memo, PreviousBuild};
use super::protection::Protection;
use super::redact::{RedactedFiles, Redaction};
use super::text_checks;
use crate::annotate::Annotations;
use crate::base::{Checked, Diagnostic, Key, KeyBuilder, SourcePath, panic_boundary};
use crate::config::{SiteConfig, SitePart, site as site_file};
use crate::geometry;
use crate::link::{self, LinkIndex, LinkResolver, LinkState};
use crate::pages::PlannedPage;
use crate::parse::{self, FreePage, Visibility};
use crate::registry::entities::KeyedRecord;
use crate::registry::{self, Lexicon, Registry};
use crate::render::{self, Artifact};
use crate::source::Snapshot;
use crate::theme::{self, Theme};
use crate::views::{AnnotatedText, Content, RenderCache, RenderContext};
use crate::{pages, views};

/// What the command line may change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PipelineOptions {
    /// Whether drafts are published.
    pub drafts: bool,
    /// The site's address, instead of the one in site.yaml.
    pub base_url: Option<String>,
}

/// A built site: what it is made of, its pages, and everything that is wrong.
pub struct BuiltSite {
    /// What its pages are made from.
    pub site: RenderContext,
    /// What stands where, in order of route.
    pub planned_pages: Arc<Vec<PlannedPage>>,
    /// What is wrong with the content, sorted, without what only drawing a page shows.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is known what must not be published. While it is not, nothing of this may be.
    pub protection: Protection,
    /// How many drafts were left out.
    pub n_drafts: usize,
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
        self.planned_page(route).map(|page| pages::keyed_page(&self.site, page))
    }

    /// Returns the key that the page of a route would have if style sheets were all alike.
    #[must_use]
    pub fn unstyled_key(&self, route: &str) -> Option<Key> {
        let page = self.planned_page(route)?;
        Some(pages::keys::key(&self.site, page, self.site.interface.unstyled_global_key))
    }
}

/// Builds a site. Pure but for `memo` and the clock of the timings: equal snapshots and options give equal sites.
#[must_use]
pub fn build(snapshot: &Snapshot, options: &PipelineOptions, memo: &Memo) -> BuiltSite {
    build_with(BuildSnapshot::Shared(snapshot), options, memo, true)
}

/// Builds a site once: the articles' files are let go of as soon as they are parsed, but for those of which there is
/// something to say. Whoever shows a place in one of the others reads it again.
#[must_use]
pub fn build_once(snapshot: &mut Snapshot, options: &PipelineOptions, memo: &Memo) -> BuiltSite {
    build_with(BuildSnapshot::Consumed(snapshot), options, memo, true)
}

/// Builds a site in which texts still name what is withheld: for commands that change files and need every place in them
/// as it is. Never to be published.
#[must_use]
pub fn build_as_written(snapshot: &Snapshot, options: &PipelineOptions, memo: &Memo) -> BuiltSite {
    build_with(BuildSnapshot::Shared(snapshot), options, memo, false)
}

/// The files of a build.
enum BuildSnapshot<'a> {
    /// Others look at them afterwards.
    Shared(&'a Snapshot),
    /// Nobody does.
    Consumed(&'a mut Snapshot),
}

impl BuildSnapshot<'_> {
    fn get(&self) -> &Snapshot {
        match self {
            Self::Shared(snapshot) => snapshot,
            Self::Consumed(snapshot) => snapshot,
        }
    }

    /// Lets go of the articles, which are parsed now: their bytes are a fifth of all that a build holds.
    fn release_articles(&mut self, diagnostics: &[Diagnostic]) {
        if let Self::Consumed(snapshot) = self {
            let labels = diagnostics.iter().flat_map(|one| one.related.iter().chain([&one.primary]));
            snapshot.release(articles::FOLDER, &labels.map(|label| &label.span.file).collect());
        }
    }
}

fn build_with(mut files: BuildSnapshot<'_>, options: &PipelineOptions, memo: &Memo, withholding: bool) -> BuiltSite {
    let generation = memo.begin();
    let mut diagnostics = files.get().diagnostics.clone();
    let config = configuration(files.get(), options, &mut diagnostics);
    // What the content says hangs on nothing of the theme: a small dossier is read while its templates are compiled.
    let themes = files.get().part("themes/");
    let ((theme, loading), annotated) = rayon::join(
        || theme(&themes, &config, memo, generation),
        || annotate_content(&mut files, config.clone(), options, (memo, generation), withholding),
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
        grouping,
        link_index: dossier,
        ..
    } = annotated;
    let ParsedContent { content_files: sources, articles_as_written: written, redacted_files: changes } = read;
    let mut watch = Stopwatch::starting(annotated.timings);
    watch.timings.push(("theme", loading));
    diagnostics.extend(theme.diagnostics.iter().cloned());
    diagnostics.extend(annotated.diagnostics);
    let notes = text_checks::notes(&sources.notes, &tale.texts, &sources.articles.drafts, &mut diagnostics);
    let content = Content {
        config,
        registry,
        record_texts,
        articles: Arc::clone(&tale.texts),
        pages,
        front,
        link_index: dossier,
        notes,
    };
    let references = text_checks::media_references(&content, &tale, media::MediaReferences::new(snapshot));
    let media = media::published_media(snapshot, &references, memo, generation, &mut diagnostics);
    let routes_key = text_checks::route_table_key(&content, &media, sources.articles.names);
    let routes =
        memo.books.get_or_compute(routes_key, generation, || Arc::new(text_checks::route_table(&content, &media)));
    let site = RenderContext {
        link_resolver: LinkResolver::new(Arc::clone(&routes), Arc::clone(&content.link_index)),
        interface: views::site_context::interface(Arc::clone(&theme.value), &content),
        cache: RenderCache::new(content.articles.len(), content.record_texts.len()),
        media,
        content,
    };
    text_checks::check_texts(&site, &tale, memo, generation, &mut diagnostics);
    diagnostics.extend(link::index::never_mentioned(&site.content.link_index, &site.content.registry));
    watch.lap("check");
    let planned = memo.plans.get_or_compute(pages::plan_key(&site, sources.articles.names), generation, || {
        let planned = pages::plan_pages(&site);
        Checked { value: Arc::new(planned.value), diagnostics: planned.diagnostics }
    });
    diagnostics.extend(planned.diagnostics.iter().cloned());
    changes.map_to_original(&mut diagnostics);
    diagnostics = cascades::drop_cascades(diagnostics, &site.content);
    let protection = Protection::of(&sources, &site.content.config.kinds, &mut diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    let n_drafts = sources.n_drafts;
    let linked =
        LinkState { link_index: Arc::clone(&site.content.link_index), registry: Arc::clone(&site.content.registry) };
    memo.end(
        generation,
        PreviousBuild {
            articles_as_written: written,
            articles: sources.articles,
            corpus: tale,
            grouping,
            lexicon,
            link_state: linked,
        },
    );
    watch.lap("plan");
    BuiltSite {
        site,
        planned_pages: Arc::clone(&planned.value),
        diagnostics,
        protection,
        n_drafts,
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
    corpus: Arc<articles::AnnotatedCorpus>,
    grouping: Arc<copy_grouping::CachedCopyGroups>,
    link_index: Arc<LinkIndex>,
    diagnostics: Vec<Diagnostic>,
    timings: Vec<(&'static str, Duration)>,
}

/// Reads, annotates and joins the content.
fn annotate_content(
    files: &mut BuildSnapshot<'_>,
    mut config: SiteConfig,
    options: &PipelineOptions,
    (memo, generation): (&Memo, u64),
    withholding: bool,
) -> AnnotatedContent {
    let mut diagnostics = Vec::new();
    let mut watch = Stopwatch::starting(Vec::new());
    let previous = memo.previous_build();
    let read = parse_content(files.get(), &mut config, options, (memo, generation), withholding, &mut diagnostics);
    files.release_articles(&diagnostics);
    let content_files = &read.content_files;
    watch.lap("parse");
    let (registry, lexicon) = compile(content_files, &config, memo, generation, &mut diagnostics);
    watch.lap("registry");
    let annotator = Annotator::new(&lexicon, &config, memo, generation);
    let tale = articles::annotate_articles(
        &content_files.articles,
        &content_files.decisions,
        &annotator,
        previous.as_ref().map(|before| &before.corpus),
    );
    text_checks::report_unapplied_decisions(&tale.annotations, content_files, &lexicon, &mut diagnostics);
    let record_texts = registry
        .entities
        .par_iter()
        .map(|entity| {
            let (file, body) = (&entity.record.span.file, &entity.record.body);
            Arc::clone(&annotator.annotate_text(entity.key, file, body, &config.language).annotated)
        })
        .collect::<Vec<_>>();
    let pages: Vec<AnnotatedText<FreePage>> =
        content_files.pages.iter().map(|(key, page)| annotator.annotate_page(*key, page)).collect();
    let front = content_files.front.as_ref().map(|(key, page)| annotator.annotate_page(*key, page));
    diagnostics.extend(annotator.failures(&tale.annotations));
    watch.lap("annotate");
    let grouping =
        copy_grouping::group_copies(&content_files.articles, previous.as_ref().map(|before| &before.grouping));
    diagnostics.extend(grouping.diagnostics.iter().cloned());
    watch.lap("copies");
    let (summaries, groups) = (Arc::clone(&tale.summaries), Arc::clone(&grouping.grouping_state.copies));
    let dossier = link::update_links(previous.as_ref().map(|before| &before.link_state), summaries, groups, &registry);
    // The articles of before go when whoever still shows them is done, not while somebody waits.
    drop(previous);
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
        record_texts,
        pages,
        front,
        corpus: tale,
        grouping,
        link_index: dossier,
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
    (memo, generation): (&Memo, u64),
    withholding: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> ParsedContent {
    let previous = memo.previous_build();
    let mut said = Vec::new();
    let known = previous.as_ref().map(|before| &before.articles_as_written);
    let mut content_files = parse_content_files(snapshot, config, options, known, (memo, generation), &mut said);
    let written = Arc::clone(&content_files.articles);
    let mut changes = RedactedFiles::default();
    if let Some(redaction) = Redaction::of(&content_files, &unread(snapshot), config).filter(|_| withholding) {
        if let Some((without, changed)) = redaction.redact_snapshot(snapshot, memo, generation) {
            said.clear();
            // In a table initials stand in place of the withheld names too; who looks for them needs them as they are.
            let is_withheld = |keyed: &KeyedRecord| keyed.record.visibility != Visibility::Public;
            let own: Vec<KeyedRecord> = content_files.records.into_iter().filter(is_withheld).collect();
            changes = changed;
            let known = previous.as_ref().map_or(&written, |before| &before.articles);
            content_files = parse_content_files(&without, config, options, Some(known), (memo, generation), &mut said);
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
            let file = pages::plan::source_path(&built.site.content, &page.kind);
            let file = file.cloned().unwrap_or_else(|| SourcePath::new(site_file::FILE));
            let left = format!("and the page `{}` stays as it was", page.route);
            Artifact { bytes: None, diagnostics: vec![panic_boundary::panic_diagnostic(&file, &left, &panic)] }
        })
    };
    if memo.is_single_build() {
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
fn theme(
    snapshot: &Snapshot,
    config: &SiteConfig,
    memo: &Memo,
    generation: u64,
) -> (Arc<Checked<Arc<Theme>>>, Duration) {
    let start = Instant::now();
    let mut key = KeyBuilder::new("theme files");
    key.debug(&(&config.theme, &config.theme_span, config.language.as_str()));
    for file in snapshot.files.values() {
        key.key(file.id);
    }
    let theme = memo.themes.get_or_compute(key.finish(), generation, || {
        let checked = theme::load(snapshot, config);
        Checked { value: Arc::new(checked.value), diagnostics: checked.diagnostics }
    });
    (theme, start.elapsed())
}

fn compile(
    content_files: &ContentFiles,
    config: &SiteConfig,
    memo: &Memo,
    generation: u64,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Arc<Registry>, Arc<Lexicon>) {
    let mut key = KeyBuilder::new("registry");
    key.debug(&config.kinds).key(content_files.articles.names);
    for record in &content_files.records {
        key.key(record.key);
    }
    let checked = memo.registry.get_or_compute(key.finish(), generation, || {
        let articles: Vec<_> = content_files.articles.iter().map(|article| (&article.id, &article.file)).collect();
        let mut registry = registry::compile_registry(content_files.records.clone(), &config.kinds, &articles);
        let mut lexicon = registry::lexicon::compile_lexicon(&registry.value, &config.kinds);
        registry.diagnostics.append(&mut lexicon.diagnostics);
        Checked { value: (Arc::new(registry.value), Arc::new(lexicon.value)), diagnostics: registry.diagnostics }
    });
    diagnostics.extend(checked.diagnostics.iter().cloned());
    checked.value.clone()
}
