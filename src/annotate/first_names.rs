//! First names alone: `Jeanne Morvan … Jeanne est venue`, where nobody else in the article has this first name.
//!
//! The last step of linking names. It reads what was found before and adds mentions, never an entry for review: a first name
//! alone is mostly somebody's whom no record has.

use std::ops::Range;

use super::annotations::{LinkReason, Mention};
use super::entity_linking::DocumentInput;
use super::name_scanner::{HitKind, NameHit};
use crate::base::FxHashMap;
use crate::gazetteer;
use crate::lang::LanguageData;
use crate::model::EntityIx;
use crate::registry::Lexicon;
use crate::text::tokens::{self, Gap, Token};

/// A first name of which an article has one bearer, as far as is known so far.
struct FirstName {
    entity: EntityIx,
    /// Its words.
    words: Vec<Token>,
    /// Where the article first has the full name.
    known_from: usize,
    /// Whether the article has another bearer of it.
    is_shared: bool,
    /// Where the article has it alone, as numbers of tokens.
    alone: Vec<usize>,
}

/// Returns the mentions by a first name alone. `hits` are all names of the text, in order; `withheld` are the entities in it of
/// which nothing is published, `dates` the bytes of its dates, in order.
pub(super) fn find(
    input: &DocumentInput<'_>,
    lexicon: &Lexicon,
    hits: &[NameHit],
    withheld: &[EntityIx],
    dates: &[Range<usize>],
) -> Vec<Mention> {
    let mut names = named_in_full(input, lexicon, hits);
    if names.is_empty() {
        return Vec::new();
    }
    for entity in withheld {
        if let Some(name) = first_word(&lexicon.entity(*entity).given_name).and_then(|word| names.get_mut(&word.hash)) {
            name.is_shared = true;
        }
    }
    let text = FirstNameContext { text: &input.body.text, list: input.tokens().all(), language: input.language };
    let mut next_hit = 0;
    for index in 0..text.list.len() {
        let token = &text.list[index];
        let Some(name) = names.get_mut(&token.hash).filter(|_| token.is(Token::CAPITAL)) else { continue };
        // `Judge said in April`: a word of a date is no name.
        let date = dates.get(dates.partition_point(|date| date.end <= token.start as usize));
        if date.is_some_and(|date| date.start < token.end as usize) {
            continue;
        }
        while hits.get(next_hit).is_some_and(|hit| hit.end <= token.start as usize) {
            next_hit += 1;
        }
        if let Some(hit) = hits.get(next_hit).filter(|hit| hit.start < token.end as usize) {
            // `Ted Okonjo Sr.`: a longer name that is not the bearer's.
            let is_other = hit.is_person && hit.start == token.start as usize && hit.blocked_by.is_some();
            name.is_shared |= is_other && hit.end > token.end as usize;
            continue;
        }
        match text.usage(index, name) {
            Usage::Alone if token.start as usize > name.known_from => name.alone.push(index),
            Usage::OfAnother => name.is_shared = true,
            Usage::Alone | Usage::Unclear => {}
        }
    }
    let mut mentions = Vec::new();
    for name in names.into_values().filter(|name| !name.is_shared && !name.alone.is_empty()) {
        let named = lexicon.entity(name.entity);
        if !gazetteer::is_given_name(&named.given_name) || gazetteer::is_ordinary_name(&named.given_name) {
            continue;
        }
        for first in name.alone {
            let last = &text.list[first + name.words.len() - 1];
            let (start, end) = (text.list[first].start as usize, last.end as usize);
            if !input.body.is_unlinkable(start..end) {
                let (entity, form) = (named.id.clone(), named.given_name.to_string());
                mentions.push(Mention { start, end, entity, reason: LinkReason::Weak, form });
            }
        }
    }
    mentions
}

/// Returns the first names of the published people whom a text names in full, by the hash of the first word.
fn named_in_full(input: &DocumentInput<'_>, lexicon: &Lexicon, hits: &[NameHit]) -> FxHashMap<u64, FirstName> {
    let mut names: FxHashMap<u64, FirstName> = FxHashMap::default();
    let end = lexicon.published_end();
    for hit in hits.iter().filter(|hit| hit.is_full && hit.blocked_by.is_none()) {
        let HitKind::Form(form) = hit.kind else { continue };
        for sense in lexicon.form(form).senses_by_strength().before_entity(end).strong {
            let given_name = &lexicon.entity(sense.entity).given_name;
            let Some(word) = first_word(given_name) else { continue };
            let begins_so = input.body.text[hit.start..].starts_with(&**given_name);
            match names.get_mut(&word.hash) {
                Some(name) => name.is_shared |= name.entity != sense.entity || !begins_so,
                None => {
                    let mut words = Vec::new();
                    tokens::tokenize(given_name, 0, given_name.len(), &mut words);
                    let (entity, known_from) = (sense.entity, hit.start);
                    let name = FirstName { entity, words, known_from, is_shared: !begins_so, alone: Vec::new() };
                    names.insert(word.hash, name);
                }
            }
        }
    }
    names
}

