//! Documents of word processors: .docx (ECMA-376) and .odt (OpenDocument 1.3), both XML in a ZIP.

pub(in crate::import) mod docx;
pub(in crate::import) mod odt;
mod xml;

/// The largest part of a container that is read, in bytes.
const MAX_PART_BYTES: u64 = 64 << 20;
