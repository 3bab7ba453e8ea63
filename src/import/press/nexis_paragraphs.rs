//! Nexis, Nexis Uni and Lexis Advance as Word or RTF files: paragraphs -> one [`PressRecord`] an article.
//!
//! Bookmarks tell the parts in every language: `Bookmark_3` at a title, `Body_2` at the heading of the text,
//! `Classification` and `Correction` after it. Where a program has lost them, the headings and the line that ends each
//! document do. What comes before the first document is a cover with the reader's name and search: never text.

use std::ops::Range;

use super::dates::{date_line, press_date};
use super::fields::{PressRecord, is_copyright, label_field, paper_name, split_label};
use super::own_address::is_home_page;
use super::styled_text::{only_address, text_block};
use crate::base::message::Words;
use crate::import::styled_paragraph::StyledParagraph;
use crate::import::text::lines::{fold, sentence_end};
use crate::lang::in_any;
use crate::lang::press::PressField;

/// How long the head of an article may be whose text has no heading, in paragraphs.
const MAX_HEAD: usize = 20;
/// What the link of a title has before the number of the document.
const NUMBER_MARK: &str = "contentItem";

/// Returns the articles; `None` if the paragraphs are no export of Nexis.
pub(super) fn records(paragraphs: &[StyledParagraph]) -> Option<Vec<PressRecord>> {
    let ranges = documents(paragraphs)?;
    let documents: Vec<&[StyledParagraph]> = ranges.into_iter().filter_map(|range| paragraphs.get(range)).collect();
    let mut records: Vec<PressRecord> = documents.iter().filter_map(|document| record(document)).collect();
    // The last document of a file that was cut off has no end, nor anything else behind its text.
    if let (Some((last, before)), Some(record)) = (documents.split_last(), records.last_mut()) {
        let have_ends = before.iter().any(|document| document.last().is_some_and(ends_document));
        let has_text = last.iter().any(is_text_heading);
        record.is_cut = !last.last().is_some_and(ends_document)
            && !last.iter().any(|paragraph| has_bookmark(paragraph, "Classification"))
            && (have_ends || !has_text);
    }
    records.iter().any(PressRecord::is_described).then_some(records)
}

/// Returns where the documents are; `None` if there are none.
fn documents(paragraphs: &[StyledParagraph]) -> Option<Vec<Range<usize>>> {
    let positions = |is_one: &dyn Fn(&StyledParagraph) -> bool| -> Vec<usize> {
        paragraphs.iter().enumerate().filter(|(_, paragraph)| is_one(paragraph)).map(|(index, _)| index).collect()
    };
    let starts = positions(&|paragraph| has_bookmark(paragraph, "Bookmark"));
    let bodies = positions(&is_text_heading);
    let ends = positions(&ends_document);
    let (Some(first_body), true) = (bodies.first(), !starts.is_empty() || !ends.is_empty()) else { return None };
    if !starts.is_empty() {
        let stops = starts.iter().skip(1).copied().chain([paragraphs.len()]);
        return Some(starts.iter().copied().zip(stops).map(|(start, stop)| start..stop).collect());
    }
    let first = first_title(paragraphs.get(..*first_body)?);
    let mut ranges = Vec::new();
    let mut start = first;
    for end in ends.into_iter().filter(|end| *end > first) {
        ranges.push(start..end + 1);
        start = end + 1;
    }
    // A document that is cut off.
    if bodies.iter().any(|body| *body > start) {
        ranges.push(start..paragraphs.len());
    }
    Some(ranges)
}

/// Returns where the first document begins, among the paragraphs before its text: after the cover.
fn first_title(before: &[StyledParagraph]) -> usize {
    let page = before.iter().rposition(|paragraph| paragraph.starts_page);
    let title = before.iter().rposition(|paragraph| paragraph.layout.outline == Some(0));
    // Title, paper and date are three lines.
    let dated =
        || before.iter().rposition(|paragraph| date_line(&paragraph.text).is_some()).map(|at| at.saturating_sub(2));
    title.or(page).or_else(dated).unwrap_or(0)
}

/// Returns whether a paragraph has a bookmark of a kind: `Body`, `Body_0`.
fn has_bookmark(paragraph: &StyledParagraph, kind: &str) -> bool {
    paragraph.bookmarks.iter().any(|bookmark| bookmark_kind(bookmark) == kind)
}

