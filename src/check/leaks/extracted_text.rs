//! Extracts all text from a finished file: as it is, and decompressed, unescaped, decoded.
//!
//! The counterpart of everything that writes: finds text that a page hides in an entity, an address in `%C3%A9`, a
//! search index in shared prefixes, a picture in its metadata. Pure; knows no names. Brotli and encrypted files are
//! not read, because no build writes them.

use std::io::Read;

use miniz_oxide::inflate::{decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit};

use crate::base::html::is_block;
use crate::base::{Message, markup, percent};
use crate::say;

/// A text extracted from a file or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtractedText {
    /// Where it was found: `text`, `file name`, `PNG text`, `ZIP entry a.xml`.
    pub place: Message,
    /// The text.
    pub text: String,
}

impl ExtractedText {
    /// Returns whether it is the name of the file itself.
    #[must_use]
    pub fn is_file_name(&self) -> bool {
        self.place.en == FILE_NAME
    }
}

/// The place of a file's own name, in English.
const FILE_NAME: &str = "file name";

/// Largest part that is decompressed: a larger one is a decompression bomb or a film.
const MAX_LEN: usize = 64 << 20;
/// How deep nested archives are read.
const MAX_DEPTH: usize = 4;

/// Extracts the text of a file of the output in every known way.
#[must_use]
pub fn extract_texts(route: &str, bytes: &[u8]) -> Vec<ExtractedText> {
    let place = say!(en: "{FILE_NAME}", fr: "nom du fichier");
    let mut found = vec![ExtractedText { place, text: percent::decode_lossy(route) }];
    parts(&say!(en: "text", fr: "texte"), bytes, 0, &mut found);
    if route.starts_with("search/") {
        let place = say!(en: "search terms", fr: "termes de recherche");
        found.extend(search_terms(bytes).map(|text| ExtractedText { place: place.clone(), text }));
    }
    found
}

fn parts(place: &Message, bytes: &[u8], depth: usize, found: &mut Vec<ExtractedText>) {
    if depth > MAX_DEPTH {
        return;
    }
    match bytes {
        [0x1f, 0x8b, 8, flags, ..] => {
            if let Some(inner) =
                gzip_body(bytes, *flags).and_then(|body| decompress_to_vec_with_limit(body, MAX_LEN).ok())
            {
                parts(&Message::same("gzip"), &inner, depth + 1, found);
            }
        }
        [b'P', b'K', 3, 4, ..] => zip_entries(bytes, depth, found),
        [0x89, b'P', b'N', b'G', ..] => png_chunks(bytes, found),
        _ => {}
    }
    if bytes.starts_with(b"%PDF-") {
        pdf_streams(bytes, found);
    }
    let text = String::from_utf8_lossy(bytes);
    let is_text = !bytes.contains(&0);
    if is_text {
        plain(place, &text, found);
        if place.en.ends_with(".csv") && text.contains("\"\"") {
            let place = say!(en: "{place}, cells", fr: "{place}, cellules"; place);
            plain(&place, &text.replace("\"\"", "\""), found);
        }
        if text.starts_with("BEGIN:VCALENDAR") {
            // A line of a calendar goes on after a line break and a space, also in the middle of a word.
            let place = say!(en: "{place}, unfolded", fr: "{place}, lignes réunies"; place);
            plain(&place, &text.replace("\r\n ", ""), found);
        }
    } else {
        // In UTF-16 metadata each Latin letter is next to a zero byte.
        let dense: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        found.push(ExtractedText {
            place: say!(en: "{place}, UTF-16", fr: "{place}, UTF-16"; place),
            text: String::from_utf8_lossy(&dense).into_owned(),
        });
        found.push(ExtractedText { place: place.clone(), text: text.into_owned() });
    }
}

