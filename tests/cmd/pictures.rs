//! The map and the network: their content, their links, their maximum size.

use super::session::Session;

fn record(session: &Session, kind: &str, id: &str, head: &str) {
    session.write(&format!("content/{kind}/{id}.md"), format!("---\n{head}\n---\n").as_bytes());
}

fn article(session: &Session, id: &str, text: &str) {
    let head = format!("title: {id}\ndate: 2021-05-04\npublisher: L’Écho");
    session.write(&format!("content/articles/{id}.md"), format!("---\n{head}\n---\n{text}\n").as_bytes());
}

/// Ports of the Pacific on either side of the antimeridian, and three people who meet there.
fn ports() -> Session {
    let session = Session::new();
    record(&session, "places", "armel", "name: Port-Armel\ncoordinates: [-17.8, 177.7]");
    record(&session, "places", "brisant", "name: Port-Brisant\ncoordinates: [-13.8, -171.8]\npart_of: armel");
    record(&session, "places", "nulle-part", "name: Nullepart");
    record(&session, "people", "morvan", "name: Jeanne Morvan");
    record(&session, "people", "kerdaniel", "name: Paul Kerdaniel");
    record(
        &session,
        "people",
        "hostile",
        "name: \"Ève <script>alert(1)</script> Le \\\"Goff\\\"\"\nnames: [Ève Legoff]",
    );
    record(&session, "events", "fete", "name: Fête du port\nplace: armel\ndate: 2021-05-03");
    let first =
        "Jeanne Morvan et Paul Kerdaniel ont parlé à Port-Armel.\n\nÈve Legoff, elle, a vu Jeanne Morvan à Nullepart.";
    article(&session, "a", first);
    article(
        &session,
        "b",
        "Paul Kerdaniel attendait. Le vent tournait. Jeanne Morvan et Ève Legoff sont venues de Port-Brisant.",
    );
    session
}

#[test]
fn a_map_has_every_place_with_coordinates_and_names_the_others() {
    let session = ports();
    session.run("build");
    let map = session.read("public/map.html");
    assert!(
        map.contains("aria-label=\"Port-Armel, 1\u{a0}mention\"") && map.contains("href=\"lieux/brisant.html\""),
        "{map}"
    );
    assert!(map.contains("Lieux sans coordonnées") && map.contains("Nullepart"), "{map}");
    assert!(map.contains("1\u{a0}événement</title>"), "{map}");
    assert!(map.contains("<td><a class=\"e\" href=\"lieux/armel.html\">Port-Armel</a></td>"), "{map}");
    assert!(map.contains("Natural Earth") && map.len() < 100_000, "{}", map.len());
    for page in ["lieux/armel.html", "evenements/fete.html"] {
        let page = session.read(&format!("public/{page}"));
        assert!(page.contains("class=\"map locator\"") && page.contains("../map.html"), "{page}");
        assert!(page.contains("Port-Brisant"), "its neighbour is across the antimeridian: {page}");
    }
    assert!(!session.read("public/lieux/nulle-part.html").contains("locator"));
}

#[test]
fn every_line_of_the_network_leads_to_the_paragraphs() {
    let session = ports();
    session.run("build");
    let network = session.read("public/network.html");
    assert!(network.contains("href=\"network/kerdaniel--morvan.html\""), "{network}");
    assert!(!network.contains("Port-Armel"), "places are the map's: {network}");
    let together = session.read("public/network/kerdaniel--morvan.html");
    assert!(together.contains("2\u{a0}paragraphes communs"), "{together}");
    // The sentence between is left out.
    let sentences = "<mark>Paul Kerdaniel</mark> attendait. … <mark>Jeanne Morvan</mark> et Ève Legoff sont venues";
    assert!(together.contains(sentences), "{together}");
    assert!(together.contains("../articles/b.html#m1"), "{together}");
}

#[test]
fn a_hostile_name_stays_text() {
    let session = ports();
    session.run("build");
    for page in ["network.html", "network/hostile--morvan.html", "personnes/morvan.html"] {
        let page = session.read(&format!("public/{page}"));
        assert!(page.contains("&lt;script&gt;") && !page.contains("<script>alert"), "{page}");
    }
}

#[test]
fn without_coordinates_there_is_no_map_and_of_two_no_network() {
    let session = Session::new();
    record(&session, "places", "armel", "name: Port-Armel");
    record(&session, "people", "morvan", "name: Jeanne Morvan");
    record(&session, "people", "kerdaniel", "name: Paul Kerdaniel");
    article(&session, "a", "Jeanne Morvan et Paul Kerdaniel ont parlé à Port-Armel.");
    session.run("build");
    let front = session.read("public/index.html");
    assert!(!front.contains("map.html") && !front.contains("network.html"), "{front}");
    for page in ["map.html", "network.html"] {
        assert!(!session.path(&format!("public/{page}")).exists(), "{page}");
    }
}
