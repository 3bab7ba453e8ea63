//! Drops diagnostics that only follow from another one: if a file is left out because of an error, links to it seem dead and
//! names that only it mentions seem unused. These would bury the error, and their "did you mean" would be wrong. Once the
//! error is fixed, the next build reports the rest.
//!
//! Called by every build, when its diagnostics are complete, and by `check` for those that it adds.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, Severity, SourcePath};
use crate::config::site as site_file;
use crate::parse::{Record, corrections, decisions};
use crate::views::Content;

/// Drops the diagnostics that follow from another one.
#[must_use]
pub(crate) fn drop_cascades(mut diagnostics: Vec<Diagnostic>, site: &Content) -> Vec<Diagnostic> {
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
    // An unreadable table takes all its ids along.
    let tables: BTreeSet<&SourcePath> = records.iter().map(|record| &record.span.file).collect();
    let has_lost_table = wrong.iter().any(|file| is_table(file) && !tables.contains(file));
    // Without site.yaml its kinds are unknown, and their folders and records seem unexpected.
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

/// Returns the subject of a diagnostic: the last name in backticks of its message. (The file may have been freed by now.)
fn missed(diagnostic: &Diagnostic) -> &str {
    diagnostic.message.en.split('`').rev().nth(1).unwrap_or_default()
}

/// Returns the file name of an address without its extension.
fn stem(address: &str) -> &str {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Returns whether a file holds many records: content/people.yaml, content/people.csv.
fn is_table(file: &SourcePath) -> bool {
    let is_in_content = file.as_str().strip_prefix("content/").is_some_and(|name| !name.contains('/'));
    let is_of_people = [decisions::FILE, corrections::FILE].contains(&file.as_str());
    is_in_content && ["yaml", "yml", "csv"].contains(&file.extension()) && !is_of_people
}
