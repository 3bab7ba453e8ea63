//! `dossier build`.

use std::path::Path;
use std::time::Instant;

use super::args::{BuildOptions, GlobalOptions};
use super::progress::Progress;
use super::timings::{self, DrawTimings};
use super::{Exit, Failure, print, project};
use crate::base::{Code, Diagnostic, Key, KeyBuilder, Severity};
use crate::build::{BuiltSite, PipelineOptions, build};
use crate::check;
use crate::pages::KeyedPage;
use crate::publish::{BuildRecord, BuildSummary, PublishError, SyncOutcome, is_current, sync};
use crate::source::Snapshot;

pub(super) fn run(global: &GlobalOptions, options: &BuildOptions) -> Result<Exit, Failure> {
    let start = Instant::now();
    let build_options = PipelineOptions { drafts: options.drafts, base_url: options.base_url.clone() };
    let snapshot = project::snapshot(global, None)?;
    let made_of = build_key(&snapshot, &build_options);
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
            return Ok(
                BuildReport { said, outcome, output: &output, snapshot: &snapshot, start }.print(global, options)
            );
        }
    }
    let read = start.elapsed();
    let project = project::build_read(global, snapshot, &build_options)?;
    let built = &project.built;
    let output = folder(&built.site.content.config.output);
    if !built.protection.is_known() {
        return Ok(report_unknown_protection(built, &project.snapshot, &output, global));
    }
    let before_keys = start.elapsed();
    let pages = built.pages();
    let keyed = start.elapsed();
    let drawing = DrawTimings::default();
    let progress = Progress::late(pages.len(), global.quiet, start);
    let draw = |page: &KeyedPage| {
        progress.step();
        drawing.time(&page.kind, || build::render_page(built, page, &project.memo))
    };
    let outcome = sync(&output, &global.root, &pages, &draw);
    progress.finish();
    let outcome = outcome.map_err(publish_failure)?;
    let finished = start.elapsed();
    let said = build_summary(built);
    if let Some(format) = options.timings {
        let mut stages = vec![("read", read)];
        stages.extend(built.timings.iter().copied());
        stages.push(("key", keyed - before_keys));
        stages.push(("draw and write", finished - keyed));
        timings::print_timings(&stages, drawing, format);
    }
    // What dossier itself failed at is tried again.
    let is_ours = |diagnostic: &Diagnostic| diagnostic.code == Code::ParserFailed;
    if outcome.diagnostics.is_empty() && !said.diagnostics.iter().any(is_ours) {
        BuildRecord { inputs_key: made_of, manifest: outcome.manifest, summary: said.clone() }.write(&global.root);
    }
    let exit =
        BuildReport { said, outcome, output: &output, snapshot: &project.snapshot, start }.print(global, options);
    // The process ends: the system takes back in one go what would be given back piece by piece.
    std::mem::forget((project, pages));
    Ok(exit)
}

/// Says why nothing is published: whom the dossier protects cannot be known.
fn report_unknown_protection(built: &BuiltSite, snapshot: &Snapshot, output: &Path, global: &GlobalOptions) -> Exit {
    let mut diagnostics = built.diagnostics.clone();
    diagnostics.extend(built.protection.unknown.iter().cloned());
    let least = if global.verbose { Severity::Note } else { Severity::Warning };
    print::report(&check::report(diagnostics), snapshot, least, false);
    let output = output.display().to_string();
    print::say(&format!(
        "nothing is published, and `{}` stays as it is: {} cannot be read that may protect somebody",
        output.trim_start_matches("./"),
        print::count(built.protection.unknown.len(), "place"),
    ));
    Exit::Content
}

/// Returns the key of everything that a build depends on: the files, the options, and this very program, for there are
/// others of its version while it is being written.
fn build_key(snapshot: &Snapshot, options: &PipelineOptions) -> Key {
    let program = std::env::current_exe().and_then(|path| path.metadata());
    let stamp = program.map(|program| (program.len(), program.modified().ok())).ok();
    let mut key = KeyBuilder::new("build");
    key.text(env!("CARGO_PKG_VERSION")).debug(&stamp).debug(options).key(snapshot.key()).finish()
}

fn build_summary(built: &BuiltSite) -> BuildSummary {
    let site = &built.site.content;
    BuildSummary {
        output: site.config.output.clone(),
        n_articles: site.articles.len(),
        n_records: site.registry.entities.len(),
        n_files: built.planned_pages.len(),
        n_reviews: site.link_index.articles.iter().map(|article| article.n_ambiguous_mentions).sum(),
        n_drafts: built.n_drafts,
        diagnostics: built.diagnostics.clone(),
    }
}

/// What is to be told at the end of a build.
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
            print::say(&format!(
                "`{}` is no page of this site any more, and was left: it was changed since it was written, or this machine did \
                 not write it; delete it yourself",
                path.display()
            ));
        }
        let least = if global.verbose { Severity::Note } else { Severity::Warning };
        if !global.quiet || report.failed(options.strict) {
            print::report(&report, snapshot, least, options.strict);
        }
        if !global.quiet {
            let output = output.display().to_string();
            print::say(&summary(&outcome, &said, output.trim_start_matches("./"), start));
        }
        // What may have been withheld since still lies there.
        if report.failed(options.strict) || !outcome.unowned_files.is_empty() { Exit::Content } else { Exit::Done }
    }
}

fn summary(outcome: &SyncOutcome, said: &BuildSummary, output: &str, start: Instant) -> String {
    let drafts =
        if said.n_drafts > 0 { format!("; left out: {}", print::count(said.n_drafts, "draft")) } else { String::new() };
    format!(
        "{output}: {}, {}, {} ({} written, {} unchanged, {} deleted) in {} ms; {} awaiting a decision{drafts}",
        print::count(said.n_articles, "article"),
        print::count(said.n_records, "record"),
        print::count(said.n_files, "file"),
        outcome.n_written,
        outcome.n_unchanged,
        outcome.n_deleted,
        start.elapsed().as_millis(),
        print::count(said.n_reviews, "name"),
    )
}

fn publish_failure(error: PublishError) -> Failure {
    let help = match &error {
        PublishError::NotOurs(_) => "name another folder with --output, or empty this one yourself",
        PublishError::Damaged(_) => "delete the folder, and build again",
        PublishError::OtherDossier(_) => "name another folder with --output, or delete this one if it is not needed",
        PublishError::IsLink(_) => "put a real folder in its place, or name with --output the folder that it leads to",
        PublishError::IsProject(_) => "name a folder that holds nothing else with --output",
        PublishError::Busy(_) => "wait for it to finish, and try again",
        PublishError::Disk { .. } => {
            "check the folder, its permissions and the free space; no page was left half written"
        }
    };
    let exit = match &error {
        PublishError::NotOurs(_)
        | PublishError::IsProject(_)
        | PublishError::Damaged(_)
        | PublishError::OtherDossier(_) => Exit::Usage,
        PublishError::Busy(_) | PublishError::IsLink(_) | PublishError::Disk { .. } => Exit::World,
    };
    Failure::new(exit, error, help)
}
