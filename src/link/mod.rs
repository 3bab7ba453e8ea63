//! Annotated documents -> what the rest of the site may know of them -> the dossier as a whole.
//!
//! Two cuts: a [`Summary`] is made of one document and never of another; [`link`] folds summaries, and [`relink`] folds in
//! and out those that changed. Nothing behind this point sees a body that is not its own page's.

mod candidate_pairs;
pub mod copies;
pub mod incremental;
pub mod index;
mod known_texts;
pub mod link_checks;
pub mod related;
pub mod resolver;
pub mod sketch;
pub mod summary;

pub use copies::{CopyGroupingState, CopyGroups, update_copy_groups};
pub use incremental::{LinkState, update_links};
pub use index::{LinkIndex, Neighbour, Tag, link};
pub use known_texts::KnownTexts;
pub use resolver::{LinkResolver, ResolvedLink, RouteTable, TargetPage};
pub use sketch::Sketch;
pub use summary::{ArticleCard, ArticleSummary, EntityOccurrences, Occurrence, summarise};
