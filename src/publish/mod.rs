//! Pages -> the output folder: staged and renamed, only what changed is written, only what is ours is deleted.

pub mod build_record;
pub mod manifest;
mod output;
pub mod sync;

pub use build_record::{BuildRecord, BuildSummary};
pub use sync::{PublishError, SyncOutcome, is_current, sync};
