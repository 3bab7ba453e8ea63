//! The one place that knows every stage, and the only caller of the memo: Snapshot -> [`Built`].
//!
//! A warm build is this same function with some answers already known; it has no other code.

mod annotator;
mod articles;
pub mod build;
mod copies;
pub mod echoes;
pub mod media;
mod memo;
mod protection;
mod sources;
mod texts;
mod withhold;

pub use build::{Built, Options, build, build_as_written, build_once};
pub use memo::Memo;
pub use protection::Protection;
