//! The output folder. It is opened so that no path leads out of it, and refused if it holds files not written by dossier.
//!
//! A dossier may come from a stranger with an output folder and a manifest in it. So the project's `.dossier` folder records
//! which manifests this machine wrote, by inode and change time, which no archive or copy can reproduce. An unrecorded
//! manifest still lists files that may be dossier's own, but their content is not trusted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use super::build_record::FOLDER;
use super::manifest::{self, Manifest};
use super::sync::PublishError;
use crate::base::confined::{ConfinedDir, FileKind, FileStat, is_confined, is_path_escape};
use crate::base::files::{self, FolderLock};

/// Folder in the output where files are staged before they are renamed.
pub(super) const STAGE: &str = ".dossier-stage";
/// Foreign files that an output folder may contain: those of a code forge's publishing branch.
const TOLERATED: [&str; 4] = [".git", ".nojekyll", "CNAME", ".gitignore"];
/// Folders of the project whose content cannot be regenerated.
const PROTECTED_FOLDERS: [&str; 6] = ["content", "themes", "seeds", ".git", ".dossier", ".backup"];
/// A larger manifest is not ours: for a million files it has some two hundred million bytes.
const MAX_MANIFEST_LEN_BYTES: u64 = 1 << 30;
/// Where manifests are recorded, below the project's root.
const RECORD: &str = ".dossier/outputs.json";
const MAX_RECORD_LEN_BYTES: u64 = 1 << 20;
/// Maximum number of output folders recorded for a project.
const MAX_OUTPUTS: usize = 32;
/// How many folders below the output are kept open at once; a process may open some thousand files.
const MAX_OPEN: usize = 128;

/// An output folder that is open and locked.
pub(super) struct OutputFolder {
    /// The folder.
    pub(super) folder: ConfinedDir,
    /// Its full path, the key of its record.
    full: PathBuf,
    open: Mutex<BTreeMap<String, ConfinedDir>>,
    _lock: FolderLock,
}

/// A manifest found in the output folder.
pub(super) struct OutputManifest {
    /// What it lists.
    pub(super) manifest: Manifest,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// When it was written, if by this machine; `None` if its entries are not trusted.
    pub(super) trusted_time: Option<(i64, i64)>,
}

/// What identifies a manifest that this machine wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ManifestStamp {
    inode: u64,
    changed: (i64, i64),
    len: u64,
}

impl ManifestStamp {
    /// `None` on systems without file change times: there no manifest is trusted.
    fn of(stat: &FileStat) -> Option<Self> {
        stat.changed.map(|changed| Self { inode: stat.inode, changed, len: stat.len })
    }
}

/// The manifests that this machine wrote for a project, by full path of the output.
type KnownOutputs = BTreeMap<String, ManifestStamp>;

impl OutputFolder {
    /// Opens the folder `path` for a build of `project`, creating it if it is missing.
    ///
    /// # Errors
    /// If it is a link or behind one, holds the project, or the disk refuses.
    pub(super) fn make(path: &Path, project: &Path) -> Result<Self, PublishError> {
        refuse_project(path, project)?;
        let folder = match inner(path, project) {
            Some(name) => ConfinedDir::open(project).and_then(|root| root.make_folder(&name, |_| ())),
            None => no_link(path).and_then(|()| fs::create_dir_all(path)).and_then(|()| ConfinedDir::open(path)),
        };
        Self::locked(folder.map_err(|source| disk_error(path.to_owned(), source))?, path)
    }

    /// Opens an existing output folder; `None` if it is missing, leads elsewhere, or is locked by another build.
    pub(super) fn open(path: &Path, project: &Path) -> Option<Self> {
        let folder = match inner(path, project) {
            Some(name) => ConfinedDir::open(project).and_then(|root| root.folder(&name)),
            None => no_link(path).and_then(|()| ConfinedDir::open(path)),
        };
        Self::locked(folder.ok()?, path).ok()
    }

