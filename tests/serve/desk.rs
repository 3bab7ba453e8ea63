//! `dossier edit`: its pages, its actions, and who may not ask for them.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use super::project::{Files, start};
use super::server::{Answer, Server, answer};

const DESK: &str = "/a/_dossier/desk/";

fn files() -> Files {
    let mut files = start();
    let mut add = |name: &str, text: &str| drop(files.insert(name.to_owned(), text.to_owned()));
    add("content/people/anne-morvan.md", "---\nname: Anne Morvan\n---\n");
    add("content/articles/deux.md", "---\ntitle: Deux\n---\nMorvan est venu hier avec Jeanne Morvan et Anne Morvan.\n");
    add("content/people/yann-tanguy.md", "---\nstatus: proposed\nname: Yann Tanguy\n---\n");
    files
}

/// The same, with names that others see in an article.
fn proposed_files() -> Files {
    let mut files = files();
    let mut add = |name: &str, text: &str| drop(files.insert(name.to_owned(), text.to_owned()));
    add("content/articles/trois.md", "---\ntitle: Trois\n---\nLa pilote salue Gildas Rosmeur.\n");
    add(
        "content/annotations/zoe.jsonl",
        "{\"article\":\"trois\",\"at\":0,\"quote\":\"La pilote\",\"entity\":\"anne-morvan\",\"by\":\"Zoé <Le Goff>\"}\n\
         {\"article\":\"trois\",\"at\":17,\"quote\":\"Gildas Rosmeur\",\"kind\":\"person\",\"by\":\"Zoé <Le Goff>\"}\n",
    );
    files
}

/// A desk, and what a page of it holds.
struct Desk {
    server: Server,
    cookie: String,
    token: String,
}

impl Desk {
    fn open() -> Self {
        Self::over(&files())
    }

    fn over(files: &Files) -> Self {
        let server = Server::edit(files);
        let page = server.get(&format!("{DESK}review"));
        assert_eq!(page.status, 200);
        let cookie = page.header("set-cookie").to_owned();
        assert!(cookie.ends_with("; Path=/a/; SameSite=Strict; HttpOnly"), "{cookie}");
        let token =
            page.text().split("data-token=\"").nth(1).and_then(|rest| rest.split('"').next().map(str::to_owned));
        let cookie = cookie.split(';').next().expect("a cookie").to_owned();
        Self { server, cookie, token: token.expect("a token") }
    }

    fn headers(&self) -> BTreeMap<&'static str, String> {
        let origin = format!("http://127.0.0.1:{}", self.server.port);
        BTreeMap::from([
            ("Host", format!("127.0.0.1:{}", self.server.port)),
            ("Origin", origin),
            ("Cookie", self.cookie.clone()),
            ("X-Dossier-Token", self.token.clone()),
            ("Content-Type", "application/json".to_owned()),
        ])
    }

    fn post(&self, path: &str, headers: &BTreeMap<&str, String>, body: &str) -> Answer {
        self.send("POST", path, headers, body)
    }

    fn send(&self, method: &str, path: &str, headers: &BTreeMap<&str, String>, body: &str) -> Answer {
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        headers.iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
        request.push_str("\r\n");
        request.push_str(body);
        answer(&self.server.send(request.as_bytes())).expect("an answer")
    }

    fn act(&self, path: &str, body: &str) -> Answer {
        self.post(&format!("{DESK}{path}"), &self.headers(), body)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.server.folder.path().join(name)).unwrap_or_default()
    }

    /// All files of the project.
    fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        let mut all = BTreeMap::new();
        let mut folders = vec![self.server.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    all.insert(path.display().to_string(), fs::read(&path).expect("a file"));
                }
            }
        }
        all
    }
}

const ACTION: &str = r#"{"action":{"do":"set-head","article":"deux","field":"title","value":"Trois"}}"#;

