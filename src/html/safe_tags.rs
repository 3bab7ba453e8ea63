//! Checks one start tag of raw HTML: returns the tag to publish, or nothing.
//!
//! It works by a list of allowed elements and attributes. Every address is resolved as in Markdown. Ids and classes get
//! a prefix, so that they never equal one of the page's own. The marks of dossier's own elements (`data-rule`, the
//! class `m`) are not on the lists, so raw HTML cannot contain them.

use std::collections::{BTreeSet, HashSet};

use super::html_context::{HtmlContext, internal_href};
use crate::base::html_tokens::StartTag;
use crate::base::markup::push_attribute;
use crate::base::percent;
use crate::link::{LinkResolver, ResolvedLink};
use crate::parse::body::RAW_PREFIX;

/// Allowed elements.
const ELEMENTS: &str = " a abbr acronym article aside b bdi bdo big blockquote br caption center cite code col colgroup data dd del \
    details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li mark nav ol p pre q \
    rp rt rtc ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr ";
/// Those without content.
const VOID: &str = " br col hr img wbr ";
/// Elements that are dropped with their content.
const WITH_CONTENT: &str = " script style ";

/// A start tag to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SafeTag {
    /// The tag.
    pub html: String,
    /// Whether an end tag follows.
    pub is_open: bool,
}

fn listed(list: &str, name: &str) -> bool {
    !name.contains(' ') && list.contains(&format!(" {name} "))
}

/// Returns whether an element is dropped with its content.
#[must_use]
pub(super) fn is_dropped_with_content(name: &str) -> bool {
    listed(WITH_CONTENT, name)
}

/// Sanitises a start tag; `ids` are the ids in the raw HTML of the same text.
#[must_use]
pub(super) fn start(tag: &StartTag, context: &HtmlContext<'_>, ids: &HashSet<String>) -> Option<SafeTag> {
    if !listed(ELEMENTS, &tag.name) {
        return None;
    }
    let mut html = format!("<{}", tag.name);
    if tag.name == "img" {
        picture(&mut html, tag, context)?;
    }
    for (name, value) in tag.attributes.iter().filter(|(name, _)| tag.name != "img" || name != "src") {
        if let Some(value) = attribute(&tag.name, name, value, context, ids) {
            push_attribute(&mut html, name, &value);
        }
    }
    if tag.name == "a" && is_outside(tag, context) {
        push_attribute(&mut html, "rel", "noopener noreferrer nofollow");
    }
    if tag.name == "img" {
        html.push_str(" loading=\"lazy\" decoding=\"async\"");
    }
    html.push('>');
    Some(SafeTag { html, is_open: !listed(VOID, &tag.name) })
}

