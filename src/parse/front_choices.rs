//! The keys of content/index.md that choose what the front page shows -> [`FrontChoices`].
//!
//! All are optional. Whether their ids exist is checked once all content is known (`link::text_checks`); what a page shows
//! where nothing is chosen is decided in `views`.

use super::date_field::date;
use crate::base::yaml::YamlValue;
use crate::base::yaml_fields::{SpannedText, YamlFields};
use crate::base::{Code, Diagnostic, SourcePath};
use crate::model::Edtf;
use crate::model::prose_keys::PROSE_KEYS;
use crate::say;

/// The keys of content/index.md besides those of every page.
pub(super) const KEYS: [&str; 4] = ["lead", "state", "start", "cast"];

/// Maximum numbers of articles to begin with, and of people in the cast.
const MAX_START: usize = 6;
const MAX_CAST: usize = 16;

/// What the author of a dossier chose for its front page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontChoices {
    /// `lead:`, the article that opens the page.
    pub lead: Option<SpannedText>,
    /// `state:`, where the matter stands.
    pub state: Option<StateOfMatter>,
    /// `start:`, the articles to begin with.
    pub start: Vec<SpannedText>,
    /// `cast:`, the records that the page introduces.
    pub cast: Vec<SpannedText>,
}

/// Where the matter stands: `state: text`, or `state: {date: 2025-01-10, text: …}`.
#[derive(Clone, Debug, PartialEq)]
pub struct StateOfMatter {
    /// The text; empty lines separate its paragraphs.
    pub text: String,
    /// The day on which that was so.
    pub date: Option<Edtf>,
}

/// Takes the keys.
pub(super) fn take(fields: &mut YamlFields<'_>, file: &SourcePath) -> FrontChoices {
    let lead = fields.id("lead");
    let state = state(fields, file);
    let start = bounded(fields, "start", MAX_START);
    let cast = bounded(fields, "cast", MAX_CAST);
    FrontChoices { lead, state, start, cast }
}

fn state(fields: &mut YamlFields<'_>, file: &SourcePath) -> Option<StateOfMatter> {
    let node = fields.take("state")?;
    let state = if let YamlValue::Scalar(text) = &node.value {
        StateOfMatter { text: text.clone(), date: None }
    } else {
        let mut inner = YamlFields::new(file, node, PROSE_KEYS);
        let date = date(&mut inner, "date");
        let text = inner.required("text").map(|text| text.value);
        fields.diagnostics.append(&mut inner.finish());
        StateOfMatter { text: text?, date }
    };
    (!state.text.trim().is_empty()).then_some(state)
}

fn bounded(fields: &mut YamlFields<'_>, key: &'static str, max: usize) -> Vec<SpannedText> {
    let mut ids = fields.ids(key);
    if let Some(first) = ids.get(max) {
        let message = say!(
            en: "the front page shows the first {max} ids of `{key}`",
            fr: "l’accueil montre les {max} premiers identifiants de `{key}`",
        );
        fields.diagnostics.push(Diagnostic::new(Code::BadValue, first.span.clone(), message).help(say!(
            en: "remove this one and those after it",
            fr: "retirez celui-ci et ceux qui le suivent",
        )));
        ids.truncate(max);
    }
    ids
}
