//! `dossier check`.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use super::args::{CheckOptions, Format, Global};
use super::{Exit, Failure, print, project};
use crate::base::{Code, Diagnostic, Severity, SourcePath, files};
use crate::check;
use crate::import::text::charset::sha256_hex;
use crate::model::Route;
use crate::pipeline::{Built, Memo, Options, build};
use crate::plan::{self, Page};

pub(super) fn run(global: &Global, options: &CheckOptions) -> Result<Exit, Failure> {
    if let Some(code) = &options.explain {
        return explain(code);
    }
    if options.leaks {
        return super::leaks::run(global, options);
    }
    let project = project::open(global, &Options { drafts: options.drafts, base_url: None })?;
    let mut diagnostics = project.built.diagnostics.clone();
    diagnostics.extend(finished_pages(&project.built, &project.memo));
    diagnostics.extend(raw_files(&project.built, &global.root));
    let report = check::report(diagnostics);
    match options.format {
        Format::Human => print::report(&report, &project.snapshot, Severity::Note, options.strict),
        Format::Json => {
            for diagnostic in &report.diagnostics {
                print::result(&print::json(diagnostic, &project.snapshot));
            }
        }
    }
    if options.format == Format::Human && !global.quiet && report.diagnostics.is_empty() {
        print::say("nothing is wrong");
    }
    Ok(if report.failed(options.strict) { Exit::Content } else { Exit::Done })
}

fn explain(name: &str) -> Result<Exit, Failure> {
    if name == "all" {
        for code in Code::ALL {
            print::result(&format!(
                "{code} ({}): {}",
                code.severity().as_str(),
                code.explanation().split(". ").next().unwrap_or_default().trim_end_matches('.')
            ));
        }
        return Ok(Exit::Done);
    }
    let Some(code) = Code::parse(name) else {
        return Err(Failure::new(
            Exit::Usage,
            format!("there is no code `{name}`"),
            "list them with `dossier check --explain all`",
        ));
    };
    print::result(&format!("{code} ({})\n{}", code.severity().as_str(), code.explanation()));
    Ok(Exit::Done)
}

/// Draws every page and follows its links.
fn finished_pages(built: &Built, memo: &Memo) -> Vec<Diagnostic> {
    let pages = built.pages();
    let all: BTreeSet<String> = pages.iter().map(|page| page.route.to_string()).collect();
    let drawn: Vec<_> = pages
        .par_iter()
        .filter(|page| page.route.as_str().ends_with(".html"))
        .map(|page| (page, build::draw(built, page, memo)))
        .collect();
    let mut diagnostics: Vec<Diagnostic> =
        drawn.iter().flat_map(|(_, artifact)| artifact.diagnostics.iter().cloned()).collect();
    let pages: Vec<(Route, SourcePath, Vec<u8>)> = drawn
        .iter()
        .filter_map(|(page, artifact)| Some((page.route.clone(), source_of(built, page), artifact.bytes.clone()?)))
        .collect();
    diagnostics.extend(check::links::check(&pages, &all));
    diagnostics
}

/// Returns the file that the user edits to change a page.
fn source_of(built: &Built, page: &Page) -> SourcePath {
    plan::pages::source(&built.site, &page.subject).cloned().unwrap_or_else(|| SourcePath::new("site.yaml"))
}

/// Compares raw files with the SHA-256 that their articles give.
fn raw_files(built: &Built, root: &Path) -> Vec<Diagnostic> {
    let articles = built.site.articles.par_iter().filter_map(|text| text.source.source.as_ref());
    let checked = articles.filter_map(|source| {
        // Only files of the project: an article may come from anywhere, and must not make us read anything else.
        let path = root.join(SourcePath::new(&source.file).as_str());
        let message = match files::read_ordinary(&path) {
            Ok(Some(bytes)) if sha256_hex(&bytes).eq_ignore_ascii_case(&source.sha256) => return None,
            Ok(Some(_)) => format!("the raw file `{}` is not the one that was imported", source.file),
            // Raw files need not be handed on with the dossier.
            Ok(None) | Err(_) => return None,
        };
        Some(
            Diagnostic::new(Code::RawFileChanged, source.span.clone(), message)
                .help("restore it, or import it again as a new article"),
        )
    });
    checked.collect()
}
