//! Compares raw files with the SHA-256 that their articles give.

use crate::base::{Code, Diagnostic};
use crate::source::{RawFiles, RawState};
use crate::views::Content;

/// Checks the raw files as they were read.
pub(super) fn check(site: &Content, raw_files: &RawFiles, diagnostics: &mut Vec<Diagnostic>) {
    for source in site.articles.iter().filter_map(|text| text.document.raw_document.as_ref()) {
        let (code, message) = match raw_files.get(&source.file) {
            Some(RawState::Read(sha256)) if !sha256.eq_ignore_ascii_case(&source.sha256) => {
                (Code::RawFileChanged, format!("the raw file `{}` differs from the one that was imported", source.file))
            }
            Some(RawState::Missing) => {
                (Code::RawFileMissing, format!("the raw file `{}` is missing, though its folder exists", source.file))
            }
            Some(RawState::Unreadable) => {
                (Code::RawFileMissing, format!("`{}` is not a regular file of the project", source.file))
            }
            Some(RawState::Read(_)) | Some(RawState::FolderMissing) | None => continue,
        };
        diagnostics.push(
            Diagnostic::new(code, source.span.clone(), message)
                .help("restore it from your archive, or import it again as a new article"),
        );
    }
}
