//! Formats EDTF dates for people: "13 septembre 2023", "vers 1940", "depuis septembre 2023".

use crate::lang::format::{FormatRules, Preposition};
use crate::model::date::{DatePoint, DateQualifier, Edtf, IntervalEnd};

/// Formats a date.
#[must_use]
pub(crate) fn long(date: &Edtf, format: &FormatRules) -> String {
    let preposition = |words: &Preposition, at: &DatePoint| if at.day.is_some() { words.day } else { words.longer };
    match date {
        Edtf::At(at) => point(at, format),
        Edtf::Interval(IntervalEnd::At(from), IntervalEnd::At(to)) => interval(from, to, format),
        Edtf::Interval(IntervalEnd::At(from), end) => {
            let words = if *end == IntervalEnd::Open { &format.since } else { &format.from };
            format!("{} {}", preposition(words, from), point(from, format))
        }
        Edtf::Interval(_, IntervalEnd::At(to)) => format!("{} {}", preposition(&format.until, to), point(to, format)),
        Edtf::Interval(_, _) => date.to_string(),
    }
}

fn interval(from: &DatePoint, to: &DatePoint, format: &FormatRules) -> String {
    match (from.day, to.day) {
        (Some(first), Some(_)) if (from.year, from.month) == (to.year, to.month) => {
            format!("{first}{}{}{}", format.day_stop, format.day_range, point(to, format))
        }
        _ => format!("{} – {}", point(from, format), point(to, format)),
    }
}

fn point(at: &DatePoint, format: &FormatRules) -> String {
    let year = year(at, format);
    let plain = match (at.month, at.day) {
        (Some(month @ 1..=12), Some(day)) => {
            let (month, join) = (format.months[usize::from(month - 1)], format.date_joiner);
            let day = if day == 1 { format.first_day.to_owned() } else { format!("{day}{}", format.day_stop) };
            format!("{day} {join}{month} {join}{year}")
        }
        (Some(month @ 1..=12), None) => {
            format!("{} {}{year}", format.months[usize::from(month - 1)], format.date_joiner)
        }
        (Some(season @ 21..=24), _) => format!("{} {year}", format.seasons[usize::from(season - 21)]),
        _ => year,
    };
    match at.qualifier {
        DateQualifier::Certain => plain,
        DateQualifier::Approximate => format!("{} {plain}", format.about),
        DateQualifier::Uncertain => format!("{plain}\u{a0}(?)"),
        DateQualifier::Both => format!("{} {plain}\u{a0}(?)", format.about),
    }
}

fn year(at: &DatePoint, format: &FormatRules) -> String {
    // Astronomical years count a year zero: 0 is 1 BCE.
    if at.year <= 0 {
        return format!("{}\u{a0}{}", 1 - at.year, format.before_christ);
    }
    match at.unspecified_digits {
        0 => at.year.to_string(),
        1 => (format.decade)(at.year),
        _ => (format.century)(at.year),
    }
}

/// The sort key of a date in running text: year, month, day; month and day are 0 for longer periods.
pub(crate) type Moment = (i32, u8, u8);

/// Returns the start of the value of a date in a text: `2023-09-13`, `2023-W37`, or the first of two.
#[must_use]
pub(crate) fn moment(value: &str) -> Moment {
    let first = value.split('/').find(|part| !part.is_empty() && *part != "..").unwrap_or(value);
    if let Some(monday) = monday(first) {
        return (i32::from(monday.year()), monday.month().unsigned_abs(), monday.day().unsigned_abs());
    }
    Edtf::parse(first).map_or((0, 0, 0), |date| date.earliest())
}

/// Formats the value of a date in a text.
#[must_use]
pub(crate) fn value(value: &str, format: &FormatRules) -> String {
    if let Ok(date) = Edtf::parse(value) {
        return long(&date, format);
    }
    let one = |part: &str| match monday(part) {
        Some(monday) => {
            let date = Edtf::parse(&monday.to_string()).map(|date| long(&date, format)).unwrap_or_default();
            format!("{} {date}", format.week_of)
        }
        None => Edtf::parse(part).map_or_else(|_| part.to_owned(), |date| long(&date, format)),
    };
    value.split('/').map(one).collect::<Vec<_>>().join(" – ")
}

/// Returns the weekday of a date in a text, 0 for Monday; `None` unless the value is one day.
#[must_use]
pub(crate) fn weekday(value: &str) -> Option<usize> {
    let day: jiff::civil::Date = value.parse().ok().filter(|_| value.len() == 10)?;
    usize::try_from(day.weekday().to_monday_zero_offset()).ok()
}

/// Returns the Monday of an ISO week, `2023-W37`.
fn monday(week: &str) -> Option<jiff::civil::Date> {
    let (year, week) = week.split_once("-W")?;
    let week =
        jiff::civil::ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, jiff::civil::Weekday::Monday).ok()?;
    Some(week.date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::by_tag;

    #[test]
    fn weeks_have_a_place_in_time() {
        assert_eq!(moment("2023-W37"), (2023, 9, 11));
        assert_eq!((weekday("2024-03-31"), weekday("2024-03"), weekday("2023-W37")), (Some(6), None, None));
        assert_eq!(value("2023-W37", by_tag("fr").format), "semaine du 11 septembre 2023");
        assert_eq!(value("2023-09-12/2023-09-17", by_tag("fr").format), "12-17 septembre 2023");
    }

    #[test]
    fn dates_read_well_in_both_languages() {
        let cases = [
            ("2023-09-01", "1er septembre 2023", "1 September 2023"),
            ("2023-09-12/2023-09-17", "12-17 septembre 2023", "12–17 September 2023"),
            ("1940~", "vers 1940", "about 1940"),
            ("2023-09-13/..", "depuis le 13 septembre 2023", "since 13 September 2023"),
            ("194X", "années 1940", "1940s"),
            ("2024-21", "printemps 2024", "spring 2024"),
            ("19XX", "XXe\u{a0}siècle", "1900s"),
            ("-0043", "44\u{a0}av. J.-C.", "44\u{a0}BCE"),
        ];
        let german = Edtf::parse("2023-09-12/2023-09-17").expect("a date");
        assert_eq!(long(&german, by_tag("de").format), "12.–17. September 2023");
        let spanish = Edtf::parse("2023-09-12").expect("a date");
        assert_eq!(long(&spanish, by_tag("es").format), "12 de septiembre de 2023");
        for (date, french, english) in cases {
            let date = Edtf::parse(date).expect("a date");
            let long = |tag| long(&date, by_tag(tag).format);
            assert_eq!((long("fr").as_str(), long("en").as_str()), (french, english));
        }
    }
}
