//! Cleans PNG (W3C, third edition, 5.3 and 11), chunk by chunk.
//!
//! Kept: pixels, colours, resolution and animation. Removed: texts, time, Exif but for the orientation, application
//! chunks, and everything after the end.

use super::exif;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Chunks that a screen needs, and the maximum length of each: a longer one contains something else and is dropped.
const KEPT: [(&[u8; 4], usize, usize); 17] = [
    (b"IHDR", 13, 13),
    (b"PLTE", 3, 768),
    (b"IDAT", 0, usize::MAX),
    (b"IEND", 0, 0),
    (b"tRNS", 1, 256),
    (b"gAMA", 4, 4),
    (b"cHRM", 32, 32),
    (b"sRGB", 1, 1),
    (b"sBIT", 1, 4),
    (b"bKGD", 1, 6),
    (b"pHYs", 9, 9),
    (b"acTL", 8, 8),
    (b"fcTL", 26, 26),
    (b"fdAT", 4, usize::MAX),
    (b"cICP", 4, 4),
    (b"mDCV", 24, 24),
    (b"cLLI", 8, 8),
];

/// Strips the metadata; `None` if there are no pixels.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(SIGNATURE);
    let mut has_pixels = false;
    while let Some((head, behind)) = rest.split_at_checked(8) {
        let len = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        // A truncated chunk: a decoder stops there too.
        let Some((data, behind)) = behind.split_at_checked(len) else { break };
        let Some((sum, behind)) = behind.split_at_checked(4) else { break };
        let kind = &head[4..];
        if KEPT.iter().any(|(kept, min, max)| *kept == kind && (*min..=*max).contains(&len)) {
            out.extend([head, data, sum].concat());
            has_pixels |= kind == b"IDAT";
        } else if kind == b"iCCP" {
            // The profile's name is free text: replace it, keep the profile.
            let name_len = data.iter().position(|byte| *byte == 0).unwrap_or(data.len());
            push(&mut out, b"iCCP", &[b"icc", &data[name_len..]].concat());
        } else if let Some(orientation) = Some(data).filter(|_| kind == b"eXIf").and_then(exif::orientation) {
            push(&mut out, b"eXIf", &exif::block(orientation));
        }
        if kind == b"IEND" {
            // An end chunk must be empty.
            if len > 0 {
                push(&mut out, b"IEND", b"");
            }
            break;
        }
        rest = behind;
    }
    has_pixels.then_some(out)
}

fn push(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    let Ok(len) = u32::try_from(data.len()) else { return };
    out.extend(len.to_be_bytes());
    let start = out.len();
    out.extend(kind);
    out.extend(data);
    let sum = crc(&out[start..]);
    out.extend(sum.to_be_bytes());
}

/// The cyclic redundancy code of annex D.
fn crc(bytes: &[u8]) -> u32 {
    let table = |byte: u32| (0..8).fold(byte, |c, _| if c & 1 == 1 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 });
    !bytes.iter().fold(u32::MAX, |c, byte| table((c ^ u32::from(*byte)) & 0xff) ^ (c >> 8))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::media) fn sample() -> Vec<u8> {
        let mut out = SIGNATURE.to_vec();
        push(&mut out, b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
        push(&mut out, b"iCCP", b"canari\0\0profil");
        push(&mut out, b"tEXt", b"Author\0canari");
        push(&mut out, b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0canari");
        push(&mut out, b"zTXt", b"Comment\0\0canari");
        push(&mut out, b"tIME", &[7, 230, 1, 1, 1, 1, 1]);
        push(&mut out, b"eXIf", &[&exif::block(8)[..], b"canari"].concat());
        push(&mut out, b"prVt", b"canari");
        push(&mut out, b"acTL", b"\0\0\0\x01\0\0\0\0canari");
        push(&mut out, b"gAMA", b"\0\0\xb1\x8fcanari");
        push(&mut out, b"IDAT", &[1, 2, 3]);
        push(&mut out, b"IEND", b"canari");
        out.extend(b"canari");
        out
    }

    #[test]
    fn pixels_profile_and_orientation_stay() {
        assert_eq!(crc(b"IEND"), 0xae42_6082);
        let clean = clean(&sample()).expect("a picture");
        let text = String::from_utf8_lossy(&clean).into_owned();
        let all = text.contains("IHDR") && text.contains("IDAT") && text.contains("eXIf") && text.contains("profil");
        assert!(all && !text.contains("canari") && !text.contains("tIME"), "{text}");
        assert!(clean.ends_with(b"IEND\xae\x42\x60\x82"));
    }
}
