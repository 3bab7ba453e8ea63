//! Names that a text shows by itself, for languages that the tagger was not trained with.
//!
//! NameOccurrences of all articles -> the same, where those of such a language are replaced. In such a text the tagger takes three
//! of four German nouns for names. What is left is sure: a known given name before a capitalised word, that family name alone
//! elsewhere, a country, a capital, a large city behind a preposition of place, a listed organisation; and, where a capital
//! means a name, what the tagger found of several words. Nothing here knows records.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::labels::N_KINDS;
use super::name_occurrence::{ArticleText, NameOccurrence, TaggedName};
use super::tokenized_text::{TokenizedText, WordFeatures, shape};
use super::{cues, gazetteer_features, name_recognition};
use crate::lang::matching::CapitalMeaning;
use crate::lang::names::FAMILY_PARTICLES;

const PERSON: [f32; N_KINDS] = [1.0, 0.0, 0.0, 0.0, 0.0];
const PLACE: [f32; N_KINDS] = [0.0, 1.0, 0.0, 0.0, 0.0];
const ORGANISATION: [f32; N_KINDS] = [0.0, 0.0, 1.0, 0.0, 0.0];

/// What cannot be a person's family name.
const NO_FAMILY_NAME: u32 =
    cues::TITLE | cues::OFFICE | cues::HEAD_NOUN | cues::OPENER | cues::COMMON_NAME | cues::CALENDAR | cues::TRIGGER;

/// The most given names of a person.
const MAX_GIVEN_NAMES: usize = 4;

