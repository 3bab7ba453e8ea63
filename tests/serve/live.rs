//! Never stale: whatever is done to the files, in any manner, even while a build runs, every route serves what a
//! clean build writes there, byte for byte, and no other route is served.
//!
//! A few scripts by default; `DOSSIER_SCRIPTS=500 cargo test --test serve live` runs many.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use dossier::build::{Memo, PipelineOptions, build};
use dossier::source::read_project;
use proptest::prelude::*;

use super::project::{Edit, Files, Outcome, apply, edit, outcome_of, start};
use super::server::{Server, as_published, save};

/// How a program saves a file.
#[derive(Clone, Copy, Debug)]
enum Manner {
    /// In place.
    Plain,
    /// A new file takes the name.
    Rename,
    /// The old file is moved away, a new one written, the old one deleted: vim, Helix.
    Backup,
    /// Truncated first, filled a moment later.
    Slow,
    /// In place, with an old modification time: a tool that restores files.
    Old,
}

fn manner() -> impl Strategy<Value = Manner> {
    prop::sample::select(vec![Manner::Plain, Manner::Rename, Manner::Backup, Manner::Slow, Manner::Old])
}

/// Saves a text in a manner.
fn save_as(path: &Path, text: &str, manner: Manner) {
    let beside = |ending: &str| path.with_file_name(format!("{}{ending}", path.file_name().expect("a name").display()));
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    match manner {
        Manner::Plain => save(path, text.as_bytes()),
        Manner::Rename => {
            fs::write(beside(".tmp"), text).expect("a file");
            fs::rename(beside(".tmp"), path).expect("a rename");
        }
        Manner::Backup => {
            let _ = fs::rename(path, beside("~"));
            save(path, text.as_bytes());
            let _ = fs::remove_file(beside("~"));
        }
        Manner::Slow => {
            save(path, b"");
            std::thread::sleep(Duration::from_millis(10));
            save(path, text.as_bytes());
        }
        Manner::Old => {
            save(path, text.as_bytes());
            let file = fs::File::options().write(true).open(path).expect("the file");
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)).expect("a time");
        }
    }
}

/// Changes the folder from one set of files to another, as one edit.
fn bring(root: &Path, before: &Files, after: &Files, manner: Manner) {
    for name in before.keys().filter(|name| !after.contains_key(*name)) {
        fs::remove_file(root.join(name)).expect("the file");
    }
    for (name, text) in after.iter().filter(|(name, text)| before.get(*name) != Some(text)) {
        save_as(&root.join(name), text, manner);
    }
}

/// Replaces the whole folder of texts by another, as git does when it checks out another branch.
fn check_out(root: &Path, files: &Files) {
    let away = root.join("away");
    fs::rename(root.join("content"), &away).expect("a rename");
    for (name, text) in files {
        save(&root.join(name), text.as_bytes());
    }
    fs::remove_dir_all(away).expect("the folder");
}

/// Fixes unreadable files: until then the server rightly shows their last valid version.
fn mend(root: &Path, files: &mut Files) {
    loop {
        let built = build(&read_project(root, None).expect("a project"), &PipelineOptions::default(), &Memo::default());
        let unreadable = ["D0102", "D0105", "D0201", "D0208", "D0601", "D0602", "D0901"];
        let mut bad: Vec<String> = built
            .diagnostics
            .iter()
            .filter(|d| unreadable.contains(&d.code.as_str()))
            .chain(&built.protection.unknown)
            .map(|d| d.primary.span.file.to_string())
            .collect();
        let failed = outcome_of(&built, &Memo::default()).pages.values().any(Option::is_none);
        if failed || bad.iter().any(|name| name.starts_with("themes/")) {
            bad.extend(files.keys().filter(|name| name.starts_with("themes/")).cloned());
        }
        if bad.is_empty() {
            return;
        }
        for name in bad {
            if name == "site.yaml" {
                files.insert(name.clone(), start()["site.yaml"].clone());
                save(&root.join(&name), files[&name].as_bytes());
            } else if files.remove(&name).is_some() {
                fs::remove_file(root.join(name)).expect("the file");
            }
        }
    }
}

