//! A raw document's own front matter -> the keys that its article keeps.
//!
//! Every key that an article may have survives. The front matter is parsed as a build would parse it, so that a
//! document which a build would have withheld stays withheld after the import. Keys of other tools are read where
//! they mean the same (`foreign_keys`) and else reported as removed. Pure.

use super::cleaned_document::RemovedLine;
use super::foreign_keys::{SYNONYMS, bare_key, is_tool_tag, texts, tool_date, web_address};
use super::yaml_scalar::yaml_scalar;
use crate::base::Message;
use crate::base::message::Words;
use crate::base::yaml::{YamlNode, YamlValue};
use crate::base::yaml_fields::YamlFields;
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
    let mut keys = ToolKeys { fields: &mut fields, given_up: Vec::new() };
    // The address of a read-later service is less than that of the page.
    let original = keys.other_named("url", 3).as_deref().and_then(web_address);
    let address = keys.text("url").filter(|url| web_address(url).is_some());
    let mut own = OwnFrontMatter {
        title: keys.text("title").or_else(|| keys.other("title")),
        date: keys.text("date").as_deref().and_then(tool_date),
        author: keys.joined("author"),
        url: match original {
            Some(original) => {
                keys.given_up.extend(address.map(|address| format!("url: {address}")));
                Some(original)
            }
            None => address.or_else(|| keys.other_where("url", |text| web_address(text).is_some())),
        },
        language: keys.text("language").or_else(|| keys.other("language")).and_then(|tag| language_tag(&tag)),
        publisher: keys.text("publisher").or_else(|| keys.other_where("publisher", |text| web_address(text).is_none())),
        tags: keys.tags(),
        body_start: parts.body_start,
        ..OwnFrontMatter::default()
    };
    own.date =
        own.date.or_else(|| keys.other_where("date", |text| tool_date(text).is_some()).as_deref().and_then(tool_date));
    let retrieved = keys.other_where("retrieved", |text| tool_date(text).is_some()).as_deref().and_then(tool_date);
    let given_up = keys.given_up;
    let states_certainty = fields.take("date_certainty").is_some();
    own.certainty = certainty.filter(|_| states_certainty).map(DateCertainty::as_str);
    let _ = (fields.take("rights"), fields.take("draft"));
    for key in KEPT {
        own.kept.extend(fields.take(key).map(|node| (key, written(&node))));
    }
    if !own.kept.iter().any(|(key, _)| *key == "retrieved") {
        own.kept.extend(retrieved.map(|day| ("retrieved", day.to_string())));
    }
    own.removed.extend(given_up.into_iter().map(|text| RemovedLine {
        line: 0,
        text: Message::same(text),
        rule: "tool-address",
        reason: Words {
            en: "is the address at the tool that saved the page; that of the page is kept",
            fr: "est l’adresse chez l’outil qui a enregistré la page ; celle de la page est gardée",
        },
    }));
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
            (
                "protective-key",
                Words {
                    en: "a key that may withhold the article; its strictest possible meaning is applied",
                    fr: "une clé qui peut retenir l’article ; son sens le plus strict est appliqué",
                },
            )
        } else if written.starts_with("source:") {
            (
                "unknown-key",
                Words {
                    en: "the article names the document that it was made from instead",
                    fr: "l’article nomme à la place le document dont il vient",
                },
            )
        } else {
            (
                "unknown-key",
                Words {
                    en: "a key of another tool, which dossier does not use",
                    fr: "une clé d’un autre outil, que dossier n’emploie pas",
                },
            )
        };
        own.removed.push(RemovedLine { line, text: Message::same(written), rule, reason });
    }
    own
}

/// The keys of a front matter that were not read yet, under our names and those of other tools.
struct ToolKeys<'k, 'f> {
    fields: &'k mut YamlFields<'f>,
    /// What was read and is not used, as it was written.
    given_up: Vec<String>,
}

impl ToolKeys<'_, '_> {
    /// Takes a key of our own as one text.
    fn text(&mut self, key: &'static str) -> Option<String> {
        self.joined_of(key)
    }

    /// Takes a key of our own, or of another tool, as one text; several values are joined by commas.
    fn joined(&mut self, key: &'static str) -> Option<String> {
        self.joined_of(key).or_else(|| self.other(key))
    }

    fn joined_of(&mut self, key: &'static str) -> Option<String> {
        let node = self.fields.take(key)?;
        Some(texts(&node).join(", ")).filter(|text| !text.trim().is_empty())
    }

    fn tags(&mut self) -> Vec<String> {
        let own = self.fields.take("tags").map(|node| texts(&node));
        let tags = own.or_else(|| Some(self.other("tags")?.split(',').map(|tag| tag.trim().to_owned()).collect()));
        tags.unwrap_or_default().into_iter().filter(|tag| !tag.is_empty() && !is_tool_tag(tag)).collect()
    }

    /// Takes the best key that another tool has for one of ours.
    fn other(&mut self, key: &str) -> Option<String> {
        self.other_where(key, |_| true)
    }

    /// Takes the best such key whose value `fits`; those that do not are left and reported.
    fn other_where(&mut self, key: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
        self.first_of(synonyms(key), fits)
    }

    /// Takes the best of the first so many such keys.
    fn other_named(&mut self, key: &str, n_names: usize) -> Option<String> {
        self.first_of(synonyms(key).get(..n_names).unwrap_or_default(), |_| true)
    }

    fn first_of(&mut self, names: &[&str], fits: impl Fn(&str) -> bool) -> Option<String> {
        let (start, text) = names.iter().find_map(|wanted| {
            self.fields.unread().find_map(|(name, value)| {
                let YamlValue::Scalar(word) = &name.value else { return None };
                let text = texts(value).join(", ");
                (bare_key(word) == *wanted && !text.is_empty() && fits(&text)).then_some((name.start, text))
            })
        })?;
        self.fields.discard(start);
        Some(text)
    }
}

fn synonyms(key: &str) -> &'static [&'static str] {
    SYNONYMS.iter().find(|(known, _)| *known == key).map_or(&[], |(_, names)| names)
}

/// Returns a valid tag: `fr_FR` is written as `fr-FR`.
fn language_tag(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    LangTag::parse(&tag).is_some().then_some(tag)
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
