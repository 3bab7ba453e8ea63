//! What replaces the evidence of a capital where all nouns have one, as in German: articles, titles, given names, verbs and prepositions beside
//! a name.
//!
//! `neighbours` asks it where it would otherwise trust a capital. It has no words: those are the language's tables.

use super::name_context::{NameContext, NameSpan};
use crate::gazetteer::is_given_name;
use crate::lang::matching::CapitalMeaning;
use crate::text::tokens::Token;

/// `der Koch`, `das Essen`: a name that is a noun too, where all nouns have a capital. A town is meant behind a bare preposition, a
/// person without an article, an adjective or `als`.
pub(super) fn common_noun(context: &NameContext<'_>, name: &NameSpan) -> Option<usize> {
    let language = context.language;
    let is_single = name.after == name.first + 1 && !name.is_genitive && (name.types.person || name.types.place);
    if language.capitals != CapitalMeaning::Noun || !is_single {
        return None;
    }
    if !language.noun_names.contains(&context.word(name.first)) {
        // `der Kellner`: hardly any text sets an article before a family name alone.
        let article = context.spaced_before(name.first).filter(|_| !name.types.place)?;
        let is_article = language.determiners.contains(&context.word(article));
        return (is_article && !context.may_be_relative(article)).then_some(article);
    }
    let before = context.spaced_before(name.first).filter(|_| !context.tokens[name.first].is(Token::SENTENCE_START));
    let Some(before) = before else { return name.types.place.then_some(name.first) };
    let word = context.word(before);
    let is_small = !context.tokens[before].is(Token::CAPITAL);
    let is_noun = if name.types.place {
        let bare = language.binders.contains(&word) && !language.contracted.contains(&word);
        let placed = language.locatives.contains(&word) || bare || (!is_small && language.is_apposition(&word));
        !placed
    } else {
        let described = language.determiners.contains(&word) || language.role_words_before.contains(&word);
        described || (is_small && language.is_adjective(&word) && !language.is_verb(&word))
    };
    is_noun.then_some(before)
}

impl NameContext<'_> {
    /// Returns whether an article may be a relative pronoun: behind a comma, perhaps with a preposition between.
    fn may_be_relative(&self, article: usize) -> bool {
        let follows_comma = |index: usize| index > 0 && self.text_before(index).trim_end().ends_with(',');
        follows_comma(article) || self.spaced_before(article).is_some_and(follows_comma)
    }

    /// Returns whether a name has several words, and so is hardly the end of another one.
    pub(super) fn is_long(&self, name: &NameSpan) -> bool {
        name.types.full || (!name.types.person && name.after - name.first > 1)
    }

    /// Returns whether capitals at a token may come from the start of a sentence or a headline.
    pub(super) fn opens(&self, index: usize) -> bool {
        self.headline || self.tokens[index].is(Token::SENTENCE_START)
    }

    /// Returns whether the capital before a name is that of a noun, where all nouns have one. A given name is no noun.
    /// Before a single word only a noun with an article can be told from a given name that no list has.
    pub(super) fn may_follow_noun(&self, name: &NameSpan, index: usize) -> bool {
        if is_given_name(self.tokens[index].text(self.text)) {
            return false;
        }
        let is_body = name.types.body && !name.types.person && !name.types.place;
        self.is_long(name)
            || is_body
            || ((name.types.person || name.is_genitive) && self.has_article_and_adjectives(index))
    }

    /// Returns whether an article precedes a noun, perhaps with adjectives between: `der frühere Werftchef`.
    fn has_article_and_adjectives(&self, noun: usize) -> bool {
        let mut index = noun;
        for _ in 0..4 {
            let Some(before) = self.spaced_before(index) else { return false };
            let word = self.word(before);
            if self.language.determiners.contains(&word) {
                return true;
            }
            if self.tokens[before].is(Token::CAPITAL) || !self.language.is_adjective(&word) {
                return false;
            }
            index = before;
        }
        false
    }

    /// Returns whether the capital after a name is that of a noun with which it makes no longer name, where all nouns have
    /// one: behind a genitive, a name of several words, a verb whose subject it is, or a preposition of place.
    pub(super) fn may_precede_noun(&self, name: &NameSpan) -> bool {
        let next = self.word(name.after);
        if name.is_genitive {
            return true;
        }
        if self.language.is_following_head(&next) {
            return false;
        }
        if self.is_long(name) {
            return true;
        }
        if is_given_name(self.tokens[name.after].text(self.text)) {
            return false;
        }
        let Some(before) = self.spaced_before(name.first) else { return false };
        let word = self.word(before);
        let is_small = !self.tokens[before].is(Token::CAPITAL);
        (is_small && self.language.is_verb(&word)) || (name.types.place && self.language.locatives.contains(&word))
    }
}