#[test]
fn only_a_page_of_this_run_may_change_something() {
    let desk = Desk::open();
    let before = desk.tree();
    let own = desk.headers();
    let with = |name: &'static str, value: &str| {
        let mut headers = own.clone();
        headers.insert(name, value.to_owned());
        headers
    };
    let without = |name: &str| {
        let mut headers = own.clone();
        headers.remove(name);
        headers
    };
    let form = "application/x-www-form-urlencoded";
    let cases = [
        (without("X-Dossier-Token"), 403),
        (without("Cookie"), 403),
        (without("Origin"), 403),
        (without("Host"), 403),
        (with("X-Dossier-Token", "0"), 403),
        (with("X-Dossier-Token", &desk.cookie), 403),
        (with("Cookie", "dossier-desk=1"), 403),
        (with("Origin", "http://example.org"), 403),
        (with("Origin", "null"), 403),
        (with("Origin", "http://127.0.0.1:1"), 403),
        (with("Host", "example.org"), 403),
        (with("Host", &format!("192.168.1.2:{}", desk.server.port)), 403),
        (with("Sec-Fetch-Site", "cross-site"), 403),
        (with("Sec-Fetch-Site", "same-site"), 403),
        (with("Content-Type", form), 415),
        (with("Content-Type", "text/plain"), 415),
        (with("Content-Type", "multipart/form-data; boundary=x"), 415),
    ];
    for path in ["do", "undo", "effects", "proposals/again"] {
        for (headers, status) in &cases {
            let said = desk.post(&format!("{DESK}{path}"), headers, ACTION);
            assert_eq!(said.status, *status, "{path} {headers:?}: {}", said.text());
        }
        // A name that was bent to this machine sends its own name as host and origin.
        let mut bent = with("Host", "evil.example");
        bent.insert("Origin", "http://evil.example".to_owned());
        assert_eq!(desk.post(&format!("{DESK}{path}"), &bent, ACTION).status, 403);
        for method in ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"] {
            let status = desk.send(method, &format!("{DESK}{path}"), &own, ACTION).status;
            assert!([404, 405].contains(&status), "{method} {path}: {status}");
        }
    }
    assert_eq!(desk.tree(), before, "a refused request left a trace");
    assert_eq!(desk.act("do", ACTION).status, 200);
    assert!(desk.text("content/articles/deux.md").contains("title: Trois"));
}

