//! Hostile HTML, from any source: nothing that could run, load or send something reaches a page, and clean HTML is
//! unchanged.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use dossier::base::SourcePath;
use dossier::html::html_context::HtmlContext;
use dossier::html::raw_html;
use dossier::import::compose::{Overrides, compose};
use dossier::link::LinkResolver;
use proptest::prelude::*;

use super::syntax;

/// Elements that could run, load or send something.
const ELEMENTS: [&str; 26] = [
    "script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "button", "textarea",
    "select", "base", "meta", "link", "svg", "math", "template", "audio", "video", "source", "canvas", "portal",
    "noscript", "xmp", "dialog",
];
/// Ways to write an address that runs code.
const ADDRESSES: [&str; 16] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "\u{1}javascript:alert(1)",
    "\u{2028}javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "//example.org/x",
    "blob:https://example.org/1",
    "filesystem:x",
    "view-source:javascript:alert(1)",
];
/// Pieces in which sanitisers have been wrong before: a parser that reads them twice reads two different things.
const NESTS: [&str; 34] = [
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<select><template><style><!--</style><a rel=\"--></style></template></select><img id=x src onerror=alert(1)>\"></template></select>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--!><img src=x onerror=alert(1)>--!>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version=\"1.0\"?><img src=x onerror=alert(1)>",
    "<img src=\"x` `<script>alert(1)</script>\"` `>",
    "<a href=\"https://example.org\" onmouseover = alert(1) >a</a>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=x onerror\n=\nalert(1)>",
    "<div style=\"background:url(https://example.org/x.png)\">a</div>",
    "<div style=\"width:expression(alert(1))\">a</div>",
    "<p style=\"position:fixed;inset:0\">a</p>",
    "<table background=\"https://example.org/x.png\"><tr><td>a</table>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>a</details>",
    "<marquee onstart=alert(1)>a</marquee>",
    "<img srcset=\"https://example.org/x.png 2x\" src=x>",
    "<picture><source srcset=\"https://example.org/x.png\"><img src=x></picture>",
    "<a href=x ping=\"https://example.org/ping\">a</a>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<img src=\"https://example.org/pixel.gif\" width=1 height=1>",
    "<a target=_blank href=\"https://example.org\">a</a>",
    "<xss id=x tabindex=1 onactivate=alert(1)></xss>",
    "<p id=\"__proto__\" name=\"cookie\">a</p>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1)//<</script>",
    "<plaintext><script>alert(1)</script>",
    "<b><i></b><script>alert(1)</script></i>",
];

/// Marks that dossier read in the past, or that the collection below cannot find.
const MARKS: [&str; 6] = [
    "data-own",
    "class=\"m m-person e note-call\"",
    "id=\"p1\"",
    "id=\"card\"",
    "nonce=\"00000000000000000000000000000000\"",
    "role=\"doc-noteref\"",
];

/// Attributes that selectors name and that articles may use: they are standard HTML, and nothing trusts them.
const HTMLS_OWN: [&str; 5] = ["class", "dir", "hidden", "open", "scope"];

/// Returns the names made of these characters that follow a word in a text.
fn names(text: &str, before: &str) -> BTreeSet<String> {
    let is_part = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let behind = text.match_indices(before).map(|(at, _)| &text[at + before.len()..]);
    let names = behind.map(|rest| rest.chars().take_while(is_part).collect::<String>());
    names.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase())).collect()
}

/// Everything that may be read as a mark: our own attributes, ids, classes. From scripts, style sheets, templates, and
/// the strings of the program, which include the selectors of the page parsers.
#[derive(Default)]
struct Read {
    attributes: BTreeSet<String>,
    ids: BTreeSet<String>,
    classes: BTreeSet<String>,
}

fn read() -> &'static Read {
    static READ: OnceLock<Read> = OnceLock::new();
    READ.get_or_init(|| {
        let mut read = Read::default();
        for folder in ["themes", "src"] {
            collect(Path::new(folder), &mut read);
        }
        read
    })
}

