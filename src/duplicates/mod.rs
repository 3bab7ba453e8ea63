//! Articles that are copies of one dispatch: sketches of texts -> candidate pairs -> groups.
//!
//! Also holds the difference of two texts that a copy's page shows. Decides nothing about links.

mod candidate_pairs;
pub(crate) mod groups;
mod known_texts;
pub(crate) mod sketch;
pub(crate) mod text_diff;

pub(crate) use groups::{CopyGroupingState, CopyGroups, update_copy_groups};
pub(crate) use known_texts::KnownTexts;
pub(crate) use sketch::Sketch;
