//! The weights of both passes, as training wrote them (tests/train/names.rs), deflated; inflated and parsed on first
//! use. Deflated they are a quarter smaller.

use std::sync::LazyLock;

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::weights::Weights;

/// More bytes than this are no weights.
const MAX_INFLATED_BYTES: usize = 1 << 23;

/// The weights of both passes.
#[derive(Clone, Copy)]
pub struct TwoPassModel<'a> {
    /// Those of the first pass, which sees one text at a time.
    pub first: &'a Weights,
    /// Those of the second pass, which also sees the corpus evidence of the first.
    pub second: &'a Weights,
}

impl TwoPassModel<'static> {
    /// Returns the weights that are compiled into the program.
    #[must_use]
    pub fn built_in() -> Self {
        Self { first: &FIRST_PASS_WEIGHTS, second: &SECOND_PASS_WEIGHTS }
    }
}

/// Those of the first pass.
static FIRST_PASS_WEIGHTS: LazyLock<Weights> = LazyLock::new(|| read(include_bytes!("data/first.weights")));

/// Those of the second pass.
static SECOND_PASS_WEIGHTS: LazyLock<Weights> = LazyLock::new(|| read(include_bytes!("data/second.weights")));

fn read(bytes: &[u8]) -> Weights {
    let inflated = decompress_to_vec_zlib_with_limit(bytes, MAX_INFLATED_BYTES).ok();
    inflated.and_then(|bytes| Weights::read(&bytes)).expect("the weights in the binary are whole; a test reads them")
}
