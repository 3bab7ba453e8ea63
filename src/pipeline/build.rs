//! Snapshot -> Document -> Annotated -> Summary -> Dossier -> Pages.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::annotator::Annotator;
use super::articles;
use super::copies;
use super::echoes;
use super::media;
use super::memo::{Before, Memo};
use super::protection::Protection;
use super::sources::{Sources, parse_all};
use super::texts;
use super::withhold::{Changes, Withheld};
use crate::annotate::Annotated;
use crate::base::{Checked, Diagnostic, Key, KeyBuilder, SourcePath, guard};
use crate::config::{Part, SiteConfig, site as site_file};
use crate::draw;
use crate::link::{self, Dossier, Linked, Targets};
use crate::parse::{self, Page, Visibility};
use crate::plan::{self, AnnotatedText, Place, Site};
use crate::registry::compile::KeyedRecord;
use crate::registry::{self, Lexicon, Registry};
use crate::render::{self, Artifact};
use crate::source::Snapshot;
use crate::theme::{self, Theme};

/// What the command line may change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether drafts are published.
    pub drafts: bool,
    /// The site's address, instead of the one in site.yaml.
    pub base_url: Option<String>,
}

/// A built site: what it is made of, its pages, and everything that is wrong.
pub struct Built {
    /// The dossier, ready to be drawn.
    pub site: Site,
    /// What stands where, in order of route.
    pub places: Arc<Vec<Place>>,
    /// What is wrong with the content, sorted, without what only drawing a page shows.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is known what must not be published. While it is not, nothing of this may be.
    pub protection: Protection,
    /// How many drafts were left out.
    pub n_drafts: usize,
    /// How long each stage took, in order; for `--timings` only, nothing depends on it.
    pub timings: Vec<(&'static str, Duration)>,
}

impl Built {
    /// Returns every page with its key, in order of route. A server asks for the key of the one page that it shows.
    #[must_use]
    pub fn pages(&self) -> Vec<plan::Page> {
        self.places.par_iter().map(|place| plan::page(&self.site, place)).collect()
    }

    /// Returns the page of a route, with its key.
    #[must_use]
    pub fn page(&self, route: &str) -> Option<plan::Page> {
        let index = self.places.binary_search_by(|place| place.route.as_str().cmp(route)).ok()?;
        Some(plan::page(&self.site, &self.places[index]))
    }

