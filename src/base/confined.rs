//! A directory handle that no file name can escape. Files of the project and the output are reached only through it.
//!
//! A dossier may come from a stranger and contain symbolic links, pipes and crafted file names. So a name is resolved
//! part by part from an open handle, no part may be `..` or a link, and checks are made on the opened file: nothing can
//! be swapped between check and use. Files are opened without blocking, so that a pipe cannot hang the program.
//!
//! Paths given on the command line are opened once, by [`ConfinedDir::open`]; links in those are followed.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata, OpenOptions, Permissions};

use super::files::{self, FolderLock};
use super::path_escape::PathEscapeError;

/// An open folder. Names below it use `/` as separator.
#[derive(Clone, Debug)]
pub struct ConfinedDir {
    dir: Arc<Dir>,
    path: PathBuf,
}

/// The type of a directory entry; links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, wherever it points.
    Link,
    /// A pipe, a device or a socket.
    Other,
}

/// Metadata of a file; links are not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStat {
    /// The type.
    pub kind: FileKind,
    /// Length in bytes.
    pub len: u64,
    /// Modification time. Any program may set it.
    pub modified: Option<SystemTime>,
    /// Time of the last change to the bytes or the metadata (ctime), in seconds and nanoseconds. No program can set it.
    /// `None` on systems without it.
    pub changed: Option<(i64, i64)>,
    /// Inode number; 0 on systems without one.
    pub inode: u64,
    /// Whether the file is read-only.
    pub is_read_only: bool,
}

/// Returns whether an error from this module means that a name would have left its folder.
#[must_use]
pub(crate) fn is_path_escape(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<PathEscapeError>())
}

