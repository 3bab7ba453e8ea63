//! The differences of two versions of one text: paragraphs first, then words. Pure, and bounded for any input.
//!
//! A library compares the words (imara-diff: histogram, with heuristics that keep hostile input from taking quadratic
//! time); only this file uses it. A moved paragraph is shown as cut here and added there.

use imara_diff::{Algorithm, Diff, InternedInput};
use serde::Serialize;

/// A paragraph of the combined texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// `same`, `changed`, `cut` (in the first text only) or `added` (in the second only).
    pub how: &'static str,
    /// Its words.
    pub pieces: Vec<DiffPiece>,
}

/// Consecutive words with the same status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DiffPiece {
    /// The words.
    pub text: String,
    /// `same`, `cut` or `added`.
    pub how: &'static str,
}

/// Maximum number of paragraphs compared of each text; the rest is left out.
const MAX_PARAGRAPHS: usize = 300;
/// Maximum number of words compared of each text, rounded to whole paragraphs.
const MAX_WORDS: usize = 12_000;
/// Paragraphs are matched if they share this part of their words, in percent of both. A paragraph of which 35 % of the
/// words were changed shares 65 %; two paragraphs about one affair share names and small words, 15 to 30 %.
const MIN_SIMILARITY_PERCENT: usize = 40;
/// Unchanged words between two changes that are shown as changed too: single words in between are hard to read.
const MAX_ISLAND: usize = 1;

/// Returns the paragraphs to compare, and whether some are left out.
#[must_use]
pub(crate) fn paragraphs(text: &str) -> (Vec<&str>, bool) {
    let all = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let mut n_words = 0;
    let mut kept = Vec::new();
    for paragraph in all {
        n_words += tokens(paragraph).len();
        if kept.len() == MAX_PARAGRAPHS || n_words > MAX_WORDS {
            return (kept, true);
        }
        kept.push(paragraph);
    }
    (kept, false)
}

/// Combines two texts.
#[must_use]
pub(crate) fn compare(before: &[&str], after: &[&str]) -> Vec<Row> {
    let whole = |text: &str, how: &'static str| Row { how, pieces: vec![DiffPiece { text: plain(text), how }] };
    let mut rows = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (a, b) in aligned(before, after).into_iter().chain([(before.len(), after.len())]) {
        rows.extend(before[i..a].iter().map(|text| whole(text, "cut")));
        rows.extend(after[j..b].iter().map(|text| whole(text, "added")));
        if let (Some(old), Some(new)) = (before.get(a), after.get(b)) {
            let pieces = words(old, new);
            let how = if pieces.iter().all(|piece| piece.how == "same") { "same" } else { "changed" };
            rows.push(Row { how, pieces });
        }
        (i, j) = (a + 1, b + 1);
    }
    rows
}

/// Pairs paragraphs in order, so that the pairs share as many words as possible.
fn aligned(before: &[&str], after: &[&str]) -> Vec<(usize, usize)> {
    let before: Vec<Vec<&str>> = before.iter().map(|text| bag(text)).collect();
    let after: Vec<Vec<&str>> = after.iter().map(|text| bag(text)).collect();
    let width = after.len() + 1;
    // best[i * width + j]: maximum number of words shared by the paragraphs from i and from j on.
    let mut best = vec![0_usize; (before.len() + 1) * width];
    let mut shared = vec![0_usize; before.len() * width];
    for i in (0..before.len()).rev() {
        for j in (0..after.len()).rev() {
            let n = n_alike(&before[i], &after[j]);
            shared[i * width + j] = n;
            let paired = if n > 0 { n + best[(i + 1) * width + j + 1] } else { 0 };
            best[i * width + j] = paired.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < before.len() && j < after.len() {
        let here = best[i * width + j];
        let n = shared[i * width + j];
        if n > 0 && here == n + best[(i + 1) * width + j + 1] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

fn bag(text: &str) -> Vec<&str> {
    let mut bag: Vec<&str> = tokens(text).into_iter().map(|(_, word)| word).collect();
    bag.sort_unstable();
    bag
}

/// Counts the words that two paragraphs share; 0 if they are too different.
fn n_alike(mut a: &[&str], mut b: &[&str]) -> usize {
    let n_both = a.len() + b.len();
    let mut n = 0;
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a = rest_a,
            std::cmp::Ordering::Greater => b = rest_b,
            std::cmp::Ordering::Equal => (n, a, b) = (n + 1, rest_a, rest_b),
        }
    }
    if 200 * n >= MIN_SIMILARITY_PERCENT * n_both { n } else { 0 }
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
    let mut pieces = Vec::new();
    let mut push = |text: String, how: &'static str| {
        if !text.is_empty() {
            pieces.push(DiffPiece { text, how });
        }
    };
    let mut done = 0;
    for (removed, inserted) in hunks(&diff, &old) {
        push(text(after, &new, done, inserted.start), "same");
        push(text(before, &old, removed.start, removed.end), "cut");
        push(text(after, &new, inserted.start, inserted.end), "added");
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
        let (before, after) = (paragraphs(before).0, paragraphs(after).0);
        let piece = |piece: &DiffPiece| match piece.how {
            "cut" => format!("[-{}-]", piece.text.trim()),
            "added" => format!("[+{}+]", piece.text.trim()),
            _ => piece.text.trim().to_owned(),
        };
        let row = |row: &Row| format!("{}: {}", row.how, row.pieces.iter().map(piece).collect::<Vec<_>>().join(" "));
        compare(&before, &after).iter().map(row).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn paragraphs_are_laid_over_each_other_and_their_words_compared() {
        let before =
            "Le phare d’Armel a été rallumé mardi soir.\n\nLa maire a souri.\n\nLe port reste fermé aux touristes.";
        let after = "Le phare d'Armel a été rallumé hier soir.\n\nLe port reste fermé aux touristes.\n\nFin.";
        assert_eq!(
            shown(before, after),
            "changed: Le phare d'Armel a été rallumé [-mardi-] [+hier+] soir.\ncut: [-La maire a souri.-]\n\
             same: Le port reste fermé aux touristes.\nadded: [+Fin.+]"
        );
    }

    #[test]
    fn single_words_between_changes_are_changed_with_them() {
        assert_eq!(
            shown(
                "Le vieux phare rouge du port a été rallumé hier.",
                "Le beau phare blanc du port a été rallumé hier."
            ),
            "changed: Le [-vieux phare rouge-] [+beau phare blanc+] du port a été rallumé hier."
        );
    }

    #[test]
    fn the_second_text_can_be_read_off_whatever_the_texts() {
        let texts =
            ["", "a", "a b\n\nc", "c\n\na b", "é e\u{301} ’ '\n\n\n\n  x", &"a ".repeat(5000), &"a b ".repeat(4000)];
        for before in texts {
            for after in texts {
                let (old, new) = (paragraphs(before).0, paragraphs(after).0);
                let rows = compare(&old, &new);
                let read: String = rows
                    .iter()
                    .flat_map(|row| &row.pieces)
                    .filter(|piece| piece.how != "cut")
                    .map(|p| &*p.text)
                    .collect();
                assert_eq!(read, new.iter().map(|text| plain(text)).collect::<String>());
            }
        }
    }
}
