//! Reads documents and writes the imported articles: each completely or not at all, and never over a file.
//!
//! Documents are read in batches, composed in parallel, and written in the order given, so that ids do not depend on
//! the number of threads. A document that was imported before is recognised by the SHA-256 of its bytes and skipped
//! without being parsed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::compose::{ComposeError, ComposedArticle, Overrides, compose_extracted};
use super::duplicates::{self, DuplicateIndex};
use super::extracted_document::{ExtractedPicture, ExtractionError};
use super::formats::{format_of, unknown};
use super::inputs::{ArchiveLocation, DocumentOrigin, InputDocument, stays_inside};
use super::picture;
use super::sandbox::SandboxedReader;
use super::text::charset::sha256_hex;
use super::zip_container::ZipContainer;
use crate::base::confined::{ConfinedDir, FileKind, is_path_escape};
use crate::base::{SourcePath, files};
use crate::edit::{EditError, EditSession};
use crate::model::Id;
use crate::parse::ids;
use crate::source::limits::{MAX_MEDIA_LEN_BYTES, MAX_TEXT_LEN_BYTES};
use crate::source::walk::is_editor_file;

/// The most documents in one batch.
const BATCH_DOCUMENTS: usize = 64;
/// A batch ends once it holds this many bytes.
const BATCH_BYTES: usize = 64 << 20;

/// The result for one document.
#[derive(Clone, Debug)]
pub enum ImportOutcome {
    /// It became an article.
    Written {
        /// The path of the article.
        article: PathBuf,
        /// The article.
        composed: Box<ComposedArticle>,
        /// The preferred id, if another file has it already.
        taken: Option<Id>,
    },
    /// The same bytes were imported before, as this article.
    AlreadyImported(PathBuf),
    /// In a dry run: the article that would be written.
    WouldWrite(Box<ComposedArticle>),
}

