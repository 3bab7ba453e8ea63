//! When a document was published: what its text, metadata, file name and URL state, and how certain that is. A guess is
//! never presented as a fact.

mod date_notice;
pub(in crate::import) mod infer;
pub(in crate::import) mod stated_date;
pub(in crate::import) mod written_date;

pub(in crate::import) use date_notice::is_update_note;
