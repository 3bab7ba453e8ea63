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

#[test]
fn a_bare_last_name_of_two_people_is_left_to_review_and_breaks_no_link() {
    let session = Session::new();
    let article = |date: &str, text: &str| format!("---\ntitle: {date}\ndate: {date}\n---\n{text}\n");
    let first = article("2021-05-04", "Anne Kerbrat a promis de rallumer le phare. Kerbrat l’a dit mardi.");
    let second =
        article("2021-05-12", "Anne Kerbrat et Loïc Kerbrat se sont opposés. « Je ne céderai pas », a dit Kerbrat.");
    session.write("content/articles/a.md", first.as_bytes());
    session.write("content/articles/b.md", second.as_bytes());
    let run = session.run("suggest --write");
    assert!(run.err.contains("2 records drafted; 1 name that may be one of several"), "{}", run.err);
    assert!(!session.path("content/people/kerbrat.md").exists());
    let why = session.run("why a").out;
    assert!(why.contains("Kerbrat -> anne-kerbrat (weak)"), "{why}");
    let review = session.run("review --format json").out;
    assert!(review.contains("anne-kerbrat") && review.contains("loic-kerbrat"), "{review}");
}

#[test]
fn a_refused_name_loses_the_draft_that_nobody_accepted() {
    let session = press_folder();
    session.run("suggest --write");
    session.run("build");
    let event = "content/events/visite-de-jeanne-morvan-a-londres-2021.md";
    assert!(session.read(event).contains("participants: [jeanne-morvan]"));
    assert!(session.path("public/personnes/jeanne-morvan.html").exists());
    let run = session.run("suggest --refuse Brest --refuse JEANNE\u{a0}MORVAN");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("deleted  content/people/jeanne-morvan.md"), "{}", run.err);
    assert!(
        !session.path("content/people/jeanne-morvan.md").exists() && !session.path("content/places/brest.md").exists()
    );
    assert!(!session.read(event).contains("participants"), "{}", session.read(event));
    assert_eq!(session.diagnostics(), Vec::<String>::new());
    session.run("build");
    assert!(!session.path("public/personnes/jeanne-morvan.html").exists());
    assert!(!session.run("suggest --format jsonl").out.contains("Morvan\""));
}

#[test]
fn events_of_one_name_are_told_apart_by_year_or_day_and_what_may_be_either_is_left_open() {
    let session = Session::new();
    session.write(
        "content/articles/a.md",
        "---\ntitle: A\ndate: 2020-07-01\n---\nLe sommet de Londres du 3 mai 2019 a réuni Jeanne Morvan et Paul Le Goff. Le sommet de Londres \
         du 10 octobre 2019 a échoué. La visite de Jeanne Morvan à Brest du 4 mai 2018 a surpris. La visite de Jeanne Morvan à Brest du 6 mai \
         2020 aussi.\n\nLa visite de Jeanne Morvan à Brest a surpris.\n"
            .as_bytes(),
    );
    let run = session.run("suggest --write --min-mentions 1");
    let drafts: Vec<String> = session.files("content/events").into_keys().collect();
    assert_eq!(
        drafts,
        [
            "sommet-de-londres-10-octobre-2019.md",
            "sommet-de-londres-3-mai-2019.md",
            "visite-de-jeanne-morvan-a-brest-2018.md",
            "visite-de-jeanne-morvan-a-brest-2020.md"
        ],
        "{}",
        run.err
    );
    let draft = session.read("content/events/sommet-de-londres-3-mai-2019.md");
    assert!(draft.contains("name: \"sommet de Londres (3 mai 2019)\"\ndate: 2019-05-03\n"), "{draft}");
    assert!(!session.read("content/events/visite-de-jeanne-morvan-a-brest-2018.md").contains("names:"));
    assert!(session.diagnostics().iter().all(|line| !line.ends_with("D0403")), "{:?}", session.diagnostics());
    let open = session.run("suggest --min-mentions 1").out;
    assert!(
        open.contains("visite de Jeanne Morvan à Brest (2018) or visite de Jeanne Morvan à Brest (2020)"),
        "{open}"
    );
}

#[test]
fn a_refusal_keeps_a_record_that_was_accepted_and_a_draft_that_has_a_text() {
    let session = press_folder();
    session.write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\n");
    session.write("content/people/le-goff.md", b"---\nstatus: proposed\nname: Jean Le Goff\n---\nPorte-parole.\n");
    let run = session.run("suggest --refuse JEANNE\u{a0}MORVAN --refuse JEAN\u{a0}LE\u{a0}GOFF");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("content/people/le-goff.md still has the name"), "{}", run.err);
    assert!(
        session.path("content/people/jeanne-morvan.md").exists() && session.path("content/people/le-goff.md").exists()
    );
}

#[test]
fn a_first_name_alone_is_not_drafted_beside_its_bearer() {
    let session = Session::new();
    session.write("content/people/paul-kerbrat.md", b"---\nname: Paul Kerbrat\n---\nUn marin.\n");
    let text = "Loïc Rouzic a vu Paul Kerbrat. « Viens », a dit Loïc. Paul et Loïc sont partis ensemble.";
    session.write("content/articles/a.md", format!("---\ntitle: A\ndate: 2021-05-04\n---\n{text}\n").as_bytes());
    session.run("suggest --write");
    let drafts = session.files("content/people");
    assert_eq!(drafts.keys().collect::<Vec<_>>(), ["loic-rouzic.md", "paul-kerbrat.md"]);
}

