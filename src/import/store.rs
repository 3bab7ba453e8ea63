//! Reads documents and writes imported articles: never over a file, whole or not at all.
//!
//! Documents are read in batches, understood in parallel, and written one after the other in the order given: ids do not depend
//! on the number of threads. What was imported before is known by the SHA-256 of its bytes and passed by without being read as
//! a document.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufReader};
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
use crate::base::confined::{ConfinedDir, FileKind, is_not_confined};
use crate::base::edit::{Desk, EditError};
use crate::base::{SourcePath, files};
use crate::model::Id;
use crate::parse::ids;
use crate::source::snapshot::{MAX_MEDIA_LEN_BYTES, MAX_TEXT_LEN_BYTES};
use crate::source::walk::is_editors_own;

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
    /// Ids that a record of a table, a former id or a file that cannot be read may claim.
    claimed: BTreeSet<String>,
    /// Their texts; unread until a document is new, so that a second run costs nothing.
    texts: Option<Texts>,
}

impl Shelf {
    /// Reads which documents the project has imported.
    ///
    /// # Errors
    /// When the folder of articles cannot be read.
    pub fn open(root: &Path) -> Result<Self, ImportError> {
        let mut by_sha256 = BTreeMap::new();
        let open = ConfinedDir::open(root).map_err(|source| disk("read", root, source))?;
        if let Some(folder) = articles_folder(&open).map_err(|source| disk("read", &root.join(ARTICLES), source))? {
            let names = articles(&folder).map_err(|source| disk("read", folder.path(), source))?;
            for name in names {
                if let Some(sha256) = text_of(&folder, &name).as_deref().and_then(stated_sha256) {
                    by_sha256.insert(sha256, folder.shown(&name));
                }
            }
        }
        Ok(Self { root: root.to_owned(), by_sha256, claimed: claimed(&open), texts: None })
    }

    /// Returns the texts of the articles, so that copies of them are known. One that cannot be read is passed by.
    fn texts(&mut self) -> &mut Texts {
        let root = &self.root;
        self.texts.get_or_insert_with(|| texts_of(root))
    }
}

/// Where articles stand, below the project's root.
const ARTICLES: &str = "content/articles";

