//! Word processor documents: .docx (ECMA-376) and .odt (OpenDocument 1.3), both XML in a ZIP archive.

pub(in crate::import) mod docx;
pub(in crate::import) mod odt;
pub(in crate::import) mod xml;

/// The largest XML part or picture that is read from an archive, in bytes.
const MAX_PART_BYTES: u64 = 64 << 20;
