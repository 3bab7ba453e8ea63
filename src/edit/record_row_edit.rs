//! All roles, relations or figures of one record -> the new texts of its file and of content/roles.csv or
//! content/relations.csv. Pure.
//!
//! A row is changed where it is. New ones go where the record's other rows are; those of a record that is itself a row of a
//! table always go to the tables of roles and relations, because one cell cannot hold what a role has besides its title.
//! Figures have no table.
//! The same functions as for whole tables carry it out, so that each result is parsed again and compared.

use std::collections::BTreeSet;

use super::attached_edit::{AttachedChange, attached_file, attached_rows_of, changed_attached_table, split_rows};
use super::field_edit::normal_value;
use super::field_refusal::{FieldRefusal, has_no_record};
use super::record_changes::RowChanges;
use super::record_files::{RecordChanges, changed_record_file, rows_of};
use super::table_input::{changed_cells, row_changes};
use crate::base::SourcePath;
use crate::base::csv_table::{CsvDialect, split_list};
use crate::export::registry_tables::{FIGURE_COLUMNS, RELATION_COLUMNS, ROLE_COLUMNS, RecordRows, RowCells};
use crate::model::Id;
use crate::say;

/// A record, and the text of its file.
#[derive(Clone, Copy)]
pub(crate) struct RowOwner<'r> {
    /// Its file.
    pub(crate) file: &'r SourcePath,
    /// The text of the file.
    pub(crate) text: &'r str,
    /// The kind of the records of the file.
    pub(crate) kind: &'r str,
    /// Its id.
    pub(crate) id: &'r Id,
}

/// The texts that change; `None` where one stays.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct RowTexts {
    /// That of the record's file.
    pub(crate) own: Option<String>,
    /// That of the table of such rows.
    pub(crate) table: Option<String>,
}

/// Returns the table of `roles` or `relations`; `None` for another list.
#[must_use]
pub(crate) fn row_table(key: &str) -> Option<SourcePath> {
    matches!(key, "roles" | "relations").then(|| attached_file(key))
}

/// Returns what a record's file and the two tables say of it: first the rows of its file, as `build` puts them together.
#[must_use]
pub(crate) fn rows_with_tables(
    owner: &RowOwner<'_>,
    roles: Option<&str>,
    relations: Option<&str>,
) -> Option<RecordRows> {
    let mut rows = rows_of(owner.file, owner.kind, owner.text).remove(owner.id)?;
    let ids = known_ids(owner, &rows);
    rows.roles.extend(attached_rows_of("roles", roles.unwrap_or_default(), &ids));
    rows.relations.extend(attached_rows_of("relations", relations.unwrap_or_default(), &ids));
    Some(rows)
}

/// Returns the ids under which tables may name a record.
fn known_ids(owner: &RowOwner<'_>, rows: &RecordRows) -> BTreeSet<String> {
    let former = rows.cells.get("former").map(|former| split_list(former, ';')).unwrap_or_default();
    former.into_iter().chain([owner.id.to_string()]).collect()
}

