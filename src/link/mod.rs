//! Annotated articles -> summaries -> the link index of the dossier; and the resolution of links in texts.
//!
//! An [`ArticleSummary`] is made from one article alone. [`link()`] joins all summaries, and [`update_links`] replaces those
//! that changed. No later stage reads the body of an article, except for the article's own page.

pub(crate) mod article_weight;
pub(crate) mod duplicate_ids;
pub(crate) mod incremental;
pub(crate) mod index;
pub(crate) mod link_checks;
pub(crate) mod media_references;
pub(crate) mod related;
pub(crate) mod resolver;
pub(crate) mod summary;
mod tag_key;
pub(crate) mod tags;
pub(crate) mod targets;
pub(crate) mod text_checks;

pub use incremental::{LinkState, update_links};
pub use index::{BacklinkIx, LinkIndex, Neighbour, QuotationIx, link};
pub use resolver::{LinkResolver, ResolvedLink, RouteTable, TargetPage};
pub use summary::{ArticleCard, ArticleSummary, EntityOccurrences, Occurrence, summarise};
pub use tag_key::tag_key;
pub use tags::{Tag, tag_slug};
