//! What a token made of digits may be: a day, a year, an ordinal, a number, a time of day.

use crate::lang::dates::WordClass;
use crate::text::tokens::{Gap, Token};

/// Endings that make an ordinal of a number.
const ORDINAL_ENDINGS: [&str; 13] = ["er", "ère", "ere", "e", "ᵉʳ", "ᵉ", "ème", "eme", "è", "st", "nd", "rd", "th"];

/// Splits a token into its leading number and what follows, `21h` into 21 and `h`; at most five digits.
#[must_use]
pub(crate) fn leading(text: &str) -> Option<(i32, &str)> {
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=5).contains(&n_digits) {
        return None;
    }
    Some((text[..n_digits].parse().ok()?, &text[n_digits..]))
}

/// Returns the number of a token that is digits and nothing else.
#[must_use]
pub(crate) fn whole(text: &str) -> Option<i32> {
    leading(text).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
}

/// Reads a token of digits as a class: its value and how many tokens it takes.
#[must_use]
pub(crate) fn read(class: WordClass, text: &str, tokens: &[Token], at: usize) -> Option<(i32, usize)> {
    let token = tokens.get(at)?;
    let word = token.text(text);
    let (number, rest) = leading(word)?;
    let n_digits = word.len() - rest.len();
    let ordinal = ORDINAL_ENDINGS.contains(&rest);
    let plain = rest.is_empty();
    match class {
        WordClass::Day | WordClass::LastDay if (1..=31).contains(&number) && n_digits <= 2 && (plain || ordinal) => {
            // Some texts have `1 er`.
            let apart = plain
                && number == 1
                && tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Space && next.text(text) == "er");
            Some((number, 1 + usize::from(apart)))
        }
        WordClass::Year if plain && n_digits == 4 && (1000..=2199).contains(&number) => Some((number, 1)),
        WordClass::ShortYear if plain && n_digits == 4 && (1000..=2199).contains(&number) => Some((number, 1)),
        WordClass::ShortYear if plain && n_digits == 3 && number >= 100 => Some((number, 1)),
        // The century is not known yet, so a year of two digits is kept as a negative number.
        WordClass::ShortYear if plain && n_digits == 2 && ends_clause(text, tokens, at) => Some((-1 - number, 1)),
        WordClass::Ordinal if (ordinal || plain && has_stop(tokens, at)) && (1..=4).contains(&number) => {
            Some((number, 1))
        }
        WordClass::Century if (ordinal || plain && has_stop(tokens, at)) && (1..=30).contains(&number) => {
            Some((number, 1))
        }
        WordClass::Decade if plain || rest == "s" || rest == "er" => Some((decade(number, n_digits)?, 1)),
        WordClass::PluralDecade if rest == "s" => Some((decade(number, n_digits)?, 1)),
        // `the 1960’s`.
        WordClass::PluralDecade if plain => {
            let next = tokens.get(at + 1).filter(|next| next.gap == Gap::Apostrophe && next.text(text) == "s")?;
            let counted = tokens.get(at + 2).is_some_and(|noun| noun.gap == Gap::Space && n_digits == 4);
            // `1960’s best film` is of the year.
            (next.len() == 1 && !counted).then_some((decade(number, n_digits)?, 2))
        }
        WordClass::Number if plain => {
            let (mut total, mut len) = (number, 1);
            while let Some(next) = tokens.get(at + len) {
                let group = next.text(text);
                if next.gap != Gap::Space || group.len() != 3 || len > 2 {
                    break;
                }
                let Some(value) = whole(group) else { break };
                total = total.checked_mul(1000)?.checked_add(value)?;
                len += 1;
            }
            Some((total, len))
        }
        WordClass::Clock => clock(text, tokens, at),
        _ => None,
    }
}

/// Returns the first year of a decade in digits, or its two last digits.
fn decade(number: i32, n_digits: usize) -> Option<i32> {
    let fits = match n_digits {
        4 => (1000..=2090).contains(&number),
        2 => number >= 10,
        _ => false,
    };
    (fits && number % 10 == 0).then_some(number)
}

/// Returns whether a full stop and a word follow a number, as in `3. Quartal`. Only a grammar with such ordinals goes on there.
fn has_stop(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Dot)
}

/// Returns whether something other than a space follows a token: `octobre 98.` but not `le 5 mai 98 personnes`.
fn ends_clause(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_none_or(|next| {
        !matches!(next.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe)
            && !text[tokens[at].end as usize..next.start as usize].starts_with(['%', '/', '.', ','])
            || text[tokens[at].end as usize..next.start as usize].starts_with([',', '.'])
                && text[tokens[at].end as usize..next.start as usize].contains(char::is_whitespace)
    })
}

