//! content/annotations/*.jsonl: names that other people or programs marked in the articles, one a line, written by
//! `dossier import --annotations`. Parses and formats the files.
//!
//! A build does not read them: a proposed mention never links. `dossier review` and `dossier suggest` ask about them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::Message;
use crate::say;
use crate::text::selector::TextQuoteSelector;

/// The folder of the files.
pub const FOLDER: &str = "content/annotations/";

/// A name that somebody else marked in an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposedMention {
    /// Id of the article.
    pub article: String,
    /// Number of code points before the words when they were imported.
    pub at: usize,
    /// The words.
    pub quote: String,
    /// The text right before them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// The text right after them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// Id of the record that they are said to name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub entity: String,
    /// What kind of thing they are said to name: the id of a kind.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Who says so: a person or a program.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

impl ProposedMention {
    /// Returns the selector of its place.
    #[must_use]
    pub fn selector(&self) -> TextQuoteSelector {
        TextQuoteSelector {
            quote: self.quote.clone(),
            prefix: self.prefix.clone(),
            suffix: self.suffix.clone(),
            code_point_offset: Some(self.at),
        }
    }

    /// Formats it as one line, with its line break.
    #[must_use]
    pub fn line(&self) -> String {
        // Plain values with string keys always serialise.
        serde_json::to_string(self).map(|line| line + "\n").unwrap_or_default()
    }
}

/// The proposed mentions of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposedMentions {
    /// Those of each file, by its name.
    pub files: BTreeMap<String, Vec<ProposedMention>>,
    /// Lines that cannot be read: file, number of the line, why.
    pub broken: Vec<(String, usize, Message)>,
}

impl ProposedMentions {
    /// Reads one more file.
    pub fn add_file(&mut self, file: &str, text: &str) {
        let list = self.files.entry(file.to_owned()).or_default();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match serde_json::from_str::<ProposedMention>(line) {
                Ok(proposed) if proposed.quote.is_empty() => {
                    let reason = say!(en: "its `quote` is empty", fr: "son champ `quote` est vide");
                    self.broken.push((file.to_owned(), number + 1, reason));
                }
                Ok(proposed) => list.push(proposed),
                Err(error) => {
                    // What is quoted whole holds no marks of code of its own.
                    let cause = error.to_string().replace('`', "'");
                    let reason = say!(en: "{error}", fr: "elle n’est pas écrite comme il faut : `{cause}`");
                    self.broken.push((file.to_owned(), number + 1, reason));
                }
            }
        }
    }

    /// Returns all of them, each once, in order of article and place.
    #[must_use]
    pub fn all(&self) -> Vec<&ProposedMention> {
        let mut all: Vec<&ProposedMention> = self.files.values().flatten().collect();
        all.sort();
        all.dedup();
        all
    }
}

/// Returns whether a path is one of these files.
#[must_use]
pub fn is_file(path: &str) -> bool {
    path.strip_prefix(FOLDER).is_some_and(|name| name.ends_with(".jsonl") && !name.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written_and_a_broken_one_is_told() {
        let proposed = ProposedMention {
            article: "mole".to_owned(),
            at: 3,
            quote: "Yvonne \"T\" Trégor\u{2028}".to_owned(),
            prefix: String::new(),
            suffix: " a dit".to_owned(),
            entity: String::new(),
            kind: "person".to_owned(),
            by: "spaCy".to_owned(),
        };
        let mut read = ProposedMentions::default();
        read.add_file("a.jsonl", &format!("{}\n{{\"article\":3}}\n", proposed.line()));
        assert_eq!(read.all(), [&proposed]);
        assert_eq!(read.broken.len(), 1);
        assert_eq!(read.broken[0].1, 3);
    }
}
