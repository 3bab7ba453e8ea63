//! Checks the files of content/media/: names that some system does not allow, and near misses of missing pictures.

use crate::base::nearest::Vocabulary;
use crate::base::{Code, Diagnostic, Message, SourcePath};
use crate::model::id::is_reserved;
use crate::say;
use crate::source::Snapshot;

/// The longest file name of common file systems, in bytes.
const MAX_NAME_LEN_BYTES: usize = 255;

/// Checks the names of all files of content/media/, published or not, and suggests a file for each missing picture.
pub(super) fn check(snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) {
    let files: Vec<&SourcePath> = snapshot.below("content/media/").map(|(path, _)| path).collect();
    let names = Vocabulary::new(files.iter().filter_map(|path| path.as_str().strip_prefix("content/")));
    for missing in diagnostics.iter_mut().filter(|one| one.code == Code::MissingPicture) {
        let written = missing.message.en.split('`').nth(1).unwrap_or_default();
        if let Some(near) = names.nearest(written).filter(|_| !missing.help.en.starts_with("did you mean")) {
            missing.help = say!(
                en: "did you mean `{near}`? Capitals and accents matter",
                fr: "vouliez-vous écrire `{near}` ? Les majuscules et les accents comptent",
            );
        }
    }
    for path in &files {
        let name = path.as_str().trim_start_matches("content/");
        if let Some(reason) = name.split('/').find_map(fault) {
            let message = say!(en: "the name of `{name}` {reason}", fr: "le nom de `{name}` {reason}"; reason);
            diagnostics.push(Diagnostic::of_file(Code::UnportableName, path, message).help(say!(
                en: "rename it using letters, digits, `-`, `_` and `.`, and correct the texts that show it",
                fr: "renommez-le avec des lettres, des chiffres, `-`, `_` et `.`, et corrigez les textes qui le montrent",
            )));
        }
    }
}

/// Returns why some system does not allow a part of a path, if so. Windows:
/// <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>
fn fault(name: &str) -> Option<Message> {
    if let Some(sign) = name.chars().find(|c| c.is_control() || "<>:\"|?*\\".contains(*c)) {
        return Some(say!(
            en: "contains `{sign}`, which Windows does not allow",
            fr: "contient `{sign}`, que Windows n’admet pas",
            sign = sign.escape_default(),
        ));
    }
    if name.ends_with(['.', ' ']) {
        return Some(say!(
            en: "ends with a dot or a space, which Windows drops",
            fr: "finit par un point ou une espace, que Windows retire",
        ));
    }
    if is_reserved(name) {
        return Some(say!(
            en: "is reserved by Windows for a device",
            fr: "est réservé par Windows à un périphérique",
        ));
    }
    (name.len() > MAX_NAME_LEN_BYTES)
        .then(|| say!(en: "is longer than {MAX_NAME_LEN_BYTES} bytes", fr: "dépasse {MAX_NAME_LEN_BYTES} octets"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_refuses_are_told() {
        for bad in ["CON.png", "aux", "a:b.png", "a?.png", "fin.", "fin ", &"é".repeat(128)] {
            assert!(fault(bad).is_some(), "{bad}");
        }
        for good in ["une photo.jpg", "console.png", "été.png", ".htaccess"] {
            assert_eq!(fault(good), None);
        }
    }
}
