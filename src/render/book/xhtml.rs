//! HTML of the site -> XHTML of a book: the same text as well-formed XML, in elements that a book may hold, with links that
//! lead to files of the book.
//!
//! It reads what our templates, the sanitiser or (where site.yaml trusts raw HTML) an author wrote. An element that does not
//! fit where it stands loses its tag and keeps its text. It looks up no link itself.

use std::borrow::Cow;

use super::names::xml_id;
use super::tags::{HtmlAttribute, HtmlPiece, pieces};
use super::xml::push_xml;
use crate::base::{FxHashMap, FxHashSet};
use crate::model::LangTag;

/// Where the links of a text lead.
pub(super) trait BookLinks {
    /// Returns the address of a link in the book; `None` if it leads nowhere that a reader can go.
    fn link(&self, href: &str) -> Option<String>;
    /// Returns the file of a picture in the book; `None` if the book does not have it.
    fn picture(&self, src: &str) -> Option<String>;
}

/// A text as XHTML, and its ids.
pub(super) struct BookText {
    pub(super) xhtml: String,
    pub(super) ids: BookIds,
}

/// The ids of a text, each between line feeds, which are in no id. Those of all articles are in memory at a time.
#[derive(Default)]
pub(super) struct BookIds(String);

impl BookIds {
    fn add(&mut self, id: &str) {
        self.0.push_str(if self.0.is_empty() { "\n" } else { "" });
        self.0.push_str(id);
        self.0.push('\n');
    }

    /// Returns whether the text has an id.
    pub(super) fn contains(&self, id: &str) -> bool {
        self.0.contains(&format!("\n{id}\n"))
    }
}

/// Converts a text; each id gets the prefix, because several texts may be in one file.
pub(super) fn convert(html: &str, prefix: &str, links: &dyn BookLinks) -> BookText {
    let pieces = pieces(html);
    let mut own_ids: FxHashSet<String> = FxHashSet::default();
    if html.contains("\"#") {
        for piece in &pieces {
            if let HtmlPiece::Start { attributes, .. } = piece {
                own_ids.extend(attributes.iter().filter(|(name, _)| name == "id").map(|(_, id)| id.to_string()));
            }
        }
    }
    let mut writer = XhtmlWriter {
        out: String::with_capacity(html.len()),
        stack: Vec::new(),
        n_open: FxHashMap::default(),
        ids: FxHashSet::default(),
        id_list: BookIds::default(),
        own_ids,
        prefix,
        links,
        notes_depth: None,
    };
    for piece in pieces {
        match piece {
            HtmlPiece::Text(text) => writer.text(&text),
            HtmlPiece::Start { name, attributes } => writer.start(name, &attributes),
            HtmlPiece::End(name) => writer.end(&name),
        }
    }
    writer.close_to(0);
    BookText { xhtml: writer.out, ids: writer.id_list }
}

/// What an element may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Blocks,
    Words,
    Items,
    Table,
    Rows,
    Cells,
}

fn holds(element: &str) -> Holds {
    match element {
        "ul" | "ol" => Holds::Items,
        "table" => Holds::Table,
        "thead" | "tbody" => Holds::Rows,
        "tr" => Holds::Cells,
        "div" | "section" | "article" | "aside" | "blockquote" | "figure" | "li" | "td" | "th" => Holds::Blocks,
        _ => Holds::Words,
    }
}

/// Returns the element that is written for an element of the site; `None` for one that only its text is kept of.
fn element(name: &str) -> Option<&'static str> {
    const SAME: [&str; 47] = [
        "a", "abbr", "article", "aside", "b", "bdi", "bdo", "blockquote", "caption", "cite", "code", "del", "dfn",
        "div", "em", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre",
        "q", "s", "samp", "section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead",
        "tr", "u", "ul",
    ];
    // Nine of ten elements are these.
    if let Some(usual) = ["a", "p", "span", "li", "q", "ul", "b"].into_iter().find(|usual| *usual == name) {
        return Some(usual);
    }
    if let Ok(at) = SAME.binary_search(&name) {
        return Some(SAME[at]);
    }
    Some(match name {
        "details" | "main" | "header" | "footer" | "nav" | "dl" | "dd" | "figcaption" | "form" | "fieldset"
        | "center" | "address" => "div",
        "summary" | "dt" | "legend" => "p",
        "time" | "font" | "big" | "data" | "label" => "span",
        "strike" => "s",
        "var" | "tt" => "i",
        "tfoot" => "tbody",
        _ => return None,
    })
}

