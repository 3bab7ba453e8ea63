//! The files of content/media/ that are published: those that something published shows or links to, pictures cleaned.
//!
//! What nobody published refers to stays at home. A picture of a draft, of a hidden person, of the part of a text that
//! may not be quoted is then withheld with it, its name too, without anybody having to think of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::memo::Memo;
use crate::base::{Checked, Code, Diagnostic, KeyBuilder, SourcePath, markup};
use crate::link::{LinkResolver, ResolvedLink, RouteTable};
use crate::media::{self, MediaCleaning};
use crate::model::Route;
use crate::parse::{Article, Body, MarkdownNode};
use crate::source::{Snapshot, SourceFile};
use crate::views::PublishedMedia;

/// Where pictures and documents stand in a project.
const FOLDER: &str = "content/media/";
/// What the author of a dossier writes beside texts that may name a file of media/: the site's settings and its theme.
const TRUSTED: [&str; 2] = [crate::config::site::FILE, "themes/"];

/// What published texts refer to.
pub(super) struct MediaReferences {
    targets: LinkResolver,
    routes: BTreeSet<Route>,
}

impl MediaReferences {
    /// Begins with what the site's settings and theme name.
    pub(super) fn new(snapshot: &Snapshot) -> Self {
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
    pub(super) fn article(&mut self, article: &Article) {
        if let Some(picture) = &article.picture {
            self.add(&article.file, &picture.file.value);
        }
        self.body(&article.file, &article.body);
    }

    /// Adds a text.
    pub(super) fn body(&mut self, file: &SourcePath, body: &Body) {
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

    fn add(&mut self, file: &SourcePath, href: &str) {
        if let ResolvedLink::Internal(route, _) = self.targets.resolve(file, href) {
            self.routes.insert(route);
        }
    }
}

/// Returns the published files, and says of the others that they are not.
pub(super) fn published_media(
    snapshot: &Snapshot,
    references: &MediaReferences,
    memo: &Memo,
    generation: u64,
    diagnostics: &mut Vec<Diagnostic>,
) -> PublishedMedia {
    let files: Vec<(&SourcePath, &SourceFile)> = snapshot.below(FOLDER).collect();
    let cleaned = files.into_par_iter().map(|(path, file)| {
        let route = route(path);
        if !references.routes.contains(&route) {
            return Err(path);
        }
        let checked = memo.media.get_or_compute(file.id, generation, || cleaned(path, &file.bytes));
        let key = KeyBuilder::new("media").key(file.key).finish();
        Ok((route, key, checked))
    });
    let cleaned: Vec<_> = cleaned.collect();
    let mut published = PublishedMedia::new();
    for one in cleaned {
        match one {
            Err(path) => diagnostics.push(unused(path)),
            Ok((route, key, checked)) => {
                diagnostics.extend(checked.diagnostics.iter().cloned());
                if let Some(bytes) = &checked.value {
                    published.insert(route, (key, Arc::clone(bytes)));
                }
            }
        }
    }
    published
}

/// Returns the bytes that are published, if any are.
fn cleaned(path: &SourcePath, bytes: &Arc<[u8]>) -> Checked<Option<Arc<[u8]>>> {
    let with_warning = |value: Option<&[u8]>, code, message: String, help: &str| Checked {
        value: value.map(Arc::from),
        diagnostics: vec![Diagnostic::of_file(code, path, message).help(help)],
    };
    match media::clean(path.as_str(), bytes) {
        MediaCleaning::Clean(clean) if *clean != **bytes => {
            Checked { value: Some(clean.into()), diagnostics: Vec::new() }
        }
        MediaCleaning::Clean(_) | MediaCleaning::Other => {
            Checked { value: Some(Arc::clone(bytes)), diagnostics: Vec::new() }
        }
        MediaCleaning::Unknown(format) => {
            let message = format!("what this {format} picture tells of place, time and camera is published with it");
            let help = "save it as JPEG, PNG or WebP, of which only the picture is published";
            with_warning(Some(bytes), Code::PictureMetadata, message, help)
        }
        MediaCleaning::Broken(format) => {
            let message = format!("this file cannot be read as the {format} that it should be, and is published empty");
            let empty: &[u8] = if format == "SVG" { b"<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>" } else { b"" };
            with_warning(
                Some(empty),
                Code::PictureBroken,
                message,
                "open it in a program for pictures and save it again",
            )
        }
        MediaCleaning::Refused(why) => {
            let help = "save it as a picture, a PDF or plain text, or link to it where it was published";
            with_warning(None, Code::MediaRefused, format!("this file {why}; it is left out"), help)
        }
    }
}

fn unused(path: &SourcePath) -> Diagnostic {
    Diagnostic::of_file(Code::MediaUnused, path, "nothing published shows this file or links to it: it stays at home")
        .help("show it or link to it in a published text, or delete it")
}

fn route(path: &SourcePath) -> Route {
    Route::new(&format!("media/{}", &path.as_str()[FOLDER.len()..]))
}
