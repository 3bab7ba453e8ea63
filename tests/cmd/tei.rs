//! `dossier export tei` and the way back, and TEI that other people made.

use super::session::Session;

fn jsonl(session: &Session, format: &str) -> Vec<serde_json::Value> {
    let run = session.run(&format!("export {format}"));
    let mut lines: Vec<serde_json::Value> =
        run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    for line in &mut lines {
        for (list, keys) in [("mentions", &["rule", "form"][..]), ("review", &["reason"]), ("dates", &["rule"])] {
            let all = line.get_mut(list).and_then(|list| list.as_array_mut());
            for one in all.into_iter().flatten() {
                for key in keys {
                    one.as_object_mut().expect("an object").remove(*key);
                }
            }
        }
    }
    lines
}

fn dossier() -> Session {
    let session = Session::new();
    for (name, text) in [
        (
            "content/people/ronan-ty².md",
            "---\nname: \"Ronan Tyglas\"\nsort: \"=TYGLAS\"\nnames: [\"R. \\\"Bosco\\\" Tyglas\"]\nweak: [Tyglas]\nborn: 194X\ndied: \"2001/..\"\n\
             roles:\n  - {title: bosco, refer: [le bosco], from: \"2020~\"}\nrelations:\n  - {to: nobody, as: \"a b\"}\n  - {to: lanzeg, as: habite, from: 2001-05, source: bac#p1}\n\
             same_as: {wikidata: Q1, \"mon fichier\": \"a b\"}\ntags: [\"😀;x\"]\n---\n\nVoir [[bac#p2|là]].\n\n- un\n- deux\n",
        ),
        ("content/places/lanzeg.md", "---\nname: Lanzeg\ncoordinates: [48.1, -4.5]\nborn: \"0000\"\n---\n"),
        (
            "content/events/feu.md",
            "---\nname: feu de Lanzeg\ndate: 2021-05\nplace: lanzeg\nparticipants: [ronan-ty², nobody]\n---\n",
        ),
        ("content/works/log.md", "---\nname: Le Journal\ndate: \"1952%\"\n---\n"),
        (
            "content/articles/bac.md",
            "---\ntitle: \"]]> <x> & \\\"y\\\"\"\ndate: 2021-06-14\npublisher: \"La \\\"Feuille\\\"\"\ntags: [\"a;b\"]\n---\n\n# Un titre\n\n\
             **Ronan** Tyglas a dit : « *Le bac* attendra Tyglas ». À Lanzeg\u{202f}: 30\u{202f}000 €, e\u{301}té 😀[^1].\n\n\
             > Citation & <b>gras</b>\\\n> [le port](https://example.org/p).\n\n1. un [[lanzeg|lieu]]\n2. deux ]]>\n\n| a | b |\n|---|---|\n| Lanzeg | \\| x |\n\n\
             > [!caption] Légende.\n\n```\ncode <x>\n\n  y\n```\n\n## Suite\n\nle 14 juin 2021, Ronan Tyglas.\n\n[^1]: Note de Ronan Tyglas.\n",
        ),
        ("content/articles/a.p1.md", "---\ntitle: A\nrights: reference\n---\n\nRien.\n"),
        (
            "content/notes/bac.yaml",
            "- quote: Le bac\n  note: \"Non *vérifié* & <b>\"\n  by: \"A \\\"B\\\"\"\n  date: \"2021~\"\n  verdict: disputed\n",
        ),
    ] {
        session.write(name, text.as_bytes());
    }
    session
}

#[test]
fn a_dossier_comes_back_whole() {
    let first = dossier();
    let run = first.run("export tei");
    let second = Session::new();
    second.write("edition.xml", run.out.as_bytes());
    let back = second.run("import edition.xml");
    assert_eq!(back.code, 0, "{}", back.err);
    assert_eq!(second.run("export entities").out, first.run("export entities").out);
    assert_eq!(jsonl(&second, "jsonl"), jsonl(&first, "jsonl"));
    // Again, everything is there already.
    let before = second.files("content");
    second.run("import edition.xml");
    assert_eq!(second.files("content"), before);
}