fn collect(folder: &Path, read: &mut Read) {
    for path in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, read);
        } else if ["js", "css", "html"].contains(&ending.as_str()) {
            collect_from(&ending, &std::fs::read_to_string(&path).expect("text"), read);
        }
    }
    if folder == Path::new("src") {
        for text in syntax::files().iter().flat_map(|file| &file.strings).filter(|at| !at.in_test) {
            collect_from("rs", &text.what, read);
        }
    }
}

fn collect_from(ending: &str, text: &str, read: &mut Read) {
    read.attributes.extend(names(text, "data-").into_iter().map(|name| format!("data-{name}")));
    // `dataset.nodeId` is `data-node-id`.
    let in_scripts = text.match_indices("dataset.").map(|(at, word)| &text[at + word.len()..]);
    for rest in in_scripts {
        let name = rest.chars().take_while(char::is_ascii_alphanumeric);
        let kebab = name.flat_map(|c| if c.is_ascii_uppercase() { vec!['-', c.to_ascii_lowercase()] } else { vec![c] });
        read.attributes.insert(format!("data-{}", kebab.collect::<String>()));
    }
    // In a script a bracket may be a list: a selector has a value.
    let is_selector = |name: &String| match ending {
        "css" => true,
        "js" => text.contains(&format!("[{name}=")) || text.contains(&format!("[{name}~=")),
        _ => false,
    };
    read.attributes.extend(names(text, "[").into_iter().filter(is_selector));
    for quote in ['"', '\''] {
        read.ids.extend(names(text, &format!("getElementById({quote}")));
        read.ids.extend(names(text, &format!(" id={quote}")));
        for start in ["querySelector(", "querySelectorAll(", "closest(", "one(", "all(", "matches("] {
            read.classes.extend(names(text, &format!("{start}{quote}.")));
        }
        for (at, word) in text.match_indices(&format!(" class={quote}")) {
            let value = text[at + word.len()..].split(quote).next().unwrap_or_default();
            read.classes.extend(value.split_whitespace().filter(|one| !one.contains(['{', '}'])).map(str::to_owned));
        }
    }
    if ending == "css" {
        read.classes.extend(names(text, "."));
    }
}

/// Attributes to forge: those read today, and older ones.
fn marks() -> Vec<String> {
    let read = read();
    let mut marks: Vec<String> = MARKS.iter().map(|mark| (*mark).to_owned()).collect();
    marks.extend(read.attributes.iter().map(|name| format!("{name}=\"1\"")));
    marks.extend(read.ids.iter().map(|id| format!("id=\"{id}\"")));
    marks.push(format!("class=\"{}\"", read.classes.iter().map(String::as_str).collect::<Vec<_>>().join(" ")));
    marks.push("rel=\"search stylesheet\"".to_owned());
    marks
}

/// More than two hundred pieces of hostile HTML.
fn vectors() -> Vec<String> {
    let mut vectors: Vec<String> = Vec::new();
    for mark in MARKS {
        for address in [
            "https://example.org/x", "//example.org/x", "\\\\example.org\\x", "/\\example.org/x", "javascript:alert(1)",
        ] {
            vectors.push(format!(
                "<img {mark} src=\"{address}\"><a {mark} href=\"{address}\">un</a><q {mark} cite=\"{address}\">x</q>"
            ));
        }
        vectors.push(format!("<script {mark} src=x></script><style {mark}>x</style><b {mark}>un</b><div {mark}>deux"));
    }
    for mark in marks() {
        let address = "//example.org/x";
        vectors.push(format!("<img {mark} src=\"{address}\"><a {mark} href=\"{address}\">un</a><b {mark}>deux</b>"));
        vectors.push(format!("<p title=\"<img {mark} src='{address}'>\" {mark}>a</p>"));
    }
    for element in ELEMENTS {
        vectors
            .push(format!("<{element} src=x onload=alert(1) href=\"https://example.org/x\">un<b>deux</b></{element}>"));
        vectors.push(format!("<{}\n onerror='alert(1)' />trois", element.to_uppercase()));
    }
    for address in ADDRESSES {
        vectors.push(format!("<a href=\"{address}\">un</a>"));
        vectors.push(format!("<img src='{address}' alt=x>"));
        vectors.push(format!("<b title=x formaction=\"{address}\" xlink:href=\"{address}\">un</b>"));
    }
    vectors.extend(NESTS.iter().map(|nest| (*nest).to_owned()));
    vectors
}

