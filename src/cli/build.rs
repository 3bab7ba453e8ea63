//! `dossier build`: builds the site in memory and writes what changed into the output folder. If nothing changed
//! since the last build, it only repeats that build's messages.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::annotated_files::{self, AnnotatedFiles};
use super::args::{BuildOptions, GlobalOptions};
use super::progress::Progress;
use super::timings::{self, DrawTimings};
use super::{Exit, Failure, print, project};
use crate::base::message::Message;
use crate::base::{Code, Diagnostic, Key, KeyBuilder, Severity};
use crate::build::{BuiltSite, PipelineOptions, render_page};
use crate::check;
use crate::pages::KeyedPage;
use crate::publish::{BuildRecord, BuildSummary, PublishError, SyncOutcome, is_current, sync};
use crate::say;
use crate::source::Snapshot;

pub(super) fn run(global: &GlobalOptions, options: &BuildOptions) -> Result<Exit, Failure> {
    build(global, options).map(|(exit, _)| exit)
}

/// Builds the site; returns its folder too.
pub(super) fn build(global: &GlobalOptions, options: &BuildOptions) -> Result<(Exit, PathBuf), Failure> {
    let start = Instant::now();
    let AnnotatedFiles { snapshot, given, n_refused } =
        annotated_files::add(project::snapshot(global, None)?, &options.annotated)?;
    let build_options = PipelineOptions {
        drafts: options.drafts,
        base_url: options.base_url.clone(),
        given: Arc::new(given),
        ..PipelineOptions::default()
    };
    let (exit, output) = build_with(global, options, snapshot, &build_options, start)?;
    Ok((if n_refused > 0 && exit == Exit::Done { Exit::Content } else { exit }, output))
}

fn build_with(
    global: &GlobalOptions,
    options: &BuildOptions,
    snapshot: Snapshot,
    build_options: &PipelineOptions,
    start: Instant,
) -> Result<(Exit, PathBuf), Failure> {
    let made_of = build_key(&snapshot, build_options);
    BuildRecord::sweep(&global.root);
    let folder = |named: &str| options.output.clone().unwrap_or_else(|| global.root.join(named));
    let last = BuildRecord::read(&global.root).filter(|last| last.inputs_key == made_of);
    if let Some(BuildRecord { manifest, summary: said, .. }) = last {
        let output = folder(&said.output);
        if is_current(&output, &global.root, manifest) {
            let outcome = SyncOutcome { n_unchanged: said.n_files, ..SyncOutcome::default() };
            if let Some(format) = options.timings {
                timings::print_timings(&[("read and compare", start.elapsed())], DrawTimings::default(), format);
            }
            let report = BuildReport { said, outcome, output: &output, snapshot: &snapshot, start };
            return Ok((report.print(global, options), output));
        }
    }
    let read = start.elapsed();
    let project = project::build_read(global, snapshot, build_options)?;
    let built = &project.built;
    let output = folder(&built.site.content.config.output);
    if !built.protection.is_known() {
        return Ok((report_unknown_protection(built, &project.snapshot, &output, global), output));
    }
    if !options.annotated.is_empty() && !global.quiet {
        say_given(built.n_given, build_options.given.n_articles());
    }
    let before_keys = start.elapsed();
    let pages = built.pages();
    let keyed = start.elapsed();
    let drawing = DrawTimings::default();
    let progress = Progress::late(pages.len(), global.quiet, start);
    let draw = |page: &KeyedPage| {
        progress.step();
        drawing.time(&page.kind, || render_page(built, page, &project.memo))
    };
    let outcome = sync(&output, &global.root, &pages, &draw);
    progress.finish();
    let outcome = outcome.map_err(|error| publish_failure(&error, "--output"))?;
    let finished = start.elapsed();
    let said = build_summary(built);
    if let Some(format) = options.timings {
        let mut stages = vec![("read", read)];
        stages.extend(built.timings.iter().copied());
        stages.push(("key", keyed - before_keys));
        stages.push(("draw and write", finished - keyed));
        timings::print_timings(&stages, drawing, format);
    }
    // If dossier itself failed on a file, the next build must try again, so this one is not recorded.
    let is_ours = |diagnostic: &Diagnostic| diagnostic.code == Code::ParserFailed;
    if outcome.diagnostics.is_empty() && !said.diagnostics.iter().any(is_ours) {
        BuildRecord { inputs_key: made_of, manifest: outcome.manifest, summary: said.clone() }.write(&global.root);
    }
    let exit =
        BuildReport { said, outcome, output: &output, snapshot: &project.snapshot, start }.print(global, options);
    // The process is about to end: the system frees the memory faster at once than destructors would piece by
    // piece.
    std::mem::forget((project, pages));
    Ok((exit, output))
}

/// Says how many of the articles that were given have the annotations that were given.
fn say_given(n_given: usize, n_articles: usize) {
    let n_here = n_articles.saturating_sub(n_given);
    let articles = print::count(n_articles, "article", "article");
    if n_here == 0 {
        print::say(&say!(
            en: "annotated: {articles}, all taken as they are",
            fr: "annotés : {articles}, tous pris tels quels"; articles
        ));
        return;
    }
    print::say(&say!(
        en: "annotated: {articles}, {n_given} taken as they are, {n_here} annotated here: their annotations may not be those of \
             this dossier",
        fr: "annotés : {articles}, {n_given} pris tels quels, {n_here} annotés ici : leurs annotations ne sont peut-être pas celles \
             de ce dossier"; articles
    ));
}

