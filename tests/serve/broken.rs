//! Requests while a file is broken: the last good page stays, its links too, and the error is shown.

use super::project::start;
use super::server::{Server, as_published};

/// Waits until a tab is notified of an error in a file, and returns it.
fn mistake(server: &Server, file: &str) -> serde_json::Value {
    for _ in 0..1000 {
        let news = server.news("index.html");
        let errors = news["errors"].as_array().expect("a list").clone();
        if let Some(error) = errors.into_iter().find(|error| error["file"] == file) {
            return error;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("nobody was told of a mistake in {file}");
}

#[test]
fn a_record_that_cannot_be_read_keeps_its_page_and_its_links() {
    let mut server = Server::start(&start(), &[]);
    let (page, article) = ("/a/personnes/jeanne-morvan.html", "/a/articles/le-port.html");
    let before = [page, article].map(|path| as_published(server.get(path).body));
    server.replace("content/people/jeanne-morvan.md", "name: Jeanne Morvan", "name: [Jeanne Morvan");
    let error = mistake(&server, "content/people/jeanne-morvan.md");
    assert!(error["line"].as_u64().is_some_and(|line| line >= 2), "{error}");
    assert!(error["excerpt"].is_array() && error["column"].is_u64(), "{error}");
    server.line_with("content/people/jeanne-morvan.md: 0 pages");
    assert_eq!([page, article].map(|path| as_published(server.get(path).body)), before);
    // The rest of the dossier keeps updating meanwhile.
    server.replace("content/articles/le-port.md", "a souri", "a ri");
    let other = server.until(article, |answer| answer.text().contains("a ri"));
    assert!(other.text().contains("personnes/jeanne-morvan.html"), "the link stays");
    server.replace("content/people/jeanne-morvan.md", "name: [Jeanne Morvan", "name: Jeanne Morvan-Kerr");
    server.until(page, |answer| answer.text().contains("Jeanne Morvan-Kerr"));
    assert_eq!(server.news("index.html")["errors"].as_array().map(Vec::len), Some(0));
}

#[test]
fn articles_templates_and_site_yaml_stay_as_they_were_too() {
    let server = Server::start(&start(), &[]);
    let article = "/a/articles/le-port.html";
    let before = as_published(server.get(article).body);
    for (file, broken) in [
        ("content/articles/le-port.md", "---\ntitle: \"sans fin\n---\nx\n"),
        ("themes/default/templates/article.html", "{% block main %}{{ range }} {% if %}"),
        (
            "themes/default/templates/article.html",
            "{% extends \"base.html\" %}\n{% block main %}{{ page.nothing.at.all }}{% endblock main %}",
        ),
        ("site.yaml", "title: [\n"),
        ("content/places.yaml", "- {id: armel, name: Armel\n"),
    ] {
        let good = std::fs::read_to_string(server.path(file)).ok();
        server.write(file, broken);
        mistake(&server, file);
        let answer = server.get(article);
        assert_eq!((answer.status, as_published(answer.body) == before), (200, true), "{file}");
        match good {
            Some(good) => server.write(file, &good),
            None => std::fs::remove_file(server.path(file)).expect("the file"),
        }
        for _ in 0..1000 {
            if server.news("index.html")["errors"].as_array().is_some_and(Vec::is_empty) {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }
    assert_eq!(as_published(server.get(article).body), before);
}

#[test]
fn what_is_deleted_is_gone_even_while_it_cannot_be_read() {
    let server = Server::start(&start(), &[]);
    server.write("content/articles/le-port.md", "---\ntitle: [\n---\n");
    mistake(&server, "content/articles/le-port.md");
    std::fs::remove_file(server.path("content/articles/le-port.md")).expect("the file");
    server.until("/a/articles/le-port.html", |answer| answer.status == 404);
}

/// Waits until there are no more errors.
fn mended(server: &Server) {
    for _ in 0..1000 {
        if server.news("index.html")["errors"].as_array().is_some_and(Vec::is_empty) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("mistakes are shown for ever: {}", server.news("index.html")["errors"]);
}

const TAG: &str = "themes/default/templates/tag.html";
/// Uses the tags that only articles have, and fails on those of records.
const HALF_BROKEN: &str = "{% extends \"base.html\" %}\n{% block main %}\n<p>{{ label }}{% if entities %}{{ page.nothing.at.all }}{% endif %}</p>\n{% endblock main %}";

#[test]
fn a_page_that_alone_fails_stays_as_it_was_last_seen() {
    let server = Server::start(&start(), &[]);
    let (failing, drawn) = ("/a/tags/mer.html", "/a/tags/port.html");
    let before = server.get(failing);
    assert_eq!(before.status, 200);
    server.write(TAG, HALF_BROKEN);
    let error = mistake(&server, TAG);
    assert_eq!((error["line"].as_u64(), error["code"].as_str().is_some()), (Some(3), true), "{error}");
    assert!(server.get(drawn).text().contains("<p>port</p>"), "what can be drawn is drawn");
    let held = server.get(failing);
    assert_eq!((held.status, as_published(held.body) == as_published(before.body)), (200, true));
    // The error stays visible while other files are edited, and the page waits for another key than it is shown with.
    server.replace("content/articles/le-port.md", "a souri", "a ri");
    server.until("/a/articles/le-port.html", |answer| answer.text().contains("a ri"));
    for _ in 0..20 {
        mistake(&server, TAG);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let key = server.news("tags/mer.html")["key"].as_str().unwrap_or_default().to_owned();
    assert!(server.get(failing).text().contains(&format!("data-key=\"{key}\"")), "nothing to reload for");
    server.write(TAG, &HALF_BROKEN.replace(".nothing.at.all", ".route"));
    let now = server.until(failing, |answer| answer.text().contains("<p>mer"));
    assert!(now.status == 200 && server.news("tags/mer.html")["key"] != key.as_str(), "reloaded");
    mended(&server);
}

#[test]
fn a_page_that_was_never_seen_says_what_is_wrong_in_the_frame_of_the_site() {
    let server = Server::start(&start(), &[]);
    server.write(TAG, HALF_BROKEN);
    mistake(&server, TAG);
    let failing = "/a/tags/mer.html";
    let answer = server.get(failing);
    let html = answer.text();
    assert_eq!((answer.status, answer.header("content-type")), (500, "text/html; charset=utf-8"));
    for part in ["themes/default/templates/tag.html:3:", "<nav ", "<style nonce=", "_dossier/reload.js"] {
        assert!(html.contains(part), "no {part} in {html}");
    }
    assert!(!html.contains("404"), "{html}");
    // If the page for errors fails too, there is still a page.
    server.write("themes/default/templates/404.html", "{{ page.nothing.at.all }}");
    mistake(&server, "themes/default/templates/404.html");
    assert!(server.get(failing).text().contains("tag.html:3:"));
    std::fs::remove_file(server.path("themes/default/templates/404.html")).expect("the file");
    std::fs::remove_file(server.path(TAG)).expect("the file");
    server.until(failing, |answer| answer.status == 200);
    mended(&server);
}

/// A text shared by several dossiers may be a link: the preview follows changes of its target.
#[cfg(unix)]
#[test]
fn a_text_that_is_a_link_within_the_project_follows_its_target() {
    let text = |word: &str| format!("---\ntitle: Commun\ndate: 2024\n---\nUn mot : {word}.\n");
    let mut files = start();
    files.insert("partage/commun.md".to_owned(), text("premier"));
    let folder = Server::folder(&files);
    std::os::unix::fs::symlink("../../partage/commun.md", folder.path().join("content/articles/commun.md"))
        .expect("a link");
    let server = Server::start_in(folder, &[]);
    let page = "/a/articles/commun.html";
    server.until(page, |answer| answer.text().contains("premier"));
    server.write("partage/commun.md", &text("second"));
    server.until(page, |answer| answer.text().contains("second"));
    // As editors save: a new file takes the name, and for a moment there is no file.
    std::fs::remove_file(server.path("partage/commun.md")).expect("the file");
    std::thread::sleep(std::time::Duration::from_millis(200));
    server.write("partage/commun.md", &text("dernier"));
    server.until(page, |answer| answer.text().contains("dernier"));
}

#[test]
fn the_preview_tells_causes_and_none_of_their_echoes() {
    let mut files = start();
    let mut add = |name: &str, text: &str| drop(files.insert(name.to_owned(), text.to_owned()));
    add("content/people/erwan-tanguy.md", "---\nname: Erwan Tanguy\nroles: [\n---\n");
    add("content/people/ewan-tanguy.md", "---\nname: Ewan Tanguy\n---\n");
    add(
        "content/articles/a-tanguy.md",
        "---\ntitle: Tanguy\ndate: 2021\n---\nVoir [[erwan-tanguy]] et [[ewan-tangy]].\n",
    );
    let server = Server::start(&files, &[]);
    mistake(&server, "content/people/erwan-tanguy.md");
    let errors = server.news("index.html")["errors"].clone();
    let told: Vec<(&str, &str)> = errors
        .as_array()
        .expect("a list")
        .iter()
        .map(|error| (error["file"].as_str().unwrap_or_default(), error["help"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0].0, "content/people/erwan-tanguy.md", "the cause stands first: {told:?}");
    assert_eq!(told[1], ("content/articles/a-tanguy.md", "did you mean `ewan-tanguy`?"));
}
