//! What an action would write, and why it is not done. Data; `planner` makes it.

use std::collections::BTreeMap;

use crate::base::Message;
use crate::base::SourcePath;
use crate::base::message::error_in_english;
use crate::edit::{DecisionStoreError, EditAction, EditError, FieldRefusal, FileChange};
use crate::say;
use crate::source::Snapshot;

/// The content of a file before and after an action; `None` where there is no file.
pub type FileStates = (Option<Vec<u8>>, Option<Vec<u8>>);

/// The contents of files before and after an action.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The files that differ, by name.
    pub files: BTreeMap<SourcePath, FileStates>,
    /// What a person should know before: the key of a text of the desk, and what it speaks of.
    pub remarks: Vec<(&'static str, String)>,
    /// Whether it is done although no file may differ: the sitting keeps it.
    pub is_kept: bool,
}

impl Plan {
    /// Returns the changes that carry it out.
    #[must_use]
    pub(crate) fn changes(&self) -> Vec<FileChange> {
        let changes = self.files.iter().map(|(name, (before, after))| FileChange {
            name: name.clone(),
            previous_bytes: before.clone(),
            action: after.clone().map_or(EditAction::Delete, EditAction::Write),
        });
        changes.collect()
    }

    /// Returns the project with the new contents.
    #[must_use]
    pub fn snapshot_after(&self, snapshot: &Snapshot) -> Snapshot {
        let written = self.files.iter().filter_map(|(name, (_, after))| Some((name.clone(), after.clone()?.into())));
        let mut new = snapshot.with(written);
        new.files.retain(|name, _| self.files.get(name).is_none_or(|(_, after)| after.is_some()));
        new
    }
}

/// Why an action is not done. No file has changed then.
#[derive(Debug)]
pub enum ActionError {
    /// A file is no longer what the page was made from.
    Changed {
        /// The file.
        file: SourcePath,
        /// Its text now; empty if it was deleted.
        now: String,
    },
    /// There is nothing with this id.
    Unknown(String),
    /// A cell of the table of an import is wrong.
    WrongCell {
        /// The number of the row, from 0.
        row: usize,
        /// The column.
        column: &'static str,
        /// What is wrong.
        reason: Message,
    },
    /// The action cannot be done, for this reason.
    Impossible(Message),
    /// A field or a row cannot be changed.
    Field(FieldRefusal),
    /// Nothing was done that could be taken back.
    NothingToUndo,
    /// The decisions cannot be read or changed.
    Decisions(DecisionStoreError),
    /// Reading or writing failed.
    Edit(EditError),
}

error_in_english!(ActionError);

impl From<DecisionStoreError> for ActionError {
    fn from(error: DecisionStoreError) -> Self {
        Self::Decisions(error)
    }
}

impl From<EditError> for ActionError {
    fn from(error: EditError) -> Self {
        Self::Edit(error)
    }
}

impl From<FieldRefusal> for ActionError {
    fn from(refusal: FieldRefusal) -> Self {
        Self::Field(refusal)
    }
}

impl ActionError {
    /// Says why.
    #[must_use]
    pub(crate) fn message(&self) -> Message {
        match self {
            Self::Changed { file, .. } => {
                say!(en: "`{file}` was changed in the meantime", fr: "`{file}` a été modifié entre-temps")
            }
            Self::Unknown(id) => say!(en: "there is no `{id}` any more", fr: "`{id}` n’existe plus"),
            Self::WrongCell { reason, .. } | Self::Impossible(reason) => reason.clone(),
            Self::Field(refusal) => refusal.message(),
            Self::NothingToUndo => say!(en: "there is nothing to undo", fr: "il n’y a rien à annuler"),
            Self::Decisions(error) => error.message(),
            Self::Edit(error) => error.message(),
        }
    }

    /// Says that a file was changed.
    #[must_use]
    pub(super) fn changed(file: &SourcePath, now: Option<&[u8]>) -> Self {
        let now = String::from_utf8_lossy(now.unwrap_or_default()).into_owned();
        Self::Changed { file: file.clone(), now }
    }
}
