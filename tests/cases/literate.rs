//! Reads case files: headings name behaviours, fenced blocks under them are the data.

use std::fs;
use std::path::Path;

use libtest_mimic::{Failed, Trial};

/// One behaviour.
#[derive(Debug)]
pub(crate) struct Case {
    /// File and line of the heading, for messages.
    pub place: String,
    /// The heading: the behaviour in words.
    pub name: String,
    /// `stage/file/heading`, the heading in lower case with hyphens.
    pub path: String,
    /// Fenced blocks before the first heading of the file (shared set-up), then those of the case: info string, content.
    pub blocks: Vec<(String, String)>,
}

impl Case {
    /// Returns the last block with a name: a case's own block overrides the file's.
    pub(crate) fn block(&self, name: &str) -> Option<&str> {
        self.blocks.iter().rev().find(|(info, _)| info.split(' ').next() == Some(name)).map(|(_, text)| text.as_str())
    }

    /// Returns the value of `key=…` in the info string of a block.
    pub(crate) fn option(&self, name: &str, key: &str) -> Option<&str> {
        let (info, _) = self.blocks.iter().rev().find(|(info, _)| info.split(' ').next() == Some(name))?;
        info.split(' ').find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }
}

/// Reads every case of `tests/cases/<folder>/*.md`, in order of file.
fn cases(stage: &str) -> Vec<Case> {
    let folder = Path::new("tests/cases").join(stage);
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("a folder of cases").flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files
        .iter()
        .flat_map(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let text = fs::read_to_string(path).expect("a case file");
            read(&path.display().to_string(), &format!("{stage}/{stem}"), &text)
        })
        .collect()
}

fn read(file: &str, path: &str, text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut shared: Vec<(String, String)> = Vec::new();
    let mut fence: Option<(String, String)> = None;
    for (index, line) in text.lines().enumerate() {
        match (&mut fence, line.strip_prefix("```")) {
            (None, Some(info)) => fence = Some((info.trim().to_owned(), String::new())),
            (Some(_), Some("")) => {
                let block = fence.take().expect("an open fence");
                cases.last_mut().map_or(&mut shared, |case| &mut case.blocks).push(block);
            }
            (Some((_, content)), _) => {
                content.push_str(line);
                content.push('\n');
            }
            (None, None) => {
                if let Some(name) = line.strip_prefix("## ") {
                    cases.push(Case {
                        place: format!("{file}:{}", index + 1),
                        name: name.to_owned(),
                        path: format!("{path}/{}", slug(name)),
                        blocks: shared.clone(),
                    });
                }
            }
        }
    }
    assert!(fence.is_none(), "{file}: a block is never closed");
    cases
}

/// Lower case letters and digits; everything else becomes one hyphen.
fn slug(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// Makes a test for each case of a stage. `check` returns the differences as text; the test's message adds the place of the
/// case.
pub(crate) fn trials(stage: &str, check: fn(&Case) -> Option<String>) -> Vec<Trial> {
    cases(stage).into_iter().map(|case| Trial::test(case.path.clone(), move || verdict(&case, check))).collect()
}

/// Makes a second test for each case of a stage, with a name that begins with the question that it asks.
pub(crate) fn trials_of(question: &str, stage: &str, check: fn(&Case) -> Option<String>) -> Vec<Trial> {
    let named = |case: Case| Trial::test(format!("{question}/{}", case.path), move || verdict(&case, check));
    cases(stage).into_iter().map(named).collect()
}

/// Makes a test from a function that panics on failure, for what a case file cannot express.
pub(crate) fn trial(name: &str, run: fn()) -> Trial {
    Trial::test(name, move || {
        run();
        Ok(())
    })
}

fn verdict(case: &Case, check: fn(&Case) -> Option<String>) -> Result<(), Failed> {
    let head = format!("{}: {}", case.place, case.name);
    if case.blocks.is_empty() {
        return Err(format!("{head}\nthe case has no block").into());
    }
    match std::panic::catch_unwind(|| check(case)) {
        Ok(None) => Ok(()),
        Ok(Some(difference)) => Err(format!("{head}\n{difference}").into()),
        Err(payload) => {
            let words = payload.downcast_ref::<String>().map(String::as_str);
            let words = words.or_else(|| payload.downcast_ref::<&str>().copied());
            Err(format!("{head}\npanicked: {}", words.unwrap_or("without a message")).into())
        }
    }
}
