//! The annotations of one text, cached with their inputs.
//!
//! The values of [`super::annotator`]. An article has its own cell; the cells of other texts are in a table of the
//! session.

use std::sync::{Arc, Mutex, OnceLock};

use crate::annotate::Annotations;
use crate::annotate::decisions::UnappliedDecision;
use crate::base::Key;
use crate::link::ArticleSummary;
use crate::parse::Article;
use crate::registry::TextFootprint;
use crate::views::AnnotatedText;

/// The result of annotating one text.
#[derive(Debug)]
pub struct AnnotationResult {
    /// The annotations.
    pub annotated: Arc<Annotations>,
    /// The message of the panic that ended annotation; there are no annotations then.
    pub panic_message: Option<String>,
    /// Decisions that could not be applied.
    pub unapplied_decisions: Vec<UnappliedDecision>,
    /// Whether they were made elsewhere.
    pub is_given: bool,
    /// Key of the annotations.
    pub key: Key,
}

/// An article with everything that is computed from it alone.
#[derive(Debug)]
pub struct ArticleAnnotation {
    /// The article with its annotations.
    pub text: Arc<AnnotatedText<Article>>,
    /// The annotations, with errors.
    pub result: Arc<AnnotationResult>,
    /// What the rest of the site may use of it.
    pub summary: Arc<ArticleSummary>,
    /// Whether it has links, raw HTML or pins, which must be checked against the rest of the dossier.
    pub needs_cross_check: bool,
}

/// The inputs of annotations, apart from the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnnotationInputs {
    /// Key of the lexicon.
    pub lexicon: Key,
    /// Key of the language and of the decisions about this text.
    pub language_and_decisions: Key,
}

/// The last annotations of a text, and its words that a lexicon may match.
#[derive(Debug)]
pub struct CachedAnnotation<T> {
    /// The words of the text that a lexicon may match; computed once, and only if another build may follow.
    pub footprint: OnceLock<TextFootprint>,
    /// The last annotations, with their inputs.
    pub cached: Mutex<Option<(AnnotationInputs, Arc<T>)>>,
}

impl<T> Default for CachedAnnotation<T> {
    fn default() -> Self {
        Self { footprint: OnceLock::new(), cached: Mutex::new(None) }
    }
}