/// Reads a time of day: `18h`, `18h30`, `18 h 30`, `18 heures`, `18:30`, `9 a.m.`, `9:30pm`. The value is 1 where the
/// minutes or `a.m.` are written, so that it can be nothing else, and 0 otherwise.
fn clock(text: &str, tokens: &[Token], at: usize) -> Option<(i32, usize)> {
    let (hour, rest) = leading(tokens[at].text(text))?;
    if hour > 24 || tokens[at].text(text).len() - rest.len() > 2 {
        return None;
    }
    let spaced = |index: usize| tokens.get(index).filter(|token| token.gap == Gap::Space);
    let minutes = |token: &Token| whole(token.text(text)).is_some_and(|m| m < 60 && token.end - token.start == 2);
    let hours = |word: &str| matches!(word, "h" | "H" | "heures" | "heure" | "Uhr" | "horas");
    let half = |word: &str| matches!(word, "am" | "pm" | "AM" | "PM");
    // `9 a.m.` is three tokens.
    let meridiem = |index: usize| -> Option<usize> {
        let token = spaced(index)?;
        let word = token.text(text);
        if half(word) {
            return Some(index + 1);
        }
        let next = tokens.get(index + 1).filter(|next| next.gap == Gap::Dot)?;
        (matches!(word, "a" | "p") && next.text(text) == "m").then_some(index + 2)
    };
    if let Some(rest) = rest.strip_prefix(['h', 'H']) {
        return match rest {
            "" => match spaced(at + 1).filter(|token| minutes(token)) {
                Some(_) => Some((1, 2)),
                None => Some((0, 1)),
            },
            rest => whole(rest).filter(|m| *m < 60 && rest.len() == 2).map(|_| (1, 1)),
        };
    }
    if half(rest) {
        return Some((1, 1));
    }
    if !rest.is_empty() {
        return None;
    }
    if let Some(next) = tokens.get(at + 1)
        && &text[tokens[at].end as usize..next.start as usize] == ":"
    {
        let (m, end) = leading(next.text(text))?;
        if m > 59 || next.text(text).len() - end.len() != 2 || !(end.is_empty() || half(end)) {
            return None;
        }
        return Some((1, meridiem(at + 2).map_or(2, |after| after - at)));
    }
    // `18.30 Uhr`.
    if let Some(next) = tokens.get(at + 1).filter(|next| next.gap == Gap::Dot && minutes(next))
        && next.start == tokens[at].end + 1
        && spaced(at + 2).is_some_and(|unit| hours(unit.text(text)))
    {
        return Some((1, 3));
    }
    if let Some(after) = meridiem(at + 1) {
        return Some((1, after - at));
    }
    let unit = spaced(at + 1)?;
    if !hours(unit.text(text)) {
        return None;
    }
    match spaced(at + 2).filter(|token| minutes(token)) {
        Some(_) => Some((1, 3)),
        None => Some((0, 2)),
    }
}

/// Reads a Roman number of up to six letters, `XIX`, in capitals.
#[must_use]
pub(crate) fn roman(text: &str) -> Option<i32> {
    if text.is_empty() || text.len() > 6 {
        return None;
    }
    let value = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let mut total = 0;
    let mut last = 0;
    for c in text.chars().rev() {
        let number = value(c)?;
        if number < last {
            total -= number;
        } else {
            total += number;
            last = number;
        }
    }
    Some(total)
}

/// Reads the number of a century in Roman letters, `XIXe`, `IIe`; returns it and how many tokens it takes (`XIX e`).
#[must_use]
pub(crate) fn roman_century(text: &str, tokens: &[Token], at: usize) -> Option<(i32, usize)> {
    let word = tokens.get(at)?.text(text);
    if !word.starts_with(['I', 'V', 'X']) {
        return None;
    }
    let n_letters = word.bytes().take_while(|b| matches!(b, b'I' | b'V' | b'X')).count();
    let number = roman(&word[..n_letters]).filter(|number| (1..=30).contains(number))?;
    match &word[n_letters..] {
        "e" | "è" | "ᵉ" | "ème" | "eme" | "er" | "ᵉʳ" => Some((number, 1)),
        "" if tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Space && next.text(text) == "e") => {
            Some((number, 2))
        }
        "" => Some((number, 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers_are_read_as_written() {
        assert_eq!([roman("XIX"), roman("IV"), roman("XX"), roman("ABC")], [Some(19), Some(4), Some(20), None]);
    }

    #[test]
    fn a_long_number_is_no_date() {
        assert_eq!(leading("123456"), None);
        assert_eq!(leading("21h30"), Some((21, "h30")));
    }
}
