//! Corpora for tools of text analysis: IRaMuTeQ and Alceste (text), TXM (XML). What a tool was fed is an article again.
//!
//! ```text
//! **** *source_Le_Courrier *date_2024-03-12     opens a text; Alceste writes 0001 for the stars
//! <text titre="…" journal="…" date="…">…<lb/>…  XML-TXM, XTZ
//! ```
//!
//! Variables are named by their makers in French or English; those that are no metadata of the press are left out. In
//! such a name an underscore means a space.

use super::dates::press_date;
use super::fields::{PressRecord, is_original_link, label_field, paragraph};
use super::own_address::own_address;
use crate::base::message::Words;
use crate::import::text::lines::fold;
use crate::lang::press::PressField;

/// Returns the texts of an IRaMuTeQ or Alceste corpus; `None` if the text is none.
pub(super) fn text_records(text: &str) -> Option<Vec<PressRecord>> {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    variables(first).filter(|variables| !variables.is_empty())?;
    let mut records: Vec<PressRecord> = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(variables) = variables(line) {
            records.push(described(&variables));
        } else if line.starts_with("-*") {
            // A theme within a text.
        } else if let Some(record) = records.last_mut().filter(|_| !line.is_empty()) {
            record.text.push(paragraph(line));
        }
    }
    Some(records)
}

/// Reads the line that opens a text: its variables with their values.
fn variables(line: &str) -> Option<Vec<(String, String)>> {
    let rest = line.strip_prefix("****").or_else(|| {
        let digits = line.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        line.strip_prefix(digits)
    })?;
    let rest = rest.trim_start();
    if !rest.starts_with('*') {
        // Stars alone open a text without variables.
        return (line == "****").then(Vec::new);
    }
    let of_variable = |variable: &str| {
        let (name, value) = variable.split_once('_').unwrap_or((variable, ""));
        (name.to_lowercase(), value.replace('_', " ").trim().to_owned())
    };
    Some(rest.split('*').map(str::trim).filter(|variable| !variable.is_empty()).take(200).map(of_variable).collect())
}

/// Returns the field that a variable or attribute names.
fn variable_field(name: &str) -> Option<PressField> {
    const PAPERS: &[&str] =
        &["source", "journal", "media", "publication", "support", "newspaper", "paper", "titrejournal"];
    let name = fold(name);
    if PAPERS.contains(&name.as_str()) {
        return Some(PressField::Paper);
    }
    match name.as_str() {
        "lang" | "langue" => Some(PressField::Language),
        "auteur" | "author" | "auteurs" | "authors" => Some(PressField::Author),
        _ => label_field(&name.replace('_', " ")).filter(|field| {
            matches!(
                field,
                PressField::Title | PressField::Date | PressField::Address | PressField::Language | PressField::Author
            )
        }),
    }
}

fn described(variables: &[(String, String)]) -> PressRecord {
    let mut record = PressRecord::default();
    for (name, value) in variables {
        match variable_field(name) {
            Some(PressField::Date) => record.date = record.date.take().or_else(|| corpus_date(value)),
            Some(field) => record.set(field, value),
            None => record.leave_out(Words { en: "other variables of the corpus", fr: "autres variables du corpus" }),
        }
    }
    record
}

/// Reads a day as corpora write it: `2024-03-12`, `2024 03 12`, `20240312`, `2024 03 12T00:00:00`, `2024-03`.
fn corpus_date(value: &str) -> Option<String> {
    let day = value.split(['T', ' ']).next().unwrap_or_default();
    super::dates::compact_date(day)
        .or_else(|| press_date(value))
        .or_else(|| press_date(&value.replacen(' ', "-", 2)))
        .or_else(|| crate::model::Edtf::parse(value.trim()).ok().map(|date| date.to_string()))
}

/// Returns whether the attributes of an element `text` describe an article.
pub(super) fn describes(attributes: &[(String, String)]) -> bool {
    attributes.iter().filter(|(name, _)| variable_field(name).is_some()).count() >= 2
}

/// Makes an article of an element `text` of a TXM corpus. `lines` are its texts between line ends and paragraphs.
pub(super) fn xml_record(attributes: &[(String, String)], lines: &[String], links: &[String]) -> PressRecord {
    let mut record = described(attributes);
    record.url = record.url.or_else(|| links.iter().find_map(|link| own_address(link)));
    let is_text = |line: &&String| !line.trim().is_empty() && !is_original_link(line);
    record.text = lines.iter().filter(is_text).map(|line| paragraph(&line.replace('\n', " "))).collect();
    record
}
