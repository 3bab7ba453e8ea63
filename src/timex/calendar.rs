//! The civil calendar: days, weeks and months, and how to count with them. The only file that names `jiff`.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CalendarDay(Date);

impl CalendarDay {
    /// Returns the day, or `None` where the calendar has no such day.
    #[must_use]
    pub(crate) fn new(year: i32, month: i32, day: i32) -> Option<Self> {
        let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        if year < 1 {
            return None;
        }
        Date::new(year, month, day).ok().map(Self)
    }

    /// Returns the year.
    #[must_use]
    pub(crate) fn year(self) -> i32 {
        i32::from(self.0.year())
    }

    /// Returns the month, 1 to 12.
    #[must_use]
    pub(crate) fn month(self) -> i32 {
        i32::from(self.0.month())
    }

    /// Returns the day as one number: year × 10000 + month × 100 + day.
    #[must_use]
    pub(crate) fn number(self) -> i32 {
        self.year() * 10_000 + self.month() * 100 + i32::from(self.0.day())
    }

    /// Returns the day that [`CalendarDay::number()`] wrote, or `None` if the calendar does not have it.
    #[must_use]
    pub(crate) fn of_number(number: i32) -> Option<Self> {
        Self::new(number / 10_000, number / 100 % 100, number % 100)
    }

    /// Returns the day of the week, 1 (Monday) to 7.
    #[must_use]
    pub(crate) fn weekday(self) -> i32 {
        i32::from(self.0.weekday().to_monday_one_offset())
    }

    /// Returns the day so many days later; `None` beyond the calendar's end.
    #[must_use]
    pub(crate) fn plus(self, days: i32) -> Option<Self> {
        self.0.checked_add(days.days()).ok().map(Self)
    }

    /// Returns how many days this one is after another.
    #[must_use]
    pub(crate) fn since(self, other: Self) -> i32 {
        (self.0 - other.0).get_days()
    }

    /// Returns the ISO 8601 week: its year and its number.
    #[must_use]
    pub(crate) fn week(self) -> (i32, i32) {
        let week = self.0.iso_week_date();
        (i32::from(week.year()), i32::from(week.week()))
    }
}

/// When something was, as exactly as a text says it. It is printed as EDTF writes dates, weeks as ISO 8601 does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateValue {
    /// A year.
    Year(i32),
    /// A month of a year.
    Month(i32, i32),
    /// A day.
    Day(CalendarDay),
    /// An ISO week: year and number.
    Week(i32, i32),
    /// From a year to a year, both included.
    Years(i32, i32),
    /// From a month to a month, both included.
    Months((i32, i32), (i32, i32)),
    /// From a day to a day, both included.
    Days(CalendarDay, CalendarDay),
}

impl DateValue {
    /// Returns the week that holds a day.
    #[must_use]
    pub(crate) fn week_of(day: CalendarDay) -> Self {
        let (year, week) = day.week();
        DateValue::Week(year, week)
    }

    /// Returns the month that many months after another.
    #[must_use]
    pub(crate) fn month_after(year: i32, month: i32, n_months: i32) -> Self {
        let count = year * 12 + (month - 1) + n_months;
        DateValue::Month(count.div_euclid(12), count.rem_euclid(12) + 1)
    }

    /// Returns the year in which it begins.
    #[must_use]
    pub(crate) fn year(self) -> i32 {
        match self {
            DateValue::Year(year)
            | DateValue::Month(year, _)
            | DateValue::Week(year, _)
            | DateValue::Years(year, _)
            | DateValue::Months((year, _), _) => year,
            DateValue::Day(day) | DateValue::Days(day, _) => day.year(),
        }
    }

    /// Returns the day, where it is one.
    #[must_use]
    pub(crate) fn day(self) -> Option<CalendarDay> {
        match self {
            DateValue::Day(day) => Some(day),
            _ => None,
        }
    }

    /// Returns whether every year in it can be written with four digits.
    #[must_use]
    pub(crate) fn is_writable(self) -> bool {
        let last = match self {
            DateValue::Years(_, year) | DateValue::Months(_, (year, _)) => year,
            _ => self.year(),
        };
        (1..=9999).contains(&self.year()) && (1..=9999).contains(&last)
    }
}

impl fmt::Display for CalendarDay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year(), self.month(), self.0.day())
    }
}

impl fmt::Display for DateValue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateValue::Year(year) => write!(out, "{year:04}"),
            DateValue::Month(year, month) => write!(out, "{year:04}-{month:02}"),
            DateValue::Day(day) => write!(out, "{day}"),
            DateValue::Week(year, week) => write!(out, "{year:04}-W{week:02}"),
            DateValue::Years(from, to) => write!(out, "{from:04}/{to:04}"),
            DateValue::Months((year, month), (to_year, to_month)) => {
                write!(out, "{year:04}-{month:02}/{to_year:04}-{to_month:02}")
            }
            DateValue::Days(from, to) => write!(out, "{from}/{to}"),
        }
    }
}

/// Returns Easter Sunday of a year (Meeus, Jones, Butcher).
#[must_use]
pub(crate) fn easter(year: i32) -> Option<CalendarDay> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    CalendarDay::new(year, n / 31, n % 31 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_print_as_the_contract_says() {
        let day = CalendarDay::new(2024, 12, 30).expect("a day");
        assert_eq!(DateValue::week_of(day).to_string(), "2025-W01");
        assert_eq!(DateValue::month_after(2024, 1, -2).to_string(), "2023-11");
        assert_eq!(DateValue::Months((2023, 12), (2024, 2)).to_string(), "2023-12/2024-02");
        assert_eq!(easter(2024).map(|day| day.to_string()).as_deref(), Some("2024-03-31"));
        assert_eq!(CalendarDay::new(2023, 2, 29), None);
    }
}
