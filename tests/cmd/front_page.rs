//! The front page: what index.md chooses, what is chosen where it does not, and what is missing without a hole.

use super::session::Session;

/// A dossier with this many articles, a picture in the second, and a cast of three.
fn dossier(n_articles: usize, index: &str) -> Session {
    let session = Session::new();
    session.write("content/index.md", index.as_bytes());
    session.write(
        "content/media/digue.svg",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"600\"></svg>",
    );
    for (id, name) in [("a", "Anne Kerlec"), ("b", "Bastien Rudel"), ("c", "Cl\u{e9}o Van Orst")] {
        session.write(&format!("content/people/{id}.md"), format!("---\nname: {name}\n---\n").as_bytes());
    }
    for number in 0..n_articles {
        let picture = if number == 1 { "picture: {file: media/digue.svg, alt: La digue}\n" } else { "" };
        let text = format!(
            "---\ntitle: Titre {number}\ndate: 2021-03-{:02}\n{picture}---\nAnne Kerlec et Bastien Rudel ont parl\u{e9} \u{e0} \
             Cl\u{e9}o Van Orst devant la digue rompue du port.\n",
            number + 1
        );
        session.write(&format!("content/articles/n{number}.md"), text.as_bytes());
    }
    session.run("build");
    session
}

#[test]
fn what_index_md_chooses_is_shown() {
    let front = dossier(
        9,
        "---\nlead: n3\nstate: {date: 2021-05-01, text: \"L\u{2019}arr\u{ea}t est attendu.\"}\nstart: [n5, n6]\ncast: [b]\n---\nUn texte.\n",
    )
    .read("public/index.html");
    let opening = &front[front.find("class=\"story\"").expect("a story")..];
    assert!(opening.contains("<h2><a href=\"articles/n3.html\">Titre 3</a></h2>"), "{front}");
    assert!(
        front.contains("<p class=\"line\">1<sup>er</sup> mai 2021</p>\n<p>L\u{2019}arr\u{ea}t est attendu.</p>"),
        "{front}"
    );
    assert!(front.contains("<h3><a href=\"articles/n5.html\">") && !front.contains("class=\"kicker\""), "{front}");
    assert!(front.contains("aria-hidden=\"true\">BR</span>") && !front.contains(">AK</span>"), "{front}");
}

#[test]
fn an_article_with_a_picture_opens_the_page_where_nothing_is_chosen() {
    let front = dossier(9, "").read("public/index.html");
    assert!(front.contains("alt=\"La digue\"") && front.contains("<h2><a href=\"articles/n1.html\">"), "{front}");
    for (reason, article) in [("Le premier", "n0"), ("Le dernier", "n8")] {
        assert!(
            front.contains(&format!("<p class=\"kicker\">{reason}</p>\n<h3><a href=\"articles/{article}.html\">")),
            "{front}"
        );
    }
    assert!(front.contains(">AK</span>") && front.contains(">CV</span>"), "{front}");
}

#[test]
fn a_dossier_without_anything_has_a_front_page_without_empty_parts() {
    for n_articles in [0, 1, 2] {
        let front = dossier(n_articles, "").read("public/index.html");
        assert!(!front.contains("class=\"start\"") && !front.contains("class=\"state\""), "{front}");
        assert_eq!(front.contains("class=\"newest\""), n_articles > 1, "{front}");
        assert_eq!(front.contains("class=\"opening"), n_articles > 0, "{front}");
    }
}

#[test]
fn an_unknown_choice_is_reported_where_it_stands() {
    let session = dossier(2, "---\nlead: n7\ncast: [anne]\n---\n");
    let check = session.run("check");
    let said = format!("{}{}", check.out, check.err);
    assert!(said.contains("no published article has the id `n7`"), "{said}");
    assert!(said.contains("no published record has the id `anne`"), "{said}");
    assert!(said.contains("content/index.md:2:7"), "{said}");
}

#[test]
fn the_menu_has_a_door_for_every_kind_and_page() {
    let session = dossier(2, "");
    session.write(
        "site.yaml",
        "title: Essai\nlanguage: fr\nkinds: {navire: {label: navire, plural: Navires}}\n".as_bytes(),
    );
    session.write("content/navires/etoile.md", "---\nname: \u{c9}toile\n---\n".as_bytes());
    session.write("content/pages/methode.md", "---\ntitle: M\u{e9}thode\n---\nX.\n".as_bytes());
    session.run("build");
    let page = session.read("public/index.html");
    let who = &page[page.find("<summary>Qui</summary>").expect("a door")..];
    let who = &who[..who.find("</details>").expect("its end")];
    assert!(who.contains("personnes/index.html") && who.contains("navires/index.html"), "{who}");
    assert!(page.contains("<a href=\"pages/methode.html\">M\u{e9}thode</a>"), "{page}");
}

#[test]
fn the_caption_in_a_text_stands_under_the_lead_picture() {
    let session = dossier(1, "");
    let text = |more: &str| {
        format!(
            "---\ntitle: La plage\npicture: {{file: media/digue.svg, alt: La digue{more}}}\n---\n# La plage\n\nPar \
             Gwenn Talar\n\n> [!caption] Des promeneurs, dimanche.\n\nIls \u{e9}taient deux cents.\n"
        )
    };
    session.write("content/articles/plage.md", text("").as_bytes());
    session.write("content/articles/plage2.md", text(", caption: La mienne").as_bytes());
    session.run("build");
    let page = session.read("public/articles/plage.html");
    let figure = &page[page.find("<figure class=\"lead\"").expect("a figure")..];
    let figure = &figure[..figure.find("</figure>").expect("its end")];
    assert!(figure.contains("Des promeneurs, dimanche."), "{page}");
    assert_eq!(page.matches("Des promeneurs, dimanche.").count(), 1, "{page}");
    let page = session.read("public/articles/plage2.html");
    assert!(page.contains("<figcaption>La mienne</figcaption>") && page.contains("class=\"caption\""), "{page}");
}
