//! What a person can do at the desk, as values: the form in which a request says it. Pure data.
//!
//! An action names articles, records and proposals by id, never a file. `planner` turns it into new contents of files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::import::CorrectedCells;

/// A request to do something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionRequest {
    /// What to do.
    pub action: Action,
    /// The key of the file that the page was made from: that of the article or the record which the action names. If the
    /// file is another by now, nothing is done. Without it nothing is compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
}

/// Something that a person does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Action {
    /// Decides about the words of one place.
    Decide {
        /// The words.
        words: WordPlace,
        /// What is decided about them.
        about: DecisionSubject,
        /// The id of a record, or the value of a date. Without it: none of this dossier's records, or no date.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<String>,
    },
    /// Decides what a form means in a whole article.
    DecideForm {
        /// The id of the article.
        article: String,
        /// The form.
        form: String,
        /// The id of a record. Without it the form is never linked in this article.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<String>,
    },
    /// Keeps a form from ever meaning a record.
    NeverLink {
        /// The id of the record.
        record: String,
        /// The form.
        form: String,
    },
    /// Accepts a proposal: writes a record, or takes the mark of a draft away.
    Accept {
        /// The id of a draft, or the id or the name of a suggestion.
        proposal: String,
        /// Its name, if another one is better.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// Its kind, if another one is right.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
        /// Suggestions that are the same one: their spellings become its spellings.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<String>,
    },
    /// Makes some spellings of a proposal one of their own.
    Split {
        /// The id of a draft, or what the desk calls a suggestion.
        proposal: String,
        /// The spellings; the first is the name of the new one.
        forms: Vec<String>,
    },
    /// Refuses a proposal for good.
    Refuse {
        /// The id of a draft, or the id or the name of a suggestion.
        proposal: String,
    },
    /// Gives a record another name; the old one stays a form.
    Rename {
        /// The id of the record.
        record: String,
        /// The new name.
        name: String,
    },
    /// Makes a record one of another kind.
    Retype {
        /// The id of the record.
        record: String,
        /// The id of the kind.
        kind: String,
    },
    /// Sets a field of an article's front matter; an empty value removes it.
    SetHead {
        /// The id of the article.
        article: String,
        /// The field.
        field: String,
        /// Its value; lists are joined by `;`.
        value: String,
    },
    /// Sets a field of a record; an empty value removes it.
    SetField {
        /// The id of the record.
        record: String,
        /// The field.
        field: String,
        /// Its value; lists are joined by `;`.
        value: String,
    },
    /// Sets all roles, relations or figures of a record.
    SetRows {
        /// The id of the record.
        record: String,
        /// `roles`, `relations` or `figures`.
        list: String,
        /// The rows, each with its fields.
        rows: Vec<BTreeMap<String, String>>,
        /// The key of content/roles.csv or content/relations.csv as the page was made from it, empty if there was none.
        /// Figures have no table. Without it nothing is compared.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        table: Option<String>,
    },
    /// Writes a new record, and links words to it.
    AddRecord {
        /// Its name.
        name: String,
        /// The id of its kind.
        kind: String,
        /// The words that name it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<WordPlace>,
    },
    /// Makes a form another name of a record, which links wherever it stands.
    AddForm {
        /// The id of the record.
        record: String,
        /// The form.
        form: String,
    },
    /// Keeps a form from being a name of any record, and from being suggested.
    NeverName {
        /// The form.
        form: String,
    },
    /// Writes a note on words of an article.
    AddNote {
        /// The words.
        words: WordPlace,
        /// The note, in Markdown.
        note: String,
        /// What is found about the claim: `confirmed`, `disputed`, `false`, `unverified`; empty for no verdict.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        verdict: String,
        /// Who writes it; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        by: String,
    },
    /// Puts an uploaded picture into the folder of pictures.
    AddPicture {
        /// What the desk calls the upload.
        of: String,
        /// The file that it becomes: `media/a.jpg`, as the desk proposed it.
        file: String,
    },
    /// Sets the lead picture of an article.
    SetPicture {
        /// The id of the article.
        article: String,
        /// The picture.
        picture: PictureChoice,
    },
    /// Gives an article or a record another id; the old one leads to it.
    SetId {
        /// The id.
        id: String,
        /// The new id.
        to: String,
    },
    /// Makes one record of two.
    Merge {
        /// The id of the record that goes.
        record: String,
        /// The id of the record that stays.
        into: String,
    },
    /// Deletes everything about a record: the record, and what people wrote about it elsewhere.
    Forget {
        /// The id of the record.
        record: String,
    },
    /// Deletes a record, and the references to it.
    Delete {
        /// The id of the record.
        record: String,
    },
    /// Begins a dossier in a folder that has none.
    Begin {
        /// Its title.
        title: String,
        /// The tag of its language.
        language: String,
    },
    /// Writes the articles of uploaded documents.
    Import {
        /// What the desk calls the upload.
        of: String,
        /// The rows of its table that were corrected or left out.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        rows: Vec<ImportRow>,
    },
    /// Saves the text of a file; only as an action of its own, made from a file that is named by its key.
    SetSource {
        /// An id, or what the desk calls the file.
        file: String,
        /// The text.
        text: String,
    },
    /// Puts the right word in place of a wrong one.
    Cure {
        /// An id, or what the desk calls the file.
        file: String,
        /// Offset of the wrong word in the file.
        start: usize,
        /// Offset of its end.
        end: usize,
        /// The wrong word, as it stands there.
        wrong: String,
        /// The right word.
        right: String,
    },
    /// Does several things as one: all or none.
    Several {
        /// What to do, in order; no `several` among them.
        actions: Vec<Action>,
    },
}

