//! The project folder at one moment: every file that a build may read, as bytes with their key.
//!
//! Reads only site.yaml, content/ and themes/: never seeds/, never the output, never through a link that
//! leaves the project. A file that did not change since the previous snapshot (same size, times and inode) keeps its
//! bytes and key without being read again. An unreadable file or folder is reported, never treated as absent.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use rayon::prelude::*;

use super::limits::{MAX_MEDIA_LEN_BYTES, MAX_TEXT_LEN_BYTES};
use super::name_collisions;
use super::walk::{DirEntry, FileStamp, ProjectWalk, file_stamp, is_editor_file};
use crate::base::confined::{ConfinedDir, FileKind, stat_of_open};
use crate::base::disk_names::{on_disk, spellings};
use crate::base::message::{cannot_read, io_reason};
use crate::base::{Code, Diagnostic, Key, KeyBuilder, Message, SourcePath};
use crate::say;

/// One file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its content.
    pub bytes: Arc<[u8]>,
    /// Key of the bytes.
    pub key: Key,
    /// Key of the name and the bytes: the cache key of everything made from this file alone.
    pub id: Key,
    stamp: FileStamp,
}

impl SourceFile {
    fn new(name: &SourcePath, bytes: Vec<u8>, stamp: FileStamp) -> Self {
        let key = Key::of(&bytes);
        let id = KeyBuilder::new("file").text(name.as_str()).key(key).finish();
        Self { bytes: bytes.into(), key, id, stamp }
    }
}

/// Every file that a build may read, by name, and what could not be read.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The files, in order of name.
    pub files: BTreeMap<SourcePath, SourceFile>,
    /// Diagnostics of entries that were left out.
    pub diagnostics: Vec<Diagnostic>,
    /// Files that are links to other files of the project, with their targets.
    pub links: BTreeMap<SourcePath, SourcePath>,
    /// Files that were freed, in order of name, each with the key of its bytes.
    released: Vec<(SourcePath, Key)>,
}

impl ReadError {
    /// Says why.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::NoSite(root) => say!(
                en: "there is no site.yaml in `{root}`",
                fr: "il n’y a pas de site.yaml dans `{root}`",
                root = root.display(),
            ),
            Self::Disk { path, source } => cannot_read(path, source),
        }
    }
}

impl Snapshot {
    /// Frees the files below a folder, except those in `shown`. Parsed files are no longer needed, and they are a fifth of
    /// what a build holds.
    pub fn release(&mut self, folder: &str, shown: &BTreeSet<&SourcePath>) {
        let leaving = |path: &SourcePath| path.as_str().starts_with(folder) && !shown.contains(path);
        let gone = self.files.extract_if(.., |path, _| leaving(path)).map(|(path, file)| (path, file.key));
        self.released.extend(gone);
        self.released.sort();
    }

    /// Reloads freed files; skips those whose content changed.
    pub fn reload(&mut self, root: &Path, wanted: &BTreeSet<SourcePath>) {
        let Ok(root) = ConfinedDir::open(root) else { return };
        for path in wanted {
            let Ok(index) = self.released.binary_search_by(|(gone, _)| gone.cmp(path)) else { continue };
            let read = root.resolve(&on_disk(&root, path)).and_then(|name| root.read(&name, MAX_TEXT_LEN_BYTES));
            let Ok(Some(bytes)) = read else { continue };
            let file = SourceFile::new(path, bytes, FileStamp::default());
            if file.key == self.released[index].1 {
                self.files.insert(path.clone(), file);
            }
        }
    }

