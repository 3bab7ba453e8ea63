//! The acronym in brackets behind a name: `Cour pénale internationale (CPI)`. Looks at one place only; what follows from it for
//! the rest of an article is the business of `acronyms`.

use crate::registry::surface_form::FoldedForm;
use crate::text::tokens::{self, Token};

/// Returns whether the token behind the words of a form is its acronym in brackets: `cour des marées (CDM)`.
pub(super) fn follows(text: &str, words: &[Token], next: Option<&Token>, form: &FoldedForm) -> bool {
    let token = words.last().and_then(|last| acronym_after(text, last.end as usize, next));
    token.is_some_and(|token| token.len() > 1 && is_acronym_of(token, token.text(text), form))
}

/// Returns the word behind a name that ends at `end`, if it is alone in brackets.
pub(super) fn acronym_after<'a>(text: &str, end: usize, token: Option<&'a Token>) -> Option<&'a Token> {
    let token = token?;
    let opened = text[end..token.start as usize].trim() == "(";
    (opened && text[token.end as usize..].trim_start_matches('.').trim_start().starts_with(')')).then_some(token)
}

/// Returns whether the letters of an acronym are initials of words of the form, in order: `CPI`, but not the `(AFP)` of
/// a news agency after a name.
pub(super) fn is_acronym_of(token: &Token, short: &str, form: &FoldedForm) -> bool {
    let mut words = form.words();
    token.is(Token::ALL_CAPITALS)
        && tokens::fold(short).chars().all(|letter| words.any(|(folded, _)| folded.starts_with(letter)))
}
