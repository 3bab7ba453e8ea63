//! Writes the changed cells of one record or article into the YAML of its file. Pure; `table_changes` decides what changes
//! and compares the result.

use super::yaml_set::{YamlEditor, entry, scalar};
use crate::base::csv_table::split_list;
use crate::base::yaml::{YamlNode, YamlValue};
use crate::export::registry_tables::{LIST_COLUMNS, RowCells, SAME_AS};

/// A cell that changes; without a value its key is removed.
pub(super) type CellChange = (String, Option<String>);

/// What becomes of a list of roles, relations or figures.
#[derive(Clone, Debug, Default)]
pub(super) struct RowChanges {
    /// The changed cells of each row that the file has; `None` removes the row.
    pub old: Vec<Option<Vec<CellChange>>>,
    /// New rows.
    pub new: Vec<RowCells>,
}

impl RowChanges {
    /// Returns whether nothing changes.
    #[must_use]
    pub(super) fn is_empty(&self) -> bool {
        self.new.is_empty() && self.old.iter().all(|row| row.as_ref().is_some_and(Vec::is_empty))
    }
}

/// Changes a cell; `None` if that cannot be done here.
pub(super) fn set_cell(editor: &mut YamlEditor<'_>, map: &YamlNode, column: &str, value: Option<&str>) -> Option<()> {
    if let Some(authority) = column.strip_prefix(SAME_AS) {
        return match (entry(map, "same_as"), value) {
            (Some((_, ids)), Some(value)) if matches!(&ids.value, YamlValue::Map(all) if !all.is_empty()) => {
                editor.set_text(ids, authority, value)
            }
            (_, Some(value)) => {
                editor.set_raw(map, "same_as", &format!("{{{}: {}}}", scalar(authority), scalar(value)))
            }
            (Some((_, ids)), None) => editor.remove(ids, authority),
            (None, None) => Some(()),
        };
    }
    match value {
        None => editor.remove(map, column),
        Some(value) if is_list(column) => set_values(editor, map, column, &split_list(value, ';')),
        Some(value) if column == "coordinates" => {
            let numbers: Vec<&str> = value.split([',', ';']).map(str::trim).collect();
            let is_number = |text: &&str| text.parse::<f64>().is_ok_and(f64::is_finite);
            if !numbers.iter().all(is_number) {
                return None;
            }
            editor.set_raw(map, column, &format!("[{}]", numbers.join(", ")))
        }
        Some(value) => editor.set_text(map, column, value),
    }
}

/// Returns whether the cells of a column hold lists.
#[must_use]
pub(super) fn is_list(column: &str) -> bool {
    LIST_COLUMNS.contains(&column) || matches!(column, "refer" | "unlinked")
}

/// Sets a list of texts: those that stay keep their place and their comments. One that becomes another keeps them too.
fn set_values(editor: &mut YamlEditor<'_>, map: &YamlNode, key: &str, new: &[String]) -> Option<()> {
    let old: Vec<&str> = match entry(map, key).map(|(_, node)| &node.value) {
        Some(YamlValue::List(items)) => items.iter().map(word).collect::<Option<_>>()?,
        Some(YamlValue::Scalar(value)) => vec![value.trim()],
        _ => Vec::new(),
    };
    // Where the others stay, a value is replaced in its place.
    let is_gone = |text: &str| !new.iter().any(|one| one == text);
    let is_replaced = |(text, one): (&&str, &String)| text == one || (is_gone(text) && !old.contains(&one.as_str()));
    if let Some((_, YamlNode { value: YamlValue::List(items), .. })) = entry(map, key)
        && new.len() >= items.len()
        && old.iter().zip(new).all(is_replaced)
    {
        let changed = items.iter().zip(&old).zip(new).filter(|((_, text), one)| *text != *one);
        changed.map(|((node, _), one)| editor.replace_scalar(node, one)).collect::<Option<Vec<()>>>()?;
        let add: Vec<String> = new[items.len()..].iter().map(|value| scalar(value)).collect();
        return editor.set_list(map, key, &vec![true; items.len()], &add);
    }
    let mut n_kept = 0;
    let keep: Vec<bool> = old
        .iter()
        .map(|value| {
            let stays = new.get(n_kept).is_some_and(|next| next == value);
            n_kept += usize::from(stays);
            stays
        })
        .collect();
    let add: Vec<String> = new[n_kept..].iter().map(|value| scalar(value)).collect();
    editor.set_list(map, key, &keep, &add)
}