    fn locked(folder: ConfinedDir, path: &Path) -> Result<Self, PublishError> {
        let lock = folder.lock().ok_or_else(|| PublishError::Busy(path.to_owned()))?;
        let full = path.canonicalize().map_err(|source| disk_error(path.to_owned(), source))?;
        Ok(Self { folder, full, open: Mutex::default(), _lock: lock })
    }

    /// Returns the metadata of a file of the output.
    pub(super) fn stat(&self, route: &str) -> io::Result<Option<FileStat>> {
        let (folder, leaf) = route.rsplit_once('/').unwrap_or(("", route));
        match self.below(folder) {
            Ok(folder) => folder.stat(leaf),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Opens a folder of the output and keeps it open: thousands of pages are in a dozen folders.
    fn below(&self, folder: &str) -> io::Result<ConfinedDir> {
        let Ok(mut open) = self.open.lock() else { return self.folder.folder(folder) };
        if let Some(known) = open.get(folder) {
            return Ok(known.clone());
        }
        let opened = self.folder.folder(folder)?;
        if open.len() < MAX_OPEN {
            open.insert(folder.to_owned(), opened.clone());
        }
        Ok(opened)
    }

    /// Opens a folder of the output, creating it if it is missing.
    pub(super) fn make_below(&self, folder: &str) -> io::Result<ConfinedDir> {
        match self.below(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.folder.make_folder(folder, |_| ()),
            opened => opened,
        }
    }

    /// Closes all cached folders: after a deletion one of them may be gone.
    pub(super) fn close_below(&self) {
        if let Ok(mut open) = self.open.lock() {
            open.clear();
        }
    }

    /// Returns whether a file of the output holds exactly these bytes.
    pub(super) fn holds(&self, route: &str, bytes: &[u8]) -> bool {
        self.folder.read(route, bytes.len() as u64).is_ok_and(|found| found.as_deref() == Some(bytes))
    }

    /// Reads the manifest; `None` if there is none.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(super) fn manifest(&self, project: &Path) -> Result<Option<OutputManifest>, PublishError> {
        let shown = || self.folder.display_path(manifest::FILE);
        let opened = self.folder.open_file(manifest::FILE).map_err(|source| disk_error(shown(), source))?;
        let Some((_, stat)) = opened else { return Ok(None) };
        let read =
            self.folder.read(manifest::FILE, MAX_MANIFEST_LEN_BYTES).map_err(|source| disk_error(shown(), source))?;
        let bytes = read.unwrap_or_default();
        let manifest = Manifest::parse(&bytes).ok_or_else(|| PublishError::Damaged(self.folder.path().to_owned()))?;
        let known = read_record(project).remove(&*self.full.to_string_lossy());
        let believed =
            ManifestStamp::of(&stat).filter(|stamp| known.as_ref() == Some(stamp)).map(|stamp| stamp.changed);
        Ok(Some(OutputManifest { manifest, bytes, trusted_time: believed }))
    }

    /// Records that the manifest now in the folder was written here. If the record cannot be written, the next build
    /// compares contents.
    pub(super) fn remember(&self, project: &Path) {
        let Ok(Some(stat)) = self.folder.stat(manifest::FILE) else { return };
        let Some(stamp) = ManifestStamp::of(&stat) else { return };
        let mut record = read_record(project);
        let path = self.full.to_string_lossy().into_owned();
        if record.get(&path) == Some(&stamp) {
            return;
        }
        while record.len() >= MAX_OUTPUTS && !record.contains_key(&path) {
            record.pop_first();
        }
        record.insert(path, stamp);
        let Ok(root) = ConfinedDir::open(project) else { return };
        if let Ok(folder) = root.make_folder(FOLDER, |_| ()) {
            let _ = folder.write_new(".gitignore", b"*\n");
            // Text and numbers always serialise.
            let _ = root.replace(RECORD, &serde_json::to_vec(&record).unwrap_or_default());
        }
    }

    /// Refuses a folder that contains foreign files.
    pub(super) fn refuse_foreign(&self) -> Result<(), PublishError> {
        let path = self.folder.path().to_owned();
        let entries = self.folder.entries().map_err(|source| disk_error(path.clone(), source))?;
        let is_foreign = |name: &str| name != STAGE && !TOLERATED.contains(&name) && !files::is_temporary_name(name);
        if entries.iter().any(|(name, _)| is_foreign(&name.to_string_lossy())) {
            return Err(PublishError::NotOurs(path));
        }
        Ok(())
    }

    /// Refuses the output of another dossier: the manifest was not written here by this project, and is in another project,
    /// or is outside this one and has no article in common with it.
    pub(super) fn refuse_other(
        &self,
        found: &OutputManifest,
        project: &Path,
        routes: &BTreeSet<&str>,
    ) -> Result<(), PublishError> {
        if found.trusted_time.is_some() {
            return Ok(());
        }
        let Ok(project) = project.canonicalize() else { return Ok(()) };
        let owner = self.full.ancestors().skip(1).find(|folder| folder.join("site.yaml").is_file());
        let is_article = |route: &&String| route.starts_with("articles/") && *route != "articles/index.html";
        let mut articles = found.manifest.files.keys().filter(is_article).peekable();
        let is_strange = articles.peek().is_some() && !articles.any(|route| routes.contains(route.as_str()));
        let is_inside = self.full.starts_with(&project);
        let is_of_another = owner.is_some_and(|owner| owner != project) && !is_inside;
        if is_of_another || is_strange && !is_inside {
            return Err(PublishError::OtherDossier(self.folder.path().to_owned()));
        }
        Ok(())
    }
}

/// Reads the record. One that came with a stranger's dossier does no harm: its times do not match this machine's disk.
fn read_record(project: &Path) -> KnownOutputs {
    let read = ConfinedDir::open(project).and_then(|root| root.read(RECORD, MAX_RECORD_LEN_BYTES));
    read.ok().flatten().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Returns the path of an output relative to the project, comparing the two as written.
fn inner(path: &Path, project: &Path) -> Option<String> {
    let (path, project) = (written_out(path)?, written_out(project)?);
    let name = path.strip_prefix(project).ok()?.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
    is_confined(&name).then_some(name)
}

/// Makes a path absolute and removes `..`, without following links.
fn written_out(path: &Path) -> Option<PathBuf> {
    let mut written = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::ParentDir => drop(written.pop()),
            Component::CurDir => {}
            part => written.push(part),
        }
    }
    Some(written)
}

