//! Why an edit failed, and what to do; every command shows these messages.

use std::io;
use std::path::PathBuf;

use crate::base::path::SourcePath;
use crate::edit::journal::FILE as JOURNAL;

/// Why an edit failed. Unless a variant says otherwise, nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// Another process is editing the project.
    #[error("another dossier command is changing `{}`", .0.display())]
    Busy(PathBuf),
    /// The file is not the one that the change was planned for.
    #[error("`{0}` was changed in the meantime")]
    Changed(SourcePath),
    /// There is already a file where a new one was to be written.
    #[error("`{0}` already exists")]
    Taken(SourcePath),
    /// A link points outside.
    #[error("`{}` is a link, and files are never written through one that leads out of the project", .0.display())]
    Outside(PathBuf),
    /// The file is read-only.
    #[error("`{}` is read-only", .0.display())]
    ReadOnly(PathBuf),
    /// The journal of an interrupted command is not valid.
    #[error("`{JOURNAL}` is damaged, or did not come from a command of this dossier")]
    Journal,
    /// Renaming failed after it had begun.
    #[error("cannot write `{}`: {source}; the next dossier command finishes the change", path.display())]
    Halfway {
        /// The file being written.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// Reading or writing failed.
    #[error("cannot write `{}`: {source}", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
}

impl EditError {
    /// Returns whether the cause is the disk or another program, rather than the command's arguments.
    #[must_use]
    pub fn is_environment_error(&self) -> bool {
        !matches!(self, Self::Outside(_) | Self::Taken(_))
    }

    /// Returns what to do, starting with a verb.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Busy(_) => "wait for it to finish, and try again; nothing was written",
            Self::Changed(_) => "try again with the file as it is now; nothing was written",
            Self::Taken(_) => "choose another name, or move that file away; nothing was written",
            Self::Outside(_) => "put a real folder or file in its place; nothing was written",
            Self::ReadOnly(_) => "make it writable if you want it changed; nothing was written",
            Self::Journal => "look at it and remove it: it lists what an interrupted command was renaming",
            Self::Halfway { .. } => "free some space or fix the permissions, then run any dossier command",
            Self::Disk { .. } => "check the folder, its permissions and the free space; nothing was changed",
        }
    }
}
