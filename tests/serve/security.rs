//! Access: only from this machine, only to what is published, and no client blocks others.

use std::io::{Read, Write};
use std::time::Duration;

use super::project::start;
use super::server::{Server, answer};

#[test]
fn pages_of_other_sites_and_names_that_were_bent_here_are_refused() {
    let server = Server::start(&start(), &[]);
    let port = server.port;
    for host in
        ["example.org", "localhost.example.org", "192.168.1.1", "127.0.0.1.example.org", "", "a@localhost", "[::1"]
    {
        assert_eq!(server.ask("GET", "/a/", &[("Host", host)]).status, 403, "{host}");
    }
    for host in ["localhost", &format!("127.0.0.1:{port}"), &format!("[::1]:{port}"), "dossier.localhost"] {
        let answer = server.ask("GET", "/a/", &[("Host", host)]);
        assert_eq!(answer.status, 200, "{host}");
        assert_eq!(answer.header("access-control-allow-origin"), "");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
    }
    for origin in ["http://example.org", "null", "https://localhost", "http://localhost:1"] {
        for path in ["/a/", "/a/_dossier/events?route=index.html", "/a/data/articles.jsonl"] {
            assert_eq!(server.ask("GET", path, &[("Origin", origin)]).status, 403, "{origin}");
        }
    }
    assert_eq!(server.ask("GET", "/a/", &[("Origin", &format!("http://localhost:{port}"))]).status, 200);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "PROPFIND"] {
        let status = server.ask(method, "/a/", &[]).status;
        assert!([400, 405].contains(&status), "{method}: {status}");
    }
}

#[test]
fn a_request_has_one_host_and_an_origin_that_can_be_read() {
    let server = Server::start(&start(), &[]);
    let ask = |head: &str| {
        let request = format!("GET /a/ HTTP/1.1\r\nConnection: close\r\n{head}\r\n\r\n");
        answer(&server.send(request.as_bytes())).map_or(0, |answer| answer.status)
    };
    assert_eq!(ask("Host: localhost"), 200);
    for hosts in [
        "Host: localhost\r\nHost: example.org",
        "Host: example.org\r\nHost: localhost",
        "Host: localhost\r\nHost: localhost",
    ] {
        assert_eq!(ask(hosts), 400, "{hosts}");
    }
    for origin in ["Origin: http://ex\u{e4}mple.org", "Origin: \u{e9}", "Origin: http://example.org\r\nOrigin: \u{e9}"]
    {
        assert_eq!(ask(&format!("Host: localhost\r\n{origin}")), 403, "{origin}");
    }
    let absolute = b"GET http://example.org/a/ HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n\r\n";
    assert_eq!(answer(&server.send(absolute)).map_or(0, |answer| answer.status), 400);
}

#[test]
fn nobody_frames_the_preview_and_what_others_made_runs_nothing() {
    let mut files = start();
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect/></svg>";
    files.insert("content/media/plan.svg".into(), svg.into());
    files.insert("content/media/note.txt".into(), "Note".into());
    let text = "---\ntitle: Plan\n---\n![x](../media/plan.svg) [y](../media/note.txt)\n";
    files.insert("content/articles/plan.md".into(), text.into());
    let server = Server::start(&files, &[]);
    let policy = |path: &str| {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        answer.header("content-security-policy").to_owned()
    };
    for path in ["/a/", "/a/articles/plan.html", "/a/feed.xml", "/a/data/articles.jsonl"] {
        assert_eq!(policy(path), "frame-ancestors 'self'", "{path}");
    }
    for path in ["/a/media/plan.svg", "/a/media/note.txt"] {
        assert_eq!(policy(path), "frame-ancestors 'self'; sandbox", "{path}");
    }
    let page = server.get("/a/articles/plan.html").text();
    let policy = page.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).expect("a policy");
    let policy = policy.split('"').next().unwrap_or_default();
    let nonce = policy.split("script-src 'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce");
    assert!(policy.ends_with("; connect-src 'self'") && nonce.len() == 32, "{policy}");
    let script = page.split("<script").find(|rest| rest.contains("_dossier/reload.js")).expect("a script");
    assert!(script.contains(&format!(" nonce=\"{nonce}\"")), "{script}");
}

#[test]
fn no_path_leads_out_of_the_site() {
    let mut files = start();
    files.insert("content/articles/secret.md".into(), "---\ntitle: Secret\ndraft: true\n---\nmot-de-passe\n".into());
    let server = Server::start(&files, &[]);
    for path in [
        "/a/../site.yaml",
        "/a/%2e%2e/site.yaml",
        "/a/..%2fsite.yaml",
        "/a/%2e%2e%2fsite.yaml",
        "/a/..%5csite.yaml",
        "/a/..\\site.yaml",
        "/a/%252e%252e/site.yaml",
        "/site.yaml",
        "/a/site.yaml",
        "/a/content/articles/secret.md",
        "/a/articles/secret.html",
        "/a//etc/passwd",
        "//etc/passwd",
        "/etc/passwd",
        "/a/....//site.yaml",
        "/a/%00",
        "/a/%c0%ae%c0%ae/site.yaml",
        "/a/articles/le-port.html%00.png",
        "/a/%ff",
        "/a/media/../../site.yaml",
        "/a/.git/config",
        "/a/index.html/",
        "/a/index.html/..",
        "/a/./index.html",
    ] {
        let answer = server.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.text().contains("mot-de-passe") && !answer.text().contains("language: fr"), "{path}");
    }
}

