//! The files of the search index: present unless site.yaml disables them, small in a small dossier, and without withheld
//! words.

use super::session::Session;

fn dossier(site: &str) -> Session {
    let session = Session::new();
    session.write("site.yaml", format!("title: Essai\nlanguage: fr\n{site}").as_bytes());
    session.write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\nMaire.\n");
    session.write("content/people/paul.md", b"---\nname: Qwertan Paul\nvisibility: hidden\n---\n");
    session.write("content/articles/un.md", "---\ntitle: Un\n---\nJeanne Morvan rallume le phare.\n".as_bytes());
    session.write("content/articles/deux.md", b"---\ntitle: Deux\ndraft: true\n---\nUn brouillon de xylophage.\n");
    session.run("build");
    session
}

#[test]
fn a_small_dossier_has_a_handful_of_small_files_without_what_is_withheld() {
    let files = dossier("").files("public");
    let index: Vec<_> = files.iter().filter(|(name, _)| name.starts_with("search")).collect();
    let names: Vec<&str> = index.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["search.html", "search/d0.js", "search/e0.js", "search/index.js", "search/t0.js"]);
    assert!(index.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() < 20_000);
    // Terms are written without the letters they share with the previous term; the endings of these occur in no other word.
    for (name, bytes) in index {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(!text.contains("wertan") && !text.contains("lophage"), "{name} knows what is withheld");
        let knows = text.contains("phare") || text.contains("morvan");
        // The page offers the names that most articles have.
        assert_eq!(knows, name != "search/index.js", "{name}");
    }
    assert!(String::from_utf8_lossy(&files["articles/un.html"]).contains("href=\"../search.html\""));
}

#[test]
fn a_site_may_have_no_search() {
    let files = dossier("search: false\n").files("public");
    assert!(!files.keys().any(|name| name.starts_with("search")), "{:?}", files.keys());
    assert!(!String::from_utf8_lossy(&files["articles/un.html"]).contains("search.html"));
}
