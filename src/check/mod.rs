//! Judges diagnostics, and reads the finished pages for links that lead nowhere.

pub mod leaks;
pub mod links;
pub mod policy;

pub use policy::{Report, report};
