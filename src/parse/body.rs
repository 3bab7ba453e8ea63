//! A parsed Markdown text: the plain text, and a flat list of nodes that point into it.
//!
//! Invariant: `text[..main_len]` is the text that is exported, searched and indexed, with one blank line between
//! blocks. The text of footnotes and captions follows it; these are shown and linked but are not the article's own
//! words.

use std::ops::Range;
use std::sync::Arc;

use crate::base::html_tokens::{self, HtmlToken, StartTag};
use crate::base::{Key, KeyBuilder, Span};

/// Prefix of the ids and classes of raw HTML on a page, so that they never collide with the page's own.
pub(crate) const RAW_PREFIX: &str = "u-";

/// A parsed text.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The plain text, followed by the text of footnotes and captions.
    pub text: Arc<str>,
    /// Length in bytes of the first part.
    pub main_len: usize,
    /// The nodes of the document in order, without footnotes.
    pub nodes: Vec<MarkdownNode>,
    /// The footnotes, in order of definition.
    pub footnotes: Vec<Footnote>,
    /// The stretches of text in which names are searched, in order. No name extends from one into the next.
    pub blocks: Vec<Block>,
    /// Ranges of `text` in which nothing may be linked: code, links, alt texts. Sorted by start, not overlapping.
    pub unlinkable: Vec<Range<usize>>,
    /// The links to records and articles, `[[id|text]]`, in order of text.
    pub wiki_links: Vec<WikiLink>,
    /// The other links and the images, in order of text.
    pub links: Vec<AuthorLink>,
    /// Offset in the file of each piece of `text`: (offset in text, offset in file), in order of text.
    pub file_offsets: Vec<(u32, u32)>,
    /// Whether it contains raw HTML.
    pub has_html: bool,
    /// Whether it contains a code block.
    pub has_code: bool,
}

/// A footnote, referenced by `[^label]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    /// The label as written.
    pub label: String,
    /// Its content.
    pub nodes: Vec<MarkdownNode>,
}

/// A stretch of text without a block boundary in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Byte offset in `text`.
    pub start: usize,
    /// Byte offset of the end, exclusive.
    pub end: usize,
    /// Its kind.
    pub kind: BlockKind,
    /// Number of the paragraph, from 1; 0 for blocks that are not paragraphs (headings, cells, footnotes, captions).
    pub paragraph: u32,
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph, also in a list or a block quotation.
    Paragraph,
    /// A heading. A heading of level 1 at the very start is the headline.
    Heading,
    /// A table cell, or another unit smaller than a paragraph.
    Cell,
    /// Code.
    Code,
    /// Part of a footnote or a caption.
    Aside,
}

/// A link to a record or an article of this dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct WikiLink {
    /// The id as written; empty for a fragment of the same page.
    pub id: String,
    /// The fragment after `#`, if any.
    pub fragment: Option<String>,
    /// The link text, as a range of `text`.
    pub text: Range<usize>,
    /// Whether the author wrote a link text; else the name of the target is shown.
    pub has_link_text: bool,
    /// The span of the id.
    pub span: Span,
}

/// A link or an image as the author wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct AuthorLink {
    /// The address.
    pub href: String,
    /// The title; may be empty.
    pub title: String,
    /// Its span.
    pub span: Span,
    /// For an image, whether it has an alt text; `None` for a link.
    pub has_alt_text: Option<bool>,
}

/// A node of the document. Offsets are into [`Body::text`].
#[derive(Clone, Debug, PartialEq)]
pub enum MarkdownNode {
    /// An element begins.
    Open(MarkdownElement),
    /// The element opened last ends.
    Close,
    /// Text.
    Text(Range<usize>),
    /// Inline code.
    Code(Range<usize>),
    /// The end of a source line; the text has a space there.
    SoftBreak,
    /// A hard line break; the text has a newline there.
    HardBreak,
    /// Raw HTML as written.
    Html(String),
    /// A reference to a footnote.
    FootnoteReference(String),
    /// A horizontal rule.
    Rule,
    /// The checkbox of a task.
    Task(bool),
}

