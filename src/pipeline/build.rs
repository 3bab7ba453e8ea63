//! Snapshot -> Document -> Annotated -> Summary -> Dossier -> Pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::annotator::Annotator;
use super::memo::{Found, Memo};
use super::texts;
use crate::base::{Checked, Code, Diagnostic, Key, KeyBuilder, SourcePath};
use crate::config::{SiteConfig, site as site_file};
use crate::link::{self, Sketch, Summary, Targets, copies};
use crate::parse::{self, Article, Decisions, Notes, Page, Record};
use crate::plan::{self, AnnotatedText, Site};
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
    /// The pages, in order of route.
    pub pages: Vec<plan::Page>,
    /// What is wrong with the content, sorted, without what only drawing a page shows.
    pub diagnostics: Vec<Diagnostic>,
    /// How many drafts were left out.
    pub n_drafts: usize,
    /// How long each stage took, in order; for `--timings` only, nothing depends on it.
    pub timings: Vec<(&'static str, Duration)>,
}

/// Builds a site. Pure but for `memo` and the clock of the timings: equal snapshots and options give equal sites.
#[must_use]
pub fn build(snapshot: &Snapshot, options: &Options, memo: &Memo) -> Built {
    let generation = memo.begin();
    let mut watch = Stopwatch { last: Instant::now(), timings: Vec::new() };
    let mut diagnostics = snapshot.diagnostics.clone();
    let config = configuration(snapshot, options, &mut diagnostics);
    let theme = theme(snapshot, &config, memo, generation, &mut diagnostics);
    watch.lap("theme");
    let sources = parse_all(snapshot, &config, options, memo, generation, &mut diagnostics);
    watch.lap("parse");
    let (registry, lexicon) = compile(&sources, &config, memo, generation, &mut diagnostics);
    watch.lap("registry");
    let annotator = Annotator { lexicon: &lexicon, config: &config, memo, generation };
    let decided = |article: &Article| sources.decisions.get(article.id.as_str()).map_or(&[][..], Vec::as_slice);
    let annotated: Vec<(AnnotatedText<Article>, Arc<Found>)> =
        sources.articles.par_iter().map(|(key, article)| annotator.article(*key, article, decided(article))).collect();
    let mut decisions = sources.decisions.clone();
    decisions.retain(|article, _| !sources.drafts.contains(article));
    texts::orphans(&annotated, &decisions, &lexicon, &mut diagnostics);
    let articles: Vec<AnnotatedText<Article>> = annotated.into_iter().map(|(text, _)| text).collect();
    let record_texts = registry
        .entities
        .par_iter()
        .map(|entity| annotator.text(entity.key, &entity.record.body, &config.language))
        .collect::<Vec<_>>();
    let pages: Vec<AnnotatedText<Page>> = sources.pages.iter().map(|(key, page)| annotator.page(*key, page)).collect();
    let front = sources.front.as_ref().map(|(key, page)| annotator.page(*key, page));
    watch.lap("annotate");
    let summaries: Vec<Arc<Summary>> = articles.par_iter().map(|text| annotator.summary(text)).collect();
    watch.lap("summarise");
    let sketches: Vec<Arc<Sketch>> =
        sources.articles.par_iter().map(|(key, article)| annotator.sketch(*key, article)).collect();
    watch.lap("sketch");
    let mut pins = texts::pins(&articles, &sources.drafts);
    diagnostics.append(&mut pins.diagnostics);
    let copies = copies::group(&summaries, &sketches, &pins.value);
    watch.lap("copies");
    let dossier = link::link(summaries, copies, &registry);
    let media = texts::media(snapshot);
    let notes = texts::notes(&sources.notes, &articles, &sources.drafts, &mut diagnostics);
    let mut site = Site {
        frame_key: Key::default(),
        config,
        registry,
        record_texts: record_texts.iter().map(|found| Arc::clone(&found.annotated)).collect(),
        articles,
        pages,
        front,
        dossier,
        targets: Targets::default(),
        notes,
        media,
        theme,
        constants: plan::parts::Constants::default(),
    };
    site.targets = texts::targets(&site);
    texts::check(&site, memo, generation, &mut diagnostics);
    diagnostics.extend(link::dossier::never_mentioned(&site.dossier, &site.registry));
    set_constants(&mut site);
    watch.lap("link");
    let mut planned = plan::plan(&site);
    diagnostics.append(&mut planned.diagnostics);
    watch.lap("plan");
    diagnostics.sort();
    diagnostics.dedup();
    memo.sweep(generation);
    Built { site, pages: planned.value, diagnostics, n_drafts: sources.n_drafts, timings: watch.timings }
}

/// Draws a page, or returns it as it was drawn for the same key.
#[must_use]
pub fn draw(built: &Built, page: &plan::Page, memo: &Memo) -> Arc<Artifact> {
    memo.artifacts.get_or(page.key, memo.generation(), || render::render(&built.site, page))
}

