//! The day of publication in a field of a press database: `mardi 12 mars 2024 - 06:30`, `May 7, 2019 Tuesday`,
//! `2018 年 10 月 7 日`, `02.04.2013`.
//!
//! The field is known to state a date, so other words around it do not matter. Invariant: exactly one date is written, or none
//! is returned; a range of days (`12-13 mars`) or numbers in an unclear order (`03/04/2019`) give none. Text is not read here.

use crate::import::dates::written_date::{is_calendar_word, month_number};
use crate::import::text::lines::fold;
use crate::lang;
use crate::model::Edtf;

/// The longest field that is read, in bytes.
const MAX_FIELD_BYTES: usize = 400;

/// Returns the date that a field states: `YYYY-MM-DD`, or `YYYY-MM` where it has no day.
pub(in crate::import) fn press_date(field: &str) -> Option<String> {
    if field.len() > MAX_FIELD_BYTES || !field.contains(|character: char| character.is_ascii_digit()) {
        return None;
    }
    if let Some(date) = with_signs(field) {
        return Some(date);
    }
    let spaced = spaced(&fold(field));
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut days: Vec<(usize, String)> = (0..words.len()).filter_map(|at| Some((at, day_at(&words, at)?))).collect();
    days.dedup_by(|later, earlier| later.1 == earlier.1);
    match days.as_slice() {
        [(at, day)] => {
            let is_plain = in_numbers(words[*at]).is_some() || !ends_range(&words[..*at]);
            return is_plain.then(|| day.clone());
        }
        [] => {}
        _ => return None,
    }
    let mut months: Vec<String> = (0..words.len()).filter_map(|at| month_at(&words, at)).collect();
    months.dedup();
    match months.as_slice() {
        [month] => Some(month.clone()),
        _ => None,
    }
}

/// Returns the date of a field that is nothing but a date, so that a line of text is not taken for one.
pub(in crate::import) fn date_line(line: &str) -> Option<String> {
    let date = press_date(line)?;
    let spaced = spaced(&fold(line));
    let n_other = spaced
        .split_whitespace()
        .filter(|word| {
            !is_calendar_word(word)
                && month(word).is_none()
                && word.chars().count() > 3
                && !word.contains(|character: char| character.is_ascii_digit())
        })
        .count();
    (n_other <= 3 && line.chars().count() <= 90).then_some(date)
}

/// Reads eight digits as a day: `20240312`.
pub(in crate::import) fn compact_date(digits: &str) -> Option<String> {
    let is_compact = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_compact.then(|| iso(&digits[..4], &digits[4..6], &digits[6..])).flatten()
}

/// Separates what punctuation joins: brackets and commas always, colons outside of a time of day.
fn spaced(folded: &str) -> String {
    let mut spaced = String::with_capacity(folded.len());
    let mut characters = folded.chars().peekable();
    let mut before = ' ';
    while let Some(character) = characters.next() {
        let is_in_time = before.is_ascii_digit() && characters.peek().is_some_and(char::is_ascii_digit);
        let separates = matches!(character, ',' | ';' | '(' | ')' | '[' | ']' | '|' | '"' | '*')
            || (character == ':' && !is_in_time);
        spaced.push(if separates { ' ' } else { character });
        before = character;
    }
    spaced
}

/// Reads a date whose parts have their signs behind them: year, month and day in Chinese, Japanese and Korean.
fn with_signs(field: &str) -> Option<String> {
    let bare: String = field.chars().filter(|character| !character.is_whitespace()).collect();
    let (before, rest) = bare.split_once(['年', '년'])?;
    let (month, rest) = rest.split_once(['月', '월'])?;
    let (day, _) = rest.split_once(['日', '일', '号'])?;
    let start = before.trim_end_matches(|character: char| character.is_ascii_digit()).len();
    iso(before.get(start..)?, month, day)
}

/// Returns the day that is written from a word on.
fn day_at(words: &[&str], at: usize) -> Option<String> {
    if let Some(day) = in_numbers(words[at]) {
        return Some(day);
    }
    let [first, second, third] = three_parts(&words[at..])?;
    let iso_parts = || {
        let is_split = second.len() == 2 && third.split('t').next().is_some_and(|day| day.len() == 2);
        is_split.then(|| iso(first, second, third.split('t').next()?)).flatten()
    };
    None.or_else(|| iso(year(third)?, &month(second)?.to_string(), day(first)?))
        .or_else(|| iso(year(third)?, &month(first)?.to_string(), day(second)?))
        .or_else(|| iso(year(first)?, &month(second)?.to_string(), day(third)?))
        .or_else(iso_parts)
}

/// Returns the next three words that are no short linking words: `12 de marzo de 2024`.
fn three_parts<'t>(words: &[&'t str]) -> Option<[&'t str; 3]> {
    let is_link = |word: &&str| word.len() <= 3 && word.chars().all(char::is_alphabetic) && month(word).is_none();
    let (first, mut rest) = words.split_first()?;
    let mut parts = [*first, "", ""];
    for part in &mut parts[1..] {
        if rest.first().is_some_and(is_link) {
            rest = &rest[1..];
        }
        let (next, after) = rest.split_first()?;
        *part = next;
        rest = after;
    }
    Some(parts)
}

