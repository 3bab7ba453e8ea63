//! `dossier annotate` and `dossier export lexicon`: annotations for texts that are in no dossier.

use super::session::Session;

fn dossier() -> Session {
    let session = Session::new();
    session
        .write(
            "content/people/jeanne-morvan.md",
            "---\nname: Jeanne Morvan\nroles:\n- {title: maire d’Armel, from: 2020}\n---\n".as_bytes(),
        )
        .write("content/people/anne-morvan.md", b"---\nname: Anne Morvan\n---\n")
        .write("content/places.csv", "id,name\narmel,Armel\n".as_bytes())
        .write("content/decisions.yaml", b"- article: un\n  quote: Mme Morvan\n  entity: jeanne-morvan\n");
    for (id, text) in ARTICLES {
        let text = format!("---\ntitle: Un titre\ndate: 2021-05-04\ntags: [mer]\n---\n{text}\n");
        session.write(&format!("content/articles/{id}.md"), text.as_bytes());
    }
    session
}

const ARTICLES: [(&str, &str); 3] = [
    ("un", "Mme Morvan est venue à Armel mardi.\n\n« Rien ne bouge », a dit Anne Morvan."),
    ("deux", "Jeanne Morvan a parlé. Morvan a répété : \\*oui\\*, le 3 mai."),
    ("trois", "## Un intertitre\n\n> La maire d’Armel se tait.\n\nMorvan aussi."),
];

/// The lines of `export jsonl`, without what only a dossier knows.
fn exported(session: &Session) -> Vec<serde_json::Value> {
    let run = session.run("export jsonl");
    assert_eq!(run.code, 0, "{}", run.err);
    run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn an_article_gets_what_it_would_get_in_the_dossier() {
    let session = dossier();
    let lines = exported(&session);
    // With the text of the file, and where there is no markup with the plain text too.
    for with_markup in [true, false] {
        let input: Vec<String> = lines
            .iter()
            .filter(|line| with_markup || line["id"] != "trois")
            .map(|line| {
                let mut line = line.clone();
                let (_, source) = ARTICLES.iter().find(|(id, _)| line["id"] == *id).expect("an article");
                line.as_object_mut()
                    .expect("an object")
                    .retain(|key, _| ["id", "title", "date", "tags", "text"].contains(&&**key));
                if with_markup {
                    line["markdown"] = (*source).into();
                }
                line.to_string()
            })
            .collect();
        let expected: String = lines
            .iter()
            .filter(|line| with_markup || line["id"] != "trois")
            .map(|line| line.to_string() + "\n")
            .collect();
        let lexicon = session.run("export lexicon");
        assert_eq!(lexicon.code, 0, "{}", lexicon.err);
        session.write("names.lexicon", lexicon.out.as_bytes());
        let elsewhere = Session::new();
        std::fs::copy(session.path("names.lexicon"), elsewhere.path("names.lexicon")).expect("a copy");
        std::fs::remove_file(elsewhere.path("site.yaml")).expect("no dossier");
        for (place, arguments) in [(&session, "annotate"), (&elsewhere, "annotate --lexicon names.lexicon")] {
            let run = place.run_on(arguments, input.join("\n").as_bytes());
            assert_eq!((run.code, run.err.as_str()), (0, ""));
            let found: String = run
                .out
                .lines()
                .map(|line| line.parse::<serde_json::Value>().expect("JSON").to_string() + "\n")
                .collect();
            assert_eq!(found, expected);
        }
    }
}

#[test]
fn a_stream_may_be_cut_anywhere_and_keeps_its_order_and_ids() {
    let session = dossier();
    let line = |n: usize| {
        let (_, text) = ARTICLES[n % 3];
        let id = if n == 4 { "jeanne-morvan".to_owned() } else { format!("https://example.org/{n}?a=b") };
        serde_json::json!({"id": id, "title": format!("Titre {n}"), "date": "2021-05-04", "text": text}).to_string()
            + "\n"
    };
    let lines: Vec<String> = (0..40).map(line).collect();
    let whole = session.run_on("annotate", lines.concat().as_bytes());
    assert_eq!((whole.code, whole.err.as_str(), whole.out.lines().count()), (0, "", 40));
    let ids: Vec<serde_json::Value> =
        whole.out.lines().map(|line| line.parse::<serde_json::Value>().expect("JSON")["id"].clone()).collect();
    assert_eq!((ids[4].as_str(), ids[39].as_str()), (Some("jeanne-morvan"), Some("https://example.org/39?a=b")));
    for parts in [1, 7, 39] {
        let parts = lines.chunks(parts).map(|part| session.run_on("annotate", part.concat().as_bytes()).out);
        assert_eq!(parts.collect::<String>(), whole.out);
    }
}

#[test]
fn a_line_that_is_no_article_is_named_and_the_others_stay() {
    let session = dossier();
    let input = b"{\"id\": 1, \"text\": \"Armel.\"}\n\nnonsense\n{\"id\": 2, \"text\": \"Armel.\", \"date\": \"mardi\"}\n\xff\n{\"id\": 3, \"text\": \"Armel.\"}";
    let run = session.run_on("annotate", input);
    assert_eq!((run.code, run.out.lines().count()), (1, 2), "{}", run.err);
    let said: Vec<&str> = run.err.lines().collect();
    assert!(said[0].starts_with("line 3: this is no JSON object: "), "{}", run.err);
    assert!(said[1].starts_with("line 4: ") && said[1].contains("mardi"), "{}", run.err);
    assert_eq!(said[2..], ["line 5: this is not UTF-8"], "{}", run.err);
}

#[test]
fn what_a_line_says_of_its_raw_document_and_of_its_rights_is_passed_on() {
    let session = dossier();
    let source = serde_json::json!({"file": "scan/1.pdf", "sha256": "ab".repeat(32), "document": "#2"});
    let output = |line: serde_json::Value| {
        let run = session.run_on("annotate", line.to_string().as_bytes());
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        run.out.parse::<serde_json::Value>().expect("JSON")
    };
    for rights in ["full", "excerpt", "reference"] {
        let made = output(serde_json::json!({"id": 1, "text": "Armel.", "source": source, "rights": rights}));
        assert_eq!((&made["source"], made["rights"].as_str()), (&source, Some(rights)));
        // Annotated once more it is the same.
        assert_eq!(output(made.clone()), made);
    }
    // Other programs have other things under these names.
    let made = output(serde_json::json!({"id": 1, "text": "Armel.", "source": {"id": 7}, "rights": "© Le Phare"}));
    assert_eq!((&made["source"], made["rights"].as_str()), (&serde_json::Value::Null, Some("full")));
    session.write("site.yaml", b"title: Essai\nlanguage: fr\nannotate: {rights: reference}\n");
    let made = output(serde_json::json!({"id": 1, "text": "Armel.", "rights": "full"}));
    assert_eq!(made["rights"].as_str(), Some("reference"), "what withholds more counts");
}

#[test]
fn records_with_errors_and_files_that_are_no_lexicon_are_refused_before_anything_is_annotated() {
    let session = dossier();
    session.write("content/people/x.md", b"---\nname: [X\n---\n");
    let run = session.run_on("annotate", b"{\"id\": 1, \"text\": \"Armel.\"}\n");
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("content/people/x.md") && run.err.contains("nothing was done"), "{}", run.err);
    assert_eq!(session.run("export lexicon").code, 1);
    for file in ["site.yaml", "none"] {
        let run = session.run_on(&format!("annotate --lexicon {file}"), b"");
        assert!(run.code > 1 && run.err.contains("export lexicon"), "{}", run.err);
    }
}