/// The kind of an element.
#[derive(Clone, Debug, PartialEq)]
pub enum MarkdownElement {
    /// A paragraph with its number (0: none).
    Paragraph(u32),
    /// A heading of level 1 to 6.
    Heading {
        /// The level.
        level: u8,
        /// Its anchor, unique in the document.
        anchor: String,
    },
    /// A block quotation.
    Quote,
    /// The caption or credit of a picture in the raw document.
    Caption,
    /// A list; with its first number if it is numbered.
    List(Option<u64>),
    /// A list item, with the number of its paragraph if it is a tight item (0: none).
    Item(u32),
    /// A code block with its language (may be empty).
    CodeBlock(String),
    /// A table.
    Table,
    /// Its header row.
    TableHead,
    /// A row.
    TableRow,
    /// A cell; `true` in the header.
    TableCell(bool, ColumnAlignment),
    /// A definition list.
    Definitions,
    /// A term.
    Term,
    /// Its definition, with a paragraph number as in a list item.
    Definition(u32),
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Strikethrough.
    Strike,
    /// A link to an address: index into [`Body::links`].
    Link(usize),
    /// A link to a record or article: index into [`Body::wiki_links`].
    WikiLink(usize),
    /// An image; the text inside is its alt text: index into [`Body::links`].
    Image(usize),
}

/// How a table column is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnAlignment {
    /// By the direction of the language.
    None,
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

impl Default for Body {
    fn default() -> Self {
        Self {
            text: Arc::from(""),
            main_len: 0,
            nodes: Vec::new(),
            footnotes: Vec::new(),
            blocks: Vec::new(),
            unlinkable: Vec::new(),
            wiki_links: Vec::new(),
            links: Vec::new(),
            file_offsets: Vec::new(),
            has_html: false,
            has_code: false,
        }
    }
}

/// Returns whether part of a range lies in one of several ranges, which are sorted and do not overlap.
#[must_use]
pub(crate) fn touches(ranges: &[Range<usize>], range: Range<usize>) -> bool {
    let first = ranges.partition_point(|other| other.end <= range.start);
    ranges.get(first).is_some_and(|other| other.start < range.end)
}

impl Body {
    /// Returns the text that is exported, searched and indexed.
    #[must_use]
    pub fn main_text(&self) -> &str {
        &self.text[..self.main_len]
    }

    /// Returns the offset in the file of a byte of `text`, by the nearest known piece before it.
    #[must_use]
    pub fn file_offset(&self, offset: usize) -> usize {
        let index = self.file_offsets.partition_point(|(text, _)| *text as usize <= offset);
        let Some((text, file)) = index.checked_sub(1).and_then(|index| self.file_offsets.get(index)) else { return 0 };
        *file as usize + (offset - *text as usize)
    }

    /// Returns whether part of a range is unlinkable.
    #[must_use]
    pub fn is_unlinkable(&self, range: Range<usize>) -> bool {
        touches(&self.unlinkable, range)
    }

    /// Returns the ranges of inline code, in order of text. No date and no quotation is marked there.
    #[must_use]
    pub fn inline_code(&self) -> Vec<Range<usize>> {
        let notes = self.footnotes.iter().flat_map(|note| &note.nodes);
        let ranges = self.nodes.iter().chain(notes).filter_map(|node| match node {
            MarkdownNode::Code(at) => Some(at.clone()),
            _ => None,
        });
        let mut ranges: Vec<_> = ranges.collect();
        ranges.sort_by_key(|range| range.start);
        ranges
    }

