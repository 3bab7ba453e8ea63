//! Delta 3: the previous names + the present names -> their difference, so that only texts affected by it are
//! annotated again.
//!
//! The comparison itself is [`LexiconDiff`], in `registry`; this is its call, in the shape of the other deltas. Its law
//! (tests/laws/deltas.rs): a text that the difference does not affect gets the same annotations from both.

use crate::base::Key;
use crate::registry::{Lexicon, LexiconDiff};

/// The difference between the names of two builds.
#[derive(Debug)]
pub struct LexiconChange {
    /// Key of the previous names: only annotations made with these can be kept.
    pub since: Key,
    /// The difference.
    pub diff: LexiconDiff,
}

/// Compares the names with the previous ones. `None` without previous ones, or if they are the same.
#[must_use]
pub fn update(previous: Option<&Lexicon>, lexicon: &Lexicon) -> Option<LexiconChange> {
    let previous = previous.filter(|previous| previous.key != lexicon.key)?;
    Some(LexiconChange { since: previous.key, diff: LexiconDiff::between(previous, lexicon) })
}
