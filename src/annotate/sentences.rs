//! The sentence around a place of a text: what a backlink quotes.
//!
//! A full stop ends a sentence when a space and then no small letter follow, unless it closes an abbreviation or an
//! initial. Quotation marks that close belong to the sentence they close.

use std::ops::Range;

use super::language::Language;
use crate::registry::tokens;

/// Returns the sentence of `text[block]` that holds byte `offset`, without spaces around it.
#[must_use]
pub fn around(text: &str, block: Range<usize>, offset: usize, language: &Language) -> Range<usize> {
    Reader::default().around(text, block, offset, language)
}

/// Finds the sentences around several places of a text, in one pass where these are in order.
#[derive(Debug, Default)]
pub struct Reader {
    block: Range<usize>,
    /// Where the sentence found last begins.
    start: usize,
}

impl Reader {
    /// Returns the sentence of `text[block]` that holds byte `offset`, without spaces around it. The text and its language
    /// are the same each time.
    pub fn around(&mut self, text: &str, block: Range<usize>, offset: usize, language: &Language) -> Range<usize> {
        if self.block != block || offset < self.start {
            (self.start, self.block) = (block.start, block.clone());
        }
        let mut at = self.start;
        while let Some(found) = text.as_bytes()[at..block.end].iter().position(|byte| may_end(*byte)) {
            let mark = at + found;
            if !text[mark..].starts_with(MARKS) {
                // Another character that begins as `…` does.
                at = mark + 3;
                continue;
            }
            let end = end_of(text, mark, block.end);
            at = end;
            if !ends(text, mark, end, block.end, language) {
                continue;
            }
            if end > offset {
                return trim(text, self.start..end);
            }
            self.start = end;
        }
        trim(text, self.start..block.end)
    }
}

const MARKS: [char; 5] = ['.', '!', '?', '…', '\n'];

/// Tells whether one of [`MARKS`] may begin with a byte.
fn may_end(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | b'\n' | 0xe2)
}

/// Returns the sentences of `text[block]` in order, without spaces around them.
#[must_use]
pub fn all(text: &str, block: Range<usize>, language: &Language) -> Vec<Range<usize>> {
    let (mut start, mut at, mut sentences) = (block.start, block.start, Vec::new());
    while let Some(found) = text[at..block.end].find(MARKS) {
        let mark = at + found;
        at = end_of(text, mark, block.end);
        if ends(text, mark, at, block.end, language) {
            sentences.push(trim(text, start..at));
            start = at;
        }
    }
    if !text[start..block.end].trim().is_empty() {
        sentences.push(trim(text, start..block.end));
    }
    sentences
}

/// Returns the offset after a closing mark and the marks and quotes that follow it at once.
fn end_of(text: &str, mark: usize, limit: usize) -> usize {
    let mut end = mark;
    let mut chars = text[mark..limit].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let closes = matches!(c, '.' | '!' | '?' | '…' | '»' | '”' | '"' | ')' | ']' | '\n');
        // A no-break space before a closing guillemet belongs to it.
        let spaced_guillemet = c.is_whitespace() && matches!(chars.peek(), Some((_, '»')));
        if at > 0 && !closes && !spaced_guillemet {
            break;
        }
        end = mark + at + c.len_utf8();
    }
    end
}

fn ends(text: &str, mark: usize, end: usize, limit: usize, language: &Language) -> bool {
    if text[mark..].starts_with('\n') || end >= limit {
        return true;
    }
    let rest = &text[end..limit];
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let next = rest.trim_start().chars().next();
    if next.is_some_and(char::is_lowercase) {
        return false;
    }
    if text[mark..].starts_with('.') {
        let word = text[..mark].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        return !initial && !language.abbreviations.contains(&tokens::fold(word));
    }
    true
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let start = range.start + (inside.len() - inside.trim_start().len());
    start..start + inside.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::language;
    use crate::model::lang::Rules;

    fn sentence(text: &str, word: &str) -> String {
        let offset = text.find(word).expect("the word stands there");
        text[around(text, 0..text.len(), offset, language::of(Rules::French))].to_owned()
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        let text = "Hier, M. Kim est venu. V. Poutine l’a reçu « à bras ouverts. » Rien d’autre.";
        assert_eq!(sentence(text, "Kim"), "Hier, M. Kim est venu.");
        assert_eq!(sentence(text, "reçu"), "V. Poutine l’a reçu « à bras ouverts. »");
        assert_eq!(sentence(text, "Rien"), "Rien d’autre.");
        let all: Vec<&str> =
            all(text, 0..text.len(), language::of(Rules::French)).into_iter().map(|range| &text[range]).collect();
        assert_eq!(all, ["Hier, M. Kim est venu.", "V. Poutine l’a reçu « à bras ouverts. »", "Rien d’autre."]);
    }
}
