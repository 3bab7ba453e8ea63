//! Compares raw files with the SHA-256 that their articles give.

use crate::base::{Code, Diagnostic};
use crate::say;
use crate::source::{RawFiles, RawState};
use crate::views::Content;

/// Checks the raw files as they were read.
pub(super) fn check(site: &Content, raw_files: &RawFiles, diagnostics: &mut Vec<Diagnostic>) {
    for source in site.articles.iter().filter_map(|text| text.document.raw_document.as_ref()) {
        let file = &source.file;
        let (code, message) = match raw_files.get(file) {
            Some(RawState::Read(sha256)) if !sha256.eq_ignore_ascii_case(&source.sha256) => (
                Code::RawFileChanged,
                say!(
                    en: "the raw file `{file}` differs from the one that was imported",
                    fr: "le document d’origine `{file}` diffère de celui qui a été importé",
                ),
            ),
            Some(RawState::Missing) => (
                Code::RawFileMissing,
                say!(
                    en: "the raw file `{file}` is missing, though its folder exists",
                    fr: "le document d’origine `{file}` manque, alors que son répertoire existe",
                ),
            ),
            Some(RawState::Unreadable) => (
                Code::RawFileMissing,
                say!(
                    en: "`{file}` is not a regular file of the project",
                    fr: "`{file}` n’est pas un fichier ordinaire du dossier",
                ),
            ),
            Some(RawState::Read(_)) | Some(RawState::FolderMissing) | None => continue,
        };
        diagnostics.push(Diagnostic::new(code, source.span.clone(), message).help(say!(
            en: "restore it from your archive, or import it again as a new article",
            fr: "rétablissez-le depuis vos archives, ou importez-le de nouveau comme un autre article",
        )));
    }
}
