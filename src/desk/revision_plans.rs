//! The actions that change how others refer to a record: another id, another kind, merging, forgetting, deleting. A part of
//! `planner`.
//!
//! The same plans as those of the commands. They are made from the files of the build; where a file is another by now, nothing
//! is done.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::ActionError;
use super::planner::Planner;
use crate::base::Message;
use crate::base::SourcePath;
use crate::edit::{ForgetPlan, ReviseError, Revision, move_edited_record, plan_delete, plan_forget};
use crate::say;
use crate::source::Snapshot;

impl Planner<'_> {
    /// Gives an article or a record another id.
    pub(super) fn set_id(&mut self, id: &str, to: &str) -> Result<(), ActionError> {
        if id == to.trim() {
            return Ok(());
        }
        let revision = crate::edit::rename(&self.view.built.site, self.view.snapshot, id, to.trim());
        self.revise(revision.map_err(refusal)?)
    }

    /// Makes a record one of another kind, as `dossier move` does. What is planned so far for its file moves with it.
    pub(super) fn retype(&mut self, record: &str, kind: &str) -> Result<(), ActionError> {
        let (found, kind) = (self.record(record)?, self.kind(kind)?);
        if found.kind == kind.id {
            return Ok(());
        }
        let snapshot = self.planned_snapshot();
        let edited: BTreeSet<SourcePath> = self.edited_files().cloned().collect();
        let revision = move_edited_record(&self.view.built.site, (&snapshot, &edited), record, kind);
        let revision = revision.map_err(refusal)?;
        // A file that the preview does not see may be there.
        let new = revision.files.iter().filter(|(file, text)| text.is_some() && !snapshot.files.contains_key(*file));
        for file in new.map(|(file, _)| file.clone()).collect::<Vec<_>>() {
            if self.bytes(&file)?.is_some() {
                return Err(ActionError::Impossible(file_taken(&file)));
            }
        }
        self.remark_by_hand(&revision);
        self.set_planned_from(&snapshot, revision.files)
    }

    /// Makes one record of two.
    pub(super) fn merge(&mut self, record: &str, into: &str) -> Result<(), ActionError> {
        let revision = crate::edit::merge(&self.view.built.site, self.view.snapshot, record, into);
        let revision = revision.map_err(refusal)?;
        if !revision.not_taken.is_empty() {
            self.remarks.push(("remark-not-taken", revision.not_taken.join(", ")));
        }
        self.revise(revision)
    }

    fn revise(&mut self, revision: Revision) -> Result<(), ActionError> {
        self.remark_by_hand(&revision);
        self.set_planned_from(self.view.snapshot, revision.files)
    }

    fn remark_by_hand(&mut self, revision: &Revision) {
        let mut files: Vec<String> = revision.by_hand.iter().map(|span| span.file.to_string()).collect();
        files.dedup();
        if !files.is_empty() {
            self.remarks.push(("remark-by-hand", files.join(", ")));
        }
    }

    /// Deletes everything about a record.
    pub(super) fn forget(&mut self, record: &str) -> Result<(), ActionError> {
        let plan = plan_forget(&self.view.built.site, self.view.snapshot, record);
        let plan = plan.ok_or_else(|| ActionError::Unknown(record.to_owned()))?;
        for (span, n) in &plan.remaining {
            self.remarks.push(("remark-still-named", format!("{} ({n})", span.file)));
        }
        for picture in &plan.pictures {
            self.remarks.push(("remark-picture", picture.to_string()));
        }
        self.remove(plan, record)
    }

    /// Deletes a record, and the references to it.
    pub(super) fn delete(&mut self, record: &str) -> Result<(), ActionError> {
        let plan = plan_delete(&self.view.built.site, self.view.snapshot, record);
        let plan = plan.ok_or_else(|| ActionError::Unknown(record.to_owned()))?;
        self.remove(plan, record)?;
        self.decisions.gone.insert(record.to_owned());
        Ok(())
    }

    fn remove(&mut self, plan: ForgetPlan, record: &str) -> Result<(), ActionError> {
        if let Some(file) = plan.by_hand.first() {
            return Err(ActionError::Impossible(say!(
                en: "{file} cannot be read any more without `{record}`; change it there first",
                fr: "{file} ne pourrait plus être lu sans `{record}` ; modifiez d’abord ce fichier dans sa source",
            )));
        }
        self.set_planned_from(
            self.view.snapshot,
            plan.files.into_iter().map(|(file, (text, _))| (file, text)).collect(),
        )
    }

    /// Plans contents that were made from the files of a snapshot.
    fn set_planned_from(
        &mut self,
        snapshot: &Snapshot,
        files: BTreeMap<SourcePath, Option<String>>,
    ) -> Result<(), ActionError> {
        for (file, text) in files {
            let planned_from = snapshot.files.get(&file).map(|file| file.bytes.to_vec());
            let now = self.bytes(&file)?;
            if now != planned_from {
                return Err(ActionError::changed(&file, now.as_deref()));
            }
            self.set(&file, text.map(String::into_bytes))?;
        }
        Ok(())
    }
}

fn file_taken(file: &SourcePath) -> Message {
    say!(
        en: "{file} exists already; move or rename that file first",
        fr: "{file} existe déjà ; déplacez ou renommez d’abord ce fichier",
    )
}

/// Says why a record is not changed, where the desk has another way than the commands.
fn refusal(error: ReviseError) -> ActionError {
    ActionError::Impossible(match error {
        ReviseError::Unknown(id) => return ActionError::Unknown(id),
        ReviseError::Taken(id) => say!(
            en: "the id `{id}` is in use; choose another, or use Merge to make one record of two",
            fr: "l’identifiant `{id}` est déjà pris ; choisissez-en un autre, ou réunissez les deux fiches par « Fusionner »",
        ),
        ReviseError::Claimed(id, file) => say!(
            en: "the id `{id}` is in use in {file}, or may be: the file is hidden or has mistakes; choose another",
            fr: "l’identifiant `{id}` est pris dans {file}, ou pourrait l’être : ce fichier est caché ou contient des erreurs ; \
                 choisissez-en un autre",
        ),
        ReviseError::BadId(id, _) if id.is_empty() => say!(
            en: "an id cannot be empty; write letters, digits and hyphens",
            fr: "un identifiant ne peut pas être vide ; écrivez des lettres, des chiffres et des tirets",
        ),
        ReviseError::BadId(id, reason) => say!(
            en: "`{id}` cannot be an id: it {reason}; choose another",
            fr: "`{id}` ne peut pas être un identifiant : il {reason} ; choisissez-en un autre"; reason
        ),
        ReviseError::Same(_) => say!(
            en: "a record cannot be merged with itself; name another",
            fr: "une fiche ne peut pas être fusionnée avec elle-même ; indiquez-en une autre",
        ),
        ReviseError::FileTaken(file) => file_taken(&file),
        error => error.message(),
    })
}
