//! Articles that come from elsewhere -> their annotations with the names of a dossier: what `dossier annotate` does.
//!
//! The same stages as a build up to the annotations, so that an article gets what it would get in the dossier, redaction
//! included. Nothing here compares articles with each other: a result does not depend on which articles are together in a
//! batch, and so batches may run on any machine in any order.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::compile_names::compile_names;
use super::incremental::annotator::Annotator;
use super::incremental::articles::{FOLDER, PORTION};
use super::incremental::cached_annotation::AnnotationResult;
use super::options::PipelineOptions;
use super::parse_content::parse_content;
use super::session::Memo;
use super::settings::configuration;
use crate::annotate::Annotations;
use crate::base::{Diagnostic, Key, KeyBuilder, SourcePath, panic_boundary};
use crate::config::{SiteConfig, site as site_file};
use crate::model::Rights;
use crate::parse::attached_rows::{RELATIONS_FILE, ROLES_FILE};
use crate::parse::{self, Article, decisions};
use crate::redact::Protection;
use crate::registry::Registry;
use crate::say;
use crate::source::Snapshot;

/// The annotated articles of one batch.
pub struct AnnotatedBatch {
    /// site.yaml.
    pub config: SiteConfig,
    /// The records.
    pub registry: Arc<Registry>,
    /// The articles with their annotations, in order of id.
    pub texts: Vec<(Arc<Article>, Arc<Annotations>)>,
    /// The diagnostics of site.yaml, the records and the articles, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is certain what the records withhold. If not, nothing of the batch may be passed on.
    pub protection: Protection,
}

/// Annotates the articles of a snapshot. Batches that share a memo parse the records once.
#[must_use]
pub fn annotate_batch(snapshot: &Snapshot, options: &PipelineOptions, memo: &Memo) -> AnnotatedBatch {
    let session = memo.session(options.mode);
    let config = configuration(snapshot, options);
    let parsed = parse_content(snapshot, config.value, options, &session);
    let names = compile_names(&parsed.files, &parsed.config, &session);
    let (registry, lexicon) = &names.value;
    let annotator = Annotator::new(lexicon, &parsed.config.language, None, false);
    let articles: Vec<&Arc<Article>> = parsed.files.articles.iter().collect();
    let results: Vec<Arc<AnnotationResult>> = articles
        .par_iter()
        .with_max_len(PORTION)
        .map(|article| {
            let decisions = parsed.files.decisions.get(article.id.as_str()).map_or(&[][..], Vec::as_slice);
            annotator.annotate_alone(article, decisions)
        })
        .collect();
    let failures = articles.iter().zip(&results).filter_map(|(article, result)| {
        let left = say!(en: "which is left out", fr: "qui est omis");
        Some(panic_boundary::panic_diagnostic(&article.file, &left, result.panic_message.as_ref()?))
    });
    let diagnostics = [&snapshot.diagnostics, &config.diagnostics, &parsed.diagnostics, &names.diagnostics];
    let mut diagnostics: Vec<Diagnostic> = diagnostics.into_iter().flatten().cloned().chain(failures).collect();
    diagnostics = parsed.redacted_files.map_to_original(diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    let withheld_files = parsed.files.unpublished_files().collect();
    let protection = Protection::of(diagnostics, &withheld_files, &parsed.config.kinds);
    session.keep_tables();
    AnnotatedBatch {
        registry: Arc::clone(registry),
        texts: articles.into_iter().cloned().zip(results.iter().map(|result| Arc::clone(&result.annotated))).collect(),
        diagnostics: protection.diagnostics,
        protection: protection.value,
        config: parsed.config,
    }
}

/// The files of a dossier that names depend on.
pub struct LexiconFiles {
    /// site.yaml, the files that records are read from, their roles and relations, and people's decisions.
    pub files: Snapshot,
    /// Number of records that are withheld. Their names are in the files too, since they keep others from being linked.
    pub n_withheld: usize,
    /// Ids of the articles that decisions are about.
    pub decided_articles: BTreeSet<String>,
    /// Number of these articles that are not published whole, or not there: decisions quote their words.
    pub n_partial: usize,
    /// The diagnostics of these files, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is certain what the records withhold.
    pub protection: Protection,
}

impl LexiconFiles {
    /// Returns the key of the files: where it is the same, texts are annotated alike.
    #[must_use]
    pub fn key(&self) -> Key {
        let mut key = KeyBuilder::new("lexicon");
        self.files.files.values().for_each(|file| _ = key.key(file.id));
        key.finish()
    }
}

/// Selects the files of a dossier that names depend on.
#[must_use]
pub fn lexicon_files(snapshot: &Snapshot) -> LexiconFiles {
    let mut files = snapshot.clone();
    files.files.retain(|path, _| !path.as_str().starts_with(FOLDER) && !path.as_str().starts_with("themes/"));
    let batch = annotate_batch(&files, &PipelineOptions::default(), &Memo::default());
    let public = batch.registry.entities.iter().map(|entity| &entity.record);
    let records: BTreeSet<&SourcePath> =
        public.chain(&batch.registry.withheld).map(|record| &record.span.file).collect();
    let others = [site_file::FILE, decisions::FILE, ROLES_FILE, RELATIONS_FILE];
    files.files.retain(|path, _| records.contains(path) || others.contains(&path.as_str()));
    let path = SourcePath::new(decisions::FILE);
    let decided = files.files.get(&path).map(|file| decisions::parse(&path, &file.bytes).value.mentions);
    let decided_articles: BTreeSet<String> = decided.into_iter().flatten().map(|(article, _)| article).collect();
    let is_whole = |id: &&String| {
        let path = SourcePath::new(&format!("{FOLDER}{id}.md"));
        let file = snapshot.files.get(&path);
        let article = file.and_then(|file| parse::article::parse_with(&path, &file.bytes, batch.config.rights).value);
        article.is_some_and(|article| !article.draft && article.rights == Rights::Full)
    };
    LexiconFiles {
        n_withheld: batch.registry.withheld.len(),
        n_partial: decided_articles.iter().filter(|id| !is_whole(id)).count(),
        decided_articles,
        diagnostics: batch.diagnostics,
        protection: batch.protection,
        files,
    }
}