fn first_word(name: &str) -> Option<Token> {
    let mut words = Vec::new();
    tokens::tokenize(name, 0, name.len(), &mut words);
    words.into_iter().next()
}

/// How a text uses a first name.
enum Usage {
    /// Alone, as one does of somebody who is known.
    Alone,
    /// For somebody else: `Jeanne Martin`, `sa fille Jeanne`.
    OfAnother,
    /// Neither is certain.
    Unclear,
}

/// The text and its words.
struct FirstNameContext<'a> {
    text: &'a str,
    list: &'a [Token],
    language: &'static LanguageData,
}

impl FirstNameContext<'_> {
    fn word(&self, index: usize) -> String {
        tokens::fold(self.list[index].text(self.text))
    }

    fn usage(&self, index: usize, name: &FirstName) -> Usage {
        let tables = self.language.matching();
        let after = index + name.words.len();
        let is_whole = name.words.iter().enumerate().skip(1).all(|(offset, word)| {
            self.list.get(index + offset).is_some_and(|token| token.hash == word.hash && token.gap == word.gap)
        });
        if !is_whole || self.list[index].is(Token::ALL_CAPITALS) {
            return Usage::Unclear;
        }
        // What follows: another family name, a particle, an age, a further first name.
        if let Some(next) = self.list.get(after) {
            let (word, gap) = (self.word(after), &self.text[self.list[after - 1].end as usize..next.start as usize]);
            let is_next_capital =
                |offset: usize| self.list.get(after + offset).is_some_and(|token| token.is(Token::CAPITAL));
            match next.gap {
                Gap::Space if next.is(Token::CAPITAL) => return Usage::OfAnother,
                Gap::Space if tables.particles_after.contains(&word) && is_next_capital(1) => return Usage::OfAnother,
                Gap::Space if tables.conjunctions.contains(&word) && is_next_capital(1) => return Usage::Unclear,
                Gap::Space if next.is(Token::DIGIT) => return Usage::Unclear,
                Gap::Hyphen => return Usage::OfAnother,
                Gap::Apostrophe if !tables.possessives.contains(&word) => return Usage::Unclear,
                Gap::Other(_) if next.is(Token::DIGIT) => return Usage::OfAnother,
                Gap::Other(_) if gap.trim_start().starts_with(',') && next.is(Token::CAPITAL) => return Usage::Unclear,
                _ => {}
            }
        }
        // What precedes: a relative, an article, a thing named after somebody.
        let Some(before) = index.checked_sub(1).filter(|_| self.list[index].gap != Gap::Start) else {
            return Usage::Alone;
        };
        let (word, capital) = (self.word(before), self.list[before].is(Token::CAPITAL));
        let is_kin = self.language.words.ages.kin.split(' ').chain(self.language.words.ages.children.split(' '));
        match self.list[index].gap {
            Gap::Space if is_kin.into_iter().any(|kin| kin == word) => Usage::OfAnother,
            Gap::Space
                if tables.determiners.contains(&word)
                    || tables.titles.contains(&word)
                    || tables.conjunctions.contains(&word)
                    || tables.direct_triggers.contains(&word)
                    || tables.triggers.contains(&word)
                    || tables.family_nouns.contains(&word) =>
            {
                Usage::Unclear
            }
            Gap::Space
                if capital && !(self.list[before].is(Token::SENTENCE_START) && tables.openers.contains(&word)) =>
            {
                Usage::Unclear
            }
            Gap::Space => Usage::Alone,
            Gap::Apostrophe if tables.elisions.contains(&word) => Usage::Alone,
            Gap::Hyphen | Gap::Apostrophe | Gap::DotHyphen => Usage::Unclear,
            // After a comma somebody new may be introduced: `sa fille, Jeanne`.
            Gap::Other(_) if !self.list[index].is(Token::SENTENCE_START) => Usage::Unclear,
            _ => Usage::Alone,
        }
    }
}
