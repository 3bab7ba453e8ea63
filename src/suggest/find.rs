//! Articles -> the names in them: tagged in two rounds, cleaned, and looked for again wherever else they stand.
//!
//! The second round sees what the first one found in the whole dossier. Nothing here knows which names are one and the
//! same: that is `cluster`.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::collective::Company;
use super::cues;
use super::labels::{self, KINDS, Label, N_KINDS};
use super::lists;
use super::model::{FIRST, SECOND};
use super::reading::{Reading, shape};
use super::tagger;
use super::weights::Scores;
use crate::model::lang::Rules;

/// An article as discovery sees it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The article's id.
    pub id: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The stretches of it that names may stand in, bytes, in order.
    pub blocks: &'a [Range<usize>],
    /// Its language's rules.
    pub rules: Rules,
}

/// A name in a text.
#[derive(Clone, Debug)]
pub struct Found {
    /// The number of its article.
    pub article: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its bytes.
    pub bytes: Range<usize>,
    /// How much it looks like each kind, summing to one.
    pub kinds: [f32; N_KINDS],
}

impl Found {
    /// Returns the kind that it looks most like.
    #[must_use]
    pub fn kind(&self) -> usize {
        best(&self.kinds)
    }
}

/// Returns the index of the largest share, the first of equals.
#[must_use]
pub fn best(kinds: &[f32; N_KINDS]) -> usize {
    (0..N_KINDS).max_by(|a, b| kinds[*a].total_cmp(&kinds[*b]).then(b.cmp(a))).unwrap_or(0)
}

/// Returns every name of every article, in order of article and text, never overlapping, and the texts as they were
/// read.
#[must_use]
pub fn find<'a>(sources: &[Source<'a>]) -> (Vec<Reading<'a>>, Vec<Found>) {
    let readings: Vec<Reading<'_>> =
        sources.par_iter().map(|source| Reading::new(source.text, source.blocks, source.rules)).collect();
    let first: Vec<Vec<Label>> = readings.par_iter().map(|reading| tagger::tag(reading, &FIRST, None)).collect();
    let mut company = Company::default();
    for (reading, found) in readings.iter().zip(&first) {
        company.add(reading, found);
    }
    let second: Vec<Vec<Found>> = readings
        .par_iter()
        .enumerate()
        .map(|(article, reading)| {
            let (found, scores) = tagger::score(reading, &SECOND, Some(&company));
            names(reading, article, &found, &scores)
        })
        .collect();
    let known = Known::new(&readings, &second);
    let found = second
        .into_par_iter()
        .enumerate()
        .flat_map_iter(|(article, found)| known.complete(&readings[article], article, found))
        .collect();
    (readings, found)
}

/// Cleans what was tagged in one text.
fn names(reading: &Reading<'_>, article: usize, found: &[Label], scores: &[Scores]) -> Vec<Found> {
    let mut names = Vec::new();
    for (tokens, kind) in labels::spans(found) {
        let Some(tokens) = trim(reading, tokens, kind) else { continue };
        let mut kinds = tagger::kinds(&scores[tokens.clone()]);
        // The best sequence has seen the neighbours, too: it has a say of its own.
        kinds.iter_mut().for_each(|share| *share /= 2.0);
        kinds[kind] += 0.5;
        names.push(Found { article, bytes: reading.bytes(&tokens), tokens, kinds });
    }
    names
}

