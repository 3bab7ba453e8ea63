//! `dossier import`.

use super::session::Session;

const RAW: &str = "[ad_1]\nLe phare rallumé\n\nJeanne Morvan a promis de rallumer le phare de la pointe, éteint depuis la grande tempête de janvier.\n\nLe phare au soir. Photo : AFP\n\nElle l’a dit mardi aux pêcheurs du port, qui ne demandaient pas mieux.\n\nLien source\n";

#[test]
fn a_raw_document_becomes_an_article_and_builds() {
    let session = Session::new();
    session.write("seeds/le-phare.txt", RAW.as_bytes());
    let run = session.run("import seeds/le-phare.txt --date 2021-05-04 --publisher Écho");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("line 1") && run.err.contains("[ad_1]") && run.err.contains("Lien source"), "{}", run.err);
    let article = session.read("content/articles/le-phare.md");
    assert!(
        article.contains(
            "title: Le phare rallumé\ndate: 2021-05-04\ndate_certainty: given\npublisher: Écho\nlanguage: fr\n"
        ),
        "{article}"
    );
    assert!(
        article.contains("\n# Le phare rallumé\n")
            && article.contains("\n> [!caption] Le phare au soir. Photo : AFP\n"),
        "{article}"
    );
    assert!(!article.contains("ad_1") && !article.contains("Lien source"));
    assert_eq!(session.diagnostics(), Vec::<String>::new());
    assert_eq!(session.run("build --strict").code, 0);
}

#[test]
fn the_same_bytes_are_imported_once_and_nothing_is_overwritten() {
    let session = Session::new();
    session.write("seeds/le-phare.txt", RAW.as_bytes()).write("seeds/copie.txt", RAW.as_bytes());
    session.run("import seeds/le-phare.txt");
    let before = session.files("content");
    let again = session.run("import seeds/le-phare.txt seeds/copie.txt");
    assert_eq!(again.code, 0);
    assert_eq!(again.err.matches("already imported as").count(), 2, "{}", again.err);
    assert_eq!(session.files("content"), before);
    session.write("seeds/le-phare.txt", RAW.replace("mardi", "jeudi").as_bytes());
    let changed = session.run("import seeds/le-phare.txt");
    assert!(changed.err.contains("is used by another article"), "{}", changed.err);
    assert!(session.path("content/articles/le-phare-2.md").exists());
    assert_eq!(session.files("content")["articles/le-phare.md"], before["articles/le-phare.md"]);
    assert!(
        session.diagnostics().contains(&"content/articles/le-phare.md:5:9 D0506".to_owned()),
        "{:?}",
        session.diagnostics()
    );
}

#[test]
fn a_document_from_elsewhere_is_kept_in_seeds_and_no_path_of_the_machine_is_published() {
    let session = Session::new();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let path = elsewhere.path().join("venu d'ailleurs.txt");
    std::fs::write(&path, RAW).expect("a file");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_dossier"))
        .arg("import")
        .env("DOSSIER_LANG", "en")
        .arg(&path)
        .current_dir(session.path(""))
        .output()
        .expect("a run");
    assert!(run.status.success());
    assert_eq!(session.read("seeds/venu d'ailleurs.txt"), RAW);
    let article = session.read("content/articles/venu-d-ailleurs.md");
    assert!(!article.contains(&elsewhere.path().display().to_string()), "{article}");
    assert_eq!(session.diagnostics(), ["content/articles/venu-d-ailleurs.md:1:1 D0401"]);
}

#[test]
fn bad_documents_never_stop_the_others() {
    let session = Session::new();
    session.write("seeds/a.txt", RAW.as_bytes()).write("seeds/b.txt", b"").write("seeds/c.txt", b"\0\x01\x02\xff\0\0");
    session
        .write("seeds/d.pdf", b"%PDF")
        .write("seeds/e.txt", b"[ad_1]\nLien source\n")
        .write("seeds/f.txt", &vec![b'x'; 50_000_000]);
    session.write(
        "seeds/g.txt",
        b"L'\xe9t\xe9 a \xe9t\xe9 long, et le phare n'a pas \xe9t\xe9 rallum\xe9 avant la f\xeate du village.\n",
    );
    let run = session.run("import seeds");
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(run.err.matches("not imported").count(), 5, "{}", run.err);
    assert!(run.err.contains("2 imported, 0 known before, 5 failed"), "{}", run.err);
    assert!(session.read("content/articles/g.md").contains("L'été a été long"), "Latin-1 is converted");
    assert_eq!(session.run("import nowhere.txt").code, 2);
    assert_eq!(session.run("import seeds/a.txt --date 2023-02-30").code, 2);
}

