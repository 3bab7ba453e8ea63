//! Press databases of regions: a page of entries, each opened by a line that names paper, day and page.
//!
//! ```text
//! "Paper" [Nr. N] vom DD.MM.YYYY    Seite: N
//! Ressort: …
//! heading, text
//! ```
//!
//! The paper is in quotation marks at the start of the line, and the line has a date: that is what opens an entry. Lines of
//! labels below it are no text. Some papers print a line over the heading; it stays in the text. An entry without a heading
//! (a caption, a table) does not make the page another kind: most entries must have one.

use super::dates::press_date;
use super::fields::{PressRecord, paper_name, split_label};
use crate::base::message::Words;
use crate::import::extracted_document::{BlockRole, TextBlock};
use crate::import::text::lines::sentence_end;
use crate::import::tidy::language::detect_language;
use crate::lang::press::PressField;

/// How many paragraphs may be over the heading of an entry.
const MAX_OVER_HEADING: usize = 2;

/// Returns the entries of a page; `None` if it has none.
pub(super) fn block_records(blocks: &[TextBlock]) -> Option<Vec<PressRecord>> {
    let mut records: Vec<PressRecord> = Vec::new();
    for block in blocks {
        if let Some((paper, date)) = opening(&block.text) {
            let mut record = PressRecord { paper: Some(paper), date: Some(date), ..PressRecord::default() };
            record.leave_out(Words {
                en: "section, page, number of the issue",
                fr: "rubrique, page, numéro de la parution",
            });
            records.push(record);
            continue;
        }
        let Some(record) = records.last_mut() else { continue };
        let label = split_label(&block.text).filter(|_| record.text.is_empty());
        match (label, block.role) {
            (Some((PressField::Text, _)), _) => {}
            (Some((field, value)), _) => record.set(field, value),
            (None, role)
                if record.title.is_none() && record.text.len() <= MAX_OVER_HEADING && is_heading(role, block) =>
            {
                record.title = Some(block.text.clone());
            }
            _ => record.text.push(block.clone()),
        }
    }
    let texts = records.iter().flat_map(|record| &record.text).map(|block| block.text.as_str());
    // The newspapers of a region have one language; a single entry is often too short to show it.
    let language = detect_language(&texts.collect::<Vec<_>>().join("\n"));
    for record in &mut records {
        record.language = record.language.take().or_else(|| language.map(str::to_owned));
        // Where no heading is marked, the first line is the title.
        let has_title_line =
            record.text.len() > 1 && record.text.first().is_some_and(|first| sentence_end(&first.text).is_none());
        if record.title.is_none() && has_title_line {
            record.title = Some(record.text.remove(0).text);
        }
    }
    let n_described = records.iter().filter(|record| record.is_described()).count();
    (n_described > 0 && n_described * 2 >= records.len()).then_some(records)
}

/// Returns whether a paragraph is a heading: by its role, or because all of it is bold.
fn is_heading(role: BlockRole, block: &TextBlock) -> bool {
    matches!(role, BlockRole::Heading(_)) || {
        let inner = block.markdown.strip_prefix("**").and_then(|inner| inner.strip_suffix("**"));
        inner.is_some_and(|inner| !inner.contains("**"))
    }
}

/// Reads the line that opens an entry.
fn opening(line: &str) -> Option<(String, String)> {
    if line.len() > 300 {
        return None;
    }
    let rest = line.trim_start().strip_prefix(['"', '„', '“', '»', '«'])?;
    let (paper, rest) = rest.split_once(['"', '“', '”', '«', '»'])?;
    let date = press_date(rest).filter(|date| date.len() == 10)?;
    // A quotation at the start of a sentence is followed by more words than number, day and page.
    (rest.split_whitespace().count() <= 10 && paper.chars().count() <= 80).then_some((paper_name(paper)?, date))
}
