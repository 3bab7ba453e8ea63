//! Lists of many articles are divided into pages: nothing is lost, every page is reachable, and old pages do not change.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::session::Session;

const N_ARTICLES: usize = 650;

fn article(number: usize) -> String {
    let (year, month, day) = (1990 + number / 300, 1 + number / 25 % 12, 1 + number % 25);
    format!(
        "---\ntitle: Titre {number}\ndate: {year}-{month:02}-{day:02}\ntags: [port]\n---\nJeanne Morvan, {number}.\n"
    )
}

fn large() -> Session {
    let session = Session::new();
    session.write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\n");
    for number in 0..N_ARTICLES {
        session.write(&format!("content/articles/a{number:04}.md"), article(number).as_bytes());
    }
    session
}

/// The pages of a list: those in its folder, and its own page.
fn pages<'a>(files: &'a BTreeMap<String, Vec<u8>>, own: &str, folder: &str) -> Vec<(&'a str, &'a str)> {
    let is_page = |name: &str| name == own || name.starts_with(folder);
    let text = |bytes: &'a Vec<u8>| std::str::from_utf8(bytes).expect("text");
    files.iter().filter(|(name, _)| is_page(name)).map(|(name, bytes)| (name.as_str(), text(bytes))).collect()
}

#[test]
fn every_article_stands_on_one_page_of_each_list_and_every_page_is_reached() {
    let session = large();
    let build = session.run("build");
    assert_eq!(build.code, 0, "{}", build.err);
    let files = session.files("public");
    for (own, folder, n_pages) in [
        ("articles/index.html", "articles/pages/", 3),
        ("tags/port.html", "tags/port/", 3),
        ("personnes/jeanne-morvan.html", "personnes/jeanne-morvan/", 9),
    ] {
        let pages = pages(&files, own, folder);
        assert_eq!(pages.len(), n_pages, "{own}: {:?}", pages.iter().map(|(name, _)| name).collect::<Vec<_>>());
        for number in 0..N_ARTICLES {
            let heading = format!(">Titre {number}</a>");
            let n = pages.iter().filter(|(_, html)| html.contains(&heading)).count();
            // A record's own page repeats the articles that name it most.
            let least = if own.starts_with("personnes") { 1..=2 } else { 1..=1 };
            assert!(least.contains(&n), "{own}: article {number} stands on {n} pages");
        }
    }
    assert_eq!(reached(&files).len(), files.keys().filter(|name| name.ends_with(".html")).count() - 1, "all but 404");
    let check = session.run("check --strict");
    assert_eq!(check.code, 0, "{}{}", check.out, check.err);
}

/// Every page of a record is small, however often articles name it, and no sentence is lost.
#[test]
fn a_record_that_long_passages_name_has_more_pages() {
    const MAX_LEN: usize = 150_000;
    let session = Session::new();
    session.write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\n");
    session.write("content/people/paul-kerdaniel.md", b"---\nname: Paul Kerdaniel\n---\n");
    session.write("content/events/fete.md", "---\nname: f\u{ea}te du port\n---\n".as_bytes());
    for number in 0..180 {
        let sentence = |n: usize| {
            let long = "le port attend, la mer monte et personne ne dort encore ".repeat(3 + (number + n) % 4);
            format!(
                "\u{ab} {long}fois {number}-{n} \u{bb}, a dit Jeanne Morvan \u{e0} Paul Kerdaniel devant 40 marins, \u{e0} la f\u{ea}te du port.\n\n"
            )
        };
        let text: String = (0..2 + number % 7).map(sentence).collect();
        let head = format!("---\ntitle: Titre {number}\ndate: {}-01-{:02}\n---\n", 1990 + number / 25, 1 + number % 25);
        session.write(&format!("content/articles/a{number:03}.md"), format!("{head}{text}").as_bytes());
    }
    let build = session.run("build");
    assert_eq!(build.code, 0, "{}", build.err);
    let files = session.files("public");
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html") && *name != "names.html") {
        assert!(bytes.len() < MAX_LEN || name.starts_with("data/"), "{name}: {} bytes", bytes.len());
    }
    let pages = pages(&files, "personnes/jeanne-morvan.html", "personnes/jeanne-morvan/");
    assert!(pages.len() > 5, "{}", pages.len());
    let passages: String = pages.iter().map(|(_, html)| html.split("id=\"said\"").next().unwrap_or_default()).collect();
    for number in 0..180 {
        for n in 0..2 + number % 7 {
            assert_eq!(passages.matches(&format!("fois {number}-{n}\u{a0}\u{bb}")).count(), 1, "{number}-{n}");
        }
    }
}

#[test]
fn a_list_whose_template_knows_no_pages_stays_whole() {
    let session = large();
    let template = b"{% extends \"base.html\" %}{% block main %}{% for a in articles %}{{ <article a={a} /> }}{% endfor %}{% endblock %}";
    session.write("themes/own/templates/tag.html", template).write("themes/own/theme.yaml", b"extends: default\n");
    session.write("site.yaml", b"title: Essai\nlanguage: fr\ntheme: own\n");
    let build = session.run("build");
    assert_eq!(build.code, 0, "{}", build.err);
    assert!(!session.path("public/tags/port").exists());
    assert_eq!(session.read("public/tags/port.html").matches(">Titre ").count(), N_ARTICLES);
    assert!(session.path("public/articles/pages/1.html").exists());
}

/// Follows every link from the front page.
fn reached(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let mut reached: BTreeSet<String> = ["index.html".to_owned()].into();
    let mut open: VecDeque<String> = reached.iter().cloned().collect();
    while let Some(page) = open.pop_front() {
        let html = String::from_utf8_lossy(&files[&page]).into_owned();
        let folder: Vec<&str> = page.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect();
        for href in html.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next()) {
            let mut parts = folder.clone();
            for part in href.split('/') {
                let _ = if part == ".." {
                    parts.pop()
                } else {
                    parts.push(part);
                    None
                };
            }
            let target = parts.join("/");
            if target.ends_with(".html") && files.contains_key(&target) && reached.insert(target.clone()) {
                open.push_back(target);
            }
        }
    }
    reached
}

#[test]
fn a_new_article_changes_no_older_page() {
    let session = large();
    session.run("build");
    let before = session.files("public");
    session.write("content/articles/z.md", b"---\ntitle: Nouveau\ndate: 2020\ntags: [port]\n---\nJeanne Morvan.\n");
    session.run("build");
    let after = session.files("public");
    for (folder, n_older) in [("articles/pages/", 2), ("tags/port/", 2), ("personnes/jeanne-morvan/", 8)] {
        let older: Vec<&String> = before.keys().filter(|name| name.starts_with(folder)).collect();
        assert_eq!(older.len(), n_older, "{folder}");
        for name in older {
            assert_eq!(before[name], after[name], "{name}");
        }
    }
    assert_ne!(before["tags/port.html"], after["tags/port.html"]);
}
