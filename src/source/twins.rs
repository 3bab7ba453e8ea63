//! Files of one folder whose names differ in their Unicode form alone: on many systems they are one file, and everything
//! here names them alike. One of them is read, and that is told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::base::{Code, Diagnostic, SourcePath};

/// Returns which files of a list, each with its place on the disk, are not to be read: of several with one name all but the
/// one that is written as everything else names it.
pub(super) fn surplus<'a>(
    files: impl Iterator<Item = (&'a SourcePath, &'a Path)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeSet<usize> {
    let mut spellings: BTreeMap<&SourcePath, Vec<(bool, &Path, usize)>> = BTreeMap::new();
    for (index, (name, path)) in files.enumerate().filter(|(_, (name, _))| !name.as_str().is_ascii()) {
        let is_other = !path.to_str().is_some_and(|path| path.ends_with(name.as_str()));
        spellings.entry(name).or_default().push((is_other, path, index));
    }
    let mut surplus = BTreeSet::new();
    for (name, mut spelled) in spellings.into_iter().filter(|(_, spelled)| spelled.len() > 1) {
        spelled.sort();
        surplus.extend(spelled.into_iter().skip(1).map(|(_, _, index)| index));
        let message =
            format!("`{name}` is there twice, its accents written in one sign and in two; one of the two is read");
        let help = "delete or rename one of the two: on many systems they are one file";
        diagnostics.push(Diagnostic::of_file(Code::IdClash, name, message).help(help));
    }
    surplus
}
