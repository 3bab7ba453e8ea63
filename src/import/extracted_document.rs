//! What a reader extracts from a document, before the clean-up: its paragraphs and its metadata.
//!
//! This is the only value between the readers of `formats` (bytes -> paragraphs and metadata) and `clean` (paragraphs
//! -> article). It is plain, serialisable data, because large and risky documents are read in a child process
//! (`sandbox`). Invariant: each text is plain text, and all Markdown except that of a Markdown document was written by
//! dossier, so that no markup of a hostile document survives.

use crate::base::message::{Message, Words, error_in_english};
use serde::{Deserialize, Serialize};

/// A document as its reader extracted it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ExtractedDocument {
    /// Its text.
    pub content: DocumentContent,
    /// Its metadata.
    pub about: DocumentMetadata,
    /// Content that was left out because it is not text or is not safe.
    pub dropped: Vec<DroppedContent>,
    /// Its lead picture, if the document contains or accompanies one.
    pub picture: Option<ExtractedPicture>,
    /// What the document says of its lead picture.
    #[serde(default)]
    pub picture_text: PictureText,
    /// The encoding that it was converted from, other than UTF-8.
    pub converted_from: Option<String>,
    /// What distinguishes it from the other documents of its file; `None` if the file is one document.
    pub key: Option<DocumentKey>,
    /// Whether its source keeps title, date and so on in fields of their own, as a press database does. Then its first
    /// lines are text, and no date in them is that of the publication.
    pub is_record: bool,
    /// The files beside it that may hold its text, the best first, as relative paths. The first that can be read is
    /// used; its own description counts where this document has none.
    pub attachments: Vec<String>,
    /// Why it has no text, if it is a picture: a sentence fragment that continues "not imported:". The user may want it
    /// as an article without text.
    pub without_text: Option<Message>,
}

impl DocumentMetadata {
    /// Returns these data, with those of `other` where these are missing.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            author: self.author.or(other.author),
            publisher: self.publisher.or(other.publisher),
            date: self.date.or(other.date),
            language: self.language.or(other.language),
            url: self.url.or(other.url),
            tags: if self.tags.is_empty() { other.tags } else { self.tags },
            archived: self.archived.or(other.archived),
            retrieved: self.retrieved.or(other.retrieved),
            is_reference: self.is_reference || other.is_reference,
        }
    }
}

/// What distinguishes the documents of one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum DocumentKey {
    /// The number that the source gives it, the same in every export: `news·20240312·CBR·3012445`.
    Number(String),
    /// Its place in the file, from 1, where the source gives no number.
    Place(usize),
}

impl DocumentKey {
    /// Returns the key as `source: {document: …}` has it; a place is written as `#3`.
    #[must_use]
    pub(crate) fn written(&self) -> String {
        match self {
            Self::Number(number) => number.clone(),
            Self::Place(place) => format!("#{place}"),
        }
    }

    /// Reads what [`DocumentKey::written`] wrote.
    #[must_use]
    pub(crate) fn read(text: &str) -> Self {
        match text.strip_prefix('#').and_then(|place| place.parse().ok()) {
            Some(place) => Self::Place(place),
            None => Self::Number(text.to_owned()),
        }
    }
}

/// What makes a document the same as one that was imported before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RawIdentity {
    /// SHA-256 of the bytes of its file, in hexadecimal.
    pub sha256: String,
    /// Which of the documents in the file it is; `None` if the file is one document.
    pub key: Option<DocumentKey>,
}

/// All documents of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ExtractedFile {
    /// The documents, in order.
    pub documents: Vec<ExtractedDocument>,
    /// The documents that could not be read.
    pub unread: Vec<UnreadDocument>,
    /// What lies outside of all documents and is left out: a cover, the terms of a search.
    pub dropped: Vec<DroppedContent>,
    /// What the user should know of the file as a whole: a sentence fragment that continues the file's name.
    pub notice: Option<Message>,
}

impl From<ExtractedDocument> for ExtractedFile {
    fn from(document: ExtractedDocument) -> Self {
        Self { documents: vec![document], ..Self::default() }
    }
}

/// A document of a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UnreadDocument {
    /// Where it is in the file, in words: "document 3", "row 4".
    pub place: Message,
    /// Why, as a sentence fragment that continues "not imported:".
    pub reason: Message,
    /// Whether the file is damaged here, so that an article may be lost. Otherwise nothing is: the document is empty,
    /// or its source says that it cannot show it.
    pub is_loss: bool,
}

/// The text of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum DocumentContent {
    /// Lines of a plain text file, not yet grouped into paragraphs.
    Lines(String),
    /// Markdown that the user wrote; kept unchanged.
    Markdown(String),
    /// Paragraphs, headings, list items and so on, in order.
    Parts(Vec<TextBlock>),
}

impl DocumentContent {
    /// Returns about how much memory the text takes, in bytes.
    #[must_use]
    pub(crate) fn n_bytes(&self) -> usize {
        match self {
            Self::Lines(text) | Self::Markdown(text) => text.len(),
            Self::Parts(parts) => parts.iter().map(|part| part.text.len() + part.markdown.len()).sum(),
        }
    }
}

impl Default for DocumentContent {
    fn default() -> Self {
        Self::Parts(Vec::new())
    }
}

