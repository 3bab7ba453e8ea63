//! Looks at what joins a name to another word: a hyphen (`Morel-Dupont`), an ampersand (`Morel & Fils`), the letter of a
//! lawsuit (`Roe v. Wade`).

use super::name_context::{NameContext, NameSpan};
use crate::text::tokens::{Gap, Token};

/// How far from two joined names the noun is that makes them two: `le sommet inédit Paris-Berlin`.
const MAX_PAIR_DISTANCE: usize = 3;

impl NameContext<'_> {
    /// Returns whether a hyphen, or a dash as short as one before a capital, joins a token to the one before.
    fn is_hyphenated(&self, index: usize) -> bool {
        match self.tokens[index].gap {
            Gap::Hyphen => true,
            Gap::Other(_) => self.text_before(index) == "–" && self.is_capital(index) && self.is_capital(index - 1),
            _ => false,
        }
    }

    /// Returns whether a noun beside names that hyphens join says that they are several names: `l’axe Moscou-Pékin`.
    fn is_pair(&self, name: &NameSpan) -> bool {
        let (mut first, mut after) = (name.first, name.after);
        while first > 0 && (self.is_hyphenated(first) || self.is_within_name(first)) {
            first -= 1;
        }
        while after < self.tokens.len() && (self.is_hyphenated(after) || self.is_within_name(after)) {
            after += 1;
        }
        let is_noun = |index: usize| self.language.name_words.pairs.contains(&self.word(index));
        let mut index = first;
        for _ in 0..MAX_PAIR_DISTANCE {
            let Some(before) = self.joined_before(index) else { break };
            if is_noun(before) {
                return true;
            }
            index = before;
        }
        (after..after + MAX_PAIR_DISTANCE).take_while(|index| self.joined_at(*index).is_some()).any(is_noun)
    }

    /// Returns whether a token continues the name of the token before.
    fn is_within_name(&self, index: usize) -> bool {
        self.is_in_name(index) && self.name_of_token[index] == self.name_of_token[index - 1]
    }
}

/// `Paris-Match` does not contain the name `Paris`, and `Paris-Nice` neither name; `l’axe Moscou-Pyongyang` contains both,
/// because both are known and an axis has two ends.
pub(super) fn compound(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let language = context.language;
    // `le Jean-Jaurès`, `rue Jean-Jaurès`: with hyphens everywhere a person's name is that of a thing.
    let hyphenated = |index: usize| context.tokens[index].gap == Gap::Hyphen;
    if name.types.full && name.types.several_words && (name.first + 1..name.after).all(hyphenated) {
        return Some(name.first);
    }
    if name.first > 0 && context.is_hyphenated(name.first) {
        let index = name.first - 1;
        let word = context.word(index);
        let small = !context.tokens[index].is(Token::CAPITAL) || context.tokens[index].is(Token::SENTENCE_START);
        let direction = name.after == name.first + 1 && language.compass.contains(&context.word(name.first));
        // `Sainte-Rose`, `rue du Docteur-Roche` are places.
        let title =
            language.titles.contains(&word) && !context.is_capital(index) && !language.direct_triggers.contains(&word);
        let prefix = small && language.prefixes.contains(&word) || title;
        let named = context.is_in_name(index) && !language.compass.contains(&word);
        if !prefix && (direction || !named || !context.is_pair(name)) {
            return Some(index);
        }
    }
    let after = name.after;
    if after >= context.tokens.len() || !context.is_hyphenated(after) {
        return None;
    }
    let word = context.word(after);
    let named = context.is_in_name(after) && !language.compass.contains(&word) && context.is_pair(name);
    (!named && !language.suffixes.contains(&word)).then_some(after)
}

/// `Morel & Fils`, `Morel et Fils`, `Dupont & Morel`: a firm.
pub(super) fn firm(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if !name.types.person || name.types.place || name.types.body {
        return None;
    }
    let ampersand = |index: usize| {
        index > 0
            && index < context.tokens.len()
            && context.text_before(index).trim() == "&"
            && context.is_capital(index)
    };
    if ampersand(name.after) {
        return Some(name.after);
    }
    // `Novak, Keller & Ortiz`
    let listed = context.tokens.get(name.after).is_some_and(|token| token.is(Token::CAPITAL))
        && context.text_before(name.after) == ", ";
    if listed && ampersand(name.after + 1) {
        return Some(name.after);
    }
    if ampersand(name.first) {
        return Some(name.first - 1);
    }
    context.spaced_at(name.after)?;
    let partner = context.spaced_at(name.after + 1)?;
    let joined = context.language.conjunctions.contains(&context.word(name.after))
        && !partner.is(Token::SENTENCE_START)
        && context.language.name_words.partners.contains(&context.word(name.after + 1));
    joined.then_some(name.after + 1)
}

/// `Roe v. Wade`, `Morel c. France`: the parties' names are the name of a judgment.
pub(super) fn lawsuit(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let is_mark = |index: usize| {
        let parties = index > 0
            && context.tokens[index].gap == Gap::Space
            && context.is_capital(index - 1)
            && context
                .tokens
                .get(index + 1)
                .is_some_and(|token| matches!(token.gap, Gap::Dot | Gap::Space) && token.is(Token::CAPITAL));
        parties && !context.is_capital(index) && context.language.name_words.lawsuit.contains(&context.word(index))
    };
    if name.after < context.tokens.len() && is_mark(name.after) {
        return Some(name.after);
    }
    (name.first > 0 && is_mark(name.first - 1)).then(|| name.first - 1)
}