/// Writes the address of a picture of this site; pictures of other sites are dropped.
fn picture(html: &mut String, tag: &StartTag, context: &HtmlContext<'_>) -> Option<()> {
    let ResolvedLink::Internal(route, _) = context.link_resolver.resolve(context.file, tag.attribute("src")?) else {
        return None;
    };
    push_attribute(html, "src", &internal_href(context, &route, ""));
    let is_sized = tag.attribute("width").or(tag.attribute("height")).is_some();
    if let Some([width, height]) = (context.picture_size)(&route).filter(|_| !is_sized) {
        html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    Some(())
}

fn is_outside(tag: &StartTag, context: &HtmlContext<'_>) -> bool {
    let href = tag.attribute("href").map(|href| context.link_resolver.resolve(context.file, href));
    matches!(href, Some(ResolvedLink::External(_)))
}

/// Returns the published value of an attribute; `None` if it is dropped.
fn attribute(
    element: &str,
    name: &str,
    value: &str,
    context: &HtmlContext<'_>,
    ids: &HashSet<String>,
) -> Option<String> {
    let text = || Some(value.to_owned());
    let one_of = |words: &[&str]| words.contains(&value.to_ascii_lowercase().as_str()).then(|| value.to_owned());
    let number = || value.trim().parse::<i32>().ok().map(|number| number.to_string());
    match (element, name) {
        (_, "lang" | "title" | "aria-label") | ("img", "alt") | ("a", "hreflang") | ("td" | "th", "abbr") => text(),
        (_, "id") => Some(prefixed(value)).filter(|id| id.len() > RAW_PREFIX.len()),
        (_, "class") => {
            let classes: Vec<String> = value.split_whitespace().map(prefixed).collect();
            (!classes.is_empty()).then(|| classes.join(" "))
        }
        (_, "dir") => one_of(&["ltr", "rtl", "auto"]),
        ("a", "href") => address(value, context, ids),
        ("blockquote" | "q" | "del" | "ins", "cite") => address(value, context, ids),
        ("del" | "ins" | "time", "datetime") | ("data", "value") => text(),
        ("ol", "start") | ("li", "value") => number(),
        ("ol", "reversed") | ("details", "open") => Some(String::new()),
        ("ol" | "ul" | "li", "type") => one_of(&["1", "a", "i", "disc", "circle", "square"]),
        ("td" | "th", "colspan" | "rowspan") | ("col" | "colgroup", "span") => number(),
        ("th", "scope") => one_of(&["row", "col", "rowgroup", "colgroup"]),
        ("img" | "hr", "width" | "height" | "size") => {
            number().or_else(|| value.strip_suffix('%')?.parse::<u8>().ok().map(|share| format!("{share}%")))
        }
        ("table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "col" | "colgroup" | "hr" | "img", "align") => {
            one_of(&["left", "right", "center", "justify", "top", "middle", "bottom"])
        }
        _ => None,
    }
}

fn prefixed(name: &str) -> String {
    if name.starts_with(RAW_PREFIX) { name.to_owned() } else { format!("{RAW_PREFIX}{name}") }
}

/// Returns the published address; `None` if it is dead, runs code, or accesses the reader's machine.
fn address(href: &str, context: &HtmlContext<'_>, ids: &HashSet<String>) -> Option<String> {
    match context.link_resolver.resolve(context.file, href) {
        ResolvedLink::External(href) => Some(href),
        ResolvedLink::Fragment(fragment) => Some(format!("#{}", anchor(&fragment, ids))),
        ResolvedLink::Internal(route, rest) => Some(internal_href(context, &route, &rest)),
        ResolvedLink::Dead | ResolvedLink::Refused => None,
    }
}

/// Returns the anchor of a link within a text: with the prefix if the raw HTML of the text has this id.
#[must_use]
pub(super) fn anchor(fragment: &str, ids: &HashSet<String>) -> String {
    let decoded = percent::decode_lossy(fragment);
    if ids.contains(&decoded) && !decoded.starts_with(RAW_PREFIX) {
        format!("{RAW_PREFIX}{fragment}")
    } else {
        fragment.to_owned()
    }
}

/// Adds what is dropped from a start tag, in the author's terms.
pub(super) fn dropped(tag: &StartTag, context: &HtmlContext<'_>, names: &mut BTreeSet<String>) {
    if !listed(ELEMENTS, &tag.name) {
        names.insert(format!("<{}>", tag.name));
    }
    let is_refused = |value: &str| LinkResolver::default().resolve(context.file, value) == ResolvedLink::Refused;
    for (name, value) in &tag.attributes {
        let is_address = matches!(name.as_str(), "href" | "src" | "cite" | "poster" | "action" | "formaction" | "data");
        if tag.name == "img" && name == "src" {
            if is_refused(value)
                || matches!(LinkResolver::default().resolve(context.file, value), ResolvedLink::External(_))
            {
                names.insert(super::raw_html_report::OTHER_SITE.to_owned());
            }
        } else if name.starts_with("on") || name == "style" || name == "srcset" || (is_address && is_refused(value)) {
            names.insert(format!("{name}=…"));
        }
    }
}
