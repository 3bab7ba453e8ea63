//! Expressions for a role, `le président russe`: who else may be meant.
//!
//! The article of such a form is no part of it, so that `le`, `au`, `du`, `the` all lead to it. What stands before and
//! after decides: `l’ancien président russe` and `le président russe Jean Dupont` speak of somebody else.

use super::{NameContext, NameSpan};
use crate::text::tokens::{Gap, Token};

/// Tells whether an expression for a role cannot mean its bearer. `own` tells whether the name that follows at once,
/// by its number, is the bearer's own.
#[must_use]
pub fn means_another(context: &NameContext<'_>, name: &NameSpan, own: impl Fn(usize) -> bool) -> bool {
    let modified = name.first > 0
        && matches!(context.tokens[name.first].gap, Gap::Space | Gap::Hyphen)
        && context.language.role_modifiers.contains(&context.word(name.first - 1));
    let compound = context.tokens.get(name.after).is_some_and(|token| token.gap == Gap::Hyphen);
    if modified || compound {
        return true;
    }
    let Some(next) = context.spaced_at(name.after).filter(|token| token.is(Token::CAPITAL)) else { return false };
    match context.name_of_token[name.after] {
        Some(number) => context.names[number].types.person && !own(number),
        None => !next.is(Token::SENTENCE_START) && context.is_unknown_capital(name.after),
    }
}
