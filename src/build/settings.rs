//! site.yaml and the files of themes -> the configuration and the theme.

use std::sync::Arc;

use super::options::PipelineOptions;
use super::session::Session;
use crate::base::{KeyBuilder, SourcePath, StageOutput};
use crate::config::{SiteConfig, site as site_file};
use crate::parse;
use crate::source::Snapshot;
use crate::theme::{self, Theme};

/// Reads site.yaml; options take precedence.
pub(super) fn configuration(snapshot: &Snapshot, options: &PipelineOptions) -> StageOutput<SiteConfig> {
    let path = SourcePath::new(site_file::FILE);
    let bytes = snapshot.files.get(&path).map(|file| Arc::clone(&file.bytes)).unwrap_or_default();
    let mut checked = match parse::decode(&path, &bytes) {
        Ok(text) => site_file::parse(text),
        Err(diagnostic) => {
            let mut checked = site_file::parse("");
            checked.diagnostics.insert(0, *diagnostic);
            checked
        }
    };
    if let Some(base_url) = &options.base_url {
        checked.value.base_url =
            if base_url.is_empty() { String::new() } else { format!("{}/", base_url.trim_end_matches('/')) };
    }
    checked
}

/// Loads the theme; `themes` are the files below themes/.
pub(super) fn load_theme(
    themes: &Snapshot,
    config: &SiteConfig,
    session: &Session<'_>,
) -> Arc<StageOutput<Arc<Theme>>> {
    let mut key = KeyBuilder::new("theme files");
    key.text(&config.theme).add(&config.theme_span).add(&config.language);
    for file in themes.files.values() {
        key.key(file.id);
    }
    session.themes.get_or(key.finish(), || {
        let checked = theme::load(themes, config);
        StageOutput { value: Arc::new(checked.value), diagnostics: checked.diagnostics }
    })
}
