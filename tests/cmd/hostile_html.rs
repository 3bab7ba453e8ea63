//! Raw HTML in articles: it carries none of dossier's own marks, contains no unchecked address, and does not move Markdown.

use super::session::Session;

/// Builds a site of one article with a person, a draft and a picture; returns the article's page.
fn page(text: &str) -> String {
    let session = site(text);
    let build = session.run("build");
    assert_eq!(build.code, 0, "{}", build.err);
    session.read("public/articles/a.html")
}

fn site(text: &str) -> Session {
    let session = Session::new();
    session.write("content/people/jeanne.md", b"---\nname: Jeanne Morvan\n---\n");
    session.write("content/articles/brouillon.md", b"---\ntitle: Non\ndate: 2021\ndraft: true\n---\nRien.\n");
    session.write("content/articles/b.md", b"---\ntitle: Suite\ndate: 2021\n---\nLa suite.\n");
    session
        .write("content/media/quai.gif", b"GIF89a\x01\0\x01\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b");
    session.write("content/articles/a.md", format!("---\ntitle: Le quai\ndate: 2021\n---\n{text}\n").as_bytes());
    session
}

/// Returns the start tags of a page that contain some words.
fn tags<'a>(page: &'a str, words: &str) -> Vec<&'a str> {
    let tags = page.split('<').skip(1).filter_map(|rest| rest.split('>').next());
    tags.filter(|tag| tag.contains(words)).collect()
}

/// Every mark by which dossier, its theme or an older version of it recognises its own elements.
const MARKS: [&str; 6] = [
    "data-own",
    "data-rule=\"strong\"",
    "data-own=\"\" data-rule=\"explicit\"",
    "class=\"m\"",
    "nonce=\"x\"",
    "data-k=\"x\"",
];

#[test]
fn no_mark_lets_raw_html_pass_unchecked() {
    for mark in MARKS {
        for address in
            ["https://evil.example/s.gif", "//evil.example/s.gif", "\\\\evil.example\\s.gif", "/\\evil.example/s"]
        {
            let page = page(&format!("Vu <img {mark} src=\"{address}\" alt=\"x\"> ici."));
            assert_eq!(tags(&page, "evil.example"), Vec::<&str>::new(), "{mark} {address}");
        }
        for address in ["//evil.example/x", "\\\\evil.example\\x", "brouillon.md", "brouillon.html", "javascript:x()"] {
            let page = page(&format!("Un <a {mark} href=\"{address}\">lien</a>."));
            assert!(page.contains(">lien</a>") && tags(&page, &format!("\"{address}")).is_empty(), "{mark} {address}");
        }
        let page = page(&format!("Un <a {mark} href=\"https://press.example/x\">lien</a>."));
        assert!(tags(&page, "press.example")[0].contains("rel=\"noopener noreferrer nofollow\""), "{mark}");
    }
}

#[test]
fn raw_html_cannot_look_like_a_mention() {
    let forged = "<a class=\"m m-person\" data-rule=\"strong\" data-form=\"Jeanne Morvan\" id=\"m7\" href=\"../people/jeanne.md\">un escroc</a>";
    let page = page(&format!("Il vit {forged} là. Jeanne Morvan le sait."));
    assert!(page.contains(" href=\"../personnes/jeanne.html\">un escroc</a>"), "{page}");
    assert_eq!(tags(&page, "class=\"m ").len(), 1, "the mention alone: {page}");
    assert!(tags(&page, "data-rule").is_empty(), "{page}");
    assert!(tags(&page, "u-m7")[0].contains("class=\"u-m u-m-person\""), "{page}");
}

#[test]
fn every_address_of_raw_html_is_checked() {
    let refused = [
        "javascript:x()", "//evil.example/x", "data:text/html,x", "vbscript:x", "file://evil.example/x",
        "nulle-part.md",
    ];
    for address in refused {
        let page = page(&format!(
            "<blockquote cite=\"{address}\">a</blockquote>\n\n<q cite=\"{address}\">b</q> <del cite=\"{address}\">c</del>\n\n<video poster=\"{address}\" src=\"{address}\"></video>\n\n<table background=\"{address}\"><tr><td>d</td></tr></table>"
        ));
        assert!(tags(&page, address).is_empty() && page.contains(">c</del>"), "{address}: {page}");
    }
    let page = page("<blockquote cite=\"https://press.example/1\">a</blockquote>\n\n<q cite=\"b.md#p1\">b</q>");
    assert!(page.contains("<blockquote cite=\"https://press.example/1\">"), "{page}");
    assert!(page.contains("<q cite=\"../articles/b.html#p1\">"), "{page}");
    let site = site("<blockquote cite=\"javascript:x()\">a</blockquote>");
    assert!(site.run("build").err.contains("dropped: cite=…"));
}

