//! The article that the clean-up makes of a raw document, and the report of the lines it removed: plain data.
//!
//! `clean` and `clean_markdown` build a [`CleanedDocument`]; `compose` turns it into an article file. The steps of the
//! clean-up (`text`, `tidy`, `dates`) share these types, so they are defined here, below all of them.

use super::extracted_document::TextBlock;
use crate::base::message::{Message, Words};
use crate::say;

/// A raw document after the clean-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CleanedDocument {
    /// The headline; `None` if the text has none.
    pub headline: Option<String>,
    /// The headline, else the title from the metadata, else a part of the lead; empty if there is no text.
    pub title: String,
    /// The tag of a language of `lang`; `None` if undecided.
    pub language: Option<&'static str>,
    /// What the first and last lines of its text state about it.
    pub stated: StatedHead,
    /// The remaining blocks, in order, without the headline.
    pub blocks: Vec<ArticleBlock>,
    /// What was removed, in document order; content that is not a line of the text comes first.
    pub removed: Vec<RemovedLine>,
    /// The unit in which `removed` and the stated date count.
    pub unit: TextUnit,
}

/// The unit in which positions in a document are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextUnit {
    /// Lines of the file.
    Line,
    /// Paragraphs, for formats without lines.
    Paragraph,
}

impl TextUnit {
    /// Returns its name, as shown to the user.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::Line => say!(en: "line", fr: "ligne"),
            Self::Paragraph => say!(en: "paragraph", fr: "paragraphe"),
        }
    }
}

/// A block of a cleaned document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ArticleBlock {
    /// Plain text of the article, on one line.
    Paragraph(String),
    /// The caption and credit of a picture, on one line.
    Caption(String),
    /// A paragraph with emphasis or links, a subheading, a list item or a quotation.
    Marked(TextBlock),
    /// Markdown that is kept unchanged.
    Verbatim(String),
}

/// What the lines of a document state about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct StatedHead {
    /// The title, after a label.
    pub title: Option<String>,
    /// The date of publication.
    pub date: Option<StatedDate>,
    /// The newspaper, or the agency if no newspaper is named.
    pub publisher: Option<String>,
    /// The author, or the agency that the newspaper credits.
    pub author: Option<String>,
    /// The web address.
    pub url: Option<String>,
}

/// A publication date, and where the document states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StatedDate {
    /// The possible days, as `YYYY-MM-DD`: one, or several if numbers are ambiguous or lines contradict each other.
    pub days: Vec<String>,
    /// The number of the line or paragraph, from 1.
    pub line: usize,
    /// The words that state it.
    pub text: String,
}

/// A line that does not belong to the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedLine {
    /// Its number, from 1; 0 for content that is not a line of the text.
    pub line: usize,
    /// Its text, without surrounding white space; what it is, for content that is not a line.
    pub text: Message,
    /// The name of the rule that removed it, in kebab case.
    pub rule: &'static str,
    /// Why it does not belong to the article: a fragment that continues "the line".
    pub reason: Words,
}
