//! Articles that are copies of one dispatch: sketches of texts -> candidate pairs -> groups.
//!
//! Also holds the difference of two texts that a copy's page shows. Decides nothing about links.

mod candidate_pairs;
pub mod groups;
mod known_texts;
pub mod sketch;
pub mod text_diff;

pub use groups::{CopyGroupingState, CopyGroups, update_copy_groups};
pub use known_texts::KnownTexts;
pub use sketch::Sketch;
