//! Tables of the registry -> new contents of files. Pure.
//!
//! Each changed file is parsed again and compared, cell by cell, with what the tables say. If anything is wrong, nothing
//! changes: an id that two rows have, a value that cannot be read, a record that was edited after the export.

use std::collections::{BTreeMap, BTreeSet};

use super::claims::IdClaims;
use super::record_changes::{CellChange, RowChanges, record_file, set_cell, set_rows};
use super::registry_entries::{all_records, registry_entries};
use super::table_input::{RegistryTable, TableContent, cell_changes, changed_cells, row_changes};
use super::yaml_set::{YamlEditor, entry, scalar};
use crate::base::SourcePath;
use crate::base::yaml::{self, YamlNode};
use crate::export::registry_tables::{
    RECORD_COLUMNS, RELATION_COLUMNS, ROLE_COLUMNS, RecordRows, RowCells, SAME_AS, VERSION, head_cells, markdown_texts,
    record_nodes, version,
};
use crate::model::{Id, Rights};
use crate::parse::{Record, article, collection, front_matter, record};
use crate::source::Snapshot;
use crate::views::Content;

/// What the tables change.
#[derive(Debug, Default)]
pub(crate) struct TablePlan {
    /// The new content of files.
    pub files: BTreeMap<SourcePath, String>,
    /// What changes, by id: the keys.
    pub changes: BTreeMap<String, Vec<String>>,
    /// The ids of new records.
    pub new: Vec<String>,
}

/// What is known before.
pub(crate) struct TableContext<'a> {
    /// The content as written, with drafts and hidden records.
    pub content: &'a Content,
    /// The files.
    pub snapshot: &'a Snapshot,
    /// The heads of articles as published, for tables of the published view.
    pub published: BTreeMap<String, RowCells>,
    /// Whether empty cells remove keys.
    pub removes: bool,
}

/// The changes of a record.
#[derive(Default)]
pub(super) struct RecordChanges {
    pub(super) cells: Vec<CellChange>,
    pub(super) roles: Option<RowChanges>,
    pub(super) relations: Option<RowChanges>,
    /// Where the tables mention it, with the version that they were exported with.
    pub(super) places: Vec<(String, String)>,
}

/// The rows of one record in the tables.
#[derive(Default)]
struct RecordRowGroup {
    /// Its row in the table of a kind: the table, the row.
    own: Option<(usize, usize)>,
    roles: Vec<(usize, usize)>,
    relations: Vec<(usize, usize)>,
}

/// Plans the changes of tables.
///
/// # Errors
/// Everything that is wrong, a sentence each; nothing must be written then.
pub(crate) fn plan_tables(context: &TableContext<'_>, tables: &[RegistryTable]) -> Result<TablePlan, Vec<String>> {
    let mut wrong = Vec::new();
    let mut given: BTreeMap<Id, RecordRowGroup> = BTreeMap::new();
    let mut heads: BTreeMap<Id, (usize, usize)> = BTreeMap::new();
    for (at, table) in tables.iter().enumerate() {
        wrong.extend(table.unknown_columns().map(|column| format!("{}: the column `{column}` is unknown", table.name)));
        let key = if matches!(table.content, TableContent::Records | TableContent::Heads) { "id" } else { "record" };
        for (row, cells) in table.table.rows.iter().enumerate() {
            let place = place(table, row);
            let id = match Id::parse(cells.get(key)) {
                Ok(id) => id,
                Err(reason) => {
                    wrong.push(format!("{place}: the id `{}` {reason}", cells.get(key)));
                    continue;
                }
            };
            let is_twice = match table.content {
                TableContent::Heads => heads.insert(id.clone(), (at, row)).is_some(),
                TableContent::Records => given.entry(id.clone()).or_default().own.replace((at, row)).is_some(),
                TableContent::Roles => {
                    given.entry(id.clone()).or_default().roles.push((at, row));
                    false
                }
                TableContent::Relations => {
                    given.entry(id.clone()).or_default().relations.push((at, row));
                    false
                }
            };
            if is_twice {
                wrong.push(format!("{place}: `{id}` has two rows"));
            }
        }
    }
    let mut plan = TablePlan::default();
    change_records(context, tables, &given, &mut plan, &mut wrong);
    change_heads(context, tables, &heads, &mut plan, &mut wrong);
    if wrong.is_empty() { Ok(plan) } else { Err(wrong) }
}

