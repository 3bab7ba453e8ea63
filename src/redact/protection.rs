//! Whether it is certain what the dossier withholds. `build`, `export`, `serve` and `check --leaks` depend on it.
//!
//! Input: diagnostics. An unreadable record, table or row may have protected someone, and so may a withheld record that
//! lost a name: then it is unknown what must not be published, and nothing is published. An unreadable article or page
//! protects only itself and is left out. No other error concerns protection.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, Severity, SourcePath, Span, StageOutput};
use crate::model::EntityKind;
use crate::parse::suspected_protection;
use crate::say;

/// What is uncertain about protection.
#[derive(Clone, Debug, Default)]
pub struct Protection {
    /// Unreadable places that may protect someone. If there are any, nothing may be published.
    pub unknown: Vec<Diagnostic>,
    /// Records withheld because of an error: this may be more than intended, and some of their names may be unknown.
    pub doubtful: Vec<Diagnostic>,
}

/// Codes of errors because of which a file contains less than intended.
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
    /// Separates the diagnostics that make protection uncertain from the others. A diagnostic that stops publishing also
    /// stays among the others, but only if its file has no other error, so that no error is reported twice. `left_out`
    /// are the files withheld as a whole.
    #[must_use]
    pub fn of(
        mut diagnostics: Vec<Diagnostic>,
        left_out: &BTreeSet<&SourcePath>,
        kinds: &[EntityKind],
    ) -> StageOutput<Self> {
        let mut unknown: Vec<Diagnostic> =
            diagnostics.extract_if(.., |one| one.code == Code::ProtectionUnknown).collect();
        let unread = diagnostics.iter().filter(|one| is_unread(one.code));
        unknown.extend(unread.filter(|one| may_protect(&one.primary.span.file, kinds)).map(|one| {
            let file = &one.primary.span.file;
            suspected_protection::protection_unknown(
                Span::whole(file),
                say!(
                    en: "nobody can tell whom `{file}` protects: it cannot be read",
                    fr: "on ne sait pas qui `{file}` protège : ce fichier ne peut pas être lu",
                ),
            )
        }));
        unknown.sort();
        unknown.dedup_by(|a, b| a.primary.span.file == b.primary.span.file && a.message == b.message);
        let reported: BTreeSet<&SourcePath> = diagnostics
            .iter()
            .filter(|one| one.severity() == Severity::Error)
            .map(|one| &one.primary.span.file)
            .collect();
        let untold: Vec<Diagnostic> =
            unknown.iter().filter(|one| !reported.contains(&one.primary.span.file)).cloned().collect();
        diagnostics.extend(untold);
        let is_own = |file: &SourcePath| left_out.contains(file) || is_text(file.as_str());
        let doubtful = diagnostics.iter().filter(|one| {
            one.code == Code::ProtectiveSlip
                || (INCOMPLETE_FILE_CODES.contains(&one.code) && left_out.contains(&one.primary.span.file))
                || (is_unread(one.code) && is_own(&one.primary.span.file))
        });
        let doubtful = doubtful.cloned().collect();
        StageOutput { value: Self { unknown, doubtful }, diagnostics }
    }

    /// Returns whether it is certain what must not be published.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.unknown.is_empty()
    }
}

/// Returns whether a code means that a file or folder exists but was not read.
fn is_unread(code: Code) -> bool {
    matches!(code, Code::TooLarge | Code::StrangeFile | Code::Unreadable)
}

/// Returns whether a file or folder may contain records, or articles and pages that others refer to.
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

/// Returns whether a file is an article or a page.
fn is_text(path: &str) -> bool {
    ["content/articles/", "content/pages/", "content/index.md"].iter().any(|folder| path.starts_with(folder))
}
