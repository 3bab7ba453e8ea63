//! Tables for spreadsheets and statistics: their columns, what these hold, and where their rows come from. Pure values,
//! which [`super::data_package`] writes as CSV with a description. It does not know what the rows say.
//!
//! Rows are made while they are written: those of 10,000 articles would take 300 MB at once.

use std::io;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Number,
    /// A date in EDTF.
    Edtf,
    /// One of these words.
    Word(&'static [&'static str]),
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableColumn {
    /// Its name, in the first line.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// A reference from a column to the first column of another table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TableReference {
    /// The column.
    pub column: &'static str,
    /// The other table.
    pub table: &'static str,
}

/// Takes rows, each with a cell for every column.
pub(crate) type RowTaker<'t> = dyn FnMut(&[Vec<String>]) -> io::Result<()> + 't;

/// Gives rows to a taker, some at a time, in order; the same ones each time.
pub(crate) type RowSource<'a> = Box<dyn Fn(&mut RowTaker<'_>) -> io::Result<()> + 'a>;

/// A table.
pub(crate) struct DataTable<'a> {
    /// Its name, that of its file without `.csv`.
    pub name: String,
    /// Its columns.
    pub columns: Vec<TableColumn>,
    /// Its rows.
    pub rows: RowSource<'a>,
    /// Whether the first column is an id that no two rows share.
    pub has_key: bool,
    /// The columns with ids of other tables.
    pub references: Vec<TableReference>,
}

impl DataTable<'_> {
    /// Makes a table without rows. The first column of one with a key is the id.
    #[must_use]
    pub(crate) fn new(name: &str, columns: &[(&str, ColumnKind)]) -> Self {
        let columns = columns.iter().map(|(name, kind)| TableColumn { name: (*name).to_owned(), kind: *kind });
        Self {
            name: name.to_owned(),
            columns: columns.collect(),
            rows: Box::new(|_| Ok(())),
            has_key: false,
            references: Vec::new(),
        }
    }

    /// Sets rows that are few.
    pub(crate) fn set_rows(&mut self, rows: Vec<Vec<String>>) {
        self.rows = Box::new(move |take| take(&rows));
    }
}
