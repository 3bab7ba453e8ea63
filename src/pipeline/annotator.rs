//! Annotation and what follows from it, memoised.
//!
//! An answer holds while the text, its language, what people decided and the names are the same; and where the names
//! are others, while the text can see none of the difference.

use std::cell::OnceCell;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::memo::{ArticleFile, Cell, Context, Found, Memo, Told};
use crate::annotate::decide::{self, Orphan};
use crate::annotate::resolve::Input;
use crate::annotate::{Annotated, annotate, enrich, language, sight};
use crate::base::{Diagnostic, Key, KeyBuilder, SourcePath, guard};
use crate::config::SiteConfig;
use crate::link::{Sketch, references, summarise};
use crate::model::Lang;
use crate::parse::{Article, Body, Decision, Page};
use crate::plan::AnnotatedText;
use crate::registry::{Difference, Lexicon};

/// What annotating one text needs beside the text.
pub(super) struct Annotator<'a> {
    pub(super) lexicon: &'a Lexicon,
    config: &'a SiteConfig,
    memo: &'a Memo,
    generation: u64,
    /// Key of the site's language.
    pub(super) language: Key,
    /// The names of the build before, and what differs, where they are others.
    since: Option<(Key, Difference)>,
    /// Texts that are no articles, on which dossier failed.
    failed: Mutex<Vec<Diagnostic>>,
}

