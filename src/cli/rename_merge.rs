//! `dossier rename` and `dossier merge`: `edit` plans the changes; this file applies them and prints what was done.

use super::args::{GlobalOptions, IdPairOptions};
use super::{Exit, Failure, print, project};
use crate::edit;
use crate::edit::{ReviseError, Revision};

pub(super) fn rename(global: &GlobalOptions, ids: &IdPairOptions) -> Result<Exit, Failure> {
    let project = project::open_as_written(global)?;
    let revision = edit::rename(&project.built.site, &project.snapshot, &ids.from, &ids.to)
        .map_err(|error| revise_failure(error, &project))?;
    carry_out(global, ids, &revision, &project)
}

pub(super) fn merge(global: &GlobalOptions, ids: &IdPairOptions) -> Result<Exit, Failure> {
    let project = project::open_as_written(global)?;
    let revision = edit::merge(&project.built.site, &project.snapshot, &ids.from, &ids.to)
        .map_err(|error| revise_failure(error, &project))?;
    carry_out(global, ids, &revision, &project)
}

fn carry_out(
    global: &GlobalOptions,
    ids: &IdPairOptions,
    revision: &Revision,
    project: &project::Project,
) -> Result<Exit, Failure> {
    let session = super::open_edit_session(global, ids.backup)?;
    edit::apply(&session, revision, &project.snapshot).map_err(|error| revise_failure(error, project))?;
    for (file, text) in &revision.files {
        let verb = if text.is_none() { "put aside" } else { "written" };
        print::say(&format!("    {verb:<9}  {file}"));
    }
    print::say(&format!(
        "`{}` is now `{}`: {} references rewritten; the old id redirects",
        ids.from, ids.to, revision.n_references
    ));
    if !revision.not_taken.is_empty() {
        print::say(&format!(
            "these keys of the merged record were left to you: {} (see the hidden `.before` file)",
            revision.not_taken.join(", ")
        ));
    }
    for span in &revision.by_hand {
        print::say(&format!("fix this reference by hand: {}", span.file));
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
