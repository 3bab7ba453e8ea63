//! A repeated build prints the same report and writes nothing. Whatever happened in between, the result is the same as
//! without a previous build.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::session::{Run, Session};

const LAST: &str = ".dossier/last-build.json";

/// An event between two builds.
#[derive(Clone, Debug)]
enum Step {
    Nothing,
    /// A source file is changed or added.
    Write(usize, usize),
    /// A source file is deleted.
    Delete(usize),
    /// A published file is changed.
    Vandalise(usize),
    /// A published file is deleted.
    Lose(usize),
    /// One byte of the manifest is changed.
    Manifest(usize),
    /// One byte of the record of the last build is changed.
    Damage(usize, u8),
    /// It is truncated.
    Cut(usize),
    /// It is replaced by an earlier one.
    Older,
    /// It is deleted.
    Forget,
    /// A build with other options into the same folder.
    Options(usize),
    /// Another build at the same time.
    Twice,
}

const FILES: [(&str, [&str; 3]); 5] = [
    ("content/articles/a.md", ["---\ntitle: A\n---\nJeanne Morvan.\n", "---\ntitle: A\ndate: never\n---\nMot.\n", "x"]),
    ("content/articles/b.md", ["---\ntitle: B\ndraft: true\n---\nQui ?\n", "---\ntitle: B\n---\n[[rien]]\n", ""]),
    (
        "content/people/jeanne-morvan.md",
        ["---\nname: Jeanne Morvan\n---\n", "---\nname: Jeanne\nnmaes: 1\n---\n", "---\n"],
    ),
    (
        "site.yaml",
        [
            "title: Essai\nlanguage: fr\n",
            "title: Autre\nlanguage: en\n",
            "title: Essai\nlanguage: fr\nwithout: [search]\n",
        ],
    ),
    ("themes/default/static/a.css", ["a { color: red }", "b {}", "c {}"]),
];
const OPTIONS: [&str; 3] = ["build --drafts", "build --base-url https://example.org/x/", "build --quiet"];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        2 => Just(Step::Nothing),
        4 => (0..FILES.len(), 0..3_usize).prop_map(|(file, text)| Step::Write(file, text)),
        1 => (0..3_usize).prop_map(Step::Delete),
        2 => any::<usize>().prop_map(Step::Vandalise),
        2 => any::<usize>().prop_map(Step::Lose),
        1 => any::<usize>().prop_map(Step::Manifest),
        2 => (any::<usize>(), 1..255_u8).prop_map(|(at, by)| Step::Damage(at, by)),
        1 => any::<usize>().prop_map(Step::Cut),
        1 => Just(Step::Older),
        1 => Just(Step::Forget),
        2 => (0..OPTIONS.len()).prop_map(Step::Options),
        1 => Just(Step::Twice),
    ];
    prop::collection::vec(step, 1..8)
}

fn change(session: &Session, name: &str, change: impl FnOnce(&mut Vec<u8>)) {
    let Ok(mut bytes) = std::fs::read(session.path(name)) else { return };
    change(&mut bytes);
    std::thread::sleep(std::time::Duration::from_millis(5));
    session.write(name, &bytes);
}

fn flip(bytes: &mut [u8], at: usize, by: u8) {
    let len = bytes.len().max(1);
    if let Some(byte) = bytes.get_mut(at % len) {
        *byte ^= by;
    }
}

fn published(session: &Session, at: usize) -> Option<String> {
    let files: Vec<String> = session.files("public").into_keys().filter(|name| !name.starts_with('.')).collect();
    files.get(at % files.len().max(1)).map(|name| format!("public/{name}"))
}

