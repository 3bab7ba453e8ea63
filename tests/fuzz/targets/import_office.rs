//! Any bytes as a ZIP, and any XML as the document in one.
#![no_main]

mod article;

use libfuzzer_sys::fuzz_target;

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fn package(name: &str, data: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file(name, stored).expect("an entry");
    writer.write_all(data).expect("its bytes");
    writer.finish().expect("an archive").into_inner()
}

fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"PK") {
        article::check_without_html("a.docx", data);
        article::check_without_html("a.odt", data);
    } else {
        article::check_without_html("a.docx", &package("word/document.xml", data));
        article::check_without_html("a.odt", &package("content.xml", data));
    }
});
