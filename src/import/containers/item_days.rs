//! The days in fields of tables and exports: ISO 8601, RFC 2822, seconds since 1970, words of any language, numbers.
//!
//! A numeral such as `05/09/2023` is read in the order that the file itself shows ([`DayOrder`]); where nothing shows it,
//! there is no date. Pure.

use crate::import::dates::written_date::{NumberOrder, words, written_date};
use crate::import::text::lines::fold;
use crate::model::Edtf;

/// The order of day and month in the numeral dates of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum DayOrder {
    /// The day comes first.
    DayFirst,
    /// The month comes first.
    MonthFirst,
    /// Nothing shows it.
    #[default]
    Unknown,
}

/// The evidence for the order of day and month.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DayOrderEvidence {
    n_day_first: usize,
    n_month_first: usize,
    /// The dates that either order explains.
    n_open: usize,
}

impl DayOrderEvidence {
    /// Counts a date.
    pub(super) fn add(&mut self, text: &str) {
        match numerals(text) {
            Some((first, second, _)) if first > 12 && second <= 12 => self.n_day_first += 1,
            Some((first, second, _)) if second > 12 && first <= 12 => self.n_month_first += 1,
            Some((first, second, _)) if first != second => self.n_open += 1,
            _ => {}
        }
    }

    /// Returns the order. `is_foreign`: the file is not in English, so its dates are not in the American order.
    pub(super) fn order(self, is_foreign: bool) -> DayOrder {
        match (self.n_day_first, self.n_month_first) {
            (0, 0) if is_foreign => DayOrder::DayFirst,
            (_, 0) if self.n_day_first > 0 => DayOrder::DayFirst,
            (0, _) if self.n_month_first > 0 => DayOrder::MonthFirst,
            _ => DayOrder::Unknown,
        }
    }

    /// Returns how many dates stay unknown in an order.
    pub(super) fn n_unknown(self, order: DayOrder) -> usize {
        if order == DayOrder::Unknown { self.n_open } else { 0 }
    }
}

/// Reads a date: `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` if no more is stated.
pub(super) fn read_day(text: &str, order: DayOrder) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > 80 {
        return None;
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    match (digits, rest.bytes().next()) {
        // `20240315T092231Z`, `20240315`, `20240315092231`.
        (8 | 14, None | Some(b'T' | b' ' | b'Z')) => {
            checked(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..8]))
        }
        (10, None | Some(b'.')) => since_1970(text.get(..10)?.parse().ok()?),
        (13, None) => since_1970(text.parse::<i64>().ok()? / 1000),
        (4, None) => checked(text),
        (4, Some(b'-' | b'/' | b'.')) => year_first(text),
        (1 | 2, Some(b'-' | b'/' | b'.')) if numerals(text).is_some() => {
            let (first, second, year) = numerals(text)?;
            let day_first = checked(&format!("{year:04}-{second:02}-{first:02}"));
            let month_first = checked(&format!("{year:04}-{first:02}-{second:02}"));
            match order {
                _ if first == second => day_first,
                DayOrder::DayFirst => day_first,
                DayOrder::MonthFirst => month_first,
                DayOrder::Unknown => match (day_first, month_first) {
                    (Some(_), Some(_)) => None,
                    (day_first, month_first) => day_first.or(month_first),
                },
            }
        }
        _ => {
            // German writes the day with a full stop.
            let folded = fold(text).replacen(". ", " ", 1);
            written_date(&words(&folded), NumberOrder::Unknown).map(|date| date.iso)
        }
    }
}

