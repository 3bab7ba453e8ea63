//! `dossier export ner`: training data. Names without a record are those of `dossier suggest`; `export::ner` leaves their
//! sentences out.

use std::ops::Range;

use super::args::{ExportOptions, GlobalOptions, TrainingForm};
use super::{Exit, Failure, export, print, project, stream, suggest};
use crate::build::PipelineOptions;
use crate::export::ner::{self, TrainingFormat, TrainingOptions};
use crate::pages::export_input;
use crate::say;

pub(super) fn run(global: &GlobalOptions, options: &ExportOptions) -> Result<Exit, Failure> {
    let form = options.training.unwrap_or(TrainingForm::Conll);
    if form == TrainingForm::Cas && options.output.is_none() {
        let message = say!(
            en: "`--format cas` has a file for each article and needs a folder",
            fr: "`--format cas` a un fichier par article et veut un répertoire",
        );
        return Err(Failure::new(Exit::Usage, message, super::export_tables::add_output()));
    }
    if options.once || options.relations {
        let message = say!(
            en: "`--once` and `--relations` are not for `dossier export ner`",
            fr: "`--once` et `--relations` ne sont pas pour `dossier export ner`",
        );
        return Err(Failure::new(Exit::Usage, message, export::leave_out()));
    }
    let pipeline = PipelineOptions { drafts: options.drafts, ..PipelineOptions::default() };
    let project = project::open_and_release(global, &pipeline)?;
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
    let input = export_input(content);
    let mut lost = Vec::new();
    match &options.output {
        Some(path) => lost = export::write_folder(path, |files| ner::write_files(&input, &wanted, files))?,
        None => stream::write_stdout_pieces(|out| ner::write(&input, &wanted, out).map(|told| lost = told)),
    }
    lost.iter().for_each(print::say);
    Ok(project.into_exit())
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
