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
    lines: BTreeMap<SourcePath, Arc<str>>,
    key: Key,
}

impl GivenAnnotations {
    /// Takes lines of `data/articles.jsonl`, each with the file that its article has in the snapshot.
    #[must_use]
    pub fn new(lines: BTreeMap<SourcePath, Arc<str>>) -> Self {
        let mut key = KeyBuilder::new("given annotations");
        for (file, line) in &lines {
            key.text(file.as_str()).text(line);
        }
        let key = key.finish();
        Self { lines, key }
    }

    /// Returns the key of all of them.
    #[must_use]
    pub fn key(&self) -> Key {
        self.key
    }

    /// Returns the files of the articles that are given.
    pub fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.lines.keys()
    }

    /// Returns whether an article is given, whatever becomes of its annotations.
    #[must_use]
    pub(super) fn has(&self, file: &SourcePath) -> bool {
        self.lines.contains_key(file)
    }

    /// Returns the annotations of an article; `None` where they cannot be taken.
    #[must_use]
    pub(super) fn of(&self, article: &Article, registry: &Registry) -> Option<Annotations> {
        let line = self.lines.get(&article.file).filter(|_| registry.withheld.is_empty())?;
        let annotations = read_annotations(line, article.body.main_text())?;
        let is_known = named_records(&annotations).all(|id| registry.find(id.as_str()).is_some());
        is_known.then_some(annotations)
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
        write!(out, "GivenAnnotations({} articles)", self.lines.len())
    }
}