fn word(node: &YamlNode) -> Option<&str> {
    if let YamlValue::Scalar(word) = &node.value { Some(word.trim()) } else { None }
}

/// Changes the rows of a list of roles, relations or figures.
pub(super) fn set_rows(editor: &mut YamlEditor<'_>, map: &YamlNode, key: &str, changes: &RowChanges) -> Option<()> {
    let items: &[YamlNode] = match entry(map, key).map(|(_, node)| (node, &node.value)) {
        Some((_, YamlValue::List(items))) => items,
        Some((node, YamlValue::Map(_) | YamlValue::Scalar(_))) => std::slice::from_ref(node),
        _ => &[],
    };
    if items.len() != changes.old.len() {
        return None;
    }
    for (node, cells) in items.iter().zip(&changes.old) {
        let Some(cells) = cells.as_ref().filter(|cells| !cells.is_empty()) else { continue };
        match &node.value {
            YamlValue::Map(_) => {
                for (column, value) in cells {
                    set_cell(editor, node, column, value.as_deref())?;
                }
            }
            // The short form of a role.
            YamlValue::Scalar(title) => {
                let mut row: RowCells = [("title".to_owned(), title.clone())].into();
                row.extend(cells.iter().filter_map(|(column, value)| Some((column.clone(), value.clone()?))));
                editor.replace(node.start..node.end, row_text(&row));
            }
            _ => return None,
        }
    }
    let keep: Vec<bool> = changes.old.iter().map(Option::is_some).collect();
    let add: Vec<String> = changes.new.iter().map(row_text).collect();
    if add.is_empty() && !keep.contains(&false) {
        return Some(());
    }
    editor.set_list(map, key, &keep, &add)
}

/// Writes a row as a mapping on one line.
fn row_text(row: &RowCells) -> String {
    const ORDER: [&str; 10] = ["title", "to", "as", "refer", "from", "until", "what", "value", "unit", "source"];
    // `to` is the record of a relation, and the end of a role.
    let is_role = row.contains_key("title");
    let mut cells: Vec<(&String, &String)> = row.iter().filter(|(column, _)| *column != "record").collect();
    cells.sort_by_key(|(column, _)| {
        if is_role && *column == "to" {
            ORDER.len()
        } else {
            ORDER.iter().position(|one| one == column).unwrap_or(ORDER.len())
        }
    });
    let cells = cells.iter().map(|(column, cell)| format!("{column}: {}", cell_text(column, cell)));
    format!("{{{}}}", cells.collect::<Vec<_>>().join(", "))
}

/// Writes the value of a cell on one line.
fn cell_text(column: &str, cell: &str) -> String {
    if is_list(column) {
        let values: Vec<String> = split_list(cell, ';').iter().map(|value| scalar(value)).collect();
        format!("[{}]", values.join(", "))
    } else if column == "coordinates" {
        format!("[{cell}]")
    } else {
        scalar(cell)
    }
}

/// Writes a new record as a file.
#[must_use]
pub(super) fn record_file(cells: &RowCells, columns: &[&str], roles: &[RowCells], relations: &[RowCells]) -> String {
    let mut out = String::from("---\n");
    for column in columns.iter().filter(|column| !matches!(**column, "id" | "text")) {
        if let Some(cell) = cells.get(*column) {
            out.push_str(&format!("{column}: {}\n", cell_text(column, cell)));
        }
    }
    for (key, rows) in [("roles", roles), ("relations", relations)] {
        if !rows.is_empty() {
            out.push_str(&format!("{key}:\n"));
            rows.iter().for_each(|row| out.push_str(&format!("  - {}\n", row_text(row))));
        }
    }
    let same_as = cells.iter().filter_map(|(column, id)| {
        column.strip_prefix(SAME_AS).map(|name| format!("{}: {}", scalar(name), scalar(id)))
    });
    let same_as: Vec<String> = same_as.collect();
    if !same_as.is_empty() {
        out.push_str(&format!("same_as: {{{}}}\n", same_as.join(", ")));
    }
    out.push_str("---\n");
    if let Some(text) = cells.get("text") {
        out.push_str(&format!("\n{text}\n"));
    }
    out
}
