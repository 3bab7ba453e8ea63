//! Edits the project's files: one process at a time, and several files together or not at all.
//!
//! New contents are first written next to their final place under a hidden name that no build reads; then a journal
//! lists the renamings; then they are done. If the process is killed before the journal is written, nothing has
//! changed, and the next command removes the temporary files. If it is killed later, the next command finishes the
//! renamings. At any moment every file is either the old one or the new one.
//!
//! Every command that changes files of the user goes through [`EditSession::commit`]. It uses
//! [`crate::base::confined`], so that no name and no link leads out of the project. It does not look at what the files
//! contain, and does not write the output folder, which is the job of `publish::sync`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::journal::{self, FILE as JOURNAL, FileMove};
use crate::base::confined::{ConfinedDir, FileKind, is_path_escape};
use crate::base::disk_names::on_disk;
use crate::base::files;
use crate::base::files::FolderLock;
use crate::base::path::{SourcePath, composed};

mod error;

pub use error::EditError;

/// Folder for backups, below the project's root; no build reads it.
const BACKUPS: &str = ".backup";
/// How long to wait for another process that is editing; an edit takes milliseconds.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);
/// Maximum size of a file that is edited or deleted, and of a journal. No command writes larger ones.
const MAX_LEN_BYTES: u64 = 256 << 20;

/// What happens to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditAction {
    /// It is written with these bytes.
    Write(Vec<u8>),
    /// It is removed, and kept under a hidden name in the same folder.
    SetAside,
    /// It is deleted without a copy.
    Delete,
}

/// A change of one file.
#[derive(Clone, Debug)]
pub struct FileChange {
    /// The file, relative to the project's root.
    pub name: SourcePath,
    /// The content that the change was made from. `None` if there must be no file yet, or if a file is deleted whatever
    /// it contains.
    pub previous_bytes: Option<Vec<u8>>,
    /// What happens to it.
    pub action: EditAction,
}

impl FileChange {
    /// Makes the change that writes a new file.
    #[must_use]
    pub fn new_file(name: &str, text: &str) -> Self {
        Self { name: SourcePath::new(name), previous_bytes: None, action: EditAction::Write(text.as_bytes().to_vec()) }
    }
}

/// Exclusive edit lock on a project, released on drop or process exit.
pub struct EditSession {
    root: ConfinedDir,
    /// Folder for backups of the changed files, relative to the root.
    backup: Option<String>,
    _lock: FolderLock,
}

impl EditSession {
    /// Waits until no other process edits the project, finishes what an interrupted command began, and removes its
    /// temporary files.
    ///
    /// # Errors
    /// When another process keeps the lock, or the disk cannot be read or written.
    pub fn open(root: &Path) -> Result<Self, EditError> {
        let session = Self::lock(root)?;
        for folder in ["content", "seeds"] {
            if let Ok(folder) = session.root.folder(folder) {
                folder.remove_temporary_files();
            }
        }
        Ok(session)
    }

    /// As [`Self::open`], but leaves temporary files where they are: for many changes in a row, since looking for them reads
    /// every folder.
    ///
    /// # Errors
    /// When another process keeps the lock, or the disk cannot be read or written.
    pub fn lock(root: &Path) -> Result<Self, EditError> {
        fs::create_dir_all(root).map_err(|source| disk(root.to_owned(), source))?;
        let folder = ConfinedDir::open(root).map_err(|source| disk(root.to_owned(), source))?;
        let content = folder.make_folder("content", |_| ()).map_err(|source| disk(root.join("content"), source))?;
        let since = Instant::now();
        loop {
            match content.lock() {
                Some(lock) => {
                    let session = Self { root: folder, backup: None, _lock: lock };
                    // Another process may have been killed since the last change of this one; a commit would replace its journal.
                    session.recover()?;
                    return Ok(session);
                }
                None if since.elapsed() > LOCK_TIMEOUT => return Err(EditError::Busy(root.to_owned())),
                None => std::thread::sleep(Duration::from_millis(10)),
            }
        }
    }