fn month_at(words: &[&str], at: usize) -> Option<String> {
    let [name, after, ..] = &words[at..] else { return None };
    let is_after_number =
        at > 0 && words[at - 1].contains(|character: char| character.is_ascii_digit()) && words[at - 1].len() <= 5;
    if is_after_number {
        return None;
    }
    let (year, month) = (year(after)?, month(name)?);
    let written = format!("{year}-{month:02}");
    Edtf::parse(&written).ok().map(|_| written)
}

/// Returns whether words before a date show that it is the last day of several: `du 26 février au 3 mars`.
fn ends_range(before: &[&str]) -> bool {
    let near = || before.iter().rev().filter(|word| !is_calendar_word(word) || month(word).is_some()).take(3);
    if near().any(|word| month(word).is_some()) {
        return true;
    }
    let mut near = near();
    match (near.next(), near.next()) {
        (Some(link), Some(number)) => {
            link.chars().count() <= 3
                && !link.contains(|character: char| character.is_ascii_digit())
                && day(number).is_some()
                && !matches!(*link, "|" | ".")
        }
        _ => false,
    }
}

fn in_numbers(word: &str) -> Option<String> {
    let word = word.split('t').next().unwrap_or_default().trim_end_matches('.');
    let mark = word.chars().find(|character| matches!(character, '-' | '/' | '.'))?;
    let mut parts = word.split(mark);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if first.len() == 4 {
        return iso(first, second, third);
    }
    if third.len() != 4 {
        return None;
    }
    let day_first = iso(third, second, first);
    // Points are written where the day comes first; strokes in both orders.
    if mark == '.' {
        return day_first;
    }
    match (day_first, iso(third, first, second)) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    }
}

fn month(word: &str) -> Option<u32> {
    let bare = word.trim_end_matches(['.', ',']);
    month_number(bare).or_else(|| {
        lang::all().flat_map(|language| language.press.months).find(|(name, _)| *name == bare).map(|(_, month)| *month)
    })
}

fn day(word: &str) -> Option<&str> {
    let bare = word.trim_end_matches(['.', 'º']);
    let bare = ["er", "st", "nd", "rd", "th"].iter().find_map(|ending| bare.strip_suffix(ending)).unwrap_or(bare);
    (matches!(bare.len(), 1 | 2) && bare.bytes().all(|byte| byte.is_ascii_digit())).then_some(bare)
}

fn year(word: &str) -> Option<&str> {
    let bare = word.trim_end_matches(['.', ',']);
    (bare.len() == 4 && bare.bytes().all(|byte| byte.is_ascii_digit())).then_some(bare)
}

fn iso(year: &str, month: &str, day: &str) -> Option<String> {
    let year: u32 = year.parse().ok().filter(|year| (1600..=2199).contains(year))?;
    let (month, day): (u32, u32) = (month.parse().ok()?, day.parse().ok()?);
    let written = format!("{year:04}-{month:02}-{day:02}");
    Edtf::parse(&written).ok().map(|_| written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_states_one_day_in_any_of_its_forms() {
        for (field, expected) in [
            ("Locminé, jeudi 4 avril 2019 - 06:30:00 UTC +02:00 874 mots, p. 3", "2019-04-04"),
            ("Thursday, April 4, 2019 874 words", "2019-04-04"),
            ("April 4, 2019 Thursday 6:10 PM GMT", "2019-04-04"),
            ("4 avril 2019 jeudi", "2019-04-04"),
            ("Donnerstag 4. April 2019", "2019-04-04"),
            ("4 aprile 2019", "2019-04-04"),
            ("4 de abril de 2019", "2019-04-04"),
            ("2019 年 4 月 4 日 17:04", "2019-04-04"),
            ("2019년 4월 4일", "2019-04-04"),
            ("\"Bote\" Nr. 65 vom 04.04.2019 Seite: 3", "2019-04-04"),
            ("The Herald ; Kerpen [Kerpen]04 Apr 2019: A.4.", "2019-04-04"),
            ("2019 04 04T00:00:00", "2019-04-04"),
            ("2019-04-04T15:32:00Z", "2019-04-04"),
            ("25/04/2019", "2019-04-25"),
            ("1er avril 2019", "2019-04-01"),
            ("Avril 2019", "2019-04"),
        ] {
            assert_eq!(press_date(field).as_deref(), Some(expected), "{field}");
        }
    }

    #[test]
    fn what_is_in_doubt_states_no_day() {
        for field in [
            "samedi 6 et dimanche 7 avril 2019",
            "6-7 avril 2019",
            "du 29 mars au 4 avril 2019",
            "03/04/2019",
            "31 avril 2019",
            "874 mots, p. 3",
            "4 avril 2019 - 5 avril 2019",
            "",
        ] {
            assert_eq!(press_date(field), None, "{field}");
        }
    }
}
