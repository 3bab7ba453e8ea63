//! Reads documents and writes imported articles: never over a file, whole or not at all.
//!
//! Documents are read in batches, understood in parallel, and written one after the other in the order given: ids do not depend
//! on the number of threads. What was imported before is known by the SHA-256 of its bytes and passed by without being read as
//! a document.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::compose::{ComposeError, Composed, Given, compose_understood};
use super::contained::Readers;
use super::formats::{format_of, unknown};
use super::gather::{Document, InArchive, Place, is_contained};
use super::package::Package;
use super::picture;
use super::repeats::{self, Texts};
use super::text::charset::sha256_hex;
use super::understood::{Picture, Unreadable};
use crate::base::edit::{self, Desk, EditError};
use crate::base::{SourcePath, files};
use crate::model::Id;
use crate::source::snapshot::is_editors_own;

/// The most documents of one batch.
const BATCH_DOCUMENTS: usize = 64;
/// A batch is full with so many bytes.
const BATCH_BYTES: usize = 64 << 20;

/// What became of one document.
#[derive(Clone, Debug)]
pub enum Done {
    /// It became an article.
    Written {
        /// Where the article stands.
        article: PathBuf,
        /// The article.
        composed: Box<Composed>,
        /// The id that its name suggested and another article has, if so.
        taken: Option<Id>,
    },
    /// Its bytes were imported before, as this article.
    Known(PathBuf),
    /// It would become this article.
    Understood(Box<Composed>),
}

/// Why a document was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The document is at fault.
    #[error("{0}")]
    Content(#[from] ComposeError),
    /// The project cannot be written to.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The disk refused.
    #[error("cannot {doing} `{}`: {source}", path.display())]
    Disk {
        /// What was tried.
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
}

impl From<Unreadable> for ImportError {
    fn from(reason: Unreadable) -> Self {
        Self::Content(reason.into())
    }
}

/// The articles there are, by the SHA-256 of what they were made from.
pub struct Shelf {
    root: PathBuf,
    by_sha256: BTreeMap<String, PathBuf>,
    /// Their texts; unread until a document is new, so that a second run costs nothing.
    texts: Option<Texts>,
}

impl Shelf {
    /// Reads which documents the project has imported.
    ///
    /// # Errors
    /// When the folder of articles cannot be read.
    pub fn open(root: &Path) -> Result<Self, ImportError> {
        let folder = root.join("content/articles");
        let mut by_sha256 = BTreeMap::new();
        if folder.exists() {
            let entries = fs::read_dir(&folder).map_err(|source| disk("read", &folder, source))?;
            for path in articles(entries.flatten()) {
                if let Some(sha256) = text_of(&path).as_deref().and_then(stated_sha256) {
                    by_sha256.insert(sha256, path);
                }
            }
        }
        Ok(Self { root: root.to_owned(), by_sha256, texts: None })
    }

    /// Returns the texts of the articles, so that copies of them are known. One that cannot be read is passed by.
    fn texts(&mut self) -> &mut Texts {
        let root = &self.root;
        self.texts.get_or_insert_with(|| texts_of(&root.join("content/articles")))
    }
}

/// Returns the files that a build would read as articles: not what an editor or an interrupted import left beside them.
fn articles(entries: impl Iterator<Item = fs::DirEntry>) -> Vec<PathBuf> {
    let is_article = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.ends_with(".md") && !is_editors_own(name))
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_article).collect();
    paths.sort();
    paths
}

fn text_of(path: &Path) -> Option<String> {
    String::from_utf8(files::read_ordinary(path).ok()??).ok()
}

fn texts_of(folder: &Path) -> Texts {
    let mut texts = Texts::default();
    if let Ok(entries) = fs::read_dir(folder) {
        let paths = articles(entries.flatten());
        let sketch = |path: &PathBuf| repeats::sketch(path.file_stem()?.to_str()?, &text_of(path)?);
        let sketches: Vec<_> = paths.par_iter().filter_map(sketch).collect();
        sketches.into_iter().for_each(|article| texts.know(article));
    }
    texts
}

/// Returns the SHA-256 that an article's front matter names.
fn stated_sha256(text: &str) -> Option<String> {
    let front = text.strip_prefix("---")?.split("\n---").next()?;
    let (_, rest) = front.split_once("sha256:")?;
    let hex: String =
        rest.trim_start().trim_start_matches(['"', '\'']).chars().take_while(char::is_ascii_hexdigit).collect();
    (hex.len() == 64).then_some(hex)
}

/// Imports documents, or only says what they would become. Tells of each, in the order given.
pub fn import_all(
    shelf: &mut Shelf,
    documents: &[Document],
    given: &Given,
    readers: &Readers,
    dry_run: bool,
    mut tell: impl FnMut(&Document, Result<Done, ImportError>),
) {
    let mut archives = Archives::default();
    let mut rest = documents;
    while !rest.is_empty() {
        let mut batch: Vec<(&Document, Result<Vec<u8>, ImportError>)> = Vec::new();
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
        let by_sha256 = &shelf.by_sha256;
        let prepared: Vec<_> = batch
            .into_par_iter()
            .map(|(document, bytes)| {
                let prepared = bytes.and_then(|bytes| prepare(document, bytes, given, readers, by_sha256));
                (document, prepared)
            })
            .collect();
        for (document, prepared) in prepared {
            let done = prepared.and_then(|prepared| finish(shelf, document, prepared, &mut archives, dry_run));
            tell(document, done);
        }
    }
}

