//! Word documents (.docx, ECMA-376): the paragraphs of the main part.
//!
//! Read are paragraphs, headings by style, lists, bold, italics, links and tables cell by cell. Footnotes, endnotes and
//! comments are left out and reported; deleted text is left out. Word's dates are not read: they show when the file was
//! made, not when its text was published.

use std::collections::BTreeMap;
use std::io::Cursor;

use super::xml::{XmlElement, XmlEvent, element_text, visit_events};
use super::{MAX_PART_BYTES, role_of_style};
use crate::base::Message;
use crate::import::extracted_document::{BlockRole, DropReason, ExtractedDocument, ExtractedPicture, ExtractionError};
use crate::import::runs::{RunStyle, safe_address};
use crate::import::styled_paragraph::{ParagraphCollector, ParagraphLayout, StyledDocument, TableCell};
use crate::import::zip_container::ZipContainer;
use crate::say;

/// Reads a document as paragraphs.
///
/// # Errors
/// If it is not a Word document, or exceeds a limit.
pub(in crate::import) fn paragraphs(bytes: &[u8]) -> Result<StyledDocument, ExtractionError> {
    let mut package = ZipContainer::open(Cursor::new(bytes))?;
    let Some(document) = package.read_named("word/document.xml", MAX_PART_BYTES)? else {
        return Err(ExtractionError::because(
            say!(en: "there is no Word document in it", fr: "il ne contient aucun document Word"),
        ));
    };
    let targets = match package.read_named("word/_rels/document.xml.rels", MAX_PART_BYTES)? {
        Some(relations) => targets(&relations)?,
        None => BTreeMap::new(),
    };
    let mut reader = DocxReader { targets, ..DocxReader::default() };
    visit_events(&document, |step| reader.handle_event(step))?;
    reader.flush();
    let DocxReader { collector, mut extracted, picture, .. } = reader;
    if let Some(name) = picture.map(|target| format!("word/{}", target.trim_start_matches("./"))) {
        extracted.picture = package.read_named(&name, MAX_PART_BYTES)?.map(ExtractedPicture::Inside);
    }
    if let Some(core) = package.read_named("docProps/core.xml", MAX_PART_BYTES)? {
        extracted.about.language = element_text(&core, "language")?;
    }
    Ok(StyledDocument { paragraphs: collector.finish()?, rest: extracted, damage: None })
}

/// Returns the targets of the relationships by their ids.
fn targets(bytes: &[u8]) -> Result<BTreeMap<String, String>, ExtractionError> {
    let mut targets = BTreeMap::new();
    visit_events(bytes, |step| {
        if let XmlEvent::Open(element) = step
            && let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target"))
        {
            targets.insert(id.to_owned(), target.to_owned());
        }
    })?;
    Ok(targets)
}

#[derive(Default)]
struct DocxReader {
    targets: BTreeMap<String, String>,
    collector: ParagraphCollector,
    extracted: ExtractedDocument,
    /// The style of the current run, and the link around it.
    style: RunStyle,
    link: Option<String>,
    role: Option<BlockRole>,
    layout: ParagraphLayout,
    /// The open cells, the innermost last, and the number of rows so far.
    cells: Vec<TableCell>,
    n_rows: usize,
    picture: Option<String>,
    is_text: bool,
    /// The number of open elements whose text is not part of the document.
    silent: usize,
    in_properties: bool,
    /// Whether the positions of tabs are being listed.
    in_tabs: bool,
}

/// Elements whose text is not shown: deleted and moved text, field instructions, the fallback version of a drawing.
const SILENT: [&str; 5] = ["del", "moveFrom", "instrText", "Fallback", "delText"];

impl DocxReader {
    fn handle_event(&mut self, step: XmlEvent) {
        match step {
            XmlEvent::Open(element) => self.open(&element),
            XmlEvent::Close(name) => self.close(&name),
            XmlEvent::Text(text) if self.is_text && self.silent == 0 => self.push(&text),
            XmlEvent::Text(_) => {}
        }
    }

