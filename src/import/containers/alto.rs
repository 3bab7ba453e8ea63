//! ALTO, the text of a digitised page with its places: blocks of lines of words. Versions 1 to 4, with any prefix.
//!
//! Lines are joined; a word that is divided at the end of a line is written once (`SUBS_CONTENT`). `mets` separates the articles
//! of an issue; a page alone is one document. The plain form of the Dutch libraries (`text`, `title`, `p`) is read here
//! too. Pure.

use std::ops::Range;

use super::http_body;
use super::xml_tree::{XmlTree, root_name, whole_tree};
use crate::import::extracted_document::{
    BlockRole, DocumentContent, DocumentKey, ExtractedDocument, ExtractedFile, ExtractionError, TextBlock,
};
use crate::import::runs::{RunStyle, TextRuns};
use crate::import::text::charset;
use crate::say;

/// A digitised page.
#[derive(Debug, Default)]
pub(super) struct AltoPage {
    /// The texts of its blocks with their ids, in reading order.
    pub(super) blocks: Vec<(String, String)>,
    /// Groups of blocks by their ids, as ranges of `blocks`.
    groups: Vec<(String, Range<usize>)>,
}

impl AltoPage {
    /// Returns the texts of a block, or of the blocks of a group.
    pub(super) fn texts(&self, id: &str) -> Vec<&str> {
        let block = self.blocks.iter().filter(|(known, _)| known == id).map(|(_, text)| text.as_str());
        let block: Vec<&str> = block.take(1).collect();
        if !block.is_empty() {
            return block;
        }
        let group =
            self.groups.iter().find(|(known, _)| known == id).and_then(|(_, range)| self.blocks.get(range.clone()));
        group.unwrap_or_default().iter().map(|(_, text)| text.as_str()).collect()
    }

    /// Adds the pages of the same file.
    fn join(mut self, next: Self) -> Self {
        let n = self.blocks.len();
        self.blocks.extend(next.blocks);
        self.groups.extend(next.groups.into_iter().map(|(id, range)| (id, range.start + n..range.end + n)));
        self
    }
}

/// Returns whether a file begins as a page of digitised text.
pub(in crate::import) fn recognises(head: &[u8]) -> bool {
    if head.starts_with(&[0x1f, 0x8b]) {
        return http_body::plain(head.to_owned()).is_some_and(|head| root_name(&head).as_deref() == Some("alto"));
    }
    match root_name(head).as_deref() {
        Some("alto") => true,
        Some("text") => memchr::memmem::find(head, b"<p>").is_some(),
        _ => false,
    }
}

/// Reads a page alone, or a file of several.
///
/// # Errors
/// If it is damaged.
pub(in crate::import) fn read(_name: &str, bytes: &[u8]) -> Result<ExtractedFile, ExtractionError> {
    let tree = tree(bytes)?;
    if tree.local_name() == "text" {
        return Ok(plain_article(&tree).into());
    }
    let pages: Vec<Vec<TextBlock>> = pages(&tree)
        .into_iter()
        .map(|page| page.blocks.iter().filter_map(|(_, text)| block(text, BlockRole::Paragraph)).collect())
        .filter(|blocks: &Vec<TextBlock>| !blocks.is_empty())
        .collect();
    let is_one = pages.len() == 1;
    let documents: Vec<ExtractedDocument> = pages
        .into_iter()
        .enumerate()
        .map(|(index, blocks)| ExtractedDocument {
            content: DocumentContent::Parts(blocks),
            key: (!is_one).then_some(DocumentKey::Place(index + 1)),
            ..ExtractedDocument::default()
        })
        .collect();
    if documents.is_empty() {
        return Err(ExtractionError::because(
            say!(en: "there is no text on the page", fr: "cette page n’a pas de texte"),
        ));
    }
    Ok(ExtractedFile { documents, ..ExtractedFile::default() })
}

/// Reads a page that an issue names.
///
/// # Errors
/// If it is damaged.
pub(super) fn page(bytes: &[u8]) -> Result<AltoPage, ExtractionError> {
    Ok(pages(&tree(bytes)?).into_iter().reduce(AltoPage::join).unwrap_or_default())
}

fn tree(bytes: &[u8]) -> Result<XmlTree, ExtractionError> {
    let bytes = http_body::plain(bytes.to_owned())
        .ok_or_else(|| ExtractionError::because(say!(en: "it cannot be unpacked", fr: "il ne se décompresse pas")))?;
    let decoded = charset::decode_page(&bytes).map_err(|reason| ExtractionError::because(reason.message()))?;
    whole_tree(&decoded.text)
}