/// Reads `2024-03-12T10:00:00Z`, `2024/03/12/`, `2024-03` and what follows.
fn year_first(text: &str) -> Option<String> {
    let mark = text.as_bytes().get(4).copied().map(char::from)?;
    let mut parts = text.splitn(4, mark);
    let year = parts.next()?;
    let number = |part: &str| -> Option<u32> {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let ends = part.as_bytes().get(digits).is_none_or(|byte| !byte.is_ascii_alphanumeric() || *byte == b'T');
        part.get(..digits).filter(|digits| matches!(digits.len(), 1 | 2) && ends)?.parse().ok()
    };
    let month = parts.next().filter(|part| !part.trim().is_empty());
    let day = parts.next().filter(|part| !part.trim().is_empty());
    match (month, day) {
        (None, _) => checked(year),
        (Some(month), None) => checked(&format!("{year}-{:02}", number(month)?)),
        (Some(month), Some(day)) => checked(&format!("{year}-{:02}-{:02}", number(month)?, number(day)?)),
    }
}

/// Reads the three numbers of `12/03/2024 10:00`; the year has four digits.
fn numerals(text: &str) -> Option<(u32, u32, u32)> {
    let text = text.trim();
    let mark = text.chars().find(|character| !character.is_ascii_digit()).filter(|mark| "-/.".contains(*mark))?;
    let mut parts = text.splitn(3, mark);
    let short = |part: &str| part.parse::<u32>().ok().filter(|_| matches!(part.len(), 1 | 2));
    let (first, second) = (short(parts.next()?)?, short(parts.next()?)?);
    let rest = parts.next()?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let ends = rest.as_bytes().get(digits).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    (digits == 4 && ends).then(|| Some((first, second, rest.get(..4)?.parse().ok()?)))?
}

/// Returns the day of a number of seconds since 1970, in UTC.
fn since_1970(seconds: i64) -> Option<String> {
    let days = seconds.div_euclid(86_400);
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (1990..2100).contains(&year).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Returns the text if it is a real date of a plausible year.
fn checked(iso: &str) -> Option<String> {
    let year: u32 = iso.get(..4)?.parse().ok()?;
    ((1500..2200).contains(&year) && Edtf::parse(iso).is_ok()).then(|| iso.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, order: DayOrder, expected: Option<&str>) {
        assert_eq!(read_day(text, order).as_deref(), expected, "{text}");
    }

    #[test]
    fn a_date_is_read_in_every_form_that_exports_have() {
        for text in [
            "2023-09-05",
            "2023-09-05T23:10:00+02:00",
            "2023-09-05 10:00:00",
            "2023/09/05/",
            "2023/9/5/10:22",
            "20230905T092231Z",
            "20230905",
            "Tue, 5 Sep 2023 15:32:00 +0100",
            "September 5, 2023 10:22 AM",
            "5 septembre 2023",
            "mardi 5 septembre 2023",
            "1693908000",
            "1693908000000",
            "5. September 2023",
        ] {
            check(text, DayOrder::Unknown, Some("2023-09-05"));
        }
        check("2023-09", DayOrder::Unknown, Some("2023-09"));
        check("2023/09//", DayOrder::Unknown, Some("2023-09"));
        check("2023", DayOrder::Unknown, Some("2023"));
    }

    #[test]
    fn a_numeral_is_read_in_the_order_of_its_file() {
        check("05/09/2023", DayOrder::Unknown, None);
        check("05/09/2023 10:00", DayOrder::DayFirst, Some("2023-09-05"));
        check("05/09/2023", DayOrder::MonthFirst, Some("2023-05-09"));
        check("25/09/2023", DayOrder::Unknown, Some("2023-09-25"));
        check("25/09/2023", DayOrder::MonthFirst, None);
        check("05.05.2023", DayOrder::Unknown, Some("2023-05-05"));
        let mut evidence = DayOrderEvidence::default();
        evidence.add("05/09/2023");
        assert_eq!(evidence.order(false), DayOrder::Unknown);
        assert_eq!(evidence.order(true), DayOrder::DayFirst);
        evidence.add("25/09/2023");
        assert_eq!(evidence.order(false), DayOrder::DayFirst);
        evidence.add("09/25/2023");
        assert_eq!(evidence.order(true), DayOrder::Unknown);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "n.d.", "05/09/23", "31/02/2023", "2023-13-01", "99999999999", "hier", "12"] {
            check(text, DayOrder::DayFirst, None);
        }
    }
}
