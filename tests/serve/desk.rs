//! `dossier edit`: its pages, its actions, and who may not ask for them.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use super::project::{Files, start};
use super::server::{Answer, Server, answer};

pub(crate) const DESK: &str = "/a/_dossier/desk/";

pub(crate) fn files() -> Files {
    let mut files = start();
    let mut add = |name: &str, text: &str| drop(files.insert(name.to_owned(), text.to_owned()));
    add("content/people/anne-morvan.md", "---\nname: Anne Morvan\n---\n");
    add("content/articles/deux.md", "---\ntitle: Deux\n---\nMorvan est venu hier avec Jeanne Morvan et Anne Morvan.\n");
    add("content/people/yann-tanguy.md", "---\nstatus: proposed\nname: Yann Tanguy\n---\n");
    files
}

/// The same, with names that others see in an article.
/// A desk, and what a page of it holds.
pub(crate) struct Desk {
    pub(crate) server: Server,
    /// The path of the desk.
    folder: String,
    cookie: String,
    token: String,
}

impl Desk {
    pub(crate) fn open() -> Self {
        let desk = Self::over(Server::edit(&files()), DESK, "review");
        let cookie = desk.page("review").header("set-cookie").to_owned();
        assert!(cookie.ends_with("; Path=/a/; SameSite=Strict; HttpOnly"), "{cookie}");
        desk
    }

    /// The desk of a server, with the secrets of one of its pages.
    pub(crate) fn over(server: Server, folder: &str, view: &str) -> Self {
        let page = server.get(&format!("{folder}{view}"));
        assert_eq!(page.status, 200);
        let cookie = page.header("set-cookie").to_owned();
        let token =
            page.text().split("data-token=\"").nth(1).and_then(|rest| rest.split('"').next().map(str::to_owned));
        let cookie = cookie.split(';').next().expect("a cookie").to_owned();
        Self { server, folder: folder.to_owned(), cookie, token: token.expect("a token") }
    }

    pub(crate) fn page(&self, path: &str) -> Answer {
        self.server.get(&format!("{}{path}", self.folder))
    }

    /// Sends bytes of a file.
    pub(crate) fn send_bytes(&self, path: &str, bytes: &[u8]) -> Answer {
        let mut headers = self.headers();
        headers.insert("Content-Type", "application/octet-stream".to_owned());
        let mut request = self.head("POST", &format!("{}{path}", self.folder), &headers, bytes.len());
        request.extend(bytes);
        answer(&self.server.send(&request)).expect("an answer")
    }

    /// Waits until a page of the site holds some words.
    pub(crate) fn until(&self, route: &str, words: &str) {
        let prefix = self.server.prefix.clone();
        self.server.until(&format!("{prefix}{route}"), |page| page.text().contains(words));
    }

    /// Waits until the checks name a file, and returns what the desk calls it.
    pub(crate) fn until_checked(&self, file: &str) -> String {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let page = self.page("checks").text();
            let section = page.split("class=\"of-file\"").find(|part| part.contains(&format!(">{file}<")));
            if let Some(rest) = section.and_then(|section| section.split("source?of=").nth(1)) {
                return rest.split(['"', '&']).next().expect("a key").to_owned();
            }
            assert!(Instant::now() < end, "the checks never name {file}: {page}");
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    /// How many folders there are below the project's.
    pub(crate) fn folders(&self) -> usize {
        let entries = fs::read_dir(self.server.folder.path()).expect("a folder").flatten();
        entries.filter(|entry| entry.path().is_dir()).count()
    }

    pub(crate) fn headers(&self) -> BTreeMap<&'static str, String> {
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
        let mut request = self.head(method, path, headers, body.len());
        request.extend(body.as_bytes());
        answer(&self.server.send(&request)).expect("an answer")
    }

