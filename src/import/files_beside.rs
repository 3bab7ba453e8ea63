//! The files beside a document, in the same folder or the same archive: pictures of a saved page, the files that a list
//! of references names. The only way in which a document may make the import read another file.
//!
//! A document is not trusted: a name that leads out of the document's own folder, also through a link, is not read.

use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::byte_source::ByteSource;
use super::inputs::{DocumentOrigin, stays_inside};
use super::zip_container::ZipContainer;
use crate::base::files;

/// The files beside one document.
#[derive(Clone, Debug, Default)]
pub(crate) enum FilesBeside {
    /// Those in a folder.
    Folder(PathBuf),
    /// Those in an archive, whose path is the second value, below a path that ends in `/` or is empty.
    Archive(ByteSource, PathBuf, String),
    /// None: the document came alone.
    #[default]
    None,
}

impl FilesBeside {
    /// Returns the files beside a document.
    pub(super) fn of(origin: &DocumentOrigin) -> Self {
        match origin {
            DocumentOrigin::File(path) => path.parent().map_or(Self::None, |folder| Self::Folder(folder.to_owned())),
            DocumentOrigin::Archive(place) => {
                let folder = place.entry.name.rsplit_once('/').map_or("", |(folder, _)| folder);
                let below = if folder.is_empty() { String::new() } else { format!("{folder}/") };
                Self::Archive(place.source.clone(), place.label.clone(), below)
            }
            DocumentOrigin::Stdin(_) | DocumentOrigin::Unavailable(_) | DocumentOrigin::Repetition => Self::None,
        }
    }

    /// Reads a file of at most `limit_bytes` under a relative path; `None` if there is none, or it leads elsewhere.
    pub(super) fn read(&self, name: &str, limit_bytes: u64) -> Option<Vec<u8>> {
        if !stays_inside(name) {
            return None;
        }
        match self {
            Self::Folder(_) => files::read_regular_file(&self.path_of(name)?, limit_bytes).ok()?,
            Self::Archive(archive, _, below) => {
                let mut package = ZipContainer::open(BufReader::new(archive.open().ok()?)).ok()?;
                package.read_named(&format!("{below}{name}"), limit_bytes).ok()?
            }
            Self::None => None,
        }
    }

    /// Returns what distinguishes a file from all others, as `DocumentOrigin::identity` does; `None` if there is none.
    pub(super) fn identity_of(&self, name: &str) -> Option<PathBuf> {
        match self {
            Self::Folder(_) => self.path_of(name),
            Self::Archive(_, label, below) => stays_inside(name).then(|| label.join(format!("{below}{name}"))),
            Self::None => None,
        }
    }

    /// Returns the canonical path of a file in the document's folder; `None` if there is none, or it leads elsewhere.
    pub(super) fn path_of(&self, name: &str) -> Option<PathBuf> {
        let Self::Folder(folder) = self else { return None };
        if !stays_inside(name) {
            return None;
        }
        let folder = folder.canonicalize().ok()?;
        let path: PathBuf = folder.join(Path::new(name)).canonicalize().ok()?;
        path.starts_with(&folder).then_some(path)
    }
}
