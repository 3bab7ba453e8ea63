//! Tables of the registry -> new contents of files. Pure.
//!
//! Each changed file is parsed again and compared, cell by cell, with what the tables say. If anything is wrong, nothing
//! changes: an id that two rows have, a value that cannot be read, a record that was edited after the export.

use std::collections::{BTreeMap, BTreeSet};

use super::attached_edit::{AttachedChange, attached_file, changed_attached_table, split_rows};
use super::claims::IdClaims;
use super::field_refusal::FieldRefusal;
use super::record_changes::{CellChange, record_file, set_cell};
use super::record_files::{RecordChanges, changed_record_file, difference, rows_of};
use super::registry_entries::{all_records, registry_entries};
use super::table_input::{RegistryTable, TableContent, cell_changes, changed_cells, row_changes};
use super::yaml_set::YamlEditor;
use crate::base::csv_table::{CsvDialect, split_list};
use crate::base::yaml;
use crate::base::{Message, SourcePath};
use crate::export::registry_tables::{
    RECORD_COLUMNS, RELATION_COLUMNS, ROLE_COLUMNS, RecordRows, RowCells, VERSION, head_cells, markdown_texts, version,
};
use crate::model::{Id, Rights, id_messages};
use crate::parse::collection::csv_separators;
use crate::parse::{article, front_matter, record};
use crate::say;
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
/// Everything that is wrong; nothing must be written then.
pub(crate) fn plan_tables(context: &TableContext<'_>, tables: &[RegistryTable]) -> Result<TablePlan, Vec<Message>> {
    let mut wrong = Vec::new();
    let mut given: BTreeMap<Id, RecordRowGroup> = BTreeMap::new();
    let mut heads: BTreeMap<Id, (usize, usize)> = BTreeMap::new();
    for (at, table) in tables.iter().enumerate() {
        wrong.extend(table.unknown_columns().map(|column| {
            let name = &table.name;
            say!(
                en: "{name}: the column `{column}` is unknown",
                fr: "{name} : la colonne `{column}` est inconnue",
            )
        }));
        let key = if matches!(table.content, TableContent::Records | TableContent::Heads) { "id" } else { "record" };
        for (row, cells) in table.table.rows.iter().enumerate() {
            let place = place(table, row);
            let id = match Id::parse(cells.get(key)) {
                Ok(id) => id,
                Err(reason) => {
                    let id = cells.get(key);
                    wrong.push(say!(
                        en: "{place}: the id `{id}` {reason}",
                        fr: "{place} : l’identifiant `{id}` {reason}"; place, reason
                    ));
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
                wrong.push(say!(en: "{place}: `{id}` has two rows", fr: "{place} : `{id}` a deux lignes"; place));
            }
        }
    }
    let mut plan = TablePlan::default();
    change_records(context, tables, &given, &mut plan, &mut wrong);
    change_heads(context, tables, &heads, &mut plan, &mut wrong);
    if wrong.is_empty() { Ok(plan) } else { Err(wrong) }
}

fn place(table: &RegistryTable, row: usize) -> Message {
    let (name, line) = (&table.name, table.table.rows.get(row).map_or(0, |row| row.line));
    say!(en: "{name} line {line}", fr: "{name}, ligne {line}")
}

/// Says what is wrong at a place of a table.
fn at(place: &Message, reason: &Message) -> Message {
    say!(en: "{place}: {reason}", fr: "{place} : {reason}"; place, reason)
}

fn change_records(
    context: &TableContext<'_>,
    tables: &[RegistryTable],
    given: &BTreeMap<Id, RecordRowGroup>,
    plan: &mut TablePlan,
    wrong: &mut Vec<Message>,
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
    // Where the tables mention a record first.
    let mut places: BTreeMap<Id, Message> = BTreeMap::new();
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
        let given =
            rows.own.iter().chain(&rows.roles).chain(&rows.relations).map(|(table, row)| (&tables[*table], *row));
        let now = known.version();
        let is_old = |(table, row): &(&RegistryTable, usize)| {
            let version = table.cell(*row, VERSION);
            !version.is_empty() && version != now
        };
        if let Some((table, row)) = given.clone().find(is_old) {
            wrong.push(at(&place(table, row), &edited_after_export(id, file)));
            continue;
        }
        places.extend(given.take(1).map(|(table, row)| (id.clone(), place(table, row))));
        let mut keys: Vec<String> = changes.cells.iter().map(|(column, _)| column.clone()).collect();
        keys.extend(changes.roles.as_ref().map(|_| "roles".to_owned()));
        keys.extend(changes.relations.as_ref().map(|_| "relations".to_owned()));
        plan.changes.insert(id.to_string(), keys);
        by_file.entry(file).or_default().insert(id.clone(), changes);
    }
    let placed = |(id, refusal): (Id, FieldRefusal), file: &SourcePath| match places.get(&id) {
        Some(place) => at(place, &refusal.message()),
        None => at(&Message::same(file.to_string()), &refusal.message()),
    };
    let dialect = csv_dialect(context.snapshot);
    let mut attached: BTreeMap<&str, Vec<AttachedChange>> = BTreeMap::new();
    for (file, changes) in &mut by_file {
        let kind =
            all_records(context.content).find(|record| record.span.file == **file).map_or("", |record| &record.kind);
        let text = context.snapshot.text(file);
        split_changes(file, &rows_of(file, kind, text.unwrap_or_default()), &known, changes, &mut attached);
        changes.retain(|_, changes| !changes.is_empty());
        if changes.is_empty() {
            continue;
        }
        match changed_record_file(file, text, kind, changes) {
            Ok(text) => drop(plan.files.insert((*file).clone(), text)),
            Err(refusals) => wrong.extend(refusals.into_iter().map(|refusal| placed(refusal, file))),
        }
    }
    for (key, changes) in attached {
        let file = attached_file(key);
        match changed_attached_table(key, context.snapshot.text(&file), dialect, &changes) {
            Ok(text) => drop(plan.files.insert(file, text)),
            Err(refusals) => wrong.extend(refusals.into_iter().map(|refusal| placed(refusal, &file))),
        }
    }
}

