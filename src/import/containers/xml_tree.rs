//! XML read element by element: small trees of the items of a file that may be large. The only file of the containers that
//! uses the XML parser.
//!
//! Elements that only hold others (`rss`, `channel`) are descended into; every other element becomes a tree, with a bound on
//! its size. Prefixes are kept as written (`dc:title`), as each format has its usual ones; document types are ignored, as
//! their entities could expand without end. After damage nothing more is read: XML cannot be resumed.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{ContainerBytes, ContainerInput};
use crate::base::markup;
use crate::base::message::{Message, io_reason, unreadable};
use crate::import::extracted_document::ExtractionError;
use crate::say;
use crate::source::limits::MAX_MEDIA_LEN_BYTES;

/// The deepest nesting that is accepted.
const MAX_DEPTH: usize = 256;
/// The largest tree, in bytes of text, names and attributes.
const MAX_TREE_BYTES: usize = 32 << 20;

/// An element with all that is in it.
#[derive(Clone, Debug, Default)]
pub(super) struct XmlTree {
    /// Its name with the prefix, as written.
    pub(super) name: String,
    /// Its attributes, with their prefixes.
    pub(super) attributes: Vec<(String, String)>,
    /// What it holds, in order.
    pub(super) parts: Vec<XmlPart>,
}

/// What an element holds.
#[derive(Clone, Debug)]
pub(super) enum XmlPart {
    /// An element.
    Element(XmlTree),
    /// Text.
    Text(String),
}

impl XmlTree {
    /// Returns the name without its prefix.
    pub(super) fn local_name(&self) -> &str {
        local(&self.name)
    }

    /// Returns the value of an attribute by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| local(key) == name).map(|(_, value)| value.as_str())
    }

    /// Returns the elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &XmlTree> {
        self.parts.iter().filter_map(|part| match part {
            XmlPart::Element(element) => Some(element),
            XmlPart::Text(_) => None,
        })
    }

    /// Returns the first element in it with one of these names, as written.
    pub(super) fn first(&self, names: &[&str]) -> Option<&XmlTree> {
        names.iter().find_map(|name| self.elements().find(|element| element.name == *name))
    }

    /// Returns the text of the first element with one of these names that has any.
    pub(super) fn text_of(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let texts = self.elements().filter(|element| element.name == *name).map(XmlTree::text);
            texts.into_iter().find(|text| !text.trim().is_empty())
        })
    }

    /// Returns the text in it and in its elements.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for part in &self.parts {
            match part {
                XmlPart::Element(element) => element.push_text(text),
                XmlPart::Text(own) => text.push_str(own),
            }
        }
    }

    /// Returns the elements at any depth, in document order, itself first.
    pub(super) fn all(&self) -> Vec<&XmlTree> {
        let mut found = Vec::new();
        let mut open = vec![self];
        while let Some(element) = open.pop() {
            found.push(element);
            let inner: Vec<&XmlTree> = element.elements().collect();
            open.extend(inner.into_iter().rev());
        }
        found
    }

    /// Returns what it holds as HTML.
    pub(super) fn inner_html(&self) -> String {
        let mut html = String::new();
        self.push_html(&mut html);
        html
    }

    fn push_html(&self, html: &mut String) {
        for part in &self.parts {
            match part {
                XmlPart::Text(text) => markup::push_escaped(html, text),
                XmlPart::Element(element) => {
                    let name = element.local_name();
                    let is_name = name.chars().all(|character| character.is_ascii_alphanumeric() || character == '-');
                    if !is_name {
                        element.push_html(html);
                        continue;
                    }
                    html.push('<');
                    html.push_str(name);
                    for key in ["href", "src", "alt", "class"] {
                        if let Some(value) = element.attribute(key) {
                            markup::push_attribute(html, key, value);
                        }
                    }
                    html.push('>');
                    element.push_html(html);
                    if !matches!(name, "br" | "img" | "hr") {
                        html.push_str(&format!("</{name}>"));
                    }
                }
            }
        }
    }
}

