//! Decides which files of content/media/ may be published, and strips the metadata from pictures.
//!
//! A photograph reveals where its author lives; a scan, whose machine made it. So each format is taken apart and
//! rebuilt from the parts that a screen needs, by allow-lists: pixels, colour profile, resolution, animation, and the
//! orientation, without which a picture would lie on its side. Nothing is decoded, so no pixel changes. Data after the
//! end of a picture (a second picture, a film, an archive) is dropped too.
//!
//! File types are an allow-list too: pictures, sound, film, documents, plain text. Formats that a browser would run or
//! open as a page (HTML, XML, scripts) are not on it. A web server derives the type from the extension; a browser that
//! gets no type looks at the first bytes; so both must be harmless. Pure functions on bytes.

use crate::base::Message;
use crate::say;

mod css;
pub(crate) mod data_address;
mod exif;
mod gif;
mod jpeg;
mod png;
pub(crate) mod publication;
mod svg;
mod webp;

pub(crate) use data_address::data_address;

/// The result of cleaning a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MediaCleaning {
    /// A picture without metadata.
    Clean(Vec<u8>),
    /// A document, sound or film. It is published unchanged.
    Other,
    /// A picture in a format whose metadata cannot be removed; the format's name.
    Unknown(&'static str),
    /// It begins like a picture of the named format but cannot be parsed as one.
    Broken(&'static str),
    /// A file that must not be published; the reason, to follow `this file`.
    Refused(Message),
}

/// Extensions of pictures.
const PICTURES: &[&str] = &[
    "jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "webp", "svg", "svgz", "avif", "heic", "heif", "tif", "tiff",
    "bmp", "jxl",
];
/// Extensions of other files: sound, film, documents, text and tables, archives. None that a browser opens as a page,
/// and none that only describes compression: `x.html.gz` is a page.
const OTHERS: &[&str] = &[
    "mp3", "m4a", "aac", "ogg", "oga", "opus", "flac", "wav", "aif", "aiff", "weba", //
    "mp4", "m4v", "mov", "webm", "ogv", "mkv", "avi", "mpg", "mpeg", "3gp", "wmv", //
    "pdf", "epub", "djvu", "odt", "ods", "odp", "odg", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "rtf", //
    "txt", "csv", "tsv", "json", "geojson", "jsonl", "vtt", "srt", "bib", "ris", "zip",
];

/// Strips metadata from a file, or says that it must not be published.
#[must_use]
pub(crate) fn clean(name: &str, bytes: &[u8]) -> MediaCleaning {
    let file = name.rsplit('/').next().unwrap_or(name);
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    // Without an extension, servers and browsers go by the bytes alone.
    let is_listed = |ending: &String| PICTURES.contains(&ending.as_str()) || OTHERS.contains(&ending.as_str());
    if !ending.as_ref().is_none_or(is_listed) {
        return MediaCleaning::Refused(say!(
            en: "has a type that is not published: its extension is not that of a picture, sound, film, document or text",
            fr: "est d’un type qui n’est pas publié : son extension n’est pas celle d’une image, d’un son, d’un film, d’un document ou d’un texte",
        ));
    }
    let ending = ending.unwrap_or_default();
    if ending != "svg" && is_markup(bytes) {
        return MediaCleaning::Refused(say!(
            en: "begins like a web page or XML, whatever its extension, and a browser might open it as one",
            fr: "commence comme une page Web ou du XML, quelle que soit son extension, et un navigateur pourrait l’ouvrir ainsi",
        ));
    }
    picture(&ending, bytes)
}

/// Cleans a picture embedded in another.
fn clean_embedded(bytes: &[u8]) -> Option<Vec<u8>> {
    match picture("", bytes) {
        MediaCleaning::Clean(clean) => Some(clean),
        _ => None,
    }
}

/// Recognises text formats by their extension, all others by their first bytes.
fn picture(ending: &str, bytes: &[u8]) -> MediaCleaning {
    // Pictures are untrusted: a panic while reading one must not stop the build.
    let cleaned = std::panic::catch_unwind(|| {
        let of = |format, cleaned: Option<Vec<u8>>| cleaned.map_or(MediaCleaning::Broken(format), MediaCleaning::Clean);
        match bytes {
            _ if ["svg", "svgz"].contains(&ending) => of("SVG", svg::clean(bytes)),
            [0xff, 0xd8, 0xff, ..] => of("JPEG", jpeg::clean(bytes)),
            [0x89, b'P', b'N', b'G', ..] => of("PNG", png::clean(bytes)),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => of("WebP", webp::clean(bytes)),
            [b'G', b'I', b'F', b'8', ..] => of("GIF", gif::clean(bytes)),
            _ if isobmff_brand(bytes).is_some() => isobmff(isobmff_brand(bytes).unwrap_or_default()),
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => MediaCleaning::Unknown("TIFF"),
            [b'B', b'M', ..] if ending == "bmp" => MediaCleaning::Unknown("BMP"),
            [0xff, 0x0a, ..] | [0, 0, 0, 12, b'J', b'X', b'L', ..] if ending == "jxl" => {
                MediaCleaning::Unknown("JPEG XL")
            }
            _ if PICTURES.contains(&ending) => MediaCleaning::Broken("picture"),
            _ => MediaCleaning::Other,
        }
    });
    cleaned.unwrap_or(MediaCleaning::Broken("picture"))
}

/// Returns the brand of an ISO media file (ISO 14496-12, 4.3) if the length of its first box fits in the file.
fn isobmff_brand(bytes: &[u8]) -> Option<&[u8]> {
    let len = u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?);
    let brand = bytes.get(8..12)?;
    let is_box = bytes.get(4..8)? == b"ftyp" && (16..=bytes.len()).contains(&usize::try_from(len).ok()?);
    let is_brand = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b' ';
    (is_box && brand.iter().all(is_brand)).then_some(brand)
}

