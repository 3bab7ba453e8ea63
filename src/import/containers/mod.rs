//! Containers: files that hold many documents and may be larger than the memory. One file for each format.
//!
//! A container is read piece by piece: its reader is an iterator that gives one [`Piece`] after the other, and `store`
//! takes them in batches. A piece is either the bytes of a document, which the reader of its own format then reads
//! (`formats`, in a child process if it is large), or a document that is known already. Readers here only find where a
//! document begins and ends; they bound each piece, and they do no more than skip what is damaged.

pub(super) mod mbox;

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

use super::extracted_document::{DocumentKey, DocumentMetadata, ExtractedDocument, UnreadDocument};
use super::files_beside::FilesBeside;

/// The pieces of a container, in order. After an error the iterator goes on with the next piece, if there is one.
pub(crate) type Pieces = Box<dyn Iterator<Item = Result<Piece, UnreadDocument>> + Send>;

/// One document of a container.
#[derive(Debug)]
pub(crate) struct Piece {
    /// Where it is, in words: "mail 12".
    pub place: String,
    /// A file name for it: its extension gives the format, the rest an id if it has no title.
    pub name: String,
    /// What tells it from the others.
    pub key: DocumentKey,
    /// Its text.
    pub content: PieceContent,
    /// What the container says about it. It takes precedence over what the document says itself.
    pub about: DocumentMetadata,
}

/// The text of a piece.
#[derive(Debug)]
pub(crate) enum PieceContent {
    /// The bytes of a document in the format of the piece's name.
    Bytes(Vec<u8>),
    /// A document.
    #[expect(dead_code, reason = "mail boxes give bytes; tables will give documents")]
    Document(Box<ExtractedDocument>),
}

/// An open container.
pub(crate) struct ContainerInput {
    /// Its bytes.
    pub bytes: ContainerBytes,
    /// The files beside it.
    #[expect(dead_code, reason = "mail boxes stand alone; digitised newspapers will read their pages")]
    pub beside: FilesBeside,
}

/// The bytes of a container.
pub(crate) enum ContainerBytes {
    /// In a file.
    File(File),
    /// In memory.
    Memory(Cursor<Arc<[u8]>>),
}

impl Read for ContainerBytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Memory(bytes) => bytes.read(buffer),
        }
    }
}

impl Seek for ContainerBytes {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(position),
            Self::Memory(bytes) => bytes.seek(position),
        }
    }
}
