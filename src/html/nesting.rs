//! Sanitises the raw HTML among the nodes of a text, and closes each tag in the element in which it was opened.
//!
//! Markdown between an opening and a closing tag stays between them, across any number of blocks (CommonMark 0.31.2,
//! 4.6). A tag without a counterpart is closed at the end of its piece, or in a paragraph at the end of the paragraph.
//! An end tag closes only raw HTML, never an element of Markdown or of the page.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::html_context::HtmlContext;
use super::safe_tags;
use crate::base::html_tokens::{HtmlToken, tokenize};
use crate::base::markup::{escaped, push_escaped};
use crate::parse::{MarkdownElement, MarkdownNode};

/// Maximum number of open elements of raw HTML; tags nested deeper are dropped.
const MAX_OPEN: usize = 128;

/// The replacement of the raw HTML in a list of nodes.
#[derive(Debug, Default)]
pub struct NestedHtml {
    /// By node: the HTML of a piece that begins there, or the HTML before the end of an element.
    html: BTreeMap<usize, String>,
    /// Nodes that are dropped with the element of raw HTML around them, in order.
    dropped: Vec<Range<usize>>,
    /// Ranges of nodes of the list itself over which elements of raw HTML stay open, from the opening to the closing
    /// node. In order and disjoint.
    spans: Vec<Range<usize>>,
}

impl NestedHtml {
    /// Returns the HTML written at a node: in place of raw HTML, or before an end.
    #[must_use]
    pub fn html(&self, node: usize) -> &str {
        self.html.get(&node).map_or("", String::as_str)
    }

    /// Returns whether a node is left out.
    #[must_use]
    pub fn is_dropped(&self, node: usize) -> bool {
        let index = self.dropped.partition_point(|range| range.end <= node);
        self.dropped.get(index).is_some_and(|range| range.start <= node)
    }

    /// Returns whether an element of raw HTML that was opened between blocks is open after a node.
    #[must_use]
    pub fn is_open_after(&self, node: usize) -> bool {
        let index = self.spans.partition_point(|span| span.end <= node);
        self.spans.get(index).is_some_and(|span| span.start <= node)
    }
}

/// Replaces the pieces of raw HTML among nodes, consecutive ones as one, by the result of `make`.
#[must_use]
pub(super) fn map_pieces(nodes: &[MarkdownNode], make: impl Fn(&str) -> String) -> NestedHtml {
    let mut woven = NestedHtml::default();
    let mut at = 0;
    while at < nodes.len() {
        let (html, end) = piece(nodes, at);
        if end > at {
            woven.html.insert(at, make(&html));
        }
        at = end.max(at + 1);
    }
    woven
}

