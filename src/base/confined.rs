//! A folder that no file name leads out of: the only way in which files below the project and below the output are read,
//! written, renamed and deleted.
//!
//! A dossier may come from a stranger, with links, pipes and lists of names in it. So a name is looked up part by part from
//! an open handle, no part may be `..` or a link, and what was opened is what is looked at: nothing can be exchanged between
//! the look and the act. Files are opened without waiting, so that a pipe does not hold the program up.
//!
//! Knows nothing of articles or of what a folder is for. Paths that a person names on the command line are opened once, by
//! [`ConfinedDir::open`]; links in those are the person's own.

use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata, OpenOptions, Permissions};

use super::files::{self, FolderLock};

/// An open folder. Names below it have `/` between their parts.
#[derive(Clone, Debug)]
pub struct ConfinedDir {
    dir: Arc<Dir>,
    path: PathBuf,
}

/// What stands under a name, without following a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A link, wherever it leads.
    Link,
    /// A pipe, a device, a socket.
    Other,
}

/// What the system says of a file, without following a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStat {
    /// What it is.
    pub kind: FileKind,
    /// Length in bytes.
    pub len: u64,
    /// When its bytes were last written, as anybody may set it.
    pub modified: Option<SystemTime>,
    /// When its bytes or its name were last changed, which nobody can set: seconds and nanoseconds. `None` on systems that
    /// do not tell.
    pub changed: Option<(i64, i64)>,
    /// Number of the file on its disk; 0 on systems that have none.
    pub inode: u64,
    /// Whether it may not be written.
    pub is_read_only: bool,
}

/// Why a name was not followed.
#[derive(Debug)]
pub struct PathEscapeError {
    /// The part that leads elsewhere.
    pub path: PathBuf,
}

impl fmt::Display for PathEscapeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "`{}` is a link, or leads out of the folder, and files are never written through it",
            self.path.display()
        )
    }
}

impl std::error::Error for PathEscapeError {}

/// Tells whether an error of this file means that a name would have left its folder.
#[must_use]
pub fn is_path_escape(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<PathEscapeError>())
}

