//! Reads the tables of the gazetteer: tab-separated text files, and inflated generated ones.
//!
//! Nothing here knows the meaning of a column. Malformed rows are skipped; the tests of this room check that there are
//! none, so a bad row never reaches a user.

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

/// The largest inflated size that is accepted; the largest table has 1.4 MB.
const MAX_INFLATED_BYTES: usize = 8 << 20;

/// Returns the columns of every row with exactly `N` columns, without empty lines and comments (`#`).
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    lines(table).filter_map(|line| {
        let mut columns = line.split('\t');
        let mut row = [""; N];
        for column in &mut row {
            *column = columns.next()?;
        }
        columns.next().is_none().then_some(row)
    })
}

/// Returns the lines that are rows.
pub(super) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Returns the items of a list separated by `|`; an empty column is an empty list.
pub(super) fn list(column: &'static str) -> impl Iterator<Item = &'static str> {
    column.split('|').filter(|part| !part.is_empty())
}

/// Returns a generated table as text; empty if it is not a zlib stream of UTF-8, which the tests rule out.
pub(super) fn inflate(packed: &[u8]) -> String {
    decompress_to_vec_zlib_with_limit(packed, MAX_INFLATED_BYTES)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

/// Decodes front coding: each line begins with a digit, the number of bytes that it shares with the previous word.
#[derive(Default)]
pub(super) struct FrontDecoder {
    word: String,
}

impl FrontDecoder {
    /// Returns the word of a line, or `None` if the line is malformed.
    pub(super) fn next(&mut self, line: &str) -> Option<&str> {
        let shared = usize::from(line.bytes().next()?.wrapping_sub(b'0'));
        if shared > 9 || !self.word.is_char_boundary(shared) {
            return None;
        }
        self.word.truncate(shared);
        self.word.push_str(&line[1..]);
        Some(&self.word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_another_width_is_no_row() {
        let table = "# comment\n\na\tb\nc\nd\te\tf\ng\t\n";
        assert_eq!(rows::<2>(table).collect::<Vec<_>>(), [["a", "b"], ["g", ""]]);
    }

    #[test]
    fn front_coding_shares_the_beginning() {
        let mut decoder = FrontDecoder::default();
        let words: Vec<String> = ["0Paris", "5", "3ma", "9x", "", "0É", "1x"]
            .into_iter()
            .filter_map(|line| decoder.next(line).map(str::to_owned))
            .collect();
        assert_eq!(words, ["Paris", "Paris", "Parma", "É"]);
    }

    #[test]
    fn what_cannot_be_inflated_is_empty() {
        assert_eq!(inflate(b"no zlib stream"), "");
    }
}
