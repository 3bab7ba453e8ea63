//! Which lines of a raw document are the article: boilerplate, captions, headline, title, language.
//!
//! Every format's paragraphs pass through here, so that the same dispatch gives the same article whatever it came in.

mod boilerplate;
mod boilerplate_forms;
mod boilerplate_rules;
mod boilerplate_shape;
pub(in crate::import) mod captions;
pub(in crate::import) mod headline;
pub(in crate::import) mod language;
pub(in crate::import) mod line_removal;
mod photo_credit;
pub(in crate::import) mod title;
