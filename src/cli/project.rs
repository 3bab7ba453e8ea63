//! What most commands do first: read the project and build it in memory.

use std::collections::BTreeSet;

use super::args::GlobalOptions;
use super::{Exit, Failure, print};
use crate::base::message::Message;
use crate::base::{Code, Diagnostic, Severity, SourcePath};
use crate::build::{BuildMode, BuiltSite, Memo, PipelineOptions, build, build_and_release};
use crate::check;
use crate::config::site::FILE as SITE_FILE;
use crate::edit;
use crate::say;
use crate::source::{ReadError, Snapshot, read_project};

/// A project that was read and built.
pub(super) struct Project {
    pub(super) snapshot: Snapshot,
    pub(super) built: BuiltSite,
    pub(super) memo: Memo,
}

impl Project {
    /// Ends a command that wrote something from the project. The system frees the memory faster at once than destructors
    /// would piece by piece.
    pub(super) fn into_exit(mut self) -> Exit {
        let report = check::report(std::mem::take(&mut self.built.diagnostics));
        std::mem::forget(self);
        if report.failed(false) { Exit::Content } else { Exit::Done }
    }
}

/// Reads the project folder.
pub(super) fn snapshot(global: &GlobalOptions, previous: Option<&Snapshot>) -> Result<Snapshot, Failure> {
    finish_interrupted(global)?;
    read_project(&global.root, previous).map_err(|error| match error {
        ReadError::NoSite(_) => Failure::new(Exit::Usage, error.message(), how_to_begin()),
        ReadError::Disk { .. } => Failure::new(Exit::World, error.message(), check_folder()),
    })
}

/// Says what to do where there is no site.yaml.
pub(super) fn how_to_begin() -> Message {
    say!(
        en: "write a site.yaml with two lines, `title: …` and `language: fr`, or give the dossier's folder with --root",
        fr: "écrivez un site.yaml de deux lignes, `title: …` et `language: fr`, ou indiquez le répertoire du dossier avec --root",
    )
}

/// Says what to do where a folder cannot be read.
pub(super) fn check_folder() -> Message {
    say!(en: "check the folder and its permissions", fr: "vérifiez le répertoire et ses droits d’accès")
}

/// Completes what an interrupted command began: building half of a renaming would give neither the old site nor the
/// new one.
pub(super) fn finish_interrupted(global: &GlobalOptions) -> Result<(), Failure> {
    if edit::recover(&global.root).map_err(super::edit_failure)? && !global.quiet {
        print::say(&say!(
            en: "a previous command was interrupted while renaming files; the renaming is now complete",
            fr: "une commande précédente a été interrompue pendant qu’elle renommait des fichiers ; c’est terminé maintenant",
        ));
    }
    Ok(())
}

/// Reads and builds the project, even if site.yaml has errors.
pub(super) fn read_and_build(global: &GlobalOptions, options: &PipelineOptions) -> Result<Project, Failure> {
    read_and_build_for(BuildMode::Once, global, options)
}

fn read_and_build_for(mode: BuildMode, global: &GlobalOptions, options: &PipelineOptions) -> Result<Project, Failure> {
    let snapshot = snapshot(global, None)?;
    let memo = Memo::default();
    let built = build(&snapshot, &PipelineOptions { mode, ..options.clone() }, &memo);
    Ok(Project { snapshot, built, memo })
}

/// Returns whether a diagnostic is an error in site.yaml, which makes everything else unreliable.
pub(super) fn is_of_site(diagnostic: &Diagnostic) -> bool {
    let span = &diagnostic.primary.span;
    // A clash of two routes is reported on site.yaml without a line. It concerns one page only, which is left
    // out.
    let is_of_pages = diagnostic.code == Code::RouteClash && span.end == 0;
    span.file.as_str() == SITE_FILE && diagnostic.severity() == Severity::Error && !is_of_pages
}

/// Builds a project from a snapshot; errors in site.yaml are printed and end the command. Keeps only the bytes of
/// those files that have diagnostics, so that their lines can be printed.
pub(super) fn build_read(
    global: &GlobalOptions,
    mut snapshot: Snapshot,
    options: &PipelineOptions,
) -> Result<Project, Failure> {
    let memo = Memo::default();
    let options = PipelineOptions { mode: BuildMode::Once, ..options.clone() };
    let built = build_and_release(&mut snapshot, &options, &memo);
    let labels = built.diagnostics.iter().flat_map(|one| one.related.iter().chain([&one.primary]));
    let shown: BTreeSet<SourcePath> = labels.map(|label| label.span.file.clone()).collect();
    snapshot.reload(&global.root, &shown);
    checked(Project { snapshot, built, memo })
}

/// Reads and builds the project; errors in site.yaml are printed and end the command.
pub(super) fn open(global: &GlobalOptions, options: &PipelineOptions) -> Result<Project, Failure> {
    checked(read_and_build(global, options)?)
}

/// Reads and builds the project for what is written from it once, and frees the bytes of articles, a fifth of the memory;
/// errors in site.yaml are printed and end the command.
pub(super) fn open_and_release(global: &GlobalOptions, options: &PipelineOptions) -> Result<Project, Failure> {
    build_read(global, snapshot(global, None)?, options)
}

/// Reads and builds the project with drafts, and keeps what another build of it can use: for commands that say what a change
/// would do.
pub(super) fn open_to_change(global: &GlobalOptions) -> Result<Project, Failure> {
    let options = PipelineOptions { drafts: true, ..PipelineOptions::default() };
    checked(read_and_build_for(BuildMode::Incremental, global, &options)?)
}

/// Reads and builds the project with drafts and everything withheld, for commands that change files.
pub(super) fn open_as_written(global: &GlobalOptions) -> Result<Project, Failure> {
    let options = PipelineOptions { drafts: true, ..PipelineOptions::default() };
    checked(read_and_build_for(BuildMode::AsWritten, global, &options)?)
}

fn checked(project: Project) -> Result<Project, Failure> {
    let wrong: Vec<Diagnostic> =
        project.built.diagnostics.iter().filter(|diagnostic| is_of_site(diagnostic)).cloned().collect();
    if !wrong.is_empty() {
        print::report(&check::report(wrong), &project.snapshot, Severity::Note, false);
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "site.yaml has errors; nothing was done", fr: "site.yaml contient des erreurs ; rien n’a été fait"),
            say!(en: "fix it first: everything else depends on it", fr: "corrigez-le d’abord : tout le reste en dépend"),
        ));
    }
    Ok(project)
}

/// Refuses to export while it is unclear who is protected.
pub(super) fn refuse_unknown_protection(project: &Project) -> Result<(), Failure> {
    if project.built.protection.is_known() {
        return Ok(());
    }
    let report = check::report(project.built.protection.unknown.clone());
    print::report(&report, &project.snapshot, Severity::Note, false);
    Err(Failure::new(
        Exit::Content,
        say!(
            en: "nothing was exported: the list of protected people cannot be read in full",
            fr: "rien n’a été exporté : la liste des personnes protégées n’est pas entièrement lisible",
        ),
        say!(
            en: "fix the files named above and export again",
            fr: "corrigez les fichiers nommés ci-dessus et exportez de nouveau",
        ),
    ))
}
