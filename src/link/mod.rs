//! Annotated documents -> what the rest of the site may know of them -> the dossier as a whole.
//!
//! Two cuts: a [`Summary`] is made of one document and never of another; [`link`] folds summaries, and [`relink`] folds in
//! and out those that changed. Nothing behind this point sees a body that is not its own page's.

pub mod article_weight;
pub mod duplicate_ids;
pub mod incremental;
pub mod index;
pub mod link_checks;
pub mod media_references;
pub mod related;
pub mod resolver;
pub mod summary;
mod tag_key;
pub mod tags;
pub mod targets;
pub mod text_checks;

pub use incremental::{LinkState, update_links};
pub use index::{LinkIndex, Neighbour, link};
pub use resolver::{LinkResolver, ResolvedLink, RouteTable, TargetPage};
pub use summary::{ArticleCard, ArticleSummary, EntityOccurrences, Occurrence, summarise};
pub use tag_key::tag_key;
pub use tags::{Tag, tag_slug};