    /// Makes a snapshot from values, without a disk.
    #[must_use]
    pub fn from_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let stamp = FileStamp::default();
        let file = |(name, bytes): (String, Vec<u8>)| {
            let name = SourcePath::new(&name);
            let file = SourceFile::new(&name, bytes, stamp.clone());
            (name, file)
        };
        Self { files: files.into_iter().map(file).collect(), ..Self::default() }
    }

    /// Returns the key of everything that a build reads: snapshots with equal keys give equal sites.
    #[must_use]
    pub fn key(&self) -> Key {
        let mut key = KeyBuilder::new("snapshot");
        for file in self.files.values() {
            key.key(file.id);
        }
        key.add(&self.diagnostics).finish()
    }

    /// Returns the snapshot with the bytes of some files replaced.
    #[must_use]
    pub fn with(&self, files: impl IntoIterator<Item = (SourcePath, Arc<[u8]>)>) -> Self {
        let mut new = self.clone();
        for (path, bytes) in files {
            let stamp = FileStamp::default();
            let key = Key::of(&bytes);
            let id = KeyBuilder::new("file").text(path.as_str()).key(key).finish();
            new.files.insert(path, SourceFile { bytes, key, id, stamp });
        }
        new
    }

    /// Returns the files whose names begin with `folder`, in order of name.
    pub fn below<'a, 'f>(
        &'a self,
        folder: &'f str,
    ) -> impl Iterator<Item = (&'a SourcePath, &'a SourceFile)> + use<'a, 'f> {
        let from = self.files.range::<str, _>((Bound::Included(folder), Bound::Unbounded));
        from.take_while(move |(path, _)| path.as_str().starts_with(folder))
    }

    /// Returns only the files below a folder; their bytes are shared.
    #[must_use]
    pub fn part(&self, folder: &str) -> Self {
        let files = self.below(folder).map(|(path, file)| (path.clone(), file.clone())).collect();
        Self { files, ..Self::default() }
    }

    /// Returns a file's text up to the first invalid UTF-8; `None` if it is absent.
    #[must_use]
    pub fn readable(&self, path: &SourcePath) -> Option<&str> {
        let bytes = &self.files.get(path)?.bytes;
        let good = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        std::str::from_utf8(&bytes[..good]).ok()
    }

    /// Returns a file's text; `None` if it is absent or not UTF-8.
    #[must_use]
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.files.get(path).and_then(|file| std::str::from_utf8(&file.bytes).ok())
    }
}

/// The project folder cannot be read at all.
#[derive(Debug)]
pub enum ReadError {
    /// There is no site.yaml.
    NoSite(PathBuf),
    /// The disk refused.
    Disk {
        /// The path.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
}

crate::base::message::error_in_english!(ReadError);

/// Reads the project folder `root`; files unchanged since `previous` are not read again.
///
/// # Errors
/// Only if the folder has no readable site.yaml: any other unreadable file is a diagnostic.
pub fn read_project(root: &Path, previous: Option<&Snapshot>) -> Result<Snapshot, ReadError> {
    let root = open(root)?;
    let mut walk = ProjectWalk::new(&root);
    for entry in TOP {
        walk.visit_entry(&root, entry, entry, 0);
    }
    let none = BTreeMap::new();
    Ok(read_walked_files(walk, previous.map_or(&none, |snapshot| &snapshot.files)))
}

/// Reads only `paths` again, each a file or a folder. Returns the files that differ, in order of name. All other paths are
/// assumed to be unchanged; if that is uncertain, call [`read_project`].
///
/// # Errors
/// As [`read_project`]; then the snapshot is unchanged.
pub fn reread_paths(
    root: &Path,
    snapshot: &mut Snapshot,
    paths: &BTreeSet<SourcePath>,
) -> Result<Vec<SourcePath>, ReadError> {
    let root = open(root)?;
    // If a file changed, the links to it changed too.
    let links = snapshot.links.iter().filter(|(_, target)| paths.contains(*target)).map(|(link, _)| link);
    let entries: BTreeSet<String> =
        paths.iter().chain(links).filter_map(|place| entry_of(&root, place.as_str())).collect();
    let mut changed = BTreeSet::new();
    for name in entries {
        let below = format!("{name}/");
        let own = |path: &SourcePath| path.as_str() == name || path.as_str().starts_with(&below);
        let mut before: BTreeMap<SourcePath, SourceFile> = BTreeMap::new();
        let folder = snapshot.files.range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded));
        let mut gone: Vec<SourcePath> = folder.map(|(path, _)| path).take_while(|path| own(path)).cloned().collect();
        gone.push(SourcePath::new(&name));
        for path in gone {
            before.extend(snapshot.files.remove_entry(&path));
        }
        snapshot.diagnostics.retain(|diagnostic| !own(&diagnostic.primary.span.file));
        snapshot.links.retain(|link, _| !own(link));
        let mut walk = ProjectWalk::new(&root);
        match spellings(&root, &SourcePath::new(&name)) {
            Ok(spellings) => spellings.iter().for_each(|name| walk.visit_path(name)),
            Err(error) => walk.unreadable(&name, &error),
        }
        let mut now = read_walked_files(walk, &before);
        let names: BTreeSet<SourcePath> = before.keys().chain(now.files.keys()).cloned().collect();
        changed.extend(names.into_iter().filter(|path| {
            let key = |files: &BTreeMap<SourcePath, SourceFile>| files.get(path).map(|file| file.key);
            key(&before) != key(&now.files)
        }));
        snapshot.files.append(&mut now.files);
        snapshot.diagnostics.append(&mut now.diagnostics);
        snapshot.links.append(&mut now.links);
    }
    snapshot.diagnostics.sort();
    Ok(changed.into_iter().collect())
}

