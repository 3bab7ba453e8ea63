//! One text as TEI: its blocks, and in them emphasis, links, names, dates and quotations. Pure.
//!
//! The text of `body` without its notes is the published text, byte for byte, so that offsets hold: the blank line between
//! two blocks is written between them. Where two ranges cross, the lesser is cut: a name never, then dates, quotations,
//! emphasis and links. Pictures are in notes, as their words are not the article's own.

use super::Pointers;
use super::marks::{MarkedNote, TextMarks};
use super::spans::{InlineSpan, LEVELS, cut_crossing};
use super::xml::{TeiXml, pointer};
use crate::parse::{Body, MarkdownElement, MarkdownNode};

/// Writes the blocks of one text.
pub(super) struct TextWriter<'a, 'x> {
    pub(super) xml: &'x mut TeiXml,
    pub(super) body: &'a Body,
    pub(super) pointers: &'a Pointers<'a>,
    pub(super) marks: &'a TextMarks<'a>,
    /// The `xml:id` of the article; empty for a text without ids.
    pub(super) id: &'a str,
    /// End of what was written of the text.
    cursor: usize,
    /// Whether the text is a note or a caption, not the main text.
    is_aside: bool,
    n_notes_written: usize,
    n_anchors_written: usize,
    n_cut: usize,
    notes_written: Vec<&'a str>,
}

/// Something between two characters.
enum TextPoint<'a> {
    Picture(usize, std::ops::Range<usize>),
    Footnote(&'a str),
    LineBreak,
}

impl<'a, 'x> TextWriter<'a, 'x> {
    /// Begins a text.
    pub(super) fn new(
        xml: &'x mut TeiXml,
        body: &'a Body,
        pointers: &'a Pointers<'a>,
        marks: &'a TextMarks<'a>,
        id: &'a str,
    ) -> Self {
        Self {
            xml,
            body,
            pointers,
            marks,
            id,
            cursor: 0,
            is_aside: false,
            n_notes_written: 0,
            n_anchors_written: 0,
            n_cut: 0,
            notes_written: Vec::new(),
        }
    }

    /// Writes all blocks. With `sections`, what follows a heading is a division.
    pub(super) fn write(&mut self, sections: bool) {
        self.blocks(&self.body.nodes, sections);
    }

    fn blocks(&mut self, nodes: &'a [MarkdownNode], sections: bool) {
        let mut open: Vec<&'static str> = Vec::new();
        let (mut at, mut in_section) = (0, false);
        while let Some(node) = nodes.get(at) {
            match node {
                MarkdownNode::Open(MarkdownElement::Caption) => {
                    let end = closing(nodes, at);
                    self.picture("", &nodes[at + 1..end]);
                    at = end + 1;
                    continue;
                }
                MarkdownNode::Open(element) if is_block(element) => {
                    let is_heading = matches!(element, MarkdownElement::Heading { .. });
                    let starts_section = sections && open.is_empty() && is_heading && self.has_written();
                    if starts_section && std::mem::replace(&mut in_section, true) {
                        self.xml.close("div");
                    }
                    self.gap(&nodes[at..]);
                    if let MarkdownElement::Heading { level, .. } = element
                        && starts_section
                    {
                        self.xml.open("div", &[("type", "section"), ("n", &level.to_string())]);
                    }
                    open.push(self.open_block(element, sections && open.is_empty(), starts_section));
                }
                MarkdownNode::Close => {
                    if let Some(name) = open.pop() {
                        self.xml.close(name);
                    }
                }
                MarkdownNode::Rule => {
                    let is_open = matches!(open.last(), None | Some(&("quote" | "item")));
                    if is_open {
                        self.xml.empty("milestone", &[("unit", "rule")]);
                    }
                }
                _ => {
                    let end = at + run_len(&nodes[at..]);
                    self.gap(&nodes[at..end]);
                    // Text beside blocks needs an element of its own where only blocks may be.
                    let is_bare = matches!(open.last(), None | Some(&"table" | &"row" | &"list"));
                    if is_bare {
                        self.xml.open("p", &[]);
                    }
                    self.run(&nodes[at..end]);
                    if is_bare {
                        self.xml.close("p");
                    }
                    at = end;
                    continue;
                }
            }
            at += 1;
        }
        open.iter().rev().for_each(|name| self.xml.close(name));
        if in_section {
            self.xml.close("div");
        }
    }

    /// Returns whether any of the text was written.
    fn has_written(&self) -> bool {
        self.xml.out.len() > 1 && self.cursor > 0
    }

