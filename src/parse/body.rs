//! A Markdown text as dossier keeps it: its plain text once, and a flat list of nodes that point into it.
//!
//! Invariant: `text[..main_len]` is the text that is exported, searched and indexed, blocks separated by one blank
//! line; behind it stand notes and captions, which are shown and linked but are not the article's own words.

use std::ops::Range;
use std::sync::Arc;

use crate::base::html_tokens::{self, HtmlToken, StartTag};
use crate::base::{Key, KeyBuilder, Span};

/// What ids and classes of raw HTML begin with on a page, so that none is one of the page's own.
pub const RAW_PREFIX: &str = "u-";

/// A parsed text.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The plain text, then the text of notes and captions.
    pub text: Arc<str>,
    /// Length in bytes of the first part.
    pub main_len: usize,
    /// The document in order, notes left out.
    pub nodes: Vec<MarkdownNode>,
    /// The notes, in order of definition.
    pub footnotes: Vec<Footnote>,
    /// The stretches of text that names may stand in, in order; no name crosses from one into the next.
    pub blocks: Vec<Block>,
    /// Stretches of `text` where nothing may be linked: code, links, alternative texts. In order of start; one may lie
    /// in another, as code in a link does.
    pub unlinkable: Vec<Range<usize>>,
    /// The links to records and articles, `[[id|text]]`, in order of text.
    pub wiki_links: Vec<WikiLink>,
    /// The other links and the pictures, in order of text.
    pub links: Vec<AuthorLink>,
    /// Where each piece of `text` stands in the file: (offset in text, offset in file), in order of text.
    pub file_offsets: Vec<(u32, u32)>,
    /// Whether raw HTML stands in it.
    pub has_html: bool,
    /// Whether a block of code stands in it.
    pub has_code: bool,
}

/// A note, called from the text by `[^label]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    /// The label as written.
    pub label: String,
    /// What it says.
    pub nodes: Vec<MarkdownNode>,
}

/// One stretch of text without a block boundary in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Byte offset in `text`.
    pub start: usize,
    /// Byte offset of the end, exclusive.
    pub end: usize,
    /// What it is.
    pub kind: BlockKind,
    /// Number of the passage, from 1; 0 for what is no passage (headings, cells, notes, captions).
    pub paragraph: u32,
}

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph, also in a list or a quotation.
    Paragraph,
    /// A heading; the first one of level 1 at the very start is the headline.
    Heading,
    /// A cell of a table, or anything smaller than a paragraph.
    Cell,
    /// Code.
    Code,
    /// Part of a note or a caption.
    Aside,
}

/// A link to a record or an article of this dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct WikiLink {
    /// The id as written; empty for a passage of the same page.
    pub id: String,
    /// What stands behind `#`, if anything.
    pub fragment: Option<String>,
    /// The words shown, as a range of `text`.
    pub text: Range<usize>,
    /// Whether words were given; else the name of what is linked is shown.
    pub has_link_text: bool,
    /// Where the id stands in the file.
    pub span: Span,
}

/// A link or a picture as the author wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct AuthorLink {
    /// The address.
    pub href: String,
    /// The title, may be empty.
    pub title: String,
    /// Where it stands in the file.
    pub span: Span,
    /// For a picture, whether it has an alternative text; `None` for a link.
    pub has_alt_text: Option<bool>,
}

/// One step of the document. Offsets are into [`Body::text`].
#[derive(Clone, Debug, PartialEq)]
pub enum MarkdownNode {
    /// An element begins.
    Open(MarkdownElement),
    /// The element opened last ends.
    Close,
    /// Text.
    Text(Range<usize>),
    /// Code in a line.
    Code(Range<usize>),
    /// The end of a source line; the text has a space there.
    SoftBreak,
    /// A forced line break; the text has a newline there.
    HardBreak,
    /// Raw HTML as written.
    Html(String),
    /// A call of a note.
    FootnoteReference(String),
    /// A horizontal rule.
    Rule,
    /// The box of a task.
    Task(bool),
}

