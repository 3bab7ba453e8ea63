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
    assert!(people.starts_with("id,name,sort,family,names,weak,never,born,died,date,coordinates,place,participants,part_of,sources,visibility,status,former,tags,same_as.wikidata,text,version\r\n"), "{people}");
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
}

#[test]
fn what_was_exported_changes_nothing() {
    for (export, tables) in [
        ("registry --output tables", "people.csv places.csv works.csv roles.csv relations.csv articles.csv"),
        ("registry --output tables --excel", "people.csv places.csv works.csv roles.csv relations.csv articles.csv"),
        ("registry --output tables", "relations.csv"),
        ("csv --output tables", "articles.csv"),
    ] {
        let session = dossier();
        let before = content(&session);
        assert_eq!(session.run(&format!("export {export}")).code, 0);
        let paths: Vec<String> = tables.split(' ').map(|table| format!("tables/{table}")).collect();
        for path in &paths {
            // Rows in another order, as after sorting in a spreadsheet; the hostile table has line ends in its cells.
            let text = session.read(path);
            if !text.replace("\r\n", "").contains('\n') {
                let (head, rows) = text.split_once("\r\n").expect("a heading");
                let rows: Vec<&str> = rows.lines().rev().collect();
                session.write(path, format!("{head}\n{}\n", rows.join("\n")).as_bytes());
            }
        }
        for more in ["", " --remove"] {
            let run = session.run(&format!("import {}{more}", paths.join(" ")));
            assert!(run.code == 0 && run.err.contains("0 files changed"), "{export} {tables}{more}: {}", run.err);
            assert!(content(&session) == before, "{export} {tables}{more}");
        }
    }
}

/// Exports, replaces words in tables, imports.
fn change(session: &Session, changes: &[(&str, &str, &str)], more: &str) -> super::session::Run {
    assert_eq!(session.run("export registry --output tables").code, 0);
    let mut paths: Vec<String> = Vec::new();
    for (table, old, new) in changes {
        let path = format!("tables/{table}.csv");
        let text = session.read(&path);
        assert!(text.contains(old), "{path}: {text}");
        session.write(&path, text.replacen(old, new, 1).as_bytes());
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    session.run(&format!("import {}{more}", paths.join(" ")))
}

#[test]
fn a_changed_cell_changes_its_key_and_nothing_else() {
    let session = dossier();
    let run = change(
        &session,
        &[
            ("people", ",,1952,", ",Le marin,1953-02,"),
            ("people", "Un texte.", "Un texte revu."),
            ("people", "M. G. Kerbrat;", "M. G. Kerbrat;Goulven-Maëlan;"),
            ("people", ",Q1,", ",Q2,"),
            ("places", "\"48.1, -4.5\"", "\"48.2, -4.5\""),
            ("places", "enez,Enez,", "enez,Énez,"),
            ("roles", "patron,le patron,2001,", "patron,le patron;patron,2001,2005"),
            ("roles", "pilote,,,", "pilote,,2006,"),
            ("relations", "vit à,,", "vit à,1990,"),
            (
                "articles",
                "bac,Le bac,2021-06-14,given,La Feuille,,",
                "bac,Le bac: à quai,2021-06-15,given,La Feuille,A. Riou,",
            ),
            ("articles", ",mer,", ",mer;quai,"),
        ],
        "",
    );
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        session.read("content/people/maelan-kerbrat.md"),
        "---\n# le marin\nname: Maëlan Kerbrat   # nom\nnames:\n  - M. G. Kerbrat # un\n  - Goulven-Maëlan\n  - \"Kerbrat; dit \\\"l’Ancien\\\"\"\nborn: 1953-02\nroles:\n  - {title: patron, from: 2001, refer: [le patron, patron], to: 2005} # rôle\n  - {title: pilote, from: 2006}\nrelations:\n  - to: porzhel # lieu\n    as: vit à\n    source: bac#p1\n    from: 1990\nsame_as: {wikidata: Q2}\nnever: [Le marin]\n---\n\nUn texte revu.\n\nUn autre ; avec « guillemets ».\n"
    );
    let places = session.read("content/places.yaml");
    assert!(
        places.starts_with(
            "# les lieux\n- id: porzhel\n  name: Porzhel\n  coordinates: [48.2, -4.5] # vers\n  text: |\n"
        ),
        "{places}"
    );
    assert!(places.contains("- id: enez\n  name: Énez\n  part_of: porzhel\n"), "{places}");
    assert_eq!(
        session.read("content/articles/bac.md"),
        "---\ntitle: \"Le bac: à quai\" # titre\ndate: 2021-06-15\npublisher: La Feuille\ntags:\n  - mer # un\n  - quai\nauthor: A. Riou\n---\nMaëlan Kerbrat reste à Porzhel. « Le bac attendra », dit le patron.\n"
    );
    // The same tables again say nothing new, although their versions are older.
    let run = session
        .run("import tables/people.csv tables/places.csv tables/roles.csv tables/relations.csv tables/articles.csv");
    assert!(run.code == 0 && run.err.contains("0 files changed"), "{}", run.err);
}

