//! `Range: bytes=…` (RFC 9110, 14), so that a reader can seek in a film of content/media/. Supports one range; any
//! other request gets the whole file.

use std::ops::Range;

/// The requested part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestedRange {
    /// The whole file.
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// A range outside the file.
    Unsatisfiable,
}

/// Parses the `Range` header of a request for a file of `len_bytes` bytes.
#[must_use]
pub fn parse(header: &str, len_bytes: u64) -> RequestedRange {
    let Some((first, last)) = header.trim().strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return RequestedRange::Whole;
    };
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>().ok()).flatten();
    let (first, last) = (first.trim(), last.trim());
    let range = match (first.is_empty(), last.is_empty()) {
        (true, true) => return RequestedRange::Whole,
        (true, false) => match number(last) {
            Some(n) => len_bytes.saturating_sub(n)..len_bytes,
            None => return RequestedRange::Whole,
        },
        (false, true) => match number(first) {
            Some(first) => first..len_bytes,
            None => return RequestedRange::Whole,
        },
        (false, false) => match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(len_bytes),
            _ => return RequestedRange::Whole,
        },
    };
    if range.is_empty() { RequestedRange::Unsatisfiable } else { RequestedRange::Bytes(range) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_cut_and_anything_else_is_whole() {
        for (header, part) in [
            ("bytes=0-3", RequestedRange::Bytes(0..4)),
            ("bytes=4-", RequestedRange::Bytes(4..10)),
            ("bytes=-3", RequestedRange::Bytes(7..10)),
            ("bytes=-99", RequestedRange::Bytes(0..10)),
            ("bytes=5-99", RequestedRange::Bytes(5..10)),
            ("bytes=0-18446744073709551615", RequestedRange::Bytes(0..10)),
            ("bytes=10-", RequestedRange::Unsatisfiable),
            ("bytes=10-12", RequestedRange::Unsatisfiable),
            ("bytes=-0", RequestedRange::Unsatisfiable),
            ("bytes=3-1", RequestedRange::Whole),
            ("bytes=0-1,4-5", RequestedRange::Whole),
            ("bytes=+1-2", RequestedRange::Whole),
            ("bytes=-", RequestedRange::Whole),
            ("bytes=99999999999999999999-", RequestedRange::Whole),
            ("lines=1-2", RequestedRange::Whole),
            ("", RequestedRange::Whole),
        ] {
            assert_eq!(parse(header, 10), part, "{header}");
        }
        assert_eq!(parse("bytes=0-0", 0), RequestedRange::Unsatisfiable);
    }
}
