//! Documents of LibreOffice and its like (.odt, OpenDocument 1.3): the paragraphs of the text.
//!
//! Read: paragraphs, headings, lists, links, bold and italics of named automatic styles, tables cell by cell. Notes,
//! annotations and tracked deletions are left out and reported. The date that the file was made says nothing about its text.

use std::collections::BTreeMap;
use std::io::Cursor;

use super::docx::property;
use super::xml::{Element, Step, walk};
use crate::import::package::Package;
use crate::import::runs::{Runs, Style, safe_address};
use crate::import::understood::{Content, DropKind, Part, Picture, Role, Understood, Unreadable};

/// The largest part that is read, in bytes.
const MAX_PART_BYTES: u64 = 64 << 20;

/// Reads a document.
///
/// # Errors
/// Where it is none, or exceeds a bound.
pub(in crate::import) fn read(_name: &str, bytes: &[u8]) -> Result<Understood, Unreadable> {
    let mut package = Package::open(Cursor::new(bytes))?;
    let Some(content) = package.read_named("content.xml", MAX_PART_BYTES)? else {
        return Err(Unreadable::because("there is no text document in it"));
    };
    let mut reader = Reader::default();
    walk(&content, |step| reader.step(step))?;
    let Reader { parts, mut understood, picture, .. } = reader;
    if let Some(name) = picture {
        understood.picture = package.read_named(&name, MAX_PART_BYTES)?.map(Picture::Inside);
    }
    if let Some(meta) = package.read_named("meta.xml", MAX_PART_BYTES)? {
        understood.about.language = property(&meta, "language")?;
    }
    understood.content = Content::Parts(parts);
    Ok(understood)
}

#[derive(Default)]
struct Reader {
    parts: Vec<Part>,
    understood: Understood,
    runs: Runs,
    /// The styles of the spans and links being read, the innermost last.
    styles: Vec<Style>,
    /// What the paragraphs and headings being read are.
    roles: Vec<Role>,
    n_lists: u8,
    is_in_body: bool,
    silent: usize,
    /// What the automatic styles look like, by name; `defining` is the one being read.
    looks: BTreeMap<String, Style>,
    defining: Option<String>,
    picture: Option<String>,
}

/// Elements whose text is not the document's.
const SILENT: [&str; 5] = ["note", "annotation", "tracked-changes", "desc", "forms"];

impl Reader {
    fn step(&mut self, step: Step) {
        match step {
            Step::Open(element) => self.open(&element),
            Step::Close(name) => self.close(&name),
            Step::Text(text) if !self.roles.is_empty() => self.push(&text),
            Step::Text(_) => {}
        }
    }

    fn open(&mut self, element: &Element) {
        match element.name.as_str() {
            name if SILENT.contains(&name) => {
                if matches!(name, "note" | "annotation") {
                    self.understood.drop_one(DropKind::Margin, if name == "note" { "footnote" } else { "comment" });
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
                self.begin(Role::Heading(level.saturating_add(1).clamp(2, 6)));
            }
            "span" => {
                let look =
                    element.attribute("style-name").and_then(|name| self.looks.get(name)).cloned().unwrap_or_default();
                let outer = self.style();
                let style = Style {
                    strong: outer.strong || look.strong,
                    emphasis: outer.emphasis || look.emphasis,
                    address: outer.address,
                };
                self.styles.push(style);
            }
            "a" => {
                let address = element.attribute("href").and_then(safe_address);
                self.styles.push(Style { address, ..self.style() });
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

    fn define(&mut self, element: &Element) {
        if let Some(name) = self.defining.clone() {
            let strong = element.attribute("font-weight") == Some("bold");
            let emphasis = element.attribute("font-style") == Some("italic");
            self.looks.insert(name, Style { strong, emphasis, address: None });
        }
    }

    fn paragraph_role(&self, element: &Element) -> Role {
        let style = element.attribute("style-name").unwrap_or_default();
        match style {
            "Title" => Role::Title,
            "Quotations" => Role::Quote,
            "Caption" | "Illustration" => Role::Caption,
            _ if self.n_lists > 0 => Role::Item { depth: (self.n_lists - 1).min(8), number: None },
            _ => Role::Paragraph,
        }
    }

    fn begin(&mut self, role: Role) {
        self.flush();
        self.roles.push(role);
    }

    fn picture(&mut self, element: &Element) {
        let name = element.attribute("href").unwrap_or_default().trim_start_matches("./").to_owned();
        if self.picture.is_none() && name.starts_with("Pictures/") {
            self.picture = Some(name);
        } else {
            self.understood.drop_one(DropKind::Picture, name);
        }
    }

    fn style(&self) -> Style {
        self.styles.last().cloned().unwrap_or_default()
    }

    fn push(&mut self, text: &str) {
        if self.silent == 0 {
            let style = self.style();
            self.runs.push(text, &style);
        }
    }

    fn flush(&mut self) {
        self.parts.extend(self.runs.take(self.roles.last().copied().unwrap_or(Role::Paragraph)));
    }
}
