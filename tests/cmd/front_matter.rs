//! Typing errors and word processor artefacts in front matter: each is reported at its place, in plain words, with its fix.

use super::session::Session;

/// Returns the findings of `check` for an article with this front matter: place and code, message and help.
fn said(front: &str) -> Vec<(String, String)> {
    let session = Session::new();
    let end = if front.contains('\n') { "\n" } else { "\r" };
    session.write("content/articles/a.md", format!("{front}{end}Un texte.{end}").as_bytes());
    let run = session.run("check --format json");
    let lines = run.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    let line = |found: serde_json::Value| {
        let place = format!("{}:{} {}", found["line"], found["column"], found["code"].as_str().unwrap_or_default());
        (
            place,
            format!(
                "{}; {}",
                found["message"].as_str().unwrap_or_default(),
                found["help"].as_str().unwrap_or_default()
            ),
        )
    };
    lines.map(line).filter(|(place, _)| !place.ends_with("D0401")).collect()
}

fn check(front: &str, expected: &[(&str, &str)]) {
    let found = said(front);
    let fits =
        |(expected, words): &(&str, &str), (place, said): &(String, String)| expected == place && said.contains(words);
    let same =
        found.len() == expected.len() && expected.iter().zip(&found).all(|(expected, found)| fits(expected, found));
    assert!(same, "{front:?}\nexpected {expected:?}\nfound {found:?}");
}

#[test]
fn signs_that_only_look_right_are_named_where_they_stand() {
    for (front, place, words) in [
        ("---\ntitle:\u{a0}Marée\ndate: 2021\n---", "2:7 D0201", "a no-break space (U+00A0) follows the colon"),
        ("---\ntitle: Marée\ndate:\u{202f}2021\n---", "3:6 D0201", "a narrow no-break space (U+202F)"),
        ("---\ntitle:\u{a0}Marée\n---", "2:7 D0201", "a no-break space"),
        ("---\ntitle：Marée\ndate: 2021\n---", "2:6 D0201", "a full-width colon (U+FF1A)"),
        ("---\ntitle:Marée\ndate: 2021\n---", "2:6 D0201", "there is no space after the colon of `title`"),
        ("---\ntitle: “Marée : le quai: fin”\ndate: 2021\n---", "2:8 D0201", "straight quotation marks"),
        ("---\ntitle: Marée\ndate: 2021\ntags:\n– mer\n– quai\n---", "5:1 D0201", "a list needs a hyphen"),
        ("---\ntitle: Marée\ndate: 2021\ntags:\n\u{a0}\u{a0}- mer\n---", "5:1 D0201", "indents this line"),
        ("---\ntitle: Marée\ndate: 2021\nsource:\n  file:\u{a0}x\n---", "5:8 D0201", "a no-break space"),
        ("---\rtitle: Marée\rdate: 2021\r---\r", "1:1 D0208", "LF"),
        ("—\ntitle: Marée\ndate: 2021\n—", "1:1 D0208", "three hyphens"),
        ("---\ntitle: Marée\ndate: 2021\n–-", "4:1 D0208", "three hyphens"),
    ] {
        check(front, &[(place, words)]);
    }
    check(
        "---\ntitle\u{a0}: Marée\ndate: 2021\n---",
        &[("2:1 D0204", "`title`"), ("2:1 D0202", "a no-break space (U+00A0)")],
    );
}

#[test]
fn words_that_are_meant_are_let_be() {
    check("---\ntitle: Marée\u{a0}! le «\u{a0}quai\u{a0}»\ndate: 2021\n---", &[]);
    check("---\ntitle : Marée\ndate:  2021\n---", &[]);
    check("---\ntitle: “Marée”\ndate: 2021 # le jour\nlanguage: fr # comme tout\ntags: [mer] # deux\n---", &[]);
    check("---\n# Un mot\ntitle: \"Jour #3\" # trois\ndate: 2021\n---", &[]);
    check("---\ntitle: Marée\npublisher: Le Quai  # depuis 2019\ndate: 2021\n---", &[]);
    check("---\ntitle: Jour#3\ndate: 2021\nunlinked:\n  - texte # le père\n---", &[]);
}

#[test]
fn words_behind_a_hash_are_told_to_be_lost() {
    check("---\ntitle: Grève, jour #3\ndate: 2021\n---", &[("2:20 D0210", "quotes")]);
    check("---\ntitle: Marée\npublisher: Radio #Ouest\ndate: 2021\n---", &[("3:18 D0210", "`publisher`")]);
    check("---\ntitle: Marée\nauthor: A. Le Dû # pigiste\ndate: 2021\n---", &[("3:18 D0210", "quotes")]);
    check("---\ntitle: Marée\ndate: 2021\ntags:\n  - mer #2\n---", &[("5:9 D0210", "`tags`")]);
    check("---\ntitle: #quai\ndate: 2021\n---", &[("2:1 D0204", "`title`"), ("2:8 D0210", "quotes")]);
    check(
        "---\ntitle: Marée\ntags: [quai #2, mer]\ndate: 2021\n---",
        &[("3:7 D0201", "everything after it is a comment")],
    );
}

#[test]
fn records_and_site_yaml_tell_the_same() {
    let session = Session::new();
    session
        .write("site.yaml", b"title: Le port, acte #1\nlanguage: fr\n")
        .write("content/people.yaml", b"- {id: zoe, name: Zoe Kerouanton}\n- id: hash\n  name: Collectif #Ouest\n")
        .write("content/places/quai.md", b"---\nname: Quai #4\n---\n");
    let expected = ["content/people.yaml:3:19 D0210", "content/places/quai.md:2:12 D0210", "site.yaml:1:22 D0210"];
    let found: Vec<String> = session.diagnostics().into_iter().filter(|line| !line.ends_with("D0402")).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_key_in_french_is_answered_with_the_key_that_it_means() {
    let session = Session::new();
    session.write(
        "content/people/jeanne-morvan.md",
        "---\nname: Jeanne Morvan\nmort: 1999\nnaissance: 1950\nfonction: maire\n---\n".as_bytes(),
    );
    let said = session.run("check").err;
    for key in ["died", "born", "roles"] {
        assert!(said.contains(&format!("did you mean `{key}`?")), "{key}: {said}");
    }
    assert!(!said.contains("`sort`?"), "{said}");
}
