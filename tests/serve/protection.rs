//! An unreadable file may protect someone: the preview keeps showing the last good site, and no content if there was
//! none.

use super::project::Files;
use super::server::Server;

const RECORD: &str = "---\nname: Ada Lorquin\nvisibility: initials\n---\nTémoin.\n";

fn files(record: &str) -> Files {
    let article = "---\ntitle: Au port\ndate: 2022-02-03\n---\nAda Lorquin a vu les hommes.\n";
    [
        ("site.yaml", "title: Essai\nlanguage: fr\n"),
        ("content/people/ada.md", record),
        ("content/articles/port.md", article),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .collect()
}

/// Waits until a tab is notified of an error in a file.
fn told(server: &Server, file: &str) {
    for _ in 0..1000 {
        let news = server.news("index.html");
        if news["errors"].as_array().is_some_and(|errors| errors.iter().any(|error| error["file"] == file)) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("nobody was told of a mistake in {file}");
}

#[test]
fn a_preview_that_begins_with_a_broken_protection_shows_nothing_until_it_is_mended() {
    let broken = RECORD.replace("initials", "[initials");
    let server = Server::start(&files(&broken), &[]);
    told(&server, "content/people/ada.md");
    assert_eq!(server.get("/articles/port.html").status, 404);
    for path in ["/", "/feed.xml", "/data/articles.jsonl", "/search/t0.js", "/articles/index.html"] {
        assert!(!server.get(path).text().contains("Lorquin"), "{path}");
    }
    server.write("content/people/ada.md", RECORD);
    let page = server.until("/articles/port.html", |answer| answer.status == 200);
    assert!(page.text().contains("A. L.") && !page.text().contains("Lorquin"), "{}", page.text());
}

#[test]
fn a_new_record_that_cannot_be_read_keeps_all_of_the_last_good_site() {
    let mut start = files(RECORD);
    start.remove("content/people/ada.md");
    start.insert(
        "content/articles/port.md".to_owned(),
        "---\ntitle: Au port\ndate: 2022-02-03\n---\nUne dame a vu.\n".to_owned(),
    );
    let server = Server::start(&start, &[]);
    server.write("content/people/ada.md", &RECORD.replace("name: Ada", "name: \"Ada"));
    told(&server, "content/people/ada.md");
    server.write("content/articles/port.md", "---\ntitle: Au port\ndate: 2022-02-03\n---\nAda Lorquin a vu.\n");
    server.write("content/articles/autre.md", "---\ntitle: Autre\ndate: 2022-02-03\nrights: [\n---\nx\n");
    told(&server, "content/articles/autre.md");
    assert!(server.get("/articles/port.html").text().contains("Une dame a vu"), "the last good site stays");
    server.write("content/people/ada.md", RECORD);
    server.until("/articles/port.html", |answer| answer.text().contains("A. L. a vu"));
}
