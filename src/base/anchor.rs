//! Finds the passage that a note or a decision speaks of: by its words and what stands around them.
//!
//! An anchor that is not unique is an orphan. It is never moved to the likeliest place: a decision about one Kim must
//! not end up on another.

use std::ops::Range;

/// What a note or decision remembers of its passage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// The words themselves.
    pub quote: String,
    /// What stands right before them; may be empty.
    pub prefix: String,
    /// What stands right after them; may be empty.
    pub suffix: String,
    /// Code points of the text before them, where that is known. Decides between equal places, and never alone.
    pub at: Option<usize>,
}

/// Why an anchor holds no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adrift {
    /// The words stand nowhere in that surrounding.
    Gone,
    /// They stand in several places.
    Several(usize),
}

/// Returns the only place of `text` that an anchor can mean, in bytes.
///
/// # Errors
/// Why there is none.
pub fn find(text: &str, anchor: &Anchor) -> Result<Range<usize>, Adrift> {
    if anchor.quote.is_empty() {
        return Err(Adrift::Gone);
    }
    let fits = |start: usize| {
        text[..start].ends_with(&anchor.prefix) && text[start + anchor.quote.len()..].starts_with(&anchor.suffix)
    };
    let places: Vec<usize> =
        text.match_indices(&anchor.quote).map(|(start, _)| start).filter(|start| fits(*start)).collect();
    let range = |start: usize| start..start + anchor.quote.len();
    match places.as_slice() {
        [] => Err(Adrift::Gone),
        [start] => Ok(range(*start)),
        several => {
            let at = anchor.at.and_then(|at| text.char_indices().nth(at)).map(|(offset, _)| offset);
            match at.filter(|offset| several.contains(offset)) {
                Some(start) => Ok(range(start)),
                None => Err(Adrift::Several(several.len())),
            }
        }
    }
}

/// How much surrounding is remembered at first, in code points on either side.
const CONTEXT_LEN: usize = 24;

/// Makes an anchor of a place: as much surrounding as makes it unique, whole words, at most the paragraph.
#[must_use]
pub fn make(text: &str, range: Range<usize>) -> Anchor {
    let block_start = text[..range.start].rfind("\n\n").map_or(0, |at| at + 2);
    let block_end = text[range.end..].find("\n\n").map_or(text.len(), |at| range.end + at);
    let at = Some(text[..range.start].chars().count());
    let mut len = CONTEXT_LEN;
    loop {
        let anchor = Anchor {
            quote: text[range.clone()].to_owned(),
            prefix: tail(&text[block_start..range.start], len).to_owned(),
            suffix: head(&text[range.end..block_end], len).to_owned(),
            at,
        };
        let whole = anchor.prefix.len() == range.start - block_start && anchor.suffix.len() == block_end - range.end;
        let unique = find(text, &Anchor { at: None, ..anchor.clone() }).is_ok();
        if unique || whole {
            return anchor;
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
    fn an_anchor_finds_its_place_again_or_says_why_not() {
        let text = "Kim est venu. Kim a parlé.\n\nPuis Kim est parti.";
        for (start, _) in text.match_indices("Kim") {
            let anchor = make(text, start..start + 3);
            assert_eq!(find(text, &anchor), Ok(start..start + 3), "{anchor:?}");
            let moved = format!("Un mot de plus. {text}");
            assert_eq!(find(&moved, &anchor), Ok(start + 16..start + 19), "{anchor:?}");
        }
        let anchor = make(text, 0..3);
        assert_eq!(find("Kim est là.", &anchor), Err(Adrift::Gone));
        let short = Anchor { quote: "Kim".to_owned(), ..Anchor::default() };
        assert_eq!(find(text, &short), Err(Adrift::Several(3)));
    }

    #[test]
    fn equal_paragraphs_are_told_apart_by_place_only() {
        let text = "Kim rit.\n\nKim rit.";
        let second = make(text, 10..13);
        assert_eq!(find(text, &second), Ok(10..13));
        assert_eq!(find("Un.\n\nKim rit.\n\nKim rit.", &second), Err(Adrift::Several(2)), "never silently moved");
    }
}
