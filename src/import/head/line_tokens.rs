//! One line as words and signs, each with its place in the line.
//!
//! The words are folded as `dates::written_date` expects them. Quotation marks around words are left out. Nothing is
//! decided here.

use crate::import::text::lines::fold;

/// A word or sign of a line.
#[derive(Debug)]
pub(super) struct LineToken<'t> {
    /// As it is written.
    pub(super) raw: &'t str,
    /// Folded for comparison.
    pub(super) folded: String,
    /// Its first byte in the line.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
}

impl LineToken<'_> {
    /// Returns whether it separates parts of the line: a comma, bar, dash, bullet; also a bracket.
    pub(super) fn is_boundary(&self) -> bool {
        !self.raw.contains(char::is_alphanumeric) && self.raw != "&" && self.raw != "©"
    }
}

const QUOTES: [char; 9] = ['"', '«', '»', '“', '”', '„', '‹', '›', '\u{200b}'];

/// Splits a line into words and signs; a comma, colon, bracket, bar or dash is one of its own.
pub(super) fn line_tokens(line: &str) -> Vec<LineToken<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for chunk in line.split_inclusive(char::is_whitespace) {
        let start = at;
        at += chunk.len();
        let mut push = |from: usize, to: usize| {
            let Some(raw) = line.get(from..to).filter(|raw| !raw.trim_matches(QUOTES).is_empty()) else { return };
            tokens.push(LineToken { raw, folded: fold(raw), start: from, end: to });
        };
        let word = chunk.trim_end();
        let (mut from, mut to) = (start, start + word.len());
        while let Some(first) = line.get(from..to).and_then(|rest| rest.chars().next()) {
            if !QUOTES.contains(&first) {
                if !matches!(first, '(' | '[' | '©') {
                    break;
                }
                push(from, from + first.len_utf8());
            }
            from += first.len_utf8();
        }
        let mut closing = Vec::new();
        while let Some(last) = line.get(from..to).and_then(|rest| rest.chars().next_back()) {
            let is_quote = QUOTES.contains(&last);
            if !is_quote && !matches!(last, ',' | ';' | ':' | ')' | ']' | '|') {
                break;
            }
            if !is_quote {
                closing.push((to - last.len_utf8(), to));
            }
            to -= last.len_utf8();
        }
        push(from, to);
        closing.into_iter().rev().for_each(|(from, to)| push(from, to));
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_tokens_of_their_own() {
        for (line, expected) in [
            ("L’Écho (Brest), p. 7", &["l'écho", "(", "brest", ")", ",", "p.", "7"][..]),
            ("Source\u{a0}: «\u{a0}Le Phare\u{a0}»", &["source", ":", "le", "phare"]),
            ("©Le Phare | [AFP]", &["©", "le", "phare", "|", "[", "afp", "]"]),
            ("", &[]),
        ] {
            let tokens = line_tokens(line);
            assert_eq!(tokens.iter().map(|token| token.folded.as_str()).collect::<Vec<_>>(), expected, "{line}");
            assert!(tokens.iter().all(|token| line.get(token.start..token.end) == Some(token.raw)), "{line}");
        }
    }
}
