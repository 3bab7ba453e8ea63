//! Raw documents -> articles.
//!
//! ```text
//! gather      what the paths name: files, folders, ZIPs, standard input        -> Document
//! formats     one document's bytes -> what it says, by the table of formats    -> Understood
//!   text/ web/ office/ pdf/ mail     one reader each; runs writes their Markdown
//! clean       boilerplate out, headline, captions (tidy/), stated date (dates/) -> Cleaned
//! compose     front matter and body                                             -> Composed
//! repeats     in a dry run: which known article has the same text
//! store       writes, never over anything; keeps the raw document
//! ```
//!
//! All but `gather`, `store` and `contained` is pure. Deliberately does not guess: an unknown date stays unknown, a line that
//! may belong to the article stays in it. Nothing is ever fetched.

pub mod clean;
mod clean_markdown;
pub mod cleaned_document;
pub mod compose;
mod dates;
mod duplicates;
pub mod extracted_document;
pub mod formats;
pub mod inputs;
mod mail;
mod office;
mod own_front_matter;
mod pdf;
mod picture;
mod runs;
pub mod sandbox;
pub mod store;
pub mod text;
mod tidy;
mod web;
mod zip_container;

pub use compose::{ComposedArticle, Overrides};
pub use store::{ImportError, ImportOutcome};
