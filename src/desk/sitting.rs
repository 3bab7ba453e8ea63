//! What was done since the desk was opened: carries a plan out as one transaction, and takes it back.
//!
//! An entry holds what is needed to restore each file: the bytes that were replaced, and the key of what the file is now.
//! Where a file is another by then, nothing is taken back: it would undo somebody else's work.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::action::{Action, ActionRequest};
use super::action_names::ActionNames;
use super::plan::{ActionError, Plan};
use super::planner::{DeskView, plan_signed};
use super::proposals::ProposalList;
use super::split_proposals::{is_needed, single_actions};
use crate::base::confined::ConfinedDir;
use crate::base::{Key, SourcePath};
use crate::config::site::FILE as SITE_FILE;
use crate::edit::{EditAction, EditSession, FileChange};
use crate::say;

/// The folder of the content, below the project's root.
const CONTENT: &str = "content";
/// Most bytes of replaced content that are kept; then the oldest entry can no longer be undone.
const MAX_KEPT_BYTES: usize = 64 << 20;

/// One action that was done.
#[derive(Clone, Debug)]
pub struct UndoEntry {
    /// Its number in this sitting.
    pub number: u64,
    /// What was done.
    pub action: Action,
    /// What the things that it names were called.
    pub(super) names: ActionNames,
    files: Vec<FileInverse>,
    /// Folders that it made, outermost first.
    folders: Vec<String>,
}

impl UndoEntry {
    /// Returns the files that it changed.
    pub fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.files.iter().map(|file| &file.name)
    }

    fn len_bytes(&self) -> usize {
        let kept = |file: &FileInverse| match &file.inverse {
            Inverse::Delete => 0,
            Inverse::Restore(bytes) => bytes.len(),
            Inverse::Splice { removed, .. } => removed.len(),
        };
        self.files.iter().map(kept).sum()
    }
}

/// How to give a file back what it was.
#[derive(Clone, Debug)]
struct FileInverse {
    name: SourcePath,
    /// The key of what the action left; `None` if it deleted the file.
    after: Option<Key>,
    inverse: Inverse,
}

#[derive(Clone, Debug)]
enum Inverse {
    /// The file was new.
    Delete,
    /// The file was deleted.
    Restore(Vec<u8>),
    /// Some bytes of the file were replaced by others.
    Splice { at: usize, len: usize, removed: Vec<u8> },
}

impl Inverse {
    fn of(before: Option<&[u8]>, after: Option<&[u8]>) -> Self {
        let (before, after) = match (before, after) {
            (None, _) => return Self::Delete,
            (Some(before), None) => return Self::Restore(before.to_vec()),
            (Some(before), Some(after)) => (before, after),
        };
        let start = before.iter().zip(after).take_while(|(old, new)| old == new).count();
        let (old, new) = (&before[start..], &after[start..]);
        let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
        Self::Splice { at: start, len: new.len() - end, removed: old[..old.len() - end].to_vec() }
    }

    /// Returns the old content of a file; `None` if there was none.
    fn restore(&self, now: Option<&[u8]>) -> Option<Vec<u8>> {
        match (self, now) {
            (Self::Restore(bytes), _) => Some(bytes.clone()),
            (Self::Splice { at, len, removed }, Some(now)) if at + len <= now.len() => {
                Some([&now[..*at], removed, &now[at + len..]].concat())
            }
            (Self::Delete | Self::Splice { .. }, _) => None,
        }
    }
}

/// The list of what was done, and the only way to do more.
pub struct Sitting {
    root: PathBuf,
    entries: Vec<UndoEntry>,
    last: u64,
    n_forgotten: usize,
    /// Whether the temporary files of a killed process were removed.
    is_swept: bool,
    /// Who makes the decisions.
    by: String,
    /// The files of which a backup was made, if backups are wanted.
    backed_up: Option<BTreeSet<SourcePath>>,
}

