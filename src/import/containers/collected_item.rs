//! One article of an export: fields with a text -> a [`Piece`]. What tables, feeds, read-later lists and notes share.
//!
//! The text is HTML, which the reader of pages cleans as a *clipping* (all of it is the article), or plain paragraphs.
//! Values are hostile: each is cut to one line and a bound, addresses are checked. Pure.

use crate::base::Message;
use crate::base::web_address::is_web_address;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::item_days::{DayOrder, read_day};
use super::{ContainerPart, Piece, PieceContent};
use crate::base::markup;
use crate::import::extracted_document::{
    BlockRole, DocumentContent, DocumentKey, DocumentMetadata, ExtractedDocument, MetadataDate, TextBlock,
};
use crate::import::runs::{RunStyle, TextRuns, safe_address};
use crate::import::text::lines::single_spaced;
use crate::lang::field_names::ItemField;

/// The longest value of a field, in characters.
const MAX_VALUE: usize = 1000;
/// The most keywords of an article.
const MAX_TAGS: usize = 100;

/// An article of an export.
#[derive(Debug, Default)]
pub(super) struct CollectedItem {
    /// What is said about it.
    pub(super) about: DocumentMetadata,
    /// Its text: HTML or plain; empty if the export has none.
    pub(super) text: String,
    /// An abstract or its first lines.
    pub(super) summary: String,
    /// Files beside the export that may hold its text.
    pub(super) attachments: Vec<String>,
}

impl CollectedItem {
    /// Takes a field. `place` says where it is, in words; `order` is that of numeral dates in the file.
    pub(super) fn set(&mut self, field: ItemField, value: &str, place: Message, order: DayOrder) {
        let about = &mut self.about;
        match field {
            ItemField::Text => value.trim().clone_into(&mut self.text),
            ItemField::Summary => value.trim().clone_into(&mut self.summary),
            ItemField::Title => about.title = one_line(&unmarked(value)),
            ItemField::Author => about.author = one_line(&unmarked(value)),
            ItemField::Publisher => about.publisher = one_line(&unmarked(value)).filter(|name| !name.contains("://")),
            ItemField::Language => about.language = language_tag(value),
            ItemField::Url => about.url = address(value),
            ItemField::Saved => about.retrieved = read_day(value, order).filter(|day| day.len() == 10),
            ItemField::Date => {
                about.date = read_day(value, order).map(|iso| publication(iso, place));
            }
            ItemField::Tags => {
                about.tags.extend(value.split([',', ';', '|']).filter_map(one_line));
                about.tags.truncate(MAX_TAGS);
            }
        }
    }

    /// Returns whether it has a text.
    pub(super) fn has_text(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }

    /// Returns whether it says more of an article than where a person found it: a reference, not a bookmark.
    pub(super) fn is_reference(&self) -> bool {
        let about = &self.about;
        let is_described = about.publisher.is_some() || about.author.is_some() || about.date.is_some();
        about.title.is_some() && is_described
    }

    /// Makes a piece of it, with its text.
    pub(super) fn into_piece(self, place: Message, n: usize, seen: &mut SeenItems) -> ContainerPart {
        let key = seen.key(&self.about, n);
        let (name, content) = if is_html(&self.text) {
            (format!("item-{n}.clipping"), PieceContent::Bytes(self.text.into_bytes()))
        } else {
            let document = ExtractedDocument {
                content: DocumentContent::Parts(paragraphs(&self.text)),
                ..ExtractedDocument::default()
            };
            (format!("item-{n}"), PieceContent::Document(Box::new(document)))
        };
        ContainerPart::Piece(Box::new(Piece { place, name, key, content, about: self.about, is_page: false }))
    }

    /// Makes a piece of it whose text is in a file beside it, or else only its abstract: then it is a reference.
    pub(super) fn into_reference(mut self, place: Message, n: usize, seen: &mut SeenItems) -> ContainerPart {
        let key = match seen.key(&self.about, n) {
            // Its text may come later, with the same address: that is another document.
            DocumentKey::Number(number) => DocumentKey::Number(format!("reference {number}")),
            key @ DocumentKey::Place(_) => key,
        };
        self.about.is_reference = true;
        let document = ExtractedDocument {
            content: DocumentContent::Parts(paragraphs(&unmarked(&self.summary))),
            attachments: self.attachments,
            ..ExtractedDocument::default()
        };
        let content = PieceContent::Document(Box::new(document));
        let name = format!("item-{n}");
        ContainerPart::Piece(Box::new(Piece { place, name, key, content, about: self.about, is_page: false }))
    }
}

/// The items of a container so far, so that each has a key that no other has.
#[derive(Debug, Default)]
pub(super) struct SeenItems {
    /// Titles by address, both hashed: an export may have a million items.
    titles: BTreeMap<u64, u64>,
}

impl SeenItems {
    /// Returns the key of an item: its address, so that it is known in the next export; its place if another item of this
    /// container has the same address.
    pub(super) fn key(&mut self, about: &DocumentMetadata, n: usize) -> DocumentKey {
        let Some(address) = &about.url else { return DocumentKey::Place(n) };
        let title = hashed(&about.title);
        let first = *self.titles.entry(hashed(address)).or_insert(title);
        if first == title { DocumentKey::Number(address.clone()) } else { DocumentKey::Place(n) }
    }
}

