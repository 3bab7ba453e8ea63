//! Dates in digits only: `13/09/2023`, `13.09.2023`, `2023-09-13`, `12.IX.1939`, and which of two figures is the day.
//!
//! The order of day and month is a property of a text: its unambiguous dates show it. Where none does, a language that
//! writes both `3 May` and `May 3` has no order of its own.

use super::calendar::CalendarDay;
use super::digits::{roman, whole};
use super::relative::PublicationDate;
use super::types::{DateFields, DateMatch, TokenLine, gap_text};
use crate::lang::dates::TemporalMeaning;
use crate::text::tokens::Token;

/// Which figure of a date in digits is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DigitOrder {
    /// The first.
    DayFirst,
    /// The second.
    MonthFirst,
    /// The text has dates of both kinds, or none, and its language has no order of its own.
    Unknown,
}

/// Reads a date in digits that begins with this token. Where both orders are possible, the field `number` has the value
/// with the month first; else `which` has 1 where the day must be first and 2 where the month must be.
#[must_use]
pub(super) fn read(line: &TokenLine<'_>, at: usize) -> Option<DateMatch> {
    if at + 2 >= line.tokens.len() {
        return None;
    }
    let separator = gap_text(line, at + 1);
    if !matches!(separator, "/" | "." | "-" | "\u{2011}") || gap_text(line, at + 2) != separator {
        return None;
    }
    // `1.2.3.2004` is a version, `01-23-45-67-89` a telephone number.
    let continued = line.tokens.get(at + 3).is_some_and(|_| gap_text(line, at + 3) == separator);
    let continues = at > 0 && line.tokens[at - 1].is(Token::DIGIT) && gap_text(line, at) == separator;
    if continued || continues {
        return None;
    }
    let word = |index: usize| line.tokens[index].text(line.text);
    let (first, last) = (whole(word(at))?, whole(word(at + 2))?);
    let middle_word = word(at + 1);
    let middle = whole(middle_word).or_else(|| roman(middle_word))?;
    let (day, other, shown) = if word(at).len() == 4 {
        (CalendarDay::new(first, middle, last)?, None, None)
    } else if word(at + 2).len() == 4 {
        let (day_first, month_first) = (CalendarDay::new(last, middle, first), CalendarDay::new(last, first, middle));
        match (day_first, month_first) {
            // A month in Roman figures is in the middle.
            (Some(day), _) if whole(middle_word).is_none() => (day, None, None),
            (Some(day), Some(other)) if day == other => (day, None, None),
            (Some(day), Some(other)) => (day, Some(other.number()), None),
            (Some(day), None) => (day, None, (first > 12).then_some(1)),
            (None, Some(other)) => (other, None, (middle > 12).then_some(2)),
            (None, None) => return None,
        }
    } else {
        return None;
    };
    let (year, month) = (Some(day.year()), Some(day.month()));
    let fields = DateFields { year, month, number: other, which: shown, ..DateFields::default() };
    let means = TemporalMeaning::Numeric(day.number());
    (1000..=2199).contains(&day.year()).then_some(DateMatch { first: at, after: at + 3, means, fields })
}

/// Returns the order that the dates of a text show. One that is the day of publication in one order only counts, too.
#[must_use]
pub(super) fn order(
    matches: &[DateMatch],
    published: Option<PublicationDate>,
    has_both_orders: bool,
    day_first: bool,
) -> DigitOrder {
    let (mut shows_day, mut shows_month) = (false, false);
    let today = published.and_then(|published| published.day).map(CalendarDay::number);
    for one in matches {
        let TemporalMeaning::Numeric(day) = one.means else { continue };
        let is_today = one.fields.number.is_some() && today.is_some();
        shows_day |= one.fields.which == Some(1) || is_today && today == Some(day);
        shows_month |= one.fields.which == Some(2) || is_today && today == one.fields.number;
    }
    match (shows_day, shows_month) {
        (true, false) => DigitOrder::DayFirst,
        (false, true) => DigitOrder::MonthFirst,
        (false, false) if !has_both_orders && day_first => DigitOrder::DayFirst,
        (false, false) if !has_both_orders => DigitOrder::MonthFirst,
        _ => DigitOrder::Unknown,
    }
}