/// A text as it is, and decoded if that differs.
fn plain(place: &Message, text: &str, found: &mut Vec<ExtractedText>) {
    let unescaped = unescape_json(text);
    let entities = markup::unescaped(&unescaped);
    let addresses = percent::decode_lossy(&entities);
    if text.contains('<') {
        // An element may split a name: `Paul <b>Kerdaniel</b>`.
        let place = say!(en: "{place} without tags", fr: "{place} sans balises"; place);
        found.push(ExtractedText { place, text: without_tags(&entities) });
    }
    if addresses != entities {
        let place = say!(en: "{place}, addresses decoded", fr: "{place}, adresses décodées"; place);
        found.push(ExtractedText { place, text: addresses });
    }
    // An escape would run into the next word: `\
    // Rose`.
    found.push(ExtractedText { place: place.clone(), text: entities.into_owned() });
}

/// Removes the tags. Text of different paragraphs, cells and list items stays separate.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut tag: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match (c, tag) {
            ('<', _) => tag = Some(at + 1),
            ('>', Some(start)) => {
                if is_block(&text[start..at]) && !is_inline_in_tei(&text[start..at]) {
                    out.push_str("\n\n");
                }
                tag = None;
            }
            ('>', None) | ('\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}', _) => {}
            (_, None) => out.push(c),
            (_, Some(_)) => {}
        }
    }
    out
}

/// Returns whether a tag is one of those that editions in TEI have within a line.
fn is_inline_in_tei(tag: &str) -> bool {
    const INLINE: [&str; 11] =
        ["hi", "persName", "placeName", "orgName", "eventName", "title", "rs", "date", "said", "ref", "lb"];
    let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    INLINE.contains(&name)
}

/// Decodes escapes such as `\u00e9`, as used in JSON and JavaScript.
fn unescape_json(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.char_indices();
    while let Some((at, c)) = letters.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match letters.next() {
            Some((_, 'u')) => {
                let code = text.get(at + 2..at + 6).and_then(|hex| u32::from_str_radix(hex, 16).ok());
                if let Some(c) = code.and_then(char::from_u32) {
                    out.push(c);
                    letters.nth(3);
                }
            }
            Some((_, 'n' | 'r' | 't')) => out.push(' '),
            Some((_, c)) => out.push(c),
            None => {}
        }
    }
    out
}

/// Expands the terms of a file of the search index: each begins with a digit (base 36), the number of letters it
/// shares with the previous one (search/terms.rs).
fn search_terms(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let start = text.find(",[\"")? + 1;
    let list: serde_json::Value = serde_json::from_str(text[start..].trim_end().strip_suffix(')')?).ok()?;
    let (mut out, mut last) = (String::new(), String::new());
    for coded in list.get(0)?.as_str()?.split(' ') {
        let mut letters = coded.chars();
        let shared = letters.next().and_then(|digit| digit.to_digit(36)).unwrap_or(0) as usize;
        last = last.chars().take(shared).chain(letters).collect();
        // Consecutive terms share letters but are not consecutive words.
        out.push_str(&last);
        out.push_str("\n\n");
    }
    Some(out)
}

/// Returns the compressed part of a gzip file (RFC 1952, 2.3).
fn gzip_body(bytes: &[u8], flags: u8) -> Option<&[u8]> {
    let mut at = 10;
    if flags & 4 != 0 {
        let len = bytes.get(at..at + 2)?;
        at += 2 + usize::from(u16::from_le_bytes([len[0], len[1]]));
    }
    for _ in 0..(flags & 8 != 0) as u8 + (flags & 16 != 0) as u8 {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0)? + 1;
    }
    if flags & 2 != 0 {
        at += 2;
    }
    bytes.get(at..)
}

fn zip_entries(bytes: &[u8], depth: usize, found: &mut Vec<ExtractedText>) {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return };
    for index in 0..archive.len().min(20_000) {
        let Ok(entry) = archive.by_index(index) else { continue };
        let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else { continue };
        let place = say!(en: "name of a ZIP entry", fr: "nom d’un fichier d’une archive ZIP");
        found.push(ExtractedText { place, text: name.clone() });
        let mut inner = Vec::new();
        if entry.take(MAX_LEN as u64).read_to_end(&mut inner).is_ok() {
            let place = say!(en: "ZIP entry {name}", fr: "archive ZIP, {name}");
            parts(&place, &inner, depth + 1, found);
        }
    }
}

