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
    n_bytes: usize,
}

/// About the most memory for the texts that are kept for comparison, in bytes, so that a mail box of any size is imported
/// in bounded memory. Later articles are compared with the earlier ones only; each build compares all.
const MAX_BYTES: usize = 128 << 20;
/// What a word and a shingle take, in bytes, measured on a mail box of 40,000 mails.
const WORD_BYTES: usize = 8;
const SHINGLE_BYTES: usize = 60;

impl DuplicateIndex {
    /// Adds an article and returns the id of the one that it duplicates: the one with which it shares most words.
    pub(super) fn find_original_and_insert(&mut self, (id, sketch): (Id, Sketch)) -> Option<Id> {
        let known = self.known.original_of(&sketch).and_then(|number| self.ids.get(number).cloned());
        self.insert((id, sketch));
        known
    }

    /// Adds an article without looking for a duplicate.
    pub(super) fn insert(&mut self, (id, sketch): (Id, Sketch)) {
        if self.n_bytes >= MAX_BYTES {
            return;
        }
        self.n_bytes += sketch.n_words() * WORD_BYTES + sketch.n_shingles() * SHINGLE_BYTES;
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
