//! A text with its names -> HTML: blocks, emphasis, links, notes, and the mentions as plain links.
//!
//! A name may cross emphasis or a line break; then each piece is a link of its own, and only the first has the anchor.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::code::CodeColours;
use super::input::BodyInput;
use super::nesting::Woven;
use super::{margin, marked, policy, raw_html, safe_tags};
use crate::annotate::Mention;
use crate::base::markup::{push_attribute, push_escaped, push_plain_attribute};
use crate::base::percent;
use crate::config::HtmlPolicy;
use crate::link::Resolved;
use crate::parse::body::Align;
use crate::parse::{Element, Node};

/// Draws a text; raw HTML in which no reader finds the same tree twice is shown as text.
#[must_use]
pub fn draw<'a>(input: &'a BodyInput<'a>) -> String {
    draw_with(input, input.html).or_else(|| draw_with(input, HtmlPolicy::Escape)).unwrap_or_default()
}

fn draw_with<'a>(input: &'a BodyInput<'a>, html_policy: HtmlPolicy) -> Option<String> {
    let mut drawing = Drawing {
        input,
        html: String::with_capacity(input.body.text.len() * 2),
        closers: Vec::new(),
        code: CodeColours::default(),
        noted: margin::passages(input.margin),
        linked: policy::linked(input),
        anchors: if input.anchors { marked::anchors(&input.body.text, input.annotated) } else { Vec::new() },
        anchored: HashSet::new(),
        marks: if input.anchors {
            marked::marks(&input.body.text, input.annotated, input.words.date)
        } else {
            marked::Marks::default()
        },
        calls: Vec::new(),
        called: input.body.notes.iter().map(|note| (note.label.as_str(), None)).collect(),
        in_image: None,
        closed_depth: 0,
        html_policy,
        raw_ids: input.body.raw_ids().into_iter().collect(),
        raw_since: None,
        is_unsettled: false,
        depth: 0,
        block_start: 0,
        next_margin: 0,
        pending_margin: 0,
    };
    drawing.nodes(&input.body.nodes);
    drawing.notes();
    (!drawing.is_unsettled).then_some(drawing.html)
}

/// A text that is being drawn.
pub(super) struct Drawing<'a> {
    pub(super) input: &'a BodyInput<'a>,
    pub(super) html: String,
    closers: Vec<Closer>,
    code: CodeColours,
    /// The passages of the margin notes, each with the number of its note.
    noted: Vec<(Range<usize>, usize)>,
    linked: Vec<bool>,
    anchors: Vec<String>,
    anchored: HashSet<usize>,
    marks: marked::Marks,
    /// Labels of notes in order of first call, and how often each was called.
    pub(super) calls: Vec<(String, usize)>,
    /// Where in `calls` each note stands that there is; `None` until it is called.
    pub(super) called: HashMap<&'a str, Option<usize>>,
    /// Alternative text that is being collected, and the picture's attributes.
    in_image: Option<(String, usize)>,
    /// How many elements that allow no link are open.
    closed_depth: usize,
    html_policy: HtmlPolicy,
    /// The ids that raw HTML of the text bears.
    raw_ids: HashSet<String>,
    /// Where the outermost block began, if raw HTML stands in it.
    raw_since: Option<usize>,
    is_unsettled: bool,
    depth: usize,
    block_start: usize,
    /// The first margin note whose passage has not ended.
    next_margin: usize,
    /// The first margin note that has not been drawn.
    pending_margin: usize,
}

