//! What a reader of one format understood of a document: its paragraphs and what it says of itself, before the clean-up.
//!
//! The one value between "bytes -> paragraphs and metadata" (a reader of `formats`) and "paragraphs -> article" (`clean`). It
//! is plain data and serialisable, because large and risky documents are read in a process of their own (`contained`).
//! Invariant: every text in it is plain text, and every Markdown in it was written by dossier itself, so that no mark-up of a
//! hostile document survives in either.

use serde::{Deserialize, Serialize};

/// A document as its reader understood it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtractedDocument {
    /// Its text.
    pub content: DocumentContent,
    /// What it says of itself.
    pub about: DocumentMetadata,
    /// What was in it and is no text, or is not safe.
    pub dropped: Vec<DroppedContent>,
    /// Its lead picture, where that came with it.
    pub picture: Option<ExtractedPicture>,
    /// The encoding that it was converted from, other than UTF-8.
    pub converted_from: Option<String>,
}

/// The text of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentContent {
    /// Lines, as in a `.txt`: which of them are paragraphs is not known yet.
    Lines(String),
    /// Markdown that the user wrote; kept as it is.
    Markdown(String),
    /// Paragraphs and their like, in order.
    Parts(Vec<TextBlock>),
}

impl Default for DocumentContent {
    fn default() -> Self {
        Self::Parts(Vec::new())
    }
}

/// One paragraph or its like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextBlock {
    /// What it is.
    pub role: BlockRole,
    /// Its plain text, on one line.
    pub text: String,
    /// The same in Markdown, without the mark that opens the block: emphasis and links are kept.
    pub markdown: String,
}

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockRole {
    /// The headline.
    Title,
    /// A subheading, from 2 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list; `depth` from 0, `number` where the list counts.
    Item {
        /// How many lists it stands in, less one.
        depth: u8,
        /// Its number.
        number: Option<u32>,
    },
    /// A paragraph of a quotation set apart.
    Quote,
    /// The caption of a picture.
    Caption,
}

/// What a document says of itself; `None` where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentMetadata {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Newspaper, agency or site.
    pub publisher: Option<String>,
    /// When it says that it was published.
    pub date: Option<MetadataDate>,
    /// Its language, as a tag.
    pub language: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its keywords.
    pub tags: Vec<String>,
}

/// A date from metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetadataDate {
    /// The date as `YYYY-MM-DD`.
    pub iso: String,
    /// Where it stands, in words: "the page's metadata (article:published_time)".
    pub place: String,
    /// Whether it is said to be the date of publication; a mail's date, say, is only when it was sent.
    pub is_publication: bool,
}

/// A kind of thing that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DroppedContent {
    /// Why.
    pub kind: DropReason,
    /// What, as shown to the user.
    pub what: String,
    /// How many of it.
    pub count: usize,
}

/// Why something was left out of a document that is no plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DropReason {
    /// It could run or load something.
    Unsafe,
    /// It belongs to the page around the article.
    Furniture,
    /// A picture that did not come with the document, or that no article shows.
    Picture,
    /// It repeats on every sheet.
    RunningHead,
    /// It belongs to the document's history or margin, not to its text.
    Margin,
    /// It could not be read.
    Unreadable,
}

impl DropReason {
    /// Returns the rule's name and its reason, as in a report of removed lines.
    #[must_use]
    pub fn rule(self) -> (&'static str, &'static str) {
        match self {
            Self::Unsafe => ("unsafe-html", "could run or load something on a reader's machine"),
            Self::Furniture => ("page-furniture", "belongs to the page around the article"),
            Self::Picture => ("picture", "is a picture that did not come with the document, or not the lead one"),
            Self::RunningHead => ("running-head", "repeats on the sheets, or is their number"),
            Self::Margin => ("margin", "belongs to the document's margin or history, not to its text"),
            Self::Unreadable => ("unreadable", "could not be read"),
        }
    }
}

/// The lead picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExtractedPicture {
    /// It came inside the document.
    Inside(Vec<u8>),
    /// A file beside the document, as the document names it; always a relative name without `..`.
    Beside(String),
}

/// Why a document could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{0}")]
pub struct ExtractionError(pub String);

impl ExtractionError {
    /// Makes one of a reason: a sentence fragment that goes on after "not imported:".
    #[must_use]
    pub fn because(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

impl ExtractedDocument {
    /// Notes that something was left out; what is left out again is counted.
    pub fn record_dropped(&mut self, kind: DropReason, what: impl Into<String>) {
        let what = what.into();
        match self.dropped.iter_mut().find(|dropped| dropped.kind == kind && dropped.what == what) {
            Some(dropped) => dropped.count += 1,
            None => self.dropped.push(DroppedContent { kind, what, count: 1 }),
        }
    }
}
