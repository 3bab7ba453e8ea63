//! Pages of web archives: which of them are articles, and when two are the same. Pure; `pipeline` asks for each page.

use super::extracted_document::{BlockRole, DocumentContent, DocumentKey, ExtractedDocument};
use super::text::charset::sha256_hex;
use super::text::lines::sentence_end;

/// The shortest article among the pages of a web archive, in characters of its paragraphs that are sentences.
const MIN_PAGE_LEN: usize = 150;

/// Returns whether a page of a web archive is an article: most of it is sentences, not lists and links, and it is not the
/// front page of a site.
pub(super) fn is_article(document: &ExtractedDocument, address: Option<&str>) -> bool {
    let path = address.and_then(|address| address.split_once("://")?.1.split_once('/')).map_or("", |(_, path)| path);
    let DocumentContent::Parts(parts) = &document.content else { return true };
    let (mut n_sentences, mut n_other) = (0, 0);
    for part in parts {
        let is_link = part.markdown.starts_with('[') && part.markdown.ends_with(')');
        let is_text = matches!(part.role, BlockRole::Paragraph | BlockRole::Quote) && !is_link;
        let len = part.text.chars().count();
        if is_text && sentence_end(&part.text).is_some() { n_sentences += len } else { n_other += len }
    }
    !path.is_empty() && n_sentences >= MIN_PAGE_LEN && n_sentences >= n_other
}

/// Returns the key of a page: its address and its text. The same page in another archive is the same document; a new text
/// at the address is another.
pub(super) fn version_key(document: &ExtractedDocument, address: Option<&str>, place: DocumentKey) -> DocumentKey {
    let (Some(address), DocumentContent::Parts(parts)) = (address, &document.content) else { return place };
    let text: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    let hash = sha256_hex(text.join("\n").as_bytes());
    DocumentKey::Number(format!("{address} {}", &hash[..12]))
}
