//! XML -> events for elements and text, without namespaces, custom entities, or nesting beyond a limit. The only file
//! of the room that uses the XML parser.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::import::extracted_document::ExtractionError;
use crate::say;

/// The deepest nesting that is accepted.
const MAX_DEPTH: usize = 256;

/// One event of a document.
pub(in crate::import) enum XmlEvent {
    /// An element starts; an empty one is closed at once.
    Open(XmlElement),
    /// The element with this name ends.
    Close(String),
    /// Text.
    Text(String),
}

/// A start tag; names are without their prefix.
pub(in crate::import) struct XmlElement {
    /// Its name.
    pub(in crate::import) name: String,
    attributes: Vec<(String, String)>,
}

impl XmlElement {
    /// Returns its attributes: names and values.
    pub(in crate::import) fn attributes(&self) -> &[(String, String)] {
        &self.attributes
    }

    /// Returns an attribute's value.
    pub(in crate::import) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Calls `visit` for each event of a document.
///
/// # Errors
/// If it is not XML, or is nested too deeply.
pub(in crate::import) fn visit_events(bytes: &[u8], mut visit: impl FnMut(XmlEvent)) -> Result<(), ExtractionError> {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    let mut depth = 0_usize;
    loop {
        match reader
            .read_event()
            .map_err(|error| ExtractionError::because(say!(en: "its XML is damaged, export it again: {error}", fr: "son XML est abîmé, exportez-le de nouveau : `{error}`")))?
        {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(ExtractionError::because(say!(en: "its elements are nested more than {MAX_DEPTH} deep", fr: "ses éléments sont imbriqués sur plus de {MAX_DEPTH} niveaux")));
                }
                visit(XmlEvent::Open(element(&start)));
            }
            Event::Empty(start) => {
                let element = element(&start);
                let name = element.name.clone();
                visit(XmlEvent::Open(element));
                visit(XmlEvent::Close(name));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(XmlEvent::Close(local(end.name().as_ref())));
            }
            Event::Text(text) => visit(XmlEvent::Text(text.to_string())),
            Event::CData(text) => visit(XmlEvent::Text(text.to_string())),
            Event::GeneralRef(name) => visit(XmlEvent::Text(character(&name))),
            Event::Eof => return Ok(()),
            // The document type is ignored, as its entities could expand without end.
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// Returns the text of the first element with a name; `None` if there is none or it is empty.
///
/// # Errors
/// If the document is not XML, or is nested too deeply.
pub(in crate::import) fn element_text(bytes: &[u8], name: &str) -> Result<Option<String>, ExtractionError> {
    let (mut found, mut is_open) = (None::<String>, false);
    visit_events(bytes, |step| match step {
        XmlEvent::Open(element) if element.name == name && found.is_none() => {
            is_open = true;
            found = Some(String::new());
        }
        XmlEvent::Close(closed) if closed == name => is_open = false,
        XmlEvent::Text(text) if is_open => found.get_or_insert_default().push_str(&text),
        _ => {}
    })?;
    Ok(found.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()))
}

fn element(start: &BytesStart<'_>) -> XmlElement {
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false).flatten().take(200) {
        attributes.push((local(attribute.key.as_ref()), unescaped(&attribute.value)));
    }
    XmlElement { name: local(start.name().as_ref()), attributes }
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.find(';').filter(|end| *end <= 10) {
            Some(end) => {
                out.push_str(&character(&rest[..end]));
                rest = &rest[end + 1..];
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

/// Returns the text of a reference: one of XML's five names, or a number. Unknown references are empty.
fn character(name: &str) -> String {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let found = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => match name.strip_prefix("#x") {
            Some(digits) => number(digits, 16),
            None => name.strip_prefix('#').and_then(|digits| number(digits, 10)),
        },
    };
    found.map(String::from).unwrap_or_default()
}
