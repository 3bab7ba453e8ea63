//! `dossier schema`: JSON Schemas of the files that people write (draft 2020-12), for editors that complete and check YAML.
//!
//! They stand in `schemas/` and are written by hand, with a description of each key; `tests/cmd/schema.rs` proves that they name
//! exactly the keys and words that the parser accepts. They check the form of single files: whether an id exists is for `check`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::args::{SchemaName, SchemaOptions};
use super::{Exit, Failure, print, project, stream};
use crate::base::files::write_whole;
use crate::base::message::cannot_write;
use crate::say;

/// Prints one schema, lists them, or writes all.
pub(super) fn run(options: &SchemaOptions) -> Result<Exit, Failure> {
    if let Some(folder) = &options.to {
        return write_all(folder);
    }
    match options.name {
        Some(name) => stream::write_stdout_bytes(text(name).as_bytes()),
        None => SchemaName::all().iter().for_each(|name| print::result(&name.word())),
    }
    Ok(Exit::Done)
}

/// Writes every schema as `NAME.schema.json`. They are made anew, so earlier ones are replaced.
fn write_all(folder: &Path) -> Result<Exit, Failure> {
    let names = SchemaName::all();
    let written = fs::create_dir_all(folder).and_then(|()| {
        let file = |name: &SchemaName| folder.join(format!("{}.schema.json", name.word()));
        names.iter().try_for_each(|name| write_whole(&file(name), text(*name).as_bytes()))
    });
    let (n, shown) = (names.len(), folder.display());
    written.map_err(|error| Failure::new(Exit::World, cannot_write(folder, &error), project::check_folder()))?;
    print::say(&say!(en: "{n} schemas written to {shown}", fr: "{n} schémas écrits dans {shown}"));
    Ok(Exit::Done)
}

fn text(name: SchemaName) -> String {
    let text = match name {
        SchemaName::Article => include_str!("schemas/article.json"),
        SchemaName::Record => include_str!("schemas/record.json"),
        SchemaName::Site => include_str!("schemas/site.json"),
        SchemaName::Notes => include_str!("schemas/notes.json"),
        SchemaName::Decisions => include_str!("schemas/decisions.json"),
        SchemaName::Records => return records(),
    };
    text.to_owned()
}

/// Makes the schema of a table of records: a list of records with an id, or a mapping from id to record. A record of a table has
/// the keys of a file, its id and its text.
fn records() -> String {
    let mut row: Value = serde_json::from_str(include_str!("schemas/record.json")).unwrap_or_default();
    let parts = row["$defs"].take();
    for (key, about) in [("id", "Its id: letters, digits, -, _ and ."), ("text", "Its text, in Markdown")] {
        row["properties"][key] = json!({"description": about, "$ref": "#/$defs/text"});
    }
    let mut record = json!({"type": "object", "additionalProperties": false});
    for key in ["required", "properties"] {
        record[key] = row[key].take();
    }
    let mut schema = json!({
        "$schema": row["$schema"],
        "title": "Records",
        "description": "A table of records of dossier, content/people.yaml: a list, or a mapping from id to record",
        "anyOf": [
            {"type": "array", "items": {"allOf": [{"$ref": "#/$defs/record"}], "required": ["id"]}},
            {"type": "object", "additionalProperties": {"$ref": "#/$defs/record"}},
        ],
        "$defs": parts,
    });
    schema["$defs"]["record"] = record;
    format!("{schema:#}\n")
}
