//! Many records in one file: content/people.yaml or content/people.csv -> [`Record`]s.
//!
//! YAML is a list of records with `id:`, or a mapping from id to record; the record's text is under `text:`. CSV has
//! the keys in its first line; an empty cell is an absent key. Cells are read as `export registry` writes them: lists are
//! separated by `;`, `\;` and `\\` are part of a value, an apostrophe guards a formula, `same_as.NAME` is an id of an
//! authority file, and `version` says nothing of the record.

use std::collections::BTreeMap;
use std::ops::Range;

use super::record::{self, Record, Visibility};
use super::{decode, parse_guarded, protective_keys, suspected_protection};
use crate::base::csv_cells::{CsvCell, CsvLine, csv_lines};
use crate::base::csv_table::{list_places, unguarded};
use crate::base::line_ends::single_line_ends;
use crate::base::yaml::{self, YamlNode, YamlValue};
use crate::base::yaml_fields::YamlFields;
use crate::base::{Code, Diagnostic, Message, SourcePath, Span, StageOutput};
use crate::model::Id;
use crate::model::id_messages;
use crate::model::prose_keys::PROSE_KEYS;
use crate::say;

/// Keys whose cells contain lists.
const LIST_KEYS: [&str; 8] = ["names", "weak", "never", "participants", "sources", "former", "tags", "roles"];

/// Parses a file of records; its extension determines the format.
#[must_use]
pub fn parse(file: &SourcePath, kind: &str, bytes: &[u8]) -> StageOutput<Vec<Record>> {
    let checked = parse_guarded(file, || match decode(file, bytes) {
        Err(diagnostic) => StageOutput { value: None, diagnostics: vec![*diagnostic] },
        Ok(text) => {
            let rows = if file.extension() == "csv" {
                csv_rows(file, text, &LIST_KEYS, ["id", "name"])
            } else {
                yaml_rows(file, text)
            };
            let mut diagnostics = rows.diagnostics;
            if suspected_protection::conflict_marker_offset(text).is_some() {
                let what = say!(
                    en: "it is unclear whom this table protects: it contains two versions",
                    fr: "on ne sait pas qui ce tableau protège : il contient deux versions",
                );
                diagnostics.push(suspected_protection::protection_unknown(Span::whole(file), what));
            }
            let mut records = Vec::new();
            for row in rows.value {
                let mut checked = row_record(file, kind, row);
                diagnostics.append(&mut checked.diagnostics);
                records.extend(checked.value);
            }
            let is_withheld = |record: &Record| record.visibility != Visibility::Public;
            if file.extension() != "csv"
                && records.iter().any(is_withheld)
                && suspected_protection::has_yaml_tagged_name(text)
            {
                diagnostics
                    .push(suspected_protection::protection_unknown(Span::whole(file), suspected_protection::tagged()));
            }
            StageOutput { value: Some(records), diagnostics }
        }
    });
    let mut diagnostics = checked.diagnostics;
    if checked.value.as_ref().is_some_and(Vec::is_empty) && diagnostics.iter().any(|one| one.code == Code::WrongType) {
        let what = say!(
            en: "it is unclear whom this table protects: it is not a list",
            fr: "on ne sait pas qui ce tableau protège : ce n’est pas une liste",
        );
        diagnostics.push(suspected_protection::protection_unknown(Span::whole(file), what));
    }
    record::decide_protection_unknown(&mut diagnostics, file, bytes);
    StageOutput { value: checked.value.unwrap_or_default(), diagnostics }
}

/// A row with its keys.
pub(super) struct CollectionRow {
    id: Option<YamlNode>,
    /// A mapping from key to cell.
    pub(super) node: YamlNode,
    /// Whether every cell is in the column of its key.
    pub(super) is_aligned: bool,
}