/// One paragraph, heading, list item, quotation or caption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TextBlock {
    /// Its role.
    pub role: BlockRole,
    /// Its plain text, on one line.
    pub text: String,
    /// The same text in Markdown, with emphasis and links but without the marker that opens the block.
    pub markdown: String,
}

/// The role of a block in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum BlockRole {
    /// The headline.
    Title,
    /// A subheading, of level 2 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list item; `number` is set in a numbered list.
    Item {
        /// How deeply its list is nested, from 0.
        depth: u8,
        /// Its number.
        number: Option<u32>,
    },
    /// A paragraph of a block quotation.
    Quote,
    /// The caption of a picture.
    Caption,
    /// Lines that keep their breaks and indentation; its Markdown is a fenced block.
    Code,
}

/// A document's metadata; a field is `None` if the document does not state it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DocumentMetadata {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The newspaper, agency or site.
    pub publisher: Option<String>,
    /// The publication date it states.
    pub date: Option<MetadataDate>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// Its URL.
    pub url: Option<String>,
    /// Its keywords.
    pub tags: Vec<String>,
    /// The URL of an archived copy of it.
    pub archived: Option<String>,
    /// The day on which it was saved, as `YYYY-MM-DD`.
    pub retrieved: Option<String>,
    /// Whether only its description is at hand, not its text: it becomes an article of `rights: reference`.
    pub is_reference: bool,
}

/// A date from metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MetadataDate {
    /// The date as `YYYY-MM-DD`.
    pub iso: String,
    /// Where it was found, in words: "the page's metadata (article:published_time)".
    pub place: Message,
    /// Whether it is a publication date; the date of a mail, for instance, is only the day it was sent.
    pub is_publication: bool,
}

/// Content of one kind that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DroppedContent {
    /// The reason.
    pub kind: DropReason,
    /// The content, as shown to the user: its own words, or what it is.
    pub what: Message,
    /// How many times it occurred.
    pub count: usize,
}

/// Why content was left out of a document that is not plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum DropReason {
    /// It could run or load something.
    Unsafe,
    /// It belongs to the page around the article.
    Furniture,
    /// It says, right below the text, that the rest is for subscribers.
    Paywall,
    /// A picture that did not come with the document, or is not the lead picture.
    Picture,
    /// A running head or page number.
    RunningHead,
    /// It belongs to the document's history or margins, not to its text.
    Margin,
    /// It could not be read.
    Unreadable,
    /// It belongs to the database that the document was taken from.
    Database,
}

impl DropReason {
    /// Returns the name of the rule and its reason, as used in the report of removed lines.
    #[must_use]
    pub(crate) fn rule(self) -> (&'static str, Words) {
        match self {
            Self::Unsafe => (
                "unsafe-html",
                Words {
                    en: "could run or load something on a reader's machine",
                    fr: "pourrait lancer ou charger quelque chose chez le lecteur",
                },
            ),
            Self::Furniture => (
                "page-furniture",
                Words {
                    en: "belongs to the page around the article", fr: "appartient à la page autour de l’article"
                },
            ),
            Self::Paywall => (
                "paywall",
                Words {
                    en: "says that the rest is for subscribers: the article may not be complete",
                    fr: "dit que la suite est réservée aux abonnés : l’article peut être incomplet",
                },
            ),
            Self::Picture => (
                "picture",
                Words {
                    en: "is a picture that did not come with the document, or is not the lead picture",
                    fr: "est une image qui n’est pas venue avec le document, ou n’est pas la principale",
                },
            ),
            Self::RunningHead => (
                "running-head",
                Words {
                    en: "repeats on the pages, or is a page number",
                    fr: "se répète sur les pages, ou est un numéro de page",
                },
            ),
            Self::Margin => (
                "margin",
                Words {
                    en: "belongs to the document's margin or history, not to its text",
                    fr: "appartient à la marge ou à l’historique du document, pas à son texte",
                },
            ),
            Self::Unreadable => ("unreadable", Words { en: "could not be read", fr: "n’a pas pu être lu" }),
            Self::Database => (
                "database",
                Words {
                    en: "belongs to the database, not to the article",
                    fr: "appartient à la base de données, pas à l’article",
                },
            ),
        }
    }
}

/// The lead picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExtractedPicture {
    /// It came inside the document.
    Inside(Vec<u8>),
    /// A file next to the document, under the document's name for it: always a relative path without `..`.
    Beside(String),
}

/// What a document says of its lead picture; each text may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureText {
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Its caption, without the credit.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// Why a document could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtractionError(pub Message);

error_in_english!(ExtractionError);

impl ExtractionError {
    /// Creates an error from a reason: a sentence fragment that continues "not imported:".
    #[must_use]
    pub fn because(reason: Message) -> Self {
        Self(reason)
    }

    /// Returns the reason.
    #[must_use]
    pub fn message(&self) -> &Message {
        &self.0
    }
}

impl ExtractedDocument {
    /// Records content that was left out; the same content again only increases its count.
    pub(crate) fn record_dropped(&mut self, kind: DropReason, what: Message) {
        match self.dropped.iter_mut().find(|dropped| dropped.kind == kind && dropped.what == what) {
            Some(dropped) => dropped.count += 1,
            None => self.dropped.push(DroppedContent { kind, what, count: 1 }),
        }
    }
}
