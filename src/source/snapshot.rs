//! The project folder at one moment: every file that a build may look at, as bytes with their key.
//!
//! Reads site.yaml, content/ and themes/, nothing else: never seeds/, never the output, never through a link that
//! leaves the project. A file that did not change since the previous snapshot (same size, time and inode) keeps its
//! bytes and key without being read again.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use crate::base::{Code, Diagnostic, Key, SourcePath};

/// Largest text file that is read. A page of 16 MiB helps nobody, and the limit keeps one file from eating the machine.
pub const MAX_TEXT_LEN_BYTES: u64 = 16 * 1024 * 1024;
/// Largest file of content/media/ and of a theme.
pub const MAX_MEDIA_LEN_BYTES: u64 = 64 * 1024 * 1024;

/// Deepest folder that is entered: bind mounts can make a tree without end.
const MAX_DEPTH: usize = 32;

/// One file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// What stands in it.
    pub bytes: Arc<[u8]>,
    /// Key of the bytes.
    pub key: Key,
    stamp: Stamp,
}

/// What tells, without reading, that a file is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    inode: u64,
}

/// Every file that a build may look at, by name, and what could not be read.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The files, in order of name.
    pub files: BTreeMap<SourcePath, SourceFile>,
    /// Entries that were left out, and why.
    pub diagnostics: Vec<Diagnostic>,
}

impl Snapshot {
    /// Makes a snapshot from values, without a disk.
    #[must_use]
    pub fn from_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let stamp = Stamp { len: 0, modified: None, inode: 0 };
        let file = |bytes: Vec<u8>| SourceFile { key: Key::of(&bytes), bytes: bytes.into(), stamp: stamp.clone() };
        Self {
            files: files.into_iter().map(|(name, bytes)| (SourcePath::new(&name), file(bytes))).collect(),
            diagnostics: Vec::new(),
        }
    }

    /// Returns a file's text, or nothing where it is absent or not UTF-8.
    #[must_use]
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.files.get(path).and_then(|file| std::str::from_utf8(&file.bytes).ok())
    }
}

/// The project folder cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no site.yaml.
    #[error("there is no site.yaml in `{}`", .0.display())]
    NoSite(PathBuf),
    /// The disk refused.
    #[error("cannot read `{}`: {source}", path.display())]
    Disk {
        /// What was read.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
}

/// Reads the project folder `root`; `previous` spares the files that did not change.
///
/// # Errors
/// Only when the folder has no readable site.yaml: any other file that cannot be read is a diagnostic.
pub fn read(root: &Path, previous: Option<&Snapshot>) -> Result<Snapshot, ReadError> {
    let site = root.join("site.yaml");
    if !site.is_file() {
        return Err(ReadError::NoSite(root.to_owned()));
    }
    fs::read(&site).map_err(|source| ReadError::Disk { path: site.clone(), source })?;
    let mut walk = Walk { root, found: Vec::new(), diagnostics: Vec::new() };
    walk.entry(&site, "site.yaml", 0);
    for folder in ["content", "themes"] {
        let path = root.join(folder);
        if path.symlink_metadata().is_ok() {
            walk.entry(&path, folder, 0);
        }
    }
    let results: Vec<Result<(SourcePath, SourceFile), Box<Diagnostic>>> =
        walk.found.into_par_iter().map(|found| read_file(found, previous)).collect();
    let mut snapshot = Snapshot { files: BTreeMap::new(), diagnostics: walk.diagnostics };
    for result in results {
        match result {
            Ok((name, file)) => drop(snapshot.files.insert(name, file)),
            Err(diagnostic) => snapshot.diagnostics.push(*diagnostic),
        }
    }
    Ok(snapshot)
}

struct Found {
    path: PathBuf,
    name: SourcePath,
    stamp: Stamp,
}

