//! HTML -> a tree, within bounds, and the article in it. The only file that names the HTML libraries.
//!
//! The tree is html5ever's, the article is what Mozilla's Readability would show (`dom_smoothie`). Both are linear on pages, and
//! neither is on what an attacker writes: hence the bounds, which are checked while the text is still being read.

use dom_query::Document;
use dom_smoothie::{Config, Readability};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{ParseOpts, parse_document};

pub(in crate::import) use dom_query::NodeRef;

use crate::import::understood::Unreadable;

/// The deepest nesting that is read; browsers stop at 512 (Blink, WebKit) or fewer.
const MAX_DEPTH: usize = 512;
/// The most elements and texts of a page.
const MAX_NODES: usize = 400_000;
/// The most attributes of one element.
const MAX_ATTRIBUTES: usize = 1_000;
/// How much is read between two looks at the depth, in bytes: three bytes open an element.
const STEP_BYTES: usize = 1 << 10;

/// A page's tree.
pub(in crate::import) struct Page(Document);

impl Page {
    /// Reads HTML.
    ///
    /// # Errors
    /// Which bound it exceeds.
    pub(in crate::import) fn parse(html: &str) -> Result<Self, Unreadable> {
        let mut parser = parse_document(Document::default(), ParseOpts::default());
        let mut rest = html;
        while !rest.is_empty() {
            let end = crate::base::text::floor_char_boundary(rest, STEP_BYTES.min(rest.len()));
            let (step, after) = rest.split_at(end.max(rest.chars().next().map_or(0, char::len_utf8)));
            rest = after;
            parser.process(StrTendril::from(step));
            let document = &parser.tokenizer.sink.sink;
            document.errors.borrow_mut().clear();
            if spine_len(document) > MAX_DEPTH {
                return Err(Unreadable::because(format!("its elements are nested more than {MAX_DEPTH} deep")));
            }
        }
        let page = Self(parser.finish());
        page.check()?;
        Ok(page)
    }

    fn check(&self) -> Result<(), Unreadable> {
        let mut n_nodes = 0_usize;
        for node in self.0.root().descendants_it() {
            n_nodes += 1;
            let n_attributes = node.element_ref().map_or(0, |element| element.attrs.len());
            if n_attributes > MAX_ATTRIBUTES {
                return Err(Unreadable::because(format!(
                    "one of its elements has {n_attributes} attributes, more than {MAX_ATTRIBUTES}"
                )));
            }
        }
        if n_nodes > MAX_NODES {
            return Err(Unreadable::because(format!("it has {n_nodes} elements and texts, more than {MAX_NODES}")));
        }
        Ok(())
    }

    /// Returns its root.
    pub(in crate::import) fn root(&self) -> NodeRef<'_> {
        self.0.root()
    }

    /// Returns the body; the root where there is none.
    pub(in crate::import) fn body(&self) -> NodeRef<'_> {
        self.0.body().unwrap_or_else(|| self.0.root())
    }

    /// Returns the elements that a selector names, in order. The selector is one of ours.
    pub(in crate::import) fn select(&self, selector: &str) -> Vec<NodeRef<'_>> {
        self.0.try_select(selector).map(|selection| selection.nodes().to_vec()).unwrap_or_default()
    }

    /// Returns the article alone, if one is found.
    pub(in crate::import) fn article(self) -> Option<Self> {
        let config = Config { disable_json_ld: true, keep_classes: true, char_threshold: 200, ..Config::default() };
        let mut readability = Readability::with_document(self.0, None, Some(config)).ok()?;
        let article = readability.parse().ok()?;
        Some(Self(Document::from(article.content)))
    }
}

/// Returns how deep the last element stands, which while reading is the one that is being filled.
fn spine_len(document: &Document) -> usize {
    let mut len = 0;
    let mut node = Some(document.root());
    while let Some(current) = node.filter(|_| len <= MAX_DEPTH) {
        len += 1;
        node = current.last_child();
    }
    len
}

/// Returns an element's name, lower case; empty for what is no element.
pub(in crate::import) fn name(node: &NodeRef<'_>) -> String {
    node.qual_name_ref().map(|name| name.local.to_string()).unwrap_or_default()
}

/// Returns an attribute's value.
pub(in crate::import) fn attribute(node: &NodeRef<'_>, name: &str) -> Option<String> {
    node.attr(name).map(|value| value.to_string())
}

/// Returns whether an element shows nothing by its own word.
pub(in crate::import) fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = attribute(node, "style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style.chars().filter(|character| !character.is_whitespace()).collect();
    node.has_attr("hidden") || style.contains("display:none") || style.contains("visibility:hidden")
}
