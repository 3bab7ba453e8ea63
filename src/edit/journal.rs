//! The journal of an edit: the list of files about to be renamed, so that the next command can finish an interrupted
//! one.
//!
//! A journal is a file in the project, and a project may come from a stranger. So every line is checked before any is
//! used: it must rename within one folder below content/ or seeds/, and only as `crate::edit::session` itself does.
//! Pure: it does not touch the disk.

use serde::{Deserialize, Serialize};

use crate::base::confined::is_confined;
use crate::base::files::is_temporary_name;

/// Path of the journal below the project's root.
pub const FILE: &str = "content/.dossier-journal.json";
/// The only file at the root that a journal may create; it never replaces one.
const SITE: &str = "site.yaml";
/// Version of the format.
const VERSION: u32 = 1;

/// One renaming.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileMove {
    /// The current name, below the project's root.
    pub from: String,
    /// The new name.
    pub to: String,
}

#[derive(Serialize, Deserialize)]
struct JournalFile {
    dossier: u32,
    moves: Vec<(String, String)>,
}

/// Formats a journal.
#[must_use]
pub(super) fn to_bytes(moves: &[FileMove]) -> Vec<u8> {
    let moves = moves.iter().map(|one| (one.from.clone(), one.to.clone())).collect();
    // Serialising strings and numbers cannot fail.
    serde_json::to_vec(&JournalFile { dossier: VERSION, moves }).unwrap_or_default()
}

/// Parses a journal; `None` if it is damaged, or one of its lines is not one that an edit writes.
#[must_use]
pub fn parse(bytes: &[u8]) -> Option<Vec<FileMove>> {
    let file: JournalFile = serde_json::from_slice(bytes).ok()?;
    let moves: Vec<FileMove> = file.moves.into_iter().map(|(from, to)| FileMove { from, to }).collect();
    (file.dossier == VERSION && !moves.is_empty() && moves.iter().all(is_own)).then_some(moves)
}

/// Returns the hidden name of the `n`th copy of a file that is set aside, from 1.
#[must_use]
pub(super) fn set_aside_name(file_name: &str, n: usize) -> String {
    if n == 1 { format!(".{file_name}.before") } else { format!(".{file_name}.before-{n}") }
}

/// Returns whether a name is that of a copy of `file_name` that was set aside.
#[must_use]
pub(super) fn is_set_aside_name(name: &str, file_name: &str) -> bool {
    let rest = name.strip_prefix('.').and_then(|name| name.strip_prefix(file_name));
    let number =
        |rest: &str| rest.strip_prefix('-').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    rest.and_then(|rest| rest.strip_prefix(".before")).is_some_and(|rest| rest.is_empty() || number(rest))
}

/// Returns whether an edit makes such a renaming: a temporary file takes its final name, or a file is set aside, or it
/// gets a temporary name to be deleted.
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
