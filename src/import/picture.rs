//! Recognises pictures that may be published, by their content and never by their name. A picture of text can become an
//! article without text, if the user says so.

use super::extracted_document::{ExtractedDocument, ExtractedPicture, ExtractionError};
use crate::say;

/// The largest picture that is imported, in bytes.
pub(super) const MAX_PICTURE_BYTES: usize = 16 << 20;
/// Anything smaller is a tracking pixel or an icon, in bytes.
const MIN_PICTURE_BYTES: usize = 512;

/// Returns the file extension of a JPEG, PNG, GIF or WebP picture; `None` for everything else, as SVG can run scripts.
pub(super) fn ending(bytes: &[u8]) -> Option<&'static str> {
    if !(MIN_PICTURE_BYTES..=MAX_PICTURE_BYTES).contains(&bytes.len()) {
        return None;
    }
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("png"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ => None,
    }
}

/// Reads a picture as a document without text.
///
/// # Errors
/// If it is not a picture that may be published.
pub(super) fn read(_name: &str, bytes: &[u8]) -> Result<ExtractedDocument, ExtractionError> {
    ending(bytes)
        .ok_or_else(|| ExtractionError::because(say!(en: "it is no JPEG, PNG, GIF or WebP picture of 512 bytes to 16 MiB", fr: "ce n’est pas une image JPEG, PNG, GIF ou WebP de 512 octets à 16 Mio")))?;
    Ok(ExtractedDocument {
        picture: Some(ExtractedPicture::Inside(bytes.to_vec())),
        without_text: Some(
            say!(en: "it is a picture: text recognition (OCR) makes text of it; with --as-picture it becomes an article without \
             text that shows it", fr: "c’est une image : la reconnaissance de caractères (OCR) en tire un texte ; avec `--as-picture`, elle devient un article sans texte qui la montre"),
        ),
        ..ExtractedDocument::default()
    })
}
