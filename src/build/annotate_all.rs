//! Parsed content + names -> every text with its annotations: articles, records, free pages.
//!
//! Articles go through a delta ([`annotations`]); the few other texts are looked up one by one.

use std::sync::Arc;

use rayon::prelude::*;

use super::given_annotations::GivenAnnotations;
use super::incremental::annotations::{self, AnnotatedCorpus, AnnotationsInput};
use super::incremental::annotator::{Annotator, annotated_page, failure, text_key};
use super::incremental::cached_annotation::{AnnotationResult, CachedAnnotation};
use super::incremental::lexicon_diff;
use super::parse_content::ParsedContent;
use super::session::Session;
use crate::annotate::{Annotations, unapplied};
use crate::base::{Diagnostic, Key, SourcePath};
use crate::model::{EntityIx, LangTag, List};
use crate::parse::{Body, FreePage};
use crate::registry::{Lexicon, Registry};
use crate::views::AnnotatedText;

/// Every text with its annotations.
pub(super) struct AnnotatedTexts {
    pub(super) corpus: Arc<AnnotatedCorpus>,
    /// The records' texts, by entity.
    pub(super) records: List<EntityIx, Arc<Annotations>>,
    pub(super) pages: Vec<AnnotatedText<FreePage>>,
    pub(super) front: Option<AnnotatedText<FreePage>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Annotates every text.
pub(super) fn annotate_all(
    ParsedContent { files: content, config, .. }: &ParsedContent,
    (registry, lexicon): &(Arc<Registry>, Arc<Lexicon>),
    given: &GivenAnnotations,
    session: &Session<'_>,
) -> AnnotatedTexts {
    let previous = session.previous.as_ref();
    let change = lexicon_diff::update(previous.map(|previous| &*previous.lexicon), lexicon);
    let annotator =
        Annotator::new(lexicon, &config.language, change, session.is_incremental()).with_given(given, registry);
    let (articles, decisions) = (&*content.articles, &content.decisions);
    let input = AnnotationsInput { articles, decisions, annotator: &annotator };
    let corpus = annotations::update(previous.map(|previous| &previous.corpus), input);
    let annotate = |key: Key, file: &SourcePath, body: &Body, language: &LangTag| {
        let cell = session.texts.get_or(text_key(key, language), CachedAnnotation::default);
        annotator.annotate_text(&cell, file, body, language)
    };
    let records: Vec<(&SourcePath, Arc<AnnotationResult>)> = registry
        .entities
        .par_iter()
        .map(|entity| {
            let (file, body) = (&entity.record.span.file, &entity.record.body);
            (file, annotate(entity.key, file, body, &config.language))
        })
        .collect();
    let page = |(key, page): &(Key, Arc<FreePage>)| {
        let language = page.language.as_ref().unwrap_or(&config.language);
        let found = annotate(*key, &page.file, &page.body, language);
        (annotated_page(*key, page, &found), found)
    };
    let pages: Vec<_> = content.pages.iter().map(page).collect();
    let front = content.front.as_ref().map(page);
    let of_pages = pages.iter().chain(&front).map(|(page, found)| (&page.document.file, found));
    let of_articles = corpus.annotations.iter().map(|article| (&article.text.document.file, &article.result));
    let all = records.iter().map(|(file, found)| (*file, found)).chain(of_pages).chain(of_articles);
    let failures = all.filter_map(|(file, found)| failure(file, found));
    let unapplied = corpus
        .annotations
        .iter()
        .map(|article| (article.text.document.id.as_str(), article.result.unapplied_decisions.as_slice()));
    let mut diagnostics =
        unapplied::report_unapplied_decisions(decisions, unapplied, &content.articles.drafts, lexicon);
    diagnostics.extend(failures);
    AnnotatedTexts {
        records: records.iter().map(|(_, found)| Arc::clone(&found.annotated)).collect(),
        pages: pages.into_iter().map(|(page, _)| page).collect(),
        front: front.map(|(page, _)| page),
        corpus,
        diagnostics,
    }
}
