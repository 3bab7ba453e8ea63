//! The undecided mentions, one by one, and what people decide about them.

pub mod questions;
pub mod store;

pub use questions::{Candidate, Question, questions};
pub use store::{StoreError, load, update};