fn bookmark_kind(bookmark: &str) -> &str {
    bookmark.trim_end_matches(|character: char| character.is_ascii_digit()).trim_end_matches('_')
}

/// Returns whether a paragraph is the heading of an article's text.
fn is_text_heading(paragraph: &StyledParagraph) -> bool {
    has_bookmark(paragraph, "Body")
        || (paragraph.is_strong()
            && label_field(&paragraph.text) == Some(PressField::Text)
            && !paragraph.text.contains(':'))
}

/// Returns whether a paragraph ends a document: a few words, one of which is “document”.
fn ends_document(paragraph: &StyledParagraph) -> bool {
    let text = &paragraph.text;
    let mut words = text.split_whitespace();
    text.len() <= 60
        && (2..=5).contains(&words.clone().count())
        && sentence_end(text).is_none()
        && !text.contains(|character: char| character.is_ascii_digit() || character == ':')
        && words.next_back().is_some_and(|last| {
            let last = fold(last);
            let stem = last.trim_end_matches(['s', 'i']);
            in_any(&last, |language| language.press.document_words)
                || in_any(stem, |language| language.press.document_words)
        })
}

/// Reads a document.
fn record(document: &[StyledParagraph]) -> Option<PressRecord> {
    let mut record = PressRecord::default();
    let body = document.iter().position(is_text_heading);
    let head_end = body.unwrap_or_else(|| head_without_heading(document));
    let (head, rest) = document.split_at_checked(head_end)?;
    read_head(head, &mut record);
    let rest = rest.get(usize::from(body.is_some())..).unwrap_or_default();
    read_text(rest, &mut record);
    (record.title.is_some() || !record.text.is_empty()).then_some(record)
}

/// Returns how long the head is where the text has no heading: up to its last label or reservation of rights.
fn head_without_heading(document: &[StyledParagraph]) -> usize {
    let is_of_head = |paragraph: &StyledParagraph| {
        is_copyright(&paragraph.text) || label_of(paragraph).is_some() || date_line(&paragraph.text).is_some()
    };
    let last = document.iter().take(MAX_HEAD).rposition(is_of_head);
    last.map_or(document.len().min(1), |at| at + 1)
}

/// Splits a line `Label: value`: the label is known, or it is bold and a space that does not break follows it.
fn label_of(paragraph: &StyledParagraph) -> Option<(PressField, &str)> {
    let text = &paragraph.text;
    let (label, value) = text.split_once(':')?;
    let has_layout = value.starts_with('\u{a0}')
        || paragraph.strong_lead().trim_end().trim_end_matches(':').trim_end() == label.trim_end();
    if !has_layout || label.chars().count() > 40 || paragraph.is_strong() && !value.is_empty() {
        return None;
    }
    split_label(text).or(Some((PressField::Other, value)))
}

fn read_head(head: &[StyledParagraph], record: &mut PressRecord) {
    let at_title = head.iter().position(|paragraph| paragraph.layout.outline == Some(0)).unwrap_or(0);
    let Some(title) = head.get(at_title) else { return };
    record.number = title.first_address().and_then(number_in_link);
    let mut lines: Vec<&str> = Vec::new();
    let mut rest = head.get(at_title + 1..).unwrap_or_default().iter().peekable();
    let mut title = title.text.clone();
    // A line end divides a title in two.
    while let Some(more) = rest.next_if(|paragraph| paragraph.layout.outline == Some(0)) {
        title.push(' ');
        title.push_str(&more.text);
    }
    while let Some(paragraph) =
        rest.next_if(|paragraph| !is_copyright(&paragraph.text) && label_of(paragraph).is_none())
    {
        lines.push(&paragraph.text);
    }
    // A remark below the date, such as that a correction follows, is added to the title as well.
    for remark in &lines {
        let bare = title.strip_suffix(remark).and_then(|bare| bare.trim_end().strip_suffix(['-', '–']));
        if let Some(bare) = bare.map(|bare| bare.trim_end().to_owned()).filter(|bare| !bare.is_empty()) {
            title = bare;
        }
    }
    record.set(PressField::Title, &title);
    let at_date = lines.iter().position(|line| date_line(line).is_some());
    let at_date = at_date.or_else(|| lines.iter().skip(1).position(|line| press_date(line).is_some()).map(|at| at + 1));
    // The paper is the line over the date.
    if let Some(line) = lines.get(at_date.unwrap_or(1).wrapping_sub(1)) {
        record.paper = paper_name(line);
    }
    if let Some(line) = at_date.and_then(|at| lines.get(at)) {
        record.date = press_date(line);
    }
    let mut open = PressField::Other;
    for paragraph in rest {
        match label_of(paragraph) {
            Some((field, value)) => {
                open = field;
                let is_kept = matches!(field, PressField::Author | PressField::Standfirst | PressField::Language);
                record.set(if is_kept { field } else { PressField::Other }, value);
            }
            None if is_copyright(&paragraph.text) => {
                record.leave_out(Words { en: "reservation of rights", fr: "mention des droits réservés" });
            }
            None if open == PressField::Standfirst => record.set(open, &paragraph.text),
            None => {}
        }
    }
}