    fn head(&self, method: &str, path: &str, headers: &BTreeMap<&str, String>, len: usize) -> Vec<u8> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {len}\r\n");
        headers.iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
        request.push_str("\r\n");
        request.into_bytes()
    }

    pub(crate) fn act(&self, path: &str, body: &str) -> Answer {
        self.post(&format!("{}{path}", self.folder), &self.headers(), body)
    }

    /// Returns the bytes of a request, for a server that may end before it answers.
    pub(crate) fn request(&self, path: &str, body: &str) -> Vec<u8> {
        let mut request = self.head("POST", &format!("{}{path}", self.folder), &self.headers(), body.len());
        request.extend(body.as_bytes());
        request
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.server.folder.path().join(name)).unwrap_or_default()
    }

    /// All files of the project.
    pub(crate) fn tree(&self) -> BTreeMap<String, Vec<u8>> {
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

/// What is read while a person types, and changes nothing.
const PAGES: [&str; 14] = [
    "articles",
    "register?kind=person&q=mor",
    "article?id=deux",
    "record?id=anne-morvan",
    "words?article=deux",
    "words?article=deux&find=morvan",
    "words?article=deux&start=0&end=6",
    "words?article=deux&paragraph=1&skip=0&selected=Morvan%20est",
    "check?kind=date&value=2021-05~",
    "check?kind=day&value=2021-W18",
    "map?latitude=48&longitude=-4&center_latitude=48&center_longitude=-4&zoom=3",
    "map/point?x=10&y=10&zoom=0",
    "forms.js",
    "words.js",
];

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
    let paths = [
        "do", "undo", "effects", "proposals/again", "upload/begin", "upload", "import/read", "picture/read",
        "publish/folder", "publish/again", "checks/again",
    ];
    for path in paths {
        let own_type = if path == "upload" { "application/octet-stream" } else { "application/json" };
        for (headers, status) in &cases {
            let mut headers = headers.clone();
            if headers.get("Content-Type").is_some_and(|sent| sent == "application/json") {
                headers.insert("Content-Type", own_type.to_owned());
            }
            let said = desk.post(&format!("{DESK}{path}"), &headers, ACTION);
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
        (
            r#"{"action":{"do":"several","actions":[{"do":"set-head","article":"deux","field":"title","value":"x"}]},"base":"0"}"#,
            409,
        ),
        (
            r#"{"action":{"do":"set-picture","article":"deux","picture":{"file":"../site.yaml","alt":"","caption":"","credit":""}}}"#,
            410,
        ),
        (
            r#"{"action":{"do":"set-picture","article":"deux","picture":{"file":"media/../../site.yaml","alt":"","caption":"","credit":""}}}"#,
            410,
        ),
        (r#"{"action":{"do":"set-id","id":"deux","to":"../deux"}}"#, 422),
        (r#"{"action":{"do":"set-id","id":"deux","to":"anne-morvan"}}"#, 422),
        (r#"{"action":{"do":"merge","record":"anne-morvan","into":"anne-morvan"}}"#, 422),
        (r#"{"action":{"do":"merge","record":"anne-morvan","into":"nobody"}}"#, 410),
        (r#"{"action":{"do":"delete","record":"../../site"}}"#, 410),
        (r#"{"action":{"do":"forget","record":""}}"#, 410),
        (r#"{"action":{"do":"never-name","form":" \u0000 "}}"#, 422),
        (r#"{"action":{"do":"add-note","words":{"article":"deux","start":0,"end":3,"quote":"Zut"},"note":"x"}}"#, 409),
        (
            r#"{"action":{"do":"add-note","words":{"article":"deux","start":0,"end":6,"quote":"Morvan"},"note":" "}}"#,
            422,
        ),
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
    for path in ["publish/folder", "publish/again", "checks/again", "import/read"] {
        for body in ["", "[]", "null", r#"{"folder":"../x"}"#] {
            assert_eq!(desk.act(path, body).status, 400, "{path} {body}");
        }
    }
    for (body, status) in [
        (r#"{"action":{"do":"import","of":"../x"}}"#, 410),
        (r#"{"action":{"do":"import","of":"x","path":"/etc/passwd"}}"#, 400),
        (r#"{"action":{"do":"begin","title":"X","language":"fr"}}"#, 422),
        (r#"{"action":{"do":"cure","file":"deux","start":0,"end":3,"wrong":"---","right":"a\nb"}}"#, 422),
        (r#"{"action":{"do":"cure","file":"deux","start":1,"end":99999,"wrong":"x","right":"y"}}"#, 409),
        (r#"{"action":{"do":"cure","file":"../site.yaml","start":0,"end":1,"wrong":"t","right":"y"}}"#, 410),
        (r#"{"action":{"do":"set-source","file":"deux","text":"x"},"base":"0"}"#, 409),
        (r#"{"action":{"do":"set-source","file":"deux","text":"x"},"base":"/etc/passwd"}"#, 409),
    ] {
        assert_eq!(desk.act("do", body).status, status, "{body}");
    }
    for path in ["source?of=../site.yaml", "source?of=/etc/passwd", "source?of=%00", "source", "source?of=deux&line=x"]
    {
        assert!(!desk.page(path).text().contains("root:"), "{path}");
    }
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
    assert!(desk.server.get(&format!("{DESK}done")).text().contains("Anne Morvan"));
    assert_eq!(desk.act("undo", "{}").status, 200);
    assert_eq!(desk.tree(), before);
}

#[test]
fn forms_show_what_the_files_say_and_reading_them_changes_nothing() {
    let desk = Desk::open();
    let before = desk.tree();
    for path in PAGES {
        let said = desk.server.get(&format!("{DESK}{path}"));
        assert_eq!(said.status, 200, "{path}: {}", said.text());
        let folder = desk.headers();
        let posted = desk.post(&format!("{DESK}{}", path.split('?').next().unwrap_or_default()), &folder, ACTION);
        assert_eq!(posted.status, 404, "{path} is no action");
    }
    for path in [
        "article?id=..%2F..%2Fsite",
        "article?id=",
        "article",
        "record?id=rien",
        "words?article=rien",
        "words?article=deux&start=9&end=9999999999",
        "words?article=deux&mark=m%C3%A9",
        "words?article=deux&mark=%F0%9F%8C%8A1",
        "words?article=deux&selected=%F0%9F%8C%8A",
        "words?article=deux&paragraph=99999999999&skip=1&selected=absent",
    ] {
        assert_eq!(desk.server.get(&format!("{DESK}{path}")).status, 404, "{path}");
    }
    assert_eq!(
        desk.server.get(&format!("{DESK}map?zoom=99999999999999999999&latitude=NaN&longitude=1e999")).status,
        200
    );
    let page = desk.server.get(&format!("{DESK}article?id=deux")).text();
    assert!(page.contains("data-field=\"title\" value=\"Deux\""), "{page}");
    let window = desk.server.get(&format!("{DESK}words?article=deux&paragraph=1&skip=0&selected=Morvan%20est"));
    assert!(window.text().contains("&quot;quote&quot;:&quot;Morvan est&quot;"), "{}", window.text());
    assert!(desk.server.get(&format!("{DESK}check?kind=date&value=jamais")).text().contains("\"ok\":false"));
    assert_eq!(desk.tree(), before);
}

#[test]
fn an_article_and_a_record_are_edited_and_all_is_taken_back() {
    let desk = Desk::open();
    let before = desk.tree();
    let base = |id: &str, of: &str| {
        let page = desk.server.get(&format!("{DESK}{of}?id={id}")).text();
        page.split("data-base=\"").nth(1).and_then(|rest| rest.split('"').next().map(str::to_owned)).expect("a base")
    };
    let note = format!(
        r#"{{"action":{{"do":"add-note","words":{{"article":"deux","start":0,"end":6,"quote":"Morvan"}},"note":"Qui ?"}},"base":"{}"}}"#,
        base("deux", "article")
    );
    assert_eq!(desk.act("do", &note).status, 200);
    let notes = desk.text("content/notes/deux.yaml");
    assert!(notes.starts_with("- quote: \"Morvan\"\n") && notes.ends_with("  note: \"Qui ?\"\n"), "{notes}");
    let several = format!(
        r#"{{"action":{{"do":"several","actions":[{{"do":"set-field","record":"anne-morvan","field":"weak","value":"Mme Morvan"}},{{"do":"set-rows","record":"anne-morvan","list":"roles","rows":[{{"title":"maire","from":"2020"}}]}}]}},"base":"{}"}}"#,
        base("anne-morvan", "record")
    );
    assert_eq!(desk.act("do", &several).status, 200);
    assert_eq!(
        desk.text("content/people/anne-morvan.md"),
        "---\nname: Anne Morvan\nweak: [Mme Morvan]\nroles: [{title: maire, from: 2020}]\n---\n"
    );
    assert_eq!(desk.act("do", &several).status, 409, "the page is older than the file");
    let forget = r#"{"action":{"do":"forget","record":"yann-tanguy"}}"#;
    let effects = desk.act("effects", forget);
    assert!(effects.status == 200 && effects.text().contains("\"remarks\""), "{}", effects.text());
    assert_eq!(desk.act("do", forget).status, 200);
    assert_eq!(desk.text("content/people/yann-tanguy.md"), "");
    for _ in 0..3 {
        assert_eq!(desk.act("undo", "{}").status, 200);
    }
    assert_eq!(desk.tree(), before);
}

#[test]
fn without_the_desk_nothing_of_it_is_there() {
    let (plain, desk) = (Server::start(&files(), &[]), Desk::open());
    for path in PAGES
        .iter()
        .map(|path| path.split('?').next().unwrap_or_default())
        .chain(["review", "proposals", "desk.js", "bar.js", "do"])
    {
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
