//! Delta 5: summaries + groups of copies + registry -> the link index.
//!
//! The update itself is [`crate::link::update_links`], because it reads the private lists of the index; this is its call,
//! in the shape of the other deltas.

use std::sync::Arc;

use crate::duplicates::CopyGroups;
use crate::link::{ArticleSummary, LinkState, update_links};
use crate::model::{ArticleIx, List};
use crate::registry::Registry;

/// What the link index is made of.
pub struct LinkInput {
    /// The summaries, in order of id.
    pub summaries: Arc<List<ArticleIx, Arc<ArticleSummary>>>,
    /// Their groups of copies.
    pub copies: Arc<CopyGroups>,
    /// The records.
    pub registry: Arc<Registry>,
}

/// Returns the link index with the registry that it was linked with. The previous index is used if the entities and the
/// groups of copies are the same and few summaries changed.
#[must_use]
pub fn update(previous: Option<&LinkState>, input: LinkInput) -> LinkState {
    let LinkInput { summaries, copies, registry } = input;
    let link_index = update_links(previous, summaries, copies, &registry);
    LinkState { link_index, registry }
}
