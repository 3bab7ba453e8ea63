//! The size of the largest files that are read.

/// Largest text file that is read. A page of 16 MiB helps nobody, and the limit keeps one file from eating the machine.
pub(crate) const MAX_TEXT_LEN_BYTES: u64 = 16 * 1024 * 1024;
/// Largest file of content/media/ and of a theme.
pub(crate) const MAX_MEDIA_LEN_BYTES: u64 = 64 * 1024 * 1024;
