//! Files that are named on the command line, names of temporary files, and folder locks. Files below the project or the
//! output folder are reached through [`super::confined`] only; [`crate::edit`] changes several files together.

use std::fs::{File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::confined::ConfinedDir;

/// Prefix of temporary and other hidden files that dossier itself writes.
const OWN: &str = ".dossier-";

/// Returns the real path of a file or folder that need not exist yet: links in its existing part are followed. `None` if the
/// other part goes up, so that it cannot be known where it leads.
#[must_use]
pub(crate) fn real_path(path: &Path) -> Option<PathBuf> {
    let path = if path.is_absolute() { path.to_owned() } else { Path::new(".").join(path) };
    let existing = path.ancestors().find(|above| above.exists())?;
    let rest = path.strip_prefix(existing).ok()?;
    let goes_up = rest.components().any(|part| part == std::path::Component::ParentDir);
    (!goes_up).then(|| existing.canonicalize().ok().map(|real| real.join(rest)))?
}

/// Writes a file named on the command line, replacing an older one and keeping its permissions.
///
/// # Errors
/// The error of the system; the file is then unchanged.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (folder, name) = folder_of(path)?;
    folder.replace_durable(&name, bytes)
}

/// As [`write_whole`], with what is written piece by piece, so that a large file is never in memory as a whole.
///
/// # Errors
/// The error of the system, or that of `write`; the file is then unchanged.
pub(crate) fn write_pieces(path: &Path, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let (folder, name) = folder_of(path)?;
    folder.replace_by(&name, |waiting| create_durable_pieces(&folder, waiting, &name, write))
}

/// Writes a new file of an open folder piece by piece, with the permissions of `like`, and syncs it to disk.
pub(crate) fn create_durable_pieces(
    folder: &ConfinedDir,
    name: &str,
    like: &str,
    write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, folder.create_durable(name, b"", like)?);
    write(&mut out)?;
    out.into_inner()?.sync_all()
}

/// Writes a new file of an open folder piece by piece, without a temporary name.
pub(crate) fn create_pieces(
    folder: &ConfinedDir,
    name: &str,
    write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, folder.create_file(name)?);
    write(&mut out)?;
    out.flush()
}

/// Reads a file named on the command line, also through a link; `None` if it does not exist. Refuses pipes and devices,
/// which could be read without end, and files larger than `max_len_bytes`.
///
/// # Errors
/// The error of the system.
pub(crate) fn read_regular_file(path: &Path, max_len_bytes: u64) -> io::Result<Option<Vec<u8>>> {
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
    let name = name.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "it is not a file name"))?;
    Ok((ConfinedDir::open(path.parent().unwrap_or(Path::new("")))?, name.to_owned()))
}

/// Returns a unique name for a file that will be renamed. It is hidden, so that no build reads it, and short, because
/// the final name may be as long as the file system allows.
#[must_use]
pub(crate) fn temporary_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("{OWN}{}-{}.tmp", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Returns whether a file name was made by [`temporary_name`], in any process.
#[must_use]
pub(crate) fn is_temporary_name(name: &str) -> bool {
    name.starts_with(OWN) && name.ends_with(".tmp")
}

/// Locks a folder against other processes of this program while it lives. It locks nothing on systems that cannot lock
/// a folder. The system releases the lock of a killed process, so no lock is ever stale.
#[derive(Debug)]
pub struct FolderLock {
    _folder: Option<File>,
}

/// Locks an open folder; `None` if another process holds the lock. Without a handle nothing is locked.
#[must_use]
pub(crate) fn lock_open(folder: Option<File>) -> Option<FolderLock> {
    match folder.as_ref().map(File::try_lock) {
        Some(Err(TryLockError::WouldBlock)) => None,
        None | Some(Ok(()) | Err(TryLockError::Error(_))) => Some(FolderLock { _folder: folder }),
    }
}
