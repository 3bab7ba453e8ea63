//! Tables as text (CSV, TSV) with an article a row. The only file of the import that uses the CSV parser.
//!
//! The separator is the one with which the heading names the most fields. The rows are read twice: first for the order of
//! day and month in their dates, then as articles. A row may have at most [`MAX_MEDIA_LEN_BYTES`].

use std::io::{BufReader, Read, Seek, SeekFrom};

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::collected_item::SeenItems;
use super::item_days::{DayOrder, DayOrderEvidence};
use super::table_columns::{MissingTexts, TableColumns, TableKind, only_addresses};
use super::xml_tree::BoundedReader;
use super::{ContainerBytes, ContainerInput, ContainerPart, Pieces, lost};
use crate::base::csv_table::unguarded;
use crate::base::message::io_reason;
use crate::import::extracted_document::ExtractionError;
use crate::import::text::charset;
use crate::say;
use crate::source::limits::MAX_MEDIA_LEN_BYTES;

/// How much of the file is looked at for the separator, in bytes.
const SAMPLE_BYTES: u64 = 256 << 10;
/// The separators that are tried.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// Returns the articles of a table.
///
/// # Errors
/// If its columns hold no article.
pub(in crate::import) fn pieces(_name: &str, input: ContainerInput) -> Result<Pieces, ExtractionError> {
    let mut bytes = input.bytes.in_utf8(MAX_MEDIA_LEN_BYTES)?;
    let mut sample = Vec::new();
    let n_sample = bytes.by_ref().take(SAMPLE_BYTES).read_to_end(&mut sample);
    n_sample.map_err(|error| ExtractionError::because(io_reason(&error)))?;
    let found = SEPARATORS.iter().filter_map(|separator| {
        let mut rows = reader(*separator, sample.as_slice());
        let (index, columns) = TableColumns::find(rows.byte_records().map_while(Result::ok).map(|row| cells(&row)))?;
        Some((*separator, index, columns))
    });
    let evidence = |columns: &TableColumns| (columns.n_fields(), columns.n_columns());
    // With equal evidence the first separator holds: `max_by_key` would take the last.
    let best = found.reduce(|best, next| if evidence(&next.2) > evidence(&best.2) { next } else { best });
    let (separator, n_preamble, columns) =
        best.ok_or_else(|| ExtractionError::because(say!(en: "the table is empty", fr: "le tableau est vide")))?;
    let kind = columns.kind()?;
    let (first_pass, bytes) = read_once(bytes, separator, n_preamble, &columns)?;
    if kind == TableKind::Addresses {
        return Err(ExtractionError::because(only_addresses(first_pass.n_rows)));
    }
    let order = first_pass.evidence.order(first_pass.is_foreign);
    let n_unknown = first_pass.evidence.n_unknown(order);
    let notice = columns.notice();
    let mut rows = RowPieces {
        rows: reader(separator, BoundedReader::new(bytes, MAX_MEDIA_LEN_BYTES)),
        n_row: 0,
        n_preamble,
        n_articles: 0,
        columns,
        kind,
        order,
        seen: SeenItems::default(),
        missing: MissingTexts::default(),
        last: vec![ContainerPart::Notice(notice)],
        is_ended: false,
    };
    if n_unknown > 0 {
        rows.last.push(ContainerPart::Notice(say!(en: "{n_unknown} dates may mean two days each, such as 05/09/2023, and are left unknown", fr: "dates ambiguës, comme 05/09/2023, et laissées inconnues : {n_unknown}")));
    }
    if first_pass.is_cut {
        rows.last.push(lost(say!(en: "the last row", fr: "la dernière ligne"), say!(en: "a quotation mark in it is never closed: rows may be missing", fr: "un guillemet n’y est jamais fermé : des lignes peuvent manquer")));
    }
    Ok(Box::new(rows))
}

fn reader<R: Read>(separator: u8, bytes: R) -> Reader<R> {
    ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(bytes)
}

fn cells(row: &ByteRecord) -> Vec<String> {
    row.iter().map(text).collect()
}

/// Returns the text of a cell, without the apostrophe that keeps a spreadsheet from reading it as a formula. One that is not
/// UTF-8 in a file that is was pasted from elsewhere.
fn text(cell: &[u8]) -> String {
    match std::str::from_utf8(cell) {
        Ok(text) => unguarded(text.trim_start_matches('\u{feff}')).to_owned(),
        Err(_) => charset::decode(cell).map(|decoded| decoded.text).unwrap_or_default(),
    }
}

