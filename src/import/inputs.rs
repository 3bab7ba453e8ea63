//! The documents that the paths of a command line name: files, folders, ZIP archives, and standard input.
//!
//! Reads only the lists of names, not the documents; `store` does that. Documents are in the order given, and sorted by
//! name within folders and archives, so that ids do not depend on the machine. Files that are not documents (pictures,
//! style sheets, the `_files` folder of a saved page) are skipped.

use std::collections::BTreeSet;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::byte_source::{ByteSource, ContainerBytes};
use super::extracted_document::ExtractionError;
use super::zip_container::{ZipContainer, ZipEntry};
use crate::base::message::io_reason;
use crate::say;
use crate::source::walk::is_editor_file;

/// The deepest folder that is entered: bind mounts can make a tree endless.
const MAX_DEPTH: usize = 32;
/// The deepest archive within archives that is opened: exports are archives of archives, bombs go on.
const MAX_ARCHIVE_DEPTH: usize = 3;
/// The largest compressed archive within an archive, in bytes, and the largest sum of them: they are held in memory.
/// One that is stored without compression, as exports do, is read where it lies and counts nothing.
const MAX_INNER_BYTES: u64 = 256 << 20;

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
    /// Nowhere: it repeats what other documents beside it say, and is only counted.
    Repetition,
}

impl DocumentOrigin {
    /// Returns what distinguishes the file from all others; `None` if it is no file.
    pub(super) fn identity(&self) -> Option<PathBuf> {
        match self {
            Self::File(path) => path.canonicalize().ok(),
            Self::Archive(place) => Some(place.label.join(&place.entry.name)),
            Self::Stdin(_) | Self::Unavailable(_) | Self::Repetition => None,
        }
    }
}

/// An entry of an archive.
#[derive(Clone, Debug)]
pub(crate) struct ArchiveLocation {
    /// The bytes of the archive.
    pub(super) source: ByteSource,
    /// The path of the archive, through those that contain it.
    pub(super) label: PathBuf,
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
    /// The size of the archives that are held in memory, in bytes.
    n_inner_bytes: u64,
}

/// Returns the documents that a path names; `None` if there is nothing.
pub(super) fn inputs_at(path: &Path) -> Option<InputList> {
    let mut gathered = InputList::default();
    path.exists().then(|| list_inputs(path, &mut gathered))?;
    Some(gathered)
}

/// Adds the documents that a path names to the list.
pub(crate) fn list_inputs(path: &Path, gathered: &mut InputList) {
    if path.is_dir() { folder(path, gathered, 0) } else { file(path, gathered, false) }
}

fn folder(path: &Path, gathered: &mut InputList, depth: usize) {
    let Ok(entries) = fs::read_dir(path) else {
        let reason = ExtractionError::because(
            say!(en: "the folder cannot be read; check its permissions", fr: "le répertoire ne se lit pas ; vérifiez ses droits d’accès"),
        );
        gathered.documents.push(unavailable(path.display().to_string(), reason));
        return;
    };
    let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    entries.sort_by_cached_key(|entry| (reading_rank(&file_name(entry)), entry.clone()));
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
        } else if is_no_document(name) || is_mail_index(name, &names) || is_empty_mail_box(entry, name, &names) {
            gathered.n_ignored += 1;
        } else if is_note_table(name) {
            gathered.documents.push(repetition(entry.display().to_string(), name));
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
            name: without_note_id(&name),
            origin: DocumentOrigin::File(path.to_owned()),
            is_optional,
        });
    }
}

fn archive(path: &Path, gathered: &mut InputList) {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let archive =
        OpenedArchive { source: ByteSource::File(path.to_owned()), label: path.to_owned(), kept_below: vec![stem] };
    list_archive(&archive, gathered);
}

/// An archive whose documents are listed.
struct OpenedArchive {
    source: ByteSource,
    label: PathBuf,
    /// The folders under seeds/ for its documents: the stems of the archives.
    kept_below: Vec<String>,
}

fn list_archive(archive: &OpenedArchive, gathered: &mut InputList) {
    let shown = archive.label.display().to_string();
    let opened = archive
        .source
        .open()
        .map_err(|error| ExtractionError::because(io_reason(&error)))
        .and_then(|bytes| ZipContainer::open(BufReader::new(bytes)));
    let mut package = match opened {
        Ok(package) => package,
        Err(reason) => return gathered.documents.push(unavailable(shown, reason)),
    };
    let mut entries = package.entries();
    entries.sort_by_cached_key(|entry| (reading_rank(&entry.name), entry.name.clone(), entry.index));
    let names: BTreeSet<String> = entries.iter().map(|entry| entry.name.clone()).collect();
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
        } else if is_note_table(&name) {
            gathered.documents.push(repetition(shown, &name));
        } else if !stays_inside(&entry.name) {
            gathered.documents.push(unavailable(
                shown,
                ExtractionError::because(
                    say!(en: "its name leads out of the archive", fr: "son nom mène hors de l’archive"),
                ),
            ));
        } else if name.to_lowercase().ends_with(".zip") {
            match inner_archive(archive, &entry, &mut package, gathered) {
                Ok(inner) => list_archive(&inner, gathered),
                Err(reason) => gathered.documents.push(unavailable(shown, reason)),
            }
        } else {
            let below = archive.kept_below.iter().map(String::as_str);
            let kept_as = kept_name(below.chain(steps.iter().copied()));
            let origin = DocumentOrigin::Archive(ArchiveLocation {
                source: archive.source.clone(),
                label: archive.label.clone(),
                entry,
                raw_file_name: kept_as,
            });
            gathered.documents.push(InputDocument {
                display_name: shown,
                is_optional: may_be_document(&name),
                name: without_note_id(&name),
                origin,
            });
        }
    }
}

