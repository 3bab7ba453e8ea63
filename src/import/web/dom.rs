//! HTML -> a tree, and questions about its elements. `base::html` parses within limits. Which elements are the article
//! is not decided here.

use dom_query::Document;

pub(in crate::import) use dom_query::{NodeId, NodeRef};

use crate::base::html;
use crate::import::extracted_document::ExtractionError;

/// A page's tree.
pub(in crate::import) struct HtmlPage(Document);

impl HtmlPage {
    /// Parses HTML.
    ///
    /// # Errors
    /// If it exceeds a limit.
    pub(in crate::import) fn parse(html: &str) -> Result<Self, ExtractionError> {
        // No limit on the length of a tag: pages so large that it would be costly are read in a child process.
        let document = html::parse(html, usize::MAX).map_err(|excess| ExtractionError::because(excess.message()))?;
        Ok(Self(document))
    }

    /// Returns its root.
    pub(in crate::import) fn root(&self) -> NodeRef<'_> {
        self.0.root()
    }

    /// Returns the body, or the root if there is none.
    pub(in crate::import) fn body(&self) -> NodeRef<'_> {
        self.0.body().unwrap_or_else(|| self.0.root())
    }

    /// Removes the elements that match a selector.
    pub(in crate::import) fn remove(&self, selector: &str) {
        for node in self.select(selector) {
            node.remove_from_parent();
        }
    }

    /// Returns a node of it.
    pub(in crate::import) fn node(&self, id: NodeId) -> Option<NodeRef<'_>> {
        self.0.tree.get(&id)
    }

    /// Returns the elements that match a selector, in order. The selectors are constants of this program.
    pub(in crate::import) fn select(&self, selector: &str) -> Vec<NodeRef<'_>> {
        self.0.try_select(selector).map(|selection| selection.nodes().to_vec()).unwrap_or_default()
    }
}

/// Returns an element's name in lower case; empty for other nodes.
pub(in crate::import) fn element_name(node: &NodeRef<'_>) -> String {
    node.qual_name_ref().map(|name| name.local.to_string()).unwrap_or_default()
}

/// Returns an attribute's value.
pub(in crate::import) fn attribute(node: &NodeRef<'_>, name: &str) -> Option<String> {
    node.attr(name).map(|value| value.to_string())
}

/// Classes of words that only screen readers speak: they repeat or explain what everybody else sees.
const SPOKEN_CLASSES: [&str; 8] = [
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "u-hidden", "screenreader", "sronly",
    "element-invisible",
];

/// Returns whether an element is shown only while the mouse is over a word: `role=tooltip`, or a class such as
/// `tooltip-content`. `tooltip` alone may be the word itself with its box.
fn is_hover_box(node: &NodeRef<'_>) -> bool {
    const BOXES: [&str; 5] = ["tooltip", "popover", "rollover", "hovercard", "infobulle"];
    const PARTS: [&str; 11] =
        ["text", "content", "inner", "block", "body", "box", "card", "bubble", "panel", "contenu", "texte"];
    let is_box = |class: &str| {
        let class = class.to_ascii_lowercase();
        let words = || class.split(|character: char| !character.is_ascii_alphanumeric());
        class == "tooltiptext"
            || (words().any(|word| BOXES.contains(&word)) && words().any(|word| PARTS.contains(&word)))
    };
    node.attr("role").is_some_and(|role| role.as_ref() == "tooltip")
        || node.attr("class").is_some_and(|class| class.split_whitespace().any(is_box))
}

/// Returns whether an element is hidden by its own attributes, or by a class with which style sheets hide words for
/// screen readers.
pub(in crate::import) fn is_hidden(node: &NodeRef<'_>) -> bool {
    let is_spoken = |class: String| class.split_whitespace().any(|class| SPOKEN_CLASSES.contains(&class));
    if attribute(node, "class").is_some_and(is_spoken) && element_name(node) != "h1" {
        return true;
    }
    if is_hover_box(node) {
        return true;
    }
    let style = attribute(node, "style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style.chars().filter(|character| !character.is_whitespace()).collect();
    node.has_attr("hidden") || style.contains("display:none") || style.contains("visibility:hidden")
}
