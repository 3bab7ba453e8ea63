//! Cleans WebP (RFC 9649, 2.3 to 2.7), chunk by chunk.
//!
//! Kept: the picture, its alpha, animation and colour profile, and the orientation. Removed: the rest of Exif, XMP,
//! unknown chunks.

use super::exif;

/// Chunks that are kept, and the maximum length of each: a longer one contains something else and is cut.
const KEPT: [(&[u8], usize); 6] = [
    (b"VP8 ", usize::MAX),
    (b"VP8L", usize::MAX),
    (b"VP8X", 10),
    (b"ALPH", usize::MAX),
    (b"ICCP", usize::MAX),
    (b"ANIM", 6),
];

/// Returns the part of a chunk that is kept, if any.
fn kept<'a>(kind: &[u8], data: &'a [u8]) -> Option<&'a [u8]> {
    let (_, max) = KEPT.iter().find(|(kept, _)| *kept == kind)?;
    Some(&data[..data.len().min(*max)])
}

/// Flags of the VP8X chunk.
const EXIF_FLAG: u8 = 0b0000_1000;
const XMP_FLAG: u8 = 0b0000_0100;

/// Strips the metadata; `None` if there is no picture.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = b"WEBP".to_vec();
    let (mut orientation, mut extended, mut has_picture) = (None, None, false);
    for (kind, data) in chunks(bytes.get(12..)?) {
        match kind {
            b"EXIF" => orientation = exif::orientation(data.strip_prefix(b"Exif\0\0").unwrap_or(data)),
            b"ANMF" => {
                has_picture = true;
                push(&mut out, kind, &frame(data)?);
            }
            _ => {
                let Some(data) = kept(kind, data) else { continue };
                has_picture |= kind.starts_with(b"VP8") && kind != b"VP8X";
                if kind == b"VP8X" && !data.is_empty() {
                    extended = Some(out.len() + 8);
                }
                push(&mut out, kind, data);
            }
        }
    }
    if !has_picture {
        return None;
    }
    if let Some(flags) = extended {
        out[flags] &= !(EXIF_FLAG | XMP_FLAG);
        if let Some(orientation) = orientation {
            out[flags] |= EXIF_FLAG;
            push(&mut out, b"EXIF", &exif::block(orientation));
        }
    }
    let mut whole = b"RIFF".to_vec();
    whole.extend(u32::try_from(out.len()).ok()?.to_le_bytes());
    whole.extend(out);
    Some(whole)
}

/// Returns an animation frame with the chunks in it that are kept.
fn frame(data: &[u8]) -> Option<Vec<u8>> {
    let (head, rest) = data.split_at_checked(16)?;
    let mut out = head.to_vec();
    for (kind, data) in chunks(rest) {
        if let Some(data) = kept(kind, data) {
            push(&mut out, kind, data);
        }
    }
    Some(out)
}

/// Lists the chunks with name and content; a truncated last one is skipped.
fn chunks(mut rest: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        let (head, behind) = rest.split_at_checked(8)?;
        let len = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let (data, behind) = behind.split_at_checked(len)?;
        rest = behind.get(len % 2..).unwrap_or_default();
        Some((&head[..4], data))
    })
}

fn push(out: &mut Vec<u8>, kind: &[u8], data: &[u8]) {
    let Ok(len) = u32::try_from(data.len()) else { return };
    out.extend(kind);
    out.extend(len.to_le_bytes());
    out.extend(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::media) fn sample() -> Vec<u8> {
        let mut out = b"WEBP".to_vec();
        push(&mut out, b"VP8X", &[&[EXIF_FLAG | XMP_FLAG, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], b"canari"].concat());
        push(&mut out, b"ICCP", b"profil");
        push(&mut out, b"VP8L", &[0x2f, 1, 2, 3, 4]);
        push(&mut out, b"EXIF", &[&exif::block(5)[..], b"canari"].concat());
        push(&mut out, b"XMP ", b"canari");
        push(&mut out, b"autr", b"canari");
        let mut whole = b"RIFF".to_vec();
        whole.extend(u32::try_from(out.len()).expect("small").to_le_bytes());
        whole.extend(out);
        whole.extend(b"canari");
        whole
    }

    #[test]
    fn pixels_profile_and_orientation_stay() {
        let clean = clean(&sample()).expect("a picture");
        let text = String::from_utf8_lossy(&clean).into_owned();
        assert!(text.contains("profil") && text.contains("VP8L") && !text.contains("canari"), "{text}");
        assert_eq!(clean[20], EXIF_FLAG);
        assert_eq!(u32::from_le_bytes([clean[4], clean[5], clean[6], clean[7]]) as usize, clean.len() - 8);
    }
}
