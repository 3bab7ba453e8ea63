//! The names of months and years under a line of time, and the length of a silence in words.

use std::collections::BTreeSet;

use serde::Serialize;

use super::timeline_scale::Scale;
use crate::geometry::labels;
use crate::geometry::time_axis::{DayNumber, day_number};
use crate::model::Edtf;
use crate::model::date::{DatePoint, DateQualifier};
use crate::theme::dates;
use crate::theme::messages::Messages;

/// The name of a month or a year under the axis.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineTick {
    /// Its place in percent.
    pub x: String,
    /// The name.
    pub label: String,
    /// Whether a year begins there.
    pub is_year: bool,
}

const SIZE_PX: f64 = 12.5;
/// Between a tick and its name, and between a name and the next tick.
const INSET_PX: f64 = 4.0;
const GAP_PX: f64 = 12.0;
/// Maximum length of a piece of the axis with days of the month, in days.
const MAX_DAYS_NAMED: i32 = 62;
/// A piece of so many years begins with the year alone: with its month the next year would have no room.
const MIN_YEARS_ALONE: i32 = 3;
/// Number of days of a piece at which its first name is tried: a name of the piece before may stand at its start.
const N_STARTS: i64 = 6;
/// Maximum number of years and months that are tried: an axis of ten thousand years has room for some fifty names.
const MAX_TRIED: i64 = 240;

/// Returns the ticks, in order of time: the start of each piece between silences first, then years, then months, as far as
/// there is room.
pub(super) fn ticks(scale: &Scale, messages: &Messages, width_px: f64) -> Vec<TimelineTick> {
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let mut ticks: Vec<(DayNumber, TimelineTick)> = Vec::new();
    let mut add = |day: DayNumber, label: String, is_year: bool| {
        let x_px = scale.px(day);
        let span = (x_px - 2.0, x_px + INSET_PX + labels::width(&label, SIZE_PX) + GAP_PX);
        let is_free = span.1 - GAP_PX <= width_px && taken.iter().all(|other| other.1 <= span.0 || span.1 <= other.0);
        if is_free {
            taken.push(span);
            ticks.push((day, TimelineTick { x: scale.percent(x_px), label, is_year }));
        }
        is_free
    };
    let point = |year: i32, month: Option<u8>| {
        let point = DatePoint { year, unspecified_digits: 0, month, day: None, qualifier: DateQualifier::default() };
        dates::long(&Edtf::At(point), messages.format())
    };
    // Months are named only in a year that is named, days only in a month that is: "April" alone may be of any year.
    let (mut years_named, mut months_named) = (BTreeSet::new(), BTreeSet::new());
    let mut pieces = scale.axis.pieces();
    pieces.retain(|(from, to)| {
        let days = (0..N_STARTS).map(|n| from + (i64::from(*to - *from) * n / N_STARTS) as DayNumber);
        let is_long = year_and_month(*to).0 - year_and_month(*from).0 >= MIN_YEARS_ALONE;
        let mut is_free = |day: DayNumber| {
            let (year, month) = year_and_month(day);
            let is_month_free = !is_long && add(day, point(year, Some(month)), true);
            if is_month_free {
                months_named.insert((year, month));
            }
            let is_free = is_month_free || add(day, point(year, None), true);
            if is_free {
                years_named.insert(year);
            }
            is_free
        };
        days.into_iter().any(&mut is_free)
    });
    for (from, to) in &pieces {
        let (first, last) = (year_and_month(*from).0, year_and_month(*to).0);
        // Round years first, so that a long piece has decades rather than its first few years.
        for step in [100, 50, 20, 10, 5, 2, 1] {
            let start = i64::from(first).div_euclid(step) * step;
            let years = (0..MAX_TRIED).map(|n| start + n * step).filter_map(|year| i32::try_from(year).ok());
            for year in years.take_while(|year| *year <= last).filter(|year| *year > first) {
                if add(day_number((year, 1, 1)), point(year, None), true) {
                    years_named.insert(year);
                    months_named.insert((year, 1));
                }
            }
        }
    }
    for (from, to) in &pieces {
        let (year, month) = year_and_month(*from);
        let start = i64::from(year) * 12 + i64::from(month) - 1;
        for months in (1..=MAX_TRIED).map(|n| start + n) {
            let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
            let (Ok(year), Ok(month)) = (i32::try_from(year), u8::try_from(month)) else { break };
            let day = day_number((year, month + 1, 1));
            if day > *to {
                break;
            }
            let name = || messages.format().months[usize::from(month)].to_owned();
            if years_named.contains(&year) && add(day, name(), false) {
                months_named.insert((year, month + 1));
            }
        }
    }
    // Within a few weeks the days of the month say when.
    for (from, to) in pieces.iter().filter(|(from, to)| to.saturating_sub(*from) <= MAX_DAYS_NAMED) {
        let step = if to - from <= 10 { 1 } else { 5 };
        for day in from + 1..=*to {
            let (year, month) = year_and_month(day);
            let of_month = day - day_number((year, month, 1)) + 1;
            if of_month % step == 0 && months_named.contains(&(year, month)) {
                add(day, of_month.to_string(), false);
            }
        }
    }
    ticks.sort_by_key(|(day, _)| *day);
    ticks.into_iter().map(|(_, tick)| tick).collect()
}