/// Tells whether a name stays below its folder as it is written: no empty part, `.` or `..`, no root, no drive.
#[must_use]
pub fn is_confined(name: &str) -> bool {
    let foreign: &[char] = if cfg!(windows) { &['\\', ':', '\0'] } else { &['\0'] };
    !name.contains(foreign) && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

impl ConfinedDir {
    /// Opens a folder that a person named; links in its own path are followed.
    ///
    /// # Errors
    /// When there is no such folder, or it cannot be entered.
    pub fn open(path: &Path) -> io::Result<Self> {
        // An empty path is the folder that the program was started in.
        let shown = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let dir = Dir::open_ambient_dir(shown, ambient_authority())?;
        Ok(Self { dir: Arc::new(dir), path: path.to_owned() })
    }

    /// Returns the folder's path, for messages.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the path of what stands under a name, for messages.
    #[must_use]
    pub fn display_path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Opens a folder below this one; an empty name is this one.
    ///
    /// # Errors
    /// When it is not there, is no folder, or cannot be entered; [`is_not_confined`] where a link stands in the way.
    pub fn folder(&self, name: &str) -> io::Result<Self> {
        self.descend(name, |_, _, _| Ok(()))
    }

    /// Opens a folder below this one, and makes what is missing of it. Tells `made` of each folder that is new.
    ///
    /// # Errors
    /// As [`Self::folder`], and when the disk refuses.
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

    /// A link is refused by systems in several words: says that it was one.
    fn explained(&self, part: &str, error: io::Error) -> io::Error {
        let is_link = self.dir.symlink_metadata(part).is_ok_and(|metadata| metadata.is_symlink());
        if is_link { not_confined(self.path.join(part)) } else { error }
    }

    /// Opens the folder that holds a name, and returns it with the name's last part.
    fn parent<'n>(&self, name: &'n str) -> io::Result<(Self, &'n str)> {
        if !is_confined(name) {
            return Err(not_confined(self.display_path(name)));
        }
        match name.rsplit_once('/') {
            Some((folder, leaf)) => Ok((self.folder(folder)?, leaf)),
            None => Ok((self.clone(), name)),
        }
    }

    /// Returns what the system says of a name; `None` where nothing stands there.
    ///
    /// # Errors
    /// When the system will not say, and [`is_not_confined`] where a link stands in the way. A link in the last place is
    /// none: it is told as one.
    pub fn stat(&self, name: &str) -> io::Result<Option<FileStat>> {
        let found = self.parent(name).and_then(|(folder, leaf)| folder.dir.symlink_metadata(leaf));
        match found {
            Ok(metadata) => Ok(Some(stat_of(&metadata))),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Returns the name under which the file really stands that a name leads to: the name itself, or where a link in its
    /// last place leads within this folder.
    ///
    /// # Errors
    /// [`is_not_confined`] where it leads elsewhere, nowhere, or to a folder.
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

    /// Returns where below this folder a link leads as it is written, whether or not anything stands there; `None` where it
    /// is no link, or leads out.
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

    /// Opens an ordinary file for reading, and returns it with what the system says of it; `None` where nothing stands there.
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

    /// Reads an ordinary file of at most so many bytes; `None` where nothing stands there.
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

    /// Lists what stands in this folder, in order of name.
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

    /// Writes a file that is not there yet, without a second name; the folder must be there.
    ///
    /// # Errors
    /// When something stands there, or the disk refuses.
    pub fn create(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.create_file(name)?.write_all(bytes)
    }

    fn create_file(&self, name: &str) -> io::Result<cap_std::fs::File> {
        let (folder, leaf) = self.parent(name)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).follow(FollowSymlinks::No);
        folder.dir.open_with(leaf, &options)
    }

    /// Writes a new file and waits until the disk has it; it may be read and written by whom `like` may be.
    ///
    /// # Errors
    /// When something stands there, or the disk refuses.
    pub fn create_durable(&self, name: &str, bytes: &[u8], like: &str) -> io::Result<()> {
        let mut file = self.create_file(name)?;
        file.write_all(bytes)?;
        if let Some(permissions) = self.permissions(like) {
            // A disk that knows no permissions has none to keep.
            let _ = file.set_permissions(permissions);
        }
        file.sync_all()
    }

    fn permissions(&self, name: &str) -> Option<Permissions> {
        let (folder, leaf) = self.parent(name).ok()?;
        let metadata = folder.dir.symlink_metadata(leaf).ok()?;
        metadata.is_file().then(|| metadata.permissions())
    }

    /// Replaces a file at once, and waits until the disk has it: whoever looks sees the old file or the new one, whole.
    ///
    /// # Errors
    /// When the disk refuses; then the old file stands.
    pub fn replace_durable(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let (folder, leaf) = self.parent(name)?;
        folder.with_temporary_file(
            |waiting| folder.create_durable(waiting, bytes, leaf),
            |waiting| folder.rename(waiting, leaf),
        )
    }

    /// As [`Self::replace_through`], without waiting for the disk: for what can be made again.
    ///
    /// # Errors
    /// When the disk refuses; then the old file stands.
    pub fn replace(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let (folder, leaf) = self.parent(name)?;
        folder.with_temporary_file(|waiting| folder.create(waiting, bytes), |waiting| folder.rename(waiting, leaf))
    }

    /// Writes a file whole where nothing stands, and tells whether it did.
    ///
    /// # Errors
    /// When the disk refuses; then nothing stands there.
    pub fn write_new(&self, name: &str, bytes: &[u8]) -> io::Result<bool> {
        let (folder, leaf) = self.parent(name)?;
        if folder.stat(leaf)?.is_some() {
            return Ok(false);
        }
        let place = |waiting: &str| match folder.dir.hard_link(waiting, &folder.dir, leaf) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            // Some disks know no second name of a file.
            Err(_) => folder.rename(waiting, leaf).map(|()| true),
        };
        folder.with_temporary_file(|waiting| folder.create(waiting, bytes), place)
    }

    /// Writes under a name of our own, puts that in its place, and leaves nothing of it where either fails.
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

    /// Gives a file another name; what stands under that is replaced.
    ///
    /// # Errors
    /// When the disk refuses, or either name leads elsewhere.
    pub fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.rename_into(from, self, to)
    }

    /// Gives a file of this folder a name in another open folder; what stands under that is replaced.
    ///
    /// # Errors
    /// When the disk refuses, or either name leads elsewhere.
    pub fn rename_into(&self, from: &str, folder: &Self, to: &str) -> io::Result<()> {
        let ((from_folder, from), (to_folder, to)) = (self.parent(from)?, folder.parent(to)?);
        from_folder.dir.rename(from, &to_folder.dir, to)
    }

    /// Deletes a file or a link itself; what is not there is gone already. Tells whether something was there.
    ///
    /// # Errors
    /// When the disk refuses, or a link stands in the way.
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
    /// When it holds something, or the disk refuses.
    pub fn remove_folder(&self, name: &str) -> io::Result<()> {
        let (folder, leaf) = self.parent(name)?;
        folder.dir.remove_dir(leaf)
    }

    /// Deletes a folder of our own with all that is in it; a link in it goes, not what it leads to.
    ///
    /// # Errors
    /// When the disk refuses.
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

    /// Deletes what interrupted writing left in this folder and below it. What cannot be looked at stays.
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

    /// Takes the folder for this process alone; `None` while another has it.
    #[must_use]
    pub fn lock(&self) -> Option<FolderLock> {
        files::lock_open(self.dir.open(".").ok().map(cap_std::fs::File::into_std))
    }
}

/// Deepest folder that is entered: bind mounts can make a tree without end.
const MAX_DEPTH: usize = 32;

fn not_confined(path: PathBuf) -> io::Error {
    io::Error::other(PathEscapeError { path })
}

/// A name below what is no folder is not there either.
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

/// Returns what the system says of an open file.
///
/// # Errors
/// When it will not say.
pub fn stat_of_open(file: &File) -> io::Result<FileStat> {
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
