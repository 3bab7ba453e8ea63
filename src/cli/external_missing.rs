//! `dossier check --external` in a build without the feature `external-links`: an error that names the feature. It
//! requests nothing; `external.rs` replaces this file when the feature is on.

use std::collections::BTreeMap;

use super::args::GlobalOptions;
use super::project::Project;
use super::{Exit, Failure};
use crate::base::Diagnostic;
use crate::say;

/// Refuses: this build contains no HTTP client.
pub(super) fn findings(
    _: &GlobalOptions,
    _: &Project,
    _: &BTreeMap<String, Vec<usize>>,
) -> Result<Vec<Diagnostic>, Failure> {
    Err(Failure::new(
        Exit::Usage,
        say!(
            en: "this dossier was built without `check --external`",
            fr: "ce programme a été compilé sans `check --external`",
        ),
        say!(
            en: "install one that has it: `cargo install --path . --features external-links`",
            fr: "installez-en un qui l’a : `cargo install --path . --features external-links`",
        ),
    ))
}
