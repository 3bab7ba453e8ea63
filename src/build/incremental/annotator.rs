//! Annotates one text, unless its cached annotations are still valid.
//!
//! They are valid while the text, its language, the decisions about it and the lexicon are the same. If the lexicon
//! changed, they are valid if the difference does not affect the text ([`super::lexicon_diff`]).

use std::cell::OnceCell;
use std::sync::{Arc, OnceLock, PoisonError};

use super::articles::ArticleFile;
use super::cached_annotation::{AnnotationInputs, AnnotationResult, ArticleAnnotation, CachedAnnotation};
use super::lexicon_diff::LexiconChange;
use crate::annotate::day_decisions::apply_day_decisions;
use crate::annotate::decisions::{self, DecidedName, UnappliedDecision};
use crate::annotate::entity_linking::DocumentInput;
use crate::annotate::{Annotations, annotate, enrich, find_dates, text_footprint};
use crate::base::{Diagnostic, Key, KeyBuilder, SourcePath, panic_boundary};
use crate::build::given_annotations::GivenAnnotations;
use crate::duplicates::Sketch;
use crate::lang;
use crate::link::{link_checks, summarise};
use crate::model::LangTag;
use crate::parse::text_tokens::TextTokens;
use crate::parse::{Article, Body, Decision, FreePage};
use crate::registry::{Lexicon, Registry};
use crate::say;
use crate::views::AnnotatedText;

/// The inputs of annotation, apart from the text.
pub struct Annotator<'a> {
    /// The names to look for.
    pub lexicon: &'a Lexicon,
    /// The site's language, for texts without one.
    language: &'a LangTag,
    /// Its key.
    pub language_key: Key,
    /// The difference from the names of the previous build.
    lexicon_change: Option<LexiconChange>,
    /// Whether another build may follow, which needs the footprint of each text.
    keeps_footprints: bool,
    /// Annotations that were made elsewhere, and the records that they may name.
    given: Option<(&'a GivenAnnotations, &'a Registry)>,
}

impl<'a> Annotator<'a> {
    /// Takes the names, the site's language, the difference from the previous names, and whether another build may follow.
    #[must_use]
    pub fn new(
        lexicon: &'a Lexicon,
        language: &'a LangTag,
        lexicon_change: Option<LexiconChange>,
        keeps_footprints: bool,
    ) -> Self {
        let language_key = KeyBuilder::new("ruling").text(language.as_str()).finish();
        Self { lexicon, language, language_key, lexicon_change, keeps_footprints, given: None }
    }

    /// Takes annotations that were made elsewhere, and the records of this dossier.
    #[must_use]
    pub fn with_given(self, given: &'a GivenAnnotations, registry: &'a Registry) -> Self {
        Self { given: Some((given, registry)), ..self }
    }