struct Walk<'a> {
    root: &'a Path,
    found: Vec<Found>,
    diagnostics: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn entry(&mut self, path: &Path, name: &str, depth: usize) {
        let source = SourcePath::new(name);
        let Ok(link) = path.symlink_metadata() else {
            return; // Gone since the folder was listed: as if it had never been there.
        };
        if link.is_symlink() && !self.stays_inside(path) {
            return self.strange(&source, "is a link that leads out of the project, or nowhere");
        }
        let Ok(metadata) = path.metadata() else { return };
        if metadata.is_dir() {
            if depth > MAX_DEPTH {
                return self.strange(&source, "is a folder deeper than 32 levels");
            }
            // A link to a folder could make a cycle; a link to a file cannot.
            if link.is_symlink() {
                return self.strange(&source, "is a link to a folder");
            }
            return self.folder(path, name, depth);
        }
        if !metadata.is_file() {
            return self.strange(&source, "is neither a file nor a folder");
        }
        let limit = if is_media(name) { MAX_MEDIA_LEN_BYTES } else { MAX_TEXT_LEN_BYTES };
        if metadata.len() > limit {
            let message =
                format!("this file has {} MiB, more than the {} MiB that are read", metadata.len() >> 20, limit >> 20);
            return self
                .diagnostics
                .push(Diagnostic::of_file(Code::TooLarge, &source, message).help("split it, or keep it elsewhere"));
        }
        self.found.push(Found { path: path.to_owned(), name: source, stamp: stamp(&metadata) });
    }

    fn folder(&mut self, path: &Path, name: &str, depth: usize) {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => {
                let message = format!("this folder cannot be read: {error}");
                return self.diagnostics.push(Diagnostic::of_file(Code::Unreadable, &SourcePath::new(name), message));
            }
        };
        for entry in entries.flatten() {
            let file_name = entry.file_name();
            let Some(child) = file_name.to_str() else {
                let shown = format!("{name}/{}", file_name.to_string_lossy());
                self.strange(&SourcePath::new(&shown), "has a name that is not Unicode");
                continue;
            };
            if is_editors_own(child) {
                continue;
            }
            self.entry(&entry.path(), &format!("{name}/{child}"), depth + 1);
        }
    }

    fn stays_inside(&self, path: &Path) -> bool {
        match (path.canonicalize(), self.root.canonicalize()) {
            (Ok(target), Ok(root)) => target.starts_with(root),
            _ => false,
        }
    }

    fn strange(&mut self, name: &SourcePath, what: &str) {
        self.diagnostics.push(
            Diagnostic::of_file(Code::StrangeFile, name, format!("`{name}` {what}, and is left out"))
                .help("put an ordinary file in its place, or remove it"),
        );
    }
}

fn is_media(name: &str) -> bool {
    name.starts_with("content/media/") || name.starts_with("themes/")
}

/// Tells whether a file is an editor's or a system's own: hidden, a backup, a swap file.
#[must_use]
pub fn is_editors_own(file_name: &str) -> bool {
    file_name.starts_with('.')
        || file_name.ends_with('~')
        || file_name.starts_with('#')
        || file_name == "4913"
        || [".swp", ".swo", ".tmp", ".bak", ".bck"].iter().any(|ending| file_name.ends_with(ending))
        || ["Thumbs.db", "desktop.ini"].contains(&file_name)
}

fn stamp(metadata: &Metadata) -> Stamp {
    #[cfg(unix)]
    let inode = std::os::unix::fs::MetadataExt::ino(metadata);
    #[cfg(not(unix))]
    let inode = 0;
    Stamp { len: metadata.len(), modified: metadata.modified().ok(), inode }
}

fn read_file(found: Found, previous: Option<&Snapshot>) -> Result<(SourcePath, SourceFile), Box<Diagnostic>> {
    let Found { path, name, stamp } = found;
    // A file written twice within the clock's tick keeps its time: a stamp is believed only once it is two seconds old.
    let settled = stamp.modified.and_then(|time| time.elapsed().ok()).is_some_and(|age| age.as_secs() >= 2);
    if let Some(known) = previous.and_then(|snapshot| snapshot.files.get(&name))
        && known.stamp == stamp
        && settled
    {
        return Ok((name, known.clone()));
    }
    match fs::read(&path) {
        Ok(bytes) => Ok((name, SourceFile { key: Key::of(&bytes), bytes: bytes.into(), stamp })),
        Err(error) => {
            let message = format!("this file cannot be read: {error}");
            Err(Box::new(Diagnostic::of_file(Code::Unreadable, &name, message).help("check its permissions")))
        }
    }
}
