//! The journal of an edit: which files are about to be renamed, so that an interrupted command can be ended by the next.
//!
//! A journal is a file of the project, and a project may come from a stranger. So every line is checked before any is
//! believed: it renames within one folder below content/ or seeds/, and only what [`crate::edit::session`] itself renames. Pure: it
//! touches no disk.

use serde::{Deserialize, Serialize};

use crate::base::confined::is_confined;
use crate::base::files::is_temporary_name;

/// Where the journal stands, below the project's root.
pub const FILE: &str = "content/.dossier-journal.json";
/// The one file at the root that a journal may bring, where none is yet.
const SITE: &str = "site.yaml";
/// Version of the format.
const VERSION: u32 = 1;

/// One renaming.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileMove {
    /// The name that the file has, below the project's root.
    pub from: String,
    /// The name that it gets.
    pub to: String,
}

#[derive(Serialize, Deserialize)]
struct JournalFile {
    dossier: u32,
    moves: Vec<(String, String)>,
}

/// Writes a journal.
#[must_use]
pub fn to_bytes(moves: &[FileMove]) -> Vec<u8> {
    let moves = moves.iter().map(|one| (one.from.clone(), one.to.clone())).collect();
    // Text and numbers always serialise.
    serde_json::to_vec(&JournalFile { dossier: VERSION, moves }).unwrap_or_default()
}

/// Reads a journal; `None` where it is damaged, or one of its lines is not one that an edit writes.
#[must_use]
pub fn parse(bytes: &[u8]) -> Option<Vec<FileMove>> {
    let file: JournalFile = serde_json::from_slice(bytes).ok()?;
    let moves: Vec<FileMove> = file.moves.into_iter().map(|(from, to)| FileMove { from, to }).collect();
    (file.dossier == VERSION && !moves.is_empty() && moves.iter().all(is_own)).then_some(moves)
}

/// Returns the hidden name that a file gets when it is set aside for the `n`th time, from 1.
#[must_use]
pub fn set_aside_name(file_name: &str, n: usize) -> String {
    if n == 1 { format!(".{file_name}.before") } else { format!(".{file_name}.before-{n}") }
}

/// Tells whether a file was set aside when it was called `file_name`.
#[must_use]
pub fn is_set_aside_name(name: &str, file_name: &str) -> bool {
    let rest = name.strip_prefix('.').and_then(|name| name.strip_prefix(file_name));
    let number =
        |rest: &str| rest.strip_prefix('-').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    rest.and_then(|rest| rest.strip_prefix(".before")).is_some_and(|rest| rest.is_empty() || number(rest))
}

/// Tells whether a renaming is one that an edit makes: a waiting file takes its place, or a file is set aside, or it takes a
/// waiting name to be deleted.
fn is_own(one: &FileMove) -> bool {
    let FileMove { from, to } = one;
    if !is_confined(from) || !is_confined(to) || [from, to].iter().any(|name| name.contains('\\')) {
        return false;
    }
    let split = |name: &str| name.rsplit_once('/').map(|(folder, file)| (folder.to_owned(), file.to_owned()));
    let Some(((from_folder, from), (to_folder, to))) = split(from).zip(split(to)) else {
        return is_temporary_name(from) && to == SITE;
    };
    let is_of_the_user = |folder: &str| ["content", "seeds"].contains(&folder.split('/').next().unwrap_or_default());
    from_folder == to_folder
        && is_of_the_user(&from_folder)
        && (is_temporary_name(&from) != is_temporary_name(&to)
            || !is_temporary_name(&from) && is_set_aside_name(&to, &from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_an_edit_renames_is_believed() {
        let journal = |from: &str, to: &str| {
            let moves = [FileMove { from: from.to_owned(), to: to.to_owned() }];
            parse(&to_bytes(&moves)).is_some_and(|found| found == moves)
        };
        for (from, to) in [
            ("content/.dossier-1-1.tmp", "content/a.md"),
            ("content/people/.dossier-1-1.tmp", "content/people/a.md"),
            ("seeds/x/a.txt", "seeds/x/.dossier-1-1.tmp"),
            ("content/a.md", "content/.a.md.before"),
            ("content/a.md", "content/.a.md.before-12"),
            (".dossier-1-1.tmp", "site.yaml"),
        ] {
            assert!(journal(from, to), "{from} -> {to}");
        }
        for (from, to) in [
            ("content/a.md", "content/b.md"),
            ("content/.dossier-1-1.tmp", "content/people/a.md"),
            ("content/../out/a", "content/../out/.a.before"),
            ("content/./a", "content/./.a.before"),
            ("content//a", "content//.a.before"),
            ("/home/x/a", "/home/x/.a.before"),
            ("../a", "../.a.before"),
            ("..\\content/a", "..\\content/.a.before"),
            ("site.yaml", ".site.yaml.before"),
            ("site.yaml", ".dossier-1-1.tmp"),
            ("themes/x/a", "themes/x/.a.before"),
            ("public/a", "public/.a.before"),
            ("contents/a", "contents/.a.before"),
            (".dossier-1-1.tmp", ".bashrc"),
            ("content/.dossier-1-1.tmp", "content/.dossier-1-2.tmp"),
            ("content/a.md", "content/.a.md.before-"),
            ("content/", "content/..before"),
            ("", ""),
        ] {
            assert!(!journal(from, to), "{from} -> {to}");
        }
        for damaged in ["", "{", "[]", r#"{"dossier":2,"moves":[]}"#, r#"{"dossier":1,"moves":[]}"#] {
            assert!(parse(damaged.as_bytes()).is_none(), "{damaged}");
        }
    }
}
