//! Numbers that articles give of one thing: on the page of the event, on the front page, and withheld where in doubt.

use super::session::Session;

const EVENT: &str = "---\nname: Naufrage du Corvenne\ndate: 2021-05-03\nplace: port-ariel\nfigures:\n  \
    - {what: frais, value: 80-90, source: la mairie}\n  - {what: frais, value: \">120\", source: phare#p1}\n---\n";

fn article(session: &Session, id: &str, publisher: &str, body: &str) {
    let text = format!("---\ntitle: Le Corvenne\ndate: 2021-05-04\npublisher: {publisher}\n---\n{body}\n");
    session.write(&format!("content/articles/{id}.md"), text.as_bytes());
}

fn three() -> Session {
    let session = Session::new();
    session.write("content/events/naufrage.md", EVENT.as_bytes());
    session.write("content/places/port-ariel.md", b"---\nname: Port-Ariel\n---\n");
    article(&session, "phare", "Le Phare", "Le Corvenne a perdu quarante-deux caisses devant Port-Ariel.");
    article(&session, "vigie", "La Vigie", "Une soixantaine de caisses sont perdues, dit-on à Port-Ariel.");
    article(&session, "quai", "Le Quai", "À Port-Ariel, douze marins ont été sauvés ; vingt marins étaient à bord.");
    session
}

#[test]
fn the_page_of_an_event_shows_who_counts_how_many() {
    let session = three();
    session.run("build");
    let page = session.read("public/evenements/naufrage.html");
    assert!(page.contains("<b>caisses</b>") && page.contains("<b>frais</b>"), "{page}");
    assert!(page.contains("<p class=\"value\">42</p>") && page.contains("≈\u{a0}60"), "{page}");
    assert!(page.contains("<mark>quarante-deux caisses</mark>") && page.contains("la mairie"), "{page}");
    assert!(!page.contains("<b>marins</b>"), "saved and on board are not compared: {page}");
    assert!(session.read("public/index.html").contains("<b>caisses</b>"));
}

#[test]
fn a_number_of_a_withheld_text_or_draft_is_in_no_strip() {
    let session = three();
    let text = "---\ntitle: Le Corvenne\ndate: 2021-05-04\npublisher: La Vigie\nrights: reference\n---\n\
        Une soixantaine de caisses sont perdues, dit-on à Port-Ariel.\n";
    session.write("content/articles/vigie.md", text.as_bytes());
    let text = "---\ntitle: Le Corvenne\ndraft: true\n---\nRien.\n";
    session.write("content/articles/phare.md", text.as_bytes());
    session.run("build");
    let page = session.read("public/evenements/naufrage.html");
    assert!(!page.contains("<b>caisses</b>") && !page.contains("soixantaine"), "{page}");
    assert!(page.contains("<b>frais</b>") && !page.contains("phare"), "{page}");
}

#[test]
fn a_value_that_is_no_number_is_reported_with_its_place() {
    let session = three();
    session.write("content/events/naufrage.md", EVENT.replace("80-90", "beaucoup").as_bytes());
    let run = session.run("check");
    let said = run.out + &run.err;
    assert!(said.contains("`value` cannot be `beaucoup`") && said.contains("naufrage.md:6"), "{said}");
}
