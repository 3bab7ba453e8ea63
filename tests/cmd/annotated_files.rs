//! `dossier build --annotated`: articles that were annotated elsewhere become pages.

use super::session::{Run, Session};

const ARTICLES: [(&str, &str); 3] = [
    ("un", "Jeanne Morvan est venue à Armel mardi.\n\n« Rien ne bouge », a dit Anne Morvan."),
    ("deux", "Jeanne Morvan a parlé. Elle a répété : oui, le 3 mai."),
    ("trois", "Anne Morvan et Jeanne Morvan se taisent. Morvan part."),
];

fn records() -> Session {
    let session = Session::new();
    session
        .write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\n")
        .write("content/people/anne-morvan.md", b"---\nname: Anne Morvan\n---\n")
        .write("content/places.csv", "id,name\narmel,Armel\n".as_bytes());
    session
}

/// A dossier whose articles are files, and its site.
fn with_files() -> Session {
    let session = records();
    for (id, text) in ARTICLES {
        let text = format!("---\ntitle: Titre {id}\ndate: 2021-05-04\ntags: [mer]\n---\n{text}\n");
        session.write(&format!("content/articles/{id}.md"), text.as_bytes());
    }
    assert_eq!(session.run("build").code, 0);
    session
}

fn said(run: &Run, words: &str) {
    assert!(run.err.contains(words), "{}", run.err);
}

/// A page without the name of the project's file, which lines do not have.
fn without_trace(page: &str) -> String {
    let Some(start) = page.find("<details class=\"trace\">") else { return page.to_owned() };
    let end = page[start..].find("</details>").map_or(page.len(), |end| start + end + "</details>\n".len());
    page[..start].to_owned() + &page[end..]
}

#[test]
fn the_site_is_that_of_the_same_articles_as_files() {
    let files = with_files();
    let lines: Vec<String> = files.read("public/data/articles.jsonl").lines().map(str::to_owned).collect();
    let session = records();
    // As engines write them: in parts, beside files of their own.
    session
        .write("annotated/part-00000", (lines[2].clone() + "\n").as_bytes())
        .write("annotated/part-00001", (lines[..2].join("\n") + "\n").as_bytes())
        .write("annotated/_SUCCESS", b"")
        .write("annotated/.part-00000.crc", b"crc");
    let run = session.run("build --annotated annotated");
    assert_eq!(run.code, 0, "{}", run.err);
    said(&run, "annotated: 3 articles, all taken as they are");
    for page in ["data/articles.jsonl", "personnes/jeanne-morvan.html", "index.html", "chronology.html", "feed.xml"] {
        assert_eq!(session.read(&format!("public/{page}")), files.read(&format!("public/{page}")), "{page}");
    }
    for (id, _) in ARTICLES {
        let page = session.read(&format!("public/articles/{id}.html"));
        assert!(!page.contains("content/articles"), "no such file: {page}");
        assert_eq!(without_trace(&page), without_trace(&files.read(&format!("public/articles/{id}.html"))), "{id}");
    }
    let again = session.run("build --annotated annotated");
    said(&again, "0 written");
    // Without them their pages go.
    said(&session.run("build"), "0 articles");
}

