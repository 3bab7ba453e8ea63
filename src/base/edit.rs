//! Editing the project: one process at a time, and several files together or not at all.
//!
//! What is to change is first written beside its place, under a hidden name that nobody reads; then a journal says what
//! will be renamed; then it is renamed. Killed before the journal stands, nothing has changed, and the next command sweeps
//! up; killed after it, the next command renames the rest. Every file is the old one or the new one at any moment. What
//! the files say is no concern of this module, and the output folder neither (`publish::sync` has its own stage).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::files::{self, Lock, is_waiting};
use super::path::SourcePath;

/// Where it is written what is being renamed; below the project's root.
const JOURNAL: &str = "content/.dossier-journal.json";
/// Where files are kept as they were, below the project's root; nothing reads it.
const BACKUPS: &str = ".backup";
/// How long one waits for another process that edits; it needs milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why files were not edited. Unless it says otherwise, nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// Another process edits.
    #[error("another dossier command is changing `{}`", .0.display())]
    Busy(PathBuf),
    /// The file is no longer what the new content was made from.
    #[error("`{0}` was changed meanwhile")]
    Changed(SourcePath),
    /// A link leads somewhere else.
    #[error("`{}` is a link, and files are never written through one that leads out of the project", .0.display())]
    Outside(PathBuf),
    /// Somebody wants the file to stay.
    #[error("`{}` is read-only", .0.display())]
    ReadOnly(PathBuf),
    /// The journal of an interrupted command makes no sense.
    #[error("`{JOURNAL}` is damaged")]
    Journal,
    /// The disk refused after renaming had begun.
    #[error("cannot write `{}`: {source}; the next dossier command does the rest", path.display())]
    Halfway {
        /// What was written.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
    /// The disk refused.
    #[error("cannot write `{}`: {source}", path.display())]
    Disk {
        /// What was written.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
}

impl EditError {
    /// Tells whether the system is at fault, rather than what stands in the project.
    #[must_use]
    pub fn is_of_the_world(&self) -> bool {
        !matches!(self, Self::Outside(_))
    }

    /// Says what to do, starting with a verb.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Busy(_) => "wait for it to finish, and try again; nothing was written",
            Self::Changed(_) => "do it again, with the file as it is now; nothing was written",
            Self::Outside(_) => "put a real folder or file in its place; nothing was written",
            Self::ReadOnly(_) => "make it writable if you want it changed; nothing was written",
            Self::Journal => "look at it, and remove it: it names what an interrupted command was renaming",
            Self::Halfway { .. } => "make room or mend the permissions, then run any dossier command",
            Self::Disk { .. } => "check the folder, its permissions and the free space; nothing was changed",
        }
    }
}

/// One file of an edit.
#[derive(Clone, Debug)]
pub struct Change {
    /// The file, below the project's root.
    pub name: SourcePath,
    /// What it held when the change was planned; `None` where there was no file.
    pub was: Option<Vec<u8>>,
    /// What it is to hold; `None` puts it aside, under a hidden name in its folder.
    pub now: Option<Vec<u8>>,
}

impl Change {
    /// Makes a file that does not exist yet.
    #[must_use]
    pub fn new_file(name: &str, text: &str) -> Self {
        Self { name: SourcePath::new(name), was: None, now: Some(text.as_bytes().to_vec()) }
    }
}

/// The right to edit a project. Ends when it is dropped, and with the process, however that ends.
pub struct Desk {
    root: PathBuf,
    backup: Option<PathBuf>,
    _lock: Lock,
}

/// What is renamed: from, to; below the project's root.
#[derive(Serialize, Deserialize)]
struct Journal {
    dossier: u32,
    moves: Vec<(String, String)>,
}

