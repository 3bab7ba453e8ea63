//! The output folder: only what changed is written, only dossier's own files are deleted, and the site is never half
//! written.

use dossier::base::Key;

use super::session::Session;

fn small() -> Session {
    let session = Session::new();
    session.write("content/articles/a.md", b"---\ntitle: A\ndate: 2021\n---\nJeanne Morvan.\n");
    session.write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\n");
    session
}

#[test]
fn a_second_build_writes_nothing_and_an_edit_writes_only_its_pages() {
    let session = small();
    session.write("content/articles/b.md", b"---\ntitle: B\ndate: 2020\n---\nRien.\n");
    session.run("build");
    let before = session.files("public");
    let again = session.run("build");
    assert!(again.err.contains("(0 written,"), "{}", again.err);
    assert_eq!(session.files("public"), before);
    session.write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\nUne vie.\n");
    session.run("build");
    let after = session.files("public");
    let changed: Vec<&String> =
        after.iter().filter(|(name, bytes)| before.get(*name) != Some(bytes)).map(|(name, _)| name).collect();
    assert!(changed.contains(&&"personnes/jeanne-morvan.html".to_owned()), "{changed:?}");
    assert!(!changed.contains(&&"articles/b.html".to_owned()), "{changed:?}");
}

#[test]
fn what_is_gone_is_deleted_and_what_is_not_ours_stays() {
    let session = small();
    session.run("build");
    session.write("public/CNAME", b"example.org").write("public/articles/mine.txt", b"mine");
    std::fs::remove_file(session.path("content/articles/a.md")).expect("it was there");
    let build = session.run("build");
    // Its page, and its file of the search.
    assert!(build.err.contains("2 deleted"), "{}", build.err);
    assert!(!session.path("public/articles/a.html").exists());
    assert_eq!(session.read("public/CNAME"), "example.org");
    assert_eq!(session.read("public/articles/mine.txt"), "mine");
}

#[test]
fn a_page_that_somebody_changed_is_mended() {
    let session = small();
    session.run("build");
    let good = session.read("public/articles/a.html");
    std::thread::sleep(std::time::Duration::from_millis(20));
    session.write("public/articles/a.html", b"vandalised");
    session.run("build");
    assert_eq!(session.read("public/articles/a.html"), good);
    std::fs::remove_file(session.path("public/articles/a.html")).expect("it was there");
    session.run("build");
    assert_eq!(session.read("public/articles/a.html"), good);
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let session = small();
    session.write("photos/mine.jpg", b"x");
    let build = session.run("build --output photos");
    assert_eq!(build.code, 2);
    assert!(build.err.contains("was not made by dossier") && build.err.contains("help:"), "{}", build.err);
    assert_eq!(session.files("photos").len(), 1);
    for output in [".", "content", "content/out"] {
        assert_eq!(session.run(&format!("build --output {output}")).code, 2, "{output}");
    }
    assert_eq!(session.run("check").code, 0);
}

#[test]
fn what_a_killed_build_left_is_repaired() {
    let session = small();
    session.run("build");
    let good = session.files("public");
    session.write("public/.dossier-stage/0", b"half a pa");
    let (x, half) = (Key::of(b"x"), Key::of(b"half"));
    session.write(
        "public/.dossier-manifest.json",
        format!(
            "{{\"dossier\":1,\"files\":{{\"articles/a.html\":[\"\",\"{half}\",4],\"old.html\":[\"\",\"{half}\",4]}},\
             \"before\":{{\"old.html\":[\"{x}\",1]}}}}"
        )
        .as_bytes(),
    );
    session.write("public/old.html", b"x").write("public/articles/a.html", b"half");
    session.run("build");
    assert_eq!(session.files("public"), good);
}

