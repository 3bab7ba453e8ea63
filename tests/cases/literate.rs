//! Reads case files: headings name behaviours, fenced blocks under them are the data.

use std::fs;
use std::path::Path;

/// One behaviour.
#[derive(Debug)]
pub struct Case {
    /// File and line of the heading, for messages.
    pub place: String,
    /// The heading: the behaviour in words.
    pub name: String,
    /// Fenced blocks before the first heading of the file (shared set-up), then those of the case: info string, content.
    pub blocks: Vec<(String, String)>,
}

impl Case {
    /// Returns the last block of that name: a case's own block wins over the file's.
    pub fn block(&self, name: &str) -> Option<&str> {
        self.blocks.iter().rev().find(|(info, _)| info.split(' ').next() == Some(name)).map(|(_, text)| text.as_str())
    }

    /// Returns the value of `key=…` in the info string of a block.
    pub fn option(&self, name: &str, key: &str) -> Option<&str> {
        let (info, _) = self.blocks.iter().rev().find(|(info, _)| info.split(' ').next() == Some(name))?;
        info.split(' ').find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }
}

/// Reads every case of `tests/cases/<folder>/*.md`, in order of file.
pub fn cases(folder: &str) -> Vec<Case> {
    let folder = Path::new("tests/cases").join(folder);
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("a folder of cases").flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files
        .iter()
        .flat_map(|path| read(&path.display().to_string(), &fs::read_to_string(path).expect("a case file")))
        .collect()
}

fn read(file: &str, text: &str) -> Vec<Case> {
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
                        blocks: shared.clone(),
                    });
                }
            }
        }
    }
    assert!(fence.is_none(), "{file}: a block is never closed");
    cases
}

/// Fails with every difference at once, each with its place and what was expected and found.
pub fn verdict(failures: &[String], n_cases: usize) {
    assert!(n_cases > 0, "no case was read");
    assert!(failures.is_empty(), "{} of {n_cases} cases fail:\n\n{}", failures.len(), failures.join("\n\n"));
}
