//! RIS, the format of references that all reference managers write: lines `TI  - value` from `TY` to `ER`.
//!
//! Each reference is an article: with the text of a file beside it (`L1`, `L4`), or else of `rights: reference` with its
//! abstract. What dossier exports is read back.

use std::io::{BufRead, BufReader, Read};

use super::collected_item::SeenItems;
use super::reference::{Reference, spoken_name};
use super::{ContainerBytes, ContainerInput, ContainerPart, Pieces, lost};
use crate::base::message::io_reason;
use crate::import::extracted_document::ExtractionError;
use crate::say;
use crate::source::limits::{MAX_MEDIA_LEN_BYTES, MAX_TEXT_LEN_BYTES};

/// Returns whether a file begins as a list of references.
pub(in crate::import) fn recognises(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    tag(head).is_some_and(|(tag, _)| tag == b"TY")
}

/// Returns the references of a list.
///
/// # Errors
/// If it cannot be read.
pub(in crate::import) fn pieces(_name: &str, input: ContainerInput) -> Result<Pieces, ExtractionError> {
    let lines = BufReader::new(input.bytes.in_utf8(MAX_MEDIA_LEN_BYTES)?);
    Ok(Box::new(References { lines, n: 0, seen: SeenItems::default(), is_ended: false }))
}

struct References {
    lines: BufReader<ContainerBytes>,
    n: usize,
    seen: SeenItems,
    is_ended: bool,
}

/// Splits a line into its tag and its value.
fn tag(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let (tag, rest) = line.split_at_checked(2)?;
    let is_tag = tag[0].is_ascii_uppercase() && tag[1].is_ascii_alphanumeric();
    let rest = rest.trim_ascii_start().strip_prefix(b"-")?;
    (is_tag && rest.first().is_none_or(u8::is_ascii_whitespace)).then_some((tag, rest))
}

impl Iterator for References {
    type Item = ContainerPart;

    fn next(&mut self) -> Option<Self::Item> {
        let mut reference = Reference::default();
        let mut is_open = false;
        let mut last_tag = String::new();
        let mut line = Vec::new();
        while !self.is_ended {
            line.clear();
            let read = self.lines.by_ref().take(MAX_TEXT_LEN_BYTES).read_until(b'\n', &mut line);
            let n = match read {
                Ok(n) => n,
                Err(error) => {
                    self.is_ended = true;
                    return Some(lost(
                        say!(en: "reference {n}", fr: "référence {n}", n = self.n + 1),
                        io_reason(&error),
                    ));
                }
            };
            if n == 0 {
                self.is_ended = true;
                if is_open {
                    self.n += 1;
                    let place = say!(en: "reference {n}", fr: "référence {n}", n = self.n);
                    return Some(lost(
                        place,
                        say!(en: "the file is cut off in it: there is no line `ER  -`", fr: "le fichier s’arrête au milieu : il n’y a pas de ligne `ER  -`"),
                    ));
                }
                return (self.n == 0).then(|| {
                    lost(
                        say!(en: "the list", fr: "la liste"),
                        say!(en: "it holds no reference", fr: "elle ne contient aucune référence"),
                    )
                });
            }
            let text = String::from_utf8_lossy(&line).into_owned();
            let text = text.trim();
            match tag(text.as_bytes()) {
                Some((b"TY", _)) => {
                    reference = Reference::default();
                    is_open = true;
                }
                Some((b"ER", _)) if is_open => {
                    self.n += 1;
                    let item = reference.into_item();
                    return Some(item.into_reference(
                        say!(en: "reference {n}", fr: "référence {n}", n = self.n),
                        self.n,
                        &mut self.seen,
                    ));
                }
                Some((tag, value)) => {
                    last_tag = String::from_utf8_lossy(tag).into_owned();
                    set(&mut reference, &last_tag, String::from_utf8_lossy(value).trim());
                }
                // A value goes on in the next line.
                None if matches!(last_tag.as_str(), "AB" | "N2") && !text.is_empty() => {
                    if let Some(summary) = &mut reference.summary {
                        summary.push('\n');
                        summary.push_str(text);
                    }
                }
                None => {}
            }
        }
        None
    }
}

fn set(reference: &mut Reference, tag: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    let value = value.to_owned();
    match tag {
        "TI" | "T1" | "CT" => reference.title = Some(value),
        "AU" | "A1" => reference.authors.push(spoken_name(&value)),
        "T2" | "JF" | "JO" | "JA" => reference.publisher = reference.publisher.take().or(Some(value)),
        "PB" => reference.publisher = reference.publisher.take().or(Some(value)),
        "DA" => reference.date = Some(value),
        "PY" | "Y1" => reference.date = reference.date.take().or(Some(value)),
        "Y2" => reference.retrieved = Some(value),
        "UR" => reference.url = reference.url.take().or(Some(value)),
        "L2" => reference.archived = Some(value),
        "L1" | "L4" => reference.files.push(value),
        "LA" => reference.language = Some(value),
        "KW" => reference.tags.push(value),
        "AB" | "N2" => reference.summary = Some(value),
        _ => {}
    }
}
