//! Annotated documents -> what the rest of the site may know of them -> the dossier as a whole.
//!
//! Two cuts: a [`Summary`] is made of one document and never of another; [`link`] folds summaries, and [`relink`] folds in
//! and out those that changed. Nothing behind this point sees a body that is not its own page's.

mod candidates;
pub mod copies;
pub mod dossier;
pub mod exchange;
mod known_texts;
pub mod references;
pub mod related;
pub mod sketch;
pub mod summary;
pub mod targets;

pub use copies::{Copies, Grouped, regroup};
pub use dossier::{Dossier, Neighbour, Tag, link};
pub use exchange::{Linked, relink};
pub use known_texts::KnownTexts;
pub use sketch::Sketch;
pub use summary::{ArticleCard, Passage, Slice, Summary, summarise};
pub use targets::{Book, Resolved, Target, Targets};
