//! Markdown -> [`Body`]. The only file that uses the Markdown crate.
//!
//! Content is never a template: `{{` is plain text. A name may continue across emphasis, line breaks, entities and
//! escapes, so the text is collected once and the nodes point into it.

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::assemble::{ASIDE_BASE, AsideText, CAPTION_MARK, assemble};
use super::body::{
    AuthorLink, Block, BlockKind, Body, ColumnAlignment, Footnote, MarkdownElement, MarkdownNode, WikiLink,
};
use super::heading_anchors::HeadingAnchors;
use crate::base::line_ends::with_line_feeds;
use crate::base::path::composed;
use crate::base::{SourcePath, Span};
use crate::model::id::slug;

/// Maximum nesting of block quotations and lists; deeper ones are shown at this depth.
const MAX_DEPTH: usize = 64;

/// Parses Markdown that starts at byte `offset` of `file`.
#[must_use]
pub fn parse(file: &SourcePath, source: &str, offset: usize) -> Body {
    let source = &*with_line_feeds(source);
    let options = Options::ENABLE_WIKILINKS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut walk = MarkdownReader::new(file, source, offset);
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        walk.event(event, range);
    }
    walk.finish()
}

struct MarkdownReader<'a> {
    file: &'a SourcePath,
    source: &'a str,
    offset: usize,
    body: Body,
    main: String,
    aside: AsideText,
    /// Nodes of the footnote being read; `None` in the main document.
    note: Option<Footnote>,
    open: Vec<OpenElement>,
    n_paragraphs: u32,
    heading_anchors: HeadingAnchors,
    block_start: Option<(usize, BlockKind, u32)>,
    aligns: Vec<ColumnAlignment>,
    n_cells: usize,
    in_head: bool,
    open_pictures: Vec<usize>,
    /// Index of the node that opens the current list item or definition.
    last_point: Option<usize>,
    caption_depth: usize,
    references: Vec<WikiLink>,
}

/// What to do when the element ends.
enum OpenElement {
    Plain,
    Block,
    /// Text from here on is unlinkable.
    Closed(usize),
    Reference(usize, usize),
    Heading(usize, usize),
    Caption,
    Ignored,
    Note,
    Image,
}

impl<'a> MarkdownReader<'a> {
    fn new(file: &'a SourcePath, source: &'a str, offset: usize) -> Self {
        Self {
            file,
            source,
            offset,
            body: Body::default(),
            main: String::with_capacity(source.len()),
            aside: AsideText::default(),
            note: None,
            open: Vec::new(),
            n_paragraphs: 0,
            heading_anchors: HeadingAnchors::default(),
            block_start: None,
            aligns: Vec::new(),
            n_cells: 0,
            in_head: false,
            open_pictures: Vec::new(),
            last_point: None,
            caption_depth: 0,
            references: Vec::new(),
        }
    }

    fn in_aside(&self) -> bool {
        self.note.is_some() || self.caption_depth > 0
    }

    fn text_len(&self) -> usize {
        if self.in_aside() { ASIDE_BASE + self.aside.text.len() } else { self.main.len() }
    }

    fn push(&mut self, node: MarkdownNode) {
        let nodes = match &mut self.note {
            Some(note) => &mut note.nodes,
            None => {
                if matches!(node, MarkdownNode::Open(MarkdownElement::Item(_) | MarkdownElement::Definition(_))) {
                    self.last_point = Some(self.body.nodes.len());
                }
                &mut self.body.nodes
            }
        };
        nodes.push(node);
    }

    /// Adds text and records its offset in the file.
    fn add_text(&mut self, text: &str, source_start: usize) -> std::ops::Range<usize> {
        let start = self.text_len();
        let origin = u32::try_from(self.offset + source_start).unwrap_or(u32::MAX);
        let (buffer, origins) = if self.in_aside() {
            (&mut self.aside.text, &mut self.aside.file_offsets)
        } else {
            (&mut self.main, &mut self.body.file_offsets)
        };
        origins.push((u32::try_from(buffer.len()).unwrap_or(u32::MAX), origin));
        buffer.push_str(text);
        start..start + text.len()
    }

    fn begin_block(&mut self, kind: BlockKind) -> u32 {
        self.end_block();
        let in_aside = self.in_aside();
        let buffer = if in_aside { &mut self.aside.text } else { &mut self.main };
        // Code ends with a newline of its own.
        while !buffer.is_empty() && !buffer.ends_with("\n\n") {
            buffer.push('\n');
        }
        let passage = if kind == BlockKind::Paragraph && !in_aside {
            self.n_paragraphs += 1;
            self.n_paragraphs
        } else {
            0
        };
        self.block_start = Some((self.text_len(), if in_aside { BlockKind::Aside } else { kind }, passage));
        passage
    }

