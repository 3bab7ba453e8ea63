//! Spanish: how dates, numbers, quotations and spaces are written. Data only; after the Ortografía of the Academies.

use crate::lang::format::{FormatRules, Preposition, Spacing, roman};

/// How Spanish is written.
pub(super) static FORMAT: FormatRules = FormatRules {
    locale: "es_ES",
    months: [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
        "diciembre",
    ],
    weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    seasons: ["primavera", "verano", "otoño", "invierno"],
    first_day: "1",
    day_stop: "",
    date_joiner: "de ",
    since: Preposition { day: "desde el", longer: "desde" },
    from: Preposition { day: "a partir del", longer: "a partir de" },
    until: Preposition { day: "hasta el", longer: "hasta" },
    about: "hacia",
    before_christ: "a. C.",
    day_range: '-',
    decade: |year| format!("años {year}"),
    century: |year| format!("siglo\u{a0}{}", roman(year / 100 + 1)),
    week_of: "semana del",
    thousands: '\u{a0}',
    zero_is_singular: false,
    quotation_marks: ("«", "»"),
    spacing: Spacing { inner_marks: &[('«', '“'), ('»', '”')], ..Spacing::AS_WRITTEN },
    regional_spacing: &[],
};
