//! Replaces each broken file by its last valid version, so that a typo while editing neither removes a page nor
//! breaks links to it.
//!
//! The build is not aware of this. Diagnostics are those of the project as it is; the site that is shown is built
//! from the project made here.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, SourcePath};
use crate::source::{Snapshot, SourceFile};

/// The project to show, and which of its files differ from the actual ones.
pub(super) struct LastValidSnapshot {
    /// The project to show.
    pub(super) snapshot: Snapshot,
    /// Files that are kept in their last valid version.
    pinned_files: BTreeSet<SourcePath>,
}

impl LastValidSnapshot {
    /// Begins with the project as it is, because there is no valid version yet. If something that may protect a
    /// person cannot be read, no content at all is shown until that is fixed.
    pub(super) fn new(snapshot: &Snapshot, diagnostics: &[Diagnostic]) -> Self {
        let is_closed = diagnostics.iter().any(|one| protects(one) || is_of_lost_site(one));
        if !is_closed {
            return Self { snapshot: snapshot.clone(), pinned_files: BTreeSet::new() };
        }
        let mut open = snapshot.clone();
        let held = open.files.extract_if(.., |path, _| path.as_str().starts_with("content/")).map(|(path, _)| path);
        let held = held.collect();
        Self { snapshot: open, pinned_files: held }
    }

    /// Returns whether it differs from the project as it is.
    pub(super) fn has_pinned_files(&self) -> bool {
        !self.pinned_files.is_empty()
    }

    /// Plans how to follow the changed files, except those that the diagnostics call unreadable. It is applied
    /// only after changes have settled: a half-saved file must not replace the last valid version.
    #[must_use]
    pub(super) fn plan(
        &self,
        real: &Snapshot,
        changed: &BTreeSet<SourcePath>,
        diagnostics: &[Diagnostic],
    ) -> SnapshotUpdate {
        let mut update = SnapshotUpdate { diagnostics: real.diagnostics.clone(), ..SnapshotUpdate::default() };
        let unreadable: BTreeSet<&str> = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code.is_unreadable_file())
            .map(|diagnostic| diagnostic.primary.span.file.as_str())
            .collect();
        // It is unknown whom an unreadable new file protects, so the whole last valid site stays.
        let has_good = |one: &&Diagnostic| self.snapshot.files.contains_key(&one.primary.span.file);
        if !diagnostics.iter().filter(|one| protects(one)).all(|one| has_good(&one)) {
            update.pinned_files = self.pinned_files.union(changed).cloned().collect();
            return update;
        }
        // A change in one template can break another, so a theme is kept or followed as a whole.
        let theme_failed = unreadable.iter().any(|path| path.starts_with("themes/"));
        // A folder that cannot be entered has not lost its files.
        let is_in_unreadable = |path: &SourcePath| {
            let name = path.as_str();
            name.match_indices('/').any(|(at, _)| unreadable.contains(&name[..at]))
        };
        let is_bad = |path: &SourcePath| {
            unreadable.contains(path.as_str())
                || is_in_unreadable(path)
                || (theme_failed && path.as_str().starts_with("themes/"))
        };
        // A broken new theme file is left out; a broken new text is shown as far as it can be read.
        let was_good =
            |good: &Snapshot, path: &SourcePath| good.files.contains_key(path) || path.as_str().starts_with("themes/");
        for path in changed.union(&self.pinned_files) {
            match real.files.get(path) {
                // A deleted file is deleted here too; one that could not be opened was not deleted.
                None if !is_bad(path) => update.files.push((path.clone(), None)),
                _ if is_bad(path) && was_good(&self.snapshot, path) => drop(update.pinned_files.insert(path.clone())),
                Some(file) => update.files.push((path.clone(), Some(file.clone()))),
                None => {}
            }
        }
        update
    }

    /// Applies the plan.
    pub(super) fn apply(&mut self, update: SnapshotUpdate) {
        self.pinned_files.clone_from(&update.pinned_files);
        update.put_into(&mut self.snapshot);
    }

    /// Returns the project to show after an update, if it differs from the current one.
    #[must_use]
    pub(super) fn snapshot_after(&self, update: &SnapshotUpdate) -> Option<Snapshot> {
        let is_another = !update.pinned_files.is_empty();
        is_another.then(|| {
            let mut snapshot = self.snapshot.clone();
            update.clone().put_into(&mut snapshot);
            snapshot
        })
    }
}

