//! Many records in one file: content/people.yaml or content/people.csv -> [`Record`]s.
//!
//! YAML is a list of records with `id:`, or a mapping from id to record; the record's text is under `text:`. CSV has
//! the keys in its first line; an empty cell is an absent key. Cells are read as `export registry` writes them: lists are
//! separated by `;`, `\;` and `\\` are part of a value, an apostrophe guards a formula, `same_as.NAME` is an id of an
//! authority file, and `version` says nothing of the record.

use super::record::{self, Record, Visibility};
use super::{decode, markdown, parse_guarded, protective_keys, suspected_protection};
use crate::base::csv_table::{split_list, unguarded};
use crate::base::yaml::{self, YamlNode, YamlValue};
use crate::base::yaml_fields::YamlFields;
use crate::base::{Code, Diagnostic, SourcePath, Span, StageOutput};
use crate::model::Id;
use crate::model::prose_keys::PROSE_KEYS;

/// Keys whose cells contain lists.
const LIST_KEYS: [&str; 7] = ["names", "weak", "never", "participants", "former", "tags", "roles"];

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
                diagnostics.push(suspected_protection::protection_unknown(
                    Span::whole(file),
                    "it is unclear whom this table protects: it contains two versions",
                ));
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
                    .push(suspected_protection::protection_unknown(Span::whole(file), suspected_protection::TAGGED));
            }
            StageOutput { value: Some(records), diagnostics }
        }
    });
    let mut diagnostics = checked.diagnostics;
    if checked.value.as_ref().is_some_and(Vec::is_empty) && diagnostics.iter().any(|one| one.code == Code::WrongType) {
        diagnostics.push(suspected_protection::protection_unknown(
            Span::whole(file),
            "it is unclear whom this table protects: it is not a list",
        ));
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
                Diagnostic::new(Code::MissingKey, span, "this record has no `id`")
                    .help("add `id:` with letters, digits and `-`"),
            );
            None
        }
    };
    let span = Span::new(file, start, start);
    let id = id_text.and_then(|text| match Id::parse(&text) {
        Ok(id) => Some(id),
        Err(reason) => {
            fields.diagnostics.push(
                Diagnostic::new(Code::BadId, span.clone(), format!("the id `{text}` {reason}"))
                    .help("use letters, digits, `-`, `_` and `.`"),
            );
            None
        }
    });
    let body =
        fields.text("text").map_or_else(Default::default, |text| markdown::parse(file, &text.value, text.span.start));
    let is_kept = row.is_aligned;
    let mut checked = record::from_fields(fields, id, kind, span.clone(), body, |_| {});
    if is_no_map || !is_kept {
        let what = "it is unclear whom this row protects: its cells do not match the columns";
        checked.diagnostics.push(suspected_protection::protection_unknown(span, what));
    }
    checked
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
            let diagnostic = Diagnostic::new(Code::WrongType, span, "this should be a list of records")
                .help("start each with `- id: …`");
            StageOutput { value: Vec::new(), diagnostics: vec![diagnostic] }
        }
    }
}

/// The beginning of the columns with ids of external authority files.
const SAME_AS: &str = "same_as.";

