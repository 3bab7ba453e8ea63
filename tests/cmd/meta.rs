//! Metadata of an article: its citation, its data for machines, its picture, its related articles.

use super::session::Session;

const HOSTILE: &str = "</script><script>alert(1)</script><!-- {x} & \\\\";

fn session() -> Session {
    let session = Session::new();
    session.write("site.yaml", b"title: Le dossier\nlanguage: fr\nbase_url: https://example.org/d/\n");
    let article = format!(
        "---\ntitle: \"{HOSTILE}\"\ndate: 2021-05-03\npublisher: L\u{2019}\u{c9}cho\nauthor: Anne Morel\nurl: https://exemple.org/a\n\
         picture: {{file: media/plan.svg, alt: Un quai, caption: Le quai, credit: Rose Le Gall}}\n---\n\
         # Le titre\n\nJeanne Morvan dit: \u{ab}Non!\u{bb} <span lang=\"en\">Why? <b onclick=\"x\">Stop!</b></span> Voir https://exemple.org/a?b=c;d!e ici, \u{e0} 14:30.\n"
    );
    session.write("content/articles/a.md", article.as_bytes());
    session.write("content/articles/b.md", b"---\ntitle: B\ndate: 2021-05-03\n---\nJeanne Morvan et Paul Adam.\n");
    session.write("content/articles/c.md", b"---\ntitle: C\ndate: 2020\n---\nRien.\n");
    session.write("content/articles/d.md", b"---\ntitle: D\ndate: 2021-05-04\n---\nPaul Adam et Jeanne Morvan.\n");
    session.write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\n");
    session.write("content/people/paul-adam.md", b"---\nname: Paul Adam\n---\n");
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"64\" height=\"48\"></svg>";
    session.write("content/media/plan.svg", svg);
    session
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split_once(start).expect(start).1.split_once(end).expect(end).0
}

#[test]
fn a_hostile_title_stays_in_the_data_it_stands_in() {
    let session = session();
    assert_eq!(session.run("build").code, 0);
    let page = session.read("public/articles/a.html");
    assert!(!page.contains("<script>alert"));
    let data = between(&page, "<script type=\"application/ld+json\">", "</script>");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    let article = &data["@graph"][0];
    assert_eq!(article["@type"], "NewsArticle");
    assert!(article["headline"].as_str().expect("a headline").starts_with("</script>"));
    assert_eq!(article["about"][0]["name"], "Jeanne Morvan");
    assert_eq!(data["@graph"][1]["@type"], "BreadcrumbList");
    assert!(page.contains("<meta name=\"z:itemType\" content=\"newspaperArticle\">"));
    assert!(page.contains("<meta name=\"citation_author\" content=\"Anne Morel\">"));
}

#[test]
fn references_are_printed_as_the_site_has_them() {
    let session = session();
    session.run("build");
    for (format, file) in [("bibtex", "bib"), ("ris", "ris"), ("csl", "csl.json")] {
        let run = session.run(&format!("export {format}"));
        assert_eq!((run.code, &run.out), (0, &session.read(&format!("public/data/articles.{file}"))), "{format}");
    }
    assert_eq!(session.run("export bibtex").out.matches("\n@").count() + 1, 4);
    assert_eq!(session.run("export ris").out.matches("ER  - ").count(), 4);
    let items: serde_json::Value = serde_json::from_str(&session.run("export csl").out).expect("JSON");
    assert_eq!(items.as_array().map(Vec::len), Some(4));
}

#[test]
fn spaces_are_set_in_the_page_and_nowhere_else() {
    let session = session();
    session.run("build");
    let page = session.read("public/articles/a.html");
    assert!(
        page.contains("dit\u{a0}: \u{ab}\u{a0}<span class=\"q\" id=\"q31\">Non\u{202f}!</span>\u{a0}\u{bb} ")
            && page.contains("<span lang=\"en\">Why? <b>Stop!</b></span>"),
        "{page}"
    );
    assert!(page.contains("https://exemple.org/a?b=c;d!e ici") && page.contains("14:30"));
    let data = session.run("export jsonl").out;
    assert!(data.contains("dit: \u{ab}Non!\u{bb} Why? Stop!"), "{data}");
}

#[test]
fn the_lead_picture_keeps_its_place_and_stands_under_the_headline() {
    let session = session();
    session.run("build");
    let page = session.read("public/articles/a.html");
    let figure = between(&page, "<figure class=\"lead\">", "</figure>");
    assert!(figure.contains("src=\"../media/plan.svg\" alt=\"Un quai\""), "{figure}");
    assert!(figure.contains("width=\"64\" height=\"48\"") && figure.contains("Rose Le Gall"), "{figure}");
    assert!(page.find("</h1>") < page.find("<figure class=\"lead\">"));
    assert!(page.contains("<meta property=\"og:image\" content=\"https://example.org/d/media/plan.svg\">"));
}

#[test]
fn related_articles_say_what_they_share() {
    let session = session();
    session.run("build");
    let page = session.read("public/articles/b.html");
    let related = between(&page, "related-articles", "</section>");
    assert!(related.contains("href=\"../articles/d.html\"") && related.contains("Paul Adam"), "{related}");
    assert!(!related.contains("../articles/c.html"), "{related}");
    assert!(!session.read("public/articles/c.html").contains("related-articles"));
}