    fn open(&mut self, element: &XmlElement) {
        let is_on = || !matches!(element.attribute("val"), Some("0" | "false" | "none"));
        match element.name.as_str() {
            name if SILENT.contains(&name) => self.silent += 1,
            "p" => {
                self.flush();
                self.layout = ParagraphLayout::default();
            }
            "tr" => {
                self.cells.push(TableCell { row: self.n_rows, column: 0 });
                self.n_rows += 1;
            }
            "jc" => self.layout.is_centred = element.attribute("val") == Some("center"),
            "outlineLvl" => {
                let level = element.attribute("val").and_then(|level| level.parse().ok());
                self.layout.outline = level.filter(|level: &u8| *level < 9);
            }
            "bookmarkStart" => {
                if let Some(name) = element.attribute("name") {
                    self.collector.add_bookmark(name);
                }
            }
            "pageBreakBefore" if is_on() => self.collector.begin_page(),
            "rPr" => self.in_properties = true,
            "pStyle" => self.role = element.attribute("val").and_then(role_of_style).or(self.role),
            "ilvl" => {
                let depth = element.attribute("val").and_then(|level| level.parse().ok()).unwrap_or(0_u8).min(8);
                self.role = Some(BlockRole::Item { depth, number: None });
            }
            "numPr" if self.role.is_none() => self.role = Some(BlockRole::Item { depth: 0, number: None }),
            "r" => self.style = RunStyle { address: self.link.clone(), ..RunStyle::default() },
            "b" if self.in_properties => self.style.strong = is_on(),
            "i" if self.in_properties => self.style.emphasis = is_on(),
            "t" => self.is_text = true,
            "tab" if !self.in_properties && !self.in_tabs && self.silent == 0 => self.collector.push_tab(&self.style),
            "tabs" => self.in_tabs = true,
            "br" | "cr" => self.flush_line(element),
            "noBreakHyphen" => self.push("\u{2011}"),
            "softHyphen" => self.push("\u{ad}"),
            "hyperlink" => {
                let target = element.attribute("id").and_then(|id| self.targets.get(id));
                self.link = target.and_then(|target| safe_address(target));
            }
            "blip" => self.picture(element),
            "footnoteReference" | "endnoteReference" => {
                self.extracted.record_dropped(DropReason::Margin, say!(en: "footnote", fr: "note de bas de page"));
            }
            "commentReference" => {
                self.extracted.record_dropped(DropReason::Margin, say!(en: "comment", fr: "commentaire"));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            name if SILENT.contains(&name) => self.silent = self.silent.saturating_sub(1),
            "p" => {
                self.collector.end_paragraph(self.role.unwrap_or(BlockRole::Paragraph), self.place());
                self.role = None;
                self.layout = ParagraphLayout::default();
            }
            "tc" => {
                if let Some(cell) = self.cells.last_mut() {
                    cell.column += 1;
                }
            }
            "tr" => {
                self.cells.pop();
            }
            "tabs" => self.in_tabs = false,
            "rPr" => self.in_properties = false,
            "t" => self.is_text = false,
            "hyperlink" => self.link = None,
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.silent == 0 {
            self.collector.push(text, &self.style);
        }
    }

    /// Ends the paragraph at a line break, as in a text file; page and column breaks do not end it.
    fn flush_line(&mut self, element: &XmlElement) {
        match element.attribute("type") {
            Some("page") => self.collector.begin_page(),
            Some("column") => self.push(" "),
            _ => self.flush(),
        }
    }

    fn picture(&mut self, element: &XmlElement) {
        let target = element.attribute("embed").and_then(|id| self.targets.get(id));
        let Some(target) = target.filter(|target| !target.contains("..") && !target.contains(':')) else {
            self.extracted.record_dropped(DropReason::Picture, say!(en: "linked picture", fr: "image liée"));
            return;
        };
        match &self.picture {
            None => self.picture = Some(target.clone()),
            Some(known) if known == target => {}
            Some(_) => {
                let target = Message::same(target.clone());
                self.extracted.record_dropped(DropReason::Picture, target);
            }
        }
    }

    fn flush(&mut self) {
        self.collector.end_line(self.role.unwrap_or(BlockRole::Paragraph), self.place());
    }

    /// Returns the layout of the open paragraph with its cell.
    fn place(&self) -> ParagraphLayout {
        ParagraphLayout { cell: self.cells.last().copied(), ..self.layout }
    }
}
