//! The owner's working copy as tables: every key of every record, hidden ones too, and the heads of all articles. `import`
//! reads them back (`crate::edit::table_changes`). Never part of the site. Pure.
//!
//! A row has a `version`, a hash of what the tables say of its record or article: it shows whether the file was edited after
//! the export. Roles and relations are tables of their own, because sorting a sheet must not attach them to others.

use std::collections::BTreeMap;
use std::ops::Range;

use super::table_set::{ColumnKind, DataTable};
use crate::base::csv_table::{as_read_back, join_list, split_list};
use crate::base::yaml::{self, YamlNode, YamlValue};
use crate::base::yaml_fields::SpannedText;
use crate::base::{KeyBuilder, SourcePath};
use crate::model::{Edtf, Id};
use crate::parse::record::{RecordRole, Relation};
use crate::parse::{Article, DateCertainty, Record, RecordFigure, Visibility, collection, front_matter};

/// The column with the hash.
pub(crate) const VERSION: &str = "version";
/// Prefix of the columns with ids of external authority files.
pub(crate) const SAME_AS: &str = "same_as.";
/// How many hexadecimal digits of the hash are written.
const VERSION_DIGITS: usize = 12;

/// The keys of a record that are one cell each, in the order of the columns.
pub(crate) const RECORD_COLUMNS: [&str; 18] = [
    "id", "name", "sort", "family", "names", "weak", "never", "born", "died", "date", "coordinates", "place",
    "participants", "part_of", "sources", "visibility", "status", "former",
];
/// The columns whose cells hold lists.
pub(crate) const LIST_COLUMNS: [&str; 7] = ["names", "weak", "never", "participants", "sources", "former", "tags"];
/// The columns of a role; the first names the record.
pub(crate) const ROLE_COLUMNS: [&str; 5] = ["record", "title", "refer", "from", "to"];
/// The columns of a relation; the first names the record.
pub(crate) const RELATION_COLUMNS: [&str; 6] = ["record", "to", "as", "from", "until", "source"];
/// The keys of a figure. No table has them: they stand in the file of their record alone.
pub(crate) const FIGURE_COLUMNS: [&str; 5] = ["what", "value", "unit", "source", "date"];
/// The keys of an article's head that are one cell each.
pub(crate) const HEAD_COLUMNS: [&str; 16] = [
    "id", "title", "date", "date_certainty", "publisher", "author", "language", "url", "archived", "retrieved",
    "rights", "tags", "copy_of", "former", "unlinked", "draft",
];

/// The cells of a row by column; empty ones are left out. Lists are joined by `;`.
pub(crate) type RowCells = BTreeMap<String, String>;

/// What the tables say of one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RecordRows {
    /// Its row in the table of its kind.
    pub cells: RowCells,
    /// Its rows in the table of roles, in the order of the file.
    pub roles: Vec<RowCells>,
    /// Its rows in the table of relations, in the order of the file.
    pub relations: Vec<RowCells>,
    /// Its figures, in the order of the file.
    pub figures: Vec<RowCells>,
}

impl RecordRows {
    /// Reads a record; `text` is its text in Markdown.
    #[must_use]
    pub(crate) fn of(record: &Record, text: &str) -> Self {
        let one = |text: &Option<SpannedText>| text.as_ref().map(|text| text.value.clone()).unwrap_or_default();
        let mut cells = vec![
            ("id", record.id.to_string()),
            ("name", record.name.value.clone()),
            ("sort", record.sort.clone().unwrap_or_default()),
            ("family", one(&record.family)),
            ("names", list(&record.names)),
            ("weak", list(&record.weak)),
            ("never", list(&record.never)),
            ("born", date(record.born)),
            ("died", date(record.died)),
            ("date", date(record.date)),
            (
                "coordinates",
                record.coordinates.map(|at| format!("{}, {}", at.latitude, at.longitude)).unwrap_or_default(),
            ),
            ("place", one(&record.place)),
            ("participants", list(&record.participants)),
            ("part_of", one(&record.part_of)),
            ("sources", list(&record.sources)),
            ("visibility", visibility(record.visibility).to_owned()),
            ("status", if record.proposed { "proposed" } else { "" }.to_owned()),
            ("former", list(&record.former)),
            ("tags", list(&record.tags)),
        ];
        let authorities: Vec<(String, String)> =
            record.same_as.iter().map(|(name, id)| (format!("{SAME_AS}{}", name.value), id.value.clone())).collect();
        cells.extend(authorities.iter().map(|(name, id)| (name.as_str(), id.clone())));
        let id = record.id.as_str();
        let mut cells = row(&cells);
        let text = markdown_text(text);
        if !text.is_empty() {
            cells.insert("text".to_owned(), text);
        }
        Self {
            roles: record.roles.iter().map(|role| role_cells(id, role)).collect(),
            relations: record.relations.iter().map(|relation| relation_cells(id, relation)).collect(),
            figures: record.figures.iter().map(figure_cells).collect(),
            cells,
        }
    }