#[test]
fn a_markdown_document_keeps_its_keys_and_its_marks() {
    let session = Session::new();
    let raw = "---\ntitle: Gardé\ndate: 2021-05-03\nauthor: Anne\nlayout: post\n---\n\n# Gardé\n\nUn *mot* et un [lien](https://example.org/).\n\nLien source\n";
    session.write("seeds/a.md", raw.as_bytes());
    let run = session.run("import seeds/a.md");
    assert!(run.err.contains("unknown-key") && run.err.contains("layout"), "{}", run.err);
    let article = session.read("content/articles/a.md");
    assert!(
        article.contains("author: Anne")
            && article.contains("Un *mot* et un [lien](https://example.org/).")
            && !article.contains("Lien source"),
        "{article}"
    );
}

#[test]
fn every_key_that_an_article_may_have_survives_import() {
    let session = Session::new();
    let keys = "archived: https://archive.example/a\nretrieved: 2021-05-04\ndate_certainty: inferred\nrights: excerpt\nas: {Weber: marc-weber}\nunlinked: [Port]\ncopy_of: none\nformer:\n  - ancien\n  - plus-ancien\npicture: {file: media/a.png, alt: Un quai}\ndraft: true\n";
    let raw = format!(
        "---\ntitle: Gardé\ndate: 2021-05-03\n{keys}categories: [x]\n---\nUn texte assez long pour rester, avec Weber au Port.\n"
    );
    session.write("seeds/a.md", raw.as_bytes());
    let run = session.run("import seeds/a.md");
    assert!(run.err.contains("of another tool") && run.err.contains("categories"), "{}", run.err);
    let article = session.read("content/articles/a.md");
    for words in [
        "archived: \"https://archive.example/a\"",
        "retrieved: \"2021-05-04\"",
        "date_certainty: inferred",
        "rights: excerpt",
        "as: {Weber: marc-weber}",
        "unlinked: [Port]",
        "copy_of: none",
        "former: [ancien, plus-ancien]",
        "picture: {file: media/a.png, alt: Un quai}",
        "draft: true",
    ] {
        assert!(article.contains(words), "{words} in {article}");
    }
    session.run("build");
    assert!(!session.path("public/articles/a.html").exists());
}

#[test]
fn what_may_have_meant_a_draft_is_imported_as_one() {
    for (name, raw) in [
        ("a.md", "---\ntitle: T\ndrfat: true\n---\n"),
        ("a.md", "---\ntitle: T\npublished: false\n---\n"),
        ("a.md", "---\ntitle: [T\ndraft: true\n---\n"),
        ("a.md", "+++\ntitle = \"T\"\ndraft = true\n+++\n"),
        ("a.md", "---\ntitle: T\ndraft: true\n\n"),
        ("a.md", "---\ntitle: T\ndraft: yes\n---\n"),
        ("a.txt", "---\ntitle: T\ndraft: true\n---\n\n"),
        ("Un nom.md", "---\ntitle: T\nhidden: true\n---\n"),
    ] {
        let session = Session::new();
        session
            .write("in/a", b"")
            .write(&format!("in/{name}"), format!("{raw}Un texte assez long pour rester un article.\n").as_bytes());
        std::fs::remove_file(session.path("in/a")).expect("the file");
        session.run("import in");
        let files = session.files("content/articles");
        assert_eq!(files.len(), 1, "{raw}");
        let article = String::from_utf8_lossy(files.values().next().expect("an article")).into_owned();
        let head = article.split("\n---\n").next().unwrap_or_default();
        assert!(head.contains("\ndraft: true"), "{raw}: {article}");
    }
    let session = Session::new();
    session.write("in/a.md", b"---\ntitle: T\npublished: true\ndraft: false\nlayout: post\n---\nUn texte assez long pour rester un article.\n");
    session.run("import in");
    assert!(!session.read("content/articles/a.md").contains("draft"));
}
