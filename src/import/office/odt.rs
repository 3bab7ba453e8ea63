//! LibreOffice documents (.odt, OpenDocument 1.3): the paragraphs of the text.
//!
//! Read are paragraphs, headings, lists, links, bold and italics of automatic styles, and tables cell by cell. Notes
//! and annotations are left out and reported; tracked deletions are left out. The file's dates are not read: they show
//! when it was made, not when its text was published.

use std::collections::BTreeMap;
use std::io::Cursor;

use super::MAX_PART_BYTES;
use super::xml::{XmlElement, XmlEvent, element_text, visit_events};
use crate::base::Message;
use crate::import::extracted_document::{
    BlockRole, DocumentContent, DropReason, ExtractedDocument, ExtractedPicture, ExtractionError, TextBlock,
};
use crate::import::runs::{RunStyle, TextRuns, safe_address};
use crate::import::zip_container::ZipContainer;
use crate::say;

/// Reads a document.
///
/// # Errors
/// If it is not an OpenDocument text, or exceeds a limit.
pub(in crate::import) fn read(_name: &str, bytes: &[u8]) -> Result<ExtractedDocument, ExtractionError> {
    let mut package = ZipContainer::open(Cursor::new(bytes))?;
    let Some(content) = package.read_named("content.xml", MAX_PART_BYTES)? else {
        return Err(ExtractionError::because(
            say!(en: "there is no text document in it", fr: "il ne contient aucun document de texte"),
        ));
    };
    let mut reader = OdtReader::default();
    visit_events(&content, |step| reader.handle_event(step))?;
    let OdtReader { parts, mut extracted, picture, .. } = reader;
    if let Some(name) = picture {
        extracted.picture = package.read_named(&name, MAX_PART_BYTES)?.map(ExtractedPicture::Inside);
    }
    if let Some(meta) = package.read_named("meta.xml", MAX_PART_BYTES)? {
        extracted.about.language = element_text(&meta, "language")?;
    }
    extracted.content = DocumentContent::Parts(parts);
    Ok(extracted)
}

#[derive(Default)]
struct OdtReader {
    parts: Vec<TextBlock>,
    extracted: ExtractedDocument,
    runs: TextRuns,
    /// The styles of the open spans and links, the innermost last.
    styles: Vec<RunStyle>,
    /// The roles of the open paragraphs and headings, the innermost last.
    roles: Vec<BlockRole>,
    n_lists: u8,
    is_in_body: bool,
    silent: usize,
    /// The automatic styles by name; `defining` is the style whose definition is being read.
    automatic_styles: BTreeMap<String, RunStyle>,
    defining: Option<String>,
    picture: Option<String>,
}

/// Elements whose text is not part of the document.
const SILENT: [&str; 5] = ["note", "annotation", "tracked-changes", "desc", "forms"];

impl OdtReader {
    fn handle_event(&mut self, step: XmlEvent) {
        match step {
            XmlEvent::Open(element) => self.open(&element),
            XmlEvent::Close(name) => self.close(&name),
            XmlEvent::Text(text) if !self.roles.is_empty() => self.push(&text),
            XmlEvent::Text(_) => {}
        }
    }

    fn open(&mut self, element: &XmlElement) {
        match element.name.as_str() {
            name if SILENT.contains(&name) => {
                if matches!(name, "note" | "annotation") {
                    let what = if name == "note" {
                        say!(en: "footnote", fr: "note de bas de page")
                    } else {
                        say!(en: "comment", fr: "commentaire")
                    };
                    self.extracted.record_dropped(DropReason::Margin, what);
                }
                self.silent += 1;
            }
            "style" => self.defining = element.attribute("name").map(str::to_owned),
            "text-properties" => self.define(element),
            "text" => self.is_in_body = true,
            _ if !self.is_in_body || self.silent > 0 => {}
            "list" => self.n_lists = self.n_lists.saturating_add(1),
            "p" => self.begin(self.paragraph_role(element)),
            "h" => {
                let level = element.attribute("outline-level").and_then(|level| level.parse::<u8>().ok()).unwrap_or(1);
                self.begin(BlockRole::Heading(level.saturating_add(1).clamp(2, 6)));
            }
            "span" => {
                let look = element
                    .attribute("style-name")
                    .and_then(|name| self.automatic_styles.get(name))
                    .cloned()
                    .unwrap_or_default();
                let outer = self.style();
                let style = RunStyle {
                    strong: outer.strong || look.strong,
                    emphasis: outer.emphasis || look.emphasis,
                    address: outer.address,
                };
                self.styles.push(style);
            }
            "a" => {
                let address = element.attribute("href").and_then(safe_address);
                self.styles.push(RunStyle { address, ..self.style() });
            }
            "s" | "tab" => self.push(" "),
            "line-break" => self.flush(),
            "image" => self.picture(element),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            name if SILENT.contains(&name) => self.silent = self.silent.saturating_sub(1),
            "style" => self.defining = None,
            "text" => self.is_in_body = false,
            _ if !self.is_in_body || self.silent > 0 => {}
            "list" => self.n_lists = self.n_lists.saturating_sub(1),
            "p" | "h" => {
                self.flush();
                self.roles.pop();
            }
            "span" | "a" => {
                self.styles.pop();
            }
            _ => {}
        }
    }

    fn define(&mut self, element: &XmlElement) {
        if let Some(name) = self.defining.clone() {
            let strong = element.attribute("font-weight") == Some("bold");
            let emphasis = element.attribute("font-style") == Some("italic");
            self.automatic_styles.insert(name, RunStyle { strong, emphasis, address: None });
        }
    }

    fn paragraph_role(&self, element: &XmlElement) -> BlockRole {
        let style = element.attribute("style-name").unwrap_or_default();
        match style {
            "Title" => BlockRole::Title,
            "Quotations" => BlockRole::Quote,
            "Caption" | "Illustration" => BlockRole::Caption,
            _ if self.n_lists > 0 => BlockRole::Item { depth: (self.n_lists - 1).min(8), number: None },
            _ => BlockRole::Paragraph,
        }
    }

    fn begin(&mut self, role: BlockRole) {
        self.flush();
        self.roles.push(role);
    }

    fn picture(&mut self, element: &XmlElement) {
        let name = element.attribute("href").unwrap_or_default().trim_start_matches("./").to_owned();
        if self.picture.is_none() && name.starts_with("Pictures/") {
            self.picture = Some(name);
        } else {
            self.extracted.record_dropped(DropReason::Picture, Message::same(name));
        }
    }

    fn style(&self) -> RunStyle {
        self.styles.last().cloned().unwrap_or_default()
    }

    fn push(&mut self, text: &str) {
        if self.silent == 0 {
            let style = self.style();
            self.runs.push(text, &style);
        }
    }

    fn flush(&mut self) {
        self.parts.extend(self.runs.take_block(self.roles.last().copied().unwrap_or(BlockRole::Paragraph)));
    }
}
