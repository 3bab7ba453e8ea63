//! `dossier import` of web archives.

use std::io::{Cursor, Write};

use super::session::Session;

fn record(kind: &str, url: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let mut block = head.replace('\n', "\r\n").into_bytes();
    block.extend_from_slice(b"\r\n\r\n");
    block.extend_from_slice(body);
    let mut record = format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{url}>\r\nWARC-Date: 2021-09-08T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n", block.len()).into_bytes();
    record.extend_from_slice(&block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("memory");
    packer.finish().expect("memory")
}

const HTML: &str = "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8";

fn page(title: &str) -> Vec<u8> {
    format!("<!DOCTYPE html><html lang=fr><head><title>{title}</title><meta property=\"article:published_time\" content=\"2021-09-07T06:00:00+02:00\"></head><body><nav><a href=/>Accueil</a></nav><article><h1>{title}</h1><p>Le moulin de Kervoal tourne de nouveau depuis samedi, après trois ans de travaux menés par l’association des amis du moulin.</p><p>« Nous avons retaillé les deux meules », a expliqué Paul Guivarc’h, qui préside l’association depuis sa création en 2009.</p></article></body></html>").into_bytes()
}

/// An archive as crawlers write it: each record packed by itself.
fn archive() -> Vec<u8> {
    let article = page("Le moulin tourne");
    let mut packed = HTML.to_owned();
    packed.push_str("\nContent-Encoding: gzip");
    [
        record("warcinfo", "", "software: x", b""),
        record("request", "https://m.example/moulin", "GET /moulin HTTP/1.1", b""),
        record("response", "https://m.example/moulin", &packed, &gzip(&article)),
        record("response", "https://m.example/moulin", HTML, &article),
        record("response", "https://m.example/", HTML, &page("Accueil")),
        record("response", "https://m.example/liste", HTML, b"<ul><li><a href=/a>Un</a><li><a href=/b>Deux</a></ul>"),
        record("response", "https://m.example/x.png", "HTTP/1.1 200 OK\nContent-Type: image/png", b"\x89PNG"),
        record("response", "https://m.example/old", "HTTP/1.1 301 Moved\nContent-Type: text/html", b""),
        record("response", "https://m.example/zst", &format!("{HTML}\nContent-Encoding: zstd"), b"\x01\x02"),
        record("revisit", "https://m.example/moulin", HTML, b""),
    ]
    .iter()
    .flat_map(|record| gzip(record))
    .collect()
}

#[test]
fn each_page_that_is_an_article_is_imported_once() {
    let session = Session::new();
    session.write("crawl.warc.gz", &archive());
    let run = session.run("import crawl.warc.gz");
    assert_eq!(run.code, 0, "{}", run.err);
    for told in [
        "2 pages are no articles",
        "2 records are no pages",
        "1 record only says that a page had not changed",
        "1 page is there twice",
        "1 page is compressed in a way",
    ] {
        assert!(run.err.contains(told), "{told}: {}", run.err);
    }
    assert_eq!(session.files("content/articles").len(), 1);
    let article = session.read("content/articles/le-moulin-tourne.md");
    assert!(article.contains("date: 2021-09-07\n") && article.contains("retrieved: \"2021-09-08\"\n"), "{article}");
    assert!(article.contains("https://m.example/moulin") && article.contains("retaillé"), "{article}");
    // The same page in another archive.
    let other = record("response", "https://m.example/moulin", HTML, &page("Le moulin tourne"));
    session.write("b.warc", &other);
    let run = session.run("import b.warc");
    assert!(run.err.contains("1 known before"), "{}", run.err);
}

#[test]
fn a_damaged_archive_gives_what_stands_before_the_damage() {
    for (name, bytes) in [
        ("cut.warc.gz", {
            let whole =
                [gzip(&record("response", "https://m.example/moulin", HTML, &page("Le moulin tourne"))), archive()]
                    .concat();
            whole[..whole.len() - 40].to_vec()
        }),
        ("cut.warc", {
            let second = record("response", "https://m.example/2", HTML, &page("Deux"));
            [record("response", "https://m.example/moulin", HTML, &page("Le moulin tourne")), second[..300].to_vec()]
                .concat()
        }),
    ] {
        let session = Session::new();
        session.write(name, &bytes);
        let run = session.run(&format!("import {name}"));
        assert_eq!(run.code, 1, "{name}: {}", run.err);
        assert!(run.err.contains("the archive is damaged here"), "{name}: {}", run.err);
        assert_eq!(session.files("content/articles").len(), 1, "{name}");
    }
    let session = Session::new();
    session.write("bombe.warc.gz", &gzip(&[b"WARC/1.0\r\n".to_vec(), vec![b'x'; 80 << 20]].concat()));
    let run = session.run("import bombe.warc.gz");
    assert_eq!(run.code, 1, "{}", run.err);
}

#[test]
fn a_collection_gives_the_pages_that_a_person_visited() {
    let session = Session::new();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let crawl =
        [archive(), gzip(&record("response", "https://m.example/autre", HTML, &page("Trouvé par le robot")))].concat();
    zip.start_file("archive/data.warc.gz", stored).expect("an entry");
    zip.write_all(&crawl).expect("bytes");
    zip.start_file("pages/pages.jsonl", stored).expect("an entry");
    zip.write_all(b"{\"format\": \"json-pages-1.0\"}\n{\"url\": \"https://m.example/moulin\"}\n").expect("bytes");
    session.write("c.wacz", &zip.finish().expect("a ZIP").into_inner());
    let run = session.run("import c.wacz");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(session.files("content/articles").len(), 1, "{}", run.err);
    session.write("leer.wacz", b"PK");
    assert_eq!(session.run("import leer.wacz").code, 1);
}
