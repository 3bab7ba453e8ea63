//! `check --leaks`, letter by letter: addresses, ids and file names, what may be a name, and what is not a name.

use super::session::Session;

/// A person of whom initials are published, and an article with this front matter and text.
fn dossier(record: &str, head: &str, text: &str) -> Session {
    let session = Session::new();
    session.write("content/people/rose.md", format!("---\n{record}\n---\n").as_bytes());
    let article = format!("---\ntitle: Le port\ndate: 2021-05-03\n{head}---\n{text}\n");
    session.write("content/articles/port.md", article.as_bytes());
    session.run("build");
    session
}

const ROSE: &str = "name: Rose Kerdaniel\nvisibility: initials";

#[test]
fn a_family_name_is_found_in_every_address_path_and_id() {
    let hash = "0".repeat(64);
    let source = format!("source: {{file: seeds/kerdaniel.txt, sha256: {hash}}}\n");
    for (head, text) in [
        ("url: https://presse.example/2021/le-proces-kerdaniel-a-brest.html\n", "Rien."),
        ("url: https://presse.example/affaire%2Dk%C3%A9rdaniel\n", "Rien."),
        ("url: https://presse.example/rkerdaniel2021\n", "Rien."),
        ("archived: https://kerdaniel.example/copie\n", "Rien."),
        (source.as_str(), "Rien."),
        ("", "Un [lien](https://presse.example/x?nom=kerdaniel)."),
        ("", "Un <a href=\"../media/kerdaniel.pdf\">lien</a>."),
        ("", "![Un quai](media/photo-kerdaniel.png)"),
        ("", "Voir <https://presse.example/#kerdaniel>."),
    ] {
        let session = dossier(ROSE, head, "Rien.");
        session.write("seeds/kerdaniel.txt", b"x");
        session.write("content/media/photo-kerdaniel.png", b"png");
        session.write("content/media/kerdaniel.pdf", b"%PDF-1.4");
        let article = session.read("content/articles/port.md").replace("Rien.", text);
        session.write("content/articles/port.md", article.as_bytes());
        session.run("build");
        let run = session.run("check --leaks");
        assert_eq!(run.code, 1, "{head}{text}: {}", run.err);
        assert!(run.err.contains("`Kerdaniel`") && run.err.contains("something leaks"), "{head}{text}: {}", run.err);
    }
}

#[test]
fn an_address_is_told_with_the_address_and_what_to_do() {
    let session = dossier(ROSE, "url: https://presse.example/le-proces-kerdaniel\n", "Rien.");
    let run = session.run("check --leaks");
    assert!(run.err.contains("`https://presse.example/le-proces-kerdaniel`"), "{}", run.err);
    assert!(run.err.contains("remove `url:`"), "{}", run.err);
}

#[test]
fn an_address_with_a_hidden_name_is_told_with_its_line() {
    let session = dossier(
        "name: Rose Kerdaniel\nvisibility: hidden",
        "url: https://presse.example/le-proces-kerdaniel\n",
        "Rien.",
    );
    let run = session.run("check --leaks");
    assert!(run.err.contains("content/articles/port.md:4") && run.err.contains("D0705"), "{}", run.err);
    session.write("public/kerdaniel/index.html", b"<p>Rien</p>");
    assert_eq!(session.run("check --leaks").code, 1, "a file that no article names");
}

#[test]
fn what_may_be_a_name_and_may_be_a_word_is_no_all_clear_until_the_record_says_so() {
    let record = "name: Anne Petit\nvisibility: initials";
    let session = dossier(record, "url: https://presse.example/un-petit-port\n", "Un petit port.");
    let run = session.run("check --leaks");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("D0707") && run.err.contains("never: [petit]"), "{}", run.err);
    assert!(run.err.contains("un-petit-port`") && !run.err.contains("nothing leaks"), "{}", run.err);
    session.write("content/people/rose.md", format!("---\n{record}\nnever: [petit]\n---\n").as_bytes());
    let text = session.read("content/articles/port.md").replace("Un petit port.", "Mme Petit a un petit port.");
    session.write("content/articles/port.md", text.as_bytes());
    session.run("build");
    assert!(session.read("public/articles/port.html").contains("Mme P. a un petit port."));
    let run = session.run("check --leaks");
    assert_eq!((run.code, run.err.contains("nothing leaks")), (0, true), "{}", run.err);
}

