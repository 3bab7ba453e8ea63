//! Nexis and LexisNexis before 2017: exports as HTML and as text. The later ones are Word and RTF, read elsewhere.
//!
//! ```text
//! 3 of 74 DOCUMENTS          begins a document; in HTML it also lies between <DOCFULL> and </DOCFULL>
//! [copyright] paper, date, [edition], title
//! LABEL: value               in the language of the interface
//! text
//! LABEL: value, copyright
//! ```
//!
//! What precedes the first document (the reader, the search terms) is never text.

use super::dates::date_line;
use super::fields::{PressRecord, is_copyright, label_field, paper_name, paragraph};
use super::markup::is_whole_page;
use crate::import::extracted_document::TextBlock;
use crate::import::text::lines::fold;
use crate::import::web::blocks::collect_record_blocks;
use crate::import::web::dom::{HtmlPage, NodeRef, attribute};
use crate::lang::in_any;
use crate::lang::press::PressField;

/// A paragraph of a document.
struct NexisLine {
    block: TextBlock,
    /// Whether the markup says that it is the title.
    is_title: bool,
    /// Whether it stands in the middle of the line, as paper, date and edition do.
    is_centred: bool,
}

/// Returns the documents of a page; `None` if it is no export.
pub(super) fn page_records(html: &str) -> Option<Vec<PressRecord>> {
    const OPENING: &str = "<DOCFULL>";
    const CLOSING: &str = "</DOCFULL>";
    let starts: Vec<usize> = html.match_indices(OPENING).map(|(at, _)| at).collect();
    let first = *starts.first()?;
    let title_classes = large_bold_classes(&html[..first]);
    let is_whole = is_whole_page(html);
    let ends = starts.iter().skip(1).copied().chain([html.len()]);
    let pieces = starts.iter().zip(ends).map(|(start, end)| {
        let piece = &html[start + OPENING.len()..end];
        let piece = piece.trim_start().strip_prefix("-->").unwrap_or(piece);
        let (text, is_closed) = match piece.find(CLOSING) {
            Some(end) => (&piece[..end], true),
            None => (piece, is_whole),
        };
        // The end tag is in a comment.
        (text.rfind("<!--").filter(|at| text[*at..].len() < 200).map_or(text, |at| &text[..at]), is_closed)
    });
    let records = pieces.map(|(piece, is_closed)| {
        let lines = HtmlPage::parse(piece).map(|page| page_lines(&page, &title_classes)).unwrap_or_default();
        let mut record = record(lines);
        record.is_cut = !is_closed;
        record
    });
    Some(records.collect())
}

/// Returns the classes that the style sheet makes large and bold: only titles are.
fn large_bold_classes(head: &str) -> Vec<String> {
    let rules = head.split('}').filter_map(|rule| {
        let (selector, style) = rule.rsplit_once('{')?;
        let style: String = style.to_ascii_lowercase().split_whitespace().collect();
        let size: u32 = style.split_once("font-size:")?.1.split("pt").next()?.parse().ok()?;
        let class = selector.trim().rsplit('.').next()?.trim();
        (style.contains("font-weight:bold") && size >= 12).then(|| class.to_owned())
    });
    rules.take(50).collect()
}

fn page_lines(page: &HtmlPage, title_classes: &[String]) -> Vec<NexisLine> {
    let is_title = |node: &NodeRef<'_>| {
        node.is_element()
            && attribute(node, "class").is_some_and(|classes| {
                classes.split_ascii_whitespace().any(|class| title_classes.iter().any(|title| title == class))
            })
    };
    let titles: Vec<String> =
        page.body().descendants_it().filter(is_title).map(|node| super::markup::line_of(&node)).collect();
    let title = titles.into_iter().find(|title| !title.is_empty());
    let blocks = collect_record_blocks(&page.body()).into_iter();
    blocks.map(|block| NexisLine { is_title: title.as_ref() == Some(&block.text), block, is_centred: false }).collect()
}

/// Returns the documents of a text; `None` if it is no export.
pub(super) fn text_records(text: &str) -> Option<Vec<PressRecord>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.len() < 200 && is_document_count(line.trim()) {
            starts.push(at);
        }
        at += line.len();
    }
    if starts.is_empty() {
        return None;
    }
    let pieces = super::markup::ranges(&starts, text.len());
    let records: Vec<PressRecord> = pieces.into_iter().map(|range| record(text_lines(&text[range]))).collect();
    records.iter().any(PressRecord::is_described).then_some(records)
}

