//! Names of files in the project folder and places inside them.
//!
//! Invariant: a [`SourcePath`] is relative to the project's root, uses `/`, and never climbs out of it.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A file of the project folder, relative to its root, with `/` between the parts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Makes the name of a file from its parts joined by `/`; empty, `.` and `..` parts are dropped.
    #[must_use]
    pub fn new(path: &str) -> Self {
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