/// Returns whether a name lexically stays below its folder: no empty part, no `.` or `..`, no root, no drive.
#[must_use]
pub(crate) fn is_confined(name: &str) -> bool {
    let foreign: &[char] = if cfg!(windows) { &['\\', ':', '\0'] } else { &['\0'] };
    !name.contains(foreign) && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

impl ConfinedDir {
    /// Opens a folder that was given on the command line; links in its own path are followed.
    ///
    /// # Errors
    /// When there is no such folder, or it cannot be opened.
    pub fn open(path: &Path) -> io::Result<Self> {
        // An empty path is the current directory.
        let shown = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let dir = Dir::open_ambient_dir(shown, ambient_authority())?;
        Ok(Self { dir: Arc::new(dir), path: path.to_owned() })
    }

    /// Returns the folder's path, for messages.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the full path of a name below the folder, for messages.
    #[must_use]
    pub fn display_path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Opens a folder below this one; an empty name returns this one.
    ///
    /// # Errors
    /// When it does not exist, is not a folder, or cannot be opened; [`is_path_escape`] if a link is in the way.
    pub fn folder(&self, name: &str) -> io::Result<Self> {
        self.descend(name, |_, _, _| Ok(()))
    }

    /// Opens a folder below this one and creates its missing parts. Calls `made` with each folder that it created.
    ///
    /// # Errors
    /// As [`Self::folder`], and when a folder cannot be created.
    pub fn make_folder(&self, name: &str, mut made: impl FnMut(String)) -> io::Result<Self> {
        self.descend(name, |at, part, below| match at.dir.create_dir(part) {
            Ok(()) => {
                made(below.to_owned());
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error),
        })
    }

    fn descend(&self, name: &str, mut before: impl FnMut(&Self, &str, &str) -> io::Result<()>) -> io::Result<Self> {
        let mut at = self.clone();
        if name.is_empty() {
            return Ok(at);
        }
        if !is_confined(name) {
            return Err(not_confined(self.display_path(name)));
        }
        let mut end = 0;
        for part in name.split('/') {
            end += part.len();
            let path = at.path.join(part);
            if let Err(error) = before(&at, part, &name[..end]) {
                return Err(at.explained(part, error));
            }
            let dir = at.dir.open_dir_nofollow(part).map_err(|error| at.explained(part, error))?;
            at = Self { dir: Arc::new(dir), path };
            end += 1;
        }
        Ok(at)
    }

    /// Systems report a refused link with different errors: replaces them by one that says so.
    fn explained(&self, part: &str, error: io::Error) -> io::Error {
        let is_link = self.dir.symlink_metadata(part).is_ok_and(|metadata| metadata.is_symlink());
        if is_link { not_confined(self.path.join(part)) } else { error }
    }

    /// Opens the folder that contains a name; returns it with the last part of the name.
    fn parent<'n>(&self, name: &'n str) -> io::Result<(Self, &'n str)> {
        if !is_confined(name) {
            return Err(not_confined(self.display_path(name)));
        }
        match name.rsplit_once('/') {
            Some((folder, leaf)) => Ok((self.folder(folder)?, leaf)),
            None => Ok((self.clone(), name)),
        }
    }

    /// Returns the metadata of a name, or `None` if nothing has that name.
    ///
    /// # Errors
    /// When the metadata cannot be read; [`is_path_escape`] if a link is in the way. A link as the last part is not an
    /// error: its kind is [`FileKind::Link`].
    pub fn stat(&self, name: &str) -> io::Result<Option<FileStat>> {
        let found = self.parent(name).and_then(|(folder, leaf)| folder.dir.symlink_metadata(leaf));
        match found {
            Ok(metadata) => Ok(Some(stat_of(&metadata))),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Returns the name of the file that a name refers to: the name itself, or the target of a link that points within
    /// this folder.
    ///
    /// # Errors
    /// [`is_path_escape`] if the link points elsewhere, to nothing, or to a folder.
    pub fn resolve(&self, name: &str) -> io::Result<String> {
        if self.stat(name)?.is_none_or(|stat| stat.kind != FileKind::Link) {
            return Ok(name.to_owned());
        }
        let refused = || not_confined(self.display_path(name));
        let target = self.display_path(name).canonicalize().map_err(|_| refused())?;
        let root = if self.path.as_os_str().is_empty() { Path::new(".") } else { &self.path };
        let inner = target.strip_prefix(root.canonicalize()?).map_err(|_| refused())?;
        let inner = inner.to_str().ok_or_else(refused)?.replace(std::path::MAIN_SEPARATOR, "/");
        match self.stat(&inner)? {
            Some(stat) if stat.kind == FileKind::File => Ok(inner),
            _ => Err(refused()),
        }
    }

    /// Returns the target of a link as written, relative to this folder, whether or not it exists; `None` if the name
    /// is not a link or its target is outside.
    #[must_use]
    pub fn link_target(&self, name: &str) -> Option<String> {
        let (folder, leaf) = self.parent(name).ok()?;
        let target = folder.dir.read_link_contents(leaf).ok()?;
        let (mut parts, target) = match target.strip_prefix(self.path.canonicalize().ok()?) {
            Ok(inner) => (Vec::new(), inner.to_owned()),
            Err(_) => (name.split('/').rev().skip(1).map(str::to_owned).collect::<Vec<_>>(), target),
        };
        parts.reverse();
        for part in target.components() {
            match part {
                Component::Normal(part) => parts.push(part.to_str()?.to_owned()),
                Component::ParentDir => drop(parts.pop()?),
                Component::CurDir => {}
                Component::RootDir | Component::Prefix(_) => return None,
            }
        }
        (!parts.is_empty()).then(|| parts.join("/"))
    }

    /// Opens a regular file for reading and returns it with its metadata; `None` if it does not exist.
    ///
    /// # Errors
    /// When it is a link, a folder, a pipe or a device, or cannot be read.
    pub fn open_file(&self, name: &str) -> io::Result<Option<(File, FileStat)>> {
        let (folder, leaf) = match self.parent(name) {
            Ok(found) => found,
            Err(error) if is_absent(&error) => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No).nonblock(true);
        let file = match folder.dir.open_with(leaf, &options) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(folder.explained(leaf, error)),
        };
        let stat = stat_of(&file.metadata()?);
        if stat.kind != FileKind::File {
            return Err(io::Error::other("it is not an ordinary file"));
        }
        Ok(Some((file.into_std(), stat)))
    }

    /// Reads a regular file of at most `max_len_bytes`; `None` if it does not exist.
    ///
    /// # Errors
    /// As [`Self::open_file`], and when it is larger.
    pub fn read(&self, name: &str, max_len_bytes: u64) -> io::Result<Option<Vec<u8>>> {
        let Some((file, stat)) = self.open_file(name)? else { return Ok(None) };
        let too_large =
            || io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {} MiB", max_len_bytes >> 20));
        if stat.len > max_len_bytes {
            return Err(too_large());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(stat.len).unwrap_or_default());
        file.take(max_len_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > max_len_bytes { Err(too_large()) } else { Ok(Some(bytes)) }
    }

    /// Lists the entries of this folder, sorted by name.
    ///
    /// # Errors
    /// When it cannot be listed.
    pub fn entries(&self) -> io::Result<Vec<(OsString, FileKind)>> {
        let mut entries = Vec::new();
        for entry in self.dir.entries()? {
            let entry = entry?;
            let kind = entry.file_type()?;
            entries.push((entry.file_name(), kind_of(kind.is_file(), kind.is_dir(), kind.is_symlink())));
        }
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(entries)
    }

    /// Writes a new file directly, without a temporary name; its folder must exist.
    ///
    /// # Errors
    /// When the name is taken, or the file cannot be written.
    pub fn create(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.create_file(name)?.write_all(bytes)
    }

    pub(super) fn create_file(&self, name: &str) -> io::Result<cap_std::fs::File> {
        let (folder, leaf) = self.parent(name)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).follow(FollowSymlinks::No);
        folder.dir.open_with(leaf, &options)
    }

    /// Writes a new file with the permissions of `like` and syncs it to disk.
    ///
    /// # Errors
    /// When the name is taken, or the file cannot be written.
    pub fn create_durable(&self, name: &str, bytes: &[u8], like: &str) -> io::Result<cap_std::fs::File> {
        let mut file = self.create_file(name)?;
        file.write_all(bytes)?;
        if let Some(permissions) = self.permissions(like) {
            // Fails on file systems without permissions, where there is nothing to preserve.
            let _ = file.set_permissions(permissions);
        }
        file.sync_all().map(|()| file)
    }

    fn permissions(&self, name: &str) -> Option<Permissions> {
        let (folder, leaf) = self.parent(name).ok()?;
        let metadata = folder.dir.symlink_metadata(leaf).ok()?;
        metadata.is_file().then(|| metadata.permissions())
    }

    /// Replaces a file atomically and syncs it to disk: readers see the old file or the new one, never a part.
    ///
    /// # Errors
    /// When the file cannot be written; the old file is then unchanged.
    pub fn replace_durable(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let (folder, leaf) = self.parent(name)?;
        folder.replace_by(leaf, |waiting| folder.create_durable(waiting, bytes, leaf).map(|_| ()))
    }

    /// Replaces a file of this folder by one that `write` makes under a temporary name.
    pub(super) fn replace_by(&self, leaf: &str, write: impl FnOnce(&str) -> io::Result<()>) -> io::Result<()> {
        self.with_temporary_file(write, |waiting| self.rename(waiting, leaf))
    }

    /// As [`Self::replace_durable`], without the sync: for files that can be generated again.
    ///
    /// # Errors
    /// When the file cannot be written; the old file is then unchanged.
    pub fn replace(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let (folder, leaf) = self.parent(name)?;
        folder.replace_by(leaf, |waiting| folder.create(waiting, bytes))
    }

    /// Writes a file atomically if the name is free, and returns whether it did.
    ///
    /// # Errors
    /// When the file cannot be written; nothing is left behind then.
    pub fn write_new(&self, name: &str, bytes: &[u8]) -> io::Result<bool> {
        let (folder, leaf) = self.parent(name)?;
        if folder.stat(leaf)?.is_some() {
            return Ok(false);
        }
        folder.with_temporary_file(|waiting| folder.create(waiting, bytes), |waiting| folder.place_new(waiting, leaf))
    }

    /// Moves a temporary file to a name that is free; returns whether it still was.
    fn place_new(&self, waiting: &str, leaf: &str) -> io::Result<bool> {
        match self.dir.hard_link(waiting, &self.dir, leaf) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            // Some file systems have no hard links.
            Err(_) => self.rename(waiting, leaf).map(|()| true),
        }
    }

    /// Writes a new file like [`ConfinedDir::write_new`], with what a reader gives: for files larger than the memory.
    ///
    /// # Errors
    /// When the reader fails or the file cannot be written; nothing is left behind then.
    pub fn copy_new(&self, name: &str, bytes: &mut dyn io::Read) -> io::Result<bool> {
        let (folder, leaf) = self.parent(name)?;
        if folder.stat(leaf)?.is_some() {
            return Ok(false);
        }
        let write = |waiting: &str| io::copy(bytes, &mut folder.create_file(waiting)?).map(|_| ());
        folder.with_temporary_file(write, |waiting| folder.place_new(waiting, leaf))
    }

    /// Writes a temporary file and moves it into place with `place`; removes it if either step fails.
    fn with_temporary_file<T>(
        &self,
        write: impl FnOnce(&str) -> io::Result<()>,
        place: impl FnOnce(&str) -> io::Result<T>,
    ) -> io::Result<T> {
        let waiting = files::temporary_name();
        let placed = write(&waiting).and_then(|()| place(&waiting));
        let _ = self.dir.remove_file(&waiting);
        placed
    }

    /// Renames a file; replaces an existing target.
    ///
    /// # Errors
    /// When renaming fails, or either name leaves the folder.
    pub fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.rename_into(from, self, to)
    }

    /// Moves a file of this folder into another open folder; replaces an existing target.
    ///
    /// # Errors
    /// When renaming fails, or either name leaves its folder.
    pub fn rename_into(&self, from: &str, folder: &Self, to: &str) -> io::Result<()> {
        let ((from_folder, from), (to_folder, to)) = (self.parent(from)?, folder.parent(to)?);
        from_folder.dir.rename(from, &to_folder.dir, to)
    }

    /// Deletes a file, or a link itself. A missing file is not an error. Returns whether there was one.
    ///
    /// # Errors
    /// When deleting fails, or a link is in the way.
    pub fn remove(&self, name: &str) -> io::Result<bool> {
        match self.parent(name).and_then(|(folder, leaf)| folder.dir.remove_file_or_symlink(leaf)) {
            Ok(()) => Ok(true),
            Err(error) if is_absent(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Deletes an empty folder.
    ///
    /// # Errors
    /// When it is not empty, or deleting fails.
    pub fn remove_folder(&self, name: &str) -> io::Result<()> {
        let (folder, leaf) = self.parent(name)?;
        folder.dir.remove_dir(leaf)
    }

    /// Deletes a folder with its contents. Links in it are deleted, not followed.
    ///
    /// # Errors
    /// When deleting fails.
    pub fn remove_all(&self, name: &str) -> io::Result<()> {
        match self.stat(name)?.map(|stat| stat.kind) {
            None => Ok(()),
            Some(FileKind::Folder) => {
                let (folder, leaf) = self.parent(name)?;
                folder.dir.remove_dir_all(leaf)
            }
            Some(_) => self.remove(name).map(drop),
        }
    }

    /// Deletes temporary files that interrupted writes left in this folder and below it. Folders that cannot be opened
    /// are skipped.
    pub fn remove_temporary_files(&self) {
        self.sweep_below(0);
    }

    fn sweep_below(&self, depth: usize) {
        for (name, kind) in self.entries().unwrap_or_default() {
            let Some(name) = name.to_str() else { continue };
            if kind == FileKind::Folder && depth < MAX_DEPTH {
                if let Ok(folder) = self.folder(name) {
                    folder.sweep_below(depth + 1);
                }
            } else if kind == FileKind::File && files::is_temporary_name(name) {
                let _ = self.dir.remove_file(name);
            }
        }
    }

    /// Locks the folder for this process; `None` while another process holds the lock.
    #[must_use]
    pub fn lock(&self) -> Option<FolderLock> {
        files::lock_open(self.dir.open(".").ok().map(cap_std::fs::File::into_std))
    }
}

/// Depth limit of the walk: bind mounts can form an endless tree.
const MAX_DEPTH: usize = 32;

fn not_confined(path: PathBuf) -> io::Error {
    io::Error::other(PathEscapeError { path })
}

/// A name below something that is not a folder does not exist either.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn kind_of(is_file: bool, is_dir: bool, is_link: bool) -> FileKind {
    match (is_link, is_dir, is_file) {
        (true, ..) => FileKind::Link,
        (_, true, _) => FileKind::Folder,
        (_, _, true) => FileKind::File,
        _ => FileKind::Other,
    }
}

/// Returns the metadata of an open file.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn stat_of_open(file: &File) -> io::Result<FileStat> {
    Metadata::from_file(file).map(|metadata| stat_of(&metadata))
}

fn stat_of(metadata: &Metadata) -> FileStat {
    #[cfg(unix)]
    let (changed, inode) = {
        use cap_std::fs::MetadataExt;
        (Some((metadata.ctime(), metadata.ctime_nsec())), metadata.ino())
    };
    #[cfg(not(unix))]
    let (changed, inode) = (None, 0);
    FileStat {
        kind: kind_of(metadata.is_file(), metadata.is_dir(), metadata.is_symlink()),
        len: metadata.len(),
        modified: metadata.modified().ok().map(cap_std::time::SystemTime::into_std),
        changed,
        inode,
        is_read_only: metadata.permissions().readonly(),
    }
}