    /// Returns the hash of what the tables say of the record.
    #[must_use]
    pub(crate) fn version(&self) -> String {
        version([&self.cells].into_iter().chain(&self.roles).chain(&self.relations))
    }
}

fn list(texts: &[SpannedText]) -> String {
    join_list(texts.iter().map(|text| text.value.trim()).filter(|text| !text.is_empty()), ';')
}

fn date(date: Option<Edtf>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// Makes the row of a role.
#[must_use]
pub(crate) fn role_cells(record: &str, role: &RecordRole) -> RowCells {
    row(&[
        ("record", record.to_owned()),
        ("title", role.title.clone()),
        ("refer", list(&role.refer)),
        ("from", date(role.from)),
        ("to", date(role.to)),
    ])
}

/// Makes the row of a relation.
#[must_use]
pub(crate) fn relation_cells(record: &str, relation: &Relation) -> RowCells {
    let source = relation.citation.as_ref().map(|text| text.value.clone());
    row(&[
        ("record", record.to_owned()),
        ("to", relation.to.value.clone()),
        ("as", relation.label.clone()),
        ("from", date(relation.from)),
        ("until", date(relation.until)),
        ("source", source.unwrap_or_default()),
    ])
}

/// Makes the row of a figure.
fn figure_cells(figure: &RecordFigure) -> RowCells {
    row(&[
        ("what", figure.what.clone()),
        ("value", figure.written.clone()),
        ("unit", figure.unit.clone()),
        ("source", figure.source.as_ref().map(|text| text.value.clone()).unwrap_or_default()),
        ("date", date(figure.date)),
    ])
}

/// Makes the row of an article's head.
#[must_use]
pub(crate) fn head_cells(article: &Article) -> RowCells {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let certainty = match article.date_certainty {
        DateCertainty::Unknown if article.date.is_none() => "",
        certainty => certainty.as_str(),
    };
    row(&[
        ("id", article.id.to_string()),
        ("title", article.title.clone()),
        ("date", article.date.map(|date| date.to_string()).unwrap_or_default()),
        ("date_certainty", certainty.to_owned()),
        ("publisher", text(&article.publisher)),
        ("author", text(&article.author)),
        ("language", article.language.as_ref().map(|tag| tag.as_str().to_owned()).unwrap_or_default()),
        ("url", text(&article.url)),
        ("archived", text(&article.archived)),
        ("retrieved", article.retrieved.map(|date| date.to_string()).unwrap_or_default()),
        ("rights", article.rights.as_str().to_owned()),
        ("tags", list(&article.tags)),
        (
            "copy_of",
            match &article.copy_of {
                None => String::new(),
                Some(crate::parse::article::CopyOf::None) => "none".to_owned(),
                Some(crate::parse::article::CopyOf::Article(id)) => id.value.clone(),
            },
        ),
        ("former", list(&article.former)),
        ("unlinked", list(&article.unlinked)),
        ("draft", if article.draft { "true" } else { "" }.to_owned()),
    ])
}

/// Returns the hash of rows.
#[must_use]
pub(crate) fn version<'r>(rows: impl IntoIterator<Item = &'r RowCells>) -> String {
    let mut key = KeyBuilder::new("row of a table");
    for row in rows {
        key.number(row.len() as u64);
        for (column, cell) in row {
            key.text(column).text(cell);
        }
    }
    key.finish().to_string().chars().take(VERSION_DIGITS).collect()
}

fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "",
        Visibility::Initials => "initials",
        // What cannot be read is withheld.
        Visibility::Hidden | Visibility::Unclear => "hidden",
    }
}

/// Keeps the cells that hold something, as they come back from a table.
fn row(cells: &[(&str, String)]) -> RowCells {
    let cells = cells.iter().map(|(column, cell)| ((*column).to_owned(), as_read_back(cell)));
    cells.filter(|(_, cell)| !cell.is_empty()).collect()
}

/// A record with the table of its kind and its text in Markdown.
#[derive(Clone, Debug)]
pub(crate) struct RegistryEntry<'a> {
    /// The name of the table: `people`.
    pub table: &'a str,
    /// Its rows.
    pub rows: RecordRows,
}