/// One step in the reading of a file.
pub(super) enum XmlStep {
    /// An element that only holds others starts: its name and attributes.
    Opens(XmlTree),
    /// An element.
    Tree(XmlTree),
    /// An element that cannot be read, for this reason: it is too large and was skipped, or the file is damaged and
    /// nothing more can be read. A sentence fragment that continues "not imported:".
    Lost(Message),
}

/// Reads a file element by element.
pub(super) struct XmlTrees<R: Read> {
    reader: Reader<BufReader<BoundedReader<R>>>,
    /// Whether an element only holds others, by its name without prefix.
    is_holder: fn(&str) -> bool,
    depth: usize,
    is_ended: bool,
}

impl<R: Read> XmlTrees<R> {
    /// Begins to read.
    pub(super) fn new(bytes: R, is_holder: fn(&str) -> bool) -> Self {
        let mut reader =
            Reader::from_reader(BufReader::with_capacity(1 << 16, BoundedReader::new(bytes, MAX_MEDIA_LEN_BYTES)));
        // Exports are not always well formed in what surrounds the items.
        reader.config_mut().check_end_names = false;
        Self { reader, is_holder, depth: 0, is_ended: false }
    }

    fn end(&mut self, reason: &Message) -> Option<XmlStep> {
        self.is_ended = true;
        Some(XmlStep::Lost(
            say!(en: "the file is damaged here, and what follows is not read; export it again ({reason})", fr: "le fichier est abîmé à cet endroit, et la suite n’est pas lue ; exportez-le de nouveau ({reason})"; reason),
        ))
    }

