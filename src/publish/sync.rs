//! Brings the output folder to a planned state. Whoever looks at it at any moment sees whole files only; a build that
//! is killed or runs out of disk leaves the old page or the new one, and the next build repairs the rest.
//!
//! The order: draw and stage what changed; note in the manifest what is about to change; rename; delete what is gone;
//! write the final manifest. Nothing is read back.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::manifest::{self, Entry, Manifest};
use crate::base::path::composed;
use crate::base::{Diagnostic, Key, files};
use crate::plan::Page;
use crate::render::Artifact;

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Pages that were drawn.
    pub n_drawn: usize,
    /// Files that were written.
    pub n_written: usize,
    /// Files that stayed as they were.
    pub n_unchanged: usize,
    /// Files that were deleted.
    pub n_deleted: usize,
    /// Bytes that were written.
    pub len_bytes: u64,
    /// What drawing showed to be wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Key of the manifest that now stands in the folder.
    pub manifest: Key,
}

/// Why the output could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The folder holds files of somebody else.
    #[error("the output folder `{}` is not empty and was not made by dossier", .0.display())]
    NotOurs(PathBuf),
    /// The list of what an earlier build wrote is there, and cannot be read.
    #[error("`{}` is damaged, so that nobody knows which files of `{}` are dossier's own", manifest::FILE, .0.display())]
    Damaged(PathBuf),
    /// The output would overwrite the project.
    #[error("the output folder `{}` holds the project itself", .0.display())]
    IsProject(PathBuf),
    /// Another build writes there.
    #[error("another build is writing to `{}`", .0.display())]
    Busy(PathBuf),
    /// The disk refused.
    #[error("cannot write `{}`: {source}", path.display())]
    Disk {
        /// What was written.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
}

/// Most pages that a thread takes at a time.
const MAX_PORTION: usize = 16;

/// Folder in the output where files wait for their renaming.
const STAGE: &str = ".dossier-stage";

/// Files that may stand in an output folder without being ours: those of a code forge's publishing branch.
const TOLERATED: [&str; 4] = [".git", ".nojekyll", "CNAME", ".gitignore"];

/// Makes `output` show exactly `pages`, besides files that nobody knows. `draw` gives a page's bytes.
///
/// # Errors
/// When the folder is not ours, is in use, or the disk refuses; then every page is still the old one or the new one.
pub fn sync(
    output: &Path,
    project: &Path,
    pages: &[Page],
    draw: &(impl Fn(&Page) -> Arc<Artifact> + Sync),
) -> Result<Outcome, PublishError> {
    refuse_project(output, project)?;
    let existed = output.exists();
    fs::create_dir_all(output).map_err(|source| disk(output, source))?;
    let lock = files::lock(output).ok_or_else(|| PublishError::Busy(output.to_owned()))?;
    let result = sync_locked(output, pages, draw);
    let _ = fs::remove_dir_all(output.join(STAGE));
    if result.is_err() && !existed {
        // Removes only what is empty: a folder that was not there before is not left behind.
        let _ = fs::remove_dir(output);
    }
    drop(lock);
    result
}

/// Tells whether `output` is as the build left it whose manifest has the key `manifest`: nothing is missing, nothing was
/// touched since, nobody writes there.
#[must_use]
pub fn stands(output: &Path, manifest: Key) -> bool {
    let Some(_lock) = files::lock(output) else { return false };
    let path = output.join(manifest::FILE);
    let bytes = files::read_ordinary(&path).ok().flatten().filter(|bytes| Key::of(bytes) == manifest);
    let Some(known) = bytes.and_then(|bytes| Manifest::parse(&bytes)) else { return false };
    let written_at = fs::metadata(&path).and_then(|metadata| metadata.modified()).ok();
    let is_intact = |(route, entry): (&String, &Entry)| is_intact(&output.join(route), entry.len, written_at);
    known.files.par_iter().all(is_intact) && output.join(STAGE).symlink_metadata().is_err()
}

