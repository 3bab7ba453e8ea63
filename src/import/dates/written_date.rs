//! Reads a full calendar date at the start of some words, with the names of months and weekdays of all languages of `lang`.
//!
//! Returns the ISO date and the remaining words. Invariant: day, month and year must all be written and form a real
//! day; a numeric date that could mean two days is rejected. Whether the date concerns the document is decided by
//! `stated_date`.

use crate::import::text::lines::fold;
use crate::lang::dates::WordClass;
use crate::lang::{self, in_any};
use crate::text::tokens;

/// The order of the numbers in a date such as `05/09/2023`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum NumberOrder {
    /// The day comes first, as the words before it are French.
    DayFirst,
    /// The month comes first.
    MonthFirst,
    /// Unknown: the date is read only if just one order is possible.
    Unknown,
    /// Unknown, and both readings are wanted.
    Either,
}

/// A date, and the words after it.
pub(in crate::import) struct WrittenDate<'w, 't> {
    /// The date as `YYYY-MM-DD`.
    pub(in crate::import) iso: String,
    /// The other day that numbers of [`NumberOrder::Either`] may mean.
    pub(in crate::import) other: Option<String>,
    /// The words that follow.
    pub(in crate::import) rest: &'w [&'t str],
}

/// Splits a folded text into words; a comma, bracket, bar or dash is a word of its own.
pub(in crate::import) fn words(folded: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for chunk in folded.split_whitespace() {
        let inner = chunk.trim_start_matches(['(', '[']);
        let (opening, inner) = chunk.split_at(chunk.len() - inner.len());
        let bare = inner.trim_end_matches([',', ';', ':', ')', ']', '|']);
        let (bare, closing) = inner.split_at(bare.len());
        words.extend(opening.split_inclusive(['(', '[']));
        words.extend(Some(bare).filter(|bare| !bare.is_empty()));
        words.extend(closing.split_inclusive([',', ';', ':', ')', ']', '|']));
    }
    words
}

/// Reads the date at the start of the words, after an optional weekday or article.
pub(in crate::import) fn written_date<'w, 't>(words: &'w [&'t str], order: NumberOrder) -> Option<WrittenDate<'w, 't>> {
    let mut words = words;
    while let [first, rest @ ..] = words {
        let opens = matches!(*first, "," | ":") || in_any(first, |language| language.import.date_openers);
        if !opens && !is_weekday(bare(first)) {
            break;
        }
        words = rest;
    }
    let is_joiner = |word: &str| in_any(word, |language| language.import.date_joiners);
    let (iso, rest) = match words {
        [day, of, month, of_year, year, rest @ ..]
            if is_joiner(of) && is_joiner(of_year) && in_words(day, month, year).is_some() =>
        {
            (in_words(day, month, year)?, rest)
        }
        [day, of, month, year, rest @ ..] if is_joiner(of) && in_words(day, month, year).is_some() => {
            (in_words(day, month, year)?, rest)
        }
        [day, month, ",", year, rest @ ..] | [month, day, ",", year, rest @ ..]
            if in_words(day, month, year).is_some() =>
        {
            (in_words(day, month, year)?, rest)
        }
        // Spanish and Portuguese put the same word before month and year.
        [day, joint, month, again, year, rest @ ..] if joint == again && in_words(day, month, year).is_some() => {
            (in_words(day, month, year)?, rest)
        }
        [day, month, year, rest @ ..] if in_words(day, month, year).is_some() => (in_words(day, month, year)?, rest),
        [month, day, year, rest @ ..] if in_words(day, month, year).is_some() => (in_words(day, month, year)?, rest),
        [numbers, rest @ ..] if order == NumberOrder::Either => {
            let day_first = in_numbers(numbers, NumberOrder::DayFirst);
            let month_first =
                in_numbers(numbers, NumberOrder::MonthFirst).filter(|iso| Some(iso) != day_first.as_ref());
            let (iso, other) = match day_first {
                Some(day_first) => (day_first, month_first),
                None => (month_first?, None),
            };
            return Some(WrittenDate { iso, other, rest });
        }
        [numbers, rest @ ..] => (in_numbers(numbers, order)?, rest),
        [] => return None,
    };
    Some(WrittenDate { iso, other: None, rest })
}

/// Returns the number of words of a day and month without a year at the start of the words: `May 7`, `le 7 mai`.
pub(in crate::import) fn n_words_of_day(words: &[&str]) -> Option<usize> {
    let opens = |word: &&&str| in_any(word, |language| language.import.date_openers) || is_weekday(bare(word));
    let n_before = words.iter().take_while(opens).count();
    match words.get(n_before..)? {
        [first, second, ..] => {
            let is_day = |word: &str| {
                let digits = word.trim_end_matches(|character: char| !character.is_ascii_digit());
                number(digits, 1).or_else(|| number(digits, 2)).is_some_and(|day| (1..=31).contains(&day))
            };
            let is_of_month = |word: &str| month_number(word).is_some();
            ((is_day(first) && is_of_month(second)) || (is_of_month(first) && is_day(second))).then_some(n_before + 2)
        }
        _ => None,
    }
}

