//! Renders an annotated text as HTML: blocks, emphasis, links, notes and mentions.
//!
//! A name may cross emphasis or a line break. Each piece is then a separate link, and only the first has the anchor.
//! `link_policy` decides which mentions become links.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::code::CodeColours;
use super::html_context::HtmlContext;
use super::input::BodyInput;
use super::nesting::NestedHtml;
use super::{link_policy, margin, notes, raw_html, safe_tags, text_marks};
use crate::base::markup::{push_attribute, push_escaped, push_plain_attribute};
use crate::base::percent;
use crate::config::HtmlPolicy;
use crate::link::ResolvedLink;
use crate::parse::body::ColumnAlignment;
use crate::parse::{MarkdownElement, MarkdownNode};

/// Renders a text. Raw HTML that does not become stable when sanitised repeatedly is shown as text.
#[must_use]
pub(crate) fn draw<'a>(input: &'a BodyInput<'a>) -> String {
    draw_with(input, input.html).or_else(|| draw_with(input, HtmlPolicy::Escape)).unwrap_or_default()
}

fn draw_with<'a>(input: &'a BodyInput<'a>, html_policy: HtmlPolicy) -> Option<String> {
    let mut drawing = BodyWriter {
        input,
        html: String::with_capacity(input.body.text.len() * 2),
        closers: Vec::new(),
        code: CodeColours::default(),
        note_targets: margin::targets(input.margin),
        is_linked: link_policy::linked_mentions(input),
        anchors: if input.anchors { text_marks::anchors(&input.body.text, input.annotated) } else { Vec::new() },
        anchored: HashSet::new(),
        marks: if input.anchors {
            text_marks::marks(&input.body.text, input.annotated, input.texts.date)
        } else {
            text_marks::Marks::default()
        },
        calls: Vec::new(),
        called: input.body.footnotes.iter().map(|note| (note.label.as_str(), None)).collect(),
        in_image: None,
        closed_depth: 0,
        html_policy,
        raw_ids: input.body.raw_ids().into_iter().collect(),
        raw_block_start: None,
        is_unsanitised: false,
        depth: 0,
        block_start: 0,
        next_margin: 0,
        pending_margin: 0,
    };
    drawing.nodes(&input.body.nodes);
    drawing.notes();
    (!drawing.is_unsanitised).then_some(drawing.html)
}

/// A text that is being written as HTML.
pub(crate) struct BodyWriter<'a> {
    pub(crate) input: &'a BodyInput<'a>,
    pub(crate) html: String,
    closers: Vec<Closer>,
    code: CodeColours,
    /// The passages of the margin notes, each with the number of its note.
    note_targets: Vec<(Range<usize>, usize)>,
    is_linked: Vec<bool>,
    anchors: Vec<String>,
    anchored: HashSet<usize>,
    marks: text_marks::Marks,
    /// Labels of notes in order of first call, and how often each was called.
    pub(crate) calls: Vec<(String, usize)>,
    /// The position of each existing note in `calls`; `None` until it is called.
    pub(crate) called: HashMap<&'a str, Option<usize>>,
    /// The alternative text collected so far, and the index of the picture's link.
    in_image: Option<(String, usize)>,
    /// Number of open elements that must not contain links.
    closed_depth: usize,
    html_policy: HtmlPolicy,
    /// The ids in the raw HTML of the text.
    raw_ids: HashSet<String>,
    /// The start of the outermost block, if it holds raw HTML.
    raw_block_start: Option<usize>,
    is_unsanitised: bool,
    depth: usize,
    block_start: usize,
    /// The first margin note whose passage has not ended.
    next_margin: usize,
    /// The first margin note that has not been written.
    pending_margin: usize,
}

