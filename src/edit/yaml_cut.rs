//! Removes an item or an entry from YAML and leaves the rest unchanged, including comments, quotes and layout. Pure, on
//! text.

use std::ops::Range;

/// Returns the range to remove for the list item that begins at `start`: in `[a, b]` a comma with it, after `-` all its
/// lines.
#[must_use]
pub(super) fn item(text: &str, start: usize) -> Range<usize> {
    match previous_char(text, start) {
        Some((at, '-')) => lines(text, at, false),
        Some((_, '[' | ',')) => flow(text, start),
        _ => start..start,
    }
}

/// Returns the range to remove for the mapping entry whose key begins at `start`.
#[must_use]
pub(super) fn entry(text: &str, start: usize) -> Range<usize> {
    match previous_char(text, start) {
        Some((_, '{' | ',')) => flow(text, start),
        // The first key of a list item: what follows it moves up to the dash.
        Some((at, '-')) if !text[at..start].contains('\n') => {
            let end = lines(text, start, true).end;
            let indent = text[end..].len() - text[end..].trim_start_matches(' ').len();
            start..if indent == column(text, start) { end + indent } else { end }
        }
        _ => lines(text, start, true),
    }
}

/// Removes ranges, which may overlap.
#[must_use]
pub(super) fn apply_cuts(text: &str, mut cuts: Vec<Range<usize>>) -> String {
    cuts.sort_by_key(|cut| cut.start);
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for cut in cuts {
        if cut.start > at {
            out.push_str(&text[at..cut.start]);
        }
        at = at.max(cut.end);
    }
    out.push_str(&text[at..]);
    out
}

/// Returns the last non-space character before a position, and its offset.
pub(super) fn previous_char(text: &str, at: usize) -> Option<(usize, char)> {
    text[..at].char_indices().rev().find(|(_, c)| !c.is_whitespace())
}

/// Returns how many bytes precede a position on its line.
pub(super) fn column(text: &str, at: usize) -> usize {
    at - text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Returns the line of a position with the lines that belong to it: more indented ones, and after a key also list items
/// with the same indentation.
pub(super) fn lines(text: &str, at: usize, is_key: bool) -> Range<usize> {
    let indent = column(text, at);
    let start = at - indent;
    let mut end = line_end(text, at);
    let mut next = end;
    while next < text.len() {
        let line = &text[next..line_end(text, next)];
        let bare = line.trim_start_matches(' ');
        let own = line.len() - bare.len();
        next += line.len();
        if bare.trim().is_empty() {
            continue;
        }
        if own > indent || (is_key && own == indent && bare.starts_with("- ")) {
            end = next;
        } else {
            break;
        }
    }
    start..end
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// Returns an item of `[…]` or `{…}` with one of its commas.
fn flow(text: &str, start: usize) -> Range<usize> {
    let end = flow_end(text, start);
    let behind = text[end..].trim_start();
    if behind.starts_with(',') {
        let comma = text.len() - behind.len() + 1;
        let blanks = text[comma..].len() - text[comma..].trim_start_matches(' ').len();
        return start..comma + blanks;
    }
    match previous_char(text, start) {
        Some((comma, ',')) => comma..end,
        _ => start..end,
    }
}

/// Returns the end of the item of `[…]` or `{…}` that begins at a position.
pub(super) fn flow_end(text: &str, start: usize) -> usize {
    let (mut depth, mut quote, mut last) = (0_usize, None, ' ');
    let mut end = start;
    for (at, c) in text[start..].char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open && last != '\\' => quote = None,
            (Some(_), _) => {}
            // An apostrophe within a word does not open a quotation.
            (None, '"' | '\'') if !last.is_alphanumeric() => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') if depth > 0 => depth -= 1,
            (None, ',' | ']' | '}') if depth == 0 => break,
            _ => {}
        }
        if !c.is_whitespace() {
            end = start + at + c.len_utf8();
        }
        last = c;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, words: &[&str], of: fn(&str, usize) -> Range<usize>) -> String {
        apply_cuts(text, words.iter().map(|word| of(text, text.find(word).expect("the word"))).collect())
    }

    #[test]
    fn an_item_goes_with_its_comma_or_its_lines() {
        for (text, words, expected) in [
            ("a: [x1, y, z] # c", &["x1"][..], "a: [y, z] # c"),
            ("a: [y, x1, z]", &["x1"], "a: [y, z]"),
            ("a: [y, 'x1']", &["'x1"], "a: [y]"),
            ("a: [x1, x2]", &["x1", "x2"], "a: []"),
            ("a: [{to: x1, as: \"b, c\"}, {to: y}]", &["{to: x1"], "a: [{to: y}]"),
            ("a:\n  - y # one\n  - x1\n  # two\n  - z\n", &["x1"], "a:\n  - y # one\n  # two\n  - z\n"),
            ("- k: x1\n  b: |\n    t\n\n    u\n- k: y\n", &["k: x1"], "- k: y\n"),
        ] {
            assert_eq!(cut(text, words, item), expected, "{text}");
        }
    }

    #[test]
    fn an_entry_goes_with_its_value() {
        for (text, words, expected) in [
            ("a: 1\nx1: y\nb: 2\n", &["x1"][..], "a: 1\nb: 2\n"),
            ("x1:\n- a\n- b\nb: 2\n", &["x1"], "b: 2\n"),
            ("as: {x1: y, l'un: z}", &["x1"], "as: {l'un: z}"),
            ("as: {l'un: z, x1: y}", &["x1"], "as: {l'un: z}"),
            ("- x1: y\n  b: 2\n", &["x1"], "- b: 2\n"),
        ] {
            assert_eq!(cut(text, words, entry), expected, "{text}");
        }
    }
}
