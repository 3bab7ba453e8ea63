//! The article that the clean-up makes of a raw document, and the report of the lines it removed: plain data.
//!
//! `clean` and `clean_markdown` build a [`CleanedDocument`]; `compose` turns it into an article file. The steps of the
//! clean-up (`text`, `tidy`, `dates`) share these types, so they are defined here, below all of them.

use super::extracted_document::TextBlock;

/// A raw document after the clean-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanedDocument {
    /// The headline line; `None` where the text has none.
    pub headline: Option<String>,
    /// The headline, or else what the document says its title is, or a piece of the lead; empty where there is no text.
    pub title: String,
    /// `"fr"` or `"en"`; `None` where the text does not decide.
    pub language: Option<&'static str>,
    /// The publication date that the document states in its text.
    pub stated_date: Option<StatedDate>,
    /// What remains, in order; the headline is not among it.
    pub blocks: Vec<ArticleBlock>,
    /// What was left out, in the order of the document; what has no line in it comes first.
    pub removed: Vec<RemovedLine>,
    /// What `removed` and `stated_date` count.
    pub unit: TextUnit,
}

/// What the text of a document is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextUnit {
    /// Lines of the file.
    Line,
    /// Paragraphs, where the file has no lines.
    Paragraph,
}

impl TextUnit {
    /// Returns its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Paragraph => "paragraph",
        }
    }
}

/// A part of a cleaned document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArticleBlock {
    /// Plain text of the article, on one line.
    Paragraph(String),
    /// The caption and credit of a picture, on one line.
    Caption(String),
    /// A paragraph with emphasis or links, a subheading, an item of a list, a quotation.
    Marked(TextBlock),
    /// Markdown that is kept as it is.
    Verbatim(String),
}

/// A publication date, and where the document states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedDate {
    /// The date as `YYYY-MM-DD`.
    pub iso: String,
    /// The number of the line or paragraph, from 1.
    pub line: usize,
    /// The words that state it.
    pub text: String,
}

/// A line that is no part of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedLine {
    /// Its number, from 1; 0 for what stands in no line.
    pub line: usize,
    /// Its text, without blanks around it.
    pub text: String,
    /// The name of the rule that removed it, in kebab case.
    pub rule: &'static str,
    /// Why it is no part of the article: a fragment that goes on after "the line".
    pub reason: &'static str,
}
