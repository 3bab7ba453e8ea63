//! When a document was published: what it states, what its metadata, its file name and its address say, and how certain that
//! is. Never a guess presented as a fact.

mod date_notice;
pub(in crate::import) mod infer;
pub(in crate::import) mod stated_date;
pub(in crate::import) mod written_date;

pub(in crate::import) use date_notice::is_update_note;
