//! The properties of an article that scores of related articles need: how many entities it names, and its day.

use super::summary::ArticleSummary;
use crate::model::Edtf;

/// The properties of an article for comparisons; small, because the weights of all articles are read for each one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleWeight {
    /// The logarithm of the number of entities it names.
    breadth: u32,
    /// Its day, months counted as 31 days; [`NO_DAY`] if none is known.
    day: i32,
}

const NO_DAY: i32 = i32::MIN;

impl ArticleWeight {
    /// Returns the weight of an article.
    #[must_use]
    pub fn of(summary: &ArticleSummary) -> Self {
        Self { breadth: breadth(summary.entity_occurrences.len()), day: day(summary.card.date).unwrap_or(NO_DAY) }
    }

    /// Returns how many days lie between two articles, if both days are known.
    pub(super) fn days_from(self, other: Self) -> Option<u32> {
        (self.day != NO_DAY && other.day != NO_DAY).then(|| self.day.abs_diff(other.day))
    }

    /// Returns the logarithm of the number of entities that the article names.
    pub(super) fn breadth(self) -> u32 {
        self.breadth
    }
}

pub(super) fn breadth(n_entities: usize) -> u32 {
    u32::try_from(log2(n_entities as u64 + 4)).unwrap_or(u32::MAX)
}

/// Returns the logarithm in base 2, times 256, linear between powers of two.
pub(super) fn log2(n: u64) -> u64 {
    let whole = u64::from(n.max(1).ilog2());
    (whole << 8) + (((n.max(1) << 8) >> whole) - (1 << 8))
}

/// Numbers a date that has a day, with months of 31 days: accurate enough for scores, and to decide whether two dates are
/// the same day.
fn day(date: Option<Edtf>) -> Option<i32> {
    match date? {
        Edtf::At(point) => {
            Some(point.year * 372 + i32::from(point.month.filter(|month| *month <= 12)?) * 31 + i32::from(point.day?))
        }
        Edtf::Interval(..) => None,
    }
}
