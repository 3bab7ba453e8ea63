//! `dossier suggest`: its output, its drafts, its additions to records, and refused names.

use super::session::Session;

const ARTICLE: &str = "---\ntitle: Le phare\ndate: 2021-05-04\n---\nLa maire Jeanne Morvan a promis de rallumer le phare de \
    Brest. Mme Morvan l’a dit à Jean Le Goff, porte-parole de l’Association des pêcheurs du Ponant (APP). L’APP a salué \
    le geste. La visite de Jeanne Morvan à Londres est prévue lundi.\n";

fn press_folder() -> Session {
    let session = Session::new();
    session.write("content/articles/phare.md", ARTICLE.as_bytes());
    session
}

#[test]
fn a_line_of_json_has_the_keys_of_the_contract_and_its_offsets_count_code_points() {
    let session = press_folder();
    let out = session.run("suggest --format jsonl --min-mentions 1").out;
    let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let jeanne = lines.iter().find(|line| line["name"] == "Jeanne Morvan").expect("a line");
    assert_eq!(jeanne["kind"], "person");
    assert_eq!(jeanne["forms"], serde_json::json!(["Jeanne Morvan", "Morvan"]));
    assert_eq!((jeanne["mentions"].as_u64(), jeanne["articles"].as_u64()), (Some(3), Some(1)));
    assert_eq!(jeanne["near"], serde_json::json!([]));
    let text = "La maire Jeanne Morvan a promis";
    let first = &jeanne["evidence"][0];
    assert_eq!((first["start"].as_u64(), first["end"].as_u64()), (Some(9), Some(22)), "{text}");
    assert_eq!((first["article"].as_str(), first["text"].as_str()), (Some("phare"), Some("Jeanne Morvan")));
    let few = session.run("suggest --format jsonl --min-mentions 2").out;
    assert!(
        few.lines().count() < lines.len() && few.contains("Jeanne Morvan") && !few.contains("Jean Le Goff"),
        "{few}"
    );
}

#[test]
fn people_read_why_the_spellings_are_one() {
    let out = press_folder().run("suggest").out;
    for words in [
        "Jeanne Morvan  person",
        "Morvan = Jeanne Morvan: last name, no one else here has it",
        "APP = Association des pêcheurs du Ponant: its acronym",
        "called maire",
        "(phare)",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
}

#[test]
fn drafts_are_marked_link_at_once_and_are_proposed_only_once() {
    let session = press_folder();
    let run = session.run("suggest --write");
    assert_eq!(run.code, 0, "{}", run.err);
    let draft = session.read("content/people/jeanne-morvan.md");
    assert!(draft.contains("status: proposed\nname: Jeanne Morvan\n") && draft.contains("maire"), "{draft}");
    let place = session.read("content/places/londres.md");
    assert!(place.contains("coordinates: [51.5"), "{place}");
    // There is another one in Belarus.
    assert!(!session.read("content/places/brest.md").contains("coordinates"));
    let event = session.read("content/events/visite-de-jeanne-morvan-a-londres-2021.md");
    assert!(event.contains("date: 2021-05-10\nplace: londres\nparticipants: [jeanne-morvan]"), "{event}");
    assert_eq!(session.diagnostics(), Vec::<String>::new());
    session.run("build");
    let article = session.read("public/articles/phare.html");
    assert!(article.contains("class=\"m m-person proposed\""), "{article}");
    let page = session.read("public/personnes/jeanne-morvan.html");
    assert!(page.contains("class=\"note proposed\""), "{page}");
    assert_eq!(session.run("suggest --format jsonl").out, "");
    session.write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\n");
    session.run("build");
    assert!(!session.read("public/personnes/jeanne-morvan.html").contains("proposed"));
}

#[test]
fn a_record_that_exists_is_never_touched_but_to_add_a_spelling() {
    let session = press_folder();
    let record = "---\nname: Jean Legoffe # le nom\nnames: [Yann Legoffe]\n---\nTexte.\n";
    session.write("content/people/legoffe.md", record.as_bytes());
    let article = "---\ntitle: Port\n---\nLe pêcheur Jean Legoff a parlé hier à Jeanne Morvan.\n";
    session.write("content/articles/port.md", article.as_bytes());
    let out = session.run("suggest").out;
    assert!(out.contains("add `Jean Legoff` to legoffe? (--apply does)"), "{out}");
    session.run("suggest --write");
    assert_eq!(session.read("content/people/legoffe.md"), record);
    assert!(!session.path("content/people/jean-legoff.md").exists());
    let run = session.run("suggest --apply");
    assert_eq!(run.code, 0, "{}", run.err);
    let changed = record.replace("[Yann Legoffe]", "[Yann Legoffe, Jean Legoff]");
    assert_eq!(session.read("content/people/legoffe.md"), changed);
}

#[test]
fn what_was_refused_is_remembered_beside_the_decisions() {
    let session = press_folder();
    let decided = "- article: phare\n  quote: \"Brest\"\n  entity: none\n";
    session.write("content/decisions.yaml", decided.as_bytes());
    assert_eq!(session.run("suggest --refuse APP --refuse Londres").code, 0);
    let file = session.read("content/decisions.yaml");
    assert!(
        file.contains("- refused: \"APP\"\n- refused: \"Londres\"\n") && file.contains("quote: \"Brest\""),
        "{file}"
    );
    let out = session.run("suggest --format jsonl").out;
    assert!(!out.contains("\"APP\"") && !out.contains("\"Londres\""), "{out}");
    assert_eq!(session.diagnostics(), Vec::<String>::new());
}

#[test]
fn broken_decisions_are_said_and_not_written_over() {
    let session = press_folder();
    session.write("content/decisions.yaml", b"- article: [\n");
    let run = session.run("suggest --refuse APP");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("content/decisions.yaml"), "{}", run.err);
    assert_eq!(session.read("content/decisions.yaml"), "- article: [\n");
}