/// Returns whether a line numbers a document: `3 of 74 DOCUMENTS`, `3 von 74 DOKUMENTEN`, `Document 3 de 74`.
pub(in crate::import) fn is_document_count(line: &str) -> bool {
    let folded = fold(line);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let is_number = |word: &str| word.len() <= 6 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_document = |word: &str| in_any(word, |language| language.press.document_words);
    let is_link = |word: &str| word.chars().count() <= 4 && word.chars().all(char::is_alphabetic);
    match words.as_slice() {
        [number, link, total, document] if is_document(document) => {
            is_number(number) && is_link(link) && is_number(total)
        }
        [document, number, link, total] => {
            is_document(document) && is_number(number) && is_link(link) && is_number(total)
        }
        _ => false,
    }
}

/// Groups the lines of a document into paragraphs, which blank lines separate.
fn text_lines(text: &str) -> Vec<NexisLine> {
    let mut lines: Vec<NexisLine> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut is_centred = false;
    let mut close = |open: &mut Vec<&str>, is_centred: bool| {
        // Centred lines are not wrapped ones: each states something by itself.
        let groups: Vec<String> =
            if is_centred { open.iter().map(|line| (*line).to_owned()).collect() } else { vec![open.join(" ")] };
        lines.extend(groups.iter().filter(|group| !group.is_empty()).map(|group| NexisLine {
            block: paragraph(group),
            is_title: false,
            is_centred,
        }));
        open.clear();
    };
    for line in text.lines() {
        let bare = line.trim();
        if bare.is_empty() {
            close(&mut open, is_centred);
            continue;
        }
        if open.is_empty() {
            is_centred = line.len() - line.trim_start().len() >= 8;
        }
        open.push(bare);
    }
    close(&mut open, is_centred);
    lines
}

/// Reads a document from its paragraphs.
fn record(lines: Vec<NexisLine>) -> PressRecord {
    let mut record = PressRecord::default();
    let lines: Vec<NexisLine> = lines
        .into_iter()
        .filter(|line| !is_document_count(&line.block.text) && !is_copyright(&line.block.text))
        .collect();
    let n_head = read_opening(&lines, &mut record);
    let tail = tail_start(&lines).max(n_head);
    let marks_title = lines.iter().any(|line| line.is_title);
    let mut label = None;
    for (at, NexisLine { block, is_title, is_centred }) in lines.into_iter().enumerate().skip(n_head) {
        if let Some((field, value)) = capital_label(&block.text).filter(|_| at >= tail || record.text.is_empty()) {
            label = Some(field);
            if field == PressField::Title {
                record.title = Some(value.to_owned());
            } else {
                if field == PressField::Correction {
                    record.correction_label = block.text.split(':').next().unwrap_or_default().to_owned();
                }
                record.set(field, value);
            }
        } else if at >= tail && !record.text.is_empty() {
            match label {
                Some(field @ (PressField::Correction | PressField::Caption)) => record.set(field, &block.text),
                _ => record.leave_out("subjects and codes"),
            }
        } else if is_title || (record.title.is_none() && record.text.is_empty() && label.is_none()) {
            // An edition stands in the middle below the date, a title does not.
            if record.title.is_none() && !is_centred && (is_title || !marks_title) {
                record.title = Some(block.text);
            }
        } else {
            record.text.push(block);
        }
    }
    record.leave_out("section, length, copyright, subjects, load date");
    record
}

/// Reads paper and date, which come first. Returns the number of lines read.
fn read_opening(lines: &[NexisLine], record: &mut PressRecord) -> usize {
    let is_head = |line: &&NexisLine| !line.is_title && capital_label(&line.block.text).is_none();
    let head: Vec<&NexisLine> = lines.iter().take_while(is_head).take(8).collect();
    record.paper = head.first().and_then(|line| paper_name(&line.block.text));
    let date = head.iter().enumerate().skip(1).find_map(|(at, line)| Some((at, date_line(&line.block.text)?)));
    match date {
        Some((at, date)) => {
            record.date = Some(date);
            at + 1
        }
        None => head.len().min(1),
    }
}

/// Returns where the fields behind the text begin: with the first label that no paragraph follows but its own.
fn tail_start(lines: &[NexisLine]) -> usize {
    let mut start = lines.len();
    let mut n_open = 0;
    for (at, line) in lines.iter().enumerate().rev() {
        match capital_label(&line.block.text) {
            Some((PressField::Correction | PressField::Caption, _)) => (start, n_open) = (at, 0),
            Some(_) if n_open == 0 => start = at,
            Some(_) => break,
            None => n_open += usize::from(line.block.text.split_whitespace().count() >= 12),
        }
    }
    start
}

/// Splits `LABEL: value` where the label is known, or in capitals before the text.
fn capital_label(line: &str) -> Option<(PressField, &str)> {
    let (label, value) = line.split_once(':')?;
    let is_capital = label.chars().count() >= 3
        && label.len() <= 40
        && label.chars().all(|character| character.is_uppercase() || matches!(character, '-' | ' ' | '/' | '(' | ')'));
    if !is_capital {
        return None;
    }
    label_field(label).map(|field| (field, value.trim()))
}
