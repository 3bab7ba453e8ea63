//! The description of an EPUB and its files in reading order: `META-INF/container.xml` and the package file that it names.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

use crate::base::percent;
use crate::import::extracted_document::ExtractionError;
use crate::import::office::xml::{XmlElement, XmlEvent, visit_events};
use crate::import::zip_container::ZipContainer;
use crate::model::Edtf;
use crate::say;

/// The largest file of the description, in bytes.
pub(super) const MAX_PACKAGE_BYTES: u64 = 16 << 20;
/// The most files in reading order.
const MAX_SPINE: usize = 20_000;
/// The program that fills in its own name as publisher and author.
const MAKER: &str = "calibre";

/// Ways to hide fonts, which protect no text.
const FONT_METHODS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// What a package file says.
#[derive(Debug, Default)]
pub(super) struct BookPackage {
    /// The paths of the text files in reading order, without covers and the like.
    pub(super) spine: Vec<String>,
    /// The table of contents of version 3.
    pub(super) nav: Option<String>,
    /// The table of contents of version 2.
    pub(super) ncx: Option<String>,
    /// The newspaper or publishing house.
    pub(super) publisher: Option<String>,
    /// The author of a book.
    pub(super) author: Option<String>,
    /// The language.
    pub(super) language: Option<String>,
    /// The day of an issue; `None` for a book.
    pub(super) issue_date: Option<String>,
    /// How many files of the reading order are no text: cover, title page, contents.
    pub(super) n_left_out: usize,
}

impl BookPackage {
    /// Reads the description of a book.
    ///
    /// # Errors
    /// If it is no EPUB, or is protected.
    pub(super) fn read<R: Read + Seek>(archive: &mut ZipContainer<R>) -> Result<Self, ExtractionError> {
        refuse_protected(archive)?;
        let container = archive.read_named("META-INF/container.xml", MAX_PACKAGE_BYTES)?;
        let path = match container {
            Some(container) => rootfile(&container)?,
            None => archive.entries().into_iter().map(|entry| entry.name).find(|name| name.ends_with(".opf")),
        };
        let path = path.ok_or_else(|| ExtractionError::because(say!(en: "there is no book in it: it names no package file", fr: "il ne contient aucun livre : il ne nomme pas de fichier de paquet (OPF)")))?;
        let Some(package) = archive.read_named(&path, MAX_PACKAGE_BYTES)? else {
            return Err(ExtractionError::because(say!(en: "`{path}` is missing in it", fr: "il y manque `{path}`")));
        };
        let mut reader = PackageReader { path, ..PackageReader::default() };
        visit_events(&package, |step| reader.handle_event(step))?;
        Ok(reader.finish())
    }
}

/// Refuses a book whose texts are encrypted.
fn refuse_protected<R: Read + Seek>(archive: &mut ZipContainer<R>) -> Result<(), ExtractionError> {
    let Some(encryption) = archive.read_named("META-INF/encryption.xml", MAX_PACKAGE_BYTES)? else { return Ok(()) };
    let mut method_is_for_fonts = false;
    let mut is_protected = false;
    visit_events(&encryption, |step| {
        if let XmlEvent::Open(element) = step {
            match element.name.as_str() {
                "EncryptedData" => method_is_for_fonts = false,
                "EncryptionMethod" => {
                    method_is_for_fonts =
                        element.attribute("Algorithm").is_some_and(|method| FONT_METHODS.contains(&method));
                }
                "CipherReference" => is_protected |= !method_is_for_fonts,
                _ => {}
            }
        }
    })?;
    if is_protected {
        return Err(ExtractionError::because(
            say!(en: "it is protected against copying (DRM); ask its publisher for a copy that is not, or clip the articles by hand", fr: "il est protégé contre la copie (DRM) ; demandez à son éditeur un exemplaire qui ne l’est pas, ou copiez les articles à la main"),
        ));
    }
    Ok(())
}

fn rootfile(container: &[u8]) -> Result<Option<String>, ExtractionError> {
    let mut path = None;
    visit_events(container, |step| {
        if let XmlEvent::Open(element) = step
            && element.name == "rootfile"
            && path.is_none()
        {
            path = element.attribute("full-path").map(str::to_owned);
        }
    })?;
    Ok(path)
}

