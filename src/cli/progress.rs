//! A progress bar, shown only on a terminal. The only file that names the library that draws it.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::language;
use crate::base::message::MessageLanguage;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// With fewer documents than this a bar would only flash.
const FEW: usize = 8;

/// How long work may take before a bar appears.
const PATIENCE: Duration = Duration::from_secs(1);

fn style() -> ProgressStyle {
    let style = ProgressStyle::with_template(match language::chosen() {
        MessageLanguage::English => "{bar:32} {pos} of {len}, {eta} left",
        MessageLanguage::French => "{bar:32} {pos} sur {len}, reste {eta}",
    });
    style.unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// A progress bar, or nothing if standard error is not a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    /// When it appears; `None` once it has, or if it never will.
    appears: Mutex<Option<Instant>>,
}

impl Progress {
    /// Makes a bar for `n_steps` steps. It is drawn only if standard error is a terminal.
    pub(super) fn new(n_steps: usize, is_quiet: bool) -> Self {
        if is_quiet || n_steps < FEW {
            return Self { bar: ProgressBar::hidden(), appears: Mutex::new(None) };
        }
        let bar = ProgressBar::new(u64::try_from(n_steps).unwrap_or(u64::MAX));
        bar.set_style(style());
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, appears: Mutex::new(None) }
    }

    /// Makes a bar that appears only if the work takes longer than [`PATIENCE`] from `start`.
    pub(super) fn late(n_steps: usize, is_quiet: bool, start: Instant) -> Self {
        let n_steps = u64::try_from(n_steps).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(n_steps), ProgressDrawTarget::hidden());
        bar.set_style(style());
        Self { bar, appears: Mutex::new((!is_quiet).then_some(start + PATIENCE)) }
    }

    /// Runs `print` with the bar hidden, so that its output appears above the bar.
    pub(super) fn aside(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// Counts one step.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        if let Ok(mut appears) = self.appears.try_lock()
            && appears.is_some_and(|at| Instant::now() >= at)
        {
            *appears = None;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Removes the bar.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
