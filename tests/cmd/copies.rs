//! One dispatch in several papers: found, counted once, compared; a person's decision overrides.

use super::session::Session;

const DISPATCH: [&str; 3] = [
    "Jeanne Morvan a annoncé mardi que le Phare d’Armel resterait ouvert pendant l’été, malgré les travaux du port. \
     « Nous n’avons pas le droit de fermer », a déclaré Jeanne Morvan devant une quarantaine d’habitants.",
    "Paul Kerdaniel, son adjoint, attend 1 200 visiteurs le 14 juillet. Les bateaux partiront du vieux quai, deux fois \
     par jour, et le prix du billet ne change pas.",
    "La mairie cherche encore trois gardiens pour la saison. Les candidats ont jusqu’au 30 mai pour se faire connaître, \
     et une réunion publique aura lieu la semaine suivante à la salle des fêtes.",
];

const OTHER: &str = "Le marché aux poissons change de place. Dès lundi, les étals de Jeanne Morvan et des autres vendeurs \
    seront rue des Voiliers, où la commune a fait poser des auvents neufs et des bancs pour les anciens du quartier.";

fn article(session: &Session, id: &str, head: &str, text: &str) {
    session.write(&format!("content/articles/{id}.md"), format!("---\n{head}\n---\n{text}\n").as_bytes());
}

fn three() -> Session {
    let session = Session::new();
    session.write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\n");
    article(
        &session,
        "agence",
        "title: Le phare reste ouvert\ndate: 2021-05-04\npublisher: Agence",
        &DISPATCH.join("\n\n"),
    );
    let cut = format!("{}\n\n{}", DISPATCH[0].replace("annoncé mardi", "fait savoir hier"), DISPATCH[1]);
    article(&session, "echo", "title: Un été au phare\ndate: 2021-05-05\npublisher: L’Écho", &cut);
    article(&session, "marche", "title: Le marché déménage\ndate: 2021-05-06\npublisher: L’Écho", OTHER);
    session
}

fn lines(session: &Session, format: &str) -> Vec<serde_json::Value> {
    let run = session.run(&format!("export {format}"));
    run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn a_dispatch_in_two_papers_is_one_source_and_a_page_shows_what_differs() {
    let session = three();
    session.run("build");
    let articles = lines(&session, "jsonl");
    assert_eq!(articles[0]["copies"], serde_json::json!(["echo"]));
    assert_eq!(articles[2]["copies"], serde_json::json!([]));
    let entity = &lines(&session, "entities")[0];
    assert_eq!((&entity["articles"], &entity["sources"]), (&serde_json::json!(3), &serde_json::json!(2)));
    let person = session.read("public/personnes/jeanne-morvan.html");
    assert!(person.contains("3\u{a0}articles, 2\u{a0}sources"), "{person}");
    let front = session.read("public/index.html");
    assert!(front.contains("3\u{a0}articles, 2\u{a0}sources"), "{front}");
    let page = session.read("public/articles/echo.html");
    assert!(page.contains("La même dépêche dans") && page.contains("../copies/agence.html"), "{page}");
    assert!(!session.read("public/articles/marche.html").contains("La même dépêche"));
    let copies = session.read("public/copies/agence.html");
    assert!(
        copies.contains("<del>annoncé mardi </del>") && copies.contains("<ins>fait savoir hier </ins>"),
        "{copies}"
    );
    assert!(copies.contains("<p><del>La mairie"), "{copies}");
    assert!(page.contains("phrase") && page.contains("../copies/agence.html#in-echo"), "{page}");
}

#[test]
fn what_copies_repeat_is_shown_once_with_its_other_places() {
    let session = three();
    session.run("build");
    let quotes = session.read("public/quotes.html");
    assert_eq!(quotes.matches("Nous n’avons pas le droit de fermer").count(), 1, "{quotes}");
    assert!(quotes.contains("1\u{a0}citation<"), "{quotes}");
    let chronology = session.read("public/chronology.html");
    assert_eq!(
        chronology.matches("visiteurs le <mark>").count() + chronology.matches("<mark>le 14 juillet").count(),
        1
    );
    assert!(chronology.contains("../articles/echo.html") || chronology.contains("articles/echo.html"), "{chronology}");
}

#[test]
fn a_person_may_say_what_is_a_copy_and_what_is_none() {
    let session = three();
    article(&session, "marche", "title: Le marché déménage\ndate: 2021-05-06\ncopy_of: agence", OTHER);
    let copies =
        |session: &Session| lines(session, "jsonl").iter().map(|line| line["copies"].clone()).collect::<Vec<_>>();
    assert_eq!(copies(&session)[0], serde_json::json!(["echo", "marche"]));
    article(&session, "echo", "title: x\ndate: 2021-05-05\ncopy_of: none", &DISPATCH.join("\n\n"));
    assert_eq!(copies(&session)[0], serde_json::json!(["marche"]));
    article(&session, "echo", "title: x\ndate: 2021-05-05\ncopy_of: agense", OTHER);
    article(&session, "marche", "title: x\ndate: 2021-05-05\ncopy_of: marche", OTHER);
    assert!(session.run("check").err.contains("did you mean `agence`?"));
    let found = session.diagnostics();
    assert!(found.contains(&"content/articles/echo.md:4:10 D0304".to_owned()), "{found:?}");
    assert!(found.contains(&"content/articles/marche.md:4:10 D0207".to_owned()), "{found:?}");
}

#[test]
fn a_withheld_copy_is_not_counted_and_not_named() {
    let session = three();
    article(&session, "secret", "title: Canari\ndate: 2021-05-01\ndraft: true", &DISPATCH.join("\n\n"));
    article(&session, "marche", "title: Le marché déménage\ndate: 2021-05-06\ncopy_of: secret", OTHER);
    let run = session.run("build");
    assert_eq!(run.code, 0, "{}", run.err);
    for (name, bytes) in session.files("public") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("Canari") && !text.contains("secret") && !name.contains("secret"), "{name}");
    }
    assert_eq!(lines(&session, "jsonl")[0]["copies"], serde_json::json!(["echo"]));
}
