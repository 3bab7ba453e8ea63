//! Cleans GIF (version 89a, appendix A), block by block.
//!
//! Kept: the frames, their timing, the loop (`NETSCAPE2.0`, `ANIMEXTS1.0`), the colour profile. Removed: comments,
//! plain texts, XMP and other application blocks, and everything after the end.

/// Strips the metadata; `None` if there is no frame.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let head = bytes.get(..13)?;
    let mut at = 13 + colours(head[10]);
    let mut out = bytes.get(..at)?.to_vec();
    let mut has_frame = false;
    while let Some(block) = bytes.get(at) {
        let (len, kept) = match block {
            0x21 => {
                let kind = *bytes.get(at + 1)?;
                let len = 2 + blocks_len(bytes.get(at + 2..)?);
                let block = bytes.get(at..at + len).unwrap_or_default();
                (len, kind == 0xf9 && len == GRAPHIC_LEN || kind == 0xff && is_known(block))
            }
            0x2c => {
                let flags = *bytes.get(at + 9)?;
                let table = 10 + colours(flags);
                has_frame = true;
                (table + 1 + blocks_len(bytes.get(at + table + 1..)?), true)
            }
            // The end, or something that no decoder understands.
            _ => break,
        };
        let end = (at + len).min(bytes.len());
        if kept {
            out.extend(&bytes[at..end]);
        }
        at = end;
    }
    out.push(0x3b);
    has_frame.then_some(out)
}

/// Length of a graphic control extension: one block of four bytes.
const GRAPHIC_LEN: usize = 8;
/// Length of a loop extension: its name, one block of three bytes.
const LOOP_LEN: usize = 19;

/// Returns whether an application block is kept: a known one of the expected length.
fn is_known(block: &[u8]) -> bool {
    let is_loop = || block.len() == LOOP_LEN && block[14] == 3;
    match block.get(2..14) {
        Some(b"\x0bNETSCAPE2.0" | b"\x0bANIMEXTS1.0") => is_loop(),
        Some(b"\x0bICCRGBG1012") => true,
        _ => false,
    }
}

/// Returns the length of the colour table given by the flags.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Returns the length of a sequence of sub-blocks with its terminator.
fn blocks_len(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(len) = bytes.get(at) {
        at += 1 + usize::from(*len);
        if *len == 0 {
            return at;
        }
    }
    bytes.len()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::media) fn sample() -> Vec<u8> {
        let mut out = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
        out.extend(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0");
        out.extend(b"\x21\xff\x0bXMP DataXMP\x06canari\0");
        out.extend(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\x06canari\0");
        out.extend(b"\x21\xf9\x04\0\0\0\0\x06canari\0");
        out.extend(b"\x21\xfe\x06canari\0");
        out.extend(b"\x21\xf9\x04\0\0\0\0\0");
        out.extend(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
        out.extend(b"\x3bcanari");
        out
    }

    #[test]
    fn frames_and_the_loop_stay() {
        let clean = clean(&sample()).expect("a picture");
        let text = String::from_utf8_lossy(&clean).into_owned();
        assert!(text.contains("NETSCAPE2.0") && !text.contains("canari"), "{text}");
        assert!(clean.ends_with(b"\x02\x02\x44\x01\0\x3b"));
    }
}
