//! The weights of `ranker`, written by tests/train/speakers.rs. Cross-validated in five parts of whole articles:
//!
//! 262 quotations that no rule attributes, 176 of them with a candidate who said it.
//! A choice of probability 0.5 or more: 104 right of 148.
//! A choice of probability 0.7 or more: 75 right of 92.
//! A choice of probability 0.8 or more: 51 right of 62.
//! A choice of probability 0.9 or more: 22 right of 26.
//! A choice of probability 0.95 or more: 10 right of 11.
//! Asked about: 200; the speaker is among the candidates in 145 of 176.

use super::ranker::N_FEATURES;

/// The weights, by feature.
pub(super) static WEIGHTS: [f32; N_FEATURES] = [
    -0.142, 1.434, 0.652, 0.333, 0.581, -0.200, -0.574, 0.187, -2.556, 0.535, 0.076, -0.390, -0.364, 0.333, 0.208,
    0.556, -0.577, -1.497, -0.382, 0.239, 0.937, -0.501, -0.579, 0.097, 0.358, -0.598, 0.694, -0.213, 1.205, -0.707,
    -0.312, 0.760, -0.227, 0.176, 0.316, 0.071, -0.193, -0.089, 0.276, -0.187, 0.061, 0.000, 0.214, 0.475, -0.456,
    -0.030, -0.283, 1.119, 0.852, -0.053, -0.217, 0.948, 0.000, 0.010, 0.007, 0.174, -0.381, 0.247, 0.446, 0.492,
    -0.443, -0.147, -0.136, 0.161, -1.231, 1.691, -0.273, 0.040, 0.210, -0.376, 0.000, 0.000, 0.214, 0.052, -0.844,
    0.811, 0.351, -0.268, -0.396, 0.122, -0.186, 0.126, -0.214, -0.019, 0.313, 0.329, -0.186, 0.385, -0.242, -1.417,
    1.559, -1.183,
];
