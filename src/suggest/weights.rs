//! The weights of the tagger: parsed from the file that training wrote, and looked up by feature.
//!
//! File format: `DSW1`; the scales of the feature weights and of the transitions (f32, little endian); the number of
//! rows (u32); the sorted features as differences (LEB128); for each row a mask of its labels (u16) and their weights
//! (i8); then the transitions (i8), [`N_TRANSITION_TABLES`] tables of labels by labels. An integer is a
//! weight times its scale.

use super::labels::{self, N_LABELS};
use super::tokenized_text::{WordFeatures, gap, shape};

/// The number of transition tables between adjacent labels: one for each shape of a token and gap before it.
pub const N_TRANSITION_TABLES: usize = shape::COUNT * gap::COUNT;

/// Returns the index of the transition table for a token.
#[must_use]
pub fn transition_class(word: &WordFeatures) -> usize {
    usize::from(word.shape) * gap::COUNT + usize::from(word.gap)
}

/// A score for each label.
pub type Scores = [f32; N_LABELS];

/// A transition table: the score of a label after another, `[before][label]`.
pub type Transitions = [[f32; N_LABELS]; N_LABELS];

/// Sixteen bytes, so four slots fit in a cache line.
#[derive(Clone, Copy, Default)]
struct FeatureSlot {
    feature: u32,
    /// The weights plus [`BIAS`], so that they can be summed as unsigned numbers.
    weights: [u8; 12],
}

const BIAS: u8 = 128;

/// Sums of bytes in 16-bit lanes: the even bytes of the first eight, the odd ones, and the last four. Twelve additions
/// take three instructions. The lanes overflow above 250 features.
#[derive(Clone, Copy, Default)]
struct LaneSums {
    even: u64,
    odd: u64,
    last: u64,
    count: u32,
}

impl LaneSums {
    const MAX_COUNT: u32 = 250;

    fn add(&mut self, weights: &[u8; 12]) {
        const LANES: u64 = 0x00ff_00ff_00ff_00ff;
        let [a, b, c, d, e, f, g, h, i, j, k, l] = *weights;
        let first = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
        self.even += first & LANES;
        self.odd += (first >> 8) & LANES;
        self.last += u64::from_le_bytes([i, 0, j, 0, k, 0, l, 0]);
        self.count += 1;
    }

    fn label(&self, label: usize) -> i32 {
        let lane = |sums: u64, lane: usize| i32::from((sums >> (16 * lane)) as u16);
        let sum = match label {
            0..8 if label.is_multiple_of(2) => lane(self.even, label / 2),
            0..8 => lane(self.odd, label / 2),
            _ => lane(self.last, label - 8),
        };
        sum - i32::from(BIAS) * i32::try_from(self.count).unwrap_or(0)
    }
}

/// Weights, prepared for look-up.
pub struct Weights {
    slots: Vec<FeatureSlot>,
    /// One bit for each 4,096 features. Most features of a text have no weight, and this small table shows it without a
    /// look-up in the large one.
    feature_filter: Vec<u64>,
    scale: f32,
    transitions: Vec<Transitions>,
}

/// Weights as training produces them.
#[derive(Clone, Default)]
pub struct TrainedWeights {
    /// Features and their weights, sorted by feature.
    pub rows: Vec<(u32, Scores)>,
    /// [`N_TRANSITION_TABLES`] tables.
    pub transitions: Vec<Transitions>,
}

impl Weights {
    /// Reads the output of [`TrainedWeights::write`]; `None` if the bytes are not such a file.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut input = WeightReader(bytes);
        if input.take(4)? != b"DSW1" {
            return None;
        }
        let scale = f32::from_le_bytes(input.take(4)?.try_into().ok()?);
        let transition_scale = f32::from_le_bytes(input.take(4)?.try_into().ok()?);
        let n_rows = u32::from_le_bytes(input.take(4)?.try_into().ok()?) as usize;
        let mut features = Vec::with_capacity(n_rows.min(1 << 20));
        let mut feature = 0_u32;
        for _ in 0..n_rows {
            feature = feature.wrapping_add(input.number()?);
            features.push(feature);
        }
        // Small enough for the cache of a core, empty enough for short probes.
        let n_slots = (n_rows + n_rows / 4).next_power_of_two().max(2);
        let mut slots = vec![FeatureSlot::default(); n_slots];
        let mut known = vec![0_u64; 1 << 14];
        for feature in features {
            let mask = u16::from_le_bytes(input.take(2)?.try_into().ok()?);
            let mut slot = FeatureSlot { feature, weights: [BIAS; 12] };
            for label in (0..N_LABELS).filter(|label| mask & (1 << label) != 0) {
                slot.weights[label] = input.take(1)?[0].wrapping_add(BIAS);
            }
            let mut at = place(feature, n_slots);
            while slots[at].feature != 0 {
                at = (at + 1) & (n_slots - 1);
            }
            slots[at] = slot;
            let (word, bit) = filter_bit(feature);
            known[word] |= bit;
        }
        let mut transitions = vec![[[0.0; N_LABELS]; N_LABELS]; N_TRANSITION_TABLES];
        for weight in transitions.iter_mut().flatten().flatten() {
            *weight = f32::from(i8::from_le_bytes([input.take(1)?[0]])) / transition_scale;
        }
        // So that the search needs no list of the labels that may follow each other.
        for table in &mut transitions {
            for (before, row) in (0..).zip(table) {
                let forbidden = (0..).zip(row).filter(|(label, _)| !labels::may_follow(before, *label));
                forbidden.for_each(|(_, weight)| *weight = f32::NEG_INFINITY);
            }
        }
        Some(Self { slots, feature_filter: known, scale: 1.0 / scale, transitions })
    }

    /// Returns the sums of the features' weights by label.
    #[must_use]
    pub fn score(&self, features: &[u32]) -> Scores {
        let mut sums = LaneSums::default();
        for feature in features {
            let (word, bit) = filter_bit(*feature);
            if self.feature_filter[word] & bit == 0 || sums.count == LaneSums::MAX_COUNT {
                continue;
            }
            let mut at = place(*feature, self.slots.len());
            loop {
                let slot = &self.slots[at];
                if slot.feature == *feature {
                    sums.add(&slot.weights);
                    break;
                }
                if slot.feature == 0 {
                    break;
                }
                at = (at + 1) & (self.slots.len() - 1);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "sums of some sixty bytes")]
        std::array::from_fn(|label| sums.label(label) as f32 * self.scale)
    }

    /// Returns the transition table with an index from [`transition_class`]; minus infinity where a label may not follow
    /// another.
    #[must_use]
    pub fn transitions(&self, class: usize) -> &Transitions {
        &self.transitions[class]
    }
}

