//! The weights of `ranker`, written by tests/train/speakers.rs. Cross-validated in five parts of whole articles:
//!
//! 262 quotations that no rule attributes, 176 of them with a candidate who said it.
//! A choice of probability 0.5 or more: 99 right of 141.
//! A choice of probability 0.7 or more: 76 right of 94.
//! A choice of probability 0.8 or more: 50 right of 61.
//! A choice of probability 0.9 or more: 23 right of 27.
//! A choice of probability 0.95 or more: 11 right of 12.
//! Asked about: 197; the speaker is among the candidates in 143 of 176.

use super::ranker::N_FEATURES;

/// The weights, by feature.
pub(super) static WEIGHTS: [f32; N_FEATURES] = [
    -0.139, 1.420, 0.638, 0.336, 0.569, -0.192, -0.587, 0.195, -2.520, 0.541, 0.076, -0.384, -0.371, 0.161, 0.231,
    0.559, -0.607, -1.557, -0.376, 0.237, 0.921, -0.496, -0.565, 0.096, 0.365, -0.600, 0.700, -0.191, 1.219, -0.719,
    -0.318, 0.755, -0.208, 0.122, 0.314, 0.062, -0.186, -0.079, 0.262, -0.185, 0.060, 0.000, 0.214, 0.461, -0.447,
    -0.021, -0.278, 1.131, 0.864, -0.047, -0.252, 0.942, 0.000, 0.055, 0.002, 0.156, -0.348, 0.247, 0.433, 0.485,
    -0.432, -0.149, -0.142, 0.167, -1.235, 1.694, -0.276, 0.063, 0.211, -0.400, 0.000, 0.000, 0.214, 0.054, -0.848,
    0.807, 0.363, -0.277, -0.385, 0.124, -0.183, 0.126, -0.214, -0.014, 0.300, 0.333, -0.194, 0.367, -0.228, -1.405,
    1.544, -1.172,
];