impl Desk {
    /// Waits until nobody else edits the project, ends what an interrupted command had begun, and sweeps up after it.
    ///
    /// # Errors
    /// When somebody else goes on editing, or the disk refuses.
    pub fn open(root: &Path) -> Result<Self, EditError> {
        let desk = Self::lock(root)?;
        desk.recover()?;
        for folder in ["content", "seeds"] {
            files::sweep(&desk.root.join(folder));
        }
        Ok(desk)
    }

    /// Only waits until nobody else edits the project: for a command that has opened it before.
    ///
    /// # Errors
    /// When somebody else goes on editing, or the disk refuses.
    pub fn lock(root: &Path) -> Result<Self, EditError> {
        let folder = root.join("content");
        fs::create_dir_all(&folder).map_err(|source| disk(&folder, source))?;
        let since = Instant::now();
        loop {
            match files::lock(&folder) {
                Some(lock) => return Ok(Self { root: root.to_owned(), backup: None, _lock: lock }),
                None if since.elapsed() > PATIENCE => return Err(EditError::Busy(root.to_owned())),
                None => std::thread::sleep(Duration::from_millis(10)),
            }
        }
    }

    /// Keeps what is changed from now on as it was, in the next numbered folder below `.backup/`.
    #[must_use]
    pub fn with_backup(self) -> Self {
        let all = self.root.join(BACKUPS);
        let free = (1..).map(|n| all.join(format!("{n:04}"))).find(|folder| folder.symlink_metadata().is_err());
        Self { backup: free, ..self }
    }

    /// Tells whether something has this name, be it a link that leads nowhere.
    #[must_use]
    pub fn exists(&self, name: &SourcePath) -> bool {
        !files::spellings(&self.root, name).is_empty()
    }

    /// Makes all the changes, or none.
    ///
    /// # Errors
    /// Why nothing was changed; or, as [`EditError::Halfway`], why the next command has to do the rest.
    pub fn commit(&self, changes: &[Change]) -> Result<(), EditError> {
        let mut staged = Staged::default();
        let done = self.stage(changes, &mut staged).and_then(|()| self.move_in(&staged.moves()));
        if !matches!(done, Ok(()) | Err(EditError::Halfway { .. })) {
            staged.undo(&self.root);
        }
        done
    }

    fn stage(&self, changes: &[Change], staged: &mut Staged) -> Result<(), EditError> {
        for change in changes {
            let name = inside(&self.root, &change.name)?;
            let path = self.root.join(&name);
            let found = current(&path)?;
            if found != change.was {
                return Err(EditError::Changed(change.name.clone()));
            }
            if found.is_some() && path.metadata().is_ok_and(|metadata| metadata.permissions().readonly()) {
                return Err(EditError::ReadOnly(path));
            }
            if let Some(was) = &change.was {
                self.keep(&change.name, was)?;
            }
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            let beside = |file: String| if folder.is_empty() { file } else { format!("{folder}/{file}") };
            let Some(now) = &change.now else {
                let file = name.rsplit('/').next().unwrap_or(&name);
                staged.aside.push((name.clone(), beside(format!(".{file}.before"))));
                continue;
            };
            staged.make_folders(&self.root.join(folder))?;
            let waiting = beside(files::waiting_name());
            let temporary = self.root.join(&waiting);
            staged.written.push((waiting, name));
            files::write_through(&temporary, now, &path).map_err(|source| disk(&path, source))?;
        }
        Ok(())
    }

    /// Keeps a file as it was, where that is asked for.
    fn keep(&self, name: &SourcePath, bytes: &[u8]) -> Result<(), EditError> {
        let Some(folder) = &self.backup else { return Ok(()) };
        let kept = folder.join(name.as_str());
        files::make_folder(&kept).and_then(|()| files::write_whole(&kept, bytes)).map_err(|source| disk(&kept, source))
    }

