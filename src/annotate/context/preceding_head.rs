//! Looks for the head of a longer name before a known one: `évêque de Sion`, `Université pour femmes Ewha de Séoul`.

use super::blocking_rule::BlockingRule;
use super::name_context::{NameContext, NameSpan};
use crate::lang::matching::{CapitalMeaning, MatchingRules};
use crate::text::tokens::{self, Gap, Token};

/// How far back the head of a longer name is looked for, in words: `Université pour femmes Ewha de Séoul`.
const MAX_HEAD_DISTANCE: usize = 6;

/// The preposition that binds a name to the words before it.
struct Binding {
    /// Index of the preposition.
    binder: usize,
    /// Whether an article is between it and the name, as a token of its own or contracted with the preposition.
    article: bool,
    /// Whether the preposition binds only to a noun with a capital.
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

    /// Returns whether a word is a preposition that binds, or an article.
    fn is_binder_or_article(&self, word: &str) -> bool {
        self.language.binders.contains(word) || self.language.articles.contains(word)
    }

    /// Returns whether the noun at `index` only describes: `un hôpital de Rome`, `une grande université de Lyon`.
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

    /// Returns whether only a comma is between a token and the one before.
    fn follows_comma(&self, index: usize) -> bool {
        self.text_before(index).trim() == ","
    }

    /// Returns whether another name follows in an enumeration: `universités de Lyon et de Paris`.
    fn is_enumerated(&self, name: &NameSpan) -> bool {
        if name.after >= self.tokens.len() {
            return false;
        }
        let next_member = if self.follows_comma(name.after) {
            name.after
        } else if self.language.conjunctions.contains(&self.word(name.after)) {
            name.after + 1
        } else {
            return false;
        };
        let noun = (next_member..next_member + 3).find(|index| {
            let ends = self.tokens.get(*index).is_none_or(|token| token.gap == Gap::Start);
            ends || !self.is_binder_or_article(&self.word(*index))
        });
        noun.is_some_and(|index| self.name_at(index).is_some())
    }

    /// Returns whether the noun at `index` makes a longer name with a name that is bound to it.
    fn is_trigger(&self, name: &NameSpan, index: usize, binding: &Binding) -> bool {
        let language = self.language;
        let word = self.word(index);
        let noun = language.triggers.contains(&word)
            || (language.plural_triggers.contains(&word) && self.is_enumerated(name))
            || (!binding.article && language.territories.contains(&word))
            || self
                .joined_before(index)
                .is_some_and(|before| MatchingRules::has_pair(&language.gendered_triggers, &word, &self.word(before)));
        noun && !self.is_indefinite(index)
    }
}

/// `chef d’État`, `coup d’État`: a common noun without an article does not name the body.
pub(super) fn complement(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let binding = context.binding(name).filter(|binding| !binding.article && !binding.loose)?;
    (name.after == name.first + 1 && context.is_common(name)).then_some(binding.binder)
}

/// `évêque de Sion`, `Jeux olympiques de Londres`, `cour d’appel de Paris`: a noun that makes a longer name with or
/// without a capital. Only adjectives or complements may be between it and the name.
pub(super) fn trigger(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let binding = context.binding(name).filter(|binding| !binding.loose)?;
    if !(name.types.place || name.types.body) {
        return None;
    }
    let mut index = binding.binder;
    for distance in 1..=3 {
        index = context.joined_before(index)?;
        // The second place of `du Niger et du Mali` is the business of `enumeration`.
        let word = context.word(index);
        // `gare du Nord de Paris`.
        let is_direction = distance == 1 && context.language.compass.contains(&word);
        if context.is_in_name(index) && !is_direction {
            return None;
        }
        // An organisation is bound only to a noun with a capital, or to one that can only be its part.
        let may_bind = name.types.place || context.is_capital(index) || word == "ministere";
        if may_bind && context.is_trigger(name, index, &binding) {
            return Some(index);
        }
        let is_complement = distance == 1
            && context.joined_before(index).is_some_and(|before| {
                context.language.binders.contains(&context.word(before)) && !context.language.stop_words.contains(&word)
            })
            && (!context.is_capital(index) || is_direction);
        let is_between_noun_and_complement = distance == 2 && context.is_binder_or_article(&word);
        if !(context.language.is_adjective(&word) || is_complement || is_between_noun_and_complement) {
            return None;
        }
    }
    None
}

