//! Dates in content: the subset of EDTF level 1 (ISO 8601-2:2019, annex A) that people write.
//!
//! `2023`, `2023-09`, `2023-09-13`, seasons `2024-21`, qualifiers `?` `~` `%`, unspecified digits `194X`, intervals
//! `2023-09-12/2023-09-17`, open `2023-09-13/..`. Impossible dates (2023-02-30) do not parse. The theme
//! formats dates for people.

use std::cmp::Ordering;
use std::fmt;

use crate::base::{KeyBuilder, Keyed, Message};
use crate::say;

/// How sure a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum DateQualifier {
    /// No qualifier.
    #[default]
    Certain,
    /// `?`: the source may be wrong.
    Uncertain,
    /// `~`: about then.
    Approximate,
    /// `%`: both.
    Both,
}

/// A year, with or without a month or season, with or without a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DatePoint {
    /// Astronomical year: 0 is 1 BCE.
    pub year: i32,
    /// How many of the last digits of the year are unspecified: one in `194X`.
    pub unspecified_digits: u8,
    /// 1–12 for a month, 21–24 for a season (spring first), `None` for a year alone.
    pub month: Option<u8>,
    /// 1–31.
    pub day: Option<u8>,
    /// How sure it is.
    pub qualifier: DateQualifier,
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IntervalEnd {
    /// Known.
    At(DatePoint),
    /// `..`: the interval is open.
    Open,
    /// Empty: the interval ends, but the date is not known.
    Unknown,
}

/// A date of the registry or of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edtf {
    /// One point.
    At(DatePoint),
    /// From one end to the other.
    Interval(IntervalEnd, IntervalEnd),
}

/// A day for comparisons: year, month, day. Bounds use month 0 and 99.
type YearMonthDay = (i32, u8, u8);

impl Edtf {
    /// Reads an EDTF level 1 date.
    ///
    /// # Errors
    /// Returns a few words on what is wrong.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let Some((from, to)) = text.split_once('/') else {
            return DatePoint::parse(text).map(Edtf::At);
        };
        let end = |part: &str| match part {
            ".." => Ok(IntervalEnd::Open),
            "" => Ok(IntervalEnd::Unknown),
            part => DatePoint::parse(part).map(IntervalEnd::At),
        };
        let interval = Edtf::Interval(end(from)?, end(to)?);
        if let Edtf::Interval(IntervalEnd::At(from), IntervalEnd::At(to)) = interval
            && from.earliest() > to.latest()
        {
            return Err(say!(en: "ends before it starts", fr: "finit avant de commencer"));
        }
        if !matches!(interval, Edtf::Interval(IntervalEnd::At(_), _) | Edtf::Interval(_, IntervalEnd::At(_))) {
            return Err(say!(en: "names no date at all", fr: "ne nomme aucune date"));
        }
        Ok(interval)
    }

    /// Checks the value of a date in a text: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-Www`, or two of them joined by `/`.
    ///
    /// # Errors
    /// Returns a few words on what is wrong.
    pub fn check_mention_value(text: &str) -> Result<(), Message> {
        let shape = || {
            say!(
                en: "is not a date such as `2023`, `2023-09`, `2023-09-13`, `2023-W37` or `2023-09-12/2023-09-17`",
                fr: "n’est pas une date comme `2023`, `2023-09`, `2023-09-13`, `2023-W37` ou `2023-09-12/2023-09-17`",
            )
        };
        let mut parts = text.split('/');
        let (first, second) = (parts.next().unwrap_or_default(), parts.next());
        if parts.next().is_some() {
            return Err(shape());
        }
        let mut has_week = false;
        for part in [Some(first), second].into_iter().flatten() {
            if is_week(part) {
                has_week = true;
                continue;
            }
            let point = DatePoint::parse(part)?;
            let is_season = point.month.is_some_and(|month| month > 12);
            if is_season || point.unspecified_digits > 0 || point.qualifier != DateQualifier::Certain {
                return Err(shape());
            }
        }
        // Two dates must be in order; a week has no place among the dates of EDTF.
        if has_week { Ok(()) } else { Self::parse(text).map(drop) }
    }

    /// Returns whether it is one day, known for certain.
    #[must_use]
    pub fn is_day(&self) -> bool {
        matches!(self, Edtf::At(point) if point.day.is_some() && point.qualifier == DateQualifier::Certain && point.unspecified_digits == 0)
    }

    /// Returns the first day that it may mean. An open or unknown start has no limit.
    #[must_use]
    pub fn earliest(&self) -> YearMonthDay {
        match self {
            Edtf::At(point) | Edtf::Interval(IntervalEnd::At(point), _) => point.earliest(),
            Edtf::Interval(_, _) => (i32::MIN, 0, 0),
        }
    }

    /// Returns the last day that it may mean. An open or unknown end has no limit.
    #[must_use]
    pub fn latest(&self) -> YearMonthDay {
        match self {
            Edtf::At(point) | Edtf::Interval(_, IntervalEnd::At(point)) => point.latest(),
            Edtf::Interval(_, _) => (i32::MAX, 99, 99),
        }
    }

    /// Returns the point that lists are sorted and grouped by: the start, or the end if there is no known start.
    #[must_use]
    pub fn sort_point(&self) -> DatePoint {
        match self {
            Edtf::At(point) | Edtf::Interval(IntervalEnd::At(point), _) | Edtf::Interval(_, IntervalEnd::At(point)) => {
                *point
            }
            Edtf::Interval(_, _) => {
                DatePoint { year: 0, unspecified_digits: 0, month: None, day: None, qualifier: DateQualifier::Certain }
            }
        }
    }
}

