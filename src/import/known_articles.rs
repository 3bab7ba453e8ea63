//! The articles that the project has already: which documents they were made from, which ids are used, what they say.
//!
//! `store` asks it before it writes, so that a document is imported once, whatever its file is called and in whichever
//! export it comes. Reads the project, changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::compose::ComposedArticle;
use super::duplicates::{self, DuplicateIndex};
use super::error::{DiskOperation, ImportError, disk};
use super::extracted_document::{DocumentKey, RawIdentity};
use crate::base::SourcePath;
use crate::base::confined::{ConfinedDir, FileKind};
use crate::model::Id;
use crate::parse::ids;
use crate::source::limits::MAX_TEXT_LEN_BYTES;
use crate::source::walk::is_editor_file;

/// The articles of the project; by default none, for documents that are read without one.
#[derive(Default)]
pub(crate) struct KnownArticles {
    pub(super) root: PathBuf,
    /// Articles by the file and place that they were made from.
    by_identity: BTreeMap<RawIdentity, PathBuf>,
    /// Articles by the number that their source gave them: the same document in another export.
    by_number: BTreeMap<String, PathBuf>,
    /// Ids of table records, former ids, and ids in files that cannot be read.
    claimed_ids: BTreeSet<String>,
    /// The articles' texts, read when the first new document arrives, so that a run without new documents does not pay
    /// for it.
    texts: Option<DuplicateIndex>,
}

impl KnownArticles {
    /// Reads which documents the project has imported.
    ///
    /// # Errors
    /// If the folder of articles cannot be read.
    pub(crate) fn open(root: &Path) -> Result<Self, ImportError> {
        let open = ConfinedDir::open(root).map_err(|source| disk(DiskOperation::Read, root, source))?;
        let mut known = Self {
            root: root.to_owned(),
            by_identity: BTreeMap::new(),
            by_number: BTreeMap::new(),
            claimed_ids: claimed_ids(&open),
            texts: None,
        };
        if let Some(folder) =
            articles_folder(&open).map_err(|source| disk(DiskOperation::Read, &root.join(ARTICLES), source))?
        {
            let names = articles(&folder).map_err(|source| disk(DiskOperation::Read, folder.path(), source))?;
            for name in names {
                if let Some(identity) = text_of(&folder, &name).as_deref().and_then(stated_identity) {
                    known.insert(identity, folder.display_path(&name));
                }
            }
        }
        Ok(known)
    }

    /// Adds an article.
    pub(super) fn insert(&mut self, identity: RawIdentity, article: PathBuf) {
        if let Some(DocumentKey::Number(number)) = &identity.key {
            self.by_number.insert(number.clone(), article.clone());
        }
        self.by_identity.insert(identity, article);
    }

    /// Returns the article that was made from a document.
    pub(super) fn find(&self, identity: &RawIdentity) -> Option<&PathBuf> {
        let by_number = || match &identity.key {
            Some(DocumentKey::Number(number)) => self.by_number.get(number),
            Some(DocumentKey::Place(_)) | None => None,
        };
        self.by_identity.get(identity).or_else(by_number)
    }

    /// Returns whether a record in a table, a former id or a broken file may use an id.
    pub(super) fn claims(&self, id: &str) -> bool {
        self.claimed_ids.contains(&ids::fold_id(id))
    }

    /// Reads the texts of the articles, unless they were read already: before anything is written.
    pub(super) fn read_texts(&mut self) {
        self.texts();
    }

    /// Adds the text of an article and returns the article that it duplicates.
    pub(super) fn find_original_and_insert(&mut self, id: &str, composed: &ComposedArticle) -> Option<Id> {
        let sketch = duplicates::sketch(id, &composed.to_file("", None))?;
        self.texts().find_original_and_insert(sketch)
    }

    /// Returns the articles' texts, for the search for duplicates. Articles that cannot be read are skipped.
    fn texts(&mut self) -> &mut DuplicateIndex {
        let root = &self.root;
        self.texts.get_or_insert_with(|| texts_of(root))
    }
}

/// The folder of articles, relative to the project's root.
pub(super) const ARTICLES: &str = "content/articles";

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

/// Returns the document that an article's front matter names, as `compose` writes it. The front matter is searched and
/// not parsed, so that an article with a slip in it is still known.
fn stated_identity(text: &str) -> Option<RawIdentity> {
    let front = text.strip_prefix("---")?.split("\n---").next()?;
    let (_, rest) = front.split_once("sha256:")?;
    let rest = rest.trim_start().trim_start_matches(['"', '\'']);
    let n_digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
    let (sha256, rest) = rest.split_at(n_digits);
    let key = rest
        .trim_start_matches(['"', '\'', ',', ' ', '\r', '\n'])
        .strip_prefix("document:")
        .and_then(|value| written_key(value.trim_start()));
    (n_digits == 64).then(|| RawIdentity { sha256: sha256.to_ascii_lowercase(), key })
}

/// Reads the value of `document:` at the start of a text.
fn written_key(text: &str) -> Option<DocumentKey> {
    let mut quoted = serde_json::Deserializer::from_str(text).into_iter::<String>();
    let value = match text.chars().next()? {
        '"' => quoted.next()?.ok()?,
        '\'' => text[1..].split('\'').next()?.to_owned(),
        _ => text.split(['\n', '}', ',']).next()?.trim().to_owned(),
    };
    (!value.is_empty()).then(|| DocumentKey::read(&value))
}
