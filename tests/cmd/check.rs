//! `dossier check`: its output formats, its baseline, and its exit codes.

use serde_json::Value;

use super::session::Session;

const ARTICLE: &[u8] =
    b"---\ntitle: Le port\ndate: 2021-05-03\n---\nVoir [[nulle-part]].\n\nUn [lien](rien.md) et une note.[^1]\n";

fn session() -> Session {
    let session = Session::new();
    session.write("content/articles/le-port.md", ARTICLE);
    session
}

#[test]
fn every_code_is_explained_with_an_example() {
    let session = Session::new();
    let all = session.run("check --explain all");
    let codes: Vec<&str> = all.out.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(codes.len() > 50 && codes.windows(2).all(|pair| pair[0] < pair[1]), "{}", all.out);
    for code in codes {
        let run = session.run(&format!("check --explain {}", code.to_lowercase()));
        let parts = ["For example:\n\n    ", "Instead:\n\n    ", code];
        assert!(run.code == 0 && parts.iter().all(|part| run.out.contains(part)), "{}", run.out);
    }
    let unknown = session.run("check --explain D9999");
    assert!(unknown.code == 2 && unknown.err.contains("--explain all"), "{}", unknown.err);
}

#[test]
fn people_read_place_cause_and_cure() {
    let run = session().run("check");
    assert_eq!(run.code, 1);
    for words in
        ["content/articles/le-port.md:5:8", "D0304", "nothing has the id `nulle-part`", "help: ", "2 errors, 1 warning"]
    {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
}

#[test]
fn other_programs_get_the_same_findings_in_their_own_form() {
    let session = session();
    let json = session.run("check --format json");
    let first: Value = serde_json::from_str(json.out.lines().next().expect("a line")).expect("JSON");
    assert_eq!(
        (&first["line"], &first["column"], &first["end_line"], &first["end_column"]),
        (&5.into(), &8.into(), &5.into(), &18.into()),
        "{first}"
    );
    let github = session.run("check --format github");
    let lines: Vec<&str> = github.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}", github.out);
    assert!(
        lines[0].starts_with("::error file=content/articles/le-port.md,line=5,col=8,endColumn=18,title=D0304::nothing")
    );
    assert!(lines[2].starts_with("::warning file=content/articles/le-port.md,line=7"), "{}", github.out);
    assert!(session.run("check --format github --strict").out.lines().all(|line| line.starts_with("::error ")));
    let run = session.run("check --format sarif");
    let log: Value = serde_json::from_str(&run.out).expect("one JSON document");
    let (driver, results) = (&log["runs"][0]["tool"]["driver"], log["runs"][0]["results"].as_array().expect("results"));
    assert_eq!((run.code, json.code, github.code, results.len()), (1, 1, 1, 3));
    for result in results {
        let rule = &driver["rules"][usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small")];
        assert_eq!(rule["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/articles/le-port.md");
        assert!(place["region"]["startLine"].as_u64().is_some_and(|line| line >= 5), "{place}");
    }
}

#[test]
fn a_wrong_site_yaml_is_a_finding_like_others_and_still_a_wrong_command() {
    let session = session();
    session.write("site.yaml", b"titel: Essai\nlanguage: fr\n");
    let run = session.run("check --format json");
    assert_eq!(run.code, 2);
    assert!(run.out.contains("D0202") && run.out.contains("D0204") && run.out.contains("D0304"), "{}", run.out);
}

#[test]
fn what_is_known_is_counted_and_what_is_new_or_gone_is_told() {
    let session = session();
    let missing = session.run("check --baseline known.json");
    assert!(missing.code == 3 && missing.err.contains("--write-baseline"), "{}", missing.err);
    assert_eq!(session.run("check --write-baseline").code, 2, "where to?");
    let run = session.run("check --baseline known.json --write-baseline");
    assert!(run.code == 0 && run.err.contains("3 findings recorded as known"), "{}", run.err);
    let known = session.run("check --strict --baseline known.json");
    assert_eq!(known.code, 0, "{}", known.err);
    assert!(
        known.err.contains("no new problems") && known.err.contains("3 findings in the baseline not shown, 0 gone")
    );
    // Lines move, one mistake is fixed, another one is made.
    let text = String::from_utf8_lossy(ARTICLE).replace("Voir [[nulle-part]].", "Deux\n\nlignes.");
    session.write("content/articles/le-port.md", format!("{text}\n\nEncore [[personne]].\n").as_bytes());
    let run = session.run("check --baseline known.json --format json");
    let new: Vec<&str> = run.out.lines().collect();
    assert!(run.code == 1 && new.len() == 1 && new[0].contains("personne"), "{}", run.out);
    assert!(run.err.contains("2 findings in the baseline not shown, 1 gone"), "{}", run.err);
    assert!(run.err.contains("gone: content/articles/le-port.md D0304 nothing has the id `nulle-part`"), "{}", run.err);
    session.write("known.json", b"{\"version\": 9, \"findings\": []}");
    let run = session.run("check --baseline known.json");
    assert!(run.code == 2 && run.err.contains("is not a baseline"), "{}", run.err);
}

#[test]
fn strict_turns_warnings_into_a_failure() {
    let session = Session::new();
    session.write("content/articles/a.md", b"---\ntitle: A\ndate: 2021\n---\nUne note.[^1]\n");
    assert_eq!((session.run("check").code, session.run("check --strict").code), (0, 1));
    assert_eq!(session.run("build -q").err, "");
    session.write("content/articles/vide.md", b"");
    let quiet = session.run("build -q");
    assert!(
        quiet.code == 0 && quiet.err.contains("content/articles/vide.md"),
        "a warning is said all the same: {}",
        quiet.err
    );
}

#[cfg(unix)]
#[test]
fn a_raw_file_is_looked_for_in_the_project_alone_and_a_pipe_is_no_file() {
    let session = Session::new();
    let article = |file: &str| {
        format!("---\ntitle: A\ndate: 2021\nsource: {{file: {file}, sha256: {}}}\n---\nTexte.\n", "0".repeat(64))
    };
    session.write("seeds/a.txt", b"a");
    session.write("content/articles/a.md", article("seeds/a.txt").as_bytes());
    session.write("content/articles/b.md", article("../../../../etc/passwd").as_bytes());
    session.write("content/articles/c.md", article("elsewhere/c.txt").as_bytes());
    session.write("content/articles/d.md", article("seeds/link.txt").as_bytes());
    session.write("content/articles/e.md", article("seeds/pipe").as_bytes());
    std::os::unix::fs::symlink("/etc/hostname", session.path("seeds/link.txt")).expect("a link");
    let pipe = std::process::Command::new("mkfifo").arg(session.path("seeds/pipe")).status();
    assert!(pipe.is_ok_and(|status| status.success()));
    let found = session.diagnostics();
    let expected = ["a.md:4:9 D0506", "d.md:4:9 D0521", "e.md:4:9 D0521"];
    assert_eq!(found, expected.map(|place| format!("content/articles/{place}")));
}

#[test]
fn a_point_of_a_list_can_be_led_to() {
    let session = Session::new();
    let text = "---\ntitle: Le conseil\ndate: 2021-05-03\n---\nOrdre du jour :\n\n- *Jeanne Morvan* ouvre la séance ;\n- le port ;\n- \
                Jeanne Morvan la lève.\n";
    session.write("content/articles/conseil.md", text.as_bytes());
    session.write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\nElle [[conseil#p4|a dit]].\n");
    assert_eq!(session.diagnostics(), Vec::<String>::new());
    assert_eq!(session.run("build").code, 0);
    assert!(session.read("public/articles/conseil.html").contains("<li id=\"p2\"><em>"));
}

#[cfg(feature = "external-links")]
#[test]
fn other_sites_are_asked_on_demand_alone_and_this_machine_never() {
    let session = Session::new();
    let text = b"---\ntitle: A\ndate: 2021\nurl: http://127.0.0.1:9/a\n---\nUn [lien](http://localhost/b#c).\n";
    session.write("content/articles/a.md", text);
    assert_eq!(session.diagnostics(), Vec::<String>::new());
    assert!(!session.path(".dossier").exists());
    let run = session.run("check --external --format json");
    let places: Vec<(Value, Value, Value)> = run
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .map(|finding| (finding["code"].clone(), finding["line"].clone(), finding["column"].clone()))
        .collect();
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(places, [("D0802".into(), 4.into(), 6.into()), ("D0802".into(), 6.into(), 11.into())], "{}", run.out);
    assert!(run.out.contains("not requested") && session.read(".dossier/links.json").contains("\"day\""));
    assert_eq!(session.run("build").code, 0);
    assert!(!session.files("public").keys().any(|name| name.contains("links.json")));
}

#[cfg(not(feature = "external-links"))]
#[test]
fn a_build_that_cannot_ask_other_sites_says_how_to_get_one_that_can() {
    let run = Session::new().run("check --external");
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("without `check --external`") && run.err.contains("--features external-links"),
        "{}",
        run.err
    );
}

#[test]
fn a_shown_picture_has_a_name_that_every_system_takes() {
    let session = Session::new();
    let text = "---\ntitle: A\ndate: 2021\n---\n![Le quai](media/con.svg) ![Le port](media/port%20.svg)\n";
    session.write("content/articles/a.md", text.as_bytes());
    for name in ["con.svg", "port .svg"] {
        session
            .write(&format!("content/media/{name}"), b"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/>");
    }
    assert_eq!(session.diagnostics(), ["content/media/con.svg:1:1 D0523"]);
}

#[test]
fn what_stands_in_code_is_neither_a_date_nor_a_quotation() {
    let session = Session::new();
    session.write(
        "content/articles/mode.md",
        "---\ntitle: Mode\ndate: 2021-05-03\n---\nÉcrivez `date: 2021-05-04` le 5 mai 2021. `« Nous partirons demain »`, dit le \
         mode d\u{2019}emploi de la machine.\n"
            .as_bytes(),
    );
    // No page links to an anchor that is not there.
    assert_eq!(session.diagnostics(), Vec::<String>::new());
    session.run("build");
    let json = session.read("public/data/articles.jsonl");
    assert!(json.contains("2021-05-05") && !json.contains("\"2021-05-04\""), "{json}");
}