/// The entries of a project folder that are read.
const TOP: [&str; 3] = ["site.yaml", "content", "themes"];

/// Opens a project folder that has a readable site.yaml.
fn open(root: &Path) -> Result<ConfinedDir, ReadError> {
    let none = || ReadError::NoSite(root.to_owned());
    let folder = ConfinedDir::open(root).map_err(|_| none())?;
    let name = folder.resolve(TOP[0]).map_err(|_| none())?;
    if !matches!(folder.stat(&name), Ok(Some(stat)) if stat.kind == FileKind::File) {
        return Err(none());
    }
    let opened = folder.open_file(&name).map(drop);
    opened.map(|()| folder).map_err(|source| ReadError::Disk { path: root.join(TOP[0]), source })
}

/// Returns what to walk so that `place` is as a full walk would find it: the place itself, or the first of its parents that
/// is not a folder. `None` if it is never read.
fn entry_of(root: &ConfinedDir, place: &str) -> Option<String> {
    let parts: Vec<&str> = place.split('/').collect();
    let top = parts.first().filter(|top| TOP.contains(top))?;
    if parts[1..].iter().any(|part| is_editor_file(part)) {
        return None;
    }
    let mut name = (*top).to_owned();
    for part in &parts[1..] {
        let place = on_disk(root, &SourcePath::new(&name));
        if !matches!(root.stat(&place), Ok(Some(stat)) if stat.kind == FileKind::Folder) {
            break;
        }
        name = format!("{name}/{part}");
    }
    Some(name)
}

/// Reads the files that a walk found, except those that `previous` has unchanged.
fn read_walked_files(walk: ProjectWalk<'_>, previous: &BTreeMap<SourcePath, SourceFile>) -> Snapshot {
    let mut snapshot = Snapshot { diagnostics: walk.diagnostics, links: walk.links, ..Snapshot::default() };
    let mut unknown: BTreeMap<String, Vec<DirEntry>> = BTreeMap::new();
    let surplus = name_collisions::redundant_files(&walk.files, &mut snapshot.diagnostics);
    let read = walk.files.into_iter().enumerate().filter(|(index, _)| !surplus.contains(index));
    for (_, found) in read {
        match known(&found, previous) {
            Some(file) => drop(snapshot.files.insert(found.name, file)),
            None => unknown.entry(found.folder.clone()).or_default().push(found),
        }
    }
    // A folder is opened once, and kept open while its own files are read.
    let results: Vec<Result<(SourcePath, SourceFile), Box<Diagnostic>>> = unknown
        .into_par_iter()
        .flat_map(|(folder, files)| {
            let opened: Arc<OnceLock<io::Result<ConfinedDir>>> = Arc::default();
            files.into_par_iter().map(move |found| {
                let folder = opened.get_or_init(|| walk.root.folder(&folder));
                read_file(folder.as_ref(), found)
            })
        })
        .collect();
    for result in results {
        match result {
            Ok((name, file)) => drop(snapshot.files.insert(name, file)),
            Err(diagnostic) => snapshot.diagnostics.push(*diagnostic),
        }
    }
    snapshot.diagnostics.sort();
    snapshot
}

/// Returns the file from `previous` if it is unchanged.
fn known(found: &DirEntry, previous: &BTreeMap<SourcePath, SourceFile>) -> Option<SourceFile> {
    // A file written twice within one clock tick keeps its time, so a stamp is trusted only once it is two seconds old.
    let settled = found.stamp.modified.and_then(|time| time.elapsed().ok()).is_some_and(|age| age.as_secs() >= 2);
    previous.get(&found.name).filter(|known| known.stamp == found.stamp && settled).cloned()
}

