//! A style sheet as it is published: the names of files beside it with their fingerprints, and, of a built-in theme, without
//! comments and indentation, which no reader needs to load.
//!
//! Text in quotation marks stays as it is. Nothing is checked: what is no style sheet comes out about as it went in.

/// Writes the published name of each file that a style sheet loads as `url(name)`; `published` returns that of a name.
#[must_use]
pub(super) fn with_published_names(sheet: &str, published: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(at) = rest.find("url(") {
        let (head, tail) = rest.split_at(at + "url(".len());
        out.push_str(head);
        let written = &tail[..tail.find(')').unwrap_or(0)];
        match published(written.trim().trim_matches(['"', '\''])) {
            Some(name) => out.push_str(&name),
            None => out.push_str(written),
        }
        rest = &tail[written.len()..];
    }
    out.push_str(rest);
    out
}

/// Removes comments, indentation and the spaces around the signs of the syntax that need none.
#[must_use]
pub(super) fn compact(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    let mut is_spaced = false;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            is_spaced = true;
        } else if c.is_ascii_whitespace() {
            rest = rest.trim_ascii_start();
            is_spaced = true;
        } else {
            let len = if matches!(c, '"' | '\'') { quoted_len(rest, c) } else { c.len_utf8() };
            let is_bound = out.ends_with(['{', '}', ';', ':', ',']) || matches!(c, '{' | '}' | ';' | ',');
            if is_spaced && !is_bound && !out.is_empty() {
                out.push(' ');
            }
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push_str(&rest[..len]);
            rest = &rest[len..];
            is_spaced = false;
        }
    }
    out
}

/// Returns the length of a text in quotation marks, with both.
fn quoted_len(text: &str, mark: char) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == mark && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |(at, c)| at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compact_sheet_says_the_same() {
        let cases = [
            ("/* a */\n.a > .b :is(c, d) { color: red; }\n", ".a > .b :is(c,d){color:red}"),
            (".a .b::before { content: \" · /* \\\" \"; }", ".a .b::before{content:\" · /* \\\" \"}"),
            (
                "@media (max-width: 40rem) {\n  a :hover { width: calc(1rem + 2px); }\n}",
                "@media (max-width:40rem){a :hover{width:calc(1rem + 2px)}}",
            ),
            (":root { --a: 1px; --b: \"x\" serif }", ":root{--a:1px;--b:\"x\" serif}"),
            ("a{b:'", "a{b:'"),
            ("a /* b", "a"),
        ];
        for (sheet, expected) in cases {
            assert_eq!(compact(sheet), expected);
            assert_eq!(compact(expected), expected);
        }
    }

    #[test]
    fn files_beside_a_sheet_have_their_published_names() {
        let published = |name: &str| (name == "a.woff2").then(|| "a.1f.woff2".to_owned());
        let sheet = "src: url(a.woff2), url( 'a.woff2' ), url(b.png), url(";
        let expected = "src: url(a.1f.woff2), url(a.1f.woff2), url(b.png), url(";
        assert_eq!(with_published_names(sheet, &published), expected);
    }
}