#[test]
fn the_site_works_from_the_file_system_and_withholds_drafts() {
    let session = small();
    session.write(
        "content/articles/secret.md",
        b"---\ntitle: Introuvable\ndate: 2022\ndraft: true\n---\nJeanne Morvan, Introuvable.\n",
    );
    session.write("content/people/cache.md", b"---\nname: Paul Introuvable\nvisibility: hidden\n---\n");
    let build = session.run("build");
    assert!(build.err.contains("1 draft"), "{}", build.err);
    for (name, bytes) in session.files("public") {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("Introuvable") && !name.contains("secret") && !name.contains("cache"), "{name}");
        if name.ends_with(".html") && name != "404.html" {
            assert!(!text.contains("href=\"/") && !text.contains("src=\"/"), "{name} has an absolute link");
            assert!(!text.contains("src=\"http") && !text.contains("@import"), "{name} asks somebody else");
        }
    }
    session.run("build --drafts");
    assert!(session.path("public/articles/secret.html").exists());
    session.run("build");
    assert!(!session.path("public/articles/secret.html").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_in_the_output() {
    let session = small();
    let elsewhere = tempfile::tempdir().expect("a folder");
    session.run("build");
    std::fs::remove_dir_all(session.path("public/articles")).expect("it was there");
    std::os::unix::fs::symlink(elsewhere.path(), session.path("public/articles")).expect("a link");
    let build = session.run("build");
    assert_eq!(build.code, 3, "{}", build.err);
    assert_eq!(std::fs::read_dir(elsewhere.path()).expect("a folder").count(), 0);
}

#[test]
fn exports_print_the_same_bytes_as_the_site_has() {
    let session = small();
    session.run("build");
    assert_eq!(session.run("export jsonl").out, session.read("public/data/articles.jsonl"));
    assert_eq!(session.run("export entities").out, session.read("public/data/entities.jsonl"));
    assert_eq!(session.run("export nonsense").code, 2);
    let line: serde_json::Value = serde_json::from_str(session.run("export jsonl").out.trim()).expect("JSON");
    assert_eq!(line["mentions"][0]["text"], "Jeanne Morvan");
    assert_eq!(line["mentions"][0]["rule"], "strong");
}

#[test]
fn the_feed_is_atom_for_a_parser_of_somebody_else() {
    let session = small();
    session.write(
        "content/articles/b.md",
        b"---\ntitle: Un <titre> & \"deux\"\ndate: 2020-05\npublisher: X\ntags: [mer]\n---\nTexte.\n",
    );
    for site in ["title: E\nlanguage: fr\n", "title: E\nlanguage: fr\nbase_url: https://example.org/a\nauthor: Nous\n"]
    {
        session.write("site.yaml", site.as_bytes());
        session.run("build");
        let feed = atom_syndication::Feed::read_from(session.read("public/feed.xml").as_bytes()).expect("an Atom feed");
        assert_eq!(feed.entries().len(), 2);
        assert_eq!(feed.entries()[1].title().as_str(), "Un <titre> & \"deux\"");
        assert!(feed.entries().iter().all(|entry| !entry.id().is_empty() && entry.updated().to_rfc3339().len() > 10));
    }
    assert!(session.read("public/sitemap.xml").contains("<loc>https://example.org/a/articles/b.html</loc>"));
    assert!(session.read("public/robots.txt").contains("Sitemap: https://example.org/a/sitemap.xml"));
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let session = small();
    for (first, then) in [("content/media/a", "content/media/a/b.txt"), ("content/media/c/d/e.txt", "content/media/c")]
    {
        let link = |file: &str| format!("---\ntitle: Quai\n---\n[pièce](/{})\n", file.trim_start_matches("content/"));
        session.write(first, b"x").write("content/articles/lien.md", link(first).as_bytes());
        assert_eq!(session.run("build").code, 0);
        let top = first.split('/').take(3).collect::<Vec<_>>().join("/");
        let path = session.path(&top);
        if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }.expect("it was there");
        session.write(then, b"y").write("content/articles/lien.md", link(then).as_bytes());
        let build = session.run("build");
        assert_eq!(build.code, 0, "{}", build.err);
        assert_eq!(session.read(&then.replace("content/", "public/")), "y");
    }
}

#[test]
fn a_damaged_list_of_what_is_ours_deletes_nothing() {
    let session = small();
    session.run("build");
    session.write("public/.dossier-manifest.json", b"").write("public/mine.html", b"mine");
    let build = session.run("build");
    assert_eq!(build.code, 2);
    assert!(build.err.contains("damaged") && build.err.contains("help:"), "{}", build.err);
    assert_eq!(session.read("public/mine.html"), "mine");
}

