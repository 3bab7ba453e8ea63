//! Decodes bytes to text: the first step for text, Markdown and web pages.
//!
//! Returns text without a byte order mark and with line feeds only, and the name of the encoding found. Invariants:
//! every input gives text or an error, in linear time, and no byte is dropped silently: bytes that no encoding explains
//! become U+FFFD. It does not compose or decompose characters (NFC, NFD) and cleans nothing.

use crate::base::message::{Message, error_in_english};
use crate::say;
use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use sha2::{Digest, Sha256};

/// The name of the encoding that is not reported to the user.
pub(crate) const UTF_8_NAME: &str = "UTF-8";

/// The size of the sample for the detector, in bytes, beginning near the first non-ASCII byte.
const DETECTOR_SAMPLE_BYTES: usize = 1 << 18;

/// Decoded text and its encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DecodedText {
    /// The text, without a byte order mark and with line feeds only.
    pub text: String,
    /// The encoding found, reported to the user unless it is [`UTF_8_NAME`].
    pub encoding: &'static str,
}

/// Why bytes are not a text document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DecodeError {
    /// It contains only white space.
    Empty,
    /// It contains bytes that do not occur in text.
    Binary,
}

impl DecodeError {
    /// Returns it as a sentence fragment.
    #[must_use]
    pub(crate) fn message(self) -> Message {
        match self {
            Self::Empty => {
                say!(en: "the file is empty or contains only white space", fr: "le fichier est vide ou n’a que des espaces")
            }
            Self::Binary => say!(en: "the file is binary, not text", fr: "ce n’est pas un fichier de texte"),
        }
    }
}

error_in_english!(DecodeError);

/// Decodes bytes: UTF-8, UTF-16 with a byte order mark, or the most probable legacy encoding.
///
/// # Errors
///
/// [`DecodeError`] if they contain no text.
pub(crate) fn decode(bytes: &[u8]) -> Result<DecodedText, DecodeError> {
    let DecodedText { text, encoding } = characters(bytes)?;
    if looks_binary(&text) {
        return Err(DecodeError::Binary);
    }
    if text.chars().all(is_invisible) {
        return Err(DecodeError::Empty);
    }
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    Ok(DecodedText { text, encoding })
}

/// Decodes the bytes of a web page. Like [`decode`], but a page that is not UTF-8 may declare its encoding.
///
/// # Errors
///
/// [`DecodeError`] if they contain no text.
pub(crate) fn decode_page(bytes: &[u8]) -> Result<DecodedText, DecodeError> {
    // HTML reads a stray NUL as nothing; text in UTF-16 without a mark has one in every second byte.
    let n_nuls = bytes.iter().filter(|byte| **byte == 0).count();
    if n_nuls > 0 && n_nuls * 1_000 <= bytes.len().max(16_000) && Encoding::for_bom(bytes).is_none() {
        let without: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        return decode_page(&without);
    }
    let declared = declared_encoding(bytes).filter(|_| Encoding::for_bom(bytes).is_none() && !bytes.contains(&0));
    match declared {
        Some(encoding) if std::str::from_utf8(bytes).is_err() => Ok(read_as(encoding, bytes)),
        _ => decode(bytes),
    }
}

/// Returns the encoding that a page names in its first kilobytes, in `<meta charset>`, in `<meta http-equiv>` or in an XML
/// declaration (HTML, 13.2.3.2 "prescan"; simplified: what follows `charset=` or `encoding=` there).
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_ascii_lowercase();
    let label_after = |key: &str| {
        let (_, rest) = head.split_once(key)?;
        let rest = rest.trim_start().trim_start_matches(['"', '\'']);
        let label: &str = rest.split(['"', '\'', ' ', ';', '>', '/', '?']).next()?;
        Encoding::for_label_no_replacement(label.as_bytes())
    };
    label_after("charset=").or_else(|| label_after("encoding=")).filter(|encoding| encoding.is_ascii_compatible())
}

/// Returns the SHA-256 of what a reader gives, in lower-case hexadecimal.
///
/// # Errors
/// If it cannot be read.
pub(in crate::import) fn sha256_of(bytes: &mut impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    io::copy(bytes, &mut hasher)?;
    Ok(format!("{:x}", hasher.finalize()))
}

/// Returns the SHA-256 of the bytes in lower-case hexadecimal (FIPS 180-4).
#[must_use]
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// Returns whether a character is invisible: white space, or a zero-width joiner, space or byte order mark.
pub(in crate::import) fn is_invisible(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn characters(bytes: &[u8]) -> Result<DecodedText, DecodeError> {
    let (marked, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, mark_len)) => (Some(encoding), bytes.get(mark_len..).unwrap_or_default()),
        None => (None, bytes),
    };
    if let Some(encoding) = marked.filter(|encoding| *encoding != UTF_8) {
        return Ok(read_as(encoding, rest));
    }
    if rest.contains(&0) {
        return Err(DecodeError::Binary);
    }
    Ok(match std::str::from_utf8(rest) {
        Ok(text) => DecodedText { text: text.to_owned(), encoding: UTF_8_NAME },
        Err(_) if is_damaged_utf_8(rest) => {
            DecodedText { text: String::from_utf8_lossy(rest).into_owned(), encoding: "damaged UTF-8" }
        }
        Err(_) => read_as(detected(rest), rest),
    })
}