    /// Turns on backups: files are copied to `.backup` in the project's root before they are changed.
    #[must_use]
    pub fn with_backup(self) -> Self {
        let names = (1..).map(|n| format!("{BACKUPS}/{n:04}"));
        // If no backup can be written, the first change reports it.
        let free = names.into_iter().find(|name| !matches!(self.root.stat(name), Ok(Some(_))));
        Self { backup: free, ..self }
    }

    /// Returns the project's folder.
    #[must_use]
    pub fn root(&self) -> &ConfinedDir {
        &self.root
    }

    /// Opens a folder of the project and creates it if it is missing.
    ///
    /// # Errors
    /// When a link is in the way, or the folder cannot be created.
    pub fn make_folder(&self, name: &str) -> Result<ConfinedDir, EditError> {
        self.root.make_folder(name, |_| ()).map_err(|source| disk(self.root.display_path(name), source))
    }

    /// Returns whether a name is taken. If that cannot be determined, [`Self::commit`] reports why.
    #[must_use]
    pub fn exists(&self, name: &SourcePath) -> bool {
        matches!(self.root.stat(&on_disk(&self.root, name)), Ok(Some(_)))
    }

    /// Returns the hidden copies of a file that was set aside, sorted by name.
    #[must_use]
    pub fn set_aside_files(&self, name: &SourcePath) -> Vec<SourcePath> {
        let name = on_disk(&self.root, name);
        let (folder, file) = split(&name);
        let file = composed(file);
        let entries = self.root.folder(folder).and_then(|folder| folder.entries()).unwrap_or_default();
        let names = entries.into_iter().filter(|(_, kind)| *kind == FileKind::File);
        let names = names
            .filter_map(|(name, _)| name.into_string().ok())
            .filter(|name| journal::is_set_aside_name(&composed(name), &file));
        names.map(|name| SourcePath::new(&join(folder, &name))).collect()
    }

    /// Reads a file that is to be changed; `None` if there is none.
    ///
    /// # Errors
    /// When it cannot be read, or a link leads out of the project.
    pub fn read(&self, name: &SourcePath) -> Result<Option<Vec<u8>>, EditError> {
        let shown = || self.root.display_path(name.as_str());
        let name = self.real_name(name)?;
        self.root.read(&name, MAX_LEN_BYTES).map_err(|source| disk(shown(), source))
    }

    /// Returns the name of the file that is really changed. A link may point to another file of the project, but not to
    /// a hidden one: otherwise a link in a stranger's dossier could write into files that Git executes.
    fn real_name(&self, name: &SourcePath) -> Result<String, EditError> {
        let path = self.root.display_path(name.as_str());
        let own = on_disk(&self.root, name);
        let real = self.root.resolve(&own).map_err(|source| disk(path.clone(), source))?;
        let is_hidden = real.split('/').any(|part| part.starts_with('.'));
        if real != own && is_hidden { Err(EditError::Outside(path)) } else { Ok(real) }
    }

    /// Carries out all changes, or none. A single renaming needs no journal.
    ///
    /// # Errors
    /// When a file was changed in the meantime, is read-only, is outside the project, or cannot be written.
    pub fn commit(&self, changes: &[FileChange]) -> Result<(), EditError> {
        let mut staged = StagedChanges::default();
        let done = self.stage(changes, &mut staged).and_then(|()| self.apply_moves(&staged.moves));
        match &done {
            // Files to be deleted have temporary names by now.
            Ok(()) => staged.deleted.iter().for_each(|name| drop(self.root.remove(name))),
            Err(EditError::Halfway { .. }) => {}
            Err(_) => staged.undo(&self.root),
        }
        done
    }