fn is_block(element: &str) -> bool {
    matches!(
        element,
        "p" | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "div"
            | "blockquote"
            | "section"
            | "article"
            | "aside"
            | "figure"
            | "table"
            | "pre"
    )
}

/// Elements deeper than this lose their tags: readers of books are not browsers.
const MAX_DEPTH: usize = 100;

/// An element of the site that has not ended.
struct BookElement<'a> {
    /// Its name in the site; empty for one that was added to make room.
    html: Cow<'a, str>,
    /// Its name in the book; empty if only its text is kept.
    xml: &'static str,
    /// Whether anything is in it.
    is_filled: bool,
}

struct XhtmlWriter<'a> {
    out: String,
    stack: Vec<BookElement<'a>>,
    /// How many elements of a name are open, so that an end without a start costs nothing.
    n_open: FxHashMap<Cow<'a, str>, usize>,
    ids: FxHashSet<String>,
    id_list: BookIds,
    own_ids: FxHashSet<String>,
    prefix: &'a str,
    links: &'a dyn BookLinks,
    /// How many elements are open around the author's notes, while these are written.
    notes_depth: Option<usize>,
}

fn value<'a>(attributes: &'a [HtmlAttribute<'_>], name: &str) -> &'a str {
    attributes.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
}

impl<'a> XhtmlWriter<'a> {
    fn innermost(&mut self) -> Option<&mut BookElement<'a>> {
        self.stack.iter_mut().rev().find(|one| !one.xml.is_empty())
    }

    fn holds(&mut self) -> Holds {
        self.innermost().map_or(Holds::Blocks, |one| holds(one.xml))
    }

    fn push(&mut self, html: Cow<'a, str>, xml: &'static str) {
        if !html.is_empty() {
            *self.n_open.entry(html.clone()).or_default() += 1;
        }
        self.stack.push(BookElement { html, xml, is_filled: false });
    }

    fn tag(&mut self, before: &str, name: &str) {
        self.out.push_str(before);
        self.out.push_str(name);
        self.out.push('>');
    }

    fn open_plain(&mut self, xml: &'static str) {
        self.fill();
        self.tag("<", xml);
        self.push("".into(), xml);
    }

    fn fill(&mut self) {
        if let Some(one) = self.innermost() {
            one.is_filled = true;
        }
    }

    /// Opens the items, rows and cells without which words cannot stand here.
    fn make_room(&mut self) {
        loop {
            match self.holds() {
                Holds::Items => self.open_plain("li"),
                Holds::Table => self.open_plain("tbody"),
                Holds::Rows => self.open_plain("tr"),
                Holds::Cells => self.open_plain("td"),
                Holds::Blocks | Holds::Words => return self.fill(),
            }
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.stack.len() > depth {
            let Some(one) = self.stack.pop() else { return };
            if let Some(n) = self.n_open.get_mut(&one.html) {
                *n -= 1;
            }
            if !one.xml.is_empty() {
                self.tag("</", one.xml);
            }
        }
        if self.notes_depth.is_some_and(|notes| depth <= notes) {
            self.notes_depth = None;
        }
    }

    fn end(&mut self, name: &str) {
        if self.n_open.get(name).copied().unwrap_or(0) == 0 {
            return;
        }
        if let Some(at) = self.stack.iter().rposition(|one| one.html == name) {
            self.close_to(at);
        }
    }

    fn text(&mut self, text: &str) {
        if !text.chars().all(|c| c.is_ascii_whitespace()) {
            self.make_room();
        }
        push_xml(&mut self.out, text);
    }

    fn start(&mut self, name: Cow<'a, str>, attributes: &[HtmlAttribute<'_>]) {
        match &*name {
            "br" | "wbr" => {
                self.make_room();
                return self.out.push_str(if name == "br" { "<br/>" } else { "<wbr/>" });
            }
            "hr" => {
                if self.holds() == Holds::Blocks {
                    self.fill();
                    self.out.push_str("<hr/>");
                }
                return;
            }
            "img" => return self.picture(attributes),
            "input" => {
                if value(attributes, "type") == "checkbox" {
                    let is_checked = attributes.iter().any(|(name, _)| name == "checked");
                    self.text(if is_checked { "☑\u{a0}" } else { "☐\u{a0}" });
                }
                return;
            }
            "area" | "base" | "col" | "embed" | "link" | "meta" | "param" | "source" | "track" => return,
            _ => {}
        }
        let Some(mut xml) = element(&name).filter(|_| self.stack.len() < MAX_DEPTH) else { return self.push(name, "") };
        if is_block(xml) && self.stack.last().is_some_and(|last| last.xml == "p") {
            self.close_to(self.stack.len() - 1);
        }
        let mut extra = "";
        let is_note_item = self.notes_depth.is_some_and(|depth| self.stack.len() == depth + 2) && name == "li";
        if is_note_item {
            xml = "aside";
            extra = " epub:type=\"footnote\" role=\"doc-footnote\"";
        } else if self.notes_depth.is_some_and(|depth| self.stack.len() == depth + 1) && name == "ol" {
            return self.push(name, "");
        } else if !self.fits(&mut xml) {
            if is_block(xml) {
                self.out.push(' ');
            }
            return self.push(name, "");
        }
        let class = value(attributes, "class");
        if xml == "section" && class == "notes" && self.notes_depth.is_none() {
            extra = " epub:type=\"footnotes\"";
        } else if xml == "aside" && class.starts_with("margin-note") {
            extra = " epub:type=\"footnote\" role=\"doc-footnote\"";
        }
        let href = if xml == "a" { self.href(value(attributes, "href")) } else { None };
        if xml == "a" && href.is_none() {
            xml = "span";
        }
        self.out.push('<');
        self.out.push_str(xml);
        self.attributes(&name, xml, attributes);
        if let Some(href) = href {
            self.out.push_str(" href=\"");
            push_xml(&mut self.out, &href);
            self.out.push('"');
            let raw = value(attributes, "href");
            let is_call = raw.starts_with("#margin-") && !raw.starts_with("#margin-call-") && class != "margin-sign";
            if is_call || value(attributes, "role") == "doc-noteref" {
                self.out.push_str(" epub:type=\"noteref\" role=\"doc-noteref\"");
            } else if class == "margin-sign" || value(attributes, "role") == "doc-backlink" {
                self.out.push_str(" role=\"doc-backlink\"");
            }
        }
        self.out.push_str(extra);
        self.out.push('>');
        self.fill();
        if xml == "section" && class == "notes" && self.notes_depth.is_none() {
            self.notes_depth = Some(self.stack.len());
        }
        self.push(name, xml);
        if is_note_item {
            let number = value(attributes, "id").trim_start_matches("note-").to_owned();
            self.out.push_str("<span class=\"n\">");
            self.text(&number);
            self.out.push_str("</span> ");
        }
    }

    /// Returns whether an element may be here, after making room for it; some become others.
    fn fits(&mut self, xml: &mut &'static str) -> bool {
        match *xml {
            "li" => {
                if self.holds() == Holds::Blocks {
                    *xml = "div";
                }
                matches!(self.holds(), Holds::Items | Holds::Blocks)
            }
            "caption" => self.holds() == Holds::Table && self.innermost().is_some_and(|table| !table.is_filled),
            "thead" | "tbody" => {
                if self.innermost().is_some_and(|table| table.is_filled) {
                    *xml = "tbody";
                }
                self.holds() == Holds::Table
            }
            "tr" => {
                if self.holds() == Holds::Table {
                    self.open_plain("tbody");
                }
                self.holds() == Holds::Rows
            }
            "td" | "th" => self.holds() == Holds::Cells,
            "a" => {
                self.make_room();
                self.stack.iter().all(|one| one.xml != "a")
            }
            _ => {
                self.make_room();
                !is_block(xml) || self.holds() == Holds::Blocks
            }
        }
    }

    fn href(&self, href: &str) -> Option<String> {
        match href.strip_prefix('#') {
            Some(id) => {
                let id = crate::base::percent::decode_lossy(id);
                self.own_ids.contains(&id).then(|| format!("#{}{}", self.prefix, xml_id(&id)))
            }
            None => self.links.link(href),
        }
    }

    fn attributes(&mut self, name: &str, xml: &str, attributes: &[HtmlAttribute<'_>]) {
        // What became another element keeps its name for the style sheet.
        let mut class = if name == xml || xml == "span" { String::new() } else { name.to_owned() };
        for (key, value) in attributes {
            let value = value.as_ref();
            let is_number = || value.len() < 5 && value.bytes().all(|byte| byte.is_ascii_digit()) && !value.is_empty();
            match &**key {
                "class" => {
                    let words = value.split_ascii_whitespace().filter(|word| *word != "m-again");
                    for word in words {
                        class.push_str(if class.is_empty() { "" } else { " " });
                        class.push_str(word);
                    }
                }
                "id" if !value.is_empty() => {
                    let id = format!("{}{}", self.prefix, xml_id(value));
                    if !self.ids.contains(&id) {
                        self.attribute("id", &id);
                        self.id_list.add(&id);
                        self.ids.insert(id);
                    }
                }
                "lang" if LangTag::parse(value).is_some() => {
                    self.attribute("lang", value);
                    self.attribute("xml:lang", value);
                }
                "dir" if matches!(value, "ltr" | "rtl" | "auto") => self.attribute("dir", value),
                "scope" if xml == "th" && matches!(value, "col" | "row") => self.attribute("scope", value),
                "colspan" | "rowspan" if matches!(xml, "td" | "th") && is_number() && value != "0" => {
                    self.attribute(key, value);
                }
                "start" if xml == "ol" && is_number() => self.attribute("start", value),
                "aria-label" if matches!(xml, "section" | "aside" | "a") => self.attribute("aria-label", value),
                _ => {}
            }
        }
        if !class.is_empty() {
            self.attribute("class", &class);
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        push_xml(&mut self.out, value);
        self.out.push('"');
    }

    fn picture(&mut self, attributes: &[HtmlAttribute<'_>]) {
        self.make_room();
        let alternative = value(attributes, "alt");
        let Some(file) = self.links.picture(value(attributes, "src")) else {
            if !alternative.is_empty() {
                self.out.push_str("<span class=\"missing\">[");
                push_xml(&mut self.out, alternative);
                self.out.push_str("]</span>");
            }
            return;
        };
        self.out.push_str("<img");
        self.attribute("src", &file);
        self.attribute("alt", alternative);
        self.out.push_str("/>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct NoLinks;

    impl BookLinks for NoLinks {
        fn link(&self, href: &str) -> Option<String> {
            (href == "x.html").then(|| "k.xhtml#x".to_owned())
        }

        fn picture(&self, _: &str) -> Option<String> {
            None
        }
    }

    #[test]
    fn html_becomes_xml_that_a_book_may_hold() {
        for (html, expected) in [
            ("a&nbsp;b<br>c", "a\u{a0}b<br/>c"),
            ("<p>un <b>deux</p>", "<p>un <b>deux</b></p>"),
            ("<p>un<p>deux", "<p>un</p><p>deux</p>"),
            ("<ul>un<li>deux</ul>", "<ul><li>un<div class=\"li\">deux</div></li></ul>"),
            ("<b><p>un</p></b>", "<b> un</b>"),
            ("<a href=x.html>un <a href=x.html>deux</a></a>", "<a href=\"k.xhtml#x\">un deux</a>"),
            ("<a href=y.html id=z>un</a>", "<span id=\"z\">un</span>"),
            ("<table><td>un", "<table><tbody><tr><td>un</td></tr></tbody></table>"),
            ("<script>a < b</script>un \u{1}", "un \u{fffd}"),
            ("<p id=a>un</p><p id=a><a href=\"#a\">deux</a></p>", "<p id=\"a\">un</p><p><a href=\"#a\">deux</a></p>"),
            ("1 < 2 && <img src=x alt=\"un\">", "1 &lt; 2 &amp;&amp; <span class=\"missing\">[un]</span>"),
        ] {
            assert_eq!(convert(html, "", &NoLinks).xhtml, expected, "{html}");
        }
        assert!(!convert("<i id='1 é'>x</i>", "e-", &NoLinks).ids.contains("1 é"));
        assert!(convert("<i id=a>x</i>", "e-", &NoLinks).ids.contains("e-a"));
    }

    #[test]
    fn endless_nesting_and_ends_without_a_start_are_quick() {
        let html = "<div>".repeat(20_000) + &"</b>".repeat(20_000);
        assert!(convert(&html, "", &NoLinks).xhtml.len() < 200_000);
    }
}
