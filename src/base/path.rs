//! Names of files in the project folder and places inside them.
//!
//! Invariant: a [`SourcePath`] is relative to the project's root, uses `/`, never climbs out of it, and is in Unicode form
//! NFC, in whatever form the disk or an author writes it: two names that look alike are one name. `disk_names` knows
//! what the disk calls it.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::key::{KeyBuilder, Keyed};

/// A file of the project folder, relative to its root, with `/` between the parts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Makes the name of a file from its parts joined by `/`; empty, `.` and `..` parts are dropped, accents composed.
    #[must_use]
    pub fn new(path: &str) -> Self {
        let path = composed(path);
        let path = path.as_ref();
        let clean = |part: &&str| !part.is_empty() && *part != "." && *part != "..";
        if path.split('/').all(|part| clean(&part)) {
            return Self(Arc::from(path));
        }
        Self(Arc::from(path.split('/').filter(clean).collect::<Vec<_>>().join("/")))
    }

    /// Returns the whole name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the part after the last `/`.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// Returns the file name without its last extension.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Returns the last extension, without its dot; empty where there is none.
    #[must_use]
    pub fn extension(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

/// Returns a name in Unicode form NFC: macOS hands out names whose accents are signs of their own.
#[must_use]
pub fn composed(name: &str) -> Cow<'_, str> {
    match is_nfc_quick(name.chars()) {
        IsNormalized::Yes => name.into(),
        IsNormalized::No | IsNormalized::Maybe => name.nfc().collect::<String>().into(),
    }
}

impl Serialize for SourcePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for SourcePath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(&String::deserialize(deserializer)?))
    }
}

impl Borrow<str> for SourcePath {
    /// A path is ordered and hashed as its text.
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", self.0)
    }
}

/// A stretch of a file: byte offsets into the file as it is on disk, `end` exclusive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The file.
    pub file: SourcePath,
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// Makes the place `start..end` of `file`.
    #[must_use]
    pub fn new(file: &SourcePath, start: usize, end: usize) -> Self {
        Self { file: file.clone(), start, end: end.max(start) }
    }

    /// Names a whole file, for what is wrong with the file rather than with a place in it.
    #[must_use]
    pub fn whole(file: &SourcePath) -> Self {
        Self::new(file, 0, 0)
    }
}

impl Keyed for SourcePath {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.text(self.as_str());
    }
}

impl Keyed for Span {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { file, start, end } = self;
        key.add(file).add(start).add(end);
    }
}