fn row_record(file: &SourcePath, kind: &str, row: CollectionRow) -> StageOutput<Option<Record>> {
    let start = row.id.as_ref().map_or(row.node.start, |id| id.start);
    let is_no_map = !matches!(row.node.value, YamlValue::Map(_) | YamlValue::Null);
    let mut fields = YamlFields::new(file, row.node, PROSE_KEYS);
    let inner_id = fields.text("id");
    let id_text = match (row.id, inner_id) {
        (Some(YamlNode { value: YamlValue::Scalar(id), .. }), _) => Some(id),
        (_, Some(text)) => Some(text.value),
        (_, None) => {
            let span = Span::new(file, start, start);
            fields.diagnostics.push(
                Diagnostic::new(
                    Code::MissingKey,
                    span,
                    say!(en: "this record has no `id`", fr: "cette fiche n’a pas d’identifiant (`id`)"),
                )
                .help(say!(
                    en: "add `id:` with letters, digits and `-`",
                    fr: "ajoutez `id:`, fait de lettres, de chiffres et de `-`",
                )),
            );
            None
        }
    };
    let span = Span::new(file, start, start);
    let id = id_text.and_then(|text| match Id::parse(&text) {
        Ok(id) => Some(id),
        Err(reason) => {
            fields.diagnostics.push(
                Diagnostic::new(Code::BadId, span.clone(), id_messages::bad_id(&text, &reason)).help(say!(
                    en: "use letters, digits, `-`, `_` and `.`",
                    fr: "n’employez que des lettres, des chiffres, `-`, `_` et `.`",
                )),
            );
            None
        }
    });
    let body = fields
        .text("text")
        .map_or_else(Default::default, |text| record::record_text(file, &text.value, text.span.start));
    let is_kept = row.is_aligned;
    let mut checked = record::from_fields(fields, id, kind, span.clone(), body, |_| {});
    if is_no_map || !is_kept {
        checked.diagnostics.push(suspected_protection::protection_unknown(span, unmatched_cells()));
    }
    checked
}

/// Says what is unclear about a row whose cells are not under the right columns.
pub(super) fn unmatched_cells() -> Message {
    say!(
        en: "it is unclear whom this row protects: its cells do not match the columns",
        fr: "on ne sait pas qui cette ligne protège : ses cellules ne correspondent pas aux colonnes",
    )
}

fn yaml_rows(file: &SourcePath, text: &str) -> StageOutput<Vec<CollectionRow>> {
    match yaml::parse(text, file, 0) {
        Err(diagnostic) => StageOutput { value: Vec::new(), diagnostics: vec![*diagnostic] },
        Ok(YamlNode { value: YamlValue::List(items), .. }) => {
            items.into_iter().map(|node| CollectionRow { id: None, node, is_aligned: true }).collect::<Vec<_>>().into()
        }
        Ok(YamlNode { value: YamlValue::Map(entries), .. }) => entries
            .into_iter()
            .map(|(id, node)| CollectionRow { id: Some(id), node, is_aligned: true })
            .collect::<Vec<_>>()
            .into(),
        Ok(node) => {
            let span = Span::new(file, node.start, node.end);
            let message = say!(
                en: "this should be a list of records",
                fr: "il faudrait ici une liste de fiches",
            );
            let diagnostic = Diagnostic::new(Code::WrongType, span, message)
                .help(say!(en: "start each with `- id: …`", fr: "commencez chacune par `- id: …`"));
            StageOutput { value: Vec::new(), diagnostics: vec![diagnostic] }
        }
    }
}

/// The beginning of the columns with ids of external authority files.
const SAME_AS: &str = "same_as.";

/// Returns the characters that separate the cells of a table of records, and the values of a list in a cell. French
/// spreadsheets separate cells by semicolons; lists in them are then separated by bars.
#[must_use]
pub(crate) fn csv_separators(text: &str) -> (u8, char) {
    let first = text.lines().next().unwrap_or_default();
    if first.matches(';').count() > first.matches(',').count() { (b';', '|') } else { (b',', ';') }
}

/// Returns the Markdown texts of the records in a table by id.
#[must_use]
pub(crate) fn csv_texts(file: &SourcePath, text: &str) -> BTreeMap<Id, String> {
    let rows = csv_rows(file, text, &LIST_KEYS, ["id", "name"]).value;
    let texts = rows.into_iter().filter_map(|row| {
        let YamlValue::Map(entries) = row.node.value else { return None };
        let mut cells = [None, None];
        for (key, value) in entries {
            if let (YamlValue::Scalar(key), YamlValue::Scalar(value)) = (key.value, value.value)
                && let Some(place) = ["id", "text"].iter().position(|one| *one == key)
            {
                cells[place].get_or_insert(value);
            }
        }
        let [id, text] = cells;
        Some((Id::parse(&id?).ok()?, text?))
    });
    texts.collect()
}

