//! Articles -> name occurrences: tags in two passes, cleans the names, and searches all articles for names that the
//! tagger missed.
//!
//! The second pass sees the corpus evidence of the first. Which names belong to one entity is decided later, by
//! `cluster`.

use std::ops::Range;

use rayon::prelude::*;

use super::corpus_evidence::CorpusEvidence;
use super::gazetteer_features;
use super::labels::{self, KINDS, N_KINDS, TokenLabel};
use super::model::TwoPassModel;
use super::name_occurrence::{ArticleText, NameOccurrence, TaggedName, best_kind, tokens_hash};
use super::tagger;
use super::tokenized_text::{TokenizedText, shape};
use super::weights::Scores;
use super::{cues, head_nouns, roles};
use crate::base::FxHashMap;
use crate::text::tokens;

/// Returns the paragraphs of a plain text as byte ranges; blank lines separate them.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    text.split("\n\n")
        .map(|part| {
            let block = at..at + part.len();
            at += part.len() + 2;
            block
        })
        .collect()
}

/// Returns all names in order of article and position. Only the name of an event may contain others.
///
/// Texts are tokenized anew for each pass, so that only the names of ten thousand articles are kept in memory and not
/// their tokens.
#[must_use]
pub fn recognise_names(article_texts: &[ArticleText<'_>], model: TwoPassModel<'_>) -> Vec<NameOccurrence> {
    recognise_wanted_names(article_texts, model, first_pass(article_texts, model), |_, _| true)
}

/// Returns what the first pass finds in articles. The evidence of all articles is that of any parts of them, merged.
#[must_use]
pub fn first_pass(article_texts: &[ArticleText<'_>], model: TwoPassModel<'_>) -> CorpusEvidence {
    article_texts
        .par_iter()
        .fold(CorpusEvidence::default, |mut corpus, article_text| {
            let reading = article_text.tokenize();
            let found = tagger::tag(&reading, model.first, None);
            corpus.add(&reading, &found);
            corpus
        })
        .reduce(CorpusEvidence::default, CorpusEvidence::merge)
}

/// As [`recognise_names`], with the evidence of [`first_pass`] and without the names that are not wanted: `wanted` is asked for the
/// index of the article and the byte range. What has a record would only take memory until it is removed.
#[must_use]
pub(super) fn recognise_wanted_names(
    article_texts: &[ArticleText<'_>],
    model: TwoPassModel<'_>,
    corpus: CorpusEvidence,
    wanted: impl Fn(usize, &Range<usize>) -> bool + Sync,
) -> Vec<NameOccurrence> {
    let second: Vec<(Vec<TaggedName>, Vec<u64>)> = article_texts
        .par_iter()
        .map(|article_text| {
            let reading = article_text.tokenize();
            let (found, scores) = tagger::tag_with_scores(&reading, model.second, Some(&corpus));
            let names = tagged_names(&reading, &found, &scores);
            let non_names = capitalised_non_names(&reading, &names);
            (names, non_names)
        })
        .collect();
    drop(corpus);
    let known = KnownNames::new(&second);
    second
        .into_par_iter()
        .enumerate()
        .flat_map_iter(|(article, (names, _))| {
            let reading = article_texts[article].tokenize();
            let names = known.add_missed_names(&reading, names);
            let names = names.iter().filter(|name| wanted(article, &reading.bytes(&name.tokens)));
            names.map(|name| finish(&reading, article, name)).collect::<Vec<_>>()
        })
        .collect()
}

pub(super) fn finish(reading: &TokenizedText<'_>, article: usize, name: &TaggedName) -> NameOccurrence {
    let words =
        reading.tokens[name.tokens.clone()].iter().map(|token| tokens::fold(token.text(reading.text))).collect();
    let shape = reading.words[name.tokens.start].shape;
    NameOccurrence {
        article,
        bytes: reading.bytes(&name.tokens),
        words,
        is_acronym: name.tokens.len() == 1 && matches!(shape, shape::CAPITALS | shape::CODE),
        is_sentence_initial: name.tokens.len() == 1 && reading.words[name.tokens.start].opening & 1 != 0,
        kinds: name.kinds,
        role: roles::role_around(reading, &name.tokens),
    }
}

/// Returns the hashes of words that are capitalised within a sentence and not part of a name.
fn capitalised_non_names(reading: &TokenizedText<'_>, names: &[TaggedName]) -> Vec<u64> {
    let mut non_names = Vec::new();
    each_gap(reading, names, |tokens, _| {
        for index in tokens {
            let word = &reading.words[index];
            if word.shape != shape::SMALL && word.shape != shape::NUMBER && word.opening & 1 == 0 {
                non_names.push(tokens_hash(reading, &(index..index + 1)));
            }
        }
    });
    non_names
}

/// Cleans the names that the tagger found in one text.
fn tagged_names(reading: &TokenizedText<'_>, found: &[TokenLabel], scores: &[Scores]) -> Vec<TaggedName> {
    let mut names = Vec::new();
    for (tokens, kind) in
        labels::spans(found).into_iter().flat_map(|(tokens, kind)| split_at_sentence_starts(reading, tokens, kind))
    {
        let Some(tokens) = trim(reading, tokens, kind) else { continue };
        let mut kinds = tagger::kinds(&scores[tokens.clone()]);
        // The best sequence has also seen the neighbouring labels, so its kind gets half of the weight.
        kinds.iter_mut().for_each(|share| *share /= 2.0);
        kinds[kind] += 0.5;
        if is_doubtful_code(reading, &tokens, &kinds) {
            kinds = PLACE;
        }
        names.push(TaggedName::new(reading, tokens, kinds));
    }
    names
}

/// Returns whether a name is a code of one or two capitals and a number (`A57`), which the tagger takes for an
/// organisation without being sure: most of them are roads.
fn is_doubtful_code(reading: &TokenizedText<'_>, tokens: &Range<usize>, kinds: &[f32; N_KINDS]) -> bool {
    const SURE: f32 = 0.9;
    if tokens.len() != 1 || reading.words[tokens.start].shape != shape::CODE {
        return false;
    }
    let code = reading.tokens[tokens.start].text(reading.text);
    let n_capitals = code.bytes().take_while(u8::is_ascii_uppercase).count();
    let is_code = (1..=2).contains(&n_capitals) && code.len() > n_capitals + 1;
    let kind = best_kind(kinds);
    is_code
        && code.bytes().skip(n_capitals).all(|byte| byte.is_ascii_digit())
        && KINDS[kind] == "organisation"
        && kinds[kind] < SURE
}

/// Splits a name at sentence starts, except after an initial: `V. Poutine`.
fn split_at_sentence_starts(
    reading: &TokenizedText<'_>,
    tokens: Range<usize>,
    kind: usize,
) -> Vec<(Range<usize>, usize)> {
    let ends =
        |index: &usize| reading.words[*index].opening & 1 != 0 && reading.words[index - 1].shape != shape::INITIAL;
    let mut start = tokens.start;
    let mut parts = Vec::with_capacity(1);
    for end in (tokens.start + 1..tokens.end).filter(ends) {
        parts.push((start..end, kind));
        start = end;
    }
    parts.push((start..tokens.end, kind));
    parts
}

/// Removes words at both ends that are not part of the name; `None` if no name is left.
fn trim(reading: &TokenizedText<'_>, mut tokens: Range<usize>, kind: usize) -> Option<Range<usize>> {
    let word = |index: usize| &reading.words[index];
    let small = |index: usize, bits: u32| word(index).shape == shape::SMALL && word(index).cues & bits != 0;
    while tokens.len() > 1 {
        let first = tokens.start;
        // An abbreviated title is no part of a name, whatever the tagger takes the name for: `M. Khoury`.
        let is_person_title =
            KINDS[kind] == "person" && word(first).gazetteer_flags & gazetteer_features::GIVEN_NAME == 0;
        let is_title = word(first).cues & cues::TITLE != 0
            && matches!(word(first + 1).gap, 1 | 4)
            && (is_person_title || word(first).cues & cues::ABBREVIATION != 0);
        if small(first, cues::ARTICLE | cues::ELISION | cues::BINDER | cues::LOCATIVE | cues::CONJUNCTION)
            && !is_particle(reading, first)
            || is_title
        {
            tokens.start += 1;
        } else {
            break;
        }
    }
    let is_loose_end = |index: usize| {
        let word_class = cues::ARTICLE | cues::ELISION | cues::BINDER | cues::LOCATIVE | cues::CONJUNCTION;
        (word(index).gap == 1 && small(index, word_class)) || is_open_abbreviation(reading, index)
    };
    while tokens.len() > 1 && is_loose_end(tokens.end - 1) {
        tokens.end -= 1;
    }
    let first = word(tokens.start);
    let is_opener = tokens.len() == 1
        && first.opening & 1 != 0
        && first.shape == shape::CAPITAL
        && first.cues & (cues::OPENER | cues::ARTICLE) != 0;
    if is_opener || (tokens.len() == 1 && is_open_abbreviation(reading, tokens.start)) {
        return None;
    }
    let words = &reading.words[tokens.clone()];
    let has_capital = words.iter().any(|word| matches!(word.shape, shape::CAPITAL..=shape::MIXED | shape::CODE));
    let only = |list: u16| words.iter().all(|word| word.gazetteer_flags & list != 0);
    let says_nothing = words.iter().all(|word| word.cues & cues::CALENDAR != 0 || word.shape == shape::NUMBER)
        || (words.len() == 1 && words[0].shape == shape::INITIAL)
        || (only(gazetteer_features::DEMONYM)
            && !only(
                gazetteer_features::COUNTRY
                    | gazetteer_features::CITY
                    | gazetteer_features::REGION
                    | gazetteer_features::ORGANISATION
                    | gazetteer_features::FAMILY_NAME,
            ));
    let is_described =
        words.len() > 1 && words.iter().any(|word| word.gazetteer_flags & gazetteer_features::DEMONYM != 0);
    ((has_capital || is_described) && !says_nothing).then_some(tokens)
}

/// Returns whether a word is an abbreviation that belongs to what follows: a title (`Gov.`), or before a number (`Nov. 5`).
fn is_open_abbreviation(reading: &TokenizedText<'_>, index: usize) -> bool {
    let word = &reading.words[index];
    let before_number = || reading.words.get(index + 1).is_some_and(|next| next.shape == shape::NUMBER);
    word.cues & cues::ABBREVIATION != 0 && (word.cues & cues::TITLE != 0 || before_number())
}

/// Returns whether a word is a particle of a name, as `de` in `de Gaulle`.
fn is_particle(reading: &TokenizedText<'_>, index: usize) -> bool {
    reading.words[index].cues & cues::PARTICLE != 0
}

/// The names found in all articles, by their hashes, with their kinds. Words that are more often not a name are left
/// out.
struct KnownNames {
    names: FxHashMap<u64, [f32; N_KINDS]>,
    /// Hashes of first words, with the number of tokens in the longest name that begins so.
    beginnings: FxHashMap<u32, usize>,
}

impl KnownNames {
    fn new(second: &[(Vec<TaggedName>, Vec<u64>)]) -> Self {
        let mut names: FxHashMap<u64, ([f32; N_KINDS], u32)> = FxHashMap::default();
        let mut beginnings: FxHashMap<u32, usize> = FxHashMap::default();
        for name in second.iter().flat_map(|(names, _)| names) {
            let (kinds, count) = names.entry(name.hash).or_default();
            kinds.iter_mut().zip(name.kinds).for_each(|(sum, share)| *sum += share);
            *count += 1;
            let longest = beginnings.entry(name.first_word_hash).or_default();
            *longest = (*longest).max(name.tokens.len());
        }
        // How often a capitalised word is not a name. A word that mostly is not is not added as a name anywhere.
        let mut missed: FxHashMap<u64, u32> = FxHashMap::default();
        for hash in second.iter().flat_map(|(_, non_names)| non_names).filter(|hash| names.contains_key(hash)) {
            *missed.entry(*hash).or_insert(0) += 1;
        }
        let names = names
            .into_iter()
            .filter(|(hash, (_, count))| missed.get(hash).copied().unwrap_or(0) <= *count)
            .map(|(hash, (kinds, count))| {
                #[expect(clippy::cast_precision_loss, reason = "a small count")]
                let count = count as f32;
                (hash, kinds.map(|sum| sum / count))
            })
            .collect();
        Self { names, beginnings }
    }

    /// Adds the names that the tagger missed in a text: those found elsewhere, and those with a head noun, which
    /// replace the names within them (`Conseil de sécurité de l’ONU`).
    fn add_missed_names(&self, reading: &TokenizedText<'_>, mut names: Vec<TaggedName>) -> Vec<TaggedName> {
        head_nouns::join_complements(reading, &mut names);
        names = names.into_iter().flat_map(|name| self.split_owner(reading, name)).collect();
        let mut more = Vec::new();
        each_gap(reading, &names, |gap, block_end| {
            let mut index = gap.start.max(more.last().map_or(0, |last: &TaggedName| last.tokens.end));
            while index < gap.end {
                let announced =
                    head_nouns::name_from_head_noun(reading, index, block_end).map(|tokens| (tokens, ORGANISATION));
                let known = || self.longest_known_name(reading, index, gap.end);
                match announced.or_else(known).or_else(|| name_by_shape(reading, index, gap.end)) {
                    Some((tokens, kinds)) => {
                        index = tokens.end;
                        more.push(TaggedName::new(reading, tokens, kinds));
                    }
                    None => index += 1,
                }
            }
        });
        let swallowed = |name: &TaggedName| {
            let next = more.partition_point(|new| new.tokens.end <= name.tokens.start);
            more.get(next).is_some_and(|new| new.tokens.start < name.tokens.end)
        };
        names.retain(|name| !swallowed(name));
        names.extend(more);
        let inner: Vec<TaggedName> = names.iter().flat_map(|name| self.names_inside(reading, name)).collect();
        names.extend(inner);
        names.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
        names
    }

    /// Parts what the tagger has joined of two names that are known by themselves: `la page Twitter officielle d’Orvane`. The name
    /// of an institution goes on behind its adjective: `Conseil national de Sarvane`.
    fn split_owner(&self, reading: &TokenizedText<'_>, name: TaggedName) -> Vec<TaggedName> {
        let (start, end) = (name.tokens.start, name.tokens.end);
        let is_small = |index: &usize| reading.words[*index].shape == shape::SMALL;
        let is_known = |tokens: Range<usize>| self.names.get(&tokens_hash(reading, &tokens)).copied();
        let first_end = (start..end).find(|index| is_small(index)).unwrap_or(end);
        let second = (first_end..end).find(|index| !is_small(index)).unwrap_or(end);
        let is_bound = second > first_end + 1 && reading.words[second - 1].cues & (cues::BINDER | cues::ELISION) != 0;
        if !is_bound || reading.words[start].cues & cues::HEAD_NOUN != 0 {
            return vec![name];
        }
        match (is_known(start..first_end), is_known(second..end)) {
            (Some(first), Some(owner)) => {
                vec![TaggedName::new(reading, start..first_end, first), TaggedName::new(reading, second..end, owner)]
            }
            _ => vec![name],
        }
    }

    /// Returns the names within the name of an event that are known by themselves: `Fillon` in `affaire Fillon`.
    fn names_inside(&self, reading: &TokenizedText<'_>, name: &TaggedName) -> Vec<TaggedName> {
        let is_event = KINDS[best_kind(&name.kinds)] == "event";
        let begins = |index: &usize| {
            reading.words[*index].run.0 as usize == *index && reading.words[index - 1].shape == shape::SMALL
        };
        let starts = (name.tokens.start + 1..name.tokens.end).filter(|index| is_event && begins(index));
        starts
            .filter_map(|start| {
                let tokens = start..(reading.words[start].run.1 as usize).min(name.tokens.end);
                let kinds = self.names.get(&tokens_hash(reading, &tokens))?;
                matches!(KINDS[best_kind(kinds)], "person" | "place" | "organisation")
                    .then(|| TaggedName::new(reading, tokens, *kinds))
            })
            .collect()
    }

    /// Returns the longest known name that begins at a token.
    fn longest_known_name(
        &self,
        reading: &TokenizedText<'_>,
        first: usize,
        limit: usize,
    ) -> Option<(Range<usize>, [f32; N_KINDS])> {
        let longest = self.beginnings.get(&reading.words[first].hash).copied()?;
        let mut tokens = (1..=longest.min(limit - first)).rev().map(|n| first..first + n);
        let tokens = tokens.find(|tokens| self.matches_at(reading, tokens.clone()))?;
        let kinds = self.names[&tokens_hash(reading, &tokens)];
        Some((tokens, kinds))
    }

    /// Returns whether these tokens are a known name: capitalised, and not part of a longer run of capitals.
    fn matches_at(&self, reading: &TokenizedText<'_>, tokens: Range<usize>) -> bool {
        let first = &reading.words[tokens.start];
        let whole_run = first.run.0 as usize == tokens.start && first.run.1 as usize <= tokens.end;
        let is_name = first.shape != shape::SMALL && whole_run && (first.opening & 2 == 0 || tokens.len() > 1);
        is_name && !first.is_headline && self.names.contains_key(&tokens_hash(reading, &tokens))
    }
}

/// Recognises names by their form: a region in small letters (`péninsule coréenne`), or a type designation of two words
/// of letters and digits with a hyphen (`Su-35`).
fn name_by_shape(reading: &TokenizedText<'_>, first: usize, limit: usize) -> Option<(Range<usize>, [f32; N_KINDS])> {
    let word = &reading.words[first];
    let of_region = |word: &super::tokenized_text::WordFeatures| {
        word.gazetteer_flags & gazetteer_features::REGION != 0
            && word.gazetteer_flags & gazetteer_features::MULTI_WORD != 0
    };
    if word.shape == shape::SMALL && word.gazetteer_flags & gazetteer_features::BEGINS_NAME != 0 && of_region(word) {
        let goes_on = |index: &usize| {
            of_region(&reading.words[*index])
                && reading.words[*index].gazetteer_flags & gazetteer_features::BEGINS_NAME == 0
        };
        let end = first + 1 + (first + 1..limit).take_while(goes_on).count();
        return (end > first + 1).then_some((first..end, PLACE));
    }
    if let Some(listed) = listed_name(reading, first, limit) {
        return Some(listed);
    }
    let next = reading.words.get(first + 1).filter(|_| first + 1 < limit)?;
    let is_code = matches!(word.shape, shape::CAPITAL..=shape::MIXED)
        && next.gap == 2
        && matches!(next.shape, shape::NUMBER | shape::CODE);
    is_code.then_some((first..first + 2, THING))
}

/// Recognises a name of several words that the gazetteer lists as only one kind: `Nations unies`.
fn listed_name(reading: &TokenizedText<'_>, first: usize, limit: usize) -> Option<(Range<usize>, [f32; N_KINDS])> {
    const PLACES: u16 = gazetteer_features::COUNTRY | gazetteer_features::CITY | gazetteer_features::REGION;
    let word = &reading.words[first];
    let is_whole = word.gazetteer_flags & gazetteer_features::BEGINS_NAME != 0
        && word.gazetteer_flags & gazetteer_features::MULTI_WORD != 0;
    let kinds = match (word.gazetteer_flags & gazetteer_features::ORGANISATION != 0, word.gazetteer_flags & PLACES != 0)
    {
        (true, false) => ORGANISATION,
        (false, true) => PLACE,
        _ => return None,
    };
    let goes_on = |index: &usize| {
        reading.words[*index].gazetteer_flags & gazetteer_features::MULTI_WORD != 0
            && reading.words[*index].gazetteer_flags & gazetteer_features::BEGINS_NAME == 0
    };
    let end = first + 1 + (first + 1..limit).take_while(goes_on).count();
    (is_whole && word.shape == shape::CAPITAL && end > first + 1).then_some((first..end, kinds))
}

const PLACE: [f32; N_KINDS] = [0.0, 1.0, 0.0, 0.0, 0.0];
const THING: [f32; N_KINDS] = [0.0, 0.0, 0.0, 0.0, 1.0];

/// A name with a head noun is most often an organisation.
const ORGANISATION: [f32; N_KINDS] = [0.0, 0.1, 0.8, 0.1, 0.0];

/// Calls `see` with every token range within a block that no name covers, and with the end of the block.
fn each_gap(reading: &TokenizedText<'_>, names: &[TaggedName], mut see: impl FnMut(Range<usize>, usize)) {
    let mut names = names.iter().peekable();
    for block in &reading.blocks {
        let mut at = block.start;
        while let Some(name) = names.next_if(|name| name.tokens.start < block.end) {
            see(at..name.tokens.start, block.end);
            at = name.tokens.end;
        }
        see(at..block.end, block.end);
    }
}