/// Waits until every route is served as a clean build writes it; reports which is not.
fn compare(server: &Server, expected: &Outcome, known: &BTreeSet<String>) -> Result<(), String> {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let wrong = first_difference(server, expected, known);
        match wrong {
            None => return Ok(()),
            Some(wrong) if Instant::now() > end => return Err(wrong),
            Some(_) => std::thread::sleep(Duration::from_millis(30)),
        }
    }
}

fn first_difference(server: &Server, expected: &Outcome, known: &BTreeSet<String>) -> Option<String> {
    let prefix = expected.prefix();
    for (route, bytes) in &expected.pages {
        let answer = server.get(&format!("{prefix}{}", encoded(route)));
        let is_404 = route == "404.html";
        if answer.status != 200 && !is_404 {
            return Some(format!("{route}: {}", answer.status));
        }
        let body = if route.ends_with(".html") { as_published(answer.body) } else { answer.body };
        if Some(&body) != bytes.as_ref() {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            return Some(format!(
                "{route} is served as\n{}\ninstead of\n{}",
                text(&body),
                text(bytes.as_deref().unwrap_or_default())
            ));
        }
    }
    for route in known.iter().filter(|route| !expected.pages.contains_key(*route)) {
        let status = server.get(&format!("{prefix}{}", encoded(route))).status;
        if status == 200 {
            return Some(format!("{route} is gone, and is served"));
        }
    }
    None
}

impl Outcome {
    /// The base path of the site: the path of the address in its robots.txt.
    fn prefix(&self) -> String {
        let robots = self.pages.get("robots.txt").and_then(Option::as_deref).unwrap_or_default();
        let robots = String::from_utf8_lossy(robots).into_owned();
        let address = robots.lines().find_map(|line| line.strip_prefix("Sitemap: "));
        let path = address.and_then(|address| address.splitn(4, '/').nth(3)).unwrap_or("sitemap.xml");
        format!("/{}", path.trim_end_matches("sitemap.xml"))
    }
}

fn encoded(route: &str) -> String {
    route
        .bytes()
        .map(|b| if b.is_ascii_graphic() && b != b'%' { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 12,
        ..ProptestConfig::with_cases(scripts())
    })]

    #[test]
    fn whatever_is_done_to_the_files_what_is_served_is_what_is_built(
        script in prop::collection::vec((edit(), manner(), 0_u64..60), 1..12),
        branch in prop::collection::vec(edit(), 0..6),
    ) {
        let mut files = start();
        let server = Server::start(&files, &[]);
        let mut known = BTreeSet::new();
        for (edit, manner, pause_ms) in &script {
            let before = files.clone();
            apply(&mut files, edit);
            bring(server.folder.path(), &before, &files, *manner);
            std::thread::sleep(Duration::from_millis(*pause_ms));
        }
        if !branch.is_empty() {
            let site = files["site.yaml"].clone();
            branch.iter().for_each(|edit: &Edit| apply(&mut files, edit));
            files.insert("site.yaml".to_owned(), site);
            let themes = files.iter().filter(|(name, _)| name.starts_with("themes/"));
            let themes: Vec<String> = themes.map(|(name, _)| name.clone()).collect();
            let _ = fs::remove_dir_all(server.path("themes"));
            check_out(server.folder.path(), &files);
            prop_assert!(themes.iter().all(|name| server.path(name).exists()));
        }
        mend(server.folder.path(), &mut files);
        let snapshot = read_project(server.folder.path(), None).expect("a project");
        let memo = Memo::default();
        let expected = outcome_of(&build(&snapshot, &PipelineOptions::default(), &memo), &memo);
        known.extend(super::project::outcome(&start(), &Memo::default()).pages.into_keys());
        let compared = compare(&server, &expected, &known);
        prop_assert!(compared.is_ok(), "{}", compared.unwrap_err());
    }
}

fn scripts() -> u32 {
    std::env::var("DOSSIER_SCRIPTS").ok().and_then(|n| n.parse().ok()).unwrap_or(6)
}
