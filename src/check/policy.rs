//! Decides from all diagnostics whether the content counts as wrong, which sets the exit code.

use crate::base::{Diagnostic, Severity};

/// Diagnostics, sorted and counted.
#[derive(Clone, Debug, Default)]
pub struct CheckReport {
    /// In order of location.
    pub diagnostics: Vec<Diagnostic>,
    /// How many are errors.
    pub n_errors: usize,
    /// How many are warnings.
    pub n_warnings: usize,
    /// How many are notes.
    pub n_notes: usize,
}

/// Sorts and counts diagnostics.
#[must_use]
pub fn report(mut diagnostics: Vec<Diagnostic>) -> CheckReport {
    diagnostics.sort();
    diagnostics.dedup();
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity).count();
    let (n_errors, n_warnings, n_notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    CheckReport { diagnostics, n_errors, n_warnings, n_notes }
}

impl CheckReport {
    /// Returns whether the content counts as wrong; under `strict`, warnings count too.
    #[must_use]
    pub fn failed(&self, strict: bool) -> bool {
        self.n_errors > 0 || (strict && self.n_warnings > 0)
    }
}
