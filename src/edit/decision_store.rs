//! Reads content/decisions.yaml from the disk. `decision_lines` changes its text.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::Message;
use crate::base::confined::ConfinedDir;
use crate::base::message::{cannot_read, error_in_english};
use crate::base::{Diagnostic, SourcePath};
use crate::edit::session::EditError;
use crate::parse::{DecisionFile, decisions};
use crate::say;

/// The limit for text files in a build.
const MAX_LEN_BYTES: u64 = crate::source::limits::MAX_TEXT_LEN_BYTES;

/// Why decisions could not be read or written.
#[derive(Debug)]
pub enum DecisionStoreError {
    /// The file has mistakes; rewriting it would lose the parts that cannot be read.
    Broken(Box<Diagnostic>),
    /// The file is laid out in a way that cannot be changed without touching the rest.
    Layout,
    /// Reading failed.
    Disk {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// Writing failed.
    Edit(EditError),
}

impl DecisionStoreError {
    /// Says what went wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Broken(mistake) => {
                let mistake = &mistake.message;
                say!(
                    en: "content/decisions.yaml has mistakes, and rewriting it would lose data: {mistake}",
                    fr: "content/decisions.yaml contient des erreurs, et le récrire ferait perdre des données : {mistake}";
                    mistake,
                )
            }
            Self::Layout => say!(
                en: "content/decisions.yaml cannot be changed without touching the rest of it: its list is written on one line",
                fr: "content/decisions.yaml ne peut pas être modifié sans toucher au reste : sa liste est écrite sur une seule ligne",
            ),
            Self::Disk { path, source } => cannot_read(path, source),
            Self::Edit(error) => error.message(),
        }
    }

    /// Returns what to do, starting with a verb.
    #[must_use]
    pub fn cure(&self) -> Message {
        match self {
            Self::Broken(_) | Self::Layout => say!(
                en: "fix content/decisions.yaml first: `dossier check` shows where",
                fr: "corrigez d’abord content/decisions.yaml : `dossier check` montre où",
            ),
            Self::Disk { .. } => say!(
                en: "check the file and its permissions; it was not changed",
                fr: "vérifiez le fichier et ses droits d’accès ; il n’a pas été modifié",
            ),
            Self::Edit(error) => error.cure(),
        }
    }
}

error_in_english!(DecisionStoreError);

impl From<EditError> for DecisionStoreError {
    fn from(error: EditError) -> Self {
        Self::Edit(error)
    }
}

/// Reads the decisions of a project; empty if there is no file.
///
/// # Errors
/// When the file has mistakes, or cannot be read.
pub fn load_decisions(root: &Path) -> Result<DecisionFile, DecisionStoreError> {
    parse_decisions(read(root)?.as_deref())
}

fn read(root: &Path) -> Result<Option<Vec<u8>>, DecisionStoreError> {
    let read = ConfinedDir::open(root).and_then(|root| root.read(&root.resolve(decisions::FILE)?, MAX_LEN_BYTES));
    read.map_err(|source| DecisionStoreError::Disk { path: root.join(decisions::FILE), source })
}

pub(super) fn parse_decisions(bytes: Option<&[u8]>) -> Result<DecisionFile, DecisionStoreError> {
    let Some(bytes) = bytes else { return Ok(DecisionFile::default()) };
    let mut checked = decisions::parse(&SourcePath::new(decisions::FILE), bytes);
    // An empty file contains nothing that could be lost.
    checked.diagnostics.retain(|diagnostic| diagnostic.code != crate::base::Code::EmptyFile);
    match checked.diagnostics.pop() {
        Some(diagnostic) => Err(DecisionStoreError::Broken(Box::new(diagnostic))),
        None => Ok(checked.value),
    }
}
