//! Annotation and what follows from it, memoised.
//!
//! An answer holds while the text, its language, what people decided and the names are the same; and where the names
//! are others, while the text can see none of the difference.

use std::cell::OnceCell;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::memo::{AnnotationInputs, AnnotationResult, ArticleAnnotation, ArticleFile, CachedAnnotation, Memo};
use crate::annotate::decisions::{self, UnappliedDecision};
use crate::annotate::entity_linking::DocumentInput;
use crate::annotate::{Annotations, annotate, enrich, text_footprint};
use crate::base::{Diagnostic, Key, KeyBuilder, SourcePath, panic_boundary};
use crate::config::SiteConfig;
use crate::duplicates::Sketch;
use crate::lang;
use crate::link::{link_checks, summarise};
use crate::model::LangTag;
use crate::parse::{Article, Body, Decision, FreePage};
use crate::registry::{Lexicon, LexiconDiff};
use crate::views::AnnotatedText;

/// What annotating one text needs beside the text.
pub(super) struct Annotator<'a> {
    pub(super) lexicon: &'a Lexicon,
    config: &'a SiteConfig,
    memo: &'a Memo,
    generation: u64,
    /// Key of the site's language.
    pub(super) language: Key,
    /// The names of the build before, and what differs, where they are others.
    lexicon_difference: Option<(Key, LexiconDiff)>,
    /// Texts that are no articles, on which dossier failed.
    failed: Mutex<Vec<Diagnostic>>,
}

