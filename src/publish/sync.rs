//! Makes the output folder hold exactly the planned pages. At any moment every file in it is whole; a build that is
//! killed or runs out of disk leaves the old page or the new one, and the next build repairs the rest.
//!
//! The order: render and stage what changed; list in the manifest what is about to change; rename; delete removed pages;
//! write the final manifest. A file is read back only if its content is unknown: it was changed since, or its manifest was
//! not written by this machine ([`super::output`]).

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::manifest::{self, Manifest, ManifestEntry};
use super::output::{OutputFolder, OutputManifest, STAGE, disk_error};
use crate::base::confined::{ConfinedDir, FileKind, FileStat, is_path_escape};
use crate::base::message::{cannot_read, cannot_write};
use crate::base::path::composed;
use crate::base::{Diagnostic, Key, Message};
use crate::pages::KeyedPage;
use crate::render::Artifact;
use crate::say;

/// Counts of what was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncOutcome {
    /// Pages that were rendered.
    pub n_drawn: usize,
    /// Files that were written.
    pub n_written: usize,
    /// Files that were left unchanged.
    pub n_unchanged: usize,
    /// Files that were deleted.
    pub n_deleted: usize,
    /// Bytes that were written.
    pub len_bytes: u64,
    /// Files that an earlier build may have written, left in place because that is uncertain.
    pub unowned_files: Vec<PathBuf>,
    /// Diagnostics from rendering.
    pub diagnostics: Vec<Diagnostic>,
    /// Key of the manifest now in the folder.
    pub manifest: Key,
}

/// Why the output could not be updated.
#[derive(Debug)]
pub enum PublishError {
    /// The folder holds foreign files.
    NotOurs(PathBuf),
    /// The manifest of an earlier build exists but cannot be read.
    Damaged(PathBuf),
    /// The folder is the output of another dossier.
    OtherDossier(PathBuf),
    /// The folder is a link, or behind one.
    IsLink(PathBuf),
    /// The output would overwrite the project.
    IsProject(PathBuf),
    /// Another build is writing there.
    Busy(PathBuf),
    /// A file of the site could not be read.
    Unreadable {
        /// The path.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The disk refused.
    Disk {
        /// The path.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
}

impl PublishError {
    /// Says why.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::NotOurs(folder) => say!(
                en: "the output folder `{folder}` is not empty and was not made by dossier",
                fr: "le répertoire du site publié, `{folder}`, n’est pas vide et n’a pas été fait par dossier",
                folder = folder.display(),
            ),
            Self::Damaged(folder) => say!(
                en: "`{file}` is damaged, so that nobody knows which files of `{folder}` are dossier's own",
                fr: "`{file}` est abîmé, et on ne sait donc pas quels fichiers de `{folder}` sont à dossier",
                file = manifest::FILE,
                folder = folder.display(),
            ),
            Self::OtherDossier(folder) => say!(
                en: "the output folder `{folder}` holds the site of another dossier",
                fr: "le répertoire `{folder}` contient le site d’un autre dossier",
                folder = folder.display(),
            ),
            Self::IsLink(folder) => say!(
                en: "`{folder}` is a link, or behind one, and the output is never written through a link",
                fr: "`{folder}` est un lien, ou se trouve derrière un lien, et le site n’est jamais écrit à travers un lien",
                folder = folder.display(),
            ),
            Self::IsProject(folder) => say!(
                en: "the output folder `{folder}` holds the project itself",
                fr: "le répertoire du site publié, `{folder}`, contient le dossier lui-même",
                folder = folder.display(),
            ),
            Self::Busy(folder) => say!(
                en: "another build is writing to `{folder}`",
                fr: "une autre construction écrit dans `{folder}`",
                folder = folder.display(),
            ),
            Self::Unreadable { path, source } => cannot_read(path, source),
            Self::Disk { path, source } => cannot_write(path, source),
        }
    }

    /// Returns what to do, starting with a verb; `option` is what names the output folder.
    #[must_use]
    pub fn cure(&self, option: &Message) -> Message {
        match self {
            Self::NotOurs(_) => say!(
                en: "choose another folder with {option}, or empty this one yourself",
                fr: "choisissez un autre répertoire avec {option}, ou videz celui-ci vous-même"; option,
            ),
            Self::Damaged(_) => say!(
                en: "delete the folder and build again",
                fr: "supprimez le répertoire et construisez de nouveau",
            ),
            Self::OtherDossier(_) => say!(
                en: "choose another folder with {option}, or delete this one if it is not needed",
                fr: "choisissez un autre répertoire avec {option}, ou supprimez celui-ci s’il ne sert plus"; option,
            ),
            Self::IsLink(_) => say!(
                en: "replace it with a real folder, or give the folder it points to with {option}",
                fr: "remplacez-le par un vrai répertoire, ou indiquez avec {option} celui vers lequel il mène"; option,
            ),
            Self::IsProject(_) => say!(
                en: "choose a folder that contains nothing else with {option}",
                fr: "choisissez avec {option} un répertoire qui ne contient rien d’autre"; option,
            ),
            Self::Busy(_) => {
                say!(en: "wait for it to finish and try again", fr: "attendez la fin et essayez de nouveau")
            }
            Self::Unreadable { .. } => say!(en: "build again", fr: "construisez de nouveau"),
            Self::Disk { .. } => say!(
                en: "check the folder, its permissions and the free space; no page is half written",
                fr: "vérifiez le répertoire, ses droits d’accès et la place libre ; aucune page n’est écrite à moitié",
            ),
        }
    }
}

