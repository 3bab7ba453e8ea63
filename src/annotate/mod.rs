//! One document + the names -> every name found in it, each with its reason. The heart of dossier: it never guesses.
//!
//! The order of work: find candidates on folded tokens (`candidates`), turn away what is part of a longer name
//! (`context`), decide whose name it is (`resolve`). What is not certain goes to the review list with its reason.

pub mod ages;
pub mod annotated;
pub mod bearers;
mod bridges;
pub mod candidates;
pub mod context;
pub mod dates;
pub mod decide;
pub mod enrich;
pub mod figures;
pub mod language;
mod look;
pub mod quotes;
pub mod resolve;
pub mod sentences;
pub mod words;

pub use annotated::{Annotated, Mention, Review, Rule};
pub use dates::DateFound;
pub use enrich::enrich;
pub use quotes::Quote;
pub use resolve::{annotate, sight};