/// Sets the roles, the relations or the figures of a record: `rows` are all that it has afterwards. `table` is the text of the table of
/// such rows, a new one is written in `dialect`.
///
/// # Errors
/// Why that cannot be done.
pub(crate) fn changed_rows_of(
    owner: &RowOwner<'_>,
    key: &str,
    (table, dialect): (Option<&str>, CsvDialect),
    rows: Vec<RowCells>,
) -> Result<RowTexts, FieldRefusal> {
    let (columns, identity): (&[&str], &[&str]) = match key {
        "roles" => (&ROLE_COLUMNS[1..], &["title"]),
        "relations" => (&RELATION_COLUMNS[1..], &["to", "as"]),
        "figures" => (&FIGURE_COLUMNS, &["what"]),
        _ => {
            return Err(FieldRefusal::Because(say!(
                en: "a record has no list `{key}` of rows; load the page again",
                fr: "une fiche n’a pas de liste `{key}` ; rechargez la page",
            )));
        }
    };
    let rows = normal_rows(key, columns, rows)?;
    let known = rows_of(owner.file, owner.kind, owner.text).remove(owner.id);
    let known = known.ok_or_else(|| has_no_record(owner.file, owner.id))?;
    let ids = known_ids(owner, &known);
    let own = match key {
        "roles" => &known.roles,
        "figures" => &known.figures,
        _ => &known.relations,
    };
    let attached = attached_rows_of(key, table.unwrap_or_default(), &ids);
    let all: Vec<RowCells> = own.iter().cloned().chain(attached).collect();
    let is_row = owner.file.extension() == "csv";
    if is_row && key == "figures" {
        let table = owner.file;
        return Err(FieldRefusal::Because(say!(
            en: "the table {table} has no place for figures; give the record a file of its own",
            fr: "le tableau {table} n’a pas de place pour des chiffres ; donnez d’abord à la fiche un fichier à part",
        )));
    }
    let to_table = is_row || (own.is_empty() && !all.is_empty());
    let (mut own_changes, mut rest) = split_rows(row_changes(columns, identity, rows, &all, true), own.len(), to_table);
    if is_row {
        move_to_table(&mut own_changes, &mut rest, own);
    }
    let mut texts = RowTexts::default();
    if !own_changes.is_empty() {
        let mut changes = RecordChanges::default();
        let list = match key {
            "roles" => &mut changes.roles,
            "figures" => &mut changes.figures,
            _ => &mut changes.relations,
        };
        *list = Some(own_changes);
        let new = changed_record_file(owner.file, Some(owner.text), owner.kind, &[(owner.id.clone(), changes)].into());
        texts.own = Some(new.map_err(|refusals| FieldRefusal::first(refusals, owner.id, owner.file))?);
    }
    if !rest.is_empty() {
        let change = AttachedChange { id: owner.id.clone(), ids, rows: rest };
        let new = changed_attached_table(key, table, dialect, &[change]);
        texts.table = Some(new.map_err(|refusals| FieldRefusal::first(refusals, owner.id, owner.file))?);
    }
    Ok(texts)
}

/// Makes changed rows of a cell, which holds titles only, new rows of the table.
fn move_to_table(own: &mut RowChanges, rest: &mut RowChanges, known: &[RowCells]) {
    for (change, row) in own.old.iter_mut().zip(known) {
        if let Some(cells) = change.take_if(|cells| !cells.is_empty()) {
            let mut row = changed_cells(row, &cells);
            row.remove("record");
            rest.new.push(row);
        }
    }
}

