//! Escapes HTML text and attributes; all text from the content is written through here. Also decodes character
//! references.

use std::borrow::Cow;

/// The bytes that have a meaning in HTML.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let (bytes, mut at) = (b"&<>\"'", 0);
    while at < bytes.len() {
        special[bytes[at] as usize] = true;
        at += 1;
    }
    special
};

/// Appends escaped text, valid in element content and in quoted attributes. We do not use `html-escape` here: it writes
/// an apostrophe as `&#x27;` and a slash as `&#x2F;`, which would change the bytes of every page.
pub(crate) fn push_escaped(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.as_bytes().iter().position(|byte| SPECIAL[usize::from(*byte)]) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

/// Decodes the character references in HTML text or an attribute value. It knows all references of the HTML standard
/// that end in a semicolon; any other `&` is kept.
#[must_use]
pub(crate) fn unescaped(html: &str) -> Cow<'_, str> {
    html_escape::decode_html_entities(html)
}

/// Returns escaped text, as [`push_escaped`] writes it.
#[must_use]
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_escaped(&mut html, text);
    html
}

/// Appends ` name="value"` for a value that needs no escaping.
pub(crate) fn push_plain_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    html.push_str(value);
    html.push('"');
}

/// Appends ` name="value"`.
pub(crate) fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    push_escaped(html, value);
    html.push('"');
}
