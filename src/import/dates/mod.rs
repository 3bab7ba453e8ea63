//! When a document was published: what its text, metadata, file name and URL state, and how certain that is. A guess is
//! never presented as a fact.

pub(in crate::import) mod dateline;
pub(in crate::import) mod infer;
mod update_note;
pub(in crate::import) mod written_date;

pub(in crate::import) use update_note::is_update_note;
