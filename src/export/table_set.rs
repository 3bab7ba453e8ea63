//! Tables for spreadsheets and statistics: their columns, what these hold, and their rows. Pure values, which
//! [`super::data_package`] writes as CSV with a description. It does not know where the rows come from.

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

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DataTable {
    /// Its name, that of its file without `.csv`.
    pub name: String,
    /// Its columns.
    pub columns: Vec<TableColumn>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<String>>,
    /// Whether the first column is an id that no two rows share.
    pub has_key: bool,
    /// The columns with ids of other tables.
    pub references: Vec<TableReference>,
}

impl DataTable {
    /// Makes a table without rows. The first column of one with a key is the id.
    #[must_use]
    pub(crate) fn new(name: &str, columns: &[(&str, ColumnKind)]) -> Self {
        let columns = columns.iter().map(|(name, kind)| TableColumn { name: (*name).to_owned(), kind: *kind });
        Self {
            name: name.to_owned(),
            columns: columns.collect(),
            rows: Vec::new(),
            has_key: false,
            references: Vec::new(),
        }
    }

    /// Returns the values of a column, without the empty ones.
    pub(crate) fn values(&self, column: &str) -> impl Iterator<Item = &str> {
        let index = self.columns.iter().position(|one| one.name == column);
        let cells = self.rows.iter().filter_map(move |row| row.get(index?));
        cells.map(String::as_str).filter(|cell| !cell.is_empty())
    }
}
