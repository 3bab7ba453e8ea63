//! `dossier import` of tables: an article in each row.

use super::session::Session;

const LONG: &str = "Le bac de Porzhel ne traverse plus depuis dimanche, faute de pilote, a dit la capitainerie.";

#[test]
fn the_columns_of_a_table_are_known_by_name_in_any_order_language_and_encoding() {
    for (name, heading, separator, latin) in [
        ("a.csv", ["Titre", "Date de parution", "Nom du journal", "Texte intégral", "Mots-clés"], ';', false),
        ("b.csv", ["headline", "publishedAt", "source_name", "full_text", "tags"], ',', false),
        ("c.tsv", ["Überschrift", "Erscheinungsdatum", "Zeitung", "Volltext", "Schlagwörter"], '\t', true),
        ("d.csv", ["Título", "Fecha de publicación", "Periódico", "Texto completo", "Etiquetas"], '|', true),
    ] {
        let session = Session::new();
        let row = |cells: [&str; 5]| cells.map(|cell| format!("\"{cell}\"")).join(&separator.to_string());
        let table = format!(
            "{}\r\n{}\r\n",
            row(heading),
            row(["Le bac à l’arrêt", "2021-06-14", "La Feuille de Porzhel", LONG, "bac, mer"])
        );
        let bytes = if latin {
            let table = table.replace('’', "'");
            table.chars().map(|letter| u8::try_from(u32::from(letter)).expect("latin")).collect()
        } else {
            table.into_bytes()
        };
        session.write(name, &bytes);
        let run = session.run(&format!("import {name}"));
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        assert!(run.err.contains(&format!("title from `{}`", heading[0])), "{name}: {}", run.err);
        let article = session.read("content/articles/le-bac-a-l-arret.md");
        assert!(
            article.contains("date: 2021-06-14\ndate_certainty: given\npublisher: La Feuille de Porzhel\n"),
            "{name}: {article}"
        );
        assert!(article.contains("tags: [bac, mer]") && article.contains(LONG), "{name}: {article}");
    }
}

#[test]
fn day_and_month_are_read_in_the_order_that_the_table_shows() {
    let table = |dates: [&str; 2], text: &str| {
        format!("title,date,text\nUn,{},\"{text} Un.\"\nDeux,{},\"{text} Deux.\"\n", dates[0], dates[1])
    };
    let english = "The ferry of Tarnside has not left the harbour since Sunday, the harbour master said.";
    for (dates, text, expected) in [
        (["05/09/2023", "25/09/2023"], english, Some("2023-09-05")),
        (["05/09/2023", "09/25/2023"], english, Some("2023-05-09")),
        (["05/09/2023", "06/09/2023"], english, None),
        (["05/09/2023", "06/09/2023"], LONG, Some("2023-09-05")),
    ] {
        let session = Session::new();
        session.write("t.csv", table(dates, text).as_bytes());
        let run = session.run("import t.csv");
        assert_eq!(run.code, 0, "{}", run.err);
        let article = session.read("content/articles/un.md");
        match expected {
            Some(day) => assert!(article.contains(&format!("date: {day}\n")), "{dates:?}: {article}"),
            None => {
                assert!(article.contains("date_certainty: unknown"), "{article}");
                assert!(run.err.contains("2 dates may mean two days each"), "{}", run.err);
            }
        }
    }
}

#[test]
fn a_table_without_texts_is_references_or_refused() {
    for (table, told, n) in [
        (
            "title,url,time_added\nUn,https://a.example/1,1\nDeux,https://a.example/2,1\n",
            "a reading list of 2 addresses",
            0,
        ),
        ("nom;prix\nphare;3\n", "its columns are `nom`, `prix`", 0),
        ("title,newspaper,date,url\nUn phare,L’Ancre,2020-01-02,https://a.example/1\n", "1 article", 1),
        ("title,text\n", "no rows below its heading", 0),
        ("", "empty", 0),
    ] {
        let session = Session::new();
        session.write("t.csv", table.as_bytes());
        let run = session.run("import t.csv");
        assert!(run.err.contains(told), "{table}: {}", run.err);
        assert_eq!(run.code, i32::from(n == 0), "{table}: {}", run.err);
        let articles = session.files("content/articles");
        assert_eq!(articles.len(), n, "{table}");
        if n == 1 {
            let article = session.read("content/articles/un-phare.md");
            assert!(article.contains("rights: reference\n") && article.contains("publisher: L’Ancre"), "{article}");
        }
    }
}

#[test]
fn a_row_is_known_before_and_a_row_without_text_is_named() {
    let session = Session::new();
    let heading = "title,text,url\n";
    let first = format!("Un,\"{LONG}\",https://a.example/1\n");
    let second = format!("Deux,\"{LONG} Le maire aussi.\",https://a.example/2\n");
    session.write("a.csv", format!("{heading}{first}Trois,,https://a.example/3\n").as_bytes());
    let run = session.run("import a.csv");
    assert!(run.err.contains("row 3 has no text"), "{}", run.err);
    session.write("b.csv", format!("preamble of the export\n\n{heading}{first}{second}").as_bytes());
    let run = session.run("import b.csv");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("1 article, 1 without date, 1 known before"), "{}", run.err);
    assert_eq!(session.files("content/articles").len(), 2);
}

#[test]
fn rows_that_share_an_address_are_all_kept() {
    let session = Session::new();
    let rows: String = (1..=3).map(|n| format!("Titre {n},\"{LONG} Numéro {n}.\",https://a.example/\n")).collect();
    session.write("a.csv", format!("title,text,url\n{rows}").as_bytes());
    assert_eq!(session.run("import a.csv").code, 0);
    assert_eq!(session.files("content/articles").len(), 3);
}

#[test]
fn a_cut_table_says_so_and_a_cell_of_html_is_read_as_a_page_is() {
    let session = Session::new();
    session
        .write("a.csv", format!("title,text\nUn,\"<p>{LONG}</p><script>x()</script>\"\nDeux,\"{LONG}\nfin").as_bytes());
    let run = session.run("import a.csv");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("a quotation mark in it is never closed"), "{}", run.err);
    let article = session.read("content/articles/un.md");
    assert!(article.contains(LONG) && !article.contains("<p>") && !article.contains("x()"), "{article}");
}

#[test]
fn a_workbook_that_is_none_is_refused() {
    let session = Session::new();
    session.write("a.xlsx", b"PK\x03\x04 no workbook").write("b.xls", b"\xd0\xcf\x11\xe0").write("c.ods", b"");
    let run = session.run("import a.xlsx b.xls c.ods");
    assert_eq!(run.code, 1);
    assert_eq!(run.err.matches("not imported").count(), 3, "{}", run.err);
}
