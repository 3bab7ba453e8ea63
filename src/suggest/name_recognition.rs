//! Articles -> the names in them: tagged in two rounds, cleaned, and looked for again wherever else they stand.
//!
//! The second round sees what the first one found in the whole dossier. Nothing here knows which names are one and the
//! same: that is `cluster`.

use std::ops::Range;

use rayon::prelude::*;

use super::corpus_evidence::CorpusEvidence;
use super::gazetteer_features;
use super::labels::{self, KINDS, N_KINDS, TokenLabel};
use super::model::TwoPassModel;
use super::tagger;
use super::tokenized_text::{TokenizedText, shape};
use super::weights::Scores;
use super::{cues, head_nouns, roles};
use crate::base::FxHashMap;
use crate::lang::LanguageData;
use crate::text::tokens;

/// An article as discovery sees it.
#[derive(Clone, Copy, Debug)]
pub struct ArticleText<'a> {
    /// The article's id.
    pub id: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The stretches of it that names may stand in, bytes, in order.
    pub blocks: &'a [Range<usize>],
    /// Its language's rules.
    pub language: &'static LanguageData,
}

/// A name in a text.
#[derive(Clone, Debug)]
pub struct NameOccurrence {
    /// The number of its article.
    pub article: usize,
    /// Its bytes.
    pub bytes: Range<usize>,
    /// Its words, folded.
    pub words: Vec<String>,
    /// Whether it is one word in capitals, or of letters and digits.
    pub is_acronym: bool,
    /// Whether it is one word at a place where a sentence may begin, so that its capital says nothing.
    pub is_sentence_initial: bool,
    /// How much it looks like each kind, summing to one.
    pub kinds: [f32; N_KINDS],
    /// The bytes of what the text calls its bearer, see [`super::roles`].
    pub role: Option<Range<usize>>,
}

impl<'a> ArticleText<'a> {
    /// Cuts it into words.
    #[must_use]
    pub fn tokenize(&self) -> TokenizedText<'a> {
        TokenizedText::new(self.text, self.blocks, self.language)
    }
}

/// Returns the paragraphs of a plain text: what stands between blank lines, bytes.
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

impl NameOccurrence {
    /// Returns the kind that it looks most like.
    #[must_use]
    pub fn kind(&self) -> usize {
        best_kind(&self.kinds)
    }
}

/// Returns the index of the largest share, the first of equals.
#[must_use]
pub fn best_kind(kinds: &[f32; N_KINDS]) -> usize {
    (0..N_KINDS).max_by(|a, b| kinds[*a].total_cmp(&kinds[*b]).then(b.cmp(a))).unwrap_or(0)
}

