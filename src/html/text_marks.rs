//! Marks dates and quotations in the text with `span` elements, and says of mentions why they are there.
//!
//! A quotation may contain dates, and both may contain names. Emphasis and links split them as they split names, and only
//! the first piece has the anchor.

use std::ops::Range;

use crate::annotate::{Annotations, LinkReason, Mention};
use crate::base::markup::{push_attribute, push_plain_attribute};
use crate::link::summary;
use crate::text::position::CodePoints;

/// A marked range of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// The range, in bytes of the text.
    pub at: Range<usize>,
    /// Its anchor.
    pub anchor: String,
    /// What it means, for people; may be empty.
    pub meaning: String,
}

/// The marks of a text, each list in order and without overlap.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// The quotations, without quotation marks.
    pub quotes: Vec<Mark>,
    /// The expressions of time.
    pub dates: Vec<Mark>,
}

/// Returns the anchor of each mention of an article.
#[must_use]
pub(super) fn anchors(text: &str, annotated: &Annotations) -> Vec<String> {
    let mut points = CodePoints::new(text);
    annotated.mentions.iter().map(|mention| summary::mention_anchor(points.at(mention.start))).collect()
}

/// Appends the rule that found a mention, and the form if the text differs from it. Most mentions are strong forms: no rule
/// stands for that one.
pub(super) fn push_reason(html: &mut String, mention: &Mention, words: &str) {
    if mention.reason != LinkReason::Strong {
        push_plain_attribute(html, "data-rule", mention.reason.as_str());
    }
    if mention.form != words {
        push_attribute(html, "data-form", &mention.form);
    }
}

/// Finds the marks of an article; `date` formats the value of a date.
#[must_use]
pub(super) fn marks(text: &str, annotated: &Annotations, date: &dyn Fn(&str) -> String) -> Marks {
    let mut points = CodePoints::new(text);
    let quotes = annotated.quotes.iter().map(|quote| Mark {
        at: quote.start..quote.end,
        anchor: summary::quote_anchor(points.at(quote.start)),
        meaning: String::new(),
    });
    let quotes = quotes.collect();
    let dates = annotated.dates.iter().map(|found| Mark {
        at: found.start..found.end,
        anchor: summary::date_anchor(points.at(found.start)),
        meaning: date(&found.value),
    });
    Marks { quotes, dates: dates.collect() }
}

/// Splits a range of text where marks begin and end; each piece comes with its mark.
#[must_use]
pub(super) fn split_at_marks(marks: &[Mark], at: Range<usize>) -> Vec<(Range<usize>, Option<&Mark>)> {
    let mut pieces = Vec::new();
    let mut position = at.start;
    let first = marks.partition_point(|mark| mark.at.end <= at.start);
    for mark in marks[first..].iter().take_while(|mark| mark.at.start < at.end) {
        let (start, end) = (mark.at.start.max(position), mark.at.end.min(at.end));
        if start > position {
            pieces.push((position..start, None));
        }
        if end > start {
            pieces.push((start..end, Some(mark)));
            position = end;
        }
    }
    if position < at.end {
        pieces.push((position..at.end, None));
    }
    pieces
}

/// Opens the span of a piece.
pub(super) fn open(html: &mut String, class: &str, mark: &Mark, piece: &Range<usize>) {
    html.push_str("<span");
    push_attribute(html, "class", class);
    if piece.start == mark.at.start {
        push_attribute(html, "id", &mark.anchor);
    }
    if !mark.meaning.is_empty() {
        push_attribute(html, "title", &mark.meaning);
    }
    html.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_cut_by_the_text_it_crosses() {
        let marks = [Mark { at: 2..6, ..Mark::default() }, Mark { at: 6..9, ..Mark::default() }];
        let cut =
            |at| split_at_marks(&marks, at).into_iter().map(|(at, mark)| (at, mark.is_some())).collect::<Vec<_>>();
        assert_eq!(cut(0..4), [(0..2, false), (2..4, true)]);
        assert_eq!(cut(4..12), [(4..6, true), (6..9, true), (9..12, false)]);
        assert_eq!(cut(9..9), []);
    }
}
