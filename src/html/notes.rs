//! The author's footnotes in a text: their references, numbered in order, and the list at the end; and the numbers of passages
//! and of sources.

use std::collections::BTreeMap;

use super::body::BodyWriter;
use super::input::SourceNote;
use crate::base::markup::{push_attribute, push_escaped};
use crate::parse::body::Footnote;

/// Ends a passage with its number, a link to it.
pub(super) fn close_passage(html: &mut String, close: &str, number: u32) {
    // A list item that ends in another block ends with a line break.
    html.truncate(html.trim_end_matches('\n').len());
    html.push_str(&format!(" <a class=\"pn\" href=\"#p{number}\">{number}</a>{close}"));
}

/// Writes the number of a source right behind the word that it supports.
pub(super) fn push_source_number(html: &mut String, note: &SourceNote, href: &str) {
    html.truncate(html.trim_end_matches([' ', '\n']).len());
    html.push_str("<sup class=\"src\"><a");
    push_attribute(html, "href", href);
    push_attribute(html, "title", &note.title);
    html.push_str(&format!(">{}</a></sup>", note.n));
}

impl BodyWriter<'_> {
    /// Writes the reference to a note; if there is no such note, the source text.
    pub(crate) fn note_call(&mut self, label: &str) {
        let Some(called) = self.called.get_mut(label) else {
            self.html.push_str("[^");
            push_escaped(&mut self.html, label);
            self.html.push(']');
            return;
        };
        let position = *called.get_or_insert_with(|| {
            self.calls.push((label.to_owned(), 0));
            self.calls.len() - 1
        });
        let call = &mut self.calls[position];
        call.1 += 1;
        let (number, times) = (position + 1, call.1);
        let id = if times == 1 { format!("note-call-{number}") } else { format!("note-call-{number}-{times}") };
        self.html
            .push_str(&format!("<sup class=\"note-call\"><a role=\"doc-noteref\" id=\"{id}\" href=\"#note-{number}\""));
        push_attribute(&mut self.html, "aria-label", &format!("{} {number}", self.input.texts.note));
        self.html.push_str(&format!(">{number}</a></sup>"));
    }

    /// Writes the notes that were referenced, in order of their first reference.
    pub(crate) fn notes(&mut self) {
        if self.calls.is_empty() {
            return;
        }
        let by_label: BTreeMap<&str, &Footnote> =
            self.input.body.footnotes.iter().map(|note| (note.label.as_str(), note)).collect();
        self.html.push_str("<section class=\"notes\" role=\"doc-endnotes\"");
        push_attribute(&mut self.html, "aria-label", self.input.texts.notes);
        self.html.push_str(">\n<ol>\n");
        let mut drawn = 0;
        // A note may refer to another, which then joins the list.
        while let Some((label, _)) = self.calls.get(drawn).cloned() {
            drawn += 1;
            self.html.push_str(&format!("<li id=\"note-{drawn}\">"));
            if let Some(note) = by_label.get(label.as_str()) {
                self.nodes(&note.nodes);
            }
            self.html.push_str(&format!("<a role=\"doc-backlink\" href=\"#note-call-{drawn}\""));
            push_attribute(&mut self.html, "aria-label", self.input.texts.back);
            self.html.push_str(">↩</a></li>\n");
        }
        self.html.push_str("</ol>\n</section>\n");
    }
}
