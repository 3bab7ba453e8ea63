//! `dossier export ner`: training data. Names without a record are those of `dossier suggest`; `export::ner` leaves their
//! sentences out.

use std::ops::Range;

use super::args::{ExportOptions, GlobalOptions, TrainingForm};
use super::{Exit, Failure, export, print, project, stream, suggest};
use crate::build::PipelineOptions;
use crate::export::ner::{self, TrainingFormat, TrainingOptions};
use crate::pages::export_input;

pub(super) fn run(global: &GlobalOptions, options: &ExportOptions) -> Result<Exit, Failure> {
    let form = options.training.unwrap_or(TrainingForm::Conll);
    if form == TrainingForm::Cas && options.output.is_none() {
        let message = "`--format cas` has a file for each article and needs a folder";
        return Err(Failure::new(Exit::Usage, message, "add --output DIR"));
    }
    if options.once || options.relations {
        let message = "`--once` and `--relations` are not for `dossier export ner`";
        return Err(Failure::new(Exit::Usage, message, "leave them out"));
    }
    let project = project::open(global, &PipelineOptions { drafts: options.drafts, ..PipelineOptions::default() })?;
    project::refuse_unknown_protection(&project)?;
    let content = &project.built.site.content;
    let unrecorded = if options.all { Vec::new() } else { unrecorded_names(global, &project)? };
    let format = match form {
        TrainingForm::Conll => TrainingFormat::Conll,
        TrainingForm::Conllu => TrainingFormat::ConllU,
        TrainingForm::Spacy => TrainingFormat::Spacy,
        TrainingForm::Doccano => TrainingFormat::Doccano,
        TrainingForm::Cas => TrainingFormat::Cas,
    };
    let wanted = TrainingOptions { format, fine: options.fine, all: options.all, unrecorded: &unrecorded };
    let set = ner::files(&export_input(content), &wanted);
    match &options.output {
        Some(path) => export::write_set(path, &set)?,
        None => set.files.iter().for_each(|(_, bytes)| stream::write_stdout_bytes(bytes)),
    }
    set.lost.iter().for_each(|lost| print::say(lost));
    let report = crate::check::report(project.built.diagnostics);
    Ok(if report.failed(false) { Exit::Content } else { Exit::Done })
}

/// Returns for each article the places of names that no record has.
fn unrecorded_names(global: &GlobalOptions, project: &project::Project) -> Result<Vec<Vec<Range<usize>>>, Failure> {
    let proposals = super::proposals::load(&project.snapshot);
    let site = &project.built.site;
    suggest::with_candidates(global, site, &proposals, |candidates, sources| {
        let mut places = vec![Vec::new(); sources.len()];
        for at in candidates.iter().filter(|candidate| candidate.event.is_none()).flat_map(|one| &one.evidence) {
            places[at.article].push(at.bytes.clone());
        }
        places
    })
}
