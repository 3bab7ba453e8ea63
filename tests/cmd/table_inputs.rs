//! Tables as inputs of a dossier: what `export registry` writes is read from content/ and says the same as the records that
//! it replaces.

use super::session::{Run, Session};

const HOSTILE: &str = "=1+1; \"l’« eau »\"\\\\ | 😀 \u{202f}! \u{5d0}";

fn dossier() -> Session {
    let session = Session::new();
    let file = |name: &str, text: &str| {
        session.write(name, text.as_bytes());
    };
    file(
        "content/people/gwenn-tallec.md",
        "---\nname: Gwenn Tallec\nnames: [G. Tallec, 'Tallec; dite \"la Brume\"']\nborn: 1952~\nroles:\n  - {title: capitaine, from: 2001, to: 2009, refer: [la capitaine, 'la\\cheffe;']}\n  - pilote\nrelations:\n  - {to: kerloch, as: vit à, from: 2003, source: passage#p1}\nsame_as: {wikidata: Q1, viaf: '1234567'}\n---\nUn texte.\n\nUn autre ; avec « guillemets ».\n",
    );
    file(
        "content/people/secret.md",
        "---\nname: Aodren Quiniou\nvisibility: hidden\nroles: [{title: veilleur, refer: [le veilleur]}]\n---\n",
    );
    file(
        "content/places.yaml",
        "- id: kerloch\n  name: Kerloch\n  coordinates: [48.1, -4.5]\n  text: |\n    Un port.\n\n    Deux quais.\n",
    );
    file(
        "content/works/hostile.md",
        &format!(
            "---\nname: {0}\nnames: [\"'=2\", \"-3\"]\ntags: [{0}, \"a|b;c\\\\\"]\n---\n-1\n",
            serde_json::json!(HOSTILE)
        ),
    );
    file(
        "content/articles/passage.md",
        "---\ntitle: Le passage\ndate: 2005-06-14\n---\nGwenn Tallec reste à Kerloch. « Le bac attendra », dit la capitaine.\n\nLe veilleur dort.\n",
    );
    session
}

