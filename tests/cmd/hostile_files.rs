//! Files that keep a program busy for ever, by design or by accident: the build ends, and includes the other files.
//! tests/laws/linear.rs asserts that their processor time is linear.

use super::session::Session;

const GOOD: &[u8] = b"---\ntitle: Bon\ndate: 2021-05-03\n---\nJeanne Morvan est venue.\n";

/// Builds a good article together with a file.
fn check(name: &str, bytes: &[u8]) -> Session {
    let session = Session::new();
    session.write("content/articles/bon.md", GOOD).write(name, bytes);
    let build = session.run("build");
    assert!((0..=1).contains(&build.code), "{name} {:?}: {}", String::from_utf8_lossy(&bytes[..60]), build.err);
    assert!(session.path("public/articles/bon.html").exists());
    session
}

fn article(body: &str) -> Session {
    check("content/articles/h.md", format!("---\ntitle: x\ndate: 2021\n---\n{body}\n").as_bytes())
}

/// Each of these was quadratic or unbounded once.
#[test]
fn one_paragraph_of_one_thing() {
    article(&"«".repeat(100_000));
    article(&"mot; ".repeat(60_000).replace(' ', ""));
    article(&(0..8_000).map(|n| format!("x[^{n}]\n\n[^{n}]: y\n\n")).collect::<String>());
    let session = article(&"le 13 septembre ".repeat(4_000));
    let chronology = session.path("public/chronology.html").metadata().expect("a page").len();
    assert!(chronology < 20_000_000, "each date is quoted with all of the paragraph: {chronology} bytes");
    let session = Session::new();
    session.write("content/people/jeanne.md", b"---\nname: Jeanne Morvan\n---\n");
    session.write(
        "content/articles/a.md",
        format!("---\ntitle: x\n---\n{}\n", "Jeanne Morvan ".repeat(20_000)).as_bytes(),
    );
    assert_eq!(session.run("build").code, 0);
    let page = session.path("public/personnes/jeanne.html").metadata().expect("a page").len();
    assert!(page < 20_000_000, "each name is quoted with all of the paragraph: {page} bytes");
}

#[test]
fn yaml_that_nests_or_repeats_itself() {
    let deep_map = format!("{}{}", "{a: ".repeat(50_000), "}".repeat(50_000));
    let deep_block: String = (0..3_000).map(|n| format!("{}a:\n", " ".repeat(n + 1))).collect();
    let mut bomb = "[x, x, x, x, x, x, x, x, x]".to_owned();
    for name in ["a", "b", "c", "d", "e", "f", "g", "h"] {
        bomb = format!("[&{name} {bomb}{}]", format!(", *{name}").repeat(9));
    }
    for value in [&deep_map, &format!("\n{deep_block}"), &"[".repeat(100_000), &"- ".repeat(50_000), &bomb, "&a [*a]"] {
        check("content/articles/h.md", format!("---\ntitle: x\ntags: {value}\n---\nx\n").as_bytes());
        check("content/people.yaml", format!("- {{id: a, name: {value}}}\n").as_bytes());
        let session = check("content/decisions.yaml", format!("- {value}\n").as_bytes());
        assert!(session.run("check").code <= 1);
    }
    let session = Session::new();
    session.write("content/articles/h.md", format!("---\ntitle: x\ntags: {deep_map}\n---\nx\n").as_bytes());
    assert!(session.run("build").err.contains("nested too deep"));
}

#[test]
fn ten_thousand_mistakes_are_told_in_part_and_listed_in_full() {
    let notes: String = (0..5_000).map(|n| format!("- {{quote: Jeanne, texte: n{n}}}\n")).collect();
    let session = check("content/notes/bon.yaml", notes.as_bytes());
    assert!(session.run("build").err.contains("more, which `dossier check --format json` lists"));
    assert!(session.run("check --format json").out.lines().count() > 5_000);
}

#[test]
fn a_template_that_calls_itself_or_never_ends_is_stopped() {
    for template in [
        "{% include \"article.html\" %}",
        "{% extends \"article.html\" %}",
        "{% component r() %}a{{<r/>}}{% endcomponent r %}{{<r/>}}",
    ] {
        let session = Session::new();
        session
            .write("content/articles/bon.md", GOOD)
            .write("themes/default/templates/article.html", template.as_bytes());
        let build = session.run("build");
        assert_eq!(build.code, 1, "{template}: {}", build.err);
        assert!(build.err.contains("D060") && build.err.contains("article.html"), "{template}: {}", build.err);
        assert!(session.path("public/index.html").exists());
    }
}

