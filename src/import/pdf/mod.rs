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
use crate::base::Message;
use crate::say;

/// Reads a PDF.
///
/// # Errors
/// If it is not a PDF, is encrypted, or exceeds a limit.
pub(super) fn read(_name: &str, bytes: &[u8]) -> Result<ExtractedDocument, ExtractionError> {
    let glyphs::PdfSheets { sheets, unreadable, first_picture } = glyphs::read_sheets(bytes)?;
    let mut extracted = ExtractedDocument::default();
    for number in unreadable {
        extracted.record_dropped(
            DropReason::Unreadable,
            say!(
                en: "page {number}: the PDF library gave up on it",
                fr: "page {number}, que le lecteur de PDF n’a pas pu lire",
            ),
        );
    }
    let is_scan: Vec<bool> = sheets.iter().map(scans::is_scan).collect();
    let has_scans = is_scan.contains(&true);
    for (number, _) in is_scan.iter().enumerate().filter(|(_, is_scan)| **is_scan) {
        extracted.record_dropped(
            DropReason::Unreadable,
            say!(
                en: "page {n}: it is a scan without text",
                fr: "page {n}, numérisée sans texte",
                n = number + 1,
            ),
        );
    }
    let sheets: Vec<glyphs::PdfSheet> = sheets
        .into_iter()
        .zip(is_scan)
        .map(|(sheet, is_scan)| if is_scan { glyphs::PdfSheet::default() } else { columns::in_reading_order(sheet) })
        .collect();
    let (lines, heads) = running_heads::without_running_heads(layout::lines(&sheets));
    for head in heads {
        extracted.record_dropped(DropReason::RunningHead, Message::same(head));
    }
    let parts = layout::paragraphs(&lines);
    if parts.is_empty() {
        extracted.dropped.clear();
        extracted.picture = first_picture.filter(|_| has_scans).map(ExtractedPicture::Inside);
        extracted.without_text = Some(without_text(has_scans));
    }
    extracted.content = DocumentContent::Parts(parts);
    Ok(extracted)
}

/// Says why a document without text is not imported, and what to do.
fn without_text(has_scans: bool) -> Message {
    match has_scans {
        true => say!(
            en: "it is a scan: a picture of text. `ocrmypdf in.pdf out.pdf` makes text of it; with --as-picture it becomes an \
                 article without text that shows its first page",
            fr: "c’est un texte numérisé en image. `ocrmypdf in.pdf out.pdf` en tire un texte ; avec `--as-picture`, il devient \
                 un article sans texte qui montre sa première page"
        ),
        // Its text is drawn in outlines.
        false => say!(
            en: "it has no text layer: it is a picture of text. `ocrmypdf in.pdf out.pdf` makes text of it; with --as-picture it \
                 becomes an article without text",
            fr: "il n’a pas de couche de texte : c’est l’image d’un texte. `ocrmypdf in.pdf out.pdf` en tire un texte ; avec \
                 `--as-picture`, il devient un article sans texte"
        ),
    }
}