/// Reads the rows of a table that has the `needed` columns. Cells of `list_keys` hold lists.
pub(super) fn csv_rows(
    file: &SourcePath,
    text: &str,
    list_keys: &[&str],
    needed: [&'static str; 2],
) -> StageOutput<Vec<CollectionRow>> {
    let offset = crate::text::position::byte_order_mark_len(text);
    let text = &text[offset..];
    let first = text.lines().next().unwrap_or_default();
    // French spreadsheets separate cells by semicolons; lists in them are then separated by bars.
    let semicolons = first.matches(';').count() > first.matches(',').count();
    let (separator, list_separator) = if semicolons { (b';', '|') } else { (b',', ';') };
    let mut checked: StageOutput<Vec<CollectionRow>> = Vec::new().into();
    if let Some(at) = suspected_protection::conflict_marker_offset(text) {
        let span = Span::new(file, offset + at, offset + at);
        let diagnostic = Diagnostic::new(Code::BrokenYaml, span, "this table contains two versions")
            .help("choose one of them, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`");
        checked.diagnostics.push(diagnostic);
        return checked;
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().map(|headers| headers.iter().map(|h| unguarded(h.trim()).to_owned()).collect());
    let headers: Vec<String> = headers.unwrap_or_default();
    let shape = CsvShape::of(&headers, separator, text);
    if let Some(what) = shape.fault(needed) {
        checked.diagnostics.push(suspected_protection::protection_unknown(Span::new(file, offset, offset), &what));
    }
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let at = error.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
                let span = Span::new(file, offset + at, offset + at);
                checked.diagnostics.push(Diagnostic::new(
                    Code::BrokenYaml,
                    span,
                    "this line of the table cannot be read",
                ));
                continue;
            }
        };
        let start = offset + row.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let node = |value: YamlValue| YamlNode::new(start, start, value);
        let cells = headers.iter().zip(row.iter()).map(|(key, cell)| (key.as_str(), unguarded(cell.trim())));
        let (mut entries, mut authorities) = (Vec::new(), Vec::new());
        for (key, cell) in cells.filter(|(key, cell)| !cell.is_empty() && *key != "version") {
            let scalar = |text: &str| node(YamlValue::Scalar(text.replace("\r\n", "\n")));
            if let Some(name) = key.strip_prefix(SAME_AS) {
                authorities.push((scalar(name), scalar(cell)));
            } else if list_keys.contains(&key) {
                let items = split_list(cell, list_separator).iter().map(|item| scalar(item)).collect();
                entries.push((scalar(key), node(YamlValue::List(items))));
            } else {
                entries.push((scalar(key), scalar(cell)));
            }
        }
        if !authorities.is_empty() {
            entries.push((node(YamlValue::Scalar("same_as".to_owned())), node(YamlValue::Map(authorities))));
        }
        checked.value.push(CollectionRow {
            id: None,
            node: node(YamlValue::Map(entries)),
            is_aligned: shape.fits(&row),
        });
    }
    checked
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
    fn fault(&self, needed: [&'static str; 2]) -> Option<String> {
        let has = |key: &str| self.headers.iter().any(|header| header == key);
        // Line ends that no table uses: the whole table is then one line.
        if self.headers.iter().any(|header| header.contains(['\u{85}', '\u{2028}', '\u{2029}', '\0'])) {
            return Some("it is unclear whom this table protects: it has unusual line ends".to_owned());
        }
        if self.has_open_quote {
            return Some("it is unclear whom this table protects: a quotation mark is never closed".to_owned());
        }
        let [first, second] = needed;
        (!has(first) || !has(second)).then(|| {
            format!("it is unclear whom this table protects: its first line does not name `{first}` and `{second}`")
        })
    }

    /// Returns whether every cell is in the column of its key. If no column protects anyone, cells may be missing at
    /// the end of a row.
    fn fits(&self, row: &csv::StringRecord) -> bool {
        let nameless = |(index, cell): (usize, &str)| {
            !cell.trim().is_empty() && self.headers.get(index).is_none_or(|header| header.is_empty())
        };
        let is_text = |index: usize| self.headers.get(index).is_some_and(|header| header == "text");
        let swallows = |(index, cell): (usize, &str)| {
            cell.contains('\n')
                && (!is_text(index)
                    || cell.lines().any(|line| {
                        line.split(self.separator)
                            .any(|part| protective_keys::is_withholding_value(part.trim_matches('"')))
                    }))
        };
        let misplaced = |(index, cell): (usize, &str)| {
            let is_own = self.headers.get(index).is_some_and(|header| header == "visibility");
            protective_keys::is_withholding_value(cell) && !is_own
        };
        (!self.protects || row.len() == self.headers.len())
            && !row.iter().enumerate().any(|cell| nameless(cell) || swallows(cell) || misplaced(cell))
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
