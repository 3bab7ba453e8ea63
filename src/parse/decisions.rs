//! content/decisions.yaml: people's decisions about single mentions, written by `dossier review`, and the names they
//! refused, written by `dossier suggest --refuse`. Parses and formats the file; [`crate::edit`] writes it.

use std::collections::BTreeMap;

use super::yaml_list::parse_list;
use crate::base::yaml::{self, YamlNode};
use crate::base::yaml_fields::{SpannedText, YamlFields};
use crate::base::{Code, Diagnostic, SourcePath, Span, StageOutput};
use crate::model::Edtf;
use crate::model::prose_keys::PROSE_KEYS;
use crate::say;
use crate::text::selector::TextQuoteSelector;

/// Name of the file.
pub const FILE: &str = "content/decisions.yaml";

/// A person's decision about one name, date or quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The article.
    pub article: SpannedText,
    /// The place in it.
    pub selector: TextQuoteSelector,
    /// What it decides.
    pub topic: DecisionTopic,
    /// The record that the words name, or the speaker; `None` for someone who is not in this dossier.
    pub entity: Option<SpannedText>,
    /// The value of the date that the words are, as in the JSON: `2024-03-31`, `2024-W13`; `None` if they are no date whose
    /// value is known, and on other topics.
    pub day: Option<String>,
    /// Who decided; may be empty.
    pub by: String,
    /// The span of the decision.
    pub span: Span,
}

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionTopic {
    /// `entity:`, whom or what the words name.
    Name,
    /// `speaker:`, who said the words.
    Speech,
    /// `date:`, which day, month or year the words mean.
    Day,
}

/// The decisions by article.
pub type DecisionsByArticle = BTreeMap<String, Vec<Decision>>;

/// The content of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DecisionFile {
    /// Decisions about names, dates and quotations.
    pub mentions: DecisionsByArticle,
    /// Names that must not be suggested again, in order of the file.
    pub refused_names: Vec<String>,
}

/// The value that means "no one in this dossier", or "no certain date".
pub const NOBODY: &str = "none";

/// Parses the file.
#[must_use]
pub fn parse(file: &SourcePath, bytes: &[u8]) -> StageOutput<DecisionFile> {
    let what = say!(en: "decisions", fr: "décisions");
    parse_list(file, bytes, &what, "article", |items, diagnostics| list(file, items, diagnostics))
}

fn list(file: &SourcePath, items: Vec<YamlNode>, diagnostics: &mut Vec<Diagnostic>) -> DecisionFile {
    let mut decided = DecisionFile::default();
    for item in items {
        let span = Span::new(file, item.start, item.start);
        let mut fields = YamlFields::new(file, item, PROSE_KEYS);
        if let Some(refused) = fields.text("refused") {
            // `by:` is only information for people.
            let _ = fields.text("by");
            diagnostics.append(&mut fields.finish());
            decided.refused_names.push(refused.value);
            continue;
        }
        let article = fields.required("article").map(SpannedText::into_nfc);
        let quote = fields.required("quote");
        let (prefix, suffix) = (fields.text("prefix"), fields.text("suffix"));
        let at = fields.text("at").and_then(|at| at.value.parse().ok());
        let (speaker, date) = (fields.text("speaker"), fields.text("date"));
        let (topic, answer) = match (speaker, date) {
            (Some(speaker), None) => (DecisionTopic::Speech, Some(speaker.into_nfc())),
            (None, Some(date)) => (DecisionTopic::Day, checked_day(date, diagnostics)),
            (Some(_), Some(date)) => {
                let message = say!(
                    en: "one decision cannot be about a speaker and a date",
                    fr: "une même décision ne peut pas porter sur un locuteur et une date",
                );
                diagnostics.push(
                    Diagnostic::new(Code::BadValue, date.span, message)
                        .help(say!(en: "make two decisions of it", fr: "faites-en deux décisions")),
                );
                (DecisionTopic::Day, None)
            }
            (None, None) => (DecisionTopic::Name, fields.required("entity").map(SpannedText::into_nfc)),
        };
        let by = fields.text("by").map(|by| by.value).unwrap_or_default();
        diagnostics.append(&mut fields.finish());
        let (Some(article), Some(quote), Some(answer)) = (article, quote, answer) else { continue };
        let value = |text: Option<SpannedText>| text.map(|text| text.value).unwrap_or_default();
        let anchor = TextQuoteSelector {
            quote: quote.value,
            prefix: value(prefix),
            suffix: value(suffix),
            code_point_offset: at,
        };
        let answer = Some(answer).filter(|answer| answer.value != NOBODY);
        let (entity, day) = match topic {
            DecisionTopic::Day => (None, answer.map(|date| date.value)),
            DecisionTopic::Name | DecisionTopic::Speech => (answer, None),
        };
        decided.mentions.entry(article.value.clone()).or_default().push(Decision {
            article,
            selector: anchor,
            topic,
            entity,
            day,
            by,
            span,
        });
    }
    decided
}

/// Returns the value of a `date:`; a wrong one is reported.
fn checked_day(date: SpannedText, diagnostics: &mut Vec<Diagnostic>) -> Option<SpannedText> {
    if date.value == NOBODY {
        return Some(date);
    }
    if let Err(reason) = Edtf::check_mention_value(&date.value) {
        let message = say!(en: "`{date}` {reason}", fr: "`{date}` {reason}", date = date.value; reason);
        diagnostics.push(Diagnostic::new(Code::BadDate, date.span, message).help(say!(
            en: "write a valid date such as `2023-09-13`, or `none` if the words are no date",
            fr: "écrivez une date valide comme `2023-09-13`, ou `none` si ces mots ne sont pas une date",
        )));
        return None;
    }
    Some(date)
}

/// Formats decisions for a readable `git diff`: sorted by article and place, one key per line, one decision per
/// mention.
#[must_use]
pub fn write(decided: &DecisionFile) -> String {
    let mut out = String::from(
        "# Written by `dossier review`: what people decided about single names, dates and quotations. Edit it if you like; order does not matter.\n",
    );
    for name in &decided.refused_names {
        out.push_str(&format!("- refused: {}\n", yaml::quoted(name)));
    }
    for (article, list) in &decided.mentions {
        let mut list: Vec<&Decision> = list.iter().collect();
        list.sort_by_key(|decision| (decision.selector.code_point_offset, &decision.selector.quote));
        for decision in list {
            let quoted = yaml::quoted;
            let anchor = &decision.selector;
            out.push_str(&format!("- article: {article}\n  quote: {}\n", quoted(&anchor.quote)));
            for (key, text) in [("prefix", &anchor.prefix), ("suffix", &anchor.suffix)] {
                if !text.is_empty() {
                    out.push_str(&format!("  {key}: {}\n", quoted(text)));
                }
            }
            if let Some(at) = anchor.code_point_offset {
                out.push_str(&format!("  at: {at}\n"));
            }
            let entity = || decision.entity.as_ref().map(|entity| entity.value.as_str());
            let (key, answer) = match decision.topic {
                DecisionTopic::Name => ("entity", entity()),
                DecisionTopic::Speech => ("speaker", entity()),
                DecisionTopic::Day => ("date", decision.day.as_deref()),
            };
            out.push_str(&format!("  {key}: {}\n", answer.unwrap_or(NOBODY)));
            if !decision.by.is_empty() {
                out.push_str(&format!("  by: {}\n", quoted(&decision.by)));
            }
        }
    }
    out
}
