//! Exports of press databases, reading lists and corpora: what `dossier import` makes of them and says.
//!
//! Each folder of tests/cases/exports is one kind, with files invented for it; `expected.txt` has all that came out of it.
//! `SNAPSHOTS=overwrite cargo test --test cmd exports` rewrites it; read the difference before you commit it.

use std::fs;
use std::path::Path;

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use super::session::Session;

const CASES: &str = "tests/cases/exports";
/// The file with what is expected.
const EXPECTED: &str = "expected.txt";

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect();
    names.sort();
    names
}

/// Imports the files of a case, one after the other, and returns the articles and what was said.
fn outcome(case: &Path) -> String {
    let session = Session::new();
    let mut transcript = String::new();
    for name in names(case).iter().filter(|name| *name != EXPECTED) {
        session.write(&format!("pile/{name}"), &fs::read(case.join(name)).expect("a file"));
        let run = session.run(&format!("import pile/{name}"));
        transcript += &format!("$ dossier import {name}\n{}= {}\n\n", run.err.replace("pile/", ""), run.code);
    }
    for (file, bytes) in session.files("content/articles") {
        let text = String::from_utf8(bytes).expect("text");
        let lines = text.lines().map(|line| match line.split_once(", sha256: ") {
            Some((before, rest)) => format!("{before}{}\n", rest.get(64..).unwrap_or_default()),
            None => format!("{line}\n"),
        });
        transcript += &format!("==== {file}\n{}\n", lines.collect::<String>());
    }
    transcript
}

#[test]
fn every_export_becomes_its_articles() {
    for name in names(Path::new(CASES)) {
        let case = Path::new(CASES).join(name);
        let golden = Data::read_from(&case.join(EXPECTED), Some(DataFormat::Text)).raw();
        Assert::new().action_env("SNAPSHOTS").eq(outcome(&case), golden);
    }
}

#[test]
fn nothing_of_the_reader_is_published_or_told() {
    const PERSONAL: &[&str] = &[
        "Bibliothèque de Trévanec", "Certificat", "9 juin 2023", "2009-01-14", "mcadou@", "Ada", "ADA", "LIBRARY OF",
        "Library of", "Terms:", "accountid", "ezproxy", "moulin or", "resolveur", "LXNComment", "Zed", "Job Number",
    ];
    for name in names(Path::new(CASES)) {
        let told = outcome(&Path::new(CASES).join(&name));
        // The library is the source of the digitised issue, not its reader.
        let found: Vec<&&str> = PERSONAL.iter().filter(|word| told.contains(**word)).collect();
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}

#[test]
fn a_number_identifies_a_document_in_another_export() {
    let article = |n: usize| {
        format!(
            "<article><header><span class=\"DocPublicationName\">Le Phare</span><span class=\"DocHeader\">{n} mai 2023</span>\
             <div class=\"titreArticle\"><p class=\"titreArticleVisu\">Titre {n}</p></div></header><section><p>Un texte sur le port, \
             le {n}e de la série.</p></section><footer>news·202305{n:02}·PHA·{n}</footer></article>"
        )
    };
    let page = |numbers: std::ops::Range<usize>| {
        format!("<html><body>{}</body></html>", numbers.map(article).collect::<String>())
    };
    let session = Session::new();
    session.write("one.html", page(1..21).as_bytes()).write("other.html", page(11..31).as_bytes());
    assert_eq!(session.run("import one.html").code, 0);
    let run = session.run("import other.html");
    assert!(run.err.contains("other.html: 10 articles, 10 known before"), "{}", run.err);
    assert_eq!(session.files("content/articles").len(), 30);
}

#[test]
fn an_export_of_five_hundred_articles_is_read_in_linear_time() {
    let article = |n: usize| {
        let text = "<p>Le <mark>port</mark> a parlé de la conserverie, et la <b>mairie</b> aussi.".repeat(40);
        format!(
            "<article><header><span class=\"DocPublicationName\">Le Phare</span><span class=\"DocHeader\">3 mai 2023</span><div \
             class=\"titreArticle\"><p class=\"titreArticleVisu\">Titre {n}</p></div></header><section><div>{text}</section><footer>\
             news·20230503·PHA·{n}</footer></article>"
        )
    };
    let session = Session::new();
    session.write(
        "pile.html",
        format!("<html><body>{}</body></html>", (0..500).map(article).collect::<String>()).as_bytes(),
    );
    let start = std::time::Instant::now();
    let run = session.run("import pile.html --dry-run");
    assert!(run.err.contains("500 articles"), "{}", run.err);
    // A tenth of a second with an optimised build; quadratic work would take minutes.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
