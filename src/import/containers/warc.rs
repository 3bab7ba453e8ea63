//! Web archives (WARC, and ARC before 2009), also compressed: each page that was served is a piece.
//!
//! Only the responses with a page count; requests, pictures and redirections are skipped, revisits counted. Whether a page is
//! an article is decided when it was read (`pipeline`). Records are read one after the other and the rest of a record is
//! skipped, so an archive may be larger than the memory; what it expands to is bounded.

use crate::base::message::{Message, io_reason, unreadable};
use crate::base::web_address::is_web_address;
use crate::say;
use std::collections::{BTreeSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use flate2::bufread::MultiGzDecoder;
use flate2::read::GzDecoder;

use super::collected_item::address;
use super::http_body::{HttpBody, is_page_type, page};
use super::item_days::{DayOrder, read_day};
use super::xml_tree::BoundedReader;
use super::{ContainerBytes, ContainerInput, ContainerPart, Piece, PieceContent, Pieces, counted, lost};
use crate::import::extracted_document::{DocumentKey, DocumentMetadata, ExtractionError};
use crate::source::limits::MAX_MEDIA_LEN_BYTES;

/// An archive that expands by more than this factor is a bomb: pages expand about 10 times.
const MAX_EXPANSION: u64 = 200;
/// The longest line of a record's head, in bytes.
const MAX_LINE_BYTES: u64 = 64 << 10;
/// The most lines of a record's head.
const MAX_HEADERS: usize = 500;

/// Returns whether a file begins as a web archive.
pub(in crate::import) fn recognises(head: &[u8]) -> bool {
    let mut opening = [0; 11];
    let start = match head.starts_with(&[0x1f, 0x8b]) {
        true => GzDecoder::new(head).read(&mut opening).map_or(&[][..], |n| &opening[..n]),
        false => head.get(..11).unwrap_or_default(),
    };
    start.starts_with(b"WARC/") || start == b"filedesc://"
}

/// Returns the pages of an archive.
///
/// # Errors
/// None: an archive without a page has no pieces.
pub(in crate::import) fn pieces(_name: &str, input: ContainerInput) -> Result<Pieces, ExtractionError> {
    Ok(pages(VecDeque::from([input.bytes]), None))
}

/// Returns the pages of several archives; `wanted` are the addresses of the pages that are taken, if not all.
pub(super) fn pages(archives: VecDeque<ContainerBytes>, wanted: Option<BTreeSet<String>>) -> Pieces {
    Box::new(ArchivePages {
        archives,
        wanted,
        records: None,
        n: 0,
        seen: BTreeSet::new(),
        counts: RecordCounts::default(),
        is_ended: false,
    })
}

struct ArchivePages {
    archives: VecDeque<ContainerBytes>,
    wanted: Option<BTreeSet<String>>,
    records: Option<Records>,
    /// The number of records so far.
    n: usize,
    /// The pages so far, by a hash of address and bytes.
    seen: BTreeSet<u64>,
    counts: RecordCounts,
    is_ended: bool,
}

/// Records that are no pages, by the reason.
#[derive(Default)]
struct RecordCounts {
    other: usize,
    revisits: usize,
    repeats: usize,
    packed: usize,
    unwanted: usize,
}

impl RecordCounts {
    fn notice(&self) -> Option<Message> {
        let counts = [
            (
                self.other,
                ("record is no page", "enregistrement n’est pas une page"),
                ("records are no pages", "enregistrements ne sont pas des pages"),
            ),
            (
                self.revisits,
                (
                    "record only says that a page had not changed",
                    "enregistrement dit seulement qu’une page n’avait pas changé",
                ),
                (
                    "records only say that a page had not changed",
                    "enregistrements disent seulement qu’une page n’avait pas changé",
                ),
            ),
            (
                self.repeats,
                ("page is there twice", "page y est deux fois"),
                ("pages are there twice", "pages y sont deux fois"),
            ),
            (
                self.packed,
                (
                    "page is compressed in a way that dossier does not read (zstd) and is left out",
                    "page est compressée d’une façon que dossier ne lit pas (zstd) et laissée de côté",
                ),
                (
                    "pages are compressed in a way that dossier does not read (zstd) and are left out",
                    "pages sont compressées d’une façon que dossier ne lit pas (zstd) et laissées de côté",
                ),
            ),
            (
                self.unwanted,
                ("page was only found by the crawler", "page n’a été que rencontrée par le robot"),
                ("pages were only found by the crawler", "pages n’ont été que rencontrées par le robot"),
            ),
        ];
        let counts: Vec<Message> =
            counts.into_iter().filter_map(|(n, one, several)| counted(n, one, several)).collect();
        Message::clauses(&counts)
    }
}

impl Iterator for ArchivePages {
    type Item = ContainerPart;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(records) = &mut self.records else {
                let Some(archive) = self.archives.pop_front() else {
                    if std::mem::replace(&mut self.is_ended, true) {
                        return None;
                    }
                    return self.counts.notice().map(ContainerPart::Notice);
                };
                match Records::open(archive) {
                    Ok(records) => self.records = Some(records),
                    Err(error) => return Some(lost(say!(en: "the archive", fr: "l’archive"), io_reason(&error))),
                }
                continue;
            };
            let place = say!(en: "record {n}", fr: "enregistrement {n}", n = self.n + 1);
            match records.next_record() {
                Ok(Some(record)) => {
                    self.n += 1;
                    if let Some(part) = self.record(place, record) {
                        return Some(part);
                    }
                }
                Ok(None) => self.records = None,
                Err(error) => {
                    self.records = None;
                    return Some(lost(place, {
                        let why = io_reason(&error);
                        say!(
                            en: "the archive is damaged here, and what follows is not read: {why}",
                            fr: "l’archive est abîmée ici, et la suite n’est pas lue : {why}"; why
                        )
                    }));
                }
            }
        }
    }
}

