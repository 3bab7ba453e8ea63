//! The only reader of the disk in a build: the project folder -> [`Snapshot`].

mod name_collisions;
pub mod raw;
pub mod snapshot;
pub mod walk;

pub use raw::{RawFiles, RawState, read_raw};
pub use snapshot::{ReadError, Snapshot, SourceFile, read_project, reread_paths};