crate::base::message::error_in_english!(PublishError);

/// Maximum number of pages that a thread takes at a time.
const MAX_PORTION: usize = 16;

/// Makes `output` contain exactly `pages`, in addition to unknown files. `draw` renders a page.
///
/// # Errors
/// If the folder is not ours, is in use, or the disk refuses; then each page is still either the old one or the new one.
pub fn sync(
    output: &Path,
    project: &Path,
    pages: &[KeyedPage],
    draw: &(impl Fn(&KeyedPage) -> Arc<Artifact> + Sync),
) -> Result<SyncOutcome, PublishError> {
    let existed = output.exists();
    let open = OutputFolder::make(output, project)?;
    let result = sync_locked(&open, project, pages, draw);
    let _ = open.folder.remove_all(STAGE);
    drop(open);
    if result.is_err() && !existed {
        // Removes only an empty folder, so a folder that did not exist before is not left behind.
        let _ = std::fs::remove_dir(output);
    }
    result
}

/// Returns whether `output` is unchanged since the build of this machine whose manifest has the key `manifest`: no file is
/// missing or modified, and no other build is writing to it.
#[must_use]
pub fn is_current(output: &Path, project: &Path, manifest: Key) -> bool {
    let Some(output) = OutputFolder::open(output, project) else { return false };
    let Ok(Some(found)) = output.manifest(project) else { return false };
    let is_intact = |(route, entry): (&String, &ManifestEntry)| {
        output.stat(route).is_ok_and(|stat| is_intact(stat.as_ref(), entry.len, found.trusted_time))
    };
    Key::of(&found.bytes) == manifest
        && found.trusted_time.is_some()
        && found.manifest.files.par_iter().all(is_intact)
        && matches!(output.folder.stat(STAGE), Ok(None))
}

fn sync_locked(
    output: &OutputFolder,
    project: &Path,
    pages: &[KeyedPage],
    draw: &(impl Fn(&KeyedPage) -> Arc<Artifact> + Sync),
) -> Result<SyncOutcome, PublishError> {
    let found = output.manifest(project)?;
    let routes: BTreeSet<&str> = pages.iter().map(|page| page.route.as_str()).collect();
    match &found {
        Some(found) => output.refuse_other(found, project, &routes)?,
        None => output.refuse_foreign()?,
    }
    let none = OutputManifest { manifest: Manifest::default(), bytes: Vec::new(), trusted_time: None };
    let old = found.as_ref().unwrap_or(&none);
    let stage = make_stage(output)?;
    let steps: Vec<PageStep> = pages
        .par_iter()
        .enumerate()
        // Rendering times differ a hundredfold: in large portions one thread would be left with the last.
        .with_max_len((pages.len() / 64).clamp(1, MAX_PORTION))
        .map(|(index, page)| stage_page(page, index, output, old, &stage, draw))
        .collect::<Result<_, _>>()?;
    let mut outcome = SyncOutcome::default();
    let mut next = Manifest::default();
    let mut moves: Vec<(usize, &str)> = Vec::new();
    // If a file was compared, or the manifest was not trusted, a newer manifest saves the next build the comparison.
    let mut is_certain = old.trusted_time.is_some();
    for (index, (page, step)) in pages.iter().zip(steps).enumerate() {
        let route = page.route.as_str();
        outcome.n_drawn += usize::from(step.drawn);
        outcome.diagnostics.extend(step.diagnostics);
        match step.action {
            PageAction::Keep(entry) => {
                outcome.n_unchanged += 1;
                next.files.insert(route.to_owned(), entry);
            }
            PageAction::Verified(entry) => {
                outcome.n_unchanged += 1;
                is_certain = false;
                next.files.insert(route.to_owned(), entry);
            }
            PageAction::Write(entry) => {
                outcome.n_written += 1;
                outcome.len_bytes += entry.len;
                next.files.insert(route.to_owned(), entry);
                moves.push((index, route));
            }
            // Keep the last good page, and keep it in the manifest.
            PageAction::Failed => {
                if let Some(entry) = old.manifest.files.get(route) {
                    next.files.insert(route.to_owned(), ManifestEntry { key: None, ..entry.clone() });
                }
            }
        }
    }
    let gone = old.manifest.files.iter().filter(|(route, _)| !next.files.contains_key(*route));
    let (gone, left): (Vec<_>, Vec<_>) = gone.partition(|(route, entry)| is_ours(output, route, entry, old));
    outcome.unowned_files = left
        .into_iter()
        .filter(|(route, _)| !matches!(output.stat(route), Ok(None)))
        .map(|(route, _)| output.folder.display_path(route))
        .collect();
    let gone: Vec<&String> = gone.into_iter().map(|(route, _)| route).collect();
    if !moves.is_empty() || !gone.is_empty() {
        let moved = moves.iter().map(|(_, route)| *route);
        write_manifest(output, &stage, project, &old.manifest.pending(&next, moved))?;
    }
    let (in_the_way, rest) = split_blocking(&gone, &moves);
    outcome.n_deleted = delete(output, &in_the_way)?;
    move_in(output, &stage, &moves)?;
    outcome.n_deleted += delete(output, &rest)?;
    let bytes = next.to_bytes();
    if next != old.manifest || !moves.is_empty() || !gone.is_empty() || !is_certain {
        write_manifest(output, &stage, project, &bytes)?;
    }
    outcome.manifest = Key::of(&bytes);
    Ok(outcome)
}