impl<'a> Annotator<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, config: &'a SiteConfig, memo: &'a Memo, generation: u64) -> Self {
        let others = memo.before().filter(|before| before.lexicon.key != lexicon.key);
        let since = others.map(|before| (before.lexicon.key, Difference::between(&before.lexicon, lexicon)));
        let language = KeyBuilder::new("ruling").text(config.language.as_str()).finish();
        Self { lexicon, config, memo, generation, language, since, failed: Mutex::default() }
    }

    /// Returns what a text's cell knows, or makes it, from the last answer where there is one.
    fn answer<T>(
        &self,
        cell: &Cell<T>,
        input: &Input<'_>,
        decisions: &[Decision],
        make: impl FnOnce(Option<Arc<T>>) -> Arc<T>,
    ) -> Arc<T> {
        let ruling = if decisions.is_empty() {
            self.language
        } else {
            KeyBuilder::new("ruling").key(self.language).debug(&decisions).finish()
        };
        let context = Context { lexicon: self.lexicon.key, ruling };
        // Each text is asked for by one thread of one build at a time: nobody waits for this lock.
        let mut last = cell.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, answer)) = last.as_mut()
            && known.ruling == ruling
            && (known.lexicon == context.lexicon || !self.is_seen(known.lexicon, cell, decisions))
        {
            *known = context;
            return Arc::clone(answer);
        }
        if !self.memo.is_for_one() {
            cell.sight.get_or_init(|| sight(input));
        }
        let answer = make(last.take().map(|(_, answer)| answer));
        *last = Some((context, Arc::clone(&answer)));
        answer
    }

    /// Tells whether a text, or what was decided about it, can see what differs from the names it was read with.
    fn is_seen<T>(&self, with: Key, cell: &Cell<T>, decisions: &[Decision]) -> bool {
        let Some((_, difference)) = self.since.as_ref().filter(|(before, _)| *before == with) else { return true };
        let decided = decisions.iter().filter_map(|decision| decision.entity.as_ref());
        cell.sight.get().is_none_or(|sight| difference.is_seen_by(sight))
            || decided.into_iter().any(|id| difference.has_id(&id.value))
    }

    /// Annotates an article and summarises it; what people decided about it beats every rule.
    pub(super) fn article(&self, file: &ArticleFile, article: &Arc<Article>, decisions: &[Decision]) -> Arc<Told> {
        let language = article.language.as_ref().unwrap_or(&self.config.language);
        let input = Input {
            body: &article.body,
            title: &article.title,
            date: article.date,
            rules: language.rules(),
            pins: &article.pins,
            unlinked: &article.unlinked,
            tokens: OnceCell::new(),
        };
        self.answer(&file.told, &input, decisions, |last| {
            let text = article.body.main_text();
            let found = found(|| {
                guard::fault("annotate", article.id.as_str());
                let (named, mut orphans) = decide::apply(annotate(&input, self.lexicon), text, decisions, self.lexicon);
                let (whole, more) =
                    decide::apply_speech(enrich(named, &input, self.lexicon), text, decisions, self.lexicon);
                orphans.extend(more);
                (whole, orphans)
            });
            // Now that the text is cut into words.
            file.sketch_by(|| Sketch::of_article(article, input.tokens()));
            let key = KeyBuilder::new("text")
                .key(file.said)
                .text(article.rights.as_str())
                .key(found.key)
                .text(language.as_str())
                .finish();
            match last.filter(|last| last.text.key == key && last.found.orphans == found.orphans) {
                // Equal findings change nothing, whatever changed in the lexicon: no page is drawn again for nothing.
                Some(last) => last,
                None => Arc::new(self.told(key, article, found, language)),
            }
        })
    }

    fn told(&self, key: Key, article: &Arc<Article>, found: Arc<Found>, language: &Lang) -> Told {
        let annotated = Arc::clone(&found.annotated);
        let summary = Arc::new(summarise(article, &annotated, language::of(language.rules())));
        let pinned = !article.pins.is_empty() || !annotated.unused_unlinked.is_empty();
        let leans = pinned || article.picture.is_some() || references::leans(&article.file, &article.body);
        let (source, is_whole) = (Arc::clone(article), found.failed.is_none());
        let text = Arc::new(AnnotatedText { source, annotated, words: OnceLock::new(), is_whole, key });
        Told { text, found, summary, leans }
    }

    /// Annotates a text that is no article: a record's, a page's.
    pub(super) fn text(&self, key: Key, file: &SourcePath, body: &Body, language: &Lang) -> Arc<Found> {
        let input = Input {
            body,
            title: "",
            date: None,
            rules: language.rules(),
            pins: &[],
            unlinked: &[],
            tokens: OnceCell::new(),
        };
        let key = KeyBuilder::new("text").key(key).text(language.as_str()).finish();
        let cell = self.memo.texts.get_or(key, self.generation, Cell::default);
        let answer = self.answer(&cell, &input, &[], |last| {
            let found = found(|| {
                guard::fault("annotate", file.as_str());
                (annotate(&input, self.lexicon), Vec::new())
            });
            last.filter(|last| last.key == found.key).unwrap_or(found)
        });
        if let Some(panic) = &answer.failed {
            self.failed.lock().unwrap_or_else(PoisonError::into_inner).push(failure(file, panic));
        }
        answer
    }

    /// Returns on which texts dossier failed, once all have been asked for; whether now or in a build before makes no
    /// difference.
    pub(super) fn failures(self, told: &[Arc<Told>]) -> Vec<Diagnostic> {
        let article = |told: &Arc<Told>| Some(failure(&told.text.source.file, told.found.failed.as_ref()?));
        let mut failures = self.failed.into_inner().unwrap_or_else(PoisonError::into_inner);
        failures.extend(told.iter().filter_map(article));
        failures
    }

    /// Annotates a free page.
    pub(super) fn page(&self, key: Key, page: &Arc<Page>) -> AnnotatedText<Page> {
        let language = page.language.as_ref().unwrap_or(&self.config.language);
        let found = self.text(key, &page.file, &page.body, language);
        let key = KeyBuilder::new("text").key(key).key(found.key).finish();
        let (source, annotated) = (Arc::clone(page), Arc::clone(&found.annotated));
        AnnotatedText { source, annotated, words: OnceLock::new(), is_whole: found.failed.is_none(), key }
    }
}

fn failure(file: &SourcePath, panic: &str) -> Diagnostic {
    guard::diagnostic(file, "whose last good page stays", panic)
}

/// Keeps what is found; where finding panics, nothing, and why.
fn found(find: impl FnOnce() -> (Annotated, Vec<Orphan>)) -> Arc<Found> {
    let ((annotated, orphans), failed) = match guard::guarded(find) {
        Ok(found) => (found, None),
        Err(panic) => ((Annotated::default(), Vec::new()), Some(panic)),
    };
    let mut key = KeyBuilder::new("found");
    key.key(annotated.key());
    if let Some(panic) = &failed {
        key.text(panic);
    }
    Arc::new(Found { annotated: Arc::new(annotated), failed, orphans, key: key.finish() })
}
