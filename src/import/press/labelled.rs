//! Exports that print each article as lines “Label: value”: ProQuest, and EBSCO, Gale, NewsBank, wiso in their own words.
//!
//! ```text
//! title                      the last line before the labels, or a label of its own
//! Author: … Source: …        a run of labels
//! Full text: …               paragraphs, until the next run of labels
//! Subject: … Date: …         a run of labels that ends the article
//! ```
//!
//! Takes paragraphs of any format, so that pages, texts and mails are read alike. What is between two articles (a table of
//! contents, terms of use) is no text. A file counts as such an export if an article has five labels, among them a title
//! or a paper, and a date.

use super::fields::{PressRecord, is_copyright, paragraph, source_parts, split_label};
use crate::base::message::Words;
use crate::import::extracted_document::TextBlock;
use crate::import::text::lines::{fold, sentence_end};
use crate::lang::press::PressField;

/// The fewest labels of an article.
const MIN_LABELS: usize = 5;
/// The fewest words of a paragraph that is text although no label announces one.
const MIN_TEXT_WORDS: usize = 12;
/// The shortest line of signs that separates articles anywhere. Newspapers print shorter ones in their texts.
const MIN_RULE_LEN: usize = 20;

/// What a paragraph is.
enum LabelledLine {
    /// A known label with its value, and the whole paragraph.
    Field(PressField, String, TextBlock),
    /// Anything else.
    Text(TextBlock),
    /// A line that separates articles, with its length.
    Rule(usize),
}

/// The article that is being read.
#[derive(Default)]
struct OpenRecord {
    record: PressRecord,
    n_labels: usize,
    has_date: bool,
    /// The label that was read last.
    label: Option<PressField>,
    /// The label that was read last, if its value is in the next line.
    waiting: Option<PressField>,
    /// Whether the labels behind the text were reached.
    in_tail: bool,
}

/// Returns the articles of a text; `None` if it is no such export.
pub(super) fn text_records(text: &str) -> Option<Vec<PressRecord>> {
    // Most texts have no such line at all.
    let n_labels =
        text.lines().filter(|line| line.len() < 4_000 && split_label(line.trim()).is_some()).take(MIN_LABELS).count();
    if n_labels < MIN_LABELS {
        return None;
    }
    let mut after_blank = true;
    let mut blocks: Vec<(TextBlock, bool)> = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            after_blank = true;
            continue;
        }
        blocks.push((paragraph(line), after_blank));
        after_blank = false;
    }
    records(blocks)
}

/// Returns the articles in the paragraphs of a page; `None` if it is no such export.
pub(super) fn block_records(blocks: Vec<TextBlock>) -> Option<Vec<PressRecord>> {
    records(blocks.into_iter().map(|block| (block, true)).collect())
}

/// Reads paragraphs; each with whether a blank line precedes it. A label within a paragraph of lines is text.
fn records(blocks: Vec<(TextBlock, bool)>) -> Option<Vec<PressRecord>> {
    let mut is_in_run = false;
    let mut lines: Vec<LabelledLine> = Vec::with_capacity(blocks.len());
    for (block, after_blank) in blocks {
        let is_rule =
            block.text.len() >= 10 && block.text.chars().all(|character| matches!(character, '_' | '-' | '=' | '*'));
        let label = split_label(&block.text).filter(|_| after_blank || is_in_run);
        is_in_run = is_rule || label.is_some();
        lines.push(match label {
            _ if is_rule => LabelledLine::Rule(block.text.len()),
            Some((field, value)) => LabelledLine::Field(field, value.to_owned(), block),
            None => LabelledLine::Text(block),
        });
    }
    let mut found: Vec<PressRecord> = Vec::new();
    let mut open: Option<OpenRecord> = None;
    let mut before: Vec<String> = Vec::new();
    for at in 0..lines.len() {
        let next_is_text = matches!(lines.get(at + 1), Some(LabelledLine::Text(_)));
        match &lines[at] {
            LabelledLine::Rule(len) => {
                if *len >= MIN_RULE_LEN || open.as_ref().is_none_or(|article| article.in_tail) {
                    close(open.take(), &mut found);
                    before.clear();
                }
            }
            LabelledLine::Text(block) => match open.as_mut() {
                Some(article) if !article.in_tail || article.waiting.is_some() => article.text(block),
                _ => {
                    close(open.take(), &mut found);
                    before.push(block.text.clone());
                }
            },
            LabelledLine::Field(field, value, block) => {
                // A label between two paragraphs of the text is text.
                if let Some(article) =
                    open.as_mut().filter(|article| next_is_text && !value.is_empty() && article.is_within_text(*field))
                {
                    article.text(block);
                    continue;
                }
                let begins = open.as_ref().is_none_or(|article| article.is_complete_before(*field, value));
                if begins {
                    // `Record: 2` counts the next article.
                    if let Some(text) = open.as_mut().map(|article| &mut article.record.text)
                        && text.last().is_some_and(|block| is_count(&block.text))
                    {
                        text.pop();
                    }
                    close(open.take(), &mut found);
                    open = Some(OpenRecord::after(title_line(&std::mem::take(&mut before))));
                }
                if let Some(article) = &mut open {
                    article.field(*field, value);
                }
            }
        }
    }
    close(open, &mut found);
    (!found.is_empty()).then_some(found)
}