/// Refuses a link in the last component; the rest of a path given by the user is trusted. All components of a relative path
/// are checked, the first one too.
fn no_link(path: &Path) -> io::Result<()> {
    let Some(named) = written_out(path) else { return Ok(()) };
    match named.parent().zip(named.file_name().and_then(|name| name.to_str())) {
        Some((parent, name)) if parent.is_dir() => {
            let parent = ConfinedDir::open(parent)?;
            let is_link = parent.stat(name)?.is_some_and(|stat| stat.kind == FileKind::Link);
            if is_link { parent.folder(name).map(drop) } else { Ok(()) }
        }
        _ => Ok(()),
    }
}

/// Refuses an output that is the project, contains it, or is one of its source folders: it would overwrite its sources.
fn refuse_project(output: &Path, project: &Path) -> Result<(), PublishError> {
    let Ok(project) = project.canonicalize() else { return Ok(()) };
    let Some(output_full) = full_path(output) else { return Ok(()) };
    let sources = PROTECTED_FOLDERS.map(|folder| project.join(folder));
    if project.starts_with(&output_full) || sources.iter().any(|folder| output_full.starts_with(folder)) {
        return Err(PublishError::IsProject(output.to_owned()));
    }
    Ok(())
}

/// Resolves a path in full, even if its last components do not exist yet.
fn full_path(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let existing = path.ancestors().find(|ancestor| ancestor.exists())?;
    Some(existing.canonicalize().ok()?.join(path.strip_prefix(existing).ok()?))
}

pub(super) fn disk_error(path: PathBuf, source: io::Error) -> PublishError {
    if is_path_escape(&source) { PublishError::IsLink(path) } else { PublishError::Disk { path, source } }
}
