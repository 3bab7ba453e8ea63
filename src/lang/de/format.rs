//! German: how dates, numbers, quotations and spaces are written. Data only; after DIN 5008 and Duden.

use crate::lang::format::{FormatRules, Preposition, Spacing};

/// How German is written.
pub(super) static FORMAT: FormatRules = FormatRules {
    locale: "de_DE",
    months: [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ],
    weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    seasons: ["Frühling", "Sommer", "Herbst", "Winter"],
    first_day: "1.",
    day_stop: ".",
    date_joiner: "",
    since: Preposition { day: "seit dem", longer: "seit" },
    from: Preposition { day: "ab dem", longer: "ab" },
    until: Preposition { day: "bis zum", longer: "bis" },
    about: "um",
    before_christ: "v. Chr.",
    day_range: '–',
    decade: |year| format!("{year}er Jahre"),
    century: |year| format!("{}.\u{a0}Jahrhundert", year / 100 + 1),
    week_of: "Woche vom",
    thousands: '.',
    zero_is_singular: false,
    quotation_marks: ("„", "“"),
    spacing: Spacing { inner_marks: &[('„', '‚'), ('“', '‘')], ..Spacing::AS_WRITTEN },
    regional_spacing: &[],
};
