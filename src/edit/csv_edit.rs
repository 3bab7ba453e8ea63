//! Changes cells and rows of a CSV text and leaves every other byte as it is: other cells with their quotation marks, line
//! ends, byte order mark, separators. Collects the edits of one text and applies them together. Pure, on text; whoever uses
//! it parses the result and compares.

use std::collections::{BTreeMap, BTreeSet};

use super::record_changes::is_list;
use crate::base::csv_cells::{CsvLine, csv_lines};
use crate::base::csv_table::{join_list, split_list, unguarded, written_cell};
use crate::base::line_ends::single_line_ends;
use crate::export::registry_tables::RowCells;
use crate::parse::collection::csv_separators;
use crate::text::position::byte_order_mark_len;

/// Edits of one table.
pub(super) struct CsvEditor<'t> {
    text: &'t str,
    separator: char,
    list_separator: char,
    newline: &'t str,
    head: CsvLine<'t>,
    rows: Vec<CsvLine<'t>>,
    /// The columns that the table has, and those that it gets.
    columns: Vec<String>,
    /// The new values of cells by row and column.
    cells: BTreeMap<usize, BTreeMap<usize, String>>,
    removed: BTreeSet<usize>,
    added: Vec<BTreeMap<usize, String>>,
}

impl<'t> CsvEditor<'t> {
    /// Starts without edits; `None` if the text has no line.
    #[must_use]
    pub(super) fn new(text: &'t str) -> Option<Self> {
        let start = byte_order_mark_len(text);
        let (separator, list_separator) = csv_separators(&text[start..]);
        let mut lines = csv_lines(text, start, separator);
        let head = lines.next()?;
        let columns = head.cells.iter().map(|cell| unguarded(cell.value.trim()).to_owned()).collect();
        let newline = match &text[head.range.end..head.next] {
            "" => "\r\n",
            newline => newline,
        };
        Some(Self {
            text,
            separator: char::from(separator),
            list_separator,
            newline,
            rows: lines.collect(),
            head,
            columns,
            cells: BTreeMap::new(),
            removed: BTreeSet::new(),
            added: Vec::new(),
        })
    }

    /// Returns the rows by what a column says of them; of equal ones the first.
    #[must_use]
    pub(super) fn rows_by(&self, column: &str) -> BTreeMap<&str, usize> {
        let mut found = BTreeMap::new();
        let at = self.columns.iter().position(|name| name == column);
        for (row, line) in self.rows.iter().enumerate() {
            if let Some(cell) = at.and_then(|at| line.cells.get(at)) {
                found.entry(unguarded(cell.value.trim())).or_insert(row);
            }
        }
        found
    }

    /// Returns the row at a place in the text.
    #[must_use]
    pub(super) fn row_at(&self, place: usize) -> Option<usize> {
        let row = self.rows.partition_point(|line| line.next <= place);
        self.rows.get(row).filter(|line| line.range.start <= place).map(|_| row)
    }

    /// Returns how many rows there are below the names of the columns.
    #[must_use]
    pub(super) fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// Returns the values of a cell: those of a list, or the one value of another.
    #[must_use]
    pub(super) fn values(&self, row: usize, column: &str) -> Vec<String> {
        let at = self.columns.iter().position(|name| name == column);
        let cell = at.and_then(|at| self.rows.get(row)?.cells.get(at)).map_or("", |cell| unguarded(cell.value.trim()));
        let cell = single_line_ends(cell);
        if is_list(column) {
            split_list(&cell, self.list_separator)
        } else {
            Some(cell).filter(|cell| !cell.is_empty()).into_iter().collect()
        }
    }

    /// Sets a cell; nothing empties it. Lists are joined by `;`. A column that the table does not have is added.
    pub(super) fn set(&mut self, row: usize, column: &str, value: Option<&str>) {
        let value = self.written(column, value.unwrap_or_default());
        let at = self.column(column);
        self.cells.entry(row).or_default().insert(at, value);
    }

    /// Removes a row with its line end.
    pub(super) fn remove(&mut self, row: usize) {
        self.removed.insert(row);
    }

    /// Adds a row at the end.
    pub(super) fn add(&mut self, cells: &RowCells) {
        let cells = cells.iter().map(|(column, cell)| {
            let value = self.written(column, cell);
            (self.column(column), value)
        });
        let cells = cells.collect();
        self.added.push(cells);
    }

    fn column(&mut self, column: &str) -> usize {
        self.columns.iter().position(|name| name == column).unwrap_or_else(|| {
            self.columns.push(column.to_owned());
            self.columns.len() - 1
        })
    }

    /// Returns a value as this table joins lists.
    fn written(&self, column: &str, value: &str) -> String {
        if is_list(column) && self.list_separator != ';' {
            join_list(split_list(value, ';').iter().map(String::as_str), self.list_separator)
        } else {
            value.to_owned()
        }
    }

