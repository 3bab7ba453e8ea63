//! Containers: files that hold many documents and may be larger than the memory. One file for each format.
//!
//! A container is read piece by piece: its reader is an iterator that gives one [`Piece`] after the other, and `store`
//! takes them in batches. A piece is either the bytes of a document, which the reader of its own format then reads
//! (`formats`, in a child process if it is large), or a document that is known already. Readers here only find where a
//! document begins and ends and what is said about it; they bound each piece, and they do no more than skip what is
//! damaged.

pub(super) mod alto;
pub(super) mod bibtex;
mod collected_item;
pub(super) mod enex;
pub(super) mod feed;
mod http_body;
mod item_days;
mod item_fields;
pub(super) mod item_property;
mod json_export;
pub(super) mod json_items;
pub(super) mod mbox;
pub(super) mod mets;
mod reference;
pub(super) mod ris;
pub(super) mod table;
mod table_columns;
pub(super) mod tei;
pub(super) mod wacz;
pub(super) mod warc;
pub(super) mod workbook;
mod xml_tree;
pub(super) mod zotero_rdf;

use super::byte_source::ContainerBytes;
use super::extracted_document::{DocumentKey, DocumentMetadata, ExtractedDocument, ExtractedFile, UnreadDocument};
use super::files_beside::FilesBeside;
use crate::base::Message;
use crate::say;

/// What a container holds, in order. After an error the iterator goes on with the next piece, if there is one.
pub(crate) type Pieces = Box<dyn Iterator<Item = ContainerPart> + Send>;

/// One step in the reading of a container.
#[derive(Debug)]
pub(crate) enum ContainerPart {
    /// A document.
    Piece(Box<Piece>),
    /// A document that cannot be read.
    Unread(UnreadDocument),
    /// What the user should know of the container as a whole: a sentence fragment that continues its name.
    Notice(Message),
    /// A file beside the container, by its relative path, that is read as a part of it and not by itself.
    Claim(String),
}

/// One document of a container.
#[derive(Debug)]
pub(crate) struct Piece {
    /// Where it is, in words: "mail 12".
    pub place: Message,
    /// A file name for it: its extension gives the format, the rest an id if it has no title.
    pub name: String,
    /// What distinguishes it from the others.
    pub key: DocumentKey,
    /// Its text.
    pub content: PieceContent,
    /// What the container says about it. It takes precedence over what the document says itself.
    pub about: DocumentMetadata,
    /// Whether it is a page of a web archive. It may be no article, and only its text shows whether it is a new version
    /// of the page at its address.
    pub is_page: bool,
}

/// The text of a piece.
#[derive(Debug)]
pub(crate) enum PieceContent {
    /// The bytes of a document in the format of the piece's name.
    Bytes(Vec<u8>),
    /// A document.
    Document(Box<ExtractedDocument>),
}

/// An open container.
pub(crate) struct ContainerInput {
    /// Its bytes.
    pub bytes: ContainerBytes,
    /// The files beside it.
    pub beside: FilesBeside,
}

/// Returns a number with the words for one or several; `None` for zero.
fn counted(n: usize, one: (&str, &str), several: (&str, &str)) -> Option<Message> {
    let (en, fr) = if n == 1 { one } else { several };
    (n > 0).then(|| say!(en: "{n} {en}", fr: "{n} {fr}"))
}

/// Returns how many entries of a feed have only a summary; `None` for zero.
fn counted_summaries(n: usize) -> Option<Message> {
    let one = ("entry has only a summary and is left out", "entrée n’a qu’un résumé et est laissée de côté");
    counted(
        n,
        one,
        ("entries have only a summary and are left out", "entrées n’ont qu’un résumé et sont laissées de côté"),
    )
}

/// Makes a loss of what is at a place of a container.
fn lost(place: Message, reason: Message) -> ContainerPart {
    ContainerPart::Unread(UnreadDocument { place, reason, is_loss: true })
}

/// Returns the documents of a container as a file that is read whole, in a child process.
fn as_file(parts: impl Iterator<Item = ContainerPart>) -> ExtractedFile {
    let mut file = ExtractedFile::default();
    let mut notices: Vec<Message> = Vec::new();
    for part in parts {
        match part {
            ContainerPart::Piece(piece) => {
                if let PieceContent::Document(document) = piece.content {
                    let is_record = piece.about.date.as_ref().is_some_and(|date| date.is_publication);
                    file.documents.push(ExtractedDocument {
                        about: piece.about,
                        key: Some(piece.key),
                        is_record,
                        ..*document
                    });
                }
            }
            ContainerPart::Unread(unread) => file.unread.push(unread),
            ContainerPart::Notice(notice) => notices.push(notice),
            ContainerPart::Claim(_) => {}
        }
    }
    file.notice = Message::clauses(&notices);
    file
}
