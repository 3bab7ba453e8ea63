//! The record of the last build, kept in the project: if nothing changed since, the next build only repeats its report.
//!
//! A build is a pure function of the files it reads, its options and the program, so one key of all of them shows whether
//! something changed. The folder has a .gitignore, is never published and may be deleted at any time. The report quotes
//! sources, so the record is kept in the project and not next to the manifest in the published folder.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::base::confined::ConfinedDir;
use crate::base::{Diagnostic, Key};

/// Name of the folder in the project.
pub(crate) const FOLDER: &str = ".dossier";
const FILE: &str = "last-build.json";
/// A larger file was not written by dossier: ten thousand diagnostics take about four megabytes.
const MAX_LEN_BYTES: u64 = 256 << 20;

/// The last build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildRecord {
    /// Key of all inputs.
    pub inputs_key: Key,
    /// Key of the manifest that it left in the output folder.
    pub manifest: Key,
    /// Its report.
    pub summary: BuildSummary,
}

/// The report of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildSummary {
    /// The output folder that site.yaml names.
    pub output: String,
    /// How many articles there are.
    pub n_articles: usize,
    /// How many records.
    pub n_records: usize,
    /// How many files were published.
    pub n_files: usize,
    /// How many names await a decision.
    pub n_reviews: usize,
    /// How many dates await a decision.
    pub n_uncertain_dates: usize,
    /// How many quotations await a decision about their speaker.
    pub n_uncertain_speakers: usize,
    /// How many drafts were left out.
    pub n_drafts: usize,
    /// Problems with the content.
    pub diagnostics: Vec<Diagnostic>,
}

#[derive(Serialize, Deserialize)]
struct StoredBuildRecord {
    made_of: String,
    manifest: String,
    said: BuildSummary,
}

impl BuildRecord {
    /// Reads the record of a project; `None` if there is none or it is damaged.
    #[must_use]
    pub fn read(project: &Path) -> Option<Self> {
        Self::parse(&open(project)?.read(FILE, MAX_LEN_BYTES).ok()??)
    }

    /// Writes the record. If that fails, the next build runs in full.
    pub fn write(&self, project: &Path) {
        let Ok(folder) = ConfinedDir::open(project).and_then(|root| root.make_folder(FOLDER, |_| ())) else { return };
        let _ = folder.write_new(".gitignore", b"*\n");
        let _ = folder.replace(FILE, &self.to_bytes());
    }

    /// Deletes partial writes of a killed build.
    pub fn sweep(project: &Path) {
        if let Some(folder) = open(project) {
            folder.remove_temporary_files();
        }
    }

    /// Deletes the record of the last build, and partial writes of a killed build.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn forget(project: &Path) -> io::Result<()> {
        Self::sweep(project);
        open(project).map_or(Ok(()), |folder| folder.remove(FILE).map(drop))
    }

    /// The first line is the key of the rest, so that a damaged file is ignored.
    fn to_bytes(&self) -> Vec<u8> {
        let (made_of, manifest) = (self.inputs_key.to_string(), self.manifest.to_string());
        // Text keys and plain values always serialise.
        let rest = serde_json::to_vec(&StoredBuildRecord { made_of, manifest, said: self.summary.clone() })
            .unwrap_or_default();
        [format!("{}\n", Key::of(&rest)).as_bytes(), &rest].concat()
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let at = bytes.iter().position(|byte| *byte == b'\n')?;
        let (sum, rest) = (std::str::from_utf8(&bytes[..at]).ok()?, &bytes[at + 1..]);
        if Key::parse(sum)? != Key::of(rest) {
            return None;
        }
        let StoredBuildRecord { made_of, manifest, said } = serde_json::from_slice(rest).ok()?;
        Some(Self { inputs_key: Key::parse(&made_of)?, manifest: Key::parse(&manifest)?, summary: said })
    }
}

/// Opens the folder, unless it is a link.
fn open(project: &Path) -> Option<ConfinedDir> {
    ConfinedDir::open(project).and_then(|root| root.folder(FOLDER)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Code, Message, SourcePath, Span};

    fn last() -> BuildRecord {
        let span = Span::new(&SourcePath::new("content/a.md"), 3, 7);
        let said = |text: &str| Message { en: text.to_owned(), fr: format!("{text} !") };
        let diagnostic =
            Diagnostic::new(Code::BadDate, span.clone(), said("`x` \u{e9}")).related(span, said("ici")).help(said("y"));
        let said = BuildSummary {
            output: "public".to_owned(),
            n_files: 3,
            diagnostics: vec![diagnostic],
            ..BuildSummary::default()
        };
        BuildRecord { inputs_key: Key::of(b"a"), manifest: Key::of(b"b"), summary: said }
    }

    #[test]
    fn what_was_written_is_read_and_one_wrong_byte_is_enough_not_to_believe_it() {
        let bytes = last().to_bytes();
        assert_eq!(BuildRecord::parse(&bytes), Some(last()));
        for at in 0..bytes.len() {
            let mut wrong = bytes.clone();
            wrong[at] ^= 1;
            assert_eq!(BuildRecord::parse(&wrong), None, "byte {at}");
            assert_eq!(BuildRecord::parse(&bytes[..at]), None, "the first {at} bytes");
        }
    }

    #[test]
    fn git_leaves_it_alone() {
        let project = tempfile::tempdir().expect("temporary folder");
        assert_eq!(BuildRecord::read(project.path()), None);
        last().write(project.path());
        assert_eq!(BuildRecord::read(project.path()), Some(last()));
        assert_eq!(std::fs::read_to_string(project.path().join(".dossier/.gitignore")).expect("written"), "*\n");
    }
}