impl DatePoint {
    fn parse(text: &str) -> Result<Self, Message> {
        let (plain, qualifier) = match text.as_bytes().last() {
            Some(b'?') => (&text[..text.len() - 1], DateQualifier::Uncertain),
            Some(b'~') => (&text[..text.len() - 1], DateQualifier::Approximate),
            Some(b'%') => (&text[..text.len() - 1], DateQualifier::Both),
            _ => (text, DateQualifier::Certain),
        };
        let shape = || {
            say!(
                en: "is not a date such as `2023`, `2023-09`, `2023-09-13` or `2023-09-12/2023-09-17`",
                fr: "n’est pas une date comme `2023`, `2023-09`, `2023-09-13` ou `2023-09-12/2023-09-17`",
            )
        };
        let (sign, digits) = plain.strip_prefix('-').map_or((1, plain), |rest| (-1, rest));
        let mut parts = digits.split('-');
        let year_text = parts.next().unwrap_or_default();
        let unspecified = year_text.len() - year_text.trim_end_matches('X').len();
        if year_text.len() != 4 || unspecified > 2 {
            return Err(shape());
        }
        let number = |part: &str, len: usize| {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i32>().ok()).flatten()
        };
        let year = sign * number(&year_text.replace('X', "0"), 4).ok_or_else(shape)?;
        let small = |part: Option<&str>| match part {
            None => Ok(None),
            Some(part) => number(part, 2).and_then(|n| u8::try_from(n).ok()).map(Some).ok_or_else(shape),
        };
        let (month, day) = (small(parts.next())?, small(parts.next())?);
        if parts.next().is_some() || (unspecified > 0 && month.is_some()) {
            return Err(shape());
        }
        match (month, day) {
            (Some(1..=12 | 21..=24) | None, None) => {}
            (Some(month @ 1..=12), Some(day)) if (1..=days_in_month(year, month)).contains(&day) => {}
            (Some(month @ 1..=12), Some(_)) => {
                return Err(say!(
                    en: "names a day that does not exist: month {month:02} of {year} has {n} days",
                    fr: "nomme un jour qui n’existe pas : le mois {month:02} de {year} a {n} jours",
                    n = days_in_month(year, month),
                ));
            }
            (Some(month), _) => {
                return Err(say!(
                    en: "names a month that does not exist: {month:02}",
                    fr: "nomme un mois qui n’existe pas : {month:02}",
                ));
            }
            (None, Some(_)) => return Err(shape()),
        }
        Ok(Self { year, unspecified_digits: u8::try_from(unspecified).unwrap_or(0), month, day, qualifier })
    }

    fn earliest(&self) -> YearMonthDay {
        let month = match self.month {
            Some(21) => 3,
            Some(22) => 6,
            Some(23) => 9,
            Some(24) => 12,
            Some(month) => month,
            None => 0,
        };
        (self.year, month, self.day.unwrap_or(0))
    }

    fn latest(&self) -> YearMonthDay {
        let span = 10_i32.pow(u32::from(self.unspecified_digits)) - 1;
        match self.month {
            None => (self.year + span, 99, 99),
            // Winter runs into the next year.
            Some(24) => (self.year + 1, 2, 99),
            Some(season @ 21..=23) => (self.year, (season - 20) * 3 + 2, 99),
            Some(month) => (self.year, month, self.day.unwrap_or(99)),
        }
    }
}