fn sync_locked(
    output: &Path,
    pages: &[Page],
    draw: &(impl Fn(&Page) -> Arc<Artifact> + Sync),
) -> Result<Outcome, PublishError> {
    let manifest_path = output.join(manifest::FILE);
    let old = match files::read_ordinary(&manifest_path).map_err(|source| disk(&manifest_path, source))? {
        Some(bytes) => Manifest::parse(&bytes).ok_or_else(|| PublishError::Damaged(output.to_owned()))?,
        None => {
            refuse_foreign(output)?;
            Manifest::default()
        }
    };
    let written_at = fs::metadata(&manifest_path).and_then(|metadata| metadata.modified()).ok();
    let stage = output.join(STAGE);
    // What a killed build left staged is nobody's.
    let _ = fs::remove_dir_all(&stage);
    fs::create_dir(&stage).map_err(|source| disk(&stage, source))?;
    let known = Known { output, old: &old, written_at };
    let steps: Vec<Step> = pages
        .par_iter()
        .enumerate()
        // Pages differ a hundredfold: in large portions one thread would be left with the last.
        .with_max_len((pages.len() / 64).clamp(1, MAX_PORTION))
        .map(|(index, page)| step(page, index, &known, &stage, draw))
        .collect::<Result<_, _>>()?;
    let mut outcome = Outcome::default();
    let mut next = Manifest::default();
    let mut moves: Vec<(usize, &str)> = Vec::new();
    for (index, (page, step)) in pages.iter().zip(steps).enumerate() {
        let route = page.route.as_str();
        outcome.n_drawn += usize::from(step.drawn);
        outcome.diagnostics.extend(step.diagnostics);
        match step.action {
            Action::Keep(entry) => {
                outcome.n_unchanged += 1;
                next.files.insert(route.to_owned(), entry);
            }
            Action::Write(entry) => {
                outcome.n_written += 1;
                outcome.len_bytes += entry.len;
                next.files.insert(route.to_owned(), entry);
                moves.push((index, route));
            }
            // The last good page stays, and stays ours.
            Action::Failed => {
                if let Some(entry) = old.files.get(route) {
                    next.files.insert(route.to_owned(), Entry { key: None, ..entry.clone() });
                }
            }
        }
    }
    let gone: Vec<&String> = old.files.keys().filter(|route| !next.files.contains_key(*route)).collect();
    if !moves.is_empty() || !gone.is_empty() {
        write_whole(output, &stage, &old.pending(&next, moves.iter().map(|(_, route)| *route)))?;
    }
    let (in_the_way, rest) = in_the_way(&gone, &moves);
    outcome.n_deleted = delete(output, &in_the_way)?;
    move_in(output, &stage, &moves)?;
    outcome.n_deleted += delete(output, &rest)?;
    let bytes = next.to_bytes();
    if next != old || !moves.is_empty() || !gone.is_empty() || written_at.is_none() {
        write_whole(output, &stage, &bytes)?;
    }
    outcome.manifest = Key::of(&bytes);
    Ok(outcome)
}

struct Known<'a> {
    output: &'a Path,
    old: &'a Manifest,
    written_at: Option<SystemTime>,
}

struct Step {
    action: Action,
    drawn: bool,
    diagnostics: Vec<Diagnostic>,
}

enum Action {
    Keep(Entry),
    /// It waits under the number of the page.
    Write(Entry),
    Failed,
}

/// Decides what happens to one page; draws it only where its key is new or its file was touched by somebody else.
fn step(
    page: &Page,
    index: usize,
    known: &Known<'_>,
    stage: &Path,
    draw: &(impl Fn(&Page) -> Arc<Artifact> + Sync),
) -> Result<Step, PublishError> {
    let entry = known.old.files.get(page.route.as_str());
    let intact = entry.filter(|entry| is_intact(&known.output.join(page.route.as_str()), entry.len, known.written_at));
    if let Some(entry) = intact.filter(|entry| entry.key == Some(page.key)) {
        return Ok(Step { action: Action::Keep(entry.clone()), drawn: false, diagnostics: Vec::new() });
    }
    let artifact = draw(page);
    let diagnostics = artifact.diagnostics.clone();
    let Some(bytes) = &artifact.bytes else { return Ok(Step { action: Action::Failed, drawn: true, diagnostics }) };
    let next = Entry { key: Some(page.key), content: Key::of(bytes), len: bytes.len() as u64 };
    if intact.is_some_and(|entry| entry.content == next.content) {
        return Ok(Step { action: Action::Keep(next), drawn: true, diagnostics });
    }
    let staged = staged(stage, index);
    write_file(&staged, bytes).map_err(|source| disk(&staged, source))?;
    Ok(Step { action: Action::Write(next), drawn: true, diagnostics })
}

/// Returns where a page waits for its renaming.
fn staged(stage: &Path, index: usize) -> PathBuf {
    stage.join(index.to_string())
}

