//! Bad input gives a diagnostic with file and place and the right exit code, never a panic or a half-written site.

use super::session::Session;

const GOOD: &[u8] = b"---\ntitle: Bon\ndate: 2021-05-03\n---\nJeanne Morvan est venue.\n";

/// Builds a bad file together with a good one. Returns the diagnostics, in order, and the exit code of `build`.
fn check(name: &str, bytes: &[u8], expected: &[&str], code: i32) {
    let session = Session::new();
    session.write("content/articles/bon.md", GOOD).write(name, bytes);
    let found: Vec<String> = session.diagnostics().into_iter().filter(|line| !line.contains("D0402")).collect();
    assert_eq!(found, expected, "{name}");
    let build = session.run("build");
    assert_eq!(build.code, code, "{name}: {}", build.err);
    if code != 2 {
        assert!(session.read("public/articles/bon.html").contains("Jeanne Morvan"), "the rest of the site is built");
    }
}

#[test]
fn files_that_are_no_text() {
    check("content/articles/vide.md", b"", &["content/articles/vide.md:1:1 D0101"], 0);
    check("content/articles/vide.md", b"\xef\xbb\xbf \r\n\t", &["content/articles/vide.md:1:1 D0101"], 0);
    check("content/articles/binaire.md", b"\x7fELF\0\0\x01\xff", &["content/articles/binaire.md:1:1 D0102"], 1);
    check(
        "content/articles/latin.md",
        b"---\ntitle: x\ndate: 2021\n---\n\xe9t\xe9\n",
        &["content/articles/latin.md:5:1 D0102"],
        1,
    );
    check("content/people/latin.md", b"---\nname: \xc9lys\xe9e\n---\n", &["content/people/latin.md:2:7 D0102"], 1);
    check("content/articles/oubli.txt", b"texte", &["content/articles/oubli.txt:1:1 D0104"], 0);
}

#[test]
fn windows_files_are_read() {
    let text = "\u{feff}---\r\ntitle: Venu de Windows\r\ndate: 2021\r\n---\r\n\r\nPremier.\r\n\r\nSecond.\r\n";
    check("content/articles/crlf.md", text.as_bytes(), &[], 0);
}

#[test]
fn front_matter_that_cannot_be_read() {
    check("content/articles/a.md", b"---\ntitle: [\n---\ntexte\n", &["content/articles/a.md:2:8 D0201"], 1);
    check("content/articles/a.md", b"---\ntitle: x\ndate: 2021\ntexte\n", &["content/articles/a.md:1:1 D0208"], 1);
    check("content/articles/a.md", b"---\ntitle: x\ntitle: y\n---\n", &["content/articles/a.md:3:1 D0201"], 1);
    check("content/people/a.md", b"---\nname: \"x\n---\n", &["content/people/a.md:3:1 D0201"], 1);
}

#[test]
fn every_mistake_of_a_file_is_reported_at_once() {
    let text = b"---\ntitel: x\ndate: 2023-02-30\nrights: some\ntags: {a: b}\nurl: example.org\nlanguage: '?'\nsource: {file: x}\n---\ntexte\n";
    let expected = [
        "content/articles/a.md:2:1 D0204",
        "content/articles/a.md:2:1 D0202",
        "content/articles/a.md:3:7 D0205",
        "content/articles/a.md:4:9 D0207",
        "content/articles/a.md:5:7 D0203",
        "content/articles/a.md:6:6 D0207",
        "content/articles/a.md:7:11 D0207",
        "content/articles/a.md:8:9 D0204",
    ];
    check("content/articles/a.md", text, &expected, 1);
    let person =
        b"---\nname: Ann Onyme\nborn: 1952-13\ncoordinates: [91, 0]\nvisibility: secret\nroles: [{titel: x}]\n---\n";
    let expected = [
        "content/people/a.md:3:7 D0205",
        "content/people/a.md:4:14 D0206",
        "content/people/a.md:5:13 D0207",
        "content/people/a.md:6:9 D0204",
        "content/people/a.md:6:10 D0202",
    ];
    check("content/people/a.md", person, &expected, 1);
}

#[test]
fn ids_that_clash() {
    let name = b"---\nname: Un nom\n---\n";
    check("content/people/bon.md", name, &["content/people/bon.md:1:1 D0302"], 1);
    check("content/people/BON.md", name, &["content/people/BON.md:1:1 D0303"], 1);
    check("content/people/con.md", name, &["content/people/con.md:1:1 D0301"], 1);
    let session = Session::new();
    session.write("content/people/e\u{301}te.md", name).write("content/places/\u{e9}te.md", name);
    assert!(
        session.diagnostics().contains(&"content/places/\u{e9}te.md:1:1 D0302".to_owned()),
        "{:?}",
        session.diagnostics()
    );
}