    /// Returns the text with all edits.
    #[must_use]
    pub(super) fn finish(self) -> String {
        let (text, n_columns) = (self.text, self.head.cells.len());
        let mut out = text[..self.head.range.end].to_owned();
        for column in &self.columns[n_columns..] {
            out.push(self.separator);
            out.push_str(&written_cell(column, false));
        }
        let mut at = self.head.range.end;
        let none = BTreeMap::new();
        for (row, line) in self.rows.iter().enumerate() {
            out.push_str(&text[at..line.range.start]);
            at = line.range.end;
            if self.removed.contains(&row) {
                at = line.next;
                continue;
            }
            let cells = self.cells.get(&row).unwrap_or(&none);
            // A row that lacks cells at its end keeps lacking them, except before a cell that it gets.
            let is_whole = line.cells.len() >= n_columns;
            let n_needed = cells.keys().next_back().map_or(0, |last| last + 1);
            let n_cells = if is_whole { self.columns.len() } else { n_needed }.max(line.cells.len());
            for index in 0..n_cells {
                if index > 0 {
                    out.push(self.separator);
                }
                let old = line.cells.get(index).map(|cell| &text[cell.range.clone()]);
                match (cells.get(&index), old) {
                    (Some(new), old) => out.push_str(&changed_cell(old.unwrap_or_default(), new)),
                    (None, old) => out.push_str(old.unwrap_or_default()),
                }
            }
        }
        out.push_str(&text[at..]);
        for cells in &self.added {
            if !out.ends_with(['\n', '\r']) {
                out.push_str(self.newline);
            }
            let cells = (0..self.columns.len()).map(|index| cells.get(&index).map_or("", String::as_str));
            let cells: Vec<String> = cells.map(|cell| written_cell(cell, false)).collect();
            out.push_str(&cells.join(&self.separator.to_string()));
            out.push_str(self.newline);
        }
        out
    }
}

/// Writes a cell as the old one was written: in quotation marks, with its line ends.
fn changed_cell(old: &str, new: &str) -> String {
    let new = if old.contains("\r\n") { new.replace('\n', "\r\n") } else { new.to_owned() };
    written_cell(&new, old.starts_with('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(text: &str, change: impl Fn(&mut CsvEditor<'_>)) -> String {
        let mut editor = CsvEditor::new(text).expect("a table");
        change(&mut editor);
        editor.finish()
    }

    #[test]
    fn a_cell_changes_and_no_other_byte() {
        for (text, expected) in [
            ("\u{feff}id;name\r\na;'=1\r\n\"b\";\"B\"\r\n", "\u{feff}id;name\r\na;'=1\r\n\"b\";\"x;y\"\r\n"),
            ("id,name\n\nb,B  \nc,\"C\nc\"", "id,name\n\nb,\"x;y\"\nc,\"C\nc\""),
            ("id,born,name\r\na\r\nb\r\n", "id,born,name\r\na\r\nb,,\"x;y\"\r\n"),
            ("id\na\nb\n\n", "id,name\na,\nb,\"x;y\"\n\n"),
            ("id,,\na,,\nb,,", "id,,,name\na,,,\nb,,,\"x;y\""),
            ("id,born\na\nb,\n", "id,born,name\na\nb,,\"x;y\"\n"),
        ] {
            let new = edit(text, |editor| {
                let row = editor.rows_by("id")["b"];
                editor.set(row, "name", Some("x;y"));
            });
            assert_eq!(new, expected, "{text:?}");
            assert_eq!(edit(text, |_| ()), text);
        }
    }

    #[test]
    fn a_cell_keeps_its_line_ends_and_the_table_its_lists() {
        let set = |text: &str, column: &str, value: &str| edit(text, |editor| editor.set(0, column, Some(value)));
        assert_eq!(set("id,text\r\na,\"b\r\nc\"\r\n", "text", "d\ne"), "id,text\r\na,\"d\r\ne\"\r\n");
        assert_eq!(set("id;names\na;b\n", "names", "c\\;d;e|f"), "id;names\na;\"c;d|e\\|f\"\n");
        assert_eq!(set("id,name\na,b\n", "name", "=1"), "id,name\na,'=1\n");
        assert_eq!(set("id,name\na,b\n", "name", ""), "id,name\na,\n");
    }

    #[test]
    fn rows_go_with_the_lines_in_their_cells_and_come_at_the_end() {
        let text = "record,title\r\na,\"b\r\nc\"\r\n\r\nd,e";
        assert_eq!(edit(text, |editor| editor.remove(0)), "record,title\r\n\r\nd,e");
        let row: RowCells = [("title".to_owned(), "-x".to_owned()), ("refer".to_owned(), "y".to_owned())].into();
        assert_eq!(
            edit(text, |editor| editor.add(&row)),
            "record,title,refer\r\na,\"b\r\nc\",\r\n\r\nd,e,\r\n,'-x,y\r\n"
        );
    }
}
