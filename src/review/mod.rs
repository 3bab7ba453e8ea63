//! The undecided mentions, one by one, and what people decide about them.

pub mod questions;

pub use questions::{Choice, ReviewQuestion, questions};
