//! The lines and cells of a CSV text, each with its place: for readers that report places, and for edits that leave every
//! other byte as it is. Pure.
//!
//! It reads what RFC 4180 allows and what spreadsheets write besides: any of the three line ends, rows of any length, empty
//! lines (passed over), a quotation mark that is never closed (the cell goes on to the end), words behind a closing mark
//! (they belong to the cell). It knows nothing of columns, guards and lists; that is `csv_table`.

use std::borrow::Cow;
use std::ops::Range;

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CsvCell<'t> {
    /// Its place in the text, with its quotation marks.
    pub range: Range<usize>,
    /// What it says.
    pub value: Cow<'t, str>,
}

impl CsvCell<'_> {
    /// Returns whether it stands in quotation marks.
    #[must_use]
    pub(crate) fn is_quoted(&self, text: &str) -> bool {
        text[self.range.clone()].starts_with('"')
    }

    /// Returns the place of a part of its value; of the whole cell, if that is written otherwise than it reads.
    #[must_use]
    pub(crate) fn place(&self, text: &str, part: Range<usize>) -> Range<usize> {
        let start = self.range.start + usize::from(self.is_quoted(text));
        let is_literal = text.get(start..start + self.value.len()) == Some(&*self.value);
        if is_literal { start + part.start..start + part.end } else { self.range.clone() }
    }
}

/// A line of a table, which may be several lines of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CsvLine<'t> {
    /// Its place in the text, without its line end.
    pub range: Range<usize>,
    /// Where its line end ends.
    pub next: usize,
    /// Its cells.
    pub cells: Vec<CsvCell<'t>>,
    /// Whether quotation marks stand only where RFC 4180 has them.
    pub is_strict: bool,
}

/// Reads the lines of a text one by one.
pub(crate) struct CsvLines<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
}

/// Returns the lines of a text from a place on, whose cells an ASCII character separates.
#[must_use]
pub(crate) fn csv_lines(text: &str, at: usize, separator: u8) -> CsvLines<'_> {
    CsvLines { text, at, separator }
}

impl<'t> Iterator for CsvLines<'t> {
    type Item = CsvLine<'t>;

    fn next(&mut self) -> Option<CsvLine<'t>> {
        let byte = |at: usize| self.text.as_bytes().get(at).copied();
        while matches!(byte(self.at), Some(b'\r' | b'\n')) {
            self.at += 1;
        }
        byte(self.at)?;
        let mut line = CsvLine { range: self.at..self.at, next: self.at, cells: Vec::new(), is_strict: true };
        loop {
            let (cell, is_strict) = self.cell(self.at);
            self.at = cell.range.end;
            line.is_strict &= is_strict;
            line.cells.push(cell);
            if byte(self.at) != Some(self.separator) {
                break;
            }
            self.at += 1;
        }
        line.range.end = self.at;
        self.at += usize::from(byte(self.at) == Some(b'\r'));
        self.at += usize::from(byte(self.at) == Some(b'\n'));
        line.next = self.at;
        Some(line)
    }
}

impl<'t> CsvLines<'t> {
    /// Reads the cell that begins at a place; returns also whether it follows RFC 4180.
    fn cell(&self, start: usize) -> (CsvCell<'t>, bool) {
        let text = self.text;
        if !text[start..].starts_with('"') {
            let range = start..self.plain_end(start);
            let value = &text[range.clone()];
            return (CsvCell { range, value: Cow::Borrowed(value) }, !value.contains('"'));
        }
        let (mut value, mut from, mut is_closed) = (Cow::Borrowed(""), start + 1, true);
        loop {
            let Some(mark) = text[from..].find('"').map(|at| from + at) else {
                value += &text[from..];
                from = text.len();
                is_closed = false;
                break;
            };
            if !text[mark + 1..].starts_with('"') {
                value += &text[from..mark];
                from = mark + 1;
                break;
            }
            value += &text[from..=mark];
            from = mark + 2;
        }
        let end = self.plain_end(from);
        value += &text[from..end];
        (CsvCell { range: start..end, value }, is_closed && end == from)
    }

    /// Returns the end of what is not quoted.
    fn plain_end(&self, start: usize) -> usize {
        let is_end = |byte: &u8| *byte == self.separator || matches!(byte, b'\r' | b'\n');
        self.text.as_bytes()[start..].iter().position(is_end).map_or(self.text.len(), |at| start + at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        csv_lines(text, 0, b',')
            .map(|line| line.cells.into_iter().map(|cell| cell.value.into_owned()).collect())
            .collect()
    }

    #[test]
    fn what_spreadsheets_write_is_read() {
        for (text, expected) in [
            ("a,b\r\n1,2", &[&["a", "b"][..], &["1", "2"]][..]),
            ("\n\r\na\rb\n\n", &[&["a"], &["b"]]),
            ("\"a\nb\",\"c\"\"d\"", &[&["a\nb", "c\"d"]]),
            ("\"a\"b\",c\n\"d,", &[&["ab\"", "c"], &["d,"]]),
            (",\n\"\"\n", &[&["", ""], &[""]]),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_part_of_a_cell_has_its_place() {
        let text = "ab,\"cd;ef\",\"g\"\"h\"\n";
        let line = csv_lines(text, 0, b',').next().expect("a line");
        assert_eq!(line.cells[0].place(text, 1..2), 1..2);
        assert_eq!(&text[line.cells[1].place(text, 3..5)], "ef");
        assert_eq!(&text[line.cells[2].place(text, 0..1)], "\"g\"\"h\"");
        assert!(line.is_strict && !csv_lines("\"a\"b", 0, b',').next().expect("a line").is_strict);
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_the_other_reader_does(text in "[a\"\r\n,;é ]{0,40}") {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let other: Vec<Vec<String>> =
                reader.records().map(|row| row.expect("text").iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(read(&text), other);
        }

        #[test]
        fn the_places_cover_the_text(text in "[a\"\r\n,é]{0,40}") {
            let mut at = 0;
            for line in csv_lines(&text, 0, b',') {
                prop_assert!(text[at..line.range.start].trim_matches(['\r', '\n']).is_empty());
                for cell in &line.cells {
                    prop_assert!(cell.range.start >= line.range.start && cell.range.end <= line.range.end);
                    let _ = &text[cell.range.clone()];
                }
                at = line.next;
            }
            prop_assert!(text[at..].trim_matches(['\r', '\n']).is_empty());
        }
    }
}