fn place(table: &RegistryTable, row: usize) -> String {
    format!("{} line {}", table.name, table.table.rows.get(row).map_or(0, |row| row.line))
}

fn change_records(
    context: &TableContext<'_>,
    tables: &[RegistryTable],
    given: &BTreeMap<Id, RecordRowGroup>,
    plan: &mut TablePlan,
    wrong: &mut Vec<String>,
) {
    if given.is_empty() {
        return;
    }
    let known: BTreeMap<String, RecordRows> = registry_entries(context.content, context.snapshot)
        .into_iter()
        .filter_map(|entry| Some((entry.rows.cells.get("id")?.clone(), entry.rows)))
        .collect();
    let files: BTreeMap<&str, &SourcePath> =
        all_records(context.content).map(|record| (record.id.as_str(), &record.span.file)).collect();
    let claims = IdClaims::of(context.snapshot);
    let has_table = |content: TableContent| tables.iter().any(|table| table.content == content);
    let mut by_file: BTreeMap<&SourcePath, BTreeMap<Id, RecordChanges>> = BTreeMap::new();
    for (id, rows) in given {
        let cells_of = |rows: &[(usize, usize)]| rows.iter().map(|(table, row)| tables[*table].cells(*row)).collect();
        let (roles, relations): (Vec<RowCells>, Vec<RowCells>) = (cells_of(&rows.roles), cells_of(&rows.relations));
        let Some((known, file)) = known.get(id.as_str()).zip(files.get(id.as_str())) else {
            match new_record(context, tables, &claims, id, rows, &roles, &relations) {
                Ok((file, text)) => {
                    plan.files.insert(file, text);
                    plan.new.push(id.to_string());
                }
                Err(reason) => wrong.push(reason),
            }
            continue;
        };
        let mut changes = RecordChanges::default();
        let own = rows.own.map(|(table, row)| (&tables[table], row));
        if let Some((table, row)) = own {
            changes.cells = cell_changes(table.compared_columns(), &table.cells(row), &known.cells, context.removes);
        }
        // Rows that a table does not have are removed only if the table speaks of the record.
        let whole = |rows: &[(usize, usize)]| context.removes && (own.is_some() || !rows.is_empty());
        if has_table(TableContent::Roles) {
            let new = row_changes(&ROLE_COLUMNS[1..], &["title"], roles, &known.roles, whole(&rows.roles));
            changes.roles = Some(new).filter(|changes| !changes.is_empty());
        }
        if has_table(TableContent::Relations) {
            let columns = &RELATION_COLUMNS[1..];
            let new = row_changes(columns, &["to", "as"], relations, &known.relations, whole(&rows.relations));
            changes.relations = Some(new).filter(|changes| !changes.is_empty());
        }
        if changes.cells.is_empty() && changes.roles.is_none() && changes.relations.is_none() {
            continue;
        }
        for (table, row) in rows.own.iter().chain(&rows.roles).chain(&rows.relations) {
            let table = &tables[*table];
            changes.places.push((place(table, *row), table.cell(*row, VERSION)));
        }
        let now = known.version();
        if let Some((place, _)) = changes.places.iter().find(|(_, version)| !version.is_empty() && *version != now) {
            wrong.push(format!("{place}: `{id}` was edited in {file} after the export"));
            continue;
        }
        let mut keys: Vec<String> = changes.cells.iter().map(|(column, _)| column.clone()).collect();
        keys.extend(changes.roles.as_ref().map(|_| "roles".to_owned()));
        keys.extend(changes.relations.as_ref().map(|_| "relations".to_owned()));
        plan.changes.insert(id.to_string(), keys);
        by_file.entry(file).or_default().insert(id.clone(), changes);
    }
    for (file, changes) in by_file {
        let kind =
            all_records(context.content).find(|record| record.span.file == *file).map_or("", |record| &record.kind);
        match changed_record_file(file, context.snapshot.text(file), kind, &changes, &known) {
            Ok(text) => drop(plan.files.insert(file.clone(), text)),
            Err(reasons) => wrong.extend(reasons),
        }
    }
}

