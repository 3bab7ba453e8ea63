//! The head of a longer name before a known one: `évêque de Sion`, `Université pour femmes Ewha de Séoul`.

use super::{NameContext, NameSpan};
use crate::lang::matching::MatchingRules;
use crate::text::tokens::{Gap, Token};

/// How far back the head of a longer name is looked for, in words: `Université pour femmes Ewha de Séoul`.
const MAX_HEAD_DISTANCE: usize = 6;

/// What binds a name to the words before it.
struct Binding {
    /// Index of the binder.
    binder: usize,
    /// Whether an article stands between, in a token of its own or contracted.
    article: bool,
    /// Whether the binder binds only to a noun with a capital.
    loose: bool,
}

impl NameContext<'_> {
    fn binding(&self, name: &NameSpan) -> Option<Binding> {
        let mut binder = self.joined_before(name.first)?;
        let mut article = false;
        if self.language.articles.contains(&self.word(binder)) {
            article = true;
            binder = self.joined_before(binder)?;
        }
        let word = self.word(binder);
        article |= self.language.contracted.contains(&word);
        let loose = self.language.loose_binders.contains(&word);
        (loose || self.language.binders.contains(&word)).then_some(Binding { binder, article, loose })
    }

    fn binds(&self, word: &str) -> bool {
        self.language.binders.contains(word) || self.language.articles.contains(word)
    }

    /// Tells whether the noun at `index` is only described: `un hôpital de Rome`, `une grande université de Lyon`.
    fn is_indefinite(&self, index: usize) -> bool {
        let mut at = index;
        for _ in 0..2 {
            let Some(before) = self.joined_before(at) else { return false };
            if self.language.indefinites.contains(&self.word(before)) {
                return true;
            }
            at = before;
        }
        false
    }

    /// Tells whether another name follows in an enumeration: `universités de Lyon et de Paris`.
    fn is_enumerated(&self, name: &NameSpan) -> bool {
        let Some(next) = self.tokens.get(name.after) else { return false };
        let comma = self.text[self.tokens[name.after - 1].end as usize..next.start as usize].trim() == ",";
        let from = match () {
            () if comma => name.after,
            () if self.language.conjunctions.contains(&self.word(name.after)) => name.after + 1,
            () => return false,
        };
        let follows = (from..from + 3).find(|index| {
            self.tokens.get(*index).is_none_or(|token| token.gap == Gap::Start) || !self.binds(&self.word(*index))
        });
        follows.is_some_and(|index| self.name_at(index).is_some())
    }

    fn is_trigger(&self, name: &NameSpan, index: usize, bond: &Binding) -> bool {
        let language = self.language;
        let word = self.word(index);
        let noun = language.triggers.contains(&word)
            || (language.plural_triggers.contains(&word) && self.is_enumerated(name))
            || (!bond.article && language.territories.contains(&word))
            || self
                .joined_before(index)
                .is_some_and(|before| MatchingRules::has_pair(&language.gendered_triggers, &word, &self.word(before)));
        noun && !self.is_indefinite(index)
    }
}

/// `chef d’État`, `coup d’État`: no article, so no body is meant.
pub(super) fn complement(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let bond = context.binding(name).filter(|bond| !bond.article && !bond.loose)?;
    (name.after == name.first + 1 && context.is_common(name)).then_some(bond.binder)
}

/// `évêque de Sion`, `Jeux olympiques de Londres`, `cour d’appel de Paris`: a noun that makes a longer name, whatever
/// its case, with nothing but adjectives or complements between.
pub(super) fn trigger(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let bond = context.binding(name).filter(|bond| !bond.loose)?;
    if !(name.types.place || name.types.body) {
        return None;
    }
    let mut index = bond.binder;
    for distance in 1..=3 {
        index = context.joined_before(index)?;
        if context.name_of_token[index].is_some() {
            return None;
        }
        // The place in the enumeration `du Niger et du Mali` is bound as the first one is, see `enumeration`.
        let word = context.word(index);
        // An organisation is bound to a noun with a capital, or to one that can only be its part.
        let bound = name.types.place || context.tokens[index].is(Token::CAPITAL) || word == "ministere";
        if bound && context.is_trigger(name, index, &bond) {
            return Some(index);
        }
        let complement = distance == 1
            && context.joined_before(index).is_some_and(|before| {
                context.language.binders.contains(&context.word(before)) && !context.language.stop_words.contains(&word)
            })
            && !context.tokens[index].is(Token::CAPITAL);
        let passes = context.language.is_adjective(&word) || complement || (distance == 2 && context.binds(&word));
        if !passes {
            return None;
        }
    }
    None
}

