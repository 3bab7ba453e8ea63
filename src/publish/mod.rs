//! Pages -> the output folder: staged and renamed, only what changed is written, only what is ours is deleted.

pub mod last;
pub mod manifest;
mod output;
pub mod sync;

pub use last::{Last, Said};
pub use sync::{Outcome, PublishError, stands, sync};
