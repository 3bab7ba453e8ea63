//! Divides a long list into pages. The newest entries are on the page of the list itself, the others on older pages,
//! counted from the oldest: of two hundred entries each, or, where entries differ much in length, of a number of bytes. The
//! list's own page has at least as many as an older page, and fewer than twice as many.
//!
//! So new entries never change an older page: its address can be cited, and it is not rendered again. A list is not
//! divided if its template does not show the links to older pages, because they would be unreachable.

use std::ops::Range;

use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::RenderContext;
use crate::base::KeyBuilder;
use crate::model::{ArticleIx, Route, routes};

/// Number of entries of an older page; of entries of different lengths the maximum.
const LEN: usize = 200;
/// Length of an older page of entries of different lengths, in bytes; the last entry may exceed it.
const LEN_BYTES: usize = 30_000;

/// The position of a page among the pages of its list.
#[derive(Clone, Debug, Serialize)]
pub struct Paging {
    /// Number of the page: 1 is the oldest.
    pub number: u64,
    /// The period that it covers; empty on the list's own page.
    pub label: String,
    /// The next older page; null on the oldest.
    pub older: Option<PageLink>,
    /// The next newer page; null on the list's own page, which has the newest entries.
    pub newer: Option<PageLink>,
    /// All other pages, newest first; empty on older pages.
    pub pages: Vec<PageLink>,
}

/// A page of a list.
#[derive(Clone, Debug, Serialize)]
pub struct PageLink {
    /// The period that it covers; empty for the list's own page.
    pub label: String,
    /// Its route.
    pub href: String,
}

/// The division of a list into pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageRanges {
    n: usize,
    /// For each older page the number of entries up to its newest, counted from the oldest.
    ends: Vec<usize>,
}

impl PageRanges {
    /// Divides a list of `n` entries if its template shows the links to older pages.
    #[must_use]
    pub(crate) fn new(n: usize, is_cut: bool) -> Self {
        let n_older = if is_cut { (n / LEN).saturating_sub(1) } else { 0 };
        Self { n, ends: (1..=n_older).map(|number| number * LEN).collect() }
    }

    /// Divides a list of entries of these lengths in bytes, newest first.
    #[must_use]
    pub(crate) fn weighed(lengths: &[usize]) -> Self {
        let mut ends = Vec::new();
        let (mut rest, mut filled, mut start) = (lengths.iter().sum::<usize>(), 0, 0);
        for (number, length) in lengths.iter().rev().enumerate() {
            filled += length;
            rest -= length;
            let end = number + 1;
            let n_newer = lengths.len() - end;
            if filled < LEN_BYTES && end - start < LEN {
                continue;
            }
            // What is newer must fill a page too.
            if rest < LEN_BYTES && n_newer < LEN {
                break;
            }
            ends.push(end);
            (filled, start) = (0, end);
        }
        Self { n: lengths.len(), ends }
    }

    /// Returns the number of older pages.
    #[must_use]
    pub(crate) fn n_older(&self) -> usize {
        self.ends.len()
    }

    /// Returns the entries, counted from the newest, of an older page by its number, or of the list's own page.
    #[must_use]
    pub(crate) fn range(&self, older: Option<usize>) -> Range<usize> {
        let end = |number: usize| number.checked_sub(1).and_then(|at| self.ends.get(at)).copied().unwrap_or_default();
        match older {
            None => 0..self.n - end(self.n_older()),
            Some(number) => self.n - end(number)..self.n - end(number.saturating_sub(1)),
        }
    }
}

/// Adds the links to other pages of the list to the key of a page.
pub(crate) fn key(
    content: &Content,
    cut: &PageRanges,
    older: Option<usize>,
    article: impl Fn(usize) -> ArticleIx,
    key: &mut KeyBuilder,
) {
    // The page after the last older page is the list's own. It grows, so its link has no period.
    let shown = match older {
        None => 1..cut.n_older() + 1,
        Some(number) => number.saturating_sub(1).max(1)..(number + 2).min(cut.n_older() + 1),
    };
    key.number(shown.start as u64).number(shown.end as u64);
    for number in shown {
        let range = cut.range(Some(number));
        key.key(content.link_index.articles[article(range.start)].card_key);
        key.key(content.link_index.articles[article(range.end - 1)].card_key);
    }
}