/// Why a document was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The document cannot be imported.
    #[error("{0}")]
    Content(#[from] ComposeError),
    /// The project cannot be edited.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// A disk operation failed.
    #[error("cannot {doing} `{}`: {source}", path.display())]
    Disk {
        /// The operation.
        doing: &'static str,
        /// The path.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
}

impl From<ExtractionError> for ImportError {
    fn from(reason: ExtractionError) -> Self {
        Self::Content(reason.into())
    }
}

/// The articles of the project, by the SHA-256 of the documents that they were made from.
pub(crate) struct ImportIndex {
    root: PathBuf,
    by_sha256: BTreeMap<String, PathBuf>,
    /// Ids of table records, former ids, and ids in files that cannot be read.
    claimed_ids: BTreeSet<String>,
    /// The articles' texts, read when the first new document arrives, so that a run without new documents does not pay
    /// for it.
    texts: Option<DuplicateIndex>,
}

impl ImportIndex {
    /// Reads which documents the project has imported.
    ///
    /// # Errors
    /// If the folder of articles cannot be read.
    pub(crate) fn open(root: &Path) -> Result<Self, ImportError> {
        let mut by_sha256 = BTreeMap::new();
        let open = ConfinedDir::open(root).map_err(|source| disk("read", root, source))?;
        if let Some(folder) = articles_folder(&open).map_err(|source| disk("read", &root.join(ARTICLES), source))? {
            let names = articles(&folder).map_err(|source| disk("read", folder.path(), source))?;
            for name in names {
                if let Some(sha256) = text_of(&folder, &name).as_deref().and_then(stated_sha256) {
                    by_sha256.insert(sha256, folder.display_path(&name));
                }
            }
        }
        Ok(Self { root: root.to_owned(), by_sha256, claimed_ids: claimed_ids(&open), texts: None })
    }

    /// Returns the articles' texts, for the search for duplicates. Articles that cannot be read are skipped.
    fn texts(&mut self) -> &mut DuplicateIndex {
        let root = &self.root;
        self.texts.get_or_insert_with(|| texts_of(root))
    }
}

/// The folder of articles, relative to the project's root.
const ARTICLES: &str = "content/articles";

/// Opens the folder of articles; `None` if it does not exist yet.
fn articles_folder(root: &ConfinedDir) -> io::Result<Option<ConfinedDir>> {
    match root.folder(ARTICLES) {
        Ok(folder) => Ok(Some(folder)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Returns the files that a build would read as articles, without temporary files of editors or of an interrupted
/// import.
fn articles(folder: &ConfinedDir) -> io::Result<Vec<String>> {
    let names = folder.entries()?.into_iter().filter_map(|(name, _)| name.into_string().ok());
    Ok(names.filter(|name| name.ends_with(".md") && !is_editor_file(name)).collect())
}

fn text_of(folder: &ConfinedDir, name: &str) -> Option<String> {
    String::from_utf8(folder.read(name, MAX_TEXT_LEN_BYTES).ok()??).ok()
}

fn texts_of(root: &Path) -> DuplicateIndex {
    let mut texts = DuplicateIndex::default();
    let folder = ConfinedDir::open(root).and_then(|root| articles_folder(&root)).ok().flatten();
    let Some(folder) = folder else { return texts };
    let names = articles(&folder).unwrap_or_default();
    let sketch = |name: &String| duplicates::sketch(name.strip_suffix(".md")?, &text_of(&folder, name)?);
    let sketches: Vec<_> = names.par_iter().filter_map(sketch).collect();
    sketches.into_iter().for_each(|article| texts.insert(article));
    texts
}

/// Returns the ids that the project's records use in tables, as former ids, or in files that cannot be read.
fn claimed_ids(root: &ConfinedDir) -> BTreeSet<String> {
    let mut claimed = BTreeSet::new();
    let mut read = |folder: &ConfinedDir, below: &str| {
        for (name, kind) in folder.entries().unwrap_or_default() {
            let Some(name) = name.to_str().filter(|name| kind == FileKind::File && !is_editor_file(name)) else {
                continue;
            };
            if let Ok(Some(bytes)) = folder.read(name, MAX_TEXT_LEN_BYTES) {
                claimed.extend(ids::claimed_ids(&SourcePath::new(&format!("{below}/{name}")), &bytes));
            }
        }
    };
    let Ok(content) = root.folder("content") else { return claimed };
    read(&content, "content");
    for (name, kind) in content.entries().unwrap_or_default() {
        let Some(name) = name.to_str().filter(|name| kind == FileKind::Folder && *name != "media") else { continue };
        if let Ok(folder) = content.folder(name) {
            read(&folder, &format!("content/{name}"));
        }
    }
    claimed
}

/// Returns the SHA-256 in an article's front matter.
fn stated_sha256(text: &str) -> Option<String> {
    let front = text.strip_prefix("---")?.split("\n---").next()?;
    let (_, rest) = front.split_once("sha256:")?;
    let hex: String =
        rest.trim_start().trim_start_matches(['"', '\'']).chars().take_while(char::is_ascii_hexdigit).collect();
    (hex.len() == 64).then_some(hex)
}

/// Imports documents, or in a dry run only determines the result. Calls `report` for each, in the order given.
pub(crate) fn import_documents(
    index: &mut ImportIndex,
    documents: &[InputDocument],
    overrides: &Overrides,
    readers: &SandboxedReader,
    dry_run: bool,
    mut report: impl FnMut(&InputDocument, Result<ImportOutcome, ImportError>),
) {
    let mut archives = ArchiveCache::default();
    let mut rest = documents;
    while !rest.is_empty() {
        let mut batch: Vec<(&InputDocument, Result<Vec<u8>, ImportError>)> = Vec::new();
        let mut n_bytes = 0;
        while let Some((document, after)) = rest.split_first() {
            let bytes = load(document, &mut archives);
            n_bytes += bytes.as_ref().map_or(0, Vec::len);
            batch.push((document, bytes));
            rest = after;
            if batch.len() >= BATCH_DOCUMENTS || n_bytes >= BATCH_BYTES {
                break;
            }
        }
        let by_sha256 = &index.by_sha256;
        let prepared: Vec<_> = batch
            .into_par_iter()
            .map(|(document, bytes)| {
                let prepared = bytes.and_then(|bytes| prepare(document, bytes, overrides, readers, by_sha256));
                (document, prepared)
            })
            .collect();
        for (document, prepared) in prepared {
            let done = prepared.and_then(|prepared| finish(index, document, prepared, &mut archives, dry_run));
            report(document, done);
        }
    }
}

enum PreparedDocument {
    AlreadyImported(PathBuf),
    New { bytes: Vec<u8>, composed: Box<ComposedArticle> },
}

fn prepare(
    document: &InputDocument,
    bytes: Vec<u8>,
    overrides: &Overrides,
    readers: &SandboxedReader,
    by_sha256: &BTreeMap<String, PathBuf>,
) -> Result<PreparedDocument, ImportError> {
    let sha256 = sha256_hex(&bytes);
    if let Some(article) = by_sha256.get(&sha256) {
        return Ok(PreparedDocument::AlreadyImported(article.clone()));
    }
    let extracted = readers.read(&document.name, &bytes)?;
    let composed = compose_extracted(&document.name, extracted, sha256, overrides)?;
    Ok(PreparedDocument::New { bytes, composed: Box::new(composed) })
}

fn finish(
    index: &mut ImportIndex,
    document: &InputDocument,
    prepared: PreparedDocument,
    archives: &mut ArchiveCache,
    dry_run: bool,
) -> Result<ImportOutcome, ImportError> {
    let (bytes, mut composed) = match prepared {
        PreparedDocument::AlreadyImported(article) => return Ok(ImportOutcome::AlreadyImported(article)),
        PreparedDocument::New { bytes, composed } => (bytes, composed),
    };
    // The same bytes may occur twice in one batch.
    if let Some(article) = index.by_sha256.get(&composed.sha256) {
        return Ok(ImportOutcome::AlreadyImported(article.clone()));
    }
    if dry_run {
        let article = PathBuf::from(format!("content/articles/{}.md", composed.id));
        index.by_sha256.insert(composed.sha256.clone(), article);
        composed.duplicate_of = find_original(index.texts(), composed.id.as_str(), &composed);
        return Ok(ImportOutcome::WouldWrite(composed));
    }
    let picture = composed.picture.as_ref().and_then(|picture| picture_bytes(picture, document, archives));
    write(index, document, &bytes, composed, picture.as_deref())
}

/// Adds an article to the known texts and returns the one that it duplicates.
fn find_original(texts: &mut DuplicateIndex, id: &str, composed: &ComposedArticle) -> Option<Id> {
    texts.find_original_and_insert(duplicates::sketch(id, &composed.to_file("", None))?)
}

fn write(
    index: &mut ImportIndex,
    document: &InputDocument,
    bytes: &[u8],
    mut composed: Box<ComposedArticle>,
    picture: Option<&[u8]>,
) -> Result<ImportOutcome, ImportError> {
    let session = EditSession::lock(&index.root)?;
    let root = session.root();
    // Check before anything is written that no existing folder is a link out of the project.
    for folder in [ARTICLES, "content/media", "seeds"] {
        match root.folder(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(disk("open", &root.display_path(folder), error));
            }
            _ => {}
        }
    }
    let folder = make_folder(root, ARTICLES)?;
    let raw_file = keep_raw(root, document, bytes)?;
    index.texts();
    let mut n = 1;
    loop {
        let id = if n == 1 { composed.id.to_string() } else { format!("{}-{n}", composed.id) };
        let name = format!("{id}.md");
        n += 1;
        if id_is_taken(root, &id) || index.claimed_ids.contains(&ids::fold_id(&id)) {
            continue;
        }
        let picture = match picture.and_then(|bytes| Some((bytes, picture::ending(bytes)?))) {
            Some((bytes, ending)) => Some(keep_picture(root, &id, ending, bytes)?),
            None => None,
        };
        if !write_new(&folder, &name, composed.to_file(&raw_file, picture.as_deref()).as_bytes())? {
            continue;
        }
        let article = folder.display_path(&name);
        index.by_sha256.insert(composed.sha256.clone(), article.clone());
        composed.duplicate_of = find_original(index.texts(), &id, &composed);
        let taken = (n > 2).then(|| composed.id.clone());
        return Ok(ImportOutcome::Written { article, composed, taken });
    }
}

/// Returns whether any record or article has the id. A path that cannot be examined counts as taken.
fn id_is_taken(root: &ConfinedDir, id: &str) -> bool {
    let Ok(content) = root.folder("content") else { return true };
    let folders = content.entries().unwrap_or_default().into_iter().filter(|(_, kind)| *kind == FileKind::Folder);
    folders.into_iter().filter_map(|(name, _)| name.into_string().ok()).any(|folder| {
        let name = format!("{folder}/{id}.md");
        !matches!(content.stat(&name), Ok(None))
    })
}

/// Copies the raw document to seeds/ as evidence, unless it is in the project already. Returns its path relative to the
/// project, because the path is published and must not reveal the machine's folders.
fn keep_raw(root: &ConfinedDir, document: &InputDocument, bytes: &[u8]) -> Result<String, ImportError> {
    if let DocumentOrigin::File(path) = &document.origin
        && let (Ok(full), Ok(root)) = (path.canonicalize(), root.path().canonicalize())
        && let Ok(inside) = full.strip_prefix(&root)
    {
        return Ok(inside.to_string_lossy().replace('\\', "/"));
    }
    let name = match &document.origin {
        DocumentOrigin::Archive(place) => place.raw_file_name.as_str(),
        DocumentOrigin::File(_) | DocumentOrigin::Stdin(_) | DocumentOrigin::Unavailable(_) => document.name.as_str(),
    };
    keep(root, "seeds", name, bytes)
}

fn keep_picture(root: &ConfinedDir, id: &str, ending: &str, bytes: &[u8]) -> Result<String, ImportError> {
    let kept = keep(root, "content/media", &format!("{id}.{ending}"), bytes)?;
    Ok(kept.trim_start_matches("content/").to_owned())
}

/// Writes bytes under a name, or a numbered name if it is taken. A file with the same bytes is reused. Returns the
/// path.
fn keep(root: &ConfinedDir, folder: &str, name: &str, bytes: &[u8]) -> Result<String, ImportError> {
    let name = format!("{folder}/{name}");
    let (folder, file) = name.rsplit_once('/').unwrap_or((folder, &name));
    let parent = make_folder(root, folder)?;
    let (stem, extension) = match file.rsplit_once('.') {
        Some((stem, extension)) => (stem, format!(".{extension}")),
        None => (file, String::new()),
    };
    let mut n = 1;
    loop {
        let name = if n == 1 { format!("{stem}{extension}") } else { format!("{stem}-{n}{extension}") };
        n += 1;
        let known = parent.read(&name, MAX_MEDIA_LEN_BYTES).is_ok_and(|known| known.as_deref() == Some(bytes));
        if known || write_new(&parent, &name, bytes)? {
            return Ok(format!("{folder}/{name}"));
        }
    }
}

fn make_folder(root: &ConfinedDir, folder: &str) -> Result<ConfinedDir, ImportError> {
    root.make_folder(folder, |_| ()).map_err(|source| disk("create", &root.display_path(folder), source))
}

/// The archive opened last, so that consecutive entries do not reopen it.
#[derive(Default)]
struct ArchiveCache {
    open_archive: Option<(PathBuf, ZipContainer<BufReader<File>>)>,
}

impl ArchiveCache {
    fn read(&mut self, place: &ArchiveLocation, limit_bytes: u64) -> Result<Vec<u8>, ImportError> {
        Ok(self.open(&place.file)?.read(&place.entry, limit_bytes)?)
    }

    fn open(&mut self, path: &Path) -> Result<&mut ZipContainer<BufReader<File>>, ImportError> {
        let is_open = self.open_archive.as_ref().is_some_and(|(open, _)| open == path);
        if !is_open {
            let file = File::open(path).map_err(|source| disk("read", path, source))?;
            self.open_archive = Some((path.to_owned(), ZipContainer::open(BufReader::new(file))?));
        }
        let opened = self.open_archive.as_mut().map(|(_, package)| package);
        opened.ok_or_else(|| ExtractionError::because("the archive was closed").into())
    }
}

fn load(document: &InputDocument, archives: &mut ArchiveCache) -> Result<Vec<u8>, ImportError> {
    let format = match &document.origin {
        DocumentOrigin::Unavailable(reason) => return Err(reason.clone().into()),
        _ => format_of(&document.name).ok_or_else(|| unknown(&document.name))?,
    };
    let too_large = |len: u64| {
        let limit = format.limit_bytes >> 20;
        ExtractionError::because(format!(
            "it has {} MiB, more than the limit of {limit} MiB for {} files",
            len >> 20,
            format.name
        ))
    };
    let bytes = match &document.origin {
        DocumentOrigin::File(path) => {
            let metadata = fs::metadata(path).map_err(|source| disk("read", path, source))?;
            if !metadata.is_file() {
                return Err(ExtractionError::because(
                    "it is not a regular file; pass it on standard input as `-` with --name",
                )
                .into());
            }
            if metadata.len() > format.limit_bytes {
                return Err(too_large(metadata.len()).into());
            }
            let read =
                files::read_regular_file(path, format.limit_bytes).map_err(|source| disk("read", path, source))?;
            read.ok_or_else(|| disk("read", path, io::ErrorKind::NotFound.into()))?
        }
        DocumentOrigin::Archive(place) => archives.read(place, format.limit_bytes)?,
        DocumentOrigin::Stdin(bytes) => bytes.clone(),
        DocumentOrigin::Unavailable(reason) => return Err(reason.clone().into()),
    };
    match u64::try_from(bytes.len()) {
        Ok(len) if len <= format.limit_bytes => Ok(bytes),
        _ => Err(too_large(u64::try_from(bytes.len()).unwrap_or(u64::MAX)).into()),
    }
}

/// Returns the bytes of a picture; `None` if it is unavailable or not a safe picture.
fn picture_bytes(picture: &ExtractedPicture, document: &InputDocument, archives: &mut ArchiveCache) -> Option<Vec<u8>> {
    let limit = u64::try_from(picture::MAX_PICTURE_BYTES).ok()?;
    let bytes = match (picture, &document.origin) {
        (ExtractedPicture::Inside(bytes), _) => bytes.clone(),
        (ExtractedPicture::Beside(name), DocumentOrigin::File(path)) if stays_inside(name) => {
            let folder = path.parent()?;
            let full = folder.join(name).canonicalize().ok()?;
            let is_beside = full.starts_with(folder.canonicalize().ok()?);
            if is_beside { files::read_regular_file(&full, limit).ok()?? } else { return None }
        }
        (ExtractedPicture::Beside(name), DocumentOrigin::Archive(place)) if stays_inside(name) => {
            let folder = place.entry.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let package = archives.open(&place.file).ok()?;
            package.read_named(&format!("{folder}{name}"), limit).ok()??
        }
        (ExtractedPicture::Beside(_), _) => return None,
    };
    picture::ending(&bytes).map(|_| bytes)
}

fn write_new(folder: &ConfinedDir, name: &str, bytes: &[u8]) -> Result<bool, ImportError> {
    folder.write_new(name, bytes).map_err(|source| disk("write", &folder.display_path(name), source))
}

fn disk(doing: &'static str, path: &Path, source: io::Error) -> ImportError {
    if is_path_escape(&source) {
        return EditError::Outside(path.to_owned()).into();
    }
    ImportError::Disk { doing, path: path.to_owned(), source }
}
