//! `dossier import` of the tables that `dossier export` writes: changes records and heads of articles, all of them or none.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::{GlobalOptions, ImportOptions};
use super::{Exit, Failure, print, project};
use crate::base::Message;
use crate::base::csv_table::{column_names, read_table};
use crate::base::files::read_regular_file;
use crate::build::PipelineOptions;
use crate::edit::{EditAction, FileChange, RegistryTable, TableContent, TableContext, plan_tables, table_content};
use crate::export::data_package;
use crate::export::registry_tables::{RowCells, VERSION};
use crate::export::tables::{HEAD_COLUMNS, head};
use crate::import::text::charset;
use crate::say;

/// The largest table that is read as one of dossier's own.
const MAX_TABLE_BYTES: u64 = 64 << 20;
/// A folder of more files is no export of tables, of which there is one for each kind.
const MAX_TABLES: usize = 200;

/// Returns the given paths as tables of dossier's own; none if not one of them is. A folder into which
/// `dossier export registry` wrote stands for its tables.
pub(super) fn own_tables(options: &ImportOptions) -> Result<Vec<RegistryTable>, Failure> {
    let (mut tables, mut others) = (Vec::new(), Vec::new());
    for path in &options.paths {
        let paths = exported_tables(path).unwrap_or_else(|| vec![path.clone()]);
        for path in paths {
            match own_table(&path) {
                Some(Ok(table)) => tables.push(table),
                Some(Err(reason)) => {
                    let path = path.display();
                    return Err(Failure::new(
                        Exit::Content,
                        say!(en: "`{path}`: {reason}", fr: "`{path}` : {reason}"; reason),
                        say!(
                            en: "correct the table and try again; nothing was written",
                            fr: "corrigez le tableau et essayez de nouveau ; rien n’a été écrit",
                        ),
                    ));
                }
                None => others.push(path.display().to_string()),
            }
        }
    }
    match others.first().filter(|_| !tables.is_empty()) {
        Some(other) => Err(Failure::new(
            Exit::Usage,
            say!(
                en: "`{other}` is not a table of `dossier export registry`, but others are",
                fr: "`{other}` n’est pas un tableau de `dossier export registry`, mais d’autres le sont",
            ),
            say!(
                en: "import the tables with one command and the documents with another; nothing was written",
                fr: "importez les tableaux par une commande et les documents par une autre ; rien n’a été écrit",
            ),
        )),
        None => Ok(tables),
    }
}

/// Returns the files of a folder if one of them is a table with versions, as only `dossier export registry` writes them. Its
/// description and hidden files are passed over, for instance the lock of a spreadsheet that is open.
fn exported_tables(folder: &Path) -> Option<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    let is_table = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        !name.starts_with('.') && name != data_package::DESCRIPTION
    };
    paths.retain(is_table);
    if paths.len() > MAX_TABLES {
        return None;
    }
    paths.sort();
    let has_versions = |path: &PathBuf| {
        table_text(path).is_some_and(|text| {
            let columns = column_names(&text);
            table_content(&columns).is_some() && columns.iter().any(|column| column == VERSION)
        })
    };
    paths.iter().any(has_versions).then_some(paths)
}

/// Reads a file that may be a table.
fn table_text(path: &Path) -> Option<String> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    if !matches!(extension.as_str(), "csv" | "tsv") {
        return None;
    }
    let bytes = read_regular_file(path, MAX_TABLE_BYTES).ok().flatten()?;
    // A carriage return in a cell is a letter of it, which the decoder of documents would take for a line end.
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => Some(charset::decode(error.as_bytes()).ok()?.text),
    }
}

fn own_table(path: &Path) -> Option<Result<RegistryTable, Message>> {
    let text = table_text(path)?;
    // The columns are enough to know it; a mistake in a row of such a table is then reported.
    let content = table_content(&column_names(&text))?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let table = read_table(&text).map_err(|error| error.message());
    Some(table.map(|table| RegistryTable { name: path.display().to_string(), stem, content, table }))
}

/// Changes what the tables say otherwise.
pub(super) fn run(global: &GlobalOptions, options: &ImportOptions, tables: &[RegistryTable]) -> Result<Exit, Failure> {
    let published = published_heads(global, tables)?;
    let project = project::open_as_written(global)?;
    let context = TableContext {
        content: &project.built.site.content,
        snapshot: &project.snapshot,
        published,
        removes: options.remove,
    };
    let plan = plan_tables(&context, tables).map_err(|wrong| {
        let help = say!(
            en: "correct these rows, or export again if a file was edited meanwhile; nothing was written",
            fr: "corrigez ces lignes, ou exportez de nouveau si un fichier a été modifié entre-temps ; rien n’a été écrit",
        );
        Failure::new(Exit::Content, Message::joined(&wrong, "\n  ", "\n  "), help)
    })?;
    if !options.dry_run {
        let session = super::open_edit_session(global, options.backup)?;
        let changes = plan.files.iter().map(|(file, text)| FileChange {
            name: file.clone(),
            previous_bytes: project.snapshot.files.get(file).map(|file| file.bytes.to_vec()),
            action: EditAction::Write(text.clone().into_bytes()),
        });
        session.commit(&changes.collect::<Vec<_>>()).map_err(super::edit_failure)?;
    }
    if !global.quiet {
        for (id, keys) in &plan.changes {
            let keys = keys.join(", ");
            print::say(&say!(en: "    changed  {id}: {keys}", fr: "    modifié  {id} : {keys}"));
        }
        for id in &plan.new {
            print::say(&say!(
                en: "    new      {id}, marked `status: proposed`",
                fr: "    nouveau  {id}, marqué `status: proposed`",
            ));
        }
    }
    let n = plan.files.len();
    let (s, fr_s) = print::plural(n);
    print::say(&match options.dry_run {
        true => say!(en: "{n} file{s} would be changed", fr: "{n} fichier{fr_s} à modifier"),
        false => say!(en: "{n} file{s} changed", fr: "{n} fichier{fr_s} modifié{fr_s}"),
    });
    Ok(Exit::Done)
}

/// Returns the heads of articles as published, if a table shows these.
fn published_heads(global: &GlobalOptions, tables: &[RegistryTable]) -> Result<BTreeMap<String, RowCells>, Failure> {
    let is_published = |table: &RegistryTable| {
        table.content == TableContent::Heads && !table.table.columns.iter().any(|column| column == "version")
    };
    if !tables.iter().any(is_published) {
        return Ok(BTreeMap::new());
    }
    let project = project::open(global, &PipelineOptions { drafts: true, ..PipelineOptions::default() })?;
    let content = &project.built.site.content;
    let heads = content.articles.iter().map(|text| {
        let cells = head(&text.document, content.config.language.as_str(), ';');
        let cells = HEAD_COLUMNS.iter().zip(cells).map(|(column, cell)| ((*column).to_owned(), cell));
        (text.document.id.to_string(), cells.filter(|(_, cell)| !cell.is_empty()).collect())
    });
    Ok(heads.collect())
}