/// Takes out of the changes of a file's records those of rows that content/roles.csv and content/relations.csv have, or get:
/// new rows go where the record's other rows are, those of a record in a table always there.
fn split_changes(
    file: &SourcePath,
    own: &BTreeMap<Id, RecordRows>,
    known: &BTreeMap<String, RecordRows>,
    changes: &mut BTreeMap<Id, RecordChanges>,
    attached: &mut BTreeMap<&'static str, Vec<AttachedChange>>,
) {
    for (id, changes) in changes {
        let (Some(own), Some(known)) = (own.get(id), known.get(id.as_str())) else { continue };
        let former = known.cells.get("former").map(|former| split_list(former, ';')).unwrap_or_default();
        for (key, rows, n_own, n_known) in [
            ("roles", &mut changes.roles, own.roles.len(), known.roles.len()),
            ("relations", &mut changes.relations, own.relations.len(), known.relations.len()),
        ] {
            let to_table = file.extension() == "csv" || (n_own == 0 && n_known > 0);
            let Some((own, rest)) = rows.take().map(|rows| split_rows(rows, n_own, to_table)) else { continue };
            *rows = Some(own).filter(|rows| !rows.is_empty());
            if !rest.is_empty() {
                let ids = former.iter().cloned().chain([id.to_string()]).collect();
                attached.entry(key).or_default().push(AttachedChange { id: id.clone(), ids, rows: rest });
            }
        }
    }
}

