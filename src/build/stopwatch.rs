//! How long stages take, for `--timings`.

use std::time::{Duration, Instant};

/// The time that each stage took, in order of their ends.
#[derive(Default)]
pub(super) struct Stopwatch {
    pub(super) timings: Vec<(&'static str, Duration)>,
}

impl Stopwatch {
    /// Runs a stage and notes its time.
    pub(super) fn time<T>(&mut self, stage: &'static str, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = run();
        self.timings.push((stage, start.elapsed()));
        value
    }
}