/// Opens the folder of the articles; `None` where there is none yet.
fn articles_folder(root: &ConfinedDir) -> io::Result<Option<ConfinedDir>> {
    match root.folder(ARTICLES) {
        Ok(folder) => Ok(Some(folder)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Returns the files that a build would read as articles: not what an editor or an interrupted import left beside them.
fn articles(folder: &ConfinedDir) -> io::Result<Vec<String>> {
    let names = folder.entries()?.into_iter().filter_map(|(name, _)| name.into_string().ok());
    Ok(names.filter(|name| name.ends_with(".md") && !is_editors_own(name)).collect())
}

fn text_of(folder: &ConfinedDir, name: &str) -> Option<String> {
    String::from_utf8(folder.read(name, MAX_TEXT_LEN_BYTES).ok()??).ok()
}

fn texts_of(root: &Path) -> Texts {
    let mut texts = Texts::default();
    let folder = ConfinedDir::open(root).and_then(|root| articles_folder(&root)).ok().flatten();
    let Some(folder) = folder else { return texts };
    let names = articles(&folder).unwrap_or_default();
    let sketch = |name: &String| repeats::sketch(name.strip_suffix(".md")?, &text_of(&folder, name)?);
    let sketches: Vec<_> = names.par_iter().filter_map(sketch).collect();
    sketches.into_iter().for_each(|article| texts.know(article));
    texts
}

/// Returns the ids that the project's records claim in tables, as former ids, or in files that cannot be read.
fn claimed(root: &ConfinedDir) -> BTreeSet<String> {
    let mut claimed = BTreeSet::new();
    let mut read = |folder: &ConfinedDir, below: &str| {
        for (name, kind) in folder.entries().unwrap_or_default() {
            let Some(name) = name.to_str().filter(|name| kind == FileKind::File && !is_editors_own(name)) else {
                continue;
            };
            if let Ok(Some(bytes)) = folder.read(name, MAX_TEXT_LEN_BYTES) {
                claimed.extend(ids::claimed(&SourcePath::new(&format!("{below}/{name}")), &bytes));
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
    let root = desk.root();
    // All of them are there and no link before the first is written.
    for folder in [ARTICLES, "content/media", "seeds"] {
        match root.folder(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(disk("open", &root.shown(folder), error));
            }
            _ => {}
        }
    }
    let folder = make_folder(root, ARTICLES)?;
    let raw_file = keep_raw(root, document, bytes)?;
    shelf.texts();
    let mut n = 1;
    loop {
        let id = if n == 1 { composed.id.to_string() } else { format!("{}-{n}", composed.id) };
        let name = format!("{id}.md");
        n += 1;
        if id_is_taken(root, &id) || shelf.claimed.contains(&ids::normalised(&id)) {
            continue;
        }
        let picture = match picture.and_then(|bytes| Some((bytes, picture::ending(bytes)?))) {
            Some((bytes, ending)) => Some(keep_picture(root, &id, ending, bytes)?),
            None => None,
        };
        if !write_new(&folder, &name, composed.to_file(&raw_file, picture.as_deref()).as_bytes())? {
            continue;
        }
        let article = folder.shown(&name);
        shelf.by_sha256.insert(composed.sha256.clone(), article.clone());
        composed.duplicate_of = place_among(shelf.texts(), &id, &composed);
        let taken = (n > 2).then(|| composed.id.clone());
        return Ok(Done::Written { article, composed, taken });
    }
}

/// An id names one thing: a record may have it too. What cannot be looked at may be one.
fn id_is_taken(root: &ConfinedDir, id: &str) -> bool {
    let Ok(content) = root.folder("content") else { return true };
    let folders = content.entries().unwrap_or_default().into_iter().filter(|(_, kind)| *kind == FileKind::Folder);
    folders.into_iter().filter_map(|(name, _)| name.into_string().ok()).any(|folder| {
        let name = format!("{folder}/{id}.md");
        !matches!(content.stat(&name), Ok(None))
    })
}

/// Keeps the raw document in seeds/, as the evidence it is, unless it stands in the project already. Returns its name
/// relative to the project: a path of the machine would be published.
fn keep_raw(root: &ConfinedDir, document: &Document, bytes: &[u8]) -> Result<String, ImportError> {
    if let Place::File(path) = &document.place
        && let (Ok(full), Ok(root)) = (path.canonicalize(), root.path().canonicalize())
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

fn keep_picture(root: &ConfinedDir, id: &str, ending: &str, bytes: &[u8]) -> Result<String, ImportError> {
    let kept = keep(root, "content/media", &format!("{id}.{ending}"), bytes)?;
    Ok(kept.trim_start_matches("content/").to_owned())
}

/// Writes bytes under a name, or the next that is free; bytes that stand there already are left. Returns the name.
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
    root.make_folder(folder, |_| ()).map_err(|source| disk("make", &root.shown(folder), source))
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
                return Err(Unreadable::because("it is not an ordinary file; hand it over as `-` with --name").into());
            }
            if metadata.len() > format.limit_bytes {
                return Err(too_large(metadata.len()).into());
            }
            let read = files::read_ordinary(path, format.limit_bytes).map_err(|source| disk("read", path, source))?;
            read.ok_or_else(|| disk("read", path, io::ErrorKind::NotFound.into()))?
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
            let is_beside = full.starts_with(folder.canonicalize().ok()?);
            if is_beside { files::read_ordinary(&full, limit).ok()?? } else { return None }
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

fn write_new(folder: &ConfinedDir, name: &str, bytes: &[u8]) -> Result<bool, ImportError> {
    folder.write_new(name, bytes).map_err(|source| disk("write", &folder.shown(name), source))
}

fn disk(doing: &'static str, path: &Path, source: io::Error) -> ImportError {
    if is_not_confined(&source) {
        return EditError::Outside(path.to_owned()).into();
    }
    ImportError::Disk { doing, path: path.to_owned(), source }
}
