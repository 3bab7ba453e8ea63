//! Raw documents -> articles. The pure part cleans text and says what it removed and why; `store` writes, never over
//! anything.
//!
//! Deliberately does not guess: an unknown date stays unknown, a line that may belong to the article stays in it.

mod boilerplate;
mod boilerplate_looks;
mod boilerplate_rules;
mod boilerplate_shape;
mod captions;
pub mod charset;
pub mod compose;
mod date_notice;
mod headline;
mod language;
mod lines;
mod markdown;
pub mod markdown_text;
mod paragraphs;
mod photo_credit;
mod remaining;
mod stated_date;
pub mod store;
pub mod text;
mod title;
mod written_date;

pub use compose::{Composed, Given};
pub use store::{Done, ImportError, import};