fn read_as(encoding: &'static Encoding, bytes: &[u8]) -> DecodedText {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    DecodedText { text: text.into_owned(), encoding: encoding.name() }
}

/// Returns whether bytes are damaged UTF-8. Well-formed sequences hardly ever arise by chance, so if they clearly
/// outnumber the broken ones the file is UTF-8, and reading it as Windows-1252 would spoil all its accents.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut n_formed, mut n_broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        n_formed += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_formed > 3 * n_broken
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default();
    // A little ASCII before the sample shows the detector which letters surround the accented ones.
    let sample = bytes.get(start.saturating_sub(64)..).unwrap_or_default();
    let sample = sample.get(..DETECTOR_SAMPLE_BYTES).unwrap_or(sample);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() < DETECTOR_SAMPLE_BYTES);
    // French is the prior. Text in another script is still recognised; it only needs more evidence.
    detector.guess(Some(b"fr"), Utf8Detection::Deny)
}

/// Returns whether decoded text looks like binary data. In compressed data, by chance every eighth byte is a control
/// character; text has almost none. Binary data with a UTF-16 byte order mark decodes to lone surrogates instead.
fn looks_binary(text: &str) -> bool {
    let (mut n_characters, mut n_controls, mut n_replaced) = (0_usize, 0_usize, 0_usize);
    for character in text.chars() {
        n_characters += 1;
        match character {
            '\0' => return true,
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' => {}
            char::REPLACEMENT_CHARACTER => n_replaced += 1,
            _ => n_controls += usize::from(character.is_control()),
        }
    }
    n_controls * 12 > n_characters || n_replaced * 3 > n_characters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes).expect("the bytes are text");
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
    }

    fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(to_bytes).collect()
    }

    #[test]
    fn utf_8_is_read_as_it_is_and_loses_its_mark() {
        check("Été à Oslo".as_bytes(), "Été à Oslo", "UTF-8");
        check("\u{feff}Été".as_bytes(), "Été", "UTF-8");
        check("e\u{301}te\u{301}".as_bytes(), "e\u{301}te\u{301}", "UTF-8");
    }

    #[test]
    fn every_line_end_becomes_a_line_feed() {
        check(b"one\r\ntwo\rthree\nfour\r\n", "one\ntwo\nthree\nfour\n", "UTF-8");
    }

    #[test]
    fn windows_1252_is_recognised() {
        check(b"Le pr\xe9fet a \x93sign\xe9\x94 l\x92accord \x80", "Le préfet a “signé” l’accord €", "windows-1252");
        check(b"caf\xe9", "café", "windows-1252");
        check(b"\xc9t\xe9 \xe0 No\xebl, \xe7a va", "Été à Noël, ça va", "windows-1252");
        check(
            b"The caf\xe9 in the square was closed by the mayor.",
            "The café in the square was closed by the mayor.",
            "windows-1252",
        );
    }

    #[test]
    fn other_scripts_are_recognised_where_the_bytes_show_it() {
        let russian = "Министр посетил порт и встретился с рабочими завода.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        check(&bytes, russian, "windows-1251");
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        check(&utf_16("Été\r\n漢", u16::to_le_bytes), "Été\n漢", "UTF-16LE");
        check(&utf_16("Été", u16::to_be_bytes), "Été", "UTF-16BE");
    }

    #[test]
    fn lone_surrogates_and_odd_bytes_become_replacement_characters() {
        check(b"\xff\xfea\0\0\xd8b\0", "a\u{fffd}b", "UTF-16LE");
        check(b"\xff\xfea\0b\0c\0d", "abc\u{fffd}", "UTF-16LE");
    }

    #[test]
    fn a_damaged_utf_8_file_keeps_its_accents() {
        check(
            b"\xc3\x89t\xc3\xa9 \xc3\xa0 la mer d\xc3\xa9mont\xc3\xa9e\xff.",
            "Été à la mer démontée\u{fffd}.",
            "damaged UTF-8",
        );
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_reason() {
        for blank in [&b""[..], b"  \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u{a0}\u{200b}\n".as_bytes()] {
            assert_eq!(decode(blank), Err(DecodeError::Empty), "{blank:?}");
        }
        let scattered = (1..1000_u32).flat_map(|step| step.wrapping_mul(2_654_435_761).to_le_bytes());
        let noise: Vec<u8> = scattered.map(|byte| byte.max(1)).collect();
        for binary in [&b"text\0text"[..], b"\x89PNG\r\n\x1a\n\0\0", b"\x01\x02\x03\x04", &noise] {
            assert_eq!(decode(binary), Err(DecodeError::Binary), "{binary:?}");
        }
        assert_eq!(DecodeError::Binary.to_string(), "the file is binary, not text");
    }

    #[test]
    fn the_checksum_is_lower_case_hexadecimal() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
