//! The tagger's weights: read from the file that training wrote, looked up by feature.
//!
//! File: `DSW1`, the scale of the features' weights and of the bonds (f32, little endian), the number of rows (u32),
//! the sorted features as differences (LEB128), for each row a mask of the labels it speaks of (u16) and their weights
//! (i8), then the bonds (i8), [`N_BONDS`] tables of labels by labels. A whole number is `scale` times the weight.

use super::labels::{Label, N_LABELS};
use super::reading::{Word, gap, shape};

/// Tables of bonds between neighbouring labels: one for each shape of a token and each gap before it.
pub const N_BONDS: usize = shape::COUNT * gap::COUNT;

/// Returns the table of bonds that a token uses.
#[must_use]
pub fn bond_class(word: &Word) -> usize {
    usize::from(word.shape) * gap::COUNT + usize::from(word.gap)
}

/// A score for each label.
pub type Scores = [f32; N_LABELS];

/// Bonds: score of a label after a label, `[before][label]`.
pub type Bonds = [[f32; N_LABELS]; N_LABELS];

#[derive(Clone, Copy, Default)]
struct Slot {
    feature: u32,
    weights: [i8; 12],
}

/// Weights ready for look-up.
pub struct Weights {
    slots: Vec<Slot>,
    /// One bit for each 4,096 features: most features of a text have no weight, and this small table tells so without a
    /// look into the large one.
    known: Vec<u64>,
    scale: f32,
    bonds: Vec<Bonds>,
}

/// Weights as training has them.
#[derive(Clone, Default)]
pub struct Trained {
    /// Feature and its weights, sorted by feature.
    pub rows: Vec<(u32, Scores)>,
    /// [`N_BONDS`] tables.
    pub bonds: Vec<Bonds>,
}

impl Weights {
    /// Reads what [`Trained::write`] wrote; `None` where it is no such file.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut input = Input(bytes);
        if input.take(4)? != b"DSW1" {
            return None;
        }
        let scale = f32::from_le_bytes(input.take(4)?.try_into().ok()?);
        let bond_scale = f32::from_le_bytes(input.take(4)?.try_into().ok()?);
        let n_rows = u32::from_le_bytes(input.take(4)?.try_into().ok()?) as usize;
        let mut features = Vec::with_capacity(n_rows.min(1 << 20));
        let mut feature = 0_u32;
        for _ in 0..n_rows {
            feature = feature.wrapping_add(input.number()?);
            features.push(feature);
        }
        // Small enough for a core's own cache, empty enough for short searches.
        let n_slots = (n_rows + n_rows / 4).next_power_of_two().max(2);
        let mut slots = vec![Slot::default(); n_slots];
        let mut known = vec![0_u64; 1 << 14];
        for feature in features {
            let mask = u16::from_le_bytes(input.take(2)?.try_into().ok()?);
            let mut slot = Slot { feature, weights: [0; 12] };
            for label in (0..N_LABELS).filter(|label| mask & (1 << label) != 0) {
                slot.weights[label] = i8::from_le_bytes([input.take(1)?[0]]);
            }
            let mut at = place(feature, n_slots);
            while slots[at].feature != 0 {
                at = (at + 1) & (n_slots - 1);
            }
            slots[at] = slot;
            let (word, bit) = known_bit(feature);
            known[word] |= bit;
        }
        let mut bonds = vec![[[0.0; N_LABELS]; N_LABELS]; N_BONDS];
        for weight in bonds.iter_mut().flatten().flatten() {
            *weight = f32::from(i8::from_le_bytes([input.take(1)?[0]])) / bond_scale;
        }
        Some(Self { slots, known, scale: 1.0 / scale, bonds })
    }

    /// Returns the sum of the weights of features, by label.
    #[must_use]
    pub fn score(&self, features: &[u32]) -> Scores {
        let mut sums = [0_i32; 12];
        for feature in features {
            let (word, bit) = known_bit(*feature);
            if self.known[word] & bit == 0 {
                continue;
            }
            let mut at = place(*feature, self.slots.len());
            loop {
                let slot = &self.slots[at];
                if slot.feature == *feature {
                    for (sum, weight) in sums.iter_mut().zip(slot.weights) {
                        *sum += i32::from(weight);
                    }
                    break;
                }
                if slot.feature == 0 {
                    break;
                }
                at = (at + 1) & (self.slots.len() - 1);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "sums of some sixty bytes")]
        std::array::from_fn(|label| sums[label] as f32 * self.scale)
    }

    /// Returns the bonds of a class, see [`bond_class`].
    #[must_use]
    pub fn bonds(&self, class: usize) -> &Bonds {
        &self.bonds[class]
    }
}

/// A feature's first place in the table; a power of two long.
fn place(feature: u32, n_slots: usize) -> usize {
    (feature.wrapping_mul(0x9e37_79b1) >> 7) as usize & (n_slots - 1)
}

/// A feature's bit among those that may have a weight.
fn known_bit(feature: u32) -> (usize, u64) {
    let bit = feature >> 12;
    ((bit >> 6) as usize, 1 << (bit & 63))
}

struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
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

impl Trained {
    /// Returns the weight file: rows without weight left out, weights as whole numbers.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let most =
            |weights: &mut dyn Iterator<Item = f32>| weights.fold(1e-6_f32, |most, weight| most.max(weight.abs()));
        let scale = 127.0 / most(&mut self.rows.iter().flat_map(|row| row.1)).min(4.0);
        let bond_scale = 127.0 / most(&mut self.bonds.iter().flatten().flatten().copied()).min(12.0);
        #[expect(clippy::cast_possible_truncation, reason = "clamped")]
        let round = |weight: f32, scale: f32| (weight * scale).round().clamp(-127.0, 127.0) as i8;
        let mut rows: Vec<(u32, [i8; N_LABELS])> =
            self.rows.iter().map(|(feature, scores)| (*feature, scores.map(|weight| round(weight, scale)))).collect();
        rows.retain(|(feature, weights)| *feature != 0 && weights.iter().any(|weight| *weight != 0));
        let mut file = b"DSW1".to_vec();
        file.extend(scale.to_le_bytes());
        file.extend(bond_scale.to_le_bytes());
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
        for weight in self.bonds.iter().flatten().flatten() {
            file.push(round(*weight, bond_scale).to_le_bytes()[0]);
        }
        file
    }
}

/// Returns the number of a label.
#[must_use]
pub fn index(label: Label) -> usize {
    usize::from(label)
}
