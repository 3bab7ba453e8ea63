//! Exports of press databases and of corpus tools: files that hold many articles, each with its fields.
//!
//! ```text
//! a page     -> europresse, factiva, nexis, labelled (ProQuest and others), regional   -> PressRecord: the fields of an article
//! a text     -> corpus_text (IRaMuTeQ), nexis, labelled, gallica
//! XML        -> xml: Factiva, TXM
//! Word, RTF  -> paragraphs: nexis, factiva, europresse in styled paragraphs; labelled, regional
//! PressRecord (fields)                                                                 -> ExtractedDocument
//! ```
//!
//! A file is recognised by its content, and split before any article is looked for. `fields` and `dates` know what is
//! independent of markup; each database has a file of its own. Nothing outside the fields is text: covers, search terms,
//! certificates, copyright lines and the reader's identity are dropped without being shown. Lists of addresses are refused
//! (`address_lists`), and a file of several documents of an unknown kind is said to be one (`repeated_blocks`).

pub(in crate::import) mod address_lists;
mod corpus_text;
pub(in crate::import) mod dates;
mod europresse;
mod europresse_paragraphs;
pub(in crate::import) mod factiva;
mod factiva_paragraphs;
pub(in crate::import) mod fields;
mod gallica;
mod labelled;
mod markup;
pub(in crate::import) mod nexis;
mod nexis_paragraphs;
pub(in crate::import) mod own_address;
pub(in crate::import) mod paragraphs;
mod regional;
mod repeated_blocks;
mod styled_text;
pub(in crate::import) mod xml;

use self::fields::{PressRecord, press_file};
use super::extracted_document::{DropReason, DroppedContent, ExtractedFile, ExtractionError, TextBlock};
use super::web::blocks::collect_record_blocks;
use super::web::dom::HtmlPage;
use crate::base::Message;
use crate::say;

/// What a page or text is, beside a single document.
pub(in crate::import) enum PressFile {
    /// An export: its articles.
    Export(ExtractedFile),
    /// Several documents of an unknown kind, with their number.
    Several(usize),
    /// One document, or nothing that is known.
    Single,
}

/// Finds out what a page is.
///
/// # Errors
/// If it is a list of addresses, or exceeds a limit.
pub(in crate::import) fn read_page(html: &str) -> Result<PressFile, ExtractionError> {
    if let Some(file) = split_page(html) {
        return Ok(PressFile::Export(file));
    }
    let page = HtmlPage::parse(html)?;
    if let Some(refusal) = address_lists::refusal_of_page(html, &page) {
        return Err(refusal);
    }
    if let Some(file) = export_of(html, &page) {
        return Ok(PressFile::Export(file));
    }
    Ok(repeated_blocks::count_in_page(&page).map_or(PressFile::Single, PressFile::Several))
}

/// Returns the articles of a page, if it is an export; a page in a mail may be anything else.
pub(in crate::import) fn read_export_page(html: &str) -> Option<ExtractedFile> {
    split_page(html).or_else(|| export_of(html, &HtmlPage::parse(html).ok()?))
}

/// Reads the exports whose articles are parted before the page is parsed.
fn split_page(html: &str) -> Option<ExtractedFile> {
    let records = europresse::records(html).or_else(|| factiva::records(html)).or_else(|| nexis::page_records(html))?;
    let mut file = export(records);
    if !markup::is_whole_page(html) && file.unread.iter().all(|unread| !unread.is_loss) {
        file.notice = Some(
            say!(en: "does not end as a page does: articles may be missing at its end; export it again", fr: "ne se termine pas comme une page : des articles peuvent manquer à la fin ; exportez-le de nouveau"),
        );
    }
    Some(file)
}

/// Reads the exports whose articles are parted by their paragraphs.
fn export_of(html: &str, page: &HtmlPage) -> Option<ExtractedFile> {
    let blocks = collect_record_blocks(&page.body());
    let len: usize = blocks.iter().map(|block| block.text.len()).sum();
    if let Some(records) = regional::block_records(&blocks).filter(|records| holds_most(records, len)) {
        return Some(export(records));
    }
    if html.contains("texteBrut") || html.contains("gallica") {
        let lines: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        if let Some(document) = gallica::document(&lines.join("\n")) {
            return Some(document.into());
        }
    }
    labelled::block_records(blocks).filter(|records| holds_most(records, len)).map(export)
}

/// Finds out what a text is.
pub(in crate::import) fn read_text(text: &str) -> PressFile {
    let split = corpus_text::text_records(text).or_else(|| nexis::text_records(text));
    if let Some(records) = split {
        return PressFile::Export(export(records));
    }
    if let Some(document) = gallica::document(text) {
        return PressFile::Export(document.into());
    }
    match labelled::text_records(text).filter(|records| holds_most(records, text.len())) {
        Some(records) => PressFile::Export(export(records)),
        None => repeated_blocks::count_in_text(text).map_or(PressFile::Single, PressFile::Several),
    }
}

/// Returns what is said of a file of several documents of an unknown kind.
pub(in crate::import) fn several_notice(n: usize) -> Message {
    say!(en: "holds {n} documents of an unknown kind; imported as one: save each by itself to have them as articles", fr: "contient {n} documents de forme inconnue ; importés comme un seul : enregistrez chacun à part pour en faire des articles")
}

fn export(records: Vec<PressRecord>) -> ExtractedFile {
    let mut file = press_file(records);
    file.dropped.push(DroppedContent {
        kind: DropReason::Database,
        what: say!(en: "what stands outside of the articles: cover, search terms, logos", fr: "ce qui n’est pas dans les articles (couverture, termes de la recherche, logos)"),
        count: 1,
    });
    file
}

/// Returns whether articles hold at least half of a file's text: labels in the margin of an article do not make a database of it.
fn holds_most(records: &[PressRecord], len: usize) -> bool {
    let of = |blocks: &[TextBlock]| blocks.iter().map(|block| block.text.len()).sum::<usize>();
    let n_fields: usize = records.iter().map(|record| 400 + of(&record.summary) + of(&record.standfirst)).sum();
    let held: usize = records.iter().map(|record| of(&record.text)).sum();
    (held + n_fields) * 2 >= len
}