#[test]
fn files_of_a_folder_come_back_as_the_one_file() {
    let first = dossier();
    first.run("export tei --output edition");
    let second = Session::new();
    for (name, bytes) in first.files("edition") {
        second.write(&format!("edition/{name}"), &bytes);
    }
    let back = second.run("import edition");
    assert_eq!(back.code, 0, "{}", back.err);
    assert_eq!(second.run("export entities").out, first.run("export entities").out);
    assert_eq!(jsonl(&second, "jsonl"), jsonl(&first, "jsonl"));
}

#[test]
fn an_edition_of_other_people_is_read_as_text() {
    let session = Session::new();
    session.write(
        "lettres.xml",
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:id=\"lettre1\"><teiHeader><fileDesc><titleStmt><title>Une  lettre</title></titleStmt>\
         <publicationStmt><publisher>Les Presses</publisher></publicationStmt><sourceDesc><p><date when=\"1852-03\"/></p>\
         <listPerson><person xml:id=\"yb\"><persName><forename>Yvon</forename> <surname>Berrou</surname></persName><birth when=\"1801\"/></person></listPerson>\
         <listPlace><place xml:id=\"bro\"><placeName>Brolez</placeName><place xml:id=\"kae\"><placeName>Kaerlez</placeName></place></place></listPlace>\
         </sourceDesc></fileDesc></teiHeader><text><body><head>Une lettre</head><p>Cher\n  ami, <choice><abbr>M.</abbr><expan>Monsieur</expan></choice>\
         <del>non</del> <persName ref=\"#yb\">Yvon Berrou</persName> est à <placeName ref=\"other.xml#kae\">la ville</placeName><note>Une note.</note>\
         <pb n=\"2\"/> <gap/> <hi rend=\"italic\">demain</hi>.</p><lg><l>un vers,</l><l>un autre</l></lg></body></text></TEI>"
            .as_bytes(),
    );
    let run = session.run("import lettres.xml");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("deletion: 1") && run.err.contains("page break: 1"), "{}", run.err);
    let article = session.read("content/articles/lettre1.md");
    assert!(article.contains("Cher ami, Monsieur Yvon Berrou est à [[kae|la ville]]"), "{article}");
    assert!(article.contains("*demain*") && article.contains("\\[…\\]"), "{article}");
    assert!(article.contains("date: 1852-03") || article.contains("date: \"1852-03\""), "{article}");
    let person = session.read("content/people/yb.md");
    assert!(person.contains("family: Berrou") && person.contains("status: proposed"), "{person}");
    assert!(session.read("content/places/kae.md").contains("part_of: bro"));
}

#[test]
fn what_may_not_be_read_is_refused_with_a_reason() {
    let session = Session::new();
    let deep = format!("<TEI>{}{}</TEI>", "<div>".repeat(300), "</div>".repeat(300));
    for (text, reason) in [
        ("<!DOCTYPE TEI [<!ENTITY a \"b\">]><TEI><text><body><p>&a;</p></body></text></TEI>", "entities"),
        (deep.as_str(), "256"),
        ("<TEI><text><body><p>", "damaged"),
    ] {
        session.write("bad.xml", text.as_bytes());
        let run = session.run("import bad.xml");
        assert_ne!(run.code, 0);
        assert!(run.err.contains(reason), "{}", run.err);
        assert!(!session.files("content").keys().any(|name| name.starts_with("articles/")), "{reason}");
    }
}

#[test]
fn an_edition_that_is_named_may_have_any_ending_and_one_in_a_folder_is_known_by_its_own() {
    let text = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>Lettre du bac</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p>Le bac de Lanzeg attend la marée depuis hier soir.</p></body></text></TEI>";
    for (file, asked) in [("lettre.txt", "lettre.txt"), ("dossier/lettre.TEI", "dossier"), ("dossier/a.xml", "dossier")]
    {
        let session = Session::new();
        session.write(file, text.as_bytes());
        let run = session.run(&format!("import {asked}"));
        assert_eq!(run.code, 0, "{file}: {}", run.err);
        let articles = session.files("content/articles");
        assert_eq!(articles.len(), 1, "{file}: {}", run.err);
        let article = String::from_utf8_lossy(articles.values().next().expect("one")).into_owned();
        assert!(article.contains("title: Lettre du bac\n") && article.contains("attend la marée"), "{file}: {article}");
        assert!(!article.contains("<p>"), "{file}: {article}");
    }
}
