//! Writes the imported articles: each completely or not at all, and never over a file. Keeps the raw documents.
//!
//! Articles are written in the order given, so that ids do not depend on the number of threads. Reading and composing
//! is done before, in `pipeline`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::compose::ComposedArticle;
use super::error::{DiskOperation, ImportError, disk};
use super::extracted_document::ExtractionError;
use super::known_articles::{ARTICLES, KnownArticles};
use super::picture;
use super::text::charset::{sha256_hex, sha256_of};
use crate::base::confined::{ConfinedDir, FileKind};
use crate::edit::EditSession;
use crate::model::Id;
use crate::say;

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

/// A raw document, to be kept as evidence.
#[derive(Clone, Debug)]
pub(crate) struct RawFile {
    /// Its file; `None` if it came from an archive or standard input.
    pub(crate) path: Option<PathBuf>,
    /// The path below seeds/ to keep it under.
    pub(crate) name: String,
    /// Its bytes; `None` for a container, which is copied from `path`.
    pub(crate) bytes: Option<Arc<[u8]>>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub(crate) sha256: String,
}

/// An article that can be written.
#[derive(Clone, Debug)]
pub(crate) struct NewArticle {
    /// What it was made from.
    pub(crate) raw: Arc<RawFile>,
    /// The article.
    pub(crate) composed: Box<ComposedArticle>,
    /// Its lead picture.
    pub(crate) picture: Option<Vec<u8>>,
}

/// Writes articles, or in a dry run only determines the result.
pub(super) struct ArticleStore<'k> {
    pub(super) known: &'k mut KnownArticles,
    pub(super) is_dry_run: bool,
    /// Where raw files were kept in this run, by their SHA-256: a file of 500 documents is kept once.
    pub(super) kept_raw: BTreeMap<String, String>,
    /// The articles of a dry run, if they are wanted.
    pub(super) kept: Option<KeptArticles>,
}

/// The articles of a dry run, up to a number of bytes.
#[derive(Default)]
pub(super) struct KeptArticles {
    pub(super) articles: Vec<NewArticle>,
    n_bytes: usize,
    limit_bytes: usize,
    /// The raw documents that were counted.
    raw: BTreeSet<String>,
}

impl KeptArticles {
    pub(super) fn up_to(limit_bytes: usize) -> Self {
        Self { limit_bytes, ..Self::default() }
    }

    /// Counts an article.
    ///
    /// # Errors
    /// If it would be too much.
    fn count(&mut self, new: &NewArticle) -> Result<(), ImportError> {
        let is_new = !self.raw.contains(&new.raw.sha256);
        let raw = new.raw.bytes.as_ref().filter(|_| is_new).map_or(0, |bytes| bytes.len());
        let n_bytes = self.n_bytes + raw + new.composed.n_bytes() + new.picture.as_ref().map_or(0, Vec::len);
        if n_bytes > self.limit_bytes {
            let limit = self.limit_bytes >> 20;
            let reason = say!(en: "all together would take more than {limit} MiB; take fewer, or use `dossier import`", fr: "le tout prendrait plus de {limit} Mio ; prenez moins de fichiers, ou passez par `dossier import`");
            return Err(ExtractionError::because(reason).into());
        }
        self.n_bytes = n_bytes;
        self.raw.insert(new.raw.sha256.clone());
        Ok(())
    }
}

