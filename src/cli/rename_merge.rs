//! `dossier rename`, `dossier merge` and `dossier move`: `edit` plans the changes; this file applies them and prints what was done.

use super::args::GlobalOptions;
use super::args::{ChangeOptions, IdPairOptions, MoveOptions};
use super::{Exit, Failure, print, project, scaffold};
use crate::base::message::Message;
use crate::edit;
use crate::edit::{ReviseError, Revision};
use crate::say;

pub(super) fn rename(global: &GlobalOptions, ids: &IdPairOptions) -> Result<Exit, Failure> {
    let project = project::open_as_written(global)?;
    let revision = edit::rename(&project.built.site, &project.snapshot, &ids.from, &ids.to)
        .map_err(|error| revise_failure(error, &project))?;
    carry_out(global, &ids.change, &revision, &project, &now_called(ids, &revision))
}

pub(super) fn merge(global: &GlobalOptions, ids: &IdPairOptions) -> Result<Exit, Failure> {
    let project = project::open_as_written(global)?;
    let revision = edit::merge(&project.built.site, &project.snapshot, &ids.from, &ids.to)
        .map_err(|error| revise_failure(error, &project))?;
    carry_out(global, &ids.change, &revision, &project, &now_called(ids, &revision))
}

fn now_called(ids: &IdPairOptions, revision: &Revision) -> Message {
    let (IdPairOptions { from, to, .. }, n) = (ids, revision.n_references);
    let (_, fr_s) = print::plural(n);
    say!(
        en: "`{from}` is now `{to}`: {n} references rewritten; the old id redirects",
        fr: "`{from}` est maintenant `{to}` : {n} renvoi{fr_s} récrit{fr_s} ; l’ancien identifiant mène au nouveau",
    )
}

/// `dossier move`: a record becomes one of another kind.
pub(super) fn move_record(global: &GlobalOptions, options: &MoveOptions) -> Result<Exit, Failure> {
    let project = project::open_as_written(global)?;
    let kind = scaffold::find_kind(&project.built.site.content.config.kinds, &options.kind)?;
    let revision = edit::move_record(&project.built.site, &project.snapshot, &options.id, kind)
        .map_err(|error| revise_failure(error, &project))?;
    let (id, kind, n) = (&options.id, &kind.id, revision.n_references);
    let (s, fr_s) = print::plural(n);
    let done = say!(
        en: "`{id}` is now of the kind `{kind}`: {n} link{s} rewritten; the old address redirects",
        fr: "`{id}` est maintenant du type `{kind}` : {n} lien{fr_s} récrit{fr_s} ; l’ancienne adresse redirige",
    );
    carry_out(global, &options.change, &revision, &project, &done)
}

/// Writes a revision and says what was done, or only says what would be done.
fn carry_out(
    global: &GlobalOptions,
    options: &ChangeOptions,
    revision: &Revision,
    project: &project::Project,
    done: &Message,
) -> Result<Exit, Failure> {
    if !options.dry_run {
        let session = super::open_edit_session(global, options.backup)?;
        edit::apply(&session, revision, &project.snapshot).map_err(|error| revise_failure(error, project))?;
    }
    for (file, text) in &revision.files {
        print::say(&match (text, options.dry_run) {
            (None, false) => say!(en: "    put aside  {file}", fr: "    mis de côté      {file}"),
            (None, true) => say!(en: "    to put aside  {file}", fr: "    à mettre de côté  {file}"),
            (Some(_), false) => say!(en: "    written    {file}", fr: "    écrit            {file}"),
            (Some(_), true) => say!(en: "    to write   {file}", fr: "    à écrire         {file}"),
        });
    }
    print::say(done);
    if !revision.not_taken.is_empty() {
        let keys = revision.not_taken.join(", ");
        print::say(&say!(
            en: "these keys of the merged record were left to you: {keys} (see the hidden `.before` file)",
            fr: "il vous reste à reprendre ces clés de la fiche fusionnée : {keys} (voir le fichier caché `.before`)",
        ));
    }
    for span in &revision.by_hand {
        let file = &span.file;
        print::say(&say!(en: "fix this reference by hand: {file}", fr: "corrigez ce renvoi à la main : {file}"));
    }
    if options.dry_run {
        print::say(&say!(
            en: "nothing was changed: this is a dry run",
            fr: "rien n’a été modifié : c’est un essai",
        ));
        return Ok(Exit::Done);
    }
    Ok(if revision.by_hand.is_empty() { Exit::Done } else { Exit::Content })
}

fn revise_failure(error: ReviseError, project: &project::Project) -> Failure {
    let error = match error {
        ReviseError::Edit(error) => return super::edit_failure(error),
        error => error,
    };
    let near = match &error {
        ReviseError::Unknown(id) => crate::base::nearest::nearest(id, project.built.site.link_resolver.ids())
            .map(|near| say!(en: "did you mean `{near}`?", fr: "vouliez-vous dire `{near}` ?")),
        _ => None,
    };
    Failure::new(Exit::Usage, error.message(), near.unwrap_or_else(super::nothing_changed))
}
