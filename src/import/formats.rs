//! The table of formats: which reader reads which files, up to what size. A new format needs one file and one row.
//!
//! Turns the bytes of one document into an [`ExtractedDocument`]. A panic of a reader is caught here; larger documents
//! are read in a child process (`sandbox`).

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::extracted_document::{DocumentContent, ExtractedDocument, ExtractionError};
use super::text::charset;
use super::{mail, office, pdf, web};
use crate::source::limits::{MAX_MEDIA_LEN_BYTES, MAX_TEXT_LEN_BYTES};

/// A format that can be imported.
pub(crate) struct ImportFormat {
    /// Its name in messages and help.
    pub name: &'static str,
    /// Its file extensions, in lower case, the usual one first.
    pub endings: &'static [&'static str],
    /// The largest accepted file, in bytes.
    pub limit_bytes: u64,
    /// The largest file that is read in this process, in bytes. Larger ones are read in a child process, as they may be
    /// crafted to break the reader.
    pub in_process_limit_bytes: usize,
    /// What the import takes from it, for the help text.
    pub gives: &'static str,
    read: fn(&str, &[u8]) -> Result<ExtractedDocument, ExtractionError>,
}

/// A page of this size is parsed within milliseconds, whatever it contains.
const SMALL_BYTES: usize = 256 << 10;

/// The most lines of a text: each may become a paragraph, which takes a hundred times the memory of a short line.
const MAX_LINES: usize = 400_000;

/// All formats.
pub(crate) const IMPORTERS: [ImportFormat; 8] = [
    ImportFormat {
        name: "text",
        endings: &["txt", "text", ""],
        limit_bytes: MAX_TEXT_LEN_BYTES,
        in_process_limit_bytes: usize::MAX,
        gives: "headline, stated date or dateline, captions; wrapped lines joined; any encoding",
        read: read_text,
    },
    ImportFormat {
        name: "Markdown",
        endings: &["md", "markdown"],
        limit_bytes: MAX_TEXT_LEN_BYTES,
        in_process_limit_bytes: usize::MAX,
        gives: "all lines except boilerplate, unchanged; those keys of its front matter that an article may have",
        read: read_markdown,
    },
    ImportFormat {
        name: "saved web page",
        endings: &["html", "htm", "xhtml"],
        limit_bytes: MAX_TEXT_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "only the article; title, author, date, publisher, address, language from JSON-LD, Open Graph and meta; links, \
                emphasis, lists, subheadings; the lead picture from its _files folder",
        read: read_page,
    },
    ImportFormat {
        name: "web archive",
        endings: &["mhtml", "mht"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "the same as a web page; the lead picture from the archive",
        read: mail::read_archive,
    },
    ImportFormat {
        name: "PDF",
        endings: &["pdf"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: 0,
        gives: "the text layer: lines and hyphenated words joined, running heads and page numbers removed; scans have none",
        read: pdf::read,
    },
    ImportFormat {
        name: "Word",
        endings: &["docx"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "paragraphs, headings, lists, emphasis, links; the lead picture; no notes, comments or deleted text",
        read: office::docx::read,
    },
    ImportFormat {
        name: "OpenDocument",
        endings: &["odt"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "the same as Word",
        read: office::odt::read,
    },
    ImportFormat {
        name: "mail",
        endings: &["eml"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "its text, its subject as title where the text has no headline, the day it was sent as inferred date",
        read: mail::read_mail,
    },
];

/// Returns the format of a file by its extension.
#[must_use]
pub(crate) fn format_of(name: &str) -> Option<&'static ImportFormat> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    IMPORTERS.iter().find(|format| format.endings.contains(&ending.as_str()))
}

/// Reads a document in this process.
///
/// # Errors
/// If its format is unknown, or it is damaged or too large.
pub(crate) fn extract(name: &str, bytes: &[u8]) -> Result<ExtractedDocument, ExtractionError> {
    let format = format_of(name).ok_or_else(|| unknown(name))?;
    if u64::try_from(bytes.len()).is_ok_and(|len| len > format.limit_bytes) {
        return Err(ExtractionError::because(format!("it is larger than {} MiB", format.limit_bytes >> 20)));
    }
    // Documents may be hostile: if a library panics on one, only that document fails.
    catch_unwind(AssertUnwindSafe(|| (format.read)(name, bytes)))
        .unwrap_or_else(|_| Err(ExtractionError::because(format!("the reader of {} files gave up on it", format.name))))
}

/// Returns the error for an unknown format, with the formats that are accepted.
#[must_use]
pub(crate) fn unknown(name: &str) -> ExtractionError {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let known: Vec<String> = IMPORTERS.iter().map(|format| format!(".{}", format.endings[0])).collect();
    ExtractionError::because(format!("`.{ending}` files cannot be imported; save it as one of {}", known.join(" ")))
}

fn read_text(_name: &str, bytes: &[u8]) -> Result<ExtractedDocument, ExtractionError> {
    extract_text(charset::decode(bytes), DocumentContent::Lines)
}

fn read_markdown(_name: &str, bytes: &[u8]) -> Result<ExtractedDocument, ExtractionError> {
    extract_text(charset::decode(bytes), DocumentContent::Markdown)
}

fn extract_text(
    decoded: Result<charset::DecodedText, charset::DecodeError>,
    content: fn(String) -> DocumentContent,
) -> Result<ExtractedDocument, ExtractionError> {
    let decoded = decoded.map_err(|reason| ExtractionError::because(reason.to_string()))?;
    if decoded.text.matches('\n').nth(MAX_LINES).is_some() {
        return Err(ExtractionError::because(format!(
            "it has more than {MAX_LINES} lines; split it into its articles"
        )));
    }
    let converted_from = (decoded.encoding != charset::UTF_8_NAME).then(|| decoded.encoding.to_owned());
    Ok(ExtractedDocument { content: content(decoded.text), converted_from, ..ExtractedDocument::default() })
}

fn read_page(_name: &str, bytes: &[u8]) -> Result<ExtractedDocument, ExtractionError> {
    let decoded = charset::decode_page(bytes).map_err(|reason| ExtractionError::because(reason.to_string()))?;
    let mut extracted = web::page::extract(&decoded.text)?;
    extracted.converted_from = (decoded.encoding != charset::UTF_8_NAME).then(|| decoded.encoding.to_owned());
    Ok(extracted)
}
