//! Expressions for a role: whether `le président russe` means someone else than the entity with that role.
//!
//! The form does not include its article, so that `le`, `au`, `du` and `the` all match. The words next to it decide:
//! `l’ancien président russe` and `le président russe Jean Dupont` mean someone else.

use super::name_context::{NameContext, NameSpan};
use crate::text::tokens::{Gap, Token};

/// Returns whether an expression for a role cannot mean the entity with that role. `own` returns whether a name, given
/// by its number, is a name of that entity; it is asked about a name that follows immediately.
#[must_use]
pub(crate) fn means_another(context: &NameContext<'_>, name: &NameSpan, own: impl Fn(usize) -> bool) -> bool {
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
