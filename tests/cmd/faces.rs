//! Faces: pictures of records and who may be shown, who is who, namesakes told apart, numbered sources.

use super::session::Session;

const PORTRAIT: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"40\"/>";

fn record(session: &Session, path: &str, head: &str, text: &str) {
    session.write(&format!("content/{path}.md"), format!("---\n{head}\n---\n{text}\n").as_bytes());
}

/// Two papers, a mayor with a picture, two people of one name, a child.
fn affair() -> Session {
    let session = Session::new();
    for name in ["maire", "enfant"] {
        session.write(&format!("content/media/{name}.svg"), PORTRAIT);
    }
    record(
        &session,
        "people/maire",
        "name: Odile Trévern\nroles:\n  - {title: adjointe, from: 2014, to: 2019}\n  - {title: maire d’Hoëlic, from: 2020}\n\
         picture: {file: media/maire.svg, credit: Photo L’Écho, focus: left}\nrelations: [{to: cercle, as: préside, source: 'bac#p2'}]",
        "Née à Hoëlic [[bac#p2|source]]. Elle a vendu le bac [[vente#p1|source]] [[bac#p2|source]], selon [[vente#p1|le contrat]].",
    );
    record(&session, "people/jean-juge", "name: Jean Le Dû\nroles: [juge à Trémel]\ntags: [justice]", "");
    record(&session, "people/jean-marin", "name: Jean Le Dû\nroles: [patron du bac]", "Il navigue.");
    record(&session, "people/lena", "name: Léna Quiniou\nborn: 2010-03\npicture: media/enfant.svg", "Élève.");
    record(&session, "organisations/cercle", "name: Cercle nautique", "");
    let (opening, next) =
        ("Odile Trévern a parlé à Jean Le Dû et à Léna Quiniou.", "La vente du bac a été signée par Jean Le Dû.");
    for (id, day, paper, first, said) in [
        ("bac", "2021-05-04", "L’Écho", opening, "Le bac restera à quai tout l’hiver"),
        ("vente", "2021-06-01", "La Vigie", next, "Nous avons besoin de cet argent pour la jetée"),
    ] {
        record(
            &session,
            &format!("articles/{id}"),
            &format!("title: Le {id} d’Hoëlic\ndate: {day}\npublisher: {paper}\nas: {{Jean Le Dû: jean-marin}}"),
            &format!("{first}\n\n« {said} », a déclaré Odile Trévern."),
        );
    }
    session
}

#[test]
fn a_picture_is_shown_on_the_page_in_who_is_who_and_on_cards() {
    let session = affair();
    session.run("build");
    let page = session.read("public/personnes/maire.html");
    assert!(page.contains("<figure class=\"portrait\"><img src=\"../media/maire.svg\" alt=\"Odile Trévern\" width=\"60\" height=\"40\""), "{page}");
    assert!(page.contains("Photo L’Écho"), "{page}");
    let list = session.read("public/personnes/index.html");
    assert!(list.contains("Qui est qui") && list.contains("class=\"face fx-0 "), "{list}");
    assert!(list.contains("<span class=\"role\">maire d’Hoëlic</span>") && !list.contains("adjointe"), "{list}");
    assert!(list.contains("aria-hidden=\"true\">JL</span>"), "{list}");
    let article = session.read("public/articles/vente.html");
    assert!(article.contains("../media/maire.svg"), "{article}");
    // What she last said is in the earlier article; the earlier article shows nothing of the later one.
    assert!(article.contains("<p class=\"pop-said\"><a href=\"../articles/bac.html#p2\">"), "{article}");
    assert!(!session.read("public/articles/bac.html").contains("pop-said"));
}

#[test]
fn a_child_is_never_shown_and_the_file_stays_at_home() {
    let session = affair();
    session.run("build");
    assert!(!session.path("public/media/enfant.svg").exists());
    assert!(session.path("public/personnes/lena.html").exists());
    // Of age on the day of the newest article.
    record(&session, "people/lena", "name: Léna Quiniou\nborn: 2003-06-01\npicture: media/enfant.svg", "Élève.");
    session.run("build");
    assert!(session.path("public/media/enfant.svg").exists());
    record(&session, "people/lena", "name: Léna Quiniou\nborn: 2003-06\npicture: media/enfant.svg", "Élève.");
    session.run("build");
    assert!(!session.path("public/media/enfant.svg").exists(), "perhaps not yet of age");
}

#[test]
fn namesakes_are_told_apart_wherever_a_name_stands_alone() {
    let session = affair();
    session.run("build");
    let title = session.read("public/personnes/jean-marin.html");
    assert!(title.contains("<title>Jean Le Dû (patron du bac) — "), "{title}");
    let article = session.read("public/articles/bac.html");
    assert!(article.contains("title=\"Jean Le Dû (patron du bac) — "), "{article}");
    assert!(article.contains(">Jean Le Dû</a> <span class=\"sure\">patron du bac</span>"), "{article}");
    assert!(!session.read("public/personnes/maire.html").contains("<title>Odile Trévern ("));
}

#[test]
fn sources_of_a_record_are_numbered_once_and_listed_with_their_paper() {
    let session = affair();
    session.run("build");
    let page = session.read("public/personnes/maire.html");
    let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = "Hoëlic<sup class=\"src\"><a href=\"../articles/bac.html#p2\" title=\"L’Écho, 4 mai 2021\">1</a></sup>";
    let then =
        ">2</a></sup><sup class=\"src\"><a href=\"../articles/bac.html#p2\" title=\"L’Écho, 4 mai 2021\">1</a></sup>";
    assert!(flat.replace('\u{a0}', " ").contains(first) && flat.replace('\u{a0}', " ").contains(then), "{flat}");
    assert!(flat.contains(">le contrat</a>"), "words that say more stay: {flat}");
    assert!(flat.contains("<b>L’Écho</b>") && flat.contains("<b>La Vigie</b>"), "{flat}");
    assert!(flat.contains("<sup>1</sup></a>"), "the relation cites the same passage: {flat}");
}
