//! Texts in other scripts: right-to-left texts are marked wherever they are shown; names and words are found in scripts
//! without spaces between words.

use super::session::Session;

/// Returns the start tag before some words, with the words.
fn tag_of<'a>(page: &'a str, words: &str) -> &'a str {
    let page = &page[page.find("<body").unwrap_or_default()..];
    let at = page.find(words).unwrap_or_else(|| panic!("no {words} in {page}"));
    &page[page[..at].rfind('<').unwrap_or_default()..at]
}

fn arabic() -> Session {
    let session = Session::new();
    session
        .write(
            "content/articles/mina.md",
            "---\ntitle: الميناء يعود إلى العمل\ndate: 2022-03-08\nlanguage: ar\npublisher: صدى الساحل\ntags: [ميناء]\n---\nعاد الميناء إلى العمل، قال نادر الحداد.\n\n> لن ننتظر أكثر.\n\n- أولاً\n- ثانياً\n".as_bytes(),
        )
        .write(
            "content/articles/namal.md",
            "---\ntitle: הנמל נפתח מחדש!\ndate: 2022-03-09\npublisher: Le Relais\ntags: [port]\n---\nהנמל נפתח מחדש אתמול.\n\nUn mot, שלום, dans une phrase où parle نادر الحداد.\n".as_bytes(),
        )
        .write("content/articles/quai.md", "---\ntitle: Le quai\ndate: 2022-03-10\n---\nVoir [[mina]] et [[namal]].\n".as_bytes())
        .write("content/people/nader.md", "---\nname: نادر الحداد\ndescription: Docker\n---\n".as_bytes());
    session.run("build");
    session
}

#[test]
fn what_is_written_from_right_to_left_says_so() {
    let session = arabic();
    let page = session.read("public/articles/mina.html");
    assert!(page.contains("lang=\"ar\" dir=\"rtl\""), "{page}");
    let hebrew = session.read("public/articles/namal.html");
    assert!(tag_of(&hebrew, "הנמל נפתח מחדש").contains("dir=\"rtl\""), "{hebrew}");
    assert!(tag_of(&hebrew, "הנמל נפתח מחדש אתמול").contains("dir=\"rtl\""), "{hebrew}");
    assert!(!tag_of(&hebrew, "Un mot,").contains("dir="), "{hebrew}");
    assert!(tag_of(&hebrew, "نادر الحداد</bdi></a>.").contains("dir=\"rtl\""), "{hebrew}");
    for (file, words) in [
        ("articles/index.html", "הנמל נפתח"),
        ("articles/index.html", "الميناء يعود"),
        ("index.html", "הנמל נפתח"),
        ("articles/quai.html", "الميناء يعود إلى العمل"),
        ("articles/quai.html", "הנמל נפתח מחדש"),
        ("personnes/nader.html", "نادر الحداد</bdi></h1>"),
        ("personnes/index.html", "الحداد"),
        ("tags/index.html", "ميناء</bdi></a>"),
    ] {
        let page = session.read(&format!("public/{file}"));
        let tag = tag_of(&page, words);
        assert!(tag.contains("dir=\"rtl\""), "{file}: {tag}");
    }
    let quai = session.read("public/articles/quai.html");
    assert!(quai.contains("<html lang=\"fr\">"), "{quai}");
}

#[test]
fn a_site_in_arabic_runs_from_right_to_left_and_its_french_does_not() {
    let session = arabic();
    session.write("site.yaml", "title: الملف\nlanguage: ar\n".as_bytes());
    session.write(
        "content/articles/quai.md",
        "---\ntitle: Le quai\ndate: 2022-03-10\nlanguage: fr\n---\nLe quai est fermé.\n".as_bytes(),
    );
    session.run("build");
    let page = session.read("public/articles/quai.html");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">") && page.contains("lang=\"fr\" dir=\"ltr\""), "{page}");
    assert!(!session.read("public/articles/mina.html").contains("lang=\"ar\" dir=\"rtl\">\n<p"), "said once");
}