/// Tells whether a file is as the build left it: its length is right and nobody wrote it after the manifest.
fn is_intact(path: &Path, len: u64, written_at: Option<SystemTime>) -> bool {
    let Ok(metadata) = path.symlink_metadata() else { return false };
    let untouched = matches!((metadata.modified(), written_at), (Ok(modified), Some(at)) if modified <= at);
    metadata.is_file() && metadata.len() == len && untouched
}

/// Returns what must go before anything comes, and the rest: files where now a folder is to be and the other way round, and
/// names that some file systems take for one that comes, so that the new file would be deleted with the old name.
fn in_the_way<'a>(gone: &[&'a String], moves: &[(usize, &str)]) -> (Vec<&'a String>, Vec<&'a String>) {
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

fn move_in(output: &Path, stage: &Path, moves: &[(usize, &str)]) -> Result<(), PublishError> {
    let mut made: BTreeSet<PathBuf> = BTreeSet::new();
    for (index, route) in moves {
        let target = output.join(route);
        let Some(folder) = target.parent() else { continue };
        if made.insert(folder.to_owned()) {
            make_folder(output, folder)?;
        }
        fs::rename(staged(stage, *index), &target).map_err(|source| disk(&target, source))?;
    }
    Ok(())
}

/// Makes a folder of the output, never through a link that somebody put there.
fn make_folder(output: &Path, folder: &Path) -> Result<(), PublishError> {
    let below = folder.strip_prefix(output).unwrap_or(Path::new(""));
    let mut at = output.to_owned();
    for part in below.components() {
        at.push(part);
        if at.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(disk(&at, io::Error::other("it is a link, and the output is never written through one")));
        }
    }
    fs::create_dir_all(folder).map_err(|source| disk(folder, source))
}

/// Deletes what an earlier build wrote and this one does not, and the folders that become empty.
fn delete(output: &Path, gone: &[&String]) -> Result<usize, PublishError> {
    let mut n_deleted = 0;
    for route in gone {
        let path = output.join(route);
        match fs::remove_file(&path) {
            Ok(()) => n_deleted += 1,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(source) => return Err(disk(&path, source)),
        }
        let mut folder = path.parent();
        // Fails on the first folder that still holds something, which is the end of it.
        while let Some(empty) = folder.filter(|folder| *folder != output && fs::remove_dir(folder).is_ok()) {
            folder = empty.parent();
        }
    }
    Ok(n_deleted)
}

fn write_whole(output: &Path, stage: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let staged = stage.join("manifest");
    let target = output.join(manifest::FILE);
    write_file(&staged, bytes).and_then(|()| fs::rename(&staged, &target)).map_err(|source| disk(&target, source))
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    File::create(path)?.write_all(bytes)
}

fn disk(path: &Path, source: io::Error) -> PublishError {
    PublishError::Disk { path: path.to_owned(), source }
}

fn refuse_foreign(output: &Path) -> Result<(), PublishError> {
    let entries = fs::read_dir(output).map_err(|source| disk(output, source))?;
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name != STAGE && !TOLERATED.contains(&&*name) {
            return Err(PublishError::NotOurs(output.to_owned()));
        }
    }
    Ok(())
}

/// An output that is the project, or holds it, or is one of its source folders, would eat its own sources.
fn refuse_project(output: &Path, project: &Path) -> Result<(), PublishError> {
    let Ok(project) = project.canonicalize() else { return Ok(()) };
    let Some(output_full) = full_path(output) else { return Ok(()) };
    let sources = ["content", "themes", "seeds"].map(|folder| project.join(folder));
    if project.starts_with(&output_full) || sources.iter().any(|folder| output_full.starts_with(folder)) {
        return Err(PublishError::IsProject(output.to_owned()));
    }
    Ok(())
}

/// Returns where a path leads in full, also when its last parts do not exist yet.
fn full_path(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let existing = path.ancestors().find(|ancestor| ancestor.exists())?;
    Some(existing.canonicalize().ok()?.join(path.strip_prefix(existing).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_some_disks_take_for_a_new_one_goes_before_it_comes() {
        let gone = ["a/E\u{301}te.html", "a/b", "a/old.html"].map(str::to_owned);
        let (first, rest) = in_the_way(&gone.iter().collect::<Vec<_>>(), &[(0, "a/éte.html"), (1, "a/b/c.html")]);
        assert_eq!((first, rest), (vec![&gone[0], &gone[1]], vec![&gone[2]]));
    }
}
