//! A growing index of texts that finds the original of a new text. Importers use it before an article is written. A look-up
//! takes time proportional to the new text, however many texts are known.

use std::collections::{BTreeMap, HashMap};

use super::groups;
use super::sketch::Sketch;

/// Maximum number of texts stored for one shingle, and compared word by word with one text. If many texts are alike, the
/// first ones are enough.
const MAX_FOR_SHINGLE: usize = 16;
const MAX_COMPARED: usize = 32;

/// The known texts, by their shingles.
#[derive(Default)]
pub(crate) struct KnownTexts {
    sketches: Vec<Sketch>,
    by_shingle: HashMap<u64, Vec<usize>>,
}

impl KnownTexts {
    /// Adds a text. Texts are numbered in the order in which they are added, from 0.
    pub(crate) fn push(&mut self, sketch: Sketch) {
        for shingle in sketch.shingles() {
            let known = self.by_shingle.entry(shingle.hash()).or_default();
            if known.len() < MAX_FOR_SHINGLE && known.last() != Some(&self.sketches.len()) {
                known.push(self.sketches.len());
            }
        }
        self.sketches.push(sketch);
    }

    /// Returns the number of the original of this text: the one with most words in common, the first in case of a tie.
    #[must_use]
    pub(crate) fn original_of(&self, sketch: &Sketch) -> Option<usize> {
        let mut n_shared: BTreeMap<usize, usize> = BTreeMap::new();
        for known in sketch.shingles().iter().filter_map(|shingle| self.by_shingle.get(&shingle.hash())).flatten() {
            *n_shared.entry(*known).or_default() += 1;
        }
        let mut near: Vec<(usize, usize)> = n_shared.into_iter().collect();
        near.sort_by_key(|(known, n)| (std::cmp::Reverse(*n), *known));
        near.truncate(MAX_COMPARED);
        let mut near: Vec<usize> = near.into_iter().map(|(known, _)| known).collect();
        near.sort_unstable();
        let nearest = groups::nearest_text(sketch, near.iter().map(|known| &self.sketches[*known]))?;
        near.get(nearest.index).copied()
    }
}
