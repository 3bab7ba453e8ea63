//! Exports in JSON: lists of articles from read-later services and newsreaders, JSON Feed, CSL-JSON, JSON Lines.
//!
//! Finds the objects; `json_export` says what they hold. A file that is a list, or one object on each line, is read object
//! by object and may be larger than the memory; an object that contains a list is held whole.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader};

use serde_json::{Map, Value};

use super::collected_item::{CollectedItem, SeenItems};
use super::item_fields::field_of;
use super::json_export::{self, ExportHead};
use super::table_columns::{MissingTexts, only_addresses};
use super::{ContainerBytes, ContainerInput, ContainerPart, Pieces, counted_summaries, lost};
use crate::base::message::{Message, io_reason};
use crate::import::extracted_document::{DocumentMetadata, ExtractionError};
use crate::lang::field_names::ItemField;
use crate::say;
use crate::source::limits::MAX_MEDIA_LEN_BYTES;

/// The largest object, in bytes.
const MAX_OBJECT_BYTES: usize = 64 << 20;
/// The most levels between the file and its list of articles.
const MAX_LIST_DEPTH: usize = 3;

/// Reads what an object says of an article under the names of our own exports.
pub(in crate::import) fn stated(object: &Map<String, Value>) -> DocumentMetadata {
    json_export::stated(object)
}

/// Returns whether a file begins as an export: its first objects name the parts of articles.
pub(in crate::import) fn recognises(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if !matches!(head.first(), Some(b'{' | b'[')) {
        return false;
    }
    let names = names(head);
    let has_name = |name: &str| names.iter().any(|known| known == name);
    let fields: Vec<_> = names.iter().filter_map(|name| field_of(name)).collect();
    let has = |field: ItemField| fields.iter().any(|named| named.field == field);
    // `name` and `description` are in descriptions of programs.
    let has_title = fields.iter().any(|named| named.field == ItemField::Title && named.rank < 6);
    let is_kept = has(ItemField::Url) && [ItemField::Date, ItemField::Saved].into_iter().any(has);
    has_title && (has(ItemField::Text) || is_kept || has_name("issued") || has_name("container-title"))
}

/// Returns the names of members in the first bytes of a file.
fn names(head: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(head);
    let mut names = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '"' {
            continue;
        }
        let mut string = String::new();
        loop {
            match characters.next() {
                Some('\\') => drop(characters.next()),
                Some('"') | None => break,
                Some(character) if string.len() < 100 => string.push(character),
                Some(_) => {}
            }
        }
        while characters.peek().is_some_and(|next| next.is_whitespace()) {
            characters.next();
        }
        if characters.peek() == Some(&':') && names.len() < 2000 {
            names.push(string);
        }
    }
    names
}

/// Returns the articles of an export.
///
/// # Errors
/// If it cannot be read.
pub(in crate::import) fn pieces(_name: &str, input: ContainerInput) -> Result<Pieces, ExtractionError> {
    let objects = JsonObjects {
        bytes: BufReader::with_capacity(1 << 16, input.bytes.in_utf8(MAX_MEDIA_LEN_BYTES)?),
        is_ended: false,
    };
    Ok(Box::new(JsonPieces {
        objects,
        waiting: VecDeque::new(),
        head: ExportHead::default(),
        n: 0,
        n_articles: 0,
        n_addresses: 0,
        missing: MissingTexts::default(),
        seen: SeenItems::default(),
        is_ended: false,
    }))
}

struct JsonPieces {
    objects: JsonObjects,
    /// The articles of an object that contains a list.
    waiting: VecDeque<Map<String, Value>>,
    head: ExportHead,
    n: usize,
    n_articles: usize,
    n_addresses: usize,
    missing: MissingTexts,
    seen: SeenItems,
    is_ended: bool,
}

impl Iterator for JsonPieces {
    type Item = ContainerPart;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(object) = self.waiting.pop_front() {
                if let Some(part) = self.item(&object) {
                    return Some(part);
                }
                continue;
            }
            let read = match self.objects.next() {
                Some(read) => read,
                None => return self.last(),
            };
            let place = say!(en: "item {n}", fr: "élément {n}", n = self.n + 1);
            let parsed = read.and_then(|bytes| {
                serde_json::from_slice::<Value>(&bytes)
                    .map_err(|error| say!(en: "its JSON is damaged: {error}", fr: "son JSON est abîmé : `{error}`"))
            });
            match parsed {
                Ok(Value::Object(object)) => match list_of(&object, 0) {
                    Some(list) => {
                        self.head = ExportHead::of(&object);
                        self.waiting.extend(list.iter().filter_map(Value::as_object).cloned());
                    }
                    None => self.waiting.push_back(object),
                },
                Ok(_) => {}
                Err(reason) => {
                    self.n += 1;
                    return Some(lost(place, reason));
                }
            }
        }
    }
}

