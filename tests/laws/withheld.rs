//! Withheld content leaves no trace: no byte of the output contains a canary of a hidden record, a draft, a text that may
//! not be quoted, a picture's metadata, or a name of which initials are published, in any encoding.

use std::collections::BTreeMap;

use dossier::build::render_page;
use dossier::build::{Memo, PipelineOptions, build};
use dossier::check::leaks::{self, extracted_text::extract_texts};
use dossier::render;
use dossier::source::Snapshot;

use super::canaries::{Canary, Fate, Files, Planted, dossier};

/// The complete result of a build: files by route, and what each page's template sees.
fn output(files: &Files, memo: &Memo) -> BTreeMap<String, Vec<u8>> {
    let snapshot = Snapshot::from_files(files.iter().map(|(name, bytes)| (name.clone(), bytes.clone())));
    let built = build(&snapshot, &PipelineOptions::default(), memo);
    let mut output = BTreeMap::new();
    for page in built.pages() {
        if let Some((name, view)) = render::view(&built.site, &page) {
            output.insert(format!("{} as seen by {name}", page.route), view.to_string().into_bytes());
        }
        let artifact = render_page(&built, &page, memo);
        output.insert(page.route.to_string(), artifact.bytes.clone().expect("a page that is drawn"));
    }
    output
}

/// Returns the occurrences of a word, each as `file: place`.
fn hits(word: &str, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut hits = Vec::new();
    for (name, bytes) in files {
        for reading in extract_texts(name, bytes) {
            if reading.text.to_lowercase().contains(word) {
                hits.push(format!("{name}: {}", reading.place.en));
            }
        }
    }
    hits
}

fn leaks<'a>(canaries: impl Iterator<Item = &'a Canary>, files: &BTreeMap<String, Vec<u8>>) -> String {
    canaries
        .map(|canary| (canary, hits(&canary.word, files)))
        .filter(|(_, hits)| !hits.is_empty())
        .map(|(canary, hits)| format!("{} (`{}`): {}\n", canary.place, canary.word, hits.join(", ")))
        .collect()
}

#[test]
fn no_canary_is_in_any_byte_of_the_output() {
    let planted = dossier(true);
    assert!(planted.canaries.len() >= 80, "{}", planted.canaries.len());
    let output = output(&planted.files, &Memo::default());
    let found = leaks(planted.canaries.iter(), &output);
    assert!(found.is_empty(), "{found}");
    // They are not counted, mapped or dated either.
    for trace in ["48.123456", "4.654321", "1873-02-11", "1874-05-06", "1875-06-07", "1876-08-03"] {
        assert_eq!(hits(trace, &output), Vec::<String>::new(), "{trace}");
    }
}

#[test]
fn what_is_not_withheld_stays_with_initials_and_words_in_place_of_names() {
    let planted = dossier(true);
    let output = output(&planted.files, &Memo::default());
    let text = |route: &str| String::from_utf8(output[route].clone()).expect("text");
    let lines = text("data/articles.jsonl");
    let witness = lines.lines().find(|line| line.contains("\"id\":\"temoin\"")).expect("the article");
    let initials: Vec<String> = planted
        .canaries
        .iter()
        .filter(|canary| canary.place.ends_with("name"))
        .map(|canary| canary.word[..1].to_uppercase() + ".")
        .collect();
    // The last three are those of the person of whom initials are published.
    let [.., given, family, other] = initials.as_slice() else { panic!("{initials:?}") };
    for words in [
        format!("{given} {family} et Jeanne Morvan. M. {family} rit."),
        format!("Dit {other} Ni {family}"),
        format!("\"title\":\"{given} {family} parle\""),
        format!("\"tags\":[\"{given} {family}\"]"),
    ] {
        assert!(witness.contains(&words), "{words} in {witness}");
    }
    assert!(witness.contains("jeanne-morvan"), "the others are linked");
    assert!(text("articles/port.html").contains("la dame") && text("articles/port.html").contains("[…]"));
    assert!(text("articles/temoin.html").contains("class=\"note"), "the note finds its passage");
}

#[test]
fn each_canary_is_found_where_nothing_is_withheld() {
    let planted = dossier(false);
    let output = output(&planted.files, &Memo::default());
    for canary in planted.canaries.iter().filter(|canary| canary.fate == Fate::Told) {
        assert!(!hits(&canary.word, &output).is_empty(), "{} (`{}`) is never published", canary.place, canary.word);
    }
}

#[test]
fn the_control_is_found_and_so_is_what_is_never_published_in_the_sources() {
    let planted = dossier(true);
    assert!(hits(&planted.control, &output(&planted.files, &Memo::default())).len() > 3);
    for canary in &planted.canaries {
        assert!(!hits(&canary.word, &planted.files).is_empty(), "{} is not where it was planted", canary.place);
    }
    let found = leaks(
        planted.canaries.iter().filter(|c| c.fate == Fate::Kept),
        &output(&dossier(false).files, &Memo::default()),
    );
    assert!(found.is_empty(), "{found}");
}

/// The dossier that withholds, in a folder.
fn planted_on_disk() -> (Planted, tempfile::TempDir) {
    let planted = dossier(true);
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in &planted.files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    (planted, folder)
}

/// Begins a command line of the program in a folder.
fn export(folder: &std::path::Path) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dossier"));
    command.current_dir(folder).env("DOSSIER_LANG", "en").arg("export");
    command
}

