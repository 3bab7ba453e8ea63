//! HTML -> a tree, within limits that are checked while parsing.
//!
//! html5ever is linear on ordinary pages, but quadratic on endlessly nested elements or endless attributes. Untrusted
//! HTML is therefore parsed here first. Nothing else about the page is checked.

use dom_query::{Document, NodeData, NodeId};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{ParseOpts, parse_document};

use super::message::{Message, error_in_english};
use crate::say;

/// Maximum nesting depth; browsers stop at 512 (Blink, WebKit) or fewer.
pub(crate) const MAX_DEPTH: usize = 512;
/// Maximum number of nodes in a page.
pub(crate) const MAX_NODES: usize = 400_000;
/// Maximum number of attributes of one element.
pub(crate) const MAX_ATTRIBUTES: usize = 1_000;
/// Bytes parsed between two checks of the depth; an element can be opened in three bytes.
const STEP_BYTES: usize = 1 << 10;

/// The limit that a page exceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HtmlLimitError {
    /// It is nested too deeply.
    Depth,
    /// An element has too many attributes.
    Attributes(usize),
    /// It has too many nodes.
    Nodes(usize),
    /// A tag or comment is too long.
    Tag(usize),
}

impl HtmlLimitError {
    /// Says which limit.
    pub(crate) fn message(self) -> Message {
        match self {
            Self::Depth => say!(
                en: "its elements are nested more than {MAX_DEPTH} deep",
                fr: "ses éléments sont imbriqués sur plus de {MAX_DEPTH} niveaux",
            ),
            Self::Attributes(n) => say!(
                en: "one of its elements has {n} attributes, more than {MAX_ATTRIBUTES}",
                fr: "l’un de ses éléments a {n} attributs, plus de {MAX_ATTRIBUTES}",
            ),
            Self::Nodes(n) => say!(
                en: "it has {n} elements and texts, more than {MAX_NODES}",
                fr: "elle a {n} éléments et textes, plus de {MAX_NODES}",
            ),
            Self::Tag(n) => say!(
                en: "one of its tags is longer than {n} bytes",
                fr: "l’une de ses balises dépasse {n} octets",
            ),
        }
    }
}

error_in_english!(HtmlLimitError);

/// Returns the character of a reference, given without its `&` and `;`: `eacute`, `#233`, `#xe9`.
#[must_use]
pub(crate) fn character_reference(name: &str) -> Option<char> {
    let code = match (name.strip_prefix('#'), name.strip_prefix("#x").or_else(|| name.strip_prefix("#X"))) {
        (_, Some(hex)) => u32::from_str_radix(hex, 16).ok()?,
        (Some(number), None) => number.parse().ok()?,
        (None, None) => html5ever::data::NAMED_ENTITIES.get(format!("{name};").as_str())?.0,
    };
    char::from_u32(code).filter(|c| *c != '\0')
}

/// Returns whether an element separates words: a paragraph, a cell, a line break. `tag` is the text between `<` and
/// `>`.
#[must_use]
pub(crate) fn is_block(tag: &str) -> bool {
    const INLINE: [&str; 25] = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
        "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
    ];
    let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    !INLINE.contains(&name.to_ascii_lowercase().as_str())
}

/// Parses HTML. `max_tag_bytes` roughly limits the length of one tag or comment; callers that limit time otherwise may
/// pass a huge value.
///
/// # Errors
/// The limit that the page exceeds.
pub(crate) fn parse(html: &str, max_tag_bytes: usize) -> Result<Document, HtmlLimitError> {
    let mut parser = parse_document(Document::default(), ParseOpts::default());
    let mut rest = html;
    let (mut last_end, mut n_silent) = (None, 0);
    while !rest.is_empty() {
        let end = rest.floor_char_boundary(STEP_BYTES.min(rest.len()));
        let (step, after) = rest.split_at(end.max(rest.chars().next().map_or(0, char::len_utf8)));
        rest = after;
        parser.process(StrTendril::from(step));
        let document = &parser.tokenizer.sink.sink;
        document.errors.borrow_mut().clear();
        let depth = open_depth(document);
        if depth > MAX_DEPTH {
            return Err(HtmlLimitError::Depth);
        }
        let end = Some(last_node(document));
        n_silent = if end == last_end { n_silent + step.len() } else { 0 };
        last_end = end;
        if n_silent > max_tag_bytes {
            return Err(HtmlLimitError::Tag(max_tag_bytes));
        }
    }
    let document = parser.finish();
    check(&document)?;
    Ok(document)
}

fn check(document: &Document) -> Result<(), HtmlLimitError> {
    let mut n_nodes = 0_usize;
    for node in document.root().descendants_it() {
        n_nodes += 1;
        let n_attributes = node.element_ref().map_or(0, |element| element.attrs.len());
        if n_attributes > MAX_ATTRIBUTES {
            return Err(HtmlLimitError::Attributes(n_attributes));
        }
    }
    if n_nodes > MAX_NODES { Err(HtmlLimitError::Nodes(n_nodes)) } else { Ok(()) }
}

/// Returns the depth of the last node, which is the node being filled during parsing.
fn open_depth(document: &Document) -> usize {
    let mut len = 0;
    let mut node = Some(document.root());
    while let Some(current) = node.filter(|_| len <= MAX_DEPTH) {
        len += 1;
        node = current.last_child();
    }
    len
}

/// Returns the last node and the length of its text: one of the two changes as the tree grows.
fn last_node(document: &Document) -> (NodeId, usize) {
    let mut node = document.root();
    while let Some(last) = node.last_child() {
        node = last;
    }
    let text_len = node.query(|node| match &node.data {
        NodeData::Text { contents } => contents.len(),
        _ => 0,
    });
    (node.id, text_len.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excess(html: &str) -> Option<HtmlLimitError> {
        parse(html, 1 << 16).err()
    }

    #[test]
    fn bombs_are_refused_and_pages_are_not() {
        assert_eq!(excess(&"<p>Un <b>mot</b>.<br><li>deux".repeat(2_000)), None);
        assert_eq!(excess(&"<div><table><tr><td></div>".repeat(20_000)), Some(HtmlLimitError::Depth));
        assert_eq!(excess(&"<b><!-- </b> -->".repeat(100_000)), Some(HtmlLimitError::Depth));
        let attributes: String = (0..2_000).map(|n| format!(" a{n}")).collect();
        assert_eq!(excess(&format!("<p{attributes}>x")), Some(HtmlLimitError::Attributes(2_000)));
        let endless: String = (0..1_000_000).map(|n| format!(" a{n}")).collect();
        assert_eq!(excess(&format!("<p{endless}>x")), Some(HtmlLimitError::Tag(1 << 16)));
        assert_eq!(excess(&format!("<script>{}</script>", "x = 1; ".repeat(100_000))), None);
        assert_eq!(excess(&"mot ".repeat(100_000)), None);
    }
}