impl ArticleStore<'_> {
    /// Writes an article, unless its document is known.
    ///
    /// # Errors
    /// If the project cannot be written.
    pub(super) fn add(&mut self, new: NewArticle) -> Result<ImportOutcome, ImportError> {
        // The same document may occur twice in one batch.
        if let Some(article) = self.known.find(&new.composed.identity) {
            return Ok(ImportOutcome::AlreadyImported(article.clone()));
        }
        if !self.is_dry_run {
            return self.write(new);
        }
        if let Some(kept) = &mut self.kept {
            kept.count(&new)?;
        }
        let mut composed = new.composed;
        let article = PathBuf::from(format!("{ARTICLES}/{}.md", composed.id));
        self.known.insert(composed.identity.clone(), article);
        composed.duplicate_of = self.known.find_original_and_insert(composed.id.as_str(), &composed);
        if let Some(kept) = &mut self.kept {
            kept.articles.push(NewArticle { raw: new.raw, composed: composed.clone(), picture: new.picture });
        }
        Ok(ImportOutcome::WouldWrite(composed))
    }

    fn write(&mut self, new: NewArticle) -> Result<ImportOutcome, ImportError> {
        let NewArticle { raw, mut composed, picture } = new;
        let session = EditSession::lock(&self.known.root)?;
        let root = session.root();
        // Check before anything is written that no existing folder is a link out of the project.
        for folder in [ARTICLES, "content/media", "seeds"] {
            match root.folder(folder) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(disk(DiskOperation::Open, &root.display_path(folder), error));
                }
                _ => {}
            }
        }
        let folder = make_folder(root, ARTICLES)?;
        let raw_file = match self.kept_raw.get(&raw.sha256) {
            Some(kept) => kept.clone(),
            None => keep_raw(root, &raw)?,
        };
        self.kept_raw.insert(raw.sha256.clone(), raw_file.clone());
        self.known.read_texts();
        let mut n = 1;
        loop {
            let id = if n == 1 { composed.id.to_string() } else { format!("{}-{n}", composed.id) };
            let name = format!("{id}.md");
            n += 1;
            if id_is_taken(root, &id) || self.known.claims(&id) {
                continue;
            }
            let picture = match picture.as_deref().and_then(|bytes| Some((bytes, picture::ending(bytes)?))) {
                Some((bytes, ending)) => Some(keep_picture(root, &id, ending, bytes)?),
                None => None,
            };
            if !write_new(&folder, &name, composed.to_file(&raw_file, picture.as_deref()).as_bytes())? {
                continue;
            }
            let article = folder.display_path(&name);
            self.known.insert(composed.identity.clone(), article.clone());
            composed.duplicate_of = self.known.find_original_and_insert(&id, &composed);
            let taken = (n > 2).then(|| composed.id.clone());
            return Ok(ImportOutcome::Written { article, composed, taken });
        }
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

/// Copies the raw document to seeds/ as evidence, unless it is there already. Returns its path relative to the project,
/// because the path is published and must not reveal the machine's folders.
fn keep_raw(root: &ConfinedDir, raw: &RawFile) -> Result<String, ImportError> {
    if let Some(path) = &raw.path
        && let (Ok(full), Ok(seeds)) = (path.canonicalize(), root.path().join(SEEDS).canonicalize())
        && let Ok(inside) = full.strip_prefix(&seeds)
    {
        return Ok(format!("{SEEDS}/{}", inside.to_string_lossy().replace('\\', "/")));
    }
    match (&raw.bytes, &raw.path) {
        (Some(bytes), _) => {
            keep(root, SEEDS, &raw.name, &raw.sha256, &mut |folder, name| folder.write_new(name, bytes))
        }
        (None, Some(path)) => {
            keep(root, SEEDS, &raw.name, &raw.sha256, &mut |folder, name| folder.copy_new(name, &mut File::open(path)?))
        }
        (None, None) => Err(ExtractionError::because(
            say!(en: "the container is no longer open", fr: "l’archive n’est plus ouverte"),
        )
        .into()),
    }
}

/// The folder of raw documents, relative to the project's root.
const SEEDS: &str = "seeds";

fn keep_picture(root: &ConfinedDir, id: &str, ending: &str, bytes: &[u8]) -> Result<String, ImportError> {
    let name = format!("{id}.{ending}");
    let kept =
        keep(root, "content/media", &name, &sha256_hex(bytes), &mut |folder, name| folder.write_new(name, bytes))?;
    Ok(kept.trim_start_matches("content/").to_owned())
}

/// Writes a file under a name, or a numbered name if it is taken; `write` returns whether the name was free. A file with
/// the same SHA-256 is reused. Returns the path.
fn keep(
    root: &ConfinedDir,
    folder: &str,
    name: &str,
    sha256: &str,
    write: &mut dyn FnMut(&ConfinedDir, &str) -> io::Result<bool>,
) -> Result<String, ImportError> {
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
        let written =
            write(&parent, &name).map_err(|source| disk(DiskOperation::Write, &parent.display_path(&name), source))?;
        let is_same = || {
            let known = parent.open_file(&name).ok().flatten();
            known.and_then(|(mut file, _)| sha256_of(&mut file).ok()).is_some_and(|known| known == sha256)
        };
        if written || is_same() {
            return Ok(format!("{folder}/{name}"));
        }
    }
}

fn make_folder(root: &ConfinedDir, folder: &str) -> Result<ConfinedDir, ImportError> {
    root.make_folder(folder, |_| ()).map_err(|source| disk(DiskOperation::Create, &root.display_path(folder), source))
}

fn write_new(folder: &ConfinedDir, name: &str, bytes: &[u8]) -> Result<bool, ImportError> {
    folder.write_new(name, bytes).map_err(|source| disk(DiskOperation::Write, &folder.display_path(name), source))
}
