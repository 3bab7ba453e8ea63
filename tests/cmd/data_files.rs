//! Files for other programs: networks, places, a calendar, a feed, linked data. A dossier full of values that could break
//! each format, and the same facts in all of them.

use serde_json::Value;

use super::session::Session;

/// What breaks formats: quotation marks, tabs, markup, narrow spaces, decomposed letters, emoji, right to left.
const HOSTILE: &str = "Cap \\\"<b>&]]>\\\" ;\\t, e\u{301}te\u{301}\u{202f}! 😀 \u{5e9}\u{5dc}\u{5d5}\u{5dd} \\\\ {x}";
/// The same as a program reads it.
const READ: &str = "Cap \"<b>&]]>\" ;\t, e\u{301}te\u{301}\u{202f}! 😀 \u{5e9}\u{5dc}\u{5d5}\u{5dd} \\ {x}";

fn dossier(site: &str) -> Session {
    let session = Session::new();
    session.write("site.yaml", format!("title: L’affaire du môle\nlanguage: fr\n{site}").as_bytes());
    session.write(
        "content/people/yvonne-tregor.md",
        "---\nname: Yvonne Trégor\nnames: [Y. Trégor]\nweak: [Trégor]\nborn: 1952~\ntags: [élue]\nsame_as: {wikidata: Q1, carnet: A 7}\n\
         roles: [{title: maire de Plounez, refer: [la maire], from: 2020-07}]\n\
         relations: [{to: conseil, as: préside, from: 2020-07, until: 2021, source: mole#p1}, {to: personne, as: connaît}]\n---\nMaire.\n"
            .as_bytes(),
    );
    session.write("content/organisations/conseil.md", "---\nname: conseil de Plounez\n---\n".as_bytes());
    session.write(
        "content/places.yaml",
        format!(
            "- {{id: plounez, name: Plounez, coordinates: [48.79, -3.17], tags: [P], part_of: cap, same_as: {{geonames: 2986732, carnet: x}}}}\n\
             - {{id: cap, name: \"{HOSTILE}\", names: [\"{HOSTILE}\"]}}\n"
        )
        .as_bytes(),
    );
    session.write(
        "content/events.yaml",
        format!(
            "- {{id: vote, name: vote du môle, date: 2021-05-04, place: plounez, participants: [yvonne-tregor, conseil], tags: [\"a,b\"]}}\n\
             - {{id: chantier, name: \"{HOSTILE}\", date: 2021-05-30/2021-05-31}}\n\
             - {{id: projet, name: projet de môle, date: 2021-06}}\n\
             - {{id: rumeur, name: rumeur du port, date: 2021-05-04~}}\n"
        )
        .as_bytes(),
    );
    session.write(
        "content/articles/mole.md",
        "---\ntitle: Le môle refait\ndate: 2021-05-05\npublisher: La Vigie\nauthor: Ada Le Dû\ntags: [port, \"50 %\"]\n\
         url: https://presse.example/mole\n---\nYvonne Trégor a réuni le conseil de Plounez à Plounez.\n\n\
         Trégor a quitté Plounez mardi, après le vote du môle.\n"
            .as_bytes(),
    );
    session.write(
        "content/articles/renvoi.md",
        "---\ntitle: Un renvoi\ndate: 2021-06\nrights: reference\n---\nUn secret de Yvonne Trégor.\n".as_bytes(),
    );
    session
}

const BASE: &str = "base_url: https://example.org/d/\n";

