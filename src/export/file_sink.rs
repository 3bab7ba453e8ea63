//! Where the files of an export go. A format makes them one by one or many at a time, and knows no folder; the command line
//! writes them.

use std::io::{self, Write};

/// Writes a file piece by piece.
pub(crate) type PieceWriter<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// Takes files; names have `/` between their parts. Several threads may give it files at a time.
pub(crate) trait FileSink: Sync {
    /// Takes a file as a whole.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()>;

    /// Takes a file piece by piece, as they are made.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put_pieces(&self, name: &str, write: PieceWriter<'_>) -> io::Result<()>;
}
