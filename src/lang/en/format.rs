//! English: how dates, numbers, quotations and spaces are written. Data only.

use crate::lang::format::{FormatRules, Preposition, Spacing};

/// How English is written.
pub(in crate::lang) static FORMAT: FormatRules = FormatRules {
    locale: "en_GB",
    months: [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ],
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    seasons: ["spring", "summer", "autumn", "winter"],
    first_day: "1",
    day_stop: "",
    date_joiner: "",
    since: Preposition { day: "since", longer: "since" },
    from: Preposition { day: "from", longer: "from" },
    until: Preposition { day: "until", longer: "until" },
    about: "about",
    before_christ: "BCE",
    day_range: '–',
    decade: |year| format!("{year}s"),
    century: |year| format!("{year}s"),
    week_of: "week of",
    thousands: ',',
    zero_is_singular: false,
    quotation_marks: ("“", "”"),
    spacing: Spacing { units: true, inner_marks: &[('“', '‘'), ('”', '’')], ..Spacing::AS_WRITTEN },
    regional_spacing: &[],
};
