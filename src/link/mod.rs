//! Annotated articles -> summaries -> the link index of the dossier; and where links of texts may lead.
//!
//! An [`ArticleSummary`] is made of one article alone. [`link()`] joins all summaries, and [`update_links`] replaces those that
//! changed. No later stage reads the body of an article other than that of its own page.

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