#[test]
fn nonsense_never_takes_the_server_down() {
    let server = Server::start(&start(), &[]);
    let long = "x".repeat(1_000_000);
    let many: String = (0..5000).map(|n| format!("X-{n}: y\r\n")).collect();
    for request in [
        format!("GET /a/ HTTP/1.1\r\nHost: localhost\r\nX: {long}\r\n\r\n"),
        format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        format!("GET /a/ HTTP/1.1\r\nHost: {long}\r\n\r\n"),
        format!("GET /a/ HTTP/1.1\r\n{many}\r\n"),
        "GET /a/ HTTP/1.1\r\nHost: \u{fffd}\u{1f600}\r\n\r\n".to_owned(),
        "GET /a/ HTTP/9.9\r\n\r\n".to_owned(),
        "\r\n\r\n\r\n\0\0\0".to_owned(),
        "GET http://example.org/ HTTP/1.1\r\nHost: example.org\r\n\r\n".to_owned(),
        "GET /a/ HTTP/1.1\r\nHost: localhost\r\nHost: example.org\r\nContent-Length: 99999999999999999999\r\n\r\n"
            .to_owned(),
        "GET /a/_dossier/events?route=%zz&&& HTTP/1.1\r\nHost: localhost\r\nOrigin: x\r\n\r\n".to_owned(),
    ] {
        let status = answer(&server.send(request.as_bytes())).map_or(0, |answer| answer.status);
        assert!(status == 0 || (400..=505).contains(&status), "{status}: {}", &request[..60.min(request.len())]);
    }
    assert_eq!(server.get("/a/").status, 200);
}

#[test]
fn five_hundred_half_open_connections_keep_nobody_waiting() {
    let server = Server::start(&start(), &[]);
    let mut half: Vec<_> = (0..500)
        .map(|n| {
            let mut stream = server.connect();
            let said: &[u8] = if n % 2 == 0 { b"GET /a/ HTTP/1.1\r\nHost: loc" } else { b"" };
            stream.write_all(said).expect("sent");
            stream
        })
        .collect();
    assert_eq!(server.get("/a/articles/le-port.html").status, 200);
    server.replace("content/articles/le-port.md", "a souri", "a ri");
    server.until("/a/articles/le-port.html", |answer| answer.text().contains("a ri"));
    // All were answered while the server still waited for the rest of these.
    let last = half.last_mut().expect("500");
    last.set_nonblocking(true).expect("set");
    let read = last.read(&mut [0]).map_err(|error| error.kind());
    assert_eq!(read, Err(std::io::ErrorKind::WouldBlock));
}

/// A request may take twenty seconds, however many were answered on the connection before.
#[test]
fn half_a_request_after_an_answer_is_closed_and_a_whole_one_in_time_is_answered() {
    let server = Server::start(&start(), &[]);
    let whole = format!("GET /a/ HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port);
    let answered = |said: &[u8]| {
        let mut stream = server.connect();
        stream.set_read_timeout(Some(Duration::from_secs(2))).expect("a timeout");
        stream.write_all(whole.as_bytes()).expect("sent");
        let mut buffer = [0; 1 << 16];
        let mut n_read = 0;
        // Nothing more is sent after the complete response.
        while let Ok(n @ 1..) = stream.read(&mut buffer) {
            n_read += n;
        }
        assert!(n_read > 1_000, "{n_read}");
        stream.write_all(said).expect("sent");
        stream.set_read_timeout(Some(Duration::from_secs(40))).expect("a timeout");
        stream
    };
    let mut again = answered(whole.as_bytes());
    let mut half: Vec<_> = (0..20)
        .map(|_| b"GET /a/ HTTP/1.1\r\nHost: loc")
        .map(|said| {
            let mut stream = server.connect();
            stream.write_all([whole.as_bytes(), said.as_slice()].concat().as_slice()).expect("sent");
            stream
        })
        .collect();
    half.push(answered(b"GET /a/ HTTP/1.1\r\nHost: loc"));
    let mut buffer = [0; 1 << 16];
    assert!(again.read(&mut buffer).expect("an answer") > 0);
    for mut stream in half {
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
        let end = loop {
            match stream.read(&mut buffer) {
                Ok(1..) => {}
                end => break end.map_err(|error| error.kind()),
            }
        };
        // Closed, not still open when the reader gives up.
        assert!(matches!(end, Ok(0) | Err(std::io::ErrorKind::ConnectionReset)), "{end:?}");
    }
}

#[test]
fn a_tab_that_never_reads_its_news_holds_nobody_up() {
    let server = Server::start(&start(), &[]);
    let mut deaf = server.connect();
    let request =
        format!("GET /a/_dossier/events?route=index.html HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port);
    deaf.write_all(request.as_bytes()).expect("sent");
    for n in 0..5 {
        server.write("content/pages/essai.md", &format!("---\ntitle: Essai\n---\nmot-{n}\n"));
        server.until("/a/pages/essai.html", |answer| answer.text().contains(&format!("mot-{n}")));
    }
}