    /// Returns the block that contains a byte of `text`.
    #[must_use]
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        let index = self.blocks.partition_point(|block| block.start <= offset).checked_sub(1)?;
        self.blocks.get(index).filter(|block| offset < block.end)
    }

    /// Returns the headline: the text of a first heading of level 1 that opens the document. `None` if that heading is
    /// empty.
    #[must_use]
    pub fn headline(&self) -> Option<&str> {
        self.headline_range().map(|at| &self.text[at])
    }

    /// Returns the text that is exported, without the headline.
    #[must_use]
    pub fn text_after_headline(&self) -> &str {
        let start = self.headline_range().map_or(0, |at| at.end);
        self.main_text().get(start..).unwrap_or_default().trim_start()
    }

    fn headline_range(&self) -> Option<Range<usize>> {
        let [MarkdownNode::Open(MarkdownElement::Heading { level: 1, .. }), rest @ ..] = self.nodes.as_slice() else {
            return None;
        };
        // If the heading has no text, the first block may be any other, even a caption.
        let block =
            self.blocks.first().filter(|block| block.kind == BlockKind::Heading && block.end <= self.main_len)?;
        let mut depth = 1;
        for node in rest {
            match node {
                MarkdownNode::Open(_) => depth += 1,
                MarkdownNode::Close => depth -= 1,
                MarkdownNode::Text(at) | MarkdownNode::Code(at) if (block.start..block.end).contains(&at.start) => {
                    return Some(block.start..block.end);
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        None
    }

    /// Lists the addresses in raw HTML, in order.
    #[must_use]
    pub fn raw_addresses(&self) -> Vec<String> {
        let attributes = self.raw_tags().into_iter().flat_map(|tag| tag.attributes);
        let named = attributes.filter(|(name, _)| ["href", "src", "cite"].contains(&name.as_str()));
        named.map(|(_, address)| address).collect()
    }

    /// Lists the ids in raw HTML, in order.
    #[must_use]
    pub fn raw_ids(&self) -> Vec<String> {
        self.raw_tags().iter().filter_map(|tag| tag.attribute("id")).map(str::to_owned).collect()
    }

    /// Lists the start tags of raw HTML. HTML beyond the tokeniser's limits counts as having none.
    fn raw_tags(&self) -> Vec<StartTag> {
        let mut raw_tags = Vec::new();
        let lists = [&self.nodes].into_iter().chain(self.footnotes.iter().map(|note| &note.nodes));
        for nodes in lists.filter(|_| self.has_html) {
            for piece in
                nodes.chunk_by(|one, next| matches!((one, next), (MarkdownNode::Html(_), MarkdownNode::Html(_))))
            {
                let lines = piece
                    .iter()
                    .filter_map(|node| if let MarkdownNode::Html(line) = node { Some(line.as_str()) } else { None });
                for token in html_tokens::tokenize(&lines.collect::<String>()).unwrap_or_default() {
                    if let HtmlToken::Start(tag) = token {
                        raw_tags.push(tag);
                    }
                }
            }
        }
        raw_tags
    }

    /// Returns a key of the content: the body's position in its file and the rest of the file do not affect it.
    #[must_use]
    pub fn key(&self) -> Key {
        let Self {
            text,
            main_len,
            nodes,
            footnotes,
            blocks,
            unlinkable,
            wiki_links,
            links,
            file_offsets: _,
            has_html: _,
            has_code: _,
        } = self;
        let mut key = KeyBuilder::new("body");
        key.text(text).add(main_len).add(nodes).add(footnotes).add(blocks).add(unlinkable);
        key.add(&wiki_links.len());
        for WikiLink { id, fragment, text, has_link_text, span: _ } in wiki_links {
            key.text(id).add(fragment).add(text).add(has_link_text);
        }
        for AuthorLink { href, title, span: _, has_alt_text } in links {
            key.text(href).text(title).add(has_alt_text);
        }
        key.finish()
    }

    /// Returns the number of paragraphs that can be cited, `p1` to `p<n>`.
    #[must_use]
    pub fn n_paragraphs(&self) -> u32 {
        self.blocks.iter().map(|block| block.paragraph).max().unwrap_or(0)
    }
}
