//! `dossier rename`, `dossier merge` and `dossier move`: `edit` plans the changes; this file applies them and prints what was done.

use super::args::GlobalOptions;
use super::record_args::{ChangeOptions, IdPairOptions, MoveOptions};
use super::{Exit, Failure, print, project, scaffold};
use crate::edit;
use crate::edit::{ReviseError, Revision};

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

fn now_called(ids: &IdPairOptions, revision: &Revision) -> String {
    format!("`{}` is now `{}`: {} references rewritten; the old id redirects", ids.from, ids.to, revision.n_references)
}

/// `dossier move`: a record becomes one of another kind.
pub(super) fn move_record(global: &GlobalOptions, options: &MoveOptions) -> Result<Exit, Failure> {
    let project = project::open_as_written(global)?;
    let kind = scaffold::find_kind(&project.built.site.content.config.kinds, &options.kind)?;
    let revision = edit::move_record(&project.built.site, &project.snapshot, &options.id, kind)
        .map_err(|error| revise_failure(error, &project))?;
    let done = format!(
        "`{}` is now of the kind `{}`: {} rewritten; the old address redirects",
        options.id,
        kind.id,
        print::count(revision.n_references, "link")
    );
    carry_out(global, &options.change, &revision, &project, &done)
}

/// Writes a revision and says what was done, or only says what would be done.
fn carry_out(
    global: &GlobalOptions,
    options: &ChangeOptions,
    revision: &Revision,
    project: &project::Project,
    done: &str,
) -> Result<Exit, Failure> {
    if !options.dry_run {
        let session = super::open_edit_session(global, options.backup)?;
        edit::apply(&session, revision, &project.snapshot).map_err(|error| revise_failure(error, project))?;
    }
    for (file, text) in &revision.files {
        let verb = match (text, options.dry_run) {
            (None, false) => "put aside",
            (None, true) => "to put aside",
            (Some(_), false) => "written",
            (Some(_), true) => "to write",
        };
        print::say(&format!("    {verb:<9}  {file}"));
    }
    print::say(done);
    if !revision.not_taken.is_empty() {
        print::say(&format!(
            "these keys of the merged record were left to you: {} (see the hidden `.before` file)",
            revision.not_taken.join(", ")
        ));
    }
    for span in &revision.by_hand {
        print::say(&format!("fix this reference by hand: {}", span.file));
    }
    if options.dry_run {
        print::say("nothing was changed: this is a dry run");
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
            .map(|near| format!("did you mean `{near}`?")),
        _ => None,
    };
    Failure::new(Exit::Usage, error, near.as_deref().unwrap_or("nothing was changed"))
}