    /// Reads the tree of an element that was just opened. `None`: it is too large, and was skipped.
    fn tree(&mut self, root: XmlTree) -> Result<Option<XmlTree>, Message> {
        let mut n_bytes = 0_usize;
        let mut open = vec![root];
        let mut buffer = Vec::new();
        loop {
            self.reader.get_mut().get_mut().reset();
            buffer.clear();
            let event = self.reader.read_event_into(&mut buffer).map_err(|error| damage(&error))?;
            let is_full = n_bytes > MAX_TREE_BYTES;
            let mut text = |text: &str| {
                n_bytes += text.len();
                match open.last_mut() {
                    Some(XmlTree { parts, .. }) if !is_full => match parts.last_mut() {
                        Some(XmlPart::Text(last)) => last.push_str(text),
                        _ => parts.push(XmlPart::Text(text.to_owned())),
                    },
                    _ => {}
                }
            };
            match event {
                Event::Start(start) => {
                    if open.len() + self.depth >= MAX_DEPTH {
                        return Err(
                            say!(en: "its elements are nested more than {MAX_DEPTH} deep", fr: "ses éléments sont imbriqués sur plus de {MAX_DEPTH} niveaux"),
                        );
                    }
                    let element = if is_full { XmlTree::default() } else { element(&start) };
                    n_bytes += start.len() + 64;
                    open.push(element);
                }
                Event::Empty(start) => {
                    n_bytes += start.len() + 64;
                    if let Some(parent) = open.last_mut().filter(|_| !is_full) {
                        parent.parts.push(XmlPart::Element(element(&start)));
                    }
                }
                Event::End(_) => {
                    let Some(closed) = open.pop() else { return Ok(None) };
                    match open.last_mut() {
                        None => return Ok((!is_full).then_some(closed)),
                        Some(parent) if !is_full => parent.parts.push(XmlPart::Element(closed)),
                        Some(_) => {}
                    }
                }
                Event::Text(inner) => text(&inner),
                Event::CData(inner) => text(&inner),
                Event::GeneralRef(name) => text(&markup::unescaped(&format!("&{};", &*name))),
                Event::Eof => {
                    return Err(say!(
                        en: "the file ends within an element: it is cut off",
                        fr: "le fichier s’arrête au milieu d’un élément : il est coupé"
                    ));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }
}

/// Says what is wrong with XML: in the words of its reader, unless it was not read.
fn damage(error: &quick_xml::Error) -> Message {
    match error {
        quick_xml::Error::Io(error) => io_reason(error),
        error => Message { en: error.to_string(), fr: format!("`{error}`") },
    }
}

impl<R: Read> Iterator for XmlTrees<R> {
    type Item = XmlStep;

    fn next(&mut self) -> Option<XmlStep> {
        let mut buffer = Vec::new();
        while !self.is_ended {
            self.reader.get_mut().get_mut().reset();
            buffer.clear();
            let event = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => return self.end(&damage(&error)),
            };
            match event {
                Event::Start(start) => {
                    let root = element(&start);
                    if (self.is_holder)(root.local_name()) {
                        self.depth += 1;
                        if self.depth >= MAX_DEPTH {
                            return self.end(&say!(en: "its elements are nested more than {MAX_DEPTH} deep", fr: "ses éléments sont imbriqués sur plus de {MAX_DEPTH} niveaux"));
                        }
                        return Some(XmlStep::Opens(root));
                    }
                    return match self.tree(root) {
                        Ok(Some(tree)) => Some(XmlStep::Tree(tree)),
                        Ok(None) => Some(XmlStep::Lost(
                            say!(en: "it is larger than {n} MiB", fr: "il dépasse {n} Mio", n = MAX_TREE_BYTES >> 20),
                        )),
                        Err(reason) => self.end(&reason),
                    };
                }
                Event::Empty(start) => return Some(XmlStep::Tree(element(&start))),
                Event::End(_) => self.depth = self.depth.saturating_sub(1),
                Event::Eof => {
                    self.is_ended = true;
                    if self.depth > 0 {
                        return self.end(&say!(en: "the file is cut off", fr: "le fichier est coupé"));
                    }
                }
                _ => {}
            }
        }
        None
    }
}

/// Opens a file of XML; one that is not UTF-8 is converted first.
///
/// # Errors
/// If it cannot be read.
pub(super) fn trees(
    input: ContainerInput,
    is_holder: fn(&str) -> bool,
) -> Result<XmlTrees<ContainerBytes>, ExtractionError> {
    Ok(XmlTrees::new(input.bytes.in_utf8(MAX_MEDIA_LEN_BYTES)?, is_holder))
}

/// Reads a whole document as one tree.
///
/// # Errors
/// If it is no XML, or larger than a tree may be.
pub(super) fn whole_tree(text: &str) -> Result<XmlTree, ExtractionError> {
    let first = XmlTrees::new(text.as_bytes(), |_| false).find(|step| !matches!(step, XmlStep::Opens(_)));
    match first {
        Some(XmlStep::Tree(tree)) => Ok(tree),
        Some(XmlStep::Lost(reason)) => Err(ExtractionError::because(reason)),
        Some(XmlStep::Opens(_)) | None => {
            Err(ExtractionError::because(say!(en: "it has no element", fr: "il n’a aucun élément")))
        }
    }
}

/// Returns the name of the root element in the first bytes of a file, without prefix; `None` if it is no XML.
pub(in crate::import) fn root_name(head: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head));
    let mut rest = text.trim_start();
    while let Some(after) = rest.strip_prefix('<') {
        let skipped = match after.as_bytes().first()? {
            b'?' => after.split_once("?>")?.1,
            b'!' if after.starts_with("!--") => after.split_once("-->")?.1,
            b'!' => after.split_once('>')?.1,
            _ => {
                let end =
                    after.find(|character: char| character.is_whitespace() || character == '>' || character == '/');
                return Some(local(&after[..end?]).to_owned());
            }
        };
        rest = skipped.trim_start();
    }
    None
}

fn element(start: &BytesStart<'_>) -> XmlTree {
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false).flatten().take(200) {
        attributes.push((attribute.key.as_ref().to_owned(), markup::unescaped(&attribute.value).into_owned()));
    }
    XmlTree { name: start.name().as_ref().to_owned(), attributes, parts: Vec::new() }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// A reader with a bound on what is read between two calls of [`BoundedReader::reset`], so that one item cannot fill the memory.
/// It counts quotation marks by the way: a table with an odd number of them is cut off.
pub(super) struct BoundedReader<R> {
    inner: R,
    n_left: u64,
    limit_bytes: u64,
    n_quotes: u64,
}

impl<R> BoundedReader<R> {
    /// Begins with the whole bound.
    pub(super) fn new(inner: R, limit_bytes: u64) -> Self {
        Self { inner, n_left: limit_bytes, limit_bytes, n_quotes: 0 }
    }