/// Replaces the names in texts of a language that the tagger does not know by those that are evident.
pub(super) fn keep_evident(articles: &[ArticleText<'_>], occurrences: &mut Vec<NameOccurrence>) {
    let is_unknown = |article: usize| !articles[article].language.is_tagged;
    if !(0..articles.len()).any(is_unknown) {
        return;
    }
    let mut found: Vec<(usize, Vec<TaggedName>)> = Vec::new();
    let mut families: HashSet<u64> = HashSet::new();
    for article in (0..articles.len()).filter(|article| is_unknown(*article)) {
        let reading = articles[article].tokenize();
        let names = evident(&reading);
        let people = names.iter().filter(|name| name.kinds == PERSON);
        families.extend(people.map(|name| reading.tokens[name.tokens.end - 1].hash));
        found.push((article, names));
    }
    let mut own: HashMap<usize, Vec<NameOccurrence>> = HashMap::new();
    for (article, mut names) in found {
        let reading = articles[article].tokenize();
        names.extend(family_names_alone(&reading, &names, &families));
        names.sort_by_key(|name| name.tokens.start);
        let names = names.iter().map(|name| name_recognition::finish(&reading, article, name));
        own.insert(article, names.collect());
    }
    occurrences.retain(|name| match own.get(&name.article) {
        Some(own) => is_shown(articles, name) && !overlaps(own, name),
        None => true,
    });
    occurrences.extend(own.into_values().flatten());
    occurrences.sort_by_key(|name| (name.article, name.bytes.start));
}

/// Returns whether a name shares a byte with one of those that are in order.
fn overlaps(own: &[NameOccurrence], name: &NameOccurrence) -> bool {
    let next = own.partition_point(|own| own.bytes.end <= name.bytes.start);
    own.get(next).is_some_and(|own| own.bytes.start < name.bytes.end)
}

/// Returns whether a name that the tagger found has several words, in a language in which a capital means a name.
fn is_shown(articles: &[ArticleText<'_>], name: &NameOccurrence) -> bool {
    let article = &articles[name.article];
    let words = article.text[name.bytes.clone()].split_whitespace();
    let n_capitals = words.filter(|word| word.starts_with(char::is_uppercase)).count();
    article.language.matching().capitals != CapitalMeaning::Noun && n_capitals > 1
}

/// Returns the names of one text that need no tagger.
fn evident(reading: &TokenizedText<'_>) -> Vec<TaggedName> {
    let mut names: Vec<TaggedName> = Vec::new();
    for block in &reading.blocks {
        let mut at = block.start;
        while at < block.end {
            let named = person(reading, at, block.end)
                .map(|tokens| (tokens, PERSON))
                .or_else(|| listed(reading, at, block.end));
            match named {
                Some((tokens, kinds)) => {
                    at = tokens.end;
                    names.push(TaggedName::new(reading, tokens, kinds));
                }
                None => at += 1,
            }
        }
    }
    names
}

fn has(word: &WordFeatures, flags: u16) -> bool {
    word.gazetteer_flags & flags != 0
}

fn is_capitalised(word: &WordFeatures) -> bool {
    matches!(word.shape, shape::CAPITAL | shape::MIXED)
}

/// Returns the tokens of a person's full name that begins here: given names, perhaps particles, a capitalised word.
fn person(reading: &TokenizedText<'_>, first: usize, limit: usize) -> Option<Range<usize>> {
    let word = |index: usize| reading.words.get(index).filter(|_| index < limit);
    let is_given = |word: &WordFeatures| {
        is_capitalised(word) && has(word, gazetteer_features::GIVEN_NAME) && word.cues & NO_FAMILY_NAME == 0
    };
    if !is_given(word(first)?) {
        return None;
    }
    let mut at = first + 1;
    while at - first < MAX_GIVEN_NAMES
        && word(at).is_some_and(|next| {
            matches!(next.gap, 1 | 2)
                && (is_given(next) && word(at + 1).is_some_and(|after| after.gap == 1 && is_capitalised(after)))
        })
    {
        at += 1;
    }
    while word(at).is_some_and(|next| next.gap == 1 && next.shape == shape::SMALL)
        && FAMILY_PARTICLES.contains(&reading.tokens[at].text(reading.text))
    {
        at += 1;
    }
    let family = word(at).filter(|family| family.gap == 1 && is_family_name(family))?;
    let mut end = at + 1;
    // `Max Planck-Institut` is no person.
    if word(end).is_some_and(|next| next.gap == 2 && !is_family_name(next)) {
        return None;
    }
    while word(end).is_some_and(|next| next.gap == 2) {
        end += 1;
    }
    // The second family name of `Lucía Ibarra Soto`.
    let is_name = reading.language.matching().capitals != CapitalMeaning::Noun;
    if is_name && word(end).is_some_and(|next| next.gap == 1 && is_family_name(next)) {
        end += 1;
    }
    let is_place = has(family, gazetteer_features::COUNTRY | gazetteer_features::CAPITAL | gazetteer_features::LARGE);
    (!is_place || has(family, gazetteer_features::FAMILY_NAME)).then_some(first..end)
}

fn is_family_name(word: &WordFeatures) -> bool {
    is_capitalised(word) && word.cues & NO_FAMILY_NAME == 0 && !has(word, gazetteer_features::DEMONYM)
}

/// Returns the name of a place or body that begins here, which the gazetteer lists and which is no other word.
fn listed(reading: &TokenizedText<'_>, first: usize, limit: usize) -> Option<(Range<usize>, [f32; N_KINDS])> {
    let word = &reading.words[first];
    if !has(word, gazetteer_features::BEGINS_NAME) || word.shape == shape::SMALL || word.cues & cues::OPENER != 0 {
        return None;
    }
    let continues = |index: &usize| {
        let next = &reading.words[*index];
        has(next, gazetteer_features::MULTI_WORD) && !has(next, gazetteer_features::BEGINS_NAME)
    };
    let end = if has(word, gazetteer_features::MULTI_WORD) {
        first + 1 + (first + 1..limit).take_while(continues).count()
    } else {
        first + 1
    };
    let follows_locative = first > 0 && word.gap == 1 && {
        let before = &reading.words[first - 1];
        before.shape == shape::SMALL && before.cues & cues::LOCATIVE != 0
    };
    let is_person = has(word, gazetteer_features::GIVEN_NAME | gazetteer_features::FAMILY_NAME);
    let is_joined = reading.words.get(end).is_some_and(|next| end < limit && next.gap == 2);
    if is_joined {
        return None;
    }
    if has(word, gazetteer_features::ORGANISATION) {
        let is_sure = word.shape == shape::CAPITALS || end > first + 1;
        return is_sure.then_some((first..end, ORGANISATION));
    }
    let is_country = has(word, gazetteer_features::COUNTRY | gazetteer_features::CAPITAL) && !is_person;
    let is_large = has(word, gazetteer_features::LARGE) && follows_locative;
    (is_country || is_large).then_some((first..end, PLACE))
}

/// Returns the family names of known people where they are alone.
fn family_names_alone(reading: &TokenizedText<'_>, names: &[TaggedName], families: &HashSet<u64>) -> Vec<TaggedName> {
    let mut named = vec![false; reading.tokens.len()];
    for name in names {
        named[name.tokens.clone()].fill(true);
    }
    let is_alone = |index: &usize| {
        let joined = reading.words.get(index + 1).is_some_and(|next| next.gap == 2) || reading.words[*index].gap == 2;
        !named[*index]
            && !joined
            && families.contains(&reading.tokens[*index].hash)
            && is_family_name(&reading.words[*index])
    };
    (0..reading.tokens.len()).filter(is_alone).map(|index| TaggedName::new(reading, index..index + 1, PERSON)).collect()
}
