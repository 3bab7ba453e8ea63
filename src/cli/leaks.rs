//! `dossier check --leaks`: reads the finished output from disk, lets `check::leaks` search it for withheld
//! content, and prints the verdict.

use std::fs;
use std::path::Path;

use super::args::{CheckFormat, CheckOptions, GlobalOptions};
use super::{Exit, Failure, print, project};
use crate::base::message::{Message, cannot_read};
use crate::base::{Code, Diagnostic, Severity};
use crate::build::PipelineOptions;
use crate::check::{self, leaks};
use crate::say;

/// Searches the finished output for withheld content.
pub(super) fn run(global: &GlobalOptions, options: &CheckOptions) -> Result<Exit, Failure> {
    let project = project::open(global, &PipelineOptions { drafts: options.drafts, ..PipelineOptions::default() })?;
    let output = options.output.clone().unwrap_or_else(|| global.root.join(&project.built.site.content.config.output));
    let mut files = Vec::new();
    match read(&output, "", &mut files) {
        // If the dossier cannot publish anything there may be no folder; the reason is reported below.
        Err(error) if error.kind() != std::io::ErrorKind::NotFound || project.built.protection.is_known() => {
            return Err(Failure::new(
                Exit::World,
                cannot_read(&output, &error),
                say!(
                    en: "run `dossier build` first, or give the folder with --output",
                    fr: "lancez d’abord `dossier build`, ou indiquez le répertoire avec --output",
                ),
            ));
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
            let forms = found.skipped_forms.join(", ");
            print::say(&say!(
                en: "not searched for, because published content uses the same word: {forms}",
                fr: "non cherché, parce que le contenu publié emploie le même mot : {forms}",
            ));
        }
        let files = print::count(files.len(), "file", "fichier");
        let names = print::count(found.n_names, "name", "nom");
        let runs = print::count(found.n_shingles, "run", "suite");
        print::say(&say!(
            en: "{files} searched for {names} and {runs} of withheld text: {verdict}",
            fr: "cherché dans {files} : {names} et {runs} de mots de textes masqués ; {verdict}"; files, names, runs, verdict
        ));
    }
    Ok(if report.failed(options.strict) || !is_certain { Exit::Content } else { Exit::Done })
}

/// Summarises the findings. A doubtful finding is neither a leak nor an all-clear.
fn verdict(found: &[Diagnostic], spared: &[String], is_certain: bool) -> Message {
    let has = |wanted: fn(&Diagnostic) -> bool| found.iter().any(wanted);
    match (
        has(|one| one.severity() == Severity::Error && one.code != Code::MayTell),
        has(|one| one.code == Code::MayTell),
    ) {
        (true, _) => say!(en: "something leaks", fr: "il y a une fuite"),
        (false, true) => say!(
            en: "something may leak; only you can judge",
            fr: "il y a peut-être une fuite ; vous seul pouvez en juger",
        ),
        (false, false) if !is_certain => say!(
            en: "a leak cannot be ruled out, because not everything that is withheld can be read",
            fr: "une fuite n’est pas exclue, parce que tout ce qui est masqué n’est pas lisible",
        ),
        (false, false) if !spared.is_empty() => {
            say!(en: "nothing that was searched for leaks", fr: "rien de ce qui a été cherché n’a fui")
        }
        (false, false) => say!(en: "nothing leaks", fr: "rien n’a fui"),
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
