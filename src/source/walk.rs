//! Walks the project folder: finds the files to read, their names, and what cannot be read. [`super::snapshot`] reads the
//! files.
//!
//! A link to another file of the project is followed. A link to a folder or out of the project is reported, and so is what
//! cannot be opened.

use std::collections::BTreeMap;
use std::io;
use std::time::SystemTime;

use super::limits::{MAX_MEDIA_LEN_BYTES, MAX_TEXT_LEN_BYTES};
use crate::base::confined::{ConfinedDir, FileKind, FileStat};
use crate::base::message::io_reason;
use crate::base::{Code, Diagnostic, Message, SourcePath};
use crate::say;

/// Maximum depth of folders: bind mounts can make an infinite tree.
const MAX_DEPTH: usize = 32;

/// Metadata that identifies an unchanged file without reading it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FileStamp {
    pub(super) len: u64,
    pub(super) modified: Option<SystemTime>,
    pub(super) changed: Option<(i64, i64)>,
    pub(super) inode: u64,
}

/// A file to read.
pub(super) struct DirEntry {
    /// Folder that really contains the file, below the root.
    pub(super) folder: String,
    /// Its name there.
    pub(super) leaf: String,
    /// Its name in the project.
    pub(super) name: SourcePath,
    /// Its metadata when it was found.
    pub(super) stamp: FileStamp,
}

