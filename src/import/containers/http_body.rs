//! An HTTP response in a web archive -> the bytes of its page. With `warc` the only file of the room that uses the
//! decompressor.
//!
//! Only a page that was served whole counts: status 200 and a type of HTML. Some tools store bodies already unpacked under
//! the headers of packed ones, so what does not look packed is taken as it is. Unpacking stops at a bound. Pure.

use std::io::Read;

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::source::limits::MAX_TEXT_LEN_BYTES;

/// The length of the buffer before the decompressor of brotli, in bytes.
const BUFFER_LEN: usize = 4096;
/// The most header lines of a response.
const MAX_HEADERS: usize = 500;

/// What a response is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum HttpBody {
    /// A page.
    Page(Vec<u8>),
    /// Something else, an error or a redirection.
    Other,
    /// A page that is packed in a way that is not known here.
    Packed,
    /// A page that is damaged or too large.
    Damaged,
}

/// Reads a response: its head and body.
pub(super) fn page(response: &[u8]) -> HttpBody {
    let mut rest = response;
    let Some(status) = line(&mut rest) else { return HttpBody::Other };
    let mut words = status.split(|byte| *byte == b' ').filter(|word| !word.is_empty());
    let is_http = words.next().is_some_and(|word| word.starts_with(b"HTTP/"));
    if !is_http || words.next() != Some(b"200") {
        return HttpBody::Other;
    }
    let (mut kind, mut packing, mut is_chunked) = (String::new(), String::new(), false);
    for _ in 0..MAX_HEADERS {
        let Some(header) = line(&mut rest).filter(|header| !header.is_empty()) else { break };
        let header = String::from_utf8_lossy(header);
        let Some((name, value)) = header.split_once(':') else { continue };
        let value = value.trim().to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => kind = value,
            "content-encoding" => packing = value,
            "transfer-encoding" => is_chunked = value.contains("chunked"),
            _ => {}
        }
    }
    if !is_page_type(&kind) {
        return HttpBody::Other;
    }
    let joined = if is_chunked { joined(rest) } else { None };
    match unpacked(joined.as_deref().unwrap_or(rest), &packing) {
        HttpBody::Page(page) => HttpBody::Page(with_encoding(page, &kind)),
        other => other,
    }
}

/// Returns whether a type is that of a page.
pub(super) fn is_page_type(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
}

/// Takes a line, without its end; `None` if there is none.
fn line<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
    let end = memchr::memchr(b'\n', bytes)?;
    let line = &bytes[..end];
    *bytes = &bytes[end + 1..];
    Some(line.strip_suffix(b"\r").unwrap_or(line))
}

/// Joins the chunks of a body (RFC 9112, 7.1); `None` if it has none. A body that is cut off gives what is there.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut rest = body;
    let mut whole = Vec::with_capacity(body.len());
    let mut n_chunks = 0;
    while let Some(size) = line(&mut rest) {
        let digits = String::from_utf8_lossy(size);
        let digits = digits.split(';').next().unwrap_or_default().trim().to_owned();
        let size = match usize::from_str_radix(&digits, 16) {
            Ok(size) if digits.len() <= 8 => size,
            _ if n_chunks == 0 => return None,
            _ => break,
        };
        n_chunks += 1;
        if size == 0 {
            break;
        }
        whole.extend_from_slice(&rest[..size.min(rest.len())]);
        rest = rest.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    (n_chunks > 0).then_some(whole)
}

fn unpacked(body: &[u8], packing: &str) -> HttpBody {
    let is_text = body.trim_ascii_start().first() == Some(&b'<');
    match packing {
        _ if is_text => HttpBody::Page(body.to_owned()),
        "gzip" | "x-gzip" => bounded(MultiGzDecoder::new(body)),
        "deflate" => match bounded(ZlibDecoder::new(body)) {
            // Some servers leave out the head of the format.
            HttpBody::Damaged => bounded(DeflateDecoder::new(body)),
            page => page,
        },
        "br" => bounded(Decompressor::new(body, BUFFER_LEN)),
        "" | "identity" if body.starts_with(&[0x1f, 0x8b]) => bounded(MultiGzDecoder::new(body)),
        "" | "identity" | "utf-8" => HttpBody::Page(body.to_owned()),
        _ => HttpBody::Packed,
    }
}

