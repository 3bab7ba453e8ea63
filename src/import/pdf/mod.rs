//! PDF: the letters of the text layer, then the lines and paragraphs that they make.

mod glyphs;
mod hyphens;
mod layout;
mod running;
mod widths;

use super::understood::{Content, DropKind, Understood, Unreadable};

/// Reads a PDF.
///
/// # Errors
/// Where it is none, is locked, has no text layer, or exceeds a bound.
pub(super) fn read(_name: &str, bytes: &[u8]) -> Result<Understood, Unreadable> {
    let glyphs::Sheets { sheets, unreadable } = glyphs::sheets(bytes)?;
    let mut understood = Understood::default();
    for number in unreadable {
        understood.drop_one(DropKind::Unreadable, format!("sheet {number}: the PDF library gave up on it"));
    }
    let (lines, heads) = running::without_running_heads(layout::lines(&sheets));
    for head in heads {
        understood.drop_one(DropKind::RunningHead, head);
    }
    let parts = layout::paragraphs(&lines);
    if parts.is_empty() {
        return Err(Unreadable::because(
            "it has no text layer: it is a scan, or a picture of text; run it through a text recogniser first",
        ));
    }
    understood.content = Content::Parts(parts);
    Ok(understood)
}
