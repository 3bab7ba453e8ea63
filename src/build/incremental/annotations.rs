//! Delta 2: published articles + decisions + names -> the annotations of each article, and its summary.
//!
//! If only single articles changed, the previous lists are copied and their entries replaced. If names or decisions
//! changed, every article is looked up, and those that the change cannot affect keep their annotations.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::annotator::Annotator;
use super::articles::{ArticleFile, Articles, PORTION};
use super::cached_annotation::ArticleAnnotation;
use crate::base::Key;
use crate::link::ArticleSummary;
use crate::model::{ArticleIx, List};
use crate::parse::{Article, DecisionsByArticle};
use crate::views::AnnotatedText;

/// The annotations of the published articles, in order of id, with the inputs they were computed from.
pub struct AnnotatedCorpus {
    files: Arc<List<ArticleIx, Arc<ArticleFile>>>,
    lexicon: Key,
    language: Key,
    decisions: DecisionsByArticle,
    /// The annotations.
    pub annotations: Arc<List<ArticleIx, Arc<ArticleAnnotation>>>,
    /// The articles with their annotations; the same values as in `annotations`.
    pub texts: Arc<List<ArticleIx, Arc<AnnotatedText<Article>>>>,
    /// The summaries of the articles, in the same order.
    pub summaries: Arc<List<ArticleIx, Arc<ArticleSummary>>>,
    /// Indices of articles that must be compared with the rest of the dossier.
    pub cross_check_indexes: BTreeSet<ArticleIx>,
}

/// The inputs of annotations.
#[derive(Clone, Copy)]
pub struct AnnotationsInput<'a> {
    /// The articles.
    pub articles: &'a Articles,
    /// People's decisions about single mentions.
    pub decisions: &'a DecisionsByArticle,
    /// The names and the site's language.
    pub annotator: &'a Annotator<'a>,
}

/// Annotates and summarises the articles.
#[must_use]
pub fn update(previous: Option<&Arc<AnnotatedCorpus>>, input: AnnotationsInput<'_>) -> Arc<AnnotatedCorpus> {
    let AnnotationsInput { articles, decisions, annotator } = input;
    let language = annotator.language_key;
    let files = &articles.published;
    let comparable = previous.filter(|previous| previous.files.len() == files.len());
    let alike = |previous: &&Arc<AnnotatedCorpus>| {
        (previous.lexicon, previous.language) == (annotator.lexicon.key, language) && previous.decisions == *decisions
    };
    let annotation = |file: &Arc<ArticleFile>| {
        let article = file.checked.value.as_ref()?;
        let decided = decisions.get(article.id.as_str()).map_or(&[][..], Vec::as_slice);
        Some(annotator.annotate_article(file, article, decided))
    };
    let annotations: Arc<List<ArticleIx, Arc<ArticleAnnotation>>> = match comparable.filter(alike) {
        Some(previous) if Arc::ptr_eq(&previous.files, files) => return Arc::clone(previous),
        Some(previous) => {
            let mut annotations = List::clone(&previous.annotations);
            for index in changed_indexes(&previous.files, files) {
                annotations[index] = annotation(&files[index]).unwrap_or_else(|| Arc::clone(&annotations[index]));
            }
            Arc::new(annotations)
        }
        None => Arc::new(files.par_iter().with_max_len(PORTION).filter_map(annotation).collect::<Vec<_>>().into()),
    };
    let changed = comparable.map(|previous| changed_indexes(&previous.annotations, &annotations));
    let (texts, summaries, cross_check) = match comparable.zip(changed) {
        Some((previous, changed)) if changed.is_empty() => {
            (Arc::clone(&previous.texts), Arc::clone(&previous.summaries), previous.cross_check_indexes.clone())
        }
        Some((previous, changed)) => {
            let (mut texts, mut summaries) = (List::clone(&previous.texts), List::clone(&previous.summaries));
            let mut cross_check = previous.cross_check_indexes.clone();
            for index in changed {
                texts[index] = Arc::clone(&annotations[index].text);
                summaries[index] = Arc::clone(&annotations[index].summary);
                if annotations[index].needs_cross_check {
                    cross_check.insert(index)
                } else {
                    cross_check.remove(&index)
                };
            }
            (Arc::new(texts), Arc::new(summaries), cross_check)
        }
        None => (
            Arc::new(annotations.iter().map(|annotation| Arc::clone(&annotation.text)).collect()),
            Arc::new(annotations.iter().map(|annotation| Arc::clone(&annotation.summary)).collect()),
            ArticleIx::number(annotations.iter())
                .filter(|(_, annotation)| annotation.needs_cross_check)
                .map(|(index, _)| index)
                .collect(),
        ),
    };
    let (lexicon, files) = (annotator.lexicon.key, Arc::clone(files));
    Arc::new(AnnotatedCorpus {
        files,
        lexicon,
        language,
        decisions: decisions.clone(),
        annotations,
        texts,
        summaries,
        cross_check_indexes: cross_check,
    })
}

/// Returns the indices at which two lists of equal length differ.
fn changed_indexes<T>(previous: &List<ArticleIx, Arc<T>>, now: &List<ArticleIx, Arc<T>>) -> Vec<ArticleIx> {
    let pairs = ArticleIx::number(previous.iter().zip(now));
    pairs.filter(|(_, (a, b))| !Arc::ptr_eq(a, b)).map(|(index, _)| index).collect()
}
