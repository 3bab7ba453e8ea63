//! content/decisions.yaml on the disk: read, and written whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::{Diagnostic, SourcePath, files};
use crate::parse::{Decided, decisions};

/// Why decisions could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is wrong; writing over it would lose what it says.
    #[error("content/decisions.yaml has mistakes, and writing would lose what it says: {}", .0.message)]
    Broken(Box<Diagnostic>),
    /// The disk refused.
    #[error("cannot write `{}`: {source}", path.display())]
    Disk {
        /// What was written.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
}

/// Reads the decisions of a project; none where there is no file.
///
/// # Errors
/// When the file has mistakes.
pub fn load(root: &Path) -> Result<Decided, StoreError> {
    let Ok(bytes) = fs::read(root.join(decisions::FILE)) else { return Ok(Decided::default()) };
    let mut checked = decisions::parse(&SourcePath::new(decisions::FILE), &bytes);
    // An empty file says nothing that could be lost.
    checked.diagnostics.retain(|diagnostic| diagnostic.code != crate::base::Code::EmptyFile);
    match checked.diagnostics.pop() {
        Some(diagnostic) => Err(StoreError::Broken(Box::new(diagnostic))),
        None => Ok(checked.value),
    }
}

/// Writes the decisions of a project.
///
/// # Errors
/// What the disk said; the file is then as it was.
pub fn save(root: &Path, decided: &Decided) -> Result<(), StoreError> {
    let path = root.join(decisions::FILE);
    files::write_whole(&path, decisions::write(decided).as_bytes()).map_err(|source| StoreError::Disk { path, source })
}
