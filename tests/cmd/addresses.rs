//! Addresses that could collide: of pages, of former ids, of tags. No page replaces another, and nothing stops a build.

use super::session::Session;

fn article(session: &Session, id: &str, head: &str, text: &str) {
    session.write(
        &format!("content/articles/{id}.md"),
        format!("---\ntitle: Titre {id}\ndate: 2021\n{head}---\n{text}\n").as_bytes(),
    );
}

#[test]
fn an_old_id_takes_no_page() {
    let session = Session::new();
    article(&session, "a", "former: [quai, Phare, jeanne, vieux, vieux-quai]\n", "Un.");
    article(&session, "quai", "", "Deux.");
    article(&session, "phare", "former: [vieux]\n", "Trois.");
    session.write("content/people/jeanne.md", b"---\nname: Jeanne Morvan\nformer: [rose]\n---\n");
    session.write("content/people/rose.md", b"---\nname: Rose Kerdaniel\n---\n");
    let build = session.run("build");
    assert_eq!(build.code, 1, "{}", build.err);
    assert!(!build.err.contains("D0305") && build.err.contains("D0306"), "{}", build.err);
    let check = session.run("check").err;
    for id in ["quai", "Phare", "jeanne", "rose"] {
        assert!(check.contains(&format!("the former id `{id}` is in use")), "{id}: {check}");
    }
    assert!(check.contains("the former id `vieux` is claimed twice"), "{check}");
    for (page, title) in [
        ("articles/quai", "Titre quai"),
        ("articles/phare", "Titre phare"),
        ("personnes/jeanne", "Jeanne Morvan"),
        ("personnes/rose", "Rose Kerdaniel"),
    ] {
        let page = session.read(&format!("public/{page}.html"));
        assert!(page.contains(&format!("<title>{title}")) && !page.contains("http-equiv=\"refresh\""), "{page}");
    }
    let old = session.read("public/articles/vieux-quai.html");
    assert!(old.contains("http-equiv=\"refresh\" content=\"0; url=../articles/a.html\""), "{old}");
    assert!(!session.path("public/articles/jeanne.html").exists());
    assert!(session.read("public/articles/vieux.html").contains("url=../articles/a.html"));
}

#[test]
fn two_pairs_of_records_have_two_pages() {
    let session = Session::new();
    for (id, name) in [("a--b", "Anne Le Goff"), ("c", "Chloé Bihan"), ("a", "Alain Ropars"), ("b--c", "Brice Tanguy")]
    {
        session.write(&format!("content/people/{id}.md"), format!("---\nname: {name}\n---\n").as_bytes());
    }
    for (id, pair) in [("un", "Anne Le Goff et Chloé Bihan"), ("deux", "Alain Ropars et Brice Tanguy")] {
        article(&session, id, "", &format!("{pair} ont parlé.\n\n{pair} ont ri."));
    }
    let build = session.run("build");
    assert_eq!(build.code, 0, "{}", build.err);
    let network = session.read("public/network.html");
    let pages: Vec<String> = session.files("public").into_keys().filter(|name| name.starts_with("network/")).collect();
    assert_eq!(pages.len(), 2, "{pages:?}");
    for page in pages {
        assert!(network.contains(&format!("href=\"{page}\"")), "{page}");
        assert!(session.read(&format!("public/{page}")).contains("2\u{a0}paragraphes communs"), "{page}");
    }
}

/// Whether the file system distinguishes `plan.txt` from `Plan.txt`.
#[cfg(target_os = "linux")]
#[test]
fn one_page_of_two_that_meet_is_left_out() {
    let session = Session::new();
    session.write("content/media/plan.txt", b"un").write("content/media/Plan.txt", b"deux");
    article(&session, "a", "", "Voir [un](../media/plan.txt) et [deux](../media/Plan.txt).");
    let build = session.run("build");
    assert_eq!(build.code, 1, "{}", build.err);
    assert!(
        build.err.contains("content/media/plan.txt")
            && build.err.contains("D0305")
            && !build.err.contains("site.yaml is wrong"),
        "{}",
        build.err
    );
    assert!(session.path("public/articles/a.html").exists() && session.path("public/media/Plan.txt").exists());
}

#[test]
fn tags_with_other_letters_have_other_pages() {
    let session = Session::new();
    let tags = [
        "marche", "marché", "Marché", "péché", "pêche", "Canal", "Canal+", "canal-2", "Port Armel", "port-armel",
        "l’an", "l'an", "C", "C++", "C#",
    ];
    for (n, tag) in tags.iter().enumerate() {
        article(&session, &format!("a{n}"), &format!("tags: [\"{tag}\"]\n"), "Texte.");
    }
    let build = session.run("build");
    assert_eq!(build.code, 0, "{}", build.err);
    let names = session.files("public").into_keys();
    let pages: Vec<String> = names.filter(|name| name.starts_with("tags/") && name != "tags/index.html").collect();
    // Case, blanks, hyphens and apostrophes fold.
    assert_eq!(pages.len(), 12, "{pages:?}");
    let titles: std::collections::BTreeSet<String> = pages
        .iter()
        .map(|page| {
            let page = session.read(&format!("public/{page}"));
            page.split("<title>").nth(1).and_then(|rest| rest.split(" —").next()).unwrap_or_default().to_owned()
        })
        .collect();
    assert_eq!(titles.len(), 12, "{titles:?}");
    for (n, tag) in tags.iter().enumerate() {
        let page = session.read(&format!("public/articles/a{n}.html"));
        let href = page
            .split("href=\"../tags/")
            .nth(2)
            .or(page.split("href=\"../tags/").nth(1))
            .and_then(|rest| rest.split('"').next());
        let listed = session.read(&format!("public/tags/{}", href.unwrap_or_default()));
        assert!(listed.contains(&format!("articles/a{n}.html")), "{tag} leads to {href:?}");
    }
    let check = session.run("check").err;
    assert!(
        check.contains("D0409")
            && check.contains("the tags `Canal+` and `Canal` differ only in accents or punctuation"),
        "{check}"
    );
}

#[test]
fn an_article_may_begin_with_an_empty_heading() {
    for text in [
        "#\n\n> [!caption] Le port.",
        "#\n\n## Suite\n\nTexte.",
        "# ![x](media/x.jpg)\n\n> [!caption] Le port.\n\nTexte.",
        "#\n\nTexte.[^1]\n\n[^1]: Note.",
        "# `a`\n\nTexte.",
        "#",
    ] {
        let session = Session::new();
        article(&session, "a", "", text);
        article(&session, "b", "copy_of: a\n", text);
        let build = session.run("build");
        assert!(!build.err.contains("D0901"), "{text}: {}", build.err);
        assert!(session.read("public/articles/a.html").contains("<h1"), "{text}");
    }
}
