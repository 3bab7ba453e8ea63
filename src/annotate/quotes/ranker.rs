//! Who may have said the words whose speaker no rule finds: a linear model over the names near them, which may abstain.
//!
//! The model chooses between the candidates and nobody. It decides nothing: of its choices at .9 or more, one in seven is
//! wrong (cross-validated, see `ranker_weights`), and the rules are wrong once in a hundred. Its most probable choices are the
//! candidates about which `dossier review` asks. The weights are made by tests/train/speakers.rs out of the annotated corpus in
//! tests/train/speakers.

use super::Quote;
use super::antecedent::has_role;
use super::cue::Attribution;
use super::filter::is_acting_subject;
use super::marks::QuotedSpan;
use super::phrase::Subject;
use super::quote_block::{EntityMention, QuoteBlock};
use super::ranker_weights::WEIGHTS;
use super::sexes::{self, Sexes};
use crate::lang::speech::{BINDING_PREPOSITION, PREPOSITION, PRONOUN};
use crate::model::{BaseKind, Id};
use crate::parse::Block;
use crate::text::tokens;

/// The number of features.
pub const N_FEATURES: usize = 92;

/// At most this many entities before the words are candidates, and two behind them.
const MAX_CANDIDATES: usize = 6;
/// Names further before the words than this are no candidates.
const FAR_BYTES: usize = 1800;
/// Nothing is asked where no candidate is as probable as this,
const ASKED_FIRST: f32 = 0.3;
/// and the others must be as probable as this.
const ASKED_OTHER: f32 = 0.15;
/// At most this many are asked about.
const MAX_ASKED: usize = 3;

/// A quotation without a certain speaker, and who may have said it.
#[derive(Clone, Debug)]
pub struct Doubtful {
    /// First byte of the words.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The candidates.
    pub candidates: Vec<PossibleSpeaker>,
    /// The features of the choice that nobody of them said it.
    pub nobody: Vec<usize>,
}

/// An entity that may have said the words.
#[derive(Clone, Debug)]
pub struct PossibleSpeaker {
    /// A mention of it, as an index.
    pub mention: usize,
    /// The entity.
    pub entity: Id,
    /// The features that it has, as indexes of weights.
    pub features: Vec<usize>,
}

/// Returns mentions of those who may have said the words, most probable first, by the trained weights.
#[must_use]
pub fn probable(doubtful: &Doubtful) -> Vec<usize> {
    doubtful.ranked(&WEIGHTS).into_iter().map(|(_, index)| doubtful.candidates[index].mention).collect()
}

impl Doubtful {
    /// Returns the probability of each candidate; what is left is that of nobody.
    #[must_use]
    pub fn probabilities(&self, weights: &[f32]) -> Vec<f32> {
        let score = |features: &[usize]| features.iter().filter_map(|feature| weights.get(*feature)).sum::<f32>().exp();
        let scores: Vec<f32> = self.candidates.iter().map(|candidate| score(&candidate.features)).collect();
        let sum = scores.iter().sum::<f32>() + score(&self.nobody);
        scores.into_iter().map(|score| score / sum).collect()
    }

