//! The undecided mentions, one by one, and what people decide about them.

pub mod decision_store;
pub mod questions;

pub use decision_store::{DecisionStoreError, load, update};
pub use questions::{Choice, ReviewQuestion, questions};
