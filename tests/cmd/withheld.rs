//! Withheld content: initials, reviews that no one may read, `check --leaks`, `forget`.

use super::session::Session;

/// Two people of one family, one of them hidden; a draft; an article that names all of them.
fn dossier() -> Session {
    let session = Session::new();
    session.write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\nMaire.\n");
    session.write(
        "content/people/rose-kerdaniel.md",
        "---\nname: Rose Kerdaniel # la source\nnames: [R. Kerdaniel]\nvisibility: hidden\n---\nElle a tout vu depuis la fenêtre de sa maison du quai.\n".as_bytes(),
    );
    session.write(
        "content/articles/port.md",
        "---\ntitle: Le port\ndate: 2021-05-03\n---\nJeanne Morvan a parlé. Un témoin l’a vue.\n".as_bytes(),
    );
    session.write(
        "content/articles/a-venir.md",
        "---\ntitle: Ce qui vient au port\ndate: 2021-05-09\ndraft: true\n---\nLes bateaux neufs arrivent la semaine prochaine avec leurs marins.\n".as_bytes(),
    );
    session
}

#[test]
fn a_clean_output_leaks_nothing_and_the_sum_says_what_was_read() {
    let session = dossier();
    session.run("build");
    let run = session.run("check --leaks");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.err.contains("nothing leaks") && run.err.contains(" files searched for "), "{}", run.err);
}

#[test]
fn without_an_output_it_says_what_to_do() {
    let run = dossier().run("check --leaks");
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("dossier build"), "{}", run.err);
}

#[test]
fn an_output_older_than_the_decision_to_withhold_is_found_wherever_it_tells() {
    let session = dossier();
    let hidden = session.read("content/people/rose-kerdaniel.md");
    let draft = session.read("content/articles/a-venir.md");
    session.write("content/people/rose-kerdaniel.md", hidden.replace("visibility: hidden\n", "").as_bytes());
    session.write("content/articles/a-venir.md", draft.replace("draft: true\n", "").as_bytes());
    session.run("build");
    session.write("content/people/rose-kerdaniel.md", hidden.as_bytes());
    session.write("content/articles/a-venir.md", draft.as_bytes());
    let run = session.run("check --leaks");
    assert_eq!(run.code, 1, "{}", run.err);
    for words in [
        "contains `Rose Kerdaniel`, `R. Kerdaniel`, `Kerdaniel`, ",
        "of the hidden record `rose-kerdaniel`: ",
        "contains `a-venir`, `Ce qui vient au port`, “Les bateaux neufs arrivent la semaine prochaine avec leurs marins” of the draft",
        "data/entities.jsonl",
        "--> content/people/rose-kerdaniel.md",
    ] {
        assert!(run.err.contains(words), "{words} in {}", run.err);
    }
    session.run("build");
    assert_eq!(session.run("check --leaks").code, 0);
}

#[test]
fn a_copy_that_somebody_left_in_the_output_is_read_too() {
    let session = dossier();
    session.run("build");
    session.write("public/old/page.html", "<p>Rose <b>Kerdani&#101;l</b></p>".as_bytes());
    let run = session.run("check --leaks --format json");
    let line: serde_json::Value = serde_json::from_str(run.out.lines().next().expect("a finding")).expect("JSON");
    assert_eq!((run.code, line["code"].as_str()), (1, Some("D0704")), "{line}");
    assert!(line["message"].as_str().expect("words").contains("old/page.html (text without tags)"), "{line}");
}

#[test]
fn a_name_in_an_articles_own_words_is_told_with_its_line_and_is_no_leak() {
    let session = dossier();
    let text = "---\ntitle: Le port\ndate: 2021-05-03\n---\nJeanne Morvan a parlé.\n\nRose Kerdaniel l’a vue.\n";
    session.write("content/articles/port.md", text.as_bytes());
    session.run("build");
    let run = session.run("check --leaks");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err.contains("content/articles/port.md:7:1") && run.err.contains("visibility: initials"),
        "{}",
        run.err
    );
    assert!(run.err.contains("nothing leaks"), "{}", run.err);
    let page = session.read("public/articles/port.html");
    assert!(page.contains("Rose Kerdaniel") && !page.contains("rose-kerdaniel"), "{page}");
}

#[test]
fn what_something_published_is_called_too_raises_no_alarm() {
    let session = dossier();
    session.write("content/people/paul-kerdaniel.md", b"---\nname: Paul Kerdaniel\n---\n");
    session.write("content/people/petit.md", "---\nname: Anne Petit\nvisibility: hidden\n---\n".as_bytes());
    let text = "---\ntitle: Le port\ndate: 2021-05-03\n---\nPaul Kerdaniel a un petit bateau. Petit à petit, Kerdaniel avance.\n";
    session.write("content/articles/port.md", text.as_bytes());
    session.run("build");
    let run = session.run("check --leaks");
    assert!(run.code == 0 && !run.err.contains("D070"), "{}", run.err);
    assert!(run.err.contains("the same word: Kerdaniel, Petit"), "{}", run.err);
}

