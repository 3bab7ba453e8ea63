//! The raw HTML of a text -> a diagnostic that lists what was dropped from it.

use crate::base::{Code, Diagnostic, SourcePath};
use crate::parse::{Body, MarkdownNode};

/// Returns all raw HTML of a text, joined.
#[must_use]
pub(crate) fn raw_html(body: &Body) -> String {
    let all = body.nodes.iter().chain(body.footnotes.iter().flat_map(|note| &note.nodes));
    all.filter_map(|node| if let MarkdownNode::Html(html) = node { Some(html.as_str()) } else { None }).collect()
}

/// Reports what was dropped from the raw HTML of a file, if anything.
#[must_use]
pub(crate) fn report_dropped(file: &SourcePath, dropped: &[String]) -> Option<Diagnostic> {
    let message = format!("raw HTML was made safe; dropped: {}", dropped.join(", "));
    let report = Diagnostic::of_file(Code::RawHtmlDropped, file, message).help("write it in Markdown, or remove it");
    (!dropped.is_empty()).then_some(report)
}
