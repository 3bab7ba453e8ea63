//! Files of several documents of an unknown kind: a page or a text with blocks of one shape, each with its heading and text.
//!
//! Such a file is imported as one document, and said to be more. Sections of one article are no such blocks: they have no
//! date of their own, and the page has one headline above them.

use std::collections::BTreeMap;

use super::dates::date_line;
use crate::import::web::dom::{HtmlPage, NodeRef, attribute, element_name};

/// The fewest bytes of text of a block. Teasers of other articles are shorter.
const MIN_TEXT_BYTES: usize = 200;
/// The most headings that are looked at.
const MAX_HEADINGS: usize = 2_000;

/// Returns the number of such blocks in a page; `None` if there are fewer than two.
pub(super) fn count_in_page(page: &HtmlPage) -> Option<usize> {
    // A page that calls itself an article is one, whatever it shows below.
    let says_article = !page.select("meta[property=\"og:type\"][content=\"article\"]").is_empty()
        || page.select("script[type=\"application/ld+json\"]").iter().any(|script| {
            let text = script.text();
            text.contains("Article\"") || text.contains("Posting\"")
        });
    if says_article {
        return None;
    }
    let whole: usize = page.body().text().split_whitespace().map(str::len).sum();
    ["h1", "h2", "h3", "h4"].iter().find_map(|name| {
        let headings = page.select(name);
        if headings.len() < 2 || headings.len() > MAX_HEADINGS {
            return None;
        }
        let mut shapes: BTreeMap<String, Vec<NodeRef<'_>>> = BTreeMap::new();
        for heading in &headings {
            let Some(block) = block_around(heading, name) else { continue };
            let shape = format!("{} {}", element_name(&block), attribute(&block, "class").unwrap_or_default());
            shapes.entry(shape).or_default().push(block);
        }
        let blocks = shapes.into_values().max_by_key(Vec::len)?;
        let is_document = |block: &NodeRef<'_>| own_text(block) >= MIN_TEXT_BYTES;
        let documents: Vec<NodeRef<'_>> = blocks.into_iter().filter(is_document).collect();
        let held: usize =
            documents.iter().map(|block| block.text().split_whitespace().map(str::len).sum::<usize>()).sum();
        let are_separate = documents.iter().all(|block| element_name(block) == "article" || has_date(block));
        (documents.len() >= 2 && held * 2 >= whole && are_separate).then_some(documents.len())
    })
}

/// Returns the largest element that holds only this heading of its level.
fn block_around<'p>(heading: &NodeRef<'p>, name: &str) -> Option<NodeRef<'p>> {
    let mut block = None;
    let mut next = heading.parent();
    while let Some(parent) = next {
        let n = parent.descendants_it().filter(|node| node.is_element() && element_name(node) == name).take(2).count();
        if n > 1 || matches!(element_name(&parent).as_str(), "body" | "html" | "") {
            break;
        }
        next = parent.parent();
        block = Some(parent);
    }
    block
}

/// Returns the length of the text outside of links.
fn own_text(block: &NodeRef<'_>) -> usize {
    let len = |text: &str| text.split_whitespace().map(str::len).sum::<usize>();
    let in_links: usize = block
        .descendants_it()
        .filter(|node| node.is_element() && element_name(node) == "a")
        .map(|link| len(&link.text()))
        .sum();
    len(&block.text()).saturating_sub(in_links)
}

fn has_date(block: &NodeRef<'_>) -> bool {
    block.descendants_it().any(|node| {
        (node.is_element() && element_name(&node) == "time")
            || (node.is_text() && date_line(node.text().trim()).is_some())
    })
}

/// Returns the number of parts of a text that long rules separate, if each has a heading and text.
pub(super) fn count_in_text(text: &str) -> Option<usize> {
    let is_rule = |line: &str| {
        let line = line.trim();
        line.len() >= 20
            && line.bytes().next().is_some_and(|first| {
                matches!(first, b'_' | b'-' | b'=' | b'*' | b'#' | b'~') && line.bytes().all(|byte| byte == first)
            })
    };
    let mut parts: Vec<(usize, bool)> = vec![(0, false)];
    for line in text.lines() {
        if is_rule(line) {
            parts.push((0, false));
            continue;
        }
        let line = line.trim();
        if let Some((len, has_heading)) = parts.last_mut().filter(|_| !line.is_empty()) {
            *has_heading |= *len == 0 && line.split_whitespace().count() <= 20 && !line.ends_with('.');
            *len += line.len();
        }
    }
    let documents = parts.iter().filter(|(len, _)| *len > 0);
    let n = documents.clone().count();
    let all_alike = documents.clone().all(|(len, has_heading)| *has_heading && *len >= MIN_TEXT_BYTES);
    (n >= 2 && all_alike).then_some(n)
}
