//! Delta 3: the previous names + the names now -> what differs, so that only texts that can see the difference are
//! annotated again.
//!
//! The comparison itself is [`LexiconDiff`], in the room of the lexicon; this is its call, in the shape of the other
//! deltas. Its law (tests/laws/deltas.rs): a text that the difference does not affect is annotated alike with both.

use crate::base::Key;
use crate::registry::{Lexicon, LexiconDiff};

/// What differs between the names of two builds.
#[derive(Debug)]
pub struct LexiconChange {
    /// Key of the previous names: only annotations made with these can be kept.
    pub since: Key,
    /// What differs.
    pub diff: LexiconDiff,
}

/// Compares the names with the previous ones. `None` without previous ones, or if they are the same.
#[must_use]
pub fn update(previous: Option<&Lexicon>, lexicon: &Lexicon) -> Option<LexiconChange> {
    let previous = previous.filter(|previous| previous.key != lexicon.key)?;
    Some(LexiconChange { since: previous.key, diff: LexiconDiff::between(previous, lexicon) })
}
