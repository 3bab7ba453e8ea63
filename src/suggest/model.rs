//! The weights of both rounds, as training wrote them (see tests/train/names.rs), read on first use.

use std::sync::LazyLock;

use super::weights::Weights;

/// The weights of both rounds.
#[derive(Clone, Copy)]
pub struct TwoPassModel<'a> {
    /// The first round's: a text by itself.
    pub first: &'a Weights,
    /// The second round's: with what the first one found in the whole dossier.
    pub second: &'a Weights,
}

impl TwoPassModel<'static> {
    /// Returns the weights in the program.
    #[must_use]
    pub fn built_in() -> Self {
        Self { first: &FIRST_PASS_WEIGHTS, second: &SECOND_PASS_WEIGHTS }
    }
}

/// The first round's: a text by itself.
static FIRST_PASS_WEIGHTS: LazyLock<Weights> = LazyLock::new(|| read(include_bytes!("data/first.weights")));

/// The second round's: with what the first one found in the whole dossier.
static SECOND_PASS_WEIGHTS: LazyLock<Weights> = LazyLock::new(|| read(include_bytes!("data/second.weights")));

fn read(bytes: &[u8]) -> Weights {
    Weights::read(bytes).expect("the weights in the binary are whole; a test reads them")
}