/// Returns the first slot of a feature; `n_slots` is a power of two.
fn place(feature: u32, n_slots: usize) -> usize {
    (feature.wrapping_mul(0x9e37_79b1) >> 7) as usize & (n_slots - 1)
}

/// Returns the word and bit of a feature in the filter.
fn filter_bit(feature: u32) -> (usize, u64) {
    let bit = feature >> 12;
    ((bit >> 6) as usize, 1 << (bit & 63))
}

struct WeightReader<'a>(&'a [u8]);

impl<'a> WeightReader<'a> {
    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        let (mut number, mut shift) = (0_u32, 0);
        loop {
            let byte = self.take(1)?[0];
            number |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    }
}

impl TrainedWeights {
    /// Returns the weight file: without rows that are all zero, weights as integers.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let most =
            |weights: &mut dyn Iterator<Item = f32>| weights.fold(1e-6_f32, |most, weight| most.max(weight.abs()));
        let scale = 127.0 / most(&mut self.rows.iter().flat_map(|row| row.1)).min(4.0);
        let transition_scale = 127.0 / most(&mut self.transitions.iter().flatten().flatten().copied()).min(12.0);
        #[expect(clippy::cast_possible_truncation, reason = "clamped")]
        let round = |weight: f32, scale: f32| (weight * scale).round().clamp(-127.0, 127.0) as i8;
        let mut rows: Vec<(u32, [i8; N_LABELS])> =
            self.rows.iter().map(|(feature, scores)| (*feature, scores.map(|weight| round(weight, scale)))).collect();
        rows.retain(|(feature, weights)| *feature != 0 && weights.iter().any(|weight| *weight != 0));
        let mut file = b"DSW1".to_vec();
        file.extend(scale.to_le_bytes());
        file.extend(transition_scale.to_le_bytes());
        #[expect(clippy::cast_possible_truncation, reason = "less than 2^32 rows")]
        file.extend((rows.len() as u32).to_le_bytes());
        let mut last = 0_u32;
        for (feature, _) in &rows {
            let mut number = feature - last;
            last = *feature;
            while number >= 0x80 {
                file.push((number & 0x7f) as u8 | 0x80);
                number >>= 7;
            }
            file.push(number as u8);
        }
        for (_, weights) in &rows {
            let mask = (0..N_LABELS).filter(|label| weights[*label] != 0).fold(0_u16, |mask, label| mask | 1 << label);
            file.extend(mask.to_le_bytes());
            file.extend(weights.iter().filter(|weight| **weight != 0).map(|weight| weight.to_le_bytes()[0]));
        }
        for weight in self.transitions.iter().flatten().flatten() {
            file.push(round(*weight, transition_scale).to_le_bytes()[0]);
        }
        file
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_training_wrote_is_read_and_summed() {
        let mut rows: Vec<(u32, Scores)> = Vec::new();
        for feature in 1..=200_u32 {
            let mut scores = [0.0; N_LABELS];
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            scores.iter_mut().enumerate().for_each(|(label, score)| {
                *score = (feature as f32 / 100.0 - 1.0) * if label % 3 == 0 { 1.0 } else { -0.5 };
            });
            rows.push((feature * 20_000_003, scores));
        }
        rows.sort_by_key(|row| row.0);
        let mut transitions = vec![[[0.0; N_LABELS]; N_LABELS]; N_TRANSITION_TABLES];
        transitions[3][1][2] = -2.0;
        let weights =
            Weights::read(&TrainedWeights { rows: rows.clone(), transitions }.write()).expect("a weight file");
        let features: Vec<u32> = rows.iter().map(|row| row.0).chain([77]).collect();
        let sums = weights.score(&features);
        for (label, sum) in sums.iter().enumerate() {
            let right: f32 = rows.iter().map(|row| row.1[label]).sum();
            assert!((sum - right).abs() < 1.0, "{label}: {sum} {right}");
        }
        assert_eq!(weights.score(&[77]), [0.0; N_LABELS]);
        assert!((weights.transitions(3)[1][2] + 2.0).abs() < 0.05);
        assert!(Weights::read(b"DSW1").is_none() && Weights::read(b"").is_none());
    }
}
