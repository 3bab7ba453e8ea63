//! Text as it comes: bytes -> characters, lines -> paragraphs, and plain text -> Markdown that reads back as that text.

pub mod charset;
pub(in crate::import) mod lines;
pub(in crate::import) mod markdown;
pub(in crate::import) mod paragraphs;
