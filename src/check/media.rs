//! The files of content/media/: names that some system refuses.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, SourcePath};
use crate::model::Route;
use crate::model::id::is_reserved;
use crate::plan::Site;
use crate::source::Snapshot;

/// The longest file name of common file systems, in bytes.
const MAX_NAME_LEN_BYTES: usize = 255;

/// Checks the files of content/media/ that are `planned`.
pub(super) fn check(site: &Site, planned: &BTreeSet<&Route>, diagnostics: &mut Vec<Diagnostic>) {
    for route in site.media.keys().filter(|route| planned.contains(route)) {
        let file = SourcePath::new(&format!("content/{route}"));
        if let Some(reason) = route.as_str().split('/').find_map(fault) {
            let message = format!("the name of `{route}` {reason}");
            diagnostics.push(
                Diagnostic::of_file(Code::UnportableName, &file, message)
                    .help("rename it, with letters, digits, `-`, `_` and `.`, and correct the texts that show it"),
            );
        }
    }
}

/// Says of a missing picture which file of the project differs from it in capitals alone.
pub(super) fn name_near(diagnostics: &mut [Diagnostic], snapshot: &Snapshot) {
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.code == Code::MissingPicture) {
        let Some(written) = diagnostic.message.split('`').nth(1) else { continue };
        let name = written.rsplit('/').next().unwrap_or(written).to_lowercase();
        let near = snapshot.below("content/media/").find(|(path, _)| path.file_name().to_lowercase() == name);
        if let Some((path, _)) = near {
            let path = path.as_str().trim_start_matches("content/");
            diagnostic.help = format!("did you mean `{path}`? Capitals and folders count");
        }
    }
}

/// Returns what some system would not bear in a part of a path, if anything.
/// Windows: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
fn fault(name: &str) -> Option<String> {
    if let Some(sign) = name.chars().find(|c| c.is_control() || "<>:\"|?*\\".contains(*c)) {
        return Some(format!("holds `{}`, which Windows refuses", sign.escape_default()));
    }
    if name.ends_with(['.', ' ']) {
        return Some("ends with a dot or a blank, which Windows drops".to_owned());
    }
    if is_reserved(name) {
        return Some("is one that Windows keeps for a device".to_owned());
    }
    (name.len() > MAX_NAME_LEN_BYTES).then(|| format!("is longer than {MAX_NAME_LEN_BYTES} bytes"))
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
