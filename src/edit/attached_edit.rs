//! Changes of rows -> the new text of content/roles.csv or content/relations.csv. Pure.
//!
//! A record's rows are first those of its own file, then those of these tables, as `build` puts them together. The changed
//! table is parsed again and compared, row by row, with what it should say.

use std::collections::{BTreeMap, BTreeSet};

use super::csv_edit::CsvEditor;
use super::field_refusal::FieldRefusal;
use super::record_changes::{CellChange, RowChanges};
use super::table_input::changed_cells;
use crate::base::SourcePath;
use crate::base::csv_table::{CsvDialect, write_table};
use crate::base::yaml_fields::SpannedText;
use crate::export::registry_tables::{RELATION_COLUMNS, ROLE_COLUMNS, RowCells, relation_cells, role_cells};
use crate::model::Id;
use crate::parse::attached_rows::{self, RELATIONS_FILE, ROLES_FILE};
use crate::say;

/// What becomes of the rows that a table has for one record.
pub(super) struct AttachedChange {
    /// The record.
    pub(super) id: Id,
    /// The ids under which rows may name it: its own and former ones.
    pub(super) ids: BTreeSet<String>,
    /// The changes of these rows.
    pub(super) rows: RowChanges,
}

/// Returns the file of such rows: `roles` or `relations`.
#[must_use]
pub(super) fn attached_file(key: &str) -> SourcePath {
    SourcePath::new(if key == "roles" { ROLES_FILE } else { RELATIONS_FILE })
}

/// Splits changes of rows into those of the record's own file, which has the first `n_own` of them, and those of a table.
/// New rows go into the table if `to_table`.
#[must_use]
pub(super) fn split_rows(mut rows: RowChanges, n_own: usize, to_table: bool) -> (RowChanges, RowChanges) {
    let attached = rows.old.split_off(n_own.min(rows.old.len()));
    let new = if to_table { std::mem::take(&mut rows.new) } else { Vec::new() };
    (rows, RowChanges { old: attached, new })
}

/// Returns a table with changes; without a text a new one.
///
/// # Errors
/// What cannot be done, with the records that it is about.
pub(super) fn changed_attached_table(
    key: &str,
    text: Option<&str>,
    dialect: CsvDialect,
    changes: &[AttachedChange],
) -> Result<String, Vec<(Id, FieldRefusal)>> {
    let file = attached_file(key);
    let columns: &[&str] = if key == "roles" { &ROLE_COLUMNS } else { &RELATION_COLUMNS };
    let empty = write_table(columns, [], dialect);
    let text = text.unwrap_or(&empty);
    let by_hand = |change: &AttachedChange| {
        let id = &change.id;
        let reason = say!(
            en: "the {key} of `{id}` cannot be changed in {file}; change them there",
            fr: "les lignes de `{id}` ne peuvent pas être modifiées dans {file} ; modifiez-les dans la source de ce fichier",
        );
        (id.clone(), FieldRefusal::Because(reason))
    };
    let mut editor = CsvEditor::new(text).ok_or_else(|| changes.iter().map(by_hand).collect::<Vec<_>>())?;
    let known = table_rows(&file, text);
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, (id, ..)) in known.iter().enumerate() {
        places.entry(id).or_default().push(index);
    }
    let mut wanted: Vec<Option<RowCells>> = known.iter().map(|(_, _, row)| Some(row.clone())).collect();
    let (mut added, mut failed, mut touched) = (Vec::new(), Vec::new(), BTreeSet::new());
    for change in changes {
        let mut own: Vec<usize> =
            change.ids.iter().flat_map(|id| places.get(id.as_str()).into_iter().flatten().copied()).collect();
        own.sort_unstable();
        let mut is_done = own.len() == change.rows.old.len();
        for (index, cells) in own.into_iter().zip(&change.rows.old) {
            let is_same = cells.as_ref().is_some_and(Vec::is_empty);
            let row = editor.row_at(known[index].1);
            // A row may name a former id that two records share.
            is_done &= is_same || (row.is_some() && touched.insert(index));
            if let Some(row) = row.filter(|_| !is_same) {
                change_cells(&mut editor, row, cells.as_deref());
                let old = wanted[index].take();
                wanted[index] = old.zip(cells.as_ref()).map(|(old, cells)| changed_cells(&old, cells));
            }
        }
        if !is_done {
            failed.push(by_hand(change));
        }
        for row in &change.rows.new {
            let mut row = row.clone();
            row.insert("record".to_owned(), change.id.to_string());
            editor.add(&row);
            added.push(Some(row));
        }
    }
    if !failed.is_empty() {
        return Err(failed);
    }
    let new = editor.finish();
    let is: Vec<RowCells> = table_rows(&file, &new).into_iter().map(|(_, _, row)| row).collect();
    let should: Vec<RowCells> = wanted.into_iter().chain(added).flatten().collect();
    match should.iter().zip(&is).find(|(should, is)| should != is) {
        None if should.len() == is.len() => Ok(new),
        Some((row, _)) => {
            let id = row.get("record").map_or("", String::as_str);
            let change = changes.iter().find(|change| change.ids.contains(id)).or(changes.first());
            let cells: Vec<&str> = row.values().map(String::as_str).collect();
            let value = cells.join(", ");
            let refusal = FieldRefusal::WrongValue { id: Some(id.to_owned()), field: key.to_owned(), value };
            Err(change.map(|change| (change.id.clone(), refusal)).into_iter().collect())
        }
        None => Err(changes.iter().map(by_hand).collect()),
    }
}

