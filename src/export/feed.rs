//! The newest articles as an Atom feed (RFC 4287).
//!
//! The feed is made from summaries, not from the articles' texts.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::ExportInput;
use super::shared::{address, site_name};
use crate::base::{Key, KeyBuilder};
use crate::link::ArticleSummary;
use crate::model::{Edtf, routes};

/// How many articles the feed holds.
pub(super) const MAX_ENTRIES: usize = 50;

/// Returns the key of the feed: the newest cards, and the facts of the site.
pub(super) fn key(input: &ExportInput<'_>) -> Key {
    let mut key = KeyBuilder::new("feed.xml");
    let config = input.config;
    key.text(&config.title)
        .text(&config.description)
        .text(&config.author)
        .text(&config.base_url)
        .text(config.language.as_str());
    for summary in newest(input) {
        key.key(summary.card_key).text(lead(summary));
    }
    key.finish()
}

fn newest<'a>(input: &'a ExportInput<'_>) -> impl Iterator<Item = &'a ArticleSummary> {
    input.link_index.by_date.iter().take(MAX_ENTRIES).map(|index| &*input.link_index.articles[*index])
}

/// Writes the feed.
pub(super) fn draw(input: &ExportInput<'_>) -> Vec<u8> {
    let mut xml = Xml::document();
    let config = input.config;
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", config.language.as_str())]);
    xml.text("id", &feed_id(input));
    xml.text("title", &config.title);
    if !config.description.is_empty() {
        xml.text("subtitle", &config.description);
    }
    xml.text(
        "updated",
        &newest(input).find_map(|summary| summary.card.date).map_or_else(|| instant(None), |date| instant(Some(&date))),
    );
    xml.open("author", &[]);
    xml.text("name", if config.author.is_empty() { &config.title } else { &config.author });
    xml.close("author");
    if !config.base_url.is_empty() {
        xml.empty(
            "link",
            &[("rel", "self"), ("type", "application/atom+xml"), ("href", &format!("{}feed.xml", config.base_url))],
        );
    }
    xml.empty(
        "link",
        &[("rel", "alternate"), ("type", "text/html"), ("href", &format!("{}{}", config.base_url, routes::FRONT))],
    );
    for summary in newest(input) {
        entry(&mut xml, summary, input);
    }
    xml.close("feed");
    xml.finish()
}

fn entry(xml: &mut Xml, summary: &ArticleSummary, input: &ExportInput<'_>) {
    let card = &summary.card;
    xml.open("entry", &[]);
    xml.text("id", &address(input, &routes::article(&card.id)));
    xml.text("title", &card.title);
    xml.text("updated", &instant(card.date.as_ref()));
    if let Some(date) = &card.date {
        xml.text("published", &instant(Some(date)));
    }
    if let Some(publisher) = &card.publisher {
        xml.open("author", &[]);
        xml.text("name", publisher);
        xml.close("author");
    }
    let route = routes::article(&card.id);
    xml.empty(
        "link",
        &[
            ("rel", "alternate"),
            ("type", "text/html"),
            ("href", &format!("{}{}", input.config.base_url, route.encoded())),
        ],
    );
    for tag in &card.tags {
        xml.empty("category", &[("term", tag)]);
    }
    let lead = lead(summary);
    if !lead.is_empty() {
        xml.text("summary", lead);
    }
    xml.close("entry");
}

/// Returns the first paragraph that is more than a headline.
pub(super) fn lead(summary: &ArticleSummary) -> &str {
    let mut paragraphs = summary.text.split("\n\n");
    let first = paragraphs.next().unwrap_or_default();
    if first == summary.card.title { paragraphs.next().unwrap_or_default() } else { first }
}

/// An id never changes and needs no address: a site that moves keeps its entries. (RFC 4287, 4.2.6)
fn feed_id(input: &ExportInput<'_>) -> String {
    if input.config.base_url.is_empty() { site_name(input) } else { input.config.base_url.clone() }
}

/// Writes the first moment of a date, as RFC 3339 requires.
fn instant(date: Option<&Edtf>) -> String {
    let (year, month, day) = date.map_or((1970, 1, 1), Edtf::earliest);
    format!("{:04}-{:02}-{:02}T00:00:00Z", year.clamp(1, 9999), month.clamp(1, 12), day.clamp(1, 31))
}

/// An XML writer into memory, which cannot fail.
pub(super) struct Xml {
    pub(super) writer: Writer<Vec<u8>>,
}

impl Xml {
    /// Begins a document.
    pub(super) fn document() -> Self {
        let mut xml = Self { writer: Writer::new_with_indent(Vec::new(), b' ', 1) };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// Returns the finished document. What XML 1.1 takes for a line end is a reference in it: readers that follow 1.1, as
    /// xmldom does whatever the document says, would make a line feed of it.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        match std::str::from_utf8(&bytes) {
            Ok(text) if text.contains(['\u{85}', '\u{2028}']) => {
                text.replace('\u{85}', "&#x85;").replace('\u{2028}', "&#x2028;").into_bytes()
            }
            _ => bytes,
        }
    }

    pub(super) fn event(&mut self, event: Event<'_>) {
        // Writing into a Vec has no way to fail.
        let _ = self.writer.write_event(event);
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(start(name, attributes)));
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(start(name, attributes)));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.text_with(name, &[], text);
    }

    pub(super) fn text_with(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&allowed(text))));
        self.close(name);
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let allowed: Vec<(&str, String)> = attributes.iter().map(|(key, value)| (*key, allowed(value))).collect();
    BytesStart::new(name).with_attributes(allowed.iter().map(|(key, value)| (*key, value.as_str())))
}

/// Replaces what has no place in XML, escaped or not, by U+FFFD, one for one (XML 1.0, 2.2).
fn allowed(text: &str) -> String {
    let is_forbidden =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.replace(is_forbidden, "\u{fffd}")
}
