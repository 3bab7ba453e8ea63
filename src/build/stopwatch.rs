//! Durations of stages, for `--timings`.

use std::time::{Duration, Instant};

/// The duration of each stage, in the order in which they ended.
#[derive(Default)]
pub(super) struct Stopwatch {
    pub(super) timings: Vec<(&'static str, Duration)>,
}

impl Stopwatch {
    /// Runs a stage and records its duration.
    pub(super) fn time<T>(&mut self, stage: &'static str, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = run();
        self.timings.push((stage, start.elapsed()));
        value
    }
}
