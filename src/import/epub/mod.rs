//! EPUB books and newspapers (.epub, versions 2 and 3): an article for each chapter, or for each article of an issue.
//!
//! ```text
//! package    container.xml and the package file  -> BookPackage: description, files in reading order
//! contents   the table of contents               -> ContentsEntry, in order
//! chapters   both                                -> ChapterPlan: which pieces of which files are one article
//! web        the text of a piece                 -> BookSection
//! ```
//!
//! Covers, title pages, contents and navigation are left out and counted. The date of a book is not that of its chapters;
//! only a newspaper or magazine has one, which is that of the issue. Protected books are refused.

mod chapters;
mod contents;
mod package;

use std::collections::BTreeMap;
use std::io::Cursor;

use chapters::{ChapterPiece, ChapterPlan, plan_chapters};
use contents::read_contents;
use package::BookPackage;

use super::extracted_document::{
    BlockRole, DocumentContent, DocumentKey, DocumentMetadata, DropReason, DroppedContent, ExtractedDocument,
    ExtractedFile, ExtractedPicture, ExtractionError, MetadataDate, TextBlock, UnreadDocument,
};
use super::picture;
use super::text::charset;
use super::text::lines::{fold, sentence_end};
use super::web::section::{BookSection, read_section};
use super::zip_container::ZipContainer;
use crate::base::Message;
use crate::say;
use crate::source::limits::MAX_TEXT_LEN_BYTES;

/// The most articles of a book.
const MAX_CHAPTERS: usize = 5000;
/// The most bytes of text that are read from a book.
const MAX_BOOK_BYTES: usize = 128 << 20;
/// The longest id of an element, in bytes.
const MAX_ID_BYTES: usize = 300;
/// What a paragraph of a text has at least, in characters: less is on a title page.
const MIN_SENTENCE_LEN: usize = 40;
/// How much text without a full stop is still a text, in characters.
const MIN_TEXT_LEN: usize = 400;

/// Returns whether a file begins as an EPUB, whose first entry is its media type.
pub(super) fn recognises(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
        && head.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/epub+zip"))
}

/// Reads a book.
///
/// # Errors
/// If it is no EPUB, is protected, or exceeds a limit.
pub(super) fn read(_name: &str, bytes: &[u8]) -> Result<ExtractedFile, ExtractionError> {
    let mut archive = ZipContainer::open(Cursor::new(bytes))?;
    let package = BookPackage::read(&mut archive)?;
    let entries = read_contents(&mut archive, &package);
    let mut file = ExtractedFile::default();
    let plans = plan_chapters(&package, &entries);
    if plans.len() > MAX_CHAPTERS {
        return Err(ExtractionError::because(
            say!(en: "it has more than {MAX_CHAPTERS} chapters", fr: "il a plus de {MAX_CHAPTERS} chapitres"),
        ));
    }
    let mut book = OpenBook { archive, package, n_bytes: 0, file_at_hand: None };
    let mut n_left_out = book.package.n_left_out;
    for (index, plan) in plans.iter().enumerate() {
        match book.chapter(plan) {
            Ok(Some(document)) => file.documents.push(document),
            Ok(None) => n_left_out += 1,
            Err(reason) => {
                let place = match &plan.title {
                    Some(title) => say!(en: "chapter {n} ({title})", fr: "chapitre {n} ({title})", n = index + 1),
                    None => say!(en: "chapter {n}", fr: "chapitre {n}", n = index + 1),
                };
                file.unread.push(UnreadDocument { place, reason: reason.0, is_loss: true });
            }
        }
    }
    let is_only = file.documents.len() == 1;
    for (index, document) in file.documents.iter_mut().enumerate() {
        document.key = (!is_only).then_some(DocumentKey::Place(index + 1));
    }
    if n_left_out > 0 {
        let what = say!(en: "page without an article: cover, title page, contents", fr: "page sans article (couverture, page de titre, table des matières)");
        file.dropped.push(DroppedContent { kind: DropReason::Furniture, what, count: n_left_out });
    }
    if file.documents.is_empty() && file.unread.is_empty() {
        return Err(ExtractionError::because(
            say!(en: "it holds no chapter with text", fr: "il ne contient aucun chapitre qui ait du texte"),
        ));
    }
    Ok(file)
}

/// A book whose chapters are being read.
struct OpenBook<'b> {
    archive: ZipContainer<Cursor<&'b [u8]>>,
    package: BookPackage,
    n_bytes: usize,
    /// The last file that was read: its chapters follow each other.
    file_at_hand: Option<BookFile>,
}

/// A file of a book.
struct BookFile {
    path: String,
    html: String,
    /// Where the tag of the element with an id begins.
    element_starts: BTreeMap<String, usize>,
}

