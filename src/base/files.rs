//! Writes single files whole or not at all: whoever looks sees the old content or the new.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Writes a file, in place of an older one if there is one.
///
/// # Errors
/// What the disk said; the file is then as it was.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    staged(path, bytes, |temporary| fs::rename(temporary, path))
}

/// Writes a file that does not exist yet. Returns `false`, and does nothing, where it exists.
///
/// # Errors
/// What the disk said; nothing is left behind then.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    // A link fails where the name is taken meanwhile, which a renaming would not; some file systems have no links.
    staged(path, bytes, |temporary| match fs::hard_link(temporary, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => fs::rename(temporary, path).map(|()| true),
        Err(_) => Ok(false),
        Ok(()) => Ok(true),
    })
}

/// Makes the folder that a file is to stand in.
///
/// # Errors
/// What the disk said.
pub fn make_folder(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

fn staged<T>(path: &Path, bytes: &[u8], place: impl FnOnce(&Path) -> io::Result<T>) -> io::Result<T> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written =
        fs::File::create(&temporary).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    let placed = written.and_then(|()| place(&temporary));
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