enum Closer {
    Tag(&'static str),
    Link,
    Image,
    CodeBlock(String, usize),
}

impl Drawing<'_> {
    pub(super) fn nodes(&mut self, nodes: &[Node]) {
        let input = self.input;
        let place = raw_html::Place { file: input.file, targets: input.targets, root: input.root, size: input.size };
        let raw = if input.body.has_html {
            raw_html::woven(nodes, self.html_policy, &place, &self.raw_ids)
        } else {
            Woven::default()
        };
        for (index, node) in nodes.iter().enumerate().filter(|(index, _)| !raw.is_dropped(*index)) {
            if self.depth == 0 {
                self.block_start = self.html.len();
            }
            match node {
                Node::Open(element) => {
                    self.depth += 1;
                    self.open(element);
                }
                Node::Close => {
                    self.html.push_str(raw.html(index));
                    self.depth -= 1;
                    self.close();
                }
                Node::Text(at) => self.text(at.clone()),
                Node::Code(at) => {
                    self.html.push_str("<code>");
                    push_escaped(&mut self.html, &self.input.body.text[at.clone()]);
                    self.html.push_str("</code>");
                }
                Node::SoftBreak => self.html.push('\n'),
                Node::HardBreak => self.html.push_str("<br>\n"),
                // A picture's alternative text has none.
                Node::Html(_) if self.in_image.is_some() => {}
                Node::Html(_) => {
                    self.raw_since.get_or_insert(self.block_start);
                    self.html.push_str(raw.html(index));
                }
                Node::NoteCall(label) => self.note_call(label),
                Node::Rule => self.html.push_str("<hr>\n"),
                Node::Task(done) => {
                    let checked = if *done { " checked" } else { "" };
                    self.html.push_str(&format!("<input type=\"checkbox\" disabled{checked}> "));
                }
            }
            if self.depth == 0 {
                if !raw.is_open_after(index) {
                    self.settle_raw();
                }
                self.margin_notes();
            }
        }
        self.settle_raw();
    }

    /// Reads a whole block with raw HTML in it once more when it is complete, with all that its tags hold.
    fn settle_raw(&mut self) {
        let Some(start) = self.raw_since.take().filter(|_| self.html_policy == HtmlPolicy::Sanitize) else { return };
        let block = self.html.split_off(start);
        match raw_html::settled(&block) {
            Some(settled) => self.html.push_str(&settled),
            None => self.is_unsettled = true,
        }
    }

    fn simple(&mut self, open: &str, close: &'static str) {
        self.html.push_str(open);
        self.closers.push(Closer::Tag(close));
    }

    fn open(&mut self, element: &Element) {
        match element {
            Element::Paragraph(number) if *number > 0 && self.input.anchors => {
                self.simple(&format!("<p id=\"p{number}\">"), "</p>\n");
            }
            Element::Paragraph(_) => self.simple("<p>", "</p>\n"),
            Element::Heading { level, anchor } => {
                const CLOSERS: [&str; 6] = ["</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"];
                let headline = *level == 1 && self.html.is_empty() && self.input.anchors;
                // The page's own title is its only heading of level 1.
                let level = if headline { 1 } else { usize::from(*level).clamp(2, 6) };
                self.simple(&format!("<h{level} id=\"{anchor}\">"), CLOSERS[level - 1]);
            }
            Element::Quote => self.simple("<blockquote>\n", "</blockquote>\n"),
            Element::Caption => self.simple("<figure class=\"caption\"><figcaption>\n", "</figcaption></figure>\n"),
            Element::List(None) => self.simple("<ul>\n", "</ul>\n"),
            Element::List(Some(1)) => self.simple("<ol>\n", "</ol>\n"),
            Element::List(Some(start)) => self.simple(&format!("<ol start=\"{start}\">\n"), "</ol>\n"),
            Element::Item(number) if *number > 0 && self.input.anchors => {
                self.simple(&format!("<li id=\"p{number}\">"), "</li>\n");
            }
            Element::Item(_) => self.simple("<li>", "</li>\n"),
            Element::CodeBlock(language) => {
                self.closers.push(Closer::CodeBlock(language.clone(), self.html.len()));
            }
            Element::Table => {
                self.html.push_str("<div class=\"table\" tabindex=\"0\" role=\"region\"");
                push_attribute(&mut self.html, "aria-label", self.input.words.table);
                self.simple("><table>\n", "</tbody></table></div>\n");
            }
            Element::TableHead => self.simple("<thead><tr>", "</tr></thead>\n<tbody>\n"),
            Element::TableRow => self.simple("<tr>", "</tr>\n"),
            Element::TableCell(head, align) => {
                let class = match align {
                    Align::None => "",
                    Align::Left => " class=\"left\"",
                    Align::Center => " class=\"center\"",
                    Align::Right => " class=\"right\"",
                };
                if *head {
                    self.simple(&format!("<th scope=\"col\"{class}>"), "</th>");
                } else {
                    self.simple(&format!("<td{class}>"), "</td>");
                }
            }
            Element::Definitions => self.simple("<dl>\n", "</dl>\n"),
            Element::Term => self.simple("<dt>", "</dt>\n"),
            Element::Definition(number) if *number > 0 && self.input.anchors => {
                self.simple(&format!("<dd id=\"p{number}\">"), "</dd>\n");
            }
            Element::Definition(_) => self.simple("<dd>", "</dd>\n"),
            Element::Emphasis => self.simple("<em>", "</em>"),
            Element::Strong => self.simple("<strong>", "</strong>"),
            Element::Strike => self.simple("<del>", "</del>"),
            Element::Link(index) => self.link(*index),
            Element::Reference(index) => self.reference(*index),
            Element::Image(index) => {
                self.in_image = Some((String::new(), *index));
                self.closers.push(Closer::Image);
            }
        }
    }

