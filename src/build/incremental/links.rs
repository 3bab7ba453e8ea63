//! Delta 5: summaries + groups of copies + registry -> the link index.
//!
//! The update itself is [`crate::link::update_links`], because it reads private lists of the index; this is its call,
//! in the shape of the other deltas.

use std::sync::Arc;

use crate::duplicates::CopyGroups;
use crate::link::{ArticleSummary, LinkState, update_links};
use crate::model::{ArticleIx, List};
use crate::registry::Registry;

/// The inputs of the link index.
pub struct LinkInput {
    /// The summaries, in order of id.
    pub summaries: Arc<List<ArticleIx, Arc<ArticleSummary>>>,
    /// Their groups of copies.
    pub copies: Arc<CopyGroups>,
    /// The records.
    pub registry: Arc<Registry>,
}

/// Returns the link index with the registry that it was linked with. Updates the previous index if the entities and the
/// groups of copies are the same and few summaries changed.
#[must_use]
pub fn update(previous: Option<&LinkState>, input: LinkInput) -> LinkState {
    let LinkInput { summaries, copies, registry } = input;
    let link_index = update_links(previous, summaries, copies, &registry);
    LinkState { link_index, registry }
}
