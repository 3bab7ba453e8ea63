//! The raw HTML of a text -> a diagnostic that lists what was dropped from it.

use crate::base::yaml_fields::words_of;
use crate::base::{Code, Diagnostic, SourcePath};
use crate::parse::{Body, MarkdownNode};
use crate::say;

/// Returns all raw HTML of a text, joined.
#[must_use]
pub(crate) fn raw_html(body: &Body) -> String {
    let all = body.nodes.iter().chain(body.footnotes.iter().flat_map(|note| &note.nodes));
    all.filter_map(|node| if let MarkdownNode::Html(html) = node { Some(html.as_str()) } else { None }).collect()
}

/// What is dropped when a picture is loaded from elsewhere.
pub(super) const OTHER_SITE: &str = "<img> of another site";

/// Reports what was dropped from the raw HTML of a file, if anything.
#[must_use]
pub(crate) fn report_dropped(file: &SourcePath, dropped: &[String]) -> Option<Diagnostic> {
    let names: Vec<&str> = dropped.iter().map(String::as_str).collect();
    let mut names = words_of(&names);
    names.fr = names.fr.replace(OTHER_SITE, "<img> d’un autre site");
    let message = say!(
        en: "raw HTML was made safe; dropped: {names}",
        fr: "le HTML brut a été rendu sûr ; retiré : {names}";
        names,
    );
    let help = say!(en: "write it in Markdown, or remove it", fr: "écrivez cela en Markdown, ou retirez-le");
    let report = Diagnostic::of_file(Code::RawHtmlDropped, file, message).help(help);
    (!dropped.is_empty()).then_some(report)
}
