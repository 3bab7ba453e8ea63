//! Resolves links: ids, files of the project and addresses -> routes of the site.
//!
//! [`super::targets`] fills the table of routes; [`super::link_checks`] reports dead links.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::index::LinkIndex;
use crate::base::{SourcePath, percent};
use crate::model::{ArticleIx, Id, Route, routes};
use crate::parse::body::RAW_PREFIX;

/// Resolves links: the routes that a text may link to, and the current titles of the articles among them.
#[derive(Clone, Debug, Default)]
pub struct LinkResolver {
    routes: Arc<RouteTable>,
    link_index: Arc<LinkIndex>,
}

/// The routes of the site. They depend on ids and files, not on texts.
#[derive(Debug, Default)]
pub struct RouteTable {
    by_id: HashMap<Id, LinkTarget>,
    by_file: BTreeMap<SourcePath, Route>,
    ids: BTreeSet<Id>,
}

/// The target of an id.
#[derive(Clone, Debug)]
pub struct LinkTarget {
    /// The page.
    pub route: Route,
    /// Its title.
    pub title: TargetTitle,
}

/// The title of the page of an id.
#[derive(Clone, Debug)]
pub enum TargetTitle {
    /// The current title of this article of the [`LinkIndex`].
    Article(ArticleIx),
    /// This fixed text.
    Literal(String),
}

/// A page that a text may link to.
#[derive(Clone, Copy, Debug)]
pub struct TargetPage<'a> {
    /// Its route.
    pub route: &'a Route,
    /// Its title.
    pub title: &'a str,
    /// The number of its paragraphs, which links may refer to; `None` if it is not an article.
    pub n_paragraphs: Option<u32>,
    /// Whether only an excerpt of it is published: a paragraph may exist and not be shown.
    pub is_excerpt: bool,
}

impl TargetPage<'_> {
    /// Returns whether the page has the paragraph that a fragment names; any other fragment is accepted.
    #[must_use]
    pub fn has_paragraph(&self, fragment: &str) -> bool {
        let number: Option<u32> = fragment.strip_prefix('p').and_then(|number| number.parse().ok());
        self.n_paragraphs.is_none_or(|n_passages| number.is_none_or(|number| (1..=n_passages).contains(&number)))
    }
}

/// The target of an author's link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolvedLink {
    /// To another site, by an allowed scheme.
    External(String),
    /// An anchor on the same page.
    Fragment(String),
    /// A page or file of this site, with what follows `#` or `?`.
    Internal(Route, String),
    /// None: the page or file does not exist.
    Dead,
    /// An address that is never published, because it would run code or hide data.
    Refused,
}

/// Schemes that a link may use. All others could run code or access the reader's machine.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "doi"];

/// Maximum number of `#` and `?` in an address that are tried as characters of a file name.
const MAX_CUTS: usize = 8;

impl RouteTable {
    /// Adds a page with an id, made from a file.
    pub fn add(&mut self, id: &Id, file: &SourcePath, entry: LinkTarget) {
        self.by_file.insert(file.clone(), entry.route.clone());
        self.by_id.insert(id.clone(), entry);
        self.ids.insert(id.clone());
    }

    /// Adds a former id of a page; it is not offered as a correction.
    pub fn add_former(&mut self, id: &Id, entry: LinkTarget) {
        self.by_id.entry(id.clone()).or_insert(entry);
    }

    /// Adds a file that is published unchanged.
    pub fn add_file(&mut self, file: &SourcePath, route: Route) {
        self.by_file.insert(file.clone(), route);
    }
}

impl LinkResolver {
    /// Combines the routes with the link index that they refer to.
    #[must_use]
    pub fn new(book: Arc<RouteTable>, dossier: Arc<LinkIndex>) -> Self {
        Self { routes: book, link_index: dossier }
    }