/// The text chunks of a PNG (PNG, third edition, 11.3.3): plain, compressed, international.
fn png_chunks(bytes: &[u8], found: &mut Vec<ExtractedText>) {
    let mut at = 8;
    while let Some(head) = bytes.get(at..at + 8) {
        let len = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let Some(data) = bytes.get(at + 8..(at + 8).saturating_add(len)) else { return };
        let mut add = |text: &[u8]| {
            found.push(ExtractedText {
                place: say!(en: "PNG text", fr: "texte d’un PNG"),
                text: String::from_utf8_lossy(text).into_owned(),
            });
        };
        match &head[4..8] {
            b"tEXt" | b"eXIf" => add(data),
            b"zTXt" | b"iTXt" | b"iCCP" => {
                add(data);
                // The compressed part is recognised by its header, wherever it begins.
                let starts = (0..data.len().min(256)).filter(|start| data[*start] == 0x78);
                for text in starts.filter_map(|start| decompress_to_vec_zlib_with_limit(&data[start..], MAX_LEN).ok()) {
                    add(&text);
                }
            }
            _ => {}
        }
        at += 12 + len;
    }
}

fn pdf_streams(bytes: &[u8], found: &mut Vec<ExtractedText>) {
    let mut rest = bytes;
    while let Some(at) = rest.windows(6).position(|window| window == b"stream") {
        rest = &rest[at + 6..];
        let body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if let Ok(text) = decompress_to_vec_zlib_with_limit(body, MAX_LEN) {
            let text = String::from_utf8_lossy(&text).into_owned();
            found.push(ExtractedText { place: say!(en: "PDF stream", fr: "contenu d’un PDF"), text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(route: &str, bytes: &[u8]) -> String {
        extract_texts(route, bytes).into_iter().map(|reading| reading.text + "\n").collect()
    }

    #[test]
    fn what_is_encoded_is_read() {
        for bytes in [
            &b"Hidden Ker&eacute;niel"[..],
            b"Ker&#233;niel &#xe9;",
            b"Ker&#x00000000E9;niel",
            b"&Kcy; &Kcedil; Ker&eacute;niel",
            b"href=\"Ker%C3%A9niel\"",
            br#"{"a": "Ker\u00e9niel"}"#,
            "Ker<b>é</b>niel".as_bytes(),
            b"<p><persName>Ker<hi rend=\"bold\">&#233;</hi>niel</persName></p>",
            "Kerén\u{ad}iel <".as_bytes(),
            "BEGIN:VCALENDAR\r\nSUMMARY:Keré\r\n niel".as_bytes(),
        ] {
            assert!(read("a.html", bytes).contains("Keréniel"), "{}", String::from_utf8_lossy(bytes));
        }
        assert!(read("Ker%C3%A9niel.html", b"").contains("Keréniel"));
        assert!(read("a.jpg", b"\xff\xd8\xff\xe1K\0e\0r\0n\0i\0e\0l\0").contains("Kerniel"));
    }

    #[test]
    fn what_is_compressed_is_read() {
        let deflated = miniz_oxide::deflate::compress_to_vec(b"Kerniel est ici", 6);
        let gzip = [&[0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3][..], b"nom\0", &deflated].concat();
        assert!(read("a.gz", &gzip).contains("Kerniel"));
        let zlib = miniz_oxide::deflate::compress_to_vec_zlib(b"Kerniel est ici", 6);
        let data = [&b"Comment\0\0"[..], &zlib].concat();
        let len = u32::try_from(data.len()).expect("small").to_be_bytes();
        let png = [&b"\x89PNG\r\n\x1a\n"[..], &len, b"zTXt", &data, &[0; 4]].concat();
        assert!(read("a.png", &png).contains("Kerniel"));
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file("a/b.xml", options).expect("an entry");
        std::io::Write::write_all(&mut zip, b"<p>Kerniel</p>").expect("written");
        assert!(read("a.docx", &zip.finish().expect("whole").into_inner()).contains("Kerniel"));
    }

    #[test]
    fn the_terms_of_the_search_are_written_out() {
        let terms = read("search/t0.js", b"dossierSearch(\"t0\",[\"0kerdal 4niel 0morvan\",\"\"])\n");
        assert!(terms.contains("kerdal\n\nkerdniel\n\nmorvan"), "{terms}");
    }
}
