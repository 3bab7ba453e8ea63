//! What the words around a bare family name say about its bearer besides names: the sex with which a participle agrees
//! (`Morel est accusée`), and the company of other known names (`Morel, Tessier et Calloway`).
//!
//! It looks at one name. Who of several bearers is then meant is decided in `disambiguation`.

use super::name_context::{NameContext, NameSpan};
use crate::gazetteer::Sex;
use crate::text::tokens::{Gap, Token};

/// How far behind a name the word that agrees with it is looked for, in words.
const MAX_DISTANCE: usize = 6;

/// How far an enumeration is followed on each side of a name, in words.
const MAX_ENUMERATION: usize = 16;

/// So many different known family names in one enumeration are hardly all those of strangers.
const MIN_ENUMERATED: usize = 3;

/// Returns the sex with which a word behind a bare family name agrees, of which the name is the subject.
pub(crate) fn agreement(context: &NameContext<'_>, name: &NameSpan) -> Option<Sex> {
    let rules = &context.language.name_words.agreement;
    let of = |found: [bool; 2]| match found {
        [true, false] => Some(Sex::Female),
        [false, true] => Some(Sex::Male),
        _ => None,
    };
    if !context.is_bare_family(name) || !context.is_subject(name) {
        return None;
    }
    let (mut has_being, mut has_having, mut is_reflexive) = (false, false, false);
    for index in name.after..name.after + MAX_DISTANCE {
        let token = context.tokens.get(index)?;
        let follows_comma = index == name.after && context.text_before(index).trim() == ",";
        let is_tied = matches!(token.gap, Gap::Space | Gap::Apostrophe | Gap::Hyphen);
        if !(is_tied || follows_comma) || token.is(Token::CAPITAL | Token::DIGIT) || context.is_in_name(index) {
            return None;
        }
        let (word, written) = (context.word(index), token.text(context.text));
        let emphasis = rules.emphatic.map(|pronoun| pronoun == word);
        if emphasis.contains(&true) && context.tokens.get(index + 1).is_some_and(|next| next.gap == Gap::Hyphen) {
            return of(emphasis);
        }
        if rules.being.contains(&word) {
            (has_being, has_having) = (true, false);
        } else if rules.having.contains(&word) && !token.is(Token::ACCENTED) {
            has_having = true;
        } else if rules.reflexive.contains(&word) {
            is_reflexive = true;
        } else if !rules.between.contains(&word) {
            // `Morel a accusé Tessier`: such a participle agrees with nothing before it. Without a verb (`Morel, arrivée
            // lundi`) it may be a noun: `Morel, qualité oblige`.
            let may_be_noun = !has_being && rules.noun_endings.iter().any(|ending| written.ends_with(ending));
            if has_having || may_be_noun || rules.no_participles.contains(&word) {
                return None;
            }
            let agrees = [0, 1].map(|sex: usize| {
                rules.words[sex].contains(&word) || rules.endings[sex].iter().any(|ending| written.ends_with(ending))
            });
            return of(agrees).filter(|sex| !is_reflexive || *sex == Sex::Female);
        }
    }
    None
}

/// Returns whether a bare family name is one of several different known ones in an enumeration: `Morel, Tessier et Calloway`.
pub(crate) fn is_enumerated(context: &NameContext<'_>, name: &NameSpan) -> bool {
    if !context.is_bare_family(name) {
        return false;
    }
    let mut known = vec![context.tokens[name.first].hash];
    let mut index = name.first;
    let start = name.first.saturating_sub(MAX_ENUMERATION);
    while index > start && context.joins_members(index) && context.is_member(index - 1, &mut known) {
        index -= 1;
    }
    let end = context.tokens.len().min(name.after + MAX_ENUMERATION);
    index = name.after;
    while index < end && context.joins_members(index) && context.is_member(index, &mut known) {
        index += 1;
    }
    known.len() >= MIN_ENUMERATED
}

impl NameContext<'_> {
    /// Returns whether a name begins its clause, so that it is no complement: `la sœur de Morel est arrivée`.
    fn is_subject(&self, name: &NameSpan) -> bool {
        let Some(before) = name.first.checked_sub(1) else { return true };
        match self.tokens[name.first].gap {
            Gap::Space | Gap::Apostrophe => {
                self.language.name_words.agreement.clause_openers.contains(&self.word(before))
            }
            Gap::Hyphen => false,
            _ => true,
        }
    }

    /// Returns whether the text before a token may be between the members of an enumeration.
    fn joins_members(&self, index: usize) -> bool {
        self.tokens[index].gap == Gap::Space || self.text_before(index).trim() == ","
    }

    /// Returns whether a token is a conjunction or a member of an enumeration of family names, and notes the known ones.
    fn is_member(&self, index: usize, known: &mut Vec<u64>) -> bool {
        let token = &self.tokens[index];
        match self.name_at(index) {
            Some(name) if self.is_bare_family(name) => {
                if !known.contains(&token.hash) {
                    known.push(token.hash);
                }
                true
            }
            Some(_) => false,
            None if token.is(Token::CAPITAL) => {
                // An unknown name alone between two marks; a word beside it may be its first name.
                let is_alone = |at: usize| {
                    self.tokens.get(at).is_none_or(|token| token.gap != Gap::Space)
                        || self.language.conjunctions.contains(&self.word(at))
                };
                !token.is(Token::DIGIT) && is_alone(index + 1)
            }
            None => self.language.conjunctions.contains(&self.word(index)),
        }
    }
}
