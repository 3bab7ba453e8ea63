//! Every link, picture and fragment of the finished pages leads somewhere: read from the pages themselves, whatever
//! template or text wrote them.

use std::collections::{BTreeMap, BTreeSet};

use lol_html::{RewriteStrSettings, element, rewrite_str};
use rayon::prelude::*;

use crate::base::{Code, Diagnostic, SourcePath};
use crate::model::Route;

/// What one page offers and asks for.
struct PageLinks {
    ids: BTreeSet<String>,
    links: BTreeSet<String>,
}

/// Checks finished pages, given as route, source file and bytes; `all` are the routes of every file of the site.
#[must_use]
pub fn check(pages: &[(Route, SourcePath, Vec<u8>)], all: &BTreeSet<String>) -> Vec<Diagnostic> {
    let read: BTreeMap<&str, PageLinks> = pages
        .par_iter()
        .filter(|(route, _, _)| route.as_str().ends_with(".html"))
        .map(|(route, _, bytes)| (route.as_str(), links_of(bytes)))
        .collect();
    let mut diagnostics = Vec::new();
    for (route, file, _) in pages {
        // The 404 page is shown at any address, so its links start at the site's own path.
        let Some(page) = read.get(route.as_str()).filter(|_| route.as_str() != "404.html") else { continue };
        for link in &page.links {
            let Some((target, fragment)) = resolve(route.as_str(), link) else { continue };
            if !all.contains(&target) {
                let message = format!("the page `{route}` links to `{target}`, which does not exist");
                diagnostics.push(
                    Diagnostic::of_file(Code::DeadLink, file, message)
                        .help("correct the link in the text or the template"),
                );
                continue;
            }
            let known =
                read.get(target.as_str()).is_none_or(|page| fragment.is_empty() || page.ids.contains(&fragment));
            if !known {
                let message =
                    format!("the page `{route}` links to `{target}#{fragment}`, an anchor that does not exist");
                diagnostics
                    .push(Diagnostic::of_file(Code::DeadFragment, file, message).help("correct the part behind `#`"));
            }
        }
    }
    diagnostics
}

fn links_of(bytes: &[u8]) -> PageLinks {
    let mut ids = BTreeSet::new();
    let links = std::cell::RefCell::new(BTreeSet::new());
    let html = String::from_utf8_lossy(bytes);
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("*[id]", |element| {
            ids.extend(element.get_attribute("id"));
            Ok(())
        }))
        .append_element_content_handler(element!("a[href], link[href]", |element| {
            // The canonical address is absolute and may not be published yet.
            if element.get_attribute("rel").as_deref() != Some("canonical") {
                links.borrow_mut().extend(element.get_attribute("href"));
            }
            Ok(())
        }))
        .append_element_content_handler(element!("img[src], script[src]", |element| {
            links.borrow_mut().extend(element.get_attribute("src"));
            Ok(())
        }));
    // A page that cannot be read has no links to check; the templates' own checker finds that.
    let _ = rewrite_str(&html, settings);
    PageLinks { ids, links: links.into_inner() }
}

/// Returns the route and fragment that a link of a page leads to; `None` for links out of the site.
fn resolve(route: &str, link: &str) -> Option<(String, String)> {
    let link = link.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"");
    let outside = link.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+')
    });
    if outside || link.starts_with("//") {
        return None;
    }
    let (path, fragment) = link.split_once('#').map_or((link.as_str(), ""), |(path, fragment)| (path, fragment));
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() {
        return Some((route.to_owned(), fragment.to_owned()));
    }
    let mut parts: Vec<&str> = route.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let mut target = parts.join("/");
    if target.is_empty() || target.ends_with('/') {
        target.push_str("index.html");
    }
    Some((target, fragment.to_owned()))
}
