//! content/decisions.yaml on the disk: read, and changed as it stands there at that moment, whole or not at all.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::confined::ConfinedDir;
use crate::base::{Diagnostic, SourcePath};
use crate::edit::session::{EditAction, EditError, EditSession, FileChange};
use crate::parse::{DecisionFile, decisions};

/// A larger file of decisions is not read in a build either.
const MAX_LEN_BYTES: u64 = crate::source::limits::MAX_TEXT_LEN_BYTES;

/// Why decisions could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum DecisionStoreError {
    /// The file is wrong; writing over it would lose what it says.
    #[error("content/decisions.yaml has mistakes, and writing would lose what it says: {}", .0.message)]
    Broken(Box<Diagnostic>),
    /// The disk refused.
    #[error("cannot read `{}`: {source}", path.display())]
    Disk {
        /// What was read.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
    /// It could not be written.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// Reads the decisions of a project; none where there is no file.
///
/// # Errors
/// When the file has mistakes, or cannot be read.
pub fn load(root: &Path) -> Result<DecisionFile, DecisionStoreError> {
    parse_decisions(read(root)?.as_deref())
}

/// Changes the decisions of a project: those that stand in the file now, whoever wrote them meanwhile.
///
/// # Errors
/// When the file has mistakes, or cannot be read or written; it is then as it was.
pub fn update(
    session: &EditSession,
    change: impl FnOnce(&mut DecisionFile),
) -> Result<DecisionFile, DecisionStoreError> {
    let was = session.read(&SourcePath::new(decisions::FILE))?;
    let mut decided = parse_decisions(was.as_deref())?;
    change(&mut decided);
    let action = EditAction::Write(decisions::write(&decided).into_bytes());
    session.commit(&[FileChange { name: SourcePath::new(decisions::FILE), previous_bytes: was, action }])?;
    Ok(decided)
}

fn read(root: &Path) -> Result<Option<Vec<u8>>, DecisionStoreError> {
    let read = ConfinedDir::open(root).and_then(|root| root.read(&root.resolve(decisions::FILE)?, MAX_LEN_BYTES));
    read.map_err(|source| DecisionStoreError::Disk { path: root.join(decisions::FILE), source })
}

fn parse_decisions(bytes: Option<&[u8]>) -> Result<DecisionFile, DecisionStoreError> {
    let Some(bytes) = bytes else { return Ok(DecisionFile::default()) };
    let mut checked = decisions::parse(&SourcePath::new(decisions::FILE), bytes);
    // An empty file says nothing that could be lost.
    checked.diagnostics.retain(|diagnostic| diagnostic.code != crate::base::Code::EmptyFile);
    match checked.diagnostics.pop() {
        Some(diagnostic) => Err(DecisionStoreError::Broken(Box::new(diagnostic))),
        None => Ok(checked.value),
    }
}
