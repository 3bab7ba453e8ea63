//! Why files were not edited, and what to do: the words that every command shows.

use std::io;
use std::path::PathBuf;

use crate::base::path::SourcePath;
use crate::edit::journal::FILE as JOURNAL;

/// Why files were not edited. Unless it says otherwise, nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// Another process edits.
    #[error("another dossier command is changing `{}`", .0.display())]
    Busy(PathBuf),
    /// The file is no longer what the new content was made from.
    #[error("`{0}` was changed meanwhile")]
    Changed(SourcePath),
    /// Something stands where a new file was to be.
    #[error("`{0}` is there already")]
    Taken(SourcePath),
    /// A link leads somewhere else.
    #[error("`{}` is a link, and files are never written through one that leads out of the project", .0.display())]
    Outside(PathBuf),
    /// Somebody wants the file to stay.
    #[error("`{}` is read-only", .0.display())]
    ReadOnly(PathBuf),
    /// The journal of an interrupted command makes no sense.
    #[error("`{JOURNAL}` is damaged, or did not come from a command of this dossier")]
    Journal,
    /// The disk refused after renaming had begun.
    #[error("cannot write `{}`: {source}; the next dossier command does the rest", path.display())]
    Halfway {
        /// What was written.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
    /// The disk refused.
    #[error("cannot write `{}`: {source}", path.display())]
    Disk {
        /// What was written.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
}

impl EditError {
    /// Tells whether the disk or another program stood in the way, rather than what the command was told to do.
    #[must_use]
    pub fn is_environment_error(&self) -> bool {
        !matches!(self, Self::Outside(_) | Self::Taken(_))
    }

    /// What to do, starting with a verb.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Busy(_) => "wait for it to finish, and try again; nothing was written",
            Self::Changed(_) => "do it again, with the file as it is now; nothing was written",
            Self::Taken(_) => "choose another name, or move that file away; nothing was written",
            Self::Outside(_) => "put a real folder or file in its place; nothing was written",
            Self::ReadOnly(_) => "make it writable if you want it changed; nothing was written",
            Self::Journal => "look at it, and remove it: it names what an interrupted command was renaming",
            Self::Halfway { .. } => "make room or mend the permissions, then run any dossier command",
            Self::Disk { .. } => "check the folder, its permissions and the free space; nothing was changed",
        }
    }
}
