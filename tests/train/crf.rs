//! A linear-chain conditional random field, trained by FTRL-proximal (McMahan et al. 2013): online, sparse by its own
//! l1 term, the same on any machine because it runs on one thread in a fixed order.

use dossier::base::FxHashMap;
use dossier::suggest::labels::{N_LABELS, TokenLabel, may_follow};
use dossier::suggest::tagger::PLAIN;
use dossier::suggest::weights::{N_TRANSITION_TABLES, Scores, TrainedWeights, Transitions};

/// One block as training sees it.
pub(crate) struct Sequence {
    /// Features of each token; none for a token that the tagger does not score (`tagger::is_plain`).
    pub features: Vec<Vec<u32>>,
    /// Class of bonds of each token.
    pub bonds: Vec<usize>,
    /// The correct label of each token.
    pub gold: Vec<TokenLabel>,
}

/// Training parameters.
#[derive(Clone, Copy)]
pub(crate) struct Settings {
    pub epochs: usize,
    /// Features seen less often are left out.
    pub min_count: u32,
    pub alpha: f32,
    pub l1: f32,
    pub l2: f32,
}

const BETA: f32 = 1.0;

#[derive(Clone)]
struct Row {
    z: Scores,
    n: Scores,
    w: Scores,
}

const EMPTY: Row = Row { z: [0.0; N_LABELS], n: [0.0; N_LABELS], w: [0.0; N_LABELS] };

impl Row {
    fn update(&mut self, label: usize, gradient: f32, settings: &Settings, l1: f32) {
        let before = self.n[label];
        let after = before + gradient * gradient;
        let sigma = (after.sqrt() - before.sqrt()) / settings.alpha;
        self.z[label] += gradient - sigma * self.w[label];
        self.n[label] = after;
        let z = self.z[label];
        self.w[label] = if z.abs() <= l1 {
            0.0
        } else {
            -(z - z.signum() * l1) / ((BETA + after.sqrt()) / settings.alpha + settings.l2)
        };
    }
}

/// Trains on sequences, shuffled deterministically.
pub(crate) fn train(sequences: &[Sequence], settings: &Settings) -> TrainedWeights {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for feature in sequences.iter().flat_map(|sequence| sequence.features.iter().flatten()) {
        *counts.entry(*feature).or_insert(0) += 1;
    }
    let mut kept: Vec<u32> =
        counts.iter().filter(|(_, count)| **count >= settings.min_count).map(|(feature, _)| *feature).collect();
    kept.sort_unstable();
    let index: FxHashMap<u32, u32> = kept.iter().zip(0..).map(|(feature, index)| (*feature, index)).collect();
    let rows_of: Vec<Vec<Vec<u32>>> = sequences
        .iter()
        .map(|s| s.features.iter().map(|list| list.iter().filter_map(|f| index.get(f).copied()).collect()).collect())
        .collect();
    let mut rows = vec![EMPTY; kept.len()];
    let mut bonds = vec![EMPTY; N_TRANSITION_TABLES * N_LABELS];
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..settings.epochs {
        for at in (1..order.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (random >> 33) as usize % (at + 1));
        }
        for number in &order {
            step(&sequences[*number], &rows_of[*number], &mut rows, &mut bonds, settings);
        }
    }
    let tables: Vec<Transitions> =
        (0..N_TRANSITION_TABLES).map(|class| std::array::from_fn(|from| bonds[class * N_LABELS + from].w)).collect();
    TrainedWeights {
        rows: kept.into_iter().zip(rows).map(|(feature, row)| (feature, row.w)).collect(),
        transitions: tables,
    }
}

fn step(sequence: &Sequence, features: &[Vec<u32>], rows: &mut [Row], bonds: &mut [Row], settings: &Settings) {
    let n = sequence.gold.len();
    let own: Vec<[f64; N_LABELS]> = features
        .iter()
        .map(|list| {
            if list.is_empty() {
                return PLAIN.map(f64::from);
            }
            let mut sums = [0.0_f64; N_LABELS];
            for row in list {
                let w = &rows[*row as usize].w;
                (0..N_LABELS).for_each(|label| sums[label] += f64::from(w[label]));
            }
            sums
        })
        .collect();
    let bond =
        |bonds: &[Row], at: usize, from: usize, to: usize| f64::from(bonds[sequence.bonds[at] * N_LABELS + from].w[to]);
    // Before the first token there is no name.
    let reached = |forward: &[[f64; N_LABELS]], at: usize, from: usize| match at.checked_sub(1) {
        Some(before) => forward[before][from],
        None if from == 0 => 0.0,
        None => f64::NEG_INFINITY,
    };
    // Forward and backward in logarithms.
    let minus = f64::NEG_INFINITY;
    let mut forward = vec![[minus; N_LABELS]; n];
    let mut backward = vec![[0.0_f64; N_LABELS]; n];
    for at in 0..n {
        for to in 0..N_LABELS {
            let sum = log_sum(
                (0..N_LABELS).filter(|from| may_follow(*from as TokenLabel, to as TokenLabel)).filter_map(|from| {
                    let before = reached(&forward, at, from);
                    (before > minus).then(|| before + bond(bonds, at, from, to))
                }),
            );
            forward[at][to] = sum + own[at][to];
        }
    }
    for at in (0..n.saturating_sub(1)).rev() {
        for from in 0..N_LABELS {
            backward[at][from] = log_sum(
                (0..N_LABELS)
                    .filter(|to| may_follow(from as TokenLabel, *to as TokenLabel))
                    .map(|to| bond(bonds, at + 1, from, to) + own[at + 1][to] + backward[at + 1][to]),
            );
        }
    }
    let total = log_sum(forward[n - 1].iter().copied());
    // Gradients: expected minus correct.
    let mut bond_gradients: FxHashMap<(usize, usize), f32> = FxHashMap::default();
    for at in 0..n {
        let class = sequence.bonds[at] * N_LABELS;
        for from in 0..N_LABELS {
            let before = reached(&forward, at, from);
            if before == minus {
                continue;
            }
            for to in (0..N_LABELS).filter(|to| may_follow(from as TokenLabel, *to as TokenLabel)) {
                let log = before + bond(bonds, at, from, to) + own[at][to] + backward[at][to] - total;
                let expected = log.exp() as f32;
                if expected > 1e-5 {
                    *bond_gradients.entry((class + from, to)).or_insert(0.0) += expected;
                }
            }
        }
        let from = if at > 0 { usize::from(sequence.gold[at - 1]) } else { 0 };
        *bond_gradients.entry((class + from, usize::from(sequence.gold[at]))).or_insert(0.0) -= 1.0;
    }
    for at in 0..n {
        let mut gradient: Scores =
            std::array::from_fn(|label| (forward[at][label] + backward[at][label] - total).exp() as f32);
        gradient[usize::from(sequence.gold[at])] -= 1.0;
        for label in (0..N_LABELS).filter(|label| gradient[*label].abs() > 1e-4) {
            for row in &features[at] {
                rows[*row as usize].update(label, gradient[label], settings, settings.l1);
            }
        }
    }
    let mut gradients: Vec<_> = bond_gradients.into_iter().collect();
    gradients.sort_unstable_by_key(|(place, _)| *place);
    for ((row, label), gradient) in gradients {
        bonds[row].update(label, gradient, settings, 0.0);
    }
}

fn log_sum(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = values.clone().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    most + values.map(|value| (value - most).exp()).sum::<f64>().ln()
}