#[test]
fn a_site_may_do_without_a_part_and_nothing_leads_there() {
    let session = Session::new();
    std::fs::remove_file(session.path("site.yaml")).expect("every session has one");
    assert_eq!(session.run("init").code, 0);
    let place = "---\nname: Port\ncoordinates: 48.4, -4.5\n---\nUn port.\n";
    session.write("content/places/port.md", place.as_bytes());
    let whole = session.read("site.yaml");
    let parts = ["chronology", "data", "map", "names", "quotes", "search"];
    assert_eq!(session.run("build").code, 0);
    let files = session.files("public");
    let of = |part: &str, name: &str| name == format!("{part}.html") || name.starts_with(&format!("{part}/"));
    for part in parts {
        assert!(files.keys().any(|name| of(part, name)), "{part}");
        session.write("site.yaml", format!("{whole}\nwithout: [{part}]\n").as_bytes());
        assert_eq!(session.run("build").code, 0);
        assert!(!session.files("public").keys().any(|name| of(part, name)), "{part}");
        let check = session.run("check --strict");
        assert_eq!(check.code, 0, "without {part}: {}", check.err);
    }
}

/// Text that only a pointer or a screen reader meets is in the interface language too, with its spaces.
#[test]
fn words_in_attributes_are_those_of_the_language() {
    for (language, reason, table) in [
        ("en", "Anna Kovak — strong form: Anna Kovak", "Table"),
        ("fr", "Anna Kovak — forme sûre : Anna Kovak", "Tableau"),
    ] {
        let session = Session::new();
        session.write("site.yaml", format!("title: Essai\nlanguage: {language}\n").as_bytes());
        session.write("content/people/anna.md", b"---\nname: Anna Kovak\n---\n");
        session.write("content/articles/a.md", b"---\ntitle: x\ndate: 2021\n---\nANNA KOVAK.\n\n| a |\n|---|\n| b |\n");
        assert_eq!(session.run("build").code, 0);
        let page = session.read("public/articles/a.html");
        assert!(page.contains(&format!("title=\"{reason}\"")), "{page}");
        assert!(page.contains(&format!("aria-label=\"{table}\"")), "{page}");
    }
}

#[test]
fn a_theme_is_told_of_scripts_that_browsers_would_not_load() {
    let session = Session::new();
    session.write("content/articles/a.md", b"---\ntitle: x\ndate: 2021\n---\nMot.\n");
    let template =
        |tag: &str| format!("{{% extends \"builtin/base.html\" %}}{{% block head %}}{tag}{{% endblock head %}}");
    let name = "themes/default/templates/base.html";
    let tag = "<script src=\"{{ page.root }}own.js\"></script><link rel=\"icon\" href=\"x\">";
    let build = session.write(name, template(tag).as_bytes()).run("build");
    assert_eq!((build.code, build.err.matches("D0605").count()), (0, 1), "{}", build.err);
    assert!(build.err.contains("themes/default/templates/base.html:1:"), "{}", build.err);
    for tag in [
        tag.replace("<script", "<script nonce=\"{{ site.nonce }}\""),
        format!("<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self'\">{tag}"),
    ] {
        let build = session.write(name, template(&tag).as_bytes()).run("build");
        assert!(!build.err.contains("D0605"), "{tag}: {}", build.err);
    }
}

/// A bench whose theme falls back to the default one would measure something else.
#[test]
fn the_theme_of_the_speed_bench_draws_its_pages() {
    let session = Session::new();
    let theme = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/plain");
    for folder in [".", "static", "templates"] {
        for entry in std::fs::read_dir(theme.join(folder)).expect("a folder").flatten() {
            if entry.path().is_file() {
                let name = entry.file_name().into_string().expect("a name");
                session.write(&format!("themes/plain/{folder}/{name}"), &std::fs::read(entry.path()).expect("a file"));
            }
        }
    }
    session
        .write("site.yaml", b"title: Essai\nlanguage: fr\ntheme: plain\n")
        .write("content/people/anne-roy.md", b"---\nname: Anne Roy\n---\n")
        .write("content/articles/a.md", b"---\ntitle: A\ndate: 2021-05-04\ntags: [mer]\n---\nAnne Roy parle.\n");
    let run = session.run("build --strict");
    assert_eq!(run.code, 0, "{}", run.err);
    let page = session.read("public/articles/a.html");
    assert!(page.contains("plain.") && page.contains("<footer>Essai</footer>"), "{page}");
}
