//! `dossier review`, `why`, `diff`, and notes in the margin.

use super::session::Session;

fn two_kims() -> Session {
    let session = Session::new();
    session.write("content/people/kim-jong-un.md", b"---\nname: Kim Jong-un\nfamily: Kim\n---\n");
    session.write("content/people/kim-yo-jong.md", b"---\nname: Kim Yo-jong\nfamily: Kim\n---\n");
    session.write(
        "content/articles/a.md",
        "---\ntitle: A\ndate: 2023\n---\nKim Jong-un et Kim Yo-jong sont venus. Kim a parlé. Puis Kim est parti.\n"
            .as_bytes(),
    );
    session
}

/// Answers the questions of `dossier review`, one line each.
pub(crate) fn answer(session: &Session, lines: &str) -> String {
    session.run_on("review --by Anne", lines.as_bytes()).err
}

fn rules(session: &Session) -> Vec<String> {
    let line: serde_json::Value =
        serde_json::from_str(session.run("export jsonl").out.lines().next().expect("a line")).expect("JSON");
    line["mentions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|m| format!("{} {}", m["entity"].as_str().expect("an id"), m["rule"].as_str().expect("a rule")))
        .collect()
}

#[test]
fn two_bearers_wait_for_a_decision_that_then_beats_every_rule() {
    let session = two_kims();
    let question: serde_json::Value =
        serde_json::from_str(session.run("review --format json").out.lines().next().expect("a question"))
            .expect("JSON");
    assert_eq!(
        (question["text"].as_str(), question["before"].as_str(), question["after"].as_str()),
        (Some("Kim"), Some(""), Some(" a parlé."))
    );
    assert_eq!(question["candidates"].as_array().map(Vec::len), Some(2));
    let said = answer(&session, "2\nr\n");
    assert!(said.contains("Puis Kim est parti.") && said.contains("2 decided, 0 left"), "{said}");
    assert_eq!(rules(&session), ["kim-jong-un strong", "kim-yo-jong strong", "kim-yo-jong decided"]);
    assert_eq!(session.run("review --format json").out, "");
    let why = session.run("why articles/a#m40").out;
    assert!(why.contains("decided   by Anne, content/decisions.yaml:2:3"), "{why}");
    let file = session.read("content/decisions.yaml");
    assert_eq!(file.matches("- article: a\n").count(), 2, "{file}");
    assert!(file.contains("entity: kim-yo-jong\n  by: \"Anne\"") && file.contains("entity: none"), "{file}");
    assert_eq!(session.diagnostics(), Vec::<String>::new());
}

#[test]
fn a_decision_can_be_skipped_and_undone() {
    let session = two_kims();
    answer(&session, "1\nu\ns\n1\n");
    let file = session.read("content/decisions.yaml");
    assert_eq!(file.matches("- article").count(), 1, "{file}");
    assert!(file.contains("Puis"), "{file}");
    assert_eq!(rules(&session).last().map(String::as_str), Some("kim-jong-un decided"));
}

#[test]
fn a_decision_that_lost_its_place_is_an_orphan_and_never_moves() {
    let session = two_kims();
    answer(&session, "1\nq\n");
    let text = session.read("content/articles/a.md");
    session.write("content/articles/a.md", text.replace("Kim a parlé.", "Kim a chanté.").as_bytes());
    assert_eq!(session.diagnostics(), ["content/decisions.yaml:2:3 D0406"]);
    assert_eq!(rules(&session), ["kim-jong-un strong", "kim-yo-jong strong"]);
    session.write(
        "content/articles/a.md",
        format!("{text}\nUn paragraphe de plus.\n").replace("est parti.", "est resté.").as_bytes(),
    );
    assert_eq!(
        rules(&session).last().map(String::as_str),
        Some("kim-jong-un decided"),
        "what changed elsewhere moves nothing"
    );
}

#[test]
fn a_day_and_a_speaker_are_answered_each_in_its_own_words() {
    let session = two_kims();
    let text = "---\ntitle: B\ndate: 2024-03-27\nlanguage: fr\n---\nLe phare rouvrira dimanche. Kim Jong-un a reçu Kim \
                Yo-jong. « Nous tiendrons parole, quoi qu’il arrive », lit-on dans le communiqué.\n";
    session.write("content/articles/a.md", text.as_bytes());
    let asked = session.run("review --format json").out;
    let asked: Vec<serde_json::Value> =
        asked.lines().map(|line| serde_json::from_str(line).expect("a question")).collect();
    let topics: Vec<&str> = asked.iter().map(|one| one["asks"].as_str().unwrap_or_default()).collect();
    let answers: String =
        topics.iter().map(|topic| if *topic == "day" { "2024-03\n" } else { "kim-yo-jong\n" }).collect();
    answer(&session, &answers);
    let file = session.read("content/decisions.yaml");
    let has = |topic: &str, line: &str| !topics.contains(&topic) || file.contains(line);
    assert!(!topics.is_empty() && has("day", "  date: 2024-03\n"), "{topics:?} {file}");
    assert!(has("speaker", "  speaker: kim-yo-jong\n"), "{topics:?} {file}");
}

#[test]
fn an_answer_leaves_the_other_lines_of_the_decisions_as_they_are() {
    let session = two_kims();
    let mine = "# à relire\n- refused: 'Le Glazik' # surnom\n";
    session.write("content/decisions.yaml", mine.as_bytes());
    answer(&session, "1\nu\n");
    assert_eq!(session.read("content/decisions.yaml"), mine);
    answer(&session, "1\n");
    let file = session.read("content/decisions.yaml");
    assert!(file.starts_with(mine) && file.contains("  entity: kim-jong-un\n"), "{file}");
}

#[test]
fn broken_decisions_are_never_written_over() {
    let session = two_kims();
    session.write("content/decisions.yaml", b"- article: a\n  quote: Kim\n  entitty: kim-jong-un\n");
    let said = answer(&session, "1\n");
    assert!(said.contains("rewriting it would lose data"), "{said}");
    assert!(session.read("content/decisions.yaml").contains("entitty"));
}

#[test]
fn why_names_form_rule_record_and_place() {
    let session = two_kims();
    let list = session.run("why a").out;
    assert!(list.contains("a#m1  Kim Jong-un -> kim-jong-un (strong)") && list.contains("Kim -> ?"), "{list}");
    let why = session.run("why articles/a#m1").out;
    assert!(
        why.contains("strong")
            && why.contains("content/people/kim-jong-un.md:2:7")
            && why.contains("content/articles/a.md:5:1"),
        "{why}"
    );
    let held = session.run("why articles/a.html#m40").out;
    assert!(held.contains("is not linked: shared") && held.contains("kim-jong-un, kim-yo-jong"), "{held}");
    assert_eq!(session.run("why articles/a#m2").code, 2);
    assert!(session.run("why personnes/kim-jong-un.html").out.contains("1 mentions"));
    assert!(session.run("why articles/b.html").err.contains("did you mean"));
}

#[test]
fn diff_lists_links_gained_and_lost_with_their_cause() {
    let session = two_kims();
    let text = session.read("content/articles/a.md").replace("Puis Kim", "À Sotchi, Kim");
    session.write("content/articles/a.md", text.as_bytes());
    assert_eq!(session.run("diff").code, 2, "nothing is published yet");
    session.run("build");
    assert!(session.run("diff").err.contains("0 links gained, 0 lost"));
    session.write("content/people/kim-yo-jong.md", b"---\nname: Kim Yo-jong\nfamily: Yo\nnever: [Kim]\n---\n");
    session.write("content/places/venus.md", "---\nname: Sotchi\n---\n".as_bytes());
    let diff = session.run("diff");
    assert!(
        diff.out.contains("+ Kim -> kim-jong-un (weak)")
            && diff.out.contains("`kim-yo-jong` no longer bears the form `Kim`")
            && diff.out.contains("the record `venus` is new"),
        "{}",
        diff.out
    );
    assert!(diff.err.contains("3 links gained, 0 lost"), "{} {}", diff.out, diff.err);
    session.run("build");
    std::fs::remove_file(session.path("content/places/venus.md")).expect("it was there");
    session.write("content/articles/a.md", "---\ntitle: A\ndate: 2023\n---\nKim Jong-un est venu.\n".as_bytes());
    let diff = session.run("diff");
    assert!(
        diff.out.contains("- Sotchi -> venus")
            && diff.out.contains("the record `venus` is gone")
            && diff.out.contains("the article's text changed"),
        "{}",
        diff.out
    );
}

#[test]
fn a_note_stands_at_its_passage_or_is_reported() {
    let session = two_kims();
    session.write("content/notes/a.yaml", "- quote: a parlé\n  note: Selon *personne*, et [[kim-yo-jong|elle]].<script>x</script>\n  by: Anne\n  date: 2024-01-02\n  verdict: disputed\n  tags: [oral]\n- {quote: Kim, note: partout}\n- {quote: jamais dit, note: x}\n".as_bytes());
    session.write("content/notes/b.yaml", b"- {quote: x, note: y}\n");
    let expected =
        ["content/notes/a.yaml:7:11 D0407", "content/notes/a.yaml:8:11 D0407", "content/notes/b.yaml:1:1 D0407"];
    assert_eq!(session.diagnostics(), expected);
    session.run("build");
    let page = session.read("public/articles/a.html");
    assert!(
        page.contains("<span class=\"noted\">a parlé</span>")
            && page.contains("verdict-disputed")
            && page.contains("<em>personne</em>"),
        "{page}"
    );
    assert!(
        page.contains("href=\"../personnes/kim-yo-jong.html\"")
            && page.contains("Anne, 2 janvier 2024 #oral")
            && !page.contains("<script>x"),
        "{page}"
    );
    assert!(!session.run("export jsonl").out.contains("personne"), "a note is no part of the text");
}

#[test]
fn a_person_may_say_who_said_what() {
    let session = two_kims();
    let text = "---\ntitle: A\ndate: 2023\n---\nKim Jong-un et Kim Yo-jong sont venus. « Nous tiendrons parole, quoi qu’il arrive », a-t-on entendu.\n";
    session.write("content/articles/a.md", text.as_bytes());
    let speaker = |session: &Session| {
        let line: serde_json::Value = serde_json::from_str(session.run("export jsonl").out.trim()).expect("JSON");
        line["quotes"][0]["speaker"].clone()
    };
    assert_eq!(speaker(&session), serde_json::Value::Null);
    session.write(
        "content/decisions.yaml",
        "- {article: a, quote: Nous tiendrons parole, speaker: kim-yo-jong}\n".as_bytes(),
    );
    assert_eq!(speaker(&session), "kim-yo-jong");
    assert_eq!(session.diagnostics(), Vec::<String>::new());
    session.run("build");
    assert!(session.read("public/personnes/kim-yo-jong.html").contains("Nous tiendrons parole"));
    session.write("content/decisions.yaml", "- {article: a, quote: Nous partirons, speaker: none}\n".as_bytes());
    assert_eq!(session.diagnostics(), ["content/decisions.yaml:1:3 D0406"]);
}

#[test]
fn a_person_may_say_which_day_it_is_or_that_it_is_none() {
    let session = Session::new();
    let text = "---\ntitle: A\ndate: 2024-03-27\nlanguage: fr\n---\nLe port rouvrira le 3 avril.\n";
    session.write("content/articles/a.md", text.as_bytes());
    let dates = |session: &Session| {
        let line: serde_json::Value = serde_json::from_str(session.run("export jsonl").out.trim()).expect("JSON");
        let dates = line["dates"].as_array().expect("a list").iter();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let dates = dates.map(|date| [&date["text"], &date["value"], &date["rule"]].map(text).join(" "));
        dates.collect::<Vec<String>>()
    };
    let before = dates(&session);
    assert!(before.first().is_some_and(|date| date.starts_with("le 3 avril 2024-04-03 ")), "{before:?}");
    session.write("content/decisions.yaml", b"- {article: a, quote: le 3 avril, date: 2025-04-03}\n");
    assert_eq!(dates(&session).first().map(String::as_str), Some("le 3 avril 2025-04-03 decided"));
    assert_eq!(session.diagnostics(), Vec::<String>::new());
    session.run("build");
    assert!(session.read("public/chronology.html").contains("<h3>3 avril 2025"), "the chronology has the decided day");
    session.write("content/decisions.yaml", b"- {article: a, quote: le 3 avril, date: none}\n");
    assert_eq!(dates(&session), Vec::<String>::new());
    session.write("content/decisions.yaml", b"- {article: a, quote: le 4 avril, date: none}\n");
    assert_eq!((session.diagnostics(), dates(&session)), (vec!["content/decisions.yaml:1:3 D0406".to_owned()], before));
    session.write("content/decisions.yaml", b"- {article: a, quote: le 3 avril, date: 2024-02-30}\n");
    assert_eq!(session.diagnostics(), ["content/decisions.yaml:1:41 D0205"]);
}

#[test]
fn notes_and_decisions_about_a_draft_wait_with_it() {
    let session = two_kims();
    let text = session.read("content/articles/a.md").replace("title: A\n", "title: A\ndraft: true\n");
    session.write("content/articles/a.md", text.as_bytes());
    session.write("content/notes/a.yaml", b"- {quote: est parti, note: x}\n");
    session.write(
        "content/decisions.yaml",
        "- {article: a, quote: Kim, suffix: \" a parlé\", entity: kim-jong-un}\n".as_bytes(),
    );
    assert!(!session.diagnostics().iter().any(|line| line.contains("D0406") || line.contains("D0407")));
    session.run("build --drafts");
    assert!(session.read("public/articles/a.html").contains("<span class=\"noted\">est parti</span>"));
}

#[test]
fn a_shared_form_is_no_longer_reported_once_each_mention_is_decided() {
    let session = Session::new();
    session.write("content/people/marc-pere.md", "---\nname: Marc Rouzic\n---\nLe père.\n".as_bytes());
    session.write("content/people/marc-fils.md", "---\nname: Marc Rouzic\n---\nLe fils.\n".as_bytes());
    let text = "---\ntitle: A\ndate: 2024-03-27\n---\nMarc Rouzic a parlé. Puis Marc Rouzic est parti.\n";
    session.write("content/articles/a.md", text.as_bytes());
    let warning = ["content/people/marc-pere.md:2:7 D0403".to_owned()];
    let shared = |session: &Session| {
        let lines = session.diagnostics().into_iter();
        lines.filter(|line| line.ends_with("D0403")).collect::<Vec<String>>()
    };
    assert_eq!(shared(&session), warning);
    answer(&session, "1\nq\n");
    assert_eq!(shared(&session), warning, "one mention is still open");
    answer(&session, "r\n");
    assert_eq!(shared(&session), Vec::<String>::new());
    session.write("content/articles/b.md", "---\ntitle: B\ndate: 2024-03-28\n---\nMarc Rouzic revient.\n".as_bytes());
    assert_eq!(shared(&session), warning, "a new mention is open");
    session.write(
        "content/articles/b.md",
        "---\ntitle: B\ndate: 2024-03-28\nas: {Marc Rouzic: marc-fils}\n---\nMarc Rouzic revient.\n".as_bytes(),
    );
    assert_eq!(shared(&session), Vec::<String>::new());
    std::fs::remove_file(session.path("content/decisions.yaml")).expect("it was there");
    assert_eq!(shared(&session), warning);
}
