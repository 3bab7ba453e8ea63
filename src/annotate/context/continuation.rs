//! Looks for the rest of a longer name after a known one: `Irlande du Nord`, `Guinée équatoriale`,
//! `Parlement de Londres`.

use super::name_context::{NameContext, NameSpan};
use crate::lang::matching::CapitalMeaning;
use crate::text::tokens::{Gap, Token};

impl NameContext<'_> {
    /// Returns the token after `de`, `du`, `de la` or `de l’` behind a name, and whether there is an article among
    /// them.
    pub(super) fn after_binder(&self, after: usize) -> Option<(usize, bool)> {
        self.spaced_at(after)?;
        let binder = self.word(after);
        if !self.language.binders.contains(&binder) {
            return None;
        }
        let mut next = after + 1;
        let mut article = self.language.contracted.contains(&binder);
        self.joined_at(next)?;
        if self.language.articles.contains(&self.word(next)) {
            next += 1;
            article = true;
            self.joined_at(next)?;
        }
        Some((next, article))
    }
}

/// How far behind a name the acronym of a longer one is looked for, in words.
const MAX_ACRONYM_DISTANCE: usize = 6;

impl NameContext<'_> {
    /// Returns whether the token at `index` is an acronym in brackets that ends like the word before it and abbreviates what that
    /// word ends: `Haïti (MINUSTAH)`. A name's own acronym begins like it: `Haïti (HTI)`.
    fn is_acronym_of_longer(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        if self.text_before(index).trim() != "(" || !self.text[token.end as usize..].starts_with(')') {
            return false;
        }
        let (letters, last_word) = (self.word(index), self.word(index - 1));
        let n_letters = letters.len();
        n_letters > 3
            && letters.is_ascii()
            && token.is(Token::CAPITAL)
            && (token.is(Token::ALL_CAPITALS) || self.name_of_token[index].is_none())
            && (1..n_letters.min(4)).any(|n| last_word.starts_with(&letters[n_letters - n..]))
    }
}

/// `Mission … en Haïti (MINUSTAH)`, `Union africaine en Somalie (AMISOM)`: the acronym is that of a longer name.
pub(super) fn longer_by_acronym(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let language = context.language;
    if !(name.types.place || name.types.body) {
        return None;
    }
    let is_tie = |index: usize| {
        let word = context.word(index);
        language.locatives.contains(&word) || language.binders.contains(&word) || language.stop_words.contains(&word)
    };
    let next = context.tokens.get(name.after)?;
    if matches!(next.gap, Gap::Other(_)) {
        let mut before = context.joined_before(name.first).filter(|_| name.types.place)?;
        if language.articles.contains(&context.word(before)) {
            before = context.joined_before(before)?;
        }
        let own = context.word(name.after).starts_with(context.word(name.first).get(..1)?);
        return (is_tie(before) && !own && context.is_acronym_of_longer(name.after)).then_some(name.after);
    }
    if !(name.types.body && is_tie(name.after)) {
        return None;
    }
    let acronym = (name.after + 1..name.after + MAX_ACRONYM_DISTANCE)
        .find(|index| context.tokens.get(*index).is_none_or(|token| matches!(token.gap, Gap::Other(_) | Gap::Start)))?;
    (acronym < context.tokens.len() && context.is_acronym_of_longer(acronym)).then_some(acronym)
}

/// `dans le Nord de la France`, `Irlande du Nord`: a point of the compass is a place's name only by itself.
pub(super) fn compass(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let language = context.language;
    if name.after != name.first + 1 || !language.compass.contains(&context.word(name.first)) {
        return None;
    }
    if context.after_binder(name.after).is_some() {
        return Some(name.after);
    }
    let mut index = context.joined_before(name.first)?;
    // `l’autoroute 83 Nord`
    if context.tokens[index].is(Token::DIGIT) && context.is_capital(name.first) {
        return Some(index);
    }
    if language.articles.contains(&context.word(index)) {
        index = context.joined_before(index)?;
    }
    let bound = language.binders.contains(&context.word(index));
    let head = context.joined_before(index).filter(|_| bound)?;
    context.tokens[head].is(Token::CAPITAL).then_some(head)
}

/// `Guinée équatoriale`, `Irlande du Nord`, `Rio de Janeiro`, `Afrique des Grands Lacs`.
pub(super) fn longer_place(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if !name.types.place {
        return None;
    }
    let next = context.spaced_at(name.after)?;
    if !next.is(Token::CAPITAL) && context.language.place_adjectives.contains(&context.word(name.after)) {
        return Some(name.after);
    }
    if context.language.capitals == CapitalMeaning::Noun {
        return None;
    }
    let (next, article) = context.after_binder(name.after)?;
    let contracted = context.language.contracted.contains(&context.word(name.after));
    if context.language.compass.contains(&context.word(next)) {
        // `Irlande du Nord` is a name; `France de l’ouest à l’est`, in lower case, only says where.
        return context.tokens[next].is(Token::CAPITAL).then_some(next);
    }
    if !article && context.language.place_complements.contains(&context.word(next)) {
        return Some(next);
    }
    // `la visite à Moscou de Xi Jinping`: a first and last name, or a known name, says whose visit it is.
    let person = context.joined_at(next + 1).is_some_and(|token| token.is(Token::CAPITAL)) && !contracted;
    ((!article || contracted) && !person && context.is_unknown_capital(next)).then_some(next)
}

/// `François de Rugy`: a particle and an unknown name follow.
pub(super) fn longer_person(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    context.spaced_at(name.after).filter(|_| name.types.person && !name.types.full)?;
    let next = context.joined_at(name.after + 1)?;
    let tied = context.name_of_token[name.after].is_none()
        && context.language.particles_after.contains(&context.word(name.after));
    (tied && next.is(Token::CAPITAL) && context.is_unknown_capital(name.after + 1)).then_some(name.after)
}

/// `Parlement de Londres`, `Union africaine`, `Assemblée nationale populaire`: not the body that is meant by the
/// capital alone.
pub(super) fn longer_body(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let next = context.spaced_at(name.after)?;
    let word = context.word(name.after);
    // `sud-coréen`: the second half is the adjective.
    let second = context.language.prefixes.contains(&word)
        && context.tokens.get(name.after + 1).is_some_and(|token| token.gap == Gap::Hyphen)
        && context.language.is_adjective(&context.word(name.after + 1));
    let adjective = !next.is(Token::CAPITAL) && (second || context.language.is_adjective(&word));
    let common = context.is_common(name);
    if adjective && (common || (name.types.body && word.contains("nation"))) {
        return Some(name.after);
    }
    let after_acronym = || {
        let acronym = name.after == name.first + 1 && context.tokens[name.first].is(Token::ALL_CAPITALS);
        acronym && context.language.contracted.contains(&word)
    };
    if !(common || name.types.body && after_acronym()) {
        return None;
    }
    // An infinitive (`le Sénat de voter`) or a date is not part of the name.
    let (after, _) = context.after_binder(name.after)?;
    let token = &context.tokens[after];
    let infinitive = token.gap != Gap::Apostrophe && !context.language.contracted.contains(&word) && {
        let word = context.word(after);
        let endings = context.language.name_words.infinitive_endings;
        !token.is(Token::CAPITAL) && endings.iter().any(|ending| word.ends_with(ending))
    };
    // `la CGT du livre` is a branch of the body; `la CGT du Rhône` is seen by its capital.
    let is_name = !common && token.is(Token::CAPITAL);
    (!infinitive && !is_name && !token.is(Token::DIGIT)).then_some(after)
}
