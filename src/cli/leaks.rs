//! `dossier check --leaks`.

use std::fs;
use std::path::Path;

use super::args::{CheckFormat, CheckOptions, GlobalOptions};
use super::{Exit, Failure, print, project};
use crate::base::{Code, Diagnostic, Severity};
use crate::build::PipelineOptions;
use crate::check::{self, leaks};

/// Reads the finished output for what is withheld.
pub(super) fn run(global: &GlobalOptions, options: &CheckOptions) -> Result<Exit, Failure> {
    let project = project::open(global, &PipelineOptions { drafts: options.drafts, base_url: None })?;
    let output = options.output.clone().unwrap_or_else(|| global.root.join(&project.built.site.content.config.output));
    let mut files = Vec::new();
    match read(&output, "", &mut files) {
        // A build that published nothing leaves no folder: why, is said below.
        Err(error) if error.kind() != std::io::ErrorKind::NotFound || project.built.protection.is_known() => {
            let help = "write the site with `dossier build` first, or name its folder with --output";
            return Err(Failure::new(Exit::World, format!("cannot read `{}`: {error}", output.display()), help));
        }
        _ => {}
    }
    let mut found = leaks::check(&project.built.site, &project.snapshot, &files);
    // What cannot be read cannot be looked for: then nobody may say that nothing leaks.
    let protection = &project.built.protection;
    let is_certain = protection.is_known() && protection.doubtful.is_empty();
    let verdict = verdict(&found.diagnostics, &found.skipped_forms, is_certain);
    found.diagnostics.extend(protection.unknown.iter().chain(&protection.doubtful).cloned());
    let report = check::report(found.diagnostics);
    super::findings::show(global, options, &report, &project.snapshot);
    if options.format == CheckFormat::Human && !global.quiet {
        if !found.skipped_forms.is_empty() {
            print::say(&format!(
                "not looked for, because something published is called or written so too: {}",
                found.skipped_forms.join(", ")
            ));
        }
        print::say(&format!(
            "{} read for {} and {} of withheld text: {}",
            print::count(files.len(), "file"),
            print::count(found.n_names, "name"),
            print::count(found.n_shingles, "run"),
            verdict
        ));
    }
    Ok(if report.failed(options.strict) || !is_certain { Exit::Content } else { Exit::Done })
}

/// Says what the findings come to: a doubt is no leak, and no all-clear.
fn verdict(found: &[Diagnostic], spared: &[String], is_certain: bool) -> &'static str {
    let has = |wanted: fn(&Diagnostic) -> bool| found.iter().any(wanted);
    match (
        has(|one| one.severity() == Severity::Error && one.code != Code::MayTell),
        has(|one| one.code == Code::MayTell),
    ) {
        (true, _) => "something leaks",
        (false, true) => "something may leak, and nobody but you can tell",
        (false, false) if !is_certain => {
            "nobody can tell whether something leaks, for not all that is withheld can be read"
        }
        (false, false) if !spared.is_empty() => "nothing of what was looked for leaks",
        (false, false) => "nothing leaks",
    }
}

/// Reads every file below a folder, whoever put it there: what is published is what lies there.
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
