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

use std::collections::HashSet;

use super::dates::date_line;
use super::fields::{PressRecord, is_copyright, label_field, paper_name, paragraph};
use super::markup::is_whole_page;
use crate::base::message::Words;
use crate::import::extracted_document::TextBlock;
use crate::import::text::lines::fold;
use crate::import::web::blocks::collect_record_blocks;
use crate::import::web::dom::{HtmlPage, NodeRef, attribute, element_name};
use crate::lang::in_any;
use crate::lang::press::PressField;

/// The most lines between the date and the first label: edition, remarks, title.
const MAX_HEAD_LINES: usize = 6;
/// The most paragraphs of a document that are looked at for standing in the middle.
const MAX_CENTRED: usize = 100;

/// A paragraph of a document.
struct NexisLine {
    block: TextBlock,
    /// Whether the markup says that it is the title.
    is_title: bool,
    /// Whether it is in the middle of the line, as paper, date and edition do.
    is_centred: bool,
}

/// Returns the documents of a page; `None` if it is no export.
pub(super) fn page_records(html: &str) -> Option<Vec<PressRecord>> {
    const OPENING: &str = "<DOCFULL>";
    const CLOSING: &str = "</DOCFULL>";
    let starts: Vec<usize> = html.match_indices(OPENING).map(|(at, _)| at).collect();
    let first = *starts.first()?;
    let styles = PageStyles::of(&html[..first]);
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
        let lines = HtmlPage::parse(piece).map(|page| page_lines(&page, &styles)).unwrap_or_default();
        let mut record = record(lines);
        record.is_cut = !is_closed;
        record
    });
    Some(records.collect())
}

/// What the style sheet says of its classes.
struct PageStyles {
    /// Those that make large and bold: only titles are.
    titles: Vec<String>,
    /// Those that set in the middle.
    centred: Vec<String>,
}

impl PageStyles {
    fn of(head: &str) -> Self {
        let mut styles = Self { titles: Vec::new(), centred: Vec::new() };
        for rule in head.split('}').take(200) {
            let Some((selector, style)) = rule.rsplit_once('{') else { continue };
            let Some(class) = selector.trim().rsplit('.').next().map(|class| class.trim().to_owned()) else { continue };
            let style: String = style.to_ascii_lowercase().split_whitespace().collect();
            let size =
                style.split_once("font-size:").and_then(|(_, size)| size.split("pt").next()?.parse::<u32>().ok());
            if style.contains("font-weight:bold") && size.is_some_and(|size| size >= 12) {
                styles.titles.push(class);
            } else if style.contains("text-align:center") {
                styles.centred.push(class);
            }
        }
        styles
    }
}

fn page_lines(page: &HtmlPage, styles: &PageStyles) -> Vec<NexisLine> {
    let has_one = |node: &NodeRef<'_>, classes: &[String]| {
        node.is_element()
            && attribute(node, "class")
                .is_some_and(|own| own.split_ascii_whitespace().any(|class| classes.iter().any(|known| known == class)))
    };
    let texts = |node: &NodeRef<'_>| collect_record_blocks(node).into_iter().map(|block| block.text);
    let body = page.body();
    let centred = body
        .descendants_it()
        .filter(|node| matches!(element_name(node).as_str(), "p" | "div" | "center") && has_one(node, &styles.centred));
    let centred: HashSet<String> =
        centred.take(MAX_CENTRED).flat_map(|node| texts(&node).collect::<Vec<_>>()).collect();
    // Marks of hits divide a title into several elements, line ends into several lines: its paragraph holds all of it.
    let titles = body.descendants_it().filter(|node| has_one(node, &styles.titles));
    let titles = titles.filter_map(|node| paragraph_around(&node)).map(|node| texts(&node).collect::<Vec<_>>());
    // A hit in the date may look like a title.
    let title = titles.take(MAX_CENTRED).find(|title| !title.is_empty() && !centred.contains(&title[0]));
    let title = title.unwrap_or_default();
    let mut lines: Vec<NexisLine> = Vec::new();
    for mut block in collect_record_blocks(&body) {
        let is_title = title.contains(&block.text);
        match lines.last_mut().filter(|last| last.is_title && is_title) {
            Some(last) => {
                block.text.insert(0, ' ');
                last.block.text.push_str(&block.text);
            }
            None => lines.push(NexisLine { is_title, is_centred: centred.contains(&block.text), block }),
        }
    }
    lines
}

/// Returns the paragraph that an element is in, a few levels up at most.
fn paragraph_around<'p>(node: &NodeRef<'p>) -> Option<NodeRef<'p>> {
    let mut node = *node;
    for _ in 0..6 {
        if matches!(element_name(&node).as_str(), "p" | "div" | "td") {
            return Some(node);
        }
        node = node.parent()?;
    }
    None
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
        // Centred lines are not wrapped ones: each states something by itself, but for those that reserve rights.
        let n_rights = if is_centred { rights_lines(open) } else { open.len() };
        let (rights, single) = open.split_at(n_rights);
        let groups: Vec<String> =
            std::iter::once(rights.join(" ")).chain(single.iter().map(|line| (*line).to_owned())).collect();
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