/// Reports why nothing is published: it is not known whom the dossier protects.
fn report_unknown_protection(built: &BuiltSite, snapshot: &Snapshot, output: &Path, global: &GlobalOptions) -> Exit {
    let mut diagnostics = built.diagnostics.clone();
    diagnostics.extend(built.protection.unknown.iter().cloned());
    let least = if global.verbose { Severity::Note } else { Severity::Warning };
    print::report(&check::report(diagnostics), snapshot, least, false);
    let output = output.display().to_string();
    let output = output.trim_start_matches("./");
    let n = built.protection.unknown.len();
    let (s, fr_s) = print::plural(n);
    print::say(&say!(
        en: "nothing was published and `{output}` is unchanged: {n} place{s} that may protect a person cannot be read",
        fr: "rien n’a été publié et `{output}` n’a pas changé : {n} endroit{fr_s} qui protège peut-être une personne reste \
             illisible",
    ));
    Exit::Content
}

/// Returns the key of everything that a build depends on: the files, the options, and this executable, because
/// different builds of one version exist during development.
fn build_key(snapshot: &Snapshot, options: &PipelineOptions) -> Key {
    let program = std::env::current_exe().and_then(|path| path.metadata());
    let stamp = program.map(|program| {
        let modified = program.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        (program.len(), modified.map(|since_epoch| (since_epoch.as_secs(), since_epoch.subsec_nanos())))
    });
    let stamp = stamp.ok();
    let mut key = KeyBuilder::new("build");
    key.text(env!("CARGO_PKG_VERSION")).add(&stamp).add(options).key(snapshot.key()).finish()
}

fn build_summary(built: &BuiltSite) -> BuildSummary {
    let site = &built.site.content;
    BuildSummary {
        output: site.config.output.clone(),
        n_articles: site.articles.len(),
        n_records: site.registry.entities.len(),
        n_files: built.planned_pages.len(),
        n_reviews: site.link_index.articles.iter().map(|article| article.n_ambiguous_mentions).sum(),
        n_uncertain_dates: site.link_index.articles.iter().map(|article| article.n_uncertain_dates).sum(),
        n_uncertain_speakers: site.link_index.articles.iter().map(|article| article.n_uncertain_speakers).sum(),
        n_drafts: built.n_drafts,
        diagnostics: built.diagnostics.clone(),
    }
}

/// What is printed at the end of a build.
struct BuildReport<'a> {
    said: BuildSummary,
    outcome: SyncOutcome,
    output: &'a Path,
    snapshot: &'a Snapshot,
    start: Instant,
}

impl BuildReport<'_> {
    fn print(self, global: &GlobalOptions, options: &BuildOptions) -> Exit {
        let Self { mut said, mut outcome, output, snapshot, start } = self;
        let mut diagnostics = std::mem::take(&mut said.diagnostics);
        diagnostics.append(&mut outcome.diagnostics);
        let report = check::report(diagnostics);
        for path in &outcome.unowned_files {
            let path = path.display();
            print::say(&say!(
                en: "`{path}` is no longer a page of this site, but was kept: it was changed after it was written, or another \
                     machine wrote it; delete it yourself",
                fr: "`{path}` n’est plus une page de ce site, mais a été gardé : il a été modifié après son écriture, ou un autre \
                     ordinateur l’a écrit ; supprimez-le vous-même",
            ));
        }
        let least = if global.verbose { Severity::Note } else { Severity::Warning };
        if !global.quiet || report.n_errors + report.n_warnings > 0 {
            print::report(&report, snapshot, least, options.strict);
        }
        if !global.quiet {
            let output = output.display().to_string();
            print::say(&summary(&outcome, &said, output.trim_start_matches("./"), start));
        }
        // A file that was kept may contain something that is withheld now.
        if report.failed(options.strict) || !outcome.unowned_files.is_empty() { Exit::Content } else { Exit::Done }
    }
}

fn summary(outcome: &SyncOutcome, said: &BuildSummary, output: &str, start: Instant) -> Message {
    let n_drafts = print::count(said.n_drafts, "draft", "brouillon");
    let drafts = match said.n_drafts {
        0 => Message::default(),
        _ => say!(en: "; left out: {n_drafts}", fr: " ; laissés de côté : {n_drafts}"; n_drafts),
    };
    let articles = print::count(said.n_articles, "article", "article");
    let records = print::count(said.n_records, "record", "fiche");
    let files = print::count(said.n_files, "file", "fichier");
    let SyncOutcome { n_written, n_unchanged, n_deleted, .. } = outcome;
    let ms = start.elapsed().as_millis();
    let open = print::awaiting_decisions(said.n_reviews, said.n_uncertain_dates, said.n_uncertain_speakers);
    say!(
        en: "{output}: {articles}, {records}, {files} ({n_written} written, {n_unchanged} unchanged, {n_deleted} deleted) in {ms} \
             ms; {open}{drafts}",
        fr: "{output} : {articles}, {records}, {files} (écrits : {n_written}, inchangés : {n_unchanged}, supprimés : {n_deleted}) en \
             {ms} ms ; {open}{drafts}"; articles, records, files, open, drafts
    )
}

/// Says why a folder cannot hold the site; `option` is the one that names the folder.
pub(super) fn publish_failure(error: &PublishError, option: &str) -> Failure {
    let exit = match error {
        PublishError::NotOurs(_)
        | PublishError::IsProject(_)
        | PublishError::Damaged(_)
        | PublishError::OtherDossier(_) => Exit::Usage,
        PublishError::Busy(_)
        | PublishError::IsLink(_)
        | PublishError::Unreadable { .. }
        | PublishError::Disk { .. } => Exit::World,
    };
    Failure::new(exit, error.message(), error.cure(&Message::same(option)))
}
