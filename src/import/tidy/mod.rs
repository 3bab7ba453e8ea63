//! Decides which lines of a raw document belong to the article and what they are: boilerplate, captions, headline,
//! title, language.
//!
//! `clean` passes the paragraphs of all formats through here.

pub(in crate::import) mod boilerplate;
mod boilerplate_forms;
mod boilerplate_rules;
mod boilerplate_shape;
pub(in crate::import) mod captions;
pub(in crate::import) mod headline;
pub(in crate::import) mod language;
pub(in crate::import) mod line_removal;
pub(in crate::import) mod photo_credit;
pub(in crate::import) mod title;
