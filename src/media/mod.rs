//! Pictures as they were handed in -> pictures as they are published: what they show, and nothing of who took them,
//! where, when and with what.
//!
//! A photograph tells where its source lives; a scan, whose machine it was. So each format is taken apart and put
//! together again from the parts that a screen needs, by allow-lists: pixels, colour profile, resolution, animation,
//! and of the metadata the orientation alone, without which a picture would lie on its side. Nothing is decoded, so no
//! pixel changes. What stands behind the end of a picture (a second one, a film, an archive) goes too.
//!
//! The format is told by the first bytes, never by the name. Pure. Knows no dossier.

mod base64;
mod exif;
mod gif;
mod jpeg;
mod png;
mod svg;
mod webp;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cleaned {
    /// A picture, as it may be published.
    Clean(Vec<u8>),
    /// No picture: a document, sound, film. It is published as it is.
    Other,
    /// A picture whose metadata cannot be taken out. Named is its format.
    Unknown(&'static str),
    /// It begins as a picture of the named format and does not go on as one.
    Broken(&'static str),
}

/// Takes out of a picture what it tells beside what it shows; `name` is only looked at for SVG, which is text.
#[must_use]
pub fn clean(name: &str, bytes: &[u8]) -> Cleaned {
    // A picture is hostile: whatever it makes a reader do, the rest of the site is built.
    let cleaned = std::panic::catch_unwind(|| {
        let of = |format, cleaned: Option<Vec<u8>>| cleaned.map_or(Cleaned::Broken(format), Cleaned::Clean);
        match bytes {
            [0xff, 0xd8, 0xff, ..] => of("JPEG", jpeg::clean(bytes)),
            [0x89, b'P', b'N', b'G', ..] => of("PNG", png::clean(bytes)),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => of("WebP", webp::clean(bytes)),
            [b'G', b'I', b'F', b'8', ..] => of("GIF", gif::clean(bytes)),
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => isobmff(brand),
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Cleaned::Unknown("TIFF"),
            [b'B', b'M', ..] if has_ending(name, &["bmp"]) => Cleaned::Unknown("BMP"),
            [0xff, 0x0a, ..] | [0, 0, 0, 12, b'J', b'X', b'L', ..] => Cleaned::Unknown("JPEG XL"),
            _ if has_ending(name, &["svg", "svgz"]) => of("SVG", svg::clean(bytes)),
            _ if has_ending(name, &["jpg", "jpeg", "png", "gif", "webp", "avif", "heic"]) => Cleaned::Broken("picture"),
            _ => Cleaned::Other,
        }
    });
    cleaned.unwrap_or(Cleaned::Broken("picture"))
}

/// A picture in the container of films (HEIF, ISO 23008-12; AVIF).
fn isobmff(brand: &[u8]) -> Cleaned {
    match brand.get(..4) {
        Some(b"avif" | b"avis") => Cleaned::Unknown("AVIF"),
        Some(b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1") => Cleaned::Unknown("HEIC"),
        _ => Cleaned::Other,
    }
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    endings.contains(&ending.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_told_by_the_bytes() {
        assert_eq!(clean("a.pdf", b"%PDF-1.4"), Cleaned::Other);
        assert_eq!(clean("a.jpg", b"\0\0\0\x20ftypavif"), Cleaned::Unknown("AVIF"));
        assert_eq!(clean("a.mp4", b"\0\0\0\x20ftypisom"), Cleaned::Other);
        assert_eq!(clean("a.png", b"png"), Cleaned::Broken("picture"));
        assert_eq!(clean("a.txt", b"\xff\xd8\xff\xe1"), Cleaned::Broken("JPEG"));
    }

    #[test]
    fn no_cut_and_no_flipped_byte_makes_it_fail() {
        let jpeg = jpeg::tests::sample(3);
        let png = png::tests::sample();
        let webp = webp::tests::sample();
        let gif = gif::tests::sample();
        for whole in [&jpeg, &png, &webp, &gif] {
            for at in 0..whole.len() {
                let _ = clean("a.jpg", &whole[..at]);
                let mut flipped = whole.clone();
                flipped[at] ^= 0xff;
                let _ = clean("a.jpg", &flipped);
            }
        }
    }

    #[test]
    fn cleaning_twice_changes_nothing_more() {
        for whole in [jpeg::tests::sample(6), png::tests::sample(), webp::tests::sample(), gif::tests::sample()] {
            let Cleaned::Clean(once) = clean("a", &whole) else { panic!("not clean") };
            assert_eq!(clean("a", &once), Cleaned::Clean(once.clone()));
            let text = String::from_utf8_lossy(&once).into_owned();
            assert!(!text.contains("canari"), "{text}");
        }
    }
}
