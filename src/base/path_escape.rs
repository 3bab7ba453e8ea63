//! The error for a name that leaves its folder. `confined` gives it; its callers ask for it by downcast.

use std::path::PathBuf;

use super::message::{Message, error_in_english};
use crate::say;

/// A name was rejected because it leaves its folder.
#[derive(Debug)]
pub(crate) struct PathEscapeError {
    /// The part that leads outside.
    pub path: PathBuf,
}

impl PathEscapeError {
    /// Says which part leads outside.
    pub(crate) fn message(&self) -> Message {
        say!(
            en: "`{path}` is a link, or leads out of the folder, and files are never written through it",
            fr: "`{path}` est un lien, ou mène hors du répertoire, et rien n’est jamais écrit à travers lui",
            path = self.path.display(),
        )
    }
}

error_in_english!(PathEscapeError);
