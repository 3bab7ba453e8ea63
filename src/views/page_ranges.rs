//! The division of a long list into pages, for `pagination`, which links them. It knows numbers and lengths only.

use std::ops::Range;

/// Number of entries of an older page; of entries of different lengths the maximum.
const LEN: usize = 200;
/// Length of an older page of entries of different lengths, in bytes; the last entry may exceed it.
const LEN_BYTES: usize = 30_000;

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
        // The page after the last older one has the rest.
        let end = |number: usize| match number {
            0 => 0,
            number => self.ends.get(number - 1).copied().unwrap_or(self.n),
        };
        match older {
            None => 0..self.n - end(self.n_older()),
            Some(number) => self.n - end(number)..self.n - end(number.saturating_sub(1)),
        }
    }
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
