//! The one place that knows every stage, and the only caller of the memo: Snapshot -> [`Built`].
//!
//! A warm build is this same function with some answers already known; it has no other code.

mod annotate_all;
mod assemble;
pub mod build;
pub mod cascades;
mod content_files;
pub mod incremental;
pub mod media;
mod options;
mod protection;
mod redact;
mod session;
mod text_checks;

pub use build::{BuiltSite, build, build_and_release};
pub use options::{BuildMode, PipelineOptions};
pub use protection::Protection;
pub use session::Memo;
