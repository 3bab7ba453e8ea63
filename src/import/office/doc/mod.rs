//! Old Word documents (.doc, MS-DOC, since Word 97): the paragraphs of the main text, without bold type and styles.
//!
//! ```text
//! compound  the streams of a compound file             bytes -> streams by name
//! pieces    the table that says where the text lies    streams -> text
//! text      marks of paragraphs, cells and fields      text -> StyledDocument
//! ```
//!
//! Notes, headers and comments lie behind the main text and are not read. Which words are deleted or hidden lies in tables
//! that are not read either, so the file is said to be read without them.

mod compound;
mod pieces;
mod text;

pub(in crate::import) use compound::recognises;

use crate::base::Message;
use crate::import::extracted_document::ExtractionError;
use crate::import::styled_paragraph::StyledDocument;
use crate::say;

/// Reads a document as paragraphs.
///
/// # Errors
/// If it is no such document, is encrypted or damaged.
pub(in crate::import) fn paragraphs(bytes: &[u8]) -> Result<StyledDocument, ExtractionError> {
    let file = compound::CompoundFile::open(bytes)
        .ok_or_else(|| damaged(&say!(en: "its list of streams", fr: "sa liste de flux ne se lit pas")))?;
    let main = pieces::main_text(&file)?;
    let collector = text::paragraphs_of(&main);
    Ok(StyledDocument { paragraphs: collector.finish()?, ..StyledDocument::default() })
}

/// Returns the error for a part that cannot be read, with a way out.
fn damaged(part: &Message) -> ExtractionError {
    ExtractionError::because(
        say!(en: "{part} cannot be read; open it in LibreOffice or Word and save it as .docx", fr: "{part} ; ouvrez-le dans LibreOffice ou Word et enregistrez-le en .docx"; part),
    )
}
