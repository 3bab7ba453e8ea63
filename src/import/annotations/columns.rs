//! A table with one marked name a row (CSV, TSV). Columns are known by their names; others are ignored.

use std::collections::HashMap;

use super::labels::LabelTable;
use super::{ForeignAnnotations, ForeignDocument, ForeignMention};
use crate::base::csv_table::{CsvTable, read_table};
use crate::say;

/// The names of the columns, each with others that mean the same.
const ARTICLE: &[&str] = &["article", "document", "doc", "doc_id", "file"];
const QUOTE: &[&str] = &["text", "quote", "mention", "name", "surface"];
const START: &[&str] = &["start", "begin", "start_char"];
const END: &[&str] = &["end", "end_char"];
const ENTITY: &[&str] = &["entity", "record", "identifier", "uri", "wikidata"];
const KIND: &[&str] = &["kind", "label", "type"];
const BY: &[&str] = &["by", "annotator", "creator", "model"];
const PREFIX: &[&str] = &["prefix", "before"];
const SUFFIX: &[&str] = &["suffix", "after"];

/// The most rows that are left out because they cannot be read.
const MAX_BROKEN: usize = 50;

/// Returns whether the first line of a text names the columns that are needed.
pub(super) fn is_table(text: &str) -> bool {
    let head = text.lines().next().and_then(|line| read_table(line).ok());
    head.is_some_and(|head| column(&head, ARTICLE).is_some() && column(&head, QUOTE).is_some())
}

fn column<'t>(table: &'t CsvTable, names: &[&str]) -> Option<&'t str> {
    names
        .iter()
        .find_map(|name| table.columns.iter().find(|column| column.eq_ignore_ascii_case(name)))
        .map(String::as_str)
}

/// Reads a table.
pub(super) fn read(text: &str, labels: &LabelTable) -> ForeignAnnotations {
    let mut all = ForeignAnnotations::default();
    let Some(table) = readable(text, &mut all) else { return all };
    let columns = [ARTICLE, QUOTE, START, END, ENTITY, KIND, BY, PREFIX, SUFFIX].map(|names| column(&table, names));
    let [article, quote, start, end, entity, kind, by, prefix, suffix] = columns;
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut documents: Vec<ForeignDocument> = Vec::new();
    for row in &table.rows {
        let cell = |column: Option<&str>| column.map(|column| row.get(column)).unwrap_or_default().to_owned();
        let (id, quote) = (cell(article), cell(quote));
        if id.is_empty() || quote.is_empty() {
            all.problem(
                row.line,
                say!(en: "the row names no article, or no words", fr: "la ligne ne nomme aucun article, ou aucun mot"),
            );
            continue;
        }
        let Some(kind) = labels.kind(&cell(kind)) else {
            all.leave_out(say!(en: "dates, amounts and other marks that are no names", fr: "dates, montants et autres marques qui ne sont pas des noms"));
            continue;
        };
        let at = |column: Option<&str>| cell(column).parse::<usize>().ok();
        let is_wrong = |column: Option<&str>| !cell(column).is_empty() && at(column).is_none();
        if is_wrong(start) || is_wrong(end) {
            all.problem(row.line, say!(en: "`start` and `end` must be whole numbers", fr: "`start` et `end` doivent être des nombres entiers"));
            continue;
        }
        let number = *numbers.entry(id.clone()).or_insert_with(|| {
            documents.push(ForeignDocument { clues: vec![id], ..ForeignDocument::default() });
            documents.len() - 1
        });
        documents[number].mentions.push(ForeignMention {
            place: row.line,
            passage: None,
            stated: None,
            range: at(start).zip(at(end)),
            quote,
            prefix: cell(prefix),
            suffix: cell(suffix),
            entity: cell(entity),
            kind,
            by: cell(by),
        });
    }
    documents.into_iter().for_each(|document| all.add(document));
    all
}

/// Reads the rows that can be read; the others become problems.
fn readable(text: &str, all: &mut ForeignAnnotations) -> Option<CsvTable> {
    let mut left: Vec<&str> = text.split('\n').collect();
    for _ in 0..MAX_BROKEN {
        match read_table(&left.join("\n")) {
            Ok(table) => return Some(table),
            Err(error) => {
                all.problem(error.line, error.reason);
                // An empty line keeps the numbers of the lines below.
                match left.get_mut(error.line.saturating_sub(1)).filter(|line| error.line > 1 && !line.is_empty()) {
                    Some(line) => *line = "",
                    None => return None,
                }
            }
        }
    }
    all.problem(1, say!(en: "more than 50 rows cannot be read, so none of the table is imported", fr: "plus de 50 lignes sont illisibles, donc rien du tableau n’est importé"));
    None
}