/// Returns how new tables are written: as the tables that are there.
#[must_use]
pub(crate) fn csv_dialect(snapshot: &Snapshot) -> CsvDialect {
    let mut tables = snapshot.below("content/").filter(|(file, _)| file.extension() == "csv");
    let has_semicolons = tables.any(|(file, _)| snapshot.text(file).is_some_and(|text| csv_separators(text).0 == b';'));
    if has_semicolons { CsvDialect::Excel } else { CsvDialect::Rfc4180 }
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
) -> Result<(SourcePath, String), Message> {
    let Some((table, row)) = rows.own.map(|(table, row)| (&tables[table], row)) else {
        let (table, row) = rows.roles.iter().chain(&rows.relations).next().copied().unwrap_or_default();
        return Err(at(&place(&tables[table], row), &id_messages::no_record_has(id.as_str())));
    };
    let place = place(table, row);
    if let Some(file) = claims.find(id.as_str()) {
        return Err(say!(
            en: "{place}: the id `{id}` is in use in {file}",
            fr: "{place} : l’identifiant `{id}` est déjà pris dans {file}"; place
        ));
    }
    let kind = context.content.config.kinds.iter().find(|kind| kind.content == table.stem);
    let kind = kind.ok_or_else(|| {
        let known: Vec<String> =
            context.content.config.kinds.iter().map(|kind| format!("{}.csv", kind.content)).collect();
        let known = known.join(", ");
        say!(
            en: "{place}: `{id}` is new, and the name of the table does not say of which kind; name it {known}",
            fr: "{place} : `{id}` est nouveau, et le nom du tableau ne dit pas de quel type ; donnez-lui l’un de ces noms : {known}"; place
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
        return Err(say!(
            en: "{place}: a record cannot be made of this row; it needs a `name`",
            fr: "{place} : cette ligne ne peut pas devenir une fiche ; il lui faut un nom (`name`)"; place
        ));
    };
    let made = RecordRows::of(&parsed, markdown_texts(&file, &text).get(id).map_or("", String::as_str));
    let wanted = RecordRows { cells, roles: roles.to_vec(), relations: relations.to_vec(), figures: Vec::new() };
    match difference(&made, &wanted) {
        None => Ok((file, text)),
        Some((field, value)) => Err(at(&place, &FieldRefusal::WrongValue { id: None, field, value }.message())),
    }
}

fn change_heads(
    context: &TableContext<'_>,
    tables: &[RegistryTable],
    heads: &BTreeMap<Id, (usize, usize)>,
    plan: &mut TablePlan,
    wrong: &mut Vec<Message>,
) {
    let articles: BTreeMap<&str, &article::Article> =
        context.content.articles.iter().map(|text| (text.document.id.as_str(), &*text.document)).collect();
    for (id, (table, row)) in heads {
        let table = &tables[*table];
        let place = place(table, *row);
        let Some(article) = articles.get(id.as_str()) else {
            let none = id_messages::no_article_has(id.as_str());
            wrong.push(say!(
                en: "{place}: {none}; a table changes heads and makes no articles",
                fr: "{place} : {none} ; un tableau modifie des en-têtes et ne crée pas d’articles"; place, none
            ));
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
                wrong.push(say!(
                    en: "{place}: `{column}` of `{id}` is published otherwise than it is written; change it in the table of \
                         `dossier export registry`",
                    fr: "{place} : le champ `{column}` de `{id}` est publié autrement qu’il n’est écrit ; modifiez-le dans le \
                         tableau de `dossier export registry`"; place
                ));
                continue;
            }
        }
        if changes.is_empty() {
            continue;
        }
        let exported = table.cell(*row, VERSION);
        if !exported.is_empty() && exported != version([&known]) {
            wrong.push(at(&place, &edited_after_export(id, &article.file)));
            continue;
        }
        let text = context.snapshot.text(&article.file);
        match changed_head((&article.file, text), context.content.config.rights, &known, &changes) {
            Ok(text) => {
                plan.changes.insert(id.to_string(), changes.iter().map(|(column, _)| column.clone()).collect());
                plan.files.insert(article.file.clone(), text);
            }
            Err(refusal) => wrong.push(at(&place, &refusal.message())),
        }
    }
}

fn edited_after_export(id: &Id, file: &SourcePath) -> Message {
    say!(
        en: "`{id}` was edited in {file} after the export",
        fr: "`{id}` a été modifié dans {file} après l’exportation",
    )
}

/// Returns an article's file with changes in its head.
pub(super) fn changed_head(
    (file, text): (&SourcePath, Option<&str>),
    rights: Rights,
    known: &RowCells,
    changes: &[CellChange],
) -> Result<String, FieldRefusal> {
    let id = known.get("id").map_or("", String::as_str);
    let by_hand = || FieldRefusal::by_hand(id, file);
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
            let (field, value) = ((*column).clone(), should.get(*column).cloned().unwrap_or_default());
            Err(FieldRefusal::WrongValue { id: Some(id.to_owned()), field, value })
        }
    }
}