/// A lead picture with its texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureChoice {
    /// Its file, `media/a.jpg`; empty for no picture.
    pub file: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Its caption.
    pub caption: String,
    /// Whose it is.
    pub credit: String,
}

/// A row of the table of an import that a person corrected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportRow {
    /// Its number, from 0.
    pub n: usize,
    /// Whether it is left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub skip: bool,
    /// The corrected cells.
    #[serde(default)]
    pub cells: CorrectedCells,
}

impl Action {
    /// Returns the action for the list of what was done: without the text of a file, which may be long.
    #[must_use]
    pub fn for_list(&self) -> Self {
        match self {
            Self::SetSource { file, .. } => Self::SetSource { file: file.clone(), text: String::new() },
            other => other.clone(),
        }
    }
}

/// The place of some words in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordPlace {
    /// The id of the article.
    pub article: String,
    /// Number of code points before the words in the article's text.
    pub start: usize,
    /// Number of code points up to their end.
    pub end: usize,
    /// The words as the page shows them.
    pub quote: String,
}

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DecisionSubject {
    /// Whom or what the words name.
    Name,
    /// Which day, month or year they mean.
    Day,
    /// Who said them.
    Speaker,
}

/// Most actions that are done as one.
pub(super) const MAX_ACTIONS: usize = 500;

impl Action {
    /// Returns the ids that it names.
    pub(super) fn ids(&self) -> Vec<&str> {
        match self {
            Action::Decide { words, answer, .. } => {
                std::iter::once(words.article.as_str()).chain(answer.as_deref()).collect()
            }
            Action::DecideForm { article, answer, .. } => {
                std::iter::once(article.as_str()).chain(answer.as_deref()).collect()
            }
            Action::Accept { proposal, also, .. } => {
                std::iter::once(proposal.as_str()).chain(also.iter().map(String::as_str)).collect()
            }
            Action::Split { proposal, .. } | Action::Refuse { proposal } => vec![proposal],
            Action::NeverLink { record, .. }
            | Action::Rename { record, .. }
            | Action::Retype { record, .. }
            | Action::SetField { record, .. }
            | Action::SetRows { record, .. }
            | Action::AddForm { record, .. }
            | Action::Forget { record }
            | Action::Delete { record } => vec![record],
            Action::SetHead { article, .. } | Action::SetPicture { article, .. } => vec![article],
            Action::AddNote { words, .. } => vec![&words.article],
            Action::SetId { id, .. } => vec![id],
            Action::Merge { record, into } => vec![record, into],
            Action::SetSource { file, .. } | Action::Cure { file, .. } => vec![file],
            Action::AddRecord { .. }
            | Action::NeverName { .. }
            | Action::AddPicture { .. }
            | Action::Begin { .. }
            | Action::Import { .. }
            | Action::Several { .. } => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_read_as_it_is_written() {
        let text = r#"{"action":{"do":"decide","words":{"article":"a","start":3,"end":6,"quote":"Kim"},"about":"name","answer":"kim"},"base":"x"}"#;
        let request: ActionRequest = serde_json::from_str(text).expect("a request");
        assert_eq!(serde_json::to_string(&request).expect("JSON"), text);
        for wrong in [
            r#"{"action":{"do":"delete","path":"../x"}}"#,
            r#"{"action":{"do":"refuse","proposal":"x","path":"../x"}}"#,
            r#"{"action":{"do":"refuse"}}"#,
            r#"{"action":{"do":"decide","words":{"article":"a","start":-1,"end":6,"quote":"Kim"},"about":"name"}}"#,
            r#"{"action":{"do":"refuse","proposal":"x"},"more":1}"#,
        ] {
            assert!(serde_json::from_str::<ActionRequest>(wrong).is_err(), "{wrong}");
        }
    }
}
