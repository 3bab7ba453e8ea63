//! Looks at words before a person's name that persons never follow: `en Hollande`, `le Jeanne Morel`, `le nouveau Zidane`,
//! `Photo Morel`.

use super::name_context::{NameContext, NameSpan};
use crate::gazetteer::{self, PlaceWeight};
use crate::text::tokens::{Gap, Token};

impl NameContext<'_> {
    /// Returns whether a name describes the noun after it: `the Brown years`. A form that is an ordinary word, a title or a
    /// place describes less.
    fn describes_next(&self, name: &NameSpan) -> bool {
        let Some(next) = self.spaced_at(name.after) else { return false };
        let word = self.word(name.after);
        let language = self.language;
        if language.name_words.attributes.contains(&word) {
            return true;
        }
        if !name.types.full {
            let own = self.word(name.first);
            let other = language.name_words.words.contains(&own) || language.titles.contains(&own);
            if other || gazetteer::place_weight(&own).is_some() {
                return false;
            }
        }
        let finite = word.len() > 4 && language.name_words.verb_endings.iter().any(|ending| word.ends_with(ending));
        !finite
            && !next.is(Token::CAPITAL)
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

/// `en Hollande`, `La Hollande`, `in the Jordan`, `à Washington`: no bare family name follows such a word. Where the article
/// has the name of a country or capital so, it is not clear elsewhere either: `Washington hésite`.
pub(super) fn place_word(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if !context.is_bare_family(name) || context.tokens[name.first].gap == Gap::Hyphen {
        return None;
    }
    let words = &context.language.name_words;
    let weight = || gazetteer::place_weight(&context.word(name.first));
    let before = context.joined_before(name.first).filter(|before| !context.is_in_name(*before));
    let word = before.map(|before| context.word(before)).unwrap_or_default();
    if words.impersonal.contains(&word) {
        let possessive = context.tokens.get(name.after).is_some_and(|next| {
            next.gap == Gap::Apostrophe && context.language.possessives.contains(&context.word(name.after))
        });
        let joined = context.tokens.get(name.after).is_some_and(|next| next.gap == Gap::Hyphen);
        let describes = words.attributive_articles.contains(&word) && (joined || context.describes_next(name));
        let possessive = possessive && !words.attributive_articles.contains(&word);
        return before.filter(|_| !possessive && !describes);
    }
    // `Keller, Texas, voted`
    if let Some(place) = context.name_at(name.after).filter(|place| place.types.place)
        && context.text_before(name.after) == ", "
        && context.tokens.get(place.after).is_some_and(|_| context.text_before(place.after).starts_with(','))
    {
        return Some(name.after);
    }
    let weight = weight()?;
    // `France 2`
    if context.spaced_at(name.after).is_some_and(|next| next.is(Token::DIGIT) && next.len() < 3) {
        return Some(name.after);
    }
    if let Some(before) = before {
        // `Paul a Washington` is no place: the preposition has its accent, unless it is a capital.
        let verb = context.tokens[before].text(context.text) == "a";
        // `le discours de Moreno`: a city far away that is a usual family name.
        let family = || weight == PlaceWeight::City && gazetteer::is_family_name(&context.word(name.first));
        let of = words.of_places.contains(&word) && !family();
        if !verb && (of || words.towards.contains(&word)) {
            return Some(before);
        }
    }
    let is_titled = context.language.titles.contains(&word) || context.initials_before(name).is_some();
    let is_place_here = weight == PlaceWeight::State
        && !is_titled
        && !context.follows_person(name.after, false)
        && context.document.is_place(context.tokens[name.first].hash, context.text, context.language);
    is_place_here.then_some(name.first)
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

/// `the Morel affair`, `Morel’s Bakery`: the noun after a name makes it another one.
pub(super) fn follower(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if !context.is_bare_family(name) {
        return None;
    }
    let language = context.language;
    let possessive = context.tokens.get(name.after).is_some_and(|token| token.gap == Gap::Apostrophe)
        && language.possessives.contains(&context.word(name.after));
    let index = if possessive { name.after + 1 } else { name.after };
    let capital = context.spaced_at(index)?.is(Token::CAPITAL);
    let word = context.word(index);
    let names = language.name_words.followers.contains(&word) || (possessive && language.head_nouns.contains(&word));
    // `King’s Speech`
    let own = context.word(name.first);
    let ordinary = possessive && (language.name_words.words.contains(&own) || language.titles.contains(&own));
    let title = ordinary && context.is_unknown_capital(index);
    ((names && capital == possessive) || title).then_some(index)
}

/// `le film « Morel »`: a family name alone in quotation marks is that of a work, or is itself in doubt.
pub(super) fn in_marks(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if !context.is_bare_family(name) {
        return None;
    }
    let (first, last) = (&context.tokens[name.first], &context.tokens[name.after - 1]);
    let before = context.text[..first.start as usize].trim_end().chars().next_back()?;
    let after = context.text[last.end as usize..].trim_start().chars().next()?;
    matches!((before, after), ('«', '»') | ('“' | '„', '”' | '“') | ('"', '"') | ('‘', '’')).then_some(name.first)
}

/// `avenue du Général Leclerc`, `lycée du Docteur Morel`: a title with a capital between a name and what has it.
pub(super) fn titled_place(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let language = context.language;
    let title = context.joined_before(name.first).filter(|index| name.types.person && context.is_capital(*index))?;
    if !language.titles.contains(&context.word(title)) {
        return None;
    }
    let mut binder = context.spaced_before(title).or_else(|| context.joined_before(title))?;
    if language.articles.contains(&context.word(binder)) {
        binder = context.joined_before(binder)?;
    }
    let noun = context.spaced_before(binder).filter(|_| language.binders.contains(&context.word(binder)))?;
    let word = context.word(noun);
    (language.triggers.contains(&word) && language.direct_triggers.contains(&word)).then_some(noun)
}

/// `le manoir de Kervella`: whether the particle is that of the name or binds the place to the noun nobody can say.
pub(super) fn particle_complement(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let language = context.language;
    if !name.types.person || name.types.full || !language.binders.contains(&context.word(name.first)) {
        return None;
    }
    let noun = context.spaced_before(name.first).filter(|index| !context.is_in_name(*index))?;
    let word = context.word(noun);
    let words = &language.name_words;
    let free = context.is_capital(noun)
        || [
            &language.titles, &language.stop_words, &language.openers, &language.conjunctions, &words.verbs,
            &words.person_verbs, &words.clitics,
        ]
        .iter()
        .any(|set| set.contains(&word));
    (!free && context.is_capital(name.after - 1) && !context.is_capital(name.first)).then_some(noun)
}

/// `le théorème de Fermat`: a thing named after somebody.
pub(super) fn eponym_noun(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if !name.types.person || name.types.place {
        return None;
    }
    // `Marsh’s law`
    if let Some(noun) = context.spaced_at(name.after + 1)
        && context.tokens[name.after].gap == Gap::Apostrophe
        && context.language.possessives.contains(&context.word(name.after))
        && !noun.is(Token::CAPITAL)
        && context.language.name_words.eponym_nouns.contains(&context.word(name.after + 1))
    {
        return Some(name.after + 1);
    }
    let binder = context.joined_before(name.first)?;
    let noun = context.spaced_before(binder)?;
    let bound = context.language.binders.contains(&context.word(binder))
        && context.language.name_words.eponym_nouns.contains(&context.word(noun));
    bound.then_some(noun)
}

/// `Photo Morel`, `© Morel`, `Morel/AFP`: a photographer, whoever it is.
pub(super) fn credit(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if !context.is_bare_family(name) {
        return None;
    }
    let start = context.tokens[name.first].start as usize;
    if context.text[..start].trim_end().ends_with('©') {
        return Some(name.first);
    }
    if name.first > 0 {
        let before = name.first - 1;
        let mark = context.text_before(name.first);
        let bound = mark.trim().is_empty() || mark.trim() == ":";
        if bound && context.language.name_words.credits.contains(&context.word(before)) {
            return Some(before);
        }
        if mark.trim() == "/" && !context.is_person(before) {
            return Some(before);
        }
    }
    let after = name.after;
    // `Morel (2019)`, `Morel et al.`: who wrote a study.
    let study = context.tokens.get(after).is_some_and(|next| {
        let opens = context.text_before(after).ends_with('(') && next.is(Token::DIGIT) && next.len() == 4;
        opens && context.text[next.end as usize..].starts_with(')')
    });
    let authors = context.spaced_at(after).is_some()
        && context.spaced_at(after + 1).is_some()
        && context.word(after) == "et"
        && context.word(after + 1) == "al";
    // `Morel, P., 2019`
    let listed = context.tokens.get(after).is_some_and(|next| {
        next.len() == 1 && next.is(Token::CAPITAL) && context.text[next.end as usize..].starts_with('.')
    }) && context.text_before(after) == ", ";
    if study || authors || listed {
        return Some(after);
    }
    let slash = after < context.tokens.len() && context.text_before(after).trim() == "/" && context.is_capital(after);
    (slash && !context.is_person(after)).then_some(after)
}

impl NameContext<'_> {
    /// Returns whether a token is part of a known person's name.
    fn is_person(&self, index: usize) -> bool {
        self.name_at(index).is_some_and(|name| name.types.person)
    }
}