    fn move_in(&self, moves: &[(String, String)]) -> Result<(), EditError> {
        // One renaming needs no journal: it is done or not.
        if let [(from, to)] = moves {
            let to = self.root.join(to);
            return fs::rename(self.root.join(from), &to).map_err(|source| disk(&to, source));
        }
        let journal = self.root.join(JOURNAL);
        let text = serde_json::to_vec(&Journal { dossier: 1, moves: moves.to_vec() }).unwrap_or_default();
        files::write_whole(&journal, &text).map_err(|source| disk(&journal, source))?;
        self.carry_out(moves)
    }

    fn carry_out(&self, moves: &[(String, String)]) -> Result<(), EditError> {
        let halfway = |path: PathBuf| |source| EditError::Halfway { path, source };
        for (from, to) in moves {
            let (from, to) = (self.root.join(from), self.root.join(to));
            // Otherwise it was renamed before the interruption.
            if from.symlink_metadata().is_ok() {
                fs::rename(&from, &to).map_err(halfway(to))?;
            }
        }
        let journal = self.root.join(JOURNAL);
        fs::remove_file(&journal).map_err(halfway(journal))
    }

    /// Does the rest of what an interrupted command had begun.
    fn recover(&self) -> Result<(), EditError> {
        let Some(bytes) = current(&self.root.join(JOURNAL))? else { return Ok(()) };
        let journal: Journal = serde_json::from_slice(&bytes).map_err(|_| EditError::Journal)?;
        // A journal is a file like any other, and may have come with somebody else's dossier.
        for (from, to) in &journal.moves {
            let (from, to) = (SourcePath::new(from), SourcePath::new(to));
            if !is_ours(from.as_str(), to.as_str()) || [&from, &to].iter().any(|name| inside(&self.root, name).is_err())
            {
                return Err(EditError::Journal);
            }
        }
        self.carry_out(&journal.moves)
    }
}

