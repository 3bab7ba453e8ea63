//! The one place that knows every stage, and the only caller of the memo: Snapshot -> [`Built`].
//!
//! A warm build is this same function with some answers already known; it has no other code.

mod annotator;
mod articles;
pub mod build;
mod built_site;
pub mod cascades;
mod content_files;
mod copy_grouping;
pub mod media;
mod memo;
mod protection;
mod redact;
mod text_checks;

pub use build::{BuiltSite, PipelineOptions, build, build_as_written, build_once};
pub use memo::Memo;
pub use protection::Protection;
