//! Which pieces of which files of an EPUB are one article.
//!
//! The articles of an issue that calibre made lie in folders of their own. Otherwise each entry of the table of contents
//! that begins a file begins a chapter, and files without an entry continue it. Entries within a file are sections of its
//! chapter, unless they are of the same level as the first entry of the file: then they are chapters too.

use std::collections::BTreeMap;

use super::contents::ContentsEntry;
use super::package::{BookPackage, article_folder};

/// An article to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ChapterPlan {
    /// Its title in the table of contents.
    pub(super) title: Option<String>,
    /// Its pieces, in order.
    pub(super) pieces: Vec<ChapterPiece>,
}

/// A file, or a piece of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ChapterPiece {
    /// The path of the file.
    pub(super) path: String,
    /// The id of the element that it begins with.
    pub(super) from: Option<String>,
    /// The id of the element before which it ends.
    pub(super) until: Option<String>,
}

/// Plans the articles of a book.
pub(super) fn plan_chapters(package: &BookPackage, entries: &[ContentsEntry]) -> Vec<ChapterPlan> {
    let mut by_path: BTreeMap<&str, Vec<&ContentsEntry>> = BTreeMap::new();
    for entry in entries {
        by_path.entry(entry.path.as_str()).or_default().push(entry);
    }
    if package.spine.iter().any(|path| article_folder(path).is_some()) {
        return issue_articles(package, &by_path);
    }
    let mut plans: Vec<ChapterPlan> = Vec::new();
    for path in &package.spine {
        let Some(starts) = by_path.get(path.as_str()) else {
            match plans.last_mut().filter(|_| !entries.is_empty()) {
                Some(plan) => plan.pieces.push(ChapterPiece { path: path.clone(), ..ChapterPiece::default() }),
                // What comes before the first entry, or all of it if there are no entries.
                None => plans.push(ChapterPlan {
                    title: None,
                    pieces: vec![ChapterPiece { path: path.clone(), ..ChapterPiece::default() }],
                }),
            }
            continue;
        };
        plans.extend(chapters_of_file(path, starts));
    }
    plans
}

/// Returns the articles of an issue: the files of a folder are one.
fn issue_articles(package: &BookPackage, by_path: &BTreeMap<&str, Vec<&ContentsEntry>>) -> Vec<ChapterPlan> {
    let mut plans: Vec<ChapterPlan> = Vec::new();
    let mut folder = "";
    for path in &package.spine {
        let Some(found) = article_folder(path) else { continue };
        let piece = ChapterPiece { path: path.clone(), ..ChapterPiece::default() };
        match plans.last_mut().filter(|_| found == folder) {
            Some(plan) => plan.pieces.push(piece),
            None => {
                let title = by_path.get(path.as_str()).and_then(|entries| entries.first());
                plans.push(ChapterPlan { title: title.map(|entry| entry.title.clone()), pieces: vec![piece] });
            }
        }
        folder = found;
    }
    plans
}

/// Returns the chapters that begin in a file.
fn chapters_of_file(path: &str, entries: &[&ContentsEntry]) -> Vec<ChapterPlan> {
    let Some(first) = entries.first() else { return Vec::new() };
    // A section of an issue leads to the same place as its first article, whose title is the better one.
    let same_place = |entry: &&&ContentsEntry| entry.fragment == first.fragment;
    let first = entries.iter().take_while(same_place).last().unwrap_or(first);
    let mut starts: Vec<&ContentsEntry> = Vec::new();
    for entry in entries.iter().skip_while(|entry| entry.fragment == first.fragment) {
        if entry.depth <= first.depth && entry.fragment.is_some() {
            starts.push(entry);
        }
    }
    let ends = starts.iter().map(|entry| entry.fragment.clone()).chain([None]);
    let mut from = None;
    let mut plans = Vec::new();
    for (entry, until) in [*first].into_iter().chain(starts.iter().copied()).zip(ends) {
        let piece = ChapterPiece { path: path.to_owned(), from, until: until.clone() };
        plans.push(ChapterPlan { title: Some(entry.title.clone()), pieces: vec![piece] });
        from = until;
    }
    plans
}