/// The changes to the project to show, and the files that keep their last valid version.
#[derive(Clone, Default)]
pub(super) struct SnapshotUpdate {
    /// New contents; `None` for a deleted file.
    files: Vec<(SourcePath, Option<SourceFile>)>,
    pinned_files: BTreeSet<SourcePath>,
    diagnostics: Vec<Diagnostic>,
}

impl SnapshotUpdate {
    fn put_into(self, snapshot: &mut Snapshot) {
        for (path, file) in self.files {
            match file {
                Some(file) => drop(snapshot.files.insert(path, file)),
                None => drop(snapshot.files.remove(&path)),
            }
        }
        snapshot.diagnostics = self.diagnostics;
    }
}

/// Returns whether something that may protect a person cannot be read.
fn protects(diagnostic: &Diagnostic) -> bool {
    diagnostic.code == Code::ProtectionUnknown
}

/// Returns whether site.yaml, which sets how much of a text is published, cannot be read at all.
fn is_of_lost_site(diagnostic: &Diagnostic) -> bool {
    diagnostic.primary.span.file.as_str() == "site.yaml" && diagnostic.code.is_unreadable_file()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Message;

    fn snapshot(files: &[(&str, &str)]) -> Snapshot {
        Snapshot::from_files(files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())))
    }

    /// Follows a project from `before` to `after`, in which `bad` cannot be read, and returns what is shown of a file.
    fn shown(before: &[(&str, &str)], after: &[(&str, &str)], bad: &str, file: &str) -> Option<String> {
        let mut good = LastValidSnapshot::new(&snapshot(before), &[]);
        let names = before.iter().chain(after).map(|(name, _)| SourcePath::new(name)).collect();
        let code = if bad.starts_with("themes/") { Code::TemplateBroken } else { Code::BrokenYaml };
        let bad = [Diagnostic::of_file(code, &SourcePath::new(bad), Message::same("bad"))];
        good.apply(good.plan(&snapshot(after), &names, &bad));
        good.snapshot.text(&SourcePath::new(file)).map(str::to_owned)
    }

    #[test]
    fn what_cannot_be_read_stands_as_it_was_and_everything_else_as_it_is() {
        let (a, b, template) = ("content/articles/a.md", "content/articles/b.md", "themes/x/templates/tag.html");
        assert_eq!(shown(&[(a, "1"), (b, "1")], &[(a, "2"), (b, "2")], a, a).as_deref(), Some("1"));
        assert_eq!(shown(&[(a, "1"), (b, "1")], &[(a, "2"), (b, "2")], a, b).as_deref(), Some("2"));
        assert_eq!(shown(&[(b, "1")], &[(a, "2"), (b, "1")], a, a).as_deref(), Some("2"), "a new text is shown");
        assert_eq!(shown(&[(b, "1")], &[(template, "2"), (b, "1")], template, template), None, "a new template is not");
        assert_eq!(shown(&[(a, "1"), (b, "1")], &[(b, "1")], b, a), None, "what is deleted is gone");
    }

    #[test]
    fn what_was_mended_is_followed_again() {
        let (a, path) = ("content/articles/a.md", SourcePath::new("content/articles/a.md"));
        let mut good = LastValidSnapshot::new(&snapshot(&[(a, "1")]), &[]);
        let bad = [Diagnostic::of_file(Code::BrokenYaml, &path, Message::same("bad"))];
        let mut follow = |text: &str, changed: &BTreeSet<SourcePath>, bad: &[Diagnostic]| {
            let update = good.plan(&snapshot(&[(a, text)]), changed, bad);
            let is_another = good.snapshot_after(&update).is_some();
            good.apply(update);
            is_another
        };
        assert!(follow("2", &[path.clone()].into(), &bad));
        assert!(follow("2", &BTreeSet::new(), &bad), "held while nothing changes");
        assert!(!follow("3", &[path.clone()].into(), &[]));
        assert_eq!(good.snapshot.text(&path), Some("3"));
    }
}