enum Prepared {
    Known(PathBuf),
    New { bytes: Vec<u8>, composed: Box<Composed> },
}

fn prepare(
    document: &Document,
    bytes: Vec<u8>,
    given: &Given,
    readers: &Readers,
    by_sha256: &BTreeMap<String, PathBuf>,
) -> Result<Prepared, ImportError> {
    let sha256 = sha256_hex(&bytes);
    if let Some(article) = by_sha256.get(&sha256) {
        return Ok(Prepared::Known(article.clone()));
    }
    let understood = readers.read(&document.name, &bytes)?;
    let composed = compose_understood(&document.name, understood, sha256, given)?;
    Ok(Prepared::New { bytes, composed: Box::new(composed) })
}

fn finish(
    shelf: &mut Shelf,
    document: &Document,
    prepared: Prepared,
    archives: &mut Archives,
    dry_run: bool,
) -> Result<Done, ImportError> {
    let (bytes, mut composed) = match prepared {
        Prepared::Known(article) => return Ok(Done::Known(article)),
        Prepared::New { bytes, composed } => (bytes, composed),
    };
    // The same bytes may stand twice in one batch.
    if let Some(article) = shelf.by_sha256.get(&composed.sha256) {
        return Ok(Done::Known(article.clone()));
    }
    if dry_run {
        let article = PathBuf::from(format!("content/articles/{}.md", composed.id));
        shelf.by_sha256.insert(composed.sha256.clone(), article);
        composed.duplicate_of = place_among(shelf.texts(), composed.id.as_str(), &composed);
        return Ok(Done::Understood(composed));
    }
    let picture = composed.picture.as_ref().and_then(|picture| picture_bytes(picture, document, archives));
    write(shelf, document, &bytes, composed, picture.as_deref())
}

/// Adds an article to the known texts and returns the one that it repeats.
fn place_among(texts: &mut Texts, id: &str, composed: &Composed) -> Option<Id> {
    texts.add(repeats::sketch(id, &composed.to_file("", None))?)
}

fn write(
    shelf: &mut Shelf,
    document: &Document,
    bytes: &[u8],
    mut composed: Box<Composed>,
    picture: Option<&[u8]>,
) -> Result<Done, ImportError> {
    let desk = Desk::lock(&shelf.root)?;
    for folder in ["content/articles", "content/media", "seeds"] {
        edit::inside(&shelf.root, &SourcePath::new(folder))?;
    }
    let folder = shelf.root.join("content/articles");
    fs::create_dir_all(&folder).map_err(|source| disk("make", &folder, source))?;
    let raw_file = keep_raw(&shelf.root, document, bytes)?;
    shelf.texts();
    let mut n = 1;
    loop {
        let id = if n == 1 { composed.id.to_string() } else { format!("{}-{n}", composed.id) };
        let article = folder.join(format!("{id}.md"));
        n += 1;
        if id_is_taken(&shelf.root, &id) {
            continue;
        }
        let picture = match picture.and_then(|bytes| Some((bytes, picture::ending(bytes)?))) {
            Some((bytes, ending)) => Some(keep_picture(&shelf.root, &id, ending, bytes)?),
            None => None,
        };
        if !write_new(&article, composed.to_file(&raw_file, picture.as_deref()).as_bytes())? {
            continue;
        }
        shelf.by_sha256.insert(composed.sha256.clone(), article.clone());
        composed.duplicate_of = place_among(shelf.texts(), &id, &composed);
        let taken = (n > 2).then(|| composed.id.clone());
        drop(desk);
        return Ok(Done::Written { article, composed, taken });
    }
}

/// An id names one thing: a record may have it too.
fn id_is_taken(root: &Path, id: &str) -> bool {
    let Ok(folders) = fs::read_dir(root.join("content")) else { return false };
    folders.flatten().any(|folder| folder.path().join(format!("{id}.md")).exists())
}

/// Keeps the raw document in seeds/, as the evidence it is, unless it stands in the project already. Returns its name
/// relative to the project: a path of the machine would be published.
fn keep_raw(root: &Path, document: &Document, bytes: &[u8]) -> Result<String, ImportError> {
    if let Place::File(path) = &document.place
        && let (Ok(full), Ok(root)) = (path.canonicalize(), root.canonicalize())
        && let Ok(inside) = full.strip_prefix(&root)
    {
        return Ok(inside.to_string_lossy().replace('\\', "/"));
    }
    let name = match &document.place {
        Place::Archive(place) => place.kept_as.as_str(),
        Place::File(_) | Place::Here(_) | Place::Nowhere(_) => document.name.as_str(),
    };
    keep(root, "seeds", name, bytes)
}

