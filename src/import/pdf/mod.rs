//! PDF: the glyphs of the text layer, then the lines and paragraphs that they form. Scans without a text layer are
//! rejected.

mod glyphs;
mod hyphens;
mod layout;
mod running_heads;
mod widths;

use super::extracted_document::{DocumentContent, DropReason, ExtractedDocument, ExtractionError};

/// Reads a PDF.
///
/// # Errors
/// If it is not a PDF, is encrypted, has no text layer, or exceeds a limit.
pub(super) fn read(_name: &str, bytes: &[u8]) -> Result<ExtractedDocument, ExtractionError> {
    let glyphs::PdfSheets { sheets, unreadable } = glyphs::read_sheets(bytes)?;
    let mut extracted = ExtractedDocument::default();
    for number in unreadable {
        extracted.record_dropped(DropReason::Unreadable, format!("page {number}: the PDF library gave up on it"));
    }
    let (lines, heads) = running_heads::without_running_heads(layout::lines(&sheets));
    for head in heads {
        extracted.record_dropped(DropReason::RunningHead, head);
    }
    let parts = layout::paragraphs(&lines);
    if parts.is_empty() {
        return Err(ExtractionError::because(
            "it has no text layer: it is a scan or a picture of text; run text recognition (OCR) on it first",
        ));
    }
    extracted.content = DocumentContent::Parts(parts);
    Ok(extracted)
}