impl Sitting {
    /// Starts with nothing done in the project's folder.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            entries: Vec::new(),
            last: 0,
            n_forgotten: 0,
            is_swept: false,
            by: String::new(),
            backed_up: None,
        }
    }

    /// Writes into each decision who made it.
    #[must_use]
    pub fn signed(self, by: &str) -> Self {
        Self { by: by.to_owned(), ..self }
    }

    /// Copies each file to `.backup` before it is first changed.
    #[must_use]
    pub fn with_backup(self) -> Self {
        Self { backed_up: Some(BTreeSet::new()), ..self }
    }

    /// Returns what can be undone, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[UndoEntry] {
        &self.entries
    }

    /// Returns how many actions can no longer be undone because too much was done since.
    #[must_use]
    pub fn n_forgotten(&self) -> usize {
        self.n_forgotten
    }

    /// Returns a list of suggestions with those split that this sitting has split.
    #[must_use]
    pub fn divided<'l>(&self, list: &'l ProposalList) -> Cow<'l, ProposalList> {
        let mut list = Cow::Borrowed(list);
        for action in self.entries.iter().flat_map(|entry| single_actions(&entry.action)) {
            if let Action::Split { proposal, forms } = action {
                list.to_mut().divide(proposal, forms);
            }
        }
        list
    }

    /// Does something: all its files or none. Returns the number of its entry; `None` if everything was so already.
    ///
    /// # Errors
    /// Why it was not done; then no file has changed.
    pub fn perform(&mut self, view: &DeskView<'_>, request: &ActionRequest) -> Result<Option<u64>, ActionError> {
        let is_new = !has_content(&self.root);
        let session = self.session()?;
        let planned = plan_signed(view, &|name| session.read(name), request, &self.by);
        let needs_backup = |plan: &Plan| {
            self.backed_up.as_ref().is_some_and(|known| plan.files.keys().any(|name| !known.contains(name)))
        };
        let session = if planned.as_ref().is_ok_and(needs_backup) { session.with_backup() } else { session };
        let done = planned.and_then(|plan| {
            let folders = new_folders(&session, &plan);
            session.commit(&plan.changes())?;
            Ok((plan, folders))
        });
        // The lock has made the folder of the content.
        let is_idle = done.as_ref().map_or(true, |(plan, _)| plan.files.is_empty());
        let names = ActionNames::of(view, &request.action);
        if is_new && is_idle {
            let _ = session.root().remove_folder(CONTENT);
        }
        let (plan, mut folders) = done?;
        if plan.files.is_empty() && !plan.is_kept {
            return Ok(None);
        }
        if is_new {
            folders.insert(0, CONTENT.to_owned());
        }
        if let Some(known) = &mut self.backed_up {
            known.extend(plan.files.keys().cloned());
        }
        self.last += 1;
        let files = plan.files.into_iter().map(|(name, (before, after))| FileInverse {
            name,
            after: after.as_deref().map(Key::of),
            inverse: Inverse::of(before.as_deref(), after.as_deref()),
        });
        let files = files.collect();
        self.entries.push(UndoEntry { number: self.last, action: request.action.for_list(), names, files, folders });
        self.forget_oldest();
        Ok(Some(self.last))
    }

    /// Locks the folder. The first time, what a killed process left is removed.
    fn session(&mut self) -> Result<EditSession, ActionError> {
        let session = if self.is_swept { EditSession::lock(&self.root)? } else { EditSession::open(&self.root)? };
        self.is_swept = true;
        Ok(session)
    }

    fn forget_oldest(&mut self) {
        let mut len: usize = self.entries.iter().map(UndoEntry::len_bytes).sum();
        while len > MAX_KEPT_BYTES && self.entries.len() > 1 {
            // What replaced nothing costs nothing.
            let older = &self.entries[..self.entries.len() - 1];
            let Some(oldest) = older.iter().position(|entry| entry.len_bytes() > 0) else { break };
            len -= self.entries.remove(oldest).len_bytes();
            self.n_forgotten += 1;
        }
    }

    /// Takes an action back, the last one if no number is given, and returns it.
    ///
    /// # Errors
    /// Why it was not taken back; then no file has changed.
    pub fn undo(&mut self, number: Option<u64>) -> Result<UndoEntry, ActionError> {
        let index = match number {
            None => self.entries.len().checked_sub(1),
            Some(number) => self.entries.iter().position(|entry| entry.number == number),
        };
        let index = index.ok_or(ActionError::NothingToUndo)?;
        let (entry, later) = (&self.entries[index], &self.entries[index + 1..]);
        if entry.files.is_empty() && later.iter().any(|later| is_needed(&entry.action, &later.action)) {
            return Err(ActionError::Impossible(say!(
                en: "first take back what was decided about the rows that this made",
                fr: "annulez d’abord ce que vous avez décidé ensuite sur ces lignes",
            )));
        }
        let session = self.session()?;
        let entry = &self.entries[index];
        let mut files = Vec::new();
        for FileInverse { name, after, inverse } in &entry.files {
            let now = session.read(name)?;
            if now.is_none() && matches!(inverse, Inverse::Delete) {
                continue;
            }
            if now.as_deref().map(Key::of) != *after {
                return Err(ActionError::changed(name, now.as_deref()));
            }
            let action = inverse.restore(now.as_deref()).map_or(EditAction::Delete, EditAction::Write);
            files.push(FileChange { name: name.clone(), previous_bytes: now, action });
        }
        // The journal of an interrupted change never deletes site.yaml, so that it goes last and alone. A dossier whose undoing
        // was interrupted before is empty, and whole.
        let (site, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|change| change.name.as_str() == SITE_FILE);
        session.commit(&files)?;
        session.commit(&site)?;
        for folder in entry.folders.iter().rev() {
            // It stays if something else is in it by now.
            let _ = session.root().remove_folder(folder);
        }
        Ok(self.entries.remove(index))
    }
}

/// Returns whether a project has a folder of content.
fn has_content(root: &Path) -> bool {
    ConfinedDir::open(root).is_ok_and(|root| matches!(root.stat(CONTENT), Ok(Some(_))))
}

/// Returns the folders that a plan makes, outermost first.
fn new_folders(session: &EditSession, plan: &Plan) -> Vec<String> {
    let mut folders: Vec<String> = Vec::new();
    for (name, _) in plan.files.iter().filter(|(_, (before, after))| before.is_none() && after.is_some()) {
        for (at, _) in name.as_str().match_indices('/') {
            let folder = &name.as_str()[..at];
            if !folders.iter().any(|known| known == folder) && !session.exists(&SourcePath::new(folder)) {
                folders.push(folder.to_owned());
            }
        }
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inverse_restores_what_was_there() {
        for (before, after) in [("abc", "axc"), ("aaa", "aa"), ("aa", "aaa"), ("", "x"), ("x", ""), ("abc", "abc")] {
            let inverse = Inverse::of(Some(before.as_bytes()), Some(after.as_bytes()));
            assert_eq!(inverse.restore(Some(after.as_bytes())).as_deref(), Some(before.as_bytes()), "{before} {after}");
        }
        assert!(Inverse::of(None, Some(b"x")).restore(Some(b"x")).is_none());
        assert_eq!(Inverse::of(Some(b"x"), None).restore(None).as_deref(), Some(&b"x"[..]));
    }
}
