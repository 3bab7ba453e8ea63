//! A text without its white space, in which passages are found that another program spaced differently: as tokens with
//! spaces between them, with narrow spaces, with other line breaks.

use std::ops::Range;

/// Returns whether a character does not count: white space, control characters, and spaces without width.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// A text without white space, and where each byte of it was.
#[derive(Debug, Default)]
pub(super) struct SqueezedText {
    /// The text.
    pub text: String,
    offsets: Vec<u32>,
}

impl SqueezedText {
    /// Takes the white space out of a text.
    pub(super) fn new(text: &str) -> Self {
        let mut squeezed = Self { text: String::with_capacity(text.len()), offsets: Vec::with_capacity(text.len()) };
        for (offset, c) in text.char_indices().filter(|(_, c)| !is_blank(*c)) {
            squeezed.text.push(c);
            // No article is so long that this fails.
            let offset = u32::try_from(offset).unwrap_or(u32::MAX);
            squeezed.offsets.extend((0..).map(|nth| offset + nth).take(c.len_utf8()));
        }
        squeezed
    }

    /// Returns the bytes of the original text that a range of this one was made from.
    pub(super) fn original(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let (first, last) = (self.offsets.get(range.start)?, self.offsets.get(range.end.checked_sub(1)?)?);
        (range.start < range.end).then(|| *first as usize..*last as usize + 1)
    }
}

/// Takes the white space out of a text.
pub(super) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).collect()
}

/// Counts the bytes before code points of a text, once its white space is taken out. Numbers that grow need one pass.
pub(super) struct SqueezedOffsets<'a> {
    rest: std::str::Chars<'a>,
    text: &'a str,
    n_chars: usize,
    n_bytes: usize,
}

impl<'a> SqueezedOffsets<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text.chars(), text, n_chars: 0, n_bytes: 0 }
    }

    /// Returns the bytes of the squeezed text before a code point; `None` beyond the end.
    pub(super) fn at(&mut self, code_point: usize) -> Option<usize> {
        if code_point < self.n_chars {
            *self = Self::new(self.text);
        }
        while self.n_chars < code_point {
            let c = self.rest.next()?;
            self.n_chars += 1;
            self.n_bytes += if is_blank(c) { 0 } else { c.len_utf8() };
        }
        Some(self.n_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_same_with_other_spaces() {
        let text = "le 30\u{202f}000 à\nPlounez";
        let squeezed = SqueezedText::new(text);
        let at = squeezed.text.find("àPlounez").expect("the words");
        let range = squeezed.original(&(at..at + "àPlounez".len())).expect("a place");
        assert_eq!(&text[range], "à\nPlounez");
        let mut offsets = SqueezedOffsets::new("l’ été !");
        assert_eq!([offsets.at(2), offsets.at(5), offsets.at(0), offsets.at(99)], [Some(4), Some(7), Some(0), None]);
    }
}