/// Keeps an article if it has enough labels.
fn close(open: Option<OpenRecord>, found: &mut Vec<PressRecord>) {
    let Some(OpenRecord { mut record, n_labels, has_date, .. }) = open else { return };
    let is_described = record.title.is_some() || record.paper.is_some();
    if n_labels < MIN_LABELS || !is_described || !has_date {
        return;
    }
    record.author = record.author.map(|names| upright_names(&names));
    record.title = record.title.map(|title| match title.strip_suffix('.') {
        Some(bare) if !bare.ends_with('.') && sentence_end(bare).is_none() => bare.to_owned(),
        _ => title,
    });
    while record.text.last().is_some_and(|block| is_copyright(&block.text)) {
        record.text.pop();
    }
    record.leave_out(Words {
        en: "subjects, pages, links, copyright, abstract where there is a full text",
        fr: "sujets, pages, liens, droits, résumé là où il y a un texte complet",
    });
    found.push(record);
}

impl OpenRecord {
    fn after(title: Option<String>) -> Self {
        Self { record: PressRecord { title, ..PressRecord::default() }, ..Self::default() }
    }

    /// Returns whether a label begins another article: it states again what is known already.
    fn is_complete_before(&self, field: PressField, value: &str) -> bool {
        let is_title = field == PressField::Title;
        let is_other_title = || self.record.title.as_deref().is_none_or(|title| !is_same_title(title, value));
        is_title && self.n_labels >= MIN_LABELS && !self.record.text.is_empty() && !self.in_tail && is_other_title()
    }

    /// Returns whether a label that a paragraph follows is within the text.
    fn is_within_text(&self, field: PressField) -> bool {
        let may_follow =
            matches!(field, PressField::Text | PressField::Title | PressField::Abstract | PressField::Caption);
        !self.in_tail && !self.record.text.is_empty() && self.label == Some(PressField::Text) && !may_follow
    }

    fn field(&mut self, field: PressField, value: &str) {
        self.n_labels += 1;
        let takes_paragraphs = matches!(field, PressField::Text | PressField::Abstract | PressField::Standfirst);
        self.waiting = (value.is_empty() && !takes_paragraphs).then_some(field);
        self.has_date |= matches!(field, PressField::Date | PressField::Source);
        let has_text = !self.record.text.is_empty() || (self.label == Some(PressField::Text));
        if has_text && !self.in_tail && field != PressField::Text {
            self.in_tail = true;
        }
        self.set(field, value);
        self.label = Some(field);
    }

    fn set(&mut self, field: PressField, value: &str) {
        match field {
            PressField::Title => {
                if self.record.title.as_deref().is_none_or(|title| !is_same_title(title, value)) && !value.is_empty() {
                    self.record.title = Some(value.to_owned());
                }
            }
            PressField::Paper if !value.is_empty() => {
                // The name alone is better than the one with place and page.
                self.record.paper = None;
                self.record.set(field, value);
            }
            PressField::Date if !value.is_empty() => {
                let before = self.record.date.take();
                self.record.set(field, value);
                // `Publication date: 2019` says less than the line with the page.
                let is_finer = |date: &String| date.len() > self.record.date.as_ref().map_or(0, String::len);
                if before.as_ref().is_some_and(is_finer) {
                    self.record.date = before;
                }
            }
            _ => self.record.set(field, value),
        }
    }

    fn text(&mut self, block: &TextBlock) {
        if let Some(field) = self.waiting.take() {
            self.set(field, &block.text);
            return;
        }
        let is_long = block.text.split_whitespace().count() >= MIN_TEXT_WORDS;
        match self.label {
            Some(PressField::Text) => self.record.text.push(block.clone()),
            Some(PressField::Abstract) => self.record.summary.push(block.clone()),
            Some(PressField::Standfirst) => self.record.standfirst.push(block.clone()),
            _ if is_copyright(&block.text) || block.text.contains("://") => {}
            // Without a label the text begins with its first long paragraph.
            _ if is_long || !self.record.text.is_empty() => {
                self.record.text.push(block.clone());
                self.label = Some(PressField::Text);
            }
            _ => {}
        }
    }
}

/// Returns the line that is the title: the last one before the labels, or the one over a reference with paper and day
/// (`Merrow, Ada. The Herald; Calder [Calder]. 7 May 2019: A.4.`), as ProQuest prints since 2021.
fn title_line(before: &[String]) -> Option<String> {
    let (last, others) = before.split_last()?;
    let is_reference = source_parts(last).1.is_some() && last.contains('[') && last.contains(']');
    others.last().filter(|_| is_reference).or(Some(last)).cloned()
}

/// Returns whether a line only counts the articles of a list.
fn is_count(line: &str) -> bool {
    line.split_whitespace().count() <= 4 && line.ends_with(|character: char| character.is_ascii_digit())
}

fn is_same_title(one: &str, other: &str) -> bool {
    let bare = |title: &str| fold(title).trim_end_matches('.').to_owned();
    bare(one) == bare(other)
}

/// Turns `Merrow, Ada; Tull, Ben` into `Ada Merrow; Ben Tull`, as databases of libraries write names.
fn upright_names(names: &str) -> String {
    let upright = |name: &str| match name.split_once(", ") {
        Some((family, given))
            if !given.contains(',') && family.split(' ').count() <= 3 && given.split(' ').count() <= 3 =>
        {
            format!("{} {}", given.trim(), family.trim())
        }
        _ => name.to_owned(),
    };
    names.split(';').map(|name| upright(name.trim())).filter(|name| !name.is_empty()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn inverted_names_are_turned() {
        for (names, expected) in [
            ("Merrow, Ada; Tull, Ben", "Ada Merrow; Ben Tull"),
            ("Ada Merrow", "Ada Merrow"),
            ("Merrow, Ada, with Ben Tull", "Merrow, Ada, with Ben Tull"),
        ] {
            assert_eq!(super::upright_names(names), expected);
        }
    }
}
