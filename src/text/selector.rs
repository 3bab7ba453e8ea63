//! Finds the passage that a note or a decision refers to, by its words and the text around them.
//!
//! A selector that fits several places finds none of them. It never picks the likeliest one: a decision about one Kim
//! must not be applied to another.

use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::base::{KeyBuilder, Keyed};

/// What a note or decision stores of its passage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TextQuoteSelector {
    /// The words themselves.
    pub quote: String,
    /// The text right before them; may be empty.
    pub prefix: String,
    /// The text right after them; may be empty.
    pub suffix: String,
    /// Number of code points before them, if known. It is used only to choose between places that fit equally.
    pub code_point_offset: Option<usize>,
}

impl Keyed for TextQuoteSelector {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { quote, prefix, suffix, code_point_offset } = self;
        key.text(quote).text(prefix).text(suffix).add(code_point_offset);
    }
}

/// Why a selector finds no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectorError {
    /// The words do not occur in that context.
    NotFound,
    /// They occur in this many places.
    Ambiguous(usize),
}

/// Returns the only place of `text` that a selector fits, in bytes.
///
/// # Errors
/// If it fits no place, or several.
pub(crate) fn find(text: &str, selector: &TextQuoteSelector) -> Result<Range<usize>, SelectorError> {
    if selector.quote.is_empty() {
        return Err(SelectorError::NotFound);
    }
    let fits = |start: usize| {
        text[..start].ends_with(&selector.prefix) && text[start + selector.quote.len()..].starts_with(&selector.suffix)
    };
    let places: Vec<usize> =
        text.match_indices(&selector.quote).map(|(start, _)| start).filter(|start| fits(*start)).collect();
    let range = |start: usize| start..start + selector.quote.len();
    match places.as_slice() {
        [] => Err(SelectorError::NotFound),
        [start] => Ok(range(*start)),
        several => {
            let at = selector.code_point_offset.and_then(|at| text.char_indices().nth(at)).map(|(offset, _)| offset);
            match at.filter(|offset| several.contains(offset)) {
                Some(start) => Ok(range(start)),
                None => Err(SelectorError::Ambiguous(several.len())),
            }
        }
    }
}

/// Returns for each of many selectors what [`find`] returns, in one pass over the text. One difference: places that
/// overlap are all counted here.
#[must_use]
pub(crate) fn find_all(text: &str, selectors: &[&TextQuoteSelector]) -> Vec<Result<Range<usize>, SelectorError>> {
    if selectors.len() <= FEW {
        return selectors.iter().map(|selector| find(text, selector)).collect();
    }
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let number = |selector: &&TextQuoteSelector| {
        let n = numbers.len();
        *numbers.entry([&*selector.prefix, &selector.quote, &selector.suffix].concat()).or_insert(n)
    };
    let numbered: Vec<usize> = selectors.iter().map(number).collect();
    let mut words: Vec<(String, usize)> = numbers.into_iter().collect();
    words.sort_by_key(|(_, number)| *number);
    let words: Vec<String> = words.into_iter().map(|(words, _)| words).collect();
    let places = places(text, &words);
    let offsets = offsets(text, selectors.iter().filter_map(|selector| selector.code_point_offset).collect());
    let found = selectors.iter().zip(numbered).map(|(selector, number)| {
        let range = |start: usize| start..start + selector.quote.len();
        let (n, first) = places.get(number).copied().unwrap_or_default();
        match n {
            _ if selector.quote.is_empty() => Err(SelectorError::NotFound),
            0 => Err(SelectorError::NotFound),
            1 => Ok(range(first + selector.prefix.len())),
            several => {
                let at = selector.code_point_offset.and_then(|at| offsets.get(&at)).copied();
                at.filter(|at| matches_at(text, *at, selector)).map(range).ok_or(SelectorError::Ambiguous(several))
            }
        }
    });
    found.collect()
}

/// Up to this many selectors are looked for one by one.
const FEW: usize = 8;
/// Bytes of words that are looked for at once. The automaton takes about forty times as much memory.
const MAX_AT_ONCE: usize = 1 << 20;
/// After this many places for each byte of text all words count as ambiguous. Only words made to overlap have so many.
const MAX_PLACES_A_BYTE: usize = 16;

/// Returns for each of these words the number of places where they occur, and the first place.
fn places(text: &str, words: &[String]) -> Vec<(usize, usize)> {
    let mut places = Vec::with_capacity(words.len());
    let mut rest = words;
    while !rest.is_empty() {
        let mut len_bytes = 0;
        let n = rest.iter().take_while(|words| {
            len_bytes += words.len();
            len_bytes <= MAX_AT_ONCE
        });
        let (now, later) = rest.split_at(n.count().max(1));
        places.extend(places_of(text, now));
        rest = later;
    }
    places
}

fn places_of(text: &str, words: &[String]) -> Vec<(usize, usize)> {
    let mut places = vec![(0_usize, 0_usize); words.len()];
    let mut room = (text.len() + 1) * MAX_PLACES_A_BYTE;
    // Building fails only for more words than a file can have.
    let Ok(searcher) = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(words) else {
        return places;
    };
    for found in searcher.find_overlapping_iter(text) {
        let place = &mut places[found.pattern().as_usize()];
        if place.0 == 0 {
            place.1 = found.start();
        }
        place.0 += 1;
        room -= 1;
        if room == 0 {
            places.iter_mut().for_each(|place| place.0 = place.0.max(2));
            break;
        }
    }
    places
}

