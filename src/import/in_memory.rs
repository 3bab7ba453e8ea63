//! Every document of a file or a container that is in memory -> articles, in this process and without a project: what tests
//! of hostile input call. `pipeline` does the same batch by batch, with child processes and files beside.

use std::io::Cursor;

use super::byte_source::ContainerBytes;
use super::compose::{ComposeError, ComposedArticle, Overrides, compose_extracted};
use super::containers::{ContainerInput, ContainerPart, PieceContent};
use super::extracted_document::RawIdentity;
use super::extracted_document::{ExtractedDocument, ExtractionError};
use super::files_beside::FilesBeside;
use super::text::charset::sha256_hex;
use super::{formats, unknown_format};
use crate::say;

/// The most documents that are read.
const MAX_DOCUMENTS: usize = 1_000;

/// Makes an article from each document of a file. `name` is its file name, which may determine the format.
///
/// # Errors
/// If the file cannot be read. What a container cannot read is left out.
pub fn compose_all(name: &str, bytes: &[u8], overrides: &Overrides) -> Result<Vec<ComposedArticle>, ComposeError> {
    let sha256 = sha256_hex(bytes);
    let article = |name: &str, document: ExtractedDocument| {
        let identity = RawIdentity { sha256: sha256.clone(), key: document.key.clone() };
        compose_extracted(name, document, identity, overrides).ok()
    };
    let format = formats::format_of(name, bytes).ok_or_else(|| unknown_format::unknown(name))?;
    let Some(open) = formats::container_reader(format) else {
        let documents = formats::extract(name, bytes)?.documents.into_iter().take(MAX_DOCUMENTS);
        return Ok(documents.filter_map(|document| article(name, document)).collect());
    };
    let bytes = ContainerBytes::Memory(Cursor::new(bytes.into()));
    let parts = open(name, ContainerInput { bytes, beside: FilesBeside::None })?;
    let articles = parts.take(MAX_DOCUMENTS).filter_map(|part| {
        let ContainerPart::Piece(piece) = part else { return None };
        let read: Result<ExtractedDocument, ExtractionError> = match piece.content {
            PieceContent::Document(document) => Ok(*document),
            PieceContent::Bytes(bytes) => {
                let file = formats::extract(&piece.name, &bytes);
                file.and_then(|file| {
                    file.documents
                        .into_iter()
                        .next()
                        .ok_or_else(|| ExtractionError::because(say!(en: "empty", fr: "vide")))
                })
            }
        };
        let mut document = read.ok()?;
        document.about = piece.about.or(document.about);
        document.key = Some(piece.key);
        article(&piece.name, document)
    });
    Ok(articles.collect())
}
