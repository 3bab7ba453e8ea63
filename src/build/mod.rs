//! One build: the files of a project -> a [`BuiltSite`]. The only module that knows every stage.
//!
//! Each line of `build_files` and `read_content` is a stage: a function of the values above it. A stage returns its value
//! with its diagnostics, and none changes a value that an earlier one made. State from the previous build is in two
//! places: tables of cached values in `session`, and the five stages in [`incremental`] that update their last result. With
//! an empty memo the result is the same (tests/laws/incremental.rs).
//!
//! The modules of the stages decide what may be linked, published or withheld; this one only calls them in order.

mod annotate_all;
mod assemble;
mod attached_rows;
mod batch;
mod built_site;
pub(crate) mod cascades;
mod compile_names;
mod content_files;
mod decided_homonyms;
mod given_annotations;
pub mod incremental;
mod media;
mod options;
mod parse_content;
mod project_files;
mod session;
mod settings;
mod stopwatch;

use std::sync::Arc;

use self::annotate_all::{AnnotatedTexts, annotate_all};
use self::assemble::assemble;
use self::compile_names::{CompiledNames, compile_names};
use self::incremental::duplicates::Duplicates;
use self::incremental::links::LinkInput;
use self::incremental::{duplicates, links};
use self::parse_content::{ParsedContent, parse_content};
use self::project_files::ProjectFiles;
use self::session::{PreviousBuild, Session};
use self::settings::{configuration, load_theme};
use self::stopwatch::Stopwatch;
use crate::base::{Diagnostic, StageOutput};
use crate::config::{SiteConfig, SitePart};
use crate::geometry;
use crate::link::LinkState;
use crate::pages;
use crate::redact::Protection;
use crate::source::Snapshot;

pub use batch::{AnnotatedBatch, LexiconFiles, annotate_batch, lexicon_files};
pub use built_site::{BuiltSite, render_page};
pub use given_annotations::{GivenAnnotations, GivenLine};
pub use options::{BuildMode, PipelineOptions};
pub use session::Memo;

/// Builds a site. Equal snapshots and options give equal sites, whatever the memo holds; it only saves time. The clock is
/// read only for the timings.
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

fn build_files(mut files: ProjectFiles<'_>, options: &PipelineOptions, memo: &Memo) -> BuiltSite {
    let (session, mut theme_watch) = (memo.session(options.mode), Stopwatch::default());
    let config = configuration(files.get(), options);
    let themes = files.get().part("themes/");
    // The content does not depend on the theme, so it is read while templates are compiled.
    let (theme, (content, mut watch)) = rayon::join(
        || theme_watch.time("theme", || load_theme(&themes, &config.value, &session)),
        || read_content(&mut files, config.value.clone(), options, &session),
    );
    watch.timings.append(&mut theme_watch.timings);
    let site = watch.time("check", || assemble(files.get(), &content, Arc::clone(&theme.value), &session));
    let planned = watch.time("plan", || {
        let key = pages::plan_key(&site.value, content.parsed.files.articles.names);
        session.plans.get_or(key, || {
            let planned = pages::plan_pages(&site.value);
            StageOutput { value: Arc::new(planned.value), diagnostics: planned.diagnostics }
        })
    });
    let diagnostics = [
        &files.get().diagnostics,
        &config.diagnostics,
        &theme.diagnostics,
        &content.parsed.diagnostics,
        &content.names.diagnostics,
        &content.annotated.diagnostics,
        &content.duplicates.diagnostics,
        &site.diagnostics,
        &planned.diagnostics,
    ];
    let diagnostics =
        content.parsed.redacted_files.map_to_original(diagnostics.into_iter().flatten().cloned().collect());
    let diagnostics = cascades::drop_cascades(diagnostics, &site.value.content);
    let diagnostics =
        decided_homonyms::drop_decided_homonyms(diagnostics, &content.parsed.files.decisions, &site.value.content);
    let withheld_files = content.parsed.files.unpublished_files().collect();
    let protection = Protection::of(diagnostics, &withheld_files, &site.value.content.config.kinds);
    let n_drafts = content.parsed.files.n_drafts;
    let n_given = content.annotated.corpus.annotations.iter().filter(|article| article.result.is_given).count();
    session.finish(content.into_results());
    BuiltSite {
        site: site.value,
        planned_pages: Arc::clone(&planned.value),
        diagnostics: sorted(protection.diagnostics),
        protection: protection.value,
        n_drafts,
        n_given,
        mode: options.mode,
        timings: watch.timings,
    }
}

/// The parsed content, annotated and linked.
struct AnnotatedContent {
    parsed: ParsedContent,
    names: Arc<CompiledNames>,
    annotated: AnnotatedTexts,
    duplicates: Arc<Duplicates>,
    links: LinkState,
}

/// Parses, annotates and links the content.
fn read_content(
    files: &mut ProjectFiles<'_>,
    config: SiteConfig,
    options: &PipelineOptions,
    session: &Session<'_>,
) -> (AnnotatedContent, Stopwatch) {
    let (previous, mut watch) = (session.previous.as_ref(), Stopwatch::default());
    let parsed = watch.time("parse", || parse_content(files.get(), config, options, session));
    files.release_articles(&parsed.diagnostics);
    let articles = &parsed.files.articles;
    let names = watch.time("registry", || compile_names(&parsed.files, &parsed.config, session));
    let annotated = watch.time("annotate", || annotate_all(&parsed, &names.value, &options.given, session));
    let duplicates = watch.time("copies", || duplicates::update(previous.map(|old| &old.duplicates), articles));
    let link_input = LinkInput {
        summaries: Arc::clone(&annotated.corpus.summaries),
        copies: Arc::clone(&duplicates.grouping.copies),
        registry: Arc::clone(&names.value.0),
    };
    let links = watch.time("link", || links::update(previous.map(|old| &old.links), link_input));
    let has_places = || links.registry.entities.iter().any(|entity| entity.record.coordinates.is_some());
    if parsed.config.has(SitePart::Map) && has_places() {
        // Only pages need the outlines; a thread that would otherwise wait for the theme can prepare them.
        rayon::spawn(geometry::prepare_outlines);
    }
    (AnnotatedContent { parsed, names, annotated, duplicates, links }, watch)
}

impl AnnotatedContent {
    /// Keeps the results that the next build updates.
    fn into_results(self) -> PreviousBuild {
        PreviousBuild {
            articles_as_written: self.parsed.articles_as_written,
            articles: self.parsed.files.articles,
            corpus: self.annotated.corpus,
            duplicates: self.duplicates,
            lexicon: Arc::clone(&self.names.value.1),
            links: self.links,
        }
    }
}

fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort();
    diagnostics.dedup();
    diagnostics
}
