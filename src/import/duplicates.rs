//! Finds the known article that a new one duplicates. Pure.
//!
//! Compares each new text with the known articles that share most words with it, so that `store` can report a
//! duplicate. It does not group articles: each build does that from all articles. Nothing is left out for being a
//! duplicate, since copies are worth keeping.

use crate::base::SourcePath;
use crate::duplicates::KnownTexts;
use crate::duplicates::Sketch;
use crate::model::Id;
use crate::parse::article;

/// The sketches of all known articles, in the order in which they were added.
#[derive(Default)]
pub(super) struct DuplicateIndex {
    ids: Vec<Id>,
    known: KnownTexts,
}

impl DuplicateIndex {
    /// Adds an article and returns the id of the one that it duplicates: the one with which it shares most words.
    pub(super) fn find_original_and_insert(&mut self, (id, sketch): (Id, Sketch)) -> Option<Id> {
        let known = self.known.original_of(&sketch).and_then(|number| self.ids.get(number).cloned());
        self.insert((id, sketch));
        known
    }

    /// Adds an article without looking for a duplicate.
    pub(super) fn insert(&mut self, (id, sketch): (Id, Sketch)) {
        self.ids.push(id);
        self.known.push(sketch);
    }
}

/// Sketches the text of an article file; `None` if the file does not parse as an article.
pub(super) fn sketch(id: &str, file: &str) -> Option<(Id, Sketch)> {
    let path = SourcePath::new(&format!("content/articles/{id}.md"));
    let article = article::parse(&path, file.as_bytes()).value?;
    Some((article.id, Sketch::of(&article.body)))
}
