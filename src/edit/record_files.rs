//! Changes of records -> the new text of their file: Markdown with front matter, YAML or CSV. Pure.
//!
//! The changed file is parsed again, and every record in it is compared, cell by cell, with what it should be. Rows of
//! content/roles.csv and content/relations.csv are changed in `attached_edit`.

use std::collections::{BTreeMap, BTreeSet};

use super::csv_edit::CsvEditor;
use super::field_refusal::FieldRefusal;
use super::record_changes::{CellChange, RowChanges, set_cell, set_rows};
use super::table_input::changed_cells;
use super::yaml_set::{YamlEditor, entry, scalar};
use crate::base::SourcePath;
use crate::base::csv_table::join_list;
use crate::base::yaml::{self, YamlNode};
use crate::export::registry_tables::{RecordRows, RowCells, SAME_AS, markdown_range, markdown_texts, record_nodes};
use crate::model::Id;
use crate::parse::{Record, collection, front_matter, record};
use crate::say;

/// The changes of a record.
#[derive(Default)]
pub(super) struct RecordChanges {
    pub(super) cells: Vec<CellChange>,
    pub(super) roles: Option<RowChanges>,
    pub(super) relations: Option<RowChanges>,
    pub(super) figures: Option<RowChanges>,
}

impl RecordChanges {
    /// Returns whether nothing changes.
    #[must_use]
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.roles.is_none() && self.relations.is_none() && self.figures.is_none()
    }
}

/// Returns a file of records with changes; `text` is its text, `kind` the kind of its records.
///
/// # Errors
/// What cannot be done, with the records that it is about.
pub(super) fn changed_record_file(
    file: &SourcePath,
    text: Option<&str>,
    kind: &str,
    changes: &BTreeMap<Id, RecordChanges>,
) -> Result<String, Vec<(Id, FieldRefusal)>> {
    let by_hand = |id: &Id| (id.clone(), FieldRefusal::by_hand(id.as_str(), file));
    let all = || changes.keys().map(by_hand).collect::<Vec<_>>();
    let text = text.ok_or_else(all)?;
    let known = rows_of(file, kind, text);
    let mut failed = Vec::new();
    let new = if file.extension() == "csv" {
        let mut editor = CsvEditor::new(text).ok_or_else(all)?;
        let rows: BTreeMap<Id, usize> =
            editor.rows_by("id").into_iter().filter_map(|(id, row)| Some((Id::parse(id).ok()?, row))).collect();
        for (id, changes) in changes {
            let found = rows.get(id).zip(known.get(id));
            if found.and_then(|(row, known)| change_row(&mut editor, *row, known, changes)).is_none() {
                failed.push(by_hand(id));
            }
        }
        editor.finish()
    } else if file.extension() == "md" {
        let mut editor = YamlEditor::new(text);
        let parts = front_matter::split(file, text).map_err(|_| all())?;
        let node = yaml::parse(parts.yaml, file, parts.yaml_start).map_err(|_| all())?;
        for (id, changes) in changes {
            let body = changes.cells.iter().find(|(column, _)| column == "text");
            if let Some((_, new)) = body {
                set_body(&mut editor, text, parts.body_start, new.as_deref().unwrap_or_default());
            }
            if change_node(&mut editor, &node, changes, body.is_some()).is_none() {
                failed.push(by_hand(id));
            }
        }
        editor.finish()
    } else {
        let mut editor = YamlEditor::new(text);
        let node = yaml::parse(text, file, 0).map_err(|_| all())?;
        let nodes: BTreeMap<Id, &YamlNode> = record_nodes(&node).into_iter().collect();
        for (id, changes) in changes {
            if nodes.get(id).and_then(|node| change_node(&mut editor, node, changes, false)).is_none() {
                failed.push(by_hand(id));
            }
        }
        editor.finish()
    };
    if !failed.is_empty() {
        return Err(failed);
    }
    compare_records(file, known, &rows_of(file, kind, &new), changes)?;
    Ok(new)
}

/// Replaces the text below the front matter.
fn set_body(editor: &mut YamlEditor<'_>, text: &str, start: usize, new: &str) {
    let body = &text[start..];
    let range = markdown_range(body);
    let new = if text.contains("\r\n") { new.replace('\n', "\r\n") } else { new.to_owned() };
    if range.is_empty() {
        editor.replace(text.len()..text.len(), format!("{}{new}\n", if body.is_empty() { "\n" } else { "" }));
    } else {
        editor.replace(start + range.start..start + range.end, new);
    }
}

fn change_node(editor: &mut YamlEditor<'_>, node: &YamlNode, changes: &RecordChanges, has_body: bool) -> Option<()> {
    let is_new_authority = entry(node, "same_as").is_none();
    let mut authorities = Vec::new();
    for (column, value) in &changes.cells {
        if column == "text" && has_body {
            continue;
        }
        match (column.strip_prefix(SAME_AS), value) {
            (Some(authority), Some(value)) if is_new_authority => {
                authorities.push(format!("{}: {}", scalar(authority), scalar(value)));
            }
            _ => set_cell(editor, node, column, value.as_deref())?,
        }
    }
    if !authorities.is_empty() {
        editor.set_raw(node, "same_as", &format!("{{{}}}", authorities.join(", ")))?;
    }
    let lists = [("roles", &changes.roles), ("relations", &changes.relations), ("figures", &changes.figures)];
    for (key, rows) in lists {
        if let Some(rows) = rows {
            set_rows(editor, node, key, rows)?;
        }
    }
    Some(())
}

