//! content/index.md and content/pages/*.md -> [`FreePage`]; also the keys that several kinds of content files share.

use super::body::Body;
use super::front_choices::{self, FrontChoices};
use super::suspected_protection::{self, ProtectedFileKind, SuspectedProtections};
use super::{front_matter, markdown};
use crate::base::yaml_fields::YamlFields;
use crate::base::{Code, Diagnostic, SourcePath, StageOutput};
use crate::model::id_messages;
use crate::model::{Id, LangTag};
use crate::say;

/// A free page, such as "About" or "Method".
#[derive(Clone, Debug, PartialEq)]
pub struct FreePage {
    /// Its id: the file name without extension.
    pub id: Id,
    /// Its file.
    pub file: SourcePath,
    /// Its title; empty for a front page without one.
    pub title: String,
    /// Its language, if it differs from the site's.
    pub language: Option<LangTag>,
    /// Whether it is a draft, published only on request.
    pub draft: bool,
    /// What it chooses for the front page; nothing on other pages.
    pub choices: FrontChoices,
    /// Its text.
    pub body: Body,
}

/// Parses a free page.
#[must_use]
pub(crate) fn parse(file: &SourcePath, bytes: &[u8]) -> StageOutput<Option<FreePage>> {
    super::parse_guarded(file, || match super::decode(file, bytes) {
        Err(diagnostic) => StageOutput { value: None, diagnostics: vec![*diagnostic] },
        Ok(text) => parse_text(file, text, false),
    })
}

/// Parses the front page, which needs no title of its own.
#[must_use]
pub fn parse_front(file: &SourcePath, bytes: &[u8]) -> StageOutput<Option<FreePage>> {
    super::parse_guarded(file, || match super::decode(file, bytes) {
        Err(diagnostic) => StageOutput { value: None, diagnostics: vec![*diagnostic] },
        Ok(text) => parse_text(file, text, true),
    })
}

fn parse_text(file: &SourcePath, text: &str, front: bool) -> StageOutput<Option<FreePage>> {
    let mut diagnostics = Vec::new();
    // The front page is the only page that may be named `index`.
    let id = if front { Id::parse("front").ok() } else { id_of(file, &mut diagnostics) };
    let parts = match front_matter::split(file, text) {
        Ok(parts) => parts,
        Err(diagnostic) => return StageOutput { value: None, diagnostics: vec![*diagnostic] },
    };
    let mut fields = front_matter::fields(file, &parts);
    let broken = fields.diagnostics.iter().any(|d| d.code == Code::BrokenYaml);
    let may_hide = front_matter::may_hide(&mut fields, &parts, &say!(en: "the page", fr: "la page"));
    let mut known = vec!["title", "language", "draft"];
    if front {
        known.extend(front_choices::KEYS);
    }
    let mut slips = SuspectedProtections::find_in_keys(file, &mut fields, &known, ProtectedFileKind::Page);
    slips.find_in_text(file, text, &parts, ProtectedFileKind::Page);
    if slips.hides_all() {
        diagnostics.extend(suspected_protection::misplaced_record(file, &fields));
    }
    let title = if front || broken { fields.text("title") } else { fields.required("title") };
    let language = language(&mut fields);
    let draft = draft(&mut fields) || may_hide || slips.hides_all();
    let choices = if front { front_choices::take(&mut fields, file) } else { FrontChoices::default() };
    diagnostics.append(&mut fields.finish());
    diagnostics.extend(slips.diagnostics());
    let body = markdown::parse(file, parts.body, parts.body_start);
    let value = id.map(|id| {
        let title = title.map_or_else(|| if front { String::new() } else { id.to_string() }, |title| title.value);
        FreePage { id, file: file.clone(), title, language, draft, choices, body }
    });
    StageOutput { value, diagnostics }
}

/// Takes the id from the file name.
pub(super) fn id_of(file: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Id> {
    match Id::parse(file.stem()) {
        Ok(id) => Some(id),
        Err(reason) => {
            let message = id_messages::bad_id(file.stem(), &reason);
            diagnostics.push(Diagnostic::of_file(Code::BadId, file, message).help(say!(
                en: "rename the file with letters, digits, `-`, `_` and `.`",
                fr: "renommez le fichier avec des lettres, des chiffres, `-`, `_` et `.`",
            )));
            None
        }
    }
}

/// Takes `language:`.
pub(super) fn language(fields: &mut YamlFields<'_>) -> Option<LangTag> {
    let text = fields.text("language")?;
    let language = LangTag::parse(text.value.trim());
    if language.is_none() {
        fields.diagnostics.push(crate::config::site::not_a_language(text));
    }
    language
}

/// Takes `draft:`. Anything but a clear `false` makes a draft: in doubt, nothing is published.
pub(super) fn draft(fields: &mut YamlFields<'_>) -> bool {
    let n_before = fields.diagnostics.len();
    let choice = fields.choice("draft", &[("true", true), ("false", false)]);
    choice.unwrap_or(fields.diagnostics.len() > n_before)
}
