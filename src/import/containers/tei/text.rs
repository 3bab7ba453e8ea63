//! The text of an article of an edition: its words, its Markdown in pieces, and what is marked in it. Plain values; `body` makes
//! them.

/// A text.
#[derive(Debug, Default)]
pub(crate) struct TeiText {
    pub(super) pieces: Vec<TextPiece>,
    /// The text without marks, a blank line between blocks.
    pub(crate) plain: String,
    /// The names, in order of text; those that point to no record have no value.
    pub(crate) names: Vec<TeiSpan>,
    /// The words that somebody said.
    pub(crate) speech: Vec<TeiSpan>,
    /// The dates.
    pub(crate) dates: Vec<TeiSpan>,
    /// The editorial notes, of dossier's own.
    pub(crate) notes: Vec<TeiNote>,
}

/// Something that is marked in a text, in bytes of [`TeiText::plain`].
#[derive(Clone, Debug, Default)]
pub(crate) struct TeiSpan {
    /// First byte.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
    /// The record, the speaker, or the date; empty if nobody is named.
    pub(crate) value: String,
    /// The pointer to what is named, as written.
    pub(crate) pointer: String,
    /// What kind of thing a name names, as the edition calls it.
    pub(crate) kind: String,
    /// The rule by which dossier found it.
    pub(crate) rule: String,
    /// The form of `as:`, if the words are spelled otherwise.
    pub(crate) form: String,
    /// The id of who marked it; empty if nobody is named.
    pub(crate) by: String,
}

/// An editorial note on a passage, in bytes of [`TeiText::plain`].
#[derive(Clone, Debug, Default)]
pub(crate) struct TeiNote {
    /// First byte of the passage; `None` if the edition does not say.
    pub(crate) start: Option<usize>,
    /// Byte after its last.
    pub(crate) end: usize,
    /// Its text as Markdown.
    pub(crate) text: String,
    /// The id of who wrote it.
    pub(crate) by: String,
    /// Its date.
    pub(crate) date: Option<String>,
    /// The verdict on the passage.
    pub(crate) verdict: String,
    /// Its tags.
    pub(crate) tags: Vec<String>,
}

#[derive(Debug)]
pub(super) enum TextPiece {
    Markdown(String),
    /// Marks of emphasis and links, which may be left out.
    Mark(String),
    /// Where a name starts: its number, and whether it is in a cell, where the bar is escaped.
    NameStart(usize, bool),
    NameEnd(usize),
}

impl TeiText {
    /// Returns the text as Markdown. `linked` are the numbers of the names that become links; without `marks` there is no
    /// emphasis.
    pub(crate) fn markdown(&self, linked: &[usize], marks: bool) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                TextPiece::Markdown(text) => out.push_str(text),
                TextPiece::Mark(text) if marks => out.push_str(text),
                TextPiece::NameStart(n, in_cell) if linked.binary_search(n).is_ok() => {
                    let bar = if *in_cell { "\\|" } else { "|" };
                    out.push_str(&format!("[[{}{bar}", self.names[*n].value));
                }
                TextPiece::NameEnd(n) if linked.binary_search(n).is_ok() => out.push_str("]]"),
                TextPiece::Mark(_) | TextPiece::NameStart(..) | TextPiece::NameEnd(_) => {}
            }
        }
        out
    }

    /// Returns whether there is any emphasis or link.
    pub(crate) fn has_marks(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, TextPiece::Mark(mark) if !mark.is_empty()))
    }

    pub(super) fn push(&mut self, markdown: &str) {
        match self.pieces.last_mut() {
            Some(TextPiece::Markdown(last)) => last.push_str(markdown),
            _ => self.pieces.push(TextPiece::Markdown(markdown.to_owned())),
        }
    }

    /// Writes a blank at the end of the text as a reference: Markdown drops it at the end of a block.
    pub(super) fn guard_end(&mut self) {
        for piece in self.pieces.iter_mut().rev() {
            let TextPiece::Markdown(text) = piece else { continue };
            if let Some(blank) = text.chars().next_back().filter(|last| matches!(last, ' ' | '\t')) {
                text.pop();
                text.push_str(&reference(blank));
            }
            return;
        }
    }
}

/// Returns a character as a reference.
pub(super) fn reference(c: char) -> String {
    format!("&#{};", u32::from(c))
}
