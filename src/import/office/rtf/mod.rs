//! Rich Text Format (.rtf, version 1.9.1), as Word, LibreOffice, TextEdit, WordPad and press databases write it.
//!
//! ```text
//! tokens       bytes -> braces, control words, text
//! group_state  what a group inherits: where its text goes, its style
//! tables       the tables of fonts and styles
//! reader       tokens -> StyledDocument
//! ```
//!
//! Our own reader, as the crate at hand knows no table, bookmark, field or note and reads every byte as Latin.

mod group_state;
mod reader;
mod tables;
mod tokens;

pub(in crate::import) use reader::paragraphs;
pub(in crate::import) use tokens::recognises;