/// Returns every name of every article, in order of article and text, never overlapping.
///
/// Texts are cut into words anew for each round: what is kept of ten thousand articles is their names, not their words.
#[must_use]
pub fn recognise_names(article_texts: &[ArticleText<'_>], rounds: TwoPassModel<'_>) -> Vec<NameOccurrence> {
    let company = article_texts
        .par_iter()
        .fold(CorpusEvidence::default, |mut company, article_text| {
            let reading = article_text.tokenize();
            let found = tagger::tag(&reading, rounds.first, None);
            company.add(&reading, &found);
            company
        })
        .reduce(CorpusEvidence::default, CorpusEvidence::merge);
    let second: Vec<(Vec<TaggedName>, Vec<u64>)> = article_texts
        .par_iter()
        .map(|article_text| {
            let reading = article_text.tokenize();
            let (found, scores) = tagger::tag_with_scores(&reading, rounds.second, Some(&company));
            let names = tagged_names(&reading, &found, &scores);
            let strangers = capitalised_non_names(&reading, &names);
            (names, strangers)
        })
        .collect();
    drop(company);
    let known = KnownNames::new(&second);
    second
        .into_par_iter()
        .enumerate()
        .flat_map_iter(|(article, (names, _))| {
            let reading = article_texts[article].tokenize();
            let names = known.add_missed_names(&reading, names);
            names.iter().map(|name| finish(&reading, article, name)).collect::<Vec<_>>()
        })
        .collect()
}

/// A name among the tokens of a text.
pub(super) struct TaggedName {
    pub(super) tokens: Range<usize>,
    /// Hash of its letters, see [`hash`].
    hash: u64,
    /// Hash of its first word.
    first_word_hash: u32,
    pub(super) kinds: [f32; N_KINDS],
}

impl TaggedName {
    pub(super) fn new(reading: &TokenizedText<'_>, tokens: Range<usize>, kinds: [f32; N_KINDS]) -> Self {
        Self { hash: tokens_hash(reading, &tokens), first_word_hash: reading.words[tokens.start].hash, tokens, kinds }
    }
}

fn finish(reading: &TokenizedText<'_>, article: usize, name: &TaggedName) -> NameOccurrence {
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

/// The hashes of words with a capital within a sentence that are part of no name.
fn capitalised_non_names(reading: &TokenizedText<'_>, names: &[TaggedName]) -> Vec<u64> {
    let mut strangers = Vec::new();
    each_gap(reading, names, |tokens, _| {
        for index in tokens {
            let word = &reading.words[index];
            if word.shape != shape::SMALL && word.shape != shape::NUMBER && word.opening & 1 == 0 {
                strangers.push(tokens_hash(reading, &(index..index + 1)));
            }
        }
    });
    strangers
}

/// Cleans what was tagged in one text.
fn tagged_names(reading: &TokenizedText<'_>, found: &[TokenLabel], scores: &[Scores]) -> Vec<TaggedName> {
    let mut names = Vec::new();
    for (tokens, kind) in
        labels::spans(found).into_iter().flat_map(|(tokens, kind)| split_at_sentence_starts(reading, tokens, kind))
    {
        let Some(tokens) = trim(reading, tokens, kind) else { continue };
        let mut kinds = tagger::kinds(&scores[tokens.clone()]);
        // The best sequence has seen the neighbours, too: it has a say of its own.
        kinds.iter_mut().for_each(|share| *share /= 2.0);
        kinds[kind] += 0.5;
        names.push(TaggedName::new(reading, tokens, kinds));
    }
    names
}

/// A name ends where a sentence may end, but for the full stop of an initial: `V. Poutine`.
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

/// Takes away what stands at a name without being part of it; `None` where no name is left.
fn trim(reading: &TokenizedText<'_>, mut tokens: Range<usize>, kind: usize) -> Option<Range<usize>> {
    let word = |index: usize| &reading.words[index];
    let small = |index: usize, bits: u32| word(index).shape == shape::SMALL && word(index).cues & bits != 0;
    while tokens.len() > 1 {
        let first = tokens.start;
        let is_title = KINDS[kind] == "person"
            && word(first).cues & cues::TITLE != 0
            && word(first).gazetteer_flags & gazetteer_features::GIVEN_NAME == 0
            && matches!(word(first + 1).gap, 1 | 4);
        if small(first, cues::ARTICLE | cues::ELISION | cues::BINDER | cues::LOCATIVE | cues::CONJUNCTION)
            && !is_particle(reading, first)
            || is_title
        {
            tokens.start += 1;
        } else {
            break;
        }
    }
    while tokens.len() > 1
        && word(tokens.end - 1).gap == 1
        && small(tokens.end - 1, cues::ARTICLE | cues::ELISION | cues::BINDER | cues::LOCATIVE | cues::CONJUNCTION)
    {
        tokens.end -= 1;
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

/// `de` in `de Gaulle` belongs to the name.
fn is_particle(reading: &TokenizedText<'_>, index: usize) -> bool {
    reading.words[index].cues & cues::PARTICLE != 0
}

/// The names of several words, or of one that is nearly always a name, by their hashes.
struct KnownNames {
    names: FxHashMap<u64, [f32; N_KINDS]>,
    /// Hashes of first words, with the length of the longest name that begins so.
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
        // How often a single word with a capital is a name: what mostly is none is not added anywhere.
        let mut missed: FxHashMap<u64, u32> = FxHashMap::default();
        for hash in second.iter().flat_map(|(_, strangers)| strangers).filter(|hash| names.contains_key(hash)) {
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

    /// Adds the names that the tagger left out in a text: those known from elsewhere, and those that a noun announces,
    /// which swallow what stands in them (`Conseil de sécurité de l’ONU`).
    fn add_missed_names(&self, reading: &TokenizedText<'_>, mut names: Vec<TaggedName>) -> Vec<TaggedName> {
        head_nouns::join_complements(reading, &mut names);
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
        names.sort_by_key(|name| name.tokens.start);
        names
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

    /// Tells whether these tokens are a known name: with its capital, and not part of a longer run of capitals.
    fn matches_at(&self, reading: &TokenizedText<'_>, tokens: Range<usize>) -> bool {
        let first = &reading.words[tokens.start];
        let whole_run = first.run.0 as usize == tokens.start && first.run.1 as usize <= tokens.end;
        let is_name = first.shape != shape::SMALL && whole_run && (first.opening & 2 == 0 || tokens.len() > 1);
        is_name && !first.is_headline && self.names.contains_key(&tokens_hash(reading, &tokens))
    }
}

/// Names that their looks give away: a region whose name is written small (`péninsule coréenne`), and a type or model, two
/// words of letters and digits with a hyphen (`Su-35`).
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

/// A name of several words that the gazetteer knows as one sort of thing only: `Nations unies`.
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

/// What a noun announces is an organisation, most of the time.
const ORGANISATION: [f32; N_KINDS] = [0.0, 0.1, 0.8, 0.1, 0.0];

/// Calls `see` with every stretch of tokens within a block that no name covers, and the end of the block.
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

/// Returns a hash of a name that its typography does not change.
fn tokens_hash(reading: &TokenizedText<'_>, tokens: &Range<usize>) -> u64 {
    reading.tokens[tokens.clone()]
        .iter()
        .fold(0, |hash: u64, token| (hash.rotate_left(19) ^ token.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}