/// `Université … de Séoul`, `Faucons de la liberté du …`, `ministère de la Défense de …`: a noun with a capital
/// further back. Only its own lower-case complements may be between it and the name.
pub(super) fn institution(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let binding = context.binding(name).filter(|_| name.types.place || name.types.body)?;
    let language = context.language;
    let mut index = binding.binder;
    // Whether every word since the last binder can be between a noun and its complement.
    let mut is_complement = true;
    for distance in 1..=MAX_HEAD_DISTANCE {
        index = context.joined_before(index)?;
        let word = context.word(index);
        if let Some(before) = context.name_at(index) {
            let longer = before.blocked_by.as_ref().is_some_and(|blocked| blocked.rule.ends_longer_name());
            let common = context.is_common(before);
            let is_head = (distance == 1 && (longer || common)) || (is_complement && common);
            return (is_head && name.types.place).then_some(index);
        }
        let capital = context.is_capital(index) && !context.headline;
        if capital && language.head_nouns.contains(&word) && !(binding.loose && distance > 1) {
            return Some(index);
        }
        let may_be_name = language.capitals != CapitalMeaning::Noun;
        if capital && may_be_name && !context.tokens[index].is(Token::SENTENCE_START) {
            if distance == 1 && !binding.loose {
                // `Force d’Urgence des …`: the head may be before it.
                is_complement = false;
                continue;
            }
            let is_no_name = language.titles.contains(&word) || language.openers.contains(&word);
            return (is_complement && !is_no_name && name.types.place && !binding.loose).then_some(index);
        }
        if language.stop_words.contains(&word) && !language.binders.contains(&word) {
            return None;
        }
        if context.is_binder_or_article(&word) {
            is_complement = true;
        } else {
            // A noun must follow its own binder, or it begins another phrase.
            let follows_binder =
                context.joined_before(index).is_some_and(|before| context.is_binder_or_article(&context.word(before)));
            is_complement = is_complement && (follows_binder || language.is_adjective(&word));
        }
    }
    None
}

impl NameContext<'_> {
    /// Returns whether a noun with a capital within a sentence begins a name that an article does not end: `les Portes du
    /// Soleil`, `la Journée de l’Australie`. An acronym, a title and the people of a place do not.
    fn is_event_or_sight(&self, head: usize) -> bool {
        let word = self.word(head);
        let article =
            self.joined_before(head).is_some_and(|before| self.language.determiners.contains(&self.word(before)));
        article
            && !self.headline
            && !self.tokens[head].is(Token::ALL_CAPITALS | Token::SENTENCE_START)
            && !self.language.is_adjective(&word)
            && !self.language.offices.contains(&word)
            && !self.language.common_names.contains(&word)
    }
}

/// `« Bouclier de l’Estuaire »`: the name ends what marks quote, which begins with a noun and has no other words than its
/// complements.
pub(super) fn marked_title(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let binding = context.binding(name).filter(|_| name.types.place || name.types.person)?;
    let closes = context.tokens.get(name.after).map_or(context.text.len(), |token| token.start as usize);
    let behind = context.text[context.tokens[name.after - 1].end as usize..closes].trim_start();
    if !behind.starts_with(['»', '”', '"']) {
        return None;
    }
    let mut index = binding.binder;
    for _ in 0..MAX_HEAD_DISTANCE {
        let before = index.checked_sub(1)?;
        let is_marked = context.text_before(index).trim_end().ends_with(['«', '“', '"']);
        if is_marked {
            let is_noun = context.is_capital(index)
                && !context.language.openers.contains(&context.word(index))
                && !context.language.articles.contains(&context.word(index));
            return is_noun.then_some(index);
        }
        if !matches!(context.tokens[index].gap, Gap::Space | Gap::Apostrophe) {
            return None;
        }
        index = before;
    }
    None
}

