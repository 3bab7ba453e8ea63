//! What the findings of the cases of `check` say, word for word, in English and in French: one file per language and file of
//! cases, tests/golden/findings/LANGUAGE/FILE.txt, one part per case. `SNAPSHOTS=overwrite cargo test --test cases check`
//! rewrites the parts of the cases that run; read the difference before you commit it. A part without a case is an error.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use dossier::base::MessageLanguage;
use libtest_mimic::Trial;

/// The languages, in the order of the transcripts.
pub(crate) const LANGUAGES: [MessageLanguage; 2] = [MessageLanguage::English, MessageLanguage::French];

/// What begins a part.
const HEADING: &str = "## ";

/// Held while a file is read and written: the cases run side by side.
static FILES: Mutex<()> = Mutex::new(());

/// Returns the parts of a file, by the name of their case.
fn parts(file: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    let mut name = String::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix(HEADING) {
            name = heading.to_owned();
            parts.entry(name.clone()).or_default();
        } else if let Some(part) = parts.get_mut(&name).filter(|_| !line.is_empty()) {
            *part += &format!("{line}\n");
        }
    }
    parts
}

fn folder(language: MessageLanguage) -> PathBuf {
    Path::new("tests/golden/findings").join(language.tag())
}

/// Compares what a case says in a language with its part, and returns the difference. `path` is `check/FILE/CASE`.
pub(crate) fn difference(path: &str, language: MessageLanguage, said: &str) -> Option<String> {
    let (_, place) = path.split_once('/')?;
    let (file, case) = place.split_once('/')?;
    let file = folder(language).join(format!("{file}.txt"));
    let _alone = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    let mut parts = parts(&file);
    if parts.get(case).map(String::as_str) == Some(said) {
        return None;
    }
    if std::env::var("SNAPSHOTS").is_ok_and(|wanted| wanted == "overwrite") {
        parts.insert(case.to_owned(), said.to_owned());
        let text: Vec<String> = parts.iter().map(|(name, part)| format!("{HEADING}{name}\n{part}")).collect();
        fs::create_dir_all(folder(language)).expect("a folder");
        fs::write(&file, text.join("\n")).expect("written");
        return None;
    }
    let known = parts.remove(case).unwrap_or_default();
    Some(format!("{} has, under {case}:\n{known}but it says:\n{said}", file.display()))
}

/// Fails if a transcript has a part that no case is named after.
pub(crate) fn no_other(cases: BTreeSet<String>) -> Trial {
    Trial::test("check/every-transcript-is-that-of-a-case", move || {
        let mut others = Vec::new();
        for language in LANGUAGES {
            for file in fs::read_dir(folder(language))?.flatten().map(|entry| entry.path()) {
                let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let _alone = FILES.lock().unwrap_or_else(PoisonError::into_inner);
                let names = parts(&file).into_keys().map(|name| format!("check/{stem}/{name}"));
                others.extend(names.filter(|name| !cases.contains(name)));
            }
        }
        if others.is_empty() { Ok(()) } else { Err(format!("no case is called {}", others.join(", ")).into()) }
    })
}
