//! French: how dates, numbers, quotations and spaces are written. Data only.
//!
//! Spaces after the Lexique des règles typographiques en usage à l’Imprimerie nationale; those of Canada after the Banque de
//! dépannage linguistique (OQLF).

use crate::lang::format::{FormatRules, Preposition, Spacing, roman};

/// How French is written.
pub(super) static FORMAT: FormatRules = FormatRules {
    locale: "fr_FR",
    months: [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ],
    weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    seasons: ["printemps", "été", "automne", "hiver"],
    first_day: "1er",
    day_stop: "",
    date_joiner: "",
    since: Preposition { day: "depuis le", longer: "depuis" },
    from: Preposition { day: "à partir du", longer: "à partir de" },
    until: Preposition { day: "jusqu’au", longer: "jusqu’à" },
    about: "vers",
    before_christ: "av. J.-C.",
    day_range: '-',
    decade: |year| format!("années {year}"),
    century: |year| format!("{}e\u{a0}siècle", roman(year / 100 + 1)),
    week_of: "semaine du",
    thousands: '\u{202f}',
    zero_is_singular: true,
    quotation_marks: ("« ", " »"),
    spacing: SPACING,
    regional_spacing: &[("fr-CA", Spacing { before_high_marks: false, ..SPACING })],
};

const SPACING: Spacing = Spacing {
    guillemets: true,
    before_high_marks: true,
    units: true,
    superior_ordinals: true,
    inner_marks: &[('«', '“'), ('»', '”')],
};