fn printed(session: &Session, format: &str) -> (String, String) {
    let run = session.run(&format!("export {format}"));
    assert!(!run.out.is_empty(), "{format}: {}", run.err);
    (run.out, run.err)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn names_in_the_same_paragraphs_are_a_network() {
    let session = dossier(BASE);
    let (gexf, err) = printed(&session, "gexf");
    assert!(gexf.contains("<graph defaultedgetype=\"undirected\" mode=\"static\">"), "{gexf}");
    assert_eq!(gexf.matches("<node id=").count(), 8, "{gexf}");
    let edge = "source=\"plounez\" target=\"yvonne-tregor\" weight=\"2\">";
    assert!(gexf.contains(edge) && gexf.contains("value=\"mole#p1 mole#p2\""), "{gexf}");
    assert!(gexf.contains("lastmodifieddate=\"2021-06-01\"") && !gexf.contains("]]>"), "{gexf}");
    assert!(gexf.contains("for=\"latitude\" value=\"48.79\""), "{gexf}");
    assert!(gexf.contains("https://example.org/d/personnes/yvonne-tregor.html"), "{gexf}");
    assert!(!err.contains("graph"), "{err}");
    let (graphml, _) = printed(&session, "graphml");
    assert!(graphml.contains("<data key=\"edge-weight\">2</data>"), "{graphml}");
    assert!(graphml.contains("attr.name=\"mentions\" attr.type=\"int\"") && !graphml.contains("]]>"), "{graphml}");
}

#[test]
fn relations_are_a_network_of_their_own_with_their_days() {
    let session = dossier(BASE);
    let (gexf, err) = printed(&session, "gexf --relations");
    assert!(gexf.contains("defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\""), "{gexf}");
    assert!(gexf.contains("start=\"2020-07-01\" end=\"2021-12-31\""), "{gexf}");
    for (name, value) in [("as", "préside"), ("from", "2020-07"), ("until", "2021"), ("source", "mole#p1")] {
        assert!(gexf.contains(&format!("for=\"{name}\" value=\"{value}\"")), "{name}: {gexf}");
    }
    assert!(err.contains("1 relation is not in the graph"), "{err}");
    assert_eq!(gexf, printed(&session, "gexf-relations").0);
    let (graphml, _) = printed(&session, "graphml --relations");
    assert!(graphml.contains("edgedefault=\"directed\"") && !graphml.contains("2020-07-01"), "{graphml}");
    assert_eq!(session.run("export ris --relations").code, 2);
}

#[test]
fn places_and_events_with_coordinates_are_on_maps() {
    let session = dossier(BASE);
    let (text, err) = printed(&session, "geojson");
    let features = json(&text)["features"].as_array().expect("a list").clone();
    let ids: Vec<&str> = features.iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(ids, ["plounez", "vote"]);
    assert_eq!(features[0]["geometry"]["coordinates"], serde_json::json!([-3.17, 48.79]), "longitude comes first");
    assert_eq!(features[0]["properties"]["geonames"], "2986732");
    assert_eq!(features[1]["properties"]["start"], "2021-05-04");
    assert!(err.contains("4 records of places and events have no coordinates"), "{err}");
}

#[test]
fn a_gazetteer_gets_the_places_with_the_passages_that_name_them() {
    let session = dossier(BASE);
    let (text, err) = printed(&session, "lpf");
    let features = json(&text)["features"].as_array().expect("a list").clone();
    let (cap, plounez) = (&features[0], &features[1]);
    assert_eq!((&cap["properties"]["title"], &cap["geometry"]), (&Value::from(READ), &Value::Null));
    assert_eq!(cap["properties"]["fclasses"][0], "X");
    assert_eq!(plounez["properties"]["fclasses"][0], "P");
    assert_eq!(plounez["@id"], "https://example.org/d/lieux/plounez.html");
    assert_eq!(plounez["names"][0]["citations"][0]["label"], "La Vigie, 2021-05-05");
    let passage = plounez["names"][0]["citations"][0]["@id"].as_str().expect("an address");
    assert!(passage.starts_with("https://example.org/d/articles/mole.html#m"), "{passage}");
    assert_eq!(plounez["when"]["timespans"][0]["start"]["in"], "2021-05-05");
    assert_eq!(plounez["links"][0]["identifier"], "gn:2986732");
    assert_eq!(plounez["relations"][0]["relationTo"], "https://example.org/d/lieux/cap.html");
    assert!(err.contains("1 place has no time") && err.contains("1 id of an authority file"), "{err}");
}

#[test]
fn only_events_with_a_certain_day_are_in_the_calendar() {
    let session = dossier(BASE);
    let (text, err) = printed(&session, "ics");
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    let whole = text.replace("\r\n ", "");
    assert_eq!(whole.matches("BEGIN:VEVENT").count(), 2, "{whole}");
    assert!(err.contains("2 events without a certain day are not in the calendar"), "{err}");
    for line in [
        "UID:vote@example.org",
        "DTSTAMP:20210601T000000Z",
        "DTSTART;VALUE=DATE:20210504",
        "DTEND;VALUE=DATE:20210505",
        "LOCATION:Plounez",
        "GEO:48.79;-3.17",
        "CATEGORIES:a\\,b",
        "DTEND;VALUE=DATE:20210601",
        "URL:https://example.org/d/evenements/vote.html",
        "SUMMARY:Cap \"<b>&]]>\" \\; \\, e\u{301}te\u{301}\u{202f}! 😀 \u{5e9}\u{5dc}\u{5d5}\u{5dd} \\\\ {x}",
    ] {
        assert!(whole.contains(&format!("\r\n{line}\r\n")), "{line} in {whole}");
    }
}

#[test]
fn the_feed_has_what_may_be_published() {
    let (text, _) = printed(&dossier(BASE), "jsonfeed");
    let feed = json(&text);
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let items = feed["items"].as_array().expect("a list");
    assert_eq!((&items[0]["content_text"], &items[0]["date_published"]), (&Value::from(""), &Value::Null));
    assert_eq!(items[1]["date_published"], "2021-05-05T00:00:00Z");
    assert_eq!(items[1]["external_url"], "https://presse.example/mole");
    assert_eq!(items[1]["tags"], serde_json::json!(["port", "50 %"]));
    // Without an address of the site, fields that must be one are left out.
    let (text, _) = printed(&dossier(""), "jsonfeed");
    let feed = json(&text);
    assert!(feed.get("feed_url").is_none() && feed["items"][1].get("url").is_none(), "{text}");
    assert_eq!(feed["items"][1]["id"], "urn:dossier:l-affaire-du-mole:articles:mole.html");
}

#[test]
fn records_are_linked_data() {
    let (text, err) = printed(&dossier(BASE), "skos");
    for part in [
        "a skos:Concept, schema:Person ;",
        "skos:prefLabel \"Yvonne Trégor\"@fr",
        "skos:altLabel \"Y. Trégor\"@fr",
        "skos:hiddenLabel \"Trégor\"@fr",
        "schema:birthDate \"1952~\"^^edtf:EDTF ;",
        "skos:exactMatch <http://www.wikidata.org/entity/Q1>",
        "schema:identifier \"carnet A 7\"",
        "schema:subjectOf <https://example.org/d/articles/mole.html#p1>",
        "schema:containedInPlace <https://example.org/d/lieux/cap.html>",
        "schema:startDate \"2021-05-04\"^^edtf:EDTF, \"2021-05-04\"^^xsd:date",
        "\"Cap \\\"<b>&]]>\\\" ;\\t, e\u{301}te\u{301}\u{202f}!",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("altLabel \"Cap"), "a name stands in one label only: {text}");
    assert!(err.contains("1 relation is left out"), "{err}");
}

#[test]
fn a_corpus_is_a_folder_that_is_written_whole() {
    let session = dossier("");
    session.write(
        "content/articles/Été-2.md",
        "---\ntitle: Autre\ndate: 2020\npublisher: \"=1+1\"\n---\n\\*\\*\\*\\* un début et un mot\\_dit \\_cle\\_ ici.\n".as_bytes(),
    );
    let run = session.run("export corpus --output corpus");
    // The dossier has a relation to a record that is missing, which is an error of its content.
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("1 article is left out") && run.err.contains("1 word between underscores"), "{}", run.err);
    let text = session.read("corpus/text/mole.txt");
    assert!(text.starts_with("Yvonne Trégor a réuni") && text.ends_with("vote du môle.\n"), "{text}");
    let table = session.read("corpus/metadata.csv");
    let mole = "mole,Le môle refait,2021-05-05,2021,05,La Vigie,Ada Le Dû,fr,\"port; 50 %\",Yvonne Trégor,Plounez,conseil de Plounez\r\n";
    assert!(table.starts_with("id,title,date,year,month,publisher,") && table.contains(mole), "{table}");
    assert!(table.contains(",'=1+1,") && !table.contains("renvoi"), "{table}");
    let starred = session.read("corpus/iramuteq.txt");
    assert!(starred.contains("**** *id_mole *publisher_lavigie *date_20210505 *annee_2021 *langue_fr\n"), "{starred}");
    assert!(starred.contains("\n **** un début") && starred.contains("mot_dit  cle  ici"), "{starred}");
    // What is there is not touched, and nothing half written stays.
    session.write("corpus/text/mole.txt", b"mine");
    let run = session.run("export corpus --output corpus");
    assert_eq!((run.code, session.read("corpus/text/mole.txt").as_str()), (3, "mine"), "{}", run.err);
    assert!(!session.path(".corpus.part").exists());
    assert_eq!(session.run("export corpus").code, 2);
    assert_eq!(session.run("export gexf --output x").code, 2);
}