/// Returns what in the HTML could run, load or send something, parsed as a browser does: tag by tag.
fn live(html: &str) -> Option<String> {
    let lower = html.to_lowercase();
    for tag in lower.split('<').skip(1).filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic())) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        if ELEMENTS.contains(&name.as_str()) {
            return Some(tag.to_owned());
        }
        let outside_quotes: String = tag.split('"').step_by(2).collect();
        let has_handler = outside_quotes.split_whitespace().skip(1).any(|word| word.starts_with("on"));
        let has_attribute = ["style=", "srcset=", "background=", "ping=", "formaction=", "action="]
            .iter()
            .any(|key| outside_quotes.contains(key));
        let address = ["href=\"", "src=\"", "cite=\""].iter().find_map(|key| tag.split_once(key)).map(|(_, rest)| rest);
        let runs = address.is_some_and(|address| {
            ["javascript", "vbscript", "data:", "blob:", "//", "\\", "/\\", "file:"]
                .iter()
                .any(|scheme| address.trim_start().starts_with(scheme))
        });
        let is_own = outside_quotes
            .split_whitespace()
            .skip(1)
            .any(|word| word.starts_with("data-") || word.starts_with("nonce"))
            || ["id=\"", "class=\""].iter().any(|key| {
                let value = tag.split_once(key).map(|(_, rest)| rest.split('"').next().unwrap_or_default());
                value.is_some_and(|value| value.split_whitespace().any(|word| !word.starts_with("u-")))
            });
        let loads = name == "img" && address.is_some_and(|address| address.contains("//"));
        if has_handler || has_attribute || runs || loads || is_own {
            return Some(tag.to_owned());
        }
    }
    None
}

fn cleaned(html: &str) -> String {
    let (file, targets) = (SourcePath::new("content/articles/a.md"), LinkResolver::default());
    raw_html::clean(html, &HtmlContext { file: &file, link_resolver: &targets, root: "../", picture_size: &|_| None })
}

/// Imports a page with the HTML inside an article; returns the article's Markdown.
fn imported(name: &str, html: &str) -> String {
    let text = "Le maire a promis de rallumer le phare de la pointe, éteint depuis la grande tempête de janvier. Les pêcheurs ont applaudi.";
    let page = match name {
        "a.eml" => format!(
            "From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>{text}</p>{html}<p>{text}</p>"
        ),
        _ => format!("<html><body><article><h1>Le phare</h1><p>{text}</p>{html}<p>{text}</p></article></body></html>"),
    };
    let composed = compose(name, page.as_bytes(), &Overrides::default()).expect("an article");
    composed.to_file("seeds/a", None)
}

#[test]
fn there_are_more_than_a_hundred_vectors() {
    assert!(vectors().len() > 200, "{}", vectors().len());
    assert!(
        live("<b id=\"p1\">a</b>").is_some()
            && live("<b class=\"u-a m\">a</b>").is_some()
            && live("<b data-own>a</b>").is_some()
    );
    assert!(live("<p onclick=x>a</p>").is_some() && live("<a href=\"javascript:x\">").is_some(), "the judge is awake");
    assert!(live("<p>onclick=x <b>javascript:</b></p>").is_none());
}

