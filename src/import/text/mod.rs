//! Text: bytes -> characters, lines -> paragraphs, and plain text -> Markdown. The lowest layer of import; it knows no
//! format and no boilerplate.

pub(crate) mod charset;
pub(in crate::import) mod code_page;
pub(in crate::import) mod lines;
pub(in crate::import) mod markdown;
pub(in crate::import) mod paragraphs;