    fn stage(&self, changes: &[FileChange], staged: &mut StagedChanges) -> Result<(), EditError> {
        for change in changes {
            let is_blind = change.previous_bytes.is_none() && change.action == EditAction::Delete;
            if !is_blind && self.read(&change.name)? != change.previous_bytes {
                let name = change.name.clone();
                return Err(if change.previous_bytes.is_none() {
                    EditError::Taken(name)
                } else {
                    EditError::Changed(name)
                });
            }
            let path = self.root.display_path(change.name.as_str());
            let name = self.real_name(&change.name)?;
            let stat = self.root.stat(&name).map_err(|source| disk(path.clone(), source))?;
            if stat.is_some_and(|stat| stat.is_read_only) {
                return Err(EditError::ReadOnly(path));
            }
            if let Some(was) = &change.previous_bytes {
                self.back_up(&change.name, was)?;
            }
            let (folder, file) = split(&name);
            let waiting = join(folder, &files::temporary_name());
            match &change.action {
                EditAction::SetAside => {
                    let names = (1..).map(|n| join(folder, &journal::set_aside_name(file, n)));
                    let is_free = |name: &String| {
                        matches!(self.root.stat(name), Ok(None)) && staged.moves.iter().all(|one| one.to != *name)
                    };
                    let to = names.into_iter().find(is_free).unwrap_or_default();
                    staged.moves.push(FileMove { from: name, to });
                }
                EditAction::Delete => {
                    staged.deleted.push(waiting.clone());
                    staged.moves.push(FileMove { from: name, to: waiting });
                }
                EditAction::Write(bytes) => {
                    let make = self.root.make_folder(folder, |made| staged.folders.push(made));
                    make.map_err(|source| disk(self.root.display_path(folder), source))?;
                    staged.written.push(waiting.clone());
                    staged.moves.push(FileMove { from: waiting.clone(), to: name.clone() });
                    let written = self.root.create_durable(&waiting, bytes, &name);
                    written.map_err(|source| disk(path, source))?;
                }
            }
        }
        // New files first: after an interruption a renamed file exists twice rather than not at all.
        staged.moves.sort_by_key(|one| !staged.written.contains(&one.from));
        Ok(())
    }

    /// Copies a file to the backup folder.
    fn back_up(&self, name: &SourcePath, bytes: &[u8]) -> Result<(), EditError> {
        let Some(backup) = &self.backup else { return Ok(()) };
        let kept = format!("{backup}/{name}");
        let folder = self.root.make_folder(split(&kept).0, |_| ());
        let written = folder.and_then(|folder| folder.replace_durable(name.file_name(), bytes));
        written.map_err(|source| disk(self.root.display_path(&kept), source))
    }

    fn apply_moves(&self, moves: &[FileMove]) -> Result<(), EditError> {
        let write =
            |name: &str, result: io::Result<()>| result.map_err(|source| disk(self.root.display_path(name), source));
        match moves {
            [] => Ok(()),
            [one] => write(&one.to, self.root.rename(&one.from, &one.to)),
            _ => {
                write(JOURNAL, self.root.replace_durable(JOURNAL, &journal::to_bytes(moves)))?;
                self.rename_journalled(moves)
            }
        }
    }

    fn rename_journalled(&self, moves: &[FileMove]) -> Result<(), EditError> {
        let halfway = |name: &str| {
            let path = self.root.display_path(name);
            move |source| EditError::Halfway { path, source }
        };
        for FileMove { from, to } in moves {
            // If it is missing, it was renamed before the interruption.
            if self.root.stat(from).map_err(halfway(from))?.is_some() {
                self.root.rename(from, to).map_err(halfway(to))?;
            }
        }
        self.root.remove(JOURNAL).map(drop).map_err(halfway(JOURNAL))
    }