/// The foot of each page names each published file, in words of the interface's language.
#[test]
fn the_footer_says_what_there_is_to_take_away() {
    let all =
        "[annotations, corpus, csv, epub, ftm, gexf-relations, graphml, graphml-relations, lpf, print, skos, tei]";
    for (language, some) in [("fr", "Événements, pour un agenda"), ("en", "Events, for a calendar")] {
        let session = dossier("");
        let site = format!("title: Essai\nlanguage: {language}\noutput: {{data: {all}}}\n");
        session.write("site.yaml", site.as_bytes());
        assert!(session.run("build").code < 2);
        let page = session.read("public/index.html");
        let footer = &page[page.find("<footer").unwrap()..];
        assert!(footer.contains(some) && !footer.contains(">take_"), "{footer}");
        let mut files: Vec<String> = std::fs::read_dir(session.path("public/data"))
            .unwrap()
            .map(|file| format!("data/{}", file.unwrap().file_name().into_string().unwrap()))
            .collect();
        files.retain(|file| !footer.contains(&format!("\"{file}\"")));
        assert!(files.is_empty(), "{files:?}: {footer}");
        let labels: Vec<&str> =
            footer.split("<li><a href=").skip(1).filter_map(|link| link.split(['<', '>']).nth(1)).collect();
        let distinct: std::collections::BTreeSet<&str> = labels.iter().copied().collect();
        assert!(labels.len() == distinct.len() && labels.iter().all(|label| !label.contains('.')), "{labels:?}");
    }
    let session = dossier("without: [data]\n");
    session.run("build");
    assert!(!session.read("public/index.html").contains("data/"));
}