/// A picture in an ISO media file (HEIF, ISO 23008-12; AVIF).
fn isobmff(brand: &[u8]) -> MediaCleaning {
    match brand {
        b"avif" | b"avis" => MediaCleaning::Unknown("AVIF"),
        b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" => MediaCleaning::Unknown("HEIC"),
        _ => MediaCleaning::Other,
    }
}

/// Returns whether bytes begin like markup, in any encoding that a browser reads (WHATWG MIME Sniffing, 7.1, and
/// wider).
fn is_markup(bytes: &[u8]) -> bool {
    // Byte order marks; in UTF-16 every other byte is zero.
    let is_before = |byte: &u8| byte.is_ascii_whitespace() || [0x0c, 0xef, 0xbb, 0xbf, 0xfe, 0xff].contains(byte);
    let mut letters = bytes.iter().filter(|byte| **byte != 0).skip_while(|byte| is_before(byte));
    letters.next() == Some(&b'<')
        && letters.next().is_some_and(|byte| byte.is_ascii_alphabetic() || b"!?/".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_would_run_is_no_medium() {
        let is_refused = |name: &str, bytes: &[u8]| matches!(clean(name, bytes), MediaCleaning::Refused(_));
        for name in [
            "a.html", "a.htm", "a.xhtml", "a.xht", "a.xml", "a.xsl", "a.hta", "a.js", "a.mjs", "a.wasm", "a.css",
            "a.php", "a.shtml", "a.mht", "a.mhtml", "a.swf", "a.html.gz", "a.svg.br", "a.", ".htaccess", "a.md",
            "a.HTML", "a.jpg.html", "a.lnk", "a.url",
        ] {
            assert!(is_refused(name, b"texte") && is_refused(name, b"\xff\xd8\xff\xe0"), "{name}");
        }
        let utf16 = |text: &str| {
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect::<Vec<_>>()
        };
        for name in ["a.txt", "a.csv", "a.pdf", "a.mp4", "a.mp3", "a.jpg", "a.zip", "a.json", "a.SVGZ"] {
            for page in [
                "<!doctype html>",
                " \n\t<html>",
                "\u{feff}<?xml version='1.0'?>",
                "<!--ftyp--><svg>",
                "<script>x</script>",
                "</b>",
            ] {
                assert!(is_refused(name, page.as_bytes()) && is_refused(name, &utf16(page)), "{name} {page}");
            }
        }
        for (name, text) in
            [("a.txt", "a < b"), ("a.csv", "< 3;<5"), ("a.txt", "Un <b>mot</b>"), ("a.JSON", "{}"), ("a.txt", "")]
        {
            assert_eq!(clean(name, text.as_bytes()), MediaCleaning::Other, "{name} {text}");
        }
        assert_eq!(clean("a.mp4", b"\xff\xff\xff\xffftypisom"), MediaCleaning::Other);
        assert_eq!(clean("a.heic", b"\xff\xff\xff\xffftypheic"), MediaCleaning::Broken("picture"));
    }

    #[test]
    fn the_format_is_recognised_by_the_bytes() {
        assert_eq!(clean("a.pdf", b"%PDF-1.4"), MediaCleaning::Other);
        assert_eq!(clean("a.jpg", b"\0\0\0\x10ftypavif\0\0\0\0"), MediaCleaning::Unknown("AVIF"));
        assert_eq!(clean("a.mp4", b"\0\0\0\x10ftypisom\0\0\0\0"), MediaCleaning::Other);
        assert_eq!(clean("a.png", b"png"), MediaCleaning::Broken("picture"));
        assert_eq!(clean("a.txt", b"\xff\xd8\xff\xe1"), MediaCleaning::Broken("JPEG"));
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
            let MediaCleaning::Clean(once) = clean("a.png", &whole) else { panic!("not clean") };
            assert_eq!(clean("a.png", &once), MediaCleaning::Clean(once.clone()));
            let text = String::from_utf8_lossy(&once).into_owned();
            assert!(!text.contains("canari"), "{text}");
        }
    }
}
