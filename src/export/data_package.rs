//! Tables -> the files of a data package: a CSV file for each, and `datapackage.json`, which says what the columns hold
//! (Data Package, profile `tabular-data-package`; frictionless and R read it). Pure.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::table_set::{ColumnKind, DataTable, TableColumn};
use crate::base::csv_table::{CsvDialect, write_table};

/// The description's file.
pub(crate) const DESCRIPTION: &str = "datapackage.json";
/// What a cell with a date may consist of; the apostrophe guards a year before Christ.
const EDTF_PATTERN: &str = "^'?[-0-9A-Z~?%./]+$";

/// Returns the files of a package by name.
#[must_use]
pub(crate) fn files(title: &str, tables: &[DataTable], dialect: CsvDialect) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut resources = Vec::new();
    for table in tables {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        let rows = table.rows.iter().map(|row| row.iter().map(String::as_str).collect());
        let bytes = write_table(&columns, rows, dialect).into_bytes();
        resources.push(resource(table, tables, &bytes, dialect));
        files.push((format!("{}.csv", table.name), bytes));
    }
    let package = json!({
        "profile": "tabular-data-package",
        "name": package_name(title),
        "title": title,
        "resources": resources,
    });
    // Plain data with text keys always serialises.
    let mut text = serde_json::to_vec_pretty(&package).unwrap_or_default();
    text.push(b'\n');
    files.push((DESCRIPTION.to_owned(), text));
    files
}

/// Returns a title as the format allows names: lower case letters of ASCII, digits and `-`.
fn package_name(title: &str) -> String {
    let folded = crate::text::tokens::fold(title);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    if name.is_empty() { "dossier".to_owned() } else { name }
}

fn resource(table: &DataTable, tables: &[DataTable], bytes: &[u8], dialect: CsvDialect) -> Value {
    let mut schema = json!({
        "fields": table.columns.iter().enumerate().map(|(index, column)| {
            field(column, table.has_key && index == 0)
        }).collect::<Vec<Value>>(),
        "missingValues": [""],
    });
    if let Some(key) = table.columns.first().filter(|_| table.has_key) {
        schema["primaryKey"] = json!(key.name);
    }
    // A relation may lead to a record that is withheld or does not exist yet: such a column is not described as a key.
    let foreign = table.references.iter().filter_map(|reference| {
        let other = tables.iter().find(|other| other.name == reference.table)?;
        let key = &other.columns.first()?.name;
        let known: BTreeSet<&str> = other.values(key).collect();
        let is_whole = table.values(reference.column).all(|value| known.contains(value));
        is_whole.then(|| json!({"fields": reference.column, "reference": {"resource": other.name, "fields": key}}))
    });
    let foreign: Vec<Value> = foreign.collect();
    if !foreign.is_empty() {
        schema["foreignKeys"] = Value::from(foreign);
    }
    let delimiter = match dialect {
        CsvDialect::Rfc4180 => ",",
        CsvDialect::Excel => ";",
    };
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes.len(),
        "hash": format!("sha256:{:x}", Sha256::digest(bytes)),
        "dialect": {"delimiter": delimiter, "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true},
        "schema": schema,
    })
}

fn field(column: &TableColumn, is_key: bool) -> Value {
    let (name, mut constraints) = match column.kind {
        ColumnKind::Text => ("string", json!({})),
        ColumnKind::Integer => ("integer", json!({"minimum": 0})),
        ColumnKind::Number => ("number", json!({})),
        ColumnKind::Edtf => ("string", json!({"pattern": EDTF_PATTERN})),
        ColumnKind::Word(words) => ("string", json!({"enum": words})),
    };
    if is_key {
        constraints["required"] = json!(true);
        constraints["unique"] = json!(true);
    }
    let mut field = json!({"name": column.name, "type": name});
    if constraints.as_object().is_some_and(|map| !map.is_empty()) {
        field["constraints"] = constraints;
    }
    field
}
