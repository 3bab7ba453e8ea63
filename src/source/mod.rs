//! The only reader of the disk in a build: the project folder -> [`Snapshot`].

pub mod raw;
pub mod snapshot;
mod twins;
pub mod walk;

pub use raw::{RawFiles, RawState, read_raw};
pub use snapshot::{ReadError, Snapshot, SourceFile, read, reread};
