//! Looks at words before a person's name that persons never follow: `en Hollande`, `le Jeanne Morel`, `le nouveau Zidane`,
//! `Photo Morel`.

use super::name_context::{NameContext, NameSpan};
use crate::gazetteer::{self, PlaceWeight};
use crate::text::tokens::{Gap, Token};

impl NameContext<'_> {
    /// Returns whether a name describes the noun after it: `the Brown years`.
    fn describes_next(&self, name: &NameSpan) -> bool {
        let Some(next) = self.spaced_at(name.after) else { return false };
        let word = self.word(name.after);
        let language = self.language;
        !next.is(Token::CAPITAL)
            && !next.is(Token::DIGIT)
            && !language.stop_words.contains(&word)
            && !language.openers.contains(&word)
            && !language.name_words.verbs.contains(&word)
            && !language.name_words.person_verbs.contains(&word)
    }

    /// Returns whether a form has a title in it, which may follow an article: `le général de Gaulle`, `l’Aga Khan`.
    fn has_title(&self, name: &NameSpan) -> bool {
        let is_title = |index: usize| {
            let word = self.word(index);
            self.language.titles.contains(&word) || self.language.offices.contains(&word)
        };
        is_title(name.first) || is_title(name.after - 1)
    }
}

/// `en Hollande`, `La Hollande`, `in the Jordan`, `à Washington`: no bare family name follows such a word.
pub(super) fn place_word(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let before = context.joined_before(name.first).filter(|_| context.is_bare_family(name))?;
    if context.is_in_name(before) || context.tokens[name.first].gap == Gap::Hyphen {
        return None;
    }
    let words = &context.language.name_words;
    let word = context.word(before);
    let weight = || gazetteer::place_weight(&context.word(name.first));
    if words.impersonal.contains(&word) {
        let possessive = context.tokens.get(name.after).is_some_and(|next| {
            next.gap == Gap::Apostrophe && context.language.possessives.contains(&context.word(name.after))
        });
        let describes =
            words.attributive_articles.contains(&word) && context.describes_next(name) && weight().is_none();
        return (!possessive && !describes).then_some(before);
    }
    // `Paul a Washington` is no place: the preposition has its accent, unless it is a capital.
    let verb = context.tokens[before].text(context.text) == "a";
    let found = match weight() {
        Some(PlaceWeight::Country) => words.of_places.contains(&word) || words.towards.contains(&word),
        Some(PlaceWeight::City) => words.towards.contains(&word),
        None => false,
    };
    (found && !verb).then_some(before)
}

/// `le Jeanne Morel`, `un Steve Jobs de la mode`, `le nouveau Zidane`: a ship, a theatre, a kind of person.
pub(super) fn eponym(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let before = context.joined_before(name.first).filter(|_| name.types.person && !name.types.place)?;
    if context.is_in_name(before) || context.tokens[name.first].gap == Gap::Hyphen {
        return None;
    }
    let words = &context.language.name_words;
    let word = context.word(before);
    if words.successors.contains(&word) {
        let small = !context.is_capital(before) || context.opens_sentence(before);
        return small.then_some(before);
    }
    let named_after = name.types.full
        && name.types.several_words
        && words.name_articles.contains(&word)
        && !context.has_title(name)
        && !(words.attributive_articles.contains(&word) && context.describes_next(name));
    named_after.then_some(before)
}

/// `the Morel affair`, `the Morel brothers`: the noun after a name makes it another one.
pub(super) fn follower(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let next = context.spaced_at(name.after).filter(|_| context.is_bare_family(name))?;
    let noun = !next.is(Token::CAPITAL) && context.language.name_words.followers.contains(&context.word(name.after));
    noun.then_some(name.after)
}

/// `Photo Morel`, `© Morel`, `Morel/AFP`: a photographer, whoever it is.
pub(super) fn credit(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if !context.is_bare_family(name) {
        return None;
    }
    if name.first > 0 {
        let before = name.first - 1;
        let mark = context.text_before(name.first);
        let bound = mark.trim().is_empty() || mark.trim() == ":";
        if mark.contains('©') || (bound && context.language.name_words.credits.contains(&context.word(before))) {
            return Some(before);
        }
        if mark.trim() == "/" && !context.is_person(before) {
            return Some(before);
        }
    }
    let after = name.after;
    let slash = after < context.tokens.len() && context.text_before(after).trim() == "/" && context.is_capital(after);
    (slash && !context.is_person(after)).then_some(after)
}

impl NameContext<'_> {
    /// Returns whether a token is part of a known person's name.
    fn is_person(&self, index: usize) -> bool {
        self.name_at(index).is_some_and(|name| name.types.person)
    }
}
