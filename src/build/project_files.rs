//! The files of a build, which it may or may not free.

use super::incremental::articles;
use crate::base::Diagnostic;
use crate::source::Snapshot;

/// The files of a build.
pub(super) enum ProjectFiles<'a> {
    /// The caller needs them afterwards.
    Shared(&'a Snapshot),
    /// The build may free them.
    Owned(&'a mut Snapshot),
}

impl ProjectFiles<'_> {
    /// Returns the files.
    pub(super) fn get(&self) -> &Snapshot {
        match self {
            Self::Shared(snapshot) => snapshot,
            Self::Owned(snapshot) => snapshot,
        }
    }

    /// Frees the articles after parsing, except those with diagnostics: their bytes are a fifth of what a build holds.
    pub(super) fn release_articles(&mut self, diagnostics: &[Diagnostic]) {
        if let Self::Owned(snapshot) = self {
            let labels = diagnostics.iter().flat_map(|one| one.related.iter().chain([&one.primary]));
            snapshot.release(articles::FOLDER, &labels.map(|label| &label.span.file).collect());
        }
    }
}
