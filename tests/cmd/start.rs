//! First steps: a dossier to look at, a record to fill in. Nothing is ever overwritten.

use super::session::Session;

#[test]
fn the_first_dossier_is_without_a_warning_in_both_languages() {
    let session = Session::new();
    for lang in ["fr", "en"] {
        let init = session.run(&format!("init {lang} --lang {lang}"));
        assert_eq!(init.code, 0, "{}", init.err);
        let build = session.run(&format!("build --strict --root {lang}"));
        assert_eq!(build.code, 0, "{}", build.err);
        assert!(build.err.contains("3 articles, 7 records"), "{}", build.err);
    }
    let again = session.run("init fr");
    assert_eq!(again.code, 2);
    assert!(again.err.contains("already exists"), "{}", again.err);
    assert_eq!(session.run("init de --lang de").code, 2);
}

#[test]
fn a_new_record_is_valid_and_never_overwrites() {
    let session = Session::new();
    for kind in ["person", "place", "organisation", "event", "work"] {
        let run = session.run(&format!("new {kind} Zoé-{kind}"));
        assert_eq!(run.code, 0, "{}", run.err);
    }
    assert!(session.read("content/people/zoe-person.md").contains("\nname: Zoé-person\n"));
    assert!(session.read("content/events/zoe-event.md").contains("# participants: [id]"));
    assert_eq!(session.run("check").code, 0);
    session.write("content/people/zoe-person.md", b"---\nname: Autre\n---\n");
    let again = session.run("new person Zoé-person");
    assert_eq!(again.code, 2, "{}", again.err);
    assert_eq!(session.read("content/people/zoe-person.md"), "---\nname: Autre\n---\n");
    assert_eq!(session.run("new ship Zoé").code, 2);
}

#[test]
fn help_prints_commands_and_topics() {
    let session = Session::new();
    let list = session.run("help");
    assert_eq!(list.code, 0, "{}", list.err);
    assert!(list.out.contains("\n  check ") && list.out.contains("\n  privacy "), "{}", list.out);
    let privacy = session.run("help privacy");
    assert!(privacy.code == 0 && privacy.out.starts_with("# Privacy"), "{}", privacy.out);
    // A command and a help topic of the same name: both are shown.
    let check = session.run("help check");
    assert!(check.out.contains("Usage: dossier check") && check.out.contains("\n# Checking"), "{}", check.out);
    let rename = session.run("help rename");
    assert!(rename.out.contains("Usage: dossier rename"), "{}", rename.out);
    let unknown = session.run("help privcy");
    assert!(unknown.code == 2 && unknown.err.contains("did you mean `privacy`?"), "{}", unknown.err);
    assert_eq!(session.run("help read-document").code, 2, "an internal command");
}

#[test]
fn an_empty_dossier_has_a_title_and_nothing_else() {
    let session = Session::new();
    for (folder, lang, title) in
        [("a", "fr", "L’affaire"), ("b", "de", "Zwei:"), ("c", "pt-BR", "#'\"\\{x}"), ("d", "ar", "عنوان")]
    {
        let run = session.run(&format!("init {folder} --lang {lang} --empty {title}"));
        assert_eq!(run.code, 0, "{title}: {}", run.err);
        assert_eq!(session.files(folder).keys().collect::<Vec<_>>(), ["site.yaml"]);
        let build = session.run(&format!("build --root {folder}"));
        assert_eq!(build.code, 0, "{}", build.err);
    }
    assert_eq!(session.read("a/site.yaml"), "title: L’affaire\nlanguage: fr\n");
    for wrong in ["init a --empty Autre", "init e --empty \u{a0}", "init e --lang not_a_language! --empty T"] {
        assert_eq!(session.run(wrong).code, 2, "{wrong}");
    }
    assert!(!session.path("e/site.yaml").exists());
}