fn keep_picture(root: &Path, id: &str, ending: &str, bytes: &[u8]) -> Result<String, ImportError> {
    let kept = keep(root, "content/media", &format!("{id}.{ending}"), bytes)?;
    Ok(kept.trim_start_matches("content/").to_owned())
}

/// Writes bytes under a name, or the next that is free; bytes that stand there already are left. Returns the name.
fn keep(root: &Path, folder: &str, name: &str, bytes: &[u8]) -> Result<String, ImportError> {
    let parent = root.join(folder).join(name).parent().map(Path::to_owned).unwrap_or_else(|| root.join(folder));
    fs::create_dir_all(&parent).map_err(|source| disk("make", &parent, source))?;
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    let mut n = 1;
    loop {
        let name = if n == 1 { format!("{stem}{extension}") } else { format!("{stem}-{n}{extension}") };
        let kept = root.join(folder).join(&name);
        n += 1;
        if files::read_ordinary(&kept).is_ok_and(|known| known.as_deref() == Some(bytes)) || write_new(&kept, bytes)? {
            return Ok(format!("{folder}/{name}"));
        }
    }
}

/// Archives that are open, so that each is opened once.
#[derive(Default)]
struct Archives {
    last: Option<(PathBuf, Package<BufReader<File>>)>,
}

impl Archives {
    fn read(&mut self, place: &InArchive, limit_bytes: u64) -> Result<Vec<u8>, ImportError> {
        Ok(self.open(&place.file)?.read(&place.entry, limit_bytes)?)
    }

    fn open(&mut self, path: &Path) -> Result<&mut Package<BufReader<File>>, ImportError> {
        let is_open = self.last.as_ref().is_some_and(|(open, _)| open == path);
        if !is_open {
            let file = File::open(path).map_err(|source| disk("read", path, source))?;
            self.last = Some((path.to_owned(), Package::open(BufReader::new(file))?));
        }
        let opened = self.last.as_mut().map(|(_, package)| package);
        opened.ok_or_else(|| Unreadable::because("the archive was closed").into())
    }
}

fn load(document: &Document, archives: &mut Archives) -> Result<Vec<u8>, ImportError> {
    let format = match &document.place {
        Place::Nowhere(reason) => return Err(reason.clone().into()),
        _ => format_of(&document.name).ok_or_else(|| unknown(&document.name))?,
    };
    let too_large = |len: u64| {
        let limit = format.limit_bytes >> 20;
        Unreadable::because(format!(
            "it has {} MiB, more than the {limit} MiB that are read of a {} file",
            len >> 20,
            format.name
        ))
    };
    let bytes = match &document.place {
        Place::File(path) => {
            let metadata = fs::metadata(path).map_err(|source| disk("read", path, source))?;
            if !metadata.is_file() {
                return Err(Unreadable::because("it is no ordinary file; hand it over as `-` with --name").into());
            }
            if metadata.len() > format.limit_bytes {
                return Err(too_large(metadata.len()).into());
            }
            let mut bytes = Vec::new();
            let file = File::open(path).map_err(|source| disk("read", path, source))?;
            file.take(format.limit_bytes + 1).read_to_end(&mut bytes).map_err(|source| disk("read", path, source))?;
            bytes
        }
        Place::Archive(place) => archives.read(place, format.limit_bytes)?,
        Place::Here(bytes) => bytes.clone(),
        Place::Nowhere(reason) => return Err(reason.clone().into()),
    };
    match u64::try_from(bytes.len()) {
        Ok(len) if len <= format.limit_bytes => Ok(bytes),
        _ => Err(too_large(u64::try_from(bytes.len()).unwrap_or(u64::MAX)).into()),
    }
}

/// Returns a picture's bytes; one that cannot be had or is no safe picture is none.
fn picture_bytes(picture: &Picture, document: &Document, archives: &mut Archives) -> Option<Vec<u8>> {
    let limit = u64::try_from(picture::MAX_PICTURE_BYTES).ok()?;
    let bytes = match (picture, &document.place) {
        (Picture::Inside(bytes), _) => bytes.clone(),
        (Picture::Beside(name), Place::File(path)) if is_contained(name) => {
            let folder = path.parent()?;
            let full = folder.join(name).canonicalize().ok()?;
            let is_beside = full.starts_with(folder.canonicalize().ok()?) && full.metadata().ok()?.len() <= limit;
            if is_beside { fs::read(full).ok()? } else { return None }
        }
        (Picture::Beside(name), Place::Archive(place)) if is_contained(name) => {
            let folder = place.entry.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let package = archives.open(&place.file).ok()?;
            package.read_named(&format!("{folder}{name}"), limit).ok()??
        }
        (Picture::Beside(_), _) => return None,
    };
    picture::ending(&bytes).map(|_| bytes)
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<bool, ImportError> {
    files::write_new(path, bytes).map_err(|source| disk("write", path, source))
}

fn disk(doing: &'static str, path: &Path, source: io::Error) -> ImportError {
    ImportError::Disk { doing, path: path.to_owned(), source }
}
