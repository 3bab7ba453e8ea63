//! The files of content/media/ that are published: those that something published shows or links to, pictures cleaned.
//!
//! What nobody published refers to stays at home. A picture of a draft, of a hidden person, of the part of a text that
//! may not be quoted is then withheld with it, its name too, without anybody having to think of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::memo::Memo;
use crate::base::{Checked, Code, Diagnostic, Key, KeyBuilder, SourcePath, markup};
use crate::link::{Book, Resolved, Targets};
use crate::media::{self, Cleaned};
use crate::model::Route;
use crate::parse::{Article, Body, Node};
use crate::source::{Snapshot, SourceFile};

/// Where pictures and documents stand in a project.
const FOLDER: &str = "content/media/";
/// What the author of a dossier writes beside texts that may name a file of media/: the site's settings and its theme.
const TRUSTED: [&str; 2] = [crate::config::site::FILE, "themes/"];

/// A published file: its key and its bytes.
pub(super) type Published = BTreeMap<Route, (Key, Arc<[u8]>)>;

/// What published texts refer to.
pub(super) struct References {
    targets: Targets,
    routes: BTreeSet<Route>,
}

impl References {
    /// Begins with what the site's settings and theme name.
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        let mut book = Book::default();
        for (path, _) in snapshot.below(FOLDER) {
            book.add_file(path, route(path));
        }
        let mut references = Self { targets: Targets::new(Arc::new(book), Arc::default()), routes: BTreeSet::new() };
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
        for node in body.nodes.iter().chain(body.notes.iter().flat_map(|note| &note.nodes)) {
            let Node::Html(html) = node else { continue };
            for part in html.split(['"', '\'']).chain(html.split(|c: char| c.is_whitespace() || "=<>\"'".contains(c))) {
                self.add(file, &markup::unescaped(part));
            }
        }
    }

    fn add(&mut self, file: &SourcePath, href: &str) {
        if let Resolved::Inside(route, _) = self.targets.resolve(file, href) {
            self.routes.insert(route);
        }
    }
}

/// Returns the published files, and says of the others that they are not.
pub(super) fn published(
    snapshot: &Snapshot,
    references: &References,
    memo: &Memo,
    generation: u64,
    diagnostics: &mut Vec<Diagnostic>,
) -> Published {
    let files: Vec<(&SourcePath, &SourceFile)> = snapshot.below(FOLDER).collect();
    let cleaned = files.into_par_iter().map(|(path, file)| {
        let route = route(path);
        if !references.routes.contains(&route) {
            return Err(path);
        }
        let checked = memo.media.get_or(file.id, generation, || cleaned(path, &file.bytes));
        let key = KeyBuilder::new("media").key(file.key).finish();
        Ok((route, key, checked))
    });
    let cleaned: Vec<_> = cleaned.collect();
    let mut published = Published::new();
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
    let told = |value: Option<&[u8]>, code, message: String, help: &str| Checked {
        value: value.map(Arc::from),
        diagnostics: vec![Diagnostic::of_file(code, path, message).help(help)],
    };
    match media::clean(path.as_str(), bytes) {
        Cleaned::Clean(clean) if *clean != **bytes => Checked { value: Some(clean.into()), diagnostics: Vec::new() },
        Cleaned::Clean(_) | Cleaned::Other => Checked { value: Some(Arc::clone(bytes)), diagnostics: Vec::new() },
        Cleaned::Unknown(format) => {
            let message = format!("what this {format} picture tells of place, time and camera is published with it");
            let help = "save it as JPEG, PNG or WebP, of which only the picture is published";
            told(Some(bytes), Code::PictureMetadata, message, help)
        }
        Cleaned::Broken(format) => {
            let message = format!("this file cannot be read as the {format} that it should be, and is published empty");
            let empty: &[u8] = if format == "SVG" { b"<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>" } else { b"" };
            told(Some(empty), Code::PictureBroken, message, "open it in a program for pictures and save it again")
        }
        Cleaned::Refused(why) => {
            let help = "save it as a picture, a PDF or plain text, or link to it where it was published";
            told(None, Code::MediaRefused, format!("this file {why}; it is left out"), help)
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