/// Opens an archive that is an entry of another one.
fn inner_archive(
    archive: &OpenedArchive,
    entry: &ZipEntry,
    package: &mut ZipContainer<BufReader<ContainerBytes>>,
    gathered: &mut InputList,
) -> Result<OpenedArchive, ExtractionError> {
    if archive.kept_below.len() >= MAX_ARCHIVE_DEPTH {
        return Err(ExtractionError::because(
            say!(en: "it lies more than {MAX_ARCHIVE_DEPTH} archives deep; unpack the archive and import the folder", fr: "il est enfoui sous plus de {MAX_ARCHIVE_DEPTH} archives ; décompressez l’archive et importez le répertoire"),
        ));
    }
    let stretch = package.stored_range(entry).and_then(|(start, len)| archive.source.stretch(start, len));
    let source = match stretch {
        Some(source) => source,
        None => {
            let left = MAX_INNER_BYTES.saturating_sub(gathered.n_inner_bytes);
            let bytes = package.read(entry, left)?;
            gathered.n_inner_bytes += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            ByteSource::Memory(bytes.into())
        }
    };
    let stem = entry.name.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(stem, _)| stem);
    let kept_below = archive.kept_below.iter().cloned().chain([stem.to_owned()]).collect();
    Ok(OpenedArchive { source, label: archive.label.join(&entry.name), kept_below })
}

/// Returns whether a name in an archive stays within it, on every operating system.
pub(super) fn stays_inside(name: &str) -> bool {
    !name.starts_with('/')
        && !name.contains(['\\', '\0', ':'])
        && name.split('/').all(|step| !matches!(step, "" | "." | ".."))
}

/// Returns the name under seeds/ for a document from an archive, with characters that every file system accepts.
fn kept_name<'n>(steps: impl Iterator<Item = &'n str>) -> String {
    let clean = |step: &str| -> String {
        let safe = step.chars().filter(|character| !character.is_control() && !"<>:\"|?*\\/".contains(*character));
        safe.take(100).collect()
    };
    steps.map(clean).filter(|step| !step.trim_matches('.').is_empty()).collect::<Vec<_>>().join("/")
}

fn unavailable(shown: String, reason: ExtractionError) -> InputDocument {
    InputDocument {
        name: shown.clone(),
        display_name: shown,
        origin: DocumentOrigin::Unavailable(reason),
        is_optional: false,
    }
}

fn repetition(shown: String, name: &str) -> InputDocument {
    InputDocument { display_name: shown, name: name.to_owned(), origin: DocumentOrigin::Repetition, is_optional: true }
}

/// Returns the place of a file in the order of reading: what describes other files comes before them.
fn reading_rank(name: &str) -> u8 {
    let name = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "xml" if name.contains("mets") || name.contains("manifest") => 0,
        "json" | "rdf" | "ris" | "bib" | "xml" => 1,
        _ => 2,
    }
}

/// Splits the name of a page that Notion exported: `Le pont 1f2e3d4c5b6a79880716253443526170.md`. Returns the name before
/// the number and what follows it.
fn split_note_id(name: &str) -> Option<(&str, &str)> {
    let (stem, ending) = name.split_at(name.rfind('.')?);
    let whole = stem.strip_suffix("_all").unwrap_or(stem);
    let (title, id) = whole.rsplit_once(' ')?;
    (id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some((title, ending))
}

fn without_note_id(name: &str) -> String {
    split_note_id(name).map_or_else(|| name.to_owned(), |(title, ending)| format!("{title}{ending}"))
}

/// Returns whether a file is the table of a folder of notes: each of its rows is also a page of its own.
fn is_note_table(name: &str) -> bool {
    split_note_id(name).is_some_and(|(_, ending)| ending.eq_ignore_ascii_case(".csv"))
}

/// Returns whether a file is the table of contents that Apple Mail writes beside a mail box.
fn is_mail_index(name: &str, beside: &BTreeSet<String>) -> bool {
    name == "table_of_contents" && beside.contains("mbox")
}

/// Returns whether a file is an empty mail box of Thunderbird: it has no extension, and its index lies beside it.
fn is_empty_mail_box(path: &Path, name: &str, beside: &BTreeSet<String>) -> bool {
    beside.contains(&format!("{name}.msf")) && fs::metadata(path).is_ok_and(|metadata| metadata.len() == 0)
}

/// Returns whether a folder belongs to a saved page, as `page_files` to `page.html`. Browsers name it in English,
/// French and German.
fn is_page_folder(name: &str, beside: &BTreeSet<String>) -> bool {
    let stem = ["_files", "_fichiers", "-Dateien"].iter().find_map(|ending| name.strip_suffix(ending));
    stem.is_some_and(|stem| ["html", "htm", "xhtml"].iter().any(|ending| beside.contains(&format!("{stem}.{ending}"))))
}

/// Returns whether a file often lies next to documents but is not one.
fn is_no_document(name: &str) -> bool {
    const ENDINGS: [&str; 30] = [
        "jpg", "jpeg", "png", "gif", "webp", "svg", "ico", "bmp", "avif", "tif", "tiff", "css", "js", "woff", "woff2",
        "ttf", "mp3", "mp4", "webm", "map", "db", "ini", "msf", "dat", "otf", "eot", "heic", "jp2", "dtd", "xsd",
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
