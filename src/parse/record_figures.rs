//! `figures:` of a record -> numbers that a person collected: how many of what, who says so, and when.
//!
//! Only the values are read here; `views` compares them with each other and with those that articles give.

use super::date_field::date;
use super::record::tidy;
use crate::base::yaml::YamlNode;
use crate::base::yaml_fields::{SpannedText, YamlFields};
use crate::base::{Code, Diagnostic, KeyBuilder, Keyed, SourcePath};
use crate::model::prose_keys::PROSE_KEYS;
use crate::model::{Count, Edtf};
use crate::say;

/// A number that a person collected.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordFigure {
    /// What is counted.
    pub what: String,
    /// How many.
    pub count: Count,
    /// How many, as written.
    pub written: String,
    /// Its unit; may be empty.
    pub unit: String,
    /// Who says so: a passage, `article#p3`, or words.
    pub source: Option<SpannedText>,
    /// When it was said.
    pub date: Option<Edtf>,
}

impl Keyed for RecordFigure {
    fn key_into(&self, key: &mut KeyBuilder) {
        // How the number is written shows nowhere.
        let Self { what, count, written: _, unit, source, date } = self;
        key.text(what).add(count).text(unit).add(date);
        key.add(&source.as_ref().map(|source| source.value.as_str()));
    }
}

/// Maximum number of figures of a record.
const MAX_FIGURES: usize = 500;

/// Takes the figures of a record.
pub(super) fn figures(fields: &mut YamlFields<'_>, file: &SourcePath) -> Vec<RecordFigure> {
    let nodes = fields.list("figures");
    nodes.into_iter().take(MAX_FIGURES).filter_map(|node| figure(node, file, &mut fields.diagnostics)).collect()
}

/// Makes a figure from its keys; `None` without what is counted, or without a number that can be read.
fn figure(node: YamlNode, file: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<RecordFigure> {
    let mut fields = YamlFields::new(file, node, PROSE_KEYS);
    let what = fields.required("what").map(|what| tidy(what).value).filter(|what| !what.is_empty());
    let value = fields.required("value").map(tidy);
    let written = value.as_ref().map(|value| value.value.clone()).unwrap_or_default();
    let unit = fields.text("unit").map(|unit| tidy(unit).value).unwrap_or_default();
    let source = fields.id("source").map(tidy).filter(|source| !source.value.is_empty());
    let date = date(&mut fields, "date");
    let count = value.and_then(|value| {
        let count = Count::parse(&value.value);
        if count.is_none() {
            let message = say!(
                en: "`value` cannot be `{value}`",
                fr: "`value` ne peut pas valoir `{value}`",
                value = value.value,
            );
            fields.diagnostics.push(Diagnostic::new(Code::BadValue, value.span, message).help(say!(
                en: "write a number: `42`, `40-45`, `~40` (about), `>40` (at least), `<40` (at most); a decimal has one or two digits",
                fr: "écrivez un nombre : `42`, `40-45`, `~40` (environ), `>40` (au moins), `<40` (au plus) ; une ou deux décimales au plus",
            )));
        }
        count
    });
    diagnostics.append(&mut fields.finish());
    Some(RecordFigure { what: what?, count: count?, written, unit, source, date })
}
