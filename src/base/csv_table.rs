//! CSV tables that people edit in a spreadsheet: rows with named columns, written so that they come back unchanged.
//!
//! Writing follows RFC 4180 (comma, CRLF, UTF-8), or what Excel reads in countries with a decimal comma (semicolon and
//! byte order mark). A cell that a spreadsheet would run as a formula gets an apostrophe in front; reading takes exactly
//! one off, so any text survives. Reading accepts commas, semicolons and tabs. A list in a cell is joined by `;`, or by `|`
//! where the semicolon separates the cells; within a value these and `\` are escaped by `\`. The file knows nothing of what
//! the columns mean.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Message;
use super::csv_cells::csv_lines;
use super::line_ends::single_line_ends;
use crate::say;

/// The most rows of a table.
const MAX_ROWS: usize = 1_000_000;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CsvDialect {
    /// RFC 4180: comma, no byte order mark.
    Rfc4180,
    /// Semicolon and byte order mark.
    Excel,
}

/// A table that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CsvTable {
    /// The names of the columns, in order.
    pub columns: Vec<String>,
    /// The rows below them.
    pub rows: Vec<CsvRow>,
    /// Whether semicolons separate the cells, so that bars separate the values of a list.
    pub has_semicolons: bool,
}

impl CsvTable {
    /// Returns the character that separates the values of a list in a cell.
    #[must_use]
    pub(crate) fn list_separator(&self) -> char {
        if self.has_semicolons { '|' } else { ';' }
    }
}

/// A row of a table that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CsvRow {
    /// The number of its first line in the file, from 1.
    pub line: usize,
    /// Its cells by the name of their column, as written; empty ones are left out.
    cells: BTreeMap<String, String>,
}

impl CsvRow {
    /// Returns a cell without surrounding white space; empty if there is none.
    #[must_use]
    pub(crate) fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |cell| unguarded(cell.trim()))
    }

    /// Returns a cell with the white space around it, which matters in Markdown; empty if there is none.
    #[must_use]
    pub(crate) fn get_whole(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |cell| unguarded(cell))
    }
}

/// Why a text is not a table: a sentence fragment that continues the file's name, with the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CsvTableError {
    /// The line, from 1.
    pub line: usize,
    /// The reason.
    pub reason: Message,
}

impl CsvTableError {
    /// Says the line and the reason.
    pub(crate) fn message(&self) -> Message {
        let (line, reason) = (self.line, &self.reason);
        say!(en: "line {line}: {reason}", fr: "ligne {line} : {reason}"; reason)
    }
}

super::message::error_in_english!(CsvTableError);

/// Writes a table.
#[must_use]
pub(crate) fn write_table<'c>(
    columns: &[&str],
    rows: impl IntoIterator<Item = Vec<&'c str>>,
    dialect: CsvDialect,
) -> String {
    let mut out = match dialect {
        CsvDialect::Rfc4180 => String::new(),
        CsvDialect::Excel => String::from("\u{feff}"),
    };
    write_row(&mut out, columns.iter().copied(), dialect);
    for row in rows {
        write_row(&mut out, row.into_iter(), dialect);
    }
    out
}

/// Writes a row of a table.
pub(crate) fn write_row<'c>(out: &mut String, cells: impl Iterator<Item = &'c str>, dialect: CsvDialect) {
    let separator = match dialect {
        CsvDialect::Rfc4180 => ',',
        CsvDialect::Excel => ';',
    };
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(separator);
        }
        push_cell(out, cell, false);
    }
    out.push_str("\r\n");
}

/// Returns a cell for any separator: guarded, and in quotation marks where it needs them or `is_quoted` asks for them.
#[must_use]
pub(crate) fn written_cell(cell: &str, is_quoted: bool) -> String {
    let mut out = String::new();
    push_cell(&mut out, cell, is_quoted);
    out
}

fn push_cell(out: &mut String, cell: &str, is_quoted: bool) {
    let guard = if is_formula(cell) { "'" } else { "" };
    let needs_quotes = |byte| matches!(byte, b'"' | b',' | b';' | b'\t' | b'\n' | b'\r');
    if is_quoted || cell.bytes().any(needs_quotes) || cell.trim() != cell {
        out.push('"');
        out.push_str(guard);
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(cell);
    }
}

