//! Any text as a chapter of an EPUB, and any XML as its package file and its contents.
#![no_main]

mod article;

use libfuzzer_sys::fuzz_target;

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const CONTAINER: &[u8] = b"<container><rootfiles><rootfile full-path=\"p.opf\"/></rootfiles></container>";
const PACKAGE: &[u8] = b"<package><manifest><item id=\"n\" href=\"n.html\" properties=\"nav\"/><item id=\"c\" href=\"c.html\" \
    media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"c\"/></spine></package>";
const CHAPTER: &[u8] = b"<h1 id=\"a\">Titre</h1><p id=\"b\">Une phrase assez longue pour compter comme un texte, avec un point.</p>";

fn book(package: &[u8], contents: &[u8], chapter: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let files: [(&str, &[u8]); 5] = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("p.opf", package),
        ("n.html", contents),
        ("c.html", chapter),
    ];
    for (name, bytes) in files {
        writer.start_file(name, stored).expect("an entry");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

fuzz_target!(|data: &[u8]| {
    match data.split_first() {
        Some((0, rest)) => article::check_without_html("a.epub", &book(rest, b"", CHAPTER)),
        Some((1, rest)) => article::check_without_html("a.epub", &book(PACKAGE, rest, CHAPTER)),
        _ => article::check_without_html("a.epub", &book(PACKAGE, b"", data)),
    }
});
