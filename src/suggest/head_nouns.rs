//! Names that begin with a head noun and that the tagger missed: `Bureau de coordination des sanctions`.
//!
//! The tagger knows only what training has shown it. An unknown institution is still recognised here if its noun is
//! capitalised within a sentence and followed by a complement. A noun alone (`Parlement`, `Conseil`) is left to the
//! tagger.

use std::ops::Range;

use super::cues::{ARTICLE, BINDER, CALENDAR, ELISION, HEAD_NOUN, SPEECH_VERB};
use super::labels::KINDS;
use super::name_occurrence::{TaggedName, best_kind};
use super::tokenized_text::{TokenizedText, WordFeatures, shape};
use crate::gazetteer;

/// The longest such name, in words.
const MAX_WORDS: usize = 10;

/// Returns the name that begins at a token, if the token is a head noun with a complement. `limit` is the token at
/// which the next name begins or the block ends.
pub(super) fn name_from_head_noun(reading: &TokenizedText<'_>, first: usize, limit: usize) -> Option<Range<usize>> {
    let word = &reading.words[first];
    let opens = word.opening & 1 != 0 && word.opening & 4 == 0;
    if word.shape != shape::CAPITAL || word.cues & HEAD_NOUN == 0 || opens || word.is_headline {
        return None;
    }
    let limit = limit.min(first + MAX_WORDS);
    let mut end = adjectives(reading, first + 1, limit);
    let mut has_complement = end > first + 1;
    while let Some(after) = complement(reading, end, limit) {
        has_complement = true;
        end = after;
        if reading.words[end - 1].shape != shape::SMALL {
            break;
        }
    }
    has_complement.then_some(first..end)
}

/// Returns the index after any demonyms and similar adjectives: `Conseil national syrien`.
fn adjectives(reading: &TokenizedText<'_>, mut at: usize, limit: usize) -> usize {
    while at < limit && reading.words[at].gap == 1 {
        let text = reading.tokens[at].text(reading.text);
        let belongs = reading.words[at].shape == shape::SMALL
            && (gazetteer::demonym_place_code(text).is_some()
                || ["national", "nationale", "central", "centrale", "international", "internationale"].contains(&text));
        if !belongs {
            break;
        }
        at += 1;
    }
    at
}

/// Returns the index after a complement (`de sécurité`, `de l’ONU`, `des sanctions`): a preposition, an article, and a
/// run of capitals or one small noun.
fn complement(reading: &TokenizedText<'_>, at: usize, limit: usize) -> Option<usize> {
    let is = |index: usize, bits: u32| index < limit && reading.words[index].cues & bits != 0;
    let small = |index: usize| reading.words[index].shape == shape::SMALL;
    if !is(at, BINDER | ELISION) || !small(at) || reading.words[at].gap != 1 {
        return None;
    }
    let mut noun = at + 1;
    while is(noun, ARTICLE | ELISION) && small(noun) {
        noun += 1;
    }
    let word = reading.words.get(noun).filter(|_| noun < limit)?;
    if !matches!(word.gap, 1 | 3) || word.cues & (SPEECH_VERB | CALENDAR) != 0 {
        return None;
    }
    match word.shape {
        shape::CAPITAL..=shape::MIXED => Some((word.run.1 as usize).min(limit)),
        shape::SMALL if is_noun(reading, noun, word) => Some(adjectives(reading, noun + 1, limit)),
        _ => None,
    }
}

/// Returns whether a word in small letters is long enough to be a noun.
fn is_noun(reading: &TokenizedText<'_>, index: usize, word: &WordFeatures) -> bool {
    word.cues & (ARTICLE | BINDER | ELISION) == 0 && reading.tokens[index].len() > 3
}

/// Joins the name of an institution with its complement if the tagger has split them (`Conseil de sécurité` and `de
/// l’ONU`), and extends a name to the end of its run of capitals.
pub(super) fn join_complements(reading: &TokenizedText<'_>, names: &mut Vec<TaggedName>) {
    let mut joined: Vec<TaggedName> = Vec::with_capacity(names.len());
    for name in names.drain(..) {
        match joined.last_mut().filter(|last| belongs(reading, last, &name)) {
            Some(last) => *last = TaggedName::new(reading, last.tokens.start..name.tokens.end, last.kinds),
            None => joined.push(name),
        }
    }
    for number in 0..joined.len() {
        let limit = joined.get(number + 1).map_or(reading.tokens.len(), |next| next.tokens.start);
        let tokens = joined[number].tokens.clone();
        let end = rest_of_run(reading, &tokens, limit);
        if end > tokens.end {
            joined[number] = TaggedName::new(reading, tokens.start..end, joined[number].kinds);
        }
    }
    *names = joined;
}

fn belongs(reading: &TokenizedText<'_>, last: &TaggedName, name: &TaggedName) -> bool {
    let is_body = |name: &TaggedName| KINDS[best_kind(&name.kinds)] == "organisation";
    let head = &reading.words[last.tokens.start];
    let between = &reading.words[last.tokens.end..name.tokens.start];
    let binds = |word: &WordFeatures| {
        word.shape == shape::SMALL && word.cues & (BINDER | ARTICLE | ELISION) != 0 && matches!(word.gap, 1 | 3)
    };
    head.cues & HEAD_NOUN != 0
        && last.tokens.len() > 1
        && is_body(last)
        && is_body(name)
        && (1..=2).contains(&between.len())
        && between[0].cues & BINDER != 0
        && between.iter().all(binds)
        && matches!(reading.words[name.tokens.start].gap, 1 | 3)
}

/// Returns the end of the run of capitals at the end of an institution's name: `Conseil de sécurité des Nations Un`.
fn rest_of_run(reading: &TokenizedText<'_>, tokens: &Range<usize>, limit: usize) -> usize {
    let last = &reading.words[tokens.end - 1];
    let is_headed = tokens.len() > 2 && reading.words[tokens.start].cues & HEAD_NOUN != 0;
    if is_headed && last.shape == shape::CAPITAL {
        (last.run.1 as usize).min(limit).max(tokens.end)
    } else {
        tokens.end
    }
}