impl ArchivePages {
    fn record(&mut self, place: Message, record: Record) -> Option<ContainerPart> {
        let body = match record.kind {
            RecordKind::Response => page(&record.body),
            RecordKind::Resource => HttpBody::Page(record.body),
            RecordKind::Revisit => {
                self.counts.revisits += 1;
                return None;
            }
            RecordKind::NoPage => HttpBody::Other,
            RecordKind::Skipped => return None,
            RecordKind::TooLarge => {
                return Some(lost(
                    place,
                    say!(en: "it is larger than {n} MiB", fr: "il dépasse {n} Mio", n = MAX_MEDIA_LEN_BYTES >> 20),
                ));
            }
        };
        let body = match (body, &record.url) {
            (HttpBody::Page(body), Some(_)) => body,
            (HttpBody::Page(_), None) | (HttpBody::Other, _) => {
                self.counts.other += 1;
                return None;
            }
            (HttpBody::Packed, _) => {
                self.counts.packed += 1;
                return None;
            }
            (HttpBody::Damaged, _) => {
                return Some(lost(
                    place,
                    say!(en: "its page is damaged or too large", fr: "sa page est abîmée ou trop grande"),
                ));
            }
        };
        if self.wanted.as_ref().is_some_and(|wanted| !record.url.as_ref().is_some_and(|url| wanted.contains(url))) {
            self.counts.unwanted += 1;
            return None;
        }
        let mut hasher = DefaultHasher::new();
        (&record.url, &body).hash(&mut hasher);
        if !self.seen.insert(hasher.finish()) {
            self.counts.repeats += 1;
            return None;
        }
        let about = DocumentMetadata {
            url: record.url.as_deref().and_then(address),
            retrieved: record.day,
            ..DocumentMetadata::default()
        };
        Some(ContainerPart::Piece(Box::new(Piece {
            place,
            name: format!("page-{}.html", self.n),
            key: DocumentKey::Place(self.n),
            content: PieceContent::Bytes(body),
            about,
            is_page: true,
        })))
    }
}

/// A record of an archive.
struct Record {
    kind: RecordKind,
    url: Option<String>,
    /// When it was saved, as `YYYY-MM-DD`.
    day: Option<String>,
    body: Vec<u8>,
}

enum RecordKind {
    /// A response as it was sent.
    Response,
    /// A page without the head of a response.
    Resource,
    /// A page that had not changed.
    Revisit,
    /// A response or file that is no page.
    NoPage,
    /// A request, or data about the archive.
    Skipped,
    TooLarge,
}

/// Reads an archive record by record.
struct Records {
    bytes: BufReader<Box<dyn Read + Send>>,
}

impl Records {
    fn open(mut archive: ContainerBytes) -> io::Result<Self> {
        let len = archive.seek(SeekFrom::End(0))?;
        archive.seek(SeekFrom::Start(0))?;
        let mut bytes = BufReader::with_capacity(1 << 18, archive);
        let is_packed = bytes.fill_buf()?.starts_with(&[0x1f, 0x8b]);
        let limit_bytes = len.saturating_mul(MAX_EXPANSION).max(MAX_MEDIA_LEN_BYTES);
        let opened: Box<dyn Read + Send> = if is_packed {
            Box::new(BoundedReader::new(MultiGzDecoder::new(bytes), limit_bytes))
        } else {
            Box::new(bytes)
        };
        Ok(Self { bytes: BufReader::with_capacity(1 << 16, opened) })
    }

    /// Reads the next record; `None` at the end.
    fn next_record(&mut self) -> io::Result<Option<Record>> {
        let opening = loop {
            match self.line()? {
                None => return Ok(None),
                Some(line) if line.is_empty() => {}
                Some(line) => break line,
            }
        };
        if opening.starts_with("WARC/") { self.warc_record().map(Some) } else { self.arc_record(&opening).map(Some) }
    }

