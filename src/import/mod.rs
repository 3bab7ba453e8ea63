//! Import: raw documents -> article files.
//!
//! ```text
//! inputs      paths on the command line: files, folders, ZIPs, stdin          -> InputDocument
//! formats     bytes of one document, read by its format's reader              -> ExtractedDocument
//!   text/ web/ office/ pdf/ mail   the readers; `runs` writes their Markdown
//! clean       no boilerplate; headline, captions (tidy/), what lines state (head/) -> CleanedDocument
//! compose     front matter and body                                           -> ComposedArticle
//! duplicates  finds a known article with the same text
//! store       writes the article, never over a file; keeps the raw document   -> ImportOutcome
//! ```
//!
//! Only `inputs`, `store` and `sandbox` do input or output; the rest is pure. Import does not guess: an unknown date
//! stays unknown, and a line that may belong to the article stays in it. It never fetches anything.

pub(crate) mod clean;
mod clean_markdown;
pub(crate) mod cleaned_document;
mod clipped_text;
pub mod compose;
mod dates;
mod duplicates;
pub(crate) mod extracted_document;
mod foreign_keys;
pub(crate) mod formats;
mod head;
pub(crate) mod inputs;
mod mail;
mod office;
mod own_front_matter;
mod pdf;
mod picture;
mod runs;
pub(crate) mod sandbox;
pub(crate) mod store;
pub(crate) mod text;
mod tidy;
mod web;
mod yaml_scalar;
mod zip_container;

pub use compose::{ComposedArticle, Overrides};
pub use store::{ImportError, ImportOutcome};
