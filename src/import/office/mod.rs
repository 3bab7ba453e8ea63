//! Word processor documents: .docx (ECMA-376) and .odt (OpenDocument 1.3), both XML in a ZIP archive, and .rtf.
//!
//! Word and RTF files are read as paragraphs, as exports of press databases come in them: `press` splits these.

use super::extracted_document::{BlockRole, ExtractedFile, ExtractionError};
use super::press::paragraphs::split;

pub(in crate::import) mod docx;
pub(in crate::import) mod odt;
pub(in crate::import) mod rtf;
pub(in crate::import) mod xml;

/// The largest XML part or picture that is read from an archive, in bytes.
const MAX_PART_BYTES: u64 = 64 << 20;

/// Reads a Word document.
///
/// # Errors
/// If it is damaged or exceeds a limit.
pub(in crate::import) fn read_docx(_name: &str, bytes: &[u8]) -> Result<ExtractedFile, ExtractionError> {
    docx::paragraphs(bytes).map(split)
}

/// Reads an RTF file.
///
/// # Errors
/// If it is damaged or exceeds a limit.
pub(in crate::import) fn read_rtf(_name: &str, bytes: &[u8]) -> Result<ExtractedFile, ExtractionError> {
    rtf::paragraphs(bytes).map(split)
}

/// Returns the role of a style id in the English and French templates of Word; a style of RTF has the same name.
fn role_of_style(style: &str) -> Option<BlockRole> {
    let style = style.to_lowercase();
    let level = |rest: &str| rest.trim().parse::<u8>().ok().map(|level| BlockRole::Heading((level + 1).clamp(2, 6)));
    match style.as_str() {
        "title" | "titre" => Some(BlockRole::Title),
        "quote" | "intensequote" | "citation" | "citationintense" => Some(BlockRole::Quote),
        "caption" | "lgende" | "légende" => Some(BlockRole::Caption),
        _ => style.strip_prefix("heading").or_else(|| style.strip_prefix("titre")).and_then(level),
    }
}
