//! One document + the lexicon -> every name in the document, with the reason for each link. It never guesses.
//!
//! The dates are found first. `name_scanner` finds candidates on folded tokens (`candidates`) and rejects parts of longer
//! names (`context`), `namesakes` collects who bears each family name, `disambiguation` decides which entity a name means,
//! `entity_linking` puts the steps together. What is not certain
//! goes to the review list with its reason.

mod acronyms;
pub(crate) mod ages;
pub(crate) mod annotations;
mod bearer_hint;
mod bracketed_acronym;
pub mod candidates;
pub(crate) mod context;
pub(crate) mod day_decisions;
pub(crate) mod decisions;
pub(crate) mod disambiguation;
pub(crate) mod enrich;
pub mod entity_linking;
pub(crate) mod figures;
mod first_names;
mod genitive;
mod name_scanner;
mod namesakes;
pub(crate) mod quantities;
pub(crate) mod quantity_table;
pub mod quotes;
pub(crate) mod sentences;
pub(crate) mod unapplied;

pub use crate::timex::DateMention;
pub use annotations::{AmbiguityReason, AmbiguousMention, Annotations, LinkReason, Mention};
pub use enrich::enrich;
pub use entity_linking::{annotate, find_dates, text_footprint};
pub use quotes::Quote;
