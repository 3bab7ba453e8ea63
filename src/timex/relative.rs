//! Arithmetic of relative dates: which Tuesday, which March, how long ago.

use super::calendar::{CalendarDay, DateValue};
use super::tense::Tense;
use crate::lang::date_rule::DateRule;
use crate::lang::dates::{DAY, DECADE, HALF_YEAR, MONTH, QUARTER, WEEK, YEAR};

/// When the article was published, as exactly as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PublicationDate {
    /// The year.
    pub year: i32,
    /// The month.
    pub month: Option<i32>,
    /// The day.
    pub day: Option<CalendarDay>,
}

impl PublicationDate {
    /// Returns the week, month or year so many after publication's.
    #[must_use]
    pub(crate) fn period(self, unit: i32, n: i32) -> Option<DateValue> {
        match unit {
            DAY => Some(DateValue::Day(self.day?.plus(n)?)),
            WEEK => Some(DateValue::week_of(self.day?.plus(n.checked_mul(7)?)?)),
            MONTH => Some(DateValue::month_after(self.year, self.month?, n)),
            YEAR => Some(DateValue::Year(self.year.checked_add(n)?)),
            QUARTER => part_of_year(self.year, self.month?, 3, n),
            HALF_YEAR => part_of_year(self.year, self.month?, 6, n),
            DECADE => {
                let first = self.year.div_euclid(10) * 10 + n * 10;
                Some(DateValue::Years(first, first + 9))
            }
            _ => None,
        }
    }

    /// Returns the date so many units after publication: as exact as the unit.
    #[must_use]
    pub(crate) fn counted(self, unit: i32, count: i32) -> Option<DateValue> {
        if count.abs() > 10_000 {
            return None;
        }
        match unit {
            DECADE => Some(DateValue::Year(self.year + count * 10)),
            unit => self.period(unit, count),
        }
    }
}

/// Returns the quarter (3) or half (6 months) of a year so many after the one that holds a month.
fn part_of_year(year: i32, month: i32, n_months: i32, n: i32) -> Option<DateValue> {
    let count = year * 12 + (month - 1).div_euclid(n_months) * n_months + n.checked_mul(n_months)?;
    let at = |count: i32| (count.div_euclid(12), count.rem_euclid(12) + 1);
    Some(DateValue::Months(at(count), at(count + n_months - 1)))
}

/// Returns the date so many units after another one that is at least as exact as the unit.
#[must_use]
pub(crate) fn count_from(from: DateValue, unit: i32, count: i32) -> Option<DateValue> {
    if count.abs() > 10_000 {
        return None;
    }
    match unit {
        DAY => Some(DateValue::Day(from.day()?.plus(count)?)),
        WEEK => Some(DateValue::week_of(from.day()?.plus(count.checked_mul(7)?)?)),
        MONTH => match from {
            DateValue::Day(day) => Some(DateValue::month_after(day.year(), day.month(), count)),
            DateValue::Month(year, month) => Some(DateValue::month_after(year, month, count)),
            _ => None,
        },
        YEAR => match from {
            DateValue::Years(_, _) => None,
            from => Some(DateValue::Year(from.year() + count)),
        },
        DECADE => Some(DateValue::Year(from.year() + count * 10)),
        _ => None,
    }
}

/// Returns the unit's period so many after the one that holds a date.
#[must_use]
pub(crate) fn period_of(from: DateValue, unit: i32, n: i32) -> Option<DateValue> {
    match (unit, from) {
        (WEEK, DateValue::Week(year, week)) if n == 0 => Some(DateValue::Week(year, week)),
        _ => count_from(from, unit, n),
    }
}

/// Returns the weekday meant, and why. Written on that weekday it is that day; else the verb decides, and without one
/// the press speaks of what was.
#[must_use]
pub(crate) fn weekday_near(
    published: CalendarDay,
    weekday: i32,
    direction: Option<i32>,
    tense: Tense,
    this: bool,
) -> Option<(CalendarDay, DateRule)> {
    let back = (published.weekday() - weekday).rem_euclid(7);
    let ahead = (weekday - published.weekday()).rem_euclid(7);
    let before = |back: i32| Some((published.plus(-back)?, DateRule::WeekdayBefore));
    let after = |ahead: i32| Some((published.plus(ahead)?, DateRule::WeekdayAfter));
    match direction {
        Some(..=-1) => return before(if back == 0 { 7 } else { back }),
        // `lundi en huit` is the Monday after next.
        Some(n @ 1..) => return after(if ahead == 0 { 7 } else { ahead } + 7 * (n - 1)),
        _ => {}
    }
    if back == 0 {
        return Some((published, DateRule::WeekdayOfPublication));
    }
    match tense {
        Tense::Future => after(ahead),
        Tense::Unknown if this && ahead < back => after(ahead),
        Tense::Past | Tense::Unknown => before(back),
    }
}