/// Returns the year and the month of a day.
fn year_and_month(day: DayNumber) -> (i32, u8) {
    // An estimate, corrected: 146,097 days are 400 years.
    let mut year = (i64::from(day) * 400).div_euclid(146_097) + 1970;
    let start = |year: i64| i32::try_from(year).map_or(i32::MAX, |year| day_number((year, 1, 1)));
    while start(year) > day {
        year -= 1;
    }
    while start(year + 1) <= day {
        year += 1;
    }
    let year = i32::try_from(year).unwrap_or_default();
    let month = (1..=12).rev().find(|month| day_number((year, *month, 1)) <= day).unwrap_or(1);
    (year, month)
}

/// Returns the length of a time in words: days, months or years.
pub(super) fn length(from: DayNumber, to: DayNumber, messages: &Messages) -> String {
    let days = u64::try_from(i64::from(to) - i64::from(from)).unwrap_or_default();
    match days {
        0..60 => messages.count(days, "day"),
        60..730 => messages.count((days * 12 + 182) / 365, "month"),
        _ => messages.count((days + 182) / 365, "year"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::timeline_scale::WIDTH_PX;
    use super::*;
    use crate::geometry::time_axis::TimeAxis;
    use crate::model::LangTag;

    #[test]
    fn a_day_lies_in_its_month() {
        for date in [(1969, 12, 31), (1970, 1, 1), (2024, 2, 29), (1000, 6, 15), (-43, 3, 15), (0, 1, 1)] {
            assert_eq!(year_and_month(day_number(date)), (date.0, date.1), "{date:?}");
        }
    }

    /// The names under an axis of these days, a hundred days apart at most.
    fn names(from: (i32, u8, u8), to: (i32, u8, u8)) -> Vec<String> {
        let (from, to) = (day_number(from), day_number(to));
        let days: Vec<DayNumber> = (from..=to).step_by(10).chain([to]).collect();
        let axis = TimeAxis::new(days).expect("an axis");
        let scale = Scale { axis, left_px: 4.0, length_px: 750.0, is_right_to_left: false };
        let messages = Messages::load(&LangTag::french(), &[], &mut Vec::new());
        ticks(&scale, &messages, WIDTH_PX).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn a_month_has_its_year_and_a_day_its_month() {
        let years: Vec<String> = (2015..=2024).map(|year| year.to_string()).collect();
        assert_eq!(names((2015, 1, 1), (2024, 12, 28)), years);
        let century = names((1900, 6, 1), (2000, 6, 1));
        assert!(century.iter().all(|name| name.parse::<i32>().is_ok()), "{century:?}");
        let summer = names((2022, 5, 8), (2022, 7, 2));
        assert_eq!(summer.first().map(String::as_str), Some("mai 2022"));
        assert!(summer.contains(&"juin".to_owned()) && summer.contains(&"15".to_owned()), "{summer:?}");
    }
}