/// Returns a table without the rows of a record that say the same as an earlier one.
#[must_use]
pub(super) fn without_repeated_rows(key: &str, text: &str, id: &str) -> String {
    let Some(mut editor) = CsvEditor::new(text) else { return text.to_owned() };
    let mut known = BTreeSet::new();
    for (record, place, row) in table_rows(&attached_file(key), text) {
        if record == id
            && !known.insert(row)
            && let Some(row) = editor.row_at(place)
        {
            editor.remove(row);
        }
    }
    editor.finish()
}

/// Returns the places of the rows of a table that are about one of these records, or lead to it.
#[must_use]
pub(super) fn rows_about(file: &SourcePath, text: &str, is_gone: impl Fn(&str) -> bool) -> Vec<usize> {
    let table = attached_rows::parse(file, text.as_bytes()).value;
    let roles = table.roles.iter().map(|(id, _)| (id, None));
    let relations = table.relations.iter().map(|(id, relation)| (id, Some(&relation.to)));
    let about =
        |(id, to): &(&SpannedText, Option<&SpannedText>)| is_gone(&id.value) || to.is_some_and(|to| is_gone(&to.value));
    roles.chain(relations).filter(about).map(|(id, _)| id.span.start).collect()
}

fn change_cells(editor: &mut CsvEditor<'_>, row: usize, cells: Option<&[CellChange]>) {
    match cells {
        None => editor.remove(row),
        Some(cells) => cells.iter().for_each(|(column, value)| editor.set(row, column, value.as_deref())),
    }
}

/// Returns the rows that a table has for one of these ids.
#[must_use]
pub(super) fn attached_rows_of(key: &str, text: &str, ids: &BTreeSet<String>) -> Vec<RowCells> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let rows = table_rows(&attached_file(key), text).into_iter();
    rows.filter(|(id, ..)| ids.contains(id)).map(|(_, _, cells)| cells).collect()
}

/// Reads a table: of each row the record, its place in the text, its cells.
fn table_rows(file: &SourcePath, text: &str) -> Vec<(String, usize, RowCells)> {
    let table = attached_rows::parse(file, text.as_bytes()).value;
    let roles = table.roles.iter().map(|(id, role)| (id, role_cells(&id.value, role)));
    let relations = table.relations.iter().map(|(id, relation)| (id, relation_cells(&id.value, relation)));
    roles.chain(relations).map(|(id, cells)| (id.value.clone(), id.span.start, cells)).collect()
}
