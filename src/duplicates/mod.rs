//! Finds articles that are copies of one dispatch: sketches of texts -> candidate pairs -> groups.
//!
//! Also computes the difference of two texts, for pages that compare copies. Decides nothing about links.

mod candidate_pairs;
pub(crate) mod groups;
mod known_texts;
pub(crate) mod sentence_diff;
pub(crate) mod sketch;
pub(crate) mod text_diff;

pub(crate) use groups::{CopyGroupingState, CopyGroups, update_copy_groups};
pub(crate) use known_texts::KnownTexts;
pub(crate) use sketch::Sketch;