/// Makes the links between the pages of the list at `own`; `article` returns the article of an entry.
#[must_use]
pub(crate) fn paging(
    context: &RenderContext,
    own: &Route,
    cut: &PageRanges,
    older: Option<usize>,
    article: impl Fn(usize) -> ArticleIx,
) -> Paging {
    let link = |number: usize| {
        let range = cut.range(Some(number));
        let month = |entry: usize| match components::month(context, article(entry)) {
            none if none.is_empty() => context.interface.theme.messages.text("undated").to_owned(),
            month => month,
        };
        let months = [month(range.end - 1), month(range.start)];
        let [from, to] = &months;
        let label = if from == to { from.clone() } else { months.join(" – ") };
        PageLink { label, href: routes::older_page(own, number).to_string() }
    };
    let newest = || PageLink { label: String::new(), href: own.to_string() };
    let number = older.unwrap_or(cut.n_older() + 1);
    Paging {
        number: number as u64,
        label: older.map(|number| link(number).label).unwrap_or_default(),
        older: (number > 1).then(|| link(number - 1)),
        newer: older.map(|number| if number < cut.n_older() { link(number + 1) } else { newest() }),
        pages: if older.is_none() { (1..=cut.n_older()).rev().map(link).collect() } else { Vec::new() },
    }
}

/// Returns the title of a page of a list.
#[must_use]
pub(crate) fn title(list: &str, paging: &Paging) -> String {
    if paging.label.is_empty() { list.to_owned() } else { format!("{list}, {}", paging.label) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that each entry is on one page, and that the pages of the entries that were there before stay as they were.
    fn check(before: &PageRanges, after: &PageRanges) {
        for cut in [before, after] {
            let pages = (1..=cut.n_older()).rev().map(|number| cut.range(Some(number)));
            let all: Vec<usize> = cut.range(None).chain(pages.flatten()).collect();
            assert_eq!(all, (0..cut.n).collect::<Vec<_>>());
        }
        for number in 1..=before.n_older() {
            let from_oldest = |cut: &PageRanges| cut.range(Some(number)).map(|entry| cut.n - entry).collect::<Vec<_>>();
            assert_eq!(from_oldest(before), from_oldest(after), "{number}");
        }
    }

    #[test]
    fn every_entry_stands_on_one_page_and_older_pages_never_change() {
        for n in [0, 1, 199, 200, 399, 400, 401, 599, 600, 12_345] {
            let cut = PageRanges::new(n, true);
            check(&cut, &PageRanges::new(n + 1, true));
            let own = cut.range(None);
            assert!(own.len() < 2 * LEN && (n < LEN || own.len() >= LEN), "{n}");
        }
    }

    #[test]
    fn pages_of_long_entries_have_fewer() {
        let lengths: Vec<usize> =
            (0..900).map(|entry| [300, 5_000, 800, 90_000, 20][entry % 5] * (1 + entry / 300)).collect();
        let length = |range: Range<usize>| lengths[range].iter().sum::<usize>();
        for newest in 0..lengths.len() {
            let cut = PageRanges::weighed(&lengths[newest + 1..]);
            check(&cut, &PageRanges::weighed(&lengths[newest..]));
        }
        let cut = PageRanges::weighed(&lengths);
        let longest = 3 * 90_000;
        assert!(length(cut.range(None)) >= LEN_BYTES && length(cut.range(None)) < 2 * LEN_BYTES + longest);
        assert!((1..=cut.n_older()).all(|number| length(cut.range(Some(number))) < LEN_BYTES + longest));
        assert_eq!(PageRanges::weighed(&[20; 399]).n_older(), 0);
        assert_eq!(PageRanges::weighed(&[20; 400]), PageRanges::new(400, true));
        assert_eq!(PageRanges::weighed(&[1_000; 100]).range(None), 0..40);
    }
}
