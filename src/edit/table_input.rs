//! Recognises tables that dossier itself exports, and compares their rows with what the files say. Pure.
//!
//! An empty cell changes nothing unless removal is asked for. What a row does not say differently stays as it is.

use std::collections::BTreeMap;

use super::record_changes::{CellChange, RowChanges, is_list};
use crate::base::csv_table::{CsvTable, join_list, split_list};
use crate::export::registry_tables::{
    HEAD_COLUMNS, RECORD_COLUMNS, RELATION_COLUMNS, ROLE_COLUMNS, RowCells, SAME_AS, VERSION, markdown_text,
};

/// What the rows of a table change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableContent {
    /// Records of a kind.
    Records,
    /// Roles of records.
    Roles,
    /// Relations of records.
    Relations,
    /// Heads of articles.
    Heads,
}

/// A table that was given to `import`.
#[derive(Clone, Debug)]
pub(crate) struct RegistryTable {
    /// The file as shown in messages.
    pub name: String,
    /// The file's name without its extension, which names the kind of new records.
    pub stem: String,
    /// What its rows change.
    pub content: TableContent,
    /// Its rows.
    pub table: CsvTable,
}

/// The columns of the table `articles` of the published view that are no part of a head.
const COMPUTED: [&str; 6] = ["source_file", "source_sha256", "copies", "characters", "mentions", "text"];

/// Returns what a table with these columns changes; `None` if it is not one of dossier's own.
#[must_use]
pub(crate) fn table_content(columns: &[String]) -> Option<TableContent> {
    let has = |name: &str| columns.iter().any(|column| column == name);
    if has("record") && has("to") && has("as") {
        Some(TableContent::Relations)
    } else if has("record") && has("title") && (has("refer") || has("from") || has(VERSION)) {
        Some(TableContent::Roles)
    } else if has("id") && has("title") && (has(VERSION) || (has("date_certainty") && has("rights"))) {
        Some(TableContent::Heads)
    } else if has("id") && has("name") && has(VERSION) {
        Some(TableContent::Records)
    } else {
        None
    }
}

impl RegistryTable {
    /// Returns the columns that the table cannot have.
    pub(super) fn unknown_columns(&self) -> impl Iterator<Item = &str> {
        let content = self.content;
        let is_known = move |column: &str| match content {
            TableContent::Records => {
                RECORD_COLUMNS.contains(&column) || matches!(column, "tags" | "text") || column.starts_with(SAME_AS)
            }
            TableContent::Roles => ROLE_COLUMNS.contains(&column),
            TableContent::Relations => RELATION_COLUMNS.contains(&column),
            TableContent::Heads => HEAD_COLUMNS.contains(&column) || COMPUTED.contains(&column),
        };
        let columns = self.table.columns.iter().map(String::as_str);
        columns.filter(move |column| !column.is_empty() && *column != VERSION && !is_known(column))
    }

    /// Returns the columns whose cells are compared.
    pub(super) fn compared_columns(&self) -> impl Iterator<Item = &str> {
        let is_computed = |column: &str| self.content == TableContent::Heads && COMPUTED.contains(&column);
        let columns = self.table.columns.iter().map(String::as_str);
        columns.filter(move |column| !matches!(*column, "" | "id" | "record" | VERSION) && !is_computed(column))
    }

    /// Returns a cell as the files would give it: lists joined by `;`, single line ends.
    pub(super) fn cell(&self, row: usize, column: &str) -> String {
        let Some(row) = self.table.rows.get(row) else { return String::new() };
        let cell = row.get(column);
        if column == "text" {
            markdown_text(row.get_whole(column))
        } else if is_list(column) {
            join_list(split_list(cell, self.table.list_separator()).iter().map(String::as_str), ';')
        } else {
            cell.to_owned()
        }
    }

    /// Returns the cells of a row that are not empty.
    pub(super) fn cells(&self, row: usize) -> RowCells {
        let cells = self.compared_columns().map(|column| (column.to_owned(), self.cell(row, column)));
        cells.filter(|(_, cell)| !cell.is_empty()).collect()
    }
}

