//! A page of a book -> its blocks. All of the page is text but its navigation: no article has to be looked for.

use super::blocks::{HtmlBlocks, collect_blocks};
use super::dom::{HtmlPage, NodeRef, attribute};
use super::page_boilerplate;
use crate::import::extracted_document::{ExtractedDocument, ExtractionError, TextBlock};
use crate::import::runs::safe_address;

/// The text of a page of a book.
#[derive(Debug, Default)]
pub(in crate::import) struct BookSection {
    /// Its blocks, in order.
    pub(in crate::import) parts: Vec<TextBlock>,
    /// The `src` attributes of its pictures, in order.
    pub(in crate::import) pictures: Vec<String>,
    /// The address that it was downloaded from.
    pub(in crate::import) address: Option<String>,
    /// Its language.
    pub(in crate::import) language: Option<String>,
    /// Whether it says of itself that it is a cover, a title page, the contents or the like.
    pub(in crate::import) is_front_matter: bool,
}

/// What is no text in a page of a book: navigation, and the bars that calibre adds to each article.
const NAVIGATION: &str = "nav, .calibre_navbar, .calibre_navbar1, .calibre_navbar2, .calibre_feed_description";
/// The site of the program that downloads issues; its bar leads there too.
const MAKER_HOST: &str = "calibre-ebook.com";
/// Names of parts of a book around its texts, in the vocabulary of EPUB 3.
const AROUND_TEXT: [&str; 10] =
    ["cover", "titlepage", "halftitlepage", "copyright-page", "toc", "landmarks", "colophon", "imprint", "loi", "lot"];

/// Reads a page; what could do harm is recorded in `document`.
///
/// # Errors
/// If it exceeds a limit.
pub(in crate::import) fn read_section(
    html: &str,
    document: &mut ExtractedDocument,
) -> Result<BookSection, ExtractionError> {
    let page = HtmlPage::parse(html)?;
    page_boilerplate::note_unsafe(&page, document);
    let bars = page.select(NAVIGATION);
    let address = bars.iter().rev().find_map(download_address);
    for bar in &bars {
        bar.remove_from_parent();
    }
    let says = |node: &NodeRef<'_>| {
        attribute(node, "epub:type").is_some_and(|kinds| {
            kinds.split_whitespace().any(|kind| AROUND_TEXT.contains(&kind.to_lowercase().as_str()))
        })
    };
    let body = page.body();
    let is_front_matter = says(&body) || page.select("body > section, body > div").first().is_some_and(says);
    let language = page.select("html[lang], body[lang]").first().and_then(|node| attribute(node, "lang"));
    let HtmlBlocks { parts, pictures, origins: _ } = collect_blocks(&body);
    let pictures = pictures.into_iter().map(|image| image.address).collect();
    Ok(BookSection { parts, pictures, address, language, is_front_matter })
}

/// Returns the last address in a bar: the page that the article was downloaded from.
fn download_address(bar: &NodeRef<'_>) -> Option<String> {
    let links = bar.descendants_it().filter(NodeRef::is_element).filter_map(|node| attribute(&node, "href"));
    let addresses: Vec<String> = links.filter(|link| link.starts_with("http")).collect();
    addresses.iter().rev().find(|link| !link.contains(MAKER_HOST)).and_then(|link| safe_address(link))
}