fn hashed(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Makes a publication date of a day that a field states.
pub(super) fn publication(iso: String, place: Message) -> MetadataDate {
    MetadataDate { iso, place, is_publication: true }
}

/// Returns a value on one line; `None` if it is empty.
pub(super) fn one_line(text: &str) -> Option<String> {
    let text: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    let text: String = single_spaced(text.trim()).trim().chars().take(MAX_VALUE).collect();
    (!text.is_empty()).then_some(text)
}

/// Returns a web address without what only counts readers; `None` if it is none.
pub(super) fn address(text: &str) -> Option<String> {
    let address = safe_address(text).filter(|address| is_web_address(address))?;
    let (address, fragment) = match address.split_once('#') {
        Some((address, fragment)) => (address, format!("#{fragment}")),
        None => (address.as_str(), String::new()),
    };
    let Some((path, query)) = address.split_once('?') else { return Some(format!("{address}{fragment}")) };
    let is_counter = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        name.starts_with("utm_") || matches!(name, "fbclid" | "gclid" | "mc_cid" | "mc_eid")
    };
    let kept: Vec<&str> = query.split('&').filter(|pair| !is_counter(pair)).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    Some(format!("{path}{query}{fragment}"))
}

/// Returns a language tag: `fr_FR`, `fre` and `french` are `fr-FR`, `fr` and `fr`.
pub(super) fn language_tag(text: &str) -> Option<String> {
    /// Codes of ISO 639-2 and names that biblatex has, of languages that newspapers have.
    const CODES: [(&str, &str); 24] = [
        ("fre", "fr"),
        ("fra", "fr"),
        ("french", "fr"),
        ("eng", "en"),
        ("english", "en"),
        ("american", "en"),
        ("british", "en"),
        ("ger", "de"),
        ("deu", "de"),
        ("german", "de"),
        ("ngerman", "de"),
        ("spa", "es"),
        ("spanish", "es"),
        ("ita", "it"),
        ("italian", "it"),
        ("por", "pt"),
        ("portuguese", "pt"),
        ("dut", "nl"),
        ("nld", "nl"),
        ("dutch", "nl"),
        ("ltz", "lb"),
        ("lat", "la"),
        ("rus", "ru"),
        ("russian", "ru"),
    ];
    let tag = text.trim().replace('_', "-");
    let lower = tag.to_lowercase();
    let known = CODES.iter().find(|(code, _)| *code == lower).map(|(_, tag)| (*tag).to_owned());
    known.or_else(|| crate::model::LangTag::parse(&tag).map(|tag| tag.to_string()))
}

/// Returns whether a text has HTML elements.
pub(super) fn is_html(text: &str) -> bool {
    const ELEMENTS: [&str; 9] = ["p", "br", "div", "span", "article", "h1", "h2", "ul", "en-note"];
    let mut rest = text;
    for _ in 0..200 {
        let Some(at) = rest.find('<') else { return false };
        rest = &rest[at + 1..];
        let name = rest.trim_start_matches('/');
        let end = name.find(|character: char| !character.is_ascii_alphanumeric() && character != '-');
        let name = name[..end.unwrap_or(name.len())].to_ascii_lowercase();
        if end.is_some() && ELEMENTS.contains(&name.as_str()) {
            return true;
        }
    }
    false
}

/// Returns a text without HTML elements and with its character references resolved.
fn unmarked(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let is_marked = is_html(text) || text.contains("</");
    while let Some((before, after)) = rest.split_once('<').filter(|_| is_marked) {
        plain.push_str(before);
        rest = match after.split_once('>') {
            Some((_, after)) => after,
            None => {
                plain.push('<');
                after
            }
        };
    }
    plain.push_str(rest);
    if plain.contains('&') { markup::unescaped(&plain).into_owned() } else { plain }
}

/// Returns the paragraphs of a plain text: separated by blank lines, or else one on each line.
pub(super) fn paragraphs(text: &str) -> Vec<TextBlock> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let has_blank_lines = text.trim().split('\n').any(|line| line.trim().is_empty());
    let mut blocks = Vec::new();
    let mut runs = TextRuns::default();
    for line in text.split('\n') {
        if line.trim().is_empty() || !has_blank_lines {
            blocks.extend(runs.take_block(BlockRole::Paragraph));
        }
        runs.push(line, &RunStyle::default());
        runs.push(" ", &RunStyle::default());
    }
    blocks.extend(runs.take_block(BlockRole::Paragraph));
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_loses_what_counts_readers() {
        for (written, kept) in [
            ("https://a.example/x?utm_source=y&id=3&fbclid=1#t", Some("https://a.example/x?id=3#t")),
            ("https://a.example/x?utm_source=y", Some("https://a.example/x")),
            ("javascript:alert(1)", None),
            ("a.example", None),
        ] {
            assert_eq!(address(written).as_deref(), kept, "{written}");
        }
    }

    #[test]
    fn paragraphs_are_separated_by_blank_lines_or_lines() {
        let texts = |text: &str| paragraphs(text).into_iter().map(|part| part.text).collect::<Vec<_>>();
        assert_eq!(texts("Un\ndeux\n\ntrois\r\n"), ["Un deux", "trois"]);
        assert_eq!(texts("Un.\nDeux.\n"), ["Un.", "Deux."]);
        assert_eq!(texts(" \n"), Vec::<String>::new());
    }

    #[test]
    fn a_language_is_known_by_code_or_name() {
        for (written, tag) in [("fr_FR", Some("fr-FR")), ("fre", Some("fr")), ("french", Some("fr")), ("?", None)] {
            assert_eq!(language_tag(written).as_deref(), tag, "{written}");
        }
    }
}
