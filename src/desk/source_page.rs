//! The view of a file as text, with what is wrong beside its lines, as HTML.

use super::checks_page::severity_name;
use super::file_plans::is_editable;
use super::html::{PageFrame, escaped, filled, finding_texts};
use crate::base::{Diagnostic, Key, SourcePath};
use crate::text::position::{floor_char_boundary, line_column};

/// The longest text that a page sends back.
const MAX_TEXT_BYTES: usize = 1 << 20;
/// Most findings that are listed.
const MAX_SHOWN: usize = 200;

/// A file to be shown.
pub(super) struct ShownSource<'a> {
    /// Its name.
    pub(super) file: &'a SourcePath,
    /// What a request calls it.
    pub(super) id: &'a str,
    /// Its bytes as they are on disk.
    pub(super) bytes: &'a [u8],
    /// What is wrong in it.
    pub(super) found: Vec<&'a Diagnostic>,
    /// The line to go to.
    pub(super) line: Option<usize>,
}

/// Returns the page; without a file it says how to choose one.
pub(super) fn source_page(frame: &PageFrame<'_>, shown: Option<&ShownSource<'_>>) -> String {
    let words = frame.words.files;
    let mut main = format!("<link rel=\"stylesheet\" href=\"{}files.css\">\n", frame.desk);
    let Some(shown) = shown else {
        main.push_str(&format!("<p>{}</p>\n", escaped(words.which_file)));
        return frame.page("source", words.source, &main);
    };
    let name = shown.file.as_str();
    main.push_str(&format!("<p class=\"file\"><b>{}</b></p>\n", escaped(name)));
    let [no_text, too_long, foreign] = words.not_shown_reasons;
    let text = match std::str::from_utf8(shown.bytes) {
        _ if !is_editable(shown.file) => Err(foreign),
        Ok(text) if text.len() > MAX_TEXT_BYTES => Err(too_long),
        // A browser would change it.
        Ok(text) if !text.contains('\0') => Ok(text),
        _ => Err(no_text),
    };
    match text {
        Err(reason) => {
            let said = filled(words.not_shown, &[("file", name), ("reason", reason)]);
            main.push_str(&format!("<p>{}</p>\n", escaped(&said)));
        }
        Ok(text) => main.push_str(&editor(frame, shown, text)),
    }
    main.push_str(&format!("<script src=\"{}files.js\" defer></script>\n", frame.desk));
    frame.page("source", words.source, &main)
}

fn editor(frame: &PageFrame<'_>, shown: &ShownSource<'_>, text: &str) -> String {
    let words = frame.words.files;
    let has_marks = if shown.found.is_empty() { "" } else { "has-marks" };
    let line = shown.line.map(|line| format!(" data-line=\"{line}\"")).unwrap_or_default();
    // A browser takes the first line end of the element away.
    let mut out = format!(
        "<div id=\"editor\" class=\"{has_marks}\" data-file=\"{}\" data-base=\"{}\" data-max=\"{MAX_TEXT_BYTES}\" \
         data-saved=\"{}\"{line}>\n<div><label for=\"text\">{}</label>\n<textarea id=\"text\" spellcheck=\"false\" dir=\"auto\">\n{}</textarea>\n\
         <p class=\"bar\"><button type=\"button\" id=\"save\">{} <kbd>Ctrl+S</kbd></button></p></div>\n",
        escaped(shown.id),
        Key::of(shown.bytes),
        escaped(words.saved),
        escaped(words.file_text),
        escaped(text.trim_start_matches('\u{feff}')),
        escaped(words.save)
    );
    out.push_str(&format!(
        "<section aria-labelledby=\"marks-title\"><h2 id=\"marks-title\">{}</h2>\n",
        escaped(words.findings)
    ));
    if shown.found.is_empty() {
        out.push_str(&format!("<p>{}</p>\n", escaped(words.no_findings)));
    }
    out.push_str("<ul id=\"marks\">\n");
    for one in shown.found.iter().take(MAX_SHOWN) {
        let (name, class) = severity_name(words, one.severity());
        let line = line_column(text, floor_char_boundary(text, one.primary.span.start.min(text.len()))).line;
        let place = filled(words.line, &[("n", &line.to_string())]);
        let (said, more) = finding_texts(frame.words, one);
        out.push_str(&format!(
            "<li><button type=\"button\" data-line=\"{line}\">{} · <span class=\"severity {class}\">{}</span> <span>{}</span></button>\
             {more}</li>\n",
            escaped(&place),
            escaped(name),
            said
        ));
    }
    out.push_str(&format!(
        "</ul></section>\n</div>\n<section id=\"theirs\" hidden tabindex=\"-1\"><h2>{}</h2><p>{}</p><pre tabindex=\"0\"></pre><p class=\"bar\"><button \
         type=\"button\" id=\"save-over\">{}</button> <button type=\"button\" id=\"take-theirs\">{}</button></p></section>\n",
        escaped(frame.words.file_now),
        escaped(words.both),
        escaped(words.save_over),
        escaped(words.take_theirs)
    ));
    out
}