#[test]
fn initials_stand_in_place_of_a_name_and_mistakes_are_still_shown_where_they_are() {
    let session = dossier();
    let record = session.read("content/people/rose-kerdaniel.md").replace("hidden", "initials");
    session.write("content/people/rose-kerdaniel.md", record.as_bytes());
    let text = "---\ntitle: Rose Kerdaniel parle\ndate: 2021-05-03\n---\nRose Kerdaniel et [[rose-kerdaniel]] à [[nulle-part]].\n";
    session.write("content/articles/port.md", text.as_bytes());
    let run = session.run("build");
    assert!(run.err.contains("content/articles/port.md:5:42"), "{}", run.err);
    assert!(run.err.contains("Rose Kerdaniel et [[rose-kerdaniel]]"), "the author's own line: {}", run.err);
    let page = session.read("public/articles/port.html");
    assert!(page.contains("R. K. parle") && page.contains("R. K. et R. K. à"), "{page}");
    assert_eq!(session.run("check --leaks").code, 0);
    assert!(session.read("content/articles/port.md").contains("Rose Kerdaniel parle"), "sources stay");
}

#[test]
fn a_doubt_that_only_a_hidden_record_raises_is_asked_and_never_published() {
    let session = dossier();
    session.write("content/people/odile-quervinec.md", b"---\nname: Odile Quervinec\n---\n");
    session.write("content/people/paul-quervinec.md", b"---\nname: Paul Quervinec\nvisibility: hidden\n---\n");
    let text = "---\ntitle: Le port\ndate: 2021-05-03\n---\nOn a entendu Quervinec au port.\n";
    session.write("content/articles/port.md", text.as_bytes());
    let line: serde_json::Value = serde_json::from_str(session.run("export jsonl").out.trim()).expect("JSON");
    assert_eq!(line["review"], serde_json::json!([]));
    assert_eq!(line["mentions"], serde_json::json!([]), "it is not certain either");
    let asked = session.run("review --format json").out;
    assert!(asked.contains("odile-quervinec") && asked.contains("Quervinec"), "{asked}");
}

#[test]
fn a_name_that_the_output_hides_behind_signs_is_found() {
    let session = dossier();
    let record = session.read("content/people/rose-kerdaniel.md").replace("hidden", "initials");
    session.write("content/people/rose-kerdaniel.md", record.as_bytes());
    session.run("build");
    let text = "<p>Rose Kerdani&#101;l et R&ocirc;se&nbsp;Kerdaniel.</p>";
    session.write("public/old/page.html", text.as_bytes());
    let run = session.run("check --leaks");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("`Rose Kerdaniel`"), "{}", run.err);
}

#[test]
fn no_edition_holds_what_is_withheld_as_one_file_or_as_many() {
    let session = dossier();
    session.write(
        "content/people/paul-quervinec.md",
        b"---\nname: Paul Quervinec\nvisibility: initials\n---\nIl a ses secrets.\n",
    );
    session.write(
        "content/articles/reserve.md",
        "---\ntitle: La réserve\nrights: reference\n---\nUn texte gardé.\n".as_bytes(),
    );
    let long = format!("Un début. {}", "Le quai attend encore un phare neuf. ".repeat(60));
    session.write(
        "content/articles/extrait.md",
        format!("---\ntitle: Extrait\nrights: excerpt\n---\n{long}\n\nPaul Quervinec a vu la toute fin.\n").as_bytes(),
    );
    session.write("content/notes/port.yaml", "- quote: Un témoin\n  note: Quervinec le sait.\n".as_bytes());
    let one = session.run("export tei").out;
    assert!(one.contains("<gap reason=\"rights\"/>") && one.contains("Un début."), "{one}");
    assert!(session.run("export tei --output edition").code < 2);
    let mut files = session.files("edition");
    assert!(files.contains_key("register.xml") && files.contains_key("articles/extrait.xml"), "{:?}", files.keys());
    files.insert("one.xml".to_owned(), one.into_bytes());
    for (name, bytes) in files {
        let text = String::from_utf8_lossy(&bytes);
        for word in
            ["Kerdaniel", "kerdaniel", "Quervinec", "quervinec", "secrets", "gardé", "toute fin", "a-venir", "bateaux"]
        {
            assert!(!text.contains(word) && !name.contains(word), "`{word}` in {name}");
        }
    }
}