/// Returns rows as a file would give them back; those without a cell are none.
fn normal_rows(key: &str, columns: &[&str], rows: Vec<RowCells>) -> Result<Vec<RowCells>, FieldRefusal> {
    let unknown = rows.iter().flat_map(|row| row.keys()).find(|column| !columns.contains(&column.as_str()));
    if let Some(column) = unknown {
        return Err(FieldRefusal::Because(say!(
            en: "the rows of `{key}` have no field `{column}`; load the page again",
            fr: "les lignes de `{key}` n’ont pas de champ `{column}` ; rechargez la page",
        )));
    }
    let normal = rows.into_iter().map(|row| {
        let cells = row.into_iter().map(|(column, cell)| Ok((column.clone(), normal_value(&column, &cell)?)));
        let cells: Result<RowCells, FieldRefusal> = cells.collect();
        cells.map(|cells| cells.into_iter().filter(|(_, cell)| !cell.is_empty()).collect::<RowCells>())
    });
    normal.filter(|row| row.as_ref().map_or(true, |row| !row.is_empty())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(&str, &str)]) -> RowCells {
        cells.iter().map(|(key, cell)| ((*key).to_owned(), (*cell).to_owned())).collect()
    }

    fn set(
        file: &str,
        text: &str,
        key: &str,
        table: Option<&str>,
        rows: Vec<RowCells>,
    ) -> Result<RowTexts, FieldRefusal> {
        let (file, id) = (SourcePath::new(file), Id::parse("a").expect("an id"));
        let owner = RowOwner { file: &file, text, kind: "person", id: &id };
        changed_rows_of(&owner, key, (table, CsvDialect::Rfc4180), rows)
    }

    #[test]
    fn relations_are_set_as_a_whole() {
        let text = "---\nname: A\nrelations:\n  - {to: b, as: amie} # c\n  - {to: c, as: cousin}\n---\n";
        let rows = vec![row(&[("to", "b"), ("as", "amie"), ("from", "2012")]), row(&[("to", "d"), ("as", "voisin")])];
        let new = set("content/people/a.md", text, "relations", None, rows).expect("an edit");
        let expected =
            "---\nname: A\nrelations:\n  - {to: b, as: amie, from: 2012} # c\n  - {to: d, as: voisin}\n---\n";
        assert_eq!(new, RowTexts { own: Some(expected.to_owned()), table: None });
    }

    #[test]
    fn figures_are_set_and_each_keeps_its_place_and_its_comment() {
        let file = "content/people/a.md";
        let text = "---\nname: A\nfigures: # nous\n  - {what: patients, value: 24, source: x#p2} # hier\n  - what: mort\n    value: 40-45   # environ\nborn: 1950\n---\n";
        let patients = row(&[("what", "patients"), ("value", "24"), ("source", "x#p2")]);
        let new = |rows: Vec<RowCells>| set(file, text, "figures", None, rows).map(|new| new.own.unwrap_or_default());
        let changed = vec![
            row(&[("what", "patients"), ("value", ">24"), ("source", "x#p2"), ("unit", "lits")]),
            row(&[("what", "morts"), ("value", "40-45")]),
            row(&[("what", "coût"), ("value", "~120 000"), ("date", "2024-03")]),
        ];
        let expected = "---\nname: A\nfigures: # nous\n  - {what: patients, value: \">24\", source: x#p2, unit: lits} # hier\n  - what: morts\n    value: 40-45   # environ\n  - {what: coût, value: \"~120 000\", date: 2024-03}\nborn: 1950\n---\n";
        assert_eq!(new(changed).as_deref(), Ok(expected));
        let fewer =
            "---\nname: A\nfigures: # nous\n  - {what: patients, value: 24, source: x#p2} # hier\nborn: 1950\n---\n";
        assert_eq!(new(vec![patients.clone()]).as_deref(), Ok(fewer));
        for wrong in
            [row(&[("what", "x"), ("value", "peu")]), row(&[("value", "3")]), row(&[("what", "x"), ("to", "b")])]
        {
            assert!(new(vec![patients.clone(), wrong.clone()]).is_err(), "{wrong:?}");
        }
        assert!(set("content/people.csv", "id,name\na,A\n", "figures", None, vec![patients]).is_err());
    }

    #[test]
    fn rows_of_a_table_change_in_the_table() {
        let (file, text) = ("content/people/a.md", "---\nname: A\nformer: [z]\n---\n");
        let table = "record,title,from\nz,maire,2001\nb,juge,2002\na,\"député, ancien\",2003\n";
        let rows = vec![
            row(&[("title", "maire"), ("from", "2004")]),
            row(&[("title", "député, ancien"), ("from", "2003")]),
            row(&[("title", "notaire")]),
        ];
        let new = set(file, text, "roles", Some(table), rows).expect("an edit");
        let expected = "record,title,from\nz,maire,2004\nb,juge,2002\na,\"député, ancien\",2003\na,notaire,\n";
        assert_eq!(new, RowTexts { own: None, table: Some(expected.to_owned()) });
        let new = set(file, text, "roles", Some(table), Vec::new()).expect("an edit");
        assert_eq!(new.table.as_deref(), Some("record,title,from\nb,juge,2002\n"));
    }

    #[test]
    fn a_record_that_is_a_row_has_its_roles_and_relations_in_their_tables() {
        let (file, text) = ("content/people.csv", "id,name,roles\na,A,maire;juge\nb,B,\n");
        let rows = vec![row(&[("title", "maire"), ("from", "2004")]), row(&[("title", "juge")])];
        let new = set(file, text, "roles", None, rows).expect("an edit");
        assert_eq!(new.own.as_deref(), Some("id,name,roles\na,A,juge\nb,B,\n"));
        let table = new.table.expect("a table");
        assert!(table.starts_with("record,title,") && table.contains("\na,maire,"), "{table}");
        let new = set(file, text, "relations", None, vec![row(&[("to", "b"), ("as", "amie")])]).expect("an edit");
        assert!(new.own.is_none() && new.table.is_some_and(|table| table.contains("\na,b,amie,")));
        assert!(set(file, text, "relations", None, vec![row(&[("to", "b"), ("from", "jamais")])]).is_err());
        assert!(set(file, text, "autres", None, Vec::new()).is_err());
    }
}
