//! HTML tree -> text blocks.
//!
//! An allow-list: elements that could run, load or send something are ignored with their content, and of all others
//! only the text, emphasis, links and block structure are read. The output contains plain text and Markdown from
//! `runs`, never HTML.

use super::dom::{NodeId, NodeRef, attribute, element_name, is_hidden};
use crate::import::extracted_document::{BlockRole, TextBlock};
use crate::import::runs::{RunStyle, TextRuns, safe_address};

/// The most blocks in one document.
const MAX_PARTS: usize = 50_000;

/// The most preformatted lines of one block.
const MAX_CODE_LINES: usize = 5_000;

/// The blocks of a tree, and its pictures.
#[derive(Default)]
pub(in crate::import) struct HtmlBlocks {
    /// The blocks, in order.
    pub(in crate::import) parts: Vec<TextBlock>,
    /// Where each block comes from, in the same order.
    pub(in crate::import) origins: Vec<BlockOrigin>,
    /// The pictures, in order.
    pub(in crate::import) pictures: Vec<PageImage>,
}

/// A picture of a page.
#[derive(Clone, Debug)]
pub(in crate::import) struct PageImage {
    /// Its `src` attribute.
    pub(in crate::import) address: String,
    /// Its element.
    pub(in crate::import) element: NodeId,
}

/// Where a block comes from.
#[derive(Clone, Copy, Debug)]
pub(in crate::import) struct BlockOrigin {
    /// The innermost element around it that begins and ends a block.
    pub(in crate::import) element: NodeId,
    /// The bytes of its text that are links.
    pub(in crate::import) linked_bytes: usize,
}

/// Returns the blocks in an element that are shown.
pub(in crate::import) fn collect_blocks(root: &NodeRef<'_>) -> HtmlBlocks {
    collect(root, false, false)
}

/// Returns the blocks in an element of a database's export, where bold marks the words that were searched for.
pub(in crate::import) fn collect_record_blocks(root: &NodeRef<'_>) -> Vec<TextBlock> {
    collect(root, false, true).parts
}

/// Returns the blocks in an element, also of what is hidden: some programs hide the text until a script moves it to its
/// place.
pub(in crate::import) fn collect_hidden_blocks(root: &NodeRef<'_>) -> HtmlBlocks {
    collect(root, true, false)
}

