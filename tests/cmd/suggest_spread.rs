//! `dossier suggest --partial` and `--merge`: the proposals over articles that are in no dossier.

use serde_json::json;

use super::session::Session;

/// Id, language, text: names that only other articles explain, an event, an acronym, a child, a language without a tagger.
const ARTICLES: [(&str, &str, &str); 9] = [
    (
        "a-phare",
        "fr",
        "La maire Jeanne Morvan a promis de rallumer le phare de Brest. Mme Morvan l’a dit à Jean Le Goff, porte-parole de \
         l’Association des pêcheurs du Ponant (APP). La visite de Jeanne Morvan à Londres est prévue lundi.",
    ),
    ("b-app", "fr", "## L’APP *salue* le geste\n\nL’APP a salué le geste.\n\n> Le Goff n’a rien dit à Londres."),
    ("c-kerval", "fr", "Selon Anne Kerval, le sommet d’Armel du 4 mai a été annulé. Kerval s’est tue."),
    ("d-kerval", "fr", "Yann Kerval, 12 ans, a vu le phare. Kerval a souri à Oslo."),
    ("e-kerval", "fr", "Le sommet d’Armel est annulé, dit Kerval.\n\n> [!caption] Le port d’Oslo. Photo : Maud Tréval"),
    ("f-london", "en", "The mayor, Jeanne Morvan, met Peter Ashdown in London. Ashdown declined to comment."),
    ("g-berlin", "de", "In Berlin hat Anna Schmidt gesprochen. Schmidt schwieg danach."),
    ("h-secret", "fr", "Loïc Tanguy a parlé avec Peter Ashdown à Brest."),
    ("i-rien", "fr", "Il ne dit rien de plus."),
];

fn line(n: usize) -> String {
    let (id, language, text) = ARTICLES[n];
    json!({"id": id, "title": "Un titre", "date": "2021-05-06", "language": language, "markdown": text}).to_string()
        + "\n"
}

/// A dossier with records, one of them withheld, and a refused name; with the articles or without them.
fn dossier(has_articles: bool) -> Session {
    let session = Session::new();
    session
        .write("content/places/brest.md", b"---\nname: Brest\n---\n")
        .write("content/people/morvan.md", b"---\nname: Jeanne Morvane\n---\n")
        .write("content/people/loic.md", "---\nname: Loïc Tanguy\nvisibility: initials\n---\n".as_bytes())
        .write("content/decisions.yaml", b"- refused: Oslo\n");
    for (id, language, text) in ARTICLES.iter().filter(|_| has_articles) {
        let text = format!("---\ntitle: Un titre\ndate: 2021-05-06\nlanguage: {language}\n---\n{text}\n");
        session.write(&format!("content/articles/{id}.md"), text.as_bytes());
    }
    session
}

#[test]
fn any_cut_in_any_order_gives_what_one_dossier_would() {
    let whole = dossier(true);
    let expected = ["--format jsonl", "--min-mentions 2 --format jsonl", ""].map(|options| {
        let run = whole.run(&format!("suggest {options}"));
        // The articles are not in the dossier, so that the command itself writes no record.
        let in_dossier = "`dossier new` writes one, in the folder of the dossier";
        let here = "--write drafts records for them, --accept NAME writes one, --refuse NAME excludes a name for good";
        assert!(run.err.contains(here) != options.contains("jsonl"), "{}", run.err);
        (options, run.code, run.out, run.err.replace(here, in_dossier))
    });
    for name in ["Anne Kerval", "Yann Kerval", "Peter Ashdown", "Maud Tréval"] {
        assert!(name == "Maud Tréval" || expected[0].2.contains(name), "{name}: {}", expected[0].2);
    }
    assert!(!expected[0].2.contains("\"name\":\"Oslo\"") && !expected[0].2.contains("Tanguy"), "{}", expected[0].2);
    let lexicon = whole.run("export lexicon --with-withheld").out;
    let elsewhere = Session::new();
    std::fs::remove_file(elsewhere.path("site.yaml")).expect("no dossier");
    elsewhere.write("names.lexicon", lexicon.as_bytes());
    let empty = dossier(false);
    for (place, names) in [(&elsewhere, "--lexicon names.lexicon"), (&empty, "")] {
        // Each a part's articles, by number.
        for parts in [vec![vec![8, 7, 6, 5, 4, 3, 2, 1, 0]], vec![vec![4, 1], vec![], vec![7, 0, 2, 6], vec![8, 3, 5]]]
        {
            let mut files = Vec::new();
            for (n, part) in parts.iter().enumerate() {
                let lines: String = part.iter().map(|n| line(*n)).collect();
                let run = place.run_on(&format!("suggest --partial {names}"), lines.as_bytes());
                assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
                assert!(!run.out.contains("Tanguy"), "{}", run.out);
                place.write(&format!("{n}.part"), run.out.as_bytes());
                files.push(format!("{n}.part"));
            }
            for (options, code, out, err) in &expected {
                let run = place.run(&format!("suggest {names} {options} --merge {}", files.join(" ")));
                assert_eq!((run.code, &run.out, &run.err), (*code, out, err), "{parts:?}");
            }
            // One after the other, as engines write them.
            let joined: Vec<u8> = files.iter().flat_map(|file| place.read(file).into_bytes()).collect();
            let run = place.run_on(&format!("suggest {names} --format jsonl --merge -"), &joined);
            assert_eq!(run.out, expected[0].2, "{parts:?}");
        }
    }
}