/// Takes away what stands at a name without being part of it; `None` where no name is left.
fn trim(reading: &Reading<'_>, mut tokens: Range<usize>, kind: usize) -> Option<Range<usize>> {
    let word = |index: usize| &reading.words[index];
    let small = |index: usize, bits: u32| word(index).shape == shape::SMALL && word(index).cues & bits != 0;
    while tokens.len() > 1 {
        let first = tokens.start;
        let is_title = KINDS[kind] == "person"
            && word(first).cues & cues::TITLE != 0
            && word(first).lists & lists::GIVEN == 0
            && matches!(word(first + 1).gap, 1 | 4);
        if small(first, cues::ARTICLE | cues::ELISION | cues::BINDER | cues::LOCATIVE | cues::CONJUNCTION) && !is_particle(reading, first)
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
    let only = |list: u16| words.iter().all(|word| word.lists & list != 0);
    let says_nothing = words.iter().all(|word| word.cues & cues::CALENDAR != 0 || word.shape == shape::NUMBER)
        || (words.len() == 1 && words[0].shape == shape::INITIAL)
        || (only(lists::DEMONYM) && !only(lists::COUNTRY | lists::CITY | lists::REGION | lists::BODY | lists::FAMILY));
    let is_described = words.len() > 1 && words.iter().any(|word| word.lists & lists::DEMONYM != 0);
    ((has_capital || is_described) && !says_nothing).then_some(tokens)
}

/// `de` in `de Gaulle` belongs to the name.
fn is_particle(reading: &Reading<'_>, index: usize) -> bool {
    reading.words[index].cues & cues::PARTICLE != 0
}

/// The names of several words, or of one that is nearly always a name, by their hashes.
struct Known {
    names: HashMap<u64, [f32; N_KINDS]>,
    /// Hashes of first words, with the length of the longest name that begins so.
    beginnings: HashMap<u32, usize>,
}

impl Known {
    fn new(readings: &[Reading<'_>], found: &[Vec<Found>]) -> Self {
        let mut names: HashMap<u64, ([f32; N_KINDS], u32)> = HashMap::new();
        let mut beginnings: HashMap<u32, usize> = HashMap::new();
        for found in found.iter().flatten() {
            let reading = &readings[found.article];
            let (kinds, count) = names.entry(hash(reading, &found.tokens)).or_default();
            kinds.iter_mut().zip(found.kinds).for_each(|(sum, share)| *sum += share);
            *count += 1;
            let longest = beginnings.entry(reading.words[found.tokens.start].hash).or_default();
            *longest = (*longest).max(found.tokens.len());
        }
        // How often a single word with a capital is a name: what mostly is none is not added anywhere.
        let mut missed: HashMap<u64, u32> = HashMap::new();
        for (reading, found) in readings.iter().zip(found) {
            each_gap(reading, found, |tokens| {
                for index in tokens {
                    let hash = hash(reading, &(index..index + 1));
                    if names.contains_key(&hash) {
                        *missed.entry(hash).or_insert(0) += 1;
                    }
                }
            });
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

    /// Adds the known names that the tagger left out in a text.
    fn complete(&self, reading: &Reading<'_>, article: usize, mut found: Vec<Found>) -> Vec<Found> {
        let mut more = Vec::new();
        each_gap(reading, &found, |tokens| {
            let mut index = tokens.start;
            while index < tokens.end {
                let longest = self.beginnings.get(&reading.words[index].hash).copied().unwrap_or(0);
                let end = (1..=longest.min(tokens.end - index)).rev().find(|n| self.stands(reading, index..index + n));
                if let Some(n) = end {
                    let tokens = index..index + n;
                    let kinds = self.names[&hash(reading, &tokens)];
                    more.push(Found { article, bytes: reading.bytes(&tokens), tokens, kinds });
                }
                index += end.unwrap_or(1);
            }
        });
        found.extend(more);
        found.sort_by_key(|found| found.tokens.start);
        found
    }

    /// Tells whether these tokens are a known name: with its capital, and not part of a longer run of capitals.
    fn stands(&self, reading: &Reading<'_>, tokens: Range<usize>) -> bool {
        let first = &reading.words[tokens.start];
        let whole_run = first.run.0 as usize == tokens.start && first.run.1 as usize <= tokens.end;
        let is_name = first.shape != shape::SMALL && whole_run && (first.opening & 2 == 0 || tokens.len() > 1);
        is_name && !first.headline && self.names.contains_key(&hash(reading, &tokens))
    }
}

/// Calls `see` with every stretch of tokens within a block that no name covers.
fn each_gap(reading: &Reading<'_>, found: &[Found], mut see: impl FnMut(Range<usize>)) {
    let mut found = found.iter().peekable();
    for block in &reading.blocks {
        let mut at = block.start;
        while let Some(name) = found.next_if(|name| name.tokens.start < block.end) {
            see(at..name.tokens.start);
            at = name.tokens.end;
        }
        see(at..block.end);
    }
}

/// Returns a hash of a name that its typography does not change.
fn hash(reading: &Reading<'_>, tokens: &Range<usize>) -> u64 {
    reading.tokens[tokens.clone()]
        .iter()
        .fold(0, |hash: u64, token| (hash.rotate_left(19) ^ token.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}
