//! Resolves an address in a finished page to a file of the site, as a browser does (WHATWG URL, 4.4), on any host
//! and in a folder alike.

use crate::base::percent;

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum LinkAddress {
    /// To a route of this site, with a fragment; both percent-decoded.
    Inside(String, String),
    /// To another site.
    Outside,
    /// To no page: mail, telephone, data.
    None,
}

/// Resolves an address in the file at `route`; `base_url` is the site's own, or empty.
pub(super) fn resolve(route: &str, link: &str, base_url: &str) -> LinkAddress {
    let link: String = link.trim().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let own = Some(base_url).filter(|base| !base.is_empty()).and_then(|base| link.strip_prefix(base));
    let (rooted, link) = match own {
        Some(rest) => (true, rest),
        None => (false, link.as_str()),
    };
    if !rooted {
        if let Some(scheme) = scheme(link) {
            let web = ["http", "https"].contains(&scheme.to_ascii_lowercase().as_str());
            return if web { LinkAddress::Outside } else { LinkAddress::None };
        }
        if link.starts_with("//") {
            return LinkAddress::Outside;
        }
    }
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = percent::decode_lossy(path.split('?').next().unwrap_or_default());
    let fragment = percent::decode_lossy(fragment.split(":~:").next().unwrap_or_default());
    if path.is_empty() && !rooted {
        return LinkAddress::Inside(route.to_owned(), fragment);
    }
    // A path from the host's root is valid only below the site's own root; a folder has none.
    let from_root = path.strip_prefix(&percent::decode_lossy(root_path(base_url)));
    let (folder, path) = match (rooted, from_root) {
        (true, _) => ("", path.as_str()),
        (false, Some(rest)) => ("", rest),
        (false, None) => (route.rsplit_once('/').map_or("", |(folder, _)| folder), path.as_str()),
    };
    LinkAddress::Inside(join(folder, path), fragment)
}

/// Returns whether a fragment means the top of a page, which needs no anchor.
pub(super) fn needs_no_anchor(fragment: &str) -> bool {
    fragment.is_empty() || fragment.eq_ignore_ascii_case("top")
}

fn scheme(link: &str) -> Option<&str> {
    let (scheme, _) = link.split_once(':')?;
    let good = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    good.then_some(scheme)
}

/// Returns the path of the site's own address: `/dossier/` for `https://example.org/dossier/`, `/` if unknown.
fn root_path(base_url: &str) -> &str {
    let host = base_url.split_once("://").map_or("", |(_, host)| host);
    host.find('/').map_or("/", |at| &host[at..])
}

/// Joins a folder and a path; a path that climbs out of the site keeps its `../` and so matches no route.
fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let is_folder = path.is_empty() || path.ends_with('/') || path.ends_with("/..") || path == ".." || path == ".";
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_none_or(|last| *last == "..") => parts.push(".."),
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    if is_folder {
        parts.push("index.html");
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_browsers_read_them() {
        let base = "https://example.org/dossier/";
        let inside = |route: &str, fragment: &str| LinkAddress::Inside(route.to_owned(), fragment.to_owned());
        for (link, expected) in [
            ("b.html#p%C3%A9", inside("a/b.html", "pé")),
            ("../index.html?x=1", inside("index.html", "")),
            ("..", inside("index.html", "")),
            ("", inside("a/x.html", "")),
            ("#p1:~:text=mot", inside("a/x.html", "p1")),
            ("../../b.html", inside("../b.html", "")),
            ("../m%C3%A9dia/", inside("média/index.html", "")),
            ("https://example.org/dossier/b.html", inside("b.html", "")),
            ("/dossier/b.html", inside("b.html", "")),
            ("https://example.org/b.html", LinkAddress::Outside),
            ("//example.net/", LinkAddress::Outside),
            ("mailto:a@example.org", LinkAddress::None),
            ("data:image/png;base64,AA", LinkAddress::None),
        ] {
            assert_eq!(resolve("a/x.html", link, base), expected, "{link}");
        }
        assert_eq!(resolve("404.html", "/b.html", ""), inside("b.html", ""));
    }
}