/// Skips a time of day: `à 10h30`, `at 2:30 pm (CET)`.
pub(in crate::import) fn after_time<'w, 't>(words: &'w [&'t str]) -> &'w [&'t str] {
    /// Brackets and time zones.
    const TIME_SIGNS: [&str; 11] = [",", "utc", "gmt", "est", "edt", "et", "cet", "cest", "bst", "(", ")"];
    let is_of_time = |word: &str| TIME_SIGNS.contains(&word) || in_any(word, |language| language.import.time_words);
    let is_clock = |word: &str| {
        word.starts_with(|character: char| character.is_ascii_digit())
            && word.chars().all(|character| character.is_ascii_digit() || "hm:.ap".contains(character))
    };
    let end = words.iter().position(|word| !is_of_time(word) && !is_clock(word) && *word != ":");
    let mut rest = words.get(end.unwrap_or(words.len())..).unwrap_or_default();
    // A separator at the end of the line separates nothing: `10h30 -`.
    while let [separator] = rest {
        if !is_separator(separator) {
            break;
        }
        rest = &[];
    }
    rest
}

/// Returns whether a word only separates two parts of a line.
pub(in crate::import) fn is_separator(word: &str) -> bool {
    matches!(word, "|" | "-" | "–" | "—" | "•" | "·" | "/")
}

/// Returns whether a word is a month or weekday, in any case, possibly with a full stop or comma after it.
pub(in crate::import) fn is_calendar_word(word: &str) -> bool {
    let folded = fold(word);
    is_weekday(bare(&folded)) || month_number(&folded).is_some()
}

fn bare(word: &str) -> &str {
    word.trim_end_matches(['.', ','])
}

fn is_weekday(word: &str) -> bool {
    value_in_grammars(word, WordClass::Weekday).is_some() || in_any(word, |language| language.import.short_weekdays)
}

/// Returns the number of a month that a folded word names.
pub(in crate::import) fn month_number(word: &str) -> Option<u32> {
    value_in_grammars(bare(word), WordClass::Month).and_then(|month| u32::try_from(month).ok())
}

/// Returns the value of a word in the grammars of dates.
fn value_in_grammars(word: &str, class: WordClass) -> Option<i32> {
    // Most words are asked about in vain: a number or a long word is neither a month nor a day of the week.
    if word.len() > 12 || !word.starts_with(char::is_alphabetic) {
        return None;
    }
    let word = tokens::fold(word);
    lang::all().find_map(|language| language.dates.value_of(class, &word))
}

fn in_words(day: &str, month: &str, year: &str) -> Option<String> {
    let day = ["er", "st", "nd", "rd", "th", "."].iter().find_map(|ending| day.strip_suffix(ending)).unwrap_or(day);
    iso(number(bare(year), 4)?, month_number(month)?, number(day, 1).or_else(|| number(day, 2))?)
}

fn in_numbers(numbers: &str, order: NumberOrder) -> Option<String> {
    let numbers = bare(numbers).split('t').next()?;
    let parts: Vec<&str> = numbers.split(['-', '/', '.']).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    if first.len() == 4 {
        return iso(number(first, 4)?, number(second, 2)?, number(third, 2)?);
    }
    let short = |part| number(part, 1).or_else(|| number(part, 2));
    let (first, second, year) = (short(first)?, short(second)?, number(third, 4)?);
    let (day_first, month_first) = (iso(year, second, first), iso(year, first, second));
    // Full stops are between the numbers of languages that write the day first.
    let is_dotted = !numbers.contains(['-', '/']) && order != NumberOrder::MonthFirst;
    if order == NumberOrder::DayFirst || first == second || is_dotted {
        return day_first;
    }
    if order == NumberOrder::MonthFirst {
        return month_first;
    }
    match (day_first, month_first) {
        (Some(_), Some(_)) => None,
        (day_first, month_first) => day_first.or(month_first),
    }
}

fn number(digits: &str, n_digits: usize) -> Option<u32> {
    let is_number = digits.len() == n_digits && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    let is_leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    let n_days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(is_leap),
        1..=12 => 31,
        _ => return None,
    };
    let is_day = (1..=n_days).contains(&day) && (1500..=2199).contains(&year);
    is_day.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, order: NumberOrder, expected: Option<&str>) {
        let folded = fold(text);
        let found = written_date(&words(&folded), order).map(|date| date.iso);
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn a_date_in_words_is_read_in_both_languages() {
        for text in [
            "3 mai 2021", "le lundi 3 mai 2021", "lundi, 3 mai 2021 à 10h", "May 3, 2021", "May 3rd, 2021",
            "3 May 2021", "Monday, May 3, 2021 at 10:00", "the 3rd of May 2021", "May 3 2021", "03 MAI 2021",
            "3 May, 2021",
        ] {
            check(text, NumberOrder::Unknown, Some("2021-05-03"));
        }
        check("1er févr. 2020", NumberOrder::Unknown, Some("2020-02-01"));
        check("Sept. 30, 2019 (AP)", NumberOrder::Unknown, Some("2019-09-30"));
    }

    #[test]
    fn a_date_in_numbers_is_read_where_it_means_one_day() {
        check("2021-05-03T10:00:00Z", NumberOrder::Unknown, Some("2021-05-03"));
        check("23/05/2021", NumberOrder::Unknown, Some("2021-05-23"));
        check("05/23/2021", NumberOrder::Unknown, Some("2021-05-23"));
        check("05/05/2021", NumberOrder::Unknown, Some("2021-05-05"));
        check("03/05/2021", NumberOrder::Unknown, None);
        check("03/05/2021", NumberOrder::DayFirst, Some("2021-05-03"));
        check("3.5.2021", NumberOrder::DayFirst, Some("2021-05-03"));
    }

    #[test]
    fn what_is_no_full_real_day_is_no_date() {
        for text in [
            "", "mai 2021", "3 mai", "31 juin 2021", "29 février 2021", "2021-13-01", "12 345 6789", "mai", "3 mai 21",
            "2021",
        ] {
            check(text, NumberOrder::DayFirst, None);
        }
        check("29 février 2024", NumberOrder::Unknown, Some("2024-02-29"));
    }
}
