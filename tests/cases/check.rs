//! `dossier check`: one defect in a copy of the demonstration dossier, and everything that is then reported.
//!
//! A case has one change and the findings of `check`, in order. Changes, each with the file that it applies to:
//!
//! - `replace FILE`: the words before `=>` become those after it; if nothing follows it, whole lines are removed. The words
//!   must occur in the file once
//! - `add FILE`, `append FILE`, `prepend FILE`: the lines of the block
//! - `bytes FILE`: adds a file of hexadecimal bytes, or of so many KiB of blanks (`4096K`)
//! - `delete FILE`, `rename FILE`, `link FILE`: nothing; the new name; the target of the link
//!
//! `expect` has one finding per line, `FILE:LINE CODE`, and after the code words that the message and the help must contain.
//! Each finding must also be said in French, and no English may be left in it: otherwise its text here is what is wrong with it.
//! What all findings of a case say, in both languages, is in tests/golden/findings, see `transcripts`.
//! Blocks before a file's first heading are applied first, for all its cases: with them alone nothing may be found.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use dossier::build::{Memo, PipelineOptions, build};
use dossier::check::location::source_location;
use dossier::check::{self, LinkCheckCache};
use dossier::source::{read_project, read_raw};

use libtest_mimic::Trial;

use crate::french;
use crate::literate::{self, Case};
use crate::transcripts::{self, LANGUAGES};

/// A change that can be undone.
struct Undo {
    file: String,
    before: Option<Vec<u8>>,
}

fn change(root: &Path, info: &str, text: &str) -> Result<Vec<Undo>, String> {
    let (verb, name) = info.split_once(' ').ok_or(format!("`{info}` names no file"))?;
    let path = root.join(name);
    let before = fs::read(&path).ok();
    let old = String::from_utf8_lossy(before.as_deref().unwrap_or_default()).into_owned();
    if ["replace", "append", "prepend", "delete", "rename"].contains(&verb) != before.is_some() {
        return Err(format!("{verb} {name}: the file is there, or is not"));
    }
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let mut undo = vec![Undo { file: name.to_owned(), before }];
    match verb {
        "replace" => {
            let (from, to) = text.split_once("=>\n").ok_or("no `=>`")?;
            // Words in a line are replaced, whole lines removed.
            let whole = to.is_empty();
            let last = |text: &str| if whole { text.to_owned() } else { text.trim_end_matches('\n').to_owned() };
            let (from, to) = (last(from), last(to));
            let from = from.as_str();
            let n = old.matches(from).count();
            if n != 1 {
                return Err(format!("{name} has {n} times:\n{from}"));
            }
            fs::write(&path, old.replacen(from, &to, 1)).expect("written");
        }
        "add" => fs::write(&path, text).expect("written"),
        "append" => fs::write(&path, old + text).expect("written"),
        "prepend" => fs::write(&path, text.to_owned() + &old).expect("written"),
        "bytes" => fs::write(&path, bytes(text.trim())).expect("written"),
        "delete" => fs::remove_file(&path).expect("deleted"),
        "rename" => {
            undo.push(Undo { file: text.trim().to_owned(), before: None });
            fs::rename(&path, root.join(text.trim())).expect("renamed");
        }
        #[cfg(unix)]
        "link" => std::os::unix::fs::symlink(text.trim(), &path).expect("linked"),
        _ => return Err(format!("`{verb}` is no change")),
    }
    Ok(undo)
}

fn bytes(text: &str) -> Vec<u8> {
    match text.strip_suffix('K') {
        Some(number) => vec![b' '; number.parse::<usize>().expect("a number") * 1024],
        None => text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).expect("a byte")).collect(),
    }
}

fn take_back(root: &Path, undo: Vec<Undo>) {
    for Undo { file, before } in undo.into_iter().rev() {
        match before {
            Some(bytes) => fs::write(root.join(file), bytes).expect("written"),
            None => fs::remove_file(root.join(file)).expect("deleted"),
        }
    }
}

/// What `check` finds: each finding as `FILE:LINE CODE` with all its text, and what is printed of all in each language.
#[derive(Debug)]
struct Findings {
    list: Vec<(String, String)>,
    said: [String; 2],
}