/// The result of a walk.
pub(super) struct ProjectWalk<'a> {
    /// The project folder.
    pub(super) root: &'a ConfinedDir,
    /// Files to read.
    pub(super) files: Vec<DirEntry>,
    /// Files that are links, with their targets.
    pub(super) links: BTreeMap<SourcePath, SourcePath>,
    /// Diagnostics of what was left out.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> ProjectWalk<'a> {
    pub(super) fn new(root: &'a ConfinedDir) -> Self {
        Self { root, files: Vec::new(), links: BTreeMap::new(), diagnostics: Vec::new() }
    }

    /// Visits the entry with a name, in the spelling of the disk.
    pub(super) fn visit_path(&mut self, name: &str) {
        let (folder, leaf) = name.rsplit_once('/').unwrap_or(("", name));
        match self.root.folder(folder) {
            Ok(folder) => self.visit_entry(&folder, leaf, name, name.matches('/').count()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => self.unreadable(folder, &error),
        }
    }

    /// Visits the entry `leaf` of an open folder, which is `name` below the root.
    pub(super) fn visit_entry(&mut self, folder: &ConfinedDir, leaf: &str, name: &str, depth: usize) {
        match folder.stat(leaf) {
            // Deleted since the folder was listed: treated as if it never existed.
            Ok(None) => {}
            Ok(Some(stat)) if stat.kind == FileKind::Link => self.visit_link(name),
            Ok(Some(stat)) => self.visit_target(folder, leaf, name, name, depth, &stat),
            Err(error) => self.unreadable(name, &error),
        }
    }

    /// Follows a link to another file of the project. A link to a folder could make a cycle.
    fn visit_link(&mut self, name: &str) {
        let source = SourcePath::new(name);
        let Ok(target) = self.root.resolve(name) else {
            // The target may appear soon: a program that saves by renaming leaves a moment in which the link is dead.
            self.links.extend(self.root.link_target(name).map(|target| (source.clone(), SourcePath::new(&target))));
            let to_folder = self.root.path().join(name).canonicalize().is_ok_and(|target| {
                let root = self.root.path().canonicalize();
                target.is_dir() && root.is_ok_and(|root| target.starts_with(root))
            });
            let what = if to_folder {
                say!(en: "is a link to a folder", fr: "est un lien vers un répertoire")
            } else {
                say!(
                    en: "is a link that leads out of the project, or nowhere",
                    fr: "est un lien qui mène hors du dossier, ou nulle part",
                )
            };
            return self.strange(&source, &what);
        };
        if is_private(&target) {
            let what = say!(
                en: "is a link to a file that no build reads: a hidden one, or a raw document",
                fr: "est un lien vers un fichier qu’aucune construction ne lit : caché, ou document d’origine",
            );
            return self.strange(&source, &what);
        }
        self.links.insert(source, SourcePath::new(&target));
        let (folder, leaf) = target.rsplit_once('/').unwrap_or(("", &target));
        match self.root.folder(folder).and_then(|folder| Ok((folder.stat(leaf)?, folder))) {
            Ok((Some(stat), folder)) => self.visit_target(&folder, leaf, name, &target, 0, &stat),
            Ok((None, _)) => {}
            Err(error) => self.unreadable(name, &error),
        }
    }

    /// Adds an entry that is not a link: it is called `name`, and is really `real` below the root.
    fn visit_target(
        &mut self,
        folder: &ConfinedDir,
        leaf: &str,
        name: &str,
        real: &str,
        depth: usize,
        stat: &FileStat,
    ) {
        let source = SourcePath::new(name);
        if stat.kind == FileKind::Folder {
            if depth > MAX_DEPTH {
                let what = say!(
                    en: "is a folder deeper than 32 levels",
                    fr: "est un répertoire à plus de 32 niveaux de profondeur",
                );
                return self.strange(&source, &what);
            }
            return match folder.folder(leaf) {
                Ok(folder) => self.visit_folder(&folder, name, depth),
                Err(error) => self.unreadable(name, &error),
            };
        }
        if stat.kind != FileKind::File {
            let what = say!(en: "is neither a file nor a folder", fr: "n’est ni un fichier ni un répertoire");
            return self.strange(&source, &what);
        }
        let limit = if is_media(name) { MAX_MEDIA_LEN_BYTES } else { MAX_TEXT_LEN_BYTES };
        if stat.len > limit {
            let message = say!(
                en: "this file has {size} MiB, more than the {limit} MiB that are read",
                fr: "ce fichier fait {size} Mio, plus que les {limit} Mio qui sont lus",
                size = stat.len >> 20,
                limit = limit >> 20,
            );
            let help = say!(en: "split it, or keep it elsewhere", fr: "coupez-le, ou gardez-le ailleurs");
            return self.diagnostics.push(Diagnostic::of_file(Code::TooLarge, &source, message).help(help));
        }
        let folder = real.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        self.files.push(DirEntry { folder, leaf: leaf.to_owned(), name: source, stamp: file_stamp(stat) });
    }

    fn visit_folder(&mut self, folder: &ConfinedDir, name: &str, depth: usize) {
        let entries = match folder.entries() {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(name, &error),
        };
        // A folder that can be listed but not entered makes all its entries unreadable: report it once.
        let first = entries.iter().find_map(|(file_name, _)| file_name.to_str());
        if let Some(Err(error)) = first.map(|first| folder.stat(first))
            && error.kind() == io::ErrorKind::PermissionDenied
        {
            return self.unreadable(name, &error);
        }
        for (file_name, _) in entries {
            let Some(child) = file_name.to_str() else {
                let shown = format!("{name}/{}", file_name.to_string_lossy());
                let what = say!(en: "has a name that is not Unicode", fr: "a un nom qui n’est pas en Unicode");
                self.strange(&SourcePath::new(&shown), &what);
                continue;
            };
            if is_editor_file(child) {
                continue;
            }
            self.visit_entry(folder, child, &format!("{name}/{child}"), depth + 1);
        }
    }

    /// Reports an unreadable file or folder.
    pub(super) fn unreadable(&mut self, name: &str, error: &io::Error) {
        let source = SourcePath::new(name);
        let reason = io_reason(error);
        let message =
            say!(en: "`{name}` cannot be read: {reason}", fr: "`{name}` ne peut pas être lu : {reason}"; reason);
        let help = say!(
            en: "give yourself permission to read it, and to enter it if it is a folder (`chmod u+rX`)",
            fr: "donnez-vous le droit de le lire, et d’y entrer si c’est un répertoire (`chmod u+rX`)",
        );
        self.diagnostics.push(Diagnostic::of_file(Code::Unreadable, &source, message).help(help));
    }

    fn strange(&mut self, name: &SourcePath, what: &Message) {
        let message = say!(en: "`{name}` {what}, and is left out", fr: "`{name}` {what}, et est laissé de côté"; what);
        self.diagnostics.push(Diagnostic::of_file(Code::StrangeFile, name, message).help(say!(
            en: "put an ordinary file in its place, or remove it",
            fr: "mettez un fichier ordinaire à sa place, ou retirez-le",
        )));
    }
}

fn is_media(name: &str) -> bool {
    name.starts_with("content/media/") || name.starts_with("themes/")
}

/// Returns whether a file of the project does not belong to the site: git's, an editor's, dossier's own, or a raw document.
/// Otherwise a link in a stranger's dossier could publish passwords that git keeps.
fn is_private(name: &str) -> bool {
    name.starts_with("seeds/") || name.split('/').any(|part| part.starts_with('.'))
}

/// Returns whether a file belongs to an editor or the system: hidden, a backup, a swap file.
#[must_use]
pub(crate) fn is_editor_file(file_name: &str) -> bool {
    file_name.starts_with('.')
        || file_name.ends_with('~')
        || file_name.starts_with('#')
        || file_name == "4913"
        || [".swp", ".swo", ".tmp", ".bak", ".bck"].iter().any(|ending| file_name.ends_with(ending))
        || ["Thumbs.db", "desktop.ini"].contains(&file_name)
}

pub(super) fn file_stamp(stat: &FileStat) -> FileStamp {
    FileStamp { len: stat.len, modified: stat.modified, changed: stat.changed, inode: stat.inode }
}
