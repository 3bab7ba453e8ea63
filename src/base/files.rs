//! Files that a person names on the command line, the names of files that wait, and locks. What lies below the project or
//! the output is reached through [`super::confined`] alone; several files together are [`crate::edit::session`]'s concern.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use super::confined::ConfinedDir;

/// How the hidden name of a file begins that waits to be renamed; also of everything else that is dossier's own.
const OWN: &str = ".dossier-";

/// Writes a file that a person named, in place of an older one if there is one, with its permissions.
///
/// # Errors
/// What the disk said; the file is then as it was.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (folder, name) = folder_of(path)?;
    folder.replace_durable(&name, bytes)
}

/// Reads a file that a person named, also through a link; `None` where there is none. A pipe or a device, from which one
/// could read without end, is refused, and so is what is larger than `max_len_bytes`.
///
/// # Errors
/// What the disk said.
pub fn read_regular_file(path: &Path, max_len_bytes: u64) -> io::Result<Option<Vec<u8>>> {
    let real = match path.canonicalize() {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let (folder, name) = folder_of(&real)?;
    folder.read(&name, max_len_bytes)
}

fn folder_of(path: &Path) -> io::Result<(ConfinedDir, String)> {
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "it is not the name of a file"))?;
    Ok((ConfinedDir::open(path.parent().unwrap_or(Path::new("")))?, name.to_owned()))
}

/// Returns a name that no other file has, for one that waits to be renamed. It is hidden, so that no build reads it, and
/// short: the name that it is to get may be as long as the file system takes.
#[must_use]
pub fn temporary_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("{OWN}{}-{}.tmp", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Tells whether a file name is one of [`waiting_name`], of whatever process.
#[must_use]
pub fn is_temporary_name(name: &str) -> bool {
    name.starts_with(OWN) && name.ends_with(".tmp")
}

/// Keeps others of this program out of a folder for as long as it lives; nothing is kept out where the system cannot lock a
/// folder. A process that was killed holds nothing, so that no lock is ever stale.
#[derive(Debug)]
pub struct FolderLock {
    _folder: Option<File>,
}

/// Locks a folder that is open, if it could be opened; `None` where another holds it.
#[must_use]
pub fn lock_open(folder: Option<File>) -> Option<FolderLock> {
    match folder.as_ref().map(File::try_lock) {
        Some(Err(TryLockError::WouldBlock)) => None,
        None | Some(Ok(()) | Err(TryLockError::Error(_))) => Some(FolderLock { _folder: folder }),
    }
}