/// Every mark that a script, a style sheet, a template or the program reads is in a vector, and in no published raw
/// HTML.
#[test]
fn the_vectors_carry_every_mark_that_the_code_reads() {
    let read = read();
    for (list, known) in [(&read.attributes, "data-rule"), (&read.ids, "q"), (&read.classes, "m")] {
        assert!(list.contains(known), "{known} is no longer found: {list:?}");
    }
    let carried = vectors().concat();
    for name in &read.attributes {
        assert!(carried.contains(&format!(" {name}=\"1\"")), "{name}");
        if !HTMLS_OWN.contains(&name.as_str()) {
            let html = format!("<b {name}=\"1\">a</b><img {name}=\"1\" src=\"//example.org/x\">");
            assert_eq!(cleaned(&html), "<b>a</b>", "{name}");
        }
    }
    for id in &read.ids {
        assert!(carried.contains(&format!("id=\"{id}\"")), "{id}");
        let clean = cleaned(&format!("<b id=\"{id}\">a</b>"));
        assert!(!clean.contains(&format!("\"{id}\"")), "{clean}");
    }
    for class in &read.classes {
        let clean = cleaned(&format!("<b class=\"{class} x\">a</b>"));
        assert!(!clean.contains(&format!("\"{class}")), "{clean}");
    }
    let outside = cleaned("<a rel=\"search\" href=\"https://example.org/\">a</a><a rel=\"search\">b</a>");
    assert!(!outside.contains("search"), "{outside}");
}

#[test]
fn raw_html_in_an_article_is_made_safe() {
    for vector in vectors() {
        assert_eq!(live(&cleaned(&vector)), None, "{vector}\n{}", cleaned(&vector));
    }
}

#[test]
fn what_is_clean_stays_as_it_is() {
    for vector in vectors() {
        let once = cleaned(&vector);
        assert_eq!(cleaned(&once), once, "{vector}");
    }
}

#[test]
fn what_was_made_to_break_its_readers_is_text() {
    for bomb in ["<div>".repeat(100_000), "<b><!-- </b> -->".repeat(50_000), "<table><tr><td>".repeat(50_000)] {
        let clean = cleaned(&bomb);
        assert!(clean.starts_with("&lt;") && !clean.contains('<'));
        assert!(raw_html::dropped(&bomb)[0].contains("shown as text"));
    }
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=1")).collect();
    assert!(cleaned(&format!("<p{attributes}>x</p>")).starts_with("&lt;p"));
}

#[test]
fn an_imported_page_holds_no_html() {
    for name in ["a.html", "a.eml"] {
        for vector in vectors() {
            let article = imported(name, &vector);
            let body = article.split("\n---\n").nth(1).expect("a body");
            // A tag shown as text is escaped.
            let bare = body.replace("\\<", "");
            let has_tag = bare
                .split('<')
                .skip(1)
                .any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!'));
            assert!(!has_tag && !body.contains("](javascript") && !body.contains("!["), "{vector}\n{body}");
        }
    }
}

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(vectors()),
        3 => "[a-zé <>/\"'=&;#!*_`\\[\\]()~-]{0,12}",
        2 => proptest::sample::select(vec!["<p>", "</p>", "<b>", "</b>", "<i>", "<table>", "<td>", "<ul><li>", "</ul>", "<br>", "<a href='https://example.org/'>", "</a>", "<h2>", "<blockquote>", "<pre>", "<!--", "-->"]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// A link in a link, left by a dropped element, is parsed as two links (found by the property below).
#[test]
fn a_link_in_a_link_is_settled_at_once() {
    let html =
        "<a href='https://example.org/'><OBJECT\n onerror='alert(1)' />trois<a href=\" javascript:alert(1)\">un</a>";
    let once = cleaned(html);
    assert_eq!(cleaned(&once), once);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// `clean(clean(x)) == clean(x)`, and nothing in it is live.
    #[test]
    fn cleaning_is_idempotent(html in soup()) {
        let once = cleaned(&html);
        prop_assert_eq!(live(&once), None, "{}", once);
        prop_assert_eq!(cleaned(&once), once);
    }

    /// An imported page that is imported again as Markdown gives the same article.
    #[test]
    fn importing_is_idempotent(html in soup()) {
        let first = imported("a.html", &html);
        let body = first.split_once("\n---\n\n").expect("a body").1.to_owned();
        let again = compose("a.md", body.as_bytes(), &Overrides::default()).expect("an article").to_file("seeds/a", None);
        let again = again.split_once("\n---\n\n").expect("a body").1.to_owned();
        prop_assert_eq!(again, body);
    }
}