/// Makes the tables: one for each kind that has records, `roles`, `relations`, `articles`. Cells with lists are joined by
/// `separator`.
#[must_use]
pub(crate) fn tables(entries: &[RegistryEntry<'_>], heads: &[RowCells], separator: char) -> Vec<DataTable<'static>> {
    let mut by_table: BTreeMap<&str, Vec<&RecordRows>> = BTreeMap::new();
    for entry in entries {
        by_table.entry(entry.table).or_default().push(&entry.rows);
    }
    let mut tables = Vec::new();
    for (name, records) in by_table {
        let cells = records.iter().map(|rows| (&rows.cells, rows.version()));
        let authorities: std::collections::BTreeSet<&str> = records
            .iter()
            .flat_map(|rows| rows.cells.keys())
            .map(String::as_str)
            .filter(|key| key.starts_with(SAME_AS))
            .collect();
        let columns = RECORD_COLUMNS.into_iter().chain(["tags"]).chain(authorities).chain(["text"]);
        let mut table = filled(name, &columns.collect::<Vec<_>>(), cells, separator);
        table.has_key = true;
        tables.push(table);
    }
    let roles = entries.iter().flat_map(|entry| entry.rows.roles.iter().map(|row| (row, entry.rows.version())));
    tables.push(filled("roles", &ROLE_COLUMNS, roles, separator));
    let relations = entries.iter().flat_map(|entry| entry.rows.relations.iter().map(|row| (row, entry.rows.version())));
    tables.push(filled("relations", &RELATION_COLUMNS, relations, separator));
    let heads = heads.iter().map(|cells| (cells, version([cells])));
    let mut articles = filled("articles", &HEAD_COLUMNS, heads, separator);
    articles.has_key = true;
    tables.push(articles);
    tables
}

fn filled<'r>(
    name: &str,
    columns: &[&str],
    rows: impl Iterator<Item = (&'r RowCells, String)>,
    separator: char,
) -> DataTable<'static> {
    let all: Vec<(&str, ColumnKind)> =
        columns.iter().copied().chain([VERSION]).map(|column| (column, ColumnKind::Text)).collect();
    let mut table = DataTable::new(name, &all);
    let mut filled = Vec::new();
    for (cells, version) in rows {
        let cell = |column: &&str| {
            let cell = cells.get(*column).map_or("", String::as_str);
            if separator != ';' && (LIST_COLUMNS.contains(column) || ["refer", "unlinked"].contains(column)) {
                let values = split_list(cell, ';');
                join_list(values.iter().map(String::as_str), separator)
            } else {
                cell.to_owned()
            }
        };
        filled.push(columns.iter().map(cell).chain([version]).collect());
    }
    table.set_rows(filled);
    table
}

/// Returns what a text in Markdown says, with single line ends. A carriage return alone ends a line too (CommonMark 0.31,
/// section 2.1).
#[must_use]
pub(crate) fn markdown_text(text: &str) -> String {
    text[markdown_range(text)].replace("\r\n", "\n").replace('\r', "\n")
}

/// Returns the part of a text in Markdown that says something: without empty lines before it and white space behind it. A
/// blank at its beginning stays: four of them make a block of code, and one that does not break a line is a letter.
#[must_use]
pub(crate) fn markdown_range(text: &str) -> Range<usize> {
    const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];
    let end = text.trim_end_matches(BLANKS).len();
    let n_blank = end - text[..end].trim_start_matches(BLANKS).len();
    text[..n_blank].rfind(['\r', '\n']).map_or(0, |at| at + 1)..end
}

/// Returns the Markdown texts of the records in a file by id.
#[must_use]
pub(crate) fn markdown_texts(file: &SourcePath, text: &str) -> BTreeMap<Id, String> {
    if file.extension() == "md" {
        let stem = file.file_name().trim_end_matches(".md");
        let parts = Id::parse(stem).ok().zip(front_matter::split(file, text).ok());
        return parts.map(|(id, parts)| (id, parts.body.to_owned())).into_iter().collect();
    }
    if file.extension() == "csv" {
        return collection::csv_texts(file, text);
    }
    let Ok(node) = yaml::parse(text, file, 0) else { return BTreeMap::new() };
    let texts = record_nodes(&node).into_iter().filter_map(|(id, node)| {
        let YamlValue::Map(entries) = &node.value else { return None };
        entries.iter().find_map(|(key, value)| match (&key.value, &value.value) {
            (YamlValue::Scalar(key), YamlValue::Scalar(text)) if key == "text" => Some((id.clone(), text.clone())),
            _ => None,
        })
    });
    texts.collect()
}

/// Returns the records of a YAML file of many, by id.
#[must_use]
pub(crate) fn record_nodes(node: &YamlNode) -> Vec<(Id, &YamlNode)> {
    let id_of = |node: &YamlNode| match &node.value {
        YamlValue::Scalar(id) => Id::parse(id).ok(),
        _ => None,
    };
    match &node.value {
        YamlValue::Map(entries) => entries.iter().filter_map(|(id, record)| Some((id_of(id)?, record))).collect(),
        YamlValue::List(items) => items
            .iter()
            .filter_map(|record| {
                let YamlValue::Map(entries) = &record.value else { return None };
                let id = entries.iter().find(|(key, _)| matches!(&key.value, YamlValue::Scalar(key) if key == "id"))?;
                Some((id_of(&id.1)?, record))
            })
            .collect(),
        _ => Vec::new(),
    }
}