/// Sanitises the raw HTML among nodes.
#[must_use]
pub(super) fn nest_html(nodes: &[MarkdownNode], context: &HtmlContext<'_>, ids: &HashSet<String>) -> NestedHtml {
    let mut nester =
        HtmlNester { context, ids, output: NestedHtml::default(), scopes: vec![NestingScope::block()], n_open: 0 };
    let mut at = 0;
    while at < nodes.len() {
        match &nodes[at] {
            MarkdownNode::Open(element) => nester.scopes.push(NestingScope::of(element)),
            MarkdownNode::Close => nester.leave(at),
            MarkdownNode::Html(_) => {
                let (html, end) = piece(nodes, at);
                nester.piece(at..end, &html);
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    nester.leave(at);
    let NestedHtml { html, dropped, spans } = nester.output;
    NestedHtml { html, dropped: joined(dropped), spans: joined(spans) }
}

/// Returns the raw HTML that begins at a node, and where it ends.
fn piece(nodes: &[MarkdownNode], start: usize) -> (String, usize) {
    let (mut html, mut at) = (String::new(), start);
    while let Some(MarkdownNode::Html(more)) = nodes.get(at) {
        html.push_str(more);
        at += 1;
    }
    (html, at)
}

fn joined(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.sort_by_key(|span| span.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

/// An element of Markdown, or the whole list, with the raw HTML that is open in it.
struct NestingScope {
    /// Whether pieces of raw HTML in it are blocks of their own.
    is_block: bool,
    open: Vec<OpenTag>,
    /// The element that is dropped with its content, and the node after the piece that opened it.
    dropping: Option<(String, usize)>,
}

impl NestingScope {
    fn block() -> Self {
        Self { is_block: true, open: Vec::new(), dropping: None }
    }

    fn of(element: &MarkdownElement) -> Self {
        Self { is_block: matches!(element, MarkdownElement::Quote | MarkdownElement::Caption), ..Self::block() }
    }
}

struct OpenTag {
    name: String,
    /// The piece that opened it.
    piece: usize,
    /// Its position in that piece's HTML, in bytes.
    at: usize,
    /// The piece at whose end it is closed if no end tag follows: its own, or the last that closes something opened
    /// before it.
    last: usize,
}

struct HtmlNester<'a> {
    context: &'a HtmlContext<'a>,
    ids: &'a HashSet<String>,
    output: NestedHtml,
    scopes: Vec<NestingScope>,
    n_open: usize,
}

impl HtmlNester<'_> {
    fn piece(&mut self, nodes: Range<usize>, html: &str) {
        let Ok(tokens) = tokenize(html) else {
            self.output.html.insert(nodes.start, escaped(html));
            return;
        };
        let mut out = String::with_capacity(html.len());
        let mut taking: Option<String> = None;
        for token in tokens {
            match token {
                HtmlToken::Text(text) if taking.is_none() => push_escaped(&mut out, &text),
                HtmlToken::Text(_) => {}
                HtmlToken::End(name) if taking.as_ref() == Some(&name) => taking = None,
                HtmlToken::End(name) => self.end(&name, nodes.start, &mut out),
                HtmlToken::Start(tag) if safe_tags::is_dropped_with_content(&tag.name) => taking = Some(tag.name),
                HtmlToken::Start(tag) => {
                    let Some(safe) = safe_tags::start(&tag, self.context, self.ids) else { continue };
                    if !safe.is_open {
                        out.push_str(&safe.html);
                    } else if self.n_open < MAX_OPEN
                        && let Some(within) = self.scopes.last_mut()
                    {
                        within.open.push(OpenTag {
                            name: tag.name,
                            piece: nodes.start,
                            at: out.len(),
                            last: nodes.start,
                        });
                        out.push_str(&safe.html);
                        self.n_open += 1;
                    }
                }
            }
        }
        if let (Some(name), Some(within)) = (taking, self.scopes.last_mut()) {
            within.dropping = Some((name, nodes.end));
        }
        self.output.html.insert(nodes.start, out);
    }

    /// Closes the element that an end tag names, and the elements open in it.
    fn end(&mut self, name: &str, piece: usize, out: &mut String) {
        let is_list = self.scopes.len() == 1;
        let Some(within) = self.scopes.last_mut() else { return };
        if let Some((_, from)) = within.dropping.take_if(|(taking, _)| taking == name) {
            self.output.dropped.push(from..piece);
            return;
        }
        let Some(index) = within.open.iter().rposition(|open| open.name == name) else { return };
        let closed: Vec<OpenTag> = within.open.drain(index..).rev().collect();
        for open in closed {
            self.n_open -= 1;
            // A paragraph ends by itself, and an extra end tag would create another. Around blocks it can only be a `div`.
            if open.name == "p" && name == "p" && open.piece < piece {
                if let Some(html) = self.output.html.get_mut(&open.piece) {
                    html.replace_range(open.at..open.at + "<p".len(), "<div");
                }
                push_end(out, "div");
            } else if open.name == name || open.name != "p" {
                push_end(out, &open.name);
            }
            if is_list && open.piece < piece {
                self.output.spans.push(open.piece..piece);
            }
            for outer in &mut within.open {
                if open.piece <= outer.last {
                    outer.last = outer.last.max(piece);
                }
            }
        }
    }

    /// Closes the elements still open at the end of an element or of the list.
    fn leave(&mut self, node: usize) {
        let Some(mut within) = self.scopes.pop() else { return };
        let is_list = self.scopes.is_empty();
        for open in within.open.drain(..).rev() {
            self.n_open -= 1;
            let at = if within.is_block { open.last } else { node };
            if open.name != "p" {
                push_end(self.output.html.entry(at).or_default(), &open.name);
            }
            if is_list && open.piece < open.last {
                self.output.spans.push(open.piece..open.last);
            }
        }
        if is_list {
            self.scopes.push(NestingScope::block());
        }
    }
}

fn push_end(html: &mut String, name: &str) {
    html.push_str("</");
    html.push_str(name);
    html.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;
    use crate::link::LinkResolver;

    /// Writes nodes in order, with `[` and `]` for an element of Markdown.
    fn written(nodes: &[MarkdownNode]) -> String {
        let (file, targets) = (SourcePath::new("content/articles/a.md"), LinkResolver::default());
        let place = HtmlContext { file: &file, link_resolver: &targets, root: "", picture_size: &|_| None };
        let woven = nest_html(nodes, &place, &HashSet::new());
        let mut out = String::new();
        for (index, node) in nodes.iter().enumerate().filter(|(index, _)| !woven.is_dropped(*index)) {
            out.push_str(woven.html(index));
            match node {
                MarkdownNode::Open(_) => out.push('['),
                MarkdownNode::Close => out.push(']'),
                MarkdownNode::Text(_) => out.push('x'),
                _ => {}
            }
            if woven.is_open_after(index) {
                out.push('+');
            }
        }
        out
    }

    fn check(pieces: &[&str], expected: &str) {
        let nodes: Vec<MarkdownNode> = pieces
            .iter()
            .map(|piece| match *piece {
                "[" => MarkdownNode::Open(MarkdownElement::Paragraph(0)),
                "{" => MarkdownNode::Open(MarkdownElement::Quote),
                "]" => MarkdownNode::Close,
                "x" => MarkdownNode::Text(0..0),
                html => MarkdownNode::Html(html.to_owned()),
            })
            .collect();
        assert_eq!(written(&nodes), expected, "{pieces:?}");
    }

    #[test]
    fn markdown_stays_between_its_tags() {
        check(
            &["<details>", "<summary>a</summary>", "[", "x", "]", "</details>"],
            "<details><summary>a</summary>++[+x+]+</details>",
        );
        check(&["<div>", "[", "x", "]", "<p>", "[", "x", "]", "</div>"], "<div>+[+x+]+<p>+[+x+]+</div>");
        check(&["{", "<div>", "[", "x", "]", "</div>", "]"], "[<div>[x]</div>]");
        check(&["<p lang=\"en\"><b>", "[", "x", "]", "</b></p>"], "<div lang=\"en\"><b>+[+x+]+</b></div>");
        check(&["<p>a</p>", "[", "x", "]", "<p>b"], "<p>a</p>[x]<p>b");
    }

    #[test]
    fn what_has_no_other_end_is_closed_in_its_piece_or_paragraph() {
        check(&["<div>", "[", "x", "]"], "<div></div>[x]");
        check(&["[", "<b>", "x", "]", "[", "</b>", "x", "]"], "[<b>x</b>][x]");
        check(&["<div><details>", "[", "x", "]", "</details>"], "<div><details>+[+x+]+</details></div>");
        check(&["</section></p></div>", "[", "</p>", "x", "]"], "[x]");
        check(&["<ul><li>a<li>b</ul>"], "<ul><li>a<li>b</li></li></ul>");
    }

    #[test]
    fn a_script_takes_its_text_along_and_no_more() {
        check(&["[", "<script>", "x", "</script>", "x", "]"], "[x]");
        check(&["[", "<script>", "x", "]", "[", "</script>", "x", "]"], "[x][x]");
    }
}