/// What a stretch of nodes is.
#[derive(Clone, Debug, PartialEq)]
pub enum MarkdownElement {
    /// A paragraph, with the number of its passage (0: none).
    Paragraph(u32),
    /// A heading of level 1 to 6.
    Heading {
        /// The level.
        level: u8,
        /// Its anchor, unique in the document.
        anchor: String,
    },
    /// A quotation set apart.
    Quote,
    /// The caption or credit of a picture that the raw document had.
    Caption,
    /// A list; a number where it is counted.
    List(Option<u64>),
    /// A point of a list, with the number of the passage that stands in it without a paragraph (0: none).
    Item(u32),
    /// Code set apart, in a language (may be empty).
    CodeBlock(String),
    /// A table.
    Table,
    /// Its head.
    TableHead,
    /// A row.
    TableRow,
    /// A cell; `true` in the head.
    TableCell(bool, ColumnAlignment),
    /// A list of terms and their definitions.
    Definitions,
    /// A term.
    Term,
    /// Its definition, with a number as a point of a list has.
    Definition(u32),
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Strike,
    /// A link to an address: index into [`Body::links`].
    Link(usize),
    /// A link to a record or article: index into [`Body::references`].
    WikiLink(usize),
    /// A picture, whose alternative text is the text inside: index into [`Body::links`].
    Image(usize),
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnAlignment {
    /// As the language runs.
    None,
    /// To the left.
    Left,
    /// To the middle.
    Center,
    /// To the right.
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

impl Body {
    /// Returns the text that is exported, searched and indexed.
    #[must_use]
    pub fn main_text(&self) -> &str {
        &self.text[..self.main_len]
    }

    /// Returns where in the file a byte of `text` stands, to the nearest known piece before it.
    #[must_use]
    pub fn file_offset(&self, offset: usize) -> usize {
        let index = self.file_offsets.partition_point(|(text, _)| *text as usize <= offset);
        let Some((text, file)) = index.checked_sub(1).and_then(|index| self.file_offsets.get(index)) else { return 0 };
        *file as usize + (offset - *text as usize)
    }

    /// Tells whether no name may link in some part of a range.
    #[must_use]
    pub fn is_unlinkable(&self, range: Range<usize>) -> bool {
        let first = self.unlinkable.partition_point(|closed| closed.end <= range.start);
        self.unlinkable.get(first).is_some_and(|closed| closed.start < range.end)
    }

    /// Returns the block that holds a byte of `text`.
    #[must_use]
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        let index = self.blocks.partition_point(|block| block.start <= offset).checked_sub(1)?;
        self.blocks.get(index).filter(|block| offset < block.end)
    }

    /// Returns the headline: the text of a first heading of level 1 that opens the document. One without text is none.
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
        // The first block may be any other, a caption's too, where the heading has no text.
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

    /// Lists the addresses that raw HTML names, in order.
    #[must_use]
    pub fn raw_addresses(&self) -> Vec<String> {
        let attributes = self.raw_tags().into_iter().flat_map(|tag| tag.attributes);
        let named = attributes.filter(|(name, _)| ["href", "src", "cite"].contains(&name.as_str()));
        named.map(|(_, address)| address).collect()
    }

    /// Lists the ids that raw HTML bears, in order.
    #[must_use]
    pub fn raw_ids(&self) -> Vec<String> {
        self.raw_tags().iter().filter_map(|tag| tag.attribute("id")).map(str::to_owned).collect()
    }

    /// Lists the start tags of raw HTML; what was made to break its readers has none.
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

    /// Returns the identity of what it says: where it stands in its file, and what else the file says, make no difference.
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

    /// Returns how many passages can be named, `p1` to `p<n>`.
    #[must_use]
    pub fn n_paragraphs(&self) -> u32 {
        self.blocks.iter().map(|block| block.paragraph).max().unwrap_or(0)
    }
}
