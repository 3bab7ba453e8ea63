//! Days -> places on an axis. Long silences are folded, so that what happened in a week and what happened ten years before
//! are both readable in one picture.
//!
//! Within a piece of the axis a day has the same width everywhere. Between two pieces lies a fold of fixed width. The axis
//! knows days only; what stands on it is drawn in `views`.

/// A day as the number of days since 1 January 1970, in the proleptic Gregorian calendar.
pub(crate) type DayNumber = i32;

/// Width of a fold in shares of the axis.
const FOLD: f64 = 0.11;
/// Maximum number of folds: more would say nothing but that there are gaps.
const MAX_FOLDS: usize = 4;
/// A silence is folded if it would be so many times as wide as its fold.
const MIN_GAIN: f64 = 1.6;
/// Shorter silences are no silences, in days.
const MIN_SILENCE: i32 = 45;

/// A stretch of the axis without a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct AxisFold {
    /// The last day before it.
    pub from: DayNumber,
    /// The first day after it.
    pub to: DayNumber,
    /// Its two ends on the axis, from 0 to 1.
    pub at: (f64, f64),
}

/// An axis of time from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TimeAxis {
    /// Days and their places, in order; between two of them a place is interpolated.
    knots: Vec<(DayNumber, f64)>,
    /// The folds, in order of time.
    pub folds: Vec<AxisFold>,
}

impl TimeAxis {
    /// Makes the axis of these moments; `None` unless there are at least two different days.
    #[must_use]
    pub(crate) fn new(mut days: Vec<DayNumber>) -> Option<Self> {
        days.sort_unstable();
        days.dedup();
        let (first, last) = (*days.first()?, *days.last()?);
        if first == last {
            return None;
        }
        let mut folded = folded_gaps(&days);
        folded.sort_unstable();
        let silent: f64 = folded.iter().map(|(from, to)| length(*from, *to)).sum();
        let rest = length(first, last) - silent;
        // Without anything between the folds they share the whole axis.
        let fold = if rest <= 0.0 { 1.0 / folded.len().max(1) as f64 } else { FOLD };
        let scale = if rest <= 0.0 { 0.0 } else { (1.0 - fold * folded.len() as f64) / rest };
        let (mut knots, mut folds) = (vec![(first, 0.0)], Vec::with_capacity(folded.len()));
        let mut place = 0.0;
        let mut reached = first;
        for (from, to) in folded {
            place += length(reached, from) * scale;
            knots.push((from, place));
            folds.push(AxisFold { from, to, at: (place, place + fold) });
            place += fold;
            knots.push((to, place));
            reached = to;
        }
        knots.push((last, 1.0));
        Some(Self { knots, folds })
    }

    /// Returns the place of a day, from 0 to 1.
    #[must_use]
    pub(crate) fn at(&self, day: DayNumber) -> f64 {
        let after = self.knots.partition_point(|(known, _)| *known <= day);
        match (after.checked_sub(1).and_then(|before| self.knots.get(before)), self.knots.get(after)) {
            (Some((start, low)), Some((end, high))) => {
                low + (high - low) * length(*start, day) / length(*start, *end).max(1.0)
            }
            (None, _) => 0.0,
            (Some(_), None) => 1.0,
        }
    }

    /// Returns the first and the last day.
    #[must_use]
    pub(crate) fn ends(&self) -> (DayNumber, DayNumber) {
        let day = |knot: Option<&(DayNumber, f64)>| knot.map_or(0, |(day, _)| *day);
        (day(self.knots.first()), day(self.knots.last()))
    }

    /// Returns the pieces between the folds: their first and last days.
    #[must_use]
    pub(crate) fn pieces(&self) -> Vec<(DayNumber, DayNumber)> {
        let (first, last) = self.ends();
        let starts = std::iter::once(first).chain(self.folds.iter().map(|fold| fold.to));
        let ends = self.folds.iter().map(|fold| fold.from).chain([last]);
        starts.zip(ends).collect()
    }
}

fn length(from: DayNumber, to: DayNumber) -> f64 {
    f64::from(to) - f64::from(from)
}

/// Returns the silences to fold: the longest first, as long as folding one gains much.
fn folded_gaps(days: &[DayNumber]) -> Vec<(DayNumber, DayNumber)> {
    let mut gaps: Vec<(DayNumber, DayNumber)> = days.windows(2).map(|pair| (pair[0], pair[1])).collect();
    gaps.sort_by_key(|(from, to)| (std::cmp::Reverse(to.saturating_sub(*from)), *from));
    let mut rest: f64 = gaps.iter().map(|(from, to)| length(*from, *to)).sum();
    let mut n = 0;
    for (from, to) in gaps.iter().take(MAX_FOLDS) {
        let free = 1.0 - FOLD * n as f64;
        if to.saturating_sub(*from) < MIN_SILENCE || length(*from, *to) / rest * free < MIN_GAIN * FOLD {
            break;
        }
        rest -= length(*from, *to);
        n += 1;
    }
    gaps.truncate(n);
    gaps
}

/// Returns the number of a day. Months and days outside the calendar are brought into it.
#[must_use]
pub(crate) fn day_number((year, month, day): (i32, u8, u8)) -> DayNumber {
    // Hinnant's days_from_civil, in 64 bits because years have up to ten digits.
    let (month, day) = (i64::from(month.clamp(1, 12)), i64::from(day.clamp(1, 31)));
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    i32::try_from(era * 146_097 + day_of_era - 719_468).unwrap_or(if year < 0 { i32::MIN / 4 } else { i32::MAX / 4 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(dates: &[(i32, u8, u8)]) -> Vec<DayNumber> {
        dates.iter().map(|date| day_number(*date)).collect()
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day_number((1970, 1, 1)), 0);
        assert_eq!(day_number((2000, 3, 1)), 11_017);
        assert_eq!(day_number((1969, 12, 31)), -1);
        assert_eq!(day_number((2024, 3, 1)) - day_number((2024, 2, 28)), 2);
    }

    #[test]
    fn one_day_has_no_axis() {
        assert_eq!(TimeAxis::new(Vec::new()), None);
        assert_eq!(TimeAxis::new(vec![5, 5]), None);
    }

    #[test]
    fn a_long_silence_is_folded_and_order_is_kept() {
        let days = days(&[(2000, 7, 19), (2023, 9, 12), (2023, 9, 13), (2023, 9, 30), (2024, 6, 18), (2024, 6, 30)]);
        let axis = TimeAxis::new(days.clone()).expect("an axis");
        assert_eq!(axis.folds.len(), 2, "{axis:?}");
        assert_eq!((axis.at(days[0]), axis.at(days[5])), (0.0, 1.0));
        let places: Vec<f64> = days.iter().map(|day| axis.at(*day)).collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?}");
        assert_eq!(axis.pieces().len(), 3);
    }

    #[test]
    fn moments_far_apart_share_the_axis() {
        let axis = TimeAxis::new(days(&[(1900, 1, 1), (1950, 1, 1), (2000, 1, 1)])).expect("an axis");
        let middle = axis.at(day_number((1950, 1, 1)));
        assert!((0.3..0.7).contains(&middle), "{axis:?}");
        assert!(axis.at(i32::MIN / 4) >= 0.0 && axis.at(i32::MAX / 4) <= 1.0);
    }
}