/// Unpacks a file that was packed by itself (`0001.xml.gz`), up to a bound; others are returned as they are.
pub(super) fn plain(bytes: Vec<u8>) -> Option<Vec<u8>> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Some(bytes);
    }
    match bounded(MultiGzDecoder::new(bytes.as_slice())) {
        HttpBody::Page(bytes) => Some(bytes),
        HttpBody::Other | HttpBody::Packed | HttpBody::Damaged => None,
    }
}

/// Reads to the end or the bound of a page. What was cut off gives what is there.
fn bounded(mut packed: impl Read) -> HttpBody {
    let mut page = Vec::new();
    let read = packed.by_ref().take(MAX_TEXT_LEN_BYTES + 1).read_to_end(&mut page);
    let is_too_large = u64::try_from(page.len()).is_ok_and(|len| len > MAX_TEXT_LEN_BYTES);
    if is_too_large || (read.is_err() && page.is_empty()) { HttpBody::Damaged } else { HttpBody::Page(page) }
}

/// Writes the encoding that the server states into a page that is not UTF-8: it holds before what the page says (HTML,
/// 13.2.3.2).
fn with_encoding(page: Vec<u8>, kind: &str) -> Vec<u8> {
    let label = kind.split_once("charset=").map(|(_, label)| label.trim_matches(['"', '\'', ' ']));
    let label = label.and_then(|label| label.split([';', ' ', '"']).next());
    match label {
        Some(label)
            if label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
                && std::str::from_utf8(&page).is_err() =>
        {
            let mut stated = format!("<meta charset=\"{label}\">").into_bytes();
            stated.extend_from_slice(&page);
            stated
        }
        _ => page,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    const BROTLI: [u8; 20] = [
        0x8b, 0x07, 0x80, 0x3c, 0x70, 0x3e, 0x55, 0x6e, 0x20, 0x70, 0x68, 0x61, 0x72, 0x65, 0x2e, 0x3c, 0x2f, 0x70,
        0x3e, 0x03,
    ];

    fn gzipped(text: &str) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(text.as_bytes()).expect("memory");
        packer.finish().expect("memory")
    }

    #[test]
    fn a_page_is_unpacked_however_it_was_sent() {
        let page_text = "<p>Un phare.</p>";
        let packed = gzipped(page_text);
        let mut chunked = Vec::new();
        for part in packed.chunks(7) {
            chunked.extend_from_slice(format!("{:x};x=1\r\n", part.len()).as_bytes());
            chunked.extend_from_slice(part);
            chunked.extend_from_slice(b"\r\n");
        }
        chunked.extend_from_slice(b"0\r\n\r\n");
        let head = "HTTP/1.1 200 OK\r\ncontent-type: TEXT/HTML; charset=utf-8\r\n";
        for (headers, body) in [
            ("", page_text.as_bytes().to_vec()),
            ("Content-Encoding: gzip\r\n", packed.clone()),
            ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunked),
            ("Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n", page_text.as_bytes().to_vec()),
            ("Content-Encoding: br\r\n", BROTLI.to_vec()),
        ] {
            let response = [format!("{head}{headers}\r\n").as_bytes(), &body].concat();
            assert_eq!(page(&response), HttpBody::Page(page_text.as_bytes().to_vec()), "{headers}");
        }
    }

    #[test]
    fn what_is_no_whole_page_is_told_apart() {
        for (response, expected) in [
            ("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>", HttpBody::Other),
            ("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", HttpBody::Other),
            (
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: zstd\r\n\r\n\u{1}\u{2}",
                HttpBody::Packed,
            ),
            ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n\u{1}\u{2}", HttpBody::Damaged),
            ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\nxx", HttpBody::Damaged),
            ("", HttpBody::Other),
        ] {
            assert_eq!(page(response.as_bytes()), expected, "{response:?}");
        }
    }
}
