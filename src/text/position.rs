//! Positions in a text as people count them: lines and columns, code points.

/// A position as an editor shows it. Both numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LineColumn {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// Returns the line and column of a byte offset. An offset past the end or inside a character is moved back.
#[must_use]
pub(crate) fn line_column(text: &str, offset: usize) -> LineColumn {
    let offset = floor_char_boundary(text, offset);
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    LineColumn {
        line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
        column: before[line_start..].chars().filter(|c| *c != '\u{feff}').count() + 1,
    }
}

/// Returns the greatest character boundary that is not after `offset`.
#[must_use]
pub(crate) fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Counts the code points before byte offsets of one text. Increasing offsets need only one pass over it.
pub(crate) struct CodePoints<'a> {
    text: &'a str,
    offset: usize,
    count: usize,
}

impl<'a> CodePoints<'a> {
    /// Starts at the beginning of `text`.
    #[must_use]
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, offset: 0, count: 0 }
    }

    /// Returns the number of code points before the byte `offset`. A smaller offset than the last one starts again.
    pub(crate) fn at(&mut self, offset: usize) -> usize {
        if offset < self.offset {
            (self.offset, self.count) = (0, 0);
        }
        self.count += match self.text.get(self.offset..offset) {
            // The standard library counts many bytes at a time.
            Some(more) => more.chars().count(),
            None => self.text.as_bytes()[self.offset..offset].iter().filter(|byte| **byte & 0xC0 != 0x80).count(),
        };
        self.offset = offset;
        self.count
    }
}

/// Returns the length in bytes of the byte order mark at the start of a text: 3, or 0 if there is none.
#[must_use]
pub(crate) fn byte_order_mark_len(text: &str) -> usize {
    if text.starts_with('\u{feff}') { 3 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "é\nàb";
        assert_eq!(line_column(text, text.len() - 1), LineColumn { line: 2, column: 2 });
        assert_eq!(CodePoints::new(text).at(text.len()), 4);
    }
}
