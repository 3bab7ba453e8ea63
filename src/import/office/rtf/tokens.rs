//! The bytes of an RTF file as tokens: braces, control words, bytes of text. What they mean is decided by `reader`.

use crate::import::extracted_document::ExtractionError;
use crate::say;

/// The longest name of a control word.
const MAX_NAME_LEN: usize = 32;

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RtfToken<'b> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word: `\par`, `\fs24`.
    Word(&'b str, Option<i32>),
    /// A control symbol: `\~`, `\*`.
    Symbol(u8),
    /// A byte of text, or several, in the code page of the font.
    Text(&'b [u8]),
    /// The bytes after `\bin`.
    Binary(&'b [u8]),
}

/// Returns whether a file begins as RTF.
pub(in crate::import) fn recognises(head: &[u8]) -> bool {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start().starts_with(b"{\\rtf")
}

/// Reads the tokens of a file.
pub(super) struct RtfTokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// All bytes in order, so that a byte written in hexadecimal can be lent as a slice.
static ALL_BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut value = 0_u8;
    loop {
        bytes[value as usize] = value;
        if value == u8::MAX {
            break;
        }
        value += 1;
    }
    bytes
};

impl<'b> RtfTokens<'b> {
    /// Begins at the start of a file.
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Returns the next token; `None` at the end of the file.
    ///
    /// # Errors
    /// If `\bin` announces more bytes than the file has.
    pub(super) fn next_token(&mut self) -> Result<Option<RtfToken<'b>>, ExtractionError> {
        loop {
            let Some(byte) = self.peek(0) else { return Ok(None) };
            match byte {
                b'{' => {
                    self.at += 1;
                    return Ok(Some(RtfToken::Open));
                }
                b'}' => {
                    self.at += 1;
                    return Ok(Some(RtfToken::Close));
                }
                b'\r' | b'\n' | 0 => self.at += 1,
                b'\\' => return self.control(),
                _ => {
                    let start = self.at;
                    while self.peek(0).is_some_and(|byte| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0)) {
                        self.at += 1;
                    }
                    return Ok(Some(RtfToken::Text(self.slice(start, self.at))));
                }
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn slice(&self, start: usize, end: usize) -> &'b [u8] {
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// Reads what follows a backslash.
    fn control(&mut self) -> Result<Option<RtfToken<'b>>, ExtractionError> {
        self.at += 1;
        let Some(first) = self.peek(0) else { return Ok(None) };
        if first == b'\'' {
            let value = |ahead| self.peek(ahead).and_then(|digit| char::from(digit).to_digit(16));
            let Some(value) = value(1).zip(value(2)).and_then(|(high, low)| usize::try_from(high * 16 + low).ok())
            else {
                self.at += 1;
                return Ok(Some(RtfToken::Symbol(b'\'')));
            };
            self.at += 3;
            return Ok(Some(RtfToken::Text(&ALL_BYTES[value..=value])));
        }
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Ok(Some(RtfToken::Symbol(first)));
        }
        let start = self.at;
        while self.at - start < MAX_NAME_LEN && self.peek(0).is_some_and(|byte| byte.is_ascii_alphabetic()) {
            self.at += 1;
        }
        let name = std::str::from_utf8(self.slice(start, self.at)).unwrap_or_default();
        let value = self.number();
        if self.peek(0) == Some(b' ') {
            self.at += 1;
        }
        if name != "bin" {
            return Ok(Some(RtfToken::Word(name, value)));
        }
        let n_bytes = usize::try_from(value.unwrap_or(0)).unwrap_or(0);
        let end = self.at.saturating_add(n_bytes);
        if end > self.bytes.len() {
            return Err(ExtractionError::because(
                say!(en: "it is damaged: at byte {start} it announces {n_bytes} bytes, more than the file has", fr: "il est abîmé : à l’octet {start}, il annonce {n_bytes} octets, plus que le fichier n’en a"),
            ));
        }
        let binary = self.slice(self.at, end);
        self.at = end;
        Ok(Some(RtfToken::Binary(binary)))
    }

    fn number(&mut self) -> Option<i32> {
        let is_negative = self.peek(0) == Some(b'-') && self.peek(1).is_some_and(|byte| byte.is_ascii_digit());
        let mut ahead = usize::from(is_negative);
        let mut value = None;
        while let Some(digit) = self.peek(ahead).filter(u8::is_ascii_digit) {
            value = Some(value.unwrap_or(0_i32).saturating_mul(10).saturating_add(i32::from(digit - b'0')));
            ahead += 1;
        }
        if value.is_some() {
            self.at += ahead;
        }
        value.map(|value| if is_negative { -value } else { value })
    }
}
