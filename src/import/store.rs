//! Writes imported articles: never over a file, whole or not at all. The only part of import that touches the disk.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::compose::{ComposeError, Composed, Given, compose};
use crate::base::files;
use crate::model::Id;
use crate::source::snapshot::MAX_TEXT_LEN_BYTES;

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
}

/// Why a document was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The document is at fault.
    #[error("{0}")]
    Content(#[from] ComposeError),
    /// It is too large.
    #[error("it has {} MiB, more than the {} MiB that a build reads", .0 >> 20, MAX_TEXT_LEN_BYTES >> 20)]
    TooLarge(u64),
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

/// The articles there are, by the SHA-256 of what they were made from.
pub struct Shelf {
    root: PathBuf,
    by_sha256: BTreeMap<String, PathBuf>,
}

impl Shelf {
    /// Reads which documents the project has imported.
    ///
    /// # Errors
    /// When the folder of articles cannot be made or read.
    pub fn open(root: &Path) -> Result<Self, ImportError> {
        let folder = root.join("content/articles");
        fs::create_dir_all(&folder).map_err(|source| disk("make", &folder, source))?;
        let mut by_sha256 = BTreeMap::new();
        for entry in fs::read_dir(&folder).map_err(|source| disk("read", &folder, source))?.flatten() {
            let Ok(text) = fs::read_to_string(entry.path()) else { continue };
            if let Some(sha256) = stated_sha256(&text) {
                by_sha256.insert(sha256, entry.path());
            }
        }
        Ok(Self { root: root.to_owned(), by_sha256 })
    }
}

/// Returns the SHA-256 that an article's front matter names.
fn stated_sha256(text: &str) -> Option<String> {
    let front = text.strip_prefix("---")?.split("\n---").next()?;
    let (_, rest) = front.split_once("sha256:")?;
    let hex: String =
        rest.trim_start().trim_start_matches(['"', '\'']).chars().take_while(char::is_ascii_hexdigit).collect();
    (hex.len() == 64).then_some(hex)
}

/// Imports one document.
///
/// # Errors
/// Why it was not imported; nothing is left behind then.
pub fn import(shelf: &mut Shelf, path: &Path, given: &Given) -> Result<Done, ImportError> {
    let metadata = fs::metadata(path).map_err(|source| disk("read", path, source))?;
    if metadata.len() > MAX_TEXT_LEN_BYTES {
        return Err(ImportError::TooLarge(metadata.len()));
    }
    let bytes = fs::read(path).map_err(|source| disk("read", path, source))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let composed = compose(&name, &bytes, given)?;
    if let Some(article) = shelf.by_sha256.get(&composed.sha256) {
        return Ok(Done::Known(article.clone()));
    }
    let raw_file = keep_raw(&shelf.root, path, &name, &bytes)?;
    let file = composed.to_file(&raw_file);
    let mut n = 1;
    loop {
        let id = if n == 1 { composed.id.to_string() } else { format!("{}-{n}", composed.id) };
        let article = shelf.root.join("content/articles").join(format!("{id}.md"));
        n += 1;
        if id_is_taken(&shelf.root, &id) || !write_new(&article, file.as_bytes())? {
            continue;
        }
        shelf.by_sha256.insert(composed.sha256.clone(), article.clone());
        let taken = (n > 2).then(|| composed.id.clone());
        return Ok(Done::Written { article, composed: Box::new(composed), taken });
    }
}

/// An id names one thing: a record may have it too.
fn id_is_taken(root: &Path, id: &str) -> bool {
    let Ok(folders) = fs::read_dir(root.join("content")) else { return false };
    folders.flatten().any(|folder| folder.path().join(format!("{id}.md")).exists())
}

/// Keeps the raw document in seeds/, as the evidence it is, unless it stands in the project already. Returns its name
/// relative to the project: a path of the machine would be published.
fn keep_raw(root: &Path, path: &Path, name: &str, bytes: &[u8]) -> Result<String, ImportError> {
    if let (Ok(full), Ok(root)) = (path.canonicalize(), root.canonicalize())
        && let Ok(inside) = full.strip_prefix(&root)
    {
        return Ok(inside.to_string_lossy().replace('\\', "/"));
    }
    let folder = root.join("seeds");
    fs::create_dir_all(&folder).map_err(|source| disk("make", &folder, source))?;
    let (stem, extension) =
        name.rsplit_once('.').map_or((name, String::new()), |(stem, extension)| (stem, format!(".{extension}")));
    let mut n = 1;
    loop {
        let name = if n == 1 { format!("{stem}{extension}") } else { format!("{stem}-{n}{extension}") };
        let kept = folder.join(&name);
        n += 1;
        if fs::read(&kept).is_ok_and(|known| known == bytes) || write_new(&kept, bytes)? {
            return Ok(format!("seeds/{name}"));
        }
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<bool, ImportError> {
    files::write_new(path, bytes).map_err(|source| disk("write", path, source))
}

fn disk(doing: &'static str, path: &Path, source: io::Error) -> ImportError {
    ImportError::Disk { doing, path: path.to_owned(), source }
}
