//! The differences of two versions of one sentence or title, word by word. Pure, and bounded for any input.
//!
//! A library compares the words (imara-diff: histogram, with heuristics that keep hostile input from taking quadratic
//! time); only this file uses it. `sentence_diff` decides which sentences are versions of each other.

use imara_diff::{Algorithm, Diff, InternedInput};
use serde::Serialize;

use crate::text::tokens::fold;

/// Consecutive words with the same status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DiffPiece {
    /// The words.
    pub text: String,
    /// `same`, `cut` or `added`.
    pub how: &'static str,
}

/// Unchanged words between two changes that are shown as changed too: single words in between are hard to read.
const MAX_ISLAND: usize = 1;

/// Returns the words of a text, folded, without punctuation, in order.
#[must_use]
pub(crate) fn words_of(text: &str) -> Vec<String> {
    let words = tokens(text).into_iter().map(|(_, word)| word).filter(|word| word.starts_with(char::is_alphanumeric));
    words.map(fold).collect()
}

/// Counts the words that two sorted lists share.
#[must_use]
pub(crate) fn n_common(mut a: &[String], mut b: &[String]) -> usize {
    let mut n = 0;
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a = rest_a,
            std::cmp::Ordering::Greater => b = rest_b,
            std::cmp::Ordering::Equal => (n, a, b) = (n + 1, rest_a, rest_b),
        }
    }
    n
}

/// Compares two texts word by word.
#[must_use]
pub(crate) fn words(before: &str, after: &str) -> Vec<DiffPiece> {
    let (old, new) = (tokens(before), tokens(after));
    let mut input: InternedInput<&str> = InternedInput::default();
    input.update_before(old.iter().map(|(_, word)| *word));
    input.update_after(new.iter().map(|(_, word)| *word));
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let text = |text: &str, tokens: &[(usize, &str)], start: usize, end: usize| {
        let at = |index: usize| tokens.get(index).map_or(text.len(), |(at, _)| *at);
        plain(&text[if start == 0 { 0 } else { at(start) }..at(end)])
    };
    let mut pieces: Vec<DiffPiece> = Vec::new();
    let mut push = |text: String, how: &'static str| {
        if !text.is_empty() {
            pieces.push(DiffPiece { text, how });
        }
    };
    let mut done = 0;
    for (removed, inserted) in hunks(&diff, &old) {
        let mut kept = text(after, &new, done, inserted.start);
        let mut cut = text(before, &old, removed.start, removed.end);
        let added = text(after, &new, inserted.start, inserted.end);
        // A space at the end of one version stands in the middle of both.
        let is_apart = old.get(removed.start).is_some_and(|(at, _)| before[..*at].ends_with(char::is_whitespace));
        if !cut.is_empty() && !kept.is_empty() && is_apart && !kept.ends_with(char::is_whitespace) {
            kept.push(' ');
        }
        if !cut.is_empty() && !cut.ends_with(char::is_whitespace) && added.starts_with(char::is_alphanumeric) {
            cut.push(' ');
        }
        push(kept, "same");
        push(cut, "cut");
        push(added, "added");
        done = inserted.end;
    }
    push(text(after, &new, done, new.len()), "same");
    pieces
}

type Range = std::ops::Range<usize>;

/// Returns the changes; changes with hardly a word between them are joined.
fn hunks(diff: &Diff, old: &[(usize, &str)]) -> Vec<(Range, Range)> {
    let range = |range: &std::ops::Range<u32>| range.start as usize..range.end as usize;
    let mut joined: Vec<(Range, Range)> = Vec::new();
    for hunk in diff.hunks() {
        let (removed, inserted) = (range(&hunk.before), range(&hunk.after));
        if let Some((last_removed, last_inserted)) = joined.last_mut() {
            let island = old.get(last_removed.end..removed.start).unwrap_or_default();
            if island.iter().filter(|(_, word)| word.starts_with(char::is_alphanumeric)).count() <= MAX_ISLAND {
                (last_removed.end, last_inserted.end) = (removed.end, inserted.end);
                continue;
            }
        }
        joined.push((removed, inserted));
    }
    joined
}

/// Splits a text into words and punctuation, each with its offset. Blanks belong to the word before them and are not
/// compared; all kinds of apostrophes are equal.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, c)) = letters.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        while c.is_alphanumeric()
            && let Some((at, _)) = letters.next_if(|(_, next)| next.is_alphanumeric())
        {
            end = at + text[at..].chars().next().map_or(1, char::len_utf8);
        }
        tokens.push((start, if c == '’' { "'" } else { &text[start..end] }));
    }
    tokens
}

fn plain(text: &str) -> String {
    text.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let piece = |piece: &DiffPiece| match piece.how {
            "cut" => format!("[-{}-]", piece.text),
            "added" => format!("[+{}+]", piece.text),
            _ => piece.text.clone(),
        };
        words(before, after).iter().map(piece).collect()
    }

    #[test]
    fn single_words_between_changes_are_changed_with_them() {
        assert_eq!(
            shown(
                "Le vieux phare rouge du port a été rallumé hier.",
                "Le beau phare blanc du port a été rallumé hier."
            ),
            "Le [-vieux phare rouge -][+beau phare blanc +]du port a été rallumé hier."
        );
    }

    #[test]
    fn no_space_is_lost_before_what_was_cut() {
        assert_eq!(shown("Le phare est vert, dit-on.", "Le phare est vert."), "Le phare est vert[-, dit-on-].");
        assert_eq!(shown("Il est vert. Le port dort.", "Il est vert."), "Il est vert. [-Le port dort.-]");
        assert_eq!(shown("Il est vert", "Il est rouge vif"), "Il est [-vert -][+rouge vif+]");
    }

    #[test]
    fn the_second_text_can_be_read_off_whatever_the_texts() {
        let texts = ["", "a", "a b c", "c a b", "é e\u{301} ’ '  x", &"a ".repeat(5000), &"a b ".repeat(4000)];
        for before in texts {
            for after in texts {
                let kept = |piece: &DiffPiece| piece.how != "cut";
                let read: String = words(before, after).iter().filter(|piece| kept(piece)).map(|p| &*p.text).collect();
                assert_eq!(read.trim_end(), plain(after).trim_end());
            }
        }
    }
}