fn read_file(
    folder: Result<&ConfinedDir, &io::Error>,
    found: DirEntry,
) -> Result<(SourcePath, SourceFile), Box<Diagnostic>> {
    let DirEntry { leaf, name, stamp, .. } = found;
    let read = match folder {
        Ok(folder) => read_settled(folder, &leaf, stamp).map_err(|error| io_reason(&error)),
        Err(error) => Err(io_reason(error)),
    };
    match read {
        Ok((bytes, stamp)) => {
            let file = SourceFile::new(&name, bytes, stamp);
            Ok((name, file))
        }
        Err(reason) => {
            let message =
                say!(en: "this file cannot be read: {reason}", fr: "ce fichier ne peut pas être lu : {reason}"; reason);
            let help = say!(en: "check its permissions", fr: "vérifiez vos droits sur lui");
            Err(Box::new(Diagnostic::of_file(Code::Unreadable, &name, message).help(help)))
        }
    }
}

/// How often a file that is being written is read again, with ever longer pauses: half a second in all.
const MAX_READINGS: u32 = 8;

/// Reads a file until its metadata is the same before and after: otherwise half of a file that is being saved would be
/// published. The metadata is that of the open file, so that it cannot be replaced by a pipe or a link meanwhile.
fn read_settled(folder: &ConfinedDir, leaf: &str, mut before: FileStamp) -> io::Result<(Vec<u8>, FileStamp)> {
    for reading in 0..MAX_READINGS {
        let (file, _) = folder.open_file(leaf)?.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        let mut bytes = Vec::with_capacity(usize::try_from(before.len).unwrap_or(0) + 1);
        (&file).take(MAX_MEDIA_LEN_BYTES + 1).read_to_end(&mut bytes)?;
        let after = file_stamp(&stat_of_open(&file)?);
        if after == before && after.len == bytes.len() as u64 {
            return Ok((bytes, after));
        }
        before = after;
        std::thread::sleep(Duration::from_millis(2 << reading));
    }
    Err(io::Error::other("it goes on changing while it is read"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Reads some paths again, and compares the result with reading everything.
    fn check(root: &Path, snapshot: &mut Snapshot, places: &[&str], expected: &[&str]) {
        let places = places.iter().map(|place| SourcePath::new(place)).collect();
        let changed = reread_paths(root, snapshot, &places).expect("a project");
        assert_eq!(changed.iter().map(SourcePath::as_str).collect::<Vec<_>>(), expected);
        let whole = read_project(root, None).expect("a project");
        let keys = |snapshot: &Snapshot| -> Vec<(SourcePath, Key)> {
            snapshot.files.iter().map(|(path, file)| (path.clone(), file.id)).collect()
        };
        assert_eq!(keys(snapshot), keys(&whole));
        assert_eq!(snapshot.diagnostics, whole.diagnostics);
    }

    #[test]
    fn reading_again_where_something_changed_is_reading_everything() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let write = |name: &str, text: &str| {
            let path = root.join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        };
        write("site.yaml", "title: x\n");
        for name in ["a.md", "a-b.md", "a/c.md"] {
            write(&format!("content/articles/{name}"), "1");
        }
        let mut snapshot = read_project(root, None).expect("a project");
        write("content/articles/a.md", "2");
        check(root, &mut snapshot, &["content/articles/a.md"], &["content/articles/a.md"]);
        fs::remove_dir_all(root.join("content/articles/a")).expect("the folder");
        check(root, &mut snapshot, &["content/articles/a/c.md"], &["content/articles/a/c.md"]);
        write("themes/x/static/a.css", "1");
        check(root, &mut snapshot, &["themes", "content/articles/4913"], &["themes/x/static/a.css"]);
        let open = ConfinedDir::open(root).expect("a folder");
        let read = read_settled(&open, "site.yaml", FileStamp { len: 3, ..FileStamp::default() }).expect("a file");
        assert_eq!(read.0, b"title: x\n", "what changed since the folder was listed is read again");
        fs::rename(root.join("content/articles"), root.join("content/people")).expect("a rename");
        let moved =
            ["content/articles/a-b.md", "content/articles/a.md", "content/people/a-b.md", "content/people/a.md"];
        check(root, &mut snapshot, &["content/articles", "content/people"], &moved);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("/etc", root.join("content/places")).expect("a link");
            check(root, &mut snapshot, &["content/places/passwd"], &[]);
            assert_eq!(snapshot.diagnostics.len(), 1);
        }
        fs::remove_file(root.join("site.yaml")).expect("the file");
        let before = snapshot.files.len();
        assert!(reread_paths(root, &mut snapshot, &[SourcePath::new("content")].into()).is_err());
        assert_eq!(snapshot.files.len(), before);
    }
}
