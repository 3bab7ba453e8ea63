//! `dossier export`: prints the data of all published articles or records in one of the formats of
//! `export::EXPORTS`.

use super::args::{ExportOptions, GlobalOptions};
use super::{Exit, Failure, print, project, stream};
use crate::base::Severity;
use crate::build::PipelineOptions;
use crate::export::EXPORTS;
use crate::pages::export_input;

pub(super) fn run(global: &GlobalOptions, options: &ExportOptions) -> Result<Exit, Failure> {
    let Some(export) = EXPORTS.iter().find(|export| export.name == options.format && !export.name.is_empty()) else {
        let known: Vec<String> = EXPORTS
            .iter()
            .filter(|export| !export.name.is_empty())
            .map(|export| format!("{} ({})", export.name, export.about))
            .collect();
        return Err(Failure::new(
            Exit::Usage,
            format!("there is no format `{}`", options.format),
            &format!("use one of: {}", known.join("; ")),
        ));
    };
    let project = project::open(global, &PipelineOptions { drafts: options.drafts, ..PipelineOptions::default() })?;
    if !project.built.protection.is_known() {
        let report = crate::check::report(project.built.protection.unknown);
        print::report(&report, &project.snapshot, Severity::Note, false);
        let help = "fix the files named above and export again";
        return Err(Failure::new(
            Exit::Content,
            "nothing was exported: the list of protected people cannot be read in full",
            help,
        ));
    }
    let bytes = (export.draw)(&export_input(&project.built.site.content));
    stream::write_stdout_bytes(&bytes);
    let report = crate::check::report(project.built.diagnostics);
    Ok(if report.failed(false) { Exit::Content } else { Exit::Done })
}
