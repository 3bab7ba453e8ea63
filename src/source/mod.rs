//! The project folder -> [`Snapshot`]. The only room that reads the disk for a build.
//!
//! Also reads raw files as received, for `check` alone ([`raw`]).

pub mod limits;
mod name_collisions;
pub mod raw;
pub mod snapshot;
pub mod walk;

pub use raw::{RawFiles, RawState, read_raw};
pub use snapshot::{ReadError, Snapshot, SourceFile, read_project, reread_paths};
