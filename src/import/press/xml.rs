//! XML of press databases and corpora: Factiva's `ppsarticle`, and TXM's elements `text` whose attributes are metadata.
//!
//! Reads the events of the document once. An article that is complete when the XML breaks off is kept, the one that is
//! open then is reported as cut. Other XML (feeds, digitised pages) has readers of its own.

use super::fields::{PressRecord, author_names, paper_name, paragraph, press_file};
use super::{corpus_text, dates, factiva};
use crate::base::message::Words;
use crate::import::extracted_document::{ExtractedFile, ExtractionError, TextBlock};
use crate::import::office::xml::{XmlElement, XmlEvent, visit_events};
use crate::import::text::charset;
use crate::say;

/// Elements of Factiva whose text is a value.
const VALUES: &[&str] = &[
    "accessionNo", "baseLanguage", "byline", "sourceName", "date", "dateTime", "paragraph", "headline",
    "publicationDate", "leadParagraph", "tailParagraphs",
];
/// Elements of Factiva that hold the text: in elements `paragraph`, or as such.
const TEXTS: &[&str] = &["leadParagraph", "tailParagraphs"];
/// By how many signs the first line of a paragraph is indented at least.
const MIN_INDENT: usize = 2;
/// Elements of a corpus that end a line.
const BREAKS: &[&str] = &["lb", "p", "head", "div", "l", "lg", "s", "note", "ref", "a", "br", "title"];

/// Returns whether a file begins as such an export.
pub(in crate::import) fn recognises(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head.get(..32 << 10).unwrap_or(head));
    let opening = head.trim_start_matches('\u{feff}').trim_start();
    if !opening.starts_with('<') || opening.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
        return false;
    }
    opening.contains("<ppsarticle") || opening.contains("<ppsArticleResponse") || {
        let text = opening.split_once("<text ").map(|(_, rest)| rest.split('>').next().unwrap_or_default());
        text.is_some_and(|text| {
            let names =
                text.split('=').map(|part| part.rsplit([' ', '\n', '\t', '"', '\'']).next().unwrap_or_default());
            corpus_text::describes(&names.map(|name| (name.to_owned(), String::new())).collect::<Vec<_>>())
        })
    }
}

/// Reads the articles of an export.
///
/// # Errors
/// If it is no XML, or holds no article.
pub(in crate::import) fn read(_name: &str, bytes: &[u8]) -> Result<ExtractedFile, ExtractionError> {
    let decoded = charset::decode_page(bytes).map_err(|reason| ExtractionError::because(reason.message()))?;
    let mut corpus = XmlCorpus::default();
    let end = visit_events(decoded.text.as_bytes(), |event| corpus.event(event));
    // What is open at the end is cut, whether the XML breaks off or is damaged.
    corpus.close(true);
    if corpus.records.is_empty() {
        end?;
        return Err(ExtractionError::because(
            say!(en: "this XML is no export that dossier knows: it reads those of Factiva and TXM", fr: "ce XML n’est pas un export connu : dossier lit ceux de Factiva et de TXM"),
        ));
    }
    Ok(press_file(corpus.records))
}

#[derive(Default)]
struct XmlCorpus {
    records: Vec<PressRecord>,
    /// The open elements.
    path: Vec<String>,
    /// The article of Factiva that is open.
    article: Option<PressRecord>,
    /// The attributes of the text of a corpus that is open.
    text: Option<Vec<(String, String)>>,
    lines: Vec<String>,
    links: Vec<String>,
    buffer: String,
}

impl XmlCorpus {
    fn event(&mut self, event: XmlEvent) {
        match event {
            XmlEvent::Open(element) => {
                self.open(&element);
                self.path.push(element.name);
            }
            XmlEvent::Close(name) => {
                self.path.pop();
                self.end(&name);
            }
            XmlEvent::Text(text) if self.article.is_some() || self.text.is_some() => self.buffer.push_str(&text),
            XmlEvent::Text(_) => {}
        }
    }

