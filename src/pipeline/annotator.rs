//! Annotation and what follows from it, memoised.

use std::sync::Arc;

use super::memo::{Found, Memo};
use crate::annotate::decide::{self, Orphan};
use crate::annotate::resolve::Input;
use crate::annotate::{Annotated, annotate, enrich, language};
use crate::base::{Key, KeyBuilder};
use crate::config::SiteConfig;
use crate::link::{Sketch, Summary, summarise};
use crate::model::Lang;
use crate::parse::{Article, Body, Decision, Page};
use crate::plan::AnnotatedText;
use crate::registry::Lexicon;

/// What annotating one text needs beside the text.
pub(super) struct Annotator<'a> {
    /// The names.
    pub(super) lexicon: &'a Lexicon,
    /// site.yaml.
    pub(super) config: &'a SiteConfig,
    /// What is known.
    pub(super) memo: &'a Memo,
    /// The number of this build.
    pub(super) generation: u64,
}

impl Annotator<'_> {
    fn memoised(
        &self,
        key: Key,
        language: &Lang,
        decisions: &[Decision],
        make: impl FnOnce() -> (Annotated, Vec<Orphan>),
    ) -> Arc<Found> {
        let mut whole = KeyBuilder::new("annotate");
        whole.key(key).key(self.lexicon.key).text(language.as_str());
        if !decisions.is_empty() {
            whole.debug(&decisions);
        }
        self.memo.annotated.get_or(whole.finish(), self.generation, || {
            let (annotated, orphans) = make();
            // Equal findings have an equal key, whatever changed in the lexicon: no page is drawn again for nothing.
            let key = KeyBuilder::new("annotated").debug(&annotated).finish();
            Found { annotated: Arc::new(annotated), orphans, key }
        })
    }

    /// Annotates an article; what people decided about it beats every rule.
    pub(super) fn article(
        &self,
        key: Key,
        article: &Arc<Article>,
        decisions: &[Decision],
    ) -> (AnnotatedText<Article>, Arc<Found>) {
        let language = article.language.as_ref().unwrap_or(&self.config.language);
        let found = self.memoised(key, language, decisions, || {
            let input = Input {
                body: &article.body,
                title: &article.title,
                date: article.date,
                rules: language.rules(),
                pins: &article.pins,
                unlinked: &article.unlinked,
            };
            let text = article.body.main_text();
            let (named, mut orphans) = decide::apply(annotate(&input, self.lexicon), text, decisions, self.lexicon);
            let (whole, more) =
                decide::apply_speech(enrich(named, &input, self.lexicon), text, decisions, self.lexicon);
            orphans.extend(more);
            (whole, orphans)
        });
        let key = KeyBuilder::new("text").key(key).key(found.key).text(language.as_str()).finish();
        (AnnotatedText { source: Arc::clone(article), annotated: Arc::clone(&found.annotated), key }, found)
    }

    /// Sketches an article; `key` is its file's.
    pub(super) fn sketch(&self, key: Key, article: &Article) -> Arc<Sketch> {
        Arc::clone(&self.memo.sketches.get_or(key, self.generation, || Arc::new(Sketch::of(&article.body))))
    }

    /// Annotates a text that is no article: a record's, a page's.
    pub(super) fn text(&self, key: Key, body: &Body, language: &Lang) -> Arc<Found> {
        self.memoised(key, language, &[], || {
            let input = Input { body, title: "", date: None, rules: language.rules(), pins: &[], unlinked: &[] };
            (annotate(&input, self.lexicon), Vec::new())
        })
    }

    /// Annotates a free page.
    pub(super) fn page(&self, key: Key, page: &Arc<Page>) -> AnnotatedText<Page> {
        let language = page.language.as_ref().unwrap_or(&self.config.language);
        let found = self.text(key, &page.body, language);
        let key = KeyBuilder::new("text").key(key).key(found.key).finish();
        AnnotatedText { source: Arc::clone(page), annotated: Arc::clone(&found.annotated), key }
    }

    /// Summarises an annotated article.
    pub(super) fn summary(&self, text: &AnnotatedText<Article>) -> Arc<Summary> {
        let summary = self.memo.summaries.get_or(text.key, self.generation, || {
            let rules = text.source.language.as_ref().unwrap_or(&self.config.language).rules();
            Arc::new(summarise(&text.source, &text.annotated, language::of(rules)))
        });
        Arc::clone(&summary)
    }
}
