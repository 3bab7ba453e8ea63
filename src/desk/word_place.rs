//! Which words of an article a page means: by the anchor of a name, a date or a quotation, by a selection, or by what a person
//! types. Pure.
//!
//! The page has other spaces and quotation marks than the text, so a selection is compared by its letters and digits alone.

use std::ops::Range;

use super::planner::byte_range;
use crate::parse::Article;
use crate::text::position::CodePoints;
use crate::text::tokens::{Token, fold, marks_len, tokenize};
use crate::views::AnnotatedText;

/// Most places of typed words that are offered.
const MAX_PLACES: usize = 12;
/// Longest selection, in letters.
const MAX_LETTERS: usize = 4000;

/// What a page asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WordQuery {
    /// The anchor of a mark: `m12`, `d3`, `q40`.
    Mark(String),
    /// A range of code points.
    Range(usize, usize),
    /// A selection: the number of the paragraph (0: none), how many letters are before it there, and the selected text.
    Selection(u32, usize, String),
}

/// Returns the bytes of the words.
pub(super) fn find_words(text: &AnnotatedText<Article>, query: &WordQuery) -> Option<Range<usize>> {
    let whole = text.document.body.main_text();
    match query {
        WordQuery::Range(start, end) => byte_range(whole, *start, *end),
        WordQuery::Mark(anchor) => mark(text, whole, anchor),
        WordQuery::Selection(paragraph, skip, selected) => {
            let block = text.document.body.blocks.iter().find(|block| *paragraph > 0 && block.paragraph == *paragraph);
            let block = block.map(|block| block.start..block.end.min(whole.len()));
            let in_block = block.and_then(|block| nearest_place(whole, block, *skip, selected));
            in_block.or_else(|| nearest_place(whole, 0..whole.len(), 0, selected))
        }
    }
}

fn mark(text: &AnnotatedText<Article>, whole: &str, anchor: &str) -> Option<Range<usize>> {
    let kind = anchor.chars().next()?;
    let at: usize = anchor.get(kind.len_utf8()..)?.parse().ok()?;
    let start = whole.char_indices().nth(at.checked_sub(1)?)?.0;
    let annotated = &text.annotated;
    let end = match kind {
        'm' => annotated.mentions.iter().find(|one| one.start == start).map(|one| one.end),
        'd' => annotated.dates.iter().find(|one| one.start == start).map(|one| one.end),
        'q' => annotated.quotes.iter().find(|one| one.start == start).map(|one| one.end),
        _ => None,
    };
    end.filter(|end| *end <= whole.len()).map(|end| start..end)
}

/// Returns the place in a range whose letters are those of the selection, and whose number of letters before it is nearest to
/// `skip`.
fn nearest_place(whole: &str, range: Range<usize>, skip: usize, selected: &str) -> Option<Range<usize>> {
    let wanted: Vec<char> = selected.chars().filter(|letter| letter.is_alphanumeric()).take(MAX_LETTERS + 1).collect();
    if wanted.is_empty() || wanted.len() > MAX_LETTERS {
        return None;
    }
    let part = whole.get(range.clone())?;
    let letters: Vec<(usize, char)> = part.char_indices().filter(|(_, letter)| letter.is_alphanumeric()).collect();
    let is_here = |at: &usize| letters[*at..].iter().map(|(_, letter)| letter).take(wanted.len()).eq(wanted.iter());
    // The selection is there nearly always; otherwise candidates are those with the same first letter.
    let found = Some(skip).filter(|at| *at < letters.len() && is_here(at)).or_else(|| {
        let mut budget = 4_000_000_usize / wanted.len();
        let all = (0..letters.len()).filter(|at| letters[*at].1 == wanted[0]);
        let found = all.take_while(|_| {
            budget = budget.saturating_sub(1);
            budget > 0
        });
        found.filter(is_here).min_by_key(|at| at.abs_diff(skip))
    })?;
    let start = range.start + letters[found].0;
    let (last, letter) = letters[found + wanted.len() - 1];
    let end = range.start + last + letter.len_utf8();
    Some(start..end + marks_len(&whole[end..]))
}

/// Returns the places of typed words, as ranges of code points with the words around them.
pub(super) fn typed_places(article: &Article, typed: &str) -> Vec<(Range<usize>, [String; 3])> {
    const REACH: usize = 40;
    let whole = article.body.main_text();
    let wanted = fold(typed.trim());
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut points = CodePoints::new(whole);
    let mut found = Vec::new();
    let tokens = |text: &str| {
        let mut list: Vec<Token> = Vec::new();
        tokenize(text, 0, text.len(), &mut list);
        list
    };
    let (n_words, all) = (tokens(typed).len(), tokens(whole));
    for (index, word) in all.iter().enumerate() {
        let Some(last) = all.get(index + n_words.saturating_sub(1)) else { break };
        let range = word.start as usize..last.end as usize;
        // A block ends between two words, or the words are others.
        if whole[range.clone()].contains('\n') || !fold(&whole[range.clone()]).starts_with(&wanted) {
            continue;
        }
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let before: String =
            whole[..range.start].chars().rev().take(REACH).collect::<Vec<_>>().into_iter().rev().collect();
        let after: String = whole[range.end..].chars().take(REACH).collect();
        let place = points.at(range.start)..points.at(range.end);
        found.push((place, [line(&before), whole[range].to_owned(), line(&after)]));
        if found.len() == MAX_PLACES {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_is_found_by_its_letters() {
        let text = "Kim est venu.\u{a0}Kim\u{202f}: « e\u{301}te\u{301} ».\n\nKim est là.";
        let place = |skip: usize, selected: &str| {
            nearest_place(text, 0..text.len(), skip, selected).map(|range| (range.start, &text[range]))
        };
        assert_eq!(place(0, " Kim"), Some((0, "Kim")));
        assert_eq!(place(10, "Kim"), Some((15, "Kim")));
        assert_eq!(place(11, "Kim\u{a0}:"), Some((15, "Kim")));
        assert_eq!(place(90, "Kim"), Some((39, "Kim")));
        assert_eq!(place(13, "e\u{301}te\u{301}"), Some((26, "e\u{301}te\u{301}")));
        assert_eq!((place(0, "Zut"), place(0, " … "), place(0, &"K".repeat(5000))), (None, None, None));
    }
}
