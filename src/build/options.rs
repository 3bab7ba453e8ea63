//! The options of a build.

use std::sync::Arc;

use super::given_annotations::GivenAnnotations;
use crate::base::{KeyBuilder, Keyed};

/// The options of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PipelineOptions {
    /// Whether drafts are published.
    pub drafts: bool,
    /// The site's address, instead of the one in site.yaml.
    pub base_url: Option<String>,
    /// What the build is for.
    pub mode: BuildMode,
    /// Annotations that were made elsewhere.
    pub given: Arc<GivenAnnotations>,
}

impl Keyed for PipelineOptions {
    /// The mode is left out: it changes what is kept and redacted, not the content of a published site.
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { drafts, base_url, mode: _, given } = self;
        key.add(drafts).add(base_url).key(given.key());
    }
}

/// What a build is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BuildMode {
    /// One of several builds with the same [`Memo`](super::Memo): keeps what the next one can use.
    #[default]
    Incremental,
    /// The only build with its memo: keeps nothing, and computes nothing that only a next build could use.
    Once,
    /// The only build with its memo, without redaction, for commands that edit files and need the original offsets. The
    /// result contains what is withheld and must not be published.
    AsWritten,
}