#[test]
fn what_annotate_prints_is_an_input_too() {
    let session = dossier(false);
    let lines: String = [0, 2, 3, 7].into_iter().map(line).collect();
    let direct = session.run_on("suggest --partial", lines.as_bytes());
    let annotated = session.run_on("annotate", lines.as_bytes());
    let again = session.run_on("suggest --partial", annotated.out.as_bytes());
    assert_eq!(direct.out, again.out);
}

#[test]
fn parts_that_make_no_whole_are_refused() {
    let session = dossier(false);
    let part = session.run_on("suggest --partial", (line(0) + &line(1)).as_bytes()).out;
    let lines: Vec<&str> = part.lines().collect();
    let other = part.replacen("\"program\":\"", "\"program\":\"9", 1);
    let shifted = part.replacen("\"blocks\":[[0,", "\"blocks\":[[7777,", 1);
    for (text, line, reason) in [
        (lines[..lines.len() - 1].join("\n"), lines.len(), "not whole"),
        (lines[..2].join("\n") + "\n" + lines[lines.len() - 1], 3, "not whole"),
        (format!("{}\n{part}", lines[0]), 2, "not whole"),
        (lines[1..].join("\n"), 1, "no head"),
        (other, 1, "was written by dossier 9"),
        (shifted, 2, "no line of `dossier suggest --partial`"),
        ("nonsense\n".to_owned(), 1, "no line of `dossier suggest --partial`"),
        (String::new(), 1, "no part in it"),
    ] {
        session.write("good.part", part.as_bytes()).write("bad.part", text.as_bytes());
        let run = session.run("suggest --merge good.part bad.part --format jsonl");
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{reason}");
        assert!(
            run.err.contains(&format!("`bad.part`, line {line}: ")) && run.err.contains(reason),
            "{reason}: {}",
            run.err
        );
    }
    session.write("content/people/new.md", b"---\nname: Anne Kerval\n---\n");
    let run = session.run("suggest --merge good.part");
    assert!(run.code == 1 && run.err.contains("with other records, settings or decisions"), "{}", run.err);
    assert_eq!(session.run("suggest --merge none.part").code, 3);
}

#[test]
fn a_line_that_is_no_article_is_named_and_the_others_stay() {
    let session = dossier(false);
    let run = session.run_on("suggest --partial", (line(0) + "nonsense\n" + &line(1)).as_bytes());
    assert!(run.code == 1 && run.err.starts_with("line 2: this is no JSON object"), "{}", run.err);
    let part = session.run_on("suggest --partial", (line(0) + &line(1)).as_bytes());
    assert_eq!(run.out, part.out);
}

#[test]
fn what_writes_or_decides_does_not_go_with_parts() {
    let session = dossier(false);
    for options in [
        "--partial --merge a", "--partial --write", "--partial --min-mentions 2", "--partial --format jsonl",
        "--merge a --write", "--merge a --apply", "--merge a --accept x", "--merge a --all-above 90",
        "--merge a --refuse x", "--lexicon a",
    ] {
        let run = session.run(&format!("suggest {options}"));
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{options}: {}", run.err);
    }
}
