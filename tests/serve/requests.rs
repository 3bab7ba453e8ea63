//! Requests of browsers: whole files and ranges, folders, dead addresses, the base path of the site.

use super::project::{Files, start};
use super::server::Server;

fn with_film() -> Files {
    let mut files = start();
    files.insert("site.yaml".into(), "title: Essai\nlanguage: fr\n".into());
    files.insert("content/media/film.mp4".into(), "0123456789".into());
    files.insert("content/pages/film.md".into(), "---\ntitle: Film\n---\n[Le film](../media/film.mp4)\n".into());
    files
}

#[test]
fn a_film_can_be_sought_in() {
    let server = Server::start(&with_film(), &[]);
    let whole = server.get("/media/film.mp4");
    assert_eq!((whole.status, whole.text().as_str(), whole.header("content-type")), (200, "0123456789", "video/mp4"));
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let tag = whole.header("etag").to_owned();
    let part = |headers: &[(&str, &str)]| server.ask("GET", "/media/film.mp4", headers);
    let answer = part(&[("Range", "bytes=2-4")]);
    assert_eq!((answer.status, answer.text().as_str(), answer.header("content-range")), (206, "234", "bytes 2-4/10"));
    assert_eq!(part(&[("Range", "bytes=-2"), ("If-Range", &tag)]).text(), "89");
    assert_eq!(part(&[("Range", "bytes=-2"), ("If-Range", "\"another\"")]).text(), "0123456789");
    let answer = part(&[("Range", "bytes=10-")]);
    assert_eq!((answer.status, answer.header("content-range")), (416, "bytes */10"));
    assert_eq!(part(&[("If-None-Match", &tag)]).status, 304);
    let head = server.ask("HEAD", "/media/film.mp4", &[]);
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, "10", 0));
}

/// A film is held in memory once, however many clients requested a part of it and do not read.
#[cfg(target_os = "linux")]
#[test]
fn parts_that_nobody_reads_take_no_memory() {
    use std::io::{Read, Write};
    const LEN: usize = 20_000_000;
    let mut files = with_film();
    files.insert("content/media/film.mp4".into(), "0".repeat(LEN));
    let server = Server::start(&files, &[]);
    let memory_kib = || -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).expect("its status");
        let line = status.lines().find(|line| line.starts_with("VmRSS")).expect("a line");
        line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).expect("a number")
    };
    assert_eq!(server.get("/media/film.mp4").body.len(), LEN);
    let before = memory_kib();
    let request = format!("GET /media/film.mp4 HTTP/1.1\r\nHost: localhost:{}\r\nRange: bytes=1-\r\n\r\n", server.port);
    let readers: Vec<_> = (0..30)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(request.as_bytes()).expect("sent");
            stream.read_exact(&mut [0; 100]).expect("the beginning");
            stream
        })
        .collect();
    let more_kib = memory_kib().saturating_sub(before);
    assert!(more_kib < 100 << 10, "{} readers take {more_kib} KiB", readers.len());
}

#[test]
fn folders_addresses_and_the_own_path_are_found_as_on_a_host() {
    let server = Server::start(&with_film(), &[]);
    assert_eq!(server.get("/").status, 200);
    let folder = server.get("/articles");
    assert_eq!((folder.status, folder.header("location")), (302, "/articles/"));
    assert_eq!(server.get("/articles/").header("content-type"), "text/html; charset=utf-8");
    let nowhere = server.get("/articles/rien.html");
    assert_eq!(nowhere.status, 404);
    assert!(nowhere.text().contains("</html>"), "the site's own page says so");
    let below = Server::start(&start(), &[]);
    assert_eq!(below.get("/").header("location"), "/a/");
    assert_eq!((below.get("/a/").status, below.get("/index.html").status), (200, 404));
    assert!(below.get("/a/articles/le-port.html").text().contains("src=\"/a/_dossier/reload.js\""));
}

#[test]
fn both_addresses_of_this_machine_answer_on_one_port_and_a_busy_one_is_passed_over() {
    let server = Server::start(&with_film(), &[]);
    if let Ok(mut stream) = std::net::TcpStream::connect(("::1", server.port)) {
        use std::io::{Read, Write};
        write!(stream, "GET / HTTP/1.1\r\nHost: [::1]:{}\r\nConnection: close\r\n\r\n", server.port).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    let mut other = Server::start(&with_film(), &["--port", &server.port.to_string()]);
    assert_ne!(other.port, server.port);
    other.replace("content/articles/le-port.md", "a souri", "a ri");
    assert!(other.line_with("content/articles/le-port.md: ").contains(" ms"));
}

#[test]
fn a_page_says_where_it_is_written_and_a_tab_is_told_what_became_of_it() {
    let server = Server::start(&with_film(), &[]);
    let page = server.get("/articles/le-port.html").text();
    assert!(page.contains("data-file=\"content/articles/le-port.md\" data-lines=\"10\""), "{page}");
    let (own, other) = (server.news("articles/le-port.html"), server.news("personnes/paul-kerdaniel.html"));
    assert!(page.contains(&format!("data-key=\"{}\"", own["key"].as_str().expect("a key"))));
    server.replace("content/articles/le-port.md", "a souri", "a ri");
    server.until("/articles/le-port.html", |answer| answer.text().contains("a ri"));
    let (now, other_now) = (server.news("articles/le-port.html"), server.news("personnes/paul-kerdaniel.html"));
    assert_ne!(own["key"], now["key"]);
    assert_eq!(other["key"], other_now["key"]);
}

#[test]
fn a_style_sheet_changes_no_page_that_is_open() {
    let mut files = with_film();
    files.insert("themes/default/static/style.css".into(), "body { color: black }".into());
    let server = Server::start(&files, &[]);
    let before = server.news("index.html");
    server.write("themes/default/static/style.css", "body { color: blue }");
    let style = |news: &serde_json::Value| {
        news["styles"]
            .as_array()
            .expect("a list")
            .iter()
            .find(|s| s.as_str().is_some_and(|s| s.contains("/style.")))
            .cloned()
    };
    let mut now = server.news("index.html");
    while now["key"] == before["key"] {
        std::thread::sleep(std::time::Duration::from_millis(10));
        now = server.news("index.html");
    }
    assert_eq!(before["unstyled"], now["unstyled"]);
    assert_ne!(style(&before), style(&now));
    let address = format!("/{}", style(&now).expect("the style").as_str().expect("its address"));
    assert_eq!(server.get(&address).text(), "body { color: blue }");
}

#[test]
fn a_name_is_found_in_whatever_form_it_is_asked_for() {
    let mut files = start();
    files.insert(
        "content/articles/jete\u{301}e.md".to_owned(),
        "---\ntitle: Jetée\ndate: 2021\n---\nUn mot.\n".to_owned(),
    );
    let server = Server::start(&files, &[]);
    for path in ["/a/articles/jet%C3%A9e.html", "/a/articles/jete%CC%81e.html"] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    server.write("content/articles/jete\u{301}e.md", "---\ntitle: Jetée\ndate: 2021\n---\nUn autre mot.\n");
    server.until("/a/articles/jet%C3%A9e.html", |answer| answer.text().contains("Un autre mot"));
}
