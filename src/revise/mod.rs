//! Renames, merges and forgets ids: every reference is rewritten where it stands, comments and layout stay, old ids redirect.

pub mod claims;
pub mod cut;
pub mod forget;
pub mod front;
pub mod plan;
pub mod references;

pub use plan::{ReviseError, Revision, apply, merge, rename};