    /// Returns the page of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<TargetPage<'_>> {
        let entry = self.routes.by_id.get(id).or_else(|| self.routes.by_id.get(&Id::parse(id).ok()?))?;
        let (label, n_passages, is_cut) = match &entry.title {
            TargetTitle::Literal(words) => (words.as_str(), None, false),
            TargetTitle::Article(index) => {
                let summary = self.link_index.articles.entry(*index)?;
                (summary.card.title.as_str(), Some(summary.n_paragraphs), summary.is_excerpt)
            }
        };
        Some(TargetPage { route: &entry.route, title: label, n_paragraphs: n_passages, is_excerpt: is_cut })
    }

    /// Returns the article that has an id now or had it before.
    #[must_use]
    pub(crate) fn find_article(&self, id: &str) -> Option<ArticleIx> {
        let target = self.routes.by_id.get(id).or_else(|| self.routes.by_id.get(&Id::parse(id).ok()?))?;
        match target.title {
            TargetTitle::Article(index) => Some(index),
            TargetTitle::Literal(_) => None,
        }
    }

    /// Returns the fragment as used on the page: ids of an article's raw HTML have a prefix there.
    #[must_use]
    pub fn anchored(&self, route: &Route, rest: &str) -> String {
        let raw_ids = || {
            let id = routes::article_id(route)?;
            let TargetTitle::Article(index) = self.routes.by_id.get(id)?.title else { return None };
            Some(&self.link_index.articles.entry(index)?.raw_ids)
        };
        match rest.strip_prefix('#').filter(|fragment| !fragment.is_empty()) {
            Some(fragment) if raw_ids().is_some_and(|ids| ids.contains(&percent::decode_lossy(fragment))) => {
                format!("#{RAW_PREFIX}{fragment}")
            }
            _ => rest.to_owned(),
        }
    }

    /// Returns the ids in use, in order, for "did you mean".
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.routes.ids.iter().map(Id::as_str)
    }

    /// Returns the files that a text may link to, in order, for "did you mean".
    pub fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.routes.by_file.keys()
    }

    /// Resolves `href`, written in `file`.
    ///
    /// A relative address is tried from the file's own folder, as Obsidian and a code forge read it, then from content/.
    #[must_use]
    pub fn resolve(&self, file: &SourcePath, href: &str) -> ResolvedLink {
        let href: String = href.chars().filter(|c| !c.is_control()).collect();
        let href = href.trim();
        if let Some(scheme) = scheme(href) {
            let allowed = SCHEMES.contains(&scheme.to_ascii_lowercase().as_str());
            return if allowed { ResolvedLink::External(href.to_owned()) } else { ResolvedLink::Refused };
        }
        if href.starts_with("//") || href.starts_with('\\') {
            return ResolvedLink::Refused;
        }
        if let Some(fragment) = href.strip_prefix('#') {
            return ResolvedLink::Fragment(fragment.to_owned());
        }
        let folder = file.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        // `#` and `?` may be part of a file name, if such a file exists: `<plan #2.png>`.
        let cuts = href.match_indices(['#', '?']).map(|(cut, _)| cut).take(MAX_CUTS).chain([href.len()]);
        for (path, rest) in cuts.map(|cut| href.split_at(cut)) {
            if let Some(route) = self.file(folder, &percent::decode_lossy(path)).or_else(|| self.file(folder, path)) {
                return ResolvedLink::Internal(route.clone(), rest.to_owned());
            }
        }
        ResolvedLink::Dead
    }

    /// Returns the page or file of a path written in a folder.
    fn file(&self, folder: &str, path: &str) -> Option<&Route> {
        let candidates = [join(folder, path), join("content", path.trim_start_matches('/'))];
        candidates.into_iter().flatten().find_map(|candidate| self.routes.by_file.get(&SourcePath::new(&candidate)))
    }
}

/// Returns the scheme of an absolute address (RFC 3986, 3.1).
fn scheme(href: &str) -> Option<&str> {
    let (scheme, _) = href.split_once(':')?;
    let good = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    good.then_some(scheme)
}

/// Joins a folder and a relative path; `None` if it leads out of the project.
fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_resolve_from_the_file_and_never_run_code() {
        let mut book = RouteTable::default();
        book.add_file(&SourcePath::new("content/media/une photo.jpg"), Route::new("media/une photo.jpg"));
        let targets = LinkResolver::new(Arc::new(book), Arc::default());
        let resolve = |href: &str| targets.resolve(&SourcePath::new("content/articles/a.md"), href);
        let photo = ResolvedLink::Internal(Route::new("media/une photo.jpg"), String::new());
        assert_eq!(resolve("../media/une%20photo.jpg"), photo);
        assert_eq!(resolve("media/une photo.jpg"), photo);
        assert_eq!(resolve("/media/une photo.jpg"), photo);
        assert_eq!(resolve("../../../etc/passwd"), ResolvedLink::Dead);
        for (name, hrefs) in [
            ("plan #2.png", ["media/plan #2.png", "media/plan%20%232.png"]),
            ("50%25.png", ["media/50%25.png", "media/50%2525.png"]),
            ("e\u{301}te?.png", ["media/éte?.png", "media/%C3%A9te%3F.png"]),
        ] {
            let mut book = RouteTable::default();
            book.add_file(&SourcePath::new(&format!("content/media/{name}")), Route::new("media/x"));
            let targets = LinkResolver::new(Arc::new(book), Arc::default());
            for href in hrefs {
                let found = targets.resolve(&SourcePath::new("content/articles/a.md"), &format!("{href}#p1"));
                assert_eq!(found, ResolvedLink::Internal(Route::new("media/x"), "#p1".to_owned()), "{href}");
            }
        }
        for bad in [
            "javascript:alert(1)", "JaVa\tScript:alert(1)", "data:text/html,x", "//example.org/x", "vbscript:x",
            "file:///etc/passwd",
        ] {
            assert_eq!(resolve(bad), ResolvedLink::Refused, "{bad}");
        }
    }
}