/// Returns the byte offsets of the code points with these numbers.
fn offsets(text: &str, mut numbers: Vec<usize>) -> HashMap<usize, usize> {
    numbers.sort_unstable();
    numbers.dedup();
    let mut wanted = numbers.into_iter().peekable();
    let mut offsets = HashMap::new();
    for (number, (offset, _)) in text.char_indices().enumerate() {
        if wanted.next_if_eq(&number).is_some() {
            offsets.insert(number, offset);
        }
        if wanted.peek().is_none() {
            break;
        }
    }
    offsets
}

fn matches_at(text: &str, start: usize, selector: &TextQuoteSelector) -> bool {
    text[start..].strip_prefix(&selector.quote).is_some_and(|after| after.starts_with(&selector.suffix))
        && text[..start].ends_with(&selector.prefix)
}

/// How much context is stored at first, in code points on either side.
const CONTEXT_LEN: usize = 24;

/// Makes a selector for a place, with as much context as makes it unique: whole words, at most the paragraph.
#[must_use]
pub(crate) fn make_selector(text: &str, range: Range<usize>) -> TextQuoteSelector {
    let block_start = text[..range.start].rfind("\n\n").map_or(0, |at| at + 2);
    let block_end = text[range.end..].find("\n\n").map_or(text.len(), |at| range.end + at);
    let at = Some(text[..range.start].chars().count());
    let mut len = CONTEXT_LEN;
    loop {
        let selector = TextQuoteSelector {
            quote: text[range.clone()].to_owned(),
            prefix: tail(&text[block_start..range.start], len).to_owned(),
            suffix: head(&text[range.end..block_end], len).to_owned(),
            code_point_offset: at,
        };
        let whole =
            selector.prefix.len() == range.start - block_start && selector.suffix.len() == block_end - range.end;
        let unique = find(text, &TextQuoteSelector { code_point_offset: None, ..selector.clone() }).is_ok();
        if unique || whole {
            return selector;
        }
        len *= 2;
    }
}

/// Returns about the last `len` code points, from the start of a word.
fn tail(text: &str, len: usize) -> &str {
    let Some((start, _)) = text.char_indices().rev().nth(len) else { return text };
    text[start..].find(' ').map_or(&text[start..], |space| &text[start + space + 1..])
}

/// Returns about the first `len` code points, to the end of a word.
fn head(text: &str, len: usize) -> &str {
    let Some((end, _)) = text.char_indices().nth(len) else { return text };
    text[..end].rfind(' ').map_or(&text[..end], |space| &text[..space])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_finds_its_place_again_or_says_why_not() {
        let text = "Kim est venu. Kim a parlé.\n\nPuis Kim est parti.";
        for (start, _) in text.match_indices("Kim") {
            let selector = make_selector(text, start..start + 3);
            assert_eq!(find(text, &selector), Ok(start..start + 3), "{selector:?}");
            let moved = format!("Un mot de plus. {text}");
            assert_eq!(find(&moved, &selector), Ok(start + 16..start + 19), "{selector:?}");
        }
        let selector = make_selector(text, 0..3);
        assert_eq!(find("Kim est là.", &selector), Err(SelectorError::NotFound));
        let short = TextQuoteSelector { quote: "Kim".to_owned(), ..TextQuoteSelector::default() };
        assert_eq!(find(text, &short), Err(SelectorError::Ambiguous(3)));
    }

    #[test]
    fn many_selectors_are_found_as_each_by_itself() {
        let text = "Kim est venu. Kim a parlé.\n\nPuis Kim est parti, et Kim est resté.\n\nKim est venu.";
        let mut selectors: Vec<TextQuoteSelector> =
            text.match_indices("Kim").map(|(start, _)| make_selector(text, start..start + 3)).collect();
        let selector = |prefix: &str, quote: &str, suffix: &str, at: Option<usize>| TextQuoteSelector {
            quote: quote.to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            code_point_offset: at,
        };
        for at in [None, Some(0), Some(14), Some(27), Some(9_999)] {
            for (prefix, suffix) in [("", ""), ("Puis ", ""), ("", " est"), ("venu. ", " a"), ("et ", " est parti")] {
                selectors.push(selector(prefix, "Kim", suffix, at));
            }
        }
        selectors.extend([
            selector("", "", "", None),
            selector("Kim", "", " est", Some(3)),
            selector("", "Un", "", Some(0)),
        ]);
        let all: Vec<&TextQuoteSelector> = selectors.iter().collect();
        let each: Vec<_> = selectors.iter().map(|selector| find(text, selector)).collect();
        assert_eq!(find_all(text, &all), each);
        assert!(each.iter().any(Result::is_ok) && each.contains(&Err(SelectorError::Ambiguous(5))), "{each:?}");
    }

    #[test]
    fn words_that_lie_in_one_another_are_counted_up_to_a_bound() {
        let text = "a".repeat(1_000);
        let selectors: Vec<TextQuoteSelector> =
            (1..200).map(|n| TextQuoteSelector { quote: "a".repeat(n), ..TextQuoteSelector::default() }).collect();
        let found = find_all(&text, &selectors.iter().collect::<Vec<_>>());
        assert!(found.iter().all(|found| matches!(found, Err(SelectorError::Ambiguous(2..)))), "{found:?}");
    }

    #[test]
    fn equal_paragraphs_are_distinguished_by_offset_only() {
        let text = "Kim rit.\n\nKim rit.";
        let second = make_selector(text, 10..13);
        assert_eq!(find(text, &second), Ok(10..13));
        assert_eq!(
            find("Un.\n\nKim rit.\n\nKim rit.", &second),
            Err(SelectorError::Ambiguous(2)),
            "never silently moved"
        );
    }
}
