//! Lists that occur on many pages, or in many places, are truncated: each states how many more there are and where to
//! find them.

use super::decide::answer;
use super::session::Session;

fn lines(session: &Session) -> Vec<serde_json::Value> {
    let run = session.run("export jsonl");
    run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn pages(n: usize) -> Session {
    let session = Session::new();
    session.write("content/articles/a.md", b"---\ntitle: Un\n---\nUn mot.\n");
    for page in 0..n {
        session.write(&format!("content/pages/p{page}.md"), format!("---\ntitle: Page {page}\n---\nMot.\n").as_bytes());
    }
    assert_eq!(session.run("build").code, 0);
    session
}

#[test]
fn a_menu_of_many_free_pages_leads_to_a_list_of_them() {
    let few = pages(24).read("public/articles/a.html");
    assert!(few.contains("../pages/p0.html") && few.contains("../pages/p23.html") && !few.contains("pages/index.html"));
    let session = pages(25);
    let article = session.read("public/articles/a.html");
    assert_eq!(article.matches("pages/").count(), 1, "{article}");
    assert!(article.contains("<a href=\"../pages/index.html\">Pages</a>"), "{article}");
    let list = session.read("public/pages/index.html");
    assert!((0..25).all(|page| list.contains(&format!("href=\"../pages/p{page}.html\">Page {page}</a>"))), "{list}");
    assert!(list.contains("href=\"../pages/index.html\" aria-current=\"page\""), "{list}");
    let page = session.read("public/pages/p7.html");
    assert!(page.contains("href=\"../pages/index.html\" aria-current=\"true\""), "{page}");
    let check = session.run("check");
    assert_eq!(check.code, 0, "{}{}", check.out, check.err);
}

#[test]
fn of_many_copies_each_article_names_the_first_and_the_page_of_the_dispatch_all() {
    let session = Session::new();
    let text = "Le bac de Sarvane a repris ses traversées après la crue, et les pontons seront refaits avant l’hiver, \
                dit la régie du fleuve, qui cherche encore deux pilotes pour la ligne du soir et un mécanicien.\n";
    for n in 10..40 {
        let head = format!("---\ntitle: Le bac\ndate: 2021-05-{:02}\n---\n", n - 9);
        session.write(&format!("content/articles/bac-{n}.md"), format!("{head}{text}").as_bytes());
    }
    assert_eq!(session.run("build").code, 0);
    let articles = lines(&session);
    for article in &articles {
        let copies = article["copies"].as_array().expect("a list");
        assert_eq!((copies.len(), &article["more_copies"]), (20, &serde_json::json!(9)));
        assert!(article["id"] == "bac-10" || copies.contains(&"bac-10".into()), "each leads to the first: {article}");
    }
    let last = session.read("public/articles/bac-39.html");
    assert_eq!(last.matches("href=\"../articles/bac-").count(), 21, "20 copies and the article before: {last}");
    assert!(last.contains("et 9\u{a0}autres") && last.contains("../copies/bac-10.html"), "{last}");
    let group = session.read("public/copies/bac-10.html");
    assert!((10..40).all(|n| group.contains(&format!("articles/bac-{n}.html"))));
}

#[test]
fn of_many_candidates_the_first_are_listed_and_any_may_be_chosen() {
    let session = Session::new();
    let people: String = (10..40).map(|n| format!("- {{id: p{n}, name: Anne{n} Kerlan}}\n")).collect();
    session.write("content/people.yaml", people.as_bytes());
    session.write("content/articles/a.md", "---\ntitle: Un\n---\nKerlan a parlé, puis Kerlan est partie.\n".as_bytes());
    let review = &lines(&session)[0]["review"];
    for place in 0..2 {
        let candidates = review[place]["candidates"].as_array().expect("a list");
        assert_eq!((candidates.len(), &candidates[0], &candidates[19]), (20, &"p10".into(), &"p29".into()));
        assert_eq!(review[place]["more_candidates"], 10);
    }
    assert!(session.run("why a#m1").out.contains("p29, and 10 more"), "{}", session.run("why a#m1").out);
    let said = answer(&session, "p39\nrien\nq\n");
    assert!(said.contains("and 10 more"), "{said}");
    let decided = session.read("content/decisions.yaml");
    assert!(decided.contains("entity: p39") && decided.matches("article: a").count() == 1, "{decided}");
}

#[test]
fn a_document_of_very_many_lines_is_no_article() {
    let session = Session::new();
    session.write("raw/a.txt", "a\n".repeat(400_002).as_bytes()).write("raw/b.txt", b"Titre\n\nUn texte.\n");
    let run = session.run("import raw");
    assert!(run.err.contains("more than 400000 lines"), "{}", run.err);
    assert!(session.path("content/articles/b.md").exists());
}