    fn open(&mut self, element: &XmlElement) {
        let name = element.name.as_str();
        if name == "article" && self.path.last().is_some_and(|parent| parent.eq_ignore_ascii_case("ppsarticle")) {
            self.article = Some(PressRecord::default());
        } else if name == "text" && self.text.is_none() && corpus_text::describes(element.attributes()) {
            self.text = Some(element.attributes().to_vec());
            self.buffer.clear();
        }
        if let Some(article) = self.article.as_mut().filter(|_| VALUES.contains(&name)) {
            if self.path.last().is_some_and(|parent| TEXTS.contains(&parent.as_str())) {
                article.text.extend(loose_paragraphs(&self.buffer));
            }
            self.buffer.clear();
        }
        if self.text.is_some() {
            self.break_line(name);
            if name == "w" && !self.buffer.is_empty() && !self.buffer.ends_with(char::is_whitespace) {
                self.buffer.push(' ');
            }
            self.links.extend(element.attribute("target").or_else(|| element.attribute("href")).map(str::to_owned));
        }
    }

    fn end(&mut self, name: &str) {
        if self.text.is_some() {
            self.break_line(name);
            if name == "text" {
                self.close(false);
            }
            return;
        }
        if name == "article" {
            self.close(false);
        }
        let Some(article) = &mut self.article else { return };
        if !VALUES.contains(&name) {
            return;
        }
        let value = std::mem::take(&mut self.buffer);
        if TEXTS.contains(&name) {
            article.text.extend(loose_paragraphs(&value));
            return;
        }
        let value = value.trim();
        let is_in = |element: &str| self.path.iter().any(|open| open == element);
        match name {
            _ if value.is_empty() => {}
            "accessionNo" => article.number = Some(value.to_owned()),
            "baseLanguage" => article.language = factiva::xml_language(value),
            "byline" => article.author = author_names(value),
            "sourceName" => article.paper = paper_name(value),
            "date" | "dateTime" if is_in("publicationDate") => {
                article.date = article.date.take().or_else(|| dates::press_date(value));
            }
            "headline" => article.title = article.title.take().or_else(|| Some(paragraph(value).text)),
            "paragraph" if is_in("headline") => {
                let title = article.title.take().map(|title| format!("{title} ")).unwrap_or_default();
                article.title = Some(title + &paragraph(value).text);
            }
            "paragraph" if is_in("leadParagraph") || is_in("tailParagraphs") => article.text.push(paragraph(value)),
            "paragraph" if is_in("correction") || is_in("corrections") => article.corrections.push(paragraph(value)),
            _ => {}
        }
    }

    fn break_line(&mut self, name: &str) {
        if (BREAKS.contains(&name) || name == "text") && !self.buffer.trim().is_empty() {
            self.lines.push(std::mem::take(&mut self.buffer));
        }
    }

    /// Ends the article or text that is open.
    fn close(&mut self, is_cut: bool) {
        if let Some(mut article) = self.article.take() {
            article.is_cut = is_cut;
            article.leave_out(Words { en: "codes, subjects, copyright", fr: "codes, sujets, droits" });
            self.records.push(article);
        }
        if let Some(attributes) = self.text.take() {
            self.break_line("text");
            let mut lines = std::mem::take(&mut self.lines);
            if let [whole] = lines.as_slice() {
                // A text without marks of lines has lines as such.
                lines = whole.lines().map(str::to_owned).collect();
            }
            let mut record = corpus_text::xml_record(&attributes, &lines, &std::mem::take(&mut self.links));
            record.is_cut = is_cut;
            self.records.push(record);
        }
        self.buffer.clear();
    }
}

/// Returns the paragraphs of a text without marks: a blank line or an indented first line begins one.
fn loose_paragraphs(text: &str) -> Vec<TextBlock> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let least = text.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut begins = true;
    for line in text.lines() {
        if line.trim().is_empty() {
            begins = true;
            continue;
        }
        match paragraphs.last_mut().filter(|_| !begins && indent(line) < least + MIN_INDENT) {
            Some(open) => {
                open.push(' ');
                open.push_str(line.trim());
            }
            None => paragraphs.push(line.trim().to_owned()),
        }
        begins = false;
    }
    paragraphs.iter().map(|text| paragraph(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_paragraphs_is_divided_by_blank_and_indented_lines() {
        for (text, expected) in [
            ("\nUn phare\nbrille.\n    Le maire\nparle.\n", vec!["Un phare brille.", "Le maire parle."]),
            ("\n      Un phare brille.\n\n      Le maire parle.\n    ", vec!["Un phare brille.", "Le maire parle."]),
            ("      Un phare\n      brille.", vec!["Un phare brille."]),
            ("\n  \n", vec![]),
        ] {
            let found: Vec<String> = loose_paragraphs(text).into_iter().map(|block| block.text).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
