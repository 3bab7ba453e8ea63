//! The table of contents of an EPUB: the navigation document of version 3, or the NCX of version 2. One that is missing or
//! damaged has no entries: the files themselves are then the chapters.

use std::io::{Read, Seek};

use super::package::{BookPackage, MAX_PACKAGE_BYTES, resolve};
use crate::import::office::xml::{XmlElement, XmlEvent, visit_events};
use crate::import::zip_container::ZipContainer;

/// The most entries.
const MAX_ENTRIES: usize = 20_000;
/// The longest title, in bytes.
const MAX_TITLE_BYTES: usize = 1000;

/// An entry of the table of contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ContentsEntry {
    /// Its title.
    pub(super) title: String,
    /// The path of the file that it leads to.
    pub(super) path: String,
    /// The id of the element in the file.
    pub(super) fragment: Option<String>,
    /// How deeply it is nested, from 1.
    pub(super) depth: usize,
}

/// Reads the table of contents.
pub(super) fn read_contents<R: Read + Seek>(
    archive: &mut ZipContainer<R>,
    package: &BookPackage,
) -> Vec<ContentsEntry> {
    for path in [&package.nav, &package.ncx].into_iter().flatten() {
        let Ok(Some(bytes)) = archive.read_named(path, MAX_PACKAGE_BYTES) else { continue };
        let mut reader = ContentsReader { path: path.clone(), ..ContentsReader::default() };
        let read = visit_events(&bytes, |step| reader.handle_event(step));
        if read.is_ok() && !reader.entries.is_empty() {
            return reader.entries;
        }
    }
    Vec::new()
}

#[derive(Default)]
struct ContentsReader {
    path: String,
    entries: Vec<ContentsEntry>,
    depth: usize,
    /// Whether a list of contents is open: a navigation document has other lists too.
    is_in_contents: bool,
    /// The title of the open entry, while its text is read.
    title: Option<String>,
    /// The title of the open entry of an NCX, whose address comes after it.
    last_title: String,
    target: Option<String>,
}

impl ContentsReader {
    fn handle_event(&mut self, step: XmlEvent) {
        match step {
            XmlEvent::Open(element) => self.open(&element),
            XmlEvent::Close(name) => self.close(&name),
            XmlEvent::Text(text) => {
                if let Some(title) = self.title.as_mut().filter(|title| title.len() < MAX_TITLE_BYTES) {
                    title.push_str(&text);
                }
            }
        }
    }

    fn open(&mut self, element: &XmlElement) {
        match element.name.as_str() {
            "navMap" => self.is_in_contents = true,
            "nav" => {
                let kind = element.attribute("type").unwrap_or("toc");
                self.is_in_contents = kind.split_whitespace().any(|word| word == "toc");
            }
            "navPoint" | "ol" => self.depth += 1,
            "navLabel" if self.is_in_contents => self.title = Some(String::new()),
            "content" if self.is_in_contents => {
                let title = std::mem::take(&mut self.last_title);
                self.add(&title, element.attribute("src"));
            }
            "a" if self.is_in_contents => {
                self.title = Some(String::new());
                self.target = element.attribute("href").map(str::to_owned);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "navMap" | "nav" => self.is_in_contents = false,
            "navPoint" | "ol" => self.depth = self.depth.saturating_sub(1),
            "navLabel" => self.last_title = self.title.take().unwrap_or_default(),
            "a" => {
                let title = self.title.take().unwrap_or_default();
                let target = self.target.take();
                self.add(&title, target.as_deref());
            }
            _ => {}
        }
    }

    fn add(&mut self, title: &str, target: Option<&str>) {
        let Some(target) = target else { return };
        let Some(path) = resolve(&self.path, target) else { return };
        if self.entries.len() < MAX_ENTRIES {
            self.entries.push(ContentsEntry {
                title: title.split_whitespace().collect::<Vec<_>>().join(" "),
                path,
                fragment: target.split_once('#').map(|(_, fragment)| fragment.to_owned()).filter(|id| !id.is_empty()),
                depth: self.depth,
            });
        }
    }
}