impl CsvDialect {
    /// Returns the character that separates the values of a list in a cell.
    #[must_use]
    pub(crate) fn list_separator(self) -> char {
        match self {
            CsvDialect::Rfc4180 => ';',
            CsvDialect::Excel => '|',
        }
    }
}

/// Joins the values of a list to a cell.
#[must_use]
pub(crate) fn join_list<'v>(values: impl IntoIterator<Item = &'v str>, separator: char) -> String {
    let mut cell = String::new();
    for (index, value) in values.into_iter().enumerate() {
        if index > 0 {
            cell.push(separator);
        }
        for letter in value.chars() {
            if letter == separator || letter == '\\' {
                cell.push('\\');
            }
            cell.push(letter);
        }
    }
    cell
}

/// Splits a cell into the values of a list; empty ones are left out. A `\` before another character than the separator or
/// `\` means itself.
#[must_use]
pub(crate) fn split_list(cell: &str, separator: char) -> Vec<String> {
    list_places(cell, separator).into_iter().map(|(_, value)| value).collect()
}

/// The same with the place of each value in the cell.
#[must_use]
pub(crate) fn list_places(cell: &str, separator: char) -> Vec<(Range<usize>, String)> {
    let (mut values, mut value, mut start) = (Vec::new(), String::new(), 0);
    let mut letters = cell.char_indices().peekable();
    let mut push = |start: usize, end: usize, value: String| {
        let written = &cell[start..end];
        let from = start + written.len() - written.trim_start().len();
        let value = value.trim();
        if !value.is_empty() {
            values.push((from..from + written.trim().len(), value.to_owned()));
        }
    };
    while let Some((at, letter)) = letters.next() {
        if letter == '\\'
            && let Some((_, escaped)) = letters.next_if(|(_, next)| *next == separator || *next == '\\')
        {
            value.push(escaped);
        } else if letter == separator {
            push(start, at, std::mem::take(&mut value));
            start = at + letter.len_utf8();
        } else {
            value.push(letter);
        }
    }
    push(start, cell.len(), value);
    values
}

/// Returns what comes back of a cell that is written and read: without surrounding white space, with single line ends.
#[must_use]
pub(crate) fn as_read_back(cell: &str) -> String {
    let guard = if is_formula(cell) { "'" } else { "" };
    single_line_ends(unguarded(format!("{guard}{cell}").trim()))
}

/// Returns whether a spreadsheet would run a cell, or whether it begins as a guarded one. A negative number is none: guarded
/// it would be a text, and columns of numbers have to hold numbers.
fn is_formula(cell: &str) -> bool {
    let runs = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_negative_number(text);
    runs(cell) || cell.strip_prefix('\'').is_some_and(|rest| runs(rest) || rest.starts_with('\''))
}

/// Returns whether a text is a negative decimal number as programs print it; `-0044` is a year.
fn is_negative_number(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('-') else { return false };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number(whole) && is_number(part) && (whole == "0" || !whole.starts_with('0'))
}

