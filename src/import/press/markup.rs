//! HTML of exports, before and after it is parsed: where the articles of a file begin, and the texts of an element.
//!
//! A file is cut into its articles as text, because their markup is often closed wrongly: one tree of a hundred articles
//! would nest the later ones in the first. Each piece is then parsed by itself. What a piece means is not decided here.

use std::ops::Range;

use crate::import::extracted_document::TextBlock;
use crate::import::web::blocks::collect_record_blocks;
use crate::import::web::dom::{HtmlPage, NodeRef, attribute};

/// The longest start tag that is looked at, in bytes.
const MAX_TAG_BYTES: usize = 2_000;

/// Returns where the start tags are whose `class` has a word for which `is_wanted` holds, each once.
pub(super) fn class_starts(html: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<usize> {
    let bytes = html.as_bytes();
    let mut starts: Vec<usize> = Vec::new();
    for at in memchr::memmem::find_iter(bytes, b"class") {
        let Some(value) = attribute_value(html, at + 5) else { continue };
        if !value.split_ascii_whitespace().any(&is_wanted) {
            continue;
        }
        let from = at.saturating_sub(MAX_TAG_BYTES);
        if let Some(start) = memchr::memrchr(b'<', &bytes[from..at]).map(|found| from + found)
            && starts.last() != Some(&start)
        {
            starts.push(start);
        }
    }
    starts
}

/// Returns the value of an attribute whose name ends at `from`.
fn attribute_value(html: &str, from: usize) -> Option<&str> {
    let rest = html.get(from..)?.trim_start().strip_prefix('=')?.trim_start();
    let (value, end): (&str, &[char]) = match rest.chars().next()? {
        '"' => (&rest[1..], &['"']),
        '\'' => (&rest[1..], &['\'']),
        _ => (rest, &[' ', '>', '\n', '\t']),
    };
    let limit = value.floor_char_boundary(MAX_TAG_BYTES.min(value.len()));
    let end = value[..limit].find(end)?;
    Some(&value[..end])
}

/// Returns where an element starts, by its name in lower case.
pub(super) fn element_starts(html: &str, name: &str) -> Vec<usize> {
    let bytes = html.as_bytes();
    let opens = |at: &usize| {
        let after = bytes.get(at + 1..at + 1 + name.len());
        after.is_some_and(|after| after.eq_ignore_ascii_case(name.as_bytes()))
            && bytes.get(at + 1 + name.len()).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>')
    };
    memchr::memchr_iter(b'<', bytes).filter(opens).collect()
}

/// Returns the ranges from each start to the next one, the last to the end.
pub(super) fn ranges(starts: &[usize], end: usize) -> Vec<Range<usize>> {
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(end));
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Returns whether a page ends as pages do; otherwise it may be cut.
pub(super) fn is_whole_page(html: &str) -> bool {
    let from = html.floor_char_boundary(html.len().saturating_sub(4_000));
    let tail = html[from..].to_ascii_lowercase();
    tail.contains("</html") || tail.contains("</body")
}

/// Returns whether an element has a class, given in lower case.
pub(super) fn has_class(node: &NodeRef<'_>, class: &str) -> bool {
    attribute(node, "class")
        .is_some_and(|classes| classes.split_ascii_whitespace().any(|own| own.eq_ignore_ascii_case(class)))
}

/// Returns the elements with one of these classes, in order.
pub(super) fn with_class<'p>(page: &'p HtmlPage, classes: &[&str]) -> Vec<NodeRef<'p>> {
    let wanted = |node: &NodeRef<'_>| node.is_element() && classes.iter().any(|class| has_class(node, class));
    page.root().descendants_it().filter(wanted).collect()
}

/// Returns the text of an element on one line.
pub(super) fn line_of(node: &NodeRef<'_>) -> String {
    let texts: Vec<String> = collect_record_blocks(node).into_iter().map(|block| block.text).collect();
    texts.join(" ")
}

/// Reads texts whose markup was written as text once more: `&lt;p&gt;…`.
pub(super) fn unescaped_once(blocks: Vec<TextBlock>) -> Vec<TextBlock> {
    let is_markup = |block: &TextBlock| {
        ["</p>", "<p>", "<br", "</b>", "</i>", "</span>"].iter().any(|tag| block.text.contains(tag))
    };
    if !blocks.iter().any(is_markup) {
        return blocks;
    }
    let html: Vec<String> = blocks.iter().map(|block| format!("<p>{}</p>", block.text)).collect();
    HtmlPage::parse(&html.join("\n")).map(|page| collect_record_blocks(&page.body())).unwrap_or(blocks)
}