    /// Returns the key that the page of a route would have if style sheets were all alike.
    #[must_use]
    pub fn unstyled_key(&self, route: &str) -> Option<Key> {
        let index = self.places.binary_search_by(|place| place.route.as_str().cmp(route)).ok()?;
        Some(plan::pages::key(&self.site, &self.places[index], self.site.unstyled_frame_key))
    }
}

/// Builds a site. Pure but for `memo` and the clock of the timings: equal snapshots and options give equal sites.
#[must_use]
pub fn build(snapshot: &Snapshot, options: &Options, memo: &Memo) -> Built {
    build_with(Files::Kept(snapshot), options, memo, true)
}

/// Builds a site once: the articles' files are let go of as soon as they are parsed, but for those of which there is
/// something to say. Whoever shows a place in one of the others reads it again.
#[must_use]
pub fn build_once(snapshot: &mut Snapshot, options: &Options, memo: &Memo) -> Built {
    build_with(Files::Spent(snapshot), options, memo, true)
}

/// Builds a site in which texts still name what is withheld: for commands that change files and need every place in them
/// as it is. Never to be published.
#[must_use]
pub fn build_as_written(snapshot: &Snapshot, options: &Options, memo: &Memo) -> Built {
    build_with(Files::Kept(snapshot), options, memo, false)
}

/// The files of a build.
enum Files<'a> {
    /// Others look at them afterwards.
    Kept(&'a Snapshot),
    /// Nobody does.
    Spent(&'a mut Snapshot),
}

impl Files<'_> {
    fn get(&self) -> &Snapshot {
        match self {
            Self::Kept(snapshot) => snapshot,
            Self::Spent(snapshot) => snapshot,
        }
    }

    /// Lets go of the articles, which are parsed now: their bytes are a fifth of all that a build holds.
    fn articles_are_parsed(&mut self, diagnostics: &[Diagnostic]) {
        if let Self::Spent(snapshot) = self {
            let labels = diagnostics.iter().flat_map(|one| one.related.iter().chain([&one.primary]));
            snapshot.let_go(articles::FOLDER, &labels.map(|label| &label.span.file).collect());
        }
    }
}

fn build_with(mut files: Files<'_>, options: &Options, memo: &Memo, withholding: bool) -> Built {
    let generation = memo.begin();
    let mut diagnostics = files.get().diagnostics.clone();
    let config = configuration(files.get(), options, &mut diagnostics);
    // What the content says hangs on nothing of the theme: a small dossier is read while its templates are compiled.
    let themes = files.get().part("themes/");
    let ((theme, loading), content) = rayon::join(
        || theme(&themes, &config, memo, generation),
        || content(&mut files, config.clone(), options, (memo, generation), withholding),
    );
    let snapshot = files.get();
    let Content { config, read, registry, lexicon, record_texts, pages, front, tale, grouping, dossier, .. } = content;
    let Read { sources, written, changes } = read;
    let mut watch = Stopwatch::starting(content.timings);
    watch.timings.push(("theme", loading));
    diagnostics.extend(theme.diagnostics.iter().cloned());
    diagnostics.extend(content.diagnostics);
    let theme = Arc::clone(&theme.value);
    let notes = texts::notes(&sources.notes, &tale.texts, &sources.articles.drafts, &mut diagnostics);
    let mut site = Site {
        frame_key: Key::default(),
        unstyled_frame_key: Key::default(),
        links: theme::BoundedShelf::new(tale.texts.len()),
        entity_links: theme::Shelf::new(record_texts.len()),
        cards: theme::Shelf::new(record_texts.len()),
        named: record_texts.iter().map(|_| OnceLock::new()).collect(),
        locators: record_texts.iter().map(|_| OnceLock::new()).collect(),
        place_tree: OnceLock::new(),
        config,
        registry,
        record_texts,
        articles: Arc::clone(&tale.texts),
        pages,
        front,
        dossier,
        targets: Targets::default(),
        notes,
        media: media::Published::new(),
        theme,
        constants: plan::parts::Constants::default(),
        frame: theme::Frame::default(),
        search: plan::search::Answers::default(),
    };
    let references = texts::media(&site, &tale, media::References::new(snapshot));
    site.media = media::published(snapshot, &references, memo, generation, &mut diagnostics);
    let book =
        memo.books.get_or(texts::book_key(&site, sources.articles.names), generation, || Arc::new(texts::book(&site)));
    site.targets = Targets::new(Arc::clone(&book), Arc::clone(&site.dossier));
    texts::check(&site, &tale, memo, generation, &mut diagnostics);
    diagnostics.extend(link::dossier::never_mentioned(&site.dossier, &site.registry));
    set_constants(&mut site);
    watch.lap("check");
    let planned = memo.plans.get_or(plan::places_key(&site, sources.articles.names), generation, || {
        let planned = plan::plan(&site);
        Checked { value: Arc::new(planned.value), diagnostics: planned.diagnostics }
    });
    diagnostics.extend(planned.diagnostics.iter().cloned());
    changes.lead_back(&mut diagnostics);
    diagnostics = echoes::without(diagnostics, &site);
    let protection = Protection::of(&sources, &site.config.kinds, &mut diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    let n_drafts = sources.n_drafts;
    let linked = Linked { dossier: Arc::clone(&site.dossier), registry: Arc::clone(&site.registry) };
    memo.end(generation, Before { written, articles: sources.articles, tale, grouping, lexicon, linked });
    watch.lap("plan");
    Built { site, places: Arc::clone(&planned.value), diagnostics, protection, n_drafts, timings: watch.timings }
}

/// What the content says, before anything is made of it for readers.
struct Content {
    config: SiteConfig,
    read: Read,
    registry: Arc<Registry>,
    lexicon: Arc<Lexicon>,
    /// The records' texts, by entity.
    record_texts: Vec<Arc<Annotated>>,
    pages: Vec<AnnotatedText<Page>>,
    front: Option<AnnotatedText<Page>>,
    tale: Arc<articles::Tale>,
    grouping: Arc<copies::Grouping>,
    dossier: Arc<Dossier>,
    diagnostics: Vec<Diagnostic>,
    timings: Vec<(&'static str, Duration)>,
}

/// Reads, annotates and joins the content.
fn content(
    files: &mut Files<'_>,
    mut config: SiteConfig,
    options: &Options,
    (memo, generation): (&Memo, u64),
    withholding: bool,
) -> Content {
    let mut diagnostics = Vec::new();
    let mut watch = Stopwatch::starting(Vec::new());
    let before = memo.before();
    let read = read(files.get(), &mut config, options, (memo, generation), withholding, &mut diagnostics);
    files.articles_are_parsed(&diagnostics);
    let sources = &read.sources;
    watch.lap("parse");
    let (registry, lexicon) = compile(sources, &config, memo, generation, &mut diagnostics);
    watch.lap("registry");
    let annotator = Annotator::new(&lexicon, &config, memo, generation);
    let tale =
        articles::tell(&sources.articles, &sources.decisions, &annotator, before.as_ref().map(|before| &before.tale));
    texts::orphans(&tale.told, sources, &lexicon, &mut diagnostics);
    let record_texts = registry
        .entities
        .par_iter()
        .map(|entity| {
            let (file, body) = (&entity.record.span.file, &entity.record.body);
            Arc::clone(&annotator.text(entity.key, file, body, &config.language).annotated)
        })
        .collect::<Vec<_>>();
    let pages: Vec<AnnotatedText<Page>> = sources.pages.iter().map(|(key, page)| annotator.page(*key, page)).collect();
    let front = sources.front.as_ref().map(|(key, page)| annotator.page(*key, page));
    diagnostics.extend(annotator.failures(&tale.told));
    watch.lap("annotate");
    let grouping = copies::group(&sources.articles, before.as_ref().map(|before| &before.grouping));
    diagnostics.extend(grouping.diagnostics.iter().cloned());
    watch.lap("copies");
    let (summaries, groups) = (Arc::clone(&tale.summaries), Arc::clone(&grouping.grouped.copies));
    let dossier = link::relink(before.as_ref().map(|before| &before.linked), summaries, groups, &registry);
    // The articles of before go when whoever still shows them is done, not while somebody waits.
    drop(before);
    watch.lap("link");
    // For a thread that would wait for the theme.
    if config.has(Part::Map) && registry.entities.iter().any(|entity| entity.record.coordinates.is_some()) {
        rayon::spawn(draw::prepare);
    }
    let timings = watch.timings;
    Content {
        config,
        read,
        registry,
        lexicon,
        record_texts,
        pages,
        front,
        tale,
        grouping,
        dossier,
        diagnostics,
        timings,
    }
}

/// What the files say, without what is withheld.
struct Read {
    sources: Sources,
    /// The articles as the files say.
    written: Arc<articles::Articles>,
    changes: Changes,
}

/// Reads every file of content/; where some name what is withheld, without it.
fn read(
    snapshot: &Snapshot,
    config: &mut SiteConfig,
    options: &Options,
    (memo, generation): (&Memo, u64),
    withholding: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Read {
    let before = memo.before();
    let mut said = Vec::new();
    let known = before.as_ref().map(|before| &before.written);
    let mut sources = parse_all(snapshot, config, options, known, (memo, generation), &mut said);
    let written = Arc::clone(&sources.articles);
    let mut changes = Changes::default();
    if let Some(withheld) = Withheld::of(&sources, &unread(snapshot), config).filter(|_| withholding) {
        if let Some((without, changed)) = withheld.snapshot(snapshot, memo, generation) {
            said.clear();
            // In a table initials stand in place of the withheld names too; who looks for them needs them as they are.
            let is_withheld = |keyed: &KeyedRecord| keyed.record.visibility != Visibility::Public;
            let own: Vec<KeyedRecord> = sources.records.into_iter().filter(is_withheld).collect();
            changes = changed;
            let known = before.as_ref().map_or(&written, |before| &before.articles);
            sources = parse_all(&without, config, options, Some(known), (memo, generation), &mut said);
            sources.records.retain(|keyed| !is_withheld(keyed));
            sources.records.extend(own);
        }
        withheld.records(&mut sources.records);
        withheld.settings(config);
    }
    diagnostics.append(&mut said);
    Read { sources, written, changes }
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
pub fn draw(built: &Built, page: &plan::Page, memo: &Memo) -> Arc<Artifact> {
    let drawn = || {
        guard::guarded(|| render::render(&built.site, page)).unwrap_or_else(|panic| {
            let file = plan::pages::source(&built.site, &page.subject);
            let file = file.cloned().unwrap_or_else(|| SourcePath::new(site_file::FILE));
            let left = format!("and the page `{}` stays as it was", page.route);
            Artifact { bytes: None, diagnostics: vec![guard::diagnostic(&file, &left, &panic)] }
        })
    };
    if memo.is_for_one() {
        return Arc::new(drawn());
    }
    let len_bytes = |artifact: &Artifact| artifact.bytes.as_ref().map_or(0, Vec::len);
    memo.artifacts.get_or(page.key, len_bytes, drawn)
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

fn configuration(snapshot: &Snapshot, options: &Options, diagnostics: &mut Vec<Diagnostic>) -> SiteConfig {
    let path = SourcePath::new(site_file::FILE);
    let bytes = snapshot.files.get(&path).map(|file| Arc::clone(&file.bytes)).unwrap_or_default();
    let mut checked = match parse::decode(&path, &bytes) {
        Ok(text) => site_file::read(text),
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            site_file::read("")
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
    let theme = memo.themes.get_or(key.finish(), generation, || {
        let checked = theme::load(snapshot, config);
        Checked { value: Arc::new(checked.value), diagnostics: checked.diagnostics }
    });
    (theme, start.elapsed())
}

fn compile(
    sources: &Sources,
    config: &SiteConfig,
    memo: &Memo,
    generation: u64,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Arc<Registry>, Arc<Lexicon>) {
    let mut key = KeyBuilder::new("registry");
    key.debug(&config.kinds).key(sources.articles.names);
    for record in &sources.records {
        key.key(record.key);
    }
    let checked = memo.registry.get_or(key.finish(), generation, || {
        let articles: Vec<_> = sources.articles.iter().map(|article| (&article.id, &article.file)).collect();
        let mut registry = registry::compile(sources.records.clone(), &config.kinds, &articles);
        let mut lexicon = registry::lexicon::compile(&registry.value, &config.kinds);
        registry.diagnostics.append(&mut lexicon.diagnostics);
        Checked { value: (Arc::new(registry.value), Arc::new(lexicon.value)), diagnostics: registry.diagnostics }
    });
    diagnostics.extend(checked.diagnostics.iter().cloned());
    checked.value.clone()
}

/// Gives the templates what every page shows, and keys it.
fn set_constants(site: &mut Site) {
    let used: Vec<usize> = (0..site.config.kinds.len())
        .filter(|kind| site.registry.entities.iter().any(|entity| entity.kind == *kind))
        .collect();
    let constants = plan::parts::constants(site, &used);
    let key = |theme: Key, constants: &plan::parts::Constants| {
        let constants = serde_json::to_string(constants).unwrap_or_default();
        KeyBuilder::new("frame").key(theme).debug(&site.config).text(&constants).finish()
    };
    let frame_key = key(site.theme.key, &constants);
    let mut unstyled = constants.clone();
    unstyled.assets.retain(|name, _| !name.ends_with(".css"));
    site.unstyled_frame_key = key(site.theme.unstyled_key, &unstyled);
    site.frame_key = frame_key;
    site.frame = theme::Frame::new(&constants);
    site.constants = constants;
}