/// Makes an empty staging folder, deleting what a killed build left there.
fn make_stage(output: &OutputFolder) -> Result<ConfinedDir, PublishError> {
    let made = output.folder.remove_all(STAGE).and_then(|()| output.folder.make_folder(STAGE, |_| ()));
    made.map_err(|source| disk_error(output.folder.display_path(STAGE), source))
}

/// Returns whether a file listed in a manifest may be deleted: this machine wrote the manifest, or the file still has the
/// content that the manifest lists. A file behind a link may not.
fn is_ours(output: &OutputFolder, route: &str, entry: &ManifestEntry, old: &OutputManifest) -> bool {
    match output.stat(route) {
        Ok(Some(stat)) if old.trusted_time.is_some() => stat.kind != FileKind::Folder,
        Ok(Some(_)) => {
            let before = old.manifest.replaced.get(route);
            let longest = before.map_or(entry.len, |(_, len)| entry.len.max(*len));
            let read = output.folder.read(route, longest).ok().flatten().map(|bytes| Key::of(&bytes));
            read.is_some_and(|content| content == entry.content || before.is_some_and(|(before, _)| content == *before))
        }
        Ok(None) => true,
        _ => false,
    }
}

struct PageStep {
    action: PageAction,
    drawn: bool,
    diagnostics: Vec<Diagnostic>,
}

enum PageAction {
    Keep(ManifestEntry),
    /// The file was read and has the right content.
    Verified(ManifestEntry),
    /// It is staged under the number of the page.
    Write(ManifestEntry),
    Failed,
}

/// Decides what to do with one page. Renders it only if its key is new or its file was modified.
fn stage_page(
    page: &KeyedPage,
    index: usize,
    output: &OutputFolder,
    old: &OutputManifest,
    stage: &ConfinedDir,
    draw: &(impl Fn(&KeyedPage) -> Arc<Artifact> + Sync),
) -> Result<PageStep, PublishError> {
    let route = page.route.as_str();
    // If metadata cannot be read, write the file anyway; the write reports the error.
    let stat = output.stat(route).ok().flatten().filter(|stat| stat.kind == FileKind::File);
    let entry = old.manifest.files.get(route);
    // An entry without a key comes from an unfinished build: the file may be the previous one.
    let certain = entry.filter(|entry| entry.key.is_some());
    let intact = certain.filter(|entry| is_intact(stat.as_ref(), entry.len, old.trusted_time));
    if let Some(entry) = intact.filter(|entry| entry.key == Some(page.key)) {
        return Ok(PageStep { action: PageAction::Keep(entry.clone()), drawn: false, diagnostics: Vec::new() });
    }
    let artifact = draw(page);
    let diagnostics = artifact.diagnostics.clone();
    let Some(bytes) = &artifact.bytes else {
        return Ok(PageStep { action: PageAction::Failed, drawn: true, diagnostics });
    };
    let next = ManifestEntry { key: Some(page.key), content: Key::of(bytes), len: bytes.len() as u64 };
    let action = if intact.is_some_and(|entry| entry.content == next.content) {
        PageAction::Keep(next)
    } else if intact.is_none() && stat.is_some_and(|stat| stat.len == next.len) && output.holds(route, bytes) {
        PageAction::Verified(next)
    } else {
        let written = stage.create(&index.to_string(), bytes);
        written.map_err(|source| disk_error(output.folder.display_path(route), source))?;
        PageAction::Write(next)
    };
    Ok(PageStep { action, drawn: true, diagnostics })
}

