//! Names of files in the project folder, and spans in them.
//!
//! Invariant: a [`SourcePath`] is relative to the project's root, uses `/`, never leaves it, and is in Unicode form NFC
//! however the disk or an author spells it: names that look alike are equal. `disk_names` finds the spelling on disk.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::key::{KeyBuilder, Keyed};

/// A file in the project folder: a path relative to its root, with `/` as separator.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Makes a path from parts joined by `/`. Drops empty, `.` and `..` parts and composes accents.
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

    /// Returns the whole path.
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

    /// Returns the last extension without its dot; empty if there is none.
    #[must_use]
    pub fn extension(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

/// Returns a name in Unicode form NFC: macOS lists names with accents as separate combining characters.
#[must_use]
pub(crate) fn composed(name: &str) -> Cow<'_, str> {
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
    /// A path is ordered and hashed like its text.
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

/// A range of bytes in a file, as it is on disk; `end` is exclusive.
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
    /// Makes the span `start..end` of `file`.
    #[must_use]
    pub fn new(file: &SourcePath, start: usize, end: usize) -> Self {
        Self { file: file.clone(), start, end: end.max(start) }
    }

    /// Makes a span for a whole file, when no place in it is to blame.
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
