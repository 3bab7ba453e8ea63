//! How a language writes dates, numbers, quotations and the spaces of good typography, for pages that people read.
//!
//! Data only. `theme::dates` writes dates with them, `theme::messages` numbers, `render::typography` sets spaces.

use std::borrow::Cow;

/// How a language writes what an interface shows.
pub struct FormatRules {
    /// The locale as Open Graph writes it: `fr_FR`.
    pub locale: &'static str,
    /// The months, as they are written inside a sentence.
    pub months: [&'static str; 12],
    /// The days of the week from Monday on, likewise.
    pub weekdays: [&'static str; 7],
    /// The seasons from spring on, likewise.
    pub seasons: [&'static str; 4],
    /// The first day of a month: `1er`.
    pub first_day: &'static str,
    /// What follows the number of a day: the full stop of `12. Mai`.
    pub day_stop: &'static str,
    /// What joins day, month and year, with its space: the `de` of `12 de mayo de 2024`.
    pub date_joiner: &'static str,
    /// What precedes the beginning of a time without an end.
    pub since: Preposition,
    /// What precedes the beginning of a time whose end is unknown.
    pub from: Preposition,
    /// What precedes the end of a time.
    pub until: Preposition,
    /// What precedes an approximate date: `vers`.
    pub about: &'static str,
    /// What follows a year before the year 1.
    pub before_christ: &'static str,
    /// What joins two days of a month: `12-17 septembre`.
    pub day_range: char,
    /// Writes the decade that begins with a year.
    pub decade: fn(i32) -> String,
    /// Writes the century that begins with a year, a multiple of 100.
    pub century: fn(i32) -> String,
    /// What precedes the Monday of a week: `semaine du`.
    pub week_of: &'static str,
    /// What separates the thousands of a number.
    pub thousands: char,
    /// Whether a noun behind zero is in the singular.
    pub zero_is_singular: bool,
    /// The marks of a quotation, with the spaces inside them.
    pub quotation_marks: (&'static str, &'static str),
    /// The spaces of a text.
    pub spacing: Spacing,
    /// The spaces in a region whose rules differ, by the whole tag.
    pub regional_spacing: &'static [(&'static str, Spacing)],
}

/// A preposition, which may take another form before a day.
#[derive(Clone, Copy, Debug)]
pub struct Preposition {
    /// Before a day: `depuis le`.
    pub day: &'static str,
    /// Before a month or a year: `depuis`.
    pub longer: &'static str,
}

/// The spaces that are set in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spacing {
    /// Whether a space is set inside « », before a colon and between thousands, and whether a space before `; ! ?` becomes a
    /// no-break space.
    pub guillemets: bool,
    /// Whether a space is added before `; ! ?` that has no space before it.
    pub before_high_marks: bool,
    /// Whether a number stays on the line of its unit.
    pub units: bool,
    /// Whether the letters of an ordinal number are superior: `1er`, `XIXe`.
    pub superior_ordinals: bool,
    /// What the marks of a quotation become inside another quotation.
    pub inner_marks: &'static [(char, char)],
}

impl Spacing {
    /// Spaces stay as they are written.
    pub const AS_WRITTEN: Self =
        Self { guillemets: false, before_high_marks: false, units: false, superior_ordinals: false, inner_marks: &[] };

    /// Replaces the marks of quotations in a text that is quoted itself: in French « “ ” ». The spaces within « » go with them.
    #[must_use]
    pub fn quoted<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let inner = |c: char| self.inner_marks.iter().find(|(outer, _)| *outer == c).map(|(_, inner)| *inner);
        if !text.contains(|c| inner(c).is_some()) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            if c == '»' && inner(c).is_some() {
                out.truncate(out.trim_end().len());
            }
            out.push(inner(c).unwrap_or(c));
            while c == '«' && inner(c).is_some() && chars.next_if(|c| c.is_whitespace()).is_some() {}
        }
        Cow::Owned(out)
    }
}

/// Writes a number in Roman digits, up to 39: centuries.
#[must_use]
pub(super) fn roman(number: i32) -> String {
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
