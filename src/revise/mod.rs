//! Renames, merges and forgets ids: every reference is rewritten where it stands, comments and layout stay, old ids redirect.

pub mod claims;
pub mod forget;
pub mod front_matter_list;
pub mod references;
pub mod rename_merge;
pub mod yaml_cut;

pub use rename_merge::{ReviseError, Revision, apply, merge, rename};