#[test]
fn no_canary_is_in_what_is_exported_for_training_as_tables_or_with_annotations() {
    let (planted, folder) = planted_on_disk();
    let mut exported = BTreeMap::new();
    for words in [
        "ner --format conll", "ner --format conllu --all", "ner --format spacy --all", "ner --format doccano",
        "annotations",
    ] {
        let out = export(folder.path()).args(words.split(' ')).output().expect("the program");
        assert!(out.stdout.len() > 100, "{words}: {}", String::from_utf8_lossy(&out.stderr));
        exported.insert(words.to_owned(), out.stdout);
    }
    for (words, name) in [
        ("ner --format cas --all", "cas"),
        ("annotations", "annotations"),
        ("csv", "tables"),
        ("csv --excel", "excel"),
        ("corpus", "corpus"),
    ] {
        export(folder.path()).args(words.split(' ')).args(["--output", name]).output().expect("the program");
        let mut waiting = vec![folder.path().join(name)];
        while let Some(path) = waiting.pop() {
            if path.is_dir() {
                waiting.extend(std::fs::read_dir(path).expect("a folder").flatten().map(|entry| entry.path()));
            } else {
                exported.insert(path.display().to_string(), std::fs::read(&path).expect("a file"));
            }
        }
    }
    assert!(exported.len() > 7, "{:?}", exported.keys());
    let found = leaks(planted.canaries.iter(), &exported);
    assert!(found.is_empty(), "{found}");
    assert!(hits(&planted.control, &exported).len() > 3);
}

#[test]
fn no_canary_is_in_a_lexicon_unless_asked_for_nor_in_texts_that_are_annotated_with_one() {
    let (planted, folder) = planted_on_disk();
    let refused = export(folder.path()).arg("lexicon").output().expect("the program");
    assert!(!refused.status.success() && refused.stdout.is_empty());
    let lexicon = export(folder.path()).args(["lexicon", "--with-withheld"]).output().expect("the program");
    assert!(lexicon.status.success(), "{}", String::from_utf8_lossy(&lexicon.stderr));
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::fs::write(elsewhere.path().join("names"), lexicon.stdout).expect("a file");
    // The texts that the dossier publishes, as they are written.
    let articles = planted.files.iter().filter(|(name, _)| name.starts_with("content/articles/"));
    let lines: String = articles
        .map(|(name, bytes)| {
            let file = String::from_utf8_lossy(bytes);
            let text = file.split("---\n").last().unwrap_or_default();
            serde_json::json!({"id": name, "text": text}).to_string() + "\n"
        })
        .collect();
    std::fs::write(elsewhere.path().join("lines"), &lines).expect("a file");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_dossier"))
        .current_dir(elsewhere.path())
        .args(["annotate", "--lexicon", "names"])
        .stdin(std::fs::File::open(elsewhere.path().join("lines")).expect("a file"))
        .output()
        .expect("the program");
    // A text with a line like `rights: none` is refused, as in a dossier.
    assert!(!run.stdout.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
    // Only people are replaced in a text that stands alone; a draft is no draft there.
    let annotated = String::from_utf8_lossy(&run.stdout);
    let mentions = annotated.lines().flat_map(|line| {
        let line: serde_json::Value = line.parse().expect("JSON");
        line["mentions"].as_array().cloned().unwrap_or_default()
    });
    let linked: BTreeMap<String, Vec<u8>> =
        mentions.enumerate().map(|(n, mention)| (n.to_string(), mention.to_string().into_bytes())).collect();
    assert!(linked.len() > 3);
    let found = leaks(planted.canaries.iter(), &linked);
    assert!(found.is_empty(), "{found}");
}

#[test]
fn withholding_in_a_running_preview_leaves_no_more_than_a_fresh_build() {
    let memo = Memo::default();
    let _ = output(&dossier(false).files, &memo);
    let planted = dossier(true);
    let warm = output(&planted.files, &memo);
    assert_eq!(warm, output(&planted.files, &Memo::default()));
}

#[test]
fn the_check_for_leaks_finds_them_in_an_output_of_before_and_none_in_a_new_one() {
    let (planted, open) = (dossier(true), dossier(false));
    let memo = Memo::default();
    let files = |files: &Files| -> Vec<(String, Vec<u8>)> {
        let all = output(files, &memo).into_iter();
        all.filter(|(route, _)| !route.contains(" as seen by ")).collect()
    };
    let (old, new) = (files(&open.files), files(&planted.files));
    let snapshot = Snapshot::from_files(planted.files.iter().map(|(name, bytes)| (name.clone(), bytes.clone())));
    let built = build(&snapshot, &PipelineOptions::default(), &memo);
    let found = leaks::check(&built.site, &snapshot, &new);
    assert!(found.diagnostics.is_empty(), "{:#?}", found.diagnostics);
    assert!(found.n_names > 30 && found.n_shingles > 50, "{} names, {} runs", found.n_names, found.n_shingles);
    let found = leaks::check(&built.site, &snapshot, &old);
    let told: String = found.diagnostics.iter().map(|diagnostic| format!("{}\n", diagnostic.message.en)).collect();
    for place in
        ["id of a hidden person", "id of a hidden event", "id in a file of records", "id of a draft", "id of initials"]
    {
        let canary = planted.canaries.iter().find(|canary| canary.place == place).expect("a canary");
        assert!(told.contains(&canary.word), "{place} in {told}");
    }
    assert!(told.contains("that may not be quoted") && told.contains("the file `content/media/"), "{told}");
}