#[test]
fn withheld_names_leave_the_machine_only_on_request_and_are_replaced_in_texts() {
    let session = dossier();
    session.write("content/people/yann-tanguy.md", b"---\nname: Yann Tanguy\nvisibility: initials\n---\n");
    let refused = session.run("export lexicon");
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("1 withheld record"), "{}", refused.err);
    let lexicon = session.run("export lexicon --with-withheld");
    assert!(lexicon.code == 0 && lexicon.out.contains("Yann Tanguy"));
    session.write("names.lexicon", lexicon.out.as_bytes());
    let input = "{\"id\": 1, \"text\": \"Yann Tanguy est à Armel.\", \"title\": \"Yann Tanguy\"}\n".as_bytes();
    for arguments in ["annotate", "annotate --lexicon names.lexicon"] {
        let run = session.run_on(arguments, input);
        assert!(run.code == 0 && run.out.contains("Y. T. est à Armel."), "{}{}", run.out, run.err);
        assert!(!run.out.contains("Tanguy"), "{}", run.out);
    }
}

#[test]
fn words_of_an_article_that_is_not_published_whole_leave_the_machine_only_on_request() {
    let session = dossier();
    assert_eq!(session.run("export lexicon").code, 0);
    for head in ["draft: true", "rights: excerpt"] {
        let article = format!("---\ntitle: Un\n{head}\n---\nMme Morvan est venue à Armel mardi.\n");
        session.write("content/articles/un.md", article.as_bytes());
        let refused = session.run("export lexicon");
        assert!(refused.code == 1 && refused.err.contains("words of 1 article not published whole"), "{}", refused.err);
        assert_eq!(session.run("export lexicon --with-withheld").code, 0);
    }
}
