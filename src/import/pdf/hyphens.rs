//! Decides whether a hyphen at the end of a line belongs to the word: it does in `nord-` `coréen`, not in `rencon-`
//! `tre`.
//!
//! The document is the best evidence: if it contains the word elsewhere, with or without the hyphen, that decides.
//! Otherwise the hyphen is kept after certain first halves and before certain second halves, and removed in all other
//! cases.

use std::collections::HashSet;

use crate::lang::in_any;

/// Words that occur in the document away from line ends, so that no hyphenation has cut them.
pub(super) type DocumentWords = HashSet<String>;

/// Returns the words of lines, except the last of each line, which may be half a word.
pub(super) fn words<'t>(lines: impl Iterator<Item = &'t str>) -> DocumentWords {
    let mut words = DocumentWords::new();
    for line in lines {
        let mut pieces = line.split_whitespace().peekable();
        while let Some(piece) = pieces.next() {
            if pieces.peek().is_some() {
                words.insert(bare(piece));
            }
        }
    }
    words
}

/// Appends the next line to a paragraph.
pub(super) fn join_line(paragraph: &mut String, next: &str, known: &DocumentWords) {
    let hyphen = paragraph.chars().next_back().filter(|last| matches!(last, '-' | '\u{2010}' | '\u{ad}'));
    let stem = hyphen.map_or(paragraph.as_str(), |hyphen| paragraph.strip_suffix(hyphen).unwrap_or(paragraph));
    let is_broken =
        hyphen.is_some() && stem.ends_with(char::is_alphanumeric) && next.starts_with(char::is_alphanumeric);
    if !is_broken {
        paragraph.push(' ');
    } else if hyphen == Some('\u{ad}') || !keeps_hyphen(stem, next, known) {
        paragraph.pop();
    }
    paragraph.push_str(next);
}

fn keeps_hyphen(stem: &str, next: &str, known: &DocumentWords) -> bool {
    let first = bare(stem.rsplit(char::is_whitespace).next().unwrap_or_default());
    let second = bare(next.split_whitespace().next().unwrap_or_default());
    if known.contains(&format!("{first}-{second}")) {
        return true;
    }
    if known.contains(&format!("{first}{second}")) {
        return false;
    }
    let half = first.rsplit(['-', '\'', '’']).next().unwrap_or_default();
    let other = second.split(['-', '\'', '’']).next().unwrap_or_default();
    next.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
        || in_any(half, |language| language.import.first_halves)
        || in_any(other, |language| language.import.second_halves)
        || stem.ends_with(|last: char| last.is_ascii_digit())
}

fn bare(word: &str) -> String {
    word.trim_matches(|character: char| !character.is_alphanumeric()).replace('\u{2010}', "-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_goes_unless_it_is_the_words_own() {
        let known = words(["un porte-avions et une rencontre en mer"].into_iter());
        for (line, next, expected) in [
            ("la rencon-", "tre de mai", "la rencontre de mai"),
            ("le porte-", "avions", "le porte-avions"),
            ("le nord-", "coréen", "le nord-coréen"),
            ("Jean-", "Pierre", "Jean-Pierre"),
            ("dit-", "il", "dit-il"),
            ("gou\u{ad}", "verne", "gouverne"),
            ("une fin -", "et après", "une fin - et après"),
            ("une fin", "et après", "une fin et après"),
        ] {
            let mut paragraph = line.to_owned();
            join_line(&mut paragraph, next, &known);
            assert_eq!(paragraph, expected);
        }
    }
}
