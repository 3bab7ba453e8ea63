//! Decides which files of content/media/ are published: those that published texts, settings or the theme refer to.
//!
//! All other files are withheld. So a picture of a draft, of a hidden person or of the withheld part of an excerpt is
//! withheld with it, including its name. [`crate::media`] decides how a file is cleaned.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::resolver::{LinkResolver, ResolvedLink, RouteTable};
use crate::base::{SourcePath, markup};
use crate::model::Route;
use crate::parse::{Article, Body, MarkdownNode, RecordPicture};
use crate::source::Snapshot;

/// The folder of pictures and documents.
pub(crate) const FOLDER: &str = "content/media/";
/// Files other than texts that may refer to a file of media/: the site's settings and its theme.
const TRUSTED: [&str; 2] = [crate::config::site::FILE, "themes/"];

/// The files of content/media/ that published texts refer to.
pub(crate) struct MediaReferences {
    targets: LinkResolver,
    routes: BTreeSet<Route>,
}

impl MediaReferences {
    /// Starts with the files that the site's settings and theme refer to.
    #[must_use]
    pub(crate) fn new(snapshot: &Snapshot) -> Self {
        let mut routes = RouteTable::default();
        for (path, _) in snapshot.below(FOLDER) {
            routes.add_file(path, route(path));
        }
        let mut references =
            Self { targets: LinkResolver::new(Arc::new(routes), Arc::default()), routes: BTreeSet::new() };
        if snapshot.below(FOLDER).next().is_some() {
            let site = SourcePath::new(TRUSTED[0]);
            for (path, file) in TRUSTED.iter().flat_map(|folder| snapshot.below(folder)) {
                let Ok(text) = std::str::from_utf8(&file.bytes) else { continue };
                let words = text.split(|c: char| c.is_whitespace() || "\"'()<>={}[],;".contains(c));
                for word in words.filter_map(|word| Some(&word[word.find("media/")?..])) {
                    references.add(if path.as_str() == TRUSTED[0] { path } else { &site }, word);
                }
            }
        }
        references
    }

    /// Adds an article: its text and its lead picture.
    pub(crate) fn add_article(&mut self, article: &Article) {
        if let Some(picture) = &article.picture {
            self.add(&article.file, &picture.file.value);
        }
        self.add_body(&article.file, &article.body);
    }

    /// Adds the picture of a record.
    pub(crate) fn add_picture(&mut self, file: &SourcePath, picture: &RecordPicture) {
        self.add(file, &picture.file.value);
    }

    /// Adds a text.
    pub(crate) fn add_body(&mut self, file: &SourcePath, body: &Body) {
        for link in &body.links {
            self.add(file, &link.href);
        }
        if !body.has_html {
            return;
        }
        for node in body.nodes.iter().chain(body.footnotes.iter().flat_map(|note| &note.nodes)) {
            let MarkdownNode::Html(html) = node else { continue };
            let html = html.replace("&amp;", "&");
            for part in html.split(['"', '\'']).chain(html.split(|c: char| c.is_whitespace() || "=<>\"'".contains(c))) {
                self.add(file, &markup::unescaped(part));
            }
        }
    }

    /// Returns whether something refers to a file.
    #[must_use]
    pub(crate) fn contains(&self, route: &Route) -> bool {
        self.routes.contains(route)
    }

    fn add(&mut self, file: &SourcePath, href: &str) {
        if let ResolvedLink::Internal(route, _) = self.targets.resolve(file, href) {
            self.routes.insert(route);
        }
    }
}

/// Returns the route of a file of [`FOLDER`].
#[must_use]
pub(crate) fn route(path: &SourcePath) -> Route {
    Route::new(&format!("media/{}", &path.as_str()[FOLDER.len()..]))
}
