//! Reads content/decisions.yaml from the disk. `decision_lines` changes its text.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::confined::ConfinedDir;
use crate::base::{Diagnostic, SourcePath};
use crate::edit::session::EditError;
use crate::parse::{DecisionFile, decisions};

/// The limit for text files in a build.
const MAX_LEN_BYTES: u64 = crate::source::limits::MAX_TEXT_LEN_BYTES;

/// Why decisions could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum DecisionStoreError {
    /// The file has mistakes; rewriting it would lose the parts that cannot be read.
    #[error("content/decisions.yaml has mistakes, and rewriting it would lose data: {}", .0.message.en)]
    Broken(Box<Diagnostic>),
    /// The file is laid out in a way that cannot be changed without touching the rest.
    #[error(
        "content/decisions.yaml cannot be changed without touching the rest of it: its list is written on one line"
    )]
    Layout,
    /// Reading failed.
    #[error("cannot read `{}`: {source}", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// Writing failed.
    #[error(transparent)]
    Edit(#[from] EditError),
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
