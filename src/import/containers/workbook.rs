//! Workbooks (Excel, OpenDocument) with an article a row. The only file that uses the workbook library.
//!
//! The first sheet with a heading is read; a day is a number with the format of a date, in either of Excel's two systems.
//! Workbooks are read in a child process, whatever their size: a few cells far apart fill the memory.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Sheets, open_workbook_auto_from_rs};

use super::collected_item::{SeenItems, is_html, paragraphs};
use super::item_days::DayOrderEvidence;
use super::table_columns::{MissingTexts, TableColumns, TableKind, only_addresses};
use crate::base::Message;
use crate::import::extracted_document::{
    DocumentContent, ExtractedDocument, ExtractedFile, ExtractionError, UnreadDocument,
};
use crate::import::web::page;
use crate::say;

/// The longest text of a cell in Excel, in UTF-16 units: a text of this length was probably cut.
const MAX_CELL_LEN: usize = 32_767;

/// Reads the articles of a workbook.
///
/// # Errors
/// If it is no workbook, or its columns hold no article.
pub(in crate::import) fn read(_name: &str, bytes: &[u8]) -> Result<ExtractedFile, ExtractionError> {
    let damaged = |error: &dyn std::fmt::Display| {
        ExtractionError::because(
            say!(en: "it is damaged or cut off; open it in a spreadsheet and save it again ({error})", fr: "il est abîmé ou incomplet ; ouvrez-le dans un tableur et enregistrez-le de nouveau (`{error}`)"),
        )
    };
    let mut workbook: Sheets<_> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut refusal = None;
    for sheet in workbook.sheet_names() {
        let rows = workbook.worksheet_range(&sheet).map_err(|error| damaged(&error))?;
        match articles(&rows) {
            Some(Ok(file)) => return Ok(file),
            Some(Err(reason)) => refusal = refusal.or(Some(reason)),
            None => {}
        }
    }
    Err(refusal
        .unwrap_or_else(|| ExtractionError::because(say!(en: "its sheets are empty", fr: "ses feuilles sont vides"))))
}

/// Returns the articles of a sheet; `None` if it is empty.
fn articles(rows: &Range<Data>) -> Option<Result<ExtractedFile, ExtractionError>> {
    let first_row = usize::try_from(rows.start()?.0).ok()?;
    let heading = rows.rows().map(|row| row.iter().map(text).collect());
    let (n_preamble, columns) = TableColumns::find(heading)?;
    let kind = match columns.kind() {
        Ok(kind) => kind,
        Err(reason) => return Some(Err(reason)),
    };
    let mut evidence = DayOrderEvidence::default();
    let mut sample = String::new();
    let below = || {
        rows.rows()
            .enumerate()
            .skip(n_preamble + 1)
            .filter(|(_, row)| row.iter().any(|cell| !text(cell).trim().is_empty()))
    };
    for (_, row) in below() {
        let cell = |index: usize| row.get(index).map(text);
        columns.count_dates(&mut evidence, &cell);
        columns.sample(&mut sample, &cell);
    }
    let order = evidence.order(columns.is_foreign(&sample));
    let (mut file, mut missing, mut seen) = (ExtractedFile::default(), MissingTexts::default(), SeenItems::default());
    let mut n_cut = 0;
    for (index, row) in below() {
        let n_row = first_row + index + 1;
        let item = columns.item(order, &|index| row.get(index).map(text));
        n_cut += usize::from(item.text.encode_utf16().count() >= MAX_CELL_LEN);
        let is_wanted = match kind {
            TableKind::Articles => item.has_text(),
            TableKind::References => item.is_reference(),
            TableKind::Addresses => false,
        };
        if !is_wanted {
            missing.add(n_row);
            continue;
        }
        let key = seen.key(&item.about, n_row);
        let whole = if kind == TableKind::Articles { &item.text } else { &item.summary };
        let mut document = if is_html(whole) {
            match page::extract_whole(whole) {
                Ok(document) => document,
                Err(ExtractionError(reason)) => {
                    file.unread.push(UnreadDocument {
                        place: say!(en: "row {n_row}", fr: "ligne {n_row}"),
                        reason,
                        is_loss: true,
                    });
                    continue;
                }
            }
        } else {
            ExtractedDocument { content: DocumentContent::Parts(paragraphs(whole)), ..ExtractedDocument::default() }
        };
        document.is_record = item.about.date.is_some();
        document.about = item.about;
        document.about.is_reference = kind == TableKind::References;
        document.key = Some(key);
        file.documents.push(document);
    }
    if file.documents.is_empty() && file.unread.is_empty() {
        let reason = if missing.n() == 0 {
            say!(en: "it has no rows below its heading", fr: "elle n’a aucune ligne sous son en-tête")
        } else {
            only_addresses(missing.n())
        };
        return Some(Err(ExtractionError(reason)));
    }
    let n_unknown = evidence.n_unknown(order);
    let unknown = (n_unknown > 0)
        .then(|| say!(en: "{n_unknown} dates may mean two days each, such as 05/09/2023, and are left unknown", fr: "dates ambiguës, comme 05/09/2023, et laissées inconnues : {n_unknown}"));
    let cut = (n_cut > 0).then(|| say!(en: "{n_cut} texts are as long as a cell can be and may be cut", fr: "textes aussi longs qu’une cellule le permet, peut-être coupés : {n_cut}"));
    let notices: Vec<Message> = [Some(columns.notice()), missing.notice(("row", "rows"), "lignes"), unknown, cut]
        .into_iter()
        .flatten()
        .collect();
    file.notice = Message::clauses(&notices);
    Some(Ok(file))
}

/// Returns the text of a cell; a day as `YYYY-MM-DD`.
fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(time) if time.is_datetime() => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Empty | Data::Error(_) => String::new(),
        cell => cell.to_string(),
    }
}