    fn close(&mut self) {
        match self.closers.pop() {
            None => {}
            Some(Closer::Tag(close)) => self.html.push_str(close),
            Some(Closer::Link) => {
                self.html.push_str("</a>");
                self.closed_depth -= 1;
            }
            Some(Closer::Image) => self.image(),
            Some(Closer::CodeBlock(language, start)) => {
                // The text was drawn escaped; the highlighter wants it plain.
                let plain = self.html.split_off(start);
                self.code.push_block(&mut self.html, &language, &plain);
            }
        }
    }

    fn link(&mut self, index: usize) {
        let link = &self.input.body.links[index];
        let (href, outside) = match self.input.targets.resolve(self.input.file, &link.href) {
            Resolved::Outside(href) => (percent::mend(&href), true),
            Resolved::Fragment(fragment) => {
                (percent::mend(&format!("#{}", safe_tags::anchor(&fragment, &self.raw_ids))), false)
            }
            Resolved::Inside(route, rest) => {
                let rest = percent::mend(&self.input.targets.anchored(&route, &rest));
                (format!("{}{}{rest}", self.input.root, route.href()), false)
            }
            Resolved::Dead | Resolved::Refused => {
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

    /// `[[id|words]]`: a mention where the id is a record's, a plain link where it is an article's.
    fn reference(&mut self, index: usize) {
        let reference = &self.input.body.references[index];
        let target = self.input.targets.find(&reference.id);
        let fragment =
            reference.fragment.as_deref().filter(|fragment| target.is_none_or(|target| target.has_passage(fragment)));
        let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
        if reference.id.is_empty() {
            self.html.push_str("<a");
            let fragment = format!("#{}", safe_tags::anchor(fragment.trim_start_matches('#'), &self.raw_ids));
            push_attribute(&mut self.html, "href", &fragment);
        } else if let Some(target) = target {
            self.html.push_str("<a");
            // Mentions are in order of text.
            let mentions = &self.input.annotated.mentions;
            let at = mentions.partition_point(|mention| mention.start < reference.text.start);
            let mention =
                mentions.get(at).filter(|mention| mention.start == reference.text.start && !reference.text.is_empty());
            match mention.and_then(|mention| Some((at, (self.input.entity)(&mention.entity)?))) {
                Some((at, linked)) => {
                    push_plain_attribute(&mut self.html, "class", &linked.classes);
                    self.push_anchor(at);
                    self.html.push_str(" data-rule=\"explicit\"");
                }
                None => self.html.push_str(" class=\"ref\""),
            }
            let fragment = self.input.targets.anchored(target.route, &fragment);
            push_attribute(&mut self.html, "href", &format!("{}{}{fragment}", self.input.root, target.route));
        } else {
            return self.simple("<span class=\"dead\">", "</span>");
        }
        self.html.push('>');
        self.closed_depth += 1;
        self.closers.push(Closer::Link);
        if !reference.has_words
            && let Some(target) = target
        {
            // The id stands in the source; the reader sees what it is called.
            push_escaped(&mut self.html, target.label);
            self.in_image = Some((String::new(), usize::MAX));
            self.closers.pop();
            self.closers.push(Closer::Image);
        }
    }

    fn image(&mut self) {
        let Some((alternative, index)) = self.in_image.take() else { return };
        let Some(link) = self.input.body.links.get(index) else {
            // The words of a reference without words were swallowed.
            self.html.push_str("</a>");
            self.closed_depth -= 1;
            return;
        };
        let Resolved::Inside(route, _) = self.input.targets.resolve(self.input.file, &link.href) else {
            self.html.push_str("<span class=\"dead\">");
            push_escaped(&mut self.html, &alternative);
            self.html.push_str("</span>");
            return;
        };
        self.html.push_str("<img loading=\"lazy\" decoding=\"async\"");
        push_attribute(&mut self.html, "src", &format!("{}{}", self.input.root, route.href()));
        if let Some([width, height]) = (self.input.size)(&route) {
            self.html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        push_attribute(&mut self.html, "alt", &alternative);
        if !link.title.is_empty() {
            push_attribute(&mut self.html, "title", &link.title);
        }
        self.html.push('>');
    }

    /// Draws text with the mentions that lie in it.
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
        for (piece, note) in margin::pieces(&self.noted, at) {
            let Some(number) = note else {
                self.piece(piece);
                continue;
            };
            self.html.push_str("<span class=\"noted\">");
            self.piece(piece.clone());
            self.html.push_str("</span>");
            if piece.end == self.input.margin[number].passage.end {
                self.html.push_str(&margin::call(number, &self.input.margin[number], self.input.words.note));
                self.next_margin = number + 1;
            }
        }
    }

    /// Draws a piece of text with the quotations, dates and mentions that lie in it.
    fn piece(&mut self, at: Range<usize>) {
        if self.marks.quotes.is_empty() && self.marks.dates.is_empty() {
            return self.names(at);
        }
        let marks = std::mem::take(&mut self.marks);
        for (said, quote) in marked::pieces(&marks.quotes, at) {
            if let Some(quote) = quote {
                marked::open(&mut self.html, "q", quote, &said);
            }
            for (words, date) in marked::pieces(&marks.dates, said) {
                if let Some(date) = date {
                    marked::open(&mut self.html, "d", date, &words);
                }
                self.names(words);
                self.html.push_str(if date.is_some() { "</span>" } else { "" });
            }
            self.html.push_str(if quote.is_some() { "</span>" } else { "" });
        }
        self.marks = marks;
    }

    /// Draws a piece of text with the mentions that lie in it.
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

    /// Draws the margin notes whose passages have ended, after the block they stand in.
    fn margin_notes(&mut self) {
        while self.pending_margin < self.next_margin {
            self.html.push_str(&margin::aside(
                self.pending_margin,
                &self.input.margin[self.pending_margin],
                self.input.words.note,
            ));
            self.pending_margin += 1;
        }
    }

    fn mention(&mut self, index: usize, at: Range<usize>) {
        let mention = &self.input.annotated.mentions[index];
        let words = &self.input.body.text[at];
        let target = if self.linked[index] { (self.input.entity)(&mention.entity) } else { None };
        match target {
            Some(linked) => {
                self.html.push_str("<a");
                push_plain_attribute(&mut self.html, "class", &linked.classes);
                self.push_anchor(index);
                self.push_reason(mention, words);
                self.html.push_str(" href=\"");
                self.html.push_str(self.input.root);
                self.html.push_str(&linked.route);
                // Every link says why: whose name it is, by which rule, by which of its forms.
                self.html.push_str("\" title=\"");
                self.html.push_str(&linked.name);
                self.html.push_str(" — ");
                push_escaped(&mut self.html, (self.input.words.rule)(mention.rule));
                push_escaped(&mut self.html, self.input.words.colon);
                push_escaped(&mut self.html, &mention.form);
                self.html.push_str("\">");
                push_escaped(&mut self.html, words);
                self.html.push_str("</a>");
            }
            None if self.input.anchors && !self.anchored.contains(&index) => {
                self.html.push_str("<span class=\"m-again\"");
                self.push_anchor(index);
                self.push_reason(mention, words);
                self.html.push('>');
                push_escaped(&mut self.html, words);
                self.html.push_str("</span>");
            }
            None => push_escaped(&mut self.html, words),
        }
    }

    /// Says by which rule a mention is one, and by which form where that is not what stands in the text.
    fn push_reason(&mut self, mention: &Mention, words: &str) {
        push_plain_attribute(&mut self.html, "data-rule", mention.rule.as_str());
        if mention.form != words {
            push_attribute(&mut self.html, "data-form", &mention.form);
        }
    }

    fn push_anchor(&mut self, mention: usize) {
        if let Some(anchor) = self.anchors.get(mention).filter(|_| self.anchored.insert(mention)) {
            push_plain_attribute(&mut self.html, "id", anchor);
        }
    }
}
