//! Features and weights -> labels: the best sequence of a linear-chain CRF (Viterbi), block by block.

use std::ops::Range;

use super::corpus_evidence::CorpusEvidence;
use super::features;
use super::labels::{self, N_KINDS, N_LABELS, TokenLabel};
use super::tokenized_text::{TokenizedText, gap, shape};
use super::weights::{Scores, Weights, transition_class};

/// Returns the label of every token. `corpus` is the corpus evidence of the first pass; `None` in the first pass
/// itself.
#[must_use]
pub fn tag(reading: &TokenizedText<'_>, weights: &Weights, corpus: Option<&CorpusEvidence>) -> Vec<TokenLabel> {
    tag_with_scores(reading, weights, corpus).0
}

/// Returns the label of every token, and the scores of all labels for each token by itself.
#[must_use]
pub fn tag_with_scores(
    reading: &TokenizedText<'_>,
    weights: &Weights,
    corpus: Option<&CorpusEvidence>,
) -> (Vec<TokenLabel>, Vec<Scores>) {
    let mut found = Vec::with_capacity(reading.tokens.len());
    let mut scores = Vec::with_capacity(reading.tokens.len());
    let mut list = Vec::with_capacity(96);
    for block in &reading.blocks {
        let first = scores.len();
        for index in block.clone() {
            if is_plain(reading, block, index) {
                scores.push(PLAIN);
                continue;
            }
            list.clear();
            features::extract(reading, (block.start, block.end), index, corpus, &mut list);
            scores.push(weights.score(&list));
        }
        append_best_labels(reading, weights, block.start, &scores[first..], &mut found);
    }
    (found, scores)
}

/// Returns whether a word is far from anything that looks like a name: it and two words on either side are in small
/// letters, not in the gazetteer, and not nouns that begin names. This holds for half of a text, which need not be
/// scored.
#[must_use]
pub fn is_plain(reading: &TokenizedText<'_>, block: &Range<usize>, index: usize) -> bool {
    use super::cues::{COMMON_NAME, HEAD_NOUN, TERRITORY, TRIGGER};
    const LOUD: u32 = COMMON_NAME | HEAD_NOUN | TERRITORY | TRIGGER;
    let around = index.saturating_sub(2).max(block.start)..(index + 3).min(block.end);
    reading.words[around]
        .iter()
        .all(|word| word.shape == shape::SMALL && word.gazetteer_flags == 0 && word.cues & LOUD == 0)
}

/// The scores of such a word.
pub const PLAIN: Scores = [20.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];

/// Appends the best label sequence of a block.
fn append_best_labels(
    reading: &TokenizedText<'_>,
    weights: &Weights,
    start: usize,
    scores: &[Scores],
    found: &mut Vec<TokenLabel>,
) {
    let mut origins: Vec<[TokenLabel; N_LABELS]> = Vec::with_capacity(scores.len());
    let mut reached = [f32::NEG_INFINITY; N_LABELS];
    reached[0] = 0.0;
    for (offset, own) in scores.iter().enumerate() {
        let word = &reading.words[start + offset];
        let transitions = weights.transitions(transition_class(word));
        let ends_name = matches!(word.gap, gap::START | gap::COMMA | gap::BRACKET);
        let mut next = [f32::NEG_INFINITY; N_LABELS];
        let mut origin = [0_u32; N_LABELS];
        for (from, (reached, transitions)) in (0..).zip(reached.iter().zip(transitions)) {
            // All labels alike and without a branch, so that the compiler adds several at a time.
            for ((next, origin), transition) in next.iter_mut().zip(&mut origin).zip(transitions) {
                let score = reached + transition;
                let is_better = score > *next;
                *next = if is_better { score } else { *next };
                *origin = if is_better { from } else { *origin };
            }
        }
        for (label, (next, own)) in next.iter_mut().zip(own).enumerate() {
            // No name goes on after a comma or a bracket.
            let is_open = !ends_name || label == 0 || !label.is_multiple_of(2);
            *next = if is_open { *next + own } else { f32::NEG_INFINITY };
        }
        reached = next;
        #[expect(clippy::cast_possible_truncation, reason = "eleven labels")]
        origins.push(origin.map(|from| from as TokenLabel));
    }
    let end = found.len();
    let last = (0..N_LABELS).max_by(|a, b| reached[*a].total_cmp(&reached[*b]).then(b.cmp(a))).unwrap_or(0);
    #[expect(clippy::cast_possible_truncation, reason = "eleven labels")]
    let mut label = last as TokenLabel;
    found.resize(end + scores.len(), labels::NONE);
    for offset in (0..scores.len()).rev() {
        found[end + offset] = label;
        label = origins[offset][usize::from(label)];
    }
}

/// Returns the probability of each kind, given that these tokens are a name: a softmax over their summed scores.
#[must_use]
pub fn kinds(scores: &[Scores]) -> [f32; N_KINDS] {
    let mut sums = [0.0_f32; N_KINDS];
    for (index, own) in scores.iter().enumerate() {
        for (kind, sum) in sums.iter_mut().enumerate() {
            let label = if index == 0 { labels::begins(kind) } else { labels::continues(kind) };
            *sum += own[usize::from(label)];
        }
    }
    let most = sums.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers = sums.map(|sum| (sum - most).exp());
    let total: f32 = powers.iter().sum();
    powers.map(|power| power / total)
}
