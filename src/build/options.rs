//! What a caller may ask of a build, beside the files.

/// The options of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PipelineOptions {
    /// Whether drafts are published.
    pub drafts: bool,
    /// The site's address, instead of the one in site.yaml.
    pub base_url: Option<String>,
    /// What the build is for.
    pub mode: BuildMode,
}

/// What a build is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BuildMode {
    /// One of several builds with the same [`Memo`](super::Memo): keeps what the next one can use.
    #[default]
    Incremental,
    /// The only build with its memo: keeps nothing, and makes nothing that only a next build could use.
    Once,
    /// The only build with its memo, without redaction, for commands that edit files and need every offset as it is in the
    /// file. The result names what is withheld and must not be published.
    AsWritten,
}
