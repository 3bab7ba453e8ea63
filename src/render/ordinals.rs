//! Finds ordinal numbers whose letters are set superior: `1er`, `2e`, `XIXe`. `typeset` puts the tags around them.
//!
//! A word that only looks like one (`De`, `Ie`, a part of an address or of a hash) is left alone.

use std::ops::Range;

/// Digits before the letters: a longer number is none that anyone counts with.
const MAX_DIGITS: usize = 3;

/// Returns where the letters of the first ordinal number from `from` on stand.
#[must_use]
pub(super) fn next_ordinal(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    (from.max(1)..bytes.len()).find_map(|start| {
        let last = bytes[start - 1];
        if !matches!(bytes[start], b'e' | b'r') || !(last.is_ascii_digit() || b"IVX".contains(&last)) {
            return None;
        }
        let is_digit = last.is_ascii_digit();
        let of_number = |b: &&u8| if is_digit { b.is_ascii_digit() } else { b"IVX".contains(b) };
        let n_digits = bytes[..start].iter().rev().take_while(of_number).count();
        let number = &text[start - n_digits..start];
        let len = bytes[start..].iter().take_while(|b| b.is_ascii_lowercase()).count();
        let letters = &text[start..start + len];
        let is_first = matches!(number, "1" | "I");
        let is_ordinal = if is_first { matches!(letters, "er" | "re" | "ers" | "res") } else { letters == "e" };
        let before = text[..start - n_digits].chars().next_back();
        let is_free = before.is_none_or(|c| !c.is_alphanumeric() && !"./-_@#&=,:".contains(c));
        let mut after = text[start + len..].chars();
        let ends = match after.next() {
            Some('.' | '-') => after.next().is_none_or(|c| !c.is_alphanumeric()),
            Some(c) => !c.is_alphanumeric() && !"/_=@".contains(c),
            None => true,
        };
        (is_ordinal && is_free && ends && (!is_digit || n_digits <= MAX_DIGITS)).then_some(start..start + len)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_told_from_words_and_addresses() {
        let all = |text: &str| {
            let (mut found, mut from) = (Vec::new(), 0);
            while let Some(letters) = next_ordinal(text, from) {
                found.push(text[letters.clone()].to_owned());
                from = letters.end;
            }
            found.join(" ")
        };
        let cases = [
            ("le 1er mars, la 1re fois, le 2e étage.", "er re e"),
            ("au XIXe siècle, sous la Ve République, François Ier", "e e er"),
            ("De Le Ie Me 1e 2023e 12er A2e 2em", ""),
            ("www.a.fr/1er-mai, 2e.html, #2e, ff2e, 1er-mai", ""),
            ("Les 2e et 3e.", "e e"),
            ("1er", "er"),
            ("er", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(all(text), expected, "{text}");
        }
    }
}