    fn warc_record(&mut self) -> io::Result<Record> {
        let (mut kind, mut url, mut day, mut content_type, mut len) = (String::new(), None, None, String::new(), None);
        for n in 0.. {
            let line = self.line()?.ok_or(io::ErrorKind::UnexpectedEof)?;
            if line.is_empty() {
                break;
            }
            if n > MAX_HEADERS {
                return Err(unreadable(
                    say!(en: "a record has too many headers", fr: "un enregistrement a trop d’en-têtes"),
                ));
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => kind = value.to_ascii_lowercase(),
                "warc-target-uri" => url = web_address(value.trim_matches(['<', '>'])),
                "warc-date" => day = read_day(value, DayOrder::Unknown),
                "content-type" => content_type = value.to_ascii_lowercase(),
                "content-length" => len = value.parse::<u64>().ok(),
                _ => {}
            }
        }
        let len = len.ok_or_else(|| {
            unreadable(say!(en: "a record does not state its length", fr: "un enregistrement ne dit pas sa longueur"))
        })?;
        let kind = match kind.as_str() {
            "response" if content_type.starts_with("application/http") => RecordKind::Response,
            "response" | "resource" | "conversion" if is_page_type(&content_type) => RecordKind::Resource,
            "response" | "resource" => RecordKind::NoPage,
            "revisit" => RecordKind::Revisit,
            _ => RecordKind::Skipped,
        };
        self.with_body(Record { kind, url, day, body: Vec::new() }, len)
    }

    /// Reads a record of an ARC file, which has one line: address, IP, time, type, length.
    fn arc_record(&mut self, line: &str) -> io::Result<Record> {
        let words: Vec<&str> = line.split(' ').collect();
        let damaged = || {
            unreadable(
                say!(en: "it is no record of a web archive", fr: "ce n’est pas un enregistrement d’archive du web"),
            )
        };
        let (first, last) = (words.first().ok_or_else(damaged)?, words.last().ok_or_else(damaged)?);
        let len = last.parse::<u64>().ok().filter(|_| words.len() >= 5 && first.contains("://")).ok_or_else(damaged)?;
        let kind = if first.starts_with("http") { RecordKind::Response } else { RecordKind::Skipped };
        let day = words.get(2).and_then(|time| read_day(time, DayOrder::Unknown));
        self.with_body(Record { kind, url: web_address(first), day, body: Vec::new() }, len)
    }

    /// Reads the body of a record if it may be a page, and skips it otherwise.
    fn with_body(&mut self, mut record: Record, len: u64) -> io::Result<Record> {
        let is_read = matches!(record.kind, RecordKind::Response | RecordKind::Resource);
        if is_read && len > MAX_MEDIA_LEN_BYTES {
            // Films and archives are larger; a page is not. Its head distinguishes them.
            let mut head = Vec::new();
            self.bytes.by_ref().take(MAX_LINE_BYTES).read_to_end(&mut head)?;
            let is_page = matches!(page(&head), HttpBody::Page(_) | HttpBody::Packed | HttpBody::Damaged);
            record.kind = if is_page { RecordKind::TooLarge } else { RecordKind::NoPage };
            let n = u64::try_from(head.len()).unwrap_or(0);
            self.skip(len.saturating_sub(n))?;
            return Ok(record);
        }
        if !is_read {
            self.skip(len)?;
            return Ok(record);
        }
        let n = self.bytes.by_ref().take(len).read_to_end(&mut record.body)?;
        if u64::try_from(n).is_ok_and(|n| n < len) {
            return Err(unreadable(say!(en: "the archive is cut off", fr: "l’archive est coupée")));
        }
        Ok(record)
    }

    fn skip(&mut self, len: u64) -> io::Result<()> {
        let n = io::copy(&mut self.bytes.by_ref().take(len), &mut io::sink())?;
        if n < len {
            Err(unreadable(say!(en: "the archive is cut off", fr: "l’archive est coupée")))
        } else {
            Ok(())
        }
    }

    /// Reads a line without its end; `None` at the end of the archive.
    fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let n = self.bytes.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut line)?;
        if n > 0 && line.last() != Some(&b'\n') && line.len() >= usize::try_from(MAX_LINE_BYTES).unwrap_or(usize::MAX) {
            return Err(unreadable(
                say!(en: "a line of a record is too long", fr: "une ligne d’un enregistrement est trop longue"),
            ));
        }
        Ok((n > 0).then(|| String::from_utf8_lossy(line.trim_ascii_end()).into_owned()))
    }
}

fn web_address(address: &str) -> Option<String> {
    is_web_address(address).then(|| address.to_owned())
}