/// What a first reading shows.
#[derive(Default)]
struct FirstPass {
    n_rows: usize,
    evidence: DayOrderEvidence,
    is_foreign: bool,
    is_cut: bool,
}

/// Reads the table for what all its rows show together.
fn read_once(
    mut bytes: ContainerBytes,
    separator: u8,
    n_preamble: usize,
    columns: &TableColumns,
) -> Result<(FirstPass, ContainerBytes), ExtractionError> {
    let failed = |error: std::io::Error| ExtractionError::because(io_reason(&error));
    bytes.seek(SeekFrom::Start(0)).map_err(failed)?;
    let mut rows = reader(separator, BoundedReader::new(BufReader::new(bytes), MAX_MEDIA_LEN_BYTES));
    let mut pass = FirstPass::default();
    let mut row = ByteRecord::new();
    let mut sample = String::new();
    let (mut n_read, mut n_columns) = (0, 0);
    loop {
        rows.get_mut().reset();
        match rows.read_byte_record(&mut row) {
            Ok(true) => {}
            // What cannot be read is said in the second reading.
            Ok(false) | Err(_) => break,
        }
        n_read += 1;
        if n_read == n_preamble + 1 {
            n_columns = row.len();
        }
        if n_read <= n_preamble + 1 || row.iter().all(<[u8]>::is_empty) {
            continue;
        }
        pass.n_rows += 1;
        let cell = |index: usize| row.get(index).map(text);
        columns.count_dates(&mut pass.evidence, &cell);
        columns.sample(&mut sample, &cell);
    }
    pass.is_foreign = columns.is_foreign(&sample);
    let holds_lines = row.iter().any(|cell| cell.contains(&b'\n'));
    pass.is_cut = rows.get_mut().n_quotes() % 2 == 1 && (holds_lines || row.len() < n_columns);
    let mut bytes = rows.into_inner().into_inner().into_inner();
    bytes.seek(SeekFrom::Start(0)).map_err(failed)?;
    Ok((pass, bytes))
}

struct RowPieces {
    rows: Reader<BoundedReader<ContainerBytes>>,
    /// The number of the row read last, from 1 at the first row of the file.
    n_row: usize,
    n_preamble: usize,
    n_articles: usize,
    columns: TableColumns,
    kind: TableKind,
    order: DayOrder,
    seen: SeenItems,
    missing: MissingTexts,
    /// What is said once all rows were read.
    last: Vec<ContainerPart>,
    is_ended: bool,
}

impl Iterator for RowPieces {
    type Item = ContainerPart;

    fn next(&mut self) -> Option<Self::Item> {
        let mut row = ByteRecord::new();
        while !self.is_ended {
            self.rows.get_mut().reset();
            match self.rows.read_byte_record(&mut row) {
                Ok(true) => {}
                Ok(false) => {
                    self.is_ended = true;
                    self.last.extend(self.missing.notice(("row", "rows"), "lignes").map(ContainerPart::Notice));
                    if self.n_articles == 0 {
                        let reason = match self.missing.n() {
                            0 => {
                                say!(en: "it has no rows below its heading", fr: "il n’a aucune ligne sous son en-tête")
                            }
                            n => only_addresses(n),
                        };
                        self.last.push(lost(say!(en: "the table", fr: "le tableau"), reason));
                    }
                    break;
                }
                Err(error) => {
                    self.is_ended = true;
                    self.last.push(lost(
                        say!(en: "row {n}", fr: "ligne {n}", n = self.n_row + 1),
                        say!(en: "the table cannot be read from here on: {error}", fr: "le tableau ne se lit plus à partir d’ici : `{error}`"),
                    ));
                    break;
                }
            }
            self.n_row += 1;
            if self.n_row <= self.n_preamble + 1 || row.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            let item = self.columns.item(self.order, &|index| row.get(index).map(text));
            let place = say!(en: "row {n}", fr: "ligne {n}", n = self.n_row);
            let part = match self.kind {
                TableKind::Articles if item.has_text() => item.into_piece(place, self.n_row, &mut self.seen),
                TableKind::References if item.is_reference() => item.into_reference(place, self.n_row, &mut self.seen),
                TableKind::Articles | TableKind::References | TableKind::Addresses => {
                    self.missing.add(self.n_row);
                    continue;
                }
            };
            self.n_articles += 1;
            return Some(part);
        }
        (!self.last.is_empty()).then(|| self.last.remove(0))
    }
}
