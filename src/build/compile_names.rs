//! Records -> the registry, and the lexicon that texts are matched with.

use std::sync::Arc;

use super::content_files::ContentFiles;
use super::session::Session;
use crate::base::{KeyBuilder, StageOutput};
use crate::config::SiteConfig;
use crate::registry::{self, Lexicon, Registry};

/// The records as entities, and their names.
pub(super) type CompiledNames = StageOutput<(Arc<Registry>, Arc<Lexicon>)>;

/// Compiles the registry and the lexicon.
pub(super) fn compile_names(content: &ContentFiles, config: &SiteConfig, session: &Session<'_>) -> Arc<CompiledNames> {
    let mut key = KeyBuilder::new("registry");
    key.add(&config.kinds).key(content.articles.names);
    for record in &content.records {
        key.key(record.key);
    }
    session.registry.get_or(key.finish(), || {
        let articles: Vec<_> = content.articles.iter().map(|article| (&article.id, &article.file)).collect();
        let mut registry = registry::compile_registry(content.records.clone(), &config.kinds, &articles);
        let mut lexicon = registry::lexicon::compile_lexicon(&registry.value, &config.kinds);
        registry.diagnostics.append(&mut lexicon.diagnostics);
        StageOutput { value: (Arc::new(registry.value), Arc::new(lexicon.value)), diagnostics: registry.diagnostics }
    })
}
