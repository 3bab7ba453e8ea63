//! Splits a content file into its YAML front matter and its Markdown body.

use crate::base::fields::Fields;
use crate::base::text::byte_order_mark_len;
use crate::base::yaml::{self, Node, Value};
use crate::base::{Code, Diagnostic, SourcePath, Span};

/// The two parts of a content file; offsets are into the whole file.
pub struct Parts<'a> {
    /// The YAML, without its `---` lines.
    pub yaml: &'a str,
    /// Where the YAML starts.
    pub yaml_start: usize,
    /// The Markdown.
    pub body: &'a str,
    /// Where the Markdown starts.
    pub body_start: usize,
}

/// Splits a file at its `---` lines. A file that does not start with one is all body.
///
/// # Errors
/// The diagnostic for front matter that is never closed.
pub fn split<'a>(file: &SourcePath, text: &'a str) -> Result<Parts<'a>, Box<Diagnostic>> {
    let start = byte_order_mark_len(text);
    let first = text[start..].split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Ok(Parts { yaml: "", yaml_start: start, body: &text[start..], body_start: start });
    }
    let yaml_start = start + first.len();
    let mut at = yaml_start;
    for line in text[yaml_start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            let body_start = at + line.len();
            return Ok(Parts { yaml: &text[yaml_start..at], yaml_start, body: &text[body_start..], body_start });
        }
        at += line.len();
    }
    Err(Box::new(
        Diagnostic::new(
            Code::UnclosedFrontMatter,
            Span::new(file, start, start + 3),
            "the front matter is never closed",
        )
        .help("add a line `---` between the keys and the text"),
    ))
}

/// Reads the front matter's keys; broken YAML gives no keys and one diagnostic.
pub fn fields<'a>(file: &'a SourcePath, parts: &Parts<'_>) -> Fields<'a> {
    match yaml::parse(parts.yaml, file, parts.yaml_start) {
        Ok(node) => Fields::new(file, node),
        Err(diagnostic) => {
            let empty = Node { start: parts.yaml_start, end: parts.yaml_start, value: Value::Map(Vec::new()) };
            let mut fields = Fields::new(file, empty);
            fields.diagnostics.push(*diagnostic);
            fields
        }
    }
}
