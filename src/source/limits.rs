//! The size of the largest files that are read.

/// Maximum size of a text file. A page of 16 MiB is of no use, and the limit keeps one file from exhausting memory.
pub(crate) const MAX_TEXT_LEN_BYTES: u64 = 16 * 1024 * 1024;
/// Maximum size of a file of content/media/ and of a theme.
pub(crate) const MAX_MEDIA_LEN_BYTES: u64 = 64 * 1024 * 1024;