fn take(session: &Session, step: &Step, older: &mut Vec<u8>) {
    let now = std::fs::read(session.path(LAST)).unwrap_or_default();
    match step {
        Step::Nothing => {}
        Step::Write(file, text) => drop(session.write(FILES[*file].0, FILES[*file].1[*text].as_bytes())),
        Step::Delete(file) => drop(std::fs::remove_file(session.path(FILES[*file].0))),
        Step::Vandalise(at) => {
            if let Some(name) = published(session, *at) {
                change(session, &name, |bytes| bytes.iter_mut().for_each(|byte| *byte = b'v'));
            }
        }
        Step::Lose(at) => {
            published(session, *at).map(|name| std::fs::remove_file(session.path(&name)));
        }
        Step::Manifest(at) => change(session, "public/.dossier-manifest.json", |bytes| flip(bytes, *at, 1)),
        Step::Damage(at, by) => change(session, LAST, |bytes| flip(bytes, *at, *by)),
        Step::Cut(at) => change(session, LAST, |bytes| bytes.truncate(*at % bytes.len().max(1))),
        Step::Older if !older.is_empty() => drop(session.write(LAST, older)),
        Step::Older => {}
        Step::Forget => drop(std::fs::remove_file(session.path(LAST))),
        Step::Options(options) => drop(session.run(OPTIONS[*options])),
        Step::Twice => std::thread::scope(|scope| {
            scope.spawn(|| session.run("build"));
            scope.spawn(|| session.run("build --drafts"));
        }),
    }
    *older = now;
}

/// The report of a build, without the line that counts written files.
fn said(run: &Run) -> Vec<&str> {
    run.err.lines().filter(|line| !line.contains(" unchanged, ")).collect()
}

fn pages(session: &Session) -> BTreeMap<String, Vec<u8>> {
    session.files("public").into_iter().filter(|(name, _)| !name.starts_with('.')).collect()
}

/// Builds the sources of a session in a folder without any previous build.
fn clean(session: &Session) -> (Run, BTreeMap<String, Vec<u8>>) {
    let fresh = Session::new();
    for folder in ["content", "themes"] {
        for (name, bytes) in session.files(folder) {
            fresh.write(&format!("{folder}/{name}"), &bytes);
        }
    }
    fresh.write("site.yaml", session.read("site.yaml").as_bytes());
    let run = fresh.run("build");
    let pages = pages(&fresh);
    (run, pages)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happened_since_a_build_is_as_the_first(steps in steps()) {
        let session = Session::new();
        session.write(FILES[0].0, FILES[0].1[0].as_bytes()).write(FILES[2].0, FILES[2].1[0].as_bytes());
        session.run("build");
        let mut older = Vec::new();
        for step in &steps {
            take(&session, step, &mut older);
            let run = session.run("build");
            if run.err.contains("is damaged") {
                // An unreadable manifest needs a person; another test covers it.
                std::fs::remove_dir_all(session.path("public")).expect("it was there");
                continue;
            }
            let (expected, expected_pages) = clean(&session);
            prop_assert_eq!(run.code, expected.code, "{}", run.err);
            prop_assert_eq!(said(&run), said(&expected), "after {:?}", step);
            // A truncated record may have protected someone: then the old site is kept, which a clean build does not have.
            if run.code < 2 && !run.err.contains("nothing is published") {
                prop_assert!(pages(&session) == expected_pages, "other pages after {:?}", step);
            }
        }
    }
}

#[test]
fn what_was_said_is_said_again_in_no_time() {
    let session = Session::new();
    session.write("content/articles/a.md", b"---\ntitle: A\ndate: never\n---\nJeanne Morvan.\n");
    let first = session.run("build");
    assert_eq!(first.code, 1);
    let second = session.run("build --timings=json");
    assert_eq!((second.code, said(&second)), (1, said(&first)));
    assert!(second.out.contains("read and compare") && !second.out.contains("annotate"), "{}", second.out);
    assert!(session.run("build --strict --timings=json").out.contains("read and compare"));
    // Another output folder, or other options: everything is built.
    assert!(session.run("build --output elsewhere --timings=json").out.contains("annotate"));
    assert!(session.run("build --drafts --timings=json").out.contains("annotate"));
}

#[test]
fn a_project_that_cannot_be_written_to_is_built_all_the_same() {
    let session = Session::new();
    session.write("content/articles/a.md", b"---\ntitle: A\n---\nMot.\n").write(".dossier", b"a file of somebody's");
    for _ in 0..2 {
        assert_eq!(session.run("build").code, 0);
    }
    assert_eq!(session.read(".dossier"), "a file of somebody's");
}
