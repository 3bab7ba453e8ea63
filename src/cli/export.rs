//! `dossier export`: prints the data of all published articles or records in one of the formats of
//! `export::EXPORTS`, or writes tables (`export_tables`).

use super::args::{ExportOptions, GlobalOptions};
use super::{Exit, Failure, export_tables, print, project, stream};
use crate::base::Severity;
use crate::build::PipelineOptions;
use crate::export::EXPORTS;
use crate::pages::export_input;

pub(super) fn run(global: &GlobalOptions, options: &ExportOptions) -> Result<Exit, Failure> {
    if export_tables::FORMATS.iter().any(|(name, _)| *name == options.format) {
        return export_tables::run(global, options);
    }
    if options.output.is_some() {
        let help = "leave it out and write `> FILE` behind the command, or use one of: csv, registry";
        return Err(Failure::new(Exit::Usage, format!("`{}` has no --output", options.format), help));
    }
    let Some(export) = EXPORTS.iter().find(|export| export.name == options.format && !export.name.is_empty()) else {
        let known: Vec<String> = EXPORTS
            .iter()
            .filter(|export| !export.name.is_empty())
            .map(|export| (export.name, export.about))
            .chain(export_tables::FORMATS)
            .map(|(name, about)| format!("{name} ({about})"))
            .collect();
        return Err(Failure::new(
            Exit::Usage,
            format!("there is no format `{}`", options.format),
            &format!("use one of: {}", known.join("; ")),
        ));
    };
    let project = project::open(global, &PipelineOptions { drafts: options.drafts, ..PipelineOptions::default() })?;
    refuse_unknown_protection(&project)?;
    let bytes = (export.draw)(&export_input(&project.built.site.content));
    stream::write_stdout_bytes(&bytes);
    let report = crate::check::report(project.built.diagnostics);
    Ok(if report.failed(false) { Exit::Content } else { Exit::Done })
}

/// Refuses to export while it is unclear who is protected.
pub(super) fn refuse_unknown_protection(project: &project::Project) -> Result<(), Failure> {
    if project.built.protection.is_known() {
        return Ok(());
    }
    let report = crate::check::report(project.built.protection.unknown.clone());
    print::report(&report, &project.snapshot, Severity::Note, false);
    Err(Failure::new(
        Exit::Content,
        "nothing was exported: the list of protected people cannot be read in full",
        "fix the files named above and export again",
    ))
}
