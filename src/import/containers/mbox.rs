//! Mail boxes (mbox): where each mail begins and ends. `mail` reads the mails.
//!
//! A line that starts with `From ` after a blank line, or first of all, opens a mail; within a mail such a line is
//! quoted as `>From ` (the variant mboxrd of RFC 4155, appendix A: any number of `>`, of which one is taken away).
//! Programs that do not quote write a sender and a date after `From `, so a line without a year in it is text.

use std::io::{BufRead, BufReader};

use super::{ContainerBytes, ContainerInput, ContainerPart, Piece, PieceContent, Pieces, lost};
use crate::base::message::{Message, io_reason};
use crate::import::extracted_document::{DocumentKey, DocumentMetadata, ExtractionError};
use crate::say;
use crate::source::limits::MAX_MEDIA_LEN_BYTES;

/// The longest line that is looked at whole, in bytes; a longer one opens no mail.
const MAX_LINE_BYTES: usize = 64 << 10;

/// Returns whether a file begins as a mail box: a `From ` line, then a header.
pub(in crate::import) fn recognises(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut lines = head.split(|byte| *byte == b'\n');
    let opens = lines.next().is_some_and(|line| is_separator(line.strip_suffix(b"\r").unwrap_or(line)));
    opens && lines.next().is_some_and(|line| line.iter().take(80).any(|byte| *byte == b':'))
}

/// Returns the mails of a mail box.
///
/// # Errors
/// None: a file without a mail has no pieces.
pub(in crate::import) fn pieces(_name: &str, input: ContainerInput) -> Result<Pieces, ExtractionError> {
    Ok(Box::new(Mails { lines: BufReader::with_capacity(1 << 20, input.bytes), n: 0, opened: false, ended: false }))
}

struct Mails {
    lines: BufReader<ContainerBytes>,
    /// The number of mails given so far.
    n: usize,
    /// Whether the separator of the next mail was read.
    opened: bool,
    ended: bool,
}

impl Iterator for Mails {
    type Item = ContainerPart;

    fn next(&mut self) -> Option<Self::Item> {
        // Empty mails are passed over; a box may have any number of them.
        while !self.ended {
            let mail = self.read_mail();
            if mail.is_some() {
                return mail;
            }
        }
        None
    }
}

impl Mails {
    /// Reads to the beginning of the next mail; `None` if there is nothing before it.
    fn read_mail(&mut self) -> Option<ContainerPart> {
        let mut mail: Vec<u8> = Vec::new();
        let mut n_bytes: u64 = 0;
        let mut after_blank = true;
        let mut line = Vec::new();
        let mut starts_line = true;
        loop {
            line.clear();
            match read_line(&mut self.lines, &mut line) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(_) => {}
                Err(error) => {
                    self.ended = true;
                    self.n += 1;
                    let why = io_reason(&error);
                    let reason = say!(
                        en: "the mail box cannot be read from here on: {why}",
                        fr: "la boîte aux lettres ne se lit plus à partir d’ici : {why}"; why
                    );
                    return Some(lost(self.place(), reason));
                }
            }
            let ends_line = line.last() == Some(&b'\n');
            let bare = line.strip_suffix(b"\n").unwrap_or(&line);
            let bare = bare.strip_suffix(b"\r").unwrap_or(bare);
            if starts_line && after_blank && is_separator(bare) {
                let is_first = !self.opened;
                self.opened = true;
                // What precedes the first separator is no mail.
                if !is_first {
                    break;
                }
                mail.clear();
                n_bytes = 0;
                continue;
            }
            after_blank = starts_line && bare.is_empty();
            let n_marks = bare.iter().take_while(|byte| **byte == b'>').count();
            let is_quoted = starts_line && n_marks > 0 && bare[n_marks..].starts_with(b"From ");
            starts_line = ends_line;
            n_bytes += u64::try_from(line.len()).unwrap_or(u64::MAX);
            if n_bytes <= MAX_MEDIA_LEN_BYTES {
                mail.extend_from_slice(&line[usize::from(is_quoted)..]);
            }
        }
        if !self.opened || mail.iter().all(u8::is_ascii_whitespace) {
            return None;
        }
        self.n += 1;
        if n_bytes > MAX_MEDIA_LEN_BYTES {
            return Some(lost(
                self.place(),
                say!(en: "it is larger than {n} MiB", fr: "il dépasse {n} Mio", n = MAX_MEDIA_LEN_BYTES >> 20),
            ));
        }
        Some(ContainerPart::Piece(Box::new(Piece {
            place: self.place(),
            name: format!("mail-{}.eml", self.n),
            key: message_id(&mail).map_or(DocumentKey::Place(self.n), DocumentKey::Number),
            content: PieceContent::Bytes(mail),
            about: DocumentMetadata::default(),
            is_page: false,
        })))
    }

    fn place(&self) -> Message {
        say!(en: "mail {n}", fr: "courriel {n}", n = self.n)
    }
}

/// Reads to the end of a line, or [`MAX_LINE_BYTES`] of it. Returns the number of bytes; 0 at the end.
fn read_line(lines: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<usize> {
    loop {
        let buffer = lines.fill_buf()?;
        if buffer.is_empty() {
            return Ok(line.len());
        }
        let wanted = buffer.len().min(MAX_LINE_BYTES - line.len());
        let (n, ends) = match memchr::memchr(b'\n', &buffer[..wanted]) {
            Some(at) => (at + 1, true),
            None => (wanted, line.len() + wanted >= MAX_LINE_BYTES),
        };
        line.extend_from_slice(&buffer[..n]);
        lines.consume(n);
        if ends {
            return Ok(line.len());
        }
    }
}

/// Returns whether a line separates mails: `From anne@example.org Tue Mar 12 09:41:00 2024`.
fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let is_year = |word: &[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    let is_time = |word: &[u8]| word.len() >= 5 && word[0].is_ascii_digit() && word.contains(&b':');
    let words: Vec<&[u8]> = rest.split(|byte| *byte == b' ').filter(|word| !word.is_empty()).take(12).collect();
    words.iter().any(|word| is_year(word)) && words.iter().any(|word| is_time(word))
}

/// Returns the Message-ID in the header of a mail.
fn message_id(mail: &[u8]) -> Option<String> {
    let mut lines = mail.split(|byte| *byte == b'\n').take(500).take_while(|line| !line.trim_ascii().is_empty());
    let line = lines.find(|line| line.len() > 11 && line[..11].eq_ignore_ascii_case(b"message-id:"))?;
    let id = std::str::from_utf8(line[11..].trim_ascii()).ok()?;
    let id = id.trim_start_matches('<').trim_end_matches('>');
    (!id.is_empty() && id.len() < 500 && id.chars().all(|character| character.is_ascii_graphic()))
        .then(|| id.to_owned())
}
