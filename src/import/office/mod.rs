//! Word processor documents: .docx (ECMA-376) and .odt (OpenDocument 1.3), both XML in a ZIP archive, .rtf and the old .doc.
//!
//! Word and RTF files are read as paragraphs, as exports of press databases come in them: `press` splits these.

use super::extracted_document::{BlockRole, ExtractedFile, ExtractionError};
use super::press::paragraphs::split;
use super::runs::safe_address;
use crate::say;

pub(in crate::import) mod doc;
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

/// Reads a .doc file: an old Word document, or one of a newer kind under the old name.
///
/// # Errors
/// If it is none of these, is damaged or exceeds a limit.
pub(in crate::import) fn read_doc(name: &str, bytes: &[u8]) -> Result<ExtractedFile, ExtractionError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return read_docx(name, bytes);
    }
    if !doc::recognises(bytes) {
        return Err(ExtractionError::because(
            say!(en: "it is no Word document; open it in LibreOffice or Word and save it as .docx, or as .html if it is a page", fr: "ce n’est pas un document Word ; ouvrez-le dans LibreOffice ou Word et enregistrez-le en .docx, ou en .html si c’est une page"),
        ));
    }
    let mut file = split(doc::paragraphs(bytes)?);
    let old = say!(
        en: "is of the old format of Word: read without bold type, and words that were deleted with changes tracked may be in it",
        fr: "est de l’ancien format de Word : lu sans les gras, et des mots supprimés en mode de suivi peuvent y être"
    );
    file.notice = Some(match file.notice {
        None => old,
        Some(before) => say!(en: "{before}; it {old}", fr: "{before} ; il {old}"; before, old),
    });
    Ok(file)
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

/// Returns the address in the instruction of a field: `HYPERLINK "https://…" \o "…"`.
fn hyperlink_target(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start();
    let rest = rest.get(..9).filter(|word| word.eq_ignore_ascii_case("hyperlink")).and(rest.get(9..))?.trim_start();
    let address = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split_whitespace().next()?,
    };
    safe_address(address)
}
