//! What happened when: the chronology gathers passages under their events, and an event gathers its evidence.

use super::session::Session;

/// An event that no article calls by its name, and four articles.
fn dossier() -> Session {
    let session = Session::new();
    session
        .write("site.yaml", "title: Essai\nlanguage: fr\n".as_bytes())
        .write("content/people/odile-tanvier.md", b"---\nname: Odile Tanvier\n---\n")
        .write("content/people/luc-brossard.md", b"---\nname: Luc Brossard\n---\n")
        .write(
            "content/events/depart.md",
            "---\nname: fin de la mission au barrage\ndate: 2021-03-03\nparticipants: [odile-tanvier]\nsources: [bilan#p2]\n---\n".as_bytes(),
        )
        .write(
            "content/articles/veille.md",
            "---\ntitle: Veille\ndate: 2021-03-02\npublisher: Le Phare\n---\nRien ne bouge à Sarvane.\n\nPar Anne Corlay, le 2 mars 2021\n".as_bytes(),
        )
        .write(
            "content/articles/jour.md",
            "---\ntitle: Jour\ndate: 2021-03-04\npublisher: Le Phare\n---\nOdile Tanvier est partie le 3 mars 2021 par le premier train.\n\nLuc Brossard a fermé le bureau le 3 mars 2021 sans un mot.\n".as_bytes(),
        )
        .write(
            "content/articles/bilan.md",
            "---\ntitle: Bilan\ndate: 2021-04-10\npublisher: La Gazette\n---\nTrois mois plus tard, tout est calme.\n\nOn se souvient du premier train et de sa passagère.\n".as_bytes(),
        )
        .write(
            "content/articles/double.md",
            "---\ntitle: Double\ndate: 2021-05-10\npublisher: La Gazette\n---\nEntre mars 2021 et le 6 mai 2021, Luc Brossard n’a rien signé.\n".as_bytes(),
        );
    session
}

/// How often a page has some words.
fn n(session: &Session, page: &str, words: &str) -> usize {
    session.read(page).matches(words).count()
}

#[test]
fn an_event_has_the_passages_that_it_cites_and_those_of_its_day() {
    let session = dossier();
    assert_eq!(session.diagnostics(), Vec::<String>::new());
    session.run("build");
    let page = "public/evenements/depart.html";
    assert_eq!(n(&session, page, "On se souvient du premier train"), 1);
    assert_eq!(n(&session, page, "par le premier train"), 1);
    assert_eq!(n(&session, page, "avec Odile Tanvier"), 1, "each says why it is there");
    assert_eq!(n(&session, page, "sans un mot"), 0, "the same day alone is no reason");
}

#[test]
fn an_event_that_somebody_wrote_is_a_highlight_though_no_article_names_it() {
    let session = dossier();
    session.write("content/events/retour.md", b"---\nname: retour au barrage\ndate: 2021-06-01\n---\n");
    session.run("build");
    for name in ["fin de la mission au barrage", "retour au barrage"] {
        assert!(n(&session, "public/index.html", &format!("\">{name}</a>")) > 0, "{name}");
    }
}

#[test]
fn in_the_chronology_a_sentence_stands_once_under_its_event_and_a_byline_nowhere() {
    let session = dossier();
    session.run("build");
    let page = session.read("public/chronology.html");
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words}: {page}"));
    assert!(
        at("id=\"e-depart\"") < at("Odile Tanvier est partie") && at("Odile Tanvier est partie") < at("Le même jour")
    );
    assert!(at("Le même jour") < at("a fermé le bureau"));
    assert_eq!(page.matches("rien signé").count(), 1);
    assert!(at("<h3>6 mai 2021</h3>") < at("rien signé"), "a day is more exact than a month");
    assert!(!page.contains("Anne Corlay"));
}

#[test]
fn a_source_that_does_not_exist_is_reported() {
    let session = dossier();
    session.write(
        "content/events/depart.md",
        b"---\nname: fin de la mission\ndate: 2021-03-03\nsources: [bilann#p2]\n---\n",
    );
    assert_eq!(session.diagnostics(), ["content/events/depart.md:4:11 D0304"]);
}
