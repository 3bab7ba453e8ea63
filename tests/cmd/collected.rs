//! `dossier import` of what tools collect: read-later lists, feeds, notes.

use super::session::Session;

const LONG: &str = "La verrerie de Saint-Armel rouvre lundi avec douze souffleurs, a annoncé sa directrice.";

fn heads(session: &Session) -> String {
    let articles = session.files("content/articles");
    articles.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect()
}

#[test]
fn lists_of_any_service_give_their_articles() {
    for json in [
        // A list, nested objects, a list within an object, objects on lines of their own.
        format!(
            r#"[{{"title":"La verrerie rouvre","url":"https://v.example/1","content":"<p>{LONG}</p>","published_at":"2022-03-04T08:00:00+0100","created_at":"2022-03-09"}}]"#
        ),
        format!(
            r#"{{"bookmarks":[{{"createdAt":"2022-03-09T10:00:00Z","tags":[{{"name":"verre"}}],"content":{{"type":"link","url":"https://v.example/1","title":"La verrerie rouvre","htmlContent":"<p>{LONG}</p>","datePublished":"2022-03-04"}}}}]}}"#
        ),
        format!(
            r#"{{"status":"ok","articles":[{{"source":{{"id":null,"name":"Le Verre"}},"title":"La verrerie rouvre","url":"https://v.example/1","publishedAt":"2022-03-04T08:00:00Z","content":"{LONG}"}}]}}"#
        ),
        format!(
            "{{\"title\":\"La verrerie rouvre\",\"url\":\"https://v.example/1\",\"date\":\"2022-03-04\",\"text\":\"{LONG}\"}}\n{{\"titre\":\"Une autre\",\"texte\":\"{LONG} Bis.\"}}\n"
        ),
    ] {
        let session = Session::new();
        session.write("pile/export.json", json.as_bytes());
        let run = session.run("import pile");
        assert_eq!(run.code, 0, "{json}: {}", run.err);
        let article = session.read("content/articles/la-verrerie-rouvre.md");
        assert!(article.contains("date: 2022-03-04\ndate_certainty: given\n"), "{json}: {article}");
        assert!(
            article.contains("url: https://v.example/1\n") || article.contains("url: \"https://v.example/1\"\n"),
            "{article}"
        );
        assert!(article.contains(LONG), "{article}");
    }
}

#[test]
fn other_json_in_a_folder_is_only_counted() {
    let session = Session::new();
    session
        .write(
            "pile/package.json",
            br#"{"name":"x","description":"y","author":"z","repository":{"url":"https://a.example"}}"#,
        )
        .write("pile/data.json", b"[1,2,3]")
        .write("pile/plan.xml", b"<plan><phare/></plan>")
        .write("pile/note.txt", LONG.as_bytes());
    let run = session.run("import pile");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("2 .json, 1 .xml skipped"), "{}", run.err);
    assert_eq!(session.files("content/articles").len(), 1);
}

#[test]
fn damaged_json_loses_one_item_and_says_so() {
    let session = Session::new();
    let item =
        |title: &str| format!(r#"{{"title":"{title}","url":"https://v.example/{title}","text":"{LONG} {title}."}}"#);
    let broken = r#"{"title":"cassé","text":}"#;
    session.write("a.json", format!("[{},{broken},{},{{\"title\":\"coup", item("un"), item("deux")).as_bytes());
    let run = session.run("import a.json");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("item 2: not imported: its JSON is damaged"), "{}", run.err);
    assert!(run.err.contains("the file is cut off in it"), "{}", run.err);
    assert_eq!(session.files("content/articles").len(), 2);
    let session = Session::new();
    session.write("b.json", br#"[{"title":"un","url":"https://a.example/1","time_added":"1"}]"#);
    let run = session.run("import b.json");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("a list of 1 address and has no text"), "{}", run.err);
    session.write("c.json", &[vec![b'['; 100_000], vec![b'{'; 100_000]].concat());
    assert_eq!(session.run("import c.json").code, 1);
}

const RSS: &str = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>L'Écho du Verre</title><link>https://v.example/</link><language>fr</language>";

