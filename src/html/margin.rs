//! Editorial notes in the margin: a call at the end of the target, and the note after the block that holds it.
//!
//! On a wide screen the style sheet moves the note next to the text. On a narrow screen it stays where it is written.

use std::ops::Range;

use crate::base::markup::{push_attribute, push_escaped};

/// A rendered note in the margin.
#[derive(Clone, Debug, Default)]
pub(crate) struct MarginNote {
    /// The passage, in bytes of the text.
    pub target: Range<usize>,
    /// Its text as HTML that is safe to publish.
    pub html: String,
    /// `confirmed`, `disputed`, `false`, `unverified`; empty without a verdict.
    pub verdict: &'static str,
    /// The label of the verdict; empty without a verdict.
    pub verdict_words: String,
    /// Author and date of the note; may be empty.
    pub signature: String,
    /// Its tags.
    pub tags: Vec<String>,
}

/// Returns the targets of notes, in order of their starts, each with the number of its note. If targets overlap, the earlier
/// one keeps the shared words.
#[must_use]
pub(crate) fn targets(notes: &[MarginNote]) -> Vec<(Range<usize>, usize)> {
    let mut passages = Vec::new();
    let mut position = 0;
    for (number, note) in notes.iter().enumerate() {
        let start = note.target.start.max(position);
        if start < note.target.end {
            passages.push((start..note.target.end, number));
            position = note.target.end;
        }
    }
    passages
}

/// Divides a range of text at the starts and ends of targets; each piece comes with the number of its note.
#[must_use]
pub(crate) fn split_at_targets(
    passages: &[(Range<usize>, usize)],
    at: Range<usize>,
) -> Vec<(Range<usize>, Option<usize>)> {
    let mut pieces = Vec::new();
    let mut position = at.start;
    // A text is cut into many pieces; only look at the targets of each.
    let first = passages.partition_point(|(passage, _)| passage.end <= at.start);
    for (passage, number) in passages[first..].iter().take_while(|(passage, _)| passage.start < at.end) {
        let (start, end) = (passage.start.max(position), passage.end.min(at.end));
        if end <= start {
            continue;
        }
        if start > position {
            pieces.push((position..start, None));
        }
        pieces.push((start..end, Some(*number)));
        position = end;
    }
    if position < at.end || pieces.is_empty() {
        pieces.push((position..at.end, None));
    }
    pieces
}

/// Returns the sign of a note: a, b, … z, a2, b2, …, distinct from the numbers of the author's footnotes.
fn sign(number: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(number % 26).unwrap_or(0));
    if number < 26 { letter.to_string() } else { format!("{letter}{}", number / 26 + 1) }
}

/// Returns the call of a note.
#[must_use]
pub(crate) fn call(number: usize, note: &MarginNote, word: &str) -> String {
    let sign = sign(number);
    let mut html = format!("<sup class=\"note-call margin-call\"><a id=\"margin-call-{sign}\" href=\"#margin-{sign}\"");
    let name = if note.verdict_words.is_empty() {
        format!("{word} {sign}")
    } else {
        format!("{word} {sign}, {}", note.verdict_words)
    };
    push_attribute(&mut html, "aria-label", &name);
    html.push_str(&format!(">{sign}</a></sup>"));
    html
}

/// Returns the note itself.
#[must_use]
pub(crate) fn aside(number: usize, note: &MarginNote, word: &str) -> String {
    let sign = sign(number);
    let verdict = if note.verdict.is_empty() { String::new() } else { format!(" verdict-{}", note.verdict) };
    let mut html = format!("<aside class=\"margin-note{verdict}\" id=\"margin-{sign}\"");
    push_attribute(&mut html, "aria-label", &format!("{word} {sign}"));
    html.push_str(&format!(">\n<a class=\"margin-sign\" href=\"#margin-call-{sign}\">{sign}</a>\n"));
    // Folded below the text. The style sheet opens it in the margin and in print.
    html.push_str("<details><summary>");
    if note.verdict_words.is_empty() {
        push_escaped(&mut html, word);
    } else {
        html.push_str("<strong class=\"verdict\">");
        push_escaped(&mut html, &note.verdict_words);
        html.push_str("</strong>");
    }
    html.push_str("</summary>\n");
    html.push_str(&note.html);
    if !note.signature.is_empty() || !note.tags.is_empty() {
        html.push_str("<p class=\"signature\">");
        push_escaped(&mut html, &note.signature);
        for tag in &note.tags {
            html.push_str(" #");
            push_escaped(&mut html, tag);
        }
        html.push_str("</p>\n");
    }
    html.push_str("</details>\n</aside>\n");
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_where_passages_begin_and_end() {
        let note = |passage| MarginNote { target: passage, ..MarginNote::default() };
        let notes = targets(&[note(2..6), note(4..9), note(5..8), note(20..22)]);
        assert_eq!(split_at_targets(&notes, 0..12), [(0..2, None), (2..6, Some(0)), (6..9, Some(1)), (9..12, None)]);
        assert_eq!(split_at_targets(&notes, 5..6), [(5..6, Some(0))]);
        assert_eq!(split_at_targets(&[], 3..5), [(3..5, None)]);
        assert_eq!((sign(0), sign(25), sign(26)), ("a".to_owned(), "z".to_owned(), "a2".to_owned()));
    }
}
