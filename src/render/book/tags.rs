//! HTML -> its tags and texts, in one pass and without a tree. What cannot be shown in a book (scripts, style sheets,
//! players) is skipped with all that it holds. It decides nothing about what is kept of the rest.

use std::borrow::Cow;

use crate::base::markup::unescaped;

/// Name and value of an attribute.
pub(super) type HtmlAttribute<'a> = (Cow<'a, str>, Cow<'a, str>);

/// A tag or a text.
pub(super) enum HtmlPiece<'a> {
    Start { name: Cow<'a, str>, attributes: Vec<HtmlAttribute<'a>> },
    End(Cow<'a, str>),
    Text(Cow<'a, str>),
}

/// Elements that are skipped whole.
const SKIPPED: [&str; 13] = [
    "audio", "canvas", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "video",
];

/// Lists the tags and texts of HTML.
pub(super) fn pieces(html: &str) -> Vec<HtmlPiece<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        if !rest.starts_with('<') {
            let end = rest.find('<').unwrap_or(rest.len());
            found.push(HtmlPiece::Text(unescaped(&rest[..end])));
            at += end;
            continue;
        }
        if rest.starts_with("<!--") {
            at += rest.find("-->").map_or(rest.len(), |end| end + 3);
            continue;
        }
        match rest.as_bytes().get(1) {
            Some(b'!' | b'?') => at += rest.find('>').map_or(rest.len(), |end| end + 1),
            Some(b'/') if rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) => {
                found.push(HtmlPiece::End(tag_name(&rest[2..])));
                at += rest.find('>').map_or(rest.len(), |end| end + 1);
            }
            Some(letter) if letter.is_ascii_alphabetic() => {
                let (name, attributes, len) = start_tag(rest);
                at += len;
                if SKIPPED.contains(&&*name) || is_passage_number(&attributes) {
                    at += end_of(&html[at..], &name);
                } else {
                    found.push(HtmlPiece::Start { name, attributes });
                }
            }
            _ => {
                found.push(HtmlPiece::Text(Cow::Borrowed("<")));
                at += 1;
            }
        }
    }
    found
}

/// Returns whether a tag is the number of a passage, which links to the passage itself.
fn is_passage_number(attributes: &[HtmlAttribute<'_>]) -> bool {
    attributes.iter().any(|(name, value)| name == "class" && value == "pn")
}

fn tag_name(text: &str) -> Cow<'_, str> {
    let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'-').unwrap_or(text.len());
    in_small_letters(&text[..end])
}

/// Returns a name in small letters; nearly all are.
fn in_small_letters(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) { name.to_ascii_lowercase().into() } else { name.into() }
}

/// Returns where the content of a skipped element ends, with its end tag; it is the end of the text if it has none.
fn end_of(html: &str, name: &str) -> usize {
    let is_end = |at: &usize| {
        let tag = html.get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
    };
    let end = html.match_indices("</").map(|(at, _)| at).find(is_end);
    end.map_or(html.len(), |at| html[at..].find('>').map_or(html.len(), |end| at + end + 1))
}

/// Reads a start tag: its name, its attributes, its length.
fn start_tag(html: &str) -> (Cow<'_, str>, Vec<HtmlAttribute<'_>>, usize) {
    let name = tag_name(&html[1..]);
    let bytes = html.as_bytes();
    let mut at = 1 + name.len();
    let mut attributes = Vec::new();
    let skip = |mut at: usize, is: fn(u8) -> bool| {
        while bytes.get(at).is_some_and(|byte| is(*byte)) {
            at += 1;
        }
        at
    };
    loop {
        at = skip(at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        if at >= bytes.len() {
            return (name, attributes, bytes.len());
        }
        if bytes[at] == b'>' {
            return (name, attributes, at + 1);
        }
        let end = skip(at + 1, |byte| !byte.is_ascii_whitespace() && !b"=>/".contains(&byte));
        let key = in_small_letters(html.get(at..end).unwrap_or_default());
        at = skip(end, |byte| byte.is_ascii_whitespace());
        if bytes.get(at) != Some(&b'=') {
            attributes.push((key, Cow::Borrowed("")));
            continue;
        }
        at = skip(at + 1, |byte| byte.is_ascii_whitespace());
        let (start, end, next) = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                let len = html[at + 1..].find(char::from(*quote));
                let end = len.map_or(bytes.len(), |len| at + 1 + len);
                (at + 1, end, (end + 1).min(bytes.len()))
            }
            _ => {
                let end = skip(at, |byte| !byte.is_ascii_whitespace() && byte != b'>');
                (at, end, end)
            }
        };
        attributes.push((key, unescaped(html.get(start..end).unwrap_or_default())));
        at = next;
    }
}
