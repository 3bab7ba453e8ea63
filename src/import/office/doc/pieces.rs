//! The piece table of an old Word document: where the pieces of its text lie, in 8 or 16 bits a character.

use super::compound::{CompoundFile, len_at, u16_at, u32_at};
use super::damaged;
use crate::import::extracted_document::ExtractionError;
use crate::import::text::code_page::CodePage;
use crate::say;

/// What the main stream of Word 97 and later begins with.
const WORD_MARK: u16 = 0xa5ec;
/// The oldest version with this piece table: Word 97.
const OLDEST_VERSION: u16 = 0xc1;
/// Where the head of the main stream says how long the main text is, and where the piece table lies.
const AT_TEXT_LEN: usize = 76;
const AT_TABLE: usize = 418;
/// The mark of the piece table, after other properties with their own mark.
const PIECES_MARK: u8 = 2;
const PROPERTIES_MARK: u8 = 1;

/// Returns the main text, with the characters that mark paragraphs, cells and fields.
///
/// # Errors
/// If there is none, or it is encrypted, too old or damaged.
pub(super) fn main_text(file: &CompoundFile<'_>) -> Result<String, ExtractionError> {
    let word = file.stream("WordDocument").ok_or_else(|| damaged(&say!(en: "it holds no Word document, or its text", fr: "il ne contient aucun document Word, ou son texte ne se lit pas")))?;
    let (mark, version, flags) = (u16_at(&word, 0), u16_at(&word, 2), u16_at(&word, 10).unwrap_or(0));
    if mark != Some(WORD_MARK) || version.is_none_or(|version| version < OLDEST_VERSION) {
        return Err(damaged(
            &say!(en: "it is of a version before Word 97, which", fr: "il est d’une version antérieure à Word 97, qui ne se lit pas"),
        ));
    }
    if flags & 0x0100 != 0 {
        return Err(ExtractionError::because(
            say!(en: "it is protected by a password; save it without", fr: "il est protégé par un mot de passe ; enregistrez-le sans"),
        ));
    }
    let table = file.stream(if flags & 0x0200 == 0 { "0Table" } else { "1Table" });
    let text = table.and_then(|table| text_of(&word, &table));
    text.ok_or_else(|| damaged(&say!(en: "the table of its text", fr: "la table de son texte ne se lit pas")))
}

fn text_of(word: &[u8], table: &[u8]) -> Option<String> {
    let start = len_at(word, AT_TABLE)?;
    let mut rest = table.get(start..start.checked_add(len_at(word, AT_TABLE + 4)?)?)?;
    while let [PROPERTIES_MARK, after @ ..] = rest {
        rest = after.get(2 + usize::from(u16_at(after, 0)?)..)?;
    }
    let [PIECES_MARK, after @ ..] = rest else { return None };
    let pieces = after.get(4..4_usize.checked_add(len_at(after, 0)?)?)?;
    let n_pieces = pieces.len().checked_sub(4)? / 12;
    let n_characters = len_at(word, AT_TEXT_LEN)?;
    let mut text = String::new();
    let mut last = 0;
    for piece in 0..n_pieces {
        let (from, until) = (len_at(pieces, piece * 4)?, len_at(pieces, piece * 4 + 4)?);
        // Pieces follow each other; else a small file could name the same text without end.
        if from != last || until < from {
            return None;
        }
        last = until;
        let n = until.min(n_characters).saturating_sub(from);
        if n == 0 {
            continue;
        }
        let place = u32_at(pieces, (n_pieces + 1) * 4 + piece * 8 + 2)?;
        let is_narrow = place & 0x4000_0000 != 0;
        let place = usize::try_from(place & 0x3fff_ffff).ok()?;
        if is_narrow {
            let start = place / 2;
            text.push_str(&CodePage::WESTERN.decode(word.get(start..start.checked_add(n)?)?));
        } else {
            let wide = word.get(place..place.checked_add(n.checked_mul(2)?)?)?;
            let units: Vec<u16> = wide.chunks_exact(2).filter_map(|two| u16_at(two, 0)).collect();
            text.push_str(&String::from_utf16_lossy(&units));
        }
        if text.len() > word.len().saturating_mul(4) {
            return None;
        }
    }
    Some(text)
}
