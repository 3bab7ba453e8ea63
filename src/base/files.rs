//! Writes single files whole or not at all: whoever looks sees the old content or the new. Several files together are
//! [`super::edit`]'s concern.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::path::{SourcePath, composed};

/// How the hidden name of a file begins that waits to be renamed; also of everything else that is dossier's own.
const OWN: &str = ".dossier-";
/// The deepest folder that is swept, as deep as one is read.
const MAX_DEPTH: usize = 32;

/// Writes a file, in place of an older one if there is one, with its permissions.
///
/// # Errors
/// What the disk said; the file is then as it was.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    staged(path, |temporary| write_through(temporary, bytes, path), |temporary| fs::rename(temporary, path))
}

/// Writes a file, in place of an older one if there is one, without waiting for the disk: for what can be made again.
///
/// # Errors
/// What the disk said; the file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    staged(path, |temporary| fs::write(temporary, bytes), |temporary| fs::rename(temporary, path))
}

/// Writes a file that does not exist yet. Returns `false`, and does nothing, where it exists. It does not wait for the disk:
/// nothing older is lost if the power fails, and a thousand imported documents would wait for ten seconds.
///
/// # Errors
/// What the disk said; nothing is left behind then.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    // A link fails where the name is taken meanwhile, which a renaming would not; some file systems have no links.
    let place = |temporary: &Path| match fs::hard_link(temporary, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => fs::rename(temporary, path).map(|()| true),
        Err(_) => Ok(false),
        Ok(()) => Ok(true),
    };
    staged(path, |temporary| fs::write(temporary, bytes), place)
}

/// Returns where a file of the project stands on the disk, whatever Unicode form its name and those of its folders have
/// there; where there is none, where it would stand.
#[must_use]
pub fn on_disk(root: &Path, name: &SourcePath) -> PathBuf {
    let spelled = |at: PathBuf, part: &str| {
        let known = if part.is_ascii() { None } else { spelled(&at, part).into_iter().next() };
        known.unwrap_or_else(|| at.join(part))
    };
    name.as_str().split('/').fold(root.to_owned(), spelled)
}

/// Returns everything on the disk that bears a name, in whatever Unicode form: the one that is written alike first, then in
/// order.
#[must_use]
pub fn spellings(root: &Path, name: &SourcePath) -> Vec<PathBuf> {
    let exact = root.join(name.as_str());
    if name.as_str().is_ascii() {
        return if exact.symlink_metadata().is_ok() { vec![exact] } else { Vec::new() };
    }
    let mut found = vec![root.to_owned()];
    for part in name.as_str().split('/') {
        found = found.iter().flat_map(|folder| spelled(folder, part)).collect();
    }
    found
}

fn spelled(folder: &Path, part: &str) -> Vec<PathBuf> {
    let exact = folder.join(part);
    if part.is_ascii() {
        return if exact.symlink_metadata().is_ok() { vec![exact] } else { Vec::new() };
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let bears = |name: &OsString| name.to_str().is_some_and(|name| composed(name) == part);
    let mut names: Vec<OsString> = entries.map(|entry| entry.file_name()).filter(bears).collect();
    names.sort_by_key(|name| (name != part, name.clone()));
    names.into_iter().map(|name| folder.join(name)).collect()
}

/// Reads an ordinary file; `None` where there is none. A pipe or a device, from which one could read without end, is
/// refused.
///
/// # Errors
/// What the disk said.
pub fn read_ordinary(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match path.metadata() {
        Ok(metadata) if metadata.is_file() => fs::read(path).map(Some),
        Ok(_) => Err(io::Error::other("it is no ordinary file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads a file that dossier itself wrote; `None` where there is none that it can have written: a link, a pipe, a larger one.
#[must_use]
pub fn read_own(path: &Path, max_len_bytes: u64) -> Option<Vec<u8>> {
    let metadata = path.symlink_metadata().ok().filter(|found| found.is_file() && found.len() <= max_len_bytes)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    File::open(path).ok()?.take(max_len_bytes).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Makes the folder that a file is to stand in.
///
/// # Errors
/// What the disk said.
pub fn make_folder(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Returns a name that no other file has, for one that waits to be renamed. It is hidden, so that no build reads it, and
/// short: the name that it is to get may be as long as the file system takes.
#[must_use]
pub fn waiting_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("{OWN}{}-{}.tmp", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Tells whether a file name is one of [`waiting_name`], of whatever process.
#[must_use]
pub fn is_waiting(name: &str) -> bool {
    name.starts_with(OWN) && name.ends_with(".tmp")
}

/// Deletes the waiting files of a folder and of those below it: what killed processes left.
pub fn sweep(folder: &Path) {
    sweep_below(folder, 0);
}

fn sweep_below(folder: &Path, depth: usize) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() && depth < MAX_DEPTH {
            sweep_below(&entry.path(), depth + 1);
        } else if kind.is_file() && entry.file_name().to_str().is_some_and(is_waiting) {
            // It is in nobody's way: what cannot be deleted waits for the next.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Writes a file and waits until the disk has it; with the permissions of `like`, where that exists.
///
/// # Errors
/// What the disk said.
pub fn write_through(path: &Path, bytes: &[u8], like: &Path) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    if let Ok(metadata) = like.metadata() {
        // Some file systems have none.
        let _ = file.set_permissions(metadata.permissions());
    }
    file.sync_all()
}

/// Keeps others of this program out of a folder for as long as it lives; nothing is kept out where the system cannot lock a
/// folder. A process that was killed holds nothing, so that no lock is ever stale.
#[derive(Debug)]
pub struct Lock {
    _folder: Option<File>,
}

/// Locks a folder; `None` where another holds it.
#[must_use]
pub fn lock(folder: &Path) -> Option<Lock> {
    let Ok(folder) = File::open(folder) else { return Some(Lock { _folder: None }) };
    match folder.try_lock() {
        Err(fs::TryLockError::WouldBlock) => None,
        Ok(()) | Err(fs::TryLockError::Error(_)) => Some(Lock { _folder: Some(folder) }),
    }
}

fn staged<T>(
    path: &Path,
    write: impl FnOnce(&Path) -> io::Result<()>,
    place: impl FnOnce(&Path) -> io::Result<T>,
) -> io::Result<T> {
    let temporary = path.with_file_name(waiting_name());
    let placed = write(&temporary).and_then(|()| place(&temporary));
    // Gone already where it was renamed.
    let _ = fs::remove_file(&temporary);
    placed
}

/// Deletes a file; one that is gone already is no mistake.
///
/// # Errors
/// What the disk said.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Gives a file another name, in place of an older one of that name.
///
/// # Errors
/// What the disk said.
pub fn put_aside(path: &Path, kept: &Path) -> io::Result<()> {
    fs::rename(path, kept)
}