    /// Opens the element of a block; returns its name.
    fn open_block(&mut self, element: &MarkdownElement, is_outermost: bool, starts_section: bool) -> &'static str {
        let paragraph = |n: u32| if n > 0 && !self.id.is_empty() { format!("{}.p{n}", self.id) } else { String::new() };
        // Only what differs from the usual is written.
        let other = |value: u64, usual: u64| if value == usual { String::new() } else { value.to_string() };
        let (name, key, value, n) = match element {
            MarkdownElement::Paragraph(n) => ("p", "xml:id", paragraph(*n), String::new()),
            MarkdownElement::Item(n) | MarkdownElement::Definition(n) => {
                ("item", "xml:id", paragraph(*n), String::new())
            }
            MarkdownElement::Heading { .. } if starts_section => ("head", "", String::new(), String::new()),
            MarkdownElement::Heading { level, .. } if is_outermost => {
                ("head", "", String::new(), other(u64::from(*level), 1))
            }
            MarkdownElement::Heading { level, .. } => ("p", "rend", "heading".to_owned(), other(u64::from(*level), 3)),
            MarkdownElement::Quote => ("quote", "rend", "block".to_owned(), String::new()),
            MarkdownElement::List(Some(first)) => ("list", "rend", "numbered".to_owned(), other(*first, 1)),
            MarkdownElement::List(None) => ("list", "rend", "bulleted".to_owned(), String::new()),
            MarkdownElement::CodeBlock(language) => ("ab", "type", "code".to_owned(), language.clone()),
            MarkdownElement::Table => ("table", "", String::new(), String::new()),
            MarkdownElement::TableHead => ("row", "role", "label".to_owned(), String::new()),
            MarkdownElement::TableRow => ("row", "", String::new(), String::new()),
            MarkdownElement::TableCell(_, _) => ("cell", "", String::new(), String::new()),
            MarkdownElement::Definitions => ("list", "type", "gloss".to_owned(), String::new()),
            MarkdownElement::Term => ("label", "", String::new(), String::new()),
            _ => ("p", "", String::new(), String::new()),
        };
        self.xml.open(name, &[(key, &value), ("n", &n)]);
        name
    }

    /// Writes the white space of the text before the next piece of it.
    fn gap(&mut self, nodes: &[MarkdownNode]) {
        let Some(next) = nodes.iter().find_map(|node| self.start_of(node)) else { return };
        if self.cursor < next {
            let between = &self.body.text[self.cursor..next];
            if !self.is_aside && self.cursor > 0 && next <= self.body.main_len {
                self.xml.text(between);
            }
            self.cursor = next;
        }
    }

    /// Returns where the text of a node starts, if it is of the kind that is being written.
    fn start_of(&self, node: &MarkdownNode) -> Option<usize> {
        match node {
            // The mark of a caption is text of no length.
            MarkdownNode::Text(range) | MarkdownNode::Code(range) if !range.is_empty() => {
                (self.is_aside || range.start < self.body.main_len).then_some(range.start)
            }
            _ => None,
        }
    }

    /// Writes text without a block boundary in it.
    fn run(&mut self, nodes: &'a [MarkdownNode]) {
        let mut spans: Vec<InlineSpan> = Vec::new();
        let mut points: Vec<(usize, TextPoint<'a>)> = Vec::new();
        let mut open: Vec<(Option<InlineSpan>, bool)> = Vec::new();
        let first = nodes.iter().find_map(|node| self.start_of(node));
        let start = first.unwrap_or(self.cursor);
        let (mut at, mut node_at) = (start, 0);
        while let Some(node) = nodes.get(node_at) {
            match node {
                MarkdownNode::Open(MarkdownElement::Image(link)) => {
                    let end = closing(nodes, node_at);
                    let words = nodes[node_at + 1..end].iter().filter_map(|node| match node {
                        MarkdownNode::Text(range) | MarkdownNode::Code(range) => Some(range.clone()),
                        _ => None,
                    });
                    let alt = words.reduce(|first, last| first.start..last.end).unwrap_or(0..0);
                    points.push((at, TextPoint::Picture(*link, alt)));
                    node_at = end;
                }
                MarkdownNode::Open(element) => open.push((self.inline(element), true)),
                MarkdownNode::Close => {
                    if let Some((Some(span), false)) = open.pop() {
                        spans.push(InlineSpan { end: at, ..span });
                    }
                }
                MarkdownNode::Text(range) | MarkdownNode::Code(range)
                    if !range.is_empty() && (self.is_aside || range.end <= self.body.main_len) =>
                {
                    for (span, is_new) in &mut open {
                        if let Some(span) = span.as_mut().filter(|_| std::mem::replace(is_new, false)) {
                            span.start = range.start;
                        }
                    }
                    if matches!(node, MarkdownNode::Code(_)) {
                        spans.push(InlineSpan::new(range.start, range.end, 1, "hi", vec![("rend", "code".to_owned())]));
                    }
                    at = range.end;
                }
                MarkdownNode::HardBreak => points.push((at, TextPoint::LineBreak)),
                MarkdownNode::FootnoteReference(label) => points.push((at, TextPoint::Footnote(label))),
                _ => {}
            }
            node_at += 1;
        }
        self.inline_text(start, at, spans, points);
        self.cursor = self.cursor.max(at);
    }

    /// Returns the element of emphasis or a link; `None` if it has none.
    fn inline(&self, element: &MarkdownElement) -> Option<InlineSpan> {
        let hi = |rend: &str| Some(InlineSpan::new(0, 0, 1, "hi", vec![("rend", rend.to_owned())]));
        let exact =
            |target: String, n: String| Some(InlineSpan::new(0, 0, 0, "ref", vec![("target", target), ("n", n)]));
        let link = |target: String| exact(target, String::new());
        match element {
            MarkdownElement::Emphasis => hi("italic"),
            MarkdownElement::Strong => hi("bold"),
            MarkdownElement::Strike => hi("strikethrough"),
            MarkdownElement::Link(index) => {
                let href = self.body.links.get(*index).map_or("", |link| link.href.as_str());
                // A path leads to a page of the site, which is not here.
                link(pointer(href)).filter(|_| href.contains(':'))
            }
            MarkdownElement::WikiLink(index) => {
                let wanted = self.body.wiki_links.get(*index)?;
                let names = &self.marks.levels[2];
                let first = names.partition_point(|mark| mark.end <= wanted.text.start);
                let is_name = names.get(first).is_some_and(|mark| mark.start < wanted.text.end);
                let fragment = wanted.fragment.as_deref();
                let target = self.pointers.wiki_link(&wanted.id, fragment).filter(|_| !is_name)?;
                // A passage that the pointer does not say.
                let missing = fragment.filter(|fragment| !target.ends_with(&format!(".{fragment}")));
                exact(target, missing.map(|fragment| format!("{}#{fragment}", wanted.id)).unwrap_or_default())
            }
            _ => None,
        }
    }

    fn inline_text(
        &mut self,
        start: usize,
        end: usize,
        mut spans: Vec<InlineSpan>,
        points: Vec<(usize, TextPoint<'a>)>,
    ) {
        if !self.is_aside {
            for (level, marks) in self.marks.levels.iter().enumerate() {
                let first = marks.partition_point(|mark| mark.end <= start);
                for mark in marks[first..].iter().take_while(|mark| mark.start < end) {
                    spans.push(InlineSpan {
                        code_point: Some(mark.code_point),
                        ..InlineSpan::new(
                            mark.start.max(start),
                            mark.end.min(end),
                            LEVELS[level],
                            mark.element,
                            mark.attributes.clone(),
                        )
                    });
                }
            }
        }
        let spans = cut_crossing(spans, &self.body.text, self.id, &mut self.n_cut);
        let mut open: Vec<(usize, &'static str)> = Vec::new();
        let mut points = points.into_iter().peekable();
        let mut spans = spans.into_iter().peekable();
        let mut at = start;
        loop {
            while let Some((_, name)) = open.pop_if(|(end, _)| *end <= at) {
                self.xml.close(name);
            }
            while let Some((_, point)) = points.next_if(|(place, _)| *place <= at) {
                self.point(point);
            }
            if !self.is_aside && at < end {
                self.anchors(at);
            }
            if !self.is_aside && at > start {
                self.editorial_notes(at);
            }
            while let Some(span) = spans.next_if(|span| span.start <= at) {
                let all: Vec<(&str, &str)> =
                    span.attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
                self.xml.open(span.element, &all);
                open.push((span.end, span.element));
            }
            let note = self.marks.notes.get(self.n_notes_written).filter(|_| !self.is_aside);
            let anchor = self.marks.anchors.get(self.n_anchors_written).filter(|_| !self.is_aside);
            let next = [
                open.last().map(|(end, _)| *end),
                points.peek().map(|(place, _)| *place),
                spans.peek().map(|span| span.start),
                note.map(|note| note.end),
                anchor.map(|(place, _)| *place),
                Some(end),
            ];
            let next = next.into_iter().flatten().filter(|next| *next > at).min();
            let Some(next) = next.filter(|next| *next <= end) else { break };
            self.xml.text(&self.body.text[at..next]);
            at = next;
        }
        open.iter().rev().for_each(|(_, name)| self.xml.close(name));
    }

    fn point(&mut self, point: TextPoint<'a>) {
        match point {
            TextPoint::LineBreak => self.xml.empty("lb", &[]),
            TextPoint::Picture(link, alt) => {
                let href = self.body.links.get(link).map_or("", |link| link.href.as_str());
                let nodes = if alt.is_empty() { None } else { Some(self.body.text[alt].to_owned()) };
                self.xml.open("note", &[("type", "picture")]);
                self.xml.open("figure", &[]);
                if !href.is_empty() {
                    let url = pointer(href);
                    let exact = if url == href { "" } else { href };
                    self.xml.empty("graphic", &[("url", &url), ("n", exact)]);
                }
                self.xml.element("figDesc", &[], nodes.as_deref().unwrap_or_default());
                self.xml.close("figure");
                self.xml.close("note");
            }
            TextPoint::Footnote(label) => self.footnote(label),
        }
    }

    fn footnote(&mut self, label: &'a str) {
        let written = self.notes_written.iter().position(|known| *known == label);
        let number = written.unwrap_or(self.notes_written.len()) + 1;
        let id = if self.id.is_empty() { String::new() } else { format!("{}.n{number}", self.id) };
        if self.is_aside || written.is_some() {
            // A note within notes, or one that is cited again.
            if !id.is_empty() && written.is_some() {
                self.xml.empty("ptr", &[("type", "note"), ("target", &format!("#{id}"))]);
            }
            return;
        }
        let Some(footnote) = self.body.footnotes.iter().find(|note| note.label == label) else { return };
        self.notes_written.push(label);
        self.xml.open("note", &[("place", "bottom"), ("n", label), ("xml:id", &id)]);
        self.aside(&footnote.nodes);
        self.xml.close("note");
    }

    /// Writes a picture with its caption.
    fn picture(&mut self, url: &str, caption: &'a [MarkdownNode]) {
        self.xml.open("note", &[("type", "picture")]);
        self.xml.open("figure", &[]);
        if !url.is_empty() {
            self.xml.empty("graphic", &[("url", url)]);
        }
        self.aside(caption);
        self.xml.close("figure");
        self.xml.close("note");
    }

    /// Writes nodes that are no part of the main text.
    fn aside(&mut self, nodes: &'a [MarkdownNode]) {
        let before = (self.cursor, std::mem::replace(&mut self.is_aside, true), std::mem::take(&mut self.id));
        self.blocks(nodes, false);
        (self.cursor, self.is_aside, self.id) = before;
    }

    /// Marks where passages with notes begin, at a place or before it.
    fn anchors(&mut self, at: usize) {
        while let Some((place, id)) = self.marks.anchors.get(self.n_anchors_written) {
            if *place > at {
                return;
            }
            self.n_anchors_written += 1;
            self.xml.empty("anchor", &[("type", "note"), ("xml:id", id)]);
        }
    }

    /// Writes the notes on passages that end at a place or before it.
    fn editorial_notes(&mut self, at: usize) {
        while let Some(MarkedNote { end, note, by, anchor, .. }) = self.marks.notes.get(self.n_notes_written) {
            if *end > at {
                return;
            }
            self.n_notes_written += 1;
            let verdict = note.verdict.map_or("", |verdict| verdict.as_str());
            let target = format!("#{anchor}");
            self.xml.open(
                "note",
                &[("type", "editorial"), ("subtype", verdict), ("place", "margin"), ("target", &target), ("resp", by)],
            );
            let none = TextMarks::default();
            TextWriter::new(self.xml, &note.body, self.pointers, &none, "").write(false);
            for tag in &note.tags {
                self.xml.element("note", &[("type", "tag")], tag);
            }
            if let Some(date) = &note.date {
                let dated = super::xml::when(date);
                self.xml.empty("date", &super::header::own_calendar(&dated, self.pointers));
            }
            self.xml.close("note");
        }
    }
}

/// Returns the node that closes the element opened at a node.
fn closing(nodes: &[MarkdownNode], at: usize) -> usize {
    let mut depth = 0_usize;
    for (index, node) in nodes.iter().enumerate().skip(at) {
        match node {
            MarkdownNode::Open(_) => depth += 1,
            MarkdownNode::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    nodes.len().saturating_sub(1).max(at + 1)
}

/// Returns how many nodes at the start have no block boundary among them.
fn run_len(nodes: &[MarkdownNode]) -> usize {
    let mut depth = 0_usize;
    for (index, node) in nodes.iter().enumerate() {
        match node {
            MarkdownNode::Open(element) if is_block(element) => return index.max(1),
            MarkdownNode::Open(MarkdownElement::Caption) => return index.max(1),
            MarkdownNode::Open(_) => depth += 1,
            MarkdownNode::Close if depth == 0 => return index,
            MarkdownNode::Close => depth -= 1,
            MarkdownNode::Rule => return index.max(1),
            _ => {}
        }
    }
    nodes.len()
}

fn is_block(element: &MarkdownElement) -> bool {
    !matches!(
        element,
        MarkdownElement::Emphasis
            | MarkdownElement::Strong
            | MarkdownElement::Strike
            | MarkdownElement::Link(_)
            | MarkdownElement::WikiLink(_)
            | MarkdownElement::Image(_)
            | MarkdownElement::Caption
    )
}