#[test]
fn a_feed_gives_its_texts_and_counts_its_summaries() {
    let session = Session::new();
    let entry = |n: usize| {
        format!(
            "<item><title>Verrerie {n}</title><link>https://v.example/{n}</link><pubDate>Fri, 04 Mar 2022 08:00:00 +0100</pubDate><atom:updated xmlns:atom=\"x\">2023-01-01</atom:updated><author>mail@v.example (Odile Kerdraon)</author><content:encoded><![CDATA[<p>{LONG} {n}.</p><p>Cet article Verrerie {n} a paru sur L'Écho du Verre.</p>]]></content:encoded></item>"
        )
    };
    let summary =
        "<item><title>Bref</title><link>https://v.example/b</link><description>Trois mots.</description></item>";
    let feed = format!("{RSS}{}{summary}{}{summary}</channel></rss>", entry(1), entry(2));
    let latin: Vec<u8> = feed.chars().map(|letter| u8::try_from(u32::from(letter)).expect("latin")).collect();
    session.write("pile/flux.xml", &latin);
    let run = session.run("import pile");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("2 entries have only a summary"), "{}", run.err);
    let text = heads(&session);
    assert_eq!(
        text.matches("publisher: \"L'Écho du Verre\"").count() + text.matches("publisher: L'Écho du Verre").count(),
        2,
        "{text}"
    );
    assert_eq!(
        text.matches("author: Odile Kerdraon\ndate").count() + text.matches("author: Odile Kerdraon").count(),
        2,
        "{text}"
    );
    assert_eq!(text.matches("date: 2022-03-04").count(), 2, "{text}");
    assert!(!text.contains("a paru sur"), "{text}");
    // Next week's feed has one entry more.
    session.write(
        "semaine.xml",
        format!("{RSS}{}{}</channel></rss>", entry(2), entry(3)).replace("ISO-8859-1", "UTF-8").as_bytes(),
    );
    let run = session.run("import semaine.xml");
    assert!(run.err.contains("1 article, 1 known before"), "{}", run.err);
    // Cut off in the middle.
    session.write("coupe.xml", format!("{RSS}{}<item><title>Fin", entry(4)).replace("ISO-8859-1", "UTF-8").as_bytes());
    let run = session.run("import coupe.xml");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("entry 2: not imported") && session.files("content/articles").len() == 4, "{}", run.err);
}

#[test]
fn a_note_is_an_article_without_its_pictures_and_without_who_clipped_it() {
    let session = Session::new();
    let picture = "QUJD".repeat(100_000);
    let note = |title: &str| {
        format!(
            "<note><title>{title}</title><created>20220309T101500Z</created><tag>verre</tag><note-attributes><author>Personne Privee</author><source-url>https://v.example/{title}?utm_source=x</source-url></note-attributes><content><![CDATA[<?xml version=\"1.0\"?><!DOCTYPE en-note SYSTEM \"http://x\"><en-note><div>{LONG}</div><div><br/></div><div>Le four {title} chauffe.</div></en-note>]]></content><resource><data encoding=\"base64\">{picture}</data></resource></note>"
        )
    };
    session.write(
        "n.enex",
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE en-export SYSTEM \"x\"><en-export>{}{}<note><title>coup",
            note("un"),
            note("deux")
        )
        .as_bytes(),
    );
    let run = session.run("import n.enex");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("2 pictures and other files of notes are left out"), "{}", run.err);
    assert!(run.err.contains("note 3: not imported"), "{}", run.err);
    let text = heads(&session);
    assert_eq!(text.matches("retrieved: \"2022-03-09\"").count(), 2, "{text}");
    assert!(!text.contains("Privee") && !text.contains("QUJD") && !text.contains("utm_source"), "{text}");
    assert_eq!(text.matches("date_certainty: unknown").count(), 2, "{text}");
}

#[test]
fn a_hundred_thousand_items_are_read_one_by_one() {
    let session = Session::new();
    let empty = "{\"title\":\"x\",\"url\":\"https://a.example\",\"saved_at\":\"2020\"}\n".repeat(100_000);
    session.write("grand.jsonl", empty.as_bytes());
    let run = session.run("import grand.jsonl --quiet");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("100000 addresses") && run.err.lines().count() < 10, "{}", run.err);
}
