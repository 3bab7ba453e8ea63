//! The labels of the tagger: outside of names, beginning of a name of some kind, or continuation of it.

use std::ops::Range;

/// A label: 0 outside of names, odd for a beginning, even for a continuation.
pub type TokenLabel = u8;

/// The label outside of names.
pub const NONE: TokenLabel = 0;
/// The kinds, in the order of the labels. The last is for products and titles; they are recognised so that they are not
/// taken for another kind.
pub const KINDS: [&str; N_KINDS] = ["person", "place", "organisation", "event", "thing"];
/// The number of kinds.
pub const N_KINDS: usize = 5;
/// The number of labels.
pub const N_LABELS: usize = 1 + 2 * N_KINDS;

/// Returns the label that begins a name of a kind.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "there are five kinds")]
pub const fn begins(kind: usize) -> TokenLabel {
    1 + 2 * kind as TokenLabel
}

/// Returns the label that continues a name of a kind.
#[must_use]
pub const fn continues(kind: usize) -> TokenLabel {
    begins(kind) + 1
}

/// Returns the kind of a label.
#[must_use]
pub fn kind(label: TokenLabel) -> Option<usize> {
    (label != NONE).then(|| usize::from(label - 1) / 2)
}

/// Returns whether one label may follow another: a continuation must follow the same kind.
#[must_use]
pub fn may_follow(before: TokenLabel, label: TokenLabel) -> bool {
    let is_continuation = label != NONE && label.is_multiple_of(2);
    !is_continuation || (before != NONE && kind(before) == kind(label))
}

/// Returns the names that the labels mark, in order: their tokens and kind.
#[must_use]
pub fn spans(found: &[TokenLabel]) -> Vec<(Range<usize>, usize)> {
    let mut spans: Vec<(Range<usize>, usize)> = Vec::new();
    for (index, label) in found.iter().enumerate() {
        let Some(kind) = kind(*label) else { continue };
        match spans.last_mut() {
            Some((tokens, last)) if label.is_multiple_of(2) && tokens.end == index && *last == kind => {
                tokens.end = index + 1;
            }
            _ => spans.push((index..index + 1, kind)),
        }
    }
    spans
}
