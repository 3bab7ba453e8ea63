//! What was found in one text, kept with what it was computed from.
//!
//! The values of [`super::annotator`]. An article keeps its own cell; the cells of other texts are in a table of the
//! session.

use std::sync::{Arc, Mutex, OnceLock};

use crate::annotate::Annotations;
use crate::annotate::decisions::UnappliedDecision;
use crate::base::Key;
use crate::link::ArticleSummary;
use crate::parse::Article;
use crate::registry::TextFootprint;
use crate::views::AnnotatedText;

/// What was found in one text.
#[derive(Debug)]
pub struct AnnotationResult {
    /// The annotations.
    pub annotated: Arc<Annotations>,
    /// The message of the panic that ended the search; there are no annotations then.
    pub panic_message: Option<String>,
    /// Decisions that could not be applied.
    pub unapplied_decisions: Vec<UnappliedDecision>,
    /// Key of the annotations.
    pub key: Key,
}

/// An article with everything that follows from its own words.
#[derive(Debug)]
pub struct ArticleAnnotation {
    /// The article with its annotations.
    pub text: Arc<AnnotatedText<Article>>,
    /// The annotations, with what went wrong.
    pub result: Arc<AnnotationResult>,
    /// What the rest of the site may know of it.
    pub summary: Arc<ArticleSummary>,
    /// Whether it has links, raw HTML or pins, which must be compared with the rest of the dossier.
    pub needs_cross_check: bool,
}

/// What annotations were computed from, beside the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnnotationInputs {
    /// Key of the lexicon.
    pub lexicon: Key,
    /// Key of the language and of the decisions about this text.
    pub language_and_decisions: Key,
}

/// The last annotations of a text, and the words of it that a lexicon may match.
#[derive(Debug)]
pub struct CachedAnnotation<T> {
    /// What of a lexicon the text can see; made once, and only if another build may follow.
    pub footprint: OnceLock<TextFootprint>,
    /// The last annotations, with their inputs.
    pub cached: Mutex<Option<(AnnotationInputs, Arc<T>)>>,
}

impl<T> Default for CachedAnnotation<T> {
    fn default() -> Self {
        Self { footprint: OnceLock::new(), cached: Mutex::new(None) }
    }
}