/// Reads the rows of a table that has the `needed` columns. Cells of `list_keys` hold lists.
pub(super) fn csv_rows(
    file: &SourcePath,
    text: &str,
    list_keys: &[&str],
    needed: [&'static str; 2],
) -> StageOutput<Vec<CollectionRow>> {
    let offset = crate::text::position::byte_order_mark_len(text);
    let (separator, list_separator) = csv_separators(&text[offset..]);
    let mut checked: StageOutput<Vec<CollectionRow>> = Vec::new().into();
    if let Some(at) = suspected_protection::conflict_marker_offset(&text[offset..]) {
        let span = Span::new(file, offset + at, offset + at);
        let message = say!(en: "this table contains two versions", fr: "ce tableau contient deux versions");
        let diagnostic = Diagnostic::new(Code::BrokenYaml, span, message).help(say!(
            en: "choose one of them, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`",
            fr: "choisissez-en une, et supprimez les lignes `<<<<<<<`, `=======` et `>>>>>>>`",
        ));
        checked.diagnostics.push(diagnostic);
        return checked;
    }
    let mut lines = csv_lines(text, offset, separator);
    let headers = lines.next().map(|line| line.cells).unwrap_or_default();
    let headers: Vec<String> = headers.iter().map(|cell| unguarded(cell.value.trim()).to_owned()).collect();
    let shape = CsvShape::of(&headers, separator, &text[offset..]);
    if let Some(what) = shape.fault(needed) {
        checked.diagnostics.push(suspected_protection::protection_unknown(Span::new(file, offset, offset), what));
    }
    for line in lines {
        let start = line.range.start;
        let name = |name: &str| YamlNode::new(start, start, YamlValue::Scalar(name.to_owned()));
        let (mut entries, mut authorities) = (Vec::new(), Vec::new());
        for (key, cell) in headers.iter().map(String::as_str).zip(&line.cells) {
            let at = said(cell, key == TEXT);
            if at.is_empty() || key == "version" {
                continue;
            }
            let node = |part: Range<usize>, value: &str| {
                let place = cell.place(text, part);
                YamlNode::new(place.start, place.end, YamlValue::Scalar(single_line_ends(value)))
            };
            let value = &cell.value[at.clone()];
            if let Some(authority) = key.strip_prefix(SAME_AS) {
                authorities.push((name(authority), node(at, value)));
            } else if list_keys.contains(&key) {
                let items = list_places(value, list_separator);
                let items = items.iter().map(|(part, item)| node(at.start + part.start..at.start + part.end, item));
                let place = cell.place(text, at.clone());
                let list = YamlNode::new(place.start, place.end, YamlValue::List(items.collect()));
                entries.push((name(key), list));
            } else {
                entries.push((name(key), node(at, value)));
            }
        }
        if !authorities.is_empty() {
            entries.push((name("same_as"), YamlNode::new(start, start, YamlValue::Map(authorities))));
        }
        checked.value.push(CollectionRow {
            id: None,
            is_aligned: shape.fits(&line),
            node: YamlNode::new(start, start, YamlValue::Map(entries)),
        });
    }
    checked
}

/// The column whose cells are Markdown, where white space at the beginning may mean something.
const TEXT: &str = "text";

/// Returns the part of a cell that says something: without white space around it and the guard of a formula.
fn said(cell: &CsvCell<'_>, is_text: bool) -> Range<usize> {
    let value: &str = &cell.value;
    // A blank that only Unicode knows is a letter in Markdown.
    if is_text && value.trim_matches([' ', '\t', '\r', '\n']).is_empty() {
        return 0..0;
    }
    let part = if is_text { value } else { value.trim() };
    let start = if is_text { 0 } else { value.len() - value.trim_start().len() };
    let guard_len = part.len() - unguarded(part).len();
    start + guard_len..start + part.len()
}

/// Sanity checks of a table: an unmatched quotation mark or a lost separator moves cells under other keys without
/// making the table unreadable.
struct CsvShape<'a> {
    headers: &'a [String],
    separator: char,
    /// Whether a column may protect someone.
    protects: bool,
    has_open_quote: bool,
}