/// Returns how far a day is from publication; a day on the wrong side of it, for the tense, counts as farther.
#[must_use]
pub(crate) fn distance(day: CalendarDay, published: CalendarDay, tense: Tense) -> i32 {
    let days = day.since(published);
    match tense {
        // The verb of the sentence is not always the verb of the date, so it only tips the balance.
        Tense::Past if days > 0 => days * 6,
        Tense::Future if days < 0 => -days * 6,
        Tense::Unknown if days > 0 => days * 3 / 2,
        _ => days.abs(),
    }
}

/// Returns the day of a month that is meant where no year is written.
#[must_use]
pub(crate) fn day_near(
    published: CalendarDay,
    day: i32,
    month: i32,
    direction: Option<i32>,
    tense: Tense,
) -> Option<(CalendarDay, DateRule)> {
    let all = || (published.year() - 4..=published.year() + 4).filter_map(|year| CalendarDay::new(year, month, day));
    match direction {
        Some(..=-1) => all().rfind(|day| *day < published).map(|day| (day, DateRule::LastBefore)),
        Some(1..) => all().find(|day| *day > published).map(|day| (day, DateRule::NextAfter)),
        _ => {
            let found = all().min_by_key(|day| distance(*day, published, tense))?;
            let nearest = all().min_by_key(|day| day.since(published).abs())?;
            let rule = if found == nearest {
                DateRule::Nearest
            } else if found < published {
                DateRule::LastBefore
            } else {
                DateRule::NextAfter
            };
            Some((found, rule))
        }
    }
}

/// Returns the day of a month that falls on a weekday, nearest to publication, within some years.
#[must_use]
pub(crate) fn day_on_weekday(published: CalendarDay, day: i32, month: i32, weekday: i32) -> Option<CalendarDay> {
    (published.year() - 5..=published.year() + 5)
        .filter_map(|year| CalendarDay::new(year, month, day))
        .filter(|day| day.weekday() == weekday)
        .min_by_key(|day| day.since(published).abs())
        .filter(|day| day.since(published).abs() < 400)
}

/// Returns the day nearest to publication that has this number and falls on this weekday, within two months.
#[must_use]
pub(crate) fn weekday_and_day(published: CalendarDay, weekday: i32, number: i32) -> Option<CalendarDay> {
    (-1..=1)
        .filter_map(|n| match DateValue::month_after(published.year(), published.month(), n) {
            DateValue::Month(year, month) => CalendarDay::new(year, month, number),
            _ => None,
        })
        .filter(|day| day.weekday() == weekday)
        .min_by_key(|day| day.since(published).abs())
}

/// Returns the year of a month that is named without one.
#[must_use]
pub(crate) fn year_of_month(
    year: i32,
    published_month: i32,
    month: i32,
    direction: Option<i32>,
    tense: Tense,
) -> (i32, DateRule) {
    let (back, ahead) = ((published_month - month).rem_euclid(12), (month - published_month).rem_euclid(12));
    let last = if month > published_month { year - 1 } else { year };
    let next = if month < published_month { year + 1 } else { year };
    match direction {
        Some(..=-1) => return (if back == 0 { year - 1 } else { last }, DateRule::LastBefore),
        Some(1..) => return (if ahead == 0 { year + 1 } else { next }, DateRule::NextAfter),
        _ if back == 0 => return (year, DateRule::PeriodOfPublication),
        _ => {}
    }
    let is_last = match tense {
        Tense::Past => true,
        Tense::Future => false,
        // Written in October, `en janvier` may be either; the press looks back a little more than ahead.
        Tense::Unknown => back <= ahead + 2,
    };
    match (is_last, tense) {
        (true, Tense::Past) => (last, DateRule::LastBefore),
        (false, Tense::Future) => (next, DateRule::NextAfter),
        (true, _) => (last, DateRule::Nearest),
        (false, _) => (next, DateRule::Nearest),
    }
}

/// Returns the year in which the season that is meant begins; `first` is its first month.
#[must_use]
pub(crate) fn year_of_season(
    year: i32,
    published_month: i32,
    first: i32,
    direction: Option<i32>,
    tense: Tense,
) -> (i32, DateRule) {
    let running = (published_month - first).rem_euclid(12) < 3;
    let running_year = if published_month < first { year - 1 } else { year };
    match direction {
        _ if !running => year_of_month(year, published_month, first, direction, tense),
        Some(..=-1) => (running_year - 1, DateRule::LastBefore),
        Some(1..) => (running_year + 1, DateRule::NextAfter),
        _ => (running_year, DateRule::PeriodOfPublication),
    }
}
