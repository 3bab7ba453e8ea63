//! The documents that the paths of a command line name: files, folders, ZIP archives, and standard input.
//!
//! Reads only the lists of names, not the documents; `store` does that. Documents are in the order given, and sorted by
//! name within folders and archives, so that ids do not depend on the machine. Files that are not documents (pictures,
//! style sheets, the `_files` folder of a saved page) are skipped.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::extracted_document::ExtractionError;
use super::zip_container::{ZipContainer, ZipEntry};
use crate::source::walk::is_editor_file;

/// The deepest folder that is entered: bind mounts can make a tree endless.
const MAX_DEPTH: usize = 32;

/// One document to import.
#[derive(Clone, Debug)]
pub(crate) struct InputDocument {
    /// Its name in messages.
    pub display_name: String,
    /// Its file name, which determines its format and its id.
    pub name: String,
    /// Where its bytes are.
    pub origin: DocumentOrigin,
    /// Whether it lay in a folder and may be no document: then it is imported only if it is an export that is known.
    pub is_optional: bool,
}

/// Where a document's bytes are.
#[derive(Clone, Debug)]
pub(crate) enum DocumentOrigin {
    /// In a file.
    File(PathBuf),
    /// In an archive.
    Archive(ArchiveLocation),
    /// In memory: they came from standard input.
    Stdin(Vec<u8>),
    /// Unavailable, for this reason.
    Unavailable(ExtractionError),
}

/// An entry of an archive.
#[derive(Clone, Debug)]
pub(crate) struct ArchiveLocation {
    /// The archive.
    pub(super) file: PathBuf,
    /// The entry.
    pub(super) entry: ZipEntry,
    /// The name of its raw file under seeds/.
    pub(super) raw_file_name: String,
}

/// All documents that the paths name.
#[derive(Clone, Debug, Default)]
pub(crate) struct InputList {
    /// The documents, in order.
    pub documents: Vec<InputDocument>,
    /// The number of files that were skipped because they are not documents.
    pub n_ignored: usize,
}

/// Adds the documents that a path names to the list.
pub(crate) fn list_inputs(path: &Path, gathered: &mut InputList) {
    if path.is_dir() { folder(path, gathered, 0) } else { file(path, gathered, false) }
}

fn folder(path: &Path, gathered: &mut InputList, depth: usize) {
    let Ok(entries) = fs::read_dir(path) else {
        let reason = ExtractionError::because("the folder cannot be read; check its permissions");
        gathered.documents.push(unavailable(path.display().to_string(), reason));
        return;
    };
    let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let names: BTreeSet<String> = entries.iter().map(|entry| file_name(entry)).collect();
    for entry in &entries {
        let name = &file_name(entry);
        if is_editor_file(name) || entry.is_symlink() {
            continue;
        }
        if entry.is_dir() {
            if depth < MAX_DEPTH && !is_page_folder(name, &names) {
                folder(entry, gathered, depth + 1);
            }
        } else if is_no_document(name) {
            gathered.n_ignored += 1;
        } else if entry.is_file() {
            file(entry, gathered, may_be_document(name));
        }
    }
}

fn file(path: &Path, gathered: &mut InputList, is_optional: bool) {
    let name = file_name(path);
    if name.to_lowercase().ends_with(".zip") {
        archive(path, gathered);
    } else {
        gathered.documents.push(InputDocument {
            display_name: path.display().to_string(),
            name,
            origin: DocumentOrigin::File(path.to_owned()),
            is_optional,
        });
    }
}

fn archive(path: &Path, gathered: &mut InputList) {
    let shown = path.display().to_string();
    let opened = File::open(path)
        .map_err(|error| ExtractionError::because(error.to_string()))
        .and_then(|file| ZipContainer::open(BufReader::new(file)));
    let mut package = match opened {
        Ok(package) => package,
        Err(reason) => return gathered.documents.push(unavailable(shown, reason)),
    };
    let mut entries = package.entries();
    entries.sort_by(|a, b| a.name.cmp(&b.name).then(a.index.cmp(&b.index)));
    let names: BTreeSet<String> = entries.iter().map(|entry| entry.name.clone()).collect();
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    for entry in entries {
        let shown = format!("{shown}/{}", entry.name.escape_debug());
        let steps: Vec<&str> = entry.name.split('/').collect();
        let name = steps.last().copied().unwrap_or_default().to_owned();
        let is_in_page_folder = (1..steps.len()).any(|at| is_page_folder(&steps[..at].join("/"), &names));
        if is_editor_file(&name) || entry.name.starts_with("__MACOSX/") || is_in_page_folder {
            continue;
        }
        if is_no_document(&name) {
            gathered.n_ignored += 1;
        } else if !stays_inside(&entry.name) {
            gathered.documents.push(unavailable(shown, ExtractionError::because("its name leads out of the archive")));
        } else {
            let kept_as = kept_name(&stem, &steps);
            let place =
                DocumentOrigin::Archive(ArchiveLocation { file: path.to_owned(), entry, raw_file_name: kept_as });
            gathered.documents.push(InputDocument {
                display_name: shown,
                is_optional: may_be_document(&name),
                name,
                origin: place,
            });
        }
    }
}

/// Returns whether a name in an archive stays within it, on every operating system.
pub(super) fn stays_inside(name: &str) -> bool {
    !name.starts_with('/')
        && !name.contains(['\\', '\0', ':'])
        && name.split('/').all(|step| !matches!(step, "" | "." | ".."))
}

/// Returns the name under seeds/ for a document from an archive, with characters that every file system accepts.
fn kept_name(stem: &str, steps: &[&str]) -> String {
    let clean = |step: &str| -> String {
        let safe = step.chars().filter(|character| !character.is_control() && !"<>:\"|?*\\/".contains(*character));
        safe.take(100).collect()
    };
    let steps: Vec<String> = std::iter::once(stem).chain(steps.iter().copied()).map(clean).collect();
    steps.into_iter().filter(|step| !step.trim_matches('.').is_empty()).collect::<Vec<_>>().join("/")
}

fn unavailable(shown: String, reason: ExtractionError) -> InputDocument {
    InputDocument {
        name: shown.clone(),
        display_name: shown,
        origin: DocumentOrigin::Unavailable(reason),
        is_optional: false,
    }
}

/// Returns whether a folder belongs to a saved page, as `page_files` to `page.html`. Browsers name it in English,
/// French and German.
fn is_page_folder(name: &str, beside: &BTreeSet<String>) -> bool {
    let stem = ["_files", "_fichiers", "-Dateien"].iter().find_map(|ending| name.strip_suffix(ending));
    stem.is_some_and(|stem| ["html", "htm", "xhtml"].iter().any(|ending| beside.contains(&format!("{stem}.{ending}"))))
}

/// Returns whether a file often lies next to documents but is not one.
fn is_no_document(name: &str) -> bool {
    const ENDINGS: [&str; 22] = [
        "jpg", "jpeg", "png", "gif", "webp", "svg", "ico", "bmp", "avif", "tif", "tiff", "css", "js", "woff", "woff2",
        "ttf", "mp3", "mp4", "webm", "map", "db", "ini",
    ];
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    ENDINGS.contains(&ending.as_str())
}

/// Returns whether only the content of a file shows whether it is a document.
fn may_be_document(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    ["json", "xml"].contains(&ending.as_str())
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
