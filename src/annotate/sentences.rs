//! Finds the sentence around a place of a text, which a backlink quotes.
//!
//! A full stop ends a sentence if a space follows and then anything but a lower-case letter, unless the full stop
//! belongs to an abbreviation or an initial. Closing quotation marks belong to the sentence before them.

use std::ops::Range;

use crate::lang::matching::MatchingRules;
use crate::text::position::floor_char_boundary;
use crate::text::tokens;

/// The longest sentence, in bytes. A longer one, which is a list, a table or not prose at all, is split. Otherwise a
/// page that quotes the sentence of each of a thousand names would grow with the square of the text.
const MAX_LEN_BYTES: usize = 2_000;

/// Returns the sentence of `text[block]` that contains byte `offset`, without spaces around it. For more than one place
/// of a text use [`SentenceFinder`].
#[must_use]
pub(crate) fn sentence_at(text: &str, block: Range<usize>, offset: usize, language: &MatchingRules) -> Range<usize> {
    SentenceFinder::new(text, language).sentence_at(block, offset)
}

/// Finds the sentences around many places of a text. If they are asked for block by block, each block is read once.
pub(crate) struct SentenceFinder<'a> {
    text: &'a str,
    language: &'a MatchingRules,
    block: Range<usize>,
    sentences: Vec<Range<usize>>,
}

impl<'a> SentenceFinder<'a> {
    /// Starts with no block.
    #[must_use]
    pub(crate) fn new(text: &'a str, language: &'a MatchingRules) -> Self {
        Self { text, language, block: 0..0, sentences: Vec::new() }
    }

    /// Returns the sentence of a block that contains byte `offset`, without spaces around it.
    pub(crate) fn sentence_at(&mut self, block: Range<usize>, offset: usize) -> Range<usize> {
        if self.block != block {
            self.sentences = split(self.text, block.clone(), self.language);
            self.block = block;
        }
        let index = self.sentences.partition_point(|sentence| sentence.end <= offset);
        self.sentences.get(index).or(self.sentences.last()).unwrap_or(&self.block).clone()
    }
}

/// Returns the sentences of `text[block]` in order, without spaces around them.
#[must_use]
pub(crate) fn split(text: &str, block: Range<usize>, language: &MatchingRules) -> Vec<Range<usize>> {
    let (mut start, mut at, mut sentences) = (block.start, block.start, Vec::new());
    while let Some(mark) = next_mark(text, at, block.end) {
        at = end_of(text, mark, block.end);
        if ends(text, mark, at, block.end, language) {
            push(text, start..at, &mut sentences);
            start = at;
        }
    }
    if !text[start..block.end].trim().is_empty() {
        push(text, start..block.end, &mut sentences);
    }
    sentences
}

/// Returns the offset of the next mark that may end a sentence, or of the next line break.
fn next_mark(text: &str, start: usize, limit: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[..limit];
    let mut at = start;
    loop {
        at += bytes[at..].iter().position(|byte| matches!(byte, b'.' | b'!' | b'?' | b'\n' | 0xe2))?;
        if bytes[at] != 0xe2 || bytes[at..].starts_with("…".as_bytes()) {
            return Some(at);
        }
        at += 1;
    }
}

/// Adds a sentence. If it is too long, it is split between words.
fn push(text: &str, sentence: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let mut rest = trim(text, sentence);
    while rest.len() > MAX_LEN_BYTES {
        let most = floor_char_boundary(text, rest.start + MAX_LEN_BYTES);
        let end = text[rest.start..most].rfind(char::is_whitespace).map_or(most, |space| rest.start + space);
        // Without a space after the first byte, one word is too long: it is cut within.
        let end = if end > rest.start { end } else { most };
        sentences.push(trim(text, rest.start..end));
        rest = trim(text, end..rest.end);
    }
    sentences.push(rest);
}

/// Returns the offset after a mark that ends a sentence and the closing marks directly behind it.
fn end_of(text: &str, mark: usize, limit: usize) -> usize {
    let mut end = mark;
    let mut chars = text[mark..limit].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let closes = matches!(c, '.' | '!' | '?' | '…' | '»' | '”' | '"' | ')' | ']' | '\n');
        // A space before a closing guillemet belongs to the guillemet.
        let spaced_guillemet = c.is_whitespace() && matches!(chars.peek(), Some((_, '»')));
        if at > 0 && !closes && !spaced_guillemet {
            break;
        }
        end = mark + at + c.len_utf8();
    }
    end
}

fn ends(text: &str, mark: usize, end: usize, limit: usize, language: &MatchingRules) -> bool {
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
    use crate::lang;

    fn sentence(text: &str, word: &str) -> String {
        let offset = text.find(word).expect("the word stands there");
        text[sentence_at(text, 0..text.len(), offset, lang::by_tag("fr").matching())].to_owned()
    }

    #[test]
    fn what_is_no_prose_is_cut_and_every_place_has_its_piece() {
        for word in ["mot ", "longuement", "é"] {
            let text = word.repeat(5_000);
            let mut asked = SentenceFinder::new(&text, lang::by_tag("fr").matching());
            for offset in (0..text.len()).step_by(997).filter(|offset| text.is_char_boundary(*offset)) {
                let piece = asked.sentence_at(0..text.len(), offset);
                assert!(
                    piece.len() <= MAX_LEN_BYTES && piece.start <= offset + 1 && offset <= piece.end,
                    "{piece:?} {offset}"
                );
                assert!(text.get(piece).is_some());
            }
        }
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        let text = "Hier, M. Kim est venu. V. Poutine l’a reçu « à bras ouverts. » Rien d’autre.";
        assert_eq!(sentence(text, "Kim"), "Hier, M. Kim est venu.");
        assert_eq!(sentence(text, "reçu"), "V. Poutine l’a reçu « à bras ouverts. »");
        assert_eq!(sentence(text, "Rien"), "Rien d’autre.");
        let all: Vec<&str> =
            split(text, 0..text.len(), lang::by_tag("fr").matching()).into_iter().map(|range| &text[range]).collect();
        assert_eq!(all, ["Hier, M. Kim est venu.", "V. Poutine l’a reçu « à bras ouverts. »", "Rien d’autre."]);
    }
}
