//! One document + the names -> every name found in it, each with its reason. The heart of dossier: it never guesses.
//!
//! The order of work: find candidates on folded tokens (`candidates`), turn away what is part of a longer name
//! (`context`), decide whose name it is (`resolve`). What is not certain goes to the review list with its reason.

mod acronyms;
pub mod ages;
pub mod annotations;
pub mod candidates;
pub mod context;
pub mod decisions;
pub mod disambiguation;
pub mod enrich;
pub mod entity_linking;
pub mod figures;
mod name_scanner;
pub mod quotes;
pub mod sentences;

pub use crate::timex::DateMention;
pub use annotations::{AmbiguousMention, Annotations, LinkReason, Mention};
pub use enrich::enrich;
pub use entity_linking::{annotate, text_footprint};
pub use quotes::Quote;