/// Returns whether a text is a week as ISO 8601 writes it, `2023-W37`.
fn is_week(text: &str) -> bool {
    let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    text.split_once("-W").is_some_and(|(year, week)| {
        digits(year, 4) && digits(week, 2) && week.parse().is_ok_and(|week: u8| (1..=53).contains(&week))
    })
}

/// Returns how many days a month of the proleptic Gregorian calendar has.
#[must_use]
pub(crate) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Edtf {
    /// Earlier starts first, then earlier ends, then the written form: a total order.
    fn cmp(&self, other: &Self) -> Ordering {
        let order = |date: &Self| {
            let anchor = date.sort_point();
            (anchor.earliest(), date.earliest(), date.latest(), date.to_string())
        };
        order(self).cmp(&order(other))
    }
}

impl fmt::Display for DatePoint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = format!("{}{:04}", if self.year < 0 { "-" } else { "" }, self.year.abs());
        let kept = year.len() - usize::from(self.unspecified_digits);
        write!(out, "{}{}", &year[..kept], "X".repeat(usize::from(self.unspecified_digits)))?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(out, "-{part:02}")?;
        }
        out.write_str(match self.qualifier {
            DateQualifier::Certain => "",
            DateQualifier::Uncertain => "?",
            DateQualifier::Approximate => "~",
            DateQualifier::Both => "%",
        })
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |end: &IntervalEnd| match end {
            IntervalEnd::At(point) => point.to_string(),
            IntervalEnd::Open => "..".to_owned(),
            IntervalEnd::Unknown => String::new(),
        };
        match self {
            Edtf::At(point) => write!(out, "{point}"),
            Edtf::Interval(from, to) => write!(out, "{}/{}", end(from), end(to)),
        }
    }
}

impl Keyed for DateQualifier {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(*self as u64);
    }
}

impl Keyed for DatePoint {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { year, unspecified_digits, month, day, qualifier } = self;
        key.add(year).add(unspecified_digits).add(month).add(day).add(qualifier);
    }
}

impl Keyed for IntervalEnd {
    fn key_into(&self, key: &mut KeyBuilder) {
        match self {
            Self::At(point) => key.number(0).add(point),
            Self::Open => key.number(1),
            Self::Unknown => key.number(2),
        };
    }
}

impl Keyed for Edtf {
    fn key_into(&self, key: &mut KeyBuilder) {
        match self {
            Self::At(point) => key.number(0).add(point),
            Self::Interval(from, to) => key.number(1).add(from).add(to),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn level_one_dates_print_as_written() {
        for date in [
            "2023", "2023-09", "2023-09-13", "1940~", "194X", "1940?/1949", "-0044", "2024-21", "2023-09-13/..",
            "../1950", "1941/",
        ] {
            assert_eq!(Edtf::parse(date).map(|d| d.to_string()), Ok(date.to_owned()));
        }
    }

    #[test]
    fn the_value_of_a_date_in_a_text_is_a_point_a_week_or_two_of_them() {
        for value in
            ["2023", "2023-09", "2023-09-13", "2023-W37", "2023-W01/2023-W02", "2023-09-12/2023-09-17", "-0043"]
        {
            assert_eq!(Edtf::check_mention_value(value), Ok(()), "{value}");
        }
        for value in ["2023-W54", "2023-21", "194X", "2023~", "2024/2023", "2023/..", "2023/2024/2025", "mardi", ""] {
            assert!(Edtf::check_mention_value(value).is_err(), "{value}");
        }
    }

    #[test]
    fn impossible_dates_do_not_parse() {
        for date in
            ["2023-02-30", "2023-13", "2023-9-1", "hier", "", "../..", "2024/2023", "20233", "2023-02-3é", "2023--01"]
        {
            assert!(Edtf::parse(date).is_err(), "{date}");
        }
        assert!(Edtf::parse("2024-02-29").is_ok());
    }
}
