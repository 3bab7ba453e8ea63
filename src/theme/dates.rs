//! Dates for people: EDTF -> "13 septembre 2023", "vers 1940", "depuis septembre 2023".

use crate::model::date::{Edtf, End, Point, Qualifier};

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
    let words = |fr: &'static str, en: &'static str| if french { fr } else { en };
    match date {
        Edtf::At(at) => point(at, french),
        Edtf::Interval(End::At(from), End::At(to)) => interval(from, to, french),
        Edtf::Interval(End::At(from), End::Open) => format!("{} {}", words("depuis", "since"), point(from, french)),
        Edtf::Interval(End::At(from), End::Unknown) => {
            format!("{} {}", words("à partir de", "from"), point(from, french))
        }
        Edtf::Interval(_, End::At(to)) => format!("{} {}", words("jusqu’à", "until"), point(to, french)),
        Edtf::Interval(_, _) => date.to_string(),
    }
}

fn interval(from: &Point, to: &Point, french: bool) -> String {
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

fn point(at: &Point, french: bool) -> String {
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
        (Qualifier::Certain, _) => plain,
        (Qualifier::Approximate, true) => format!("vers {plain}"),
        (Qualifier::Approximate, false) => format!("about {plain}"),
        (Qualifier::Uncertain, _) => format!("{plain}\u{a0}(?)"),
        (Qualifier::Both, true) => format!("vers {plain}\u{a0}(?)"),
        (Qualifier::Both, false) => format!("about {plain}\u{a0}(?)"),
    }
}

fn year(at: &Point, french: bool) -> String {
    // Astronomical years count a year zero: 0 is 1 BCE.
    if at.year <= 0 {
        return format!("{}\u{a0}{}", 1 - at.year, if french { "av. J.-C." } else { "BCE" });
    }
    match (at.unspecified_digits, french) {
        (0, _) => at.year.to_string(),
        (1, true) => format!("années {}", at.year),
        (1, false) => format!("{}s", at.year),
        (_, true) => format!("{}e siècle", at.year / 100 + 1),
        (_, false) => format!("{}s", at.year),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_well_in_both_languages() {
        let cases = [
            ("2023-09-01", "1er septembre 2023", "1 September 2023"),
            ("2023-09-12/2023-09-17", "12-17 septembre 2023", "12–17 September 2023"),
            ("1940~", "vers 1940", "about 1940"),
            ("2023-09-13/..", "depuis 13 septembre 2023", "since 13 September 2023"),
            ("194X", "années 1940", "1940s"),
            ("2024-21", "printemps 2024", "spring 2024"),
            ("-0043", "44\u{a0}av. J.-C.", "44\u{a0}BCE"),
        ];
        for (date, french, english) in cases {
            let date = Edtf::parse(date).expect("a date");
            assert_eq!((long(&date, true).as_str(), long(&date, false).as_str()), (french, english));
        }
    }
}
