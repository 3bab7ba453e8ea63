//! Annotations that were made elsewhere, by `dossier annotate`, and that a build takes instead of making its own.
//!
//! They are taken as they are only where they certainly are those of this dossier: the text is the same to the letter, every record
//! that they name exists here, nobody decided anything about the article, and no record is withheld, since a withheld namesake
//! may keep a name from being linked. All others are annotated here. That a *new* record would be found in a text
//! cannot be seen from its annotations: after a change of names annotate again.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::annotate::Annotations;
use crate::base::{Key, KeyBuilder, SourcePath};
use crate::export::annotated_line::{named_records, read_annotations};
use crate::parse::Article;
use crate::registry::Registry;

/// Annotations by the file of their article.
#[derive(Clone, Default)]
pub struct GivenAnnotations {
    articles: BTreeMap<SourcePath, Option<GivenLine>>,
    key: Key,
}

/// The annotations of one line, and the key of its text.
#[derive(Clone)]
pub struct GivenLine {
    annotations: Arc<Annotations>,
    text: Key,
}

impl GivenLine {
    /// Reads a line of `data/articles.jsonl`; `None` if it has no annotations, or none that fit its text.
    #[must_use]
    pub fn read(line: &str) -> Option<Self> {
        let (annotations, text) = read_annotations(line)?;
        Some(Self { annotations: Arc::new(annotations), text })
    }
}

impl GivenAnnotations {
    /// Takes lines, each with the file that its article has in the snapshot; `None` where a line has no annotations.
    #[must_use]
    pub fn new(articles: BTreeMap<SourcePath, Option<GivenLine>>) -> Self {
        let mut key = KeyBuilder::new("given annotations");
        for (file, line) in &articles {
            key.text(file.as_str());
            match line {
                Some(GivenLine { annotations, text }) => key.key(annotations.key()).key(*text),
                None => key.number(0),
            };
        }
        let key = key.finish();
        Self { articles, key }
    }

    /// Returns the key of all of them.
    #[must_use]
    pub fn key(&self) -> Key {
        self.key
    }

    /// Returns how many articles are given.
    #[must_use]
    pub fn n_articles(&self) -> usize {
        self.articles.len()
    }

    /// Returns whether an article is given, whatever becomes of its annotations.
    #[must_use]
    pub(super) fn has(&self, file: &SourcePath) -> bool {
        self.articles.contains_key(file)
    }

    /// Returns the annotations of an article; `None` where they cannot be taken.
    #[must_use]
    pub(super) fn of(&self, article: &Article, registry: &Registry) -> Option<Arc<Annotations>> {
        let line = self.articles.get(&article.file)?.as_ref().filter(|_| registry.withheld.is_empty())?;
        let is_known = || named_records(&line.annotations).all(|id| registry.find(id.as_str()).is_some());
        let is_same = line.text == Key::of(article.body.main_text().as_bytes()) && is_known();
        is_same.then(|| Arc::clone(&line.annotations))
    }
}

impl PartialEq for GivenAnnotations {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for GivenAnnotations {}

impl fmt::Debug for GivenAnnotations {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "GivenAnnotations({} articles)", self.articles.len())
    }
}
