//! The error for a name that leaves its folder. `confined` gives it; its callers ask for it by downcast.

use std::fmt;
use std::path::PathBuf;

/// A name was rejected because it leaves its folder.
#[derive(Debug)]
pub(crate) struct PathEscapeError {
    /// The part that leads outside.
    pub path: PathBuf,
}

impl fmt::Display for PathEscapeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "`{}` is a link, or leads out of the folder, and files are never written through it",
            self.path.display()
        )
    }
}

impl std::error::Error for PathEscapeError {}
