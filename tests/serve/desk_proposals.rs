//! What the desk shows of proposals, of the program and of others.

use std::time::{Duration, Instant};

use super::desk::{DESK, Desk, files};
use super::project::Files;
use super::server::Server;

fn proposed_files() -> Files {
    let mut files = files();
    let mut add = |name: &str, text: &str| drop(files.insert(name.to_owned(), text.to_owned()));
    add("content/articles/trois.md", "---\ntitle: Trois\n---\nLa pilote salue Gildas Rosmeur.\n");
    add(
        "content/annotations/zoe.jsonl",
        "{\"article\":\"trois\",\"at\":0,\"quote\":\"La pilote\",\"entity\":\"anne-morvan\",\"by\":\"Zoé <Le Goff>\"}\n\
         {\"article\":\"trois\",\"at\":17,\"quote\":\"Gildas Rosmeur\",\"kind\":\"person\",\"by\":\"Zoé <Le Goff>\"}\n",
    );
    files
}

#[test]
fn proposals_are_shown_and_accepted_together() {
    let desk = Desk::open();
    let page = desk.server.get(&format!("{DESK}proposals")).text();
    assert!(page.contains("data-proposal=\"yann-tanguy\""), "{page}");
    let both = r#"{"action":{"do":"several","actions":[{"do":"accept","proposal":"yann-tanguy","name":"Yann Le Tanguy"},{"do":"set-field","record":"anne-morvan","field":"born","value":"1961"}]}}"#;
    assert_eq!(desk.act("do", both).status, 200);
    let draft = desk.text("content/people/yann-tanguy.md");
    assert_eq!(draft, "---\nname: Yann Le Tanguy\nnames: [Yann Tanguy]\n---\n");
    assert!(desk.text("content/people/anne-morvan.md").contains("born: 1961"));
    assert!(!desk.server.get(&format!("{DESK}proposals")).text().contains("data-proposal=\"yann-tanguy\""));
    let half = r#"{"action":{"do":"several","actions":[{"do":"set-field","record":"anne-morvan","field":"born","value":"1962"},{"do":"accept","proposal":"nobody"}]}}"#;
    assert_eq!(desk.act("do", half).status, 410);
    assert!(desk.text("content/people/anne-morvan.md").contains("born: 1961"));
}