enum Closer {
    Tag(&'static str),
    /// A passage and its number, which stands at the end so that the words begin the passage.
    Numbered(&'static str, u32),
    Link,
    Image,
    CodeBlock(String, usize),
    /// Words that are collected and left out.
    LeftOut,
}

impl BodyWriter<'_> {
    pub(crate) fn nodes(&mut self, nodes: &[MarkdownNode]) {
        let input = self.input;
        let place = HtmlContext {
            file: input.file,
            link_resolver: input.link_resolver,
            root: input.root,
            picture_size: input.picture_size,
        };
        let raw = if input.body.has_html {
            raw_html::nested_html(nodes, self.html_policy, &place, &self.raw_ids)
        } else {
            NestedHtml::default()
        };
        for (index, node) in nodes.iter().enumerate().filter(|(index, _)| !raw.is_dropped(*index)) {
            if self.depth == 0 {
                self.block_start = self.html.len();
            }
            match node {
                MarkdownNode::Open(element) => {
                    self.depth += 1;
                    self.open(element);
                }
                MarkdownNode::Close => {
                    self.html.push_str(raw.html(index));
                    self.depth -= 1;
                    self.close();
                }
                MarkdownNode::Text(at) => self.text(at.clone()),
                MarkdownNode::Code(at) => {
                    self.html.push_str("<code>");
                    push_escaped(&mut self.html, &self.input.body.text[at.clone()]);
                    self.html.push_str("</code>");
                }
                MarkdownNode::SoftBreak => self.html.push('\n'),
                MarkdownNode::HardBreak => self.html.push_str("<br>\n"),
                // Alternative text contains no HTML.
                MarkdownNode::Html(_) if self.in_image.is_some() => {}
                MarkdownNode::Html(_) => {
                    self.raw_block_start.get_or_insert(self.block_start);
                    self.html.push_str(raw.html(index));
                }
                MarkdownNode::FootnoteReference(label) => self.note_call(label),
                MarkdownNode::Rule => self.html.push_str("<hr>\n"),
                MarkdownNode::Task(done) => {
                    let checked = if *done { " checked" } else { "" };
                    self.html.push_str(&format!("<input type=\"checkbox\" disabled{checked}> "));
                }
            }
            if self.depth == 0 {
                if !raw.is_open_after(index) {
                    self.sanitise_block();
                }
                self.margin_notes();
            }
        }
        self.sanitise_block();
    }

    /// Sanitises a complete block that contains raw HTML, including the content of its tags.
    fn sanitise_block(&mut self) {
        let Some(start) = self.raw_block_start.take().filter(|_| self.html_policy == HtmlPolicy::Sanitize) else {
            return;
        };
        let block = self.html.split_off(start);
        match raw_html::sanitise(&block) {
            Some(settled) => self.html.push_str(&settled),
            None => self.is_unsanitised = true,
        }
    }

    fn simple(&mut self, open: &str, close: &'static str) {
        self.html.push_str(open);
        self.closers.push(Closer::Tag(close));
    }

    fn passage(&mut self, tag: &str, close: &'static str, number: u32) {
        if number == 0 || !self.input.anchors {
            return self.simple(&format!("<{tag}>"), close);
        }
        self.html.push_str(&format!("<{tag} id=\"p{number}\">"));
        self.closers.push(Closer::Numbered(close, number));
    }

    fn open(&mut self, element: &MarkdownElement) {
        match element {
            MarkdownElement::Paragraph(number) => self.passage("p", "</p>\n", *number),
            MarkdownElement::Heading { level, anchor } => {
                const CLOSERS: [&str; 6] = ["</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"];
                let headline = *level == 1 && self.html.is_empty() && self.input.anchors;
                // The page's own title is its only heading of level 1.
                let level = if headline { 1 } else { usize::from(*level).clamp(2, 6) };
                self.simple(&format!("<h{level} id=\"{anchor}\">"), CLOSERS[level - 1]);
            }
            MarkdownElement::Quote => self.simple("<blockquote>\n", "</blockquote>\n"),
            MarkdownElement::Caption => {
                self.simple("<figure class=\"caption\"><figcaption>\n", "</figcaption></figure>\n");
            }
            MarkdownElement::List(None) => self.simple("<ul>\n", "</ul>\n"),
            MarkdownElement::List(Some(1)) => self.simple("<ol>\n", "</ol>\n"),
            MarkdownElement::List(Some(start)) => self.simple(&format!("<ol start=\"{start}\">\n"), "</ol>\n"),
            MarkdownElement::Item(number) => self.passage("li", "</li>\n", *number),
            MarkdownElement::CodeBlock(language) => {
                self.closers.push(Closer::CodeBlock(language.clone(), self.html.len()));
            }
            MarkdownElement::Table => {
                self.html.push_str("<div class=\"table\" tabindex=\"0\" role=\"region\"");
                push_attribute(&mut self.html, "aria-label", self.input.texts.table);
                self.simple("><table>\n", "</tbody></table></div>\n");
            }
            MarkdownElement::TableHead => self.simple("<thead><tr>", "</tr></thead>\n<tbody>\n"),
            MarkdownElement::TableRow => self.simple("<tr>", "</tr>\n"),
            MarkdownElement::TableCell(head, align) => {
                let class = match align {
                    ColumnAlignment::None => "",
                    ColumnAlignment::Left => " class=\"left\"",
                    ColumnAlignment::Center => " class=\"center\"",
                    ColumnAlignment::Right => " class=\"right\"",
                };
                if *head {
                    self.simple(&format!("<th scope=\"col\"{class}>"), "</th>");
                } else {
                    self.simple(&format!("<td{class}>"), "</td>");
                }
            }
            MarkdownElement::Definitions => self.simple("<dl>\n", "</dl>\n"),
            MarkdownElement::Term => self.simple("<dt>", "</dt>\n"),
            MarkdownElement::Definition(number) if *number > 0 && self.input.anchors => {
                self.simple(&format!("<dd id=\"p{number}\">"), "</dd>\n");
            }
            MarkdownElement::Definition(_) => self.simple("<dd>", "</dd>\n"),
            MarkdownElement::Emphasis => self.simple("<em>", "</em>"),
            MarkdownElement::Strong => self.simple("<strong>", "</strong>"),
            MarkdownElement::Strike => self.simple("<del>", "</del>"),
            MarkdownElement::Link(index) => self.link(*index),
            MarkdownElement::WikiLink(index) => self.reference(*index),
            MarkdownElement::Image(index) => {
                self.in_image = Some((String::new(), *index));
                self.closers.push(Closer::Image);
            }
        }
    }

    fn close(&mut self) {
        match self.closers.pop() {
            None => {}
            Some(Closer::Tag(close)) => self.html.push_str(close),
            Some(Closer::Numbered(close, number)) => notes::close_passage(&mut self.html, close, number),
            Some(Closer::Link) => {
                self.html.push_str("</a>");
                self.closed_depth -= 1;
            }
            Some(Closer::Image) => self.image(),
            Some(Closer::LeftOut) => self.in_image = None,
            Some(Closer::CodeBlock(language, start)) => {
                // The text was collected unescaped, as the highlighter needs it.
                let plain = self.html.split_off(start);
                self.code.push_block(&mut self.html, &language, &plain);
            }
        }
    }

    fn link(&mut self, index: usize) {
        let link = &self.input.body.links[index];
        let (href, outside) = match self.input.link_resolver.resolve(self.input.file, &link.href) {
            ResolvedLink::External(href) => (percent::encode_invalid(&href), true),
            ResolvedLink::Fragment(fragment) => {
                (percent::encode_invalid(&format!("#{}", safe_tags::anchor(&fragment, &self.raw_ids))), false)
            }
            ResolvedLink::Internal(route, rest) => {
                let rest = percent::encode_invalid(&self.input.link_resolver.anchored(&route, &rest));
                (format!("{}{}{rest}", self.input.root, route.href()), false)
            }
            ResolvedLink::Dead | ResolvedLink::Refused => {
                return self.simple("<span class=\"dead\">", "</span>");
            }
        };
        self.html.push_str("<a");
        push_attribute(&mut self.html, "href", &href);
        if !link.title.is_empty() {
            push_attribute(&mut self.html, "title", &link.title);
        }
        self.html.push_str(if outside { " rel=\"noopener noreferrer nofollow\">" } else { ">" });
        self.closed_depth += 1;
        self.closers.push(Closer::Link);
    }

    /// `[[id|words]]`: a mention if the id is a record's, a plain link if it is an article's.
    fn reference(&mut self, index: usize) {
        let reference = &self.input.body.wiki_links[index];
        let target = self.input.link_resolver.find(&reference.id);
        let fragment =
            reference.fragment.as_deref().filter(|fragment| target.is_none_or(|target| target.has_paragraph(fragment)));
        let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
        if reference.id.is_empty() {
            self.html.push_str("<a");
            let fragment = format!("#{}", safe_tags::anchor(fragment.trim_start_matches('#'), &self.raw_ids));
            push_attribute(&mut self.html, "href", &fragment);
        } else if let Some(target) = target {
            if let Some(note) = (self.input.source_note)(reference) {
                let rest = self.input.link_resolver.anchored(target.route, &fragment);
                let href = format!("{}{}{rest}", self.input.root, target.route);
                notes::push_source_number(&mut self.html, &note, &href);
                self.in_image = Some((String::new(), usize::MAX));
                return self.closers.push(Closer::LeftOut);
            }
            self.html.push_str("<a");
            // Mentions are in order of text.
            let mentions = &self.input.annotated.mentions;
            let at = mentions.partition_point(|mention| mention.start < reference.text.start);
            let mention =
                mentions.get(at).filter(|mention| mention.start == reference.text.start && !reference.text.is_empty());
            match mention.and_then(|mention| Some((at, (self.input.mention_link)(&mention.entity)?))) {
                Some((at, linked)) => {
                    push_plain_attribute(&mut self.html, "class", &linked.classes);
                    self.push_anchor(at);
                    self.html.push_str(" data-rule=\"explicit\"");
                }
                None => self.html.push_str(" class=\"ref\""),
            }
            let fragment = self.input.link_resolver.anchored(target.route, &fragment);
            push_attribute(&mut self.html, "href", &format!("{}{}{fragment}", self.input.root, target.route));
        } else {
            return self.simple("<span class=\"dead\">", "</span>");
        }
        self.html.push('>');
        self.closed_depth += 1;
        self.closers.push(Closer::Link);
        if !reference.has_link_text
            && let Some(target) = target
        {
            // The source has the id; show the title.
            push_escaped(&mut self.html, target.title);
            self.in_image = Some((String::new(), usize::MAX));
            self.closers.pop();
            self.closers.push(Closer::Image);
        }
    }

    fn image(&mut self) {
        let Some((alternative, index)) = self.in_image.take() else { return };
        let Some(link) = self.input.body.links.get(index) else {
            // The collected text of a reference without words is discarded.
            self.html.push_str("</a>");
            self.closed_depth -= 1;
            return;
        };
        let ResolvedLink::Internal(route, _) = self.input.link_resolver.resolve(self.input.file, &link.href) else {
            self.html.push_str("<span class=\"dead\">");
            push_escaped(&mut self.html, &alternative);
            self.html.push_str("</span>");
            return;
        };
        self.html.push_str("<img loading=\"lazy\" decoding=\"async\"");
        push_attribute(&mut self.html, "src", &format!("{}{}", self.input.root, route.href()));
        if let Some([width, height]) = (self.input.picture_size)(&route) {
            self.html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        push_attribute(&mut self.html, "alt", &alternative);
        if !link.title.is_empty() {
            push_attribute(&mut self.html, "title", &link.title);
        }
        self.html.push('>');
    }

    /// Writes text with its mentions and margin notes.
    fn text(&mut self, at: Range<usize>) {
        let text = &*self.input.body.text;
        if let Some((alternative, _)) = &mut self.in_image {
            alternative.push_str(&text[at]);
            return;
        }
        if matches!(self.closers.last(), Some(Closer::CodeBlock(..))) {
            self.html.push_str(&text[at]);
            return;
        }
        for (piece, note) in margin::split_at_targets(&self.note_targets, at) {
            let Some(number) = note else {
                self.piece(piece);
                continue;
            };
            self.html.push_str("<span class=\"noted\">");
            self.piece(piece.clone());
            self.html.push_str("</span>");
            if piece.end == self.input.margin[number].target.end {
                self.html.push_str(&margin::call(number, &self.input.margin[number], self.input.texts.note));
                self.next_margin = number + 1;
            }
        }
    }

    /// Writes a piece of text with its quotations, dates and mentions.
    fn piece(&mut self, at: Range<usize>) {
        if self.marks.quotes.is_empty() && self.marks.dates.is_empty() {
            return self.names(at);
        }
        let marks = std::mem::take(&mut self.marks);
        for (said, quote) in text_marks::split_at_marks(&marks.quotes, at) {
            if let Some(quote) = quote {
                text_marks::open(&mut self.html, "q", quote, &said);
            }
            for (words, date) in text_marks::split_at_marks(&marks.dates, said) {
                if let Some(date) = date {
                    text_marks::open(&mut self.html, "d", date, &words);
                }
                self.names(words);
                self.html.push_str(if date.is_some() { "</span>" } else { "" });
            }
            self.html.push_str(if quote.is_some() { "</span>" } else { "" });
        }
        self.marks = marks;
    }

    /// Writes a piece of text with its mentions.
    fn names(&mut self, at: Range<usize>) {
        let text = &self.input.body.text;
        let mentions = &self.input.annotated.mentions;
        let mut position = at.start;
        let mut index = if self.closed_depth > 0 {
            mentions.len()
        } else {
            mentions.partition_point(|mention| mention.end <= at.start)
        };
        while let Some(mention) = mentions.get(index).filter(|mention| mention.start < at.end) {
            let (start, end) = (mention.start.max(at.start), mention.end.min(at.end));
            push_escaped(&mut self.html, &text[position..start]);
            self.mention(index, start..end);
            position = end;
            index += 1;
        }
        push_escaped(&mut self.html, &text[position..at.end]);
    }

    /// Writes the margin notes whose targets have ended, after the block that contains them.
    fn margin_notes(&mut self) {
        while self.pending_margin < self.next_margin {
            self.html.push_str(&margin::aside(
                self.pending_margin,
                &self.input.margin[self.pending_margin],
                self.input.texts.note,
            ));
            self.pending_margin += 1;
        }
    }

    fn mention(&mut self, index: usize, at: Range<usize>) {
        let mention = &self.input.annotated.mentions[index];
        let words = &self.input.body.text[at];
        let target = if self.is_linked[index] { (self.input.mention_link)(&mention.entity) } else { None };
        match target {
            Some(linked) => {
                self.html.push_str("<a");
                push_plain_attribute(&mut self.html, "class", &linked.classes);
                self.push_anchor(index);
                text_marks::push_reason(&mut self.html, mention, words);
                self.html.push_str(" href=\"");
                self.html.push_str(self.input.root);
                self.html.push_str(&linked.route);
                // The tooltip explains the link: the entity, the rule, and the form if it is not what stands here.
                self.html.push_str("\" title=\"");
                self.html.push_str(&format!("{} — ", linked.name));
                push_escaped(&mut self.html, (self.input.texts.rule)(mention.reason));
                if mention.form != words {
                    push_escaped(&mut self.html, &format!("{}{}", self.input.texts.colon, mention.form));
                }
                self.html.push_str("\">");
                push_escaped(&mut self.html, words);
                self.html.push_str("</a>");
            }
            None if self.input.anchors && !self.anchored.contains(&index) => {
                self.html.push_str("<span class=\"m-again\"");
                self.push_anchor(index);
                text_marks::push_reason(&mut self.html, mention, words);
                self.html.push('>');
                push_escaped(&mut self.html, words);
                self.html.push_str("</span>");
            }
            None => push_escaped(&mut self.html, words),
        }
    }

    fn push_anchor(&mut self, mention: usize) {
        if let Some(anchor) = self.anchors.get(mention).filter(|_| self.anchored.insert(mention)) {
            push_plain_attribute(&mut self.html, "id", anchor);
        }
    }
}
