//! Why a document was not imported, whichever stage failed.

use std::io;
use std::path::{Path, PathBuf};

use super::compose::ComposeError;
use super::extracted_document::ExtractionError;
use crate::base::confined::is_path_escape;
use crate::edit::EditError;

/// Why a document was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The document cannot be imported.
    #[error("{0}")]
    Content(#[from] ComposeError),
    /// The project cannot be edited.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// A disk operation failed.
    #[error("cannot {doing} `{}`: {source}", path.display())]
    Disk {
        /// The operation.
        doing: &'static str,
        /// The path.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
}

impl From<ExtractionError> for ImportError {
    fn from(reason: ExtractionError) -> Self {
        Self::Content(reason.into())
    }
}

/// Returns the error for a disk operation that failed.
pub(super) fn disk(doing: &'static str, path: &Path, source: io::Error) -> ImportError {
    if is_path_escape(&source) {
        return EditError::Outside(path.to_owned()).into();
    }
    ImportError::Disk { doing, path: path.to_owned(), source }
}
