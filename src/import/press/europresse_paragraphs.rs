//! Europresse (Eureka) as RTF or Word files: paragraphs -> one [`PressRecord`] an article.
//!
//! The order is that of the HTML export: paper, a line with the day, title, author, text, rights, and the number of the
//! document, which ends it: `news·20240312·CBR·3012445`. The certificate behind it names the reader and is never text.

use super::dates::{compact_date, press_date};
use super::fields::{PressRecord, author_names, is_copyright, is_short_line, paper_name};
use super::styled_text::text_block;
use crate::base::message::Words;
use crate::import::styled_paragraph::StyledParagraph;
use crate::import::text::lines::is_longer_than;
use crate::lang::press::PressField;

/// How many lines the head of an article has at most.
const MAX_HEAD: usize = 8;
/// The longest line that can state the day, in characters.
const MAX_DAY_LINE: usize = 160;

/// Returns the articles; `None` if the paragraphs are no export of Europresse.
pub(super) fn records(paragraphs: &[StyledParagraph]) -> Option<Vec<PressRecord>> {
    let ends: Vec<(usize, &str)> = paragraphs
        .iter()
        .enumerate()
        .filter_map(|(index, paragraph)| Some((index, document_code(&paragraph.text)?)))
        .collect();
    let mut records = Vec::new();
    let mut start = 0;
    for (end, number) in ends {
        let article = paragraphs.get(start..end).unwrap_or_default();
        records.extend(record(article, number));
        start = end + 1;
    }
    records.iter().any(PressRecord::is_described).then_some(records)
}

/// Returns the number in a line: a kind, eight digits of a day, the code of the paper, a rest, with dots between.
fn document_code(text: &str) -> Option<&str> {
    if is_longer_than(text, 200) {
        return None;
    }
    text.split_whitespace().find(|word| {
        let parts: Vec<&str> = word.split('·').collect();
        parts.len() >= 4 && parts.iter().all(|part| !part.is_empty()) && compact_date(parts[1]).is_some()
    })
}

fn record(lines: &[StyledParagraph], number: &str) -> Option<PressRecord> {
    let states_day =
        |line: &StyledParagraph| !is_longer_than(&line.text, MAX_DAY_LINE) && press_date(&line.text).is_some();
    // The certificate of the article before comes first, and it may have a day too: its line is not below a paper.
    let at_day = (1..lines.len()).find(|index| {
        let is_day = lines.get(*index).is_some_and(states_day);
        let paper = lines.get(*index - 1);
        is_day && paper.is_some_and(|line| is_short_line(&line.text) && !is_copyright(&line.text))
    });
    let mut record = PressRecord { number: Some(number.to_owned()), ..PressRecord::default() };
    let of_number = number.split('·').nth(1).and_then(compact_date);
    let at_head_end = match at_day {
        Some(at) => {
            record.paper = lines.get(at - 1).and_then(|line| paper_name(&line.text));
            record.date = lines.get(at).and_then(|line| press_date(&line.text)).or(of_number);
            at + 1
        }
        None => {
            record.paper = lines.first().and_then(|line| paper_name(&line.text));
            record.date = of_number;
            1
        }
    };
    let rest = lines.get(at_head_end..).unwrap_or_default();
    // A section may be above the title, which is bold.
    let at_title = rest.iter().take(MAX_HEAD).position(StyledParagraph::is_strong).unwrap_or(0);
    record.set(PressField::Title, &rest.get(at_title)?.text);
    let mut body = rest.get(at_title + 1..).unwrap_or_default();
    if let Some((line, after)) =
        body.split_first().filter(|(line, after)| is_short_line(&line.text) && !after.is_empty())
    {
        record.author = author_names(&line.text);
        if record.author.is_some() {
            body = after;
        }
    }
    let at_rights = body.iter().rposition(|line| is_copyright(&line.text)).unwrap_or(body.len());
    record.leave_out(Words { en: "rights, certificate", fr: "droits, certificat" });
    record.text = body.iter().take(at_rights).filter_map(|line| text_block(line, 0)).collect();
    Some(record)
}
