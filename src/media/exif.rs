//! The one Exif tag that is kept (CIPA DC-008, 4.6): the orientation.

/// Tag 0x0112.
const ORIENTATION: u16 = 0x0112;

/// Returns the orientation, 2 to 8, of a TIFF block; `None` if there is none or the picture is upright.
pub(super) fn orientation(tiff: &[u8]) -> Option<u8> {
    let little = match tiff.get(..4)? {
        [b'I', b'I', 42, 0] => true,
        [b'M', b'M', 0, 42] => false,
        _ => return None,
    };
    let short = |at: usize| {
        let pair = [*tiff.get(at)?, *tiff.get(at.checked_add(1)?)?];
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let long = |at: usize| {
        let (first, second) = (u32::from(short(at)?), u32::from(short(at.checked_add(2)?)?));
        Some(if little { first | second << 16 } else { first << 16 | second })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    for entry in 0..usize::from(short(directory)?) {
        let at = directory.checked_add(2 + entry * 12)?;
        if short(at)? == ORIENTATION {
            let value = short(at.checked_add(8)?)?;
            return u8::try_from(value).ok().filter(|value| (2..=8).contains(value));
        }
    }
    None
}

/// Returns a TIFF block that contains only the orientation.
pub(super) fn block(orientation: u8) -> [u8; 26] {
    let mut tiff = [0; 26];
    // Big-endian, first directory at 8, one entry: tag, type SHORT, one value, the value; no further directory.
    tiff[..22]
        .copy_from_slice(&[b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for value in 2..=8 {
            assert_eq!(orientation(&block(value)), Some(value));
        }
        assert_eq!(orientation(&block(1)), None);
        assert_eq!(orientation(&block(9)), None);
        assert_eq!(orientation(b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"), Some(6));
        assert_eq!(orientation(b"II*\0\xff\xff\xff\xff"), None);
    }
}
