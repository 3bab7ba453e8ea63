//! When records and articles happened, as days on one calendar, and the dated records of the dossier. `graphics::timeline`
//! draws them; `event_evidence` finds what was written about their days.

use super::context::RenderContext;
use super::time_index::{DatedRecord, DatedRecords, DayRange};
use crate::base::KeyBuilder;
use crate::geometry::time_axis::day_number;
use crate::model::date::{DatePoint, DateQualifier, IntervalEnd, days_in_month};
use crate::model::{Edtf, EntityIx};
use crate::theme::dates;

/// A longer time of which no end is written is drawn as a point in its middle: a year, a season, a decade.
const MAX_DRAWN_LENGTH: i32 = 62;

/// Returns the days of a date; `None` if neither end is known.
#[must_use]
pub(crate) fn day_range(date: &Edtf) -> Option<DayRange> {
    let first = |point: DatePoint| day_number(Edtf::At(point).earliest());
    let last = |point: DatePoint| {
        let (year, month, day) = Edtf::At(point).latest();
        let month = month.clamp(1, 12);
        day_number((year, month, day.min(days_in_month(year, month))))
    };
    let is_day = |point: DatePoint| point.day.is_some() && point.qualifier == DateQualifier::Certain;
    let range = match *date {
        Edtf::At(point) => DayRange { from: first(point), to: last(point), is_exact: is_day(point), is_open: false },
        Edtf::Interval(IntervalEnd::At(from), IntervalEnd::At(to)) => {
            DayRange { from: first(from), to: last(to), is_exact: is_day(from) && is_day(to), is_open: false }
        }
        Edtf::Interval(IntervalEnd::At(from), _) => {
            DayRange { from: first(from), to: first(from), is_exact: is_day(from), is_open: true }
        }
        Edtf::Interval(_, IntervalEnd::At(to)) => {
            DayRange { from: last(to), to: last(to), is_exact: false, is_open: false }
        }
        Edtf::Interval(_, _) => return None,
    };
    Some(range)
}

/// Returns the days of a date in a text, `2023-09-13`, `2023-W37`, `2023-09/2023-10`.
#[must_use]
pub(crate) fn value_range(value: &str) -> Option<DayRange> {
    if let Ok(date) = Edtf::parse(value) {
        return day_range(&date);
    }
    // Weeks are the only values that EDTF does not have.
    let from = day_number(dates::moment(value.split('/').next()?));
    let to = day_number(dates::moment(value.split('/').next_back()?));
    Some(DayRange { from, to: to.saturating_add(6).max(from), is_exact: false, is_open: false })
}

/// Returns the same days as they are drawn: a vague date as one point.
#[must_use]
pub(crate) fn drawn(range: DayRange, date: &Edtf) -> DayRange {
    let is_vague = matches!(date, Edtf::At(_)) && range.length() > MAX_DRAWN_LENGTH;
    let middle = range.from.saturating_add(range.length() / 2);
    if is_vague { DayRange { from: middle, to: middle, ..range } } else { range }
}

/// Returns the dated records. They are looked up once for a build.
#[must_use]
pub(crate) fn dated_records(context: &RenderContext) -> &DatedRecords {
    context.cache.dated_records.get_or_init(|| {
        let mut key = KeyBuilder::new("dated records");
        let mut records: Vec<DatedRecord> = EntityIx::number(&context.content.registry.entities)
            .filter_map(|(entity, found)| {
                let date = found.record.date.as_ref()?;
                key.add(date);
                Some(DatedRecord { entity, days: drawn(day_range(date)?, date) })
            })
            .collect();
        records.sort_by_key(|one| (one.days.from, one.days.to, one.entity));
        DatedRecords { records, key: key.finish() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(date: &str) -> DayRange {
        let date = Edtf::parse(date).expect("a date");
        drawn(day_range(&date).expect("days"), &date)
    }

    #[test]
    fn a_date_has_the_days_that_it_may_mean() {
        assert_eq!((range("2023-02").length(), range("2024-02").length()), (27, 28));
        assert!(!range("2023-02").is_exact && range("2023-02-03").is_exact && !range("2023-02-03~").is_exact);
        assert_eq!(range("2023-02-03/2023-02-05").length(), 2);
        assert!(range("2023-02-03/..").is_open && !range("../2023-02-03").is_open);
        let year = range("2023");
        assert_eq!((year.length(), year.from), (0, range("2023-07-02").from));
    }

    #[test]
    fn a_week_has_seven_days() {
        let week = value_range("2023-W37").expect("a week");
        assert_eq!((week.from, week.length()), (range("2023-09-11").from, 6));
        assert_eq!(value_range("2023-W37/2023-W38").expect("two weeks").length(), 13);
    }
}
