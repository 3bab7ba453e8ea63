//! The texts of the articles there are + a new one -> the article that it repeats. Pure.
//!
//! What a build groups is grouped again from all articles; here each new text is compared with those known that share most
//! with it, and whoever imports is told. Nothing is left out because of it: copies are worth keeping.

use crate::base::SourcePath;
use crate::duplicates::KnownTexts;
use crate::duplicates::Sketch;
use crate::model::Id;
use crate::parse::article;

/// Articles by their words, in the order in which they became known.
#[derive(Default)]
pub(super) struct DuplicateIndex {
    ids: Vec<Id>,
    known: KnownTexts,
}

impl DuplicateIndex {
    /// Adds an article and returns the id of the one that it repeats: the one it shares most words with.
    pub(super) fn find_original_and_insert(&mut self, (id, sketch): (Id, Sketch)) -> Option<Id> {
        let known = self.known.original_of(&sketch).and_then(|number| self.ids.get(number).cloned());
        self.insert((id, sketch));
        known
    }

    /// Adds an article, and asks nothing.
    pub(super) fn insert(&mut self, (id, sketch): (Id, Sketch)) {
        self.ids.push(id);
        self.known.push(sketch);
    }
}

/// Sketches the text of an article's file; `None` for what is no article.
pub(super) fn sketch(id: &str, file: &str) -> Option<(Id, Sketch)> {
    let path = SourcePath::new(&format!("content/articles/{id}.md"));
    let article = article::parse(&path, file.as_bytes()).value?;
    Some((article.id, Sketch::of(&article.body)))
}