#[test]
fn a_file_that_was_edited_after_the_export_is_never_overwritten() {
    let session = dossier();
    assert_eq!(session.run("export registry --output tables").code, 0);
    let file = session.read("content/people/maelan-kerbrat.md").replace("born: 1952", "born: 1951");
    session.write("content/people/maelan-kerbrat.md", file.as_bytes());
    let before = content(&session);
    let people = session.read("tables/people.csv").replace("1960", "1961");
    session.write("tables/people.csv", people.as_bytes());
    let run = session.run("import tables/people.csv");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.err.contains("`maelan-kerbrat` was edited in content/people/maelan-kerbrat.md after the export"),
        "{}",
        run.err
    );
    assert!(content(&session) == before, "nothing is written, not even the other record");
}

#[test]
fn rows_that_are_wrong_are_told_and_nothing_is_written() {
    for (table, old, new, told) in [
        ("people", "1952", "l’an 52", "`born` of `maelan-kerbrat` cannot be `l’an 52`"),
        ("people", "hidden,Ozane", "maelan-kerbrat,Ozane", "`maelan-kerbrat` has two rows"),
        ("people", "hidden,Ozane", "a/b,Ozane", "the id `a/b`"),
        ("people", ",born,", ",né,", "the column `né` is unknown"),
        ("roles", "maelan-kerbrat,patron", "nobody,patron", "no record has the id `nobody`"),
        ("articles", "bac,Le bac", "bak,Le bac", "there is no article `bak`"),
        ("articles", "2021-06-14", "14 juin", "`date` of `bac` cannot be `14 juin`"),
        ("people", ",hidden,,", ",secret,,", "`visibility` of `hidden` cannot be `secret`"),
    ] {
        let session = dossier();
        let before = content(&session);
        let run = change(&session, &[(table, old, new), ("people", "Un texte.", "Un autre.")], "");
        assert!(run.code == 1 && run.err.contains(told), "{new}: {}", run.err);
        assert!(content(&session) == before, "{new}");
    }
}

#[test]
fn a_new_row_becomes_a_proposed_record_and_removal_is_asked_for() {
    let session = dossier();
    let before = content(&session);
    let rows = [
        (
            "people",
            "hidden,Ozane",
            "yuna-riou,Yuna Riou,,,Y. Riou;Riou\\;Y,,,1970,,,,,,,,,,,,Q7,\"Une élue.\n\nLa mer.\",\r\nhidden,Ozane",
        ),
        ("roles", "maelan-kerbrat,pilote,,,", "yuna-riou,maire,la maire,2008,,\r\nmaelan-kerbrat,pilote,,,"),
        ("relations", "maelan-kerbrat,porzhel", "yuna-riou,porzhel,élue à,,2014,,\r\nmaelan-kerbrat,porzhel"),
    ];
    let run = change(&session, &rows, " --dry-run");
    assert!(run.code == 0 && run.err.contains("1 file would be changed"), "{}", run.err);
    assert!(content(&session) == before);
    let run = change(&session, &rows, "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        session.read("content/people/yuna-riou.md"),
        "---\nname: Yuna Riou\nnames: [Y. Riou, \"Riou;Y\"]\nborn: 1970\nstatus: proposed\nroles:\n  - {title: maire, refer: [la maire], from: 2008}\nrelations:\n  - {to: porzhel, as: élue à, until: 2014}\nsame_as: {wikidata: Q7}\n---\n\nUne élue.\n\nLa mer.\n"
    );
    // An empty cell says nothing, a missing row neither, until removal is asked for.
    let empty = [("people", ",,1952,", ",,,"), ("roles", "patron,le patron,2001,,", "patron,le patron,,,")];
    let before = session.read("content/people/maelan-kerbrat.md");
    let run = change(&session, &empty, "");
    assert!(run.code == 0 && session.read("content/people/maelan-kerbrat.md") == before, "{}", run.err);
    let run = change(&session, &empty[..1], " --remove --backup");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(session.read("content/people/maelan-kerbrat.md"), before.replace("born: 1952\n", ""));
    assert!(session.path(".backup/0001/content/people/maelan-kerbrat.md").exists());
    assert_eq!(session.run("import site.yaml --remove").code, 2);
}

#[test]
fn any_cell_goes_into_the_yaml_and_comes_back() {
    let cells = [
        HOSTILE, "a: b", "# c", "x #y", "- z", "[a", "{b}", "'", "\"", "true", "~", "null", "1", "-5", "@x", "%", "&a",
        "*b", "!t", "|", ">", "a\\nb", "e\u{301}", "\u{202e}abc", "C:\\x", "''=1", "---", "...", "?",
    ];
    for cell in cells {
        let session = dossier();
        assert_eq!(session.run("export registry --output tables").code, 0);
        let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
        let guard = if cell.starts_with(['=', '-', '@', '\'']) && cell != "-5" && cell != "'" { "'" } else { "" };
        let quoted = if guard.is_empty() { quoted } else { format!("\"'{}", &quoted[1..]) };
        let people = session.read("tables/people.csv").replacen(",,1952,", &format!(",{quoted},1952,"), 1);
        let people = people.replacen("Maëlan Kerbrat,,,", &format!("Maëlan Kerbrat,{quoted},{quoted},"), 1);
        session.write("tables/people.csv", people.as_bytes());
        let run = session.run("import tables/people.csv");
        assert_eq!(run.code, 0, "{cell}: {}\n{people}", run.err);
        let again = session.run("import tables/people.csv");
        assert!(again.err.contains("0 files changed"), "{cell}: {}", again.err);
    }
}
