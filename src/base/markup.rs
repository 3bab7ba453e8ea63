//! Writes HTML text and attributes; everything from content goes through here. Reads character references back.

use std::borrow::Cow;

/// The bytes that HTML would interpret.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let (bytes, mut at) = (b"&<>\"'", 0);
    while at < bytes.len() {
        special[bytes[at] as usize] = true;
        at += 1;
    }
    special
};

/// Appends text with what HTML would interpret escaped; right for element content and quoted attributes. Ours and not that of
/// `html-escape`, which writes an apostrophe as `&#x27;` and a slash as `&#x2F;`: the bytes of every page would change.
pub fn push_escaped(html: &mut String, text: &str) {
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

/// Returns what HTML text or an attribute's value means. Read are all references of the HTML standard that end in a semicolon;
/// any other `&` stays.
#[must_use]
pub fn unescaped(html: &str) -> Cow<'_, str> {
    html_escape::decode_html_entities(html)
}

/// Returns text as [`push_escaped`] writes it.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_escaped(&mut html, text);
    html
}

/// Appends ` name="value"`, of a value that needs no escaping.
pub fn push_plain_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    html.push_str(value);
    html.push('"');
}

/// Appends ` name="value"`.
pub fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    push_escaped(html, value);
    html.push('"');
}
