//! Files of content/media/ that would run code, load something or reveal something: they are cleaned, or left out and
//! reported.

use super::session::Session;

/// Builds a site whose article shows a file and links to it.
fn site(name: &str, bytes: &[u8]) -> (Session, String) {
    let session = Session::new();
    session.write(&format!("content/media/{name}"), bytes);
    let text =
        format!("---\ntitle: Le quai\ndate: 2021\n---\nVoir [ceci](../media/{name}).\n\n![Un plan](../media/{name})\n");
    session.write("content/articles/a.md", text.as_bytes());
    let build = session.run("build");
    (session, build.err)
}

#[test]
fn what_a_browser_would_open_as_a_page_stays_at_home() {
    for (name, bytes) in [
        ("notice.html", "<!doctype html><script>alert(1)</script>"),
        ("notice.HTM", "texte"),
        ("notice.xhtml", "<html xmlns=\"http://www.w3.org/1999/xhtml\"><script>alert(1)</script></html>"),
        ("liste.xml", "<?xml version=\"1.0\"?><x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>"),
        ("app.js", "alert(1)"),
        ("app.hta", "alert(1)"),
        ("sans-terminaison", "<html>"),
        ("notice.txt", "\n <html><script>alert(1)</script>"),
        ("notice.pdf", "<!-- %PDF-1.4 --><script>alert(1)</script>"),
        ("film.mp4", "<!--ftyp--><svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
        ("photo.jpg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
        ("photo.html", "\u{fffd}\u{fffd}"),
    ] {
        let (session, told) = site(name, bytes.as_bytes());
        assert!(!session.path(&format!("public/media/{name}")).exists(), "{name}");
        assert!(told.contains("D0710") && told.contains("it is left out"), "{name}: {told}");
        assert!(!session.read("public/articles/a.html").contains(&format!("media/{name}")), "{name}");
    }
    let jpeg = [&[0xff, 0xd8, 0xff, 0xe0][..], b"<script>alert(1)</script>"].concat();
    assert!(!site("photo.html", &jpeg).0.path("public/media/photo.html").exists());
}

#[test]
fn what_nobody_runs_is_published_as_it_is() {
    for (name, bytes) in [
        ("rapport.pdf", &b"%PDF-1.4\n%%EOF"[..]),
        ("rapport.docx", b"PK\x03\x04"),
        ("sons.mp3", b"ID3\x04"),
        ("film.mp4", b"\0\0\0\x10ftypisom\0\0\0\0"),
        ("liste.csv", b"nom;n\nArmel;3\n"),
        ("texte.txt", b"Un texte < 3 lignes"),
    ] {
        let (session, told) = site(name, bytes);
        assert_eq!(std::fs::read(session.path(&format!("public/media/{name}"))).expect("published"), bytes, "{told}");
    }
}

#[test]
fn an_svg_is_written_from_what_was_checked() {
    for (svg, gone) in [
        (
            "<!--ftyp--><svg xmlns=\"http://www.w3.org/2000/svg\"><metadata>canari</metadata><script>canari()</script><image href=\"https://canari.example/x.png\"/></svg>",
            "canari",
        ),
        ("<svg style=\"font-family:'/*';background-image:url(https://canari.example/a);color:'*/'\"/>", "canari"),
        ("<svg><rect style=\"x:'/*';mask-image:url(https://canari.example/m.svg#a);y:'*/'\"/></svg>", "canari"),
        (
            "<svg><rect fill=\"u&#92;72l(https://canari.example/a)\" mask=\"image-set('canari.png' 1x)\"/></svg>",
            "canari",
        ),
        ("<svg><rect filter=\"src('https://canari.example/a')\" cursor=\"url(canari.cur)\"/></svg>", "canari"),
        ("<svg><style>.a{font:'/*'} .b{mask:url(//canari.example/x)} .c{font:'*/'}</style></svg>", "canari"),
        (
            "<svg><style>@namespace url(canari); @charset 'canari'; @layer a{.b{mask:url(canari)}}</style></svg>",
            "canari",
        ),
        ("<svg><style><![CDATA[.a{mask:url(\"canari\")}]]></style></svg>", "canari"),
        ("<svg xmlns:x='a'><x:script>canari</x:script><use href=\"data:image/svg+xml,canari\"/></svg>", "canari"),
        (
            "<svg><a href=\"#a\" href=\"javascript:canari\" xlink:href=\"https://canari.example\"><text>x</text></a></svg>",
            "canari",
        ),
        ("<?xml-stylesheet href=\"https://canari.example/x.css\"?><svg/>", "canari"),
    ] {
        let (session, _) = site("plan.svg", svg.as_bytes());
        let published = session.read("public/media/plan.svg");
        assert!(published.starts_with("<svg ") && !published.contains(gone), "{svg}\n{published}");
    }
    let (session, _) = site(
        "plan.svg",
        b"<svg viewBox=\"0 0 9 9\"><style>.a { fill: url('#g'); stroke: red }</style><path class=\"a\" d=\"M0 0\" fill=\"url(#g)\" style=\"opacity:.5\"/></svg>",
    );
    let published = session.read("public/media/plan.svg");
    let expected = "<style>.a { fill: url(#g); stroke: red }\n</style><path class=\"a\" d=\"M0 0\" fill=\"url(#g)\" style=\"opacity: 0.5\">";
    assert!(published.contains(expected), "{published}");
}
