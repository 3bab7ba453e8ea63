//! Findings that only echo another: what names a file that was left out for an error is unknown, what it alone spoke of seems
//! forgotten. The error is reported; its echoes would bury it, and their "did you mean" would name somebody else. Mend it,
//! and the next build judges the rest.
//!
//! Called wherever findings are complete: by each build, so that no command and no preview forgets it, and by `check`
//! for what it adds.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, Severity, SourcePath};
use crate::config::site as site_file;
use crate::parse::Record;
use crate::views::Content;

/// Drops the echoes.
#[must_use]
pub fn drop_cascades(mut diagnostics: Vec<Diagnostic>, site: &Content) -> Vec<Diagnostic> {
    let wrong = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
    let wrong: BTreeSet<SourcePath> = wrong.map(|diagnostic| diagnostic.primary.span.file.clone()).collect();
    if wrong.is_empty() {
        return diagnostics;
    }
    let articles: BTreeSet<&SourcePath> = site.articles.iter().map(|text| &text.document.file).collect();
    let published = site.registry.entities.iter().map(|entity| &*entity.record);
    let records: Vec<&Record> = published.chain(site.registry.withheld.iter().map(|record| &**record)).collect();
    let record_ids: BTreeSet<&str> = records.iter().map(|record| record.id.as_str()).collect();
    let lost = |file: &&SourcePath| match file.as_str().strip_prefix("content/").map(|name| name.split_once('/')) {
        Some(Some(("articles", _))) => !articles.contains(file),
        Some(Some((folder, _))) => !["pages", "notes", "media"].contains(&folder) && !record_ids.contains(file.stem()),
        Some(None) | None => false,
    };
    let left_out: BTreeSet<&str> = wrong.iter().filter(lost).map(SourcePath::stem).collect();
    let has_lost_article = wrong.iter().filter(lost).any(|file| file.as_str().starts_with("content/articles/"));
    // A table that cannot be read as a whole takes all its ids along.
    let tables: BTreeSet<&SourcePath> = records.iter().map(|record| &record.span.file).collect();
    let has_lost_table = wrong.iter().any(|file| is_table(file) && !tables.contains(file));
    // Without site.yaml nobody knows its kinds, and their folders and records are strange.
    let has_lost_site = diagnostics.iter().any(|diagnostic| {
        diagnostic.code.is_unreadable_file() && diagnostic.primary.span.file.as_str() == site_file::FILE
    });
    let is_of_kinds =
        |code: Code| matches!(code, Code::UnknownId | Code::DeadLink | Code::StrangeFile | Code::WrongKind);
    diagnostics.retain(|diagnostic| match diagnostic.code {
        code if has_lost_site && is_of_kinds(code) => false,
        Code::UnknownId => !has_lost_table && !left_out.contains(missed(diagnostic)),
        Code::OrphanDecision | Code::OrphanNote => !left_out.contains(missed(diagnostic)),
        Code::DeadLink => !left_out.contains(stem(missed(diagnostic))),
        Code::NeverMentioned | Code::UnusedTag | Code::SimilarTag | Code::MediaUnused | Code::NoSource => {
            !has_lost_article
        }
        _ => true,
    });
    diagnostics
}

/// Returns what a finding misses: the one name in backticks that its message holds, or the last of several. The file that
/// it stands in may be let go of by now.
fn missed(diagnostic: &Diagnostic) -> &str {
    diagnostic.message.split('`').rev().nth(1).unwrap_or_default()
}

/// Returns the file name of an address without its ending.
fn stem(address: &str) -> &str {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Tells whether a file holds many records: content/people.yaml, content/people.csv.
fn is_table(file: &SourcePath) -> bool {
    let is_in_content = file.as_str().strip_prefix("content/").is_some_and(|name| !name.contains('/'));
    is_in_content && ["yaml", "yml", "csv"].contains(&file.extension()) && file.stem() != "decisions"
}
