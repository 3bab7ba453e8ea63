//! The articles of a press database in a Word or RTF file: which database it is, and one document for each article.
//!
//! Each database has a file of its own, which looks for its own marks among the paragraphs: `nexis_paragraphs`,
//! `factiva_paragraphs`, `europresse_paragraphs`. A file without such marks stays one document; if it holds several blocks of
//! one shape, that is said.

use std::collections::BTreeMap;

use super::dates::date_line;
use super::fields::{PressRecord, press_file};
use super::styled_text::text_block;
use super::{
    europresse_paragraphs, factiva_paragraphs, holds_most, labelled, nexis, nexis_paragraphs, regional, several_notice,
};
use crate::base::Message;
use crate::import::extracted_document::{BlockRole, ExtractedFile, TextBlock, UnreadDocument};
use crate::import::styled_paragraph::{StyledDocument, StyledParagraph};
use crate::import::text::lines::sentence_end;
use crate::say;

/// How many paragraphs below a heading may be a date line.
const MAX_HEAD: usize = 3;

/// Returns the documents of a file.
pub(in crate::import) fn split(styled: StyledDocument) -> ExtractedFile {
    let paragraphs = styled.paragraphs.as_slice();
    let records = nexis_paragraphs::records(paragraphs)
        .or_else(|| factiva_paragraphs::records(paragraphs))
        .or_else(|| europresse_paragraphs::records(paragraphs))
        .or_else(|| numbered_records(paragraphs))
        .or_else(|| labelled_records(paragraphs));
    let damage = styled.damage.clone();
    let Some(mut records) = records else {
        let notice = shape_notice(paragraphs);
        let place =
            if paragraphs.is_empty() { say!(en: "all of it", fr: "tout") } else { say!(en: "the end", fr: "la fin") };
        let unread = damage.map(|reason| unread(place, reason));
        return ExtractedFile { notice, unread: unread.into_iter().collect(), ..styled.into_extracted().into() };
    };
    distinguish(&mut records);
    let is_last_cut = records.last().is_some_and(|record| record.is_cut);
    let mut file = press_file(records);
    if let Some(reason) = damage.filter(|_| !is_last_cut) {
        file.unread.push(unread(say!(en: "the end", fr: "la fin"), reason));
    }
    file.dropped.extend(styled.rest.dropped);
    file
}

fn unread(place: Message, reason: Message) -> UnreadDocument {
    UnreadDocument { place, reason, is_loss: true }
}

/// Reads the older exports of Nexis, which number their documents: `3 of 74 DOCUMENTS`.
fn numbered_records(paragraphs: &[StyledParagraph]) -> Option<Vec<PressRecord>> {
    if !paragraphs.iter().any(|paragraph| nexis::is_document_count(&paragraph.text)) {
        return None;
    }
    let lines: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    nexis::text_records(&lines.join("\n\n"))
}

/// Reads what databases print in lines `Label: value`, or with the paper and the day above each article.
fn labelled_records(paragraphs: &[StyledParagraph]) -> Option<Vec<PressRecord>> {
    let of_paragraph = |paragraph: &StyledParagraph| {
        let mut block = text_block(paragraph, 0)?;
        // In these files a heading is a bold line.
        if block.role == BlockRole::Paragraph && paragraph.is_strong() && sentence_end(&block.text) != Some('.') {
            block.role = BlockRole::Heading(2);
        }
        Some(block)
    };
    let blocks: Vec<TextBlock> = paragraphs.iter().filter_map(|paragraph| text_block(paragraph, 0)).collect();
    let len = blocks.iter().map(|block| block.text.len()).sum();
    let headed: Vec<TextBlock> = paragraphs.iter().filter_map(of_paragraph).collect();
    let found = regional::block_records(&headed).or_else(|| labelled::block_records(blocks));
    found.filter(|records| holds_most(records, len))
}

/// Takes the number from records that share it with another text: it no longer distinguishes them.
fn distinguish(records: &mut [PressRecord]) {
    let mut first_by_number: BTreeMap<String, Vec<TextBlock>> = BTreeMap::new();
    for record in records {
        let Some(number) = &record.number else { continue };
        match first_by_number.get(number) {
            Some(text) if *text != record.text => record.number = None,
            Some(_) => {}
            None => {
                first_by_number.insert(number.clone(), record.text.clone());
            }
        }
    }
}

/// Returns what to say of a file with several blocks of one shape: a heading, a date line below it, and text.
fn shape_notice(paragraphs: &[StyledParagraph]) -> Option<Message> {
    let is_heading = |paragraph: &StyledParagraph| {
        let has_style = matches!(paragraph.role, BlockRole::Title | BlockRole::Heading(_));
        (has_style || paragraph.is_strong()) && sentence_end(&paragraph.text).is_none()
    };
    let mut n_blocks = 0;
    let mut since_heading = usize::MAX;
    for paragraph in paragraphs {
        if is_heading(paragraph) {
            since_heading = 0;
            continue;
        }
        since_heading = since_heading.saturating_add(1);
        if since_heading <= MAX_HEAD && date_line(&paragraph.text).is_some() {
            n_blocks += 1;
            since_heading = usize::MAX;
        }
    }
    (n_blocks > 1).then(|| several_notice(n_blocks))
}