    /// Finishes what an interrupted command began.
    fn recover(&self) -> Result<(), EditError> {
        let found =
            self.root.read(JOURNAL, MAX_LEN_BYTES).map_err(|source| disk(self.root.display_path(JOURNAL), source))?;
        let Some(bytes) = found else { return Ok(()) };
        let moves = journal::parse(&bytes).ok_or(EditError::Journal)?;
        // A journal may have come with a stranger's dossier: replace nothing but regular files, and never site.yaml.
        let replaces = |one: &FileMove| match self.root.stat(&one.to) {
            Ok(None) => true,
            Ok(Some(stat)) => stat.kind == FileKind::File && one.to.contains('/'),
            Err(_) => false,
        };
        let is_file = |one: &FileMove| match self.root.stat(&one.from) {
            Ok(found) => found.is_none_or(|stat| stat.kind == FileKind::File),
            Err(_) => false,
        };
        if !moves.iter().all(|one| replaces(one) || matches!(self.root.stat(&one.from), Ok(None)))
            || !moves.iter().all(is_file)
        {
            return Err(EditError::Journal);
        }
        self.rename_journalled(&moves)
    }
}

/// Finishes an interrupted command, if there was one, before the project is read. Returns whether there was. If another
/// process holds the lock, it is left to that process.
///
/// # Errors
/// When it cannot be finished.
pub fn recover(root: &Path) -> Result<bool, EditError> {
    let found = ConfinedDir::open(root).and_then(|folder| folder.stat(JOURNAL));
    // Without a folder, or with a link in its place, there is no journal.
    if !matches!(found, Ok(Some(_))) {
        return Ok(false);
    }
    match EditSession::open(root) {
        Ok(_) => Ok(true),
        Err(EditError::Busy(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Splits a name into its folder (empty for the root) and its last part.
fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('/').unwrap_or(("", name))
}

fn join(folder: &str, file: &str) -> String {
    if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }
}

/// Files written so far, and the renamings to do.
#[derive(Default)]
struct StagedChanges {
    moves: Vec<FileMove>,
    /// Temporary files, removed if the commit fails.
    written: Vec<String>,
    /// Temporary names of the files to be deleted.
    deleted: Vec<String>,
    folders: Vec<String>,
}

impl StagedChanges {
    fn undo(&self, root: &ConfinedDir) {
        for waiting in &self.written {
            let _ = root.remove(waiting);
        }
        for folder in self.folders.iter().rev() {
            let _ = root.remove_folder(folder);
        }
    }
}

fn disk(path: PathBuf, source: io::Error) -> EditError {
    if is_path_escape(&source) { EditError::Outside(path) } else { EditError::Disk { path, source } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(name: &str, was: Option<&str>, now: Option<&str>) -> FileChange {
        let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
        let action = bytes(now).map_or(EditAction::SetAside, EditAction::Write);
        FileChange { name: SourcePath::new(name), previous_bytes: bytes(was), action }
    }

    fn tree(root: &Path) -> Vec<String> {
        fn walk(folder: &Path, list: &mut Vec<String>) {
            for entry in fs::read_dir(folder).expect("a folder").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    walk(&path, list);
                } else {
                    list.push(format!("{} {}", entry.file_name().display(), fs::read_to_string(&path).expect("text")));
                }
            }
        }
        let mut list = Vec::new();
        walk(root, &mut list);
        list.sort();
        list
    }

    #[test]
    fn several_files_change_together_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let session = EditSession::open(folder.path()).expect("a session");
        session
            .commit(&[change("content/a.md", None, Some("1")), change("content/b/c.md", None, Some("2"))])
            .expect("done");
        assert_eq!(tree(folder.path()), ["a.md 1", "c.md 2"]);
        let before = tree(folder.path());
        let stale = [
            change("content/a.md", Some("1"), Some("3")),
            change("content/new/d.md", None, Some("4")),
            change("content/b/c.md", Some("other"), None),
        ];
        assert!(matches!(session.commit(&stale), Err(EditError::Changed(name)) if name.as_str() == "content/b/c.md"));
        assert_eq!(tree(folder.path()), before);
        assert!(!folder.path().join("content/new").exists());
        session
            .commit(&[change("content/b/c.md", Some("2"), None), change("content/a.md", Some("1"), Some("3"))])
            .expect("done");
        assert_eq!(tree(folder.path()), [".c.md.before 2", "a.md 3"]);
    }

    #[test]
    fn what_was_interrupted_is_ended_and_swept() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            fs::create_dir_all(folder.path().join(name).parent().expect("a folder")).expect("a folder");
            fs::write(folder.path().join(name), text).expect("a file");
        };
        write("content/.dossier-7-1.tmp", "new a");
        write("content/a.md", "old a");
        write("content/b.md", "b");
        write("content/people/.dossier-7-9.tmp", "half");
        assert!(!recover(folder.path()).expect("nothing to do"));
        write(
            JOURNAL,
            r#"{"dossier":1,"moves":[["content/.dossier-7-0.tmp","content/z.md"],["content/.dossier-7-1.tmp","content/a.md"],["content/b.md","content/.b.md.before"]]}"#,
        );
        assert!(recover(folder.path()).expect("done"));
        assert_eq!(tree(folder.path()), [".b.md.before b", "a.md new a"]);
        write("content/.dossier-7-1.tmp", "newer a");
        write(JOURNAL, r#"{"dossier":1,"moves":[["content/.dossier-7-1.tmp","content/a.md"]]}"#);
        drop(EditSession::lock(folder.path()).expect("a session"));
        assert_eq!(tree(folder.path()), [".b.md.before b", "a.md newer a"]);
    }

    #[test]
    fn a_journal_from_elsewhere_renames_nothing() {
        for moves in [
            r#"["content/a.md","content/b.md"]"#,
            r#"["content/.dossier-1.tmp","../b.md"]"#,
            r#"["content/.dossier-1.tmp","b.md"]"#,
            r#"["site.yaml","content/.site.yaml.before"]"#,
            "[]",
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            fs::create_dir(folder.path().join("content")).expect("a folder");
            for name in ["content/a.md", "content/.dossier-1.tmp", "site.yaml"] {
                fs::write(folder.path().join(name), "x").expect("a file");
            }
            fs::write(folder.path().join(JOURNAL), format!("{{\"dossier\":1,\"moves\":[{moves}]}}")).expect("a file");
            let before = tree(folder.path());
            assert!(matches!(recover(folder.path()), Err(EditError::Journal)), "{moves}");
            assert_eq!(tree(folder.path()), before, "{moves}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_links_or_over_what_is_read_only() {
        let (folder, elsewhere) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let root = folder.path();
        let session = EditSession::open(root).expect("a session");
        std::os::unix::fs::symlink(elsewhere.path(), root.join("content/people")).expect("a link");
        fs::write(root.join("content/real.md"), "1").expect("a file");
        std::os::unix::fs::symlink(root.join("content/real.md"), root.join("content/link.md")).expect("a link");
        assert!(matches!(
            session.commit(&[change("content/people/a.md", None, Some("x"))]),
            Err(EditError::Outside(_))
        ));
        assert_eq!(fs::read_dir(elsewhere.path()).expect("a folder").count(), 0);
        session
            .commit(&[change("content/link.md", Some("1"), Some("2"))])
            .expect("a link within the project is followed");
        assert_eq!(fs::read_to_string(root.join("content/real.md")).expect("text"), "2");
        assert!(root.join("content/link.md").is_symlink());
        let mut permissions = fs::metadata(root.join("content/real.md")).expect("a file").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(root.join("content/real.md"), permissions).expect("permissions");
        assert!(matches!(
            session.commit(&[change("content/real.md", Some("2"), Some("3"))]),
            Err(EditError::ReadOnly(_))
        ));
    }

    #[test]
    fn two_do_not_edit_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let session = EditSession::open(folder.path()).expect("a session");
        let content = ConfinedDir::open(&folder.path().join("content")).expect("a folder");
        assert!(cfg!(windows) || content.lock().is_none());
        drop(session);
        assert!(content.lock().is_some());
    }
}
