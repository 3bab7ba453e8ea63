//! The article that the clean-up makes of a raw document, and the report of the lines it removed: plain data.
//!
//! `clean` and `clean_markdown` build a [`CleanedDocument`]; `compose` turns it into an article file. The steps of the
//! clean-up (`text`, `tidy`, `dates`) share these types, so they are defined here, below all of them.

use super::extracted_document::TextBlock;

/// A raw document after the clean-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CleanedDocument {
    /// The headline; `None` if the text has none.
    pub headline: Option<String>,
    /// The headline, else the title from the metadata, else a part of the lead; empty if there is no text.
    pub title: String,
    /// The tag of a language of `lang`; `None` if undecided.
    pub language: Option<&'static str>,
    /// The publication date that the document states in its text.
    pub stated_date: Option<StatedDate>,
    /// The remaining blocks, in order, without the headline.
    pub blocks: Vec<ArticleBlock>,
    /// What was removed, in document order; content that is not a line of the text comes first.
    pub removed: Vec<RemovedLine>,
    /// The unit in which `removed` and `stated_date` count.
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
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Paragraph => "paragraph",
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

/// A publication date, and where the document states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StatedDate {
    /// The date as `YYYY-MM-DD`.
    pub iso: String,
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
    /// Its text, without surrounding white space.
    pub text: String,
    /// The name of the rule that removed it, in kebab case.
    pub rule: &'static str,
    /// Why it does not belong to the article: a fragment that continues "the line".
    pub reason: &'static str,
}
