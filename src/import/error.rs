//! Why a document was not imported, whichever stage failed.

use std::io;
use std::path::{Path, PathBuf};

use super::compose::ComposeError;
use super::extracted_document::ExtractionError;
use crate::base::confined::is_path_escape;
use crate::base::message::{Message, error_in_english, io_reason};
use crate::edit::EditError;
use crate::say;

/// Why a document was not imported.
#[derive(Debug)]
pub enum ImportError {
    /// The document cannot be imported.
    Content(ComposeError),
    /// The project cannot be edited.
    Edit(EditError),
    /// A disk operation failed.
    Disk {
        /// The operation.
        doing: DiskOperation,
        /// The path.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
}

/// What was done when the disk failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskOperation {
    /// Reading a file or a folder.
    Read,
    /// Opening a folder.
    Open,
    /// Writing a file.
    Write,
    /// Making a folder.
    Create,
}

impl ImportError {
    /// Returns it as a sentence fragment that continues "not imported:".
    #[must_use]
    pub fn message(&self) -> Message {
        let (doing, path, source) = match self {
            Self::Content(reason) => return reason.message(),
            Self::Edit(reason) => return reason.message(),
            Self::Disk { doing, path, source } => (doing, path.display(), io_reason(source)),
        };
        let doing = match doing {
            DiskOperation::Read => say!(en: "read", fr: "lire"),
            DiskOperation::Open => say!(en: "open", fr: "ouvrir"),
            DiskOperation::Write => say!(en: "write", fr: "écrire"),
            DiskOperation::Create => say!(en: "create", fr: "créer"),
        };
        say!(en: "cannot {doing} `{path}`: {source}", fr: "impossible : {doing} `{path}` : {source}"; doing, source)
    }
}

error_in_english!(ImportError);

impl From<ComposeError> for ImportError {
    fn from(reason: ComposeError) -> Self {
        Self::Content(reason)
    }
}

impl From<EditError> for ImportError {
    fn from(reason: EditError) -> Self {
        Self::Edit(reason)
    }
}

impl From<ExtractionError> for ImportError {
    fn from(reason: ExtractionError) -> Self {
        Self::Content(reason.into())
    }
}

/// Returns the error for a disk operation that failed.
pub(super) fn disk(doing: DiskOperation, path: &Path, source: io::Error) -> ImportError {
    if is_path_escape(&source) {
        return EditError::Outside(path.to_owned()).into();
    }
    ImportError::Disk { doing, path: path.to_owned(), source }
}