/// Returns whether a file is as the build left it: it has the right length, and was not changed after `trusted_time`, when
/// this machine wrote the manifest.
fn is_intact(stat: Option<&FileStat>, len: u64, trusted_time: Option<(i64, i64)>) -> bool {
    let untouched = |stat: &FileStat| matches!((stat.changed, trusted_time), (Some(changed), Some(believed)) if changed <= believed);
    stat.is_some_and(|stat| stat.kind == FileKind::File && stat.len == len && untouched(stat))
}

/// Splits deletions into those that must come before the renames, and the rest. The former are files where a folder is to
/// be, folders where a file is to be, and names that some file systems do not distinguish from a new one, so that the
/// new file would be deleted with the old name.
fn split_blocking<'a>(gone: &[&'a String], moves: &[(usize, &str)]) -> (Vec<&'a String>, Vec<&'a String>) {
    let above = |route: &str| route.match_indices('/').map(|(at, _)| route[..at].to_owned()).collect::<Vec<_>>();
    let folders: BTreeSet<String> = moves.iter().flat_map(|(_, route)| above(route)).collect();
    let files: BTreeSet<&str> = moves.iter().map(|(_, route)| *route).collect();
    let folded = |route: &str| composed(route).to_lowercase();
    let comes: BTreeSet<String> = moves.iter().filter(|_| !gone.is_empty()).map(|(_, route)| folded(route)).collect();
    let clashes = |route: &str| {
        folders.contains(route)
            || above(route).iter().any(|above| files.contains(&**above))
            || comes.contains(&folded(route))
    };
    gone.iter().partition(|route| clashes(route))
}

fn move_in(output: &OutputFolder, stage: &ConfinedDir, moves: &[(usize, &str)]) -> Result<(), PublishError> {
    for (index, route) in moves {
        let (folder, leaf) = route.rsplit_once('/').unwrap_or(("", route));
        let moved = output.make_below(folder).and_then(|folder| stage.rename_into(&index.to_string(), &folder, leaf));
        moved.map_err(|source| disk_error(output.folder.display_path(route), source))?;
    }
    Ok(())
}

/// Deletes files that an earlier build wrote and this one does not have, and folders that become empty.
fn delete(output: &OutputFolder, gone: &[&String]) -> Result<usize, PublishError> {
    let mut n_deleted = 0;
    for route in gone {
        match output.folder.remove(route) {
            Ok(removed) => n_deleted += usize::from(removed),
            // Leave what is behind a link.
            Err(error) if is_path_escape(&error) => continue,
            Err(source) => return Err(disk_error(output.folder.display_path(route), source)),
        }
        let mut folder = route.rsplit_once('/').map(|(folder, _)| folder);
        // Removing a folder that is not empty fails, which ends the loop.
        while let Some(empty) = folder.filter(|folder| output.folder.remove_folder(folder).is_ok()) {
            folder = empty.rsplit_once('/').map(|(folder, _)| folder);
        }
    }
    if !gone.is_empty() {
        output.close_below();
    }
    Ok(n_deleted)
}

fn write_manifest(
    output: &OutputFolder,
    stage: &ConfinedDir,
    project: &Path,
    bytes: &[u8],
) -> Result<(), PublishError> {
    const STAGED: &str = "manifest";
    let written = stage.create(STAGED, bytes).and_then(|()| stage.rename_into(STAGED, &output.folder, manifest::FILE));
    written.map_err(|source| disk_error(output.folder.display_path(manifest::FILE), source))?;
    output.remember(project);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_some_disks_take_for_a_new_one_goes_before_it_comes() {
        let gone = ["a/E\u{301}te.html", "a/b", "a/old.html"].map(str::to_owned);
        let (first, rest) = split_blocking(&gone.iter().collect::<Vec<_>>(), &[(0, "a/éte.html"), (1, "a/b/c.html")]);
        assert_eq!((first, rest), (vec![&gone[0], &gone[1]], vec![&gone[2]]));
    }
}
