//! Pages -> the output folder: staged and renamed, only what changed is written, only what is ours is deleted.

pub mod manifest;
pub mod sync;

pub use sync::{Outcome, PublishError, sync};