/// Changes the row of a record in a table. The column `roles` holds the titles of roles, and nothing else of them; relations and
/// figures have no column.
fn change_row(editor: &mut CsvEditor<'_>, row: usize, known: &RecordRows, changes: &RecordChanges) -> Option<()> {
    for (column, value) in &changes.cells {
        editor.set(row, column, value.as_deref());
    }
    if [&changes.relations, &changes.figures].into_iter().flatten().any(|rows| !rows.is_empty()) {
        return None;
    }
    if let Some(rows) = changes.roles.as_ref().filter(|rows| !rows.is_empty()) {
        let is_kept = |row: &Option<Vec<CellChange>>| row.as_ref().is_none_or(Vec::is_empty);
        if rows.old.len() != known.roles.len() || !rows.new.is_empty() || !rows.old.iter().all(is_kept) {
            return None;
        }
        let kept = known.roles.iter().zip(&rows.old).filter(|(_, change)| change.is_some());
        let titles = kept.map(|(role, _)| role.get("title").map_or("", String::as_str));
        editor.set(row, "roles", Some(&join_list(titles, ';')));
    }
    Some(())
}

/// Returns what the records of a file say, without the rows that other tables attach to them.
#[must_use]
pub(super) fn rows_of(file: &SourcePath, kind: &str, text: &str) -> BTreeMap<Id, RecordRows> {
    let records: Vec<Record> = if file.extension() == "md" {
        record::parse(file, kind, text.as_bytes()).value.into_iter().collect()
    } else {
        collection::parse(file, kind, text.as_bytes()).value
    };
    let texts = markdown_texts(file, text);
    let rows = records.iter().map(|record| {
        let text = texts.get(&record.id).map_or("", String::as_str);
        (record.id.clone(), RecordRows::of(record, text))
    });
    rows.collect()
}

/// Compares each record of a changed file with what it should be.
fn compare_records(
    file: &SourcePath,
    known: BTreeMap<Id, RecordRows>,
    after: &BTreeMap<Id, RecordRows>,
    changes: &BTreeMap<Id, RecordChanges>,
) -> Result<(), Vec<(Id, FieldRefusal)>> {
    if known.keys().ne(after.keys()) {
        let reason = say!(
            en: "the changes would make {file} unreadable; change it there",
            fr: "après ces modifications, {file} serait illisible ; modifiez-le dans sa source",
        );
        return Err(changes.keys().take(1).map(|id| (id.clone(), reason.clone().into())).collect());
    }
    let mut wrong = Vec::new();
    for ((id, mut wanted), is) in known.into_iter().zip(after.values()) {
        if let Some(changes) = changes.get(&id) {
            wanted.cells = changed_cells(&wanted.cells, &changes.cells);
            for (rows, changes) in [
                (&mut wanted.roles, &changes.roles),
                (&mut wanted.relations, &changes.relations),
                (&mut wanted.figures, &changes.figures),
            ] {
                if let Some(changes) = changes {
                    *rows = changed_rows(rows, changes);
                }
            }
        }
        if let Some((field, value)) = difference(is, &wanted) {
            let refusal = FieldRefusal::WrongValue { id: Some(id.to_string()), field, value };
            wrong.push((id, refusal));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Applies changes to rows.
#[must_use]
pub(super) fn changed_rows(rows: &[RowCells], changes: &RowChanges) -> Vec<RowCells> {
    let old = rows.iter().zip(&changes.old);
    let old = old.filter_map(|(row, changes)| changes.as_ref().map(|changes| changed_cells(row, changes)));
    old.chain(changes.new.iter().cloned()).collect()
}

/// Returns the first cell in which what was made differs from what was wanted: its column, and what was wanted.
#[must_use]
pub(super) fn difference(made: &RecordRows, wanted: &RecordRows) -> Option<(String, String)> {
    let columns: BTreeSet<&String> = made.cells.keys().chain(wanted.cells.keys()).collect();
    for column in columns {
        let (is, should) = (made.cells.get(column), wanted.cells.get(column));
        let is_same = is == should
            || (column == "coordinates"
                && is.map(|cell| cell.replace(' ', "")) == should.map(|cell| cell.replace(' ', "")));
        if !is_same {
            return Some((column.clone(), should.cloned().unwrap_or_default()));
        }
    }
    for (key, is, should) in [
        ("roles", &made.roles, &wanted.roles),
        ("relations", &made.relations, &wanted.relations),
        ("figures", &made.figures, &wanted.figures),
    ] {
        let sorted = |rows: &[RowCells]| {
            let mut rows: Vec<RowCells> = rows.to_vec();
            rows.iter_mut().for_each(|row| drop(row.remove("record")));
            rows.sort();
            rows
        };
        let (is, should) = (sorted(is), sorted(should));
        if is != should {
            let row = should.iter().find(|row| !is.contains(row));
            let cells = row.map(|row| row.values().cloned().collect::<Vec<_>>().join(", ")).unwrap_or_default();
            return Some((key.to_owned(), cells));
        }
    }
    None
}