impl OpenBook<'_> {
    /// Reads a chapter; `None` if it has no text.
    fn chapter(&mut self, plan: &ChapterPlan) -> Result<Option<ExtractedDocument>, ExtractionError> {
        let mut document = ExtractedDocument::default();
        let mut parts: Vec<TextBlock> = Vec::new();
        let mut address = None;
        let mut language = None;
        for piece in &plan.pieces {
            let html = self.html(piece)?;
            let section: BookSection = read_section(&html, &mut document)?;
            if section.is_front_matter {
                continue;
            }
            for source in section.pictures {
                self.picture(&piece.path, &source, &mut document);
            }
            parts.extend(section.parts);
            address = address.or(section.address);
            language = language.or(section.language);
        }
        if !has_text(&parts) {
            return Ok(None);
        }
        let title = plan.title.clone().filter(|title| title.chars().any(char::is_alphabetic));
        mark_title(&mut parts, title.as_deref());
        let package = &self.package;
        document.content = DocumentContent::Parts(parts);
        document.about = DocumentMetadata {
            title,
            author: package.author.clone(),
            publisher: package.publisher.clone(),
            date: package.issue_date.clone().map(|iso| MetadataDate {
                iso,
                place: say!(en: "the day of the issue, in the book’s description", fr: "le jour du numéro, dans la description du livre"),
                is_publication: false,
            }),
            language: language.or_else(|| package.language.clone()),
            url: address,
            ..DocumentMetadata::default()
        };
        Ok(Some(document))
    }

    /// Returns the HTML of a piece.
    fn html(&mut self, piece: &ChapterPiece) -> Result<String, ExtractionError> {
        if self.file_at_hand.as_ref().is_none_or(|file| file.path != piece.path) {
            let missing = || {
                ExtractionError::because(
                    say!(en: "`{path}` is missing in it", fr: "il y manque `{path}`", path = piece.path),
                )
            };
            let bytes = self.archive.read_named(&piece.path, MAX_TEXT_LEN_BYTES)?.ok_or_else(missing)?;
            self.n_bytes += bytes.len();
            if self.n_bytes > MAX_BOOK_BYTES {
                return Err(ExtractionError::because(
                    say!(en: "the book has more than {n} MiB of text", fr: "le livre a plus de {n} Mio de texte", n = MAX_BOOK_BYTES >> 20),
                ));
            }
            let html = charset::decode_page(&bytes).map(|decoded| decoded.text).unwrap_or_default();
            let element_starts = element_starts(&html);
            self.file_at_hand = Some(BookFile { path: piece.path.clone(), html, element_starts });
        }
        let Some(file) = &self.file_at_hand else { return Ok(String::new()) };
        let place = |id: &Option<String>| id.as_ref().and_then(|id| file.element_starts.get(id).copied());
        let start = place(&piece.from).unwrap_or(0);
        let end = place(&piece.until).filter(|end| *end >= start).unwrap_or(file.html.len());
        Ok(file.html.get(start..end).unwrap_or_default().to_owned())
    }

    /// Takes the first picture as the lead picture; records the others.
    fn picture(&mut self, page: &str, source: &str, document: &mut ExtractedDocument) {
        let limit = u64::try_from(picture::MAX_PICTURE_BYTES).unwrap_or(0);
        let mut inside = || {
            let path = package::resolve(page, source)?;
            let bytes = self.archive.read_named(&path, limit).ok()??;
            picture::ending(&bytes).map(|_| bytes)
        };
        match inside() {
            Some(bytes) if document.picture.is_none() => document.picture = Some(ExtractedPicture::Inside(bytes)),
            _ => {
                let shown: String = source.chars().filter(|character| !character.is_control()).take(120).collect();
                document.record_dropped(DropReason::Picture, Message::same(format!("<img> {shown}")));
            }
        }
    }
}

/// Returns where the tags of the elements with an id begin.
fn element_starts(html: &str) -> BTreeMap<String, usize> {
    let mut starts = BTreeMap::new();
    let mut tag = 0;
    for (at, _) in html.match_indices(['<', '=']) {
        let (before, rest) = html.split_at(at);
        if rest.starts_with('<') {
            tag = at;
            continue;
        }
        let is_id = [" id", "\nid", "\tid", " name"].iter().any(|name| before.ends_with(name));
        let Some(quote) = rest.as_bytes().get(1).copied().filter(|quote| is_id && matches!(quote, b'"' | b'\'')) else {
            continue;
        };
        let value = rest.get(2..).unwrap_or_default();
        if let Some(id) =
            value.bytes().take(MAX_ID_BYTES).position(|byte| byte == quote).and_then(|end| value.get(..end))
        {
            starts.entry(id.to_owned()).or_insert(tag);
        }
    }
    starts
}

/// Returns whether a chapter has a sentence, or much text.
fn has_text(parts: &[TextBlock]) -> bool {
    let is_sentence =
        |part: &TextBlock| part.text.chars().count() >= MIN_SENTENCE_LEN && sentence_end(&part.text).is_some();
    let has_prose =
        |part: &TextBlock| matches!(part.role, BlockRole::Paragraph | BlockRole::Quote) && is_sentence(part);
    parts.iter().any(has_prose) || parts.iter().map(|part| part.text.chars().count()).sum::<usize>() >= MIN_TEXT_LEN
}

/// Marks the headline: the first heading, or the first line that is the title in the table of contents.
fn mark_title(parts: &mut [TextBlock], title: Option<&str>) {
    let title = title.map(fold);
    let is_title = |part: &TextBlock| title.as_ref().is_some_and(|title| fold(&part.text) == *title);
    let found = parts.iter().take(4).position(is_title).or_else(|| {
        let first = parts.first()?;
        matches!(first.role, BlockRole::Heading(_)).then_some(0)
    });
    if let Some(part) = found.and_then(|index| parts.get_mut(index)) {
        part.role = BlockRole::Title;
    }
}
