//! Markdown notes with their properties in lines under the heading, as Notion exports them: `Journal: Le Phare`.
//!
//! The lines become metadata and leave the text; a property of another kind is reported as left out. A text that only begins
//! with a line of this form is no note: one line must be an address, or two must be known. Pure.

use super::containers::item_property;
use super::extracted_document::{DocumentContent, DropReason, ExtractedDocument};
use crate::base::Message;

/// The most properties of a note.
const MAX_PROPERTIES: usize = 40;
/// The longest name of a property, in characters.
const MAX_NAME: usize = 40;

/// Takes the properties out of a note.
pub(super) fn with_properties(mut document: ExtractedDocument) -> ExtractedDocument {
    let DocumentContent::Markdown(text) = &document.content else { return document };
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').inspect(|line| at += line.len());
    let Some(heading) = lines.by_ref().find(|line| !line.trim().is_empty()) else { return document };
    if !heading.starts_with("# ") || !lines.next().is_some_and(|line| line.trim().is_empty()) {
        return document;
    }
    let mut properties: Vec<(String, String)> = Vec::new();
    let mut is_closed = false;
    for line in lines {
        if line.trim().is_empty() {
            is_closed = true;
            break;
        }
        let Some((name, value)) = line.trim_end().split_once(": ").filter(|(name, _)| is_name(name)) else {
            return document;
        };
        properties.push((name.to_owned(), value.trim().to_owned()));
        if properties.len() > MAX_PROPERTIES {
            return document;
        }
    }
    let start = heading_start(text, heading);
    let Some(known) = item_property::read(&properties).filter(|_| is_closed) else { return document };
    let rest = text.get(at..).unwrap_or_default();
    let kept = format!("{}{heading}\n{rest}", &text[..start]);
    document.is_record |= known.about.date.is_some();
    document.about = known.about;
    for line in known.left_out {
        document.record_dropped(DropReason::Margin, Message::same(line));
    }
    document.content = DocumentContent::Markdown(kept);
    document
}

fn heading_start(text: &str, heading: &str) -> usize {
    text.find(heading).unwrap_or(0)
}

fn is_name(name: &str) -> bool {
    name.chars().count() <= MAX_NAME && name.starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, body: &str, url: Option<&str>) {
        let content = DocumentContent::Markdown(text.to_owned());
        let read = with_properties(ExtractedDocument { content, ..ExtractedDocument::default() });
        assert_eq!(read.content, DocumentContent::Markdown(body.to_owned()));
        assert_eq!(read.about.url.as_deref(), url);
    }

    #[test]
    fn the_properties_of_a_note_leave_its_text() {
        check(
            "# Un phare\n\nURL: https://a.example/x\nÉtat: lu\n\nLe phare brille.\n",
            "# Un phare\n\nLe phare brille.\n",
            Some("https://a.example/x"),
        );
        for text in [
            "# Un phare\n\nAttention: le phare brille.\n\nIl brille.\n",
            "# Un phare\n\nDate: demain\nLe phare brille.\n",
            "Un phare\n\nURL: https://a.example/x\n\nLe phare brille.\n",
            "# Un phare\n",
        ] {
            check(text, text, None);
        }
    }
}
