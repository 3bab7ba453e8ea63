//! Uncertain mentions as questions, and the decisions that people make about them.

pub mod questions;

pub use questions::{Choice, ReviewQuestion, questions};