#[test]
fn the_site_publishes_what_is_small_and_what_is_asked_for() {
    let usual = ["data/events.ics", "data/feed.json", "data/network.gexf", "data/places.geojson"];
    let wanted = [
        "data/network.graphml", "data/places.lpf.json", "data/registry.ttl", "data/relations.gexf",
        "data/dossier.tei.xml", "data/tables.zip", "data/corpus.zip",
    ];
    for (site, has_usual, has_more) in [
        ("", true, false),
        ("output: {data: [graphml, lpf, skos, tei, gexf-relations, csv, corpus]}\n", true, true),
        ("without: [data]\noutput: {data: [graphml, lpf, skos, tei, gexf-relations, csv, corpus]}\n", false, false),
    ] {
        let session = dossier(site);
        assert!(session.run("build").code < 2);
        usual.iter().for_each(|file| assert_eq!(session.path("public").join(file).exists(), has_usual, "{site}{file}"));
        wanted.iter().for_each(|file| assert_eq!(session.path("public").join(file).exists(), has_more, "{site}{file}"));
    }
    let session = dossier("output: {folder: ailleurs, data: [lpf]}\n");
    session.run("build");
    assert!(session.path("ailleurs/data/places.lpf.json").exists());
    let session = dossier("output: {data: [pdf]}\n");
    let run = session.run("check");
    assert!(run.err.contains("`data` cannot be `pdf`"), "{}", run.err);
}

#[test]
fn an_exported_corpus_comes_back_as_the_same_articles() {
    let session = Session::new();
    for (id, head, text) in [
        (
            "bac",
            "title: \"Le « bac », 2e\"\ndate: 2021-05-04\npublisher: \"La Feuille, soir\"\nauthor: Maud Ty\ntags: [mer, vent]",
            "Le bac de Lanzeg attend la marée depuis hier soir.\n\nMaud Ty l’a vu : « Il ne partira pas. »",
        ),
        (
            "quai",
            "title: \"=Le quai; 'oui'\"\ndate: 2021-06\npublisher: L’Écho",
            "Le quai est fermé depuis lundi, et les marins s’en étonnent.\n\n30\u{202f}000 tonnes de sable manquent à l’appel.",
        ),
    ] {
        session.write(&format!("content/articles/{id}.md"), format!("---\n{head}\n---\n\n{text}\n").as_bytes());
    }
    assert_eq!(session.run("export corpus --output corpus").code, 0);
    let back = Session::new();
    for (name, bytes) in session.files("corpus") {
        back.write(&format!("corpus/{name}"), &bytes);
    }
    let run = back.run("import corpus/metadata.csv");
    assert_eq!(run.code, 0, "{}", run.err);
    let articles = |session: &Session| -> Vec<Vec<serde_json::Value>> {
        let run = session.run("export jsonl");
        let lines = run.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
        let mut all: Vec<Vec<_>> = lines
            .map(|line| ["title", "date", "publisher", "author", "tags", "text"].map(|key| line[key].clone()).to_vec())
            .collect();
        all.sort_by_key(|fields| fields[0].to_string());
        all
    };
    assert_eq!(articles(&back), articles(&session), "{}", run.err);
}