/// Makes the file of a new record.
fn new_record(
    context: &TableContext<'_>,
    tables: &[RegistryTable],
    claims: &IdClaims,
    id: &Id,
    rows: &RecordRowGroup,
    roles: &[RowCells],
    relations: &[RowCells],
) -> Result<(SourcePath, String), String> {
    let Some((table, row)) = rows.own.map(|(table, row)| (&tables[table], row)) else {
        let (table, row) = rows.roles.iter().chain(&rows.relations).next().copied().unwrap_or_default();
        return Err(format!("{}: no record has the id `{id}`", place(&tables[table], row)));
    };
    let place = place(table, row);
    if let Some(file) = claims.find(id.as_str()) {
        return Err(format!("{place}: the id `{id}` is in use in {file}"));
    }
    let kind = context.content.config.kinds.iter().find(|kind| kind.content == table.stem);
    let kind = kind.ok_or_else(|| {
        let known: Vec<String> =
            context.content.config.kinds.iter().map(|kind| format!("{}.csv", kind.content)).collect();
        format!(
            "{place}: `{id}` is new, and the name of the table does not say of which kind; name it {}",
            known.join(", ")
        )
    })?;
    let mut cells = table.cells(row);
    cells.insert("id".to_owned(), id.to_string());
    cells.insert("status".to_owned(), "proposed".to_owned());
    cells.retain(|column, cell| !(column == "visibility" && cell == "public"));
    let columns: Vec<&str> = RECORD_COLUMNS.into_iter().chain(["tags"]).collect();
    let file = SourcePath::new(&format!("content/{}/{id}.md", kind.content));
    let text = record_file(&cells, &columns, roles, relations);
    let parsed = record::parse(&file, &kind.id, text.as_bytes()).value;
    let Some(parsed) = parsed else {
        return Err(format!("{place}: a record cannot be made of this row; it needs a `name`"));
    };
    let made = RecordRows::of(&parsed, markdown_texts(&file, &text).get(id).map_or("", String::as_str));
    let wanted = RecordRows { cells, roles: roles.to_vec(), relations: relations.to_vec() };
    match difference(&made, &wanted) {
        None => Ok((file, text)),
        Some((column, value)) => Err(format!("{place}: `{column}` cannot be `{value}`")),
    }
}