/// Makes a block of a text on one line.
pub(super) fn block(text: &str, role: BlockRole) -> Option<TextBlock> {
    let mut runs = TextRuns::default();
    runs.push(text, &RunStyle::default());
    runs.take_block(role)
}

fn plain_article(text: &XmlTree) -> ExtractedDocument {
    let paragraphs = text.elements().filter(|element| element.local_name() == "p");
    let blocks = paragraphs.filter_map(|paragraph| block(&paragraph.text(), BlockRole::Paragraph)).collect();
    let mut document = ExtractedDocument { content: DocumentContent::Parts(blocks), ..ExtractedDocument::default() };
    document.about.title = text.text_of(&["title"]).as_deref().and_then(super::collected_item::one_line);
    document
}

fn pages(tree: &XmlTree) -> Vec<AltoPage> {
    let pages = tree.all().into_iter().filter(|element| element.local_name() == "Page");
    pages
        .map(|page| {
            let mut read = AltoPage::default();
            collect(page, &mut read);
            read
        })
        .collect()
}

/// Collects the blocks in an element. A tree is at most 256 levels deep.
fn collect(element: &XmlTree, page: &mut AltoPage) {
    let id = element.attribute("ID").unwrap_or_default();
    if element.local_name() == "TextBlock" {
        return page.blocks.push((id.to_owned(), block_text(element)));
    }
    let start = page.blocks.len();
    element.elements().for_each(|inner| collect(inner, page));
    if !id.is_empty() && page.blocks.len() > start {
        page.groups.push((id.to_owned(), start..page.blocks.len()));
    }
}

/// Joins the words of a block.
fn block_text(block: &XmlTree) -> String {
    let mut text = String::new();
    let mut needs_space = false;
    // The whole of a divided word that was written; its second half is passed over.
    let mut written: Option<&str> = None;
    for line in block.elements().filter(|element| element.local_name() == "TextLine") {
        let has_spaces = line.elements().any(|element| element.local_name() == "SP");
        let mut is_divided = false;
        for element in line.elements() {
            match element.local_name() {
                "SP" => needs_space = true,
                "HYP" => is_divided = true,
                "String" => {
                    let content = element.attribute("CONTENT").unwrap_or_default();
                    let whole = element.attribute("SUBS_CONTENT");
                    let kind = element.attribute("SUBS_TYPE").unwrap_or_default();
                    if written.take().is_some_and(|written| kind == "HypPart2" && whole == Some(written)) {
                        needs_space = !has_spaces;
                        continue;
                    }
                    if needs_space && !text.is_empty() && !content.starts_with(['.', ',', '…', ')']) {
                        text.push(' ');
                    }
                    written = whole.filter(|_| kind == "HypPart1");
                    text.push_str(written.unwrap_or(content));
                    needs_space = !has_spaces;
                }
                _ => {}
            }
        }
        // A divided word whose whole is not stated goes on in the next line.
        needs_space = !is_divided || written.is_some();
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: &str) -> String {
        let xml = format!("<alto:alto><Page><TextBlock ID=\"B\">{lines}</TextBlock></Page></alto:alto>");
        page(xml.as_bytes()).expect("a page").texts("B").concat()
    }

    #[test]
    fn a_divided_word_is_written_once() {
        let stated = "<TextLine><String CONTENT=\"Le\"/><SP/><String CONTENT=\"pha\" SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"phare\"/><HYP CONTENT=\"-\"/></TextLine><TextLine><String CONTENT=\"re\" SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\"phare\"/><SP/><String CONTENT=\"brille\"/><SP/><String CONTENT=\".\"/></TextLine>";
        assert_eq!(text(stated), "Le phare brille.");
        let unstated = "<TextLine><String CONTENT=\"Le\"/><SP/><String CONTENT=\"pha\"/><HYP CONTENT=\"-\"/></TextLine><TextLine><String CONTENT=\"re\"/><SP/><String CONTENT=\"brille.\"/></TextLine>";
        assert_eq!(text(unstated), "Le phare brille.");
        let without_spaces = "<TextLine><String CONTENT=\"Le\"/><String CONTENT=\"phare\"/></TextLine><TextLine><String CONTENT=\"brille\"/></TextLine>";
        assert_eq!(text(without_spaces), "Le phare brille");
    }
}
