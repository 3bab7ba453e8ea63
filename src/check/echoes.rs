//! Findings that only echo another: what names a file that was left out for an error is unknown, what it alone spoke of seems
//! forgotten. The error is reported; its echoes would bury it. Mend it, and the next check judges the rest.

use std::collections::BTreeSet;

use super::place::place;
use super::time::Records;
use crate::base::{Code, Diagnostic, Severity, SourcePath};
use crate::plan::Site;
use crate::source::Snapshot;

/// Drops the echoes.
pub(super) fn without(
    mut diagnostics: Vec<Diagnostic>,
    site: &Site,
    records: &Records<'_>,
    snapshot: &Snapshot,
) -> Vec<Diagnostic> {
    let articles: BTreeSet<&SourcePath> = site.articles.iter().map(|text| &text.source.file).collect();
    let wrong = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
    let wrong: BTreeSet<SourcePath> = wrong.map(|diagnostic| diagnostic.primary.span.file.clone()).collect();
    let lost = |file: &&SourcePath| match file.as_str().strip_prefix("content/").map(|name| name.split_once('/')) {
        Some(Some(("articles", _))) => !articles.contains(file),
        Some(Some((folder, _))) => !["pages", "notes", "media"].contains(&folder) && !records.contains_key(file.stem()),
        Some(None) | None => false,
    };
    let left_out: BTreeSet<&str> = wrong.iter().filter(lost).map(SourcePath::stem).collect();
    let has_lost_article = wrong.iter().filter(lost).any(|file| file.as_str().starts_with("content/articles/"));
    // A table that cannot be read as a whole takes all its ids along.
    let tables: BTreeSet<&SourcePath> = records.values().map(|record| &record.span.file).collect();
    let has_lost_table = wrong.iter().any(|file| is_table(file) && !tables.contains(file));
    diagnostics.retain(|diagnostic| match diagnostic.code {
        Code::UnknownId | Code::OrphanDecision | Code::OrphanNote => {
            let is_lost = left_out.contains(named(diagnostic, snapshot));
            !is_lost && (!has_lost_table || diagnostic.code != Code::UnknownId)
        }
        Code::NeverMentioned | Code::UnusedTag | Code::SimilarTag | Code::MediaUnused | Code::NoSource => {
            !has_lost_article
        }
        _ => true,
    });
    diagnostics
}

/// Returns the id that a finding is about: the words that it points at, or the name of its file.
fn named<'a>(diagnostic: &'a Diagnostic, snapshot: &'a Snapshot) -> &'a str {
    let words = place(&diagnostic.primary, snapshot).words;
    if words.is_empty() {
        return diagnostic.primary.span.file.stem();
    }
    words.trim_start_matches("[[").split(['#', '|', ']']).next().unwrap_or_default()
}

/// Tells whether a file holds many records: content/people.yaml, content/people.csv.
fn is_table(file: &SourcePath) -> bool {
    let is_in_content = file.as_str().strip_prefix("content/").is_some_and(|name| !name.contains('/'));
    is_in_content && ["yaml", "yml", "csv"].contains(&file.extension()) && file.stem() != "decisions"
}