    fn end_block(&mut self) {
        let Some((start, kind, passage)) = self.block_start.take() else { return };
        let end = self.text_len();
        if end <= start {
            // A block without text (a picture alone) is not a paragraph to link back to, but keeps its number.
            return;
        }
        let blocks = if start >= ASIDE_BASE { &mut self.aside.blocks } else { &mut self.body.blocks };
        blocks.push(Block { start, end, kind, paragraph: passage });
    }

    fn event(&mut self, event: Event<'_>, range: std::ops::Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) => {
                self.begin_implicit_paragraph();
                let at = self.add_text(&code, range.start + 1);
                self.mark_unlinkable(at.clone());
                self.push(MarkdownNode::Code(at));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.body.has_html = true;
                self.push(MarkdownNode::Html(html.into_string()));
            }
            Event::SoftBreak => self.line_break(" ", MarkdownNode::SoftBreak, range.start),
            Event::HardBreak => self.line_break("\n", MarkdownNode::HardBreak, range.start),
            Event::Rule => self.push(MarkdownNode::Rule),
            Event::FootnoteReference(label) => self.push(MarkdownNode::FootnoteReference(label.into_string())),
            Event::TaskListMarker(done) => self.push(MarkdownNode::Task(done)),
            // Not enabled: shown as text.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, &range),
        }
    }

    /// Tight list items and cells contain text without a paragraph, but count as blocks.
    fn begin_implicit_paragraph(&mut self) {
        if self.block_start.is_some() {
            return;
        }
        let passage = self.begin_block(BlockKind::Paragraph);
        // The item carries the anchor of its text.
        let point = self.last_point.and_then(|index| match self.body.nodes.get_mut(index) {
            Some(MarkdownNode::Open(MarkdownElement::Item(number) | MarkdownElement::Definition(number))) => {
                Some(number)
            }
            _ => None,
        });
        if let Some(number) = point.filter(|number| **number == 0 && self.note.is_none()) {
            *number = passage;
        }
    }

    fn line_break(&mut self, text: &str, node: MarkdownNode, at: usize) {
        self.add_text(text, at);
        self.push(node);
    }

    fn text(&mut self, text: &CowStr<'_>, range: &std::ops::Range<usize>) {
        if let Some(picture) = self.open_pictures.last() {
            if let Some(picture) = self.body.links.get_mut(*picture) {
                picture.has_alt_text = Some(true);
            }
            let at = self.add_alt_text(text);
            self.push(MarkdownNode::Text(at));
            return;
        }
        self.begin_implicit_paragraph();
        let mut shown: &str = text;
        if self.caption_depth > 0 && shown.trim_start().is_empty() {
            shown = "";
        }
        if shown.is_empty() {
            return;
        }
        let at = self.add_text(shown, range.start);
        self.push(MarkdownNode::Text(at));
    }

    /// Collects alt text, which is shown with the picture but is not part of the text that is read; kept with the aside
    /// text.
    fn add_alt_text(&mut self, text: &str) -> std::ops::Range<usize> {
        let start = ASIDE_BASE + self.aside.text.len();
        self.aside.text.push_str(text);
        let at = start..start + text.len();
        self.aside.unlinkable.push(at.clone());
        at
    }

    fn mark_unlinkable(&mut self, at: std::ops::Range<usize>) {
        if at.start >= ASIDE_BASE { self.aside.unlinkable.push(at) } else { self.body.unlinkable.push(at) }
    }

    fn start(&mut self, tag: Tag<'_>, range: std::ops::Range<usize>) {
        let span = Span::new(self.file, self.offset + range.start, self.offset + range.end);
        let (element, open) = match tag {
            Tag::Paragraph => {
                let passage = self.begin_block(BlockKind::Paragraph);
                (MarkdownElement::Paragraph(passage), OpenElement::Block)
            }
            Tag::Heading { level, id, .. } => {
                self.begin_block(BlockKind::Heading);
                let node = self.note.as_ref().map_or(self.body.nodes.len(), |note| note.nodes.len());
                let anchor = id.map(CowStr::into_string).unwrap_or_default();
                (MarkdownElement::Heading { level: level as u8, anchor }, OpenElement::Heading(node, self.text_len()))
            }
            Tag::BlockQuote(_) if self.is_caption(&range) && self.note.is_none() => {
                self.end_block();
                self.caption_depth += 1;
                (MarkdownElement::Caption, OpenElement::Caption)
            }
            Tag::BlockQuote(_) | Tag::List(_) | Tag::Item if self.open.len() > MAX_DEPTH => {
                self.end_block();
                self.open.push(OpenElement::Ignored);
                return;
            }
            Tag::BlockQuote(_) => (MarkdownElement::Quote, OpenElement::Plain),
            Tag::CodeBlock(kind) => {
                self.begin_block(BlockKind::Code);
                self.body.has_code = true;
                let lang = match kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                (MarkdownElement::CodeBlock(lang), OpenElement::Closed(self.text_len()))
            }
            Tag::List(start) => (MarkdownElement::List(start), OpenElement::Plain),
            Tag::Item => {
                self.end_block();
                (MarkdownElement::Item(0), OpenElement::Block)
            }
            Tag::Table(aligns) => {
                self.aligns = aligns
                    .iter()
                    .map(|align| match align {
                        Alignment::None => ColumnAlignment::None,
                        Alignment::Left => ColumnAlignment::Left,
                        Alignment::Center => ColumnAlignment::Center,
                        Alignment::Right => ColumnAlignment::Right,
                    })
                    .collect();
                (MarkdownElement::Table, OpenElement::Plain)
            }
            Tag::TableHead => {
                (self.in_head, self.n_cells) = (true, 0);
                (MarkdownElement::TableHead, OpenElement::Plain)
            }
            Tag::TableRow => {
                self.n_cells = 0;
                (MarkdownElement::TableRow, OpenElement::Plain)
            }
            Tag::TableCell => {
                self.begin_block(BlockKind::Cell);
                let align = self.aligns.get(self.n_cells).copied().unwrap_or(ColumnAlignment::None);
                self.n_cells += 1;
                (MarkdownElement::TableCell(self.in_head, align), OpenElement::Block)
            }
            Tag::DefinitionList => (MarkdownElement::Definitions, OpenElement::Plain),
            Tag::DefinitionListTitle => {
                self.begin_block(BlockKind::Cell);
                (MarkdownElement::Term, OpenElement::Block)
            }
            Tag::DefinitionListDefinition => {
                self.end_block();
                (MarkdownElement::Definition(0), OpenElement::Block)
            }
            Tag::Emphasis => (MarkdownElement::Emphasis, OpenElement::Plain),
            Tag::Strong => (MarkdownElement::Strong, OpenElement::Plain),
            Tag::Strikethrough => (MarkdownElement::Strike, OpenElement::Plain),
            Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. } => {
                self.begin_implicit_paragraph();
                let index = self.reference(&dest_url, has_pothole, range);
                (MarkdownElement::WikiLink(index), OpenElement::Reference(index, self.text_len()))
            }
            Tag::Link { dest_url, title, link_type, .. } => {
                self.begin_implicit_paragraph();
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                let href = format!("{mail}{dest_url}");
                self.body.links.push(AuthorLink { href, title: title.into_string(), span, has_alt_text: None });
                (MarkdownElement::Link(self.body.links.len() - 1), OpenElement::Closed(self.text_len()))
            }
            Tag::Image { dest_url, title, .. } => {
                self.open_pictures.push(self.body.links.len());
                let (href, title) = (dest_url.into_string(), title.into_string());
                self.body.links.push(AuthorLink { href, title, span, has_alt_text: Some(false) });
                (MarkdownElement::Image(self.body.links.len() - 1), OpenElement::Image)
            }
            Tag::FootnoteDefinition(label) => {
                self.end_block();
                self.note = Some(Footnote { label: label.into_string(), nodes: Vec::new() });
                self.open.push(OpenElement::Note);
                return;
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) | Tag::Superscript | Tag::Subscript => {
                self.open.push(OpenElement::Ignored);
                return;
            }
            #[allow(unreachable_patterns, reason = "the library may grow tags behind options that are not enabled")]
            _ => {
                self.open.push(OpenElement::Ignored);
                return;
            }
        };
        self.push(MarkdownNode::Open(element));
        self.open.push(open);
    }

    fn is_caption(&self, range: &std::ops::Range<usize>) -> bool {
        // Only look at the first few bytes: a million nested quotations must not be read a million times.
        let start = &self.source[range.start..];
        let inside = start.strip_prefix('>').unwrap_or(start);
        inside.strip_prefix(' ').unwrap_or(inside).starts_with(CAPTION_MARK)
    }

    fn reference(&mut self, dest: &str, has_words: bool, range: std::ops::Range<usize>) -> usize {
        // In a table the bar is escaped, and the library leaves the backslash in the address.
        let dest = dest.trim_end_matches('\\').trim();
        let (id, fragment) = match dest.split_once('#') {
            Some((id, fragment)) => (id, Some(fragment.to_owned())),
            None => (dest, None),
        };
        let start = self.offset + range.start + 2;
        let span = Span::new(self.file, start, start + dest.len());
        let reference =
            WikiLink { id: composed(id).into_owned(), fragment, text: 0..0, has_link_text: has_words, span };
        self.references.push(reference);
        self.references.len() - 1
    }

    fn end(&mut self, end: TagEnd) {
        if end == TagEnd::TableHead {
            self.in_head = false;
        }
        let Some(open) = self.open.pop() else { return };
        match open {
            OpenElement::Ignored => return,
            OpenElement::Plain => {}
            OpenElement::Block => self.end_block(),
            OpenElement::Image => drop(self.open_pictures.pop()),
            OpenElement::Closed(start) => {
                let at = start..self.text_len();
                self.mark_unlinkable(at);
                if matches!(end, TagEnd::CodeBlock) {
                    self.end_block();
                }
            }
            OpenElement::Reference(index, start) => {
                let at = start..self.text_len();
                self.references[index].text = at.clone();
                self.mark_unlinkable(at);
            }
            OpenElement::Heading(node, start) => {
                self.end_block();
                self.name_heading(node, start);
            }
            OpenElement::Caption => {
                self.end_block();
                self.caption_depth -= 1;
            }
            OpenElement::Note => {
                self.end_block();
                if let Some(note) = self.note.take() {
                    self.body.footnotes.push(note);
                }
                return;
            }
        }
        self.push(MarkdownNode::Close);
    }

    /// Gives a heading an anchor that no other heading of the document, no paragraph and no mention has.
    fn name_heading(&mut self, node: usize, start: usize) {
        let end = self.text_len();
        let text = if start >= ASIDE_BASE {
            &self.aside.text[start - ASIDE_BASE..end - ASIDE_BASE]
        } else {
            &self.main[start..end]
        };
        let from_text = slug(text);
        let nodes = self.note.as_mut().map_or(&mut self.body.nodes, |note| &mut note.nodes);
        let Some(MarkdownNode::Open(MarkdownElement::Heading { anchor, .. })) = nodes.get_mut(node) else { return };
        let wanted = slug(anchor);
        *anchor = self.heading_anchors.assign(format!("h-{}", if wanted.is_empty() { from_text } else { wanted }));
    }

    fn finish(mut self) -> Body {
        self.end_block();
        self.body.wiki_links = self.references;
        assemble(self.body, self.main, self.aside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(source: &str) -> Body {
        parse(&SourcePath::new("a.md"), source, 0)
    }

    #[test]
    fn text_crosses_emphasis_breaks_and_entities() {
        let body = body("Kim *Jong*\n**un** &amp; l\\'ONU\n\nsuite");
        assert_eq!(body.main_text(), "Kim Jong un & l'ONU\n\nsuite");
        assert_eq!(body.blocks.len(), 2);
        assert_eq!(body.blocks[1].paragraph, 2);
    }

    #[test]
    fn a_caption_and_a_note_stand_behind_the_text() {
        let body = body("Un.[^1]\n\n> [!caption] La photo. Photo : KCNA\n\nDeux.\n\n[^1]: La note.\n");
        assert_eq!(body.main_text(), "Un.\n\nDeux.");
        assert!(body.text.contains("La note."));
        let text = |node: &MarkdownNode| if let MarkdownNode::Text(at) = node { Some(at.clone()) } else { None };
        let shown: Vec<&str> = body.nodes.iter().filter_map(text).map(|at| &body.text[at]).collect();
        assert_eq!(shown.concat(), "Un.La photo. Photo : KCNADeux.");
        assert_eq!(body.n_paragraphs(), 2);
    }

    #[test]
    fn references_keep_id_fragment_and_place() {
        let source = "| a |\n|---|\n| [[x\\|y]] |\n\nVoir [[sotchi-2023#p3|source]] et [[kim]].";
        let body = body(source);
        let ids: Vec<(&str, Option<&str>, bool)> =
            body.wiki_links.iter().map(|r| (r.id.as_str(), r.fragment.as_deref(), r.has_link_text)).collect();
        assert_eq!(ids, [("x", None, true), ("sotchi-2023", Some("p3"), true), ("kim", None, false)]);
        let second = &body.wiki_links[1];
        assert_eq!(&source[second.span.start..second.span.end], "sotchi-2023#p3");
        assert_eq!(&body.text[second.text.clone()], "source");
    }

    #[test]
    fn a_first_heading_of_level_one_is_the_headline() {
        assert_eq!(body("# Titre *vrai*\n\nTexte.").headline(), Some("Titre vrai"));
        assert_eq!(body("Texte.\n\n# Titre").headline(), None);
        assert_eq!(body("Texte {{ x }}.").main_text(), "Texte {{ x }}.");
    }

    #[test]
    fn origins_lead_back_to_the_file() {
        let source = "Avant &amp; *après*.";
        let body = body(source);
        let at = body.text.find("après").expect("there");
        assert_eq!(&source[body.file_offset(at)..body.file_offset(at) + "après".len()], "après");
    }
}
