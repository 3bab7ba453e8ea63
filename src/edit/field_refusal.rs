//! Why fields and rows are not written into a file. Data: `field_edit`, `record_files`, `attached_edit` and `table_changes` make
//! it. It does not say where in a table a value stands: whoever read the table knows.

use crate::base::message::error_in_english;
use crate::base::{Message, SourcePath};
use crate::model::Id;
use crate::say;

/// Why fields or rows are not written. No text has changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldRefusal {
    /// A value does not fit its field.
    WrongValue {
        /// The id of the record or of the article; `None` if it has none yet.
        id: Option<String>,
        /// The key of the field, or `roles`, `relations`, `figures`.
        field: String,
        /// The value.
        value: String,
    },
    /// Another reason.
    Because(Message),
}

impl FieldRefusal {
    /// Says why.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::WrongValue { id: Some(id), field, value } => say!(
                en: "`{field}` of `{id}` cannot be `{value}`",
                fr: "le champ `{field}` de `{id}` ne peut pas contenir `{value}`",
            ),
            Self::WrongValue { id: None, field, value } => say!(
                en: "`{field}` cannot be `{value}`",
                fr: "le champ `{field}` ne peut pas contenir `{value}`",
            ),
            Self::Because(reason) => reason.clone(),
        }
    }

    /// Refuses to change a part of a file that is written so that the rest would change too.
    pub(super) fn by_hand(part: &str, file: &SourcePath) -> Self {
        Self::Because(say!(
            en: "`{part}` cannot be changed in {file} without touching the rest; change it there",
            fr: "`{part}` ne peut pas être modifié dans {file} sans toucher au reste ; modifiez-le dans la source de ce fichier",
        ))
    }

    /// Returns the first of several refusals, for a form, which changes a single record: `id` of `file`.
    pub(super) fn first(refusals: Vec<(Id, Self)>, id: &Id, file: &SourcePath) -> Self {
        refusals.into_iter().next().map_or_else(|| Self::by_hand(id.as_str(), file), |(_, refusal)| refusal)
    }
}

error_in_english!(FieldRefusal);

impl From<Message> for FieldRefusal {
    fn from(reason: Message) -> Self {
        Self::Because(reason)
    }
}

/// Says that a record is not in its file any more.
pub(super) fn has_no_record(file: &SourcePath, id: &Id) -> FieldRefusal {
    FieldRefusal::Because(say!(
        en: "{file} has no record `{id}` any more; load the page again",
        fr: "{file} ne contient plus la fiche `{id}` ; rechargez la page",
    ))
}

/// Says that a file has mistakes.
pub(super) fn has_mistakes(file: &SourcePath) -> Message {
    say!(
        en: "{file} has mistakes; mend it first",
        fr: "{file} contient des erreurs ; corrigez-les d’abord",
    )
}