    /// Begins a new item.
    pub(super) fn reset(&mut self) {
        self.n_left = self.limit_bytes;
    }

    /// Returns the number of quotation marks so far.
    pub(super) fn n_quotes(&self) -> u64 {
        self.n_quotes
    }

    /// Returns the reader.
    pub(super) fn into_inner(self) -> R {
        self.inner
    }
}

impl<R: Read> Read for BoundedReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.n_left == 0 {
            return Err(unreadable(say!(
                en: "an item is larger than {n} MiB",
                fr: "un élément dépasse {n} Mio",
                n = self.limit_bytes >> 20
            )));
        }
        let n = self.inner.read(buffer)?;
        self.n_left = self.n_left.saturating_sub(u64::try_from(n).unwrap_or(u64::MAX));
        let quotes = buffer[..n].iter().filter(|byte| **byte == b'"').count();
        self.n_quotes += u64::try_from(quotes).unwrap_or(0);
        Ok(n)
    }
}

/// A reader that leaves out stretches of its bytes, from one mark to another: pictures in notes are most of a file.
pub(super) struct ElidingReader<R> {
    inner: R,
    marks: (&'static [u8], &'static [u8]),
    is_inside: bool,
    /// Bytes that were read and not given yet; `start` of them were given.
    held: Vec<u8>,
    start: usize,
    is_ended: bool,
}

impl<R: BufRead> ElidingReader<R> {
    /// Leaves out everything from `open` to `close`, both included.
    pub(super) fn new(inner: R, open: &'static [u8], close: &'static [u8]) -> Self {
        Self { inner, marks: (open, close), is_inside: false, held: Vec::new(), start: 0, is_ended: false }
    }

    /// Reads on until there is something to give, or the end.
    fn refill(&mut self) -> io::Result<usize> {
        loop {
            let held = &self.held[self.start..];
            let mark = if self.is_inside { self.marks.1 } else { self.marks.0 };
            match memchr::memmem::find(held, mark) {
                Some(0) if !self.is_inside => {
                    self.start += mark.len();
                    self.is_inside = true;
                    continue;
                }
                Some(at) if self.is_inside => {
                    self.start += at + mark.len();
                    self.is_inside = false;
                    continue;
                }
                Some(at) => return Ok(at),
                None => {}
            }
            // The mark may begin in the last bytes.
            let n_tail = if self.is_ended { 0 } else { mark.len() - 1 };
            let n_free = held.len().saturating_sub(n_tail);
            if self.is_inside {
                self.start += n_free;
            } else if n_free > 0 {
                return Ok(n_free);
            }
            if self.is_ended {
                return Ok(0);
            }
            self.held.drain(..self.start);
            self.start = 0;
            let buffer = self.inner.fill_buf()?;
            self.is_ended = buffer.is_empty();
            self.held.extend_from_slice(buffer);
            let n = buffer.len();
            self.inner.consume(n);
        }
    }
}

impl<R: BufRead> Read for ElidingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.refill()?.min(buffer.len());
        buffer[..n].copy_from_slice(&self.held[self.start..self.start + n]);
        self.start += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_between_two_marks_is_left_out_wherever_the_buffer_ends() {
        for capacity in 1..12 {
            let bytes = BufReader::with_capacity(capacity, &b"un <data>xx</data>deux <dat><data></data>trois"[..]);
            let mut text = String::new();
            ElidingReader::new(bytes, b"<data>", b"</data>").read_to_string(&mut text).expect("a text");
            assert_eq!(text, "un deux <dat>trois");
        }
    }

    #[test]
    fn the_root_is_found_behind_what_precedes_it() {
        for (head, root) in [
            ("<?xml version=\"1.0\"?>\n<!-- a > b -->\n<mets:mets xmlns:mets=\"x\">", Some("mets")),
            ("<!DOCTYPE en-export SYSTEM \"x\">\n<en-export>", Some("en-export")),
            ("{\"a\": 1}", None),
            ("<", None),
        ] {
            assert_eq!(root_name(head.as_bytes()).as_deref(), root, "{head}");
        }
    }
}
