//! `diff --write` and the page of corrections: what was published and is another now, with day and cause; additions are none; what
//! is withheld is not named there. And the pages of what was known on a day.

use super::session::Session;

fn dossier() -> Session {
    let session = Session::new();
    session.write("site.yaml", b"title: Le bac\nlanguage: fr\n");
    session.write(
        "content/articles/bac.md",
        "---\ntitle: Le bac repart\ndate: 2021-05-04\npublisher: La Vigie\n---\n\nAnne Morvan a promis le bac. Morvan l’a redit.\n".as_bytes(),
    );
    session.write(
        "content/articles/pont.md",
        "---\ntitle: Le pont ferme\ndate: 2021-06-10\n---\n\nLe pont a fermé le 8 juin. Lise Arvel rouvrira le bac le 20 juillet.\n".as_bytes(),
    );
    session.write("content/people/anne-morvan.md", b"---\nname: Anne Morvan\nborn: 1960\nweak: [Morvan]\n---\n");
    session.write("content/people/lise-arvel.md", b"---\nname: Lise Arvel\n---\n");
    session.write("content/events/fermeture.md", b"---\nname: fermeture du pont\ndate: 2021-05-02\n---\n");
    session
}

fn run(session: &Session, command: &str) -> String {
    let run = session.run(command);
    assert!(run.code < 2, "{command}: {}", run.err);
    run.err
}

#[test]
fn what_was_published_and_is_another_now_is_told_with_day_and_cause() {
    let session = dossier();
    run(&session, "build");
    assert!(!session.path("public/corrections.html").exists(), "nothing is corrected yet");
    assert!(run(&session, "diff --write").contains("nothing that was published is corrected"));
    assert!(!session.path("content/corrections.yaml").exists());
    // A date, a birth and whose name it is are other ones now; a record is only new.
    session.write(
        "content/articles/bac.md",
        "---\ntitle: Le bac repart\ndate: 2021-05-05\npublisher: La Vigie\nas: {Morvan: yves-morvan}\n---\n\nAnne Morvan a promis le bac. Morvan l’a redit.\n".as_bytes(),
    );
    session.write("content/people/anne-morvan.md", b"---\nname: Anne Morvan\nborn: 1961\nweak: [Morvan]\n---\n");
    session.write("content/people/yves-morvan.md", b"---\nname: Yves Morvan\n---\n");
    session.write("content/corrections.yaml", b"# Les n\xc3\xb4tres.\n- date: 2021-05-01\n  cause: Un essai.");
    let said = run(&session, "diff --write --cause Relu.");
    assert!(said.contains("3 changes written to content/corrections.yaml"), "{said}");
    let file = session.read("content/corrections.yaml");
    assert!(file.starts_with("# Les nôtres.\n- date: 2021-05-01\n  cause: Un essai.\n- date: 20"), "{file}");
    for line in [
        r#"    - {article: "bac", what: date, was: "2021-05-04", now: "2021-05-05"}"#,
        r#"    - {record: "anne-morvan", what: born, was: "1960", now: "1961"}"#,
        r#"    - {article: "bac", what: link, words: "Morvan", was: "anne-morvan", now: "yves-morvan", why: "#,
    ] {
        assert!(file.contains(line), "{file}");
    }
    run(&session, "build");
    let page = session.read("public/corrections.html");
    for words in ["Relu.", "Un essai.", "4 mai 2021", "5 mai 2021", "Yves Morvan", "href=\"articles/bac.html\""] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(session.run("check").code, 0);
}

#[test]
fn corrections_name_nothing_that_is_withheld() {
    let session = dossier();
    session.write(
        "content/corrections.yaml",
        b"- date: 2021-06-01\n  changes:\n    - {article: bac, what: link, words: Morvan, was: zoe-canari, now: anne-morvan}\n    \
          - {record: zoe-canari, what: name, was: Zoe Canari, now: Zoe C}\n    - {article: secret, what: title, was: Canari, now: b}\n",
    );
    session.write("content/people/zoe-canari.md", b"---\nname: Zoe Canari\nvisibility: hidden\n---\n");
    session.write("content/articles/secret.md", b"---\ntitle: Canari\ndraft: true\n---\nx\n");
    run(&session, "build");
    let page = session.read("public/corrections.html");
    assert!(page.contains("Anne Morvan") && !page.to_lowercase().contains("canari"), "{page}");
}

