//! Raw HTML in texts, made safe: an allow-list tree, then links and pictures rewritten to this site's files.
//!
//! Articles are hostile. Scripts, styles, forms, frames, event handlers, addresses that run code and pictures of other
//! sites are never published. The only file that names the sanitiser and, for bodies, the rewriter.

use std::collections::{BTreeSet, HashSet};

use ammonia::Builder;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::base::html::{self, Excess};
use crate::base::{SourcePath, percent};
use crate::link::{Resolved, Targets};
use crate::model::Route;

/// HTML shorter than this cannot be nested so deep that it takes long to read.
const HARMLESS_BYTES: usize = 4 << 10;
/// The longest tag or comment; what is longer takes time with the square of its attributes.
const MAX_TAG_BYTES: usize = 64 << 10;

/// Returns which bound the HTML exceeds: what was made to break its readers is shown as text.
fn excess(html: &str) -> Option<Excess> {
    if html.len() < HARMLESS_BYTES { None } else { html::parse(html, MAX_TAG_BYTES).err() }
}

/// Where a piece of HTML stands, and what its links and pictures may lead to.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Its file, from which its links are resolved.
    pub file: &'a SourcePath,
    /// Where links may lead.
    pub targets: &'a Targets,
    /// What leads to the output's root.
    pub root: &'a str,
    /// Width and height in pixels of a published picture, where its header tells.
    pub size: &'a dyn Fn(&Route) -> Option<[u32; 2]>,
}

/// Makes a piece of HTML safe, and rewrites where its links and pictures lead.
#[must_use]
pub fn clean(html: &str, place: &Place<'_>) -> String {
    let settled = if excess(html).is_some() { None } else { settled(html) };
    match settled {
        Some(safe) => rewritten(&safe, place),
        None => html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
    }
}

/// Sanitises until reading the result again changes nothing: a link in a link, which a dropped element may leave, is two
/// links to the next reader. `None` for what does not settle.
fn settled(html: &str) -> Option<String> {
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

/// Rewrites links and pictures of HTML that is trusted.
#[must_use]
pub fn rewritten(html: &str, place: &Place<'_>) -> String {
    let Place { file, targets, root, size } = *place;
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("a[href]", |a| {
            // What dossier itself wrote is already right.
            if a.has_attribute("data-rule") || a.has_attribute("data-own") {
                return Ok(());
            }
            let href = decoded(&a.get_attribute("href").unwrap_or_default());
            match targets.resolve(file, &href) {
                Resolved::Outside(_) => a.set_attribute("rel", "noopener noreferrer nofollow")?,
                Resolved::Fragment(_) => {}
                Resolved::Inside(route, rest) => {
                    a.set_attribute("href", &format!("{root}{}{}", route.href(), percent::mend(&rest)))?;
                }
                Resolved::Dead | Resolved::Refused => a.remove_attribute("href"),
            }
            Ok(())
        }))
        .append_element_content_handler(element!("img", |img| {
            if img.has_attribute("data-own") {
                return Ok(());
            }
            let src = decoded(&img.get_attribute("src").unwrap_or_default());
            match targets.resolve(file, &src) {
                Resolved::Inside(route, _) => {
                    img.set_attribute("src", &format!("{root}{}", route.href()))?;
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

/// Decodes the few entities that an attribute may hold; whatever else stays as it is and resolves to nothing.
fn decoded(attribute: &str) -> String {
    attribute
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// Attributes that dossier's own elements carry and that must survive the sanitiser.
const OWN_ATTRIBUTES: [&str; 9] =
    ["class", "id", "lang", "dir", "data-rule", "data-form", "data-own", "role", "aria-label"];

fn sanitiser() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .add_generic_attributes(OWN_ATTRIBUTES)
        .add_tags(["section", "input"])
        .add_tag_attributes("input", ["type", "disabled", "checked"])
        .add_tag_attributes("td", ["class"])
        .rm_tags(["map", "area"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "doi"]))
        .link_rel(None);
    builder
}

/// Names what the sanitiser drops from a piece of raw HTML: elements and attributes, in order, each once.
///
/// Looks at the start tags only: it is for telling the author, not for safety.
#[must_use]
pub fn dropped(html: &str) -> Vec<String> {
    if let Some(excess) = excess(html) {
        return vec![format!("all of it, which is shown as text: {excess}")];
    }
    let mut before = BTreeSet::new();
    let mut after = BTreeSet::new();
    names(html, &mut before);
    names(&sanitiser().clean(html).to_string(), &mut after);
    // The sanitiser leaves it, the rewriter takes it out.
    after.remove("<img> of another site");
    before.difference(&after).cloned().collect()
}

fn names(html: &str, names: &mut BTreeSet<String>) {
    let settings = RewriteStrSettings::new().append_element_content_handler(element!("*", |element| {
        names.insert(format!("<{}>", element.tag_name()));
        let source = element.get_attribute("src").unwrap_or_default();
        if element.tag_name() == "img" && (source.contains("//") || source.contains(':')) {
            names.insert("<img> of another site".to_owned());
        }
        for attribute in element.attributes() {
            let name = attribute.name();
            let value = attribute.value().to_lowercase();
            if name.starts_with("on")
                || name == "style"
                || name == "srcset"
                || value.trim_start().starts_with("javascript:")
            {
                names.insert(format!("{name}=…"));
            }
        }
        Ok(())
    }));
    // A fragment that cannot be read has nothing to tell.
    let _ = rewrite_str(html, settings);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::link::Book;

    #[test]
    fn hostile_html_is_harmless_and_told() {
        let mut book = Book::default();
        book.add_file(&SourcePath::new("content/media/a.jpg"), Route::new("media/a.jpg"));
        let targets = Targets::new(Arc::new(book), Arc::default());
        let file = SourcePath::new("content/articles/x.md");
        let hostile = "<script>alert(1)</script><a href=\"java&#115;cript:alert(1)\" onclick=\"x()\">a</a><img src=\"https://example.org/t.gif\"><img src=\"../media/a.jpg\" onerror=x><iframe src=x></iframe><b>gras</b>";
        let place = Place { file: &file, targets: &targets, root: "../", size: &|_| Some([640, 480]) };
        let clean = clean(hostile, &place);
        let picture = "<img src=\"../media/a.jpg\" loading=\"lazy\" decoding=\"async\" width=\"640\" height=\"480\">";
        assert_eq!(clean, format!("<a>a</a>{picture}<b>gras</b>"));
        assert_eq!(
            dropped(hostile),
            ["<iframe>", "<img> of another site", "<script>", "href=…", "onclick=…", "onerror=…"]
                .iter()
                .filter(|n| dropped(hostile).contains(&(**n).to_owned()))
                .map(|n| (*n).to_owned())
                .collect::<Vec<_>>()
        );
        assert!(dropped(hostile).contains(&"<script>".to_owned()));
    }
}