fn findings(root: &Path, (memo, seen): &(Memo, LinkCheckCache)) -> Findings {
    let snapshot = read_project(root, None).expect("a project");
    let built = build(&snapshot, &PipelineOptions::default(), memo);
    let raw_files = read_raw(root, &check::raw_names(&built));
    let report = check::report(check::collect_findings(&built, memo, seen, &snapshot, &raw_files).diagnostics);
    let told = report.diagnostics.iter().map(|diagnostic| {
        let at = source_location(&diagnostic.primary, &snapshot);
        let related: Vec<&str> = diagnostic.related.iter().map(|label| label.text.en.as_str()).collect();
        let words = format!("{}; {}; {}", diagnostic.message.en, diagnostic.help.en, related.join("; "));
        let labels = diagnostic.related.iter().map(|label| &label.text);
        let said = [&diagnostic.message, &diagnostic.help].into_iter().chain(labels);
        let faults: Vec<String> = said.filter_map(french::fault_of).collect();
        let words = if faults.is_empty() { words } else { format!("French: {}", faults.join("; ")) };
        (format!("{}:{} {}", at.file, at.line, diagnostic.code), words)
    });
    let said = LANGUAGES.map(|language| {
        let findings = report.diagnostics.iter().map(|diagnostic| {
            let at = source_location(&diagnostic.primary, &snapshot);
            let labels = diagnostic.related.iter().map(|label| format!("  > {}\n", label.text.text(language)));
            let (message, help) = (diagnostic.message.text(language), diagnostic.help.text(language));
            let help = if help.is_empty() { String::new() } else { format!("  = {help}\n") };
            let labels: String = labels.collect();
            format!("{}:{} {}\n  {message}\n{labels}{help}", at.file, at.line, diagnostic.code)
        });
        let findings: String = findings.collect();
        format!("{findings}exit code {}\n", u8::from(report.failed(false)))
    });
    Findings { list: told.collect(), said }
}

/// Compares findings with what a case expects.
fn differences(case: &Case, found: &[(String, String)]) -> Option<String> {
    let expected: Vec<&str> = case.block("expect")?.lines().collect();
    let fits = |line: &str, (place, words): &(String, String)| {
        let rest = line.strip_prefix(place.as_str());
        let is_said = |rest: &str| rest.trim().is_empty() || (rest.starts_with(' ') && words.contains(rest.trim()));
        rest.is_some_and(is_said) && !words.starts_with("French: ")
    };
    let same = expected.len() == found.len() && expected.iter().zip(found).all(|(line, found)| fits(line, found));
    let told: Vec<String> = found.iter().map(|(place, words)| format!("  {place} {words}")).collect();
    (!same).then(|| format!("expected:\n  {}\nfound:\n{}", expected.join("\n  "), told.join("\n")))
}

fn demonstration() -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        if from.is_file() {
            fs::copy(from, to).expect("copied");
            return;
        }
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder").flatten() {
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["site.yaml", "content", "seeds"] {
        copy(Path::new(name), &folder.path().join(name));
    }
    folder
}

/// A copy of the demonstration dossier. A case changes it and undoes the change.
struct Workspace {
    folder: tempfile::TempDir,
    caches: (Memo, LinkCheckCache),
    /// Its original files.
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Workspace {
    fn new() -> Workspace {
        let folder = demonstration();
        let caches = (Memo::default(), LinkCheckCache::default());
        assert_eq!(findings(folder.path(), &caches).list, [], "the demonstration dossier");
        let files = files(folder.path());
        Workspace { folder, caches, files }
    }
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for path in fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.insert(path.clone(), fs::read(&path).expect("a file"));
        }
    }
    all
}

/// Workspaces not in use: a build with warm caches takes a tenth of the first one.
static IDLE: Mutex<Vec<Workspace>> = Mutex::new(Vec::new());
/// Set-ups that have been checked: many cases of a file share one.
static CHECKED: Mutex<Vec<Vec<(String, String)>>> = Mutex::new(Vec::new());

fn check(case: &Case) -> Option<String> {
    let idle = IDLE.lock().expect("the list").pop();
    let workspace = idle.unwrap_or_else(Workspace::new);
    let (root, caches) = (workspace.folder.path(), &workspace.caches);
    let mut changes: Vec<&(String, String)> = case.blocks.iter().filter(|(info, _)| info != "expect").collect();
    let (info, text) = changes.pop().expect("a change");
    let mut failures = Vec::new();
    let mut undo = Vec::new();
    for (info, text) in changes.iter().copied() {
        undo.extend(change(root, info, text).expect("a set-up"));
    }
    let set_up: Vec<(String, String)> = changes.into_iter().cloned().collect();
    let is_new = !set_up.is_empty() && !CHECKED.lock().expect("the list").contains(&set_up);
    if is_new {
        failures.extend(findings(root, caches).list.into_iter().map(|found| format!("before the defect: {found:?}")));
        CHECKED.lock().expect("the list").push(set_up);
    }
    match change(root, info, text) {
        Ok(defect) => undo.extend(defect),
        Err(reason) => failures.push(reason),
    }
    let found = findings(root, caches);
    failures.extend(differences(case, &found.list));
    let said = LANGUAGES.iter().zip(&found.said);
    failures.extend(said.filter_map(|(language, said)| transcripts::difference(&case.path, *language, said)));
    if case.block("expect").is_none_or(|expected| expected.trim().is_empty()) {
        failures.push("nothing is expected".to_owned());
    }
    take_back(root, undo);
    assert!(files(root) == workspace.files, "a change was not taken back");
    // After a panic the workspace is dropped: its files may be changed.
    IDLE.lock().expect("the list").push(workspace);
    (!failures.is_empty()).then(|| failures.join("\n"))
}

/// Every defect is reported at its place, and nothing else.
pub(crate) fn trials() -> Vec<Trial> {
    let trials = literate::trials("check", check);
    let names = trials.iter().map(|trial| trial.name().to_owned()).collect();
    trials.into_iter().chain([transcripts::no_other(names)]).collect()
}
