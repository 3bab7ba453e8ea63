//! The table of formats: which reader reads which files, up to what size. A new format needs one file and one row.
//!
//! A row recognises a file by its first bytes, else by its extension. Its reader makes of the bytes one
//! [`ExtractedDocument`], or an [`ExtractedFile`] of several; or, for containers that may be larger than the memory, an
//! iterator over the [`Piece`]s. A panic of a reader is caught here; larger documents are read in a child process
//! (`sandbox`).

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::containers::{
    ContainerInput, Pieces, alto, bibtex, enex, feed, json_items, mbox, mets, ris, table, wacz, warc, workbook,
    zotero_rdf,
};
use super::extracted_document::{DocumentContent, ExtractedDocument, ExtractedFile, ExtractionError};
use super::press::{self, PressFile, address_lists};
use super::text::charset;
use super::unknown_format::unknown;
use super::{epub, mail, note, office, pdf, picture, web};
use crate::say;
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
    /// What the import takes from it, for the help text; empty for a format that no file has.
    pub gives: &'static str,
    /// Whether the first [`HEAD_BYTES`] of a file show that it has this format, whatever its extension.
    recognises: fn(&[u8]) -> bool,
    /// Its reader.
    pub(super) reader: FormatReader,
}

/// What reads a format. The first argument is the file's name.
#[derive(Clone, Copy)]
pub(super) enum FormatReader {
    /// A reader of files that are one document.
    Document(fn(&str, &[u8]) -> Result<ExtractedDocument, ExtractionError>),
    /// A reader of files that may hold several.
    Documents(fn(&str, &[u8]) -> Result<ExtractedFile, ExtractionError>),
    /// A reader of containers, which gives one document after the other.
    Pieces(ContainerReader),
}

/// How much of a file its format may be recognised by, in bytes.
pub(crate) const HEAD_BYTES: usize = 64 << 10;

/// A page of this size is parsed within milliseconds, whatever it contains.
const SMALL_BYTES: usize = 256 << 10;

/// The most lines of a text: each may become a paragraph, which takes a hundred times the memory of a short line.
const MAX_LINES: usize = 400_000;

/// The extension of a piece of HTML that is an article and nothing else, as exports hold it. No file has it.
const CLIPPING: &str = "clipping";

/// What opens a container.
pub(super) type ContainerReader = fn(&str, ContainerInput) -> Result<Pieces, ExtractionError>;