impl JsonPieces {
    fn item(&mut self, object: &Map<String, Value>) -> Option<ContainerPart> {
        self.n += 1;
        let place = say!(en: "item {n}", fr: "élément {n}", n = self.n);
        if let Some(reference) = json_export::reference(object) {
            self.n_articles += 1;
            return Some(reference.into_item().into_reference(place, self.n, &mut self.seen));
        }
        let item: CollectedItem = json_export::item(object, &self.head);
        self.n_addresses += usize::from(item.about.url.is_some());
        if item.has_text() {
            self.n_articles += 1;
            return Some(item.into_piece(place, self.n, &mut self.seen));
        }
        if !item.attachments.is_empty() && item.is_reference() {
            self.n_articles += 1;
            return Some(item.into_reference(place, self.n, &mut self.seen));
        }
        self.missing.add(self.n);
        None
    }

    /// Returns what is to be said once everything was read.
    fn last(&mut self) -> Option<ContainerPart> {
        if std::mem::replace(&mut self.is_ended, true) {
            return None;
        }
        match (self.n_articles, self.missing.n()) {
            (0, 0) => Some(lost(
                say!(en: "the export", fr: "l’export"),
                say!(en: "it holds no articles", fr: "il ne contient aucun article"),
            )),
            (0, _) => Some(lost(say!(en: "the export", fr: "l’export"), only_addresses(self.n_addresses))),
            (_, n) if self.head.is_feed => counted_summaries(n).map(ContainerPart::Notice),
            _ => self.missing.notice(("item", "items"), "éléments").map(ContainerPart::Notice),
        }
    }
}

/// Returns the longest list of objects in an object, at most [`MAX_LIST_DEPTH`] levels down; `None` if the object itself
/// is an article or contains no list.
fn list_of(object: &Map<String, Value>, depth: usize) -> Option<&Vec<Value>> {
    let is_titled = |value: &Value| {
        let names = value.as_object().map(|object| object.iter().map(|(name, _)| name)).into_iter().flatten();
        names.into_iter().any(|name| {
            field_of(name)
                .is_some_and(|named| matches!(named.field, ItemField::Title | ItemField::Url | ItemField::Text))
        }) || value.get("content").is_some_and(Value::is_object)
    };
    let own = object.values().filter_map(Value::as_array).filter(|list| list.iter().take(20).any(is_titled));
    let own = own.max_by_key(|list| list.len());
    let has_text = object.iter().any(|(name, value)| {
        field_of(name).is_some_and(|named| named.field == ItemField::Text)
            && value.as_str().is_some_and(|text| !text.is_empty())
    });
    match own {
        _ if has_text || depth >= MAX_LIST_DEPTH => None,
        Some(list) => Some(list),
        None => object
            .values()
            .filter_map(Value::as_object)
            .filter_map(|inner| list_of(inner, depth + 1))
            .max_by_key(|list| list.len()),
    }
}

/// Cuts a file into its objects: those of a list, or those that follow each other.
struct JsonObjects {
    bytes: BufReader<ContainerBytes>,
    is_ended: bool,
}

impl Iterator for JsonObjects {
    type Item = Result<Vec<u8>, Message>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut object = Vec::new();
        let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
        let mut n_bytes = 0_usize;
        while !self.is_ended {
            let buffer = match self.bytes.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) => {
                    self.is_ended = true;
                    return Some(Err(io_reason(&error)));
                }
            };
            if buffer.is_empty() {
                self.is_ended = true;
                return (depth > 0)
                    .then(|| Err(say!(en: "the file is cut off in it", fr: "le fichier s’arrête au milieu")));
            }
            let mut end = None;
            let mut start = if depth > 0 { 0 } else { buffer.len() };
            for (at, byte) in buffer.iter().enumerate() {
                if in_string {
                    match byte {
                        _ if is_escaped => is_escaped = false,
                        b'\\' => is_escaped = true,
                        b'"' => in_string = false,
                        _ => {}
                    }
                    continue;
                }
                match byte {
                    b'"' => in_string = true,
                    b'{' => {
                        if depth == 0 {
                            start = at;
                        }
                        depth += 1;
                    }
                    b'}' if depth > 0 => {
                        depth -= 1;
                        if depth == 0 {
                            end = Some(at + 1);
                            break;
                        }
                    }
                    _ => {}
                }
            }
            let read = end.unwrap_or(buffer.len());
            let piece = buffer.get(start..read).unwrap_or_default();
            n_bytes += piece.len();
            if n_bytes <= MAX_OBJECT_BYTES {
                object.extend_from_slice(piece);
            }
            self.bytes.consume(read);
            if end.is_some() {
                return Some(if n_bytes <= MAX_OBJECT_BYTES {
                    Ok(object)
                } else {
                    Err(say!(en: "it is larger than {n} MiB", fr: "il dépasse {n} Mio", n = MAX_OBJECT_BYTES >> 20))
                });
            }
        }
        None
    }
}
