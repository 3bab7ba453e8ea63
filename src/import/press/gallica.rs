//! Gallica's text of a digitised issue (“texte brut”): a description of labels, then the recognised text.
//!
//! The description has an `ark:` identifier, which is the address; the day it was put online is no date. The text follows
//! the notice about character recognition (OCR). It is not divided into its articles.

use super::dates::press_date;
use super::fields::{language_tag, split_label};
use crate::import::extracted_document::{
    DocumentContent, DocumentMetadata, DropReason, ExtractedDocument, MetadataDate,
};
use crate::lang::press::PressField;
use crate::say;

/// The most lines of the description.
const MAX_HEAD_LINES: usize = 120;
/// The library's number in identifiers.
const NUMBER: &str = "12148/";
/// The library's site.
const SITE: &str = "https://gallica.bnf.fr/";

/// Returns the issue; `None` if the text is none of Gallica.
pub(super) fn document(text: &str) -> Option<ExtractedDocument> {
    let lines: Vec<&str> = text.lines().take(MAX_HEAD_LINES).map(str::trim).collect();
    let ark = lines.iter().find_map(|line| {
        let (_, ark) = line.split_once("ark:/")?;
        line.contains(':').then(|| ark.split_whitespace().next()).flatten()
    })?;
    let fields: Vec<(PressField, &str)> =
        lines.iter().filter_map(|line| split_label(line)).filter(|(_, value)| !value.is_empty()).collect();
    let value = |field| fields.iter().find(|(known, _)| *known == field).map(|(_, value)| *value);
    let title = value(PressField::Title)?;
    let stated = value(PressField::Date)?;
    // The description repeats the date in words, and has the day where the other has the year.
    let others =
        fields.iter().filter(|(field, _)| *field == PressField::Other).filter_map(|(_, value)| press_date(value));
    let date = press_date(stated).or_else(|| {
        others.filter(|day| stated.len() >= 4 && day.starts_with(&stated[..stated.floor_char_boundary(4)])).max()
    });
    let is_notice = |line: &&str| line.contains("OCR");
    let n_head =
        lines.iter().rposition(is_notice).or_else(|| lines.iter().rposition(|line| split_label(line).is_some()))?;
    let body = joined_lines(text.lines().skip(n_head + 1));
    let is_issue = date.as_ref().is_some_and(|date| date.len() == 10);
    let paper = title.split([':', '/', '[']).next().unwrap_or(title).trim();
    let mut document = ExtractedDocument {
        content: DocumentContent::Lines(body),
        about: DocumentMetadata {
            title: Some(title.to_owned()),
            publisher: is_issue.then(|| paper.to_owned()),
            date: date.map(|iso| MetadataDate {
                iso,
                place: say!(en: "the description of the library", fr: "la description de la bibliothèque"),
                is_publication: true,
            }),
            language: value(PressField::Language).and_then(language_tag),
            url: ark.starts_with(NUMBER).then(|| format!("{SITE}ark:/{ark}")),
            ..DocumentMetadata::default()
        },
        is_record: true,
        ..ExtractedDocument::default()
    };
    document.record_dropped(
        DropReason::Database,
        say!(en: "the description of the library", fr: "la notice de la bibliothèque"),
    );
    Some(document)
}

/// Joins the lines of print where the next one goes on in lower case.
fn joined_lines<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    let mut text = String::new();
    for line in lines.map(str::trim_end) {
        let goes_on = !text.is_empty()
            && !text.ends_with('\n')
            && line.trim_start().chars().next().is_some_and(char::is_lowercase);
        if goes_on && text.ends_with(['-', '¬']) {
            text.pop();
        } else if !text.is_empty() {
            text.push(if goes_on { ' ' } else { '\n' });
        }
        text.push_str(line);
    }
    text
}