/// All formats.
pub(crate) const IMPORTERS: &[ImportFormat] = &[
    ImportFormat {
        name: "mail box",
        endings: &["mbox", "mbx"],
        limit_bytes: u64::MAX,
        in_process_limit_bytes: usize::MAX,
        gives: "each mail in it, as .eml",
        recognises: mbox::recognises,
        reader: FormatReader::Pieces(mbox::pieces),
    },
    ImportFormat {
        name: "press XML",
        endings: &["xml"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "each article of an export of Factiva, or of a corpus of TXM",
        recognises: press::xml::recognises,
        reader: FormatReader::Documents(press::xml::read),
    },
    ImportFormat {
        name: "web archive (WARC)",
        endings: &["warc", "arc"],
        limit_bytes: u64::MAX,
        in_process_limit_bytes: usize::MAX,
        gives: "each page in it that is an article, as a saved page with its address and the day it was saved; also \
                compressed (.warc.gz)",
        recognises: warc::recognises,
        reader: FormatReader::Pieces(warc::pieces),
    },
    ImportFormat {
        name: "web archive (WACZ)",
        endings: &["wacz"],
        limit_bytes: u64::MAX,
        in_process_limit_bytes: usize::MAX,
        gives: "the same, of the pages that a person visited",
        recognises: by_extension_only,
        reader: FormatReader::Pieces(wacz::pieces),
    },
    ImportFormat {
        name: "feed",
        endings: &["rss", "atom"],
        limit_bytes: u64::MAX,
        in_process_limit_bytes: usize::MAX,
        gives: "each entry that has its text, in RSS and Atom (also .xml), with title, author, date, address and keywords",
        recognises: feed::recognises,
        reader: FormatReader::Pieces(feed::pieces),
    },
    ImportFormat {
        name: "Evernote export",
        endings: &["enex"],
        limit_bytes: u64::MAX,
        in_process_limit_bytes: usize::MAX,
        gives: "each note, with its address, its keywords and the day it was made as `retrieved`; no pictures",
        recognises: enex::recognises,
        reader: FormatReader::Pieces(enex::pieces),
    },
    ImportFormat {
        name: "export in JSON",
        endings: &["json", "jsonl", "ndjson"],
        limit_bytes: u64::MAX,
        in_process_limit_bytes: usize::MAX,
        gives: "each article of wallabag, Omnivore, Readwise, Karakeep and others, of a JSON Feed or of JSON Lines; \
                references in CSL-JSON as articles of `rights: reference`",
        recognises: json_items::recognises,
        reader: FormatReader::Pieces(json_items::pieces),
    },
    ImportFormat {
        name: "RIS",
        endings: &["ris"],
        limit_bytes: u64::MAX,
        in_process_limit_bytes: usize::MAX,
        gives: "each reference, with the text of a file beside it, else as an article of `rights: reference`",
        recognises: ris::recognises,
        reader: FormatReader::Pieces(ris::pieces),
    },
    ImportFormat {
        name: "BibTeX",
        endings: &["bib", "bibtex"],
        limit_bytes: MAX_TEXT_LEN_BYTES,
        in_process_limit_bytes: 0,
        gives: "the same as RIS",
        recognises: by_extension_only,
        reader: FormatReader::Documents(bibtex::read),
    },
    ImportFormat {
        name: "Zotero export",
        endings: &["rdf"],
        limit_bytes: u64::MAX,
        in_process_limit_bytes: usize::MAX,
        gives: "the same as RIS, with the files of the export; at most 16 MiB without them",
        recognises: zotero_rdf::recognises,
        reader: FormatReader::Pieces(zotero_rdf::pieces),
    },
    ImportFormat {
        name: "digitised issue (METS)",
        endings: &["mets"],
        limit_bytes: u64::MAX,
        in_process_limit_bytes: usize::MAX,
        gives: "each article of the issue (also .xml), from the ALTO pages beside it; at most 2,000 pages and 64 MiB of text",
        recognises: mets::recognises,
        reader: FormatReader::Pieces(mets::pieces),
    },
    ImportFormat {
        name: "digitised page (ALTO)",
        endings: &["alto"],
        limit_bytes: MAX_TEXT_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "the text of the page (also .xml and .xml.gz), divided words joined",
        recognises: alto::recognises,
        reader: FormatReader::Documents(alto::read),
    },
    ImportFormat {
        name: "table",
        endings: &["csv", "tsv", "tab"],
        limit_bytes: u64::MAX,
        in_process_limit_bytes: usize::MAX,
        gives: "an article for each row; the columns are known by their names (title, text, date, publisher, author, url, \
                language, tags and the like, in French, English, German and Spanish)",
        recognises: by_extension_only,
        reader: FormatReader::Pieces(table::pieces),
    },
    ImportFormat {
        name: "workbook",
        endings: &["xlsx", "xlsm", "xls", "ods"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: 0,
        gives: "the same as a table, from the first sheet that has such columns",
        recognises: by_extension_only,
        reader: FormatReader::Documents(workbook::read),
    },
    ImportFormat {
        name: "clipping",
        endings: &[CLIPPING],
        limit_bytes: MAX_TEXT_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "",
        recognises: by_extension_only,
        reader: FormatReader::Document(read_clipping),
    },
    ImportFormat {
        name: "reading list",
        endings: &[],
        limit_bytes: MAX_TEXT_LEN_BYTES,
        in_process_limit_bytes: usize::MAX,
        gives: "",
        recognises: address_lists::recognises_table,
        reader: FormatReader::Documents(address_lists::read_table),
    },
    ImportFormat {
        name: "text",
        endings: &["txt", "text", ""],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: usize::MAX,
        gives: "headline, stated date or dateline, captions; wrapped lines joined; any encoding; each article of an export of \
                Nexis or ProQuest, or of a corpus of IRaMuTeQ",
        recognises: by_extension_only,
        reader: FormatReader::Documents(read_text),
    },
    ImportFormat {
        name: "Markdown",
        endings: &["md", "markdown"],
        limit_bytes: MAX_TEXT_LEN_BYTES,
        in_process_limit_bytes: usize::MAX,
        gives: "all lines except boilerplate, unchanged; those keys of its front matter that an article may have",
        recognises: by_extension_only,
        reader: FormatReader::Document(read_markdown),
    },
    ImportFormat {
        name: "saved web page",
        endings: &["html", "htm", "xhtml"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "each article of an export of Europresse, Factiva, Nexis or ProQuest; else only the article: title, author, date, publisher, address, language from JSON-LD, Open Graph and meta; links, \
                emphasis, lists, subheadings; the lead picture from its _files folder",
        recognises: by_extension_only,
        reader: FormatReader::Documents(read_page),
    },
    ImportFormat {
        name: "web archive",
        endings: &["mhtml", "mht"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "the same as a web page; the lead picture from the archive",
        recognises: by_extension_only,
        reader: FormatReader::Document(mail::read_archive),
    },
    ImportFormat {
        name: "PDF",
        endings: &["pdf"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: 0,
        gives: "the text layer: lines and hyphenated words joined, running heads and page numbers removed; scans have none",
        recognises: by_extension_only,
        reader: FormatReader::Document(pdf::read),
    },
    ImportFormat {
        name: "picture",
        endings: &["jpg", "jpeg", "png", "gif", "webp"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: usize::MAX,
        gives: "only with --as-picture: an article without text that shows it",
        recognises: by_extension_only,
        reader: FormatReader::Document(picture::read),
    },
    ImportFormat {
        name: "Word",
        endings: &["docx"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "paragraphs, headings, lists, emphasis, links; the lead picture; no notes, comments or deleted text",
        recognises: by_extension_only,
        reader: FormatReader::Documents(office::read_docx),
    },
    ImportFormat {
        name: "old Word",
        endings: &["doc", "dot"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "paragraphs and links of Word 97 to 2003, without bold type",
        recognises: by_extension_only,
        reader: FormatReader::Documents(office::read_doc),
    },
    ImportFormat {
        name: "RTF",
        endings: &["rtf"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "the same as Word",
        recognises: office::rtf::recognises,
        reader: FormatReader::Documents(office::read_rtf),
    },
    ImportFormat {
        name: "OpenDocument",
        endings: &["odt"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "the same as Word",
        recognises: by_extension_only,
        reader: FormatReader::Document(office::odt::read),
    },
    ImportFormat {
        name: "EPUB",
        endings: &["epub"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "each article of a newspaper, each chapter of a book, without covers and contents; the day of an issue as inferred \
                date",
        recognises: epub::recognises,
        reader: FormatReader::Documents(epub::read),
    },
    ImportFormat {
        name: "mail",
        endings: &["eml"],
        limit_bytes: MAX_MEDIA_LEN_BYTES,
        in_process_limit_bytes: SMALL_BYTES,
        gives: "its text, its subject as title where the text has no headline, the day it was sent as inferred date",
        recognises: by_extension_only,
        reader: FormatReader::Documents(mail::read_mail),
    },
];

/// Returns the format of a file by its first bytes, else by its extension. `head` has at most [`HEAD_BYTES`].
#[must_use]
pub(crate) fn format_of(name: &str, head: &[u8]) -> Option<&'static ImportFormat> {
    let ending = extension(name);
    recognised_format(head).or_else(|| IMPORTERS.iter().find(|format| format.endings.contains(&ending.as_str())))
}

/// Returns the format that the first bytes of a file show; at most [`HEAD_BYTES`] are looked at.
#[must_use]
pub(super) fn recognised_format(head: &[u8]) -> Option<&'static ImportFormat> {
    let head = &head[..head.len().min(HEAD_BYTES)];
    IMPORTERS.iter().find(|format| (format.recognises)(head))
}

/// Returns the formats that files have.
pub(crate) fn formats_of_files() -> impl Iterator<Item = &'static ImportFormat> {
    IMPORTERS.iter().filter(|format| !format.gives.is_empty())
}

fn by_extension_only(_head: &[u8]) -> bool {
    false
}

/// Returns the extension of a file in lower case, without the dot.
pub(super) fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase()
}

/// Reads a file in this process. Containers are read by [`pieces`] instead.
///
/// # Errors
/// If its format is unknown, or it is damaged or too large.
pub(crate) fn extract(name: &str, bytes: &[u8]) -> Result<ExtractedFile, ExtractionError> {
    let format = format_of(name, bytes).ok_or_else(|| unknown(name))?;
    if bytes.is_empty() {
        return Err(ExtractionError::because(charset::DecodeError::Empty.message()));
    }
    if u64::try_from(bytes.len()).is_ok_and(|len| len > format.limit_bytes) {
        return Err(ExtractionError::because(
            say!(en: "it is larger than {n} MiB", fr: "il dépasse {n} Mio", n = format.limit_bytes >> 20),
        ));
    }
    // Documents may be hostile: if a library panics on one, only that document fails.
    catch_unwind(AssertUnwindSafe(|| match format.reader {
        FormatReader::Document(read) => read(name, bytes).map(ExtractedFile::from),
        FormatReader::Documents(read) => read(name, bytes),
        FormatReader::Pieces(_) => {
            Err(ExtractionError::because(say!(en: "a {name} within a document is not read", fr: "dans un document, le format {name} n’est pas lu", name = format.name)))
        }
    }))
    .unwrap_or_else(|_| {
        Err(ExtractionError::because(say!(en: "the reader of {name} files gave up on it; open it in the program that made it and save it again", fr: "la lecture de ce fichier ({name}) a échoué ; ouvrez-le dans le programme qui l’a fait et enregistrez-le de nouveau", name = format.name)))
    })
}

/// Returns what opens the format as a container; `None` if its files are read whole.
pub(super) fn container_reader(format: &ImportFormat) -> Option<ContainerReader> {
    match format.reader {
        FormatReader::Pieces(open) => Some(open),
        FormatReader::Document(_) | FormatReader::Documents(_) => None,
    }
}

fn read_text(_name: &str, bytes: &[u8]) -> Result<ExtractedFile, ExtractionError> {
    let document = extract_text(charset::decode(bytes), DocumentContent::Lines)?;
    let DocumentContent::Lines(text) = &document.content else { return Ok(document.into()) };
    match press::read_text(text) {
        PressFile::Export(file) => Ok(converted(file, document.converted_from.as_ref())),
        PressFile::Several(n) => {
            Ok(ExtractedFile { notice: Some(press::several_notice(n)), ..single(document, bytes)?.into() })
        }
        PressFile::Single => Ok(single(document, bytes)?.into()),
    }
}

/// Notes the encoding of a file in its documents.
fn converted(mut file: ExtractedFile, encoding: Option<&String>) -> ExtractedFile {
    for document in &mut file.documents {
        document.converted_from = encoding.cloned();
    }
    file
}

/// Holds a file that is one document to the limit of one: only an export may be larger.
fn single(document: ExtractedDocument, bytes: &[u8]) -> Result<ExtractedDocument, ExtractionError> {
    if u64::try_from(bytes.len()).is_ok_and(|len| len > MAX_TEXT_LEN_BYTES) {
        return Err(ExtractionError::because(
            say!(en: "it has {size} MiB, more than the limit of {limit} MiB for one document", fr: "il fait {size} Mio, plus que la limite de {limit} Mio pour un document", size = bytes.len() >> 20, limit = MAX_TEXT_LEN_BYTES >> 20),
        ));
    }
    Ok(document)
}

fn read_markdown(_name: &str, bytes: &[u8]) -> Result<ExtractedDocument, ExtractionError> {
    extract_text(charset::decode(bytes), DocumentContent::Markdown).map(note::with_properties)
}

fn read_clipping(_name: &str, bytes: &[u8]) -> Result<ExtractedDocument, ExtractionError> {
    web::page::extract_whole(&String::from_utf8_lossy(bytes))
}

fn extract_text(
    decoded: Result<charset::DecodedText, charset::DecodeError>,
    content: fn(String) -> DocumentContent,
) -> Result<ExtractedDocument, ExtractionError> {
    let decoded = decoded.map_err(|reason| ExtractionError::because(reason.message()))?;
    if decoded.text.matches('\n').nth(MAX_LINES).is_some() {
        return Err(ExtractionError::because(
            say!(en: "it has more than {MAX_LINES} lines; split it into its articles", fr: "il a plus de {MAX_LINES} lignes ; séparez-en les articles"),
        ));
    }
    let converted_from = (decoded.encoding != charset::UTF_8_NAME).then(|| decoded.encoding.to_owned());
    Ok(ExtractedDocument { content: content(decoded.text), converted_from, ..ExtractedDocument::default() })
}

fn read_page(_name: &str, bytes: &[u8]) -> Result<ExtractedFile, ExtractionError> {
    let decoded = charset::decode_page(bytes).map_err(|reason| ExtractionError::because(reason.message()))?;
    let encoding = (decoded.encoding != charset::UTF_8_NAME).then(|| decoded.encoding.to_owned());
    let (extracted, notice) = match press::read_page(&decoded.text)? {
        PressFile::Export(file) => return Ok(converted(file, encoding.as_ref())),
        PressFile::Several(n) => (web::page::extract_whole(&decoded.text)?, Some(press::several_notice(n))),
        PressFile::Single => (web::page::extract(&decoded.text)?, None),
    };
    let mut extracted = single(extracted, bytes)?;
    extracted.converted_from = encoding;
    Ok(ExtractedFile { notice, ..extracted.into() })
}