/// Returns how many lines at the start of a group reserve rights: `Copyright 2009 Harbour Ltd., All`, `Rights Reserved`.
fn rights_lines(group: &[&str]) -> usize {
    if !group.first().is_some_and(|line| is_copyright(line)) {
        return 0;
    }
    let reserves = |n: &usize| {
        let text = fold(&group[..*n].join(" "));
        crate::lang::all().flat_map(|language| language.import.rights_phrases).any(|phrase| text.contains(phrase))
    };
    (1..=group.len().min(4)).find(reserves).unwrap_or(1)
}

/// Reads a document from its paragraphs.
fn record(lines: Vec<NexisLine>) -> PressRecord {
    let mut record = PressRecord::default();
    let lines: Vec<NexisLine> = lines
        .into_iter()
        .filter(|line| !is_document_count(&line.block.text) && !is_copyright(&line.block.text))
        .collect();
    let n_head = read_opening(&lines, &mut record);
    let tail = tail_start(&lines, text_start(&lines, n_head)).max(n_head);
    let marks_title = lines.iter().any(|line| line.is_title);
    let mut label = None;
    for (at, NexisLine { block, is_title, is_centred }) in lines.into_iter().enumerate().skip(n_head) {
        let found = if at >= tail { tail_label(&block.text) } else { capital_label(&block.text) };
        if let Some((field, value)) = found.filter(|_| at >= tail || record.text.is_empty()) {
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
                _ => record.leave_out(Words { en: "subjects and codes", fr: "sujets et codes" }),
            }
        } else if is_title || (record.title.is_none() && record.text.is_empty() && label.is_none()) {
            // An edition is in the middle below the date, a title does not.
            if record.title.is_none() && !is_centred && (is_title || !marks_title) {
                record.title = Some(block.text);
            }
        } else {
            record.text.push(block);
        }
    }
    record.leave_out(Words {
        en: "section, length, copyright, subjects, load date",
        fr: "rubrique, longueur, droits, sujets, date de chargement",
    });
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

/// Returns where the text begins: below the labels of the head, if there are any. However short its paragraphs are, they are
/// none of the fields behind it.
fn text_start(lines: &[NexisLine], n_head: usize) -> usize {
    let is_label = |line: &NexisLine| capital_label(&line.block.text).is_some();
    let label = lines.iter().enumerate().skip(n_head).take(MAX_HEAD_LINES).find(|(_, line)| is_label(line));
    let text =
        label.and_then(|(label, _)| lines.iter().skip(label).position(|line| !is_label(line)).map(|n| label + n));
    text.map_or(0, |text| text + 1)
}

/// Returns where the fields behind the text begin: with the first label that no paragraph follows but its own.
fn tail_start(lines: &[NexisLine], text: usize) -> usize {
    let mut start = lines.len();
    let mut n_open = 0;
    for (at, line) in lines.iter().enumerate().skip(text).rev() {
        match capital_label(&line.block.text) {
            Some((PressField::Correction | PressField::Caption, _)) => (start, n_open) = (at, 0),
            Some(_) if n_open == 0 => start = at,
            Some(_) => break,
            None if n_open == 0 && has_label_form(&line.block.text) => {
                // A label of an unknown kind, between known ones or with the weights of an index: `ASIE (93%)`.
                if line.block.text.contains("%)") {
                    start = at;
                }
            }
            None => n_open += usize::from(line.block.text.split_whitespace().count() >= 12),
        }
    }
    start
}

/// Splits `LABEL: value` where the label is known, or in capitals before the text.
fn capital_label(line: &str) -> Option<(PressField, &str)> {
    let (label, value) = line.split_once(':').filter(|_| has_label_form(line))?;
    label_field(label).map(|field| (field, value.trim()))
}

/// Splits `LABEL: value` behind the text, where a label may be one that is not known.
fn tail_label(line: &str) -> Option<(PressField, &str)> {
    capital_label(line).or_else(|| {
        has_label_form(line).then(|| (PressField::Other, line.split_once(':').map_or("", |(_, value)| value)))
    })
}

/// Returns whether a line begins with a word or two in capitals and a colon.
fn has_label_form(line: &str) -> bool {
    line.split_once(':').is_some_and(|(label, _)| {
        label.chars().count() >= 3
            && label.len() <= 40
            && label
                .chars()
                .all(|character| character.is_uppercase() || matches!(character, '-' | ' ' | '/' | '(' | ')'))
    })
}
