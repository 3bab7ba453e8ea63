//! Writes EDTF dates for people: "13 septembre 2023", "vers 1940", "depuis septembre 2023".

use crate::model::date::{DatePoint, DateQualifier, Edtf, IntervalEnd};

const MONTHS_FR: [&str; 12] = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];
const SEASONS_FR: [&str; 4] = ["printemps", "été", "automne", "hiver"];
const SEASONS_EN: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// Writes a date in French or English.
#[must_use]
pub fn long(date: &Edtf, french: bool) -> String {
    match date {
        Edtf::At(at) => point(at, french),
        Edtf::Interval(IntervalEnd::At(from), IntervalEnd::At(to)) => interval(from, to, french),
        Edtf::Interval(IntervalEnd::At(from), end) => {
            let open = *end == IntervalEnd::Open;
            let words = match (open, french, from.day.is_some()) {
                (true, true, true) => "depuis le",
                (true, true, false) => "depuis",
                (false, true, true) => "à partir du",
                (false, true, false) => "à partir de",
                (true, false, _) => "since",
                (false, false, _) => "from",
            };
            format!("{words} {}", point(from, french))
        }
        Edtf::Interval(_, IntervalEnd::At(to)) => {
            let words = match (french, to.day.is_some()) {
                (true, true) => "jusqu’au",
                (true, false) => "jusqu’à",
                (false, _) => "until",
            };
            format!("{words} {}", point(to, french))
        }
        Edtf::Interval(_, _) => date.to_string(),
    }
}

fn interval(from: &DatePoint, to: &DatePoint, french: bool) -> String {
    match (from.day, to.day) {
        (Some(first), Some(last)) if (from.year, from.month) == (to.year, to.month) && french => {
            format!("{}-{last}{}", first, &point(to, french)[last.to_string().len()..])
        }
        (Some(first), Some(_)) if (from.year, from.month) == (to.year, to.month) => {
            format!("{first}–{}", point(to, french))
        }
        _ => format!("{} – {}", point(from, french), point(to, french)),
    }
}

fn point(at: &DatePoint, french: bool) -> String {
    let year = year(at, french);
    let plain = match (at.month, at.day) {
        (Some(month @ 1..=12), Some(day)) => {
            let month = usize::from(month - 1);
            if french {
                format!("{}{} {} {year}", day, if day == 1 { "er" } else { "" }, MONTHS_FR[month])
            } else {
                format!("{day} {} {year}", MONTHS_EN[month])
            }
        }
        (Some(month @ 1..=12), None) => {
            format!("{} {year}", (if french { MONTHS_FR } else { MONTHS_EN })[usize::from(month - 1)])
        }
        (Some(season @ 21..=24), _) => {
            format!("{} {year}", (if french { SEASONS_FR } else { SEASONS_EN })[usize::from(season - 21)])
        }
        _ => year,
    };
    match (at.qualifier, french) {
        (DateQualifier::Certain, _) => plain,
        (DateQualifier::Approximate, true) => format!("vers {plain}"),
        (DateQualifier::Approximate, false) => format!("about {plain}"),
        (DateQualifier::Uncertain, _) => format!("{plain}\u{a0}(?)"),
        (DateQualifier::Both, true) => format!("vers {plain}\u{a0}(?)"),
        (DateQualifier::Both, false) => format!("about {plain}\u{a0}(?)"),
    }
}

fn year(at: &DatePoint, french: bool) -> String {
    // Astronomical years count a year zero: 0 is 1 BCE.
    if at.year <= 0 {
        return format!("{}\u{a0}{}", 1 - at.year, if french { "av. J.-C." } else { "BCE" });
    }
    match (at.unspecified_digits, french) {
        (0, _) => at.year.to_string(),
        (1, true) => format!("années {}", at.year),
        (1, false) => format!("{}s", at.year),
        (_, true) => format!("{}e\u{a0}siècle", roman(at.year / 100 + 1)),
        (_, false) => format!("{}s", at.year),
    }
}

/// The sort key of a date value: year, month, day; a month or day of 0 for a longer time.
pub type Moment = (i32, u8, u8);

/// Returns where the value of a date in a text begins: `2023-09-13`, `2023-W37`, or the first of two.
#[must_use]
pub fn moment(value: &str) -> Moment {
    let first = value.split('/').find(|part| !part.is_empty() && *part != "..").unwrap_or(value);
    if let Some(monday) = monday(first) {
        return (i32::from(monday.year()), monday.month().unsigned_abs(), monday.day().unsigned_abs());
    }
    Edtf::parse(first).map_or((0, 0, 0), |date| date.earliest())
}

/// Writes the value of a date in a text for people.
#[must_use]
pub fn value(value: &str, french: bool) -> String {
    if let Ok(date) = Edtf::parse(value) {
        return long(&date, french);
    }
    let one = |part: &str| match monday(part) {
        Some(monday) => {
            let date = Edtf::parse(&monday.to_string()).map(|date| long(&date, french)).unwrap_or_default();
            if french { format!("semaine du {date}") } else { format!("week of {date}") }
        }
        None => Edtf::parse(part).map_or_else(|_| part.to_owned(), |date| long(&date, french)),
    };
    value.split('/').map(one).collect::<Vec<_>>().join(" – ")
}

/// Returns the Monday of an ISO week, `2023-W37`.
fn monday(week: &str) -> Option<jiff::civil::Date> {
    let (year, week) = week.split_once("-W")?;
    let week =
        jiff::civil::ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, jiff::civil::Weekday::Monday).ok()?;
    Some(week.date())
}

/// Writes a small number as French centuries are written.
fn roman(number: i32) -> String {
    const DIGITS: [(i32, &str); 5] = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number.max(0);
    let mut out = String::new();
    for (value, digit) in DIGITS {
        while rest >= value {
            out.push_str(digit);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_have_a_place_in_time() {
        assert_eq!(moment("2023-W37"), (2023, 9, 11));
        assert_eq!(value("2023-W37", true), "semaine du 11 septembre 2023");
        assert_eq!(value("2023-09-12/2023-09-17", true), "12-17 septembre 2023");
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
        for (date, french, english) in cases {
            let date = Edtf::parse(date).expect("a date");
            assert_eq!((long(&date, true).as_str(), long(&date, false).as_str()), (french, english));
        }
    }
}
