//! Dates in digits only: `13/09/2023`, `13.09.2023`, `2023-09-13`, `12.IX.1939`.

use super::calendar::CalendarDay;
use super::digits::{roman, whole};
use super::types::{DateFields, DateMatch, TokenLine, gap_text};
use crate::lang::dates::TemporalMeaning;
use crate::text::tokens::Token;

/// Reads a date in digits that begins with this token.
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
    let middle = whole(word(at + 1)).or_else(|| roman(word(at + 1)))?;
    let day = if word(at).len() == 4 {
        CalendarDay::new(first, middle, last)?
    } else if word(at + 2).len() == 4 {
        let (day, month) = match line.compiled.grammar.day_first {
            true if middle <= 12 => (first, middle),
            false if first > 12 => (first, middle),
            _ => (middle, first),
        };
        CalendarDay::new(last, month, day)?
    } else {
        return None;
    };
    let year_fits = (1000..=2199).contains(&day.year());
    year_fits.then(|| DateMatch {
        first: at,
        after: at + 3,
        means: TemporalMeaning::Numeric(day.number()),
        fields: DateFields { year: Some(day.year()), month: Some(day.month()), ..DateFields::default() },
    })
}
