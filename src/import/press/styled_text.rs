//! Styled paragraphs of a Word or RTF file as the text of an article: what the readers of the databases share.

use super::own_address::own_address;
use crate::import::extracted_document::{BlockRole, TextBlock};
use crate::import::styled_paragraph::StyledParagraph;
use crate::import::text::lines::fold;

/// Sites of databases: a link to them needs the reader's account.
const DATABASE_HOSTS: [&str; 7] =
    ["lexis.com", "lexisnexis.", "factiva.com", "proquest.com", "europresse.com", "eureka.cc", "cedrom-sni."];

/// Returns a paragraph of an article. Bold type, which Nexis also slants, is where the search found its words, and links to the
/// database work for no other reader, so both are left out.
pub(super) fn text_block(paragraph: &StyledParagraph, n_cut: usize) -> Option<TextBlock> {
    let role = match paragraph.role {
        BlockRole::Title | BlockRole::Caption => BlockRole::Paragraph,
        role => role,
    };
    paragraph.block(role, n_cut, |style| {
        style.emphasis &= !style.strong;
        style.strong = false;
        let is_of_database = |address: &String| DATABASE_HOSTS.iter().any(|host| address.contains(host));
        style.address =
            style.address.take().filter(|address| !is_of_database(address)).and_then(|address| own_address(&address));
    })
}

/// Returns the address that a paragraph consists of.
pub(super) fn only_address(text: &str) -> Option<String> {
    let is_one = text.starts_with("http") && text.contains("://") && !text.contains(char::is_whitespace);
    is_one.then(|| own_address(text)).flatten()
}

/// Returns whether one text holds the other, apart from typography.
pub(super) fn holds(text: &str, part: &str) -> bool {
    let part = fold(part);
    !part.is_empty() && fold(text).contains(part.trim_end_matches('.'))
}