/// Resolves an address in a file of the archive to a path, without its fragment; `None` if it leads elsewhere.
pub(super) fn resolve(from: &str, address: &str) -> Option<String> {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    if address.is_empty() || address.len() > 2000 || address.split('/').next().is_some_and(|head| head.contains(':')) {
        return None;
    }
    let decoded = percent::decode_lossy(address);
    let folder = if decoded.starts_with('/') { "" } else { from.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in decoded.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

/// Returns the folder of an article in an issue that calibre made: `feed_0/article_3`.
pub(super) fn article_folder(path: &str) -> Option<&str> {
    let is_numbered = |step: &str, word: &str| {
        step.strip_prefix(word)
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut end = 0;
    let mut before = "";
    for step in path.split('/') {
        end += step.len();
        if is_numbered(before, "feed_") && is_numbered(step, "article_") {
            return path.get(..end);
        }
        before = step;
        end += 1;
    }
    None
}

/// Names of parts of a book around its texts, in the vocabulary of EPUB 2 (guide).
const AROUND_TEXT: [&str; 9] =
    ["cover", "title-page", "titlepage", "toc", "copyright-page", "colophon", "loi", "lot", "other.masthead"];

#[derive(Default)]
struct PackageReader {
    path: String,
    element: Option<String>,
    text: String,
    attributes: Option<XmlElement>,
    titles: Vec<String>,
    publishers: Vec<String>,
    creators: Vec<String>,
    languages: Vec<String>,
    dates: Vec<String>,
    kinds: Vec<String>,
    /// Path, media type and properties of each file by its id.
    items: BTreeMap<String, (String, String, String)>,
    spine: Vec<(String, bool)>,
    ncx_id: Option<String>,
    around: BTreeSet<String>,
}

impl PackageReader {
    fn handle_event(&mut self, step: XmlEvent) {
        match step {
            XmlEvent::Open(element) => self.open(element),
            XmlEvent::Text(text) if self.element.is_some() && self.text.len() < 2000 => self.text.push_str(&text),
            XmlEvent::Text(_) => {}
            XmlEvent::Close(name) if self.element.as_ref() == Some(&name) => self.close(&name),
            XmlEvent::Close(_) => {}
        }
    }

    fn open(&mut self, element: XmlElement) {
        let value = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
        match element.name.as_str() {
            "title" | "publisher" | "creator" | "language" | "date" | "type" => {
                self.element = Some(element.name.clone());
                self.text.clear();
                self.attributes = Some(element);
            }
            "meta" if value("name") == "calibre:publication_type" => self.kinds.push(value("content")),
            "item" if self.items.len() < MAX_SPINE => {
                if let Some(path) = resolve(&self.path, &value("href")) {
                    self.items.insert(value("id"), (path, value("media-type"), value("properties")));
                }
            }
            "spine" => self.ncx_id = element.attribute("toc").map(str::to_owned),
            "itemref" if self.spine.len() < MAX_SPINE => {
                self.spine.push((value("idref"), value("linear") != "no"));
            }
            "reference" if AROUND_TEXT.contains(&value("type").to_lowercase().as_str()) => {
                self.around.extend(resolve(&self.path, &value("href")));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        self.element = None;
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let attributes = self.attributes.take();
        if text.is_empty() || text.eq_ignore_ascii_case(MAKER) {
            return;
        }
        match name {
            "title" => self.titles.push(text),
            "publisher" => self.publishers.push(text),
            "creator" => self.creators.push(text),
            "language" => self.languages.push(text),
            "type" => self.kinds.push(text),
            "date" => {
                let event = attributes.as_ref().and_then(|element| element.attribute("event")).unwrap_or_default();
                if matches!(event, "" | "publication" | "original-publication") {
                    self.dates.push(text);
                }
            }
            _ => {}
        }
    }

    fn finish(self) -> BookPackage {
        let file = |id: &String| self.items.get(id);
        let nav = self.items.values().find(|(_, _, properties)| properties.split(' ').any(|word| word == "nav"));
        let nav = nav.map(|(path, ..)| path.clone());
        let ncx = self
            .ncx_id
            .as_ref()
            .and_then(file)
            .or_else(|| self.items.values().find(|(_, media_type, _)| media_type == "application/x-dtbncx+xml"));
        let ncx = ncx.map(|(path, ..)| path.clone());
        let all: Vec<&(String, bool)> = self.spine.iter().collect();
        let mut spine = Vec::new();
        let mut known = BTreeSet::new();
        for (id, is_linear) in &all {
            let Some((path, media_type, _)) = file(id) else { continue };
            let is_text = media_type.contains("html") || media_type.is_empty() || media_type.contains("xml");
            if *is_linear && is_text && Some(path) != nav.as_ref() && !self.around.contains(path) && known.insert(path)
            {
                spine.push(path.clone());
            }
        }
        let periodical = ["periodical", "newspaper", "magazine"];
        let is_periodical = self.kinds.iter().any(|kind| {
            let kind = kind.to_lowercase();
            periodical.iter().any(|word| kind.starts_with(word))
        }) || spine.iter().any(|path| article_folder(path).is_some());
        let named =
            self.kinds.iter().find_map(|kind| kind.split(':').nth(2)).map(str::trim).filter(|name| !name.is_empty());
        // The title of an issue ends in its day: `Le Courrier [mar. 12 mars 2024]`.
        let titled = self.titles.first().map(|title| title.split(" [").next().unwrap_or_default().to_owned());
        let publisher = self.publishers.first().cloned();
        let day = self.dates.iter().find_map(|date| {
            let iso = date.get(..10)?;
            Edtf::parse(iso).ok().map(|_| iso.to_owned())
        });
        BookPackage {
            n_left_out: all.len() - spine.len(),
            spine,
            nav,
            ncx,
            publisher: if is_periodical { named.map(str::to_owned).or(titled).or(publisher) } else { publisher },
            author: (!is_periodical && !self.creators.is_empty()).then(|| self.creators.join("; ")),
            language: self.languages.first().cloned(),
            issue_date: if is_periodical { day } else { None },
        }
    }
}
