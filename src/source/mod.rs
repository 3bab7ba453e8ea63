//! The only reader of the disk in a build: the project folder -> [`Snapshot`].

pub mod snapshot;

pub use snapshot::{ReadError, Snapshot, SourceFile, read, reread};
