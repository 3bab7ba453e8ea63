//! The list of the files that a build wrote, kept in the output folder: what a later build may skip, replace or delete.
//!
//! Depends neither on the machine nor on the clock, so that two builds of one dossier give the same folder, byte for byte.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use crate::base::Key;
use crate::base::confined::is_confined;

/// Name of the file in the output folder.
pub const FILE: &str = ".dossier-manifest.json";

/// What a build wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Every file, by route.
    pub files: BTreeMap<String, ManifestEntry>,
    /// Files that an unfinished build is replacing, by route: key and length of the previous bytes.
    pub replaced: BTreeMap<String, (Key, u64)>,
}

/// A file that a build wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestEntry {
    /// Key of the page; `None` while a build that replaces it has not finished.
    pub key: Option<Key>,
    /// Key of the bytes.
    pub content: Key,
    /// Length in bytes.
    pub len: u64,
}

#[derive(Deserialize)]
struct StoredManifest {
    dossier: u32,
    files: BTreeMap<String, (String, String, u64)>,
    #[serde(default)]
    before: BTreeMap<String, (String, u64)>,
}

/// Serialises the entries one by one: a copy of all of them would be a twentieth of what a large build holds.
#[derive(Serialize)]
struct SerializedManifest<'a> {
    dossier: u32,
    #[serde(serialize_with = "one_by_one")]
    files: &'a BTreeMap<&'a str, (&'a ManifestEntry, bool)>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    before: BTreeMap<&'a str, (String, u64)>,
}

fn one_by_one<S: Serializer>(
    files: &&BTreeMap<&str, (&ManifestEntry, bool)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(files.iter().map(|(route, (entry, is_certain))| {
        let key = entry.key.filter(|_| *is_certain).map(|key| key.to_string()).unwrap_or_default();
        (route, (key, entry.content.to_string(), entry.len))
    }))
}

const VERSION: u32 = 1;

impl Manifest {
    /// Reads a manifest. Routes that lead out of the folder are ignored. An unreadable manifest, or one of another
    /// version, is treated as listing files with unknown content: they are dossier's own, and are all written again.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let written: StoredManifest = serde_json::from_slice(bytes).ok()?;
        let known = written.dossier == VERSION;
        let files =
            written.files.into_iter().filter(|(route, _)| is_confined(route)).map(|(route, (key, content, len))| {
                let key = Key::parse(&key).filter(|_| known);
                (route, ManifestEntry { key, content: Key::parse(&content).unwrap_or_default(), len })
            });
        let before = written.before.into_iter().filter(|(route, _)| is_confined(route));
        let before = before.filter_map(|(route, (content, len))| Some((route, (Key::parse(&content)?, len))));
        Some(Self { files: files.collect(), replaced: before.collect() })
    }

    /// Writes the manifest.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        write(&self.files.iter().map(|(route, entry)| (route.as_str(), (entry, true))).collect(), BTreeMap::new())
    }

    /// Writes the manifest used while files are moved to their places. It lists all previous files and those of `next`, and
    /// marks the moved ones as to be rendered again.
    #[must_use]
    pub fn pending<'a>(&'a self, next: &'a Self, moved: impl Iterator<Item = &'a str>) -> Vec<u8> {
        let all = self.files.iter().chain(&next.files);
        let mut files: BTreeMap<&str, (&ManifestEntry, bool)> =
            all.map(|(route, entry)| (route.as_str(), (entry, true))).collect();
        let mut before = BTreeMap::new();
        for route in moved {
            if let Some((_, is_certain)) = files.get_mut(route) {
                *is_certain = false;
            }
            if let Some(old) = self.files.get(route) {
                before.insert(route, (old.content.to_string(), old.len));
            }
        }
        write(&files, before)
    }
}

fn write(files: &BTreeMap<&str, (&ManifestEntry, bool)>, before: BTreeMap<&str, (String, u64)>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(128 * files.len());
    // Text keys and plain values always serialise.
    let _ = serde_json::to_writer(&mut bytes, &SerializedManifest { dossier: VERSION, files, before });
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_back_and_never_climbs() {
        let entry = ManifestEntry { key: Some(Key::of(b"k")), content: Key::of(b"c"), len: 3 };
        let manifest = Manifest { files: BTreeMap::from([("a/b.html".to_owned(), entry)]), ..Manifest::default() };
        assert_eq!(Manifest::parse(&manifest.to_bytes()).as_ref(), Some(&manifest));
        let bytes = Manifest::default().pending(&manifest, std::iter::once("a/b.html"));
        let entry = ManifestEntry { key: None, content: Key::of(b"c"), len: 3 };
        let moving = Manifest { files: BTreeMap::from([("a/b.html".to_owned(), entry)]), ..Manifest::default() };
        assert_eq!(Manifest::parse(&bytes).as_ref(), Some(&moving));
        assert_eq!(moving.pending(&manifest, std::iter::empty()), manifest.to_bytes());
        let other = ManifestEntry { key: None, content: Key::of(b"d"), len: 4 };
        let next = Manifest { files: BTreeMap::from([("a/b.html".to_owned(), other)]), ..Manifest::default() };
        let pending = manifest.pending(&next, std::iter::once("a/b.html"));
        let read = Manifest::parse(&pending).expect("a manifest");
        assert_eq!(read.replaced.get("a/b.html"), Some(&(Key::of(b"c"), 3)));
        let hostile = br#"{"dossier":1,"files":{"../../etc/passwd":["","",1],"/x":["","",1]}}"#;
        assert_eq!(Manifest::parse(hostile), Some(Manifest::default()));
        assert_eq!(Manifest::parse(b"{"), None);
    }
}
