//! Cleans JPEG (ITU-T T.81, annex B), segment by segment.
//!
//! Kept: the frame, tables, scans; JFIF without its thumbnail; the colour profile (APP2 `ICC_PROFILE`); Adobe's colour
//! transform (APP14), without which some pictures are decoded inverted. Removed: Exif but for the orientation, XMP,
//! IPTC, comments, thumbnails, vendors' segments, and everything after the end.

use super::exif;

const START: [u8; 2] = [0xff, 0xd8];
const END: [u8; 2] = [0xff, 0xd9];

/// Other segments needed for decoding: frames, Huffman, arithmetic and quantisation tables, the number of lines, the
/// restart interval. Not the reserved ones (JPG, JPG0 to JPG13) and hierarchical pictures, which no browser shows.
const KEPT: [u8; 18] =
    [0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xdb, 0xdc, 0xdd];

/// Strips the metadata; `None` if there is no scan.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(START);
    let (mut at, mut orientation, mut scanned) = (2, None, false);
    // Exif goes after JFIF if both are present (JFIF requires to be first, and decoders are lenient).
    let mut head_len = out.len();
    // A truncated picture is shown as far as it goes, so it is kept.
    while let Some(code) = marker(bytes, &mut at) {
        if code == 0xd9 {
            break;
        }
        if code == 0x01 || (0xd0..=0xd7).contains(&code) {
            continue;
        }
        let Some(segment) = segment(bytes, &mut at) else { break };
        match code {
            0xe1 => orientation = orientation.or_else(|| exif::orientation(segment.strip_prefix(b"Exif\0\0")?)),
            0xe0 if segment.starts_with(b"JFIF\0") && segment.len() >= 14 => {
                let mut jfif = segment[..14].to_vec();
                jfif[12..].fill(0);
                push(&mut out, 0xe0, &jfif);
                head_len = out.len();
            }
            0xe2 if segment.starts_with(b"ICC_PROFILE\0") => push(&mut out, code, segment),
            0xee if segment.starts_with(b"Adobe") && segment.len() >= 12 => push(&mut out, code, &segment[..12]),
            0xda => {
                push(&mut out, code, kept_payload(code, segment));
                let len = scan_len(&bytes[at..]);
                out.extend(&bytes[at..at + len]);
                at += len;
                scanned = true;
            }
            _ if KEPT.contains(&code) => push(&mut out, code, kept_payload(code, segment)),
            _ => {}
        }
    }
    if !scanned {
        return None;
    }
    out.extend(END);
    if let Some(orientation) = orientation {
        let mut segment = Vec::new();
        push(&mut segment, 0xe1, &[&b"Exif\0\0"[..], &exif::block(orientation)].concat());
        out.splice(head_len..head_len, segment);
    }
    Some(out)
}

/// Returns the part of a segment that its own length fields describe (B.2.2 to B.2.5); the rest is never decoded.
fn kept_payload(code: u8, segment: &[u8]) -> &[u8] {
    let count = |at: usize| segment.get(at).copied().map_or(0, usize::from);
    let len = match code {
        0xdc | 0xdd => 2,
        0xda => 4 + 2 * count(0),
        0xdb => tables(segment, |table| 1 + if table.first().is_some_and(|head| head >> 4 > 0) { 128 } else { 64 }),
        0xc4 => tables(segment, |table| 17 + table.iter().skip(1).take(16).map(|n| usize::from(*n)).sum::<usize>()),
        0xcc => segment.len() / 2 * 2,
        _ => 6 + 3 * count(5),
    };
    &segment[..len.min(segment.len())]
}

/// Returns the total length of the complete tables in a segment.
fn tables(segment: &[u8], len: impl Fn(&[u8]) -> usize) -> usize {
    let mut at = 0;
    while at < segment.len() && at + len(&segment[at..]) <= segment.len() {
        at += len(&segment[at..]);
    }
    at
}

/// Skips fill bytes up to the next marker and returns its code.
fn marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    while *bytes.get(*at)? != 0xff {
        *at += 1;
    }
    while *bytes.get(*at)? == 0xff {
        *at += 1;
    }
    *at += 1;
    bytes.get(*at - 1).copied()
}

/// Returns the content of the segment whose length comes next.
fn segment<'a>(bytes: &'a [u8], at: &mut usize) -> Option<&'a [u8]> {
    let len = usize::from(u16::from_be_bytes([*bytes.get(*at)?, *bytes.get(*at + 1)?]));
    let segment = bytes.get(*at + 2..*at + len)?;
    *at += len;
    Some(segment)
}

/// Returns the length of the entropy-coded data: up to a marker that is neither a restart nor a stuffed zero.
fn scan_len(bytes: &[u8]) -> usize {
    let is_end = |pair: &[u8]| pair[0] == 0xff && pair[1] != 0 && !(0xd0..=0xd7).contains(&pair[1]) && pair[1] != 0xff;
    bytes.windows(2).position(is_end).unwrap_or(bytes.len())
}

fn push(out: &mut Vec<u8>, code: u8, segment: &[u8]) {
    let Ok(len) = u16::try_from(segment.len() + 2) else { return };
    out.extend([0xff, code]);
    out.extend(len.to_be_bytes());
    out.extend(segment);
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The smallest file with all segments; not a viewable picture.
    pub(in crate::media) fn sample(orientation: u8) -> Vec<u8> {
        let mut out = START.to_vec();
        push(&mut out, 0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01canari");
        let exif = [&b"Exif\0\0"[..], &exif::block(orientation), b"canari GPS"].concat();
        push(&mut out, 0xe1, &exif);
        push(&mut out, 0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>canari</x>");
        push(&mut out, 0xed, b"Photoshop 3.0\08BIM canari");
        push(&mut out, 0xe2, b"ICC_PROFILE\0\x01\x01profil");
        push(&mut out, 0xe2, b"MPF\0canari");
        push(&mut out, 0xfe, b"canari");
        for reserved in [0xc8, 0xde, 0xdf, 0xf0, 0xf7, 0xfd, 0x02, 0xbf] {
            push(&mut out, reserved, b"canari");
        }
        let surplus = |segment: &[u8]| [segment, b"canari"].concat();
        push(&mut out, 0xc0, &surplus(&[8, 0, 1, 0, 1, 1, 1, 0x11, 0]));
        push(&mut out, 0xdb, &surplus(&[1; 65]));
        push(&mut out, 0xc4, &surplus(&[&[0][..], &[1], &[0; 15], &[5]].concat()));
        push(&mut out, 0xdd, &surplus(&[0, 0]));
        push(&mut out, 0xda, &surplus(&[1, 1, 0, 0, 63, 0]));
        out.extend([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]);
        out.extend(END);
        out.extend(b"canari behind the end");
        out
    }

    #[test]
    fn pixels_profile_and_orientation_stay() {
        let clean = clean(&sample(6)).expect("a picture");
        let text = String::from_utf8_lossy(&clean).into_owned();
        assert!(text.contains("ICC_PROFILE") && text.contains("Exif") && !text.contains("canari"), "{text}");
        let at = clean.windows(4).position(|window| window == b"Exif").expect("Exif");
        assert_eq!(exif::orientation(&clean[at + 6..]), Some(6));
        assert!(clean.ends_with(&[1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xd9]));
        let upright = super::clean(&sample(1)).expect("a picture");
        assert!(!String::from_utf8_lossy(&upright).contains("Exif"));
    }
}