/// Words that names are made of in the property below, with signs that YAML or a file name could take for something else.
const WORDS: [&str; 24] = [
    "Anne", "Loïc", "Kerbrat", "Le Goff", "de", "O’Brien", "X", "F.", "Brest", "Londres", "APP", "A57", "Société",
    "du Port", "l’Ouest", "No", "Null", "(IMO)", "« Gégé »", "Jean-Pierre", "VII", "yes", "C#", "Martin:",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        cases: 8,
        max_shrink_iters: 24,
        failure_persistence: None,
        ..Default::default()
    })]

    /// Whatever the articles say, no draft has an error, and none has a form that is shared or matches everywhere.
    #[test]
    fn check_accepts_every_draft(
        names in proptest::collection::vec(proptest::collection::vec(0..WORDS.len(), 1..4), 12),
        frames in proptest::collection::vec(0..12_usize, 24),
    ) {
        let session = Session::new();
        let name = |at: usize| names[at % names.len()].iter().map(|word| WORDS[*word]).collect::<Vec<_>>().join(" ");
        let sentence = |(at, frame): (usize, &usize)| {
            let (one, other) = (name(at), name(at + 5));
            // A minor's names are masked wherever they are, also in the record of a place with the same name.
            let child = ["Noé Riquebourg", "Lucas F.", "Emma", "Zoé de Riquebourg-Jaouen"][at % 4];
            match frame {
                0 => format!("Le maire {one} a parlé. Mme {other} l’a dit."),
                1 => format!("{child}, 14 ans, est rentré."),
                2 => format!("La visite de {one} à {other} la semaine dernière a surpris."),
                3 => format!("{one} ({other}) proteste."),
                4 => format!("A 13-year-old boy, {child}, was discharged."),
                5 => format!("Le sommet de {one} en 2019 et celui de {other} du 3 au 5 mai."),
                6 => format!("Selon {one}, « rien ne change », a dit {other}."),
                7 => format!("La guerre entre {one} et {other} commence cette semaine."),
                8 => format!("L’adolescente {child}, âgée de 15\nans, et son frère {other}."),
                9 => format!("Le jeune {one} a vu {other}."),
                10 => format!("Le procès de {one} à {other} le mois prochain."),
                _ => format!("{one} et {other} ont signé."),
            }
        };
        for (number, part) in frames.chunks(8).enumerate() {
            let text: Vec<String> = part.iter().enumerate().map(|(at, frame)| sentence((at + number * 3, frame))).collect();
            let text = format!("---\ntitle: T{number}\ndate: 2020-07-0{}\n---\n{}\n", number + 1, text.join("\n\n"));
            session.write(&format!("content/articles/a{number}.md"), text.as_bytes());
        }
        let before = session.diagnostics();
        let run = session.run("suggest --write --min-mentions 1");
        proptest::prop_assert_eq!(run.code, 0, "{}", run.err);
        // D0402 only says that no article names the record, because each mention is a part of a longer name; D0708 asks
        // about an age beside a mention that is found only by the draft.
        let is_new = |line: &String| !before.contains(line) && !line.ends_with("D0402") && !line.ends_with("D0708");
        let new: Vec<String> = session.diagnostics().into_iter().filter(is_new).collect();
        let texts = new.iter().filter_map(|line| Some(session.read(line.split(':').next()?)));
        let texts: Vec<String> = texts.collect();
        proptest::prop_assert!(new.is_empty(), "{:?}\n{}", new, texts.join("\n"));
    }
}

#[test]
fn proposals_are_accepted_and_refused_in_bulk_after_a_dry_run() {
    let session = press_folder();
    session.run("suggest --write");
    let drafts = session.files("content");
    let dry = session.run("suggest --all-above 0 --refuse brest --dry-run");
    assert_eq!((dry.code, session.files("content")), (0, drafts), "{}", dry.err);
    assert!(
        dry.err.contains("to change  content/people/jeanne-morvan.md") && dry.err.contains("dry run"),
        "{}",
        dry.err
    );
    assert!(
        dry.err.contains("to delete  content/places/brest.md") && dry.err.contains(" lost, in 1 article"),
        "{}",
        dry.err
    );
    let run = session.run("suggest --all-above 0 --refuse brest");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!session.path("content/places/brest.md").exists(), "{}", run.err);
    assert!(session.read("content/decisions.yaml").contains("- refused: \"Brest\""));
    let texts = session.files("content");
    let open: Vec<&String> = texts
        .iter()
        .filter(|(_, text)| String::from_utf8_lossy(text).contains("status: proposed"))
        .map(|(name, _)| name)
        .collect();
    assert!(open.is_empty(), "{open:?}");
    assert_eq!(session.run("suggest --all-above 101").code, 2);
    assert_eq!(session.run("suggest --dry-run").code, 2);
}

#[test]
fn a_single_name_is_accepted_by_id_or_name_and_an_unknown_one_changes_nothing() {
    let session = press_folder();
    let before = session.files("content");
    let run = session.run("suggest --accept Londres jeanne-morvon");
    assert_eq!((run.code, session.files("content")), (2, before), "{}", run.err);
    let run = session.run("suggest --accept Londres jeanne-morvan");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("written  content/places/londres.md") && run.err.contains("2 accepted"), "{}", run.err);
    assert!(!session.read("content/people/jeanne-morvan.md").contains("status"));
    let again = session.run("suggest --accept londres");
    assert_eq!(again.code, 2, "{}", again.err);
}
