//! A bar for many documents, where somebody looks at a terminal. The only file that names the library that draws it.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// With fewer documents than this a bar would only flash.
const FEW: usize = 8;

/// How long work may take before somebody wants to know how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

fn style() -> ProgressStyle {
    let style = ProgressStyle::with_template("{bar:32} {pos} of {len}, {eta} left");
    style.unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// A bar, or nothing where nobody would see it.
pub(super) struct Progress {
    bar: ProgressBar,
    /// When it appears, if it has not yet.
    appears: Mutex<Option<Instant>>,
}

impl Progress {
    /// Makes a bar for so many steps. It is drawn on the terminal that messages go to, and nowhere else.
    pub(super) fn new(n_steps: usize, is_quiet: bool) -> Self {
        if is_quiet || n_steps < FEW {
            return Self { bar: ProgressBar::hidden(), appears: Mutex::new(None) };
        }
        let bar = ProgressBar::new(u64::try_from(n_steps).unwrap_or(u64::MAX));
        bar.set_style(style());
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, appears: Mutex::new(None) }
    }

    /// Makes a bar that appears only if the work is not done some time after `start`.
    pub(super) fn late(n_steps: usize, is_quiet: bool, start: Instant) -> Self {
        let n_steps = u64::try_from(n_steps).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(n_steps), ProgressDrawTarget::hidden());
        bar.set_style(style());
        Self { bar, appears: Mutex::new((!is_quiet).then_some(start + PATIENCE)) }
    }

    /// Prints above the bar.
    pub(super) fn aside(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// One more is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        if let Ok(mut appears) = self.appears.try_lock()
            && appears.is_some_and(|at| Instant::now() >= at)
        {
            *appears = None;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