impl<'a> CsvShape<'a> {
    fn of(headers: &'a [String], separator: u8, text: &str) -> Self {
        let protects = |header: &String| {
            header == "visibility"
                || protective_keys::unknown_key(header, &protective_keys::ValueShape::Empty, &record::KEYS).is_some()
        };
        let has_open_quote = text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
        Self { headers, separator: char::from(separator), protects: headers.iter().any(protects), has_open_quote }
    }

    /// Returns why the whole table cannot be trusted.
    fn fault(&self, needed: [&'static str; 2]) -> Option<Message> {
        let has = |key: &str| self.headers.iter().any(|header| header == key);
        // Line ends that no table uses: the whole table is then one line.
        if self.headers.iter().any(|header| header.contains(['\u{85}', '\u{2028}', '\u{2029}', '\0'])) {
            return Some(say!(
                en: "it is unclear whom this table protects: it has unusual line ends",
                fr: "on ne sait pas qui ce tableau protège : il a des fins de ligne inhabituelles",
            ));
        }
        if self.has_open_quote {
            return Some(say!(
                en: "it is unclear whom this table protects: a quotation mark is never closed",
                fr: "on ne sait pas qui ce tableau protège : un guillemet n’est jamais fermé",
            ));
        }
        let [first, second] = needed;
        (!has(first) || !has(second)).then(|| {
            say!(
                en: "it is unclear whom this table protects: its first line does not name `{first}` and `{second}`",
                fr: "on ne sait pas qui ce tableau protège : sa première ligne ne nomme pas `{first}` et `{second}`",
            )
        })
    }

    /// Returns whether every cell is in the column of its key. If no column protects anyone, cells may be missing at
    /// the end of a row.
    fn fits(&self, line: &CsvLine<'_>) -> bool {
        let is_whole = line.cells.len() == self.headers.len();
        let nameless = |index: usize, cell: &str| {
            !cell.trim().is_empty() && self.headers.get(index).is_none_or(|header| header.is_empty())
        };
        let misplaced = |index: usize, cell: &str| {
            let is_own = self.headers.get(index).is_some_and(|header| header == "visibility");
            protective_keys::is_withholding_value(cell) && !is_own
        };
        let swallows = |index: usize, cell: &str| {
            let withholds = |line: &str| {
                line.split(self.separator).any(|part| protective_keys::is_withholding_value(part.trim_matches('"')))
            };
            let is_text = self.headers.get(index).is_some_and(|header| header == TEXT);
            cell.contains('\n')
                && (!(is_text || is_whole && line.is_strict && !self.joins_rows(index, cell))
                    || cell.lines().any(withholds))
        };
        (!self.protects || is_whole)
            && !line.cells.iter().enumerate().any(|(index, cell)| {
                nameless(index, &cell.value) || swallows(index, &cell.value) || misplaced(index, &cell.value)
            })
    }

    /// Returns whether a cell of several lines may be the rest of one row and the beginning of another, which two stray
    /// quotation marks in one column join: as many cells are then missing before and behind as the rows have.
    fn joins_rows(&self, index: usize, cell: &str) -> bool {
        let n_cells = |line: &str| line.matches(self.separator).count();
        let (first, last) = (cell.lines().next().unwrap_or_default(), cell.lines().next_back().unwrap_or_default());
        n_cells(first) + index + 1 >= self.headers.len() && n_cells(last) >= index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_and_a_list_give_the_same_records() {
        let csv = parse(
            &SourcePath::new("content/people.csv"),
            "person",
            "id,name,names,born\nkim,Kim Jong-un,Kim Jong Un;KJU,1984\n".as_bytes(),
        );
        let yaml = parse(
            &SourcePath::new("content/people.yaml"),
            "person",
            b"- id: kim\n  name: Kim Jong-un\n  names: [Kim Jong Un, KJU]\n  born: 1984\n",
        );
        assert!(
            csv.diagnostics.is_empty() && yaml.diagnostics.is_empty(),
            "{:?} {:?}",
            csv.diagnostics,
            yaml.diagnostics
        );
        let brief = |records: &[Record]| {
            records
                .iter()
                .map(|r| (r.id.to_string(), r.names.iter().map(|n| n.value.clone()).collect::<Vec<_>>(), r.born))
                .collect::<Vec<_>>()
        };
        assert_eq!(brief(&csv.value), brief(&yaml.value));
    }
}
