//! Files of one folder whose names differ only in their Unicode form. On many systems they are one file, and dossier uses
//! one name for both: one of them is read, and the collision is reported.

use std::collections::{BTreeMap, BTreeSet};

use super::walk::DirEntry;
use crate::base::{Code, Diagnostic, SourcePath};
use crate::say;

/// Returns which files of a list must not be read: of several with the same normalised name, all but the one in the form
/// used everywhere else.
pub(super) fn redundant_files(files: &[DirEntry], diagnostics: &mut Vec<Diagnostic>) -> BTreeSet<usize> {
    let mut spellings: BTreeMap<&SourcePath, Vec<(bool, String, usize)>> = BTreeMap::new();
    for (index, found) in files.iter().enumerate().filter(|(_, found)| !found.name.as_str().is_ascii()) {
        let path = format!("{}/{}", found.folder, found.leaf);
        spellings.entry(&found.name).or_default().push((path != found.name.as_str(), path, index));
    }
    let mut surplus = BTreeSet::new();
    for (name, mut spelled) in spellings.into_iter().filter(|(_, spelled)| spelled.len() > 1) {
        spelled.sort();
        surplus.extend(spelled.into_iter().skip(1).map(|(_, _, index)| index));
        let message = say!(
            en: "`{name}` is there twice, its accents written in one sign and in two; one of the two is read",
            fr: "`{name}` est là deux fois, ses accents écrits en un signe et en deux ; l’un des deux fichiers est lu",
        );
        let help = say!(
            en: "delete or rename one of the two: on many systems they are one file",
            fr: "supprimez ou renommez l’un des deux : sur bien des systèmes, c’est un seul fichier",
        );
        diagnostics.push(Diagnostic::of_file(Code::IdClash, name, message).help(help));
    }
    surplus
}
