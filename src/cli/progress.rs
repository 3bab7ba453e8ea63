//! A bar for many documents, where somebody looks at a terminal. The only file that names the library that draws it.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// With fewer documents than this a bar would only flash.
const FEW: usize = 8;

/// A bar, or nothing where nobody would see it.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Makes a bar for so many steps. It is drawn on the terminal that messages go to, and nowhere else.
    pub(super) fn new(n_steps: usize, is_quiet: bool) -> Self {
        if is_quiet || n_steps < FEW {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(u64::try_from(n_steps).unwrap_or(u64::MAX));
        let style = ProgressStyle::with_template("{bar:32} {pos} of {len}, {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// Prints above the bar.
    pub(super) fn aside(&self, print: impl FnOnce()) {
        self.0.suspend(print);
    }

    /// One more is done.
    pub(super) fn step(&self) {
        self.0.inc(1);
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