#[test]
fn a_mistake_in_the_file_is_told_and_nothing_is_written_over_it() {
    let session = dossier();
    run(&session, "build");
    session
        .write("content/corrections.yaml", b"- date: hier\n  changes: [{what: nothing, article: bac}, {what: date}]\n");
    let found = session.run("check");
    for words in ["`hier`", "`nothing`", "write `article: ID` or `record: ID`"] {
        assert!(found.out.contains(words) || found.err.contains(words), "{words}: {} {}", found.out, found.err);
    }
    session.write("content/people/anne-morvan.md", b"---\nname: Anne Morvan\nborn: 1961\nweak: [Morvan]\n---\n");
    let written = session.run("diff --write");
    assert!(written.code == 1 && written.err.contains("has mistakes"), "{} {}", written.code, written.err);
}

#[test]
fn a_page_shows_what_was_known_on_a_day() {
    let session = dossier();
    session.write("site.yaml", b"title: Le bac\nlanguage: fr\nas_of: [2021-06-30, 2021-05-10, 2021-05]\n");
    let found = session.run("check");
    assert!(format!("{}{}", found.out, found.err).contains("`2021-05` is not one day"), "{} {}", found.out, found.err);
    session.write("site.yaml", b"title: Le bac\nlanguage: fr\nas_of: [2021-06-30, 2021-05-10]\n");
    session.write(
        "content/articles/suite.md",
        "---\ntitle: La suite\ndate: 2021-08-01\n---\n\nLa fermeture du pont a duré.\n".as_bytes(),
    );
    run(&session, "build");
    let early = session.read("public/as-of/2021-05-10.html");
    assert!(early.contains("Anne Morvan") && !early.contains("Lise Arvel"), "{early}");
    // It had happened, and the first article to say so is of August.
    let late = session.read("public/as-of/2021-06-30.html");
    assert!(late.contains("Ce que l’on ne savait pas encore") && late.contains("fermeture du pont"), "{late}");
    assert!(
        late.contains("Ce que l’on attendait") && late.contains("20\u{a0}juillet") || late.contains("20 juillet"),
        "{late}"
    );
    assert!(session.read("public/chronology.html").contains("as-of/2021-06-30.html"));
}

/// Who changes an id or forgets a person changes these entries too, and words in them claim no id.
#[test]
fn renaming_and_forgetting_reach_the_corrections() {
    let session = dossier();
    session.write(
        "content/corrections.yaml",
        "- date: 2021-06-01\n  cause: Relu.   # de notre main\n  changes:\n    - {article: bac, what: link, words: Morvan, was: lise-arvel, now: \"anne-morvan\"}\n    \
           - {article: bac, what: date, was: \"2021-05-03\", now: \"2021-05-04\"}\n    - {record: lise-arvel, what: born, was: \"1960\", now: \"1961\"}\n- date: 2021-07-01\n  changes:\n    - {record: lise-arvel, what: died, was: \"2000\", now: \"2001\"}\n"
            .as_bytes(),
    );
    run(&session, "rename bac le-bac");
    run(&session, "rename anne-morvan morvan");
    let file = session.read("content/corrections.yaml");
    assert!(file.contains("{article: le-bac, what: link, words: Morvan, was: lise-arvel, now: \"morvan\"}"), "{file}");
    run(&session, "forget lise-arvel");
    assert_eq!(
        session.read("content/corrections.yaml"),
        "- date: 2021-06-01\n  cause: Relu.   # de notre main\n  changes:\n    - {article: le-bac, what: date, was: \"2021-05-03\", now: \"2021-05-04\"}\n"
    );
    assert_eq!(session.run("check").code, 0);
    // An old id still leads to its article.
    session.write(
        "content/corrections.yaml",
        "- date: 2021-06-01\n  changes: [{article: bac, what: date, was: \"2021-05-03\", now: \"2021-05-04\"}]\n"
            .as_bytes(),
    );
    run(&session, "build");
    assert!(session.read("public/corrections.html").contains("articles/le-bac.html"));
}
