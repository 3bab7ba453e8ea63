//! Which file of the content claims an id, or may claim it. Hidden, broken and skipped files have no page, but must not
//! be overwritten either. Pure.

use std::collections::BTreeMap;

use crate::base::SourcePath;
use crate::parse::ids;
use crate::source::Snapshot;

/// The files of a project by the ids that they claim.
pub struct IdClaims {
    files: BTreeMap<String, Vec<SourcePath>>,
}

impl IdClaims {
    /// Reads all files of the content.
    #[must_use]
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut files: BTreeMap<String, Vec<SourcePath>> = BTreeMap::new();
        for (path, file) in snapshot.below("content/") {
            for id in ids::claimed_ids(path, &file.bytes) {
                files.entry(id).or_default().push(path.clone());
            }
        }
        Self { files }
    }

    /// Returns a file that claims an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&SourcePath> {
        self.files.get(&ids::fold_id(id))?.first()
    }

    /// Returns a file other than `own` that claims an id.
    #[must_use]
    pub fn find_other(&self, id: &str, own: &SourcePath) -> Option<&SourcePath> {
        self.files.get(&ids::fold_id(id))?.iter().find(|path| *path != own)
    }
}
