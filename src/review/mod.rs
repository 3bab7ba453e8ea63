//! Uncertain mentions as questions, and the decisions that people make about them.

pub(crate) mod questions;

pub(crate) use questions::{ReviewQuestion, questions};
