//! The withheld part of a text leaves no trace: no byte of the output contains a word from after the excerpt.

use super::session::Session;

const OPENING: &str = "Jeanne Morvan a rallumé le Phare d’Armel le 3 mai 2021 devant les habitants. Elle a promis qu’il \
    brillerait tout l’hiver, et que les bateaux partiraient du vieux quai.";

/// Everything that could carry words out of an article: paragraphs, quotations, dates, headings, notes, links, pictures,
/// tables, code, comments. Each has a unique word to search for.
const REST: &str = "Le canariun est venu avec Paul Kerdaniel. « Le canarideux dort toujours », a déclaré Jeanne Morvan.\n\n\
    ## Le canaritrois\n\nLe 14 juillet 2021, 1 200 canariquatre ont défilé.[^1] Voir [canaricinq](https://example.org/canarisix) \
    et [[jeanne-morvan|canarisept]].\n\n![canarihuit](media/phare.png)\n\n| a | canarineuf |\n|---|---|\n| b | c |\n\n\
    ```\ncanaridix\n```\n\n<!-- canarionze --><b>canaridouze</b>\n\n> [!caption] canaritreize\n\n[^1]: Note canariquatorze.\n";

fn dossier(rights: &str, site: &str) -> Session {
    let session = Session::new();
    session
        .write("site.yaml", format!("title: Essai\nlanguage: fr\nbase_url: https://example.org/\n{site}").as_bytes());
    session.write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\n");
    session.write("content/people/paul-kerdaniel.md", b"---\nname: Paul Kerdaniel\n---\n");
    session.write("content/events/fete.md", b"---\nname: Phare d\xe2\x80\x99Armel\ndate: 2021-05-03\n---\n");
    session.write("content/media/phare.png", b"png");
    let head = "title: Le phare\ndate: 2021-05-04\npublisher: L\u{2019}\u{c9}cho\nurl: https://example.org/phare";
    let text = format!("---\n{head}\n{rights}---\n{OPENING}\n\n{REST}");
    session.write("content/articles/phare.md", text.as_bytes());
    // Another paper prints its beginning in full, with another ending.
    let copy =
        format!("---\ntitle: Ailleurs\ndate: 2021-05-05\nrights: full\ncopy_of: phare\n---\n{OPENING}\n\nFin libre.\n");
    session.write("content/articles/ailleurs.md", copy.as_bytes());
    session.write("content/notes/phare.yaml", "- {quote: Le canariun est venu, note: Vraiment ?}\n".as_bytes());
    session.write(
        "content/decisions.yaml",
        b"- {article: phare, quote: Paul Kerdaniel, entity: paul-kerdaniel}\n- {article: phare, quote: Le canarideux dort toujours, speaker: jeanne-morvan}\n",
    );
    session
}

fn leaks(session: &Session) -> Vec<String> {
    session.run("build");
    let files = session.files("public");
    assert!(files.contains_key("articles/phare.html"), "{:?}", files.keys());
    let holds = |(name, bytes): (&String, &Vec<u8>)| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        (text.contains("canari") || name.contains("canari")).then(|| name.clone())
    };
    files.iter().filter_map(holds).collect()
}

#[test]
fn the_text_in_full_shows_that_the_words_are_looked_for() {
    let session = dossier("rights: full\n", "");
    let found = leaks(&session);
    for name in [
        "articles/phare.html", "data/articles.jsonl", "chronology.html", "quotes.html", "copies/phare.html",
        "search/d0.js",
    ] {
        assert!(found.contains(&name.to_owned()), "{name} is not among {found:?}");
    }
}

#[test]
fn no_word_beyond_the_excerpt_is_in_any_file() {
    let default = "annotate: {rights: excerpt}\n";
    for (rights, site) in
        [("rights: excerpt\n", ""), ("", default), ("rights: reference\n", ""), ("rights: exerpt\n", "")]
    {
        let session = dossier(rights, site);
        assert_eq!(leaks(&session), Vec::<String>::new(), "{rights}{site}");
    }
    assert_eq!(leaks(&dossier("rights: excerpt\ntitle: [\n", "")), Vec::<String>::new(), "YAML that cannot be read");
}

#[test]
fn the_page_says_that_the_rest_is_at_the_publishers() {
    let session = dossier("", "annotate: {rights: excerpt}\n");
    session.run("build");
    let page = session.read("public/articles/phare.html");
    assert!(page.contains("devant les habitants."), "{page}");
    assert!(page.contains("La suite est à lire") && page.contains("href=\"https://example.org/phare\""), "{page}");
    assert!(session.read("public/articles/ailleurs.html").contains("Fin libre."));
    let line = session.run("export jsonl").out;
    assert!(line.contains("\"rights\":\"excerpt\"") && line.contains("\"rights\":\"full\""), "{line}");
}

#[test]
fn an_excerpt_is_a_third_of_the_text_and_never_more_than_600_characters() {
    let session = Session::new();
    let write = |n: usize| {
        let text =
            format!("---\ntitle: T\ndate: 2021\nrights: excerpt\n---\n{}", "M. Le Goff parle au port. ".repeat(n));
        session.write("content/articles/a.md", text.as_bytes());
        let line: serde_json::Value = serde_json::from_str(session.run("export jsonl").out.trim()).expect("JSON");
        line["text"].as_str().expect("a text").to_owned()
    };
    assert_eq!(write(6), "M. Le Goff parle au port. M. Le Goff parle au port.");
    let long = write(100).chars().count();
    assert!((560..=600).contains(&long), "{long}");
}