#[test]
fn what_others_propose_is_asked_and_listed_with_their_names() {
    let desk = Desk::over(Server::edit(&proposed_files()), DESK, "review");
    let question = |desk: &Desk| -> Option<String> {
        let page = desk.server.get(&format!("{DESK}review")).text();
        let list = page.split("data-list=\"").nth(1)?.split('"').next()?.to_owned();
        let n: usize = page.split("data-all=\"").nth(1)?.split('"').next()?.parse().ok()?;
        (0..n)
            .map(|at| desk.server.get(&format!("{DESK}review/question?list={list}&at={at}")).text())
            .find(|text| text.contains("<mark>La pilote</mark>"))
    };
    let asked = question(&desk).expect("a question");
    assert!(asked.contains("Zoé &lt;Le Goff&gt;") && asked.contains("data-answer=\"anne-morvan\""), "{asked}");
    let action = r#"{"action":{"do":"decide","words":{"article":"trois","start":0,"end":9,"quote":"La pilote"},"about":"name","answer":"anne-morvan"}}"#;
    let done = desk.act("do", action);
    assert_eq!(done.status, 200, "{}", done.text());
    let end = Instant::now() + Duration::from_secs(20);
    while question(&desk).is_some() {
        assert!(Instant::now() < end, "the question is still open");
    }
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        let page = desk.server.get(&format!("{DESK}proposals")).text();
        if let Some(row) = page.split("<li ").find(|row| row.contains("Gildas Rosmeur")) {
            assert!(row.contains("Zoé &lt;Le Goff&gt;"), "{row}");
            break;
        }
        assert!(Instant::now() < end, "{page}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn proposals_of_one_name_become_one_record() {
    let mut files = files();
    let text = "Hervé Le Bihan est venu. Gildas Rosmeur préside la séance. Hervé Le Bihan salue Gildas Rosmeur.\n";
    files.insert("content/articles/quatre.md".to_owned(), format!("---\ntitle: Quatre\n---\n{text}"));
    let desk = Desk::over(Server::edit(&files), DESK, "review");
    let end = Instant::now() + Duration::from_secs(60);
    while !desk.server.get(&format!("{DESK}proposals")).text().contains("data-proposal=\"gildas-rosmeur\"") {
        assert!(Instant::now() < end, "no proposals");
        std::thread::sleep(Duration::from_millis(50));
    }
    let as_one = |also: &str| {
        let action = format!(r#"{{"action":{{"do":"accept","proposal":"gildas-rosmeur","also":[{also}]}}}}"#);
        desk.act("do", &action).status
    };
    for (also, status) in [(r#""gildas-rosmeur""#, 422), (r#""anne-morvan""#, 422), (r#""nobody""#, 410)] {
        assert_eq!(as_one(also), status, "{also}");
    }
    let before = desk.tree();
    assert_eq!(as_one(r#""herve-le-bihan""#), 200);
    let record = desk.text("content/people/gildas-rosmeur.md");
    assert!(record.contains("name: Gildas Rosmeur\n") && record.contains("Hervé Le Bihan"), "{record}");
    let page = desk.server.get(&format!("{DESK}proposals")).text();
    assert!(!page.contains("data-proposal=\"gildas-rosmeur\"") && !page.contains("data-proposal=\"herve-le-bihan\""));
    assert_eq!(desk.act("undo", "{}").status, 200);
    assert_eq!(desk.tree(), before);
    // A draft takes spellings as well.
    let action = r#"{"action":{"do":"accept","proposal":"yann-tanguy","also":["herve-le-bihan"]}}"#;
    assert_eq!(desk.act("do", action).status, 200);
    let record = desk.text("content/people/yann-tanguy.md");
    assert!(record.contains("names: [") && record.contains("Hervé Le Bihan") && !record.contains("status"), "{record}");
}

#[test]
fn some_spellings_of_a_proposal_become_a_row_of_their_own() {
    let mut files = files();
    let text = "Hervé Le Bihan est venu. M. Le Bihan préside la séance, à Port-Louis. Hervé Le Bihan parle.\n";
    files.insert("content/articles/quatre.md".to_owned(), format!("---\ntitle: Quatre\n---\n{text}"));
    let draft =
        "---\n# à voir\nstatus: proposed\nname: Yann Tanguy # lui\nnames: [Y. Tanguy, Loïc Even]\nweak: [Loïc]\n---\n";
    files.insert("content/people/yann-tanguy.md".to_owned(), draft.to_owned());
    let desk = Desk::over(Server::edit(&files), DESK, "review");
    let row = |key: &str| {
        let page = desk.server.get(&format!("{DESK}proposals")).text();
        let found = page.split("<li ").find(|row| row.starts_with(&format!("data-proposal=\"{key}\"")));
        found.map(str::to_owned).unwrap_or_default()
    };
    let end = Instant::now() + Duration::from_secs(60);
    while row("herve-le-bihan").is_empty() {
        assert!(Instant::now() < end, "no proposals");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(
        row("herve-le-bihan").contains("<input type=\"checkbox\" value=\"Le Bihan\">"),
        "{}",
        row("herve-le-bihan")
    );
    let before = desk.tree();
    let split = |proposal: &str, forms: &str| {
        desk.act("do", &format!(r#"{{"action":{{"do":"split","proposal":"{proposal}","forms":[{forms}]}}}}"#))
    };
    for (proposal, forms, status) in [
        ("herve-le-bihan", "", 422),
        ("herve-le-bihan", r#""Hervé Le Bihan""#, 422),
        ("herve-le-bihan", r#""Port-Louis""#, 422),
        ("anne-morvan", r#""Anne""#, 422),
        ("nobody", r#""x""#, 410),
        ("yann-tanguy", r#""Loïc Even","Loïc Even""#, 422),
    ] {
        let said = split(proposal, forms);
        assert_eq!(said.status, status, "{proposal} {forms}: {}", said.text());
    }
    // A suggestion is split in this sitting only.
    assert_eq!(split("herve-le-bihan", r#""Le Bihan""#).status, 200);
    assert_eq!(desk.tree(), before);
    let part = row("herve-le-bihan/Le Bihan");
    assert!(part.contains("data-name=\"Le Bihan\"") && !row("herve-le-bihan").contains("value=\"Le Bihan\""), "{part}");
    assert_eq!(split("herve-le-bihan", r#""Le Bihan""#).status, 422, "it is split already");
    let accept =
        r#"{"action":{"do":"accept","proposal":"herve-le-bihan/Le Bihan","name":"Odile Le Bihan","kind":"person"}}"#;
    assert_eq!(desk.act("do", accept).status, 200);
    let record = desk.text("content/people/odile-le-bihan.md");
    assert!(record.contains("name: Odile Le Bihan\n") && !record.contains("Hervé"), "{record}");
    assert!(row("herve-le-bihan/Le Bihan").is_empty() && !row("herve-le-bihan").is_empty());
    let refused = desk.act("undo", r#"{"number":1}"#);
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert_eq!(desk.act("do", r#"{"action":{"do":"accept","proposal":"herve-le-bihan"}}"#).status, 200);
    assert_eq!(desk.text("content/people/herve-le-bihan.md"), "---\nname: Hervé Le Bihan\n---\n");
    for _ in 0..3 {
        assert_eq!(desk.act("undo", "{}").status, 200);
    }
    assert_eq!(desk.tree(), before);
    assert!(row("herve-le-bihan").contains("value=\"Le Bihan\"") && row("herve-le-bihan/Le Bihan").is_empty());
    // A draft is split in its file.
    let done = split("yann-tanguy", r#""Loïc Even","Loïc""#);
    assert!(done.status == 200 && done.text().contains("Yann Tanguy"), "{}", done.text());
    assert_eq!(
        desk.text("content/people/yann-tanguy.md"),
        "---\n# à voir\nstatus: proposed\nname: Yann Tanguy # lui\nnames: [Y. Tanguy]\n---\n"
    );
    assert_eq!(desk.text("content/people/loic-even.md"), "---\nname: Loïc Even\nstatus: proposed\nweak: [Loïc]\n---\n");
    assert_eq!(desk.act("undo", "{}").status, 200);
    assert_eq!(desk.tree(), before);
}
