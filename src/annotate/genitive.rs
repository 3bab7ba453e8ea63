//! Finds names in the genitive where it is an ending of the name: `Hamburgs Hafen`, `die Pläne Klaus Brandners`.
//!
//! The last word of a form is compared without its ending. A word that is a name with its ending (`Peters`, `Andreas`) is
//! taken as that name, and the genitive is only believed beside a noun: before it, perhaps with an adjective between, or
//! behind it. The forms themselves, and what a genitive means for the rules about longer names, are elsewhere.

use super::candidates::{Candidate, FormSearch, MatchedForm};
use crate::gazetteer::{is_family_name, is_given_name};
use crate::registry::FormIndex;
use crate::text::tokens::{self, Gap, Token};

/// The most words of a name of which the last one is looked at.
const MAX_WORDS: usize = 6;
/// The fewest bytes of a name without its ending.
const MIN_BYTES: usize = 3;

/// Returns the longest usable form that begins at a token and has the ending of the genitive in the text.
pub(super) fn longest(
    search: &FormSearch<'_>,
    list: &[Token],
    first: usize,
    usable: &impl Fn(FormIndex) -> bool,
) -> Option<Candidate> {
    if !list[first].is(Token::CAPITAL) {
        return None;
    }
    let ends = list.len().min(first + MAX_WORDS);
    (first..ends).rev().find_map(|last| {
        let bare = without_ending(search, &list[last])?;
        let mut words = list[first..=last].to_vec();
        *words.last_mut()? = bare;
        let mut best = None;
        search.lexicon.matches(&words, 0, |after, form| {
            let spelling = &search.lexicon.form(form).folded_form;
            if after == words.len() && usable(form) && search.is_spelled_alike(&words, spelling) {
                best = Some(Candidate { first, after: last + 1, form: MatchedForm::Form(form), is_genitive: true });
            }
        });
        best.filter(|_| is_beside_noun(list, first, last) && !is_name(list[last].text(search.text)))
    })
}

/// Returns the tokens of a text without the ending of the genitive, of those that have it: the words that matching may look
/// up besides those of the text.
#[must_use]
pub(super) fn bare_words(text: &str, list: &[Token], ending: &str) -> Vec<Token> {
    if ending.is_empty() {
        return Vec::new();
    }
    list.iter().filter_map(|token| bare(text, token, ending)).collect()
}

fn without_ending(search: &FormSearch<'_>, token: &Token) -> Option<Token> {
    bare(search.text, token, search.language.genitive)
}

/// Returns a capitalised word without its ending.
fn bare(text: &str, token: &Token, ending: &str) -> Option<Token> {
    let letters = token.text(text).strip_suffix(ending)?;
    let is_word = token.is(Token::CAPITAL) && letters.len() >= MIN_BYTES;
    let end = token.end - u32::try_from(ending.len()).ok()?;
    is_word.then(|| Token { end, hash: tokens::hash(letters), ..*token })
}

fn is_name(word: &str) -> bool {
    is_given_name(word) || is_family_name(word)
}

/// Returns whether the noun to which a genitive belongs is next to it: `Hamburgs neuer Hafen`, `der Hafen Hamburgs`.
fn is_beside_noun(list: &[Token], first: usize, last: usize) -> bool {
    let spaced = |index: usize| list.get(index).filter(|token| token.gap == Gap::Space);
    let is_capital = |index: usize| spaced(index).is_some_and(|token| token.is(Token::CAPITAL));
    let behind = || {
        let mut words = (last + 1..last + 4).take_while(|index| spaced(*index).is_some());
        words.any(is_capital)
    };
    let before = || first > 0 && list[first].gap == Gap::Space && list[first - 1].is(Token::CAPITAL);
    before() || behind()
}