#[test]
fn links_that_lead_nowhere_have_a_correction() {
    let session = Session::new();
    session.write("content/articles/bon.md", GOOD).write(
        "content/articles/a.md",
        b"---\ntitle: x\ndate: 2021\n---\nVoir [[bonn]] et [[bon#p7|x]] et [y](z.md) et ![](media/p.jpg).\n",
    );
    let expected = [
        "content/articles/a.md:5:8 D0304",
        "content/articles/a.md:5:20 D0307",
        "content/articles/a.md:5:34 D0502",
        "content/articles/a.md:5:47 D0504",
    ];
    assert_eq!(session.diagnostics(), expected);
    let build = session.run("build");
    assert!(build.err.contains("did you mean `bon`?"), "{}", build.err);
    assert_eq!(build.code, 1);
}

#[test]
fn a_wrong_site_yaml_ends_the_command_with_2() {
    for (site, code) in [
        ("titre: x\nlanguage: fr\n", "D0202"),
        ("title: x\nlanguage: [\n", "D0201"),
        ("title: x\nlanguage: fr\nannotate: {link: often}\n", "D0207"),
    ] {
        let session = Session::new();
        session.write("site.yaml", site.as_bytes());
        let build = session.run("build");
        assert_eq!(build.code, 2, "{}", build.err);
        assert!(build.err.contains(code) && build.err.contains("site.yaml"), "{}", build.err);
        assert!(!session.path("public").exists());
    }
    let session = Session::new();
    std::fs::remove_file(session.path("site.yaml")).expect("it was there");
    let build = session.run("build");
    assert_eq!(build.code, 2);
    assert!(build.err.contains("there is no site.yaml") && build.err.contains("help:"), "{}", build.err);
    assert_eq!(session.run("no-such-command").code, 2);
}

#[test]
fn a_broken_or_missing_theme_never_takes_the_site_away() {
    let session = Session::new();
    session
        .write("content/articles/bon.md", GOOD)
        .write("themes/default/templates/article.html", b"{% if x %}\n{{ page.title }}\n");
    let build = session.run("build");
    assert_eq!(build.code, 1);
    assert!(
        build.err.contains("D0601") && build.err.contains("themes/default/templates/article.html"),
        "{}",
        build.err
    );
    assert!(session.read("public/articles/bon.html").contains("Jeanne Morvan"), "the built-in theme draws the page");
    session.write("themes/default/templates/article.html", b"{% extends \"nowhere.html\" %}\n");
    let build = session.run("build");
    assert!(
        build.err.contains("themes/default/templates/article.html") && build.err.contains("`nowhere.html`"),
        "{}",
        build.err
    );
    session.write("themes/default/templates/article.html", b"<p>\n{{ no_such_value }}\n");
    let build = session.run("build");
    assert_eq!(build.code, 1);
    assert!(build.err.contains("D0602") && build.err.contains("article.html:2"), "{}", build.err);
    assert!(session.read("public/articles/bon.html").contains("Jeanne Morvan"), "the last good page stays");
    session.write("site.yaml", b"title: x\nlanguage: fr\ntheme: defualt\n");
    let build = session.run("build");
    assert!(build.err.contains("D0603") && build.err.contains("did you mean `default`?"), "{}", build.err);
}

#[test]
fn hostile_texts_are_survived() {
    let mut nested = "> ".repeat(20_000).into_bytes();
    nested.extend(b"fin\n");
    for bytes in [
        vec![b'['; 100_000],
        vec![b'>'; 1_000_000],
        nested,
        "*_`~".repeat(50_000).into_bytes(),
        "[^1]: ".repeat(5_000).into_bytes(),
    ] {
        let session = Session::new();
        let mut text = b"---\ntitle: x\ndate: 2021\n---\n".to_vec();
        text.extend(bytes);
        session.write("content/articles/hostile.md", &text).write("content/articles/bon.md", GOOD);
        assert!(session.run("build").code <= 1);
        assert!(session.path("public/articles/bon.html").exists());
    }
    let session = Session::new();
    session.write("content/articles/grand.md", &vec![b'a'; 50_000_000]);
    assert_eq!(session.diagnostics(), ["content/articles/grand.md:1:1 D0103"]);
    assert_eq!(session.run("build").code, 1);
}

#[cfg(unix)]
#[test]
fn links_pipes_and_folders_out_of_the_project_are_left_out() {
    let session = Session::new();
    session.write("content/articles/bon.md", GOOD);
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::fs::write(elsewhere.path().join("secret.md"), GOOD).expect("a file");
    std::os::unix::fs::symlink(elsewhere.path().join("secret.md"), session.path("content/articles/secret.md"))
        .expect("a link");
    std::os::unix::fs::symlink(session.path("content"), session.path("content/articles/cycle")).expect("a link");
    let expected = ["content/articles/cycle:1:1 D0104", "content/articles/secret.md:1:1 D0104"];
    assert_eq!(session.diagnostics(), expected);
    assert_eq!(session.run("build").code, 0);
    assert!(!session.path("public/articles/secret.html").exists());
}
