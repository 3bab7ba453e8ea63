//! Known findings, which are counted and not shown, so that an old dossier can start to use `--strict` today.
//!
//! A finding is identified by its code, its file, its message and the words it points at, not by its line, because
//! lines above it may be added. Equal findings are counted; one more than before is new. The file is JSON with one
//! finding per line, for `git diff`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::location::source_location;
use crate::base::Diagnostic;
use crate::base::Message;
use crate::say;
use crate::source::Snapshot;

/// The identity of a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BaselineFinding {
    /// The file.
    pub file: String,
    /// The code.
    pub code: String,
    /// The message.
    pub message: String,
    /// The words it points at, with whitespace collapsed, cut after `MAX_WORDS_LEN`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// How many there are.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub times: usize,
}

/// How many characters of the words are kept.
const MAX_WORDS_LEN: usize = 120;

/// Version of the file format.
const VERSION: u32 = 1;

fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_one(times: &usize) -> bool {
    *times == 1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineFile {
    version: u32,
    findings: Vec<BaselineFinding>,
}

/// Diagnostics compared with a baseline.
#[derive(Debug, Default)]
pub(crate) struct BaselineComparison {
    /// Those that are not in the baseline.
    pub new: Vec<Diagnostic>,
    /// How many are in the baseline.
    pub n_known: usize,
    /// Findings of the baseline that are gone; `times` says how many.
    pub gone: Vec<BaselineFinding>,
}

/// Reads a baseline.
///
/// # Errors
/// Why the file is not a baseline, in a few words.
pub(crate) fn read(text: &str) -> Result<Vec<BaselineFinding>, Message> {
    let file: BaselineFile =
        serde_json::from_str(text).map_err(|error| Message { en: error.to_string(), fr: format!("`{error}`") })?;
    if file.version == VERSION {
        Ok(file.findings)
    } else {
        Err(say!(
            en: "its format version is {n}",
            fr: "la version de son format est {n}",
            n = file.version
        ))
    }
}

/// Returns the baseline file of all these diagnostics.
#[must_use]
pub(crate) fn write(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> String {
    let mut counted: BTreeMap<BaselineFinding, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        *counted.entry(finding(diagnostic, snapshot)).or_default() += 1;
    }
    let line = |(finding, times): (BaselineFinding, usize)| {
        serde_json::to_string(&BaselineFinding { times, ..finding }).unwrap_or_default()
    };
    let lines: Vec<String> = counted.into_iter().map(line).collect();
    format!("{{\"version\": {VERSION}, \"findings\": [\n{}\n]}}\n", lines.join(",\n"))
}

/// Compares diagnostics with a baseline; of equal ones, the first count as known.
#[must_use]
pub(crate) fn compare(
    diagnostics: Vec<Diagnostic>,
    known: &[BaselineFinding],
    snapshot: &Snapshot,
) -> BaselineComparison {
    let mut left: BTreeMap<BaselineFinding, usize> = BTreeMap::new();
    for finding in known {
        *left.entry(BaselineFinding { times: 1, ..finding.clone() }).or_default() += finding.times;
    }
    let mut compared = BaselineComparison::default();
    for diagnostic in diagnostics {
        match left.get_mut(&finding(&diagnostic, snapshot)).filter(|times| **times > 0) {
            Some(times) => {
                *times -= 1;
                compared.n_known += 1;
            }
            None => compared.new.push(diagnostic),
        }
    }
    let gone = left.into_iter().filter(|(_, times)| *times > 0);
    compared.gone = gone.map(|(finding, times)| BaselineFinding { times, ..finding }).collect();
    compared
}

fn finding(diagnostic: &Diagnostic, snapshot: &Snapshot) -> BaselineFinding {
    let words = source_location(&diagnostic.primary, snapshot).words;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    BaselineFinding {
        file: diagnostic.primary.span.file.to_string(),
        code: diagnostic.code.to_string(),
        message: diagnostic.message.en.clone(),
        words: words.chars().take(MAX_WORDS_LEN).collect(),
        times: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Message;
    use crate::base::{Code, SourcePath, Span};

    #[test]
    fn a_known_finding_may_move_and_one_more_is_new() {
        let snapshot = |text: &str| Snapshot::from_files([("a.md".to_owned(), text.as_bytes().to_vec())]);
        let found = |text: &str| -> Vec<Diagnostic> {
            let place = |(at, word): (usize, &str)| Span::new(&SourcePath::new("a.md"), at, at + word.len());
            text.match_indices("bad")
                .map(|at| Diagnostic::new(Code::BadDate, place(at), Message::same("it is bad")))
                .collect()
        };
        let (before, after) = ("x bad\n", "a line\nx bad\nbad\n");
        let known = read(&write(&found(before), &snapshot(before))).expect("a baseline");
        let compared = compare(found(after), &known, &snapshot(after));
        assert_eq!((compared.n_known, compared.new.len(), compared.gone.len()), (1, 1, 0));
        assert_eq!(compared.new[0].primary.span.start, after.rfind("bad").expect("there"));
        let compared = compare(Vec::new(), &known, &snapshot(after));
        assert_eq!(compared.gone, known);
        assert!(read("{}").is_err() && read("{\"version\": 2, \"findings\": []}").is_err());
    }
}