/// `Prénoms de Paris`, `Alternative pour …`, `Debout la …`: an unknown noun with a capital right before the binder. The
/// people of a place are not part of a longer name: `les Kurdes de Syrie`.
pub(super) fn capital(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    if !name.types.place || context.language.capitals == CapitalMeaning::Noun {
        return None;
    }
    let language = context.language;
    let Some(binding) = context.binding(name) else {
        // `Debout la …`: an article without a preposition.
        let article = context.joined_before(name.first)?;
        let head = context.spaced_before(article)?;
        let is_article = !context.is_capital(article) && language.articles.contains(&context.word(article));
        let is_head = !context.tokens[head].is(Token::SENTENCE_START) && context.is_unknown_capital(head);
        return (is_article && is_head).then_some(head);
    };
    let head = context.joined_before(binding.binder)?;
    let word = context.word(head);
    if binding.article && !binding.loose && !context.is_event_or_sight(head) {
        return None;
    }
    let opens_sentence = context.tokens[head].is(Token::SENTENCE_START) && !binding.loose;
    let is_people = language.is_adjective(&word)
        && context
            .joined_before(head)
            .is_some_and(|before| language.plural_determiners.contains(&context.word(before)));
    // `la gare du Nord de Paris`
    let station = || {
        let binder = context.joined_before(head).filter(|before| language.binders.contains(&context.word(*before)));
        let noun = binder.and_then(|binder| context.joined_before(binder));
        noun.is_some_and(|noun| language.triggers.contains(&context.word(noun)))
    };
    let only_describes =
        is_people || language.appositions.contains(&word) || (language.compass.contains(&word) && !station());
    (!opens_sentence && !only_describes && context.is_unknown_capital(head)).then_some(head)
}

/// `les évêques de Sion et de Genève`, `l’association des armées du Niger, du Mali et du Tchad`: the noun that blocks
/// the first name of an enumeration blocks the others.
pub(super) fn enumeration(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let language = context.language;
    // The preposition and article of this member.
    let mut start = name.first;
    let mut has_binder = false;
    for _ in 0..2 {
        let Some(before) = context.joined_before(start) else { break };
        if !context.is_binder_or_article(&context.word(before)) {
            break;
        }
        has_binder |= language.binders.contains(&context.word(before));
        start = before;
    }
    // The comma or conjunction before it, then the last token of the member before.
    let before = start.checked_sub(1)?;
    let last = if matches!(context.tokens[start].gap, Gap::Other(_)) && context.follows_comma(start) {
        before
    } else {
        let is_conjunction = language.conjunctions.contains(&context.word(before));
        let spaced = context.tokens[start].gap == Gap::Space;
        context.spaced_before(before).filter(|_| is_conjunction && spaced)?
    };
    let member = context.name_at(last)?;
    let blocked = member.blocked_by.as_ref()?;
    let is_plural = language.plural_triggers.contains(&tokens::fold(&blocked.word));
    (blocked.rule.extends_to_enumeration() && (has_binder || is_plural) && name.types.place == member.types.place)
        .then_some(last)
}

/// `Ambassade d’Algérie au Canada`, `Union africaine en Somalie`: a longer name that has begun goes on.
pub(super) fn inside_longer(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    // `France 3 Bretagne`
    if let Some(number) = context.spaced_before(name.first).filter(|index| context.tokens[*index].is(Token::DIGIT))
        && let Some(before) = context.spaced_before(number).and_then(|index| context.name_at(index))
        && before.blocked_by.as_ref().is_some_and(|blocked| {
            matches!(blocked.rule, BlockingRule::NumberAfter | BlockingRule::PlaceWord | BlockingRule::CommonWord)
        })
    {
        return Some(number);
    }
    let mut index = context.joined_before(name.first).filter(|_| name.types.place)?;
    if context.language.articles.contains(&context.word(index)) {
        index = context.joined_before(index)?;
    }
    if !context.language.locatives.contains(&context.word(index)) {
        return None;
    }
    let last = context.spaced_before(index)?;
    let blocked = context.name_at(last)?.blocked_by.as_ref()?;
    let head = tokens::fold(&blocked.word);
    let goes_on = blocked.rule == BlockingRule::Institution && blocked.word.starts_with(char::is_uppercase)
        || matches!(head.as_str(), "ambassade" | "consulat" | "embassy" | "consulate");
    goes_on.then_some(last)
}
