//! `dossier build`.

use std::time::Instant;

use super::args::{BuildOptions, Global};
use super::progress::Progress;
use super::timings::{self, Drawing};
use super::{Exit, Failure, print, project};
use crate::base::Severity;
use crate::check;
use crate::pipeline::{Options, build};
use crate::plan::Page;
use crate::publish::{Outcome, PublishError, sync};

pub(super) fn run(global: &Global, options: &BuildOptions) -> Result<Exit, Failure> {
    let start = Instant::now();
    let build_options = Options { drafts: options.drafts, base_url: options.base_url.clone() };
    let mut project = project::open(global, &build_options)?;
    let read_and_built = start.elapsed();
    let built = &project.built;
    let labels = built.diagnostics.iter().flat_map(|one| one.related.iter().chain([&one.primary]));
    project.snapshot.let_go("content/articles/", &labels.map(|label| &label.span.file).collect());
    let output = options.output.clone().unwrap_or_else(|| global.root.join(&built.site.config.output));
    let pages = built.pages();
    let keyed = start.elapsed();
    let drawing = Drawing::default();
    let progress = Progress::late(pages.len(), global.quiet, start);
    let draw = |page: &Page| {
        progress.step();
        drawing.time(&page.subject, || build::draw(built, page, &project.memo))
    };
    let outcome = sync(&output, &global.root, &pages, &draw);
    progress.finish();
    let outcome = outcome.map_err(refused)?;
    let finished = start.elapsed();
    let mut diagnostics = built.diagnostics.clone();
    diagnostics.extend(outcome.diagnostics.iter().cloned());
    let report = check::report(diagnostics);
    let least = if global.verbose { Severity::Note } else { Severity::Warning };
    if !global.quiet || report.failed(options.strict) {
        print::report(&report, &project.snapshot, least, options.strict);
    }
    if let Some(format) = options.timings {
        let mut stages = vec![("read", read_and_built - built.timings.iter().map(|(_, time)| *time).sum())];
        stages.extend(built.timings.iter().copied());
        stages.push(("key", keyed - read_and_built));
        stages.push(("draw and write", finished - keyed));
        timings::tell(&stages, drawing, format);
    }
    if !global.quiet {
        print::say(&summary(&outcome, built, output.display().to_string().trim_start_matches("./"), start));
    }
    Ok(if report.failed(options.strict) { Exit::Content } else { Exit::Done })
}

fn summary(outcome: &Outcome, built: &build::Built, output: &str, start: Instant) -> String {
    let site = &built.site;
    let n_reviews: usize = site.dossier.articles.iter().map(|article| article.n_reviews).sum();
    let drafts = if built.n_drafts > 0 {
        format!("; left out: {}", print::count(built.n_drafts, "draft"))
    } else {
        String::new()
    };
    format!(
        "{output}: {}, {}, {} ({} written, {} unchanged, {} deleted) in {} ms; {} awaiting a decision{drafts}",
        print::count(site.articles.len(), "article"),
        print::count(site.registry.entities.len(), "record"),
        print::count(built.places.len(), "file"),
        outcome.n_written,
        outcome.n_unchanged,
        outcome.n_deleted,
        start.elapsed().as_millis(),
        print::count(n_reviews, "name"),
    )
}

fn refused(error: PublishError) -> Failure {
    let help = match &error {
        PublishError::NotOurs(_) => "name another folder with --output, or empty this one yourself",
        PublishError::Damaged(_) => "delete the folder, and build again",
        PublishError::IsProject(_) => "name a folder that holds nothing else with --output",
        PublishError::Busy(_) => "wait for it to finish, and try again",
        PublishError::Disk { .. } => {
            "check the folder, its permissions and the free space; no page was left half written"
        }
    };
    let exit = match &error {
        PublishError::NotOurs(_) | PublishError::IsProject(_) | PublishError::Damaged(_) => Exit::Usage,
        PublishError::Busy(_) | PublishError::Disk { .. } => Exit::World,
    };
    Failure::new(exit, error, help)
}
