//! Evernote exports (ENEX): a note is an article that a person clipped.
//!
//! When a note was made is when its article was saved; the author of a note is who clipped it, and is never published.
//! Pictures and other files in notes, most of such a file, are left out before the XML is read, so 2 GB take no memory.

use std::io::BufReader;

use super::collected_item::{CollectedItem, SeenItems};
use super::item_days::DayOrder;
use super::xml_tree::{ElidingReader, XmlStep, XmlTree, XmlTrees, root_name};
use super::{ContainerBytes, ContainerInput, ContainerPart, Pieces, counted, lost};
use crate::base::Message;
use crate::import::extracted_document::ExtractionError;
use crate::lang::field_names::ItemField;
use crate::say;

/// Returns whether a file begins as an export of Evernote.
pub(in crate::import) fn recognises(head: &[u8]) -> bool {
    root_name(head).as_deref() == Some("en-export")
}

/// Returns the notes of an export.
///
/// # Errors
/// None: a file without a note has no pieces.
pub(in crate::import) fn pieces(_name: &str, input: ContainerInput) -> Result<Pieces, ExtractionError> {
    let bytes = ElidingReader::new(BufReader::with_capacity(1 << 16, input.bytes), b"<data encoding=", b"</data>");
    let trees = XmlTrees::new(bytes, |name| name == "en-export");
    Ok(Box::new(Notes { trees, n: 0, n_files: 0, n_empty: 0, seen: SeenItems::default(), is_ended: false }))
}

struct Notes {
    trees: XmlTrees<ElidingReader<BufReader<ContainerBytes>>>,
    n: usize,
    n_files: usize,
    n_empty: usize,
    seen: SeenItems,
    is_ended: bool,
}

impl Iterator for Notes {
    type Item = ContainerPart;

    fn next(&mut self) -> Option<Self::Item> {
        for step in self.trees.by_ref() {
            let place = say!(en: "note {n}", fr: "note {n}", n = self.n + 1);
            match step {
                XmlStep::Tree(note) if note.name == "note" => {
                    self.n += 1;
                    self.n_files += note.elements().filter(|element| element.name == "resource").count();
                    let item = item(&note);
                    if item.has_text() {
                        return Some(item.into_piece(place, self.n, &mut self.seen));
                    }
                    self.n_empty += 1;
                }
                XmlStep::Tree(_) | XmlStep::Opens(_) => {}
                XmlStep::Lost(reason) => {
                    self.n += 1;
                    return Some(lost(place, reason));
                }
            }
        }
        if std::mem::replace(&mut self.is_ended, true) {
            return None;
        }
        let files = counted(
            self.n_files,
            ("picture or other file of a note is left out", "image ou autre fichier d’une note est laissé de côté"),
            (
                "pictures and other files of notes are left out",
                "images et autres fichiers des notes sont laissés de côté",
            ),
        );
        let empty = counted(
            self.n_empty,
            ("note without text is left out", "note sans texte est laissée de côté"),
            ("notes without text are left out", "notes sans texte sont laissées de côté"),
        );
        let counts: Vec<Message> = files.into_iter().chain(empty).collect();
        Message::clauses(&counts).map(ContainerPart::Notice)
    }
}

fn item(note: &XmlTree) -> CollectedItem {
    let mut item = CollectedItem::default();
    let mut set = |field: ItemField, value: Option<String>| {
        if let Some(value) = value {
            item.set(field, &value, say!(en: "stated in the note", fr: "écrite dans la note"), DayOrder::Unknown);
        }
    };
    set(ItemField::Title, note.text_of(&["title"]));
    set(ItemField::Saved, note.text_of(&["created"]));
    set(ItemField::Url, note.first(&["note-attributes"]).and_then(|attributes| attributes.text_of(&["source-url"])));
    for tag in note.elements().filter(|element| element.name == "tag") {
        set(ItemField::Tags, Some(tag.text()));
    }
    let content = note.text_of(&["content"]).unwrap_or_default();
    // What precedes the note is the declaration of its document type.
    let start = content.find("<en-note").unwrap_or(0);
    let content = content.get(start..).unwrap_or_default();
    // A note that was never written has nothing else.
    let is_declaration = content.trim_start().starts_with("<?") && !content.contains("</");
    item.text = if is_declaration { String::new() } else { content.to_owned() };
    item
}
