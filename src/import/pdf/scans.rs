//! Recognises pages that are pictures of text, and takes the picture of the first page for those who want it shown.
//!
//! A scan may have a few words of text: a stamp, "copy for …", the mark of a download. They are no article.

use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

use super::glyphs::PdfSheet;

/// A page with a large picture and fewer words than this is a scan.
const MIN_WORDS: usize = 20;
/// A picture with fewer pixels does not cover a page.
const MIN_PIXELS: i64 = 150_000;
/// The most pictures of a page that are looked at.
const MAX_PICTURES: usize = 200;
/// How deeply forms within forms are followed.
const MAX_DEPTH: usize = 4;

/// Returns whether a page is a picture with few words or none.
pub(super) fn is_scan(sheet: &PdfSheet) -> bool {
    sheet.has_large_picture && n_words(sheet) < MIN_WORDS
}

/// Returns the number of words on a page: sequences of letters.
fn n_words(sheet: &PdfSheet) -> usize {
    let (mut n, mut is_in_word, mut last) = (0, false, (0.0, 0.0));
    for glyph in &sheet.glyphs {
        let is_letter = glyph.text.chars().any(char::is_alphanumeric);
        let is_near = (glyph.y - last.1).abs() < glyph.size && glyph.x - last.0 < 0.15 * glyph.size;
        n += usize::from(is_letter && !(is_in_word && is_near));
        is_in_word = is_letter;
        last = (glyph.end, glyph.y);
    }
    n
}

/// Returns whether a page shows a picture that may cover it.
pub(super) fn has_large_picture(document: &Document, page: ObjectId) -> bool {
    pictures(document, page).iter().any(|picture| n_pixels(&picture.dict) >= MIN_PIXELS)
}

/// Returns the JPEG that covers a page; `None` if its picture has another form.
pub(super) fn page_jpeg(document: &Document, page: ObjectId) -> Option<Vec<u8>> {
    let pictures = pictures(document, page);
    let largest = pictures.into_iter().max_by_key(|picture| n_pixels(&picture.dict))?;
    let filter = match largest.dict.get(b"Filter").ok()? {
        Object::Array(filters) if filters.len() == 1 => filters.first()?.as_name().ok()?,
        filter => filter.as_name().ok()?,
    };
    (filter == b"DCTDecode" && n_pixels(&largest.dict) >= MIN_PIXELS).then(|| largest.content.clone())
}

fn n_pixels(picture: &Dictionary) -> i64 {
    let side = |key: &[u8]| picture.get(key).and_then(Object::as_i64).unwrap_or(0).clamp(0, 1 << 20);
    side(b"Width") * side(b"Height")
}

/// Returns the pictures that a page may show, also those in its forms.
fn pictures(document: &Document, page: ObjectId) -> Vec<&Stream> {
    let mut found = Vec::new();
    let Ok(page) = document.get_dictionary(page) else { return found };
    // Resources may be given by a parent of the page.
    let mut node = Some(page);
    for _ in 0..MAX_DEPTH {
        let Some(current) = node else { break };
        if let Some(resources) = dictionary(document, current.get(b"Resources").ok()) {
            collect(document, resources, 0, &mut found);
            break;
        }
        node = dictionary(document, current.get(b"Parent").ok());
    }
    found
}

fn collect<'d>(document: &'d Document, resources: &'d Dictionary, depth: usize, found: &mut Vec<&'d Stream>) {
    let Some(objects) = dictionary(document, resources.get(b"XObject").ok()) else { return };
    for (_, object) in objects.iter() {
        if found.len() >= MAX_PICTURES {
            return;
        }
        let stream = match object {
            Object::Reference(id) => document.get_object(*id).and_then(Object::as_stream),
            other => other.as_stream(),
        };
        let Ok(stream) = stream else { continue };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => found.push(stream),
            Ok(b"Form") if depth < MAX_DEPTH => {
                if let Some(inner) = dictionary(document, stream.dict.get(b"Resources").ok()) {
                    collect(document, inner, depth + 1, found);
                }
            }
            _ => {}
        }
    }
}

fn dictionary<'d>(document: &'d Document, object: Option<&'d Object>) -> Option<&'d Dictionary> {
    match object? {
        Object::Reference(id) => document.get_object(*id).and_then(Object::as_dict).ok(),
        other => other.as_dict().ok(),
    }
}