#[test]
fn names_and_words_are_found_where_no_space_parts_them() {
    let session = Session::new();
    session
        .write("content/articles/gang.md", "---\ntitle: 码头重新开放\ndate: 2022-03-08\nlanguage: zh\n---\n周雨桐昨天在南湾宣布码头重新开放，工会表示欢迎。\n".as_bytes())
        .write("content/articles/minato.md", "---\ntitle: 港が再開\ndate: 2022-03-09\nlanguage: ja\n---\n昨日、青木陽菜さんは潮見市で港の再開を発表した。\n".as_bytes())
        .write("content/articles/tha.md", "---\ntitle: ท่าเรือเปิด\ndate: 2022-03-10\nlanguage: th\n---\nเมื่อวานสมชายวงษ์ประกาศเปิดท่าเรือ\n".as_bytes())
        .write("content/people/zhou.md", "---\nname: 周雨桐\n---\n".as_bytes())
        .write("content/people/aoki.md", "---\nname: 青木陽菜\n---\n".as_bytes())
        .write("content/people/somchai.md", "---\nname: สมชายวงษ์\n---\n".as_bytes())
        .write("content/places/nanwan.md", "---\nname: 南湾\n---\n".as_bytes())
        .write("content/places/shiomi.md", "---\nname: 潮見市\n---\n".as_bytes());
    let build = session.run("build");
    assert_eq!(build.code, 0, "{}", build.err);
    for (article, ids) in
        [("gang", vec!["zhou", "nanwan"]), ("minato", vec!["aoki", "shiomi"]), ("tha", vec!["somchai"])]
    {
        let why = session.run(&format!("why articles/{article}")).out;
        let found: Vec<&str> = why.lines().filter_map(|line| line.split(" -> ").nth(1)?.split(' ').next()).collect();
        assert_eq!(found, ids, "{article}: {why}");
    }
    let terms = session.read("public/search/t0.js");
    // A term is stored without the letters it shares with the previous one; tests in the browser look up the sentence of
    // each pair.
    assert!(terms.contains('桐') && !terms.contains("周雨桐昨天"), "{terms}");
}

#[test]
fn the_page_for_no_address_works_in_any_folder() {
    let session = Session::new();
    session
        .write("site.yaml", "title: Essai\nlanguage: fr\nkinds: {place: {color: '#b3541e'}}\n".as_bytes())
        .write("content/articles/a.md", b"---\ntitle: A\ndate: 2021\n---\nTexte.\n")
        .write("themes/default/static/custom.css", b"p { color: red } /* </style> */");
    let build = session.run("build");
    assert_eq!(build.code, 0, "{}", build.err);
    let page = session.read("public/404.html");
    let addresses = ["href=\"", "src=\""].into_iter().flat_map(|start| page.split(start).skip(1));
    let addresses: Vec<&str> = addresses.filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(addresses, ["data:,", "#main"], "no address means the same in every folder");
    assert!(page.contains("<style nonce=") && page.contains("--paper:") && page.contains("color: red"), "{page}");
    assert!(page.contains("style-src 'nonce-") && page.matches("</style>").count() == 1, "{page}");
    assert!(session.read("public/index.html").contains("style-src 'nonce-"));
    assert_eq!(session.diagnostics(), Vec::<String>::new());
    session.run("build --base-url https://example.org/essai/");
    let page = session.read("public/404.html");
    assert!(page.contains("href=\"/essai/index.html\"") && !page.contains("<style>"), "{page}");
    session.run("build");
    // A theme that links there anyway is reported.
    session.write(
        "themes/default/templates/404.html",
        b"{% extends \"base.html\" %}{% block main %}<p>Perdu.</p>{% endblock main %}",
    );
    let told = session.run("check");
    assert!(told.code == 1 && told.err.contains("base_url") && told.err.matches("D0502").count() == 1, "{}", told.err);
}