/// Drops the drawn pages that are no longer part of the site.
pub fn forget_drawn(built: &Built, memo: &Memo) {
    let generation = memo.generation();
    for page in &built.pages {
        memo.artifacts.touch(page.key, generation);
    }
    memo.artifacts.sweep(generation);
}

struct Stopwatch {
    last: Instant,
    timings: Vec<(&'static str, Duration)>,
}

impl Stopwatch {
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

fn theme(
    snapshot: &Snapshot,
    config: &SiteConfig,
    memo: &Memo,
    generation: u64,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<Theme> {
    let mut key = KeyBuilder::new("theme files");
    key.debug(&(&config.theme, &config.theme_span, config.language.as_str()));
    for (path, file) in snapshot.files.iter().filter(|(path, _)| path.as_str().starts_with("themes/")) {
        key.text(path.as_str()).key(file.key);
    }
    let checked = memo.themes.get_or(key.finish(), generation, || {
        let checked = theme::load(snapshot, config);
        Checked { value: Arc::new(checked.value), diagnostics: checked.diagnostics }
    });
    diagnostics.extend(checked.diagnostics.iter().cloned());
    Arc::clone(&checked.value)
}

type Keyed<T> = (Key, Arc<T>);

/// Every content file as values.
struct Sources {
    articles: Vec<Keyed<Article>>,
    records: Vec<KeyedRecord>,
    pages: Vec<Keyed<Page>>,
    front: Option<Keyed<Page>>,
    decisions: Decisions,
    notes: Vec<Keyed<Notes>>,
    n_drafts: usize,
    /// Ids of the articles that are left out: what is noted or decided about them waits with them.
    drafts: BTreeSet<String>,
}

/// What one file gives.
enum Parsed {
    Article(Key, Arc<Checked<Option<Arc<Article>>>>),
    Records(Key, Arc<Checked<Vec<Arc<Record>>>>),
    Page(Key, Arc<Checked<Option<Arc<Page>>>>, bool),
    Decisions(Checked<parse::Decided>),
    Notes(Key, Arc<Checked<Option<Arc<Notes>>>>),
    Stray(Diagnostic),
}

fn parse_all(
    snapshot: &Snapshot,
    config: &SiteConfig,
    options: &Options,
    memo: &Memo,
    generation: u64,
    diagnostics: &mut Vec<Diagnostic>,
) -> Sources {
    let files: Vec<(&SourcePath, &crate::source::SourceFile)> = snapshot.files.iter().collect();
    let parsed: Vec<Parsed> = files
        .into_par_iter()
        .filter_map(|(path, file)| parse_one(path, &file.bytes, file.key, config, memo, generation))
        .collect();
    let mut sources = Sources {
        articles: Vec::new(),
        records: Vec::new(),
        pages: Vec::new(),
        front: None,
        decisions: Decisions::new(),
        notes: Vec::new(),
        n_drafts: 0,
        drafts: BTreeSet::new(),
    };
    let mut articles = BTreeMap::new();
    for one in parsed {
        match one {
            Parsed::Stray(diagnostic) => diagnostics.push(diagnostic),
            Parsed::Decisions(mut checked) => {
                diagnostics.append(&mut checked.diagnostics);
                sources.decisions = checked.value.mentions;
            }
            Parsed::Notes(key, checked) => {
                diagnostics.extend(checked.diagnostics.iter().cloned());
                sources.notes.extend(checked.value.iter().map(|notes| (key, Arc::clone(notes))));
            }
            Parsed::Article(key, checked) => {
                let draft = checked.value.as_ref().is_some_and(|article| article.draft) && !options.drafts;
                diagnostics.extend(checked.diagnostics.iter().cloned());
                match &checked.value {
                    Some(article) if draft => {
                        sources.n_drafts += 1;
                        sources.drafts.insert(article.id.to_string());
                    }
                    Some(article) => drop(articles.insert(article.file.clone(), (key, Arc::clone(article)))),
                    None => {}
                }
            }
            Parsed::Records(key, checked) => {
                diagnostics.extend(checked.diagnostics.iter().cloned());
                sources.records.extend(checked.value.iter().enumerate().map(|(index, record)| KeyedRecord {
                    key: KeyBuilder::new("record").key(key).number(index as u64).finish(),
                    record: Arc::clone(record),
                }));
            }
            Parsed::Page(key, checked, front) => {
                let Some(page) = &checked.value else {
                    diagnostics.extend(checked.diagnostics.iter().cloned());
                    continue;
                };
                diagnostics.extend(checked.diagnostics.iter().cloned());
                if page.draft && !options.drafts {
                    sources.n_drafts += 1;
                } else if front {
                    sources.front = Some((key, Arc::clone(page)));
                } else {
                    sources.pages.push((key, Arc::clone(page)));
                }
            }
        }
    }
    let mut unique = link::dossier::unique(articles.values().map(|(_, article)| Arc::clone(article)).collect());
    diagnostics.append(&mut unique.diagnostics);
    let key_of = |article: &Article| articles.get(&article.file).map(|(key, _)| *key).unwrap_or_default();
    sources.articles = unique.value.into_iter().map(|article| (key_of(&article), article)).collect();
    sources.pages.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    sources
}

/// Decides by its path what a file is, and parses it.
fn parse_one(
    path: &SourcePath,
    bytes: &[u8],
    key: Key,
    config: &SiteConfig,
    memo: &Memo,
    generation: u64,
) -> Option<Parsed> {
    let name = path.as_str().strip_prefix("content/")?;
    let key = KeyBuilder::new("file").text(path.as_str()).key(key).finish();
    let shared = |checked: Checked<Option<Page>>| Checked {
        value: checked.value.map(Arc::new),
        diagnostics: checked.diagnostics,
    };
    if name == "index.md" {
        return Some(Parsed::Page(
            key,
            memo.pages.get_or(key, generation, || shared(parse::page::parse_front(path, bytes))),
            true,
        ));
    }
    if name.starts_with("media/") {
        return None;
    }
    if name == "decisions.yaml" {
        return Some(Parsed::Decisions(parse::decisions::parse(path, bytes)));
    }
    let (folder, rest) = name.split_once('/').unwrap_or(("", name));
    let markdown = path.extension() == "md" && !rest.contains('/');
    if folder == "notes" && path.extension() == "yaml" && !rest.contains('/') {
        let parse = || {
            let checked = parse::notes::parse(path, bytes);
            Checked { value: checked.value.map(Arc::new), diagnostics: checked.diagnostics }
        };
        return Some(Parsed::Notes(key, memo.notes.get_or(key, generation, parse)));
    }
    if markdown && folder == "articles" {
        // The text depends on it: what is withheld is not even parsed.
        let key = KeyBuilder::new("article").key(key).text(config.rights.as_str()).finish();
        let parse = || {
            let checked = parse::article::parse_with(path, bytes, config.rights);
            Checked { value: checked.value.map(Arc::new), diagnostics: checked.diagnostics }
        };
        return Some(Parsed::Article(key, memo.articles.get_or(key, generation, parse)));
    }
    if markdown && folder == "pages" {
        return Some(Parsed::Page(
            key,
            memo.pages.get_or(key, generation, || shared(parse::page::parse(path, bytes))),
            false,
        ));
    }
    let of_folder = config.kinds.iter().find(|kind| kind.content == folder).filter(|_| markdown);
    let of_table = config
        .kinds
        .iter()
        .find(|kind| kind.content == path.stem())
        .filter(|_| folder.is_empty() && ["yaml", "yml", "csv"].contains(&path.extension()));
    let Some(kind) = of_folder.or(of_table) else { return Some(Parsed::Stray(stray(path, config))) };
    let key = KeyBuilder::new("records").key(key).text(&kind.id).finish();
    let parse = || {
        let checked = if markdown {
            let one = parse::record::parse(path, &kind.id, bytes);
            Checked { value: one.value.into_iter().collect(), diagnostics: one.diagnostics }
        } else {
            parse::collection::parse(path, &kind.id, bytes)
        };
        Checked { value: checked.value.into_iter().map(Arc::new).collect(), diagnostics: checked.diagnostics }
    };
    Some(Parsed::Records(key, memo.records.get_or(key, generation, parse)))
}

fn stray(path: &SourcePath, config: &SiteConfig) -> Diagnostic {
    let mut folders: Vec<&str> = vec!["articles", "pages", "media"];
    folders.extend(config.kinds.iter().map(|kind| kind.content.as_str()));
    let folder = path.as_str().split('/').nth(1).unwrap_or_default();
    Diagnostic::of_file(
        Code::StrangeFile,
        path,
        format!("`{path}` stands where dossier does not look, and is left out"),
    )
    .help(format!(
        "articles are content/articles/*.md, records content/<kind>/*.md; the folders are: {}",
        folders.join(", ")
    ))
    .did_you_mean(folder, folders.iter().copied().filter(|known| *known != folder))
}

fn compile(
    sources: &Sources,
    config: &SiteConfig,
    memo: &Memo,
    generation: u64,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Arc<Registry>, Arc<Lexicon>) {
    let articles: Vec<_> = sources
        .articles
        .iter()
        .map(|(_, article)| (article.id.clone(), crate::base::Span::whole(&article.file)))
        .collect();
    let mut key = KeyBuilder::new("registry");
    key.debug(&config.kinds);
    for record in &sources.records {
        key.key(record.key);
    }
    for (id, span) in &articles {
        key.text(id.as_str()).text(span.file.as_str());
    }
    let checked = memo.registry.get_or(key.finish(), generation, || {
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
    let mut key = KeyBuilder::new("frame");
    key.key(site.theme.key).debug(&site.config).text(&serde_json::to_string(&constants).unwrap_or_default());
    site.frame_key = key.finish();
    site.constants = constants;
}
