//! Documents of word processors: .docx (ECMA-376) and .odt (OpenDocument 1.3), both XML in a ZIP.

pub(in crate::import) mod docx;
pub(in crate::import) mod odt;
mod xml;