/// Ends what an interrupted command had begun, where there is such a thing, before the project is read. Returns whether
/// there was. Where another process is at work it is left to that.
///
/// # Errors
/// When it cannot be ended.
pub fn recover(root: &Path) -> Result<bool, EditError> {
    if root.join(JOURNAL).symlink_metadata().is_err() {
        return Ok(false);
    }
    match Desk::open(root) {
        Ok(_) => Ok(true),
        Err(EditError::Busy(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Returns the name under which a file of the project is to be written, as the disk spells it: through a link to another file of the project, never
/// through a link to a folder or out of the project.
///
/// # Errors
/// Where a link leads out.
pub fn inside(root: &Path, name: &SourcePath) -> Result<String, EditError> {
    let mut at = root.to_owned();
    let on_disk = files::on_disk(root, name);
    let name = on_disk.strip_prefix(root).ok().and_then(Path::to_str).map(|name| name.replace('\\', "/"));
    let Some(name) = name else { return Err(EditError::Outside(on_disk)) };
    let mut parts = name.split('/').peekable();
    while let Some(part) = parts.next() {
        at.push(part);
        if !at.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink()) {
            continue;
        }
        let (target, full) = (at.canonicalize(), root.canonicalize());
        let below = |target: PathBuf, full: PathBuf| target.strip_prefix(full).map(Path::to_owned).ok();
        let leads = target.ok().zip(full.ok()).and_then(|(target, full)| below(target, full));
        return match leads.as_ref().and_then(|path| path.to_str()).filter(|_| parts.peek().is_none()) {
            Some(name) => Ok(name.replace('\\', "/")),
            None => Err(EditError::Outside(at)),
        };
    }
    Ok(name)
}

/// Tells whether a line of a journal is one that [`Desk::commit`] writes: within one folder, from a waiting name or to a
/// hidden one.
fn is_ours(from: &str, to: &str) -> bool {
    let split = |name: &str| {
        name.rsplit_once('/').map_or((String::new(), name.to_owned()), |(a, b)| (a.to_owned(), b.to_owned()))
    };
    let ((from_folder, from), (to_folder, to)) = (split(from), split(to));
    from_folder == to_folder
        && !to.is_empty()
        && (is_waiting(&from) && !is_waiting(&to) || to == format!(".{from}.before"))
}

fn current(path: &Path) -> Result<Option<Vec<u8>>, EditError> {
    files::read_ordinary(path).map_err(|source| disk(path, source))
}

/// What was made so far, in order to unmake it.
#[derive(Default)]
struct Staged {
    written: Vec<(String, String)>,
    aside: Vec<(String, String)>,
    folders: Vec<PathBuf>,
}

impl Staged {
    /// Returns all renamings, new contents first: nothing is ever in no file.
    fn moves(&self) -> Vec<(String, String)> {
        [self.written.as_slice(), self.aside.as_slice()].concat()
    }

    fn make_folders(&mut self, folder: &Path) -> Result<(), EditError> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(|source| disk(folder, source))?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    fn undo(&self, root: &Path) {
        for (waiting, _) in &self.written {
            let _ = fs::remove_file(root.join(waiting));
        }
        for folder in self.folders.iter().rev() {
            // Fails where somebody put something in meanwhile, and so it should.
            let _ = fs::remove_dir(folder);
        }
    }
}

fn disk(path: &Path, source: io::Error) -> EditError {
    EditError::Disk { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(name: &str, was: Option<&str>, now: Option<&str>) -> Change {
        let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
        Change { name: SourcePath::new(name), was: bytes(was), now: bytes(now) }
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
        let desk = Desk::open(folder.path()).expect("a desk");
        desk.commit(&[change("content/a.md", None, Some("1")), change("content/b/c.md", None, Some("2"))])
            .expect("done");
        assert_eq!(tree(folder.path()), ["a.md 1", "c.md 2"]);
        let before = tree(folder.path());
        let stale = [
            change("content/a.md", Some("1"), Some("3")),
            change("content/new/d.md", None, Some("4")),
            change("content/b/c.md", Some("other"), None),
        ];
        assert!(matches!(desk.commit(&stale), Err(EditError::Changed(name)) if name.as_str() == "content/b/c.md"));
        assert_eq!(tree(folder.path()), before);
        assert!(!folder.path().join("content/new").exists());
        desk.commit(&[change("content/b/c.md", Some("2"), None), change("content/a.md", Some("1"), Some("3"))])
            .expect("done");
        assert_eq!(tree(folder.path()), [".c.md.before 2", "a.md 3"]);
    }

    #[test]
    fn what_was_interrupted_is_ended_and_swept() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            files::make_folder(&folder.path().join(name))
                .and_then(|()| fs::write(folder.path().join(name), text))
                .expect("a file");
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
        let desk = Desk::open(root).expect("a desk");
        std::os::unix::fs::symlink(elsewhere.path(), root.join("content/people")).expect("a link");
        fs::write(root.join("content/real.md"), "1").expect("a file");
        std::os::unix::fs::symlink(root.join("content/real.md"), root.join("content/link.md")).expect("a link");
        assert!(matches!(desk.commit(&[change("content/people/a.md", None, Some("x"))]), Err(EditError::Outside(_))));
        assert_eq!(fs::read_dir(elsewhere.path()).expect("a folder").count(), 0);
        desk.commit(&[change("content/link.md", Some("1"), Some("2"))]).expect("a link within the project is followed");
        assert_eq!(fs::read_to_string(root.join("content/real.md")).expect("text"), "2");
        assert!(root.join("content/link.md").is_symlink());
        let mut permissions = fs::metadata(root.join("content/real.md")).expect("a file").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(root.join("content/real.md"), permissions).expect("permissions");
        assert!(matches!(desk.commit(&[change("content/real.md", Some("2"), Some("3"))]), Err(EditError::ReadOnly(_))));
    }

    #[test]
    fn two_do_not_edit_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = Desk::open(folder.path()).expect("a desk");
        assert!(cfg!(windows) || files::lock(&folder.path().join("content")).is_none());
        drop(desk);
        assert!(files::lock(&folder.path().join("content")).is_some());
    }
}
