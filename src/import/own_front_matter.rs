//! A raw document's own front matter -> the keys that its article keeps.
//!
//! Every key that an article may have survives. The front matter is parsed as a build would parse it, so that a
//! document which a build would have withheld stays withheld after the import. Keys of other tools are reported as
//! removed. Pure.

use super::cleaned_document::RemovedLine;
use super::yaml_scalar::yaml_scalar;
use crate::base::yaml::{YamlNode, YamlValue};
use crate::base::yaml_fields::SpannedText;
use crate::base::{Code, SourcePath};
use crate::model::{Edtf, LangTag, Rights};
use crate::parse::{DateCertainty, article, front_matter, suspected_protection};

/// The front matter of a Markdown document.
#[derive(Default)]
pub(super) struct OwnFrontMatter {
    pub(super) title: Option<String>,
    pub(super) date: Option<Edtf>,
    pub(super) certainty: Option<&'static str>,
    pub(super) publisher: Option<String>,
    pub(super) author: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) tags: Vec<String>,
    /// Keys that are kept unchanged, with their values, in the order in which they are written.
    pub(super) kept: Vec<(&'static str, String)>,
    pub(super) body_start: usize,
    pub(super) removed: Vec<RemovedLine>,
}

/// Keys that are kept as written.
const KEPT: [&str; 7] = ["archived", "retrieved", "picture", "as", "unlinked", "copy_of", "former"];

impl OwnFrontMatter {
    /// Returns front matter that only marks the article as a draft.
    pub(super) fn draft() -> Self {
        Self { kept: vec![("draft", "true".to_owned())], ..Self::default() }
    }
}

/// Returns whether plain text begins with something that resembles front matter and may mark a draft.
pub(super) fn may_be_draft(text: &str) -> bool {
    suspected_protection::may_be_draft(text)
}

/// Reads the keys that an article may have; every other line of the front matter is reported as removed.
pub(super) fn read_own_front_matter(path: &SourcePath, text: &str) -> OwnFrontMatter {
    // A valid article path, because the name of a raw document may not be one.
    let read = article::parse(&SourcePath::new("content/articles/a.md"), text.as_bytes());
    // If a build would leave the article out for whatever reason, it stays a draft.
    let is_draft = read.value.as_ref().is_none_or(|article| article.draft);
    let rights = read.value.as_ref().map_or(Rights::Full, |article| article.rights);
    let certainty = read.value.as_ref().map(|article| article.date_certainty);
    let whole =
        |own: OwnFrontMatter| if is_draft { OwnFrontMatter { kept: OwnFrontMatter::draft().kept, ..own } } else { own };
    let Ok(parts) = front_matter::split(path, text) else { return whole(OwnFrontMatter::default()) };
    if parts.yaml.is_empty() {
        return whole(OwnFrontMatter { body_start: parts.body_start, ..OwnFrontMatter::default() });
    }
    let mut fields = front_matter::fields(path, &parts);
    if fields.diagnostics.iter().any(|one| one.code != Code::LateFrontMatter) {
        // Front matter that cannot be parsed stays in the text, where the user sees it.
        return whole(OwnFrontMatter::default());
    }
    let value = |text: Option<SpannedText>| text.map(|text| text.value).filter(|value| !value.trim().is_empty());
    let mut own = OwnFrontMatter {
        title: value(fields.text("title")),
        date: value(fields.text("date"))
            .and_then(|date| Edtf::parse(&date).or_else(|_| Edtf::parse(date.get(..10).unwrap_or_default())).ok()),
        publisher: value(fields.text("publisher")),
        author: value(fields.text("author")),
        url: value(fields.text("url")).filter(|url| url.starts_with("http://") || url.starts_with("https://")),
        language: value(fields.text("language")).filter(|tag| LangTag::parse(tag).is_some()),
        tags: fields.texts("tags").into_iter().map(|tag| tag.value).collect(),
        body_start: parts.body_start,
        ..OwnFrontMatter::default()
    };
    let states_certainty = fields.take("date_certainty").is_some();
    own.certainty = certainty.filter(|_| states_certainty).map(DateCertainty::as_str);
    let _ = (fields.take("rights"), fields.take("draft"));
    for key in KEPT {
        own.kept.extend(fields.take(key).map(|node| (key, written(&node))));
    }
    if rights != Rights::Full {
        own.kept.push(("rights", rights.as_str().to_owned()));
    }
    if is_draft {
        own.kept.push(("draft", "true".to_owned()));
    }
    let slips: Vec<usize> = read
        .diagnostics
        .iter()
        .filter(|one| one.code == Code::ProtectiveSlip)
        .map(|one| one.primary.span.start)
        .collect();
    for diagnostic in fields.finish().into_iter().filter(|one| one.code == Code::UnknownKey) {
        let at = diagnostic.primary.span.start;
        let line = text[..at].matches('\n').count() + 1;
        let written = text[at..].lines().next().unwrap_or_default();
        let (rule, reason) = if slips.contains(&at) {
            ("protective-key", "a key that may withhold the article; its strictest possible meaning is applied")
        } else if written.starts_with("source:") {
            ("unknown-key", "the article names the document that it was made from instead")
        } else {
            ("unknown-key", "a key of another tool, which dossier does not use")
        };
        own.removed.push(RemovedLine { line, text: written.to_owned(), rule, reason });
    }
    own
}

/// Writes a value on one line, as YAML flow syntax.
fn written(node: &YamlNode) -> String {
    match &node.value {
        YamlValue::Null => "\"\"".to_owned(),
        YamlValue::Scalar(text) => yaml_scalar(text),
        YamlValue::List(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        YamlValue::Map(entries) => {
            let pairs = entries.iter().map(|(name, value)| format!("{}: {}", written(name), written(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}