fn exported(session: &Session, format: &str) -> String {
    let run: Run = session.run(&format!("export {format}"));
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

/// Replaces the records by tables of them.
fn by_tables(session: &Session, more: &str) {
    let run = session.run(&format!("export registry --output tables{more}"));
    assert_eq!(run.code, 0, "{}", run.err);
    for name in ["people", "places", "works", "roles", "relations"] {
        session.write(&format!("content/{name}.csv"), session.read(&format!("tables/{name}.csv")).as_bytes());
    }
    for folder in ["people", "works"] {
        std::fs::remove_dir_all(session.path(&format!("content/{folder}"))).expect("a folder");
    }
    std::fs::remove_file(session.path("content/places.yaml")).expect("a file");
}

#[test]
fn records_that_are_replaced_by_their_tables_say_the_same() {
    for more in ["", " --excel"] {
        let session = dossier();
        let before = ["jsonl", "entities"].map(|format| exported(&session, format));
        by_tables(&session, more);
        let check = session.run("check");
        assert_eq!(check.code, 0, "{more}: {}{}", check.out, check.err);
        let after = ["jsonl", "entities"].map(|format| exported(&session, format));
        assert!(before == after, "{more}:\n{before:?}\n{after:?}");
        // The tables of the tables are the same tables.
        let run = session.run(&format!("export registry --output again{more}"));
        assert_eq!(run.code, 0, "{}", run.err);
        for name in ["people", "places", "works", "roles", "relations"] {
            assert_eq!(
                session.read(&format!("again/{name}.csv")),
                session.read(&format!("tables/{name}.csv")),
                "{name}"
            );
        }
    }
}

#[test]
fn roles_in_a_table_belong_to_records_wherever_these_are_written() {
    let session = dossier();
    session.write(
        "content/roles.csv",
        "record,title,refer,from,to\nkerloch,chef-lieu,,1970,\ngwenn-tallec,maire,la maire,2015,\n".as_bytes(),
    );
    session.write(
        "content/relations.csv",
        "record,to,as,from,until,source\nkerloch,gwenn-tallec,élit,2015,,\n".as_bytes(),
    );
    assert_eq!(session.run("check").code, 0, "{}", session.run("check").err);
    let entities = exported(&session, "entities");
    assert!(
        entities.contains("chef-lieu") && entities.contains("maire") && entities.contains("capitaine"),
        "{entities}"
    );
    assert!(entities.contains("élit"), "{entities}");
    // A cell of the record itself can still be changed by a table; a role says where it is.
    assert_eq!(session.run("export registry --output tables").code, 0);
    let run = session.run("import tables/people.csv tables/roles.csv tables/relations.csv tables/places.csv");
    assert!(run.code == 0 && run.err.contains("0 files changed"), "{}", run.err);
    let people = session.read("tables/people.csv").replace("1952~", "1953~");
    session.write("tables/people.csv", people.as_bytes());
    let run = session.run("import tables/people.csv tables/roles.csv");
    assert!(run.code == 0 && run.err.contains("1 file changed"), "{}", run.err);
    // A role changes where it is.
    assert_eq!(session.run("export registry --output later").code, 0);
    let roles = session.read("later/roles.csv").replace("maire,la maire,2015,", "maire,la maire,2015,2020");
    session.write("later/roles.csv", roles.as_bytes());
    let before = session.files("content");
    let run = session.run("import later/roles.csv");
    assert!(run.code == 0 && run.err.contains("1 file changed"), "{}", run.err);
    assert_eq!(
        session.read("content/roles.csv"),
        "record,title,refer,from,to\nkerloch,chef-lieu,,1970,\ngwenn-tallec,maire,la maire,2015,2020\n"
    );
    let changed = |(name, bytes): &(&String, &Vec<u8>)| before.get(*name) != Some(*bytes);
    assert_eq!(session.files("content").iter().filter(changed).count(), 1);
}

/// A dossier whose records are tables, with line ends, quotation marks and columns of their own.
fn tabular() -> Session {
    let session = Session::new();
    let file = |name: &str, text: &str| {
        session.write(name, text.as_bytes());
    };
    file(
        "content/people.csv",
        "\u{feff}id;name;names;born;roles;text\r\ngwenn;\"Gwenn Tallec\";G. Tallec|la Brume;1952~;pilote|capitaine;\"Un **texte**.\r\n\r\nUn autre.\"\r\n\r\n\"yann\";Yann Kerbiriou;;;;\r\n",
    );
    file("content/places.csv", "id,name\nkerloch,Kerloch");
    file("content/roles.csv", "title,record,note,from\n".replace("note,", "").as_str());
    file(
        "content/relations.csv",
        "record,to,as,from,until,source\ngwenn,kerloch,vit à,2003,,passage#p1\n\"yann\",gwenn,\"connaît, dit-on\",,,passage#p1\n",
    );
    file(
        "content/articles/passage.md",
        "---\ntitle: Le passage\ndate: 2005-06-14\n---\nGwenn Tallec reste à Kerloch. Yann Kerbiriou part.\n",
    );
    session
}

/// Exports, replaces words in tables, imports all of them as a folder.
fn change(session: &Session, changes: &[(&str, &str, &str)], more: &str) -> Run {
    assert_eq!(session.run("export registry --output tables").code, 0);
    for (table, old, new) in changes {
        let path = format!("tables/{table}.csv");
        let text = session.read(&path);
        assert!(text.contains(old), "{path}: {text}");
        session.write(&path, text.replacen(old, new, 1).as_bytes());
    }
    session.run(&format!("import tables{more}"))
}

#[test]
fn rows_of_tables_change_and_every_other_byte_stays() {
    let session = tabular();
    let run = change(&session, &[], "");
    assert!(run.code == 0 && run.err.contains("0 files changed"), "{}", run.err);
    let run = change(
        &session,
        &[
            ("people", "1952~", "1953"),
            ("people", "G. Tallec;la Brume", "G. Tallec;la|Brume;x\\;y"),
            ("people", "Un autre.", "Un \"\"autre\"\"."),
            ("people", "yann,Yann Kerbiriou,", "yann,\"Yann \"\"K\"\" Kerbiriou\","),
            ("places", "kerloch,Kerloch,", "kerloch,'=Kerloch,"),
            ("relations", "vit à,2003,", "vit à,2003,2011"),
            ("roles", "gwenn,", "yann,bedeau,le bedeau,1999,,\r\ngwenn,"),
        ],
        "",
    );
    assert!(run.code == 0 && run.err.contains("4 files changed"), "{}", run.err);
    assert_eq!(
        session.read("content/people.csv"),
        "\u{feff}id;name;names;born;roles;text\r\ngwenn;\"Gwenn Tallec\";\"G. Tallec|la\\|Brume|x;y\";1953;pilote|capitaine;\"Un **texte**.\r\n\r\nUn \"\"autre\"\".\"\r\n\r\n\"yann\";\"Yann \"\"K\"\" Kerbiriou\";;;;\r\n"
    );
    assert_eq!(session.read("content/places.csv"), "id,name\nkerloch,'=Kerloch");
    assert_eq!(
        session.read("content/relations.csv"),
        "record,to,as,from,until,source\ngwenn,kerloch,vit à,2003,2011,passage#p1\n\"yann\",gwenn,\"connaît, dit-on\",,,passage#p1\n"
    );
    assert_eq!(session.read("content/roles.csv"), "title,record,from,refer\nbedeau,yann,1999,le bedeau\n");
    // The same tables again say nothing new, although their versions are older.
    let run = session.run("import tables");
    assert!(run.code == 0 && run.err.contains("0 files changed"), "{}", run.err);
}

#[test]
fn a_key_without_a_column_adds_one_and_removal_is_asked_for() {
    let session = tabular();
    let run = change(&session, &[("places", "kerloch,Kerloch,", "kerloch,Kerloch,kerloch")], "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(session.read("content/places.csv"), "id,name,sort\nkerloch,Kerloch,kerloch");
    let before = session.files("content");
    let emptied = [("relations", "gwenn,kerloch,vit à,2003,,passage#p1,", ""), ("people", "1952~", "")];
    let text = |session: &Session| {
        let text = session.read("tables/relations.csv");
        let row = text.lines().find(|line| line.starts_with("gwenn,")).expect("a row").to_owned();
        text.replace(&format!("{row}\r\n"), "")
    };
    assert_eq!(session.run("export registry --output tables").code, 0);
    session.write("tables/relations.csv", text(&session).as_bytes());
    session.write("tables/people.csv", session.read("tables/people.csv").replace(emptied[1].1, "").as_bytes());
    let run = session.run("import tables");
    assert!(run.err.contains("0 files changed") && session.files("content") == before, "{}", run.err);
    let run = session.run("import tables --remove");
    assert!(run.code == 0 && run.err.contains("2 files changed"), "{}", run.err);
    assert!(session.read("content/people.csv").contains("la Brume;;pilote"), "{}", session.read("content/people.csv"));
    assert_eq!(
        session.read("content/relations.csv"),
        "record,to,as,from,until,source\n\"yann\",gwenn,\"connaît, dit-on\",,,passage#p1\n"
    );
}

#[test]
fn a_row_that_was_edited_after_the_export_is_never_overwritten() {
    for (file, old, new) in
        [("people", "1952~", "1951"), ("relations", "vit à", "habite"), ("people", "Un autre", "Aucun autre")]
    {
        let session = tabular();
        assert_eq!(session.run("export registry --output tables").code, 0);
        let path = format!("content/{file}.csv");
        session.write(&path, session.read(&path).replace(old, new).as_bytes());
        let before = session.files("content");
        session.write("tables/people.csv", session.read("tables/people.csv").replace("G. Tallec", "Tallec").as_bytes());
        let run = session.run("import tables");
        assert!(
            run.code == 1 && run.err.contains("`gwenn` was edited in content/people.csv after the export"),
            "{}",
            run.err
        );
        assert!(session.files("content") == before, "{file}");
    }
}

#[test]
fn a_folder_of_exported_tables_is_known_by_its_headings() {
    let session = tabular();
    assert_eq!(session.run("export registry --output tables").code, 0);
    session.write("tables/.~lock.people.csv#", b"x").write("tables/notes.txt", b"Le bac de Porzhel.\n");
    let before = session.files("content");
    let run = session.run("import tables");
    assert!(run.code == 2 && run.err.contains("tables/notes.txt` is not a table"), "{}", run.err);
    std::fs::remove_file(session.path("tables/notes.txt")).expect("a file");
    let run = session.run("import tables --dry-run");
    assert!(run.code == 0 && run.err.contains("0 files would be changed"), "{}", run.err);
    session.write("tables/people.csv", session.read("tables/people.csv").replace(",born,", ",né,").as_bytes());
    let run = session.run("import tables");
    assert!(run.code == 1 && run.err.contains("the column `né` is unknown"), "{}", run.err);
    assert!(session.files("content") == before);
}

#[test]
fn rows_follow_a_record_that_is_renamed_merged_or_forgotten() {
    let dossier = || {
        let session = Session::new();
        for (id, name) in [("gwenn", "Gwenn Tallec"), ("gwen", "Gwen Tallec"), ("yann", "Yann Kerbiriou")] {
            session.write(&format!("content/people/{id}.md"), format!("---\nname: {name}\n---\n").as_bytes());
        }
        session.write("content/events.csv", b"id,name,date,participants\nbac,Le bac,2005,\"gwenn;yann\"\n");
        session.write(
            "content/roles.csv",
            b"record,title,from\r\ngwen,pilote,2001\r\n\"gwenn\",pilote,2001\r\nyann,bedeau,\r\n",
        );
        session.write("content/relations.csv", b"record;to;as\nyann;gwenn;aide\ngwenn;yann;suit\ngwen;yann;voit\n");
        session
    };
    let session = dossier();
    let run = session.run("rename gwenn gwenn-tallec");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        session.read("content/roles.csv"),
        "record,title,from\r\ngwen,pilote,2001\r\n\"gwenn-tallec\",pilote,2001\r\nyann,bedeau,\r\n"
    );
    assert_eq!(
        session.read("content/relations.csv"),
        "record;to;as\nyann;gwenn-tallec;aide\ngwenn-tallec;yann;suit\ngwen;yann;voit\n"
    );
    assert!(session.read("content/events.csv").contains("\"gwenn-tallec;yann\""));
    let session = dossier();
    let run = session.run("merge gwen gwenn");
    assert!(run.code == 0 && !run.err.contains("left to you"), "{}", run.err);
    assert_eq!(
        session.read("content/roles.csv"),
        "record,title,from\r\ngwenn,pilote,2001\r\nyann,bedeau,\r\n",
        "the same role once"
    );
    assert_eq!(
        session.read("content/relations.csv"),
        "record;to;as\nyann;gwenn;aide\ngwenn;yann;suit\ngwenn;yann;voit\n"
    );
    let session = dossier();
    let run = session.run("forget gwenn");
    assert!(run.code == 0 && !run.err.contains("left to you"), "{}", run.err);
    assert!(run.err.contains("content/relations.csv: 2 x a relation"), "{}", run.err);
    assert_eq!(session.read("content/roles.csv"), "record,title,from\r\ngwen,pilote,2001\r\nyann,bedeau,\r\n");
    assert_eq!(session.read("content/relations.csv"), "record;to;as\ngwen;yann;voit\n");
    assert_eq!(session.read("content/events.csv"), "id,name,date,participants\nbac,Le bac,2005,\"yann\"\n");
}

#[test]
fn a_message_points_at_the_cell() {
    let session = tabular();
    session.write(
        "content/relations.csv",
        "record,to,as\r\n\r\ngwenn,kerloch,vit à\r\nyann,\"gwenn\",connaît\r\n".as_bytes(),
    );
    let run = session.run("check");
    let told = format!("{}{}", run.out, run.err);
    assert!(told.contains("content/relations.csv:4:7"), "{told}");
}

#[test]
fn a_row_that_names_nobody_is_told_and_stops_publishing_where_somebody_is_withheld() {
    let session = dossier();
    session.write("content/roles.csv", "record,title,refer\ngwen-tallec,maire,la maire\n".as_bytes());
    let run = session.run("check");
    assert!(
        run.code != 0 && format!("{}{}", run.out, run.err).contains("no record has the id `gwen-tallec`"),
        "{}{}",
        run.out,
        run.err
    );
    assert_ne!(session.run("build").code, 0, "the phrase may refer to a withheld person");
    assert!(!session.path("public").exists());
    std::fs::remove_file(session.path("content/people/secret.md")).expect("a file");
    for (table, told) in [
        ("record,title\n,maire\n", "names no record"),
        ("title,refer\nmaire,x\n", "names no record"),
        ("record,title,from\ngwenn-tallec,maire,bientôt\n", "bientôt"),
        ("record,titel\ngwenn-tallec,maire\n", "titel"),
        ("record,title\n\"gwenn-tallec,maire\n", ""),
    ] {
        session.write("content/roles.csv", table.as_bytes());
        let run = session.run("check");
        assert!(run.code != 0 && format!("{}{}", run.out, run.err).contains(told), "{table}: {}{}", run.out, run.err);
    }
}

#[test]
fn the_phrases_of_a_table_are_masked_as_those_of_a_record() {
    let session = Session::new();
    session.write("content/people.csv", "id,name,visibility\naodren,Aodren Quiniou,initials\n".as_bytes());
    session.write(
        "content/articles/a.md",
        "---\ntitle: Le phare\ndate: 2005-06-14\n---\nAodren Quiniou dort. Le Veilleur Masqué aussi.\n".as_bytes(),
    );
    let before = exported(&session, "jsonl");
    session.write("content/roles.csv", "record,title,refer,from,to\naodren,veilleur,le Veilleur Masqué,,\n".as_bytes());
    let masked = exported(&session, "jsonl");
    std::fs::remove_file(session.path("content/roles.csv")).expect("a file");
    session.write("content/people.csv", "id,name\n".as_bytes());
    session.write("content/people/aodren.md", "---\nname: Aodren Quiniou\nvisibility: initials\nroles: [{title: veilleur, refer: [le Veilleur Masqué]}]\n---\n".as_bytes());
    assert_eq!(masked, exported(&session, "jsonl"));
    assert!(!before.contains("Aodren") && !masked.contains("Aodren"));
}

#[test]
fn shuffled_rows_change_nothing() {
    let session = dossier();
    assert_eq!(session.run("export registry --output tables").code, 0);
    for name in ["people", "works", "roles", "relations"] {
        let path = format!("tables/{name}.csv");
        let text = session.read(&path);
        let rows: Vec<&str> = text.split_inclusive("\r\n").collect();
        let (head, rows) = rows.split_first().expect("a head");
        session
            .write(&path, [&[*head][..], &rows.iter().rev().copied().collect::<Vec<_>>()].concat().concat().as_bytes());
    }
    let before = session.files("content");
    let run = session.run("import tables/people.csv tables/places.csv tables/works.csv tables/roles.csv tables/relations.csv tables/articles.csv");
    assert!(run.code == 0 && run.err.contains("0 files changed"), "{}", run.err);
    assert!(session.files("content") == before);
}