#[test]
fn ids_and_classes_of_raw_html_are_its_own() {
    let page = page(
        "<span id=\"p2\">ici</span> <b id=\"card\" class=\"verdict note\">x</b> [bas](#card) [deux](#p2) <a href=\"#card\">y</a>\n\nDeux.",
    );
    assert_eq!(tags(&page, "id=\"p2\""), ["p id=\"p2\""], "{page}");
    assert!(page.contains("<b id=\"u-card\" class=\"u-verdict u-note\">"), "{page}");
    assert!(page.contains("<a href=\"#u-card\">bas</a>") && page.contains("<a href=\"#u-card\">y</a>"), "{page}");
}

#[test]
fn links_find_the_ids_of_raw_html_in_other_articles() {
    let session = site("[[b#lexique|un]] [deux](b.md#lexique) <a href=\"b.md#lexique\">trois</a> [[b#p1|quatre]]");
    session.write("content/articles/b.md", b"---\ntitle: Suite\ndate: 2021\n---\n<h3 id=\"lexique\">Mots</h3>\n");
    assert_eq!(session.run("build").code, 0);
    assert!(session.read("public/articles/b.html").contains("<h3 id=\"u-lexique\">"));
    let page = session.read("public/articles/a.html");
    assert_eq!(tags(&page, "b.html#u-lexique").len(), 3, "{page}");
    assert_eq!(session.run("check").code, 0);
}

#[test]
fn a_picture_of_this_site_is_shown() {
    let page = page(
        "<figure>\n\n<img src=\"../media/quai.gif\" alt=\"Le quai\" onerror=\"x()\">\n\n<figcaption>*Vu* du port</figcaption></figure>",
    );
    let picture = tags(&page, "quai.gif");
    assert_eq!(
        picture,
        ["img src=\"../media/quai.gif\" width=\"1\" height=\"1\" alt=\"Le quai\" loading=\"lazy\" decoding=\"async\""]
    );
}

#[test]
fn markdown_stays_in_the_html_around_it() {
    let page = page(
        "<details>\n<summary>Le détail</summary>\n\nUn *premier* point de Jeanne Morvan.\n\n- et un second\n\n</details>\n\n\
         <blockquote>\n\nDit **haut**.\n\n</blockquote>\n\n<div lang=\"en\">\n\nSaid *aloud*.\n</div>\n\nDehors.",
    );
    let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for (open, inside, close) in [
        ("<details>", "point de <a class=\"m m-person\"", "</details>"),
        ("<details>", "et un second <a class=\"pn\"", "</details>"),
        ("<blockquote>", "Dit <strong>haut</strong>.", "</blockquote>"),
        ("<div lang=\"en\">", "Said <em>aloud</em>.", "</div>"),
    ] {
        let within =
            flat.split_once(open).and_then(|(_, rest)| rest.split_once(close)).map_or("", |(within, _)| within);
        assert!(within.contains(inside), "{open} holds {within}");
        assert!(!within.contains("Dehors"), "{open} ends: {within}");
    }
    assert!(flat.contains("<p id=\"p5\">Dehors. <a class=\"pn\" href=\"#p5\">5</a></p>"), "{flat}");
}

#[test]
fn html_that_is_not_closed_keeps_to_its_block() {
    for open in [
        "<div>",
        "<blockquote>\n<p>",
        "<details><summary>x",
        "<b>un",
        "<section><table><tr><td>",
        "<a href=\"https://press.example\">",
    ] {
        let page = page(&format!("Avant.\n\n{open}\n\nAprès *lui*.\n\n> Cité\n\n</article></main>Fin."));
        assert!(
            page.contains("<p id=\"p2\">Après <em>lui</em>. <a class=\"pn\" href=\"#p2\">2</a></p>\n")
                || page.contains("<p id=\"p3\">Après <em>lui</em>. <a class=\"pn\" href=\"#p3\">3</a></p>\n"),
            "{open}: {page}"
        );
        let (before, _) = page.split_once("Après").expect("it stands there");
        let text = before.rsplit("class=\"text").next().unwrap_or_default();
        for name in ["div", "blockquote", "details", "b", "section", "table"] {
            let count = |tag: &str| text.matches(tag).count();
            let n_open = count(&format!("<{name}>"));
            assert_eq!(n_open, count(&format!("</{name}>")), "{open}: {text}");
        }
    }
}
