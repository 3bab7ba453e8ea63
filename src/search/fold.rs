//! Folds the words of a query or a name for comparison, and assigns terms to files.
//!
//! The words are those used for linking ([`crate::text::tokens`]), so that a form that links a name also finds it:
//! case, accents, `’` and `-` make no difference. search.js folds in the same way; tests/search/folding.json checks
//! both.

use crate::text::tokens;
use crate::text::tokens::Token;

/// Returns the folded words of a text in order: `l’Élysée` -> `l`, `elysee`; `大会堂` -> `大会`, `会堂`.
#[must_use]
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    tokens::tokenize(text, 0, text.len(), &mut found);
    paired(text, &found).iter().map(|token| word(token.text(text))).collect()
}

/// Returns the words to index. In scripts without spaces these are the pairs of adjacent characters, because word
/// boundaries are unknown and most words have two characters; a single character counts alone.
pub(super) fn paired(text: &str, list: &[Token]) -> Vec<Token> {
    let joins = |a: &Token, b: &Token| a.is(Token::UNSPACED_SIGN) && b.is(Token::UNSPACED_SIGN) && a.end == b.start;
    let mut words = Vec::with_capacity(list.len());
    for (index, token) in list.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| list.get(before));
        match list.get(index + 1).filter(|next| joins(token, next)) {
            Some(next) => {
                let pair = Token { end: next.end, ..*token };
                words.push(Token { hash: tokens::hash_folded(&word(pair.text(text))), ..pair });
            }
            None if before.is_some_and(|before| joins(before, token)) => {}
            None => words.push(*token),
        }
    }
    words
}

/// Returns the folded letters of a word. A few characters decompose into whole phrases (U+FDFA); their spaces are
/// removed, because spaces separate the terms of a file.
pub(super) fn word(text: &str) -> String {
    let mut folded = tokens::fold(text);
    folded.retain(|c| !c.is_whitespace());
    folded
}

/// Number of letters of a term that determine its file: as many as one must type before words are completed.
pub(super) const N_LETTERS: usize = 4;

/// Returns the file of a term, out of a power of two files: FNV-1a over the UTF-16 code units of its first letters, as
/// JavaScript counts them.
pub(super) fn file_of(term: &str, n_files: usize) -> usize {
    let mut hash = 0x811c_9dc5_u32;
    for unit in term.encode_utf16().take(N_LETTERS) {
        hash = (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193);
    }
    (hash ^ (hash >> 15)) as usize & (n_files - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// tests/browser/search.mjs runs the same list through search.js.
    #[test]
    fn words_fold_as_the_shared_list_says() {
        let list = std::fs::read_to_string("tests/search/folding.json").expect("the list");
        let cases: Vec<(String, Vec<String>, usize)> = serde_json::from_str(&list).expect("JSON");
        assert!(cases.len() >= 20);
        for (text, folded, file) in cases {
            assert_eq!(folded_words(&text), folded, "{text}");
            assert_eq!(file_of(folded.first().map_or("", String::as_str), 256), file, "file of {text}");
        }
    }
}