    /// Returns the cached annotations of a text if they are valid; otherwise computes them. `make` receives the previous
    /// ones, and returns them if the result is equal.
    fn annotate_cached<T>(
        &self,
        cell: &CachedAnnotation<T>,
        input: &DocumentInput<'_>,
        decisions: &[Decision],
        make: impl FnOnce(Option<Arc<T>>) -> Arc<T>,
    ) -> Arc<T> {
        let ruling = if decisions.is_empty() {
            self.language_key
        } else {
            KeyBuilder::new("ruling").key(self.language_key).add(&decisions).finish()
        };
        let context = AnnotationInputs { lexicon: self.lexicon.key, language_and_decisions: ruling };
        // Within one build each text is annotated by one thread, so no thread waits for this lock.
        let mut cached = cell.cached.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, answer)) = cached.as_mut()
            && known.language_and_decisions == ruling
            && (known.lexicon == context.lexicon || !self.is_affected(known.lexicon, cell, decisions))
        {
            *known = context;
            return Arc::clone(answer);
        }
        if self.keeps_footprints {
            cell.footprint.get_or_init(|| text_footprint(input));
        }
        let answer = make(cached.take().map(|(_, answer)| answer));
        *cached = Some((context, Arc::clone(&answer)));
        answer
    }

    /// Returns whether the difference from the lexicon that a text was annotated with affects the text or a decision
    /// about it.
    fn is_affected<T>(&self, with: Key, cell: &CachedAnnotation<T>, decisions: &[Decision]) -> bool {
        let Some(change) = self.lexicon_change.as_ref().filter(|change| change.since == with) else {
            return true;
        };
        let decided = decisions.iter().filter_map(|decision| decision.entity.as_ref());
        cell.footprint.get().is_none_or(|footprint| change.diff.affects(footprint))
            || decided.into_iter().any(|id| change.diff.has_id(&id.value))
    }

    /// Annotates an article and summarises it; decisions of people override every rule.
    #[must_use]
    pub fn annotate_article(
        &self,
        file: &ArticleFile,
        article: &Arc<Article>,
        decisions: &[Decision],
    ) -> Arc<ArticleAnnotation> {
        let language = article.language.as_ref().unwrap_or(self.language);
        let decided = decisions::decided_names(article.body.main_text(), decisions, self.lexicon);
        let input = self.input(article, &decided);
        self.annotate_cached(&file.annotation, &input, decisions, |last| {
            let found = self.find(article, &input, decisions);
            // The text is tokenized by now.
            file.sketch_or(|| Sketch::of_article(article, input.tokens()));
            let mut key = KeyBuilder::new("text");
            key.key(file.published_key).text(article.rights.as_str()).key(found.key).text(language.as_str());
            if !self.is_in_project(article) {
                key.text("given");
            }
            let key = key.finish();
            match last
                .filter(|last| last.text.key == key && last.result.unapplied_decisions == found.unapplied_decisions)
            {
                // Equal annotations keep their value, whatever changed in the lexicon, so that no page is rendered again
                // needlessly.
                Some(last) => last,
                None => Arc::new(self.article_annotation(key, article, found, language, input.tokens())),
            }
        })
    }

    /// Annotates an article that is in no dossier: nothing is cached or summarised, which takes a sixth of the time.
    #[must_use]
    pub fn annotate_alone(&self, article: &Article, decisions: &[Decision]) -> Arc<AnnotationResult> {
        let decided = decisions::decided_names(article.body.main_text(), decisions, self.lexicon);
        self.find(article, &self.input(article, &decided), decisions)
    }

    /// Returns whether the project has the file of an article.
    fn is_in_project(&self, article: &Article) -> bool {
        !self.given.is_some_and(|(given, _)| given.has(&article.file))
    }

    fn input<'i>(&'i self, article: &'i Article, decided: &'i [DecidedName]) -> DocumentInput<'i> {
        DocumentInput {
            body: &article.body,
            title: &article.title,
            date: article.date,
            language: lang::data(article.language.as_ref().unwrap_or(self.language)),
            local_aliases: &article.local_aliases,
            unlinked: &article.unlinked,
            decided,
            tokens: OnceCell::new(),
        }
    }

    /// Finds everything in an article, unless that was done elsewhere; decisions of people override every rule.
    fn find(&self, article: &Article, input: &DocumentInput<'_>, decisions: &[Decision]) -> Arc<AnnotationResult> {
        let given = self.given.filter(|_| decisions.is_empty());
        if let Some(annotations) = given.and_then(|(given, registry)| given.of(article, registry)) {
            return result_of(annotations, Vec::new(), None, true);
        }
        let text = article.body.main_text();
        annotate_guarded(|| {
            panic_boundary::failpoint("annotate", article.id.as_str());
            let dates = find_dates(input);
            let names = annotate(input, &dates, self.lexicon);
            let (named, mut orphans) = decisions::apply_name_decisions(names, text, decisions, self.lexicon);
            let (whole, more) = decisions::apply_speech_decisions(
                enrich(named, dates, input, self.lexicon),
                text,
                decisions,
                self.lexicon,
            );
            orphans.extend(more);
            let (whole, more) = apply_day_decisions(whole, text, decisions);
            orphans.extend(more);
            (whole, orphans)
        })
    }

    fn article_annotation(
        &self,
        key: Key,
        article: &Arc<Article>,
        found: Arc<AnnotationResult>,
        language: &LangTag,
        tokens: &TextTokens,
    ) -> ArticleAnnotation {
        let annotated = Arc::clone(&found.annotated);
        let summary = Arc::new(summarise(article, &annotated, lang::data(language), tokens));
        let pinned = !article.local_aliases.is_empty() || !annotated.unused_unlinked.is_empty();
        let leans = pinned || article.picture.is_some() || link_checks::needs_cross_check(&article.file, &article.body);
        let (source, is_whole) = (Arc::clone(article), found.panic_message.is_none());
        let (sentences, words, is_in_project) = (OnceLock::new(), OnceLock::new(), self.is_in_project(article));
        let text =
            Arc::new(AnnotatedText { document: source, annotated, sentences, words, is_whole, is_in_project, key });
        ArticleAnnotation { text, result: found, summary, needs_cross_check: leans }
    }

    /// Annotates a text that is not an article: a record's or a page's.
    #[must_use]
    pub fn annotate_text(
        &self,
        cell: &CachedAnnotation<AnnotationResult>,
        file: &SourcePath,
        body: &Body,
        language: &LangTag,
    ) -> Arc<AnnotationResult> {
        let input = DocumentInput {
            body,
            title: "",
            date: None,
            language: lang::data(language),
            local_aliases: &[],
            unlinked: &[],
            decided: &[],
            tokens: OnceCell::new(),
        };
        self.annotate_cached(cell, &input, &[], |last| {
            let found = annotate_guarded(|| {
                panic_boundary::failpoint("annotate", file.as_str());
                (annotate(&input, &find_dates(&input), self.lexicon), Vec::new())
            });
            last.filter(|last| last.key == found.key).unwrap_or(found)
        })
    }
}

