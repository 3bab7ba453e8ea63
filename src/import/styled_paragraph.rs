//! The paragraphs of a word processor's document, with what a reader sees of their layout.
//!
//! The readers of Word and RTF files give these; `press` looks among them for the articles of a press database, and
//! [`StyledDocument::into_extracted`] makes one document of them. Blank paragraphs are only a mark on the next one.
//! Pure: it reads no bytes and knows no format.

use super::extracted_document::{BlockRole, DocumentContent, ExtractedDocument, ExtractionError, TextBlock};
use super::runs::{RunStyle, TextRuns};
use crate::base::Message;
use crate::say;

/// The most paragraphs of a document.
const MAX_PARAGRAPHS: usize = 400_000;
/// The most bookmarks of a paragraph.
const MAX_BOOKMARKS: usize = 64;
/// The longest text before a tab that can be a label, in characters.
const MAX_LABEL_LEN: usize = 60;

/// A document as paragraphs.
#[derive(Clone, Debug, Default)]
pub(super) struct StyledDocument {
    /// Its paragraphs that have text, in order.
    pub(super) paragraphs: Vec<StyledParagraph>,
    /// All of it but its text.
    pub(super) rest: ExtractedDocument,
    /// Where and why its end is missing: a sentence fragment that continues "not imported:".
    pub(super) damage: Option<Message>,
}

impl StyledDocument {
    /// Returns all of it as one document.
    #[must_use]
    pub(super) fn into_extracted(self) -> ExtractedDocument {
        let blocks = self.paragraphs.into_iter().filter_map(|mut paragraph| paragraph.runs.take_block(paragraph.role));
        ExtractedDocument { content: DocumentContent::Parts(blocks.collect()), ..self.rest }
    }
}

/// A paragraph.
#[derive(Clone, Debug)]
pub(super) struct StyledParagraph {
    /// Its plain text, on one line; never empty.
    pub(super) text: String,
    /// The role that its style gives it.
    pub(super) role: BlockRole,
    /// Its layout.
    pub(super) layout: ParagraphLayout,
    /// Whether a blank paragraph is before it.
    pub(super) after_blank: bool,
    /// Whether it is the first on a page that the writer began.
    pub(super) starts_page: bool,
    /// The names of the bookmarks before or in it.
    pub(super) bookmarks: Vec<String>,
    /// The text before its first tab, if it is short.
    pub(super) before_tab: Option<String>,
    runs: TextRuns,
}

/// How a paragraph is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ParagraphLayout {
    /// Whether it is centred.
    pub(super) is_centred: bool,
    /// Its level in the outline of the document, from 0.
    pub(super) outline: Option<u8>,
    /// The table cell that it is in.
    pub(super) cell: Option<TableCell>,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TableCell {
    /// The number of its row, from 0, among all rows of the document.
    pub(super) row: usize,
    /// Its number in the row, from 0.
    pub(super) column: usize,
}

impl StyledParagraph {
    /// Returns whether all of its text is bold.
    #[must_use]
    pub(super) fn is_strong(&self) -> bool {
        self.runs.strong_lead().trim().chars().count() >= self.text.chars().count()
    }

    /// Returns the bold text at its beginning, trimmed.
    #[must_use]
    pub(super) fn strong_lead(&self) -> String {
        self.runs.strong_lead().trim().to_owned()
    }

    /// Returns the first link in it.
    #[must_use]
    pub(super) fn first_address(&self) -> Option<&str> {
        self.runs.first_address()
    }

    /// Returns it as a block, without its first `n_chars` characters and with its runs' style changed; `None` if no text
    /// is left.
    #[must_use]
    pub(super) fn block(&self, role: BlockRole, n_chars: usize, change: impl Fn(&mut RunStyle)) -> Option<TextBlock> {
        let mut runs = self.runs.clone();
        runs.cut_front(n_chars);
        runs.restyle(change);
        runs.take_block(role)
    }
}

/// Collects paragraphs from runs of text.
#[derive(Debug, Default)]
pub(super) struct ParagraphCollector {
    paragraphs: Vec<StyledParagraph>,
    runs: TextRuns,
    bookmarks: Vec<String>,
    before_tab: Option<String>,
    had_tab: bool,
    after_blank: bool,
    starts_page: bool,
    next_starts_page: bool,
    is_full: bool,
}

impl ParagraphCollector {
    /// Adds text to the open paragraph.
    pub(super) fn push(&mut self, text: &str, style: &RunStyle) {
        self.runs.push(text, style);
    }

    /// Adds a tab to the open paragraph.
    pub(super) fn push_tab(&mut self, style: &RunStyle) {
        if !self.had_tab {
            let text = self.runs.plain_text();
            self.before_tab = (!text.is_empty() && text.chars().count() <= MAX_LABEL_LEN).then_some(text);
            self.had_tab = true;
        }
        self.runs.push(" ", style);
    }

    /// Adds a bookmark to the open paragraph, or to the next one that has text.
    pub(super) fn add_bookmark(&mut self, name: &str) {
        if self.bookmarks.len() < MAX_BOOKMARKS {
            self.bookmarks.push(name.to_owned());
        }
    }

    /// Begins a page: within a paragraph, the next one is the first on it.
    pub(super) fn begin_page(&mut self) {
        if self.runs.plain_text().is_empty() {
            self.starts_page = true;
        } else {
            self.next_starts_page = true;
            self.runs.push(" ", &RunStyle::default());
        }
    }

    /// Ends a paragraph at its mark. One without text is only blank.
    pub(super) fn end_paragraph(&mut self, role: BlockRole, layout: ParagraphLayout) {
        if !self.end_line(role, layout) {
            self.after_blank = true;
        }
    }

    /// Ends a line, which counts as a paragraph. Returns whether it has text.
    pub(super) fn end_line(&mut self, role: BlockRole, layout: ParagraphLayout) -> bool {
        let runs = std::mem::take(&mut self.runs);
        let before_tab = self.before_tab.take();
        self.had_tab = false;
        let text = runs.plain_text();
        if text.is_empty() {
            return false;
        }
        if self.paragraphs.len() >= MAX_PARAGRAPHS {
            self.is_full = true;
            return true;
        }
        self.paragraphs.push(StyledParagraph {
            text,
            role,
            layout,
            after_blank: std::mem::take(&mut self.after_blank),
            starts_page: std::mem::replace(&mut self.starts_page, std::mem::take(&mut self.next_starts_page)),
            bookmarks: std::mem::take(&mut self.bookmarks),
            before_tab,
            runs,
        });
        true
    }

    /// Returns the paragraphs.
    ///
    /// # Errors
    /// If there are too many.
    pub(super) fn finish(self) -> Result<Vec<StyledParagraph>, ExtractionError> {
        if self.is_full {
            return Err(ExtractionError::because(
                say!(en: "it has more than {MAX_PARAGRAPHS} paragraphs; split it into its articles", fr: "il a plus de {MAX_PARAGRAPHS} paragraphes ; séparez-en les articles"),
            ));
        }
        Ok(self.paragraphs)
    }
}
