//! `dossier edit` and whole files: an empty folder that becomes a dossier, documents that are uploaded, texts that are saved, words
//! that are cured, a site that is published; and what may go wrong with each.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use super::desk::Desk;
use super::project::Files;
use super::server::Server;

const TEXT: &str =
    "La jetée rouvre\n\nLe conseil du port a décidé mardi de rouvrir la jetée du Sillon, fermée depuis novembre.\n";

/// Returns a value of a page's JSON.
fn json(desk: &Desk, path: &str, body: &str) -> serde_json::Value {
    serde_json::from_slice(&desk.act(path, body).body).expect("JSON")
}

/// Sends files, waits for the importers, and returns what the desk calls the upload.
fn upload(desk: &Desk, files: &[(&str, &[u8])]) -> String {
    let id = json(desk, "upload/begin", "{}")["upload"].as_str().expect("an upload").to_owned();
    for (name, bytes) in files {
        let said = desk.send_bytes(&format!("upload?upload={id}&name={name}&len={}", bytes.len()), bytes);
        assert_eq!(said.status, 200, "{name}: {}", said.text());
    }
    assert_eq!(desk.act("import/read", &format!(r#"{{"upload":"{id}"}}"#)).status, 200);
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let state = desk.page(&format!("import/state?upload={id}"));
        assert_eq!(state.status, 200, "{}", state.text());
        if state.text().contains("\"ready\":true") {
            return id;
        }
        assert!(Instant::now() < end, "the importers never end");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn empty() -> Desk {
    Desk::over(Server::edit(&Files::new()), "/_dossier/desk/", "begin")
}

#[test]
fn an_empty_folder_becomes_a_dossier_and_is_empty_again() {
    let desk = empty();
    for view in ["", "review", "proposals", "checks", "publish", "done", "source?of=x"] {
        assert!(desk.page(view).text().contains("id=\"site-title\""), "{view}");
    }
    let import = upload(&desk, &[("2023-05-02-jetee.txt", TEXT.as_bytes()), ("x.bin", b"\0\x01")]);
    let table = desk.page(&format!("import/table?upload={import}")).text();
    assert!(table.contains("2023-05-02") && table.contains("x.bin"), "{table}");
    assert!(desk.tree().is_empty(), "nothing is written before a person says so");
    let both = |title: &str, cells: &str| {
        format!(
            r#"{{"action":{{"do":"several","actions":[{{"do":"begin","title":"{title}","language":"fr"}},{{"do":"import","of":"{import}","rows":[{{"n":0,"cells":{cells}}}]}}]}}}}"#
        )
    };
    for (title, cells, status) in [
        ("", "{}", 422),
        ("Port", r#"{"date":"hier"}"#, 422),
        ("Port", r#"{"title":" "}"#, 422),
        ("Port", r#"{"copy_of":"../x"}"#, 422),
        ("Port", r#"{"certainty":"perhaps"}"#, 422),
        ("Port", r#"{"body":"x"}"#, 400),
    ] {
        let said = desk.act("do", &both(title, cells));
        assert_eq!(said.status, status, "{cells}: {}", said.text());
        assert!(desk.tree().is_empty() && desk.folders() == 0, "{cells}");
    }
    let good =
        both("Port: d’Armel", r#"{"title":"Un: titre # x","date":"2023-05","publisher":"Écho","copy_of":"none"}"#);
    assert_eq!(desk.act("do", &good).status, 200);
    assert_eq!(desk.text("site.yaml"), "title: \"Port: d’Armel\"\nlanguage: fr\n");
    let article = desk.text("content/articles/2023-05-02-jetee.md");
    assert!(
        article.contains("title: \"Un: titre # x\"\ndate: 2023-05\ndate_certainty: given\npublisher: Écho\n"),
        "{article}"
    );
    assert!(article.contains("copy_of: none\n"), "{article}");
    assert_eq!(desk.text("seeds/2023-05-02-jetee.txt"), TEXT);
    desk.until("articles/2023-05-02-jetee.html", "Un: titre");
    // The same again writes nothing twice.
    let again = format!(r#"{{"action":{{"do":"import","of":"{import}"}}}}"#);
    assert_eq!(desk.act("do", &again).status, 200);
    assert_eq!(desk.tree().len(), 3);
    assert_eq!(desk.act("do", r#"{"action":{"do":"begin","title":"X","language":"fr"}}"#).status, 422);
    assert_eq!(desk.act("undo", "{}").status, 200);
    assert!(desk.tree().is_empty() && desk.folders() == 0);
    assert!(desk.page("review").text().contains("id=\"site-title\""));
}

#[test]
fn a_picture_is_a_file_in_the_change_that_names_it() {
    let texts = [
        ("site.yaml", "title: Le port\nlanguage: fr\n"),
        ("content/articles/un.md", "---\ntitle: Un\n---\nLe port est calme.\n"),
    ];
    let files: Files = texts.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    let desk = Desk::over(Server::edit(&files), "/_dossier/desk/", "done");
    let before = desk.tree();
    const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9v9z\"/></svg>";
    let sent = |name: &str, bytes: &[u8]| {
        let id = json(&desk, "upload/begin", "{}")["upload"].as_str().expect("an upload").to_owned();
        let said = desk.send_bytes(&format!("upload?upload={id}&name={name}&len={}", bytes.len()), bytes);
        assert_eq!(said.status, 200, "{}", said.text());
        let said = desk.act("picture/read", &format!(r#"{{"upload":"{id}"}}"#));
        (id, said)
    };
    for (name, bytes) in
        [("page.html", &b"<p>"[..]), ("page.png", b"<script>"), ("pont.png", b"\x89PNG\r\n\x1a\n"), ("x.svg", b"")]
    {
        assert_eq!(sent(name, bytes).1.status, 422, "{name}");
    }
    let (id, said) = sent("..%2FLe%20pont.SVG", SVG);
    assert!(said.text().contains("\"file\":\"media/le-pont.svg\""), "{}", said.text());
    assert_eq!(desk.act("picture/read", &format!(r#"{{"upload":"{id}"}}"#)).status, 410, "it is read once");
    assert_eq!(desk.tree(), before, "nothing is written before a person says so");
    let add = |of: &str, file: &str, named: &str| {
        let picture = format!(r#"{{"file":"{named}","alt":"Un pont","caption":"","credit":""}}"#);
        let add = format!(r#"{{"do":"add-picture","of":"{of}","file":"{file}"}}"#);
        let set = format!(r#"{{"do":"set-picture","article":"un","picture":{picture}}}"#);
        desk.act("do", &format!(r#"{{"action":{{"do":"several","actions":[{add},{set}]}}}}"#)).status
    };
    for (of, file, named, status) in [
        ("x", "media/le-pont.svg", "media/le-pont.svg", 410),
        (id.as_str(), "media/../site.svg", "", 422),
        (id.as_str(), "media/le-pont.png", "", 422),
        (id.as_str(), "media/le-pont.svg", "media/autre.svg", 410),
    ] {
        assert_eq!(add(of, file, named), status, "{file} {named}");
        assert_eq!(desk.tree(), before, "all or nothing");
    }
    assert_eq!(add(&id, "media/le-pont.svg", "media/le-pont.svg"), 200);
    assert_eq!(desk.text("content/media/le-pont.svg").as_bytes(), SVG);
    let article = desk.text("content/articles/un.md");
    assert!(article.contains("picture: {file: \"media/le-pont.svg\", alt: Un pont}"), "{article}");
    assert_eq!(desk.act("undo", "{}").status, 200);
    assert_eq!(desk.tree(), before);
}

#[test]
fn an_upload_keeps_its_bounds() {
    let desk = empty();
    let begin = || json(&desk, "upload/begin", "{}")["upload"].as_str().expect("an upload").to_owned();
    let id = begin();
    let send = |query: &str, bytes: &[u8]| desk.send_bytes(&format!("upload?upload={id}&{query}"), bytes).status;
    assert_eq!(send("name=a&len=999999999999", b""), 413);
    assert_eq!(send("name=a&len=3", b"four"), 413);
    assert_eq!(send("name=b&len=5", b"ab"), 200);
    assert_eq!(send("file=1&at=1", b"x"), 409);
    assert_eq!(send("file=1&at=2", b"cdef"), 413);
    assert_eq!(send("file=1&at=2", b"cde"), 200);
    assert_eq!(send("file=1&at=5", b""), 409);
    assert_eq!(send("file=-1&at=0", b""), 400);
    assert_eq!(send("name=a", b""), 400);
    assert_eq!(send("", b""), 400);
    assert_eq!(desk.send_bytes("upload?upload=../x&name=a&len=1", b"x").status, 410);
    assert_eq!(desk.act("import/read", r#"{"upload":"x"}"#).status, 410);
    assert_eq!(desk.act("import/read", "[]").status, 400);
    assert_eq!(desk.page("import/state?upload=x").status, 410);
    assert_eq!(desk.page("import/table?upload=x").status, 410);
    // Only the newest few are kept.
    (0..3).for_each(|_| drop(begin()));
    assert_eq!(send("name=c&len=1", b"x"), 410);
    assert!(desk.tree().is_empty());
}

#[test]
fn names_that_climb_and_archives_that_explode_do_no_harm() {
    let desk = empty();
    let bomb = bomb();
    let climbing =
        zip(&[("../../evil.txt", TEXT.as_bytes()), ("in/good.txt", TEXT.replace("jetée", "digue").as_bytes())]);
    let import = upload(
        &desk,
        &[
            ("..%2F..%2F..%2Fhome%2Fpasswd.txt", TEXT.as_bytes()),
            ("bomb.zip", &bomb),
            ("climbing.zip", &climbing),
            ("damaged.zip", b"PK\x03\x04 no"),
        ],
    );
    let table = desk.page(&format!("import/table?upload={import}")).text();
    for said in ["leads out of the archive", "damaged.zip", "bomb.zip"] {
        assert!(table.contains(said), "{said}: {table}");
    }
    assert!(
        !table.contains(std::env::temp_dir().to_str().expect("a name")),
        "where files lie for the moment is not said"
    );
    let both = format!(
        r#"{{"action":{{"do":"several","actions":[{{"do":"begin","title":"X","language":"fr"}},{{"do":"import","of":"{import}"}}]}}}}"#
    );
    assert_eq!(desk.act("do", &both).status, 200);
    let names: Vec<String> = desk.tree().into_keys().collect();
    let root = desk.server.folder.path().display().to_string();
    assert!(
        names.iter().any(|name| name.ends_with("seeds/home/passwd.txt") || name.ends_with("seeds/passwd.txt")),
        "{names:?}"
    );
    assert!(names.iter().all(|name| name.starts_with(&root)), "{names:?}");
}

/// An archive of one text that is a thousand times as long as the archive.
fn bomb() -> Vec<u8> {
    zip(&[("long.txt", &vec![b'a'; 80 << 20])])
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
        archive.write_all(bytes).expect("bytes");
    }
    archive.finish().expect("an archive").into_inner()
}

/// What the page of a source says of its file.
fn source(desk: &Desk, id: &str) -> (String, String) {
    let page = desk.page(&format!("source?of={id}")).text();
    let value = |name: &str| {
        let rest = page.split(&format!(" {name}=\"")).nth(1).unwrap_or_else(|| panic!("{name}: {page}"));
        rest.split('"').next().expect("a value").to_owned()
    };
    (value("data-file"), value("data-base"))
}

fn save(file: &str, base: &str, text: &str) -> String {
    let action = serde_json::json!({"action": {"do": "set-source", "file": file, "text": text}, "base": base});
    action.to_string()
}

#[test]
fn a_text_is_saved_as_typed_or_refused_with_both_versions() {
    let desk = Desk::open();
    let before = desk.tree();
    let name = "content/articles/deux.md";
    desk.server.write(name, "---\r\ntitle: Deux\r\n---\r\nUn.\r\n");
    let (file, base) = source(&desk, "deux");
    assert_eq!(desk.act("do", &save(&file, &base, "---\ntitle: Trois\n---\nUn.\nDeux.\n")).status, 200);
    assert_eq!(desk.text(name), "---\r\ntitle: Trois\r\n---\r\nUn.\r\nDeux.\r\n");
    // An old page.
    let refused = desk.act("do", &save(&file, &base, "mine"));
    let said: serde_json::Value = serde_json::from_slice(&refused.body).expect("JSON");
    assert_eq!((refused.status, said["error"].as_str()), (409, Some("changed")));
    assert!(said["now"].as_str().is_some_and(|now| now.contains("Trois")));
    let now = said["base"].as_str().expect("a key").to_owned();
    assert_eq!(desk.act("do", &save(&file, &now, "mine\n")).status, 200, "knowingly, over it");
    for (body, status) in [
        (r#"{"action":{"do":"set-source","file":"deux","text":"x"}}"#.to_owned(), 422),
        (r#"{"action":{"do":"several","actions":[{"do":"set-source","file":"deux","text":"x"}]}}"#.to_owned(), 422),
        // The second would name what the first takes out.
        (r#"{"action":{"do":"several","actions":[{"do":"forget","record":"anne-morvan"},{"do":"set-field","record":"anne-morvan","field":"born","value":"1961"}]}}"#.to_owned(), 422),
        (save("../site", "0", "x"), 410),
        (save("content/articles/deux.md", "0", "x"), 410),
        (save("00000000000000000000000000000000", "0", "x"), 410),
    ] {
        assert_eq!(desk.act("do", &body).status, status, "{body}");
    }
    while desk.act("undo", "{}").status == 200 {}
    assert_eq!(desk.text(name), "---\r\ntitle: Deux\r\n---\r\nUn.\r\n");
    assert_eq!(desk.tree().len(), before.len());
}

#[test]
fn site_yaml_is_a_text_too_but_changed_alone() {
    let desk = Desk::open();
    let page = desk.page("checks");
    assert_eq!(page.status, 200);
    desk.server.write("site.yaml", &format!("{}pubisher: x\n", desk.text("site.yaml")));
    let id = desk.until_checked("site.yaml");
    let (file, base) = source(&desk, &id);
    let text = desk.text("site.yaml").replace("pubisher: x\n", "# gone\n");
    assert_eq!(desk.act("do", &save(&file, &base, &text)).status, 200);
    assert_eq!(desk.text("site.yaml"), text);
    assert_eq!(desk.act("undo", "{}").status, 200);
    assert!(desk.text("site.yaml").contains("pubisher"));
}

#[test]
fn a_word_is_cured_where_exactly_one_is_meant() {
    let desk = Desk::open();
    let name = "content/articles/trois.md";
    desk.server.write(name, "---\ntitle: Trois\npubisher: Le Fanal # oui\n---\nAvec [[anne-morvn]].\n");
    desk.until_checked(name);
    let page = desk.page("checks").text();
    let cures: Vec<String> = page
        .split("class=\"cure\" data-request=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().expect("a value").replace("&quot;", "\""))
        .collect();
    assert!(cures.len() >= 2, "{page}");
    let before = desk.text(name);
    for cure in &cures {
        let said = desk.act("do", cure);
        // The second was made from the file before the first.
        assert!([200, 409].contains(&said.status), "{cure}: {}", said.text());
    }
    assert_ne!(desk.text(name), before);
    assert_eq!(desk.act("do", &cures[0]).status, 409);
    while desk.act("undo", "{}").status == 200 {}
    assert_eq!(desk.text(name), before);
}

#[cfg(unix)]
#[test]
fn a_read_only_file_and_a_full_disk_are_told_and_files_stay_whole() {
    let desk = Desk::open();
    let path = desk.server.path("content/articles/deux.md");
    let mut rights = fs::metadata(&path).expect("a file").permissions();
    rights.set_readonly(true);
    fs::set_permissions(&path, rights).expect("rights");
    let (file, base) = source(&desk, "deux");
    let refused = desk.act("do", &save(&file, &base, "x"));
    assert!(refused.status == 500 && refused.text().contains("lecture seule"), "{}", refused.text());
    let full = Desk::over(Server::edit_with_full_disk(&super::desk::files()), super::desk::DESK, "review");
    let before = full.tree();
    let (file, base) = source(&full, "deux");
    let refused = full.act("do", &save(&file, &base, &"x\n".repeat(60_000)));
    assert!(refused.status == 500 && refused.text().contains("place libre"), "{}", refused.text());
    let id = json(&full, "upload/begin", "{}")["upload"].as_str().expect("an upload").to_owned();
    let bytes = vec![b'x'; 200_000];
    let said = full.send_bytes(&format!("upload?upload={id}&name=a.txt&len={}", bytes.len()), &bytes);
    assert!(said.status == 507 && said.text().contains("n’a pas pu être reçu"), "{}", said.text());
    assert!(!said.text().contains("os error"), "{}", said.text());
    assert_eq!(full.tree(), before);
}

#[test]
fn a_desk_that_is_killed_leaves_all_or_nothing() {
    let files: Vec<(String, String)> =
        (0..40).map(|n| (format!("doc-{n}.txt"), TEXT.replace("jetée", &format!("jetée {n}")))).collect();
    for n in 0..6_u64 {
        let mut desk = Desk::open();
        let before = desk.tree();
        let sent: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        let import = upload(&desk, &sent);
        let body = format!(r#"{{"action":{{"do":"import","of":"{import}"}}}}"#);
        let whole = before.len() + 80;
        std::thread::scope(|scope| {
            let (request, port) = (desk.request("do", &body), desk.server.port);
            scope.spawn(move || super::server::send_to(port, &request));
            std::thread::sleep(Duration::from_millis(n * 9));
            desk.server.kill();
        });
        let folder = desk.server.take_folder();
        // The next command finishes or clears away.
        let desk = Desk::over(Server::edit_in(folder), super::desk::DESK, "review");
        let after: BTreeMap<_, _> = desk.tree().into_iter().filter(|(name, _)| !name.contains("/.dossier")).collect();
        assert!(after.len() == before.len() || after.len() == whole, "{} of {} or {whole}", after.len(), before.len());
        for (name, text) in &before {
            assert_eq!(after.get(name), Some(text), "{name}");
        }
    }
}

#[test]
fn the_site_is_said_and_taken_as_one_file_and_as_a_folder() {
    let mut files = super::desk::files();
    files.insert("content/articles/ebauche.md".to_owned(), "---\ntitle: Ébauche\ndraft: true\n---\nRien.\n".to_owned());
    let desk = Desk::over(Server::edit(&files), super::desk::DESK, "review");
    assert_eq!(desk.page("site.zip").status, 404);
    assert_eq!(desk.act("publish/folder", "{}").status, 409);
    let ready = || {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let page = desk.page("publish").text();
            if page.contains("id=\"publish-again\"") {
                return page;
            }
            assert!(Instant::now() < end, "the site is never ready");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    let page = ready();
    assert!(page.contains("id=\"publish-zip\""), "{page}");
    let said = page.find("Brouillons").expect("what is left out");
    assert!(said < page.find("publish-zip").expect("the way"), "it is said first");
    let archive = desk.page("site.zip");
    assert_eq!((archive.status, archive.header("content-type")), (200, "application/zip"));
    assert_eq!(desk.act("publish/again", "{}").status, 200);
    ready();
    assert!(desk.page("site.zip").body == archive.body, "the same site gives the same bytes");
    assert_eq!(desk.act("publish/folder", "{}").status, 200);
    let mut taken = zip::ZipArchive::new(std::io::Cursor::new(archive.body)).expect("an archive");
    let output = desk.server.path("public");
    for at in 0..taken.len() {
        let mut file = taken.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).expect("bytes");
        let name = file.name().expect("a name").into_owned();
        assert!(fs::read(output.join(&name)).expect("a page") == bytes, "{name}");
    }
    desk.server.write("content/articles/deux.md", "---\ntitle: Neuf\n---\nAutre.\n");
    assert_eq!(desk.act("publish/folder", "{}").status, 409, "it has changed since");
}