/// Returns the key of the text of a record or page in a language.
#[must_use]
pub fn text_key(key: Key, language: &LangTag) -> Key {
    KeyBuilder::new("text").key(key).text(language.as_str()).finish()
}

/// Returns a free page with its annotations; `key` is that of its file.
#[must_use]
pub fn annotated_page(key: Key, page: &Arc<FreePage>, found: &AnnotationResult) -> AnnotatedText<FreePage> {
    AnnotatedText {
        document: Arc::clone(page),
        annotated: Arc::clone(&found.annotated),
        sentences: OnceLock::new(),
        words: OnceLock::new(),
        is_whole: found.panic_message.is_none(),
        is_in_project: true,
        key: KeyBuilder::new("text").key(key).key(found.key).finish(),
    }
}

/// Reports that annotating a text panicked, now or in an earlier build; does nothing otherwise.
#[must_use]
pub fn failure(file: &SourcePath, found: &AnnotationResult) -> Option<Diagnostic> {
    let panic = found.panic_message.as_ref()?;
    let left = say!(en: "whose last good page stays", fr: "dont la dernière bonne page reste");
    Some(panic_boundary::panic_diagnostic(file, &left, panic))
}

/// Returns the annotations; if finding them panics, none, and the message.
fn annotate_guarded(find: impl FnOnce() -> (Annotations, Vec<UnappliedDecision>)) -> Arc<AnnotationResult> {
    let ((annotated, orphans), failed) = match panic_boundary::catch_panic(find) {
        Ok(found) => (found, None),
        Err(panic) => ((Annotations::default(), Vec::new()), Some(panic)),
    };
    result_of(Arc::new(annotated), orphans, failed, false)
}

fn result_of(
    annotated: Arc<Annotations>,
    unapplied_decisions: Vec<UnappliedDecision>,
    panic_message: Option<String>,
    is_given: bool,
) -> Arc<AnnotationResult> {
    let mut key = KeyBuilder::new("found");
    key.key(annotated.key());
    if let Some(panic) = &panic_message {
        key.text(panic);
    }
    let key = key.finish();
    Arc::new(AnnotationResult { annotated, panic_message, unapplied_decisions, is_given, key })
}
