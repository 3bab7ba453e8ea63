//! The program's complete output: ten pages of a small invented dossier, and what each command prints.
//!
//! The dossier is that of `dossier init`, so nothing in tests/golden comes from a real document. What changes with every
//! release or run is replaced: fingerprints of files, nonces, durations. `SNAPSHOTS=overwrite cargo test --test cmd golden`
//! rewrites the files; read the difference before you commit it. A file that no test expects is an error.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use super::session::Session;

const PAGES: [&str; 10] = [
    "articles/2024-03-04-crue.html",
    "chronology.html",
    "evenements/crue-de-sarvane.html",
    "index.html",
    "lieux/sarvane.html",
    "names.html",
    "organisations/agence-des-ouvrages.html",
    "personnes/odile-tanvier.html",
    "quotes.html",
    "tags/pont.html",
];

#[cfg(unix)]
/// A transcript: its name, and commands that run in sequence in a new copy of the dossier, once in each language.
const COMMANDS: [(&str, &[&str]); 14] = [
    ("help", &["--help", "build --help", "help"]),
    ("init", &["init autre", "init autre", "init de --lang de"]),
    ("new", &["new person Gaël-Rouzic", "new person Gaël-Rouzic", "new ship Belle"]),
    ("import", &["import lettre.txt --date 2024-03-20 --publisher Essai", "import lettre.txt", "import rien.txt"]),
    ("suggest", &["suggest", "suggest --write", "suggest --refuse Vessonne"]),
    ("build", &["build", "build", "build --strict"]),
    ("check", &["check", "check --format json", "check --strict"]),
    ("review", &["review", "review --format json"]),
    ("diff", &["diff", "build", "diff"]),
    ("why", &["why articles/2024-03-04-crue", "why 2024-03-04-crue#m18", "why rien"]),
    ("rename", &["rename marc-lesquin marc-l", "rename marc-lesquin odile-tanvier", "rename rien autre"]),
    ("merge", &["merge marc-lesquin odile-tanvier", "merge rien odile-tanvier"]),
    ("forget", &["forget odile-tanvier", "forget odile-tanvier"]),
    ("export", &["export bibtex", "export ris", "export pdf"]),
];

/// A letter to import.
const LETTER: &str = "Une lettre au maire\n\nOdile Tanvier a reçu hier la lettre des riverains du pont des Tanneurs, qui demandent \
    une passerelle avant l’été.\n\nElle a promis une réponse pour le mois prochain.\n";

fn invented() -> Session {
    let session = Session::new();
    fs::remove_file(session.path("site.yaml")).expect("removed");
    assert_eq!(session.run("init .").code, 0);
    session.write("lettre.txt", LETTER.as_bytes());
    session
}

/// Replaces what follows a text, up to the next character of another kind.
fn masked(text: &str, before: &str, is_part: fn(char) -> bool, behind: &str, mask: &str) -> String {
    let mut parts = text.split(before);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(is_part);
        out.push_str(before);
        out.push_str(if rest.len() < part.len() && rest.starts_with(behind) {
            mask
        } else {
            &part[..part.len() - rest.len()]
        });
        out.push_str(rest);
    }
    out
}

fn steady(text: &str) -> String {
    let is_hex = |c: char| c.is_ascii_hexdigit();
    let is_digit = |c: char| c.is_ascii_digit();
    let mut text = masked(text, "nonce-", is_hex, "'", "NONCE");
    text = masked(&text, "nonce=\"", is_hex, "\"", "NONCE");
    for name in [
        "counts", "copies", "dossier", "faces", "fonts", "front", "graph", "icon", "sans", "search", "serif", "share",
        "style", "time",
    ] {
        text = masked(&text, &format!("assets/{name}."), is_hex, ".", "FINGERPRINT");
    }
    text = masked(&text, " en ", is_digit, " ms", "N");
    masked(&text, " in ", is_digit, " ms", "N")
}

/// Compares a text with a file of tests/golden; the file is recorded as expected.
fn compare(name: &str, text: &str, expected: &mut BTreeSet<PathBuf>) {
    let path = Path::new("tests/golden").join(name);
    expected.insert(path.clone());
    // Compared literally, without the library's wildcards.
    let golden = Data::read_from(&path, Some(DataFormat::Text)).raw();
    Assert::new().action_env("SNAPSHOTS").eq(steady(text), golden);
}

/// Fails if a folder has a file that no test expects.
fn no_other(folder: &str, expected: &BTreeSet<PathBuf>) {
    let entries = fs::read_dir(Path::new("tests/golden").join(folder)).expect("a folder");
    let others: Vec<PathBuf> =
        entries.map(|entry| entry.expect("an entry").path()).filter(|path| !expected.contains(path)).collect();
    assert!(others.is_empty(), "no test expects {others:?}");
}

#[test]
fn ten_pages_are_as_they_were() {
    let session = invented();
    assert_eq!(session.run("build").code, 0);
    let mut expected = BTreeSet::new();
    for page in PAGES {
        compare(&format!("pages/{}", page.replace('/', "-")), &session.read(&format!("public/{page}")), &mut expected);
    }
    no_other("pages", &expected);
}

/// Paths are printed as the system writes them.
#[cfg(unix)]
#[test]
fn every_command_says_what_it_said() {
    let mut expected = [BTreeSet::new(), BTreeSet::new()];
    for (name, commands) in COMMANDS {
        let mut codes: Vec<Vec<i32>> = Vec::new();
        for (language, expected) in ["en", "fr"].into_iter().zip(&mut expected) {
            let session = invented();
            match name {
                // Something to find.
                "build" | "check" => {
                    session.write("content/people/anna.md", b"---\nname: Anna Sorel\nborne: 1970\n---\n")
                }
                // A person of the same name, so that there is something to review.
                "review" => session.write("content/people/marc-fils.md", b"---\nname: Marc Lesquin\n---\n"),
                _ => &session,
            };
            let mut transcript = String::new();
            let runs = commands.iter().map(|command| {
                let run = session.run_with(command, &[("COLUMNS", "100"), ("DOSSIER_LANG", language)]);
                transcript += &format!("$ dossier {command}\n");
                for (stream, text) in [("", &run.out), ("2> ", &run.err)] {
                    transcript.extend(text.lines().map(|line| format!("{stream}{line}\n")));
                }
                transcript += &format!("= {}\n\n", run.code);
                run.code
            });
            codes.push(runs.collect());
            compare(&format!("commands/{language}/{name}.txt"), &transcript, expected);
        }
        assert_eq!(codes.first(), codes.last(), "{name}: the exit codes are the same in both languages");
    }
    for (language, expected) in ["en", "fr"].into_iter().zip(&expected) {
        no_other(&format!("commands/{language}"), expected);
    }
}
