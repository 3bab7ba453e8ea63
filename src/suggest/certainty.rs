//! The tagger's probability of a kind -> how certain a proposal is: of those that say 90 %, about 90 % are right.
//!
//! The probabilities of the tagger are far too high on texts that it has not seen. Measured with tests/train/certainty.py on
//! 929 proposals from the 43 news articles and interviews of GUM (CC BY, not used for the weights that were measured), eight
//! to a dossier: said 94.7 % on average, right 64.9 % by its annotation. That leaves out many names: of 115 proposals counted
//! as wrong, read one by one, half of those above 0.97 and a fifth of the others were right, so about 77 % are. [`KNOTS`] has
//! the corrected shares. After training, the script measures again, on texts that the weights have not seen.
//!
//! The weights in use, cross-validated on 964 French articles of WiNER in five parts, with these shares: of 10,256 mentions that
//! say 90 % or more (93.5 on average) 95.7 % are right, of 830 between 85 and 90 (88.3) 86.0, of 561 between 60 and 80 (69.1) 63.3.
//! Of 4,104 forms that say 90 % or more 95.1 % are right.

/// What the tagger says, and the share that is right, for names with one mention.
const KNOTS: [(f32, f32); 9] = [
    (0.0, 0.0),
    (0.5, 0.44),
    (0.8, 0.52),
    (0.93, 0.55),
    (0.96, 0.7),
    (0.98, 0.84),
    (0.99, 0.87),
    (0.998, 0.9),
    (1.0, 0.92),
];
/// With two or more mentions, three in ten of the wrong proposals are gone (0.75 against 0.82 right of those above 0.99).
const GAIN_OF_MENTIONS: f32 = 0.3;

/// Returns how certain a proposal with a number of mentions is.
#[must_use]
pub(super) fn certainty(probability: f32, n_mentions: usize) -> f32 {
    let after = KNOTS.iter().position(|(said, _)| probability <= *said).unwrap_or(KNOTS.len() - 1);
    let (Some((high, right_high)), Some((low, right_low))) = (KNOTS.get(after), KNOTS.get(after.saturating_sub(1)))
    else {
        return probability;
    };
    let part = if high > low { ((probability - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 };
    let right = right_low + part * (right_high - right_low);
    if n_mentions > 1 { right + (1.0 - right) * GAIN_OF_MENTIONS } else { right }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certainty_grows_with_probability_and_mentions_and_is_never_complete() {
        let all: Vec<f32> = (0..=1_000_u16).map(|thousandth| certainty(f32::from(thousandth) / 1_000.0, 1)).collect();
        assert!(all.windows(2).all(|pair| pair[0] <= pair[1]) && all[0] < 0.01 && all[1_000] < 0.93);
        assert!(certainty(0.99, 2) > certainty(0.99, 1) && certainty(1.0, 50) < 0.96);
        assert!((certainty(0.98, 1) - 0.84).abs() < 1e-5);
    }
}
