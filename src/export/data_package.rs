//! Tables -> the files of a data package: a CSV file for each, and `datapackage.json`, which says what the columns hold
//! (Data Package, profile `tabular-data-package`; frictionless and R read it). Rows are written as they are
//! made; it knows no folder.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::file_sink::PieceWriter;
use super::table_set::{ColumnKind, DataTable, TableColumn};
use crate::base::csv_table::{CsvDialect, write_row, write_table};

/// The description's file.
pub(crate) const DESCRIPTION: &str = "datapackage.json";
/// What a cell with a date may consist of; the apostrophe guards a year before Christ.
const EDTF_PATTERN: &str = "^'?[-0-9A-Z~?%./]+$";

/// Takes a file of the package: its name, and what writes it.
pub(crate) type PackageFile<'t> = dyn FnMut(&str, PieceWriter<'_>) -> io::Result<()> + 't;

/// Writes the files of a package, and returns how many rows each table has.
///
/// # Errors
/// The first error of `put`.
pub(crate) fn write(
    title: &str,
    tables: &[DataTable<'_>],
    dialect: CsvDialect,
    put: &mut PackageFile<'_>,
) -> io::Result<Vec<usize>> {
    let mut written: Vec<WrittenTable> = Vec::new();
    for table in tables {
        let is_referred = |other: &DataTable<'_>| other.references.iter().any(|one| one.table == table.name);
        let mut made = WrittenTable::new(table, tables.iter().any(is_referred));
        put(&format!("{}.csv", table.name), &mut |out| made.write(table, dialect, out))?;
        written.push(made);
    }
    let resources: Vec<Value> =
        tables.iter().zip(&written).map(|(table, made)| resource(table, made, tables, &written, dialect)).collect();
    let package = json!({
        "profile": "tabular-data-package",
        "name": package_name(title),
        "title": title,
        "resources": resources,
    });
    // Plain data with text keys always serialises.
    let mut text = serde_json::to_vec_pretty(&package).unwrap_or_default();
    text.push(b'\n');
    put(DESCRIPTION, &mut |out| out.write_all(&text))?;
    Ok(written.iter().map(|made| made.n_rows).collect())
}

/// What the description says of a table that was written.
struct WrittenTable {
    n_rows: usize,
    n_bytes: usize,
    sum: Sha256,
    /// The values of the first column, if other tables refer to it.
    keys: Option<BTreeSet<String>>,
    /// For each reference the index of its column and the values there, without the empty ones.
    referred: Vec<(Option<usize>, BTreeSet<String>)>,
}

impl WrittenTable {
    fn new(table: &DataTable<'_>, has_keys: bool) -> Self {
        let place = |name: &str| table.columns.iter().position(|column| column.name == name);
        let referred = table.references.iter().map(|one| (place(one.column), BTreeSet::new())).collect();
        Self { n_rows: 0, n_bytes: 0, sum: Sha256::new(), keys: has_keys.then(BTreeSet::new), referred }
    }

    fn write(&mut self, table: &DataTable<'_>, dialect: CsvDialect, out: &mut dyn Write) -> io::Result<()> {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        self.put(&write_table(&columns, [], dialect), out)?;
        let mut lines = String::new();
        (table.rows)(&mut |rows| {
            lines.clear();
            for row in rows {
                write_row(&mut lines, row.iter().map(String::as_str), dialect);
                self.keys.iter_mut().for_each(|keys| keep(keys, row.first()));
                self.referred.iter_mut().for_each(|(at, values)| keep(values, at.and_then(|at| row.get(at))));
            }
            self.n_rows += rows.len();
            self.put(&lines, out)
        })
    }

    fn put(&mut self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        self.sum.update(text.as_bytes());
        self.n_bytes += text.len();
        out.write_all(text.as_bytes())
    }
}

fn keep(values: &mut BTreeSet<String>, cell: Option<&String>) {
    if let Some(cell) = cell.filter(|cell| !cell.is_empty() && !values.contains(*cell)) {
        values.insert(cell.clone());
    }
}

/// Returns a title as the format allows names: lower case letters of ASCII, digits and `-`.
fn package_name(title: &str) -> String {
    let folded = crate::text::tokens::fold(title);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    if name.is_empty() { "dossier".to_owned() } else { name }
}

fn resource(
    table: &DataTable<'_>,
    made: &WrittenTable,
    tables: &[DataTable<'_>],
    written: &[WrittenTable],
    dialect: CsvDialect,
) -> Value {
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
    let foreign = table.references.iter().zip(&made.referred).filter_map(|(reference, (_, values))| {
        let at = tables.iter().position(|other| other.name == reference.table)?;
        let other = &tables[at];
        let key = &other.columns.first()?.name;
        let is_whole = values.is_subset(written[at].keys.as_ref()?);
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
        "bytes": made.n_bytes,
        "hash": format!("sha256:{:x}", made.sum.clone().finalize()),
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