#[cfg(unix)]
#[test]
fn nobody_waits_for_a_pipe_or_reads_a_device_to_its_end() {
    let pipe = |session: &Session, name: &str| {
        let path = session.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        assert!(std::process::Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
    };
    let source = b"---\ntitle: x\nsource: {file: seeds/f.txt, sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}\n---\nx\n";
    for (name, commands) in [
        ("content/articles/f.md", ["build", "import raw"]),
        ("content/decisions.yaml", ["review", "suggest"]),
        ("content/.dossier-journal.json", ["build", "import raw"]),
        ("content/media/a.jpg", ["build", "check"]),
        ("themes/default/templates/base.html", ["build", "check"]),
        ("public/.dossier-manifest.json", ["build", "diff"]),
        ("public/data/articles.jsonl", ["diff", "build"]),
        ("seeds/f.txt", ["check", "import raw"]),
        ("raw/f.txt", ["import raw", "import raw/f.txt"]),
    ] {
        for command in commands {
            let session = Session::new();
            session.write("content/articles/bon.md", GOOD).write("content/articles/h.md", source);
            session.write("raw/a.txt", b"Titre\n\nUn texte assez long pour en \xc3\xaatre un.\n");
            pipe(&session, name);
            // A program that waited for the pipe would never end.
            let code = session.run(command).code;
            assert!((0..=3).contains(&code), "{command} with a pipe at {name} ends with {code}");
        }
    }
    let session = Session::new();
    session.write("content/articles/h.md", source);
    std::fs::create_dir(session.path("seeds")).expect("a folder");
    std::os::unix::fs::symlink("/dev/zero", session.path("seeds/f.txt")).expect("a link");
    std::os::unix::fs::symlink("/dev/zero", session.path("content/articles/z.md")).expect("a link");
    assert!(session.run("check").code <= 1);
}

/// Test content for every field of a dossier: marks of HTML, JSON, YAML, XML and templates, a formula, control characters.
const EVERYTHING: &str = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\\\"' onmouseover=alert(1) ]]> --> {{ 7*7 }} =cmd|' /C calc' \\u0001\\u000b\\ufffe\\u202e\\u001b]0;x\\u0007";

#[test]
fn what_every_field_may_hold_stays_text_in_every_file() {
    let session = Session::new();
    let x = format!("\"{EVERYTHING}\"");
    session.write(
        "site.yaml",
        format!("title: {x}\nlanguage: fr\nbase_url: https://example.org/\nauthor: {x}\ndescription: {x}\n").as_bytes(),
    );
    for (n, url) in [
        "java\\tscript:alert(1)",
        "\\u0001javascript:alert(1)",
        "data:text/html,x",
        "https://example.org/\\\"onmouseover=alert(1)",
    ]
    .into_iter()
    .enumerate()
    {
        let head = format!(
            "title: {x}\ndate: 2021\npublisher: {x}\nauthor: {x}\nurl: \"{url}\"\narchived: \"{url}\"\ntags: [{x}]\n"
        );
        session.write(
            &format!("content/articles/a{n}.md"),
            format!("---\n{head}---\nJeanne Morvan [a]({url}) <{url}> ![x]({url}) `</script>` [[jeanne|</script>]].\n")
                .as_bytes(),
        );
    }
    session.write(
        "content/people/jeanne.md",
        format!("---\nname: Jeanne Morvan\nroles: [{{title: {x}}}]\nrelations: [{{to: lieu, as: {x}}}]\n---\n")
            .as_bytes(),
    );
    session.write("content/places.yaml", format!("- {{id: lieu, name: {x}, coordinates: [48.1, -4.2]}}\n").as_bytes());
    let build = session.run("build");
    assert!(build.code <= 1 && !build.err.contains(['\u{1b}', '\u{7}']), "{}", build.err);
    for (name, bytes) in session.files("public") {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if name.ends_with(".xml") {
            assert!(
                !text.chars().any(|c| c.is_control() && !c.is_whitespace() || matches!(c, '\u{b}' | '\u{fffe}')),
                "{name} is no XML"
            );
        }
        if name.ends_with(".html") {
            let scripts = text.split("<script").skip(1);
            for script in scripts {
                let (tag, code) = script.split_once('>').unwrap_or_default();
                // The one that is written in a page asks for the theme's own fonts.
                let is_of_fonts = code.starts_with("if (/^h/.test(location.protocol)) for (const href of [\"")
                    && code.split("</script>").next().is_some_and(|code| !code.contains("x onerror"));
                assert!(tag.contains("src=\"") || tag.contains("ld+json") || is_of_fonts, "{name}: <script{tag}>");
            }
            let plain: String = text.to_lowercase().split_whitespace().collect();
            // The page for errors asks for no icon: an address that holds nothing.
            let plain = plain.replace("href=\"data:,\"", "");
            assert!(!plain.contains("href=\"javascript") && !plain.contains("href=\"data:"), "{name}");
            assert!(!text.contains("<img src=x onerror") && !text.contains("\" onmouseover"), "{name}");
        }
        if name.ends_with(".jsonl") {
            text.lines().for_each(|line| drop(serde_json::from_str::<serde_json::Value>(line).expect("JSON")));
        }
    }
}