/// Returns the first cell in which what was made differs from what was wanted: its column, and what was wanted.
fn difference(made: &RecordRows, wanted: &RecordRows) -> Option<(String, String)> {
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
    for (key, is, should) in [("roles", &made.roles, &wanted.roles), ("relations", &made.relations, &wanted.relations)]
    {
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

/// Returns a file of records with changes; `text` is its text, `kind` the kind of its records.
pub(super) fn changed_record_file(
    file: &SourcePath,
    text: Option<&str>,
    kind: &str,
    changes: &BTreeMap<Id, RecordChanges>,
    known: &BTreeMap<String, RecordRows>,
) -> Result<String, Vec<String>> {
    let by_hand = |id: &Id| {
        let place = changes.get(id).and_then(|changes| changes.places.first()).map_or("", |(place, _)| place);
        format!("{place}: `{id}` cannot be changed in {file} without touching the rest; change it there")
    };
    let all = || changes.keys().map(by_hand).collect::<Vec<String>>();
    let text = text.ok_or_else(all)?;
    let mut editor = YamlEditor::new(text);
    let mut failed = Vec::new();
    if file.extension() == "md" {
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
    } else if file.extension() == "csv" {
        return Err(all());
    } else {
        let node = yaml::parse(text, file, 0).map_err(|_| all())?;
        let nodes: BTreeMap<Id, &YamlNode> = record_nodes(&node).into_iter().collect();
        for (id, changes) in changes {
            if nodes.get(id).and_then(|node| change_node(&mut editor, node, changes, false)).is_none() {
                failed.push(by_hand(id));
            }
        }
    }
    if !failed.is_empty() {
        return Err(failed);
    }
    let new = editor.finish();
    compare_records(file, kind, [text, &new], changes, known)?;
    Ok(new)
}

/// Replaces the text below the front matter.
fn set_body(editor: &mut YamlEditor<'_>, text: &str, start: usize, new: &str) {
    let body = &text[start..];
    let from = start + body.len() - body.trim_start().len();
    let to = start + body.trim_end().len();
    if from < to {
        editor.replace(from..to, new.to_owned());
    } else {
        editor.replace(text.len()..text.len(), format!("{}{new}\n", if body.is_empty() { "\n" } else { "" }));
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
    for (key, rows) in [("roles", &changes.roles), ("relations", &changes.relations)] {
        if let Some(rows) = rows {
            set_rows(editor, node, key, rows)?;
        }
    }
    Some(())
}

/// Parses the records of a file.
pub(super) fn records_of(file: &SourcePath, kind: &str, text: &str) -> Vec<Record> {
    if file.extension() == "md" {
        record::parse(file, kind, text.as_bytes()).value.into_iter().collect()
    } else {
        collection::parse(file, kind, text.as_bytes()).value
    }
}

/// Parses a changed file, and compares each of its records with what it should be.
fn compare_records(
    file: &SourcePath,
    kind: &str,
    [old, new]: [&str; 2],
    changes: &BTreeMap<Id, RecordChanges>,
    known: &BTreeMap<String, RecordRows>,
) -> Result<(), Vec<String>> {
    let (before, after) = (records_of(file, kind, old), records_of(file, kind, new));
    let texts = markdown_texts(file, new);
    let mut wrong = Vec::new();
    if before.iter().map(|record| &record.id).ne(after.iter().map(|record| &record.id)) {
        wrong.push(format!("{file}: the changes would make it unreadable; change it there"));
    }
    for record in &after {
        let Some(known) = known.get(record.id.as_str()) else { continue };
        let mut wanted = known.clone();
        let mut place = file.as_str();
        if let Some(changes) = changes.get(&record.id) {
            place = changes.places.first().map_or(place, |(place, _)| place);
            wanted.cells = changed_cells(&known.cells, &changes.cells);
            for (rows, changes) in [(&mut wanted.roles, &changes.roles), (&mut wanted.relations, &changes.relations)] {
                let Some(changes) = changes else { continue };
                let old = rows.iter().zip(&changes.old);
                let old = old.filter_map(|(row, changes)| changes.as_ref().map(|changes| changed_cells(row, changes)));
                *rows = old.chain(changes.new.iter().cloned()).collect();
            }
        }
        // The rows of content/roles.csv and content/relations.csv come after those of the record's own file.
        if let Some(own) = before.iter().find(|own| own.id == record.id).map(|own| RecordRows::of(own, "")) {
            let changes = changes.get(&record.id);
            let are_roles = changes.is_some_and(|changes| changes.roles.is_some());
            let are_relations = changes.is_some_and(|changes| changes.relations.is_some());
            for (key, own, known, wanted, is_changed) in [
                ("roles", own.roles, &known.roles, &mut wanted.roles, are_roles),
                ("relations", own.relations, &known.relations, &mut wanted.relations, are_relations),
            ] {
                if own.len() < known.len() && is_changed {
                    wrong
                        .push(format!("{place}: {key} of `{}` are in content/{key}.csv; change them there", record.id));
                } else if own.len() < known.len() {
                    *wanted = own;
                }
            }
        }
        let is = RecordRows::of(record, texts.get(&record.id).map_or("", String::as_str));
        if let Some((column, value)) = difference(&is, &wanted) {
            wrong.push(format!("{place}: `{column}` of `{}` cannot be `{value}`", record.id));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

fn change_heads(
    context: &TableContext<'_>,
    tables: &[RegistryTable],
    heads: &BTreeMap<Id, (usize, usize)>,
    plan: &mut TablePlan,
    wrong: &mut Vec<String>,
) {
    let articles: BTreeMap<&str, &article::Article> =
        context.content.articles.iter().map(|text| (text.document.id.as_str(), &*text.document)).collect();
    for (id, (table, row)) in heads {
        let table = &tables[*table];
        let place = place(table, *row);
        let Some(article) = articles.get(id.as_str()) else {
            wrong.push(format!("{place}: no article has the id `{id}`; a table changes heads and makes no articles"));
            continue;
        };
        let (known, new) = (head_cells(article), table.cells(*row));
        let mut changes = cell_changes(table.compared_columns(), &new, &known, context.removes);
        if table.cell(*row, VERSION).is_empty()
            && let Some(shown) = context.published.get(id.as_str())
        {
            // The published view shows the site's language where an article has none, and initials instead of some names:
            // what it shows unchanged is no change.
            changes.retain(|(column, value)| shown.get(column) != value.as_ref());
            let masked = changes.iter().find(|(column, _)| {
                matches!(column.as_str(), "title" | "author" | "publisher" | "tags")
                    && shown.get(column) != known.get(column)
            });
            if let Some((column, _)) = masked {
                let help = "change it in the table of `dossier export registry`";
                wrong.push(format!("{place}: `{column}` of `{id}` is published otherwise than it is written; {help}"));
                continue;
            }
        }
        if changes.is_empty() {
            continue;
        }
        let exported = table.cell(*row, VERSION);
        if !exported.is_empty() && exported != version([&known]) {
            wrong.push(format!("{place}: `{id}` was edited in {} after the export", article.file));
            continue;
        }
        let text = context.snapshot.text(&article.file);
        match changed_head((&article.file, text), context.content.config.rights, &known, &changes) {
            Ok(text) => {
                plan.changes.insert(id.to_string(), changes.iter().map(|(column, _)| column.clone()).collect());
                plan.files.insert(article.file.clone(), text);
            }
            Err(reason) => wrong.push(format!("{place}: {reason}")),
        }
    }
}

/// Returns an article's file with changes in its head.
pub(super) fn changed_head(
    (file, text): (&SourcePath, Option<&str>),
    rights: Rights,
    known: &RowCells,
    changes: &[CellChange],
) -> Result<String, String> {
    let id = known.get("id").map_or("", String::as_str);
    let by_hand = || format!("`{id}` cannot be changed in {file} without touching the rest; change it there");
    let text = text.ok_or_else(by_hand)?;
    let parts = front_matter::split(file, text).map_err(|_| by_hand())?;
    let node = yaml::parse(parts.yaml, file, parts.yaml_start).map_err(|_| by_hand())?;
    let mut editor = YamlEditor::new(text);
    for (column, value) in changes {
        set_cell(&mut editor, &node, column, value.as_deref()).ok_or_else(by_hand)?;
    }
    let new = editor.finish();
    let parsed = article::parse_with(file, new.as_bytes(), rights).value.ok_or_else(by_hand)?;
    let (is, should) = (head_cells(&parsed), changed_cells(known, changes));
    let columns: BTreeSet<&String> = is.keys().chain(should.keys()).collect();
    // A date without `date_certainty` is one that is given, and without a date there is none.
    let differs = |column: &&&String| **column != "date_certainty" && is.get(**column) != should.get(**column);
    match columns.iter().find(differs) {
        None => Ok(new),
        Some(column) => {
            let value = should.get(*column).map_or("", String::as_str);
            Err(format!("`{column}` of `{id}` cannot be `{value}`"))
        }
    }
}
