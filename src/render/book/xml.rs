//! Text as XML, for the files of a book. It knows no element.

/// Writes text with what XML reserves escaped, and what it forbids replaced one for one. Most texts have nothing of it, so
/// they are written in runs.
pub(super) fn push_xml(out: &mut String, text: &str) {
    let may_change = |byte: &u8| matches!(byte, 0..b' ' | b'&' | b'<' | b'>' | b'"' | 0xef);
    let mut rest = text;
    while let Some(at) = rest.as_bytes().iter().position(may_change) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = from.chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}') => {
                out.push('\u{fffd}');
            }
            c => out.extend(c),
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

/// Returns text as [`push_xml`] writes it.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_xml(&mut out, text);
    out
}