/// Words that mean the same as no key.
fn is_default(column: &str, cell: &str) -> bool {
    matches!((column, cell), ("visibility", "public") | ("status", "accepted") | ("draft", "false"))
}

/// Returns the cells that a row changes.
pub(super) fn cell_changes<'c>(
    columns: impl Iterator<Item = &'c str>,
    new: &RowCells,
    old: &RowCells,
    removes: bool,
) -> Vec<CellChange> {
    let changes = columns.filter_map(|column| {
        let known = old.get(column).map_or("", String::as_str);
        let cell = new.get(column).map_or("", String::as_str);
        if cell == known || (known.is_empty() && is_default(column, cell)) {
            None
        } else if cell.is_empty() {
            let is_needed = matches!(column, "name" | "title" | "to" | "as");
            (removes && !is_needed).then(|| (column.to_owned(), None))
        } else {
            Some((column.to_owned(), Some(cell.to_owned())))
        }
    });
    changes.collect()
}

/// Applies changes to cells.
pub(super) fn changed_cells(cells: &RowCells, changes: &[CellChange]) -> RowCells {
    let mut cells = cells.clone();
    for (column, value) in changes {
        match value {
            Some(value) if !is_default(column, value) => drop(cells.insert(column.clone(), value.clone())),
            _ => drop(cells.remove(column)),
        }
    }
    cells
}

/// Compares the rows of roles or relations that a table has for a record with those of its file. Rows may be in any order: a
/// row changes the one with the same `identity` that is most like it. `removes` also removes rows that the table does not have;
/// one of them that has a value in common with a new row becomes that row, so that it keeps its place and its comments.
pub(super) fn row_changes(
    columns: &[&str],
    identity: &[&str],
    new: Vec<RowCells>,
    old: &[RowCells],
    removes: bool,
) -> RowChanges {
    let mut matches: Vec<Option<Vec<CellChange>>> = vec![None; old.len()];
    let mut left = Vec::new();
    let changes = |row: &RowCells, known: &RowCells| cell_changes(columns.iter().copied(), row, known, removes);
    // Equal rows first, so that a changed one is not taken for another.
    let key = |row: &RowCells| columns.iter().map(|column| row.get(*column).cloned().unwrap_or_default()).collect();
    let mut places: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (index, row) in old.iter().enumerate() {
        places.entry(key(row)).or_default().push(index);
    }
    for row in new {
        match places.get_mut(&key(&row)).and_then(Vec::pop) {
            Some(index) => matches[index] = Some(Vec::new()),
            None => left.push(row),
        }
    }
    let mut added = Vec::new();
    for row in left {
        let is_same = |known: &RowCells| identity.iter().all(|column| row.get(*column) == known.get(*column));
        let likeness =
            |known: &RowCells| columns.iter().filter(|column| row.get(**column) == known.get(**column)).count();
        let best = old.iter().enumerate().filter(|(index, known)| matches[*index].is_none() && is_same(known));
        match best.max_by_key(|(index, known)| (likeness(known), usize::MAX - index)) {
            Some((index, known)) => matches[index] = Some(changes(&row, known)),
            None => added.push(row),
        }
    }
    // A row without an equal whose identity is whole is one that got another identity, if it says something else of the old one.
    let mut new = Vec::new();
    for row in added {
        let is_whole = identity.iter().all(|column| row.contains_key(*column));
        let is_like =
            |known: &RowCells| columns.iter().any(|one| row.contains_key(*one) && row.get(*one) == known.get(*one));
        let free = old.iter().enumerate().find(|(index, known)| matches[*index].is_none() && is_like(known));
        match free.filter(|_| removes && is_whole) {
            Some((index, known)) => matches[index] = Some(changes(&row, known)),
            None => new.push(row),
        }
    }
    let old = matches.into_iter().map(|found| if removes { found } else { Some(found.unwrap_or_default()) });
    RowChanges { old: old.collect(), new }
}
