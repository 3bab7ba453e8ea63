//! Reads the anchors and addresses of one finished file from its bytes, whether a template or a text wrote them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;

use lol_html::html_content::Element;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::base::{html, markup};

/// The anchors and addresses of a finished file.
#[derive(Debug, Default)]
pub(super) struct FileLinks {
    /// The anchors that a fragment may name.
    pub(super) ids: BTreeSet<String>,
    /// The addresses, as a browser would read them.
    pub(super) links: BTreeSet<String>,
}

/// Attributes that contain one address, on any element.
const ADDRESSES: [&str; 9] =
    ["href", "src", "poster", "action", "formaction", "cite", "data", "xlink:href", "background"];

/// Reads a page.
pub(super) fn of_page(bytes: &[u8]) -> FileLinks {
    let found = RefCell::new(FileLinks::default());
    let text = String::from_utf8_lossy(bytes);
    let settings = RewriteStrSettings::new().append_element_content_handler(element!("*", |element| {
        read(element, &mut found.borrow_mut());
        Ok(())
    }));
    // If a page cannot be parsed, there are no links to check.
    let _ = rewrite_str(&text, settings);
    found.into_inner()
}

fn read(element: &Element<'_, '_>, found: &mut FileLinks) {
    let tag = element.tag_name();
    for attribute in element.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        match name.as_str() {
            "id" => drop(found.ids.insert(decoded(&value).into_owned())),
            // Anchors of older HTML.
            "name" if tag == "a" => drop(found.ids.insert(decoded(&value).into_owned())),
            "srcset" | "imagesrcset" => found.links.extend(srcset_addresses(&decoded(&value))),
            "content" if tag == "meta" => found.links.extend(meta_address(element, &decoded(&value))),
            "style" => found.links.extend(of_style(&decoded(&value)).links),
            // `data` is an address only on `<object>`.
            "data" if tag != "object" => {}
            name if ADDRESSES.contains(&name) => drop(found.links.insert(decoded(&value).into_owned())),
            _ => {}
        }
    }
}

/// A link or a picture in the raw HTML of a text.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::check) struct RawHtmlLink {
    /// The address.
    pub(in crate::check) address: String,
    /// For a picture, whether it has alternative text; `None` for a link.
    pub(in crate::check) alternative: Option<bool>,
}

/// Reads the links and pictures of a piece of raw HTML.
pub(in crate::check) fn of_raw_html(html: &str) -> Vec<RawHtmlLink> {
    let mut found = Vec::new();
    let settings = RewriteStrSettings::new().append_element_content_handler(element!("a[href], img[src]", |element| {
        let is_picture = element.tag_name() == "img";
        let address = element.get_attribute(if is_picture { "src" } else { "href" }).unwrap_or_default();
        // An empty `alt` marks a decorative picture.
        let alternative = is_picture.then(|| element.has_attribute("alt"));
        found.push(RawHtmlLink { address: decoded(&address).into_owned(), alternative });
        Ok(())
    }));
    // A piece that cannot be parsed has no links.
    let _ = rewrite_str(html, settings);
    found
}

/// Returns the addresses of a `srcset`: `a.jpg 1x, b.jpg 640w`. An address may contain commas, but not end with
/// one.
fn srcset_addresses(list: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    let mut rest = list.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
    while !rest.is_empty() {
        let (address, after) = rest.split_at(rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len()));
        let bare = address.trim_end_matches(',');
        addresses.push(bare.to_owned());
        // If no comma follows the address directly, its descriptors follow, up to the next comma.
        let skipped = if bare.len() < address.len() { 0 } else { after.find(',').map_or(after.len(), |at| at + 1) };
        rest = after[skipped..].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
    }
    addresses
}

/// Returns the target of `<meta http-equiv="refresh" content="0; url=…">`, and the preview picture of a page.
fn meta_address(element: &Element<'_, '_>, content: &str) -> Option<String> {
    let is = |name: &str, value: &str| element.get_attribute(name).is_some_and(|text| text.eq_ignore_ascii_case(value));
    if is("http-equiv", "refresh") {
        let at = content.to_ascii_lowercase().find("url=")?;
        return Some(content[at + 4..].trim().trim_matches(['"', '\'']).to_owned());
    }
    (is("property", "og:url") || is("property", "og:image")).then(|| content.to_owned())
}

/// Reads a style sheet: `url(…)` and `@import "…"`.
pub(super) fn of_style(text: &str) -> FileLinks {
    let mut found = FileLinks::default();
    for (at, mark) in text.match_indices("url(").chain(text.match_indices("@import")) {
        let rest = text[at + mark.len()..].trim_start();
        let end = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => rest[1..].find(quote).map(|end| &rest[1..=end]),
            _ if mark == "url(" => rest.find(')').map(|end| rest[..end].trim_end()),
            _ => None,
        };
        found.links.extend(end.map(str::to_owned));
    }
    found
}

/// Reads a feed or a sitemap. Only addresses of this site count: those that begin with `base_url`.
pub(super) fn of_feed(text: &str, base_url: &str) -> FileLinks {
    let mut found = FileLinks::default();
    if base_url.is_empty() {
        return found;
    }
    for (at, _) in text.match_indices(base_url) {
        let rest = &text[at..];
        let end =
            rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '<' | '>' | '"' | '\'')).unwrap_or(rest.len());
        found.links.insert(decoded(&rest[..end]).into_owned());
    }
    found
}

/// Decodes the text of an attribute. Browsers accept some references without a semicolon, but only before certain
/// characters; those are left to the parser, which is slower.
fn decoded(text: &str) -> Cow<'_, str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    let is_closed = text.split('&').skip(1).all(|rest| rest.trim_start_matches(is_name).starts_with(';'));
    if is_closed { markup::unescaped(text) } else { Cow::Owned(decode_with_parser(text)) }
}

fn decode_with_parser(text: &str) -> String {
    let page = format!("<p title=\"{}\">", text.replace('"', "&quot;"));
    let read = html::parse(&page, page.len() + 1).ok();
    read.and_then(|document| document.select("p").attr("title").map(|title| title.to_string()))
        .unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_a_page_is_seen_as_a_browser_sees_it() {
        let page = r#"<a id="p&eacute;1" href="a.html?x=1&amp;y#z">x</a><img src='b"c.png' srcset="d.png 1x, e,f.png 640w,g.png">
            <meta http-equiv="Refresh" content="0; URL='h.html'"><video poster="i.jpg"></video><object data="j.svg"></object>
            <a data="no" style="background: url(k.png)"></a><svg><use xlink:href="l.svg#m"/></svg><a href="n&eacute;.html">"#;
        let found = of_page(page.as_bytes());
        let links: Vec<&str> = found.links.iter().map(String::as_str).collect();
        let expected = [
            "a.html?x=1&y#z", "b\"c.png", "d.png", "e,f.png", "g.png", "h.html", "i.jpg", "j.svg", "k.png", "l.svg#m",
            "né.html",
        ];
        assert_eq!(links, expected);
        assert!(found.ids.contains("pé1"));
    }

    #[test]
    fn style_sheets_and_feeds_have_addresses_too() {
        let style = of_style("@import \"a.css\"; @font-face { src: url( 'b.woff2' ) } p { background: url(c.png) }");
        assert_eq!(style.links.into_iter().collect::<Vec<_>>(), ["a.css", "b.woff2", "c.png"]);
        let feed = of_feed("<loc>https://a.example/b/c.html</loc><id>https://d.example/</id>", "https://a.example/b/");
        assert_eq!(feed.links.into_iter().collect::<Vec<_>>(), ["https://a.example/b/c.html"]);
    }
}