/// Returns the number of a document in the link of its title: `…id=urn:contentItem:5BHF-8V01-0000-0000-00000-00&…`.
fn number_in_link(address: &str) -> Option<String> {
    let (_, rest) = address.split_once(NUMBER_MARK)?;
    let rest = rest.strip_prefix(':').or_else(|| rest.strip_prefix("%3A")).or_else(|| rest.strip_prefix("%3a"))?;
    let number: String =
        rest.chars().take_while(|character| character.is_ascii_alphanumeric() || *character == '-').collect();
    (number.len() >= 8).then(|| format!("{NUMBER_MARK}:{number}"))
}

/// The parts behind the head.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NexisPart {
    Text,
    Abstract,
    Correction,
    LeftOut,
}

fn read_text(paragraphs: &[StyledParagraph], record: &mut PressRecord) {
    let mut part = NexisPart::Text;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if index + 1 == paragraphs.len() && ends_document(paragraph) {
            break;
        }
        if let Some(begun) = part_begun(paragraph, record) {
            part = begun;
            continue;
        }
        if let Some((field, value)) =
            label_of(paragraph).filter(|_| paragraph.text.contains(":\u{a0}") || part == NexisPart::LeftOut)
        {
            // Labels without a heading come after the text.
            match field {
                PressField::Language => record.set(field, value),
                _ => record.leave_out(Words {
                    en: "fields such as subject, section, length",
                    fr: "champs comme le sujet, la rubrique, la longueur",
                }),
            }
            part = NexisPart::LeftOut;
            continue;
        }
        let block = text_block(paragraph, 0);
        match part {
            NexisPart::LeftOut => {}
            NexisPart::Abstract => record.summary.extend(block),
            NexisPart::Correction => record.corrections.extend(block),
            NexisPart::Text => match only_address(&paragraph.text) {
                Some(address) if record.url.is_none() && !is_home_page(&address) => record.url = Some(address),
                Some(_) => {}
                None => record.text.extend(block),
            },
        }
    }
}

/// Returns the part that a heading begins.
fn part_begun(paragraph: &StyledParagraph, record: &mut PressRecord) -> Option<NexisPart> {
    let is_capitals = paragraph.text.chars().all(|character| !character.is_lowercase());
    let of_bookmark = paragraph.bookmarks.iter().find_map(|bookmark| label_field(bookmark_kind(bookmark)));
    let of_text = if paragraph.is_strong() || is_capitals { label_field(&paragraph.text) } else { None };
    let part = match of_bookmark.or(of_text)? {
        PressField::Text => NexisPart::Text,
        PressField::Abstract => NexisPart::Abstract,
        PressField::Correction => {
            record.correction_label.clone_from(&paragraph.text);
            NexisPart::Correction
        }
        PressField::Caption => {
            record.leave_out(Words {
                en: "captions of pictures that the database does not have",
                fr: "légendes d’images que la base n’a pas",
            });
            NexisPart::LeftOut
        }
        PressField::Other => {
            record.leave_out(Words {
                en: "fields such as subject, section, length",
                fr: "champs comme le sujet, la rubrique, la longueur",
            });
            NexisPart::LeftOut
        }
        _ => return None,
    };
    Some(part)
}
