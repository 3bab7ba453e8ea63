//! PDF: the glyphs of the text layer, then the lines and paragraphs that they form. Scans are rejected, unless the user
//! wants them as pictures without text.

mod columns;
mod glyphs;
mod hyphens;
mod layout;
mod running_heads;
mod scans;
mod widths;

use super::extracted_document::{DocumentContent, DropReason, ExtractedDocument, ExtractedPicture, ExtractionError};

/// Why a scan is not imported, and what to do.
const SCAN: &str = "it is a scan: a picture of text. `ocrmypdf in.pdf out.pdf` makes text of it; with --as-picture it becomes \
                    an article without text that shows its first page";

/// Reads a PDF.
///
/// # Errors
/// If it is not a PDF, is encrypted, or exceeds a limit.
pub(super) fn read(_name: &str, bytes: &[u8]) -> Result<ExtractedDocument, ExtractionError> {
    let glyphs::PdfSheets { sheets, unreadable, first_picture } = glyphs::read_sheets(bytes)?;
    let mut extracted = ExtractedDocument::default();
    for number in unreadable {
        extracted.record_dropped(DropReason::Unreadable, format!("page {number}: the PDF library gave up on it"));
    }
    let is_scan: Vec<bool> = sheets.iter().map(scans::is_scan).collect();
    let has_scans = is_scan.contains(&true);
    for (number, _) in is_scan.iter().enumerate().filter(|(_, is_scan)| **is_scan) {
        extracted.record_dropped(DropReason::Unreadable, format!("page {}: it is a scan without text", number + 1));
    }
    let sheets: Vec<glyphs::PdfSheet> = sheets
        .into_iter()
        .zip(is_scan)
        .map(|(sheet, is_scan)| if is_scan { glyphs::PdfSheet::default() } else { columns::in_reading_order(sheet) })
        .collect();
    let (lines, heads) = running_heads::without_running_heads(layout::lines(&sheets));
    for head in heads {
        extracted.record_dropped(DropReason::RunningHead, head);
    }
    let parts = layout::paragraphs(&lines);
    if parts.is_empty() {
        extracted.dropped.clear();
        extracted.picture = first_picture.filter(|_| has_scans).map(ExtractedPicture::Inside);
        extracted.without_text = Some(if has_scans { SCAN } else { NO_TEXT }.to_owned());
    }
    extracted.content = DocumentContent::Parts(parts);
    Ok(extracted)
}

/// Why a document whose text is drawn in outlines is not imported.
const NO_TEXT: &str = "it has no text layer: it is a picture of text. `ocrmypdf in.pdf out.pdf` makes text of it; with --as-picture it \
                       becomes an article without text";
