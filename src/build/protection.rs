//! Whether it can be known what the dossier withholds: the one value that `build`, `export`, `serve` and `check --leaks` ask.
//!
//! Files that cannot be read + mistakes -> [`Protection`]. The line is drawn so. A record, a table of records, a row of one
//! that cannot be read may have protected somebody, and so may a withheld record of which a name is lost: nobody can tell then
//! what must not be published, and nothing is. An article or a page that cannot be read protects itself alone, and is left
//! out. Every other mistake concerns nobody's protection, and the site is built without what it says.

use std::collections::BTreeSet;

use super::content_files::ContentFiles;
use crate::base::{Code, Diagnostic, Severity, SourcePath, Span};
use crate::model::EntityKind;
use crate::parse::suspected_protection;

/// What of the protection cannot be known.
#[derive(Clone, Debug, Default)]
pub struct Protection {
    /// What may protect somebody and cannot be read, each with its place and reason: while there is one, nothing may be
    /// published.
    pub unknown: Vec<Diagnostic>,
    /// What was withheld for a mistake: it may be more than was meant, and not all that is to be looked for is known.
    pub doubtful: Vec<Diagnostic>,
}

/// What tells that a file says less than it should.
const INCOMPLETE_FILE_CODES: [Code; 14] = [
    Code::DuplicateId,
    Code::IdClash,
    Code::EmptyFile,
    Code::NotUtf8,
    Code::TooLarge,
    Code::StrangeFile,
    Code::Unreadable,
    Code::BrokenYaml,
    Code::UnknownKey,
    Code::WrongType,
    Code::BadValue,
    Code::UnclosedFrontMatter,
    Code::BadId,
    Code::ParserFailed,
];

impl Protection {
    /// Collects what cannot be known. What stops publishing is taken out of `diagnostics`, except where nothing else is said of
    /// the file: one mistake is told once.
    pub(super) fn of(sources: &ContentFiles, kinds: &[EntityKind], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut unknown: Vec<Diagnostic> =
            diagnostics.extract_if(.., |one| one.code == Code::ProtectionUnknown).collect();
        let unread = diagnostics.iter().filter(|one| is_unread(one.code));
        unknown.extend(unread.filter(|one| may_protect(&one.primary.span.file, kinds)).map(|one| {
            let file = &one.primary.span.file;
            suspected_protection::protection_unknown(
                Span::whole(file),
                &format!("nobody can tell whom `{file}` protects: it cannot be read"),
            )
        }));
        unknown.sort();
        unknown.dedup_by(|a, b| a.primary.span.file == b.primary.span.file && a.message == b.message);
        let told: BTreeSet<&SourcePath> = diagnostics
            .iter()
            .filter(|one| one.severity() == Severity::Error)
            .map(|one| &one.primary.span.file)
            .collect();
        let untold: Vec<Diagnostic> =
            unknown.iter().filter(|one| !told.contains(&one.primary.span.file)).cloned().collect();
        diagnostics.extend(untold);
        let left_out: BTreeSet<&SourcePath> = sources.unpublished_files().collect();
        let is_own = |file: &SourcePath| left_out.contains(file) || is_text(file.as_str());
        let doubtful = diagnostics.iter().filter(|one| {
            one.code == Code::ProtectiveSlip
                || (INCOMPLETE_FILE_CODES.contains(&one.code) && left_out.contains(&one.primary.span.file))
                || (is_unread(one.code) && is_own(&one.primary.span.file))
        });
        Self { doubtful: doubtful.cloned().collect(), unknown }
    }

    /// Tells whether it is known what must not be published.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.unknown.is_empty()
    }
}

/// Tells whether a code says that a file, or a folder, is not there for dossier though it is for people.
fn is_unread(code: Code) -> bool {
    matches!(code, Code::TooLarge | Code::StrangeFile | Code::Unreadable)
}

/// Tells whether a file or folder may hold records, or the articles and pages that others refer to. A file that dossier can
/// read and does not look at is judged by what it says.
fn may_protect(path: &SourcePath, kinds: &[EntityKind]) -> bool {
    let Some(name) = path.as_str().strip_prefix("content") else { return false };
    let name = name.trim_start_matches('/');
    let (folder, rest) = name.split_once('/').unwrap_or((name, ""));
    let of_kind = |word: &str| kinds.iter().any(|kind| kind.content == word);
    let stem = folder.split('.').next().unwrap_or_default();
    name.is_empty()
        || of_kind(folder)
        || (rest.is_empty() && (of_kind(stem) || ["articles", "pages"].contains(&folder)))
}

/// Tells whether a file is an article's or a page's.
fn is_text(path: &str) -> bool {
    ["content/articles/", "content/pages/", "content/index.md"].iter().any(|folder| path.starts_with(folder))
}