/// `Université … de Séoul`, `Faucons de la liberté du …`, `ministère de la Défense de …`: a noun with a capital
/// further back, with only small words of its own between.
pub(super) fn institution(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let bond = context.binding(name).filter(|_| name.types.place || name.types.body)?;
    let language = context.language;
    let mut index = bond.binder;
    // Whether every word since the last binder may stand between a noun and its complement.
    let mut clean = true;
    for distance in 1..=MAX_HEAD_DISTANCE {
        index = context.joined_before(index)?;
        let word = context.word(index);
        if let Some(before) = context.name_at(index) {
            let longer = before.blocked_by.as_ref().is_some_and(|held| {
                matches!(
                    held.rule,
                    "trigger-noun" | "institution" | "capital-bound" | "noun-complement" | "longer-place"
                )
            });
            let head = distance == 1 && name.types.place && (longer || context.is_common(before));
            return head.then_some(index);
        }
        let token = &context.tokens[index];
        let capital = token.is(Token::CAPITAL) && !context.headline;
        if capital && language.head_nouns.contains(&word) && !(bond.loose && distance > 1) {
            return Some(index);
        }
        if capital && !token.is(Token::SENTENCE_START) {
            if distance == 1 && !bond.loose {
                // `Force d’Urgence des …`: the head may stand before it.
                clean = false;
                continue;
            }
            let free = language.titles.contains(&word) || language.openers.contains(&word);
            return (clean && !free && name.types.place && !bond.loose).then_some(index);
        }
        if language.stop_words.contains(&word) && !language.binders.contains(&word) {
            return None;
        }
        if context.binds(&word) {
            clean = true;
        } else {
            // A noun may stand only right behind its own binder; else it begins another phrase.
            let opens = context.joined_before(index).is_some_and(|before| context.binds(&context.word(before)));
            clean = clean && (opens || language.is_adjective(&word));
        }
    }
    None
}

/// `Prénoms de Paris`, `Alternative pour …`, `Debout la …`: an unknown noun with a capital right before the binder. The
/// people of a place are no part of its name: `les Kurdes de Syrie`.
pub(super) fn capital(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if !name.types.place {
        return None;
    }
    let Some(bond) = context.binding(name) else {
        let article = context.joined_before(name.first)?;
        let head = context.spaced_before(article)?;
        let small = !context.tokens[article].is(Token::CAPITAL);
        let tied = small && context.language.articles.contains(&context.word(article));
        return (tied && !context.tokens[head].is(Token::SENTENCE_START) && context.is_unknown_capital(head))
            .then_some(head);
    };
    let head = context.joined_before(bond.binder)?;
    let free = bond.article && !bond.loose;
    let word = context.word(head);
    let opens = context.tokens[head].is(Token::SENTENCE_START) && !bond.loose;
    let people = context.language.is_adjective(&word)
        && context
            .joined_before(head)
            .is_some_and(|before| context.language.plural_determiners.contains(&context.word(before)));
    let says_what = people || context.language.appositions.contains(&word) || context.language.compass.contains(&word);
    (!free && !opens && !says_what && context.is_unknown_capital(head)).then_some(head)
}

/// `les évêques de Sion et de Genève`, `l’association des armées du Niger, du Mali et du Tchad`: what holds the first
/// of an enumeration holds the others.
pub(super) fn enumeration(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let language = context.language;
    let mut index = name.first;
    let mut bound = false;
    // The binder and article of this member, then the conjunction or comma.
    for _ in 0..2 {
        let Some(before) = context.joined_before(index) else { break };
        if !context.binds(&context.word(before)) {
            break;
        }
        bound |= language.binders.contains(&context.word(before));
        index = before;
    }
    let before = index.checked_sub(1)?;
    let comma = matches!(context.tokens[index].gap, Gap::Other(_))
        && context.text[context.tokens[before].end as usize..context.tokens[index].start as usize].trim() == ",";
    let last = if comma {
        before
    } else {
        let conjunction = language.conjunctions.contains(&context.word(before));
        let spaced = context.tokens[index].gap == Gap::Space;
        context.spaced_before(before).filter(|_| conjunction && spaced)?
    };
    let member = context.name_at(last)?;
    let held = member.blocked_by.as_ref()?;
    let by_noun = matches!(held.rule, "trigger-noun" | "institution" | "capital-bound" | "enumeration");
    let plural = language.plural_triggers.contains(&crate::text::tokens::fold(&held.word));
    (by_noun && (bound || plural) && name.types.place == member.types.place).then_some(last)
}

/// `Ambassade d’Algérie au Canada`, `Union africaine en Somalie`: a longer name that has begun goes on.
pub(super) fn inside_longer(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let mut index = context.joined_before(name.first).filter(|_| name.types.place)?;
    if context.language.articles.contains(&context.word(index)) {
        index = context.joined_before(index)?;
    }
    if !context.language.locatives.contains(&context.word(index)) {
        return None;
    }
    let last = context.spaced_before(index)?;
    let held = context.name_at(last)?.blocked_by.as_ref()?;
    let head = crate::text::tokens::fold(&held.word);
    let goes_on = held.rule == "institution" && held.word.starts_with(char::is_uppercase)
        || matches!(head.as_str(), "ambassade" | "consulat" | "embassy" | "consulate");
    goes_on.then_some(last)
}