#[test]
fn two_things_at_once_are_refused_and_nothing_is_written() {
    let session = press_folder();
    for both in ["suggest --write --apply", "suggest --write --refuse APP", "suggest --apply --format jsonl"] {
        assert_eq!(session.run(both).code, 2, "{both}");
    }
    assert_eq!(session.files("content").len(), 1);
}

#[test]
fn a_child_is_drafted_with_initials_and_the_site_does_not_tell_the_name() {
    let session = Session::new();
    let text = "Noé Kerbrat, 14 ans, est rentré à Brest. Le jeune Noé va bien. Sa mère, Jeanne Kerbrat, 41 ans, aussi.";
    session
        .write("content/articles/quai.md", format!("---\ntitle: Le quai\ndate: 2021-05-03\n---\n{text}\n").as_bytes());
    let line = session.run("suggest --format jsonl").out;
    let child = line.lines().find(|line| line.contains("\"name\":\"Noé Kerbrat\"")).expect("a line");
    assert!(child.contains("\"visibility\":\"initials\""), "{child}");
    assert!(session.run("suggest").out.contains("“14 ans”, quai"), "it says why");
    session.run("suggest --write");
    let draft = session.read("content/people/noe-kerbrat.md");
    assert!(draft.contains("visibility: initials") && draft.contains("14 ans (quai)"), "{draft}");
    assert!(!session.read("content/people/jeanne-kerbrat.md").contains("visibility"));
    session.run("build");
    let page = session.read("public/articles/quai.html");
    assert!(page.contains("N. K., 14 ans") && page.contains("Le jeune N. va bien"), "{page}");
    assert_eq!(session.run("check --leaks").code, 0);
    assert!(!session.run("suggest").out.contains("N. K"), "initials are no name");
}

#[test]
fn a_public_child_is_asked_about_until_somebody_has_decided() {
    let session = Session::new();
    let text = "---\ntitle: Le quai\ndate: 2021-05-03\n---\nNoé Kerbrat, 14 ans, est rentré.\n";
    session.write("content/articles/quai.md", text.as_bytes());
    let record = "---\nname: Noé Kerbrat\n---\nUn collégien.\n";
    session.write("content/people/noe-kerbrat.md", record.as_bytes());
    let run = session.run("check");
    assert!(run.err.contains("D0708") && run.err.contains("content/articles/quai.md:5:14"), "{}", run.err);
    for decided in ["public", "initials"] {
        let record = record.replace("---\nUn", &format!("visibility: {decided}\n---\nUn"));
        session.write("content/people/noe-kerbrat.md", record.as_bytes());
        assert!(!session.run("check").err.contains("D0708"), "{decided}");
    }
}
