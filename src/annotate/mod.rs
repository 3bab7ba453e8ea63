//! One document + the lexicon -> every name in the document, with the reason for each link. It never guesses.
//!
//! `name_scanner` finds candidates on folded tokens (`candidates`) and rejects parts of longer names (`context`),
//! `disambiguation` decides which entity a name means, `entity_linking` puts the steps together. What is not certain
//! goes to the review list with its reason.

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
pub mod unapplied;

pub use crate::timex::DateMention;
pub use annotations::{AmbiguityReason, AmbiguousMention, Annotations, LinkReason, Mention};
pub use enrich::enrich;
pub use entity_linking::{annotate, text_footprint};
pub use quotes::Quote;
