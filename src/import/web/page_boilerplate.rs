//! Removes the page around an article before Readability looks for it, and records content that could do harm.
//!
//! Readability scores paragraphs, so a cookie banner or a comment thread with long sentences can win. Elements that are
//! named as navigation, consent, sharing or comments are therefore removed first, unless they contain a large part of
//! the page.

use super::dom::{HtmlPage, NodeRef, attribute, element_name, is_hidden};
use crate::import::extracted_document::{DropReason, ExtractedDocument};

/// Elements that are never part of the article.
const BOILERPLATE_SELECTOR: &str = "nav, dialog, aside, footer, [role=navigation], [role=dialog], [role=alertdialog], [role=banner], \
    [role=contentinfo], [role=search], [role=complementary], [role=menu], [role=menubar], [role=toolbar], [aria-modal=true]";

/// Words of a `class` or `id` that name what is around an article, in French and English.
#[rustfmt::skip] // A list of words, not of lines.
const BOILERPLATE_WORDS: &[&str] = &[
    "cookie", "cookies", "consent", "consentement", "gdpr", "rgpd", "cmp", "didomi", "onetrust", "axeptio", "tarteaucitron",
    "share", "sharing", "sharebar", "sharethis", "addtoany", "addthis", "partage", "partager", "social", "socials",
    "comment", "comments", "commentaire", "commentaires", "disqus", "respond", "newsletter", "newsletters", "infolettre",
    "breadcrumb", "breadcrumbs", "nav", "navbar", "navigation", "menu", "related", "recommended", "recommandations", "promo",
    "advert", "advertisement", "ads", "pub", "publicite", "sponsored", "paywall", "popup", "modal", "sidebar", "widget",
    "outbrain", "taboola", "footer", "pagination", "toolbar", "tags", "subscribe", "subscription", "abonnement", "skip",
];

/// Records elements and attributes that could run, load or send something.
pub(super) fn note_unsafe(page: &HtmlPage, extracted: &mut ExtractedDocument) {
    const ELEMENTS: &[&str] = &[
        "script", "style", "iframe", "frame", "object", "embed", "applet", "form", "base", "template", "svg", "math",
        "portal", "audio", "video", "canvas",
    ];
    for node in page.root().descendants_it().filter(NodeRef::is_element) {
        let name = element_name(&node);
        if ELEMENTS.contains(&name.as_str()) {
            extracted.record_dropped(DropReason::Unsafe, format!("<{name}>"));
        }
        if name == "meta"
            && attribute(&node, "http-equiv").is_some_and(|value| value.trim().eq_ignore_ascii_case("refresh"))
        {
            extracted.record_dropped(DropReason::Unsafe, "<meta http-equiv=refresh>");
        }
        let Some(element) = node.element_ref() else { continue };
        for attribute in &element.attrs {
            let key: &str = &attribute.name.local;
            let value: String = attribute.value.chars().filter(|c| !c.is_control() && *c != ' ').take(16).collect();
            let value = value.to_ascii_lowercase();
            if key.starts_with("on") {
                extracted.record_dropped(DropReason::Unsafe, "event handler (on…=)");
            } else if ["javascript:", "vbscript:", "data:text/html"].iter().any(|scheme| value.starts_with(scheme)) {
                extracted.record_dropped(
                    DropReason::Unsafe,
                    format!("{key}=\"{}…\"", value.split(':').next().unwrap_or_default()),
                );
            }
        }
    }
}

/// Removes hidden elements and those that are named as part of the page around the article.
pub(super) fn remove_boilerplate(page: &HtmlPage) {
    let whole = text_len(&page.body());
    let mut furniture: Vec<NodeRef<'_>> = page.select(BOILERPLATE_SELECTOR);
    let named = |node: &NodeRef<'_>| {
        let names =
            format!("{} {}", attribute(node, "class").unwrap_or_default(), attribute(node, "id").unwrap_or_default());
        names_boilerplate(&names)
    };
    let is_part =
        |node: &NodeRef<'_>| !matches!(element_name(node).as_str(), "html" | "body" | "article" | "main" | "h1");
    furniture.extend(
        page.body()
            .descendants_it()
            .filter(|node| node.is_element() && is_part(node) && (is_hidden(node) || named(node))),
    );
    for node in furniture {
        let holds_the_article =
            node.descendants_it().any(|inner| matches!(element_name(&inner).as_str(), "h1" | "article" | "main"));
        if !holds_the_article && text_len(&node) * 5 < whole * 2 {
            node.remove_from_parent();
        }
    }
}

/// Returns whether a `class` or `id` names boilerplate. `has-comments` only says that the page has comments.
fn names_boilerplate(names: &str) -> bool {
    names.to_ascii_lowercase().split_whitespace().any(|name| {
        let mut words = name.split(['-', '_', ':']).filter(|word| !word.is_empty());
        let is_state =
            words.clone().next().is_some_and(|first| matches!(first, "has" | "is" | "no" | "with" | "without" | "js"));
        !is_state && words.any(|word| BOILERPLATE_WORDS.contains(&word))
    })
}

fn text_len(node: &NodeRef<'_>) -> usize {
    node.descendants_it().filter(NodeRef::is_text).map(|text| text.text().len()).sum()
}

#[cfg(test)]
mod tests {
    use super::names_boilerplate;

    #[test]
    fn names_are_read_word_by_word() {
        for (names, expected) in [
            ("share-bar", true),
            ("cookie_banner", true),
            ("block comments", true),
            ("has-comments post", false),
            ("publication", false),
            ("shareholder-news", false),
            ("", false),
        ] {
            assert_eq!(names_boilerplate(names), expected, "{names}");
        }
    }
}