/// Takes one guarding apostrophe off.
#[must_use]
pub(crate) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// Reads a table. Its first line names the columns. Lines in a cell end with a line feed alone.
///
/// # Errors
/// If there is no line, a row has more cells than the table has columns, or there are too many rows.
pub(crate) fn read_table(text: &str) -> Result<CsvTable, CsvTableError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = separator_of(text);
    let mut table = CsvTable { has_semicolons: separator == b';', ..CsvTable::default() };
    let (mut is_head, mut line, mut counted) = (true, 1, 0);
    for row in csv_lines(text, 0, separator) {
        line += text[counted..row.range.start].matches('\n').count();
        counted = row.range.start;
        if row.cells.iter().all(|cell| cell.value.trim().is_empty()) {
            continue;
        }
        if is_head {
            table.columns = row.cells.iter().map(|cell| unguarded(cell.value.trim()).to_owned()).collect();
            is_head = false;
            continue;
        }
        if table.rows.len() >= MAX_ROWS {
            let reason = say!(
                en: "the table has more than {MAX_ROWS} rows",
                fr: "le tableau a plus de {MAX_ROWS} lignes",
            );
            return Err(CsvTableError { line, reason });
        }
        let surplus = row.cells.iter().skip(table.columns.len()).find(|cell| !cell.value.trim().is_empty());
        if let Some(cell) = surplus {
            let reason = say!(
                en: "the row has more cells than the table has columns, from `{first}` on; write a cell with the separator in it between quotation marks",
                fr: "la ligne a plus de cellules que le tableau n’a de colonnes, à partir de `{first}` ; mettez entre guillemets une cellule qui contient le séparateur",
                first = cell.value.chars().take(30).collect::<String>(),
            );
            return Err(CsvTableError { line, reason });
        }
        let cells = table.columns.iter().zip(row.cells).filter(|(_, cell)| !cell.value.is_empty());
        let cells = cells.map(|(column, cell)| (column.clone(), single_line_ends(&cell.value))).collect();
        table.rows.push(CsvRow { line, cells });
    }
    if table.columns.is_empty() {
        let reason = say!(
            en: "there is no line that names the columns",
            fr: "aucune ligne ne nomme les colonnes",
        );
        return Err(CsvTableError { line: 1, reason });
    }
    Ok(table)
}

/// Returns the names of the columns of a table, without reading its rows.
#[must_use]
pub(crate) fn column_names(text: &str) -> Vec<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_head = |line: &super::csv_cells::CsvLine<'_>| line.cells.iter().any(|cell| !cell.value.trim().is_empty());
    let head = csv_lines(text, 0, separator_of(text)).find(is_head);
    head.map(|head| head.cells.iter().map(|cell| unguarded(cell.value.trim()).to_owned()).collect()).unwrap_or_default()
}

/// Returns the separator: the one of comma, semicolon and tab that is most frequent in the first line, outside of
/// quotation marks.
fn separator_of(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in text.bytes().take_while(|byte| *byte != b'\n') {
        is_quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(!is_quoted && byte == *separator);
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_cell_comes_back() {
        let cells =
            ["=1+1", "'=1+1", "''x", "'x", "-", "a;b", "a,b", "a\"b", "a\nb", "@x", "+33", "« oui »", "é\u{202f}!"];
        for dialect in [CsvDialect::Rfc4180, CsvDialect::Excel] {
            let columns: Vec<String> = (0..cells.len()).map(|n| format!("c{n}")).collect();
            let names: Vec<&str> = columns.iter().map(String::as_str).collect();
            let text = write_table(&names, [cells.to_vec()], dialect);
            let table = read_table(&text).expect("a table");
            let back: Vec<&str> = columns.iter().map(|name| table.rows[0].get(name)).collect();
            assert_eq!(back, cells, "{text}");
        }
    }

    #[test]
    fn any_list_comes_back() {
        for separator in [';', '|'] {
            let values = ["a;b", "c|d", "e\\", "\\;", "f\\g", "=1", "« h »"];
            assert_eq!(split_list(&join_list(values, separator), separator), values);
        }
        assert!(split_list(" ; ", ';').is_empty());
    }

    #[test]
    fn a_negative_number_is_no_formula_and_comes_back() {
        let cells = ["-22.9", "'-22.9", "-0044", "'-0044", "-1+1"];
        let columns = ["a", "b", "c", "d", "e"];
        let text = write_table(&columns, [cells.to_vec()], CsvDialect::Rfc4180);
        assert!(text.contains("\n-22.9,'-22.9,'-0044,''-0044,'-1+1"), "{text}");
        let table = read_table(&text).expect("a table");
        assert_eq!(columns.map(|name| table.rows[0].get(name)), cells);
    }

    #[test]
    fn tabs_and_semicolons_separate_too() {
        for text in ["id\ttitle\nA\tLe phare, rallumé\n", "id;title\nA;Le phare, rallumé\n"] {
            assert_eq!(read_table(text).expect("a table").rows[0].get("title"), "Le phare, rallumé");
        }
    }

    #[test]
    fn a_row_of_too_many_cells_is_refused_with_its_line() {
        let error = read_table("id,title\na,b\nb,un, deux\n").expect_err("three cells");
        assert_eq!(error.line, 3);
    }
}
