//! `dossier check --leaks`: reads the finished output from disk, lets `check::leaks` search it for withheld
//! content, and prints the verdict.

use std::fs;
use std::path::Path;

use super::args::{CheckFormat, CheckOptions, GlobalOptions};
use super::{Exit, Failure, print, project};
use crate::base::{Code, Diagnostic, Severity};
use crate::build::PipelineOptions;
use crate::check::{self, leaks};

/// Searches the finished output for withheld content.
pub(super) fn run(global: &GlobalOptions, options: &CheckOptions) -> Result<Exit, Failure> {
    let project = project::open(global, &PipelineOptions { drafts: options.drafts, ..PipelineOptions::default() })?;
    let output = options.output.clone().unwrap_or_else(|| global.root.join(&project.built.site.content.config.output));
    let mut files = Vec::new();
    match read(&output, "", &mut files) {
        // If the dossier cannot publish anything there may be no folder; the reason is reported below.
        Err(error) if error.kind() != std::io::ErrorKind::NotFound || project.built.protection.is_known() => {
            let help = "run `dossier build` first, or give the folder with --output";
            return Err(Failure::new(Exit::World, format!("cannot read `{}`: {error}", output.display()), help));
        }
        _ => {}
    }
    let mut found = leaks::check(&project.built.site, &project.snapshot, &files);
    // Withheld content that cannot be read cannot be searched for, so the verdict must not be "nothing leaks".
    let protection = &project.built.protection;
    let is_certain = protection.is_known() && protection.doubtful.is_empty();
    let verdict = verdict(&found.diagnostics, &found.skipped_forms, is_certain);
    found.diagnostics.extend(protection.unknown.iter().chain(&protection.doubtful).cloned());
    let report = check::report(found.diagnostics);
    super::findings::show(global, options, &report, &project.snapshot);
    if options.format == CheckFormat::Human && !global.quiet {
        if !found.skipped_forms.is_empty() {
            print::say(&format!(
                "not searched for, because published content uses the same word: {}",
                found.skipped_forms.join(", ")
            ));
        }
        print::say(&format!(
            "{} searched for {} and {} of withheld text: {}",
            print::count(files.len(), "file"),
            print::count(found.n_names, "name"),
            print::count(found.n_shingles, "run"),
            verdict
        ));
    }
    Ok(if report.failed(options.strict) || !is_certain { Exit::Content } else { Exit::Done })
}

/// Summarises the findings. A doubtful finding is neither a leak nor an all-clear.
fn verdict(found: &[Diagnostic], spared: &[String], is_certain: bool) -> &'static str {
    let has = |wanted: fn(&Diagnostic) -> bool| found.iter().any(wanted);
    match (
        has(|one| one.severity() == Severity::Error && one.code != Code::MayTell),
        has(|one| one.code == Code::MayTell),
    ) {
        (true, _) => "something leaks",
        (false, true) => "something may leak; only you can judge",
        (false, false) if !is_certain => {
            "a leak cannot be ruled out, because not everything that is withheld can be read"
        }
        (false, false) if !spared.is_empty() => "nothing that was searched for leaks",
        (false, false) => "nothing leaks",
    }
}

/// Reads every file below a folder, including files that dossier did not write: they would be published too.
fn read(folder: &Path, below: &str, files: &mut Vec<(String, Vec<u8>)>) -> std::io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let route = format!("{below}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            read(&entry.path(), &format!("{route}/"), files)?;
        } else if kind.is_file() {
            files.push((route, fs::read(entry.path())?));
        }
    }
    Ok(())
}