    /// Returns the candidates that are asked about: probability and index, most probable first.
    #[must_use]
    pub fn ranked(&self, weights: &[f32]) -> Vec<(f32, usize)> {
        let mut ranked: Vec<(f32, usize)> =
            self.probabilities(weights).into_iter().enumerate().map(|(index, p)| (p, index)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        if ranked.first().is_none_or(|(p, _)| *p < ASKED_FIRST) {
            return Vec::new();
        }
        ranked.retain(|(p, _)| *p >= ASKED_OTHER);
        ranked.truncate(MAX_ASKED);
        ranked
    }

    pub(super) fn new(
        quote_block: &QuoteBlock<'_>,
        mark: &QuotedSpan,
        number: usize,
        attribution: &Attribution,
        before: &[Quote],
        sexes: &Sexes<'_>,
        previous: Option<&Block>,
    ) -> Self {
        let mentions = quote_block.mentions;
        let cue = cue_number(attribution.subject.as_ref());
        let first = quote_block.mark_spans[number].start;
        let wanted = match &attribution.subject {
            // A speech that goes on has its pronoun in another block.
            Some(Subject::Pronoun(at)) => quote_block.words.get(*at).and_then(|word| sexes::of_flags(word.flags)),
            _ => None,
        };
        let said_first = quote_block.words.get(first).map_or(0, |word| word.flags);
        let of_another = sexes::of_flags(said_first).filter(|_| said_first & PRONOUN != 0);
        let chosen = near(mentions, mark);
        let n_people = chosen.iter().filter(|index| mentions[**index].kind == BaseKind::Person).count();
        let last_speaker = before.last().and_then(|quote| quote.speaker.as_ref());
        let block_start = quote_block.words.first().map_or(0, |word| word.token.start as usize);
        let mut candidates = Vec::with_capacity(chosen.len());
        for (rank, index) in chosen.iter().enumerate() {
            let mention = &mentions[*index];
            let behind = mention.start >= mark.end;
            let mut features = vec![0];
            let distance = if behind { 0 } else { sentences_between(quote_block.text, mention.end, mark.start) };
            let near_end = behind && !quote_block.text[mark.end..mention.start].contains(['.', '\n']);
            features.push(match (behind, near_end) {
                (false, _) => 1 + distance.min(5),
                (true, true) => 7,
                (true, false) => 8,
            });
            features.push(9 + rank.min(3));
            let acts = is_acting_subject(quote_block, mention);
            let opens = opens_sentence(quote_block.text, mention.start);
            let (bound, owns) = (is_bound(quote_block, mention), owns_something(quote_block.text, mention.end));
            let word = quote_block.words.partition_point(|word| (word.token.start as usize) < mention.start);
            let quoted = quote_block
                .words
                .get(word)
                .is_some_and(|word| word.token.start as usize == mention.start && word.mark.is_some());
            let person = mention.kind == BaseKind::Person;
            let n_before =
                mentions[..*index].iter().rev().take(200).filter(|other| other.entity == mention.entity).count();
            let spoke_last = last_speaker == Some(mention.entity);
            let spoke = before.iter().rev().take(50).any(|quote| quote.speaker.as_ref() == Some(mention.entity));
            let sex = sexes.of(*index);
            let is_role = match &attribution.subject {
                Some(Subject::Described(at)) => {
                    quote_block.words.get(*at).is_some_and(|word| has_role(quote_block, mention, word.token.hash))
                }
                _ => false,
            };
            let same_block = mention.start >= block_start;
            let previous_block = !same_block && previous.is_some_and(|block| mention.start >= block.start);
            let flags = [
                (acts, 13),
                (opens, 14),
                (bound, 15),
                (owns, 16),
                (quoted, 17),
                (person, 18),
                (!person, 19),
                (same_block, 20),
                (previous_block, 21),
                (!same_block && !previous_block, 22),
                (n_before == 0, 23),
                ((1..=2).contains(&n_before), 24),
                (n_before > 2, 25),
                (spoke_last, 26),
                (spoke, 27),
                (wanted.is_some() && sex == wanted, 28),
                (wanted.is_some() && sex.is_none(), 29),
                (wanted.is_some() && sex.is_some() && sex != wanted, 30),
                (person && n_people == 1, 31),
                (chosen.len() == 1, 32),
                (acts && rank == 0, 33),
                (opens && distance < 2, 34),
                (is_role, 47),
                (of_another.is_some() && sex.is_none_or(|sex| Some(sex) == of_another), 48),
                (spoke_last, 49 + cue),
                (rank == 0, 55 + cue),
            ];
            features.extend(flags.into_iter().filter(|(holds, _)| *holds).map(|(_, feature)| feature));
            features.push(35 + 2 * cue + usize::from(person));
            features.push(61 + 3 * cue + distance.min(2));
            candidates.push(PossibleSpeaker { mention: *index, entity: mention.entity.clone(), features });
        }
        let n_words = quote_block.mark_spans[number].len();
        let opens = first == quote_block.sentence_start(first);
        let mut nobody = vec![79 + cue];
        nobody.push(if n_words < 4 { 85 } else { 86 });
        nobody.push(if chosen.len() < 3 { 87 } else { 88 });
        nobody.push(if opens { 89 } else { 90 });
        nobody.extend((n_words > 12).then_some(91));
        Self { start: mark.start, end: mark.end, candidates, nobody }
    }
}

/// Returns the number of a kind of cue, below 6.
fn cue_number(subject: Option<&Subject>) -> usize {
    match subject {
        None => 0,
        Some(Subject::Pronoun(_)) => 1,
        Some(Subject::Described(_)) => 2,
        Some(Subject::UnnamedOrganisation(_)) => 3,
        Some(Subject::Document(_)) => 4,
        Some(_) => 5,
    }
}

/// Returns the last mention of each entity before a quotation, nearest first, and of two behind it.
fn near(mentions: &[EntityMention<'_>], mark: &QuotedSpan) -> Vec<usize> {
    let can_speak = |mention: &EntityMention<'_>| matches!(mention.kind, BaseKind::Person | BaseKind::Organisation);
    let n_before = mentions.partition_point(|mention| mention.start < mark.start);
    let mut chosen: Vec<usize> = Vec::new();
    let is_new =
        |chosen: &[usize], index: usize| chosen.iter().all(|other| mentions[*other].entity != mentions[index].entity);
    for index in (0..n_before).rev().take(60) {
        if mark.start - mentions[index].start > FAR_BYTES || chosen.len() == MAX_CANDIDATES {
            break;
        }
        if can_speak(&mentions[index]) && is_new(&chosen, index) {
            chosen.push(index);
        }
    }
    let behind = mentions.partition_point(|mention| mention.start < mark.end);
    let limit = chosen.len() + 2;
    for index in (behind..mentions.len()).take(4) {
        if mentions[index].start - mark.end > 200 || chosen.len() == limit {
            break;
        }
        if can_speak(&mentions[index]) && is_new(&chosen, index) {
            chosen.push(index);
        }
    }
    chosen
}

/// Returns how many sentences end between two offsets, about.
fn sentences_between(text: &str, from: usize, to: usize) -> usize {
    let between = &text.as_bytes()[from.min(to)..to];
    between
        .windows(2)
        .filter(|pair| matches!(pair[0], b'.' | b'!' | b'?') && matches!(pair[1], b' ' | b'\n' | b'"'))
        .count()
}

/// Returns whether a sentence begins at a name, or close before it.
fn opens_sentence(text: &str, start: usize) -> bool {
    let from = text.floor_char_boundary(start.saturating_sub(24));
    let before = text[from..start].trim_end();
    before.is_empty()
        || from == 0
        || before.ends_with(['.', '!', '?', '\n', '»', '”', '"'])
        || text[from..start].contains('\n')
}

/// Returns whether a preposition is before a name.
fn is_bound(quote_block: &QuoteBlock<'_>, mention: &EntityMention<'_>) -> bool {
    let from = quote_block.text.floor_char_boundary(mention.start.saturating_sub(20));
    let mut words = Vec::new();
    tokens::tokenize(quote_block.text, from, mention.start, &mut words);
    words.last().is_some_and(|word| {
        quote_block.table.flags(word.hash) & (PREPOSITION | BINDING_PREPOSITION) != 0
            && !quote_block.text[word.end as usize..mention.start].contains([',', '.', ';'])
    })
}

fn owns_something(text: &str, end: usize) -> bool {
    text[end..].starts_with("’s") || text[end..].starts_with("'s")
}
