//! Words of a query or a name as they are compared, and which file holds a term.
//!
//! The words are those of linking (`registry::tokens`), so that what links a name finds it too: case, accents, `’` and
//! `-` make no difference. search.js folds the same way; tests/search/folding.json holds both to it.

use crate::text::tokens;
use crate::text::tokens::Token;

/// Returns the folded words of a text in order: `l’Élysée` -> `l`, `elysee`; `大会堂` -> `大会`, `会堂`.
#[must_use]
pub fn folded_words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    tokens::tokenize(text, 0, text.len(), &mut found);
    paired(text, &found).iter().map(|token| word(token.text(text))).collect()
}

/// Returns the words that are searched: of signs that stand side by side in a script without spaces every two, each by
/// itself where it stands alone. Nobody knows where their words end, and most have two signs.
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

/// Returns the folded letters of a word. A few signs are whole phrases when they are taken apart (U+FDFA); spaces, which
/// part the terms of a file, go.
pub(super) fn word(text: &str) -> String {
    let mut folded = tokens::fold(text);
    folded.retain(|c| !c.is_whitespace());
    folded
}

/// How many letters of a term decide which file it stands in: as many as one must type before words are completed.
pub(super) const N_LETTERS: usize = 4;

/// Returns the file that holds a term, of a power of two files: FNV-1a over the UTF-16 units of its first letters, as
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

    /// tests/browser/search.mjs gives the same list to search.js.
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
