//! HTML tree -> text blocks.
//!
//! An allow-list: elements that could run, load or send something are ignored with their content, and of all others
//! only the text, emphasis, links and block structure are read. The output contains plain text and Markdown from
//! `runs`, never HTML.

use super::dom::{NodeRef, attribute, element_name, is_hidden};
use crate::import::extracted_document::{BlockRole, TextBlock};
use crate::import::runs::{RunStyle, TextRuns, safe_address};

/// The most blocks in one document.
const MAX_PARTS: usize = 50_000;

/// The blocks of a tree, and its pictures.
#[derive(Default)]
pub(in crate::import) struct HtmlBlocks {
    /// The blocks, in order.
    pub(in crate::import) parts: Vec<TextBlock>,
    /// The `src` attributes of the pictures, in order.
    pub(in crate::import) pictures: Vec<String>,
}

/// Returns the blocks in an element.
pub(in crate::import) fn collect_blocks(root: &NodeRef<'_>) -> HtmlBlocks {
    collect(root, false)
}

/// Returns the blocks in an element of a database's export, where bold marks the words that were searched for.
pub(in crate::import) fn collect_record_blocks(root: &NodeRef<'_>) -> Vec<TextBlock> {
    collect(root, true).parts
}

fn collect(root: &NodeRef<'_>, ignores_bold: bool) -> HtmlBlocks {
    let mut walk = BlockCollector {
        blocks: HtmlBlocks::default(),
        runs: TextRuns::default(),
        roles: vec![BlockRole::Paragraph],
        lists: Vec::new(),
        ignores_bold,
    };
    walk.children(root, &RunStyle::default());
    walk.flush();
    walk.blocks
}

struct BlockCollector {
    blocks: HtmlBlocks,
    runs: TextRuns,
    /// The roles of the open blocks, the innermost last; never empty.
    roles: Vec<BlockRole>,
    /// The open lists: the next number of a numbered list, `None` for others.
    lists: Vec<Option<u32>>,
    ignores_bold: bool,
}

/// Elements whose content is not page text, or could do harm.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "applet", "canvas", "audio",
    "video", "button", "input", "select", "textarea", "option", "datalist", "head", "title", "meta", "link", "base",
    "frame", "frameset", "noframes", "noembed", "xmp", "plaintext", "dialog", "menu", "map", "area", "progress",
    "meter", "param", "portal", "fencedframe", "rp",
];

/// Inline elements; all others that are read begin and end a paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "output", "q", "ruby", "rb", "rt", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "amp-img", "picture", "source", "img",
];

impl BlockCollector {
    fn children(&mut self, node: &NodeRef<'_>, style: &RunStyle) {
        let mut child = node.first_child();
        while let Some(current) = child.filter(|_| self.blocks.parts.len() < MAX_PARTS) {
            self.node(&current, style);
            child = current.next_sibling();
        }
    }

    fn node(&mut self, node: &NodeRef<'_>, style: &RunStyle) {
        if node.is_text() {
            self.text(&node.text(), style);
            return;
        }
        let name = element_name(node);
        if !node.is_element() || SILENT.contains(&name.as_str()) || is_hidden(node) {
            return;
        }
        match name.as_str() {
            "br" => self.flush(),
            "img" => self.blocks.pictures.extend(attribute(node, "src")),
            "pre" | "listing" => self.preformatted(node, style),
            "ul" | "ol" => self.list(node, &name, style),
            "li" => self.item(node, style),
            "tr" => self.row(node, style),
            "blockquote" => self.block(node, BlockRole::Quote, style),
            "figcaption" => self.block(node, BlockRole::Caption, style),
            "h1" | "h2" => self.block(node, BlockRole::Heading(2), style),
            "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes().get(1).map_or(3, |digit| digit - b'0');
                self.block(node, BlockRole::Heading(level), style);
            }
            _ if INLINE.contains(&name.as_str()) => self.inline(node, &name, style),
            _ if is_caption(node) => self.block(node, BlockRole::Caption, style),
            _ => {
                self.flush();
                self.children(node, style);
                self.flush();
            }
        }
    }

    fn text(&mut self, text: &str, style: &RunStyle) {
        self.runs.push(text, style);
    }

    fn inline(&mut self, node: &NodeRef<'_>, name: &str, style: &RunStyle) {
        let mut inner = style.clone();
        match name {
            "a" => inner.address = attribute(node, "href").and_then(|address| safe_address(&address)).or(inner.address),
            "b" | "strong" => inner.strong = !self.ignores_bold,
            "i" | "em" | "cite" | "dfn" => inner.emphasis = true,
            "q" => {
                self.text("“", style);
                self.children(node, style);
                self.text("”", style);
                return;
            }
            _ => {}
        }
        self.children(node, &inner);
    }

    fn block(&mut self, node: &NodeRef<'_>, role: BlockRole, style: &RunStyle) {
        self.flush();
        // Bold in a subheading is only its style.
        let style = if matches!(role, BlockRole::Heading(_)) { RunStyle::default() } else { style.clone() };
        self.roles.push(role);
        self.children(node, &style);
        self.flush();
        self.roles.pop();
    }

    fn list(&mut self, node: &NodeRef<'_>, name: &str, style: &RunStyle) {
        let start = attribute(node, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1_u32);
        self.flush();
        self.lists.push((name == "ol").then_some(start.min(999_999_999)));
        self.children(node, style);
        self.flush();
        self.lists.pop();
    }

    fn item(&mut self, node: &NodeRef<'_>, style: &RunStyle) {
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX).min(8);
        let number = self.lists.last().copied().flatten();
        if let Some(Some(next)) = self.lists.last_mut() {
            *next = next.saturating_add(1).min(999_999_999);
        }
        self.block(node, BlockRole::Item { depth, number }, style);
    }

    /// Reads a table row. Rows of a data table become one line; if a cell contains blocks, the table is used for
    /// layout.
    fn row(&mut self, node: &NodeRef<'_>, style: &RunStyle) {
        self.flush();
        let is_data = node.descendants_it().all(|inner| {
            !inner.is_element()
                || matches!(element_name(&inner).as_str(), "td" | "th")
                || INLINE.contains(&element_name(&inner).as_str())
        });
        let mut is_first = true;
        for cell in node.children_it(false).filter(NodeRef::is_element) {
            if is_data && !is_first {
                self.text(" | ", style);
            }
            is_first = false;
            if is_data { self.children(&cell, style) } else { self.block(&cell, BlockRole::Paragraph, style) }
        }
        self.flush();
    }

    fn preformatted(&mut self, node: &NodeRef<'_>, style: &RunStyle) {
        self.flush();
        for line in node.text().lines() {
            self.text(line, style);
            self.flush();
        }
    }

    fn flush(&mut self) {
        let role = self.roles.last().copied().unwrap_or(BlockRole::Paragraph);
        self.blocks.parts.extend(self.runs.take_block(role));
    }
}

fn is_caption(node: &NodeRef<'_>) -> bool {
    let class = attribute(node, "class").unwrap_or_default().to_ascii_lowercase();
    class.split_whitespace().any(|class| matches!(class, "wp-caption-text" | "caption" | "legende" | "photo-caption"))
}
