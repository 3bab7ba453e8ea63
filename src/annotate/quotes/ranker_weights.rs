//! The weights of `ranker`, written by tests/train/speakers.rs. Cross-validated in five parts of whole articles:
//!
//! 258 quotations that no rule attributes, 173 of them with a candidate who said it.
//! A choice of probability 0.5 or more: 102 right of 144.
//! A choice of probability 0.7 or more: 78 right of 94.
//! A choice of probability 0.8 or more: 48 right of 59.
//! A choice of probability 0.9 or more: 20 right of 24.
//! A choice of probability 0.95 or more: 10 right of 11.
//! Asked about: 191; the speaker is among the candidates in 140 of 173.

use super::ranker::N_FEATURES;

/// The weights, by feature.
pub(super) static WEIGHTS: [f32; N_FEATURES] = [
    -0.108, 1.370, 0.580, 0.372, 0.490, -0.155, -0.506, 0.207, -2.467, 0.587, 0.062, -0.415, -0.342, 0.188, 0.310,
    0.569, -0.748, -1.560, -0.348, 0.240, 0.984, -0.460, -0.632, 0.115, 0.358, -0.581, 0.651, -0.214, 1.215, -0.747,
    -0.322, 0.700, -0.293, 0.077, 0.253, 0.026, -0.230, -0.094, 0.241, -0.035, 0.191, 0.000, 0.189, 0.404, -0.431,
    -0.061, -0.307, 1.204, 0.877, -0.022, -0.268, 0.786, 0.000, 0.237, -0.083, 0.110, -0.401, 0.396, 0.417, 0.566,
    -0.500, -0.163, -0.141, 0.099, -1.252, 1.723, -0.324, 0.188, 0.099, -0.130, 0.000, 0.000, 0.189, 0.043, -0.909,
    0.839, 0.295, -0.192, -0.471, 0.204, -0.147, -0.156, -0.189, 0.027, 0.368, 0.344, -0.236, 0.353, -0.245, -1.434,
    1.542, -1.194,
];
