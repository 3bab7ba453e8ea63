//! What a build would change: the links gained and lost since the published one, and what made the difference.

pub mod links;

pub use links::{LinkChange, PublishedLinks, compare};
