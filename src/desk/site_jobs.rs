//! Work on a whole site that takes longer than a request may: what `check` finds, and a site that is ready to be published.
//! Each runs on a thread of its own, and its result is kept until it is wanted again.

use std::path::Path;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use super::replies::locked;
use crate::base::{Code, Diagnostic, Severity};
use crate::build::{BuiltSite, Memo, PipelineOptions, build, render_page};
use crate::check::leaks::{self, LeakReport};
use crate::check::{self, CheckReport};
use crate::config::site::FILE as SITE_FILE;
use crate::parse::record::Visibility;
use crate::publish::site_archive::site_archive;
use crate::serve::companion::Preview;
use crate::source::{Snapshot, read_project, read_raw};

/// A result, or the work on it.
pub(super) struct SiteJob<T> {
    state: Arc<Mutex<JobState<T>>>,
}

struct JobState<T> {
    result: Option<Arc<T>>,
    is_running: bool,
}

impl<T> Default for SiteJob<T> {
    fn default() -> Self {
        Self { state: Arc::new(Mutex::new(JobState { result: None, is_running: false })) }
    }
}

impl<T: Send + Sync + 'static> SiteJob<T> {
    /// Returns the last result.
    pub(super) fn result(&self) -> Option<Arc<T>> {
        locked(&self.state).result.clone()
    }

    /// Returns whether the work goes on.
    pub(super) fn is_running(&self) -> bool {
        locked(&self.state).is_running
    }

    /// Begins the work, unless it goes on already. The last result stays until the next is there.
    pub(super) fn start(&self, work: impl FnOnce() -> T + Send + 'static) {
        let mut state = locked(&self.state);
        if state.is_running {
            return;
        }
        let shared = Arc::clone(&self.state);
        let run = move || {
            // A bug in it must not leave the page waiting.
            let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
            let mut state = locked(&shared);
            state.is_running = false;
            if let Ok(made) = made {
                state.result = Some(Arc::new(made));
            }
        };
        state.is_running = std::thread::Builder::new().name("site".to_owned()).spawn(run).is_ok();
    }

    /// Forgets the result.
    pub(super) fn forget(&self) {
        locked(&self.state).result = None;
    }
}

/// What `check` finds.
pub(super) struct CheckedSite {
    /// The files.
    pub(super) snapshot: Snapshot,
    /// The findings.
    pub(super) report: CheckReport,
}

/// Finds what `dossier check` finds in the project as it is.
pub(super) fn check_site(root: &Path, preview: &Preview) -> CheckedSite {
    let snapshot = as_on_disk(root, preview);
    let built = preview.build(&snapshot);
    let raw_files = read_raw(root, &check::raw_names(&built));
    let seen = check::LinkCheckCache::default();
    let findings = check::collect_findings(&built, preview.memo(), &seen, &snapshot, &raw_files);
    let mut found = findings.diagnostics;
    found.extend(built.protection.unknown.iter().cloned());
    CheckedSite { report: check::report(found), snapshot }
}

/// Returns the project as it is on disk; as it is shown if the disk cannot be read.
pub(super) fn as_on_disk(root: &Path, preview: &Preview) -> Snapshot {
    let shown = preview.snapshot();
    read_project(root, Some(&shown)).unwrap_or(shown)
}

/// A site that is ready to be published.
pub(super) struct ReadySite {
    /// The files that it was made from.
    pub(super) snapshot: Snapshot,
    /// The site.
    pub(super) built: BuiltSite,
    /// Why it cannot be published; empty if it can.
    pub(super) refused: Vec<Diagnostic>,
    /// What the search for withheld content found.
    pub(super) leaks: LeakReport,
    /// The number of its files.
    pub(super) n_files: usize,
    /// The site as one file; empty if it cannot be published.
    pub(super) archive: Vec<u8>,
    /// How many records are hidden, and how many appear with initials.
    pub(super) n_hidden: usize,
    /// See `n_hidden`.
    pub(super) n_initials: usize,
    /// Errors and warnings of the build.
    pub(super) report: CheckReport,
}

impl ReadySite {
    /// Returns whether something that is withheld shows for certain.
    pub(super) fn does_leak(&self) -> bool {
        self.leaks.diagnostics.iter().any(|one| one.severity() == Severity::Error && one.code != Code::MayTell)
    }

    /// Returns whether it can be published.
    pub(super) fn is_good(&self) -> bool {
        self.refused.is_empty() && !self.does_leak() && !self.archive.is_empty()
    }
}

/// Builds the project as `dossier build` does, and searches the result for what is withheld.
pub(super) fn ready_site(root: &Path, preview: &Preview) -> ReadySite {
    let snapshot = as_on_disk(root, preview);
    // A preview with drafts has other values than the site that is published.
    let fresh = Memo::default();
    let memo = if preview.shows_drafts() { &fresh } else { preview.memo() };
    let built = if preview.shows_drafts() {
        build(&snapshot, &PipelineOptions::default(), memo)
    } else {
        preview.build(&snapshot)
    };
    let is_of_site = |one: &&Diagnostic| {
        one.primary.span.file.as_str() == SITE_FILE && one.severity() == Severity::Error && one.code != Code::RouteClash
    };
    let mut refused: Vec<Diagnostic> = built.diagnostics.iter().filter(is_of_site).cloned().collect();
    refused.extend(built.protection.unknown.iter().cloned());
    let mut files = Vec::new();
    if refused.is_empty() {
        let pages = built.pages();
        let drawn: Vec<_> = pages.par_iter().map(|page| render_page(&built, page, memo)).collect();
        for (page, artifact) in pages.iter().zip(drawn) {
            match &artifact.bytes {
                Some(bytes) => files.push((page.route.as_str().to_owned(), bytes.to_vec())),
                None => refused.extend(artifact.diagnostics.iter().cloned()),
            }
        }
    }
    let leaks = if refused.is_empty() { leaks::check(&built.site, &snapshot, &files) } else { LeakReport::default() };
    let archive = if refused.is_empty() { site_archive(&files).unwrap_or_default() } else { Vec::new() };
    let registry = &built.site.content.registry;
    let n_initials = registry.withheld.iter().filter(|record| record.visibility.masks()).count();
    let n_hidden = registry.withheld.iter().filter(|record| record.visibility == Visibility::Hidden).count();
    let report = check::report(built.diagnostics.clone());
    ReadySite { n_files: files.len(), snapshot, refused, leaks, archive, n_hidden, n_initials, report, built }
}
