//! The location of a finding as people and other programs count it: lines and columns from 1, columns in
//! characters; and the words there.

use crate::base::{DiagnosticLabel, Span};
use crate::source::Snapshot;
use crate::text::position::{floor_char_boundary, line_column};

/// A location in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLocation<'a> {
    /// The file, relative to the project.
    pub file: &'a str,
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// Column after the last.
    pub end_column: usize,
    /// The words there; empty for a whole file, and for a span of no length.
    pub words: &'a str,
}

/// Returns the location of a label. A whole file is represented by its first line.
#[must_use]
pub fn source_location<'a>(label: &'a DiagnosticLabel, snapshot: &'a Snapshot) -> SourceLocation<'a> {
    let file = label.span.file.as_str();
    let Some(text) = text_of(&label.span, snapshot) else {
        return SourceLocation { file, line: 1, column: 1, end_line: 1, end_column: 1, words: "" };
    };
    let start = floor_char_boundary(text, label.span.start);
    let end = floor_char_boundary(text, label.span.end).max(start);
    let (from, to) = (line_column(text, start), line_column(text, end));
    let words = &text[start..end];
    SourceLocation { file, line: from.line, column: from.column, end_line: to.line, end_column: to.column, words }
}

/// Returns the text of the file that a span is in, if it is text and the span is not the whole file.
#[must_use]
pub fn text_of<'a>(span: &Span, snapshot: &'a Snapshot) -> Option<&'a str> {
    let whole = span.start == 0 && span.end == 0;
    if whole { None } else { snapshot.readable(&span.file) }
}