#[test]
fn what_is_malformed_or_too_long_is_refused_whole() {
    let desk = Desk::open();
    let before = desk.tree();
    for (body, status) in [
        ("", 400),
        ("[]", 400),
        ("{}", 400),
        ("\u{0}", 400),
        (r#"{"action":{"do":"format-disk"}}"#, 400),
        (r#"{"action":{"do":"refuse","proposal":"x","file":"../site.yaml"}}"#, 400),
        (r#"{"action":{"do":"set-head","article":"../../site","field":"title","value":"x"}}"#, 410),
        (r#"{"action":{"do":"set-head","article":"deux","field":"title\nx","value":"x"}}"#, 422),
        (r#"{"action":{"do":"set-head","article":"deux","field":"date","value":"jamais"}}"#, 422),
        (r#"{"action":{"do":"add-record","name":"X","kind":"../x"}}"#, 410),
        (r#"{"action":{"do":"add-record","name":"../../x","kind":"person"},"base":"0"}"#, 200),
        (r#"{"action":{"do":"set-head","article":"deux","field":"title","value":"x"},"base":"0"}"#, 409),
    ] {
        let said = desk.act("do", body);
        assert_eq!(said.status, status, "{body}: {}", said.text());
        if status == 200 {
            assert!(fs::exists(desk.server.folder.path().join("content/people/x.md")).expect("a disk"));
            assert_eq!(desk.act("undo", "{}").status, 200);
        }
    }
    for body in ["", "[]", r#"{"number":-1}"#, r#"{"number":"1"}"#, r#"{"more":1}"#] {
        assert_eq!(desk.act("undo", body).status, 400, "{body}");
    }
    assert_eq!(desk.act("undo", "{}").status, 404);
    let deep = format!(r#"{{"action":{}1{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(desk.act("do", &deep).status, 400);
    // The server stops reading; the connection may end before the answer is read.
    let long = format!(r#"{{"action":{{"do":"refuse","proposal":"{}"}}}}"#, "x".repeat(3 << 20));
    let mut request = format!("POST {DESK}do HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", long.len());
    desk.headers().iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
    let said = answer(&desk.server.send(format!("{request}\r\n{long}").as_bytes()));
    assert!(said.is_none_or(|said| said.status == 413));
    assert_eq!(desk.tree(), before);
}

#[test]
fn a_question_is_decided_and_taken_back() {
    let mut desk = Desk::open();
    let before = desk.tree();
    let page = desk.server.get(&format!("{DESK}review")).text();
    let section = page.split("<section").find(|part| part.contains("&quot;article&quot;:&quot;deux&quot;"));
    let value = |name: &str| {
        let section = section.expect("a question about `Morvan`");
        let rest = section.split(&format!("{name}=\"")).nth(1).expect("an attribute");
        rest.split('"').next().expect("a value").replace("&quot;", "\"")
    };
    let request = value("data-request");
    let (words, base) = (request.trim_start_matches('{').trim_end_matches('}'), value("data-base"));
    let words = words.trim_end_matches('}');
    assert!(words.contains("Morvan"), "{words}");
    let request = request.trim_start_matches('{').trim_end();
    let request = &request[..request.len() - 1];
    let action = format!(r#"{{"action":{{"do":"decide",{request},"answer":"anne-morvan"}},"base":"{base}"}}"#);
    let effects = desk.act("effects", &action);
    assert_eq!(effects.status, 200, "{}", effects.text());
    assert!(effects.text().contains("\"gained\":1"), "{}", effects.text());
    assert_eq!(desk.tree(), before, "what is only asked changes nothing");
    let done = desk.act("do", &action);
    assert_eq!(done.status, 200, "{}", done.text());
    assert!(desk.text("content/decisions.yaml").contains("entity: anne-morvan"));
    desk.server.line_with("content/decisions.yaml");
    let end = Instant::now() + Duration::from_secs(5);
    while !desk.server.get("/a/people/anne-morvan.html").text().contains("Deux")
        && !desk.server.get("/a/personnes/anne-morvan.html").text().contains("Deux")
    {
        assert!(Instant::now() < end, "the site does not show the decision");
    }
    assert!(desk.server.get(&format!("{DESK}done")).text().contains("anne-morvan"));
    assert_eq!(desk.act("undo", "{}").status, 200);
    assert_eq!(desk.tree(), before);
}

#[test]
fn proposals_are_shown_and_accepted_together() {
    let desk = Desk::open();
    let page = desk.server.get(&format!("{DESK}proposals")).text();
    assert!(page.contains("data-proposal=\"yann-tanguy\""), "{page}");
    let both = r#"{"action":{"do":"several","actions":[{"do":"accept","proposal":"yann-tanguy","name":"Yann Le Tanguy"},{"do":"set-field","record":"anne-morvan","field":"born","value":"1961"}]}}"#;
    assert_eq!(desk.act("do", both).status, 200);
    let draft = desk.text("content/people/yann-tanguy.md");
    assert_eq!(draft, "---\nname: Yann Le Tanguy\nnames: [Yann Tanguy]\n---\n");
    assert!(desk.text("content/people/anne-morvan.md").contains("born: 1961"));
    assert!(!desk.server.get(&format!("{DESK}proposals")).text().contains("data-proposal=\"yann-tanguy\""));
    let half = r#"{"action":{"do":"several","actions":[{"do":"set-field","record":"anne-morvan","field":"born","value":"1962"},{"do":"refuse","proposal":"nobody"}]}}"#;
    assert_eq!(desk.act("do", half).status, 410);
    assert!(desk.text("content/people/anne-morvan.md").contains("born: 1961"));
}

#[test]
fn without_the_desk_nothing_of_it_is_there() {
    let (plain, desk) = (Server::start(&files(), &[]), Desk::open());
    for path in ["review", "proposals", "desk.js", "bar.js", "do"] {
        assert_eq!(plain.get(&format!("{DESK}{path}")).status, 404, "{path}");
        assert_eq!(plain.ask("POST", &format!("{DESK}{path}"), &[]).status, 405, "{path}");
    }
    let (bare, over) = (plain.get("/a/articles/deux.html"), desk.server.get("/a/articles/deux.html"));
    assert!(!bare.text().contains("desk") && over.text().contains("_dossier/desk/bar.js"));
    let names = |answer: &Answer| answer.headers.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&bare), names(&over));
    assert_eq!(bare.header("set-cookie"), "");
    let policy = desk.server.get(&format!("{DESK}review")).header("content-security-policy").to_owned();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
}

#[test]
fn what_others_propose_is_asked_and_listed_with_their_names() {
    let desk = Desk::over(&proposed_files());
    let question = |desk: &Desk| -> Option<String> {
        let page = desk.server.get(&format!("{DESK}review")).text();
        let list = page.split("data-list=\"").nth(1)?.split('"').next()?.to_owned();
        let n: usize = page.split("data-all=\"").nth(1)?.split('"').next()?.parse().ok()?;
        (0..n)
            .map(|at| desk.server.get(&format!("{DESK}review/question?list={list}&at={at}")).text())
            .find(|text| text.contains("<mark>La pilote</mark>"))
    };
    let asked = question(&desk).expect("a question");
    assert!(asked.contains("Zoé &lt;Le Goff&gt;") && asked.contains("data-answer=\"anne-morvan\""), "{asked}");
    let action = r#"{"action":{"do":"decide","words":{"article":"trois","start":0,"end":9,"quote":"La pilote"},"about":"name","answer":"anne-morvan"}}"#;
    let done = desk.act("do", action);
    assert_eq!(done.status, 200, "{}", done.text());
    let end = Instant::now() + Duration::from_secs(20);
    while question(&desk).is_some() {
        assert!(Instant::now() < end, "the question is still open");
    }
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        let page = desk.server.get(&format!("{DESK}proposals")).text();
        if let Some(row) = page.split("<li ").find(|row| row.contains("Gildas Rosmeur")) {
            assert!(row.contains("Zoé &lt;Le Goff&gt;"), "{row}");
            break;
        }
        assert!(Instant::now() < end, "{page}");
        std::thread::sleep(Duration::from_millis(100));
    }
}
