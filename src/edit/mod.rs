//! Changes to the user's files; the only room that writes below content/ and seeds/.
//!
//! An edit is planned as a list of [`session::FileChange`]s ([`rename_merge`] and [`forget`] for ids and records,
//! [`decision_store`] for decisions, other rooms for their own files). An [`session::EditSession`] then carries it out
//! under a lock: all files or none, and never over a file that was changed in the meantime.

pub mod claims;
pub mod decision_store;
pub mod forget;
pub mod front_matter_list;
pub mod journal;
pub mod references;
pub mod rename_merge;
pub mod session;
pub mod yaml_cut;

pub use decision_store::DecisionStoreError;
pub use rename_merge::{ReviseError, Revision, apply, merge, rename};