#[test]
fn handles_and_names_without_capitals_are_looked_for() {
    let record = "name: Rose Kerdaniel\nnames: [rosek29, 김정은]\nvisibility: initials";
    let session = dossier(record, "", "rosek29 a écrit, 김정은은 aussi.");
    let run = session.run("check --leaks");
    assert_eq!((run.code, run.err.contains("nothing leaks")), (0, true), "{}", run.err);
    assert!(!run.err.contains("not looked for"), "{}", run.err);
    for left in ["rosek29", "김정은은", "KERDANIELS", "Ker&shy;daniel"] {
        session.write("public/old.html", format!("<p>Un {left} ici.</p>").as_bytes());
        assert_eq!(session.run("check --leaks").code, 1, "{left}");
    }
}

#[test]
fn an_id_that_every_page_has_as_a_passage_is_no_alarm() {
    let session = dossier("name: Rose Kerdaniel\nvisibility: hidden", "", "Rien.\n\nRien encore.");
    session.write("content/people/p1.md", b"---\nname: Yann Kerbrat\nvisibility: hidden\n---\n");
    session.run("build");
    let run = session.run("check --leaks");
    assert_eq!(run.code, 0, "{}", run.err);
    session.write("public/data/old.jsonl", b"{\"id\":\"p1\"}\n");
    assert_eq!(session.run("check --leaks").code, 1, "as the id of a record it is one");
}

#[test]
fn a_name_with_markup_on_both_sides_is_in_the_texts_own_words() {
    let hidden = "name: Rose Kerdaniel\nvisibility: hidden";
    for text in [
        "Un quai.[^1]\n\n[Rose Kerdaniel](https://presse.example/a)\n\n[^1]: Une note.",
        "## Rose Kerdaniel\n\nUn quai.",
        "| **Rose Kerdaniel** |\n|---|\n| un quai |",
    ] {
        let session = dossier(hidden, "", text);
        let run = session.run("check --leaks");
        assert!(run.code == 0 && run.err.contains("D0705"), "{text}: {}", run.err);
    }
}

#[test]
fn a_word_that_is_an_articles_id_is_masked_like_any_other() {
    let session = dossier(ROSE, "", "Kerdaniel rit. Voir [[Kerdaniel]].");
    session.write("content/articles/Kerdaniel.md", "---\ntitle: Kerdaniel\ndate: 2021-05-04\n---\nRien.\n".as_bytes());
    session.run("build");
    let page = session.read("public/articles/port.html");
    assert!(page.contains("K. rit. Voir <a") && page.contains("articles/Kerdaniel.html\""), "{page}");
    let run = session.run("check --leaks");
    assert!(run.code == 1 && run.err.contains("Kerdaniel.html"), "the id itself is told: {}", run.err);
}

#[test]
fn a_published_relative_raises_no_alarm() {
    let session = dossier(ROSE, "", "Paul Kerdaniel rit. Kerdaniel, dit-on, #kerdaniel.");
    session.write("content/people/paul-kerdaniel.md", b"---\nname: Paul Kerdaniel\n---\nUn marin.\n");
    session.run("build");
    assert!(session.read("public/articles/port.html").contains("#kerdaniel"));
    let run = session.run("check --leaks");
    assert_eq!((run.code, run.err.contains("nothing leaks")), (0, true), "{}", run.err);
}

#[test]
fn a_first_name_goes_in_the_notes_on_an_article_that_names_the_person() {
    let session = dossier(ROSE, "", "Rose Kerdaniel est venue. La jeune Rose rit beaucoup.");
    session.write(
        "content/notes/port.yaml",
        "- {quote: La jeune Rose rit beaucoup, note: Rose a dit le contraire à Kerdaniel.}\n".as_bytes(),
    );
    session.write("content/decisions.yaml", "- {article: port, quote: La jeune Rose rit, entity: jeanne}\n".as_bytes());
    session.write("content/people/jeanne.md", b"---\nname: Jeanne Morvan\n---\nMaire.\n");
    let run = session.run("check");
    assert!(!run.err.contains("D0407") && !run.err.contains("D0406"), "both find their passage: {}", run.err);
    session.run("build");
    let page = session.read("public/articles/port.html");
    assert!(page.contains("La jeune R. rit") && page.contains("R. a dit le contraire à K."), "{page}");
}

#[test]
fn a_name_with_an_initial_is_no_family_name() {
    let session = dossier("name: Noé Kerbrat\nnames: [Noé K., Noé K]", "", "Un garçon, Noé K., est rentré.");
    let run = session.run("check");
    assert!(!run.err.contains("D0404"), "{}", run.err);
}