impl<'a> Annotator<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, config: &'a SiteConfig, memo: &'a Memo, generation: u64) -> Self {
        let others = memo.previous_build().filter(|before| before.lexicon.key != lexicon.key);
        let lexicon_difference =
            others.map(|before| (before.lexicon.key, LexiconDiff::between(&before.lexicon, lexicon)));
        let language = KeyBuilder::new("ruling").text(config.language.as_str()).finish();
        Self { lexicon, config, memo, generation, language, lexicon_difference, failed: Mutex::default() }
    }

    /// Returns what a text's cell knows, or makes it, from the last answer where there is one.
    fn annotate_cached<T>(
        &self,
        cell: &CachedAnnotation<T>,
        input: &DocumentInput<'_>,
        decisions: &[Decision],
        make: impl FnOnce(Option<Arc<T>>) -> Arc<T>,
    ) -> Arc<T> {
        let ruling = if decisions.is_empty() {
            self.language
        } else {
            KeyBuilder::new("ruling").key(self.language).add(&decisions).finish()
        };
        let context = AnnotationInputs { lexicon: self.lexicon.key, language_and_decisions: ruling };
        // Each text is asked for by one thread of one build at a time: nobody waits for this lock.
        let mut cached = cell.cached.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, answer)) = cached.as_mut()
            && known.language_and_decisions == ruling
            && (known.lexicon == context.lexicon || !self.is_affected(known.lexicon, cell, decisions))
        {
            *known = context;
            return Arc::clone(answer);
        }
        if !self.memo.is_single_build() {
            cell.footprint.get_or_init(|| text_footprint(input));
        }
        let answer = make(cached.take().map(|(_, answer)| answer));
        *cached = Some((context, Arc::clone(&answer)));
        answer
    }

    /// Tells whether a text, or what was decided about it, can see what differs from the names it was read with.
    fn is_affected<T>(&self, with: Key, cell: &CachedAnnotation<T>, decisions: &[Decision]) -> bool {
        let Some((_, difference)) = self.lexicon_difference.as_ref().filter(|(before, _)| *before == with) else {
            return true;
        };
        let decided = decisions.iter().filter_map(|decision| decision.entity.as_ref());
        cell.footprint.get().is_none_or(|sight| difference.affects(sight))
            || decided.into_iter().any(|id| difference.has_id(&id.value))
    }

    /// Annotates an article and summarises it; what people decided about it beats every rule.
    pub(super) fn annotate_article(
        &self,
        file: &ArticleFile,
        article: &Arc<Article>,
        decisions: &[Decision],
    ) -> Arc<ArticleAnnotation> {
        let language = article.language.as_ref().unwrap_or(&self.config.language);
        let input = DocumentInput {
            body: &article.body,
            title: &article.title,
            date: article.date,
            language: lang::data(language),
            local_aliases: &article.local_aliases,
            unlinked: &article.unlinked,
            tokens: OnceCell::new(),
        };
        self.annotate_cached(&file.annotation, &input, decisions, |last| {
            let text = article.body.main_text();
            let found = annotate_guarded(|| {
                panic_boundary::failpoint("annotate", article.id.as_str());
                let (named, mut orphans) =
                    decisions::apply_name_decisions(annotate(&input, self.lexicon), text, decisions, self.lexicon);
                let (whole, more) = decisions::apply_speech_decisions(
                    enrich(named, &input, self.lexicon),
                    text,
                    decisions,
                    self.lexicon,
                );
                orphans.extend(more);
                (whole, orphans)
            });
            // Now that the text is cut into words.
            file.sketch_by(|| Sketch::of_article(article, input.tokens()));
            let key = KeyBuilder::new("text")
                .key(file.published_key)
                .text(article.rights.as_str())
                .key(found.key)
                .text(language.as_str())
                .finish();
            match last
                .filter(|last| last.text.key == key && last.result.unapplied_decisions == found.unapplied_decisions)
            {
                // Equal findings change nothing, whatever changed in the lexicon: no page is drawn again for nothing.
                Some(last) => last,
                None => Arc::new(self.article_annotation(key, article, found, language)),
            }
        })
    }

    fn article_annotation(
        &self,
        key: Key,
        article: &Arc<Article>,
        found: Arc<AnnotationResult>,
        language: &LangTag,
    ) -> ArticleAnnotation {
        let annotated = Arc::clone(&found.annotated);
        let summary = Arc::new(summarise(article, &annotated, lang::data(language).matching()));
        let pinned = !article.local_aliases.is_empty() || !annotated.unused_unlinked.is_empty();
        let leans = pinned || article.picture.is_some() || link_checks::needs_cross_check(&article.file, &article.body);
        let (source, is_whole) = (Arc::clone(article), found.panic_message.is_none());
        let text = Arc::new(AnnotatedText { document: source, annotated, words: OnceLock::new(), is_whole, key });
        ArticleAnnotation { text, result: found, summary, needs_cross_check: leans }
    }

    /// Annotates a text that is no article: a record's, a page's.
    pub(super) fn annotate_text(
        &self,
        key: Key,
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
            tokens: OnceCell::new(),
        };
        let key = KeyBuilder::new("text").key(key).text(language.as_str()).finish();
        let cell = self.memo.texts.get_or_compute(key, self.generation, CachedAnnotation::default);
        let answer = self.annotate_cached(&cell, &input, &[], |last| {
            let found = annotate_guarded(|| {
                panic_boundary::failpoint("annotate", file.as_str());
                (annotate(&input, self.lexicon), Vec::new())
            });
            last.filter(|last| last.key == found.key).unwrap_or(found)
        });
        if let Some(panic) = &answer.panic_message {
            self.failed.lock().unwrap_or_else(PoisonError::into_inner).push(failure(file, panic));
        }
        answer
    }

    /// Returns on which texts dossier failed, once all have been asked for; whether now or in a build before makes no
    /// difference.
    pub(super) fn failures(self, annotations: &[Arc<ArticleAnnotation>]) -> Vec<Diagnostic> {
        let article = |told: &Arc<ArticleAnnotation>| {
            Some(failure(&told.text.document.file, told.result.panic_message.as_ref()?))
        };
        let mut failures = self.failed.into_inner().unwrap_or_else(PoisonError::into_inner);
        failures.extend(annotations.iter().filter_map(article));
        failures
    }

    /// Annotates a free page.
    pub(super) fn annotate_page(&self, key: Key, page: &Arc<FreePage>) -> AnnotatedText<FreePage> {
        let language = page.language.as_ref().unwrap_or(&self.config.language);
        let found = self.annotate_text(key, &page.file, &page.body, language);
        let key = KeyBuilder::new("text").key(key).key(found.key).finish();
        let (source, annotated) = (Arc::clone(page), Arc::clone(&found.annotated));
        AnnotatedText {
            document: source,
            annotated,
            words: OnceLock::new(),
            is_whole: found.panic_message.is_none(),
            key,
        }
    }
}

fn failure(file: &SourcePath, panic: &str) -> Diagnostic {
    panic_boundary::panic_diagnostic(file, "whose last good page stays", panic)
}

/// Keeps what is found; where finding panics, nothing, and why.
fn annotate_guarded(find: impl FnOnce() -> (Annotations, Vec<UnappliedDecision>)) -> Arc<AnnotationResult> {
    let ((annotated, orphans), failed) = match panic_boundary::catch_panic(find) {
        Ok(found) => (found, None),
        Err(panic) => ((Annotations::default(), Vec::new()), Some(panic)),
    };
    let mut key = KeyBuilder::new("found");
    key.key(annotated.key());
    if let Some(panic) = &failed {
        key.text(panic);
    }
    Arc::new(AnnotationResult {
        annotated: Arc::new(annotated),
        panic_message: failed,
        unapplied_decisions: orphans,
        key: key.finish(),
    })
}
