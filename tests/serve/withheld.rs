//! No response of the preview contains anything withheld, before and after something is withheld while it runs.

#[path = "../laws/canaries.rs"]
mod canaries;

use std::collections::BTreeMap;

use dossier::build::{Memo, PipelineOptions, build};
use dossier::check::leaks::extracted_text::extract_texts;
use dossier::source::Snapshot;

use super::project::Files;
use super::server::{Server, save};
use canaries::{Canary, Fate, dossier};

/// Returns the response of every address: the site's, the preview's own, and some dead ones.
fn answers(server: &Server, routes: &[String]) -> BTreeMap<String, Vec<u8>> {
    let mut answers = BTreeMap::new();
    for route in routes {
        let answer = server.get(&format!("{}{route}", server.prefix));
        let headers: String = answer.headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
        answers.insert(route.clone(), answer.body);
        answers.insert(format!("{route} (headers)"), headers.into_bytes());
    }
    let mut news = server.news("index.html");
    // Errors are shown with the lines of the author's own files, to the author alone.
    news.as_object_mut().expect("news").retain(|key, _| key != "errors");
    answers.insert("news".to_owned(), news.to_string().into_bytes());
    answers
}

fn routes(files: &canaries::Files) -> Vec<String> {
    let snapshot = Snapshot::from_files(files.iter().map(|(name, bytes)| (name.clone(), bytes.clone())));
    build(&snapshot, &PipelineOptions::default(), &Memo::default())
        .planned_pages
        .iter()
        .map(|place| place.route.to_string())
        .collect()
}

fn found<'a>(canaries: &'a [Canary], answers: &BTreeMap<String, Vec<u8>>) -> Vec<(&'a Canary, String)> {
    let mut found = Vec::new();
    for (name, bytes) in answers {
        let texts: Vec<String> = extract_texts("", bytes)
            .into_iter()
            .chain(extract_texts(name, bytes))
            .skip(1)
            .map(|reading| reading.text.to_lowercase())
            .collect();
        for canary in canaries {
            if texts.iter().any(|text| text.contains(&canary.word)) {
                found.push((canary, name.clone()));
            }
        }
    }
    found
}

#[test]
fn no_canary_is_in_any_answer() {
    let (open, closed) = (dossier(false), dossier(true));
    let site = "title: Essai\nlanguage: fr\nbase_url: https://example.org/a/\n";
    let server = Server::start(&Files::from([("site.yaml".to_owned(), site.to_owned())]), &[]);
    for (name, bytes) in &open.files {
        save(&server.path(name), bytes);
    }
    let all = routes(&open.files);
    server.until(&format!("{}articles/port.html", server.prefix), |answer| answer.text().contains(&open.control));
    server.until(&format!("{}articles/temoin.html", server.prefix), |answer| answer.status == 200);
    // While nothing is withheld the preview shows everything: this proves that the test can fail.
    let told = found(&open.canaries, &answers(&server, &all));
    let n_told = open.canaries.iter().filter(|canary| canary.fate == Fate::Told);
    for canary in n_told {
        assert!(told.iter().any(|(found, _)| found.word == canary.word), "{} is never shown", canary.place);
    }
    for (name, bytes) in &closed.files {
        save(&server.path(name), bytes);
    }
    let own = format!("{}articles/temoin.html", server.prefix);
    let given = closed.canaries.iter().rev().find(|canary| canary.place == "first name").expect("a name");
    server.until(&own, |answer| answer.status == 200 && !answer.text().to_lowercase().contains(&given.word));
    // Addresses of withheld content now return the page for unknown addresses.
    let mut answers = answers(&server, &all);
    for route in all.iter().filter(|route| !routes(&closed.files).contains(route)) {
        let answer = answers.remove(route).expect("an answer");
        let bytes = String::from_utf8_lossy(&answer).replace(route.as_str(), "").into_bytes();
        answers.insert(format!("nowhere {}", answers.len()), bytes);
        answers.remove(&format!("{route} (headers)"));
    }
    let leaks = found(&closed.canaries, &answers);
    assert!(leaks.is_empty(), "{leaks:?}");
}
