//! A site as a build left it in its folder: packed, copied to another folder, or compared with what is published.
//!
//! It takes only the files that the build wrote; whatever else lies in the folder stays there. Copying is [`sync`]: it writes what
//! differs, deletes what an earlier copy wrote, and leaves no file half written.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::manifest::{self, Manifest};
use super::output::disk_error;
use super::site_archive::write_archive;
use super::sync::{PublishError, SyncOutcome, sync};
use crate::base::confined::ConfinedDir;
use crate::model::Route;
use crate::pages::{KeyedPage, PageKind};
use crate::render::Artifact;

/// A larger file is none of a site.
const MAX_FILE_LEN_BYTES: u64 = 1 << 32;

/// A site that a build wrote.
pub(crate) struct FinishedSite {
    folder: ConfinedDir,
    manifest: Manifest,
}

/// What must change so that another place holds the site: routes, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct SiteChanges<'a> {
    /// Files that are new or differ.
    pub(crate) changed: Vec<&'a str>,
    /// Files of the other place that the site does not have.
    pub(crate) gone: Vec<&'a str>,
}

impl FinishedSite {
    /// Opens the folder that a build wrote.
    ///
    /// # Errors
    /// If it cannot be read, or no build wrote it.
    pub(crate) fn open(output: &Path) -> Result<Self, PublishError> {
        let failed = |source| disk_error(output.to_owned(), source);
        let folder = ConfinedDir::open(output).map_err(failed)?;
        let bytes = folder.read(manifest::FILE, MAX_FILE_LEN_BYTES).map_err(failed)?;
        let manifest = bytes.and_then(|bytes| Manifest::parse(&bytes));
        Ok(Self { folder, manifest: manifest.ok_or_else(|| PublishError::Damaged(output.to_owned()))? })
    }

    /// Returns how many files it has.
    pub(crate) fn n_files(&self) -> usize {
        self.manifest.files.len()
    }

    /// Returns how long its files are together.
    pub(crate) fn len_bytes(&self) -> u64 {
        self.manifest.files.values().map(|entry| entry.len).sum()
    }

    /// Returns how long some of its files are together.
    pub(crate) fn len_bytes_of(&self, routes: &[&str]) -> u64 {
        routes.iter().filter_map(|route| self.manifest.files.get(*route)).map(|entry| entry.len).sum()
    }

    /// Packs it as a ZIP file.
    ///
    /// # Errors
    /// If a file cannot be read, or `out` cannot be written.
    pub(crate) fn pack(&self, out: &mut dyn Write) -> io::Result<()> {
        write_archive(out, self.manifest.files.keys().map(String::as_str), &|route| self.read(route))
    }

    /// Makes a folder hold it: writes what differs, deletes only what an earlier copy wrote there.
    ///
    /// # Errors
    /// If the folder holds something else, is in use, or a disk refuses; each file there is then the old or the new one.
    pub(crate) fn copy_to(&self, target: &Path, project: &Path) -> Result<SyncOutcome, PublishError> {
        let keyed = |(route, entry): (&String, &manifest::ManifestEntry)| KeyedPage {
            route: Route::new(route),
            key: entry.content,
            kind: PageKind::Media,
        };
        let pages: Vec<KeyedPage> = self.manifest.files.iter().map(keyed).collect();
        let unread: Mutex<Option<PublishError>> = Mutex::default();
        let draw = |page: &KeyedPage| {
            let bytes = self.read(page.route.as_str()).map_err(|source| {
                if let Ok(mut first) = unread.lock() {
                    let path = self.folder.display_path(page.route.as_str());
                    first.get_or_insert(PublishError::Unreadable { path, source });
                }
            });
            // Without bytes the file that is there stays.
            Arc::new(Artifact { bytes: bytes.ok(), diagnostics: Vec::new() })
        };
        let outcome = sync(target, project, &pages, &draw)?;
        match unread.into_inner() {
            Ok(Some(error)) => Err(error),
            _ => Ok(outcome),
        }
    }

    /// Compares it with what is published at another place, as the manifest there says; `None` if that is another dossier: both
    /// have articles, and none in common.
    pub(crate) fn changes<'a>(&'a self, published: &'a Manifest) -> Option<SiteChanges<'a>> {
        let is_article = |route: &&String| route.starts_with("articles/") && *route != "articles/index.html";
        let there: BTreeSet<&String> = published.files.keys().filter(is_article).collect();
        let here: BTreeSet<&String> = self.manifest.files.keys().filter(is_article).collect();
        if !there.is_empty() && !here.is_empty() && there.is_disjoint(&here) {
            return None;
        }
        let is_same = |route: &String, entry: &manifest::ManifestEntry| {
            let is_that = |old: &manifest::ManifestEntry| (old.content, old.len) == (entry.content, entry.len);
            // Without a key it may be the file before: a publication was interrupted.
            published.files.get(route).is_some_and(|old| old.key.is_some() && is_that(old))
        };
        let changed = self.manifest.files.iter().filter(|(route, entry)| !is_same(route, entry));
        let gone = published.files.keys().filter(|route| !self.manifest.files.contains_key(*route));
        Some(SiteChanges {
            changed: changed.map(|(route, _)| route.as_str()).collect(),
            gone: gone.map(String::as_str).collect(),
        })
    }

    /// Returns the manifest that the other place needs while the changes are made: it lists all files that may be there.
    pub(crate) fn pending(&self, published: &Manifest, changes: &SiteChanges<'_>) -> Vec<u8> {
        published.pending(&self.manifest, changes.changed.iter().copied())
    }

    fn read(&self, route: &str) -> io::Result<Vec<u8>> {
        let bytes = self.folder.read(route, MAX_FILE_LEN_BYTES)?;
        bytes.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "the file is gone; build again"))
    }
}