#[test]
fn annotations_that_may_not_be_those_of_this_dossier_are_made_anew() {
    let files = with_files();
    let lines = files.read("public/data/articles.jsonl");
    for (name, change) in [
        (
            "another text",
            Box::new(|_: &Session| lines.replace("Anne Morvan et", "Annie Morvan et"))
                as Box<dyn Fn(&Session) -> String>,
        ),
        (
            "a record that is gone",
            Box::new(|session: &Session| {
                std::fs::remove_file(session.path("content/people/anne-morvan.md")).expect("a file");
                lines.clone()
            }),
        ),
        (
            "a record that is withheld",
            Box::new(|session: &Session| {
                session.write("content/people/paul-roy.md", b"---\nname: Paul Roy\nvisibility: initials\n---\n");
                lines.clone()
            }),
        ),
        (
            "a decision",
            Box::new(|session: &Session| {
                session.write(
                    "content/decisions.yaml",
                    b"- article: trois\n  quote: Morvan\n  suffix: \" part\"\n  entity: anne-morvan\n",
                );
                lines.clone()
            }),
        ),
    ] {
        let (session, expected) = (records(), records());
        session.write("annotated.jsonl", change(&session).as_bytes());
        change(&expected);
        for (id, text) in ARTICLES {
            let text = if name == "another text" {
                text.replace("Anne Morvan et", "Annie Morvan et")
            } else {
                text.to_owned()
            };
            let text = format!("---\ntitle: Titre {id}\ndate: 2021-05-04\ntags: [mer]\n---\n{text}\n");
            expected.write(&format!("content/articles/{id}.md"), text.as_bytes());
        }
        let run = session.run("build --annotated annotated.jsonl");
        assert!(run.code == 0 && expected.run("build").code == 0, "{name}: {}", run.err);
        assert!(run.err.contains("annotated here"), "{name}: {}", run.err);
        assert_eq!(session.read("public/data/articles.jsonl"), expected.read("public/data/articles.jsonl"), "{name}");
    }
}

#[test]
fn a_line_that_cannot_be_used_is_named_and_the_others_are_published() {
    let session = records();
    session.write("content/articles/un.md", b"---\ntitle: Un\n---\nArmel.\n");
    let lines = [
        r#"{"id": "deux", "text": "Armel."}"#,
        "nonsense",
        r#"{"id": "un", "text": "Armel."}"#,
        "",
        r#"{"id": "https://example.org/A?b=1", "text": "Armel."}"#,
        r#"{"id": "…", "text": "Armel."}"#,
        r#"{"id": "quatre", "text": "Armel.", "rights": "excerpt"}"#,
        r#"{"id": "cinq", "text": "", "rights": "reference", "url": "https://example.org/5"}"#,
    ];
    session.write("lines/a.jsonl", lines.join("\n").as_bytes());
    let run = session.run("build --annotated lines");
    assert_eq!(run.code, 1, "{}", run.err);
    for words in [
        "`lines/a.jsonl`, line 2: this is no JSON object",
        "`lines/a.jsonl`, line 3: another article has the id `un`",
        "`lines/a.jsonl`, line 6: its id `…` has no letter or digit",
        "`lines/a.jsonl`, line 7: this is an excerpt already",
        "public: 4 articles",
    ] {
        said(&run, words);
    }
    assert!(session.read("public/articles/https-example-org-a-b-1.html").contains("armel.html"));
    assert!(session.read("public/articles/cinq.html").contains("https://example.org/5"));
}

#[test]
fn documents_become_pages_without_a_file_of_the_project_and_keep_their_raw_document() {
    let session = records();
    session.write("received/un.txt", "La digue\n\nJeanne Morvan est venue à Armel.\n".as_bytes());
    let read = session.run("import --stream received");
    let annotated = session.run_on("annotate", read.out.as_bytes());
    session.write("lines/part-0.jsonl", annotated.out.as_bytes());
    let run = session.run("build --annotated lines");
    assert_eq!((read.code, annotated.code, run.code), (0, 0, 0), "{}", run.err);
    said(&run, "annotated: 1 article, all taken as they are");
    let line: serde_json::Value = read.out.parse().expect("JSON");
    let (id, sha256) = (line["id"].as_str().expect("an id"), line["source"]["sha256"].as_str().expect("a hash"));
    let page = session.read(&format!("public/articles/{id}.html"));
    assert!(page.contains("received/un.txt") && page.contains(sha256), "{page}");
}

#[test]
fn folders_without_usable_files_are_refused_with_a_cure() {
    let session = records();
    session.write("empty/_SUCCESS", b"").write("packed/part-00000.gz", b"\x1f\x8b").write("a.jsonl.gz", b"\x1f\x8b");
    for (folder, words) in
        [("empty", "no file in"), ("packed", "is compressed"), ("a.jsonl.gz", "is compressed"), ("missing", "missing")]
    {
        let run = session.run(&format!("build --annotated {folder}"));
        assert!(run.code > 1, "{folder}: {}", run.err);
        said(&run, words);
    }
    assert!(!session.path("public").exists(), "nothing is published");
}
