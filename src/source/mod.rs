//! The project folder -> [`Snapshot`]. The only module that reads the disk for a build.
//!
//! Also reads raw files as received, only for `check` (`raw`).

pub mod lexicon_file;
pub(crate) mod limits;
mod name_collisions;
pub(crate) mod raw;
pub(crate) mod snapshot;
pub(crate) mod walk;

pub use raw::{RawFiles, RawState, read_raw};
pub use snapshot::{ReadError, Snapshot, SourceFile, read_project, reread_paths};
