//! Exports of press databases and of corpus tools: files that hold many articles, each with its fields.
//!
//! ```text
//! a page     -> europresse, factiva, nexis, proquest, regional   -> PressRecord: one article in its fields
//! a text     -> nexis, labelled, corpus_text, gallica
//! XML        -> factiva, corpus_text
//! Word, RTF  -> paragraphs: nexis, factiva, europresse          -> PressRecord
//! PressRecord (fields)                                           -> ExtractedDocument
//! ```
//!
//! A file is recognised by its content, and split before any article is looked for. `fields` and `dates` know what is
//! independent of markup; each database has a file of its own. Nothing outside the fields is text: covers, search terms,
//! certificates, copyright lines and the reader's identity are dropped without being shown.

pub(in crate::import) mod dates;
mod europresse_paragraphs;
mod factiva_paragraphs;
pub(in crate::import) mod fields;
mod nexis_paragraphs;
pub(in crate::import) mod paragraphs;
mod styled_text;
