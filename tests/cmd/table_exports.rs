//! `dossier export csv` and `dossier export registry`, and the way back of the registry.

use std::collections::BTreeMap;

use super::session::Session;

const HOSTILE: &str = "=1+1; \"l’« eau »\"\\\\ | 😀 \u{202f}! \u{5d0}";

fn dossier() -> Session {
    let session = Session::new();
    let file = |name: &str, text: &str| {
        session.write(name, text.as_bytes());
    };
    file(
        "content/people/maelan-kerbrat.md",
        "---\n# le marin\nname: Maëlan Kerbrat   # nom\nnames:\n  - M. G. Kerbrat # un\n  - 'Kerbrat; dit \"l’Ancien\"'\nborn: 1952\nroles:\n  - {title: patron, from: 2001, refer: [le patron]} # rôle\n  - pilote\nrelations:\n  - to: porzhel # lieu\n    as: vit à\n    source: bac#p1\nsame_as: {wikidata: Q1}\n---\n\nUn texte.\n\nUn autre ; avec « guillemets ».\n",
    );
    file("content/people/hidden.md", "---\nname: Ozane Tréfeunteuniou\nvisibility: hidden\nborn: 1960\n---\n");
    file(
        "content/places.yaml",
        "# les lieux\n- id: porzhel\n  name: Porzhel\n  coordinates: [48.1, -4.5] # vers\n  text: |\n    Un port.\n\n    Deux quais.\n- id: enez\n  name: Enez\n  part_of: porzhel\n",
    );
    file(
        "content/works/hostile.md",
        &format!(
            "---\nname: {}\ntags: [{}, \"a|b;c\\\\\"]\n---\n-1\n",
            serde_json::json!(HOSTILE),
            serde_json::json!(HOSTILE)
        ),
    );
    file(
        "content/articles/bac.md",
        "---\ntitle: Le bac # titre\ndate: 2021-06-14\npublisher: La Feuille\ntags:\n  - mer # un\n---\nMaëlan Kerbrat reste à Porzhel. « Le bac attendra », dit le patron.\n",
    );
    file("content/articles/draft.md", "---\ntitle: Brouillon\ndate: 2021\ndraft: true\n---\nOzane Tréfeunteuniou.\n");
    session
}

fn content(session: &Session) -> BTreeMap<String, Vec<u8>> {
    session.files("content")
}

#[test]
fn the_published_view_is_tables_with_a_description() {
    let session = dossier();
    let run = session.run("export csv --output tables");
    assert_eq!(run.code, 0, "{}", run.err);
    let files = session.files("tables");
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "articles.csv", "datapackage.json", "dates.csv", "entities.csv", "mentions.csv", "notes.csv",
            "quotations.csv", "relations.csv", "review.csv", "roles.csv"
        ]
    );
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("Ozane") && !text.contains("Brouillon"), "{name}");
        assert!(name.ends_with(".json") || (text.ends_with("\r\n") && !text.contains("\n=")), "{name}");
    }
    let mentions = session.read("tables/mentions.csv");
    assert!(
        mentions.contains("bac,m1,0,14,Maëlan Kerbrat,maelan-kerbrat,person,strong,Maëlan Kerbrat,program,Maëlan Kerbrat reste à Porzhel.\r\n"),
        "{mentions}"
    );
    let relations = session.read("tables/relations.csv");
    assert!(relations.contains("maelan-kerbrat,porzhel,vit à,,,bac,p1\r\n"), "{relations}");
    let entities = session.read("tables/entities.csv");
    assert!(entities.contains(",48.1,-4.5,") && entities.starts_with("id,kind,name,sort,"), "{entities}");
    let package: serde_json::Value = serde_json::from_str(&session.read("tables/datapackage.json")).expect("JSON");
    for resource in package["resources"].as_array().expect("resources") {
        let path = resource["path"].as_str().expect("a path");
        assert_eq!(resource["bytes"], files[path].len(), "{path}");
        let heading = String::from_utf8_lossy(&files[path]).lines().next().expect("a line").to_owned();
        let fields: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .expect("fields")
            .iter()
            .map(|field| field["name"].as_str().expect("a name"))
            .collect();
        assert_eq!(heading, fields.join(","), "{path}");
    }
    // The same again: nothing depends on the clock.
    assert_eq!(session.run("export csv --output tables").code, 0);
    assert_eq!(session.files("tables"), files);
}

#[test]
fn tables_need_a_folder_and_the_working_copy_one_that_is_not_published() {
    let session = dossier();
    assert_eq!(session.run("export csv").code, 2);
    assert_eq!(session.run("export jsonl --output x").code, 2);
    for folder in ["public", "public/tables", "content", "content/media/x", "seeds/../public/y"] {
        let run = session.run(&format!("export registry --output {folder}"));
        assert_eq!(run.code, 2, "{folder}: {}", run.err);
        assert!(!session.path(folder).join("people.csv").exists(), "{folder}");
    }
}

#[test]
fn the_registry_holds_every_key_of_every_record() {
    let session = dossier();
    let run = session.run("export registry --output tables");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("hidden"), "{}", run.err);
    let people = session.read("tables/people.csv");
    assert!(people.starts_with("id,name,sort,family,names,weak,never,born,died,date,coordinates,place,participants,part_of,visibility,status,former,tags,same_as.wikidata,text,version\r\n"), "{people}");
    assert!(people.contains("Ozane Tréfeunteuniou") && people.contains(",hidden,"), "{people}");
    assert!(people.contains("\"M. G. Kerbrat;Kerbrat\\; dit \"\"l’Ancien\"\"\""), "{people}");
    assert!(people.contains("\"Un texte.\n\nUn autre ; avec « guillemets ».\""), "{people}");
    let roles = session.read("tables/roles.csv");
    assert!(
        roles.contains("maelan-kerbrat,patron,le patron,2001,,") && roles.contains("maelan-kerbrat,pilote,,,,"),
        "{roles}"
    );
    let heads = session.read("tables/articles.csv");
    assert!(heads.contains("bac,Le bac,2021-06-14,given,La Feuille,") && heads.contains("draft,Brouillon"), "{heads}");
    assert!(!content(&session).is_empty());
}
