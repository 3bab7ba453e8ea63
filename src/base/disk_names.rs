//! Names in the project -> names on disk. A [`SourcePath`] is composed (NFC), but a disk may spell the same name in
//! another Unicode form, as macOS does. Lists folders; reads no file.

use std::io;

use super::confined::ConfinedDir;
use super::path::{SourcePath, composed};

/// Returns the name of a project file on disk, whatever Unicode form its parts have there. Parts that do not exist are
/// returned unchanged.
#[must_use]
pub(crate) fn on_disk(root: &ConfinedDir, name: &SourcePath) -> String {
    let join = |at: &str, part: &str| if at.is_empty() { part.to_owned() } else { format!("{at}/{part}") };
    name.as_str().split('/').fold(String::new(), |at, part| {
        let known = if part.is_ascii() {
            None
        } else {
            spellings_in_folder(root, &at, part).ok().and_then(|all| all.into_iter().next())
        };
        join(&at, &known.unwrap_or_else(|| part.to_owned()))
    })
}

/// Returns every spelling of a name that exists on disk: the identical one first, then in sorted order. An ASCII name
/// has one spelling and is returned whether or not it exists.
///
/// # Errors
/// When a folder cannot be listed.
pub(crate) fn spellings(root: &ConfinedDir, name: &SourcePath) -> io::Result<Vec<String>> {
    if name.as_str().is_ascii() {
        return Ok(vec![name.to_string()]);
    }
    let mut found = vec![String::new()];
    for part in name.as_str().split('/') {
        let mut next = Vec::new();
        for folder in &found {
            let join = |leaf: String| if folder.is_empty() { leaf } else { format!("{folder}/{leaf}") };
            next.extend(spellings_in_folder(root, folder, part)?.into_iter().map(join));
        }
        found = next;
    }
    Ok(found)
}

fn spellings_in_folder(root: &ConfinedDir, folder: &str, part: &str) -> io::Result<Vec<String>> {
    if part.is_ascii() {
        return Ok(vec![part.to_owned()]);
    }
    let entries = match root.folder(folder).and_then(|folder| folder.entries()) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Vec::new(),
        Err(error) => return Err(error),
    };
    let names = entries.into_iter().filter_map(|(name, _)| name.into_string().ok());
    let mut names: Vec<String> = names.filter(|name| composed(name) == part).collect();
    names.sort_by_key(|name| (name != part, name.clone()));
    Ok(names)
}
