//! Tells by their names which elements of a page are beside its article, and records content that could do harm.
//!
//! A name is only a sign: `article_blocks` weighs it against how much of the text an element holds. Nothing is removed
//! here.

use super::dom::{HtmlPage, NodeRef, attribute, element_name};
use crate::base::Message;
use crate::import::extracted_document::{DropReason, ExtractedDocument};
use crate::say;

/// Elements that are beside an article.
const BOILERPLATE_ELEMENTS: [&str; 4] = ["nav", "dialog", "aside", "footer"];
/// Roles of such elements.
const BOILERPLATE_ROLES: [&str; 10] = [
    "navigation", "dialog", "alertdialog", "banner", "contentinfo", "search", "complementary", "menu", "menubar",
    "toolbar",
];

/// Words of a `class` or `id` that name what is around an article, in French and English.
#[rustfmt::skip] // A list of words, not of lines.
const BOILERPLATE_WORDS: &[&str] = &[
    "cookie", "cookies", "consent", "consentement", "gdpr", "rgpd", "didomi", "onetrust", "axeptio", "tarteaucitron",
    "share", "sharing", "sharebar", "sharethis", "addtoany", "addthis", "partage", "partager", "social", "socials",
    "comment", "comments", "commentaire", "commentaires", "disqus", "respond", "newsletter", "newsletters", "infolettre",
    "breadcrumb", "breadcrumbs", "nav", "navbar", "navigation", "menu", "related", "recommended", "recommandations", "promo",
    "ad", "adunit", "advert", "advertisement", "ads", "pub", "publicite", "sponsored", "popup", "modal", "sidebar",
    "outbrain", "taboola", "footer", "pagination", "toolbar", "tags", "subscribe", "subscription", "abonnement", "skip",
    "teaser", "teasers", "bio", "authorbox", "byline", "author", "authors", "auteur", "auteurs", "more", "readmore",
    "lire", "cta", "ranking",
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
            extracted.record_dropped(DropReason::Unsafe, Message::same(format!("<{name}>")));
        }
        if name == "meta"
            && attribute(&node, "http-equiv").is_some_and(|value| value.trim().eq_ignore_ascii_case("refresh"))
        {
            extracted.record_dropped(DropReason::Unsafe, Message::same("<meta http-equiv=refresh>"));
        }
        let Some(element) = node.element_ref() else { continue };
        for attribute in &element.attrs {
            let key: &str = &attribute.name.local;
            let value: String = attribute.value.chars().filter(|c| !c.is_control() && *c != ' ').take(16).collect();
            let value = value.to_ascii_lowercase();
            if key.starts_with("on") {
                extracted.record_dropped(
                    DropReason::Unsafe,
                    say!(en: "event handler (on…=)", fr: "gestionnaire d’événement (on…=)"),
                );
            } else if ["javascript:", "vbscript:", "data:text/html"].iter().any(|scheme| value.starts_with(scheme)) {
                extracted.record_dropped(
                    DropReason::Unsafe,
                    Message::same(format!("{key}=\"{}…\"", value.split(':').next().unwrap_or_default())),
                );
            }
        }
    }
}

/// Returns whether an element is named as something beside an article, by its kind, role, class or id.
pub(super) fn is_named_boilerplate(node: &NodeRef<'_>) -> bool {
    let name = element_name(node);
    let role = attribute(node, "role").unwrap_or_default();
    // An id may be made of a heading's words, so only short ones name something.
    let id = attribute(node, "id").filter(|id| id.split(['-', '_']).count() <= 3).unwrap_or_default();
    let names = format!("{} {id}", attribute(node, "class").unwrap_or_default());
    !matches!(name.as_str(), "html" | "body" | "article" | "main" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        && (BOILERPLATE_ELEMENTS.contains(&name.as_str())
            || BOILERPLATE_ROLES.contains(&role.as_str())
            || names_boilerplate(&names))
}

/// Returns whether an element is in a thread of comments or in a box of other articles.
pub(super) fn is_comment(node: &NodeRef<'_>) -> bool {
    const WORDS: [&str; 9] =
        ["comment", "comments", "commentaire", "commentaires", "disqus", "related", "sidebar", "teaser", "teasers"];
    let names = |node: &NodeRef<'_>| {
        format!("{} {}", attribute(node, "class").unwrap_or_default(), attribute(node, "id").unwrap_or_default())
    };
    let is_one = |node: NodeRef<'_>| {
        let names = names(&node).to_ascii_lowercase();
        let mut words = names.split(|c: char| !c.is_ascii_alphanumeric());
        !matches!(element_name(&node).as_str(), "html" | "body") && words.any(|word| WORDS.contains(&word))
    };
    is_one(*node) || node.ancestors_it(Some(8)).any(is_one)
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
