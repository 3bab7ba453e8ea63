//! Sanitises the raw HTML of texts and inserts it among the elements that dossier writes.
//!
//! Articles are hostile input. Scripts, styles, forms, frames, event handlers, addresses that run code and pictures of
//! other sites are never published. Each tag is parsed, checked and rewritten (`safe_tags`), and paired with its
//! counterpart (`nesting`). Then each block that contains raw HTML is parsed as a tree and serialised again, so that
//! every browser sees the same tree. The only file that uses the sanitiser and, for texts, the rewriter.

use std::collections::{BTreeSet, HashSet};

use ammonia::Builder;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use super::html_context::{HtmlContext, internal_href};
use super::nesting::{self, NestedHtml};
use super::safe_tags;
use crate::base::SourcePath;
use crate::base::html_tokens::{HtmlToken, tokenize};
use crate::base::markup::{escaped, unescaped};
use crate::config::HtmlPolicy;
use crate::link::{LinkResolver, ResolvedLink};
use crate::parse::{Body, MarkdownNode};

/// Returns the replacement of the raw HTML among nodes; `ids` are the ids in it.
#[must_use]
pub fn nested_html(
    nodes: &[MarkdownNode],
    policy: HtmlPolicy,
    context: &HtmlContext<'_>,
    ids: &HashSet<String>,
) -> NestedHtml {
    match policy {
        HtmlPolicy::Escape => nesting::map_pieces(nodes, escaped),
        HtmlPolicy::Trust => nesting::map_pieces(nodes, |html| rewrite_addresses(html, context)),
        HtmlPolicy::Sanitize => nesting::nest_html(nodes, context, ids),
    }
}

/// Sanitises a piece of HTML, and resolves its links and pictures.
#[must_use]
pub fn clean(html: &str, context: &HtmlContext<'_>) -> String {
    let body = Body { nodes: vec![MarkdownNode::Html(html.to_owned())], has_html: true, ..Body::default() };
    let woven = nesting::nest_html(&body.nodes, context, &body.raw_ids().into_iter().collect());
    sanitise(woven.html(0)).unwrap_or_else(|| escaped(html))
}

/// Parses rendered text with sanitised HTML in it as a tree, repeatedly until the result no longer changes: a link in a link
/// becomes two links when parsed. `None` if it does not become stable.
#[must_use]
pub fn sanitise(html: &str) -> Option<String> {
    const MAX_ROUNDS: usize = 5;
    let sanitiser = sanitiser();
    let mut safe = sanitiser.clean(html).to_string();
    for _ in 0..MAX_ROUNDS {
        let again = sanitiser.clean(&safe).to_string();
        if again == safe {
            return Some(safe);
        }
        safe = again;
    }
    None
}

/// Rewrites links and pictures of HTML whose author is trusted.
#[must_use]
pub fn rewrite_addresses(html: &str, context: &HtmlContext<'_>) -> String {
    let HtmlContext { file, link_resolver: targets, picture_size: size, .. } = *context;
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("a[href]", |a| {
            let href = a.get_attribute("href").unwrap_or_default();
            match targets.resolve(file, &unescaped(&href)) {
                ResolvedLink::External(_) => a.set_attribute("rel", "noopener noreferrer nofollow")?,
                ResolvedLink::Fragment(_) => {}
                ResolvedLink::Internal(route, rest) => {
                    a.set_attribute("href", &internal_href(context, &route, &rest))?;
                }
                ResolvedLink::Dead | ResolvedLink::Refused => a.remove_attribute("href"),
            }
            Ok(())
        }))
        .append_element_content_handler(element!("img", |img| {
            let src = img.get_attribute("src").unwrap_or_default();
            match targets.resolve(file, &unescaped(&src)) {
                ResolvedLink::Internal(route, _) => {
                    img.set_attribute("src", &internal_href(context, &route, ""))?;
                    img.set_attribute("loading", "lazy")?;
                    img.set_attribute("decoding", "async")?;
                    let is_sized = img.has_attribute("width") || img.has_attribute("height");
                    if let Some([width, height]) = size(&route).filter(|_| !is_sized) {
                        img.set_attribute("width", &width.to_string())?;
                        img.set_attribute("height", &height.to_string())?;
                    }
                }
                _ => img.remove(),
            }
            Ok(())
        }));
    rewrite_str(html, settings).unwrap_or_default()
}

/// Makes the sanitiser for the second pass, over whole blocks: it builds the tree from all tags, the author's and dossier's.
fn sanitiser() -> Builder<'static> {
    /// Attributes that dossier's own elements have.
    const OWN: [&str; 9] = ["class", "id", "dir", "data-rule", "data-form", "role", "aria-label", "tabindex", "align"];
    let mut builder = Builder::default();
    builder
        .add_generic_attributes(OWN)
        .add_tags(["section", "input", "big", "tfoot"])
        .add_tag_attributes("a", ["rel"])
        .add_tag_attributes("img", ["loading", "decoding"])
        .add_tag_attributes("input", ["type", "disabled", "checked"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("ol", ["reversed", "type"])
        .add_tag_attributes("ul", ["type"])
        .add_tag_attributes("li", ["value", "type"])
        .add_tag_attributes("td", ["abbr"])
        .add_tag_attributes("th", ["abbr", "scope"])
        .add_tag_attributes("hr", ["size"])
        .add_tag_attributes("data", ["value"])
        .add_tag_attributes("time", ["datetime"])
        .rm_tags(["map", "area"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "doi"]))
        .link_rel(None);
    builder
}

/// Lists what is not published of a piece of raw HTML: elements, attributes and addresses, in order and distinct.
///
/// Looks only at start tags: it informs the author, and does not affect safety.
#[must_use]
pub fn dropped(html: &str) -> Vec<String> {
    let tokens = match tokenize(html) {
        Ok(tokens) => tokens,
        Err(excess) => return vec![format!("all of it, which is shown as text: {excess}")],
    };
    let (file, targets) = (SourcePath::new("content/index.md"), LinkResolver::default());
    let context = HtmlContext { file: &file, link_resolver: &targets, root: "", picture_size: &|_| None };
    let mut names = BTreeSet::new();
    for token in tokens {
        if let HtmlToken::Start(tag) = token {
            safe_tags::dropped(&tag, &context, &mut names);
        }
    }
    names.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::link::RouteTable;
    use crate::model::Route;

    #[test]
    fn hostile_html_is_harmless_and_told() {
        let mut book = RouteTable::default();
        book.add_file(&SourcePath::new("content/media/a.jpg"), Route::new("media/a.jpg"));
        let targets = LinkResolver::new(Arc::new(book), Arc::default());
        let file = SourcePath::new("content/articles/x.md");
        let hostile = "<script>alert(1)</script><a href=\"java&#115;cript:alert(1)\" onclick=\"x()\">a</a><img src=\"https://example.org/t.gif\"><img src=\"../media/a.jpg\" onerror=x><iframe src=x></iframe><b>gras</b>";
        let place =
            HtmlContext { file: &file, link_resolver: &targets, root: "../", picture_size: &|_| Some([640, 480]) };
        let clean = clean(hostile, &place);
        let picture = "<img src=\"../media/a.jpg\" width=\"640\" height=\"480\" loading=\"lazy\" decoding=\"async\">";
        assert_eq!(clean, format!("<a>a</a>{picture}<b>gras</b>"));
        assert_eq!(
            dropped(hostile),
            ["<iframe>", "<img> of another site", "<script>", "href=…", "onclick=…", "onerror=…"]
        );
    }
}