fn collect(root: &NodeRef<'_>, with_hidden: bool, ignores_bold: bool) -> HtmlBlocks {
    let mut walk = BlockCollector {
        blocks: HtmlBlocks::default(),
        runs: TextRuns::default(),
        roles: vec![BlockRole::Paragraph],
        lists: Vec::new(),
        root: root.id,
        elements: Vec::new(),
        linked_bytes: 0,
        is_in_link: false,
        is_in_cell: false,
        with_hidden,
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
    root: NodeId,
    /// The open elements that begin and end a block, the innermost last.
    elements: Vec<NodeId>,
    /// The bytes of the open block that are links.
    linked_bytes: usize,
    is_in_link: bool,
    /// In a cell of a row that becomes one line: nothing ends the line.
    is_in_cell: bool,
    /// Whether hidden elements are read too.
    with_hidden: bool,
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
        if !node.is_element() || SILENT.contains(&name.as_str()) || (!self.with_hidden && is_hidden(node)) {
            return;
        }
        if name == "img" {
            let address = attribute(node, "src");
            self.blocks.pictures.extend(address.map(|address| PageImage { address, element: node.id }));
            return;
        }
        if INLINE.contains(&name.as_str()) {
            self.inline(node, &name, style);
            return;
        }
        if name == "br" {
            self.flush();
            return;
        }
        self.flush();
        self.elements.push(node.id);
        self.block_element(node, &name, style);
        self.flush();
        self.elements.pop();
    }

    fn block_element(&mut self, node: &NodeRef<'_>, name: &str, style: &RunStyle) {
        match name {
            "pre" | "listing" => self.preformatted(node, style),
            "ul" | "ol" => self.list(node, name, style),
            "li" => self.item(node, style),
            "tr" => self.row(node, style),
            "blockquote" => self.block(node, BlockRole::Quote, style),
            "figcaption" => self.block(node, BlockRole::Caption, style),
            "h1" | "h2" => self.block(node, BlockRole::Heading(2), style),
            "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes().get(1).map_or(3, |digit| digit - b'0');
                self.block(node, BlockRole::Heading(level), style);
            }
            _ if is_caption(node) => self.block(node, BlockRole::Caption, style),
            _ => {
                self.flush();
                self.children(node, style);
                self.flush();
            }
        }
    }

    fn text(&mut self, text: &str, style: &RunStyle) {
        if self.is_in_link {
            self.linked_bytes += text.trim().len();
        }
        self.runs.push(text, style);
    }

    fn inline(&mut self, node: &NodeRef<'_>, name: &str, style: &RunStyle) {
        let mut inner = style.clone();
        match name {
            "a" => {
                inner.address = attribute(node, "href").and_then(|address| safe_address(&address)).or(inner.address);
                let was_in_link = std::mem::replace(&mut self.is_in_link, true);
                self.children(node, &inner);
                self.is_in_link = was_in_link;
                return;
            }
            "b" | "strong" => inner.strong = !self.ignores_bold,
            "i" | "em" | "cite" | "dfn" => inner.emphasis = true,
            // Some pages use it for a box, which is no quotation within a sentence.
            "q" if !holds_block(node) && !node.text().trim().is_empty() => {
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

    /// Reads a table row. Rows of a data table become one line; if a cell contains several blocks or a long text, the
    /// table is used for layout.
    fn row(&mut self, node: &NodeRef<'_>, style: &RunStyle) {
        self.flush();
        let is_data = self.is_in_cell || is_data_row(node);
        let was_in_cell = std::mem::replace(&mut self.is_in_cell, is_data);
        let mut is_first = true;
        for cell in node.children_it(false).filter(NodeRef::is_element) {
            if is_data && !is_first {
                self.text(" | ", style);
            }
            is_first = false;
            if is_data { self.children(&cell, style) } else { self.block(&cell, BlockRole::Paragraph, style) }
        }
        self.is_in_cell = was_in_cell;
        self.flush();
    }

    /// Reads preformatted text: code keeps its lines and indentation, and lines of prose become paragraphs.
    fn preformatted(&mut self, node: &NodeRef<'_>, style: &RunStyle) {
        self.flush();
        let text = node.text();
        let lines = || text.lines().take(MAX_CODE_LINES);
        let is_code = lines().any(|line| (line.starts_with("  ") || line.starts_with('\t')) && !line.trim().is_empty())
            || node.descendants_it().any(|inner| element_name(&inner) == "code");
        if is_code && !self.is_in_cell && lines().any(|line| !line.trim().is_empty()) {
            self.add(code_block(lines()));
            return;
        }
        for line in text.lines() {
            self.text(line, style);
            self.flush();
        }
    }

    fn flush(&mut self) {
        if self.is_in_cell {
            self.runs.push(" ", &RunStyle::default());
            return;
        }
        let role = self.roles.last().copied().unwrap_or(BlockRole::Paragraph);
        if let Some(block) = self.runs.take_block(role) {
            self.add(block);
        }
        self.linked_bytes = 0;
    }

    fn add(&mut self, block: TextBlock) {
        let element = self.elements.last().copied().unwrap_or(self.root);
        self.blocks.parts.push(block);
        self.blocks.origins.push(BlockOrigin { element, linked_bytes: self.linked_bytes });
    }
}

/// Returns whether each cell of a row is one short line, so that the row is one, too.
fn is_data_row(row: &NodeRef<'_>) -> bool {
    const MAX_CELL_BYTES: usize = 300;
    let is_one_line = |cell: &NodeRef<'_>| {
        let mut n_blocks = 0;
        let is_simple = cell.descendants_it().filter(NodeRef::is_element).all(|inner| {
            let name = element_name(&inner);
            let is_block = matches!(name.as_str(), "p" | "div");
            n_blocks += usize::from(is_block && !inner.text().trim().is_empty());
            is_block || INLINE.contains(&name.as_str())
        });
        is_simple && n_blocks <= 1 && (n_blocks == 0 || cell.text().trim().len() <= MAX_CELL_BYTES)
    };
    row.children_it(false).filter(NodeRef::is_element).all(|cell| is_one_line(&cell))
}

/// Returns whether an element contains others that begin and end a block.
fn holds_block(node: &NodeRef<'_>) -> bool {
    let mut inner = node.descendants_it().filter(NodeRef::is_element);
    inner.any(|inner| !INLINE.contains(&element_name(&inner).as_str()))
}

/// Returns lines of code as a fenced block.
fn code_block<'t>(lines: impl Iterator<Item = &'t str>) -> TextBlock {
    let visible = |line: &str| line.chars().filter(|c| *c == '\t' || !c.is_control()).collect::<String>();
    let lines: Vec<String> = lines.map(|line| visible(line.trim_end())).collect();
    let text = lines.join("\n");
    let longest_run = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest_run.max(2) + 1);
    let words: Vec<&str> = text.split_whitespace().collect();
    TextBlock {
        role: BlockRole::Code,
        text: words.join(" "),
        markdown: format!("{fence}\n{}\n{fence}", text.trim_matches('\n')),
    }
}

/// Returns whether an element is named as a caption and holds no more than one could.
pub(super) fn is_caption(node: &NodeRef<'_>) -> bool {
    const NAMES: [&str; 8] = [
        "caption", "figcaption", "imgcaption", "imagecaption", "legende", "bildunterschrift", "bildlegende", "icaption",
    ];
    const MAX_BYTES: usize = 600;
    let class = attribute(node, "class").unwrap_or_default().to_ascii_lowercase();
    let is_named = class.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| NAMES.contains(&word));
    let is_heading =
        |inner: NodeRef<'_>| matches!(element_name(&inner).as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    is_named && node.text().trim().len() <= MAX_BYTES && !node.descendants_it().any(is_heading)
}
